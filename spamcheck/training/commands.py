"""What `spamcheck train`, `evaluate` and `corpus build` do: parse no arguments, print little, return the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spamcheck.errors import InputError

if TYPE_CHECKING:
    from spamcheck.training.additions import Change

OK, REFUSED = 0, 1


def evaluate_command(options: argparse.Namespace) -> int:
    """Count verdicts of a model, or run the full evaluation where one of its parts is asked for."""
    if not (options.leave_one_source_out or options.behaviour):
        if options.plots or options.cards:
            raise InputError("--plots and --cards go with --leave-one-source-out or --behaviour")
        return _counts(options)
    from rich.console import Console

    from spamcheck.training.evaluation import Plan, run, show, write
    from spamcheck.training.train import Sources, repository

    own = (
        repository()
        if options.own
        else Sources((), tuple(options.pool), options.cases, tuple(options.sentences), written=tuple(options.taught))
    )
    plan = Plan(
        tuple(options.corpus), model=options.model, own=own, judged_pool=options.judged_pool, unseen=options.leave_one_source_out,
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
    if options.cards:
        write_cards(report, options.cards, Path("corpus"))
    return OK


def write_cards(report: Mapping[str, Any], model: Path, corpus: Path) -> None:
    """Write MODEL_CARD.md beside a model and DATA_CARD.md beside the manifest of the corpus."""
    from spamcheck.training.cards import data_card, load_kinds, model_card
    from spamcheck.training.sources import load_sources

    kinds, sources = load_kinds(corpus / "kinds.toml"), load_sources(corpus / "sources.toml")
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    (model / "MODEL_CARD.md").write_text(model_card(report, manifest, kinds), encoding="utf-8")
    (corpus / "DATA_CARD.md").write_text(data_card(report, sources, kinds), encoding="utf-8")


def _counts(options: argparse.Namespace) -> int:
    from spamcheck.checker import Checker
    from spamcheck.training.corpus import read_rows
    from spamcheck.training.evaluate import counts, evaluate, report
    from spamcheck.training.evaluation import write

    rows = [row for path in options.corpus for row in read_rows(path)]
    found = evaluate(Checker(options.model), rows)
    print(report(found, errors=options.errors))
    if options.output:
        write(counts(found), options.output)
    return OK


def train_command(options: argparse.Namespace) -> int:
    """Train a model and write its folder; with --add from decisions too, and then only if it is no worse."""
    if options.recalibrate:
        return _recalibrate(options)
    from spamcheck.training.train import Sources, load_data, repository, train

    sources = Sources(tuple(options.corpus), tuple(options.pool), options.cases, tuple(options.sentences))
    if options.own or not options.corpus:
        own = repository()
        sources = replace(own, pages=tuple(options.corpus))
    sources = replace(sources, roles=options.roles)
    if not options.corpus:
        print("training on the pages of this repository alone: a weaker model than one with external pages", file=sys.stderr)
    data = load_data(sources, each=options.pairs, seed=options.seed, cache=options.cache, progress=sys.stderr.isatty())
    if options.add:
        from spamcheck.training.additions import read_additions, retrain

        added = read_additions(options.add)
        written, changes = retrain(data, added, name=options.output.name, seed=options.seed, cache=options.cache)
        print(f"{len(added.rows)} decisions; {added.repeated} repeated, {added.skipped} verdicts without a decision left out")
        return _write_if_better(options, written, changes)
    written, _ = train(data, name=options.output.name, version="1", seed=options.seed)
    write_model(written, options.output)
    print(f"{options.output}: trained on {len(data.rows)} pages")
    return OK


def _recalibrate(options: argparse.Namespace) -> int:
    from spamcheck.model import find_model
    from spamcheck.training.additions import read_additions
    from spamcheck.training.recalibration import recalibrate

    if not options.add:
        raise InputError("--recalibrate needs decisions: --add FILE")
    written, changes, notes = recalibrate(find_model(options.model), read_additions(options.add).rows)
    print("\n".join(notes))
    return _write_if_better(options, written, changes)


def _write_if_better(options: argparse.Namespace, written: dict[str, bytes], changes: Sequence[Change]) -> int:
    from spamcheck.training.additions import table

    print(table(changes))
    if any(c.worse for c in changes) and not options.force:
        print(f"not written: worse on groups left out; --force writes {options.output} all the same", file=sys.stderr)
        return REFUSED
    write_model(written, options.output)
    print(f"{options.output}: written")
    return OK


def write_model(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a model."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def corpus_command(options: argparse.Namespace) -> int:
    """Build a training file from the external sets of a local mirror."""
    from spamcheck.training.sources import SPLITS, build

    splits = SPLITS if options.split == "both" else (options.split,)
    counts = build(options.manifest, options.mirror, options.output, splits=splits, only=options.only)
    print(f"{options.output}: {sum(counts.values())} rows of {len(counts)} sets, counts and checksums as {options.manifest.name} says")
    return OK


COMMANDS = {"train": train_command, "evaluate": evaluate_command, "corpus": corpus_command}
