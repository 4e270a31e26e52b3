"""A search query spliced into a sentence that reads better without it.

Why: nobody writes "these lamps keep roof repair denver the hall bright"; the query is there for a search engine.
How: words that open or close queries (cheap, best, online, cost, near me, a place in lower case) are the anchors of
candidate runs; for each run the fit of its edges with their neighbours is compared with the fit of the neighbours
without the run, from counts of which word class follows which. Queries that also are good grammar pass.
Misses: splices that parse ("the best shoes for flat feet are ..."), queries without a commercial or local word, and
outside English all but near-me phrases and bare infinitives of buying.
Source: own counts of word classes (lexicon function_words_pairs); weights fitted on own queries spliced into honest
training pages, 2026-11: half of them found where 0.3 % of honest pages are touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple

from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.lexicon import read
from spamcheck.signal import Reading, Value, signal

_ACCEPT, _STRONG = 1.8, 3.2  # log-odds of the fit: about 0.4 % and 0.1 % of honest pages
_REPEATED = 0.6  # for a run that the page repeats word for word
_MIN_GAIN = 0.6  # how much better the neighbours must fit each other (natural logarithm)
_CAP = 8
_LEFT, _RIGHT = 5, 5  # content words of a query on each side of its anchor
_MIN_SENTENCE = 7  # words: below that it is a heading, a label or a call to action
_SUFFIXES = {
    "ing": "ing", "ed": "ed", "ly": "ly", "er": "er", "or": "er", "ist": "er", "al": "suf", "ive": "suf", "ous": "suf",
    "ic": "suf", "able": "suf", "ible": "suf", "ful": "suf", "less": "suf", "ary": "suf", "tion": "noun", "sion": "noun",
    "ment": "noun", "ness": "noun", "ity": "noun", "ance": "noun", "ence": "noun", "ism": "noun", "ship": "noun", "ogy": "noun",
}
_CONTENT = frozenset(("word", "plur", "noun", "er", "suf", "adj", "ing", "ed", "cap", "num", "verb", "verbs", "past", "ly", "one"))
_TAILS = frozenset(("near", "place", "capital_place", "sale", "online", "price", "cheap"))
_HEADS = frozenset(("buy", "cheap", "best", "service", "sale", "price", "online"))
_PERSONS = frozenset(("the", "a", "this", "these", "poss", "subj", "you", "it", "obj"))
_SPEAKER = frozenset(("i", "i'm", "i've", "i'd", "i'll", "my", "mine", "myself", "we", "our", "us"))
_SPEAKERS = {
    "es": frozenset("yo mi mis me mí conmigo busco vivo tengo nosotros nuestro nuestra nos".split()),
    "fr": frozenset("je j'ai j'habite mon ma mes me moi nous notre nos".split()),
    "de": frozenset("ich mir mich mein meine meinem meinen meiner wir uns unser unsere".split()),
}
_ABOUT = frozenset(
    "search searches searched searching google googled googling query queries keyword keywords phrase phrases term terms "
    "type typed typing wrote headline titled".split()
)
# "the programmes cost $120", "surgery costs vary": no query ends there.
_COST_VERB = re.compile(r" (?:about |around |between |from |up |at |less |more |over |under |can |may |will |is |are |vary|range|depend|an? )?[$£€\d]| (?:vary|range|depend|more|less|an?|you|them|us|me|him|her|people|\w+ly)\b")
_OPEN_QUOTES, _CLOSED_QUOTES = "“«„", "”»"
# Starts of sentences which stand after a lower-case word without a full stop.
_BROKEN = re.compile(r"(?<=[a-z)][.!?] )[a-z][a-z0-9'’ -]{12,70}(?= (?:I|The|It|This|If|In|We|You|They|When|There|These|However|For|A) [a-z])")
# Log-odds of a logistic fit: own queries spliced at random places into honest training pages against all runs of these.
_WEIGHTS = {
    "after_article": -1.04, "after_stop": -0.19, "before_person": 0.37, "before_stop": -1.85, "best": -0.48, "bias":
    -5.24, "buy": 0.18, "capital_place": 1.3, "capitals": -2.37, "cheap": 1.05, "edges": 0.93, "gain": 0.65, "long":
    1.12, "mixed": -2.15, "near": 2.46, "number": 0.36, "online": -0.69, "place": 2.48, "price": -0.6, "query": 2.18,
    "sale": 0.14, "service": 0.52,
}


class Mark(NamedTuple):
    """An anchor: its kind and its word indexes [first, end)."""

    kind: str
    first: int
    end: int


class Run(NamedTuple):
    """A candidate: word indexes [start, end) and the log-odds that it was spliced in."""

    score: float
    start: int
    end: int
    facts: dict[str, float]


@lru_cache(maxsize=1)
def _pairs() -> dict[str, dict[str, float]]:
    lines = [line.split() for line in read("function_words_pairs", "en")]
    return {line[0]: {right: int(n) / 10 for right, n in zip(lines[0][1:], line[1:], strict=True)} for line in lines[1:]}


def _class(word: str, capital: bool) -> str:
    word = word.replace("’", "'")
    known = read("function_words_classes", "en").get(word)
    if known:
        return known
    if word[0].isdigit():
        return "num"
    if capital:
        return "cap"
    if word.endswith(("'s", "s'")):
        return "poss"
    if len(word) > 4:
        for size in (2, 3, 4):
            if word[-size:] in _SUFFIXES:
                return _SUFFIXES[word[-size:]]
    return "plur" if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else "word"


def _gap(between: str) -> str:
    """Class of what stands between two words: nothing but a space is ''."""
    if between == " ":
        return ""
    for sign in between:
        if sign in ".!?…\n":
            return "."
        if sign in ",;:":
            return ","
        if sign in '()[]"“”|/–—':
            return "("
    return ""


class Window:
    """Classes and gaps of the words around one anchor, inside its sentence."""

    def __init__(self, doc: Document, sentence: range, lo: int, hi: int) -> None:
        words, text = doc.words, doc.text
        self.lo, self.hi = max(sentence.start, lo), min(sentence.stop, hi)
        self.gaps = {
            k: _gap(text[words.end[k - 1] : words.start[k]]) if k > sentence.start else "." for k in range(self.lo, self.hi)
        }
        self.classes = {
            k: _class(words.lower[k], text[words.start[k]].isupper() and self.gaps[k] != ".") for k in range(self.lo, self.hi)
        }

    def left(self, i: int) -> str:
        """Class before word i: a gap or a word."""
        return self.gaps[i] or self.classes.get(i - 1, ".")

    def right(self, j: int) -> str:
        """Class at word j or of the gap before it."""
        return (self.gaps[j] or self.classes[j]) if j < self.hi else "."

    def starts(self, first: int) -> range:
        """Where a run around an anchor at word `first` may begin."""
        i = first
        while i > self.lo and first - i < _LEFT and not self.gaps[i] and self.classes[i - 1] in _CONTENT:
            i -= 1
        return range(i, first + 1)

    def ends(self, last: int, marks: dict[int, Mark]) -> range:
        """Where a run around an anchor that ends before word `last` may end."""
        j = last
        while j < self.hi and j - last < _RIGHT and not self.gaps[j]:
            open_end = j + 1 < self.hi and not self.gaps[j + 1]
            place = j + 1 in marks and marks[j + 1].kind == "place"
            link = open_end and (place or self.classes[j] == "for" and self.classes[j + 1] in _CONTENT)
            if not (link or self.classes[j] in _CONTENT or j in marks):
                break
            j += 2 if link else 1
        return range(last, j + 1)


@lru_cache(maxsize=1)
def _places() -> dict[str, set[str]]:
    """Last word of each place name -> the words before it ('' for names of one word)."""
    found: dict[str, set[str]] = {}
    for name in read("places", "en"):
        head, _, last = name.rpartition(" ")
        if not head.startswith("the") and name not in _WORDS_TOO:
            found.setdefault(last, set()).add(head)
    return found


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(_places())


def _marks(doc: Document, trades: set[int]) -> dict[int, Mark]:
    """Anchor words: index -> the anchor it belongs to. trades: offsets of words for services and sellers."""
    words = doc.words
    marks: dict[int, Mark] = {}
    for hit in doc.hits("query_words"):
        if hit.section not in ("near_you", "idiom", "trade") and not (hit.section == "price" and _COST_VERB.match(doc.text, hit.end)):
            found = words.between(hit.start, hit.end)
            marks.update(dict.fromkeys(found, Mark(hit.section, found.start, found.stop)))
    names = _places()
    last = _last_words().intersection(words.lower)
    for k in (k for k, word in enumerate(words.lower) if word in last) if last else ():
        first = next((k - h.count(" ") - bool(h) for h in names[words.lower[k]] if _named(words.lower, h, k)), -1)
        kind = _place_kind(doc, trades, first) if first > 0 else ""
        if kind:
            marks.update(dict.fromkeys(range(first, k + 1), Mark(kind, first, k + 1)))
    return marks


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
        return "capital_place" if sold and before not in _INSTITUTIONS else ""
    far = before == "in" and words.start[first - 2] in trades
    return "place" if far or sold or _class(before, False) in _CONTENT else ""


_WORDS_TOO = frozenset(("university", "uzun", "concord", "portland cement", "same", "center", "centre"))  # places that are words
_INSTITUTIONS = frozenset("university hospital hospitals school center centre services service office company".split())
_WORTH = {"near": 3.0, "place": 3.0, "capital_place": 2.0, "sale": 2.0, "cheap": 2.0}
_NEIGHBOUR = 40  # characters in which a second anchor or a trade word makes a query of a weak anchor


def _runs(doc: Document) -> Iterator[Run]:
    """The best run around each anchor that has enough of a query about it."""
    trades = {hit.start for hit in doc.hits("commercial_words", "service")}
    marks = _marks(doc, trades)
    done = -1
    for mark in sorted(set(marks.values()), key=lambda m: (m.first, m.end)):
        if mark.first < done or not _enough(doc, marks, trades, mark):
            continue
        sentence = doc.sentence_at(doc.words.start[mark.first])
        words = doc.words.between(sentence.start, sentence.end)
        if len(words) < _MIN_SENTENCE or not _prose(doc, sentence):
            continue
        best = _best(doc, Window(doc, words, mark.first - _LEFT - 2, mark.end + _RIGHT + 2), marks, trades, mark)
        if best.end and not _excused(doc, sentence, words, best):
            done = best.end
            yield best


def _enough(doc: Document, marks: dict[int, Mark], trades: set[int], mark: Mark) -> bool:
    worth = sum(_WORTH.get(m.kind, 1.0) for m in {marks[k] for k in range(mark.first - 4, mark.end + 4) if k in marks})
    if worth >= 2:
        return True
    start = doc.words.start[mark.first]
    return any(at in trades for at in range(max(0, start - _NEIGHBOUR), start + _NEIGHBOUR))


def _best(doc: Document, window: Window, marks: dict[int, Mark], trades: set[int], mark: Mark) -> Run:
    best = Run(-inf, 0, 0, {})
    for i in window.starts(mark.first):
        for j in window.ends(mark.end, marks):
            if j - i > 1:
                facts = _facts(doc, window, marks, trades, i, j)
                score = sum(_WEIGHTS.get(name, 0.0) * value for name, value in facts.items())
                if score > best.score:
                    best = Run(score, i, j, facts)
    return best


def _prose(doc: Document, sentence: Sentence) -> bool:
    block = doc.blocks[sentence.block]
    return block.kind in ("paragraph", "item", "quote") and block.region not in ("nav", "footer", "header", "aside")


def _facts(doc: Document, window: Window, marks: dict[int, Mark], trades: set[int], i: int, j: int) -> dict[str, float]:
    pairs, left, right = _pairs(), window.left(i), window.right(j)
    starts, text = doc.words.start, doc.text
    capitals = sum(text[starts[k]].isupper() for k in range(i, j))
    first, last = window.classes[i], window.classes[j - 1]
    if capitals == j - i:  # a title-case query: classed as if it were in lower case
        first, last = _class(doc.words.lower[i], False), "word"
    kinds = {marks[k].kind for k in range(i, j) if k in marks}
    if any(starts[k] in trades for k in range(i, j)):
        kinds.add("service")
    tail = marks[j - 1].kind if j - 1 in marks else ""
    facts: dict[str, float] = dict.fromkeys(kinds, 1.0)
    facts["bias"] = 1.0
    facts["gain"] = 0.0 if left in ".,(" and right in ".,(" else pairs[left][right] - pairs[left][first] - pairs[last][right]
    facts["query"] = float(tail in _TAILS and bool((kinds - {tail}) & _HEADS))
    facts["long"] = min(j - i, 6)
    facts["edges"] = float(i in marks and marks[i].kind in ("buy", "cheap", "best")) + float(tail in _TAILS)
    facts["mixed"] = float(0 < capitals < j - i and "capital_place" not in kinds)
    facts["capitals"] = float(capitals == j - i and "capital_place" not in kinds)
    facts["after_stop"], facts["before_stop"] = float(left in ".,("), float(right in ".,(")
    facts["after_article"] = float(left in ("a", "the", "this", "these", "poss", "quant", "adj"))
    facts["before_person"] = float(right in _PERSONS)
    facts["number"] = float(left in ("a", "this") and last == "plur" or left == "these" and last in ("word", "noun", "er"))
    return facts


def _excused(doc: Document, sentence: Sentence, words: range, run: Run) -> bool:
    """Quoted, talked about, or said by somebody who has a "me"."""
    around = [doc.words.lower[k].replace("’", "'") for k in words if not run.start <= k < run.end]
    if "price" in run.facts and around[:2] == ["how", "much"]:
        return True
    if not _ABOUT.isdisjoint(around) or ("near" in run.facts and not _SPEAKER.isdisjoint(around)):
        return True
    return _quoted(doc.text[sentence.start : doc.words.start[run.start]])


def _accepted(doc: Document) -> list[Run]:
    """Runs that break their sentence; a run that the page repeats word for word needs less."""
    runs = [run for run in _runs(doc) if run.score > _REPEATED]
    texts = Counter(_phrase(doc, run) for run in runs)
    return [run for run in runs if run.score > _ACCEPT and _misfit(run) or texts[_phrase(doc, run)] > 1]


def _phrase(doc: Document, run: Run) -> str:
    return " ".join(doc.words.lower[run.start : run.end])


def _misfit(run: Run) -> bool:
    sure = run.facts.keys() & {"near", "place", "capital_place"}
    return bool(sure) or (run.facts["gain"] >= _MIN_GAIN and run.end - run.start > 2 and run.facts["query"] > 0)


def _speakerless(doc: Document) -> list[Span]:
    """Near-me phrases in sentences in which nobody says "I" (Spanish, French, German), and infinitives as nouns."""
    found = []
    for hit in doc.hits("query_words", "near"):
        sentence = doc.sentence_at(hit.start)
        words = doc.words.between(sentence.start, sentence.end)
        inside = doc.words.between(hit.start, hit.end)
        around = {doc.words.lower[k] for k in words if k not in inside}
        first = max(words.start, inside.start - 3)
        long_enough = len(words) - len(inside) >= _MIN_SENTENCE and _prose(doc, sentence)
        quoted = _quoted(doc.text[sentence.start : hit.start])
        if long_enough and not quoted and inside.start > first and around.isdisjoint(_SPEAKERS[doc.language or "en"]):
            found.append(Span(doc.words.start[first], hit.end))
    return found


def _quoted(before: str) -> bool:
    quotes = sum(map(before.count, _OPEN_QUOTES)) - sum(map(before.count, _CLOSED_QUOTES))
    return before.count('"') % 2 == 1 or quotes > 0


@signal(
    title="Search query spliced into a sentence",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "splice_count": Value("search queries that break the sentence around them, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value("of these, unmistakable ones, at most 8", spam=+1, low_quality=+1),
    },
    flags="These lamps keep roof repair denver the hallway bright in winter, and they use little power.",
    passes="If the roof leaks, ask two companies in Denver what the repair would cost before you sign anything.",
)
def injected_keyword(doc: Document) -> Reading:
    if doc.language != "en":
        spans = _speakerless(doc)
        count = min(_CAP, len(spans))
        return Reading({"splice_count": count, "strong_count": count}, tuple(Evidence(s, "a near-me query in a sentence that nobody says") for s in spans[:20]))
    runs = _accepted(doc)
    words = doc.words
    found = tuple(
        Evidence(Span(words.start[run.start], words.end[run.end - 1]), "a search query; the sentence reads better without it")
        for run in runs[:20]
    )
    strong = sum(run.score > _STRONG for run in runs)
    return Reading({"splice_count": min(_CAP, len(runs)), "strong_count": min(_CAP, strong)}, found)
