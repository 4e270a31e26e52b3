"""Where a search query may lie in a text: words of buyers and places, and the stretches of words without grammar around them."""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from spamcheck.document import Document, Hit, Sentence
from spamcheck.grammar import CONTENT, gap, word_class
from spamcheck.lexicon import read
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.queries import COST_VERB, COUNTRIES, first_words, place_words

T = TypeVar("T")
_MOST_WORDS = 9  # of a run
_BACK = 7  # words before an anchor at which a run may begin
_LONG_SENTENCE = 250
_KINDS = ("paragraph", "item", "quote")
_REGIONS = ("nav", "footer", "header", "aside", "references")
_STATES = frozenset(
    "turkey thailand pakistan spain france italy mexico kenya ghana uganda malaysia indonesia philippines vietnam japan china korea brazil "
    "egypt israel poland portugal greece netherlands germany sweden norway denmark finland qatar kuwait bahrain oman uae tanzania zambia "
    "zimbabwe jamaica cyprus malta hungary europe africa".split()
)
_TWO_WORDS = {
    "zealand": "new",
    "kingdom": "united",
    "states": "united",
    "africa": "south",
    "emirates": "arab",
    "lanka": "sri",
    "arabia": "saudi",
}
JOINTS = frozenset("in near for to me with by vs and around at under".split())
_CURRENCY = lazy(r"[$\u00a3\u20ac\u20b9\u20a6\u20b1\u00a5]|\b(?:AED|Rs|KSh|USD|GBP|EUR|INR|SAR|QAR)\b|\bR(?=\d)")
_SIGNS = ("$", "\u00a3", "\u20ac", "\u20b9", "\u20a6", "\u20b1", "\u00a5", "AED", "Rs", "KSh", "USD", "GBP", "EUR", "INR", "SAR", "QAR")
_YEAR = lazy(r"20[12]\d")
_SKIPPED = frozenset(("idiom", "near_you", "trade"))
DETERMINERS = ("the", "a", "an", "this", "these", "poss", "quant")
_TYPICAL = (
    " near me",
    " nearby",
    " for sale",
    " price",
    " cost",
    "best ",
    "cheap",
    " online",
    "buy ",
    " reviews",
    " open ",
    "how to ",
    " delivery",
)
_AFTER_SOLD = frozenset(("near", "by", "with", "for"))
_ASKING = frozenset("what how why when where who which it that this he she".split())
ENOUGH = ("near", "sale", "tail")


class Anchor(NamedTuple):
    """A place, price, year or word of a buyer: its kind and its words [first, end)."""

    kind: str
    first: int
    end: int


@lru_cache(maxsize=1)
def sold_words() -> dict[str, str]:
    """Last words of what is sold -> weak, people, or nothing to add."""
    found = {word: "people" if section == "people" else "" for word, section in read("head_nouns", "en").items()}
    for item, section in read("commercial_words", "en").items():
        if section == "service":
            found.setdefault(item.rpartition(" ")[2], "")
    return found


@lru_cache(maxsize=1)
def complaint_words() -> frozenset[str]:
    return frozenset(item.rpartition(" ")[2] for item, section in read("medical_words", "en").items() if section == "condition")


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in read("places", "en")) - {"the"}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return _STATES | COUNTRIES | _TWO_WORDS.keys() | {"vs", "does"}


@lru_cache(maxsize=1)
def _seconds() -> dict[str, frozenset[str]]:
    """First word of the place names of two words or more -> the words that go on; no word that is a name by itself."""
    names = {word: names for word, names in first_words("en").items() if (word,) not in names}
    return {word: frozenset([name[1] for name in found]) for word, found in names.items()}


def _named(doc: Document) -> frozenset[str]:
    """First words of place names of which the page holds the next word, too."""
    vocabulary, seconds = doc.vocabulary, _seconds()
    return frozenset([w for w in _firsts() & vocabulary if w not in seconds or not vocabulary.isdisjoint(seconds[w])])


def _hits(doc: Document, name: str) -> Iterable[Hit]:
    """English query words; on a page in another language they are looked for where a typical one stands."""
    if doc.language == "en":
        return doc.hits(name)
    return doc.derive(_english).get(name, ())


def _english(doc: Document) -> dict[str, list[Hit]]:
    folded = doc.folded
    if doc.scan is None or not any(word in folded.text for word in _TYPICAL):
        return {}
    found = doc.scan(folded.text, "en")
    back = folded.original
    return {
        name: [Hit(back(start), back(end - 1) + 1, item, section) for start, end, item, section in found.get(name, ())]
        for name in ("query_words", "query_tails")
    }


def anchors_of(doc: Document) -> dict[int, Anchor]:
    """Word index -> the anchor it belongs to."""
    words, lower, text = doc.words, doc.words.lower, doc.text
    found: dict[int, Anchor] = {}
    for name in ("query_words", "query_tails"):
        for hit in _hits(doc, name):
            if hit.section in _SKIPPED or (hit.section == "price" and COST_VERB.match(text, hit.end)):
                continue
            span = words.between(hit.start, hit.end)
            following = lower[span.stop] if hit.section == "tail" and span.stop < len(words) and _next_to(doc, span.stop) else ""
            if following and word_class(following) in (*DETERMINERS, "subj", "obj"):
                continue  # "before and after each meal"
            for k in span:
                for x in range(found[k].first, found[k].end) if k in found else ():
                    found.pop(x, None)
            found.update(dict.fromkeys(span, Anchor(hit.section, span.start, span.stop)))
    postings = doc.postings
    priced = any(sign in text for sign in held(doc, _SIGNS))
    numbers = [k for w in doc.numerals if priced or (w[:2] == "20" and len(w) == 4) for k in postings[w]]
    after = [k + 1 for k in doc.derive(_sold_at) if k + 1 < len(lower) and lower[k + 1] in _AFTER_SOLD]
    for k in sorted({*doc.places(_known() | _named(doc)), *numbers, *after}):
        if k not in found and (anchor := _anchor(doc, k, lower[k])):
            for x in range(anchor.first, anchor.end):
                found.setdefault(x, anchor)
    return found


@lru_cache(maxsize=1)
def _goods() -> frozenset[str]:
    return frozenset(sold_words())


def _sold_at(doc: Document) -> list[int]:
    """Where words for things sold stand."""
    return doc.places(_goods())


def _anchor(doc: Document, k: int, word: str) -> Anchor | None:
    words, lower, text = doc.words, doc.words.lower, doc.text
    size = place_words(lower, k) if word in _firsts() else 0
    if size:
        return Anchor("place", k, k + size)
    if word in _TWO_WORDS:
        return Anchor("country", k - 1, k + 1) if k and lower[k - 1] == _TWO_WORDS[word] else None
    if word in _STATES or word in COUNTRIES:
        return Anchor("country", k, k + 1)
    if word[0].isdigit():
        if _YEAR.fullmatch(word):
            return Anchor("year", k, k + 1)
        before = text[words.end[k - 1] : words.start[k]] if k else ""
        first = k - (k > 0 and before.strip() == "" and bool(_CURRENCY.search(text, words.start[k - 1], words.end[k - 1])))
        return Anchor("money", first, k + 1) if first < k or _CURRENCY.search(before) else None
    if word == "vs":
        version = text[words.start[k]].isupper() and k + 1 < len(words) and lower[k + 1][0].isdigit()
        return None if version else Anchor("vs", k, k + 1)
    if word in ("near", "by", "with") and 0 < k < len(words) - 1 and lower[k - 1] in sold_words() and _next_to(doc, k):
        end = k + 1
        while end < min(len(words), k + 5) and (
            text[words.start[end]].isupper() or (end > k + 1 and words.start[end] - words.end[end - 1] > 2)
        ):
            if not _next_to(doc, end) and text[words.end[end - 1] : words.start[end]] != " & ":
                break
            end += 1
        return Anchor("quarter" if word == "near" else "firm", k, end) if end > k + 1 else None
    if word == "for" and k and lower[k - 1] in sold_words():
        end = next((m + 1 for m in range(k + 1, min(len(words), k + 4)) if lower[m] in complaint_words()), 0)
        return Anchor("ill", k, end) if end and all(_next_to(doc, m) for m in range(k, end)) else None
    if word == "does" and text[words.start[k]] == "d" and lower[k - 1] not in _ASKING and lower[k - 1][-2:] != "ly":
        verb = next((m for m in range(k + 2, min(len(words), k + 6)) if lower[m] in ("help", "work", "cause", "treat", "cure")), 0)
        return Anchor("ask", k, k + 1) if verb else None
    return None


def _next_to(doc: Document, k: int) -> bool:
    return doc.text[doc.words.end[k - 1] : doc.words.start[k]] == " "


class _Lazy(dict[int, T]):
    """Word index -> what is asked of the word, found when it is first asked."""

    def __init__(self, make: Callable[[int], T]) -> None:
        self._make = make

    def __missing__(self, k: int) -> T:
        found = self[k] = self._make(k)
        return found


class Stretch:
    """The words of one sentence with what is needed to judge runs in it."""

    def __init__(self, doc: Document, sentence: Sentence, anchors: dict[int, Anchor]) -> None:
        words, text = doc.words, doc.text
        span = words.between(sentence.start, sentence.end)
        self.doc, self.sentence, self.anchors = doc, sentence, anchors
        self.lo, self.hi = span.start, span.stop
        lo, lower, starts, ends = span.start, words.lower, words.start, words.end
        self.gaps = _Lazy(lambda k: gap(text[ends[k - 1] : starts[k]]) if k > lo else ".")
        self.classes = _Lazy(lambda k: word_class(lower[k]))
        self.capital = _Lazy(lambda k: text[starts[k]].isupper())

    def reach(self, anchor: Anchor) -> tuple[int, int]:
        """The widest word range around an anchor without punctuation or grammar inside."""
        gaps, first = self.gaps, anchor.first
        while first > self.lo and anchor.first - first < _BACK and not gaps[first] and self._inside(first - 1):
            first -= 1
        last = anchor.end
        while last < self.hi and last - anchor.first < _MOST_WORDS and not gaps[last] and self._inside(last):
            last += 1
        return first, last

    def alone(self, anchor: Anchor, flags: bytes | bytearray, first: int, last: int) -> bool:
        """Whether nothing in the reach of an anchor makes it a query, whatever words are taken in."""
        text, starts = self.doc.text, self.doc.words.start
        if anchor.kind in ENOUGH or (anchor.kind == "place" and not self.capital[anchor.first]):
            return False
        if flags.count(1, first, last) > anchor.end - anchor.first or any(
            self.anchors.get(k) != anchor for k in range(anchor.first, anchor.end)
        ):
            return False
        return text.find("#", max(0, starts[first] - 1), starts[last - 1]) < 0

    def runs(self, anchor: Anchor, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Word ranges around an anchor inside its widest one."""
        lower, classes, anchors = self.doc.words.lower, self.classes, self.anchors
        for i in range(first, anchor.first + 1):
            if not (classes[i] in CONTENT or i in anchors) or (i in anchors and anchors[i].first != i):
                continue
            for j in range(max(anchor.end, i + 2), min(last, i + _MOST_WORDS) + 1):
                end = anchors.get(j - 1)
                if end.end == j if end else classes[j - 1] in CONTENT and lower[j - 1] not in JOINTS:
                    yield i, j

    def _inside(self, k: int) -> bool:
        lower = self.doc.words.lower
        if k in self.anchors or self.classes[k] in CONTENT or lower[k] in JOINTS:
            return True
        article = lower[k] in ("a", "an", "the")
        behind, ahead = self.anchors.get(k - 1), self.anchors.get(k + 1)
        return article and ((behind is not None and behind.kind == "ask") or (ahead is not None and ahead.kind == "country"))


def company_of(doc: Document, anchors: Mapping[int, Anchor]) -> bytearray:
    """(words,) 1 where a word can stand beside an anchor: another one, something sold, a complaint."""
    flags = bytearray(len(doc.words))
    for k in (*anchors, *doc.derive(_sold_at), *doc.places(complaint_words())):
        flags[k] = 1
    return flags


def in_company(doc: Document, anchor: Anchor, flags: bytes | bytearray) -> bool:
    """Whether an anchor is enough by itself, or has another beside it or a hash before it."""
    text, starts = doc.text, doc.words.start
    if anchor.kind in ENOUGH or (anchor.kind == "place" and text[starts[anchor.first]].islower()):
        return True
    if flags.count(1, max(0, anchor.first - _BACK), anchor.end + _MOST_WORDS) > anchor.end - anchor.first:
        return True
    return text.rfind("#", max(0, starts[anchor.first] - 40), starts[anchor.first]) >= 0


def stretch_of(doc: Document, anchor: Anchor, anchors: dict[int, Anchor], last: Stretch | None) -> Stretch | None:
    """The sentence of an anchor (the last one looked at, where it is the same); None where it is no prose of a usual length."""
    sentence = doc.sentence_at(doc.words.start[anchor.first])
    block = doc.blocks[sentence.block]
    if block.kind not in _KINDS or block.region in _REGIONS:
        return None
    stretch = last if last is not None and last.sentence is sentence else Stretch(doc, sentence, anchors)
    inside = stretch.lo <= anchor.first and anchor.end <= stretch.hi
    return stretch if inside and stretch.hi - stretch.lo <= _LONG_SENTENCE else None
