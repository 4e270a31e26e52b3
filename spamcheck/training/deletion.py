"""Taking the evidence out of a page: what is pointed at must be what carries the score.

A page that is flagged for the words shown must pass without them; as a control as many other words are taken out.
Source: erasure as a test of explanations, DeYoung et al. 2020, ACL (ERASER), "comprehensiveness".
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spamcheck.checker import Checker
from spamcheck.document import Document, Evidence, Span
from spamcheck.explain import contributions
from spamcheck.model import MICRO
from spamcheck.training.corpus import Row
from spamcheck.vector import to_row

_SPACE = re.compile(r"\s+")
_BEGINNING = 24  # letters that tell a hidden text from others
_ROUNDS = 8  # a signal shows a limited number of places at a time
_UNSHOWN = frozenset(("script", "style", "template", "[document]"))


def spam_log_odds(checker: Checker, doc: Document) -> float:
    """The spam log-odds of a page whatever its status."""
    model = checker.model
    return model.score(to_row(checker.measure(doc), model.names, model.silent)).total["spam"] / MICRO


def spam_evidence(checker: Checker, doc: Document) -> list[Evidence]:
    """All evidence, without the limit of a verdict, of the signals that raise spam."""
    readings = checker.measure(doc)
    parts = contributions(checker.model.score(to_row(readings, checker.model.names, checker.model.silent)), ("spam",))
    raising = [readings.get(name) for name, micro in sorted(parts.items()) if micro["spam"] > 0]
    return [e for reading in raising if reading is not None for e in reading.evidence]


def without(row: Row, doc: Document, evidence: Sequence[Evidence]) -> str:
    """The page of a row without the words of its evidence."""
    spans = [e.span for e in evidence if e.span is not None]
    if row.html is None:
        return _cut(doc.text, spans)
    return _cut_markup(row.html, doc, spans, [e for e in evidence if e.span is None and e.quote])


def _cut(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for span in sorted(spans):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join([*kept, text[at:]])


def _cut_markup(html: str, doc: Document, spans: Sequence[Span], outside: Sequence[Evidence]) -> str:
    """Blank the spans in the text nodes, matched by their letters in order; remove links, attributes and hidden texts named."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    for item in outside:
        _remove_outside(soup, item)
    nodes = [n for n in soup.find_all(string=True) if n.parent is not None and n.parent.name not in _UNSHOWN]
    bare = [_SPACE.sub("", str(n)) for n in nodes]
    starts = [0]
    for piece in bare:
        starts.append(starts[-1] + len(piece))
    stream = "".join(bare)
    removed = [span for s in spans if (span := _found(stream, doc.text, s)) is not None]
    removed += [place for e in outside if e.where == "hidden" for place in _like(stream, _SPACE.sub("", e.quote or ""))]
    gone: dict[int, set[int]] = {}
    for start, end in removed:
        for i in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
            gone.setdefault(i, set()).update(range(max(0, start - starts[i]), min(len(bare[i]), end - starts[i])))
    for i, places in gone.items():
        _blank(nodes[i], places)
    return str(soup)


def _all(stream: str, piece: str) -> list[re.Match[str]]:
    return list(re.finditer(re.escape(piece), stream)) if piece else []


def _like(stream: str, piece: str) -> list[tuple[int, int]]:
    """Places that begin like a hidden text, as long as it: its pieces are joined in the quote, not in the page."""
    return [(m.start(), m.start() + len(piece)) for m in _all(stream, piece[:_BEGINNING])]


def _found(stream: str, text: str, span: Span) -> tuple[int, int] | None:
    """Where a span of the text lies among the letters of the nodes: the occurrence with the same number, else the last."""
    piece = _SPACE.sub("", text[span.start : span.end])
    places = _all(stream, piece)
    if not places:
        return None
    before = len(_all(_SPACE.sub("", text[: span.start]), piece))
    place = places[min(before, len(places) - 1)]
    return place.start(), place.end()


def _blank(node: Any, places: set[int]) -> None:
    """Take letters out of a text node; a link without letters goes with them."""
    if getattr(node, "parent", None) is None:  # it went with its link
        return
    kept, number = [], 0
    for letter in str(node):
        if letter.isspace():
            kept.append(letter)
            continue
        if number not in places:
            kept.append(letter)
        number += 1
    link = node.find_parent("a")
    node.replace_with("".join(kept))
    if link is not None and not link.get_text(strip=True):
        link.decompose()


def _remove_outside(soup: Any, item: Evidence) -> None:
    quote = item.quote or ""
    for tag in soup.find_all(True):
        if tag.attrs is None:  # its parent has gone
            continue
        if item.where == "href" and tag.name == "a" and tag.get("href") == quote:
            tag.decompose()
        elif item.where in ("meta", "title", "jsonld") and tag.name in ("meta", "title", "script"):
            if quote in str(tag.get("content") or tag.string or ""):
                tag.decompose()
        elif item.where in ("attribute", "hidden"):
            for name, value in list(tag.attrs.items()):
                if isinstance(value, str) and len(value) > 3 and (value == quote or quote in value):
                    del tag.attrs[name]


def deletion(checker: Checker, row: Row, rng: random.Random) -> dict[str, Any] | None:
    """One page: None where it is not flagged.

    passes: under the threshold without its evidence. passes_in_rounds: when what is then shown is removed as well, and so on,
    because a signal shows a limited number of places. control_passes: without as many other words.
    """
    doc = checker.document(row.page, kind=row.kind, url=row.url)
    threshold = checker.model.thresholds["spam"] / MICRO
    before = spam_log_odds(checker, doc)
    if before < threshold:
        return None
    evidence = spam_evidence(checker, doc)
    other = [Evidence(s) for s in _elsewhere(doc, [e.span for e in evidence if e.span is not None], rng)]
    left, control = (
        spam_log_odds(checker, checker.document(without(row, doc, gone), kind="html" if row.html else "text", url=row.url))
        for gone in (evidence, other)
    )
    rounds = left < threshold or _in_rounds(checker, row, doc, evidence, threshold)
    return {"before": before, "left": left, "passes": left < threshold, "passes_in_rounds": rounds, "control_passes": control < threshold}


def _in_rounds(checker: Checker, row: Row, doc: Document, evidence: Sequence[Evidence], threshold: float) -> bool:
    for _ in range(_ROUNDS - 1):
        page = without(row, doc, evidence)
        row = replace(row, text=page, html=page if row.html else None, kind="html" if row.html else "text")
        doc = checker.document(row.page, kind=row.kind, url=row.url)
        if spam_log_odds(checker, doc) < threshold:
            return True
        evidence = spam_evidence(checker, doc)
        if not evidence:
            return False
    return False


def _elsewhere(doc: Document, spans: Sequence[Span], rng: random.Random) -> list[Span]:
    """Spans of the same lengths at random places that touch none of the given, as far as there is room."""
    taken = sorted(spans)
    found = []
    for span in taken:
        size = span.end - span.start
        for _ in range(8):
            start = rng.randrange(max(1, len(doc.text) - size))
            if not any(start < e and s < start + size for s, e in taken):
                found.append(Span(start, start + size))
                break
    return found
