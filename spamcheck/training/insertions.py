"""Metamorphic tests: what must hold when something is put into a page, whatever the page.

A farm link, a spliced query, a plug or a hidden block never lowers spam, wherever it stands; an author, a date, references
and risks lower it by one unit of log-odds at most. Source: metamorphic testing, Chen et al. 2018, ACM Computing Surveys 51(1).
All wording is invented; hosts are reserved or open platforms with invented accounts.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from spamcheck.checker import Checker
from spamcheck.explain import contributions
from spamcheck.model import MICRO
from spamcheck.training.corpus import Row
from spamcheck.vector import to_row

PLACES = ("start", "middle", "end")
MOST_LOWERED = 1.0
_ANCHORS = {"neutral": "this page", "commercial": "cheap knee braces near me"}
_FARM = "https://storage.googleapis.com/quovellinks/x7k2p9/knee-braces.html"
_SHOP = "https://www.quovelbraces.example/knee-braces"
_OPENING = re.compile(r"<p(?:\s[^<>]{0,200})?>\s*(?:[^\W\d_][\w,'’-]{0,20}\s+){4}")
_CLOSING = re.compile(r"</p\s*>", re.IGNORECASE)

# kind -> markup with {anchor}; a splice goes into a sentence, everything else behind a paragraph
INSERTS = {
    "farm_link": f"<p>Source: <a href='{_FARM}'>{{anchor}}</a></p>",
    "splice": "{anchor} ",
    "plug": f"<p>To get started, visit the experts at <a href='{_SHOP}'>{{anchor}}</a> and book your free consultation today.</p>",
    "hidden_block": f"<div style='display:none'>knee braces <a href='{_SHOP}'>{{anchor}}</a> knee braces best price knee braces</div>",
}
_CREDIT = (
    "<p>By Dr. Ines Halvorsen, MD, consultant physician. Medically reviewed by Tomas Reuter, PhD.</p><p>Updated 4 March 2024</p>",
    "<h2>Risks and side effects</h2><p>Side effects are headache, nausea and dizziness; serious bleeding is rare, about 1 in 1,000. It may not "
    "suit people who take blood thinners or are pregnant. Talk to your doctor or pharmacist first.</p><h2>References</h2><ol>"
    + "".join(
        f"<li>Halvorsen I, Reuter T. Supervised exercise in adults: trial {n}. J Clin Pract. 20{10 + n};{20 + n}(3):{100 + n}-{109 + n}. "
        f"<a href='https://doi.org/10.5555/jcp.{4000 + n}'>https://doi.org/10.5555/jcp.{4000 + n}</a></li>"
        for n in range(1, 11)
    )
    + "</ol>",
)


def as_markup(row: Row) -> str:
    """The page as HTML: its own, or its text in paragraphs."""
    if row.html:
        return row.html
    paragraphs = "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in re.split(r"\n+", row.text) if p.strip())
    return f"<!doctype html><html><body><main>{paragraphs}</main></body></html>"


def inserted(page: str) -> Iterator[tuple[str, str, str, str]]:
    """(kind, place, anchor, page with it) for all that fit into a page."""
    for kind, template in INSERTS.items():
        spots = [m.end() for m in (_OPENING if kind == "splice" else _CLOSING).finditer(page)]
        if len(spots) < len(PLACES):
            continue
        for place, at in zip(PLACES, (spots[0], spots[len(spots) // 2], spots[-1]), strict=True):
            for anchor, words in _ANCHORS.items():
                yield kind, place, anchor, page[:at] + template.format(anchor=words) + page[at:]


@dataclass(frozen=True, slots=True)
class Change:
    """What an insertion did. by: change of the spam log-odds. fell: signals that raise spam less than before."""

    kind: str
    place: str
    anchor: str
    by: float
    fell: tuple[str, ...]


def insertions(checker: Checker, row: Row) -> list[Change]:
    """All insertions that fit into one page."""
    page = as_markup(row)
    before = _scored(checker, page, row.url)
    return [_change(kind, place, anchor, before, _scored(checker, changed, row.url)) for kind, place, anchor, changed in inserted(page)]


def credit(checker: Checker, row: Row) -> Change | None:
    """What happens when author, date, risks and ten references are added; None where there is no place."""
    page = as_markup(row)
    spots = [m.end() for m in _CLOSING.finditer(page)]
    if not spots:
        return None
    first, last = spots[0], spots[-1]
    changed = page[:first] + _CREDIT[0] + page[first:last] + _CREDIT[1] + page[last:]
    return _change("credit", "", "", _scored(checker, page, row.url), _scored(checker, changed, row.url))


def _scored(checker: Checker, page: str, url: str | None) -> tuple[int, dict[str, int]]:
    """Spam in micro-log-odds, and what each signal adds to it."""
    model = checker.model
    scored = model.score(to_row(checker.measure(checker.document(page, kind="html", url=url)), model.names, model.silent))
    return scored.total["spam"], {name: max(0, micro["spam"]) for name, micro in contributions(scored, ("spam",)).items()}


def _change(kind: str, place: str, anchor: str, before: tuple[int, dict[str, int]], after: tuple[int, dict[str, int]]) -> Change:
    fell = tuple(sorted(name for name, micro in before[1].items() if after[1].get(name, 0) < micro))
    return Change(kind, place, anchor, (after[0] - before[0]) / MICRO, fell)


def summary(changes: Sequence[Change]) -> dict[str, Any]:
    """Falls (there must be none), the worst, the signals behind them, and how often each insertion raised the score."""
    falls = [c for c in changes if c.by < 0]
    kinds: dict[str, dict[str, int]] = {}
    for c in changes:
        for name in (f"{c.kind}, {c.anchor}", f"{c.kind}, {c.place}"):
            entry = kinds.setdefault(name, {"insertions": 0, "falls": 0, "raised": 0})
            entry["insertions"] += 1
            entry["falls"] += c.by < 0
            entry["raised"] += c.by > 0
    return {
        "insertions": len(changes), "falls": len(falls), "worst": min((c.by for c in falls), default=0.0), "signals_that_fell": _fell(falls),
        "by_kind": dict(sorted(kinds.items())),
    }  # fmt: skip


def credit_summary(changes: Sequence[Change]) -> dict[str, Any]:
    """How far credit lowers spam, on how many pages too far, and the signals that then raise it less."""
    too_far = [c for c in changes if c.by < -MOST_LOWERED - 1e-9]
    return {
        "pages": len(changes), "lowered_too_much": len(too_far), "largest_fall": min((c.by for c in changes), default=0.0),
        "median": median(c.by for c in changes) if changes else None, "signals_that_fell": _fell(too_far),
    }  # fmt: skip


def _fell(changes: Sequence[Change]) -> dict[str, int]:
    return dict(sorted(Counter(name for c in changes for name in c.fell).items()))
