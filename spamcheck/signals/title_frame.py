"""Titles of other pages made of the same frame as the page's own: "The role of forklifts in modern warehousing" under "The role of
stockings in modern leg health".

Why: articles by the thousand are filled into a few title frames, with a subject of any trade in the gap. A blog's titles differ, a
handbook's chapters share a beginning or a number.
How: links and listed titles that have four words or more, in the same order, in common with the page's title or first headline; the rest
of the page's own title is its subject (three mentions), the rest of the other is never spoken of. Two at least.
Misses: titles in frames that have hardly a word in common.
Source: own development pages; honest training pages for what does not count, 2026-12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_WORD = lazy(r"[\w'’-]+")
_PIECES = lazy(r"\s[·|•]\s|\n|;\s")
_PARTS = lazy(r"\s[|·•–—]\s")
_SHORTEST, _LONGEST = 4, 14  # words of a title
_SHARED, _MOST_SHARED = 4, 0.78  # words that two titles have in common in the same order; more is the same title twice
_SUBJECT = 5  # mentions that make a word the subject of the page
_SPOKEN = 3  # how often the page speaks of its own subject, at least
_ASKING = frozenset(("how", "why", "what", "your", "when", "best", "guide"))
_MOST_BLOCKS, _MOST = 400, 60
_FEWEST, _CAP = 2, 10


@signal(
    title="Titles from the same frame for other subjects",
    family="templating",
    policy="scaled_content_abuse",
    languages=("any",),
    values={"title_count": Value("titles of other pages in the frame of the page's own, from 2, at most 10", spam=+1, low_quality=+1)},
    flags="The Role of Quince Jelly in Modern Kitchens\n\nQuince sets well. Quince is amber. A quince weighs a lot.\n\n"
    "Read next: The Role of Forklifts in Modern Warehouses · The Role of Hearing Tests in Modern Offices",
    passes="The Role of Quince Jelly in Modern Kitchens\n\nQuince sets well. Quince is amber. A quince weighs a lot.\n\nRead next: How we store apples · Our pear trees",
)
def title_frame(doc: Document) -> Reading:
    heads = [h for h in _heads(doc) if _SHORTEST <= len(h) <= _LONGEST]
    if not heads:
        return SILENT
    titles = {tuple(words): span for span in _titles(doc) if _SHORTEST <= len(words := _words(doc.text[span.start : span.end])) <= _LONGEST}
    if len(titles) < _FEWEST:
        return SILENT
    small = read("function_words", doc.language) if doc.language else {}
    listed = Counter(word for words in titles for word in set(words))
    told = {w: len(doc.postings.get(w, ())) - listed[w] for words in (*heads, *titles) for w in words}
    found = {words: span for words, span in titles.items() if any(_framed(words, head, small, told) for head in heads)}
    if len(found) < _FEWEST:
        return SILENT
    shown = tuple(Evidence(span, "a title in the frame of the page's own") for span in list(found.values())[:20])
    return Reading({"title_count": min(_CAP, len(found))}, shown)


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text[:200])]


def _heads(doc: Document) -> Iterator[list[str]]:
    first = next(iter(doc.headings), None)
    for text in (*_PARTS.split(doc.title[:300])[:2], doc.text[first.start : first.end] if first else ""):
        yield _words(text)


def _titles(doc: Document) -> Iterator[Span]:
    """Link texts, and pieces of short lines between signs."""
    for link in [k for k in doc.links if k.visible and not k.bare][:_MOST_BLOCKS]:
        yield Span(link.start, link.end)
    for block in doc.blocks[-_MOST:]:
        if block.end - block.start > 600:
            continue
        at = block.start
        label = doc.text.find(": ", at, min(block.end, at + 40))
        at = label + 2 if label > 0 and "·" in doc.text[label : block.end] else at
        for m in _PIECES.finditer(doc.text, at, block.end):
            yield Span(at, m.start())
            at = m.end()
        if at > block.start or block.kind == "item":
            yield Span(at, block.end)


def _framed(words: Sequence[str], head: Sequence[str], small: Mapping[str, str], told: Mapping[str, int]) -> bool:
    """Whether two titles are one frame around other subjects: the page speaks of its own one and never of the other.

    told: how often the page has a word outside such titles.
    """
    shared = _shared(words, head)
    content = [w for w in shared if w not in small and w not in _ASKING]
    if len(shared) < _SHARED or len(content) < 2 or len(shared) > _MOST_SHARED * len(words):
        return False
    if sum(told[w] >= _SUBJECT for w in content) > len(content) / 3:
        return False  # what they share is their subject
    gap, own = [w for w in words if w not in shared], [w for w in head if w not in shared]
    if any(c.isdigit() for w in (*gap, *own) for c in w):
        return False
    spoken = any(told[w] >= _SPOKEN for w in own if len(w) > 3 and w not in small)
    return spoken and any(told[w] <= 0 for w in gap if len(w) > 3 and w not in small)


def _shared(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The longest row of words that both have in the same order."""
    best: list[list[list[str]]] = [[[] for _ in range(len(b) + 1)] for _ in range(len(a) + 1)]
    for i, word in enumerate(a):
        for k, other in enumerate(b):
            best[i + 1][k + 1] = [*best[i][k], word] if word == other else max(best[i][k + 1], best[i + 1][k], key=len)
    return best[-1][-1]
