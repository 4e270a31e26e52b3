"""Buyers' search queries in places that readers hardly see: image texts, tool tips, labels, the head, structured data, headings.

Why: an attribute says what a thing is ("Our team at the front desk"). A string of query words without grammar, with a town
and a price word, or chained variations of one, is addressed to a search engine; in many attributes of a page it is a method.
How: every string is weighed by its marks of a query, its services set before towns and its repetitions against its grammar
(`spamcheck.search_strings`); chains of variations count in any language.
Misses: queries that read like a label ("knee brace"); other languages than the four, unless chained.
Source: Google's image guidelines (no stuffed alt attributes); own weights, checked on the attributes, titles and headings of
4,000 honest pages of the development corpus, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spamcheck.context import about_searching
from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import split_url
from spamcheck.patterns import lazy
from spamcheck.search_strings import STUFFED, strength_in
from spamcheck.signal import SILENT, Reading, Value, signal

_CHAIN = lazy(r"\s*[,;|/•·]\s*")
_LINKS = ",;|/•·"
_WORD = lazy(r"[^\W\d_]{3,30}")
_BARS = lazy(r"\s[|–—·•-]\s|[|,;»]")
_TYPED = 1.6  # for strings that begin in lower case, as typed into a search box
_TITLED = 2.0  # for others: headlines of shops and of news on shops reach 1.9
_TITLE = 1.6  # no honest title of 4,000 reached it but for five
# "Old mill goes up for sale": a headline tells of a sale.
_ON_SALE = lazy(
    r"\b(?:goes|go|went|gone|going|put|puts|comes?|came|listed|offered|is|are|was|were) (?:up |back )?for sale\b", re.IGNORECASE
)
_ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "dem", "den", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una")
)
_PRICED = lazy(r"\bprice: \D{0,4}\d[\d.,]*$", re.IGNORECASE)  # a price with its figure is told
_FINDER = lazy(r"(?:Find|Search for|Locate|Show) (?:an?|the|your|our|all) ")  # a button of the site
_JUNK = lazy(r"[^a-z0-9]+")
_MOST = 600  # strings looked at
_LONGEST = 300
_CAP = 6


@signal(
    title="Search queries in attributes and head",
    family="hidden",
    policy="keyword_stuffing",
    languages=("any",),
    values={
        "attribute_count": Value("different image texts and labels that are a buyer's query, at most 6", spam=+1, low_quality=+1),
        "head_count": Value("parts of title, meta tags and structured data that are one, at most 6", spam=+1, low_quality=+1),
        "heading_count": Value("headings that are one, at most 6", spam=+1, low_quality=+1),
        "stuffed_count": Value("of all these, strings of several queries in one, at most 6", spam=+1, low_quality=+1),
        "chained_count": Value("image texts that chain four or more variations of one phrase, at most 6", spam=+1, low_quality=+1),
    },
    flags="<html><body><p>Our shop.</p><img src='a.jpg' alt='cheap roof repair Leeds roof repair near me price'></body></html>",
    passes="<html><body><p>Our shop.</p><img src='a.jpg' alt='Two roofers at work on a chapel in Leeds'></body></html>",
)
def query_attributes(doc: Document) -> Reading:
    """Weigh every string that a page shows to machines, and its headings."""
    alts = sorted({image.alt for image in doc.images[:2000] if len(image.alt) >= 8})[:_MOST]
    chained = [text for text in alts if _is_chain(text)]
    others = [text for text in dict.fromkeys([*alts, *doc.labels[:_MOST]]) if text not in chained]
    grades = {text: 0.0 if _told(doc, text) else strength_in(doc, text) for text in others}
    attributes = [text for text, grade in grades.items() if grade >= (_TYPED if text[:1].islower() else _TITLED)]
    attributes += [text for text in others if text not in attributes and _opens(text, attributes)] if attributes else []
    head = dict(_head(doc))
    headings = list(_headings(doc))
    if not (attributes or head or headings or chained) or about_searching(doc):
        return SILENT
    stuffed = sum(g >= STUFFED for g in (*grades.values(), *(g for _, g in head.values()), *(g for _, g in headings))) + len(chained)
    shown = [Evidence(span, "a heading that is a search query") for span, _ in headings]
    shown += [Evidence(None, "variations of one phrase in a chain", "attribute", text[:_LONGEST]) for text in chained]
    shown += [Evidence(None, "a search query in an attribute", "attribute", text[:_LONGEST]) for text in attributes]
    shown += [Evidence(None, "a search query", where, text[:_LONGEST]) for text, (where, _) in head.items()]
    counts = {"attribute_count": len(attributes), "head_count": len(head), "heading_count": len(headings)}
    counts |= {"stuffed_count": stuffed, "chained_count": len(chained)}
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown[:20]))


def _head(doc: Document) -> Iterator[tuple[str, tuple[str, float]]]:
    """Parts of the head that are queries, with where they stand and their grade; a title or description that is one as a whole."""
    title = doc.title[:400]
    parts = [part.strip() for part in _BARS.split(title)]
    grades = {part: strength_in(doc, part) for part in parts}
    whole = strength_in(doc, title)
    if whole >= max(_TITLED, *grades.values()):
        yield title, ("title", whole)
    else:
        asked = {part: grade for part, grade in grades.items() if grade >= _TITLE}
        lone = len(asked) == 1 and len(parts) > 1 and not next(iter(asked))[:1].islower()
        yield from ((part, ("title", grade)) for part, grade in asked.items() if grade >= (_TITLED if lone else _TITLE))
    for where, text in (("meta", doc.meta.description), *(("jsonld", text) for text in doc.meta.jsonld_text[:40])):
        if 8 <= len(text) <= _LONGEST and (grade := strength_in(doc, text)) >= _TITLED:
            yield text, (where, grade)
    entries = [part.strip() for part in re.split(r"[,;|]", doc.meta.keywords[:2000])]
    tagged = [(part, grade) for part in entries if (grade := strength_in(doc, part)) >= _TYPED]
    if len(tagged) > 1 or (tagged and tagged[0][1] >= STUFFED):
        yield from ((part, ("meta", grade)) for part, grade in tagged)


def _headings(doc: Document) -> Iterator[tuple[Span, float]]:
    starts = sorted(h.start for name in ("query_words", "commercial_words") for h in doc.hits(name))
    for block in doc.headings:
        if block.end - block.start <= 200 and bisect_left(starts, block.start) < bisect_left(starts, block.end):
            text = doc.text[block.start : block.end]
            grade = strength_in(doc, text)
            if grade >= (_TITLED if text[:1].islower() else STUFFED):
                yield Span(block.start, block.end), grade


def _told(doc: Document, text: str) -> bool:
    """An address, a headline about a sale, a label that ends in the site's own name, or one whose parts between bars ask for nothing."""
    if " " not in text or _ON_SALE.search(text) or _FINDER.match(text):
        return True
    parts = [part.strip() for part in _BARS.split(text)]
    if len(parts) < 2:
        return False
    return _is_own(doc, parts[-1]) or not any(strength_in(doc, part) for part in parts if not _PRICED.search(part))


def _is_own(doc: Document, part: str) -> bool:
    """Whether a part of a label holds the name of the page's own site and hardly more."""
    site = split_url(doc.url or doc.meta.canonical)[0].removeprefix("www.").partition(".")[0].replace("-", "")
    name = _JUNK.sub("", doc.meta.site_name.lower())
    squeezed = _JUNK.sub("", part.lower())
    return any(len(own) > 3 and own in squeezed and len(squeezed) <= len(own) + 12 for own in (site, name))


def _opens(text: str, attributes: list[str]) -> bool:
    """Whether a text of two words or more is how a stuffed one begins: the plain form beside it."""
    return len(text) >= 8 and " " in text and any(other.startswith(text) for other in attributes)


def _is_chain(alt: str) -> bool:
    """Four or more entries of one to six words, nearly all with one word in common, all different."""
    if sum(map(alt.count, _LINKS)) < 3:
        return False
    entries = [part.lower() for part in _CHAIN.split(alt) if part.strip()]
    if len(entries) < 4 or not all(1 <= len(part.split()) <= 6 for part in entries):
        return False
    if 2 * sum(not _ARTICLES.isdisjoint(part.split()) for part in entries) >= len(entries):
        return False  # "rash on the arm, rash on the leg": what is to be seen
    bags = [set(_WORD.findall(part)) for part in entries]
    uses = Counter(word for bag in bags for word in bag)
    return len(set(entries)) >= 4 and max(uses.values(), default=0) >= max(4, len(entries) - 1)
