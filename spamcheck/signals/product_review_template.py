"""The affiliate review of one product: does it work, pros and cons, where to buy only on the official website.

Why: these pages share one skeleton whatever the pill; its end is always the order page. An honest test compares, measures
and names several shops.
Misses: reviews in other languages, reviews without headings. Honest single-product tests share some of the parts.
Source: reading of affiliate reviews and of honest tests, own list, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_REVIEW_TITLE = re.compile(
    r"\breviews?\b(?:\W|$)|\blegit\b|\bscam\b|\bworth it\b|\bdoes it (?:really )?work\b|\bconsumer report",
    re.IGNORECASE,
)
_HEADING_CHARS = 90
_HEADING_WORDS = 9
_FEWEST = 3
_WARNINGS = ("beware of fake", "beware of counterfeit", "not available on amazon", "not sold in stores", "not available in stores")


@signal(
    title="Affiliate review template",
    family="promotion",
    policy="thin_affiliation",
    values={
        "part_count": Value(
            "different parts of the template as headings or lines of their own, under a review title, at most 10",
            spam=+1,
            low_quality=+1,
        ),
        "official_count": Value("calls to buy on the official website only, at most 3", spam=+1, low_quality=+1),
    },
    flags="Zentora Review: does it work?\n\nPros and cons\n\nIt closes.\n\nWhere to buy\n\nOrder only on the official website.",
    passes="Review of the literature\n\nWe searched four databases for trials of the drug and found nineteen.",
)
def product_review_template(doc: Document) -> Reading | None:
    """Parts on lines of their own, and the "official website only" sentences."""
    hits = doc.hits("review_template")
    if len(hits) < 3:
        return SILENT
    parts: dict[str, Hit] = {}
    for hit in hits:
        block = doc.block_at(hit.start)
        short = block.end - block.start <= _HEADING_CHARS and block.region not in ("nav", "footer")
        if short and _is_alone(doc, block.start, block.end):
            parts.setdefault("verdict" if hit.item.endswith("verdict") else hit.item, hit)
    official: list[Hit] = []
    for hit in hits:
        if _is_official_only(hit) and not (official and hit.start < official[-1].end):
            official.append(hit)
    if not _is_review(doc) or len(parts) < _FEWEST or len({h.section for h in parts.values()}) < 2:
        parts = {}
    shown = sorted({*parts.values(), *official})
    if not shown:
        return SILENT
    evidence = tuple(Evidence(Span(h.start, h.end), "part of the affiliate review template") for h in shown)
    return Reading({"part_count": min(_CAP, len(parts)), "official_count": min(3, len(official))}, evidence[:20])


def _is_review(doc: Document) -> bool:
    """Whether the title or the first line announces a review or asks what buyers ask."""
    first = doc.text[doc.blocks[0].start : doc.blocks[0].end] if doc.blocks else ""
    return bool(_REVIEW_TITLE.search(f"{doc.title[:200]}\n{first[:120]}"))


def _is_official_only(hit: Hit) -> bool:
    if hit.item in _WARNINGS:
        return True
    return hit.section == "buy" and "official" in hit.item and ("only" in hit.item or "exclusive" in hit.item)


def _is_alone(doc: Document, start: int, end: int) -> bool:
    """Whether a line is a heading, a label or a button."""
    line = doc.text[start:end].rstrip()
    return len(line.split()) <= _HEADING_WORDS and not line.endswith(".")
