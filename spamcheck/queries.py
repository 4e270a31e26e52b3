"""Anchors of search queries in a page: words that open or close a query, and places where only a query puts them."""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from spamcheck.document import Document, Span
from spamcheck.grammar import CONTENT, SHORTENED, Window, word_class
from spamcheck.lexicon import read
from spamcheck.patterns import lazy

LEFT, RIGHT = 5, 5  # content words of a query on each side of its anchor
# "the programmes cost $120", "surgery costs vary": no query ends there.
COST_VERB = lazy(
    r" (?:(?:about|around|between|from|up to|at|less than|more than|over|under) )?[$£€\d]"
    r"| (?:vary|varies|range|depend|more|less|an?|you|them|us|me|him|her|people|\w{2,12}ly)\b"
)
_INSTITUTIONS = frozenset(["university", "hospital", "hospitals", "school", "center", "centre", "services", "service", "office", "company"])
# Last words of place names that are too common to look for in lower case, and places that are ordinary words.
_GENERIC = frozenset(
    "way side news point area view country center centre worth air city green region cloud bar bridge town falls land stream kitchen "
    "station county college spring park port orange square south rock district independence coast club beach north island corners "
    "territories forest village summit circle arrow desert gate prospect junction mount pleasant garden lakes bend bay gardens lake "
    "forks lawn river ranch university uzun anchorage concord same creek hills heights valley springs grove".split()
)
# Countries count in lower case only: "Diabetes UK" is a charity.
COUNTRIES = frozenset("uk usa canada australia ireland scotland wales england india germany nigeria dubai singapore".split())
_QUERY_TITLE = frozenset("the an a best cheap emergency local near family roof window house".split())


_SPEAKER = {
    "en": frozenset("i i'm i've i'd i'll my mine myself we our us anyone anybody someone somebody recommendations suggestions".split()),
    "es": frozenset("yo mi mis me mí conmigo nosotros nuestro nuestra nos busco vivo tengo encuentro necesito alguien".split()),
    "fr": frozenset(["je", "j'ai", "j'habite", "mon", "ma", "mes", "me", "moi", "nous", "notre", "nos", "quelqu'un"]),
    "de": frozenset("ich mir mich mein meine meinem meinen meiner wir uns unser unsere jemand".split()),
}
_ABOUT = frozenset(
    "search searches searched searching google googled googling type typed typing query queries keyword keywords phrase phrases term terms "
    "buscar buscan busca búsqueda búsquedas escribe escriben recherche recherches rechercher tapent taper suchen suche sucht "
    "suchbegriff suchanfrage suchanfragen eingeben".split()
)
# Talk of searching in the sentences around, not only in the same one.
_SEARCHES = frozenset("searches googled typed queries keyword keywords búsquedas recherches suchanfragen".split())
_SUPERLATIVE = lazy(r"\bplus $|\bmás $")  # "le groupe le plus proche de chez moi" is said, "plombier proche de chez moi" is typed
_AROUND = 40  # words on each side that may say who speaks
_OPEN_QUOTES, _CLOSED_QUOTES = "“«„", "”»"


class Mark(NamedTuple):
    """An anchor: its kind and its word indexes [first, end)."""

    kind: str
    first: int
    end: int


@lru_cache(maxsize=1)
def _places() -> dict[str, set[str]]:
    """Last word of each place name -> the words before it ('' for names of one word)."""
    found: dict[str, set[str]] = {}
    for name in read("places", "en"):
        head, _, last = name.rpartition(" ")
        if not head.startswith("the") and last not in _GENERIC:
            found.setdefault(last, set()).add(head)
    for name in COUNTRIES:
        found.setdefault(name, set()).add("")
    return found


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(_places())


def anchors(doc: Document, trades: set[int]) -> dict[int, Mark]:
    """Anchor words: index -> the anchor it belongs to. trades: offsets of words for services and sellers."""
    words = doc.words
    marks: dict[int, Mark] = {}
    for hit in doc.hits("query_words"):
        if hit.section not in ("near_you", "idiom", "trade") and not (hit.section == "price" and COST_VERB.match(doc.text, hit.end)):
            found = words.between(hit.start, hit.end)
            marks.update(dict.fromkeys(found, Mark(hit.section, found.start, found.stop)))
    for first, end, kind in _place_marks(doc, trades):
        marks.update(dict.fromkeys(range(first, end), Mark(kind, first, end)))
    return marks


def _place_marks(doc: Document, trades: set[int]) -> Iterator[tuple[int, int, str]]:
    words, names = doc.words, _places()
    found = _last_words() & doc.vocabulary
    if not found:
        return
    ends = set(doc.places(frozenset(word for word in found if " " + word in doc.text)))
    sold, starts = sorted(trades), words.start
    for k in doc.places(found):  # a trade begins within the two words before
        at = bisect_left(sold, starts[k - 2]) if k > 1 else 0
        if at < len(sold) and sold[at] < starts[k]:
            ends.add(k)
    for k in sorted(ends):
        for head in names[words.lower[k]]:
            first = k - head.count(" ") - bool(head)
            kind = _place_kind(doc, trades, first) if _named(words.lower, head, k) else ""
            if kind:
                yield first - 2 * (kind == "place" and words.lower[first - 1] == "in"), k + 1, kind


def _named(lower: list[str], head: str, k: int) -> bool:
    size = head.count(" ") + bool(head)
    return k > size and (not head or lower[k - size : k] == head.split(" "))


def _place_kind(doc: Document, trades: set[int], first: int) -> str:
    """Lower-case places after a noun, and capital ones straight after a service, are how queries look."""
    words, text = doc.words, doc.text
    if text[words.end[first - 1] : words.start[first]] != " ":
        return ""
    before = words.lower[first - 1]
    sold = words.start[first - 1] in trades
    if text[words.start[first]].isupper():
        return "capital_place" if sold and before not in _INSTITUTIONS and words.lower[first] not in COUNTRIES else ""
    if not text[words.start[first]].islower() or (words.lower[first] in COUNTRIES and text[words.start[first - 1]].isupper()):
        return ""
    far = before == "in" and words.start[first - 2] in trades
    return "place" if far or sold or word_class(before) in CONTENT else ""


@lru_cache(maxsize=8)
def first_words(language: str) -> dict[str, list[tuple[str, ...]]]:
    """First word of each place name -> the words of the names that begin so, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(read("places", language), key=lambda n: -n.count(" ")):
        parts = tuple(name.split(" "))
        found.setdefault(parts[0], []).append(parts)
    return found


@lru_cache(maxsize=8)
def trades(language: str | None) -> Mapping[str, str]:
    """Words for services and sellers with their sections, of both lists."""
    return {**read("commercial_words", language), **read("trade_words", language)}


@lru_cache(maxsize=8)
def place_ends(language: str) -> frozenset[str]:
    """Last words of place names."""
    return frozenset(name.rpartition(" ")[2] for name in read("places", language))


def place_words(lower: list[str], at: int, language: str = "en") -> int:
    """How many words the place name has that begins at word `at`; 0 where there is none."""
    for name in first_words(language).get(lower[at], ()):
        if tuple(lower[at : at + len(name)]) == name:
            return len(name)
    return 0


def run_starts(window: Window, first: int) -> range:
    """Where a run around an anchor at word `first` may begin."""
    i = first
    while i > window.lo and first - i < LEFT and not window.gaps[i]:
        link = i - 2 >= window.lo and window.classes[i - 1] == "for" and not window.gaps[i - 1] and window.classes[i - 2] in CONTENT
        if not (link or window.classes[i - 1] in CONTENT):
            break
        i -= 2 if link else 1
    return range(i, first + 1)


def run_ends(window: Window, last: int, marks: dict[int, Mark]) -> range:
    """Where a run around an anchor that ends before word `last` may end."""
    j = last
    while j < window.hi and j - last < RIGHT and not window.gaps[j]:
        open_end = j + 1 < window.hi and not window.gaps[j + 1]
        place = j + 1 in marks and marks[j + 1].kind == "place"
        link = open_end and (place or (window.classes[j] == "for" and window.classes[j + 1] in CONTENT))
        if not (link or window.classes[j] in CONTENT or j in marks):
            break
        j += 2 if link else 1
    return range(last, j + 1)


def is_name(doc: Document, start: int, end: int) -> bool:
    """Whether a title-case run is a name: some word of it is never in lower case on the page."""
    words, text = doc.words, doc.text
    first = start
    while first and text[words.end[first - 1] : words.start[first]] == " " and text[words.start[first - 1]].isupper():
        first -= 1
    trades, places = read("commercial_words", "en"), read("places", "en")
    capital = [k for k in range(first, end) if text[words.start[k]].isupper()]
    names = (words.lower[k] for k in capital if k <= start or words.lower[k] not in places)
    return any(word not in trades and word not in _QUERY_TITLE and f" {word}" not in text for word in names)


_FRAGMENT = lazy(r"\. ([a-z][a-z\u00e0-\u00ff' -]{15,90})(?=\.\s|\.?$|\.?\n)", re.MULTILINE)
_MOST_FRAGMENTS = 1000  # looked at; bounds the cost of a page of nothing else
_LOWER_START = lazy(r"[.!?] [a-z]")
_NOUNS = frozenset("word plur noun er suf adj ing ed".split())


def fragments(doc: Document) -> list[Span]:
    """Verbless strings of four or more nouns in lower case which stand where a sentence should (English)."""
    function, found = read("function_words", "en"), []
    for m in islice(_FRAGMENT.finditer(doc.text), _MOST_FRAGMENTS):
        before = doc.text[max(0, m.start() - 12) : m.start()].rpartition(" ")[2]
        block = doc.block_at(m.start(1))
        sentence = len(before) > 1 and before.islower() and before not in SHORTENED
        if not sentence or block.kind != "paragraph" or block.region not in ("", "main"):
            continue
        around = max(block.start, m.start() - 600), min(block.end, m.end() + 600)
        if len(_LOWER_START.findall(doc.text, *around)) > 1:  # somebody who does without capitals
            continue
        words = [doc.words.lower[k] for k in doc.words.between(m.start(1), m.end(1))]
        if 4 <= len(words) <= 9 and all(word not in function and word_class(word) in _NOUNS for word in words):
            found.append(Span(*m.span(1)))
    return found


def lower_places(doc: Document) -> list[Span]:
    """Runs of three or more words without grammar around a buyer's word and a place in lower case (Spanish, French, German)."""
    words, text, language = doc.words, doc.text, doc.language or "en"
    places, function, queries = read("places", language), read("function_words", language).keys() - {"pas"}, read("query_words", language)
    trades = read("commercial_words", language)
    found: list[Span] = []
    for k, word in enumerate(words.lower):
        if word not in places or not text[words.start[k]].islower() or (found and words.start[k] < found[-1].end):
            continue
        first, end = k, k + 1
        while first and k - first < LEFT and _glued(doc, first) and words.lower[first - 1] not in function:
            first -= 1
        while end < len(words) and end - k < 3 and _glued(doc, end) and words.lower[end] not in function:
            end += 1
        run = words.lower[first:end]
        sold = any(w in queries or trades.get(w) == "service" for w in run) or ("pas" in run and "cher" in run)
        block = doc.block_at(words.start[k])
        prose = block.kind in ("paragraph", "item") and block.end - block.start > 60
        if prose and sold and end - first > 2 and first < k:
            found.append(Span(words.start[first], words.end[end - 1]))
    return found


def _glued(doc: Document, k: int) -> bool:
    return doc.text[doc.words.end[k - 1] : doc.words.start[k]] == " "


def near_me_said(doc: Document, start: int, end: int) -> bool:
    """Whether a near-me phrase is said by somebody who has a "me", quoted, or talked about as a search."""
    sentence = doc.sentence_at(start)
    block = doc.blocks[sentence.block]
    wide = doc.words.between(max(block.start, start - 200), min(block.end, end + 100))
    if not _SEARCHES.isdisjoint(doc.words.lower[wide.start : wide.stop]):
        return True
    words, inside = doc.words.between(sentence.start, sentence.end), doc.words.between(start, end)
    nearby = range(max(words.start, inside.start - _AROUND), min(words.stop, inside.stop + _AROUND))
    around = {doc.words.lower[k].replace("\u2019", "'") for k in nearby if k not in inside}
    if not around.isdisjoint(_ABOUT) or not around.isdisjoint(_SPEAKER[doc.language or "en"]):
        return True
    return open_quote(doc.text[max(sentence.start, start - 300) : start]) or bool(_SUPERLATIVE.search(doc.text, max(0, start - 16), start))


def open_quote(before: str) -> bool:
    """Whether a text ends inside of quotation marks."""
    quotes = sum(map(before.count, _OPEN_QUOTES)) - sum(map(before.count, _CLOSED_QUOTES))
    return before.count('"') % 2 == 1 or quotes > 0
