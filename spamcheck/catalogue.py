"""The commands `signals` and `explain`: the list of signals, their pages, and what they find on labelled pages."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spamcheck.errors import InputError

if TYPE_CHECKING:
    from spamcheck.measured import Figures, Measured
    from spamcheck.model import Model
    from spamcheck.signal import Signal
    from spamcheck.training.hits import Found

_USAGE = 64  # as everywhere on the command line
SORTS = ("use", "precision", "hits", "honest", "cost", "name")


def add_parsers(commands: Any) -> None:
    """The parsers of both commands."""
    explain = commands.add_parser("explain", help="the page of one signal, with its weights and measured figures")
    explain.add_argument("signal", metavar="SIGNAL", help="its name, as `spamcheck signals` lists it")
    explain.add_argument("--model", default="default", help="whose weights to show")
    explain.set_defaults(run=run_explain)
    signals = commands.add_parser("signals", help="list all signals, measure them on labelled pages, or write their documentation")
    signals.add_argument("--format", choices=("table", "jsonl"), default=None, help="default: table on a terminal, else jsonl")
    signals.add_argument("--model", default="default", help="whose weights to show")
    signals.add_argument(
        "--measure", nargs="+", type=Path, metavar="PAGES", help="count what each signal finds on labelled pages (jsonl, .gz)"
    )
    signals.add_argument("--docs", action="store_true", help="print docs/signals.md")
    signals.add_argument("-o", "--output", type=Path, metavar="FILE", help="with --docs: write there; with --measure: write the counts too")
    signals.add_argument("--ids", action="store_true", help="with --measure: ids of the pages hit (the table shows the honest ones)")
    signals.add_argument("--only", nargs="+", metavar="NAME", help="with --measure: show these signals")
    signals.add_argument("--sort", choices=SORTS, default="use", help="with --measure: order (default: what it raises, then precision)")
    signals.add_argument("--jobs", type=int, default=-1, help="with --measure: processes, -1 for all cores")
    signals.set_defaults(run=run_signals)


def run_explain(options: argparse.Namespace) -> int:
    """Print one signal's page; 2 if there is no such signal."""
    from spamcheck.measured import load
    from spamcheck.model import Model, find_model
    from spamcheck.signal import registry
    from spamcheck.signal_page import find_cases, find_measured, page, read_cases

    signal = _known([options.signal], registry())[0]
    measured = find_measured()
    text = page(signal, read_cases(find_cases(), signal.name), load(measured) if measured else None, Model.load(find_model(options.model)))
    if sys.stdout.isatty():
        from rich.console import Console

        from spamcheck.table import show_page

        show_page(text, Console(highlight=False))
    else:
        sys.stdout.write(text)
    return 0


def run_signals(options: argparse.Namespace) -> int:
    """List, document or measure the signals."""
    problem = _misuse(options)
    if problem:
        print(f"spamcheck signals: {problem}", file=sys.stderr)
        return _USAGE
    if options.docs:
        return _docs(options)
    return _measure(options) if options.measure else _list(options)


def _misuse(options: argparse.Namespace) -> str | None:
    if options.measure and options.docs:
        return "first --measure, then --docs: they are two things"
    if not options.measure and (options.ids or options.only):
        return "--ids and --only go with --measure"
    if options.output and not (options.measure or options.docs):
        return "-o goes with --measure or --docs"
    return None


def _list(options: argparse.Namespace) -> int:
    from spamcheck.model import Model, find_model
    from spamcheck.signal import registry

    most = _most(Model.load(find_model(options.model)))
    if _form(options) == "table":
        from rich.console import Console

        from spamcheck.table import show_signals

        show_signals(registry(), most, Console(highlight=False))
        return 0
    for s in registry():
        about = {"signal": s.name, "family": s.family, "title": s.title, "policy": s.policy, "languages": list(s.languages)}
        _line({**about, "values": {n: v.meaning for n, v in s.values.items()}, "most": most.get(s.name, {})})
    return 0


def _most(model: Model) -> dict[str, dict[str, float]]:
    """The most that each signal can add to each score."""
    from spamcheck.model import HEADS, MICRO

    most: dict[str, dict[str, float]] = {}
    for head in HEADS:
        for name, table in model.tables[head].items():
            of = most.setdefault(name.partition(".")[0], {})
            of[head] = of.get(head, 0.0) + max(table.micro, key=abs) / MICRO
    return most


def _docs(options: argparse.Namespace) -> int:
    from spamcheck.measured import load
    from spamcheck.signal import registry
    from spamcheck.signal_page import document, find_cases, find_measured

    measured = find_measured()
    text = document(registry(), find_cases(), load(measured) if measured else None)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def _measure(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from spamcheck.signal import registry
    from spamcheck.training.hits import figures, find_hits, read_all

    chosen = _known(options.only, registry()) if options.only else registry()
    found = find_hits(read_all(options.measure), jobs=options.jobs, progress=sys.stderr.isatty())
    measured = figures(found, date=datetime.now(UTC).date().isoformat(), paths=options.measure)
    if options.output:
        options.output.write_text(measured.dump(), encoding="utf-8")
    costs = dict(zip(found.names, (found.cost / 1000).tolist(), strict=True))
    ordered = sorted(chosen, key=_order(options.sort, measured, costs))
    if _form(options) == "table":
        _show(ordered, found, measured, costs, ids=options.ids)
    else:
        for signal in ordered:
            _line(_entry(signal, measured.signals[signal.name], costs, found if options.ids else None))
    pages = ", ".join(f"{n} {label}" for label, n in measured.pages.items() if n)
    milliseconds = f"{found.parsed / 1e6:.1f} ms parser, {found.shared / 1e6:.1f} ms shared layers, {found.cost.sum() / 1e6:.1f} ms signals"
    print(f"{pages} pages; a page costs {milliseconds}; {len(found.unread)} pages could not be read", file=sys.stderr)
    return 0


def _show(ordered: Sequence[Signal], found: Found, measured: Measured, costs: Mapping[str, float], *, ids: bool) -> None:
    from rich.console import Console

    from spamcheck.table import show_measured
    from spamcheck.training.hits import hit_ids

    honest = {s.name: hit_ids(found, s.name).get("ok", []) for s in ordered} if ids else {}
    show_measured(ordered, measured, costs, honest, Console(highlight=False, width=None if sys.stdout.isatty() else 140))


def _entry(signal: Signal, f: Figures, costs: Mapping[str, float], found: Found | None) -> dict[str, Any]:
    from spamcheck.measured import LABELS, asked

    entry: dict[str, Any] = {
        "signal": signal.name, "raises": [of for of in asked(signal) if of != "ok"], "applied": f.applied, "hits": f.hits, "sources": f.sources,
        "hit_rate": {label: _rounded(f.hit_rate(label)) for label in LABELS},
        "precision": {of: _rounded(f.precision(of)) for of in asked(signal)}, "lift": {of: _rounded(f.lift(of)) for of in asked(signal)},
        "cost_us": round(costs[signal.name], 1),
        "overlap": dict(zip(("signal", "both", "either"), f.overlap, strict=True)) if f.overlap else None,
    }  # fmt: skip
    if found is not None:
        from spamcheck.training.hits import hit_ids

        entry["ids"] = hit_ids(found, signal.name)
    return entry


def _order(sort: str, measured: Measured, costs: Mapping[str, float]) -> Callable[[Signal], tuple[Any, ...]]:
    """Key of an order: what is worth most, costs most or is asked for first."""
    from spamcheck.measured import asked

    def key(signal: Signal) -> tuple[Any, ...]:
        f = measured.signals[signal.name]
        of = asked(signal)[:1]
        best = -f.at_least(of[0]) if of else 2.0
        group = ("spam", "low_quality", "ok").index(of[0]) if of else 3
        first: Mapping[str, tuple[float, ...]] = {
            "use": (group, best), "precision": (best,), "hits": (-sum(f.hits.values()),), "honest": (-f.hits["ok"],),
            "cost": (-costs[signal.name],), "name": (),
        }  # fmt: skip
        return (*first[sort], signal.name)

    return key


def _known(names: Sequence[str], signals: Sequence[Signal]) -> list[Signal]:
    by_name = {s.name: s for s in signals}
    for name in names:
        if name not in by_name:
            from difflib import get_close_matches

            near = get_close_matches(name, by_name, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else "; `spamcheck signals` lists them"
            raise InputError(f"there is no signal {name!r}{hint}")
    return [by_name[name] for name in names]


def _form(options: argparse.Namespace) -> str:
    return options.format or ("table" if sys.stdout.isatty() else "jsonl")


def _line(entry: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
