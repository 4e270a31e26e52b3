"""Runs of words that read like a search query: what they are made of, how they stand in their sentence, and both weighed.

A run is made of at least one word for something sold, a complaint or two words of a buyer, and an anchor: a place, a price, a
year, "near me", "for sale", "cheap" ... Its ingredients (columns of nouns without grammar) and its position (between brackets,
alone as a sentence, between words that fit each other better without it, new beside its neighbours) are weighed together.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from spamcheck.context import quoted
from spamcheck.document import Document, Hit, Sentence
from spamcheck.grammar import CONTENT, gap, pairs, word_class
from spamcheck.lexicon import read
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.queries import _COST_VERB, _COUNTRIES, first_words, place_words

T = TypeVar("T")

_MOST_WORDS = 9  # of a run
_BACK = 7  # words before an anchor at which a run may begin
_AROUND = 150  # words on each side beside which those of a run are new
_STEM = 5  # letters in which words of one kind agree
_MOST_RUNS = 4000  # looked at on a page
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
_JOINTS = frozenset("in near for to me with by vs and around at under".split())
_BEFORE_PLACE = frozenset("in for near at around the".split())
_CURRENCY = lazy(r"[$\u00a3\u20ac\u20b9\u20a6\u20b1\u00a5]|\b(?:AED|Rs|KSh|USD|GBP|EUR|INR|SAR|QAR)\b|\bR(?=\d)")
_SIGNS = ("$", "\u00a3", "\u20ac", "\u20b9", "\u20a6", "\u20b1", "\u00a5", "AED", "Rs", "KSh", "USD", "GBP", "EUR", "INR", "SAR", "QAR")
_YEAR = lazy(r"20[12]\d")
_SKIPPED = frozenset(("idiom", "near_you", "trade"))
_TAILS = frozenset(
    (
        "near",
        "sale",
        "online",
        "price",
        "place",
        "country",
        "year",
        "money",
        "cheap",
        "weak",
        "tail",
        "quarter",
        "firm",
        "local",
        "ill",
        "maker",
    )
)
_LEADS = frozenset(("buy", "cheap", "best", "lead", "ask"))
_STRONG_KINDS = frozenset(("near", "sale", "online", "price", "buy", "cheap", "best", "tail", "place", "ask"))
_ANY_LANGUAGE = frozenset(("place", "country", "year", "money", "weak", "online", "vs"))
_DETERMINERS = ("the", "a", "an", "this", "these", "poss", "quant")
_PREPOSITIONS = ("prep", "of", "in", "for", "sub", "and", "to")
_FINITE = ("verb", "verbs", "modal", "be", "have", "past")
_PERSONS = ("the", "a", "an", "this", "poss", "subj", "you", "it", "obj", "these")
_CLASSES = {*CONTENT, *_DETERMINERS, *_PREPOSITIONS, *_FINITE, *_PERSONS, *".,("}


def _ways(side: str, groups: Mapping[str, Iterable[str]]) -> dict[str, dict[str, float]]:
    """Class of a neighbour -> the ways of standing beside it."""
    return {name: {f"{side}_{way}": 1.0 for way, members in groups.items() if name in members} for name in _CLASSES}


_AFTER = _ways(
    "after",
    {"stop": ".", "comma": ",(", "determiner": _DETERMINERS, "verb": (*_FINITE, "ing"), "preposition": _PREPOSITIONS, "content": CONTENT},
)
_BEFORE = _ways(
    "before", {"stop": ".", "comma": ",(", "content": CONTENT, "person": _PERSONS, "verb": _FINITE, "preposition": _PREPOSITIONS}
)
# Nouns of things sold which mostly mean something else.
_WEAK = frozenset(
    "care service services center centre school company office offices business practice agency hospital hospitals program programs course "
    "courses classes training test tests testing treatment treatments surgery therapy support recovery monitoring control reduction lift "
    "procedure procedures operation operations assessment assessments screening teacher teachers doctor doctors nurse nurses specialist "
    "specialists gp gps physician physicians reading design development case cases bed beds table tables door doors window windows paper "
    "account accounts policy policies check game games plants trees tea coffee oil oils vitamin vitamins injection injections infusion implant "
    "implants extraction editing writing marketing monitor parts trip trips bar bars pot pan pen dummy ball balls swing formula application "
    "applications claims claim seeds soil lead feed treats toys toy planning scan scans diagnosis bath lights frames lens moving".split()
)
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
_BOXES = {"(": ")", "[": "]", "\u2013": "\u2013", "\u2014": "\u2014", "|": "|", "/": "/"}
_SPOKEN = frozenset("called titled headlined headline entitled named typed".split())


_SURROUNDINGS = {"verbless": 1.0, "linked": 1.0, "all_new": 1.0, "sold_new": 1.0, "copies": 2.0}  # and the most each can be
_LEAST = -1.0  # log-odds: a run under it is none
_ENOUGH = ("near", "sale", "tail")


class Anchor(NamedTuple):
    """A place, price, year or word of a buyer: its kind and its words [first, end)."""

    kind: str
    first: int
    end: int


class QueryRun(NamedTuple):
    """Words [start, end) and the log-odds that they are a query set into the text."""

    score: float
    start: int
    end: int


@lru_cache(maxsize=1)
def _sold() -> dict[str, str]:
    """Last words of what is sold -> weak, people, or nothing to add."""
    found = {word: "people" if section == "people" else "" for word, section in read("head_nouns", "en").items()}
    for item, section in read("commercial_words", "en").items():
        if section == "service":
            found.setdefault(item.rpartition(" ")[2], "")
    return found


@lru_cache(maxsize=1)
def _complaints() -> frozenset[str]:
    return frozenset(item.rpartition(" ")[2] for item, section in read("medical_words", "en").items() if section == "condition")


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in read("places", "en")) - {"the"}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return _STATES | _COUNTRIES | _TWO_WORDS.keys() | {"vs", "does"}


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


def _anchors(doc: Document) -> dict[int, Anchor]:
    """Word index -> the anchor it belongs to."""
    words, lower, text = doc.words, doc.words.lower, doc.text
    found: dict[int, Anchor] = {}
    for name in ("query_words", "query_tails"):
        for hit in _hits(doc, name):
            if hit.section in _SKIPPED or (hit.section == "price" and _COST_VERB.match(text, hit.end)):
                continue
            span = words.between(hit.start, hit.end)
            following = lower[span.stop] if hit.section == "tail" and span.stop < len(words) and _next_to(doc, span.stop) else ""
            if following and word_class(following) in (*_DETERMINERS, "subj", "obj"):
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
    return frozenset(_sold())


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
    if word in _STATES or word in _COUNTRIES:
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
    if word in ("near", "by", "with") and 0 < k < len(words) - 1 and lower[k - 1] in _sold() and _next_to(doc, k):
        end = k + 1
        while end < min(len(words), k + 5) and (
            text[words.start[end]].isupper() or (end > k + 1 and words.start[end] - words.end[end - 1] > 2)
        ):
            if not _next_to(doc, end) and text[words.end[end - 1] : words.start[end]] != " & ":
                break
            end += 1
        return Anchor("quarter" if word == "near" else "firm", k, end) if end > k + 1 else None
    if word == "for" and k and lower[k - 1] in _sold():
        end = next((m + 1 for m in range(k + 1, min(len(words), k + 4)) if lower[m] in _complaints()), 0)
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


class _Stretch:
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
        """Whether nothing in the reach of an anchor makes it a query: `_parts` is None for all of its runs."""
        text, starts = self.doc.text, self.doc.words.start
        if anchor.kind in _ENOUGH or (anchor.kind == "place" and not self.capital[anchor.first]):
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
                if end.end == j if end else classes[j - 1] in CONTENT and lower[j - 1] not in _JOINTS:
                    yield i, j

    def _inside(self, k: int) -> bool:
        lower = self.doc.words.lower
        if k in self.anchors or self.classes[k] in CONTENT or lower[k] in _JOINTS:
            return True
        article = lower[k] in ("a", "an", "the")
        behind, ahead = self.anchors.get(k - 1), self.anchors.get(k + 1)
        return article and ((behind is not None and behind.kind == "ask") or (ahead is not None and ahead.kind == "country"))


def _company(doc: Document, anchors: Mapping[int, Anchor]) -> bytearray:
    """(words,) 1 where a word can stand beside an anchor: another one, something sold, a complaint."""
    flags = bytearray(len(doc.words))
    for k in (*anchors, *doc.derive(_sold_at), *doc.places(_complaints())):
        flags[k] = 1
    return flags


def _in_company(doc: Document, anchor: Anchor, flags: bytes | bytearray) -> bool:
    """Whether an anchor is enough by itself, or has another beside it or a hash before it."""
    text, starts = doc.text, doc.words.start
    if anchor.kind in ("near", "sale", "tail") or (anchor.kind == "place" and text[starts[anchor.first]].islower()):
        return True
    if flags.count(1, max(0, anchor.first - _BACK), anchor.end + _MOST_WORDS) > anchor.end - anchor.first:
        return True
    return text.rfind("#", max(0, starts[anchor.first] - 40), starts[anchor.first]) >= 0


def _stretch_of(doc: Document, anchor: Anchor, anchors: dict[int, Anchor], last: _Stretch | None) -> _Stretch | None:
    """The sentence of an anchor (the last one looked at, where it is the same); None where it is no prose of a usual length."""
    sentence = doc.sentence_at(doc.words.start[anchor.first])
    block = doc.blocks[sentence.block]
    if block.kind not in _KINDS or block.region in _REGIONS:
        return None
    stretch = last if last is not None and last.sentence is sentence else _Stretch(doc, sentence, anchors)
    inside = stretch.lo <= anchor.first and anchor.end <= stretch.hi
    return stretch if inside and stretch.hi - stretch.lo <= _LONG_SENTENCE else None


def query_runs(doc: Document) -> list[QueryRun]:
    """The best run around each anchor of a page, in page order, runs that overlap left out. Whoever asks sets the cut."""
    anchors = _anchors(doc)
    if not anchors:
        return []
    flags = _company(doc, anchors)
    stretch: _Stretch | None = None
    best: list[QueryRun] = []
    seen: set[tuple[int, int]] = set()
    for anchor in islice(sorted(set(anchors.values()), key=lambda a: a.first), _MOST_RUNS):
        if not _in_company(doc, anchor, flags):
            continue
        stretch = _stretch_of(doc, anchor, anchors, stretch)
        if stretch is None:
            continue
        first, last = stretch.reach(anchor)
        if stretch.alone(anchor, flags, first, last):
            continue
        for i, j in stretch.runs(anchor, first, last):
            if (i, j) in seen:
                continue
            seen.add((i, j))
            if stretch.alone(anchor, flags, i, j):
                continue
            score = _score(stretch, i, j)
            if score > _LEAST:
                best.append(QueryRun(score, i, j))
    kept: list[QueryRun] = []
    for run in sorted(best, key=lambda r: (-r.score, r.start)):
        if all(run.end <= other.start or other.end <= run.start for other in kept) and not quoted(doc, doc.words.start[run.start]):
            kept.append(run)
    return sorted(kept, key=lambda r: r.start)


class _Parts(NamedTuple):
    """What a run holds: its anchors, the words they cover, their kinds; words for things sold and for complaints beside them."""

    inner: list[Anchor]
    covered: set[int]
    kinds: set[str]
    goods: list[int]
    ills: list[int]


def _parts(stretch: _Stretch, i: int, j: int) -> _Parts | None:
    """None where a run is nothing that anybody sells or searches."""
    doc, anchors = stretch.doc, stretch.anchors
    lower, starts, text = doc.words.lower, doc.words.start, doc.text
    inner = sorted({anchors[k] for k in range(i, j) if k in anchors})
    kinds: set[str] = set()
    covered: set[int] = set()
    for kind, first, end in inner:
        if first < i or end > j:
            return None
        kinds.add(kind)
        covered.update(range(first, end))
    if not inner:
        return None
    if kinds <= {"weak"} or len(covered) == j - i or (doc.language != "en" and kinds <= _ANY_LANGUAGE):
        return None
    if kinds == {"local"} and j - i - len(covered) < 2:
        return None
    sold, complaints = _sold(), _complaints()
    free = [k for k in range(i, j) if k not in covered]
    goods = [k for k in free if lower[k] in sold or text[starts[k] - 1 : starts[k]] == "#"]
    ills = [k for k in free if lower[k] in complaints]
    low = any(a.kind == "place" and not stretch.capital[a.first] and a.first > i + 1 for a in inner)
    if not (goods or ills or low or len(kinds & _STRONG_KINDS) > 1 or not kinds.isdisjoint(_ENOUGH)):
        return None
    return _Parts(inner, covered, kinds, goods, ills)


def _score(stretch: _Stretch, i: int, j: int) -> float:
    """Log-odds of a run, or some number under `_LEAST` where it cannot come to more: what costs most is asked last."""
    parts = _parts(stretch, i, j)
    if parts is None:
        return _LEAST
    weights, rest = _weights_of(tuple(_made_of(stretch, i, parts).items()))
    score = weights["one"] + sum([weights.get(way, 0.0) * value for way, value in _standing(stretch, i, j, parts).items()])
    if score + rest <= _LEAST:
        return score + rest
    return score + sum([weights.get(way, 0.0) * value for way, value in _surroundings(stretch, i, j, parts).items()])


def facts(stretch: _Stretch, i: int, j: int) -> tuple[dict[str, float], dict[str, float]] | None:
    """What a run is made of and how it stands; None where it is nothing that anybody sells or searches."""
    parts = _parts(stretch, i, j)
    if parts is None:
        return None
    return _made_of(stretch, i, parts), _standing(stretch, i, j, parts) | _surroundings(stretch, i, j, parts)


def _made_of(stretch: _Stretch, i: int, parts: _Parts) -> dict[str, float]:
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    lower, sold, starts, text = doc.words.lower, _sold(), doc.words.start, doc.text
    inner, covered, kinds, goods, ills = parts
    lead = i in anchors and anchors[i].kind in _LEADS
    tail = bool(kinds & {"tail", "sale", "price", "online", "quarter", "firm", "local", "maker", "ill"})
    places = [a for a in inner if a.kind in ("place", "country")]
    made = {f"has_{kind}": 1.0 for kind in kinds}
    made |= {
        "one": 1.0,
        "near": float("near" in kinds and bool(goods or ills)),
        "bare_near": float("near" in kinds and not (goods or ills)),
    }
    for place in places:
        k = place.first
        low = not stretch.capital[k]
        if k == i:
            made["low_first" if low else "place_first"] = 1.0
        elif lower[k - 1] in _BEFORE_PLACE:
            made["in_place"] = float(len(kinds) == 1)
            made["in_low"] = max(made.get("in_low", 0.0), float(low and place.kind == "place"))
        elif k - 1 in covered:
            made["two_places" if anchors[k - 1].kind in ("place", "country") else "far_place"] = 1.0
        elif k - 1 in goods or k - 1 in ills:
            made["noun_low" if low else "people_place" if sold.get(lower[k - 1]) == "people" else "noun_place"] = 1.0
        elif classes[k - 1] in CONTENT:
            made["far_low" if low else "far_place"] = 1.0
    bought = bool(kinds & {"buy", "cheap", "lead"})
    flags = {
        "lead_place": lead and bool(places),
        "lead_tail": lead and tail,
        "bought_tail": bought and tail,
        "tail": tail and not lead and not places and bool(goods or ills),
        "tail_place": tail and bool(places),
        "lead": lead and not tail and not places and bool(goods or ills),
        "nothing_sold": not goods and not ills,
        "ill": bool(ills),
        "two_goods": len(goods) > 1,
        "hash": any(text[starts[k] - 1 : starts[k]] == "#" for k in goods),
        "foreign": doc.language != "en",
        "three_anchors": len(inner) > 2,
    }
    made |= {name: 1.0 for name, value in flags.items() if value}
    return {name: value for name, value in made.items() if value}


def _standing(stretch: _Stretch, i: int, j: int, parts: _Parts) -> dict[str, float]:
    """How a run stands beside its neighbours."""
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    words, lower, text = doc.words, doc.words.lower, doc.text
    _, covered, kinds, goods, _ = parts
    sold = _sold()
    left = "." if i == stretch.lo else stretch.gaps[i] or classes[i - 1]
    right = "." if j >= stretch.hi else stretch.gaps[j] or classes[j]
    start, end = words.start[i], words.end[j - 1]
    block = doc.blocks[stretch.sentence.block]
    own = i == stretch.lo and j == stretch.hi
    before, after = text[max(block.start, start - 3) : start].rstrip(" "), text[end : end + 4].lstrip(" ")
    boxed = bool(before) and bool(after) and _BOXES.get(before[-1]) == after[0]
    free_left, free_right = left in ".,(", right in ".,("
    table = pairs()
    last = classes[j - 1] if classes[j - 1] in table else "word"
    gain = 0.0 if free_left and free_right else table[left].get(right, 0.0) - table[left].get(classes[i], 0.0) - table[last].get(right, 0.0)
    free = [k for k in range(i, j) if k not in covered and lower[k] not in _JOINTS]
    plain = [k for k in free if k != stretch.lo and text[words.start[k]].isalpha()]
    capitals = sum([stretch.capital[k] for k in plain])
    head = free[-1] if free else i
    rest = stretch.hi - stretch.lo - (j - i)
    tail = j - 1 in anchors and anchors[j - 1].kind in _TAILS
    lead = i in anchors and anchors[i].kind in _LEADS
    longer = block.end - block.start >= end - start + 30
    listed = read("commercial_words", "en")
    flags = {
        "boxed": boxed,
        "own": own and longer,
        "own_line": own and not longer,
        "alone": free_left and free_right and not own,
        "box": boxed or (own and longer),
        "hashed": text[start - 1 : start] == "#",
        "short": rest <= 6 and not own,
        "low": bool(plain) and not capitals,
        "title": bool(plain) and capitals == len(plain),
        "mixed": 0 < capitals < len(plain),
        "upper": text[start:end].isupper(),
        "low_start": i == stretch.lo and not stretch.capital[i],
        "after_is": i > stretch.lo and lower[i - 1] in ("is", "are", "was", "were"),
        "strong": not _WEAK.issuperset([lower[k] for k in goods]),
        "people": "people" in [sold.get(lower[k]) for k in goods],
        "listed": True in [f"{lower[k - 1]} {lower[k]}" in listed for k in goods if k > i],
        "head": head in goods,
        "strong_head": head in goods and lower[head] not in _WEAK,
        "plural": lower[head].endswith("s") and not lower[head].endswith("ss"),
        "tail_end": tail,
        "lead_start": lead,
        "both_ends": tail and lead,
    }
    values = {name: 1.0 for name, value in flags.items() if value}
    values |= _AFTER.get(left, {}) | _BEFORE.get(right, {})
    values |= {f"words_{min(7, j - i)}": 1.0, "kinds": float(len(kinds - {"weak"})), "gain": 0.0 if own else max(-3.0, min(6.0, gain))}
    return values


def _surroundings(stretch: _Stretch, i: int, j: int, parts: _Parts) -> dict[str, float]:
    """What the rest of its sentence, its paragraph and the page say of a run."""
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    lower, start, end = doc.words.lower, doc.words.start[i], doc.words.end[j - 1]
    content = [k for k in range(i, j) if classes[k] in CONTENT and lower[k] not in _JOINTS]
    new, copies = _newness(doc, i, j, content, parts.goods or parts.ills)

    def nominal(k: int) -> bool:
        return k in anchors or (classes[k] in CONTENT and classes[k] not in _FINITE) or lower[k] in _JOINTS

    values = {
        "verbless": stretch.hi - stretch.lo > j - i and all(nominal(k) for r in (range(stretch.lo, i), range(j, stretch.hi)) for k in r),
        "linked": any(k.visible and k.start - 1 <= start and end <= k.end + 1 and k.end - k.start < end - start + 4 for k in doc.links),
        "all_new": new == 2,
        "sold_new": new >= 1,
        "copies": copies,
    }
    return {name: float(value) for name, value in values.items() if value}


def _newness(doc: Document, i: int, j: int, content: list[int], goods: list[int]) -> tuple[int, int]:
    """2 where no word of a run occurs around it, 1 where what is sold does not; and copies of the run on the page, at most 2."""
    words, lower = doc.words, doc.words.lower
    phrase = " ".join(lower[i:j])
    copies = 0
    around = " " + "  ".join([*lower[max(0, i - _AROUND) : i], *lower[j : j + _AROUND]]) + " "
    if j - i > 2 or len(doc.postings[lower[i]]) > 1:
        folded = doc.folded.text
        raw = doc.text[words.start[i] : words.end[j - 1]].lower()
        copies = max(0, folded.count(raw) - 1)
    # A word as long as a stem stands for all that begin so; a shorter one for itself.
    stems = {k: f" {lower[k][:_STEM]}" if len(lower[k]) >= _STEM else f" {lower[k]} " for k in {*content, *goods}}
    own = Counter(stems[k] for k in content)
    repeated = copies if phrase else 0
    fresh = {k: stem not in around or (repeated > 0 and around.count(stem) <= repeated * own[stem]) for k, stem in stems.items()}
    return (2 if all(fresh.values()) else 1 if goods and all(fresh[k] for k in goods) else 0), min(2, copies)


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Ingredient -> way of standing -> weight; the ingredient "one" and the standing "one" are always there."""
    found: dict[str, dict[str, float]] = {}
    for line in read("query_weights", "en"):
        made, standing, weight = line.split()
        found.setdefault(made, {})[standing] = float(weight)
    return found


@lru_cache(maxsize=4096)
def _weights_of(made: tuple[tuple[str, float], ...]) -> tuple[dict[str, float], float]:
    """Of what a run is made of: way of standing -> weight; and the most that its surroundings can add."""
    table = _weights()
    found = {"one": 0.0}
    for name, amount in made:
        for way, weight in table.get(name, {}).items():
            found[way] = found.get(way, 0.0) + amount * weight
    rest = sum(most * max(0.0, found.get(way, 0.0)) for way, most in _SURROUNDINGS.items())
    return found, rest


def every_run(doc: Document) -> Iterator[tuple[int, int, dict[str, float], dict[str, float]]]:
    """All runs of a page with their facts; what the weights are learned from."""
    anchors = _anchors(doc)
    stretch: _Stretch | None = None
    seen: set[tuple[int, int]] = set()
    for anchor in sorted(set(anchors.values()), key=lambda a: a.first):
        stretch = _stretch_of(doc, anchor, anchors, stretch)
        if stretch is None:
            continue
        for i, j in stretch.runs(anchor, *stretch.reach(anchor)):
            found = None if (i, j) in seen else facts(stretch, i, j)
            seen.add((i, j))
            if found:
                yield i, j, *found
