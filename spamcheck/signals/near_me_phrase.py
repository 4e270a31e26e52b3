"""Near-me phrases of search queries, by where they stand.

Why: "near me" is what people type, not what a page says of itself; in running text nobody is the "me".
Misses: what it means is decided by place only: clinics put it into headings, too, so headings are counted apart; a
splice that also breaks its sentence is injected_keyword's. Source: survey of 667 pages (17 spam, 5 low, 8 honest with
the bare phrase, hence the classes), 2026-11.
"""

from __future__ import annotations

from spamcheck.context import in_prose
from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.queries import near_me_said
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_MIN_SENTENCE = 7  # words; shorter ones are labels and calls to action
_BEFORE = 4  # words of the query shown in front of the phrase
_PUNCTUATION = '.,;:!?()|\n"\u201c\u201d\u2013\u2014'
_IN_QUOTES = lazy(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u201e[^\u201c]*\u201c|\u00ab[^\u00bb]*\u00bb")


def _where(doc: Document, hit: Hit) -> str:
    """prose, heading, label, or honest: said by somebody, quoted or talked about."""
    sentence = doc.sentence_at(hit.start)
    block = doc.blocks[sentence.block]
    if near_me_said(doc, hit.start, hit.end):
        return "honest"
    if block.kind == "heading":
        return "heading"
    others = len(doc.words.between(sentence.start, sentence.end)) - len(doc.words.between(hit.start, hit.end))
    return "prose" if in_prose(doc, sentence) and others >= _MIN_SENTENCE else "label"


def _query(doc: Document, hit: Hit) -> Span:
    """The phrase with the words of the query in front of it."""
    first = doc.words.between(hit.start, hit.end).start
    start = hit.start
    function = read("function_words", doc.language)
    for k in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        between = doc.text[doc.words.end[k] : start]
        if between != " " or doc.words.lower[k] in function:
            break
        start = doc.words.start[k]
    return Span(start, hit.end)


@signal(
    title="Near-me search phrase",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "prose_count": Value("near-me phrases in sentences in which nobody says I, at most 6", spam=+1, low_quality=+1),
        "heading_count": Value("near-me phrases in headings and title, at most 6", spam=+1, low_quality=+1),
        "label_count": Value("near-me phrases in links, menus and short lines, at most 6"),
    },
    flags="A good mattress lasts ten years, and mattress store near me should be firm enough for the back.",
    passes="There is a mattress store near me, but I bought mine from my cousin who makes them.",
)
def near_me_phrase(doc: Document) -> Reading:
    hits = doc.hits("query_words", "near")
    found: dict[str, list[Evidence]] = {"prose": [], "heading": [], "label": [], "honest": []}
    for hit in hits:
        where = _where(doc, hit)
        note = {"prose": "a near-me query in a sentence that nobody says", "heading": "a near-me query as a heading"}.get(where, "")
        found[where].append(Evidence(_query(doc, hit), note))
    title = _IN_QUOTES.sub("", doc.title.lower())
    titled = [item for item in _phrases(doc) if item in title] if title and not found["heading"] else []
    shown = sorted(found["prose"] + found["heading"], key=lambda e: e.span or Span(0, 0))[:20]
    if titled:
        shown.append(Evidence(None, "a near-me query in the title", where="title", quote=doc.title[:300]))
    if not hits and not titled:
        return SILENT
    counts = {
        "prose_count": len(found["prose"]),
        "heading_count": len(found["heading"]) + bool(titled),
        "label_count": len(found["label"]),
    }
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown))


def _phrases(doc: Document) -> tuple[str, ...]:
    return {
        "en": ("near me", "in my area"),
        "es": ("cerca de m\u00ed", "cerca de mi"),
        "fr": ("pr\u00e8s de chez moi", "proche de moi"),
        "de": ("in meiner n\u00e4he",),
    }[doc.language or "en"]
