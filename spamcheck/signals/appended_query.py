"""A verbless phrase set behind headings, between sentences or at the end of paragraphs, again and again in the same words.

Why: "... drink enough water. Cheap Water Filters Tampa." Nobody speaks so; the phrase is there for a search engine and is
therefore the same every time.
How: fragments of two to eight words without a verb, pronoun or article, in three positions: behind the last comma, dash, bar or
colon of a heading, as a whole sentence inside a paragraph, behind the last dash or comma of a paragraph. One that holds a
word of a buyer, a trade with a place, or a money topic counts from the second block on; any other from the third, where it
takes two of the positions.
Misses: phrases that are varied, or that fit their sentence. Titles of the site behind headings, sources and imprints do not count.
Source: own-written stuffed pages; 4,000 honest pages of the training corpus looked through for fragments that return, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spamcheck.context import about_searching, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.queries import trades
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_SHORT = 75  # characters of a fragment
_LONG = 80  # characters of a paragraph
_SOLD, _ANY = 2, 3  # blocks
_TAIL = lazy(r"[,:|\s](?:(?<=\S)|(?<=\s)[-\u2013\u2014])\s+([^,:|\n\u2013\u2014.!?]{6,70}+)[.!]?\s?$")
_WORD = lazy(r"[^\W_]+(?:['\u2019&-][^\W_]+)*")
_JOINTS = frozenset("in near for at me de en para por pour \u00e0 f\u00fcr zu del la le et y und sin sans ohne".split())
_SPEECH = frozenset(
    "vary may might must can could will would should need needs call contact see read ask order click visit learn book try use get take make "
    "source sources photo image credit retrieved accessed isbn vol press copyright rights reserved thanks thank welcome hello "
    "source quelle foto fuente is are was were has have had do does did not no yes".split()
)
_KINDS = ("near", "sale", "online", "price", "buy", "cheap", "best")


def _fragments(doc: Document) -> Iterator[tuple[str, int, Span]]:
    """(position, block, span) of everything that stands where such phrases are put."""
    text = doc.text
    for index, block in enumerate(doc.blocks):
        if block.region not in ("main", "header"):
            continue
        heading = block.kind == "heading"
        if (heading and 15 < block.end - block.start < 200) or (block.kind in ("paragraph", "item") and block.end - block.start > _LONG):
            first = block.start if heading else block.end - _SHORT
            m = _TAIL.search(text, first, block.end)
            if m and m.start(1) - block.start > 8:
                yield ("heading" if heading else "close"), index, Span(*m.span(1))
    for start, end, index in doc.sentences:
        if end - start < _SHORT:
            block = doc.blocks[index]
            if block.kind in ("paragraph", "item") and block.end - block.start > _LONG and block.region in ("main", "header"):
                yield "sentence", index, Span(start, start + len(text[start:end].rstrip(" .!?\n")))


def _phrase(doc: Document, span: Span, function: frozenset[str]) -> str:
    """The words of a fragment, or nothing where it has grammar."""
    if not 6 <= span.end - span.start <= _SHORT:
        return ""
    words = [w.lower() for w in _WORD.findall(doc.text, span.start, span.end)]
    if not 2 <= len(words) <= 8 or words[0] in _JOINTS | {"and"} or words[-1] in function - {"me"}:
        return ""
    if any((w in function and w not in _JOINTS) or w in _SPEECH for w in words):
        return ""
    return " ".join(words) if sum(w.isalpha() and w not in function for w in words) > 1 else ""


def _function(language: str | None) -> frozenset[str]:
    words = frozenset(read("function_words", language))
    return (words | frozenset(read("function_words_classes", "en") if language == "en" else ())) - {"best", "near", "online"}


def _is_sold(doc: Document, span: Span) -> bool:
    """A word of a buyer, a trade with a place or a name, or a money topic."""
    words = [w.lower() for w in _WORD.findall(doc.text, span.start, span.end)]
    items = read("query_words", doc.language)
    kinds = {items.get(w) for w in words} & set(_KINDS)
    served = any(trades(doc.language).get(w) == "service" for w in words)
    places = read("places", doc.language)
    local = any(w in places for w in words) or any(" ".join(words[i : i + 2]) in places for i in range(len(words) - 1))
    money = read("off_niche", doc.language)
    if kinds & {"buy", "cheap", "sale", "near"} and len(words) > 2:
        return True
    return (served and (local or bool(kinds))) or len(kinds) > 1 or any(w in money for w in words)


@signal(
    title="The same phrase set between sentences or behind headings",
    family="keywords",
    policy="keyword_stuffing",
    languages=("any",),
    values={
        "sold_count": Value("places of a repeated verbless phrase of a buyer, from 2, at most 8", spam=+1, low_quality=+1),
        "fragment_count": Value(
            "places of any other verbless phrase in two kinds of positions, from 3, at most 8", spam=+1, low_quality=+1
        ),
    },
    flags=(
        "Clean the pump in spring and look at the seal, because a dry seal leaks at once. Cheap pond pumps Leeds.\n\n"
        "Fish need oxygen, above all on warm nights when the plants use it up themselves. Cheap pond pumps Leeds."
    ),
    passes=(
        "Clean the pump in spring and look at the seal, because a dry seal leaks at once. A dry seal leaks.\n\n"
        "Fish need oxygen, above all on warm nights when the plants use it up themselves. No oxygen, no fish."
    ),
)
def appended_query(doc: Document) -> Reading:
    raw: dict[str, list[tuple[str, int, Span]]] = defaultdict(list)
    for fragment in _fragments(doc):
        raw[doc.text[fragment[2].start : fragment[2].end].lower()].append(fragment)
    again = [fragments for fragments in raw.values() if len(fragments) >= _SOLD]
    if not again:
        return SILENT
    function = _function(doc.language)
    places: dict[str, dict[int, tuple[str, Span]]] = defaultdict(dict)
    for fragments in again:
        phrase = _phrase(doc, fragments[0][2], function)
        for position, block, span in fragments if phrase else ():
            if position != "sentence" or span.start > doc.blocks[block].start or phrase.count(" ") > 1:
                places[phrase].setdefault(block, (position, span))
    title = " ".join(w.lower() for w in _WORD.findall(doc.title))
    sold: list[Span] = []
    plain: list[Span] = []
    for phrase, found in places.items():
        spans = [span for _, span in found.values() if not quoted(doc, span.start)]
        kinds = {position for position, _ in found.values()}
        if len(spans) < _SOLD or (kinds == {"heading"} and title.endswith(phrase)):
            continue
        if _is_sold(doc, spans[0]):
            sold += spans
        elif len(spans) >= _ANY and len(kinds) > 1 and "sentence" in kinds and phrase.count(" ") > 1:
            plain += spans
    if not (sold or plain) or about_searching(doc):
        return SILENT
    shown = tuple(Evidence(span, "the same verbless phrase again, outside every sentence") for span in sorted(sold + plain)[:20])
    return Reading({"sold_count": min(_CAP, len(sold)), "fragment_count": min(_CAP, len(plain))}, shown)
