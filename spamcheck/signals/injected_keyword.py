"""A search query spliced into a sentence that reads better without it.

Why: nobody writes "these lamps keep roof repair denver the hall bright"; the query is there for a search engine.
How: words that open or close queries (cheap, online, cost, near me, a place in lower case) anchor candidate runs; the fit
of a run's edges with its neighbours is compared with the fit of the neighbours without it, by counts of word classes.
Misses: splices that parse, queries without a commercial or local word, outside English all but near-me phrases and places in lower case.
Source: own counts (lexicon function_words_pairs); weights fitted on own queries spliced into honest pages, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from spamcheck.context import about_searching, in_prose
from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.grammar import CONTENT, Window, pairs, word_class
from spamcheck.lexicon import read
from spamcheck.queries import (
    LEFT,
    RIGHT,
    Mark,
    anchors,
    fragments,
    is_name,
    lower_places,
    near_me_said,
    open_quote,
    run_ends,
    run_starts,
)
from spamcheck.signal import Reading, Value, signal

_ACCEPT, _STRONG = 1.4, 3.0  # log-odds of the fit: about 0.4 % and 0.1 % of honest pages
_SURE_KIND = 0.3  # for near me and lower-case places, which hardly occur in honest prose
_NEAR_ME = -1.5  # there were none in 2,700 honest pages, so little more is asked
_CLEAR_GAIN, _TAIL_SCORE = 2.0, -1.0  # where the neighbours fit so much better, a query's last word is enough
_REPEATED = 0.6  # for a run that the page repeats word for word
_MIN_GAIN = 0.6  # how much better the neighbours must fit each other (natural logarithm)
_CAP = 8
_AROUND = 40  # words on each side that may say who speaks
_OTHERS = ("de", "es", "fr", "it", "nl", "pl", "pt", "tr")  # languages that passages on English pages are in
_MIN_SENTENCE = 7  # words: below that it is a heading, a label or a call to action
_TAILS = frozenset(("near", "place", "capital_place", "sale", "online", "price", "cheap", "service"))
_SINGULAR = frozenset(("is", "was", "has", "makes", "offers", "gives", "helps", "works", "isn't", "wasn't"))
_VERBS = frozenset(("verb", "verbs", "ing", "to", "past", "and", "modal"))
_GOES_ON = frozenset(("and", "but", "in", "on", "for", "with", "by", "from", "to", "of", "prep", "sub", "adv", "part", ".", ",", "("))
_HEADS = frozenset(("buy", "cheap", "best", "service", "sale", "price", "online"))
_PERSONS = frozenset(("the", "a", "this", "these", "poss", "subj", "you", "it", "obj"))
_ABOUT = frozenset(
    "search searches searched searching google googled googling query queries keyword keywords type typed "
    "typing wrote headline titled called named".split()
)
_WORTH = {"near": 3.0, "place": 3.0, "capital_place": 2.0, "sale": 2.0, "cheap": 2.0}
_NEIGHBOUR = 40  # characters in which a second anchor or a trade word makes a query of a weak anchor
# Log-odds of a logistic fit: own queries spliced at random places into honest training pages against all runs of these.
_WEIGHTS = {
    "after_article": -1.08, "after_stop": -0.26, "before_person": 0.2, "before_stop": -2.1, "best": -0.39,
    "bias": -5.17, "buy": 0.65, "capital_place": 1.86, "capitals": -2.37, "cheap": 1.51, "clash": 4.0,
    "edges": 0.42, "gain": 0.68, "long": 1.17, "mixed": -2.42, "near": 3.04, "number": 0.58, "object": -2.5,
    "online": -0.21, "place": 3.33, "price": -0.61, "query": 1.77, "sale": 0.4, "service": -0.05,
}  # fmt: skip


class Run(NamedTuple):
    """A candidate: word indexes [start, end) and the log-odds that it was spliced in."""

    score: float
    start: int
    end: int
    facts: dict[str, float]


def _runs(doc: Document) -> Iterator[Run]:
    """The best run around each anchor that has enough of a query about it."""
    trades = {at for hit in doc.hits("commercial_words", "service") for at in (hit.start, hit.end - len(hit.item.rpartition(" ")[2]))}
    marks = anchors(doc, trades)
    done = -1
    for mark in sorted(set(marks.values()), key=lambda m: (m.first, m.end)):
        if mark.first < done or not _enough(doc, marks, trades, mark):
            continue
        sentence = doc.sentence_at(doc.words.start[mark.first])
        words = doc.words.between(sentence.start, sentence.end)
        if len(words) < _MIN_SENTENCE or not in_prose(doc, sentence) or not _english(doc, words):
            continue
        best = _best(doc, Window(doc, words, mark.first - LEFT - 2, mark.end + RIGHT + 2), marks, trades, mark)
        if best.end and not _excused(doc, sentence, words, best):
            done = best.end
            yield best


def _enough(doc: Document, marks: dict[int, Mark], trades: set[int], mark: Mark) -> bool:
    worth = sum(_WORTH.get(m.kind, 1.0) for m in {marks[k] for k in range(mark.first - 4, mark.end + 4) if k in marks})
    if worth >= 2 or mark.kind != "best":
        return True
    start = doc.words.start[mark.first]
    return any(at in trades for at in range(max(0, start - _NEIGHBOUR), start + _NEIGHBOUR))


def _best(doc: Document, window: Window, marks: dict[int, Mark], trades: set[int], mark: Mark) -> Run:
    best = Run(-inf, 0, 0, {})
    inner = {k for k in range(window.lo, window.hi) if k in marks and marks[k].first != k}  # no anchor is cut in two
    ends = [j for j in run_ends(window, mark.end, marks) if j not in inner]
    for i in run_starts(window, mark.first):
        if i in inner:
            continue
        for j in ends:
            if j - i > 1:
                facts = _facts(doc, window, marks, trades, i, j)
                score = sum([_WEIGHTS[name] * value for name, value in facts.items() if value and name in _WEIGHTS])
                if score > best.score:
                    best = Run(score, i, j, facts)
    return best


def _english(doc: Document, words: range) -> bool:
    """Whether no other language has more of its small words in a sentence than English has."""
    lower = doc.words.lower[words.start : words.stop]
    here = max(1, sum(map(read("function_words", "en").__contains__, lower)))
    return all(sum(map(read("function_words", code).__contains__, lower)) <= here for code in _OTHERS)


def _facts(doc: Document, window: Window, marks: dict[int, Mark], trades: set[int], i: int, j: int) -> dict[str, float]:
    table, left, right = pairs(), window.left(i), window.right(j)
    starts, text = doc.words.start, doc.text
    capitals = sum([text[starts[k]].isupper() for k in range(i, j)])
    first, last = window.classes[i], window.classes[j - 1]
    if capitals == j - i:  # a title-case query: classed as if it were in lower case
        first, last = word_class(doc.words.lower[i]), "word"
    kinds = {marks[k].kind for k in range(i, j) if k in marks}
    if not trades.isdisjoint(starts[i:j]):
        kinds.add("service")
    tail = marks[j - 1].kind if j - 1 in marks else "service" if starts[j - 1] in trades else ""
    later = "buy" in kinds or ("online" in kinds and (i not in marks or marks[i].kind != "online"))
    if tail == "cheap" and right in CONTENT and not later:  # an adjective of what follows
        tail = ""
    link = next((k for k in range(i + 1, j) if window.classes[k] == "for" and k not in marks), j)  # "price list for private scans": a list
    heads = [
        next((window.classes[k] for k in range(at - 1, i - 1, -1) if k not in marks or marks[k].kind in ("sale", "price")), "")
        for at in {link, j}
    ]
    head = heads[0] if len(set(heads)) == 1 else ""
    facts: dict[str, float] = dict.fromkeys(kinds, 1.0)
    facts["bias"] = 1.0
    facts["gain"] = 0.0 if left in ".,(" and right in ".,(" else table[left][right] - table[left][first] - table[last][right]
    says = any(window.classes[k] == "verbs" for k in range(i, j))  # "app helps find": a sentence of its own
    facts["query"] = float(tail in _TAILS and bool((kinds - {tail}) & _HEADS) and not says)
    facts["long"] = min(j - i, 6)
    facts["edges"] = float(i in marks and marks[i].kind in ("buy", "cheap", "best")) + float(tail in _TAILS)
    facts["mixed"] = float(0 < capitals < j - i and "capital_place" not in kinds)
    facts["capitals"] = float(capitals == j - i and "capital_place" not in kinds)
    facts["after_stop"], facts["before_stop"] = float(left in ".,("), float(right in ".,(")
    facts["after_article"] = float(left in ("a", "the", "this", "these", "poss", "quant", "adj"))
    facts["before_noun"] = float(right in ("word", "plur", "noun", "er"))
    facts["before_person"] = float(right in _PERSONS)
    facts["clash"] = float(head == "plur" and left in ("the", ".", ",") and j < window.hi and doc.words.lower[j] in _SINGULAR)
    if facts["clash"]:
        facts["gain"] = 0.0
    # Told to the reader: "Order batteries for your watch online".
    facts["told"] = float(link < j and "buy" in kinds and left == "." and i in marks and marks[i].kind == "buy")
    facts["said"] = float(says and kinds == {"place"})  # "woodland stands for forest": a place that is a word like others
    # "the cheapest insurance my son found"
    facts["found"] = float(left in ("the", "poss") and doc.words.lower[i].endswith("est") and right in _PERSONS)
    facts["object"] = float(left in _VERBS and head == "plur" and right not in _PERSONS)
    natural = tail in ("online", "cheap") and right in _GOES_ON  # "sells shoes online and in shops"
    facts["tail"] = float(tail in ("sale", "price", "online", "cheap") and not capitals and not natural)
    facts["number"] = float((left in ("a", "this") and last == "plur") or (left == "these" and last in ("word", "noun", "er")))
    return facts


def _excused(doc: Document, sentence: Sentence, words: range, run: Run) -> bool:
    """Quoted, talked about, said by somebody who has a "me", or told to the reader: "Order batteries for your watch online"."""
    words = range(max(words.start, run.start - _AROUND), min(words.stop, run.end + _AROUND))
    around = [doc.words.lower[k].replace("\u2019", "'") for k in words if not run.start <= k < run.end]
    if "price" in run.facts and around[:2] == ["how", "much"]:
        return True
    if not _ABOUT.isdisjoint(around):
        return True
    if "near" in run.facts and near_me_said(doc, doc.words.start[run.start], doc.words.end[run.end - 1]):
        return True
    if "capital_place" in run.facts and is_name(doc, run.start, run.end):
        return True
    return open_quote(doc.text[max(sentence.start, doc.words.start[run.start] - 300) : doc.words.start[run.start]])


def _accepted(doc: Document) -> list[Run]:
    """Runs that break their sentence; a run that the page repeats word for word needs less."""
    runs = [run for run in _runs(doc) if run.score > _NEAR_ME or run.facts["gain"] >= _CLEAR_GAIN]
    texts = Counter(_phrase(doc, run) for run in runs)
    return [run for run in runs if _misfit(run) or (run.score > _REPEATED and texts[_phrase(doc, run)] > 1)]


def _phrase(doc: Document, run: Run) -> str:
    return " ".join(doc.words.lower[run.start : run.end])


def _misfit(run: Run) -> bool:
    if run.facts["told"] or run.facts["said"] or run.facts["found"]:
        return False
    if run.facts.keys() & {"near", "place"}:
        return run.score > (_NEAR_ME if "near" in run.facts else _SURE_KIND)
    if run.facts["tail"] and run.end - run.start > 2 and run.facts["gain"] >= _CLEAR_GAIN and run.score > _TAIL_SCORE:
        return True
    if run.score <= _ACCEPT:
        return False
    if run.facts["capitals"] and not run.facts.keys() & {"buy", "cheap"}:
        return False  # a name
    if "capital_place" in run.facts and run.facts["before_noun"]:
        return False  # "a specialist Leeds team": the place belongs to the next noun
    known = "capital_place" in run.facts or run.facts["clash"] > 0 or run.facts["before_person"] * run.facts["query"] > 0
    return known or (run.facts["gain"] >= _MIN_GAIN and run.end - run.start > 2 and run.facts["query"] > 0)


def _speakerless(doc: Document) -> list[Span]:
    """Near-me phrases in sentences in which nobody says "I" (Spanish, French, German)."""
    found = []
    for hit in doc.hits("query_words", "near"):
        sentence = doc.sentence_at(hit.start)
        words, inside = doc.words.between(sentence.start, sentence.end), doc.words.between(hit.start, hit.end)
        first = inside.start
        while first > max(words.start, inside.start - 3) and doc.words.lower[first - 1] not in read("function_words", doc.language):
            first -= 1
        long_enough = len(words) - len(inside) >= _MIN_SENTENCE and in_prose(doc, sentence)
        if long_enough and inside.start > first and not near_me_said(doc, hit.start, hit.end):
            found.append(Span(doc.words.start[first], hit.end))
    return found


@signal(
    title="Search query spliced into a sentence",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "splice_count": Value("search queries that break the sentence around them, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value("of these, unmistakable ones, at most 8", spam=+1, low_quality=+1),
        "fragment_count": Value("queries that stand as sentences of their own, at most 8", spam=+1, low_quality=+1),
    },
    flags="These lamps keep roof repair denver the hallway bright in winter, and they use little power.",
    passes="If the roof leaks, ask two companies in Denver what the repair would cost before you sign anything.",
)
def injected_keyword(doc: Document) -> Reading:
    if doc.language != "en":
        spans = dict.fromkeys(lower_places(doc), "a search query in lower case inside a sentence")
        spans |= dict.fromkeys(_speakerless(doc), "a near-me query in a sentence that nobody says")
        count = min(_CAP, len(spans))
        shown = tuple(Evidence(span, spans[span]) for span in sorted(spans)[:20])
        return Reading({"splice_count": count, "strong_count": count}, shown)
    runs = _accepted(doc)
    if runs and about_searching(doc):
        runs = []
    words = doc.words
    spans = {Span(words.start[run.start], words.end[run.end - 1]): "a search query; the sentence reads better without it" for run in runs}
    lone = [span for span in fragments(doc) if all(span.end <= other.start or other.end <= span.start for other in spans)]
    spans |= dict.fromkeys(lone, "words of a search query where a sentence should stand")
    found = tuple(Evidence(span, spans[span]) for span in sorted(spans)[:20])
    strong = sum(run.score > _STRONG or "near" in run.facts or run.facts["clash"] > 0 for run in runs)
    counts = {"splice_count": len(spans) - len(lone), "strong_count": strong, "fragment_count": len(lone)}
    return Reading({name: min(_CAP, n) for name, n in counts.items()}, found)
