"""Verdicts for a person at a terminal: the label, both scores against their thresholds, the quoted reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spamcheck.explain import CONTEXT, MAX_CHARS
from spamcheck.lexicon import LANGUAGES
from spamcheck.measured import LABELS, asked
from spamcheck.normalize import one_line
from spamcheck.signal import ANY, FAMILIES
from spamcheck.signal_page import FAMILY_TITLES, percent

if TYPE_CHECKING:
    from spamcheck.checker import Fix
    from spamcheck.measured import Measured
    from spamcheck.signal import Signal
    from spamcheck.verdict import Quote, Reason, Verdict

_COLORS = {"spam": "bold white on red", "low_quality": "bold black on yellow", "ok": "bold white on green4", None: "bold white on grey37"}
_NAMES = {"spam": "SPAM", "low_quality": "LOW QUALITY", "ok": "OK"}
_BAR = 18
_REACH = 6.0  # log-odds that fill half of the bar
_ROOM = 80  # columns of a terminal that has room for the bars
_TOP = 5
_TOP_AGAINST = 3
_QUOTES = 3
_SHORT = 12  # characters of a figure or a name
_QUOTE_CHARS = 110
_PASSAGE_CHARS = 600  # an editor has to see what to remove: two quotes of the greatest length that overlap
_IDS = 12
_LONG_WORD = 30  # evidence is cut in front of a word: this much may be missing to its greatest length
_REST = re.compile(r"[^.!?…\n]{1,300}[.!?…]?")
_WIDE = 125  # columns of a terminal that has room for the last column
_FIGURES = ("is spam", "lift", "is low q.", "lift ", "spam", "low q.", "ok", "ok rate", "sources", "µs")


def show(verdict: Verdict, console: Console, *, all_reasons: bool = False) -> None:
    """Print one verdict: the reasons that carry weight, or all of them."""
    name = Text(f" {_NAMES.get(verdict.label or '', verdict.status.replace('_', ' ').upper())} ", style=_COLORS.get(verdict.label, ""))
    title = Text.assemble(name, "  ", (one_line(verdict.id or verdict.title or "page"), "bold"))
    if verdict.error:
        console.print(title)
        _print(console, Text(one_line(verdict.error["message"]), style="red"), 2)
        console.print()
        return
    about = Text(f"{verdict.page}, {verdict.words} words, {verdict.language or 'language unknown'}", style="dim")
    fits = title.cell_len + 2 + about.cell_len <= console.width
    console.print(Text.assemble(title, "  " if fits else "\n  ", about))
    if verdict.status != "scored":
        _print(console, Text(verdict.summary, style="yellow"), 2)
    for head in ("spam", "low_quality"):
        _print(console, _score(verdict, head, bar=console.width >= _ROOM), 2)
    left = 0
    for sign, reasons, most in (("+", verdict.reasons, _TOP), ("-", verdict.against, _TOP_AGAINST)):
        shown = reasons if all_reasons else verdict.weighty(reasons)[:most]
        left += len(reasons) - len(shown)
        _reasons(console, shown, sign)
    if left:
        _print(console, Text(f"and {left} smaller reason{'s' if left > 1 else ''} (--all shows them)", style="dim"), 2)
    console.print()


def _print(console: Console, text: Text, indent: int) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))


def _score(verdict: Verdict, head: str, *, bar: bool) -> Text:
    log_odds, p, threshold = verdict.log_odds.get(head), getattr(verdict, head), verdict.thresholds.get(head) or 0.0
    label = f"{head.replace('_', ' '):<12}"
    if log_odds is None or p is None:
        return Text(f"{label}not judged on this page", style="dim")
    over = log_odds >= threshold
    filled = round(_BAR * min(1.0, max(0.0, 0.5 + (log_odds - threshold) / (2 * _REACH)))) if bar else 0
    color = ("red" if head == "spam" else "yellow3") if over else "green"
    line = Text("━" * filled, style=color) + Text("┈" * (_BAR - filled if bar else 0), style="grey42")
    side = "over" if over else "under"
    return Text.assemble(label, line, f"  {p:6.1%}  ", (f"log-odds {log_odds:+.2f}, {side} threshold {threshold:+.2f}", "dim"))


def _reasons(console: Console, reasons: Sequence[Reason], sign: str) -> None:
    for reason in reasons:
        parts = [f"{head.replace('_', ' ')} {value:+.2f}" for head, value in reason.contribution.items() if value]
        color = "red" if sign == "+" else "green"
        places = f"  ({reason.evidence_total} places)" if reason.evidence_total > 1 else ""
        _print(
            console,
            Text.assemble((f"{sign} ", f"bold {color}"), (reason.title, "bold"), (places, "dim"), ("  " + ", ".join(parts), color)),
            2,
        )
        said = ""
        for quote in reason.evidence[:_QUOTES]:
            _print(console, _quote(quote, note=quote.note if quote.note != said else ""), 6)
            said = quote.note
        if reason.note:
            _print(console, Text(one_line(reason.note), style="italic dim"), 6)


def _quote(quote: Quote, *, note: str, most: int = _QUOTE_CHARS) -> Text:
    place = f"line {quote.line}" if quote.line else quote.where if quote.where != "text" else ""
    return Text.assemble(
        ("“", "dim"),
        (one_line(quote.quote, most), "cyan"),
        ("”", "dim"),
        (_around(quote), "dim"),
        (f"  {place}" if place else "", "dim"),
        (f"  {one_line(note)}" if note else "", "dim italic"),
    )


def _around(quote: Quote) -> str:
    """A quote that says little by itself, a figure or a name, among the words on both sides."""
    if quote.start is None or len(quote.quote) > _SHORT:
        return ""
    at = min(quote.start, CONTEXT)
    before, after = quote.context[:at].split(" ")[-4:], quote.context[at + len(quote.quote) :].split(" ")[:4]
    return f" in “{one_line(' '.join(before) + quote.quote + ' '.join(after))}”"


def show_fixes(verdict: Verdict, fixes: Sequence[Fix], console: Console) -> None:
    """The to-do list of an editor: every passage once, in page order, with all that speaks against it."""
    if verdict.spam is None:  # not judged: the verdict has said why
        return
    if not fixes:
        over = any((verdict.log_odds.get(h) or limit) > limit for h, limit in verdict.thresholds.items() if limit is not None)
        why = "nothing on the page raised a score, the base rate alone did" if over else "no score is over its threshold"
        _print(console, Text(f"Nothing to remove: {why}.\n"), 2)
        return
    after = {fix.head: f"{fix.head.replace('_', ' ')} under its threshold ({fix.log_odds_after:+.2f} then)" for fix in fixes}
    _print(console, Text(f"To bring {' and '.join(after.values())}, remove or rewrite:", style="bold"), 2)
    for quote, titles in passages(verdict.text, fixes):
        _print(console, Text.assemble("[ ] ", _quote(quote, note="; ".join(titles), most=_PASSAGE_CHARS)), 2)
    for fix in fixes:
        if fix.note or not fix.evidence:
            _print(console, Text(f"[ ] {fix.title}{': ' + one_line(fix.note) if fix.note else ''}"), 2)
        if fix.evidence_total > len(fix.evidence):
            _print(console, Text(f"[ ] {fix.title}: {fix.evidence_total - len(fix.evidence)} more places"), 2)
    console.print()


def passages(text: str, fixes: Sequence[Fix]) -> list[tuple[Quote, list[str]]]:
    """What the fixes point at, with their titles: passages that overlap are one, in page order; then what is not in the text."""
    pointed = [(quote, fix.title) for fix in fixes for quote in fix.evidence]
    pointed.sort(key=lambda item: (item[0].start is None, item[0].start or 0, -len(item[0].quote)))
    found: list[tuple[Quote, list[str]]] = []
    for quote, title in pointed:
        place = next((i for i, (before, _) in enumerate(found) if _same_place(before, quote)), None)
        if place is None:
            found.append((quote, [title]))
            continue
        before, titles = found[place]
        if before.start is not None and before.end is not None and quote.end is not None and quote.end > before.end:
            before = replace(before, end=quote.end, quote=text[before.start : quote.end])
        found[place] = before, titles if title in titles else [*titles, title]
    return [(_whole(quote, text), titles) for quote, titles in found]


def _whole(quote: Quote, text: str) -> Quote:
    """A passage to the end of its sentence where evidence had to be cut."""
    if quote.end is None or len(quote.quote) < MAX_CHARS - _LONG_WORD:
        return quote
    rest = _REST.match(text, quote.end)
    return replace(quote, quote=quote.quote + rest.group()) if rest else quote


def _same_place(before: Quote, quote: Quote) -> bool:
    if quote.start is not None:
        return before.end is not None and quote.start < before.end
    inside = quote.quote == before.quote or (quote.where == "hidden" and quote.quote in before.quote)
    return before.start is None and before.where == quote.where and inside


def show_totals(verdicts: Iterable[str], console: Console) -> None:
    """One line over many inputs."""
    counts = Counter(verdicts)
    console.print(
        Text(
            f"{sum(counts.values())} pages: " + ", ".join(f"{n} {label.replace('_', ' ')}" for label, n in counts.most_common()),
            style="bold",
        )
    )


def show_signals(signals: Sequence[Signal], weights: dict[str, dict[str, float]], console: Console) -> None:
    """The catalogue by family, one line a signal: its languages unless it knows them all, and the most that it can add to each score."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("signal", no_wrap=True)
    table.add_column("what it finds")
    for column in ("spam", "low q."):
        table.add_column(column, justify="right", no_wrap=True)
    for family in FAMILIES:
        found = [s for s in signals if s.family == family]
        if found:
            table.add_row(Text(f"{family}", style="bold"), Text(FAMILY_TITLES[family], style="bold"))
        for signal in found:
            most = weights.get(signal.name, {})
            cells = [f"{most[h]:+.2f}" if most.get(h) else "" for h in ("spam", "low_quality")]
            known = "" if set(signal.languages) >= set(LANGUAGES) or signal.languages == ANY else f" ({' '.join(signal.languages)})"
            table.add_row(f"  {signal.name}", Text.assemble(signal.title, (known, "dim")), *cells)
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
