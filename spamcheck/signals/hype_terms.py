"""Words of praise and promise: breakthrough, cutting-edge, world-class, life-changing.

Why: a text that informs measures; a text that sells praises. Many different terms of praise close together are
how advertising reads in any trade. One of them is normal in news and research, so the values feed low_quality only.
Misses: praise in plain words; irony; terms outside the lists.
Source: own phrase lists (lexicons/hype_terms), counted on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_WINDOW = 150
_MOST = 20
_NEAR = 60  # characters before a term in which "not a", "no", "claims" turn it round


@signal(
    title="Praise and promise instead of facts",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "hype_per_1k_words": Value("terms of hype per 1,000 words of the main text", low_quality=+1),
        "distinct_count": Value("different terms of hype, at most 20", low_quality=+1),
        "window_count": Value("most terms of hype in any 150 words", low_quality=+1),
    },
    flags="Our revolutionary, cutting-edge drain service delivers remarkable results.",
    passes="The drain was cleared in two hours and the invoice came to 140 euros.",
)
def hype_terms(doc: Document) -> Reading:
    """Lexicon hits in the main text that are the page's own voice."""
    hits = doc.hits("hype_terms")
    if not hits:
        return SILENT
    turned = [h.start for h in doc.hits("attribution", "report", "debunk", "negation")]
    kept = [h for h in hits if not _spoken(doc, h) and not _turned(doc, h, turned)]
    if not kept:
        return SILENT
    words = max(_FEWEST_WORDS, _main_words(doc))
    values = {
        "hype_per_1k_words": 1000 * len(kept) / words,
        "distinct_count": min(20, len({h.item for h in kept})),
        "window_count": _densest(doc, kept),
    }
    return Reading(values, tuple(Evidence(Span(h.start, h.end), "hype") for h in kept[:_MOST]))


def _turned(doc: Document, hit: Hit, turned: list[int]) -> bool:
    """A word of report, doubt or negation stands in the same sentence, shortly before the term."""
    i = bisect_left(turned, hit.start)
    return i > 0 and turned[i - 1] >= max(doc.sentence_at(hit.start).start, hit.start - _NEAR)


def _spoken(doc: Document, hit: Hit) -> bool:
    """Outside the main text, or inside a quotation."""
    block = doc.block_at(hit.start)
    if block.region != "main" or block.kind in ("quote", "code"):
        return True
    before, after = doc.text[max(block.start, hit.start - 400) : hit.start], doc.text[hit.end : min(block.end, hit.end + 400)]
    if before.count('"') % 2 and '"' in after:
        return True
    return any(before.rfind(a) > before.rfind(b) and b in after for a, b in ("“”", "«»", "„“"))


def _main_words(doc: Document) -> int:
    """Words in the main text; neighbouring blocks are counted in one go."""
    total, start, end = 0, -1, -1
    for block in doc.blocks:
        if block.region == "main":
            start = block.start if start < 0 else start
            end = block.end
        elif start >= 0:
            total += len(doc.words.between(start, end))
            start = -1
    return total + (len(doc.words.between(start, end)) if start >= 0 else 0)


def _densest(doc: Document, hits: list[Hit]) -> int:
    at = [bisect_left(doc.words.start, h.start) for h in hits]
    best, first = 0, 0
    for i, word in enumerate(at):
        while word - at[first] >= _WINDOW:
            first += 1
        best = max(best, i - first + 1)
    return best
