"""Stock phrases that could stand in any article: openers, padding, vague praise, closing formulas.

Why: a text made of interchangeable phrases tells the reader nothing that ten other pages do not say; density and the
number of different phrases grade that. It is no proof of manipulation: hospitals, pupils and second-language writers
use some of them, so the values feed low_quality only.
Misses: filler in words outside the lists; translations that keep the emptiness and lose the phrase.
Source: own phrase lists (lexicons/filler_phrases), density read on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_SECTIONS = frozenset({"opener", "roadmap", "note", "conclusion", "vagueness", "invitation"})  # "machine" is llm_stock_phrases
_FEWEST_WORDS = 250  # shorter texts are counted as if they had this many: one phrase in 40 words is no rate of 25
_WINDOW = 150  # words: about one section
_MOST = 20
_NOTES = {
    "opener": "stock opener", "roadmap": "stock roadmap phrase", "note": "note to note", "conclusion": "stock closing phrase",
    "vagueness": "vague stock phrase", "invitation": "stock invitation", "transition": "stock transition",
}  # fmt: skip


@signal(
    title="Stock phrases instead of content",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "filler_per_1k_words": Value("stock phrases per 1,000 words of the main text", low_quality=+1),
        "distinct_count": Value("different stock phrases, at most 30", low_quality=+1),
        "window_count": Value("most stock phrases in any 150 words", low_quality=+1),
        "transition_per_1k_words": Value("stock transitions (furthermore, that being said) per 1,000 words", low_quality=+1),
    },
    flags="In today's fast-paced world, a wide range of factors plays a crucial role in roof care.",
    passes="The gutter was blocked by 3 kg of leaves, so the water ran down the north wall.",
)
def filler_phrases(doc: Document) -> Reading:
    """Lexicon hits in the main text, outside quotations."""
    hits = doc.hits("filler_phrases")
    if not hits:
        return SILENT
    kept = [h for h in hits if h.section != "machine" and not _spoken(doc, h)]
    filler = [h for h in kept if h.section in _SECTIONS]
    if not kept:
        return SILENT
    words = max(_FEWEST_WORDS, _main_words(doc))
    values = {
        "filler_per_1k_words": 1000 * len(filler) / words,
        "distinct_count": min(30, len({h.item for h in filler})),
        "window_count": _densest(doc, filler),
        "transition_per_1k_words": 1000 * (len(kept) - len(filler)) / words,
    }
    shown = filler or kept
    return Reading(values, tuple(Evidence(Span(h.start, h.end), _NOTES.get(h.section, "stock phrase")) for h in shown[:_MOST]))


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
