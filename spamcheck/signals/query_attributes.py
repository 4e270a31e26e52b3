"""Buyers' search queries in places that readers hardly see: image texts, tool tips, labels, the head, structured data.

Why: an attribute says what a thing is ("Our team at the front desk"). A string of query words without grammar, with a town
and a price word, is addressed to a search engine; in many attributes of one page it is a method.
How: every string is weighed by its query words, place, trade, year and repetitions against its grammar.
Misses: queries that read like a label ("dentist Leeds").
Source: own weights, checked on 4,000 honest pages of the development corpus, 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import anchored, lazy
from spamcheck.queries import query_strength
from spamcheck.signal import SILENT, Reading, Value, signal

_NAMES = ("alt=", "title=", "aria-label=")
_ATTRIBUTE = lazy(r"""[a-z-]{3,10}=(?:"([^"<>]{14,300})"|'([^'<>]{14,300})')""")
_BARS = lazy(r"\s[|–—·•-]\s|[|,;»:?]")
_ENOUGH = 2.6  # one query word, a place and a trade, or two query words and a repetition
_CAP = 6
_MOST_STRINGS = 600


def _attributes(doc: Document) -> Iterator[str]:
    seen = {image.alt.strip() for image in doc.images[:_MOST_STRINGS]}
    yield from sorted(seen)
    if doc.has_markup:
        for number, m in enumerate(anchored(_ATTRIBUTE, _NAMES, doc.source)):
            text = (m[1] or m[2]).strip()
            if number < _MOST_STRINGS and text not in seen:
                seen.add(text)
                yield text


def _head(doc: Document) -> Iterator[tuple[str, str]]:
    for part in _BARS.split(doc.title[:400]):
        yield "title", part
    for part in _BARS.split(doc.meta.keywords[:4000]):
        yield "meta", part
    for part in doc.meta.jsonld_text[:100]:
        if len(part) <= 300:
            yield "jsonld", part


@signal(
    title="Search queries in attributes and head",
    family="hidden",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "attribute_count": Value("different attributes that are a buyer's query, at most 6", spam=+1, low_quality=+1),
        "head_count": Value("parts of title, keywords and structured data that are one, at most 6", spam=+1, low_quality=+1),
        "heading_count": Value("headings that are one, at most 6", spam=+1, low_quality=+1),
    },
    flags="<html><body><p>Our shop.</p><img src='a.jpg' alt='cheap roof repair Leeds roof repair near me price'></body></html>",
    passes="<html><body><p>Our shop.</p><img src='a.jpg' alt='Two roofers at work on a chapel in Leeds'></body></html>",
)
def query_attributes(doc: Document) -> Reading:
    """Weigh every string that a page shows to machines, and its headings."""
    language = doc.language or "en"
    attributes = [text for text in _attributes(doc) if query_strength(text, language) >= _ENOUGH]
    head = {(where, text.strip()): None for where, text in _head(doc) if query_strength(text, language) >= _ENOUGH}
    headings = [
        Span(b.start, min(b.end, b.start + 300))
        for b in doc.blocks
        if b.kind == "heading" and query_strength(doc.text[b.start : b.end], language) >= _ENOUGH
    ]
    if not (attributes or head or headings):
        return SILENT
    shown = [Evidence(span, "a heading that is a search query") for span in headings]
    shown += [Evidence(None, "a search query in an attribute", "attribute", text) for text in attributes]
    shown += [Evidence(None, "a search query", where, text[:300]) for where, text in head]
    counts = {"attribute_count": len(attributes), "head_count": len(head), "heading_count": len(headings)}
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown[:20]))
