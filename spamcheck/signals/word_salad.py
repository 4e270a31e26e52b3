"""Soup of scraped fragments: sentences cut off before their noun, stray full stops, search-result dates in one paragraph.

Why: doorway generators paste snippets of many pages into one block; the cuts stay. A writer, also one who writes in a
foreign language, does not end sentence after sentence on "the".
How: cut sentences, orphan stops and snippet dates inside one block, counted over windows of 1,500 characters. Breaks
between blocks do not count: that is how layout and dropped links look.
Misses: soups of whole sentences; soups cut into one block a fragment.
Source: doorway pages of the training corpus (151 of 158 have three in a window, no honest page of 3,217), 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW_CHARS = 1500
_MIN_SCARS = 3
_LONGEST = 300
# Words that cannot end a sentence ("for", "with", "is" can: "what you are looking for").
_OPEN = {
    "en": frozenset(("the", "a", "an", "and", "or", "your", "my", "our", "their", "because", "into", "than", "every", "its")),
    "es": frozenset(("el", "la", "los", "las", "un", "una", "y", "o", "de", "del", "con", "sus", "su", "para", "que", "por")),
    "fr": frozenset(("le", "la", "les", "un", "une", "des", "et", "ou", "du", "de", "leur", "leurs", "ses", "aux", "au", "que")),
    "de": frozenset(("der", "den", "dem", "des", "und", "oder", "eine", "einen", "einem", "einer", "seine", "ihre", "dass", "weil")),
}
_TAIL = 20  # characters at the end of a sentence that are looked at
_STOPS = frozenset((".", "…"))
# "Mar 3, 2021 · Text", "2 days ago - Text": how a search engine dates a snippet.
_SNIPPET_DATE = lazy(
    r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} (?:minute|hour|day|week|month)s? ago) (?:[·—\-]|\.\.\.) (?=[A-Z\"“])"
)
_MARKS = (" ·", " ago ", ", 20")
_DATED = (" ago ", ", 20", ", 19")  # every snippet date holds one of them, with at most 16 characters before it and 14 from it on


def _scars(doc: Document, open_words: frozenset[str]) -> list[tuple[int, int, int, str]]:
    """(block, start, end, note) of every cut sentence and orphan stop, in page order."""
    text, found = doc.text, []
    for start, end, block in doc.sentences:
        first = end - _TAIL
        tail = text[first if first > start else start : end].rstrip()
        if tail[-1:] not in _STOPS:
            continue
        last = tail.rpartition(" ")[2].rstrip(".…")
        if last:
            # "a" but not "A": a vitamin, a grade, a note
            if last.lower() in open_words and (last.islower() or len(last) > 2):
                found.append((block, start, end, f"the sentence breaks off after “{last}”"))
        elif len(tail) > 2 and tail[-3].isalnum():
            found.append((block, start, end, "the fragment stops before its end"))
        elif len(tail) == 1 and start > doc.blocks[block].start:
            found.append((block, start, start + 1, "a full stop with no sentence"))
    return found


def _dates(doc: Document) -> list[tuple[int, int, int, str]]:
    if not any(mark in doc.text for mark in _MARKS):
        return []
    found = []
    for m in _snippet_dates(doc.text):
        block = doc.block_index(m.start())
        if m.start() - doc.blocks[block].start > 40:  # one at the head of a block is a dateline
            found.append((block, m.start(), m.end(), "the date of a search result inside the paragraph"))
    return found


def _snippet_dates(text: str) -> list[re.Match[str]]:
    found: dict[int, re.Match[str]] = {}
    for mark in _DATED:
        at = text.find(mark)
        while at >= 0:
            m = _SNIPPET_DATE.search(text, max(0, at - 16), at + 14)
            if m:
                found[m.start()] = m
            at = text.find(mark, at + 1)
    return [found[start] for start in sorted(found)]


def _densest(scars: list[tuple[int, int, int, str]]) -> tuple[int, set[int]]:
    """The largest number of scars in one window of one block, and which scars lie in windows that count."""
    most = 0
    kept: set[int] = set()
    for i, (block, _, end, _) in enumerate(scars):
        j = bisect_left(scars, (block, end + _WINDOW_CHARS), lo=i, key=lambda s: (s[0], s[2]))
        most = max(most, j - i)
        if j - i >= _MIN_SCARS:
            kept.update(range(i, j))
    return most, kept


def _shown(doc: Document, start: int, end: int, note: str) -> Evidence:
    end = start + len(doc.text[start:end].rstrip())
    return Evidence(Span(max(start, end - _LONGEST), end), note)


@signal(
    title="Soup of scraped fragments",
    family="integrity",
    policy="scraping",
    languages=("en", "es", "fr", "de"),
    values={"scar_count": Value("cut-off fragments in one window of 1,500 characters, from 3 on, at most 8", spam=+1, low_quality=+1)},
    flags="Boots for the. Size 9 fits most feet and. The shop opened in . Prices of leather rose. Walk with your. Blue sky.",
    passes="This is what we were looking for. It is the shop that he told us of. Nothing else is left to wish for.",
)
def word_salad(doc: Document) -> Reading:
    """Count cut-off fragments inside blocks."""
    scars = _scars(doc, _OPEN[doc.language or "en"])
    if len(scars) < 2:
        return SILENT
    scars = sorted(scars + _dates(doc), key=lambda s: (s[0], s[2]))
    most, kept = _densest(scars)
    if most < _MIN_SCARS:
        return SILENT
    evidence = [_shown(doc, start, end, note) for i, (_, start, end, note) in enumerate(scars) if i in kept]
    return Reading({"scar_count": min(8, most)}, tuple(evidence[:20]))
