"""Search queries stuffed into the title, the keywords tag, the images' alternative texts or every heading.

Why: a title names the page once ("Repairs | Mill Lane Garage"); several variations of one query between bars, or a
query as the alternative text of every image, are written for a search engine only.
Misses: long titles that are one sentence. Descriptive alternative texts and "| Site name" do not count.
Source: survey of 667 pages (rows K5), training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_BARS = re.compile(r"\s[|\u2013\u2014\u00b7\u2022-]\s|[|,;\u00bb]")
_CAP = 8
_VARIATIONS = 3  # parts of a title that vary one query; two are a topic and a site name
_ALT_REPEATS = 3
_KEYWORDS = 6  # entries of a keywords tag around one word; old honest sites list three or four
_HEADINGS = 4  # headings with the same words of a service; a long article's chapters repeat its topic twice or thrice
_QUERY_KINDS = ("near", "sale", "online", "price", "buy", "cheap", "best")


def _queries(doc: Document, parts: list[str]) -> list[str]:
    """Parts that look like queries and share a content word with another of them."""
    function, items = read("function_words", doc.language), read("query_words", doc.language)
    trades, places = read("commercial_words", doc.language), read("places", doc.language)
    rows = [(part.strip(), [w for w in part.lower().split() if w not in function and len(w) > 2]) for part in parts]
    uses = Counter(word for _, words in rows for word in set(words))
    found = []
    for part, words in rows:
        sold = any(trades.get(w) or items.get(w) in _QUERY_KINDS or w in places for w in words) or "near me" in part.lower()
        if 2 <= len(words) <= 8 and sold and any(uses[w] > 1 for w in words):
            found.append(part)
    return found


def _title(doc: Document) -> list[str]:
    found = _queries(doc, _BARS.split(doc.title[:400])) if doc.title else []
    return found if len(found) >= _VARIATIONS or (len(found) == 2 and all(_low_place(doc, part) for part in found)) else []


def _low_place(doc: Document, part: str) -> bool:
    """Three or more words in lower case with a place: no title is spelled like that."""
    places = read("places", doc.language)
    return part.islower() and len(part.split()) > 2 and any(word in places for word in part.split())


def _doubled(doc: Document, alt: str) -> bool:
    """One text that says the same two words twice, one of which is a place or opens a query."""
    words = alt.lower().split()
    pairs = Counter(pairwise(words))
    return len(words) > 4 and any(count > 1 and _low_place(doc, alt) for count in pairs.values())


def _keywords(doc: Document) -> list[str]:
    """Entries of the keywords tag that vary one query."""
    entries = [part for part in re.split(r"[,;]", doc.meta.keywords[:4000]) if part.strip()]
    found = _queries(doc, entries)
    uses = Counter(word for part in found for word in dict.fromkeys(part.lower().split()))
    word, count = max(uses.items(), key=lambda item: item[1], default=("", 0))
    items = read("query_words", doc.language)
    bought = sum(any(items.get(w) in _QUERY_KINDS for w in part.lower().split()) or "near me" in part.lower() for part in found)
    return [part for part in found if word in part.lower()] if count >= _KEYWORDS and bought >= 2 else []


def _alts(doc: Document) -> list[str]:
    """Alternative texts that are queries: one repeated for several images, or several queries in one."""
    texts = Counter(image.alt.strip() for image in doc.images if 8 <= len(image.alt.strip()) <= 200)
    found = [alt for alt, count in texts.items() if count >= _ALT_REPEATS and len(alt.split()) >= 3 and _is_query(doc, alt)]
    rest = [alt for alt in texts if alt not in found]
    return found + [alt for alt in rest if _doubled(doc, alt) or len(_queries(doc, re.split("[,|]", alt))) >= _VARIATIONS]


def _is_query(doc: Document, text: str) -> bool:
    items, places = read("query_words", doc.language), read("places", doc.language)
    trades, function = read("commercial_words", doc.language), read("function_words", doc.language)
    words = text.lower().split()
    kinds = {items.get(w) for w in words} & set(_QUERY_KINDS)
    local = any(w in places for w in words) or "near me" in text.lower()
    trade = any(trades.get(w) == "service" for w in words)
    sold = kinds & {"buy", "cheap", "sale", "best"}
    return not any(w in function for w in words) and ((trade and (bool(sold) or local)) or len(kinds) > 1)


def _headings(doc: Document) -> list[Span]:
    """Headings with the same three words, of which one is a service or opens a query."""
    function, trades = read("function_words", doc.language), read("commercial_words", doc.language)
    found: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for block in doc.blocks:
        if block.kind != "heading" or block.region not in ("main", "header"):
            continue
        inside = doc.words.between(block.start, block.end)
        words = doc.words.lower[inside.start : inside.stop]
        if not any(trades.get(w) == "service" for w in words):
            continue
        runs = {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        for run in runs:
            plain = all(w.isalpha() and w not in function for w in run)
            if plain and any(trades.get(w) == "service" for w in run):
                found[run].append(Span(block.start, min(block.end, block.start + 300)))
    medical = read("medical_words", doc.language)  # "knee replacement surgery" in every chapter is its topic
    best = max((spans for run, spans in found.items() if not any(w in medical for w in run)), key=len, default=[])
    return best if len({doc.quote(span).lower() for span in best}) >= _HEADINGS else []


@signal(
    title="Queries stuffed into title, headings or image texts",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "title_query_count": Value("variations of one query in the title, from 3, at most 8", spam=+1, low_quality=+1),
        "alt_query_count": Value("alternative texts that are repeated or chained queries, at most 8", spam=+1, low_quality=+1),
        "keyword_tag_count": Value("variations of one query in the keywords tag, from 6, at most 8", spam=+1, low_quality=+1),
        "heading_count": Value("headings that repeat three words of a service, from 4, at most 8", spam=+1, low_quality=+1),
    },
    flags="<html><head><title>Lock Repair Leeds | Cheap Lock Repair | Lock Repair Near Me</title></head><body><p>Locks.</p></body></html>",
    passes="<html><head><title>How locks work | Repairs | The Mill Lane Museum</title></head><body><p>Locks.</p></body></html>",
)
def stuffed_title_or_alt(doc: Document) -> Reading:
    title = _title(doc)
    tags = _keywords(doc) if doc.meta.keywords else []
    alts = _alts(doc) if doc.images else []
    headings = _headings(doc)
    if not (title or tags or alts or headings):
        return SILENT
    shown = [Evidence(span, "the same service in heading after heading") for span in headings]
    if title:
        shown.append(Evidence(None, f"{len(title)} variations of one query in the title", where="title", quote=doc.title[:300]))
    if tags:
        shown.append(Evidence(None, f"{len(tags)} variations of one query", where="meta", quote=doc.meta.keywords[:300]))
    shown += [Evidence(None, "a query as an image's alternative text", where="attribute", quote=alt[:300]) for alt in alts]
    counts = {
        "title_query_count": len(title),
        "alt_query_count": len(alts),
        "keyword_tag_count": len(tags),
        "heading_count": len(headings),
    }
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown[:20]))
