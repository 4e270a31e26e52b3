"""Strings of three or more words that a page repeats to the letter, and places where such a string does not fit."""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from spamcheck.document import Document
from spamcheck.grammar import SHORTENED, word_class
from spamcheck.lexicon import read

_RUN = re.compile(rb"\x01+(?:\x02{1,2}\x01+)*")  # words that come back, joined by at most two small words
# Where three words begin that come back, or two of them and a small word; small words join at most two in a row.
_TRIPLE = re.compile(rb"\x01(?=\x01\x01|\x02\x01|\x01\x02\x02?\x01|\x02\x02\x01)")
_JOINTS = frozenset("in near for me pas en de para pour für".split())
_LONGEST = 9
_REGIONS = ("nav", "footer", "aside", "header", "references", "comments")
_DETERMINERS = frozenset("a an any every".split())
_SINGULAR = frozenset("is has was makes offers gives helps works".split())
_SUPERLATIVES = frozenset("best cheapest top".split())
_OWNERS = frozenset("the a an this his her its their our your my these those one is are be of very whose".split())
_FRAMES = frozenset("best practice practices interest interests friend friends possible".split())
_ENDS = ".!?\u2026"
_KINDS = frozenset(("near", "sale", "online", "price", "buy", "cheap"))
_MOST = 400  # strings looked at
_MOST_RUNS = 8000  # runs of words that come back, bounds the cost of a long page


class Place(NamedTuple):
    """One occurrence: word indexes [start, end)."""

    start: int
    end: int


def repeats(doc: Document) -> dict[str, list[Place]]:
    """Strings of three to nine words in one spelling -> where they stand in prose, for those that stand there twice or more."""
    lower, function = doc.words.lower, read("function_words", doc.language)
    postings = doc.postings
    often = {word for word, places in postings.items() if len(places) > 1 and word not in function}
    if len(often) < 3:
        return {}
    marked = bytearray(map(often.__contains__, lower))
    for k in doc.places(_JOINTS - often):
        marked[k] = 2
    flags = bytes(marked)
    beyond = next(islice(_RUN.finditer(flags), _MOST_RUNS, None), None) if len(flags) > 2 * _MOST_RUNS else None
    found = [m.start() for m in _TRIPLE.finditer(flags, 0, beyond.start() if beyond else len(flags))]
    triples = [(lower[i], lower[i + 1], lower[i + 2]) for i in found]
    seen = Counter(triples)
    starts = {i for i, triple in zip(found, triples, strict=True) if 1 < seen[triple] <= 60 and _joined(doc, i, i + 3)}
    return _longest(doc, starts, flags) if starts else {}


def _joined(doc: Document, i: int, j: int) -> bool:
    """Whether nothing but single spaces stand between words i to j - 1."""
    text, starts, ends = doc.text, doc.words.start, doc.words.end
    for k in range(i, j - 1):  # noqa: SIM110 - asked for every triple that comes back
        if text[ends[k] : starts[k + 1]] != " ":
            return False
    return True


def _longest(doc: Document, starts: set[int], flags: bytes) -> dict[str, list[Place]]:
    """Grows each repeated triple to the right while at least two of its occurrences agree."""
    begins, ends, text = doc.words.start, doc.words.end, doc.text
    groups: dict[str, list[int]] = defaultdict(list)
    for i in sorted(starts):
        groups[text[begins[i] : ends[i + 2]]].append(i)
    found: dict[str, list[Place]] = {}
    taken: set[int] = set()
    for places in sorted(groups.values(), key=lambda p: p[0])[:_MOST]:
        free = [i for i in places if i not in taken]
        size = 3
        while len(free) > 1 and size < _LONGEST and _agree(doc, free, size, flags):
            size += 1
        while size > 3 and flags[free[0] + size - 1] == 2:
            size -= 1
        if len(free) > 1 and flags[free[0] + size - 1] == 1:
            found[text[begins[free[0]] : ends[free[0] + size - 1]]] = [Place(i, i + size) for i in free]
            for i in free:
                taken.update(range(i, i + size))
    return found


def _agree(doc: Document, places: list[int], size: int, flags: bytes) -> bool:
    lower, starts, ends, text = doc.words.lower, doc.words.start, doc.words.end, doc.text
    k = places[0] + size
    if k >= len(lower) or not flags[k]:
        return False
    word = lower[k]
    for i in places:
        k = i + size
        if k >= len(lower) or lower[k] != word or text[ends[k - 1] : starts[k]] != " ":
            return False
    return True


def misfits(doc: Document, places: list[Place]) -> list[Place]:
    """Occurrences whose neighbours or whose position do not go with the string."""
    string = doc.words.lower[places[0].start : places[0].end]
    contents = [word for word in string if word not in _JOINTS]
    headed = doc.language == "en" and ("in" in string or "near" in string or string[-1] in read("places", "en"))
    if len(contents) < 4 and not headed:
        return []
    marks = _marks(doc, places[0])
    if doc.language == "de":
        places = [place for place in places if not _uncapitalised(doc, place)]
    glued = bool(places) and len(contents) > 3 and marks > 1 and (doc.language == "de" or _lower(doc, places[0]))
    return [place for place in places if (glued or any(_reasons(doc, place, contents, marks))) and _prose(doc, place)]


def _uncapitalised(doc: Document, place: Place) -> bool:
    """Whether the writer does without capitals: verse, notes, a forum."""
    start = doc.words.start[place.start]
    block = doc.block_at(start)
    around = doc.text[max(block.start, start - 200) : min(block.end, start + 300)]
    return sum(map(str.isupper, around)) * 60 < len(around)


def _marks(doc: Document, place: Place) -> int:
    """Words that buyers type, and names of places, in a string."""
    queries, towns = read("query_words", doc.language), read("places", doc.language)
    words = doc.words.lower[place.start : place.end]
    near = any(pair in (("near", "me"), ("pas", "cher")) for pair in pairwise(words))
    return sum(queries.get(word) in _KINDS or word in towns for word in words) + near


def _prose(doc: Document, place: Place) -> bool:
    block = doc.block_at(doc.words.start[place.start])
    if block.region in _REGIONS:
        return False
    start = doc.words.start[place.start]
    before = doc.text[max(block.start, start - 300) : start]
    marks = (("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u00ab", "\u00bb"))
    quoted = before.count('"') % 2 == 1 or any(before.rfind(a) > before.rfind(b) for a, b in marks)
    return block.kind in ("paragraph", "item") and block.end - block.start > 60 and not quoted


def _lower(doc: Document, place: Place) -> bool:
    return doc.text[doc.words.start[place.start] : doc.words.end[place.end - 1]].islower()


def _reasons(doc: Document, place: Place, contents: list[str], marks: int) -> Iterator[bool]:
    words, text = doc.words, doc.text
    start, end = words.start[place.start], words.end[place.end - 1]
    after = text[end : end + 2]
    opens = start > 9 and text[start - 1] == " " and text[start - 2] in _ENDS and _sentence_end(text[start - 7 : start - 2])
    closes = not after or after[0] == "\n" or (after[0] in _ENDS and not after[1:].strip())
    if opens and len(contents) > 3:
        yield _lower(doc, place) and text[start : words.end[place.start]].isalpha()
        titled = all(text[words.start[k]].isupper() and not text[words.start[k] : words.end[k]].isupper() for k in range(*place))
        yield closes and (marks > 1 or (titled and doc.language != "de" and end >= doc.block_at(start).end - 1))
    if doc.language == "en":
        left = words.lower[place.start - 1] if place.start and text[words.end[place.start - 1] : start] == " " else ""
        right = words.lower[place.end] if place.end < len(words) and after[:1] == " " else ""
        yield _clash(doc, place, left, right)
        best = len(contents) > 3 and contents[0] in _SUPERLATIVES and contents[1] not in _FRAMES
        yield best and _lower(doc, place) and bool(left) and left not in _OWNERS


def _sentence_end(before: str) -> bool:
    """Whether the word before a stop is no abbreviation or initial."""
    word = before.rpartition(" ")[2]
    return word.islower() and len(word) > 1 and word not in SHORTENED


def _clash(doc: Document, place: Place, left: str, right: str) -> bool:
    """ "Courses in Duluth is", "a Repair Service Tampa": the head or the place does not go with the neighbour."""
    lower, text, starts = doc.words.lower, doc.text, doc.words.start
    joint = next((k for k in range(place.start + 1, place.end - 1) if lower[k] in ("in", "near")), 0)
    if joint:
        plural = word_class(lower[joint - 1]) == "plur" and text[starts[joint + 1]].isupper()
        return plural and (right in _SINGULAR or left in _DETERMINERS)
    trades = read("commercial_words", "en")
    sold = any(trades.get(word) == "service" for word in lower[place.start : place.end - 1])
    return sold and left in _DETERMINERS and lower[place.end - 1] in read("places", "en") and text[starts[place.start]].isupper()
