"""The same commercial phrase of three or more words again and again, in the same spelling.

Why: a writer varies how a thing is named; a page written for one search query repeats it to the letter.
Misses: varied keywords, and two-word queries. A defined term is not counted: the phrase must hold a word that only a
buyer's query needs (buy, cheap, best, online, price, near me, a place after a service), or stand where its grammar does
not fit (in lower case after a full stop, as a verbless sentence, "courses in Leeds is").
Source: link-seller pages and hacked doorways of the training corpus, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.repeats import misfits, repeats
from spamcheck.signal import SILENT, Reading, Value, signal

_ENOUGH = 3  # occurrences; two are a heading and its first sentence
_CAP = 10
_REACH = 3  # words before and after the anchor that a phrase may take in
_SIZES = (5, 4, 3)
_ANCHORS = ("near", "sale", "online", "price", "buy", "cheap", "best")
_WEAK = frozenset("app login download rates delivery order review ratings same day deals quotes discount discounts hire rent".split())
_WEAK_PAIR = frozenset(("best", "price"))  # these need a word for a service, or each other
_JOINTS = frozenset(("for", "in", "to", "de", "en", "para", "pour", "in", "f\u00fcr"))  # function words inside queries
_PARTS = lazy(r" [|/\u2013\u2014-] |[|:]")
_MIN_QUERY, _MAX_QUERY = 3, 9  # words of a title that may be a query
_ASKS = frozenset("can does do is how what where which why puede peut kann".split())
_SHARE = 0.6  # of its block: a copy that is the block is a heading or a caption
_REGIONS = ("nav", "footer", "aside", "header", "references", "comments")


def _windows(doc: Document, first: int, end: int) -> range:
    """Word indexes around an anchor which stand in one line without punctuation."""
    lo, hi = first, end
    while lo > 0 and first - lo < _REACH and doc.text[doc.words.end[lo - 1] : doc.words.start[lo]] == " ":
        lo -= 1
    while hi < len(doc.words) and hi - end < _REACH and doc.text[doc.words.end[hi - 1] : doc.words.start[hi]] == " ":
        hi += 1
    return range(lo, hi)


class _Anchor(NamedTuple):
    kind: str
    start: int
    stop: int


def _phrases(doc: Document) -> dict[tuple[str, ...], set[int]]:
    """Query-shaped phrases: words -> the indexes of their first words, one for each different block."""
    lower = doc.words.lower
    trades = {h.start for h in doc.hits("commercial_words", "service")}
    anchors = [_Anchor(h.section, *_bounds(doc, h)) for h in doc.hits("query_words", *_ANCHORS) if h.item not in _WEAK]
    heads = Counter(lower[a.start] for a in anchors if a.stop > a.start)
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for anchor in anchors:
        if anchor.stop == anchor.start or heads[lower[anchor.start]] < _ENOUGH:
            continue
        block = doc.block_at(doc.words.start[anchor.start])
        if block.region in _REGIONS:
            continue
        around = _windows(doc, anchor.start, anchor.stop)
        for i, size in _choices(anchor, around):
            if _is_query(doc, anchor, i, size, trades):
                found[tuple(lower[i : i + size])].setdefault(_sentence(doc, anchor.start), i)
    return {phrase: set(places.values()) for phrase, places in found.items()}


def _sentence(doc: Document, k: int) -> str:
    """Repeated labels and table cells count once."""
    sentence = doc.sentence_at(doc.words.start[k])
    return doc.text[sentence.start : min(sentence.end, sentence.start + 300)].strip().lower()


def _title_query(doc: Document) -> list[Span]:
    """A title that is a bare query, and its copies in the text which begin in lower case or stand inside a sentence."""
    found: list[Span] = []
    for part in _PARTS.split(doc.title)[:3]:
        query = " ".join(part.lower().split())
        if not (_MIN_QUERY <= query.count(" ") + 1 <= _MAX_QUERY and (query.split(" ")[0] in _ASKS or _has_anchor(doc, query))):
            continue
        for m in islice(re.finditer(re.escape(query), doc.folded.text), 40):
            start, end = doc.folded.original(m.start()), doc.folded.original(m.end() - 1) + 1
            block = doc.block_at(start)
            whole = end - start > _SHARE * (block.end - block.start)
            if doc.text[start].islower() and not whole and block.kind == "paragraph" and block.region not in _REGIONS:
                found.append(Span(start, end))
    return found


def _has_anchor(doc: Document, query: str) -> bool:
    items = read("query_words", doc.language)
    return any(items.get(word) in ("buy", "cheap", "online", "price", "sale") for word in query.split(" "))


def _bounds(doc: Document, hit: Hit) -> tuple[int, int]:
    found = doc.words.between(hit.start, hit.end)
    return found.start, found.stop


def _choices(anchor: _Anchor, around: range) -> Iterator[tuple[int, int]]:
    """Phrases in which the anchor opens or closes."""
    for size in _SIZES:
        if anchor.kind in ("buy", "cheap", "best") and anchor.start + size <= around.stop:
            yield anchor.start, size
        elif anchor.kind in ("near", "sale", "online", "price", "cheap") and anchor.stop - size >= around.start:
            yield anchor.stop - size, size


def _is_query(doc: Document, anchor: _Anchor, i: int, size: int, trades: set[int]) -> bool:
    function = read("function_words", doc.language)
    starts, lower = doc.words.start, doc.words.lower
    rest = [k for k in range(i, i + size) if not anchor.start <= k < anchor.stop]
    if sum(lower[k].isalpha() and len(lower[k]) > 2 for k in rest) < 2 - (anchor.kind == "near"):
        return False  # "buy 1 get 1", "John's online"
    if any(lower[k] in function and (lower[k] not in _JOINTS or k == rest[-1]) for k in rest):
        return False
    return anchor.kind not in _WEAK_PAIR or any(starts[k] in trades for k in rest)


@signal(
    title="Same commercial phrase repeated word for word",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "repeat_count": Value("occurrences of the most repeated phrase, from 3, at most 10", spam=+1, low_quality=+1),
        "title_query_count": Value("copies of a title that is a bare query inside the text, from 2, at most 10", spam=+1, low_quality=+1),
        "misfit_count": Value("copies of a repeated string that do not fit where they stand, at most 10", spam=+1, low_quality=+1),
        "phrase_count": Value("different phrases repeated at least 3 times, at most 10", spam=+1, low_quality=+1),
    },
    flags="Buy garden gnomes online today. You can buy garden gnomes online here. Buy garden gnomes online and save.",
    passes="Garden gnomes are old. Some collect garden gnomes, some hide garden gnomes, and a museum of garden gnomes is planned.",
)
def repeated_exact_phrase(doc: Document) -> Reading:
    notes: dict[Span, str] = {}
    odd = [span for places in repeats(doc).values() for span in _spans(doc, misfits(doc, places))]
    notes |= dict.fromkeys(odd, "words repeated to the letter which do not fit their place")
    copies = _title_query(doc) if doc.title else []
    copies = copies if len(copies) > 1 else []
    notes |= dict.fromkeys(copies, "the title's query again, inside the text")
    kept = _kept(doc)
    best = len(kept[0]) if kept else 0
    for spans in kept:
        notes |= {span: f"the same phrase {best} times" for span in spans if span not in notes}
    if not notes:
        return SILENT
    shown = tuple(Evidence(span, notes[span]) for span in sorted(notes)[:20])
    counts = {"repeat_count": best, "phrase_count": len(kept), "title_query_count": len(copies), "misfit_count": len(odd)}
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, shown)


def _spans(doc: Document, places: Iterable[tuple[int, int]]) -> list[Span]:
    return [Span(doc.words.start[i], doc.words.end[j - 1]) for i, j in places]


def _kept(doc: Document) -> list[list[Span]]:
    """Occurrences of each phrase that is repeated often enough and shares no word with a better one, best first."""
    found: dict[tuple[str, ...], set[int]] = {}
    if len(doc.hits("query_words", *_ANCHORS)) >= _ENOUGH:
        found = {phrase: starts for phrase, starts in _phrases(doc).items() if len(starts) >= _ENOUGH}
    kept: list[list[Span]] = []
    taken: set[int] = set()
    for phrase in sorted(found, key=lambda p: (-len(found[p]), -len(p), min(found[p]))):
        words = {k for i in found[phrase] for k in range(i, i + len(phrase))}
        if not words & taken:
            kept.append(_spans(doc, [(i, i + len(phrase)) for i in sorted(found[phrase])]))
            taken |= words
    return kept
