"""A search query appended to a heading after a comma, a colon or a dash, or a heading that is a bare query.

Why: "Choosing a saddle, cheap bike seats online" is a heading with something stuck to it; nobody speaks like that.
Misses: queries without a word of a buyer which are appended once only; title-case headings that are queries as a
whole (they are stuffed_title_or_alt's when they repeat). Source: survey of 667 pages ("..., near me" and "..., keto
gummies" after headings), 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter
from itertools import pairwise

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_TAIL = lazy(r"[,:\s](?:(?<=\S)|(?<=\s)[-\u2013\u2014|])\s+([^,:|\n]{6,70}+)$")
_KINDS = ("near", "sale", "online", "price", "buy", "cheap")
_JOINTS = frozenset("for in near me de en para pour für mí mi chez moi pas".split())
_CLOSED = frozenset("the a this these poss quant subj you it obj wh sub prep modal is and to".split())
_QUESTIONS = frozenset("how what why when where who which is are can should do does".split())
_MIN_WORDS, _MAX_WORDS = 2, 7


def _is_query(doc: Document, start: int, end: int) -> bool:
    """Two to seven words without sentence grammar, one of which only a buyer needs."""
    items, function = read("query_words", doc.language), read("function_words", doc.language)
    words = [doc.words.lower[k] for k in doc.words.between(start, end)]
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or doc.text[end - 1] in "?!.":
        return False
    classes = read("function_words_classes", "en") if doc.language == "en" else {}
    if any((word in function or classes.get(word) in _CLOSED) and word not in _JOINTS for word in words):
        return False
    kinds = {items.get(word) for word in words} | ({"near"} if "near me" in " ".join(words) else set())
    kinds &= {*_KINDS, "best"}
    if any(items.get(f"{a} {b}") == "idiom" for a, b in pairwise(words)):
        return False
    trades, places = read("commercial_words", doc.language), read("places", doc.language)
    served = any(trades.get(word) == "service" for word in words)
    low_place = any(word in places and doc.text.find(word, start, end) >= 0 for word in words[1:])
    strong = kinds & {"near", "buy", "cheap", "sale"}
    return bool(strong and len(words) > 2) or len(kinds) > 1 or (served and low_place) or (served and bool(kinds - {"price"}))


def _appended(doc: Document, block: Block) -> Span | None:
    """The lower-case query at the end of a heading that begins in another way."""
    m = _TAIL.search(doc.text[block.start : min(block.end, block.start + 200)])
    if not m or not m.group(1)[0].islower() or block.end - block.start > 200:
        return None
    start, end = block.start + m.start(1), block.start + m.end(1)
    before = doc.words.between(block.start, block.start + m.start())
    letters = [doc.text[doc.words.start[k]].isupper() for k in doc.words.between(start, end)]
    return Span(start, end) if len(before) >= 2 and not any(letters) and _is_query(doc, start, end) else None


def _bare(doc: Document, block: Block) -> Span | None:
    """A heading that is a query in lower case."""
    if doc.text[block.start].islower() and doc.text[block.start : block.end].islower() and _is_query(doc, block.start, block.end):
        return Span(block.start, block.end)
    return None


def _tails(doc: Document, headings: list[Block]) -> list[Span]:
    """The same words behind several headings, whatever they say."""
    ends: dict[str, list[Span]] = {}
    for block in headings:
        m = _TAIL.search(doc.text[block.start : min(block.end, block.start + 200)])
        if m and len(m.group(1).split()) >= _MIN_WORDS and m.start() > 8 and m.group(1).split()[0].lower() not in _QUESTIONS:
            ends.setdefault(m.group(1).lower(), []).append(Span(block.start + m.start(1), block.start + m.end(1)))
    title = doc.title.lower()
    often = {tail: spans for tail, spans in ends.items() if len(spans) > 2}
    sold = [span for tail, spans in often.items() if not title.endswith(tail) for span in spans if _sold(doc, span)]
    return sold + _glued(doc, often)


def _glued(doc: Document, ends: dict[str, list[Span]]) -> list[Span]:
    """Three or more nouns in lower case behind three headings that begin with a capital letter."""
    function, found = read("function_words", doc.language), []
    for tail, spans in ends.items():
        words = tail.split()
        low = all(doc.quote(span).islower() and not _sold(doc, span) for span in spans)
        if len(spans) > 2 and low and len(words) > 2 and all(word.isalpha() and word not in function for word in words):
            found += spans
    return found


def _sold(doc: Document, span: Span) -> bool:
    trades, items = read("commercial_words", doc.language), read("query_words", doc.language)
    words = [doc.words.lower[k] for k in doc.words.between(span.start, span.end)]
    return any(trades.get(w) == "service" or items.get(w) in _KINDS for w in words)


@signal(
    title="Search query appended to headings",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "appended_count": Value("headings with a lower-case query stuck to their end, at most 6", spam=+1, low_quality=+1),
        "bare_count": Value("headings that are a query in lower case, at most 6", spam=+1, low_quality=+1),
    },
    flags="Choosing a saddle, cheap bike seats online\n\nSit upright and measure the width of your bones before you choose.",
    passes="Choosing a saddle: width, padding and price\n\nSit upright and measure the width of your bones before you choose.",
)
def keyword_appended_heading(doc: Document) -> Reading:
    headings = [b for b in doc.headings if b.region not in ("nav", "footer", "aside") and b.end - b.start > 8]
    if not headings:
        return SILENT
    shape = Counter(doc.text[b.start].islower() for b in headings)
    appended = {span for b in headings if (span := _appended(doc, b))} | set(_tails(doc, headings))
    bare = {span for b in headings if (span := _bare(doc, b))} if shape[False] else set()
    if not appended and not bare:
        return SILENT
    notes = dict.fromkeys(bare, "a heading that is a bare search query")
    notes |= dict.fromkeys(appended, "a search query stuck to a heading")
    shown = tuple(Evidence(span, notes[span]) for span in sorted(notes))[:20]
    return Reading({"appended_count": min(_CAP, len(appended)), "bare_count": min(_CAP, len(bare))}, shown)
