"""What `spamcheck train`, `evaluate` and `corpus build` do: parse no arguments, print little, return the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from spamcheck.errors import InputError

OK, REFUSED = 0, 1


def evaluate_command(options: argparse.Namespace) -> int:
    """Count verdicts of a model, or run the full evaluation where one of its parts is asked for."""
    if not (options.leave_one_source_out or options.behaviour):
        if options.output or options.plots or options.cards:
            raise InputError("-o, --plots and --cards go with --leave-one-source-out or --behaviour")
        return _counts(options)
    from rich.console import Console

    from spamcheck.training.evaluation import Plan, run, show, write

    plan = Plan(
        tuple(options.corpus), model=options.model, pool=options.pool, judged_pool=options.judged_pool, unseen=options.leave_one_source_out,
        behaviour_on=tuple(options.behaviour_on), pairs=options.pairs, pages=options.behaviour or 0, folds=options.folds, draws=options.draws, seed=options.seed, cache=options.cache,
        jobs=options.jobs, progress=sys.stderr.isatty(),
    )  # fmt: skip
    report = run(plan)
    show(report, Console(highlight=False))
    if options.output:
        write(report, options.output)
    if options.plots and "unseen" in report:
        from spamcheck.training.plots import write_plots

        write_plots(report, options.plots)
    return OK


def _counts(options: argparse.Namespace) -> int:
    from spamcheck.checker import Checker
    from spamcheck.training.corpus import read_rows
    from spamcheck.training.evaluate import evaluate, report

    rows = [row for path in options.corpus for row in read_rows(path)]
    print(report(evaluate(Checker(options.model), rows), errors=options.errors))
    return OK


def train_command(options: argparse.Namespace) -> int:
    """Train a model and write its folder."""
    from spamcheck.training.train import load_data, train

    data = load_data(options.corpus, options.pool, each=options.pairs, seed=options.seed, cache=options.cache, progress=sys.stderr.isatty())
    written, _ = train(data, name=options.output.name, version="1", seed=options.seed)
    write_model(written, options.output)
    print(f"{options.output}: trained on {len(data.rows)} pages")
    return OK


def write_model(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a model."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


COMMANDS = {"train": train_command, "evaluate": evaluate_command}
