"""Runs of words that read like a search query: what they are made of, how they stand in their sentence, and both weighed.

A run is made of at least one word for something sold, a complaint or two words of a buyer, and an anchor: a place, a price, a
year, "near me", "for sale", "cheap" ... Its ingredients (columns of nouns without grammar) and its position (between brackets,
alone as a sentence, between words that fit each other better without it, new beside its neighbours) are weighed together.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from spamcheck.context import quoted
from spamcheck.document import Document
from spamcheck.grammar import CONTENT, pairs
from spamcheck.lexicon import read
from spamcheck.query_anchors import (
    DETERMINERS,
    ENOUGH,
    JOINTS,
    Anchor,
    Stretch,
    anchors_of,
    company_of,
    complaint_words,
    in_company,
    sold_words,
    stretch_of,
)

_AROUND = 150  # words on each side beside which those of a run are new
_STEM = 5  # letters in which words of one kind agree
_MOST_RUNS = 4000  # looked at on a page
_BEFORE_PLACE = frozenset("in for near at around the".split())
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
_PREPOSITIONS = ("prep", "of", "in", "for", "sub", "and", "to")
_FINITE = ("verb", "verbs", "modal", "be", "have", "past")
_PERSONS = ("the", "a", "an", "this", "poss", "subj", "you", "it", "obj", "these")
_CLASSES = {*CONTENT, *DETERMINERS, *_PREPOSITIONS, *_FINITE, *_PERSONS, *".,("}


def _ways(side: str, groups: Mapping[str, Iterable[str]]) -> dict[str, dict[str, float]]:
    """Class of a neighbour -> the ways of standing beside it."""
    return {name: {f"{side}_{way}": 1.0 for way, members in groups.items() if name in members} for name in _CLASSES}


_AFTER = _ways(
    "after",
    {"stop": ".", "comma": ",(", "determiner": DETERMINERS, "verb": (*_FINITE, "ing"), "preposition": _PREPOSITIONS, "content": CONTENT},
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
_BOXES = {"(": ")", "[": "]", "\u2013": "\u2013", "\u2014": "\u2014", "|": "|", "/": "/"}
_SURROUNDINGS = {"verbless": 1.0, "linked": 1.0, "all_new": 1.0, "sold_new": 1.0, "copies": 2.0}  # and the most each can be
_LEAST = -1.0  # log-odds: a run under it is none


class QueryRun(NamedTuple):
    """Words [start, end) and the log-odds that they are a query set into the text."""

    score: float
    start: int
    end: int


def query_runs(doc: Document) -> list[QueryRun]:
    """The best run around each anchor of a page, in page order, runs that overlap left out. Whoever asks sets the cut."""
    anchors = anchors_of(doc)
    if not anchors:
        return []
    flags = company_of(doc, anchors)
    stretch: Stretch | None = None
    best: list[QueryRun] = []
    seen: set[tuple[int, int]] = set()
    for anchor in islice(sorted(set(anchors.values()), key=lambda a: a.first), _MOST_RUNS):
        if not in_company(doc, anchor, flags):
            continue
        stretch = stretch_of(doc, anchor, anchors, stretch)
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


def _parts(stretch: Stretch, i: int, j: int) -> _Parts | None:
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
    sold, complaints = sold_words(), complaint_words()
    free = [k for k in range(i, j) if k not in covered]
    goods = [k for k in free if lower[k] in sold or text[starts[k] - 1 : starts[k]] == "#"]
    ills = [k for k in free if lower[k] in complaints]
    low = any(a.kind == "place" and not stretch.capital[a.first] and a.first > i + 1 for a in inner)
    if not (goods or ills or low or len(kinds & _STRONG_KINDS) > 1 or not kinds.isdisjoint(ENOUGH)):
        return None
    return _Parts(inner, covered, kinds, goods, ills)


def _score(stretch: Stretch, i: int, j: int) -> float:
    """Log-odds of a run, or some number under `_LEAST` where it cannot come to more: what costs most is asked last."""
    parts = _parts(stretch, i, j)
    if parts is None:
        return _LEAST
    weights, rest = _weights_of(tuple(_made_of(stretch, i, parts).items()))
    score = weights["one"] + sum([weights.get(way, 0.0) * value for way, value in _standing(stretch, i, j, parts).items()])
    if score + rest <= _LEAST:
        return score + rest
    return score + sum([weights.get(way, 0.0) * value for way, value in _surroundings(stretch, i, j, parts).items()])


def facts(stretch: Stretch, i: int, j: int) -> tuple[dict[str, float], dict[str, float]] | None:
    """What a run is made of and how it stands; None where it is nothing that anybody sells or searches."""
    parts = _parts(stretch, i, j)
    if parts is None:
        return None
    return _made_of(stretch, i, parts), _standing(stretch, i, j, parts) | _surroundings(stretch, i, j, parts)


def _made_of(stretch: Stretch, i: int, parts: _Parts) -> dict[str, float]:
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    lower, sold, starts, text = doc.words.lower, sold_words(), doc.words.start, doc.text
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


def _standing(stretch: Stretch, i: int, j: int, parts: _Parts) -> dict[str, float]:
    """How a run stands beside its neighbours."""
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    words, lower, text = doc.words, doc.words.lower, doc.text
    _, covered, kinds, goods, _ = parts
    sold = sold_words()
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
    free = [k for k in range(i, j) if k not in covered and lower[k] not in JOINTS]
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


def _surroundings(stretch: Stretch, i: int, j: int, parts: _Parts) -> dict[str, float]:
    """What the rest of its sentence, its paragraph and the page say of a run."""
    doc, anchors, classes = stretch.doc, stretch.anchors, stretch.classes
    lower, start, end = doc.words.lower, doc.words.start[i], doc.words.end[j - 1]
    content = [k for k in range(i, j) if classes[k] in CONTENT and lower[k] not in JOINTS]
    new, copies = _newness(doc, i, j, content, parts.goods or parts.ills)

    def nominal(k: int) -> bool:
        return k in anchors or (classes[k] in CONTENT and classes[k] not in _FINITE) or lower[k] in JOINTS

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
    anchors = anchors_of(doc)
    stretch: Stretch | None = None
    seen: set[tuple[int, int]] = set()
    for anchor in sorted(set(anchors.values()), key=lambda a: a.first):
        stretch = stretch_of(doc, anchor, anchors, stretch)
        if stretch is None:
            continue
        for i, j in stretch.runs(anchor, *stretch.reach(anchor)):
            found = None if (i, j) in seen else facts(stretch, i, j)
            seen.add((i, j))
            if found:
                yield i, j, *found
