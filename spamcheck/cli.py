"""The command line: a thin face over the library."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from spamcheck._version import __version__
from spamcheck.catalogue import add_parsers
from spamcheck.errors import SpamcheckError
from spamcheck.inputs import Source, expand, from_list

if TYPE_CHECKING:
    from spamcheck.checker import Checker
    from spamcheck.verdict import Verdict

OK, FOUND, FAILED, USAGE = 0, 1, 2, 64


class _Parser(argparse.ArgumentParser):
    """Wrong usage ends with 64, so that 2 always means that an input failed."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except SpamcheckError as error:
        print(f"spamcheck: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of the pipe has gone
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="spamcheck", description="Explained detection of SEO spam and low-quality articles.")
    parser.add_argument("--version", action="version", version=f"spamcheck {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)
    score = commands.add_parser("score", help="score files, folders, addresses or standard input")
    score.add_argument("inputs", nargs="*", metavar="INPUT", help="a path, a folder, an http(s) address, or - for standard input")
    score.add_argument("--from", dest="list", metavar="FILE", help="read inputs from a file, one a line")
    score.add_argument("--allow-files", action="store_true", help="lets the list name paths as well as addresses")
    score.add_argument(
        "--kind",
        choices=("auto", "html", "text", "markdown"),
        default="auto",
        help="what the inputs are (default: by ending, else by shape)",
    )
    score.add_argument("--url", help="the page's own address, for one file")
    score.add_argument("--allow-private", action="store_true", help="lets addresses on private networks be fetched")
    score.add_argument("--ignore-robots", action="store_true", help="fetch pages that robots.txt closes (only for pages you own)")
    _output_options(score)
    score.set_defaults(run=_score)
    demo = commands.add_parser("demo", help="score the shipped example pages")
    _output_options(demo)
    demo.set_defaults(run=_demo)
    add_parsers(commands)
    dispute = commands.add_parser("dispute", help="write a minimal honest case of a wrong verdict, to send as a report")
    dispute.add_argument("file", metavar="FILE", help="the page that was judged wrongly, or - for standard input")
    dispute.add_argument(
        "--kind", choices=("auto", "html", "text", "markdown"), default="auto", help="what it is (default: by ending, else by shape)"
    )
    dispute.add_argument("--model", default="default", help="name or folder of the model that judged it")
    dispute.set_defaults(run=_dispute)
    _training_parsers(commands)
    return parser


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate < 1:
        raise argparse.ArgumentTypeError(f"{text} is no share; give a number between 0 and 1")
    return rate


def _output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("table", "jsonl"), default=None, help="default: table on a terminal, else jsonl")
    parser.add_argument("--all", action="store_true", help="show every reason in the table")
    parser.add_argument("--fix", action="store_true", help="what to remove to bring each score under its threshold")
    parser.add_argument("--with-text", action="store_true", help="put the extracted text into the jsonl")
    parser.add_argument("--base-rate", type=_rate, metavar="P", help="share of spam among your pages (default: the model's)")
    parser.add_argument("--model", default="default", help="name or folder of a model")
    parser.add_argument(
        "--fail-on", choices=("spam", "low_quality", "unjudged", "never"), default="spam", help="what makes the exit code 1 (default: spam)"
    )


def _training_parsers(commands: Any) -> None:
    train = commands.add_parser("train", help="train a model from labelled pages")
    train.add_argument(
        "corpus",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="labelled pages, jsonl or jsonl.gz (default: the own-written pages of this repository)",
    )
    train.add_argument("-o", "--output", type=Path, required=True, help="model folder to write")
    train.add_argument(
        "--pool", type=Path, action="append", default=[], help="injection templates (corpus/injection/*.toml); may be repeated"
    )
    train.add_argument("--cases", type=Path, metavar="FOLDER", help="case files of the signals (tests/signals)")
    train.add_argument(
        "--sentences", type=Path, action="append", default=[], metavar="FILE", help="own sentences of roles (corpus/sentences)"
    )
    train.add_argument(
        "--roles", type=Path, metavar="FOLDER", help="write the sentence roles learned on the way (to ship: spamcheck/roles)"
    )
    train.add_argument("--own", action="store_true", help="learn from the own pages, templates, cases and sentences of this repository too")
    train.add_argument("--pairs", type=int, default=40, help="injected pairs of every family")
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--cache", type=Path, help="folder to keep measured pages in")
    train.add_argument(
        "--add", type=Path, metavar="FILE", help="decisions to learn from: labelled pages or verdicts with a decision, jsonl"
    )
    train.add_argument("--recalibrate", action="store_true", help="with --add: move prior and thresholds of --model only")
    train.add_argument("--model", default="default", help="the model to recalibrate")
    train.add_argument("--force", action="store_true", help="write the model even if it is worse on groups left out")
    train.set_defaults(run=_training, command="train")
    _evaluate_parser(commands)
    corpus = commands.add_parser("corpus", help="build a training file from external sets")
    parts = corpus.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)
    build = parts.add_parser("build", help="read the sets of a local mirror, verify each, write one jsonl.gz")
    build.add_argument("--from", dest="mirror", type=Path, required=True, metavar="FOLDER", help="holds train.jsonl.gz and dev.jsonl.gz")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="jsonl.gz to write")
    build.add_argument("--manifest", type=Path, default=Path("corpus/sources.toml"))
    build.add_argument("--split", choices=("train", "dev", "both"), default="train")
    build.add_argument("--only", nargs="+", default=[], metavar="CODE", help="sets by their code in the manifest (default: all)")
    build.set_defaults(run=_training, command="corpus")


def _evaluate_parser(commands: Any) -> None:
    evaluate = commands.add_parser("evaluate", help="score labelled pages and count what was found, or measure on sources left out")
    evaluate.add_argument("corpus", nargs="+", type=Path, metavar="FILE", help="labelled pages, jsonl or jsonl.gz")
    evaluate.add_argument("--model", default="default")
    evaluate.add_argument("--errors", action="store_true", help="list the ids of wrong verdicts")
    evaluate.add_argument("--leave-one-source-out", action="store_true", help="train without each source in turn and measure on it")
    evaluate.add_argument("--folds", type=int, default=10, help="sources leave in this many groups; 0: every source by itself")
    evaluate.add_argument("--behaviour", type=int, metavar="PAGES", help="deletion, insertion and pair tests of the model on so many pages")
    evaluate.add_argument(
        "--behaviour-on",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="pages of those tests that the model has not seen (default: FILE)",
    )
    evaluate.add_argument("--own", action="store_true", help="teach with the templates, cases, sentences and own pages of this repository")
    evaluate.add_argument(
        "--taught", type=Path, nargs="+", default=[], metavar="FILE", help="own pages that are taught always and never judged"
    )
    evaluate.add_argument("--pool", type=Path, action="append", default=[], help="templates of the training pairs; may be repeated")
    evaluate.add_argument("--cases", type=Path, metavar="FOLDER", help="case files of the signals, taught always")
    evaluate.add_argument("--sentences", type=Path, action="append", default=[], metavar="FILE", help="own sentences of roles")
    evaluate.add_argument("--judged-pool", type=Path, help="templates of another hand, for the pairs that are judged")
    evaluate.add_argument("--pairs", type=int, default=40, help="injected pairs of every family")
    evaluate.add_argument("--draws", type=int, default=300, help="bootstrap draws")
    evaluate.add_argument("--jobs", type=int, default=-1, help="processes, -1 for all cores")
    evaluate.add_argument("--seed", type=int, default=7)
    evaluate.add_argument("--cache", type=Path, help="folder to keep measured pages in")
    evaluate.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report as JSON")
    evaluate.add_argument("--plots", type=Path, metavar="FOLDER", help="write SVG plots")
    evaluate.add_argument("--cards", type=Path, metavar="MODEL_FOLDER", help="write MODEL_CARD.md there and corpus/DATA_CARD.md")
    evaluate.set_defaults(run=_training, command="evaluate")


def _training(options: argparse.Namespace) -> int:
    from spamcheck.training.commands import COMMANDS

    return COMMANDS[options.command](options)


def _score(options: argparse.Namespace) -> int:
    names = list(options.inputs) + (from_list(options.list, allow_files=options.allow_files) if options.list else [])
    if not names:
        raise SystemExit(_usage("score", "nothing to score: give at least one INPUT or --from FILE"))
    sources = list(expand(names, options.kind))
    if options.url and len(sources) != 1:
        raise SystemExit(_usage("score", "--url goes with exactly one input"))
    checker = _checker(options)
    return _report(options, checker, (_judge(checker, s, options) for s in sources), len(sources))


def _usage(command: str, problem: str) -> int:
    print(f"spamcheck {command}: {problem}", file=sys.stderr)
    return USAGE


def _checker(options: argparse.Namespace) -> Checker:
    from spamcheck.checker import Checker

    return Checker(options.model, base_rate=options.base_rate)


def _judge(checker: Checker, source: Source, options: argparse.Namespace) -> Verdict:
    url = options.url if getattr(options, "url", None) else None
    try:
        if source.is_url:
            from spamcheck.fetcher import fetch

            page = fetch(source.name, allow_private=options.allow_private, obey_robots=not options.ignore_robots)
            kind = {"text/plain": "text", "text/markdown": "markdown"}.get(page.content_type or "", source.kind)
            return checker.check(page.body, kind=kind, url=page.final_url, id=source.name, charset=page.charset)
        content, kind = source.page()
        return checker.check(content, kind=kind, url=url, id=source.name)
    except SpamcheckError as error:
        return checker.failed(error, id=source.name, url=source.name if source.is_url else url)


def _demo(options: argparse.Namespace) -> int:
    import tomllib
    from importlib.resources import files

    folder = Path(str(files("spamcheck") / "examples"))
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))
    checker = _checker(options)

    def verdicts() -> Iterator[Verdict]:
        for entry in index.values():
            content, kind = next(expand([str(folder / entry["file"])], "auto")).page()
            yield checker.check(content, kind=kind, url=entry.get("url"), id=entry["file"])

    _report(options, checker, verdicts(), len(index))
    return OK


def _report(options: argparse.Namespace, checker: Checker, verdicts: Iterator[Verdict], count: int) -> int:
    """Print verdicts as they come and return the exit code over all of them."""
    form = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    failed = found = False
    labels = []
    printer = _table_printer(options, checker, count) if form == "table" else None
    for verdict in verdicts:
        failed |= verdict.status == "error"
        found |= _counts(verdict, options.fail_on)
        labels.append(verdict.label or verdict.status)
        if printer:
            printer(verdict)
        else:
            body = verdict.to_dict(with_text=options.with_text)
            if options.fix:
                body["fixes"] = [
                    {"head": f.head, "signal": f.signal, "title": f.title, "log_odds_after": f.log_odds_after}
                    for f in checker.fixes(verdict)
                ]
            sys.stdout.write(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
            sys.stdout.flush()
    if printer and len(labels) > 1:
        from rich.console import Console

        from spamcheck.table import show_totals

        show_totals(labels, Console(highlight=False))
    return FAILED if failed else FOUND if found else OK


def _table_printer(options: argparse.Namespace, checker: Checker, count: int) -> Any:
    from rich.console import Console
    from rich.progress import Progress

    from spamcheck.table import show, show_fixes

    console = Console(highlight=False)
    bar = Progress(console=Console(stderr=True), transient=True, disable=count < 5 or not sys.stderr.isatty())
    task = bar.add_task("scoring", total=count)
    bar.start()
    done = 0

    def show_one(verdict: Verdict) -> None:
        nonlocal done
        done += 1
        bar.update(task, completed=done)
        if done == count:
            bar.stop()
        show(verdict, console, all_reasons=options.all)
        if options.fix:
            show_fixes(verdict, checker.fixes(verdict), console)

    return show_one


def _counts(verdict: Verdict, fail_on: str) -> bool:
    wanted = {"spam": ("spam",), "low_quality": ("spam", "low_quality"), "unjudged": ("spam", None), "never": ()}[fail_on]
    return verdict.status != "error" and verdict.label in wanted


def _dispute(options: argparse.Namespace) -> int:
    from spamcheck.checker import Checker
    from spamcheck.dispute import dispute_cases

    sources = list(expand([options.file], options.kind))
    if len(sources) != 1:
        return _usage("dispute", f"{options.file} holds {len(sources)} pages; name the one whose verdict is wrong")
    content, kind = sources[0].page()
    checker = Checker(options.model)
    doc = checker.document(content, kind=kind)
    for line in dispute_cases(doc, checker.check(doc)):
        print(line, flush=True)
    return OK
