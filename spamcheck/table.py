"""Verdicts for a person at a terminal: the label, both scores against their thresholds, the quoted reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spamcheck.measured import LABELS, asked
from spamcheck.signal_page import percent

if TYPE_CHECKING:
    from spamcheck.checker import Fix
    from spamcheck.measured import Measured
    from spamcheck.signal import Signal
    from spamcheck.verdict import Quote, Reason, Verdict

_COLORS = {"spam": "bold white on red", "low_quality": "bold black on yellow", "ok": "bold white on green4", None: "bold white on grey37"}
_NAMES = {"spam": "SPAM", "low_quality": "LOW QUALITY", "ok": "OK"}
_BAR = 24
_REACH = 6.0  # log-odds that fill half of the bar
_TOP = 5
_QUOTES = 3
_QUOTE_CHARS = 110
_IDS = 12
_WIDE = 125  # columns of a terminal that has room for the last column
_FIGURES = ("is spam", "lift", "is low q.", "lift ", "spam", "low q.", "ok", "ok rate", "sources", "µs")


def show(verdict: Verdict, console: Console, *, all_reasons: bool = False) -> None:
    """Print one verdict."""
    name = Text(f" {_NAMES.get(verdict.label or '', verdict.status.replace('_', ' ').upper())} ", style=_COLORS.get(verdict.label, ""))
    about = f"{verdict.page}, {verdict.words} words, {verdict.language or 'language unknown'}"
    console.print(Text.assemble(name, "  ", (str(verdict.id or verdict.title or "page"), "bold"), "  ", (about, "dim")))
    if verdict.error:
        console.print(Padding(Text(str(verdict.error["message"]), style="red"), (0, 0, 1, 2)))
        return
    if verdict.status != "scored":
        console.print(Padding(Text(verdict.summary, style="yellow"), (0, 0, 0, 2)))
    for head in ("spam", "low_quality"):
        console.print(Padding(_score(verdict, head), (0, 0, 0, 2)))
    top = len(verdict.reasons) if all_reasons else _TOP
    _reasons(console, verdict.reasons, top, "+")
    _reasons(console, verdict.against, len(verdict.against) if all_reasons else 3, "-")
    left = len(verdict.reasons) - top
    if left > 0:
        console.print(Padding(Text(f"and {left} smaller reasons (--all shows them)", style="dim"), (0, 0, 0, 2)))
    console.print()


def _score(verdict: Verdict, head: str) -> Text:
    log_odds, p, threshold = verdict.log_odds.get(head), getattr(verdict, head), verdict.thresholds.get(head) or 0.0
    label = f"{head.replace('_', ' '):<12}"
    if log_odds is None or p is None:
        return Text(f"{label}not judged on this page", style="dim")
    over = log_odds >= threshold
    filled = round(_BAR * min(1.0, max(0.0, 0.5 + (log_odds - threshold) / (2 * _REACH))))
    color = ("red" if head == "spam" else "yellow3") if over else "green"
    bar = Text("━" * filled, style=color) + Text("┈" * (_BAR - filled), style="grey42")
    side = "over" if over else "under"
    return Text.assemble(label, bar, f"  {p:6.1%}  ", (f"log-odds {log_odds:+.2f}, {side} its threshold {threshold:+.2f}", "dim"))


def _reasons(console: Console, reasons: Sequence[Reason], top: int, sign: str) -> None:
    for reason in reasons[:top]:
        parts = [f"{head.replace('_', ' ')} {value:+.2f}" for head, value in reason.contribution.items() if value]
        color = "red" if sign == "+" else "green"
        places = f"  ({reason.evidence_total} places)" if reason.evidence_total > 1 else ""
        head = Text.assemble((f"{sign} ", f"bold {color}"), (reason.title, "bold"), (places, "dim"), ("  " + ", ".join(parts), color))
        console.print(Padding(head, (0, 0, 0, 2)))
        for quote in reason.evidence[:_QUOTES]:
            console.print(Padding(_quote(quote), (0, 0, 0, 6)))
        if reason.note:
            console.print(Padding(Text(reason.note, style="italic dim"), (0, 0, 0, 6)))


def _quote(quote: Quote) -> Text:
    words = " ".join(quote.quote.split())
    shown = words if len(words) <= _QUOTE_CHARS else words[: _QUOTE_CHARS - 1] + "…"
    place = f"line {quote.line}" if quote.line else quote.where if quote.where != "text" else ""
    return Text.assemble(
        ("“", "dim"),
        (shown, "cyan"),
        ("”", "dim"),
        (f"  {place}" if place else "", "dim"),
        (f"  {quote.note}" if quote.note else "", "dim italic"),
    )


def show_fixes(fixes: Sequence[Fix], console: Console) -> None:
    """The to-do list of an editor."""
    if not fixes:
        console.print("  Nothing to remove: both scores are under their thresholds.\n")
        return
    for head in dict.fromkeys(f.head for f in fixes):
        mine = [f for f in fixes if f.head == head]
        console.print(Text(f"  To bring {head.replace('_', ' ')} under its threshold ({mine[-1].log_odds_after:+.2f} then):", style="bold"))
        for number, fix in enumerate(mine, 1):
            console.print(Text(f"  [ ] {number}. {fix.title}{': ' + fix.note if fix.note else ''}"))
            for quote in fix.evidence:
                console.print(Padding(_quote(quote), (0, 0, 0, 8)))
    console.print()


def show_totals(verdicts: Iterable[str], console: Console) -> None:
    """One line over many inputs."""
    counts = Counter(verdicts)
    console.print(Text(f"{sum(counts.values())} pages: " + ", ".join(f"{n} {label}" for label, n in counts.most_common()), style="bold"))


def show_signals(signals: Sequence[Signal], weights: dict[str, dict[str, float]], console: Console) -> None:
    """The catalogue, one line a signal: family, languages, and the most that it can add to each score."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("signal", "family", "what it finds", "languages", "spam", "low quality"):
        table.add_column(column, justify="right" if column in ("spam", "low quality") else "left", no_wrap=column == "signal")
    for signal in signals:
        most = weights.get(signal.name, {})
        cells = [f"{most[h]:+.2f}" if most.get(h) else "" for h in ("spam", "low_quality")]
        table.add_row(signal.name, signal.family, escape(signal.title), " ".join(signal.languages), *cells)
    console.print(table)


def show_page(text: str, console: Console) -> None:
    """A page of the catalogue, Markdown."""
    from rich.markdown import Markdown

    console.print(Markdown(text))


def show_measured(
    signals: Sequence[Signal], measured: Measured, costs: Mapping[str, float], honest: Mapping[str, Sequence[str]], console: Console
) -> None:
    """What each signal finds on labelled pages, one line a signal, then the ids of the honest pages that it hits, if any.

    Shares of its hits that are spam and low quality with their lifts, where it may raise that score; pages hit by label; share
    of the honest pages hit; sources of the hits by label; its own cost. What only lowers a score is green.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    wide = console.width >= _WIDE
    for column in ("signal", *_FIGURES, *(["most alike"] if wide else [])):
        table.add_column(column, justify="right" if column in _FIGURES else "left", no_wrap=column != "most alike")
    for signal in signals:
        f, goals = measured.signals[signal.name], asked(signal)
        shares = [percent(f.precision(of)) if of in goals else "" for of in ("spam", "low_quality")]
        lifts = [f"{f.lift(of) or 0:.1f}" if of in goals and f.counted(of)[1] else "" for of in ("spam", "low_quality")]
        counts = [f"{f.hits[label]:,}" for label in LABELS]
        sources = "/".join(str(f.sources[label]) for label in LABELS)
        alike = [f"{f.overlap[0]} {f.overlap[1] / f.overlap[2]:.0%}" if f.overlap else ""] if wide else []
        style = "green" if goals == ("ok",) else ""
        table.add_row(
            Text(signal.name, style=style), shares[0], lifts[0], shares[1], lifts[1], *counts, percent(f.hit_rate("ok")), sources,
            f"{costs[signal.name]:.0f}", *alike,
        )  # fmt: skip
    console.print(table)
    for name, ids in honest.items():
        if ids:
            shown = f" and {len(ids) - _IDS} more (--format jsonl has all)" if len(ids) > _IDS else ""
            console.print(Text.assemble((f"{name}: ", "bold"), " ".join(ids[:_IDS]), (shown, "dim")))
