"""Strings of nouns and adjectives in the place of sentences.

Why: sentences that hold no grammar words explain nothing: selling points, tags, headings without text. One such line is a
label; on a page where they are the rule nothing was written.
Misses: wordy filler. Lines with a figure do not count (doses, ingredients, prices and dates are told in this way), nor do table cells.
Source: own measure, with the language's most frequent function words (lexicons/function_words, looked up), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_SHORTEST = 3  # words of a sentence that could have had grammar
_BARE = 0.15  # share of function words below which a sentence is a string of nouns; ordinary ones have 0.25 to 0.5
_CUSHION = 6  # sentences with grammar that every text is counted with
_SHOWN_WORDS = 5  # shorter ones count, but there is little to read in them
_MOST = 20
_KINDS = ("paragraph", "item")


@signal(
    title="Strings of nouns instead of sentences",
    family="substance",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={"string_ratio": Value("share of the sentences that hold next to no grammar words and no figure", low_quality=+1)},
    flags="Premium nutrient-rich garden soil blends. Fast nationwide home delivery service. We sell soil to everybody who needs it.",
    passes="The soil here is clay, which holds water in spring. In July the same clay cracks, so we dig in sand before the beans go in.",
)
def noun_strings(doc: Document) -> Reading:
    """Sentences of the running text, each with its share of function words."""
    grammar, text = read("function_words", doc.language or "en"), doc.text
    small = bytes(map(grammar.__contains__, doc.words.lower))  # 1 for a word of grammar
    found: list[Span] = []
    shown: list[Evidence] = []
    full = 0
    prose = {i for i, block in enumerate(doc.blocks) if block.region == "main" and block.kind in _KINDS}
    for (start, end, index), (first, last) in zip(doc.sentences, doc.sentence_words, strict=True):
        if index not in prose or last - first < _SHORTEST:
            continue
        full += 1
        if small.count(1, first, last) < _BARE * (last - first) and not any(map(str.isdigit, text[start:end])):
            found.append(Span(start, start + len(text[start : min(end, start + 300)].rstrip())))
            if last - first >= _SHOWN_WORDS:
                shown.append(Evidence(found[-1], "a string of nouns, no sentence"))
    if not found:
        return SILENT
    return Reading({"string_ratio": len(found) / (full + _CUSHION)}, tuple(shown[:_MOST]))
