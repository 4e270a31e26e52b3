"""A service or condition with a place glued to it ("Physio Leeds"), as a link's words, before a URL, or for many places.

Why: people write "a physiotherapist in Leeds"; the bare pair is a search query and stands where a query is wanted: as
the words of a link, or once for each town.
Misses: places outside the list, pairs with a preposition. A name of an institution or a street address is no pair.
Source: survey of 667 pages (a service, a city and a URL after an unrelated article), training corpus, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from spamcheck.context import credits_maker
from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.queries import place_ends, place_words
from spamcheck.signal import SILENT, Reading, Value, signal

_WORD = lazy(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*")
_LONGEST = 7  # words of an anchor that is a keyword
_TAIL = 32  # characters in which the last word of a text is looked for
_CAP = 8
_TOWNS = 3  # different places for one keyword
_BEFORE_URL = 60  # characters in which the words before a bare URL are looked for
_NAMES = frozenset(
    "university college school hospital museum council airport church times herald post news fc united city county festival "
    "marathon symphony orchestra ballet institute department ministry embassy department library stadium weather map".split()
)
_GLUE = frozenset(
    "in of at near from to the and & for by on with a de del en y la el los las du des \u00e0 au aux et le les von bei f\u00fcr im am und".split()
)


class Pair(NamedTuple):
    """A keyword and a place, and where they stand."""

    keyword: str
    place: str
    span: Span


def _pair(doc: Document, text: str, at: int) -> Pair | None:
    """The pair that a short text consists of: keyword first, place last (a state's letters may follow)."""
    tail = text[-_TAIL:].split()[-1:]
    if tail and len(tail[0]) < _TAIL and tail[0].isalpha() and not _names_place(doc, tail[0].lower()):
        return None  # nearly all links and lines
    tokens = _WORD.findall(text)
    if " @ " in text:  # a meeting at another one
        return None
    if not 2 <= len(tokens) <= _LONGEST:
        return None
    if not _names_place(doc, tokens[-1].lower()):
        return None
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    lower = [w for w, _, _ in words]
    if lower[-1] in _STATES and len(words) > 2 and text[words[-1][1] :].isupper():
        lower, words = lower[:-1], words[:-1]
    first = next((k for k in range(1, len(lower)) if place_words(lower, k, doc.language or "en") == len(lower) - k), 0)
    keyword = lower[:first]
    if first and "," in text[words[first - 1][2] : words[first][1]]:
        return None  # "Physiotherapist, York": an advertisement of a post, a line of an address
    if not first or _NAMES & set(lower) or _GLUE & set(keyword) or not _is_service(doc, keyword):
        return None
    return Pair(" ".join(keyword), " ".join(lower[first:]), Span(at + words[0][1], at + words[-1][2]))


def _names_place(doc: Document, word: str) -> bool:
    """Whether a name of a place or a state's letters can end in a word."""
    return word in _STATES or word in place_ends(doc.language or "en")


def _is_service(doc: Document, keyword: list[str]) -> bool:
    """Whether one of the words is a service, a treatment, a condition or a query's opening word."""
    trades, medical = read("commercial_words", doc.language), read("medical_words", doc.language)
    drugs = read("drug_trade", doc.language)
    return any(
        trades.get(word) == "service" or medical.get(word) in ("treatment", "condition") or drugs.get(word) == "drug" for word in keyword
    )


_STATES = frozenset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn "
    "tx ut vt va wa wv wi wy dc on bc ab qc nsw vic qld uk usa".split()
)


def _linked(doc: Document, link: Link) -> Pair | None:
    """The pair in a link's words, or in the words right before a bare URL."""
    if not link.visible:
        return None
    if not link.bare:
        return _pair(doc, link.anchor, link.start) if len(link.anchor) <= 80 else None
    start = max(doc.block_at(link.start).start, link.start - _BEFORE_URL)
    before = re.split(r"[.!?:;,|(\n]", doc.text[start : link.start])[-1]
    words = _WORD.findall(before)
    for size in (5, 4, 3, 2):
        if len(words) >= size and all(w[:1].isupper() for w in words[-size:]):
            offset = before.rfind(words[-size])
            return _pair(doc, before[offset:].rstrip(), link.start - len(before) + offset)
    return None


def _towns(doc: Document) -> dict[str, list[Pair]]:
    """Keywords that short blocks pair with several places."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for block in doc.blocks:
        if block.end - block.start <= 80 and block.kind != "paragraph":
            pair = _pair(doc, doc.text[block.start : block.end], block.start)
            if pair and all(pair.place != other.place for other in found[pair.keyword]):
                found[pair.keyword].append(pair)
    return {keyword: pairs for keyword, pairs in found.items() if len(pairs) >= _TOWNS and not _addressed(doc, pairs)}


def _addressed(doc: Document, pairs: list[Pair]) -> bool:
    """Whether something else with numbers follows nearly every place: the streets and telephones of branches."""
    gaps = [doc.text[a.span.end : b.span.start] for a, b in pairwise(pairs)]
    told = {gap for gap in gaps if len(gap) <= 300 and any(c.isdigit() for c in gap)}
    return len(told) >= 0.75 * len(gaps)


@signal(
    title="Service glued to a place name",
    family="keywords",
    policy="doorway_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "anchor_count": Value("links to other sites whose words are a service and a place, at most 8", spam=+1, low_quality=+1),
        "own_anchor_count": Value("such links to pages of the same site, at most 8"),
        "town_count": Value("places paired with one keyword in headings and lists, from 3, at most 8", spam=+1, low_quality=+1),
    },
    flags="Roofs need care every ten years. Roof Repair Houston https://roofers-abc.example/houston",
    passes="A roof repair in Houston took three days; the report is at https://houston.example/report",
)
def geo_modified_keyword(doc: Document) -> Reading:
    own = target(doc.url).registrable if doc.url else ""
    outer: list[Pair] = []
    inner: list[Pair] = []
    for link in doc.links:
        pair = _linked(doc, link)
        if pair and not credits_maker(doc, link.start):
            site = target(link.href).registrable if link.href[:4].lower() == "http" else own
            (inner if site == own else outer).append(pair)
    towns = [pair for pairs in _towns(doc).values() for pair in pairs]
    if not (outer or inner or towns):
        return SILENT
    spans = {pair.span: "the words of a link: a service glued to a place" for pair in outer}
    spans |= {pair.span: "the same keyword for place after place" for pair in towns if pair.span not in spans}
    counts = {"anchor_count": len(outer), "own_anchor_count": len(inner), "town_count": len(towns)}
    shown = tuple(Evidence(span, spans[span]) for span in sorted(spans))[:20]
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, shown)
