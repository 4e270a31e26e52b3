"""Keyword links on several unrelated trades in one place, none of which the page speaks of.

Why: whoever sells links takes any trade: a tow truck, a vape shop and a gold fund side by side in a box, a footer, a list of
"resources", or one by one inside the sentences of an article on something else. Resource lists, blogrolls and partners
share the page's subject or carry the names of the sites.
Misses: sold links that fit the page; a single one; names of firms as link text.
Source: own development pages of the project, written for this signal; 4,000 honest pages for what does not count; 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from spamcheck.anchors import Anchor, anchors, line, squeeze, stems, told
from spamcheck.context import credits_maker, link_excused, warned_list
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import WORD, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_LABEL = lazy(r"[^\n]{4,70}?(?=\s{0,2}(?:-{1,3}|[–—:|>=]{1,3})?\s{0,2}$)")
_GAP = 90  # characters between two links of one list: separators or a few words
_PROSE = 100  # characters of a paragraph
_LISTS = ("query_words", "commercial_words", "off_niche", "drug_trade")
_COMMON = ("query_words", "commercial_words")  # their words stand in honest link texts too, but for these sections
_SURE = dict.fromkeys(("near", "near_you", "sale", "buy", "cheap"), 2)
Row = tuple[Anchor, tuple[str, ...], int]  # a link, its content words, how surely it is a query
_COMMENT = 200  # characters
_MIN_RUN = 3
_CAP = 10


@signal(
    title="Keyword links on unrelated trades",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "list_count": Value("links of the longest list of unrelated keywords, from 3, at most 10", spam=+1, low_quality=+1),
        "inline_count": Value(
            "keyword links inside the prose on subjects that it never speaks of, from 2, at most 10", spam=+1, low_quality=+1
        ),
    },
    flags="<p>Slugs hide under boards by day, and the hens of our neighbour count them every morning before the sun is over the wall.</p><ul>"
    "<li><a href='https://a1.example'>payday loans online</a></li><li><a href='https://a2.example'>tow truck Reno</a></li>"
    "<li><a href='https://a3.example'>cheap dental implants</a></li></ul>",
    passes="<p>Slugs hide under boards by day, and the hens of our neighbour count them every morning before the sun is over the wall.</p><ul>"
    "<li><a href='https://a1.example'>Slug Watch</a></li><li><a href='https://a2.example'>Hedgehog House</a></li>"
    "<li><a href='https://a3.example'>Garden Diary</a></li></ul>",
)
def unrelated_anchors(doc: Document) -> Reading:
    every = anchors(doc, footer=True)
    if len(every) < 2:
        return SILENT
    rows = [(a, words) for a in every if (words := _keyword(doc, a)) and not credits_maker(doc, a.link.start)]
    if len(rows) < 2:
        return SILENT
    hits = sorted((h.start, h.end, _SURE.get(h.section, 2 - (name in _COMMON))) for name in _LISTS for h in doc.hits(name))
    sold = [(a, words, _grade(doc, a, words, hits)) for a, words in rows]
    listed = max((kept for run in _runs(sold) if (kept := _unrelated(doc, run))), key=len, default=[])
    inline = _inline(doc, sold)
    between = (a for a in every if listed and listed[0].link.start <= a.link.start <= listed[-1].link.start)
    found = {a.link.start: (a, "one of a list of keywords on unrelated trades") for a in between}
    found.update({a.link.start: (a, "the page speaks of something else") for a in inline if a.link.start not in found})
    if not found:
        return SILENT
    comments = [] if listed else _comments(doc, inline)
    values = {"list_count": min(_CAP, len(listed)), "inline_count": min(_CAP, len(inline))}
    shown = [Evidence(_span(doc, a), note) for _, (a, note) in sorted(found.items())]
    return Reading(values, tuple(sorted([*shown, *comments], key=lambda e: e.span or Span(0, 0))[:20]))


def _comments(doc: Document, names: Sequence[Anchor]) -> list[Evidence]:
    """The short texts under keywords that stand as names."""
    found = []
    for a in names:
        block = doc.blocks[min(doc.block_index(a.link.end) + 1, len(doc.blocks) - 1)]
        short = a.link.end <= block.start and block.end - block.start <= _COMMENT and block.kind in ("item", "paragraph")
        if a.alone and short and not any(block.start <= k.start < block.end for k in doc.links):
            found.append(Evidence(Span(block.start, block.end), "the comment under a keyword as name"))
    return found


def _keyword(doc: Document, anchor: Anchor) -> tuple[str, ...]:
    """The content words of a link's text, or of the name before a bare address."""
    if anchor.content or not anchor.link.bare:
        return anchor.content
    start, _ = line(doc, anchor.link)
    label = _LABEL.match(doc.text, start, anchor.link.start)
    words = [m.group().lower() for m in WORD.finditer(label.group())] if label else []
    function = read("function_words", doc.language) if doc.language else {}
    content = tuple(w for w in words if w not in function and len(w) > 2)
    return content if len(content) >= 2 and len(words) <= 8 and 3 * (len(words) - len(content)) <= len(words) else ()


def _span(doc: Document, anchor: Anchor) -> Span:
    start = line(doc, anchor.link)[0] if anchor.link.bare else anchor.link.start
    return Span(start, min(anchor.link.end, start + 300))


def _grade(doc: Document, anchor: Anchor, words: Sequence[str], hits: Sequence[tuple[int, int, int]]) -> int:
    """0 no trade, 1 perhaps one, 2 a query for sure: a sale, a foreign money topic, a place, or a host named after it."""
    start, end = _span(doc, anchor)
    at = bisect_left(hits, (start,))
    inside = max((grade for s, e, grade in hits[at : at + 8] if s < end and e <= end), default=0)
    places = read("places", doc.language)
    if any(w in places for w in words[1:]) or (not anchor.branded and _named(anchor, words)):
        return 2
    return 0 if anchor.branded and inside < 2 else inside


def _named(anchor: Anchor, words: Sequence[str]) -> bool:
    """Whether a host's name holds two words of the link text."""
    return sum(len(w) >= 4 and squeeze(w.rstrip("s")) in anchor.host for w in words) >= 2


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Keyword links that follow each other with hardly anything between them."""
    run: list[Row] = []
    for row in rows:
        if run and row[0].link.start - run[-1][0].link.end > _GAP:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _unrelated(doc: Document, run: Sequence[Row]) -> list[Anchor]:
    """The links of a run towards as many sites, half of them of a trade, sharing hardly a word, foreign to the page."""
    sites = {a.place.site for a, _, _ in run}
    if len(run) < _MIN_RUN or 4 * len(sites) < 3 * len(run) or len(sites) < _MIN_RUN or not _sells(doc, run):
        return []
    bags = [stems(words, doc.language) for _, words, _ in run]
    uses = Counter(w for bag in bags for w in bag)
    if max(uses.values(), default=9) * 3 > len(run) + 2:
        return []
    first, last = run[0][0].link, run[-1][0].link
    said = told(doc, uses.keys(), first.start - _PROSE, last.end + _PROSE)
    away = sum(2 * len(bag & said) < len(bag) for bag in bags)
    if (
        3 * away < 2 * len(run)
        or warned_list(doc, first.start)
        or any(link_excused(doc, a.link, "debunk", "disclosure") for a, _, _ in run[:3])
    ):
        return []
    return [a for a, _, _ in run]


def _sells(doc: Document, run: Sequence[Row]) -> bool:
    """Whether a run is a list of queries: two for sure, most of them perhaps, and hardly another link between them."""
    first, last = run[0][0].link, run[-1][0].link
    between = sum(first.start <= k.start <= last.start for k in doc.links if k.visible)
    sure = sum(grade == 2 for *_, grade in run)
    return sure >= 2 and sum(grade for *_, grade in run) >= len(run) and 3 * len(run) >= 2 * between


def _inline(doc: Document, rows: Sequence[Row]) -> list[Anchor]:
    """Typed or shortened keyword links among prose whose words stand nowhere else; two at least, without a word in common."""
    found: list[tuple[Anchor, int]] = []
    seen: set[str] = set()
    for a, words, grade in rows:
        if a.link.bare or not a.typed or (grade < 2 and (a.alone or a.place.kind != "shortener")):
            continue
        bag = stems(words, doc.language)
        if (
            bag
            and not bag & seen
            and not told(doc, bag, a.link.start, a.link.end)
            and not link_excused(doc, a.link, "debunk", "disclosure")
        ):
            found.append((a, grade))
            seen |= bag
    many = len({a.place.url for a, grade in found if grade == 2}) >= 2
    return [a for a, _ in found] if many and not warned_list(doc, found[0][0].link.start) else []
