"""Source lines: exact for text and Markdown; for HTML found by aligning the text with the source, in order."""

from __future__ import annotations

from collections.abc import Sequence

from spamcheck.document import Document
from spamcheck.patterns import lazy

_FIRST_WORDS = lazy(r"\S+(?:\s+\S+){0,2}")
_REACH = 200_000  # characters of markup between two blocks


def source_lines(doc: Document, offsets: Sequence[int]) -> list[int | None]:
    """1-based line in the source of each offset of the text; None where it cannot be found.

    doc: a parsed page; offsets (n,) ascending or not.
    """
    if not doc.source:
        return [None] * len(offsets)
    if doc.kind == "text":
        return [doc.line_at(at) for at in offsets]
    known = doc.derive(_places)
    found: dict[int, int | None] = {}
    cursor = 0
    for at in sorted(set(offsets)):
        key = doc.blocks[doc.block_index(at)].start, cursor
        place = known.get(key)
        if place is None:
            place = known[key] = _find(doc, *key)
        if place < 0:
            found[at] = None
            continue
        cursor = place
        word = _FIRST_WORDS.match(doc.text, at)
        exact = doc.source.find(word.group().split()[0], place) if word else place
        found[at] = doc.line_at(exact if exact >= 0 else place)
    return [found[at] for at in offsets]


def _places(_: Document) -> dict[tuple[int, int], int]:
    """What `_find` answered: pieces of evidence stand close together, and signals point at the same ones."""
    return {}


def _find(doc: Document, start: int, cursor: int) -> int:
    """Offset in the source of the words at `start`, at or after the cursor; -1 where they are not found nearby."""
    m = _FIRST_WORDS.match(doc.text, start)
    if not m:
        return -1
    words = m.group().split()
    for size in (3, 1):  # tags, entities and line breaks may stand between words
        at = doc.source.find(" ".join(words[:size]), cursor, cursor + _REACH)
        if at >= 0:
            return at
    return -1
