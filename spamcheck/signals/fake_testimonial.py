"""Invented customer voices: first-person product results with a signature, several in a row.

Why: fake comment blocks under sales pages tell quick, measured results of a product ("down 18 lbs after two bottles") and
sign with a first name and a place or a "verified buyer" mark; real diaries tell a course, doubts and no product.
Misses: long invented stories, testimonials in images, other languages. Real shop reviews come near: one alone is no evidence.
Source: reading of sales landers and of patient diaries, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_LONGEST = 700  # a longer paragraph is a story, not a comment
_WINDOW = 12  # blocks: a comment with its name, date and like line takes two to four
_AMOUNT = lazy(
    r"\b\d{1,3}\s?(?:lbs?\b|pounds\b|kg\b|kilos?\b|inch(?:es)?\b|dress sizes|sizes\b|%)|\b(?:in|after|within|for)\s(?:just |only "
    r"|about |less than )?"
    r"(?:\d{1,2}|one|two|three|four|five|six|a few|a couple of)\s(?:days?|weeks?|months?|nights?|bottles?|doses?|uses|applications?)\b"
)
_PRODUCT = lazy(
    r"\b(?:bottles?|pills?|capsules?|gummies|drops|cream|serum|supplement|products?|formula|stuff|trial|kit|patch(?:es)?|order(?:ed"
    r"|ing)?|shipping|arrived"
    r"|program)\b"
)
_SIGNED = lazy(
    r"(?:^|[\n\u2014\u2013\u2605-]\s?)[\"\u201d]?[A-Z][a-z]{2,11}(?: [A-Z][a-z]{0,14}\.?)?,?\s?(?:\(?\d{2}\)?,?\s?)?"
    r"(?:[A-Z]{2}\b|[-\u2013\u2014,|] ?[A-Z][a-z]{3,14}|[A-Z]\.|$)"
)
_STARS = lazy(r"[\u2605\u2b50]{3,5}|\b[45](?:\.\d)?\s?/\s?5\b|\b5 stars\b", re.IGNORECASE)


@signal(
    title="Customer voices that read as invented",
    family="promotion",
    policy="thin_affiliation",
    values={
        "voice_count": Value(
            "short first-person product results within 12 blocks, the most on the page, at most 10",
            spam=+1,
            low_quality=+1,
        ),
        "signed_count": Value("of these with a first-name signature, stars or a verified mark, at most 10", spam=+1, low_quality=+1),
    },
    flags="I was skeptical but I lost 14 lbs with two bottles!\nCarla M.\n\nAfter just 10 days I love this cream.\nJoan T.",
    passes="I lost six kilos in the first three months after the operation. I still get tired in the afternoon.",
)
def fake_testimonial(doc: Document) -> Reading | None:
    """Blocks with a result phrase, an amount or time, and a product; only where at least two stand close together."""
    hits = doc.hits("result_claims", "result")
    if len(hits) < 2:
        return SILENT
    voices: dict[int, bool] = {}
    items: dict[int, set[str]] = {}
    for hit in hits:
        items.setdefault(doc.block_index(hit.start), set()).add(hit.item)
    for index, phrases in items.items():
        if _is_voice(doc, doc.blocks[index], len(phrases)):
            voices[index] = _is_signed(doc, index)
    best = _closest(sorted(voices))
    if len(best) < 2:
        return SILENT
    signed = sum(voices[i] for i in best)
    evidence = tuple(Evidence(_span(doc.blocks[i]), "a customer's quick result with the product") for i in best)
    return Reading({"voice_count": min(_CAP, len(best)), "signed_count": min(_CAP, signed)}, evidence[:20])


def _is_voice(doc: Document, block: Block, phrases: int) -> bool:
    if block.end - block.start > _LONGEST or block.region in ("nav", "references"):
        return False
    low = doc.text[block.start : block.end].lower()
    if "http" in low or any(block.start <= h.start < block.end for h in doc.hits("attribution", "debunk")):
        return False
    # "Just ordered, can't believe the results" needs no figure; a single phrase needs figure and product.
    return bool(_PRODUCT.search(low)) and (phrases >= 2 or bool(_AMOUNT.search(low)))


def _is_signed(doc: Document, index: int) -> bool:
    """A name line, stars or a verified mark in the block or the two around it."""
    start = doc.blocks[max(0, index - 2)].start
    end = doc.blocks[min(len(doc.blocks) - 1, index + 2)].end
    if any(start <= h.start < end for h in doc.hits("result_claims", "sign")):
        return True
    near = [doc.text[b.start : b.end] for b in doc.blocks[max(0, index - 1) : index + 2] if b.end - b.start <= _LONGEST]
    return any(_STARS.search(text) or _SIGNED.search(text[-60:]) or (len(text) < 60 and _SIGNED.match(text)) for text in near)


def _closest(indexes: list[int]) -> list[int]:
    best: list[int] = []
    for i, first in enumerate(indexes):
        run = [j for j in indexes[i : i + 40] if j - first <= _WINDOW * 3]
        run = _chain(run)
        if len(run) > len(best):
            best = run
    return best


def _chain(run: list[int]) -> list[int]:
    """The voices of a run without a gap longer than the window."""
    kept = run[:1]
    for index in run[1:]:
        if index - kept[-1] > _WINDOW:
            break
        kept.append(index)
    return kept


def _span(block: Block) -> Span:
    return Span(block.start, min(block.end, block.start + 300))
