"""Sentences that value without saying anything: several words of praise or necessity, no figure, no name.

Why: "A comprehensive approach is essential for optimal results" is true of everything and can be checked by nobody. One
such sentence is style; a page on which they are the rule has no content, in any topic.
Misses: emptiness in plain words; empty sentences with a figure or a brand thrown in.
Source: own word lists (lexicons/vague_function_words, looked up); normal rates are those of honest articles in the
training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250  # shorter texts are counted as if they had this many
_NORMAL_WORDS = 6.0  # vague words per 1,000: the median of honest articles is 5 (see Source)
_SHORTEST = 8  # words of a sentence
_IN_ONE = 2  # vague words that make a sentence without a fact an empty one
_DIFFERENT = 3  # vague words that differ, where no sentence is empty: one word used often is a topic
_LONGEST = 300
_MOST = 20
_FACT = lazy('[0-9"“«„]')


@lru_cache(maxsize=8)
def _vague(language: str) -> frozenset[str]:
    return frozenset(read("vague_function_words", language))


@signal(
    title="Sentences that say nothing checkable",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "empty_ratio": Value("share of the full sentences that only value", low_quality=+1),
        "empty_count": Value("such sentences, at most 12", low_quality=+1),
        "vague_per_1k_words": Value("vague words per 1,000 words above the normal rate", low_quality=+1),
    },
    flags=(
        "A comprehensive approach is essential for optimal results in every garden. Quality soil ensures the best possible success on your journey. "
        "Experienced experts offer personalized solutions that are tailored to your unique needs."
    ),
    passes="The soil here is clay, which holds water in spring and cracks in a dry July, so we dig in sand before we plant the beans.",
)
def empty_sentences(doc: Document) -> Reading:
    """Sentences of the main text with several vague words and no figure or name."""
    vague, words = _vague(doc.language or "en"), doc.words
    at = doc.places(vague)
    excess = 1000 * len(at) / max(_FEWEST_WORDS, len(words)) - _NORMAL_WORDS
    if excess <= 0:
        return SILENT
    found = _empty(doc, at)
    if not found and len({words.lower[i] for i in at}) < _DIFFERENT:
        return SILENT
    full = sum(s.end - s.start > 6 * _SHORTEST and doc.blocks[s.block].region == "main" for s in doc.sentences)
    values = {"empty_ratio": min(1.0, len(found) / max(8, full)), "empty_count": min(12, len(found)), "vague_per_1k_words": excess}
    if found:
        return Reading(values, tuple(Evidence(span, "values, but says nothing checkable") for span in found[:_MOST]))
    return Reading(values, tuple(Evidence(Span(words.start[i], words.end[i]), "vague word") for i in at[:_MOST]))


def _empty(doc: Document, at: list[int]) -> list[Span]:
    """Sentences that hold enough of the words at these indexes and nothing to check."""
    found: list[Span] = []
    starts, i = doc.words.start, 0
    while i + _IN_ONE <= len(at):
        sentence = doc.sentence_at(starts[at[i]])
        j = i + 1
        while j < len(at) and starts[at[j]] < sentence.end:
            j += 1
        block = doc.blocks[sentence.block]
        if j - i >= _IN_ONE and block.region == "main" and block.kind in ("paragraph", "item"):
            last = bisect_right(starts, sentence.end - 1)
            first = bisect_right(starts, sentence.start - 1)
            if last - first >= _SHORTEST and not _checkable(doc.text[sentence.start : min(sentence.end, sentence.start + 600)]):
                text = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)].rstrip()
                found.append(Span(sentence.start, sentence.start + len(text)))
        i = j
    return found


def _checkable(line: str) -> bool:
    """A figure, a quotation, a link, or two capitalised words in a row after the first word."""
    if _FACT.search(line) or "http" in line:
        return True
    words = line.split()[1:]
    return any(a[:1].isupper() and b[:1].isupper() and a[-1:].isalpha() for a, b in pairwise(words))
