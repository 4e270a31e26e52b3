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
_REVIEW_TITLE = re.compile(r"\breviews?\b(?:\W|$)|\blegit\b|\bscam\b|\bworth it\b|\bdoes it (?:really )?work\b|\bconsumer report", re.IGNORECASE)
_HEADING_CHARS = 90


@signal(
    title="Affiliate review template",
    family="promotion",
    policy="thin_affiliation",
    values={
        "part_count": Value("different parts of the template as headings or lines of their own, under a review title, at most 10", spam=+1, low_quality=+1),
        "official_count": Value("calls to buy on the official website only, at most 3", spam=+1, low_quality=+1),
    },
    flags="Zentora Review: does it work?\n\nPros and cons\n\nIt is green and has a lid that closes.\n\nFinal verdict\n\nA fine thing for the shelf.\n\nWhere to buy\n\nZentora is sold only on the official website, so order there.",
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
        if block.end - block.start <= _HEADING_CHARS and block.region not in ("nav", "footer") and _alone(doc, hit, block.start, block.end):
            parts.setdefault(hit.item, hit)
    official = [h for h in hits if h.section == "buy" and ("official" in h.item and ("only" in h.item or "exclusive" in h.item)) or h.item in _WARNINGS]
    title = bool(_REVIEW_TITLE.search(doc.title[:200]))
    kinds = {h.section for h in parts.values()}
    if not (title and len(parts) >= 3 and len(kinds) >= 2) and not official:
        return SILENT
    shown = sorted([*parts.values(), *official], key=lambda h: h.start) if title and len(parts) >= 3 else official
    evidence = tuple(Evidence(Span(h.start, h.end), "part of the affiliate review template") for h in dict.fromkeys(shown))
    count = len(parts) if title and len(parts) >= 3 else 0
    return Reading({"part_count": min(_CAP, count), "official_count": min(3, len(official))}, evidence[:20])


_WARNINGS = ("beware of fake", "beware of counterfeit", "not available on amazon", "not sold in stores", "not available in stores")


def _alone(doc: Document, hit: Hit, start: int, end: int) -> bool:
    """Whether the part is most of its line: a heading, a label or a button."""
    words = len(doc.text[start:end].split())
    return words <= 9 and not doc.text[start:end].rstrip().endswith(".")
