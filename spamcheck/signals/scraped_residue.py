"""Scars of republishing: feed footers of other sites, posting-robot signatures, citation marks without a list.

Why: text lifted by a feed reader or copied from an encyclopaedia brings such lines along; its new publisher did not read it.
How: listed marks whose site is not the page's own; "from <name> <address>" at the end of a block; three or more different
bracketed numbers in a text that has no list of references; teasers cut with an ellipsis in brackets.
Misses: clean copies. A credit line ("this post was first published on our sister site") is honest and no mark.
Source: survey rows S2; honest answers copied from an encyclopaedia hold the marks too (23 of 299), so these grade quality only.
"""

from __future__ import annotations

import re

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.domains import split_url
from spamcheck.literals import may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_ROBOT = lazy(r"\bfrom (?!GET |POST |PUT )(?:[A-Z&][^\s.:|]{0,20} ){1,5}https?://[^\s]{8,200}(?:\s+via [A-Z]\w{2,12})?$")
_MARK = lazy(r"\[(\d{1,3})\]")
_BEFORE_MARK = frozenset('.,;)"”]')
_LIST = lazy(r"\W{0,3}(?:references?|notes?|sources?|bibliography|footnotes|citations?|works cited|literatur|quellen|referencias"
                   r"|références|bibliograf[ií]a|fuentes|einzelnachweise|further reading)\b", re.IGNORECASE)  # fmt: skip
_LISTED = lazy(r"\[?\d{1,3}[\].)]")
_TEASER = lazy(r"\[(?:…|\.\.\.)\]$")
_MIN_MARKS = 3
_FURNITURE = 260  # characters of such a line
_FEWEST_KINDS = 3
_FOREIGN = frozenset(("edition", "comments", "ticker"))
_DATELINE = lazy(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'\u2019-]{2,30}(?:, [A-Z][\w. ]{1,20})? ?\([A-Z][\w.& '\u2019-]{1,40}\) ?[\u2014\u2013-]"
)
_TICKER = lazy(r"[A-Z]{2,6} \d{1,6}[.,]\d{1,3} ?(?P<up>[\u25b2\u25bc\u25b3\u25bd+-]).{0,60}")
_CAPITAL = lazy(r"\b[A-Z][A-Za-z]+")
_ROBOTS = ("ifttt", "feedburner")


def _own(doc: Document, after: str) -> bool:
    host = split_url(doc.url or doc.meta.canonical)[0]
    squeezed = "".join(c for c in after.lower() if c.isalnum())[:60]
    label = max(host.split("."), key=len) if host else ""
    site = "".join(c for c in doc.meta.site_name.lower() if c.isalnum())
    return bool(squeezed) and ((len(label) > 3 and label.replace("-", "") in squeezed) or (len(site) > 3 and site in squeezed))


def _feeds(doc: Document) -> list[Span]:
    found = []
    for hit in doc.hits("scraper_marks", "feed"):
        start, end, _ = doc.sentence_at(hit.start)
        sentence = doc.text[start:end]
        quoted = "“" in sentence or '"' in sentence
        if hit.item.endswith(_ROBOTS) and doc.block_at(hit.start).end - hit.end > 3:  # named in a sentence: the service itself
            continue
        if not quoted and not _own(doc, doc.text[hit.end : hit.end + 80]):
            found.append(Span(max(start, hit.end - 300), max(hit.end, min(end, hit.start + 200, start + 300))))
    return found


def _robots(doc: Document) -> list[Span]:
    if "from " not in doc.text:
        return []
    found = []
    for link in doc.links:
        if not link.bare or not link.visible:
            continue
        block = doc.block_at(link.start)
        m = _ROBOT.search(doc.text, max(block.start, link.start - 80), block.end)
        if m and m.start() - block.start != 0 and block.end - link.end < 20:
            found.append(Span(m.start(), min(m.end(), m.start() + 300)))
    return found


def _glued(doc: Document, at: int) -> bool:
    before = doc.text[max(0, at - 1) : at]
    return (before.isalnum() or before in _BEFORE_MARK) and doc.block_at(at).kind != "code"


def _orphans(doc: Document) -> list[Span]:
    """Citation marks of a text that lists no references."""
    if "[" not in doc.text:
        return []
    marks = [m for m in _MARK.finditer(doc.text) if _glued(doc, m.start())]
    if len({m.group(1) for m in marks}) < _MIN_MARKS:
        return []
    if any(k.start <= marks[0].start(1) < k.end for k in doc.links) or any(b.region == "references" for b in doc.blocks):
        return []
    heads = sum(_LIST.match(doc.text, b.start, b.end) is not None for b in doc.blocks if b.end - b.start < 40)
    listed = sum(_LISTED.match(doc.text, b.start, b.end) is not None for b in doc.blocks)
    return [] if heads or listed >= _MIN_MARKS else [Span(*m.span()) for m in marks]


def _teasers(doc: Document) -> list[Span]:
    if not may_hold(doc, "[…]", "[...]"):
        return []
    found = []
    for block in doc.blocks:
        m = _TEASER.search(doc.text, max(block.start, block.end - 6), block.end)
        if m and block.end - block.start > 60:
            found.append(Span(*m.span()))
    return found


def _furniture(doc: Document) -> dict[Span, str]:
    """Lines of another publisher's page inside the paragraphs -> their kind: shares, credits, bylines, editions, comments, tickers."""
    text, found = doc.text, {}
    shares: dict[int, int] = {}
    for hit in doc.hits("republished_marks"):
        index = doc.block_index(hit.start)
        block = doc.blocks[index]
        if block.region != "main" or not (block.kind == "paragraph" or (block.kind == "heading" and doc.kind == "text")):
            continue
        if hit.section == "share":
            shares[index] = shares.get(index, 0) + 1
            continue
        start, end, _ = doc.sentence_at(hit.start)
        short = block.end - block.start <= _FURNITURE
        inside = hit.section in ("edition", "photo", "byline", "comments")
        lead = hit.start - start < (40 if inside else 4)
        if (
            (short or inside)
            and (lead or hit.section in ("edition", "byline", "reading"))
            and end - start <= _FURNITURE
            and not _whole_link(doc, block)
            and not (hit.section == "edition" and _own_rights(doc, text[start:end]))
        ):
            found[Span(start, start + len(text[start:end].rstrip()))] = hit.section
    for index, count in shares.items():
        block = doc.blocks[index]
        if count > 2 and (block.end - block.start) <= 18 * count and not _whole_link(doc, block):
            found[Span(block.start, block.end)] = "share"
    for block in doc.blocks:
        head = text[block.start : block.start + 4]
        if block.kind == "paragraph" and head.isupper() and block.region == "main":
            m = _DATELINE.match(text, block.start, block.end) or _TICKER.match(text, block.start, block.end)
            if m:
                found[Span(m.start(), min(m.end(), m.start() + 300))] = "ticker" if m.re is not None and m.lastgroup == "up" else "dateline"
    kinds = set(found.values())
    # A newspaper's own page has datelines, credits and gaps for advertising; what only another page says must be among them.
    enough = _FEWEST_KINDS + (0 if kinds & _FOREIGN else 2 if doc.has_markup else 1)
    return found if len(kinds) >= enough else {}


def _own_rights(doc: Document, line: str) -> bool:
    """A line of rights whose holder gave the page's host its name: the page's own foot."""
    label = max(split_url(doc.url or doc.meta.canonical)[0].split("."), key=len)
    return "right" in line.lower() and any(len(w) > 2 and w.lower() in label for w in _CAPITAL.findall(line))


def _whole_link(doc: Document, block: Block) -> bool:
    return any(k.start <= block.start + 2 and k.end >= block.end - 2 for k in doc.links)


@signal(
    title="Scars of republishing",
    family="integrity",
    policy="scraping",
    languages=("any",),
    values={
        "feed_count": Value("feed footers of other sites and posting-robot signatures, at most 3", spam=+1, low_quality=+1),
        "furniture_kind_count": Value(
            "kinds of another publisher's page furniture inside the paragraphs, from 3, at most 6", spam=+1, low_quality=+1
        ),
        "orphan_mark_count": Value("citation marks with no list of references, at most 20", low_quality=+1),
        "teaser_count": Value("paragraphs cut off as teasers, at most 5", low_quality=+1),
    },
    flags="The harvest was good this year.\n\nThe post Harvest Notes appeared first on Meadow Farm Weekly.",
    passes="This story was first published in our sister paper. As shown before [1], grass grows.\n\nReferences\n\n[1] A book.",
)
def scraped_residue(doc: Document) -> Reading:
    """Point at marks of republishing tools."""
    feeds = _feeds(doc) + _robots(doc)
    orphans, teasers = _orphans(doc), _teasers(doc)
    furniture = _furniture(doc)
    if not (feeds or orphans or teasers or furniture):
        return SILENT
    found = [(s, "the footer of another site's feed") for s in feeds]
    found += [(s, "a citation mark, but no list of references") for s in orphans]
    found += [(s, "the paragraph is cut off as in a feed") for s in teasers]
    found += [(s, "another publisher's page furniture inside the text") for s in furniture]
    evidence = tuple(Evidence(span, note) for span, note in sorted(found)[:20])
    kinds = {"furniture_kind_count": min(6, len(set(furniture.values())))}
    counts = {"feed_count": min(3, len(feeds)), "orphan_mark_count": min(20, len(orphans)), "teaser_count": min(5, len(teasers))}
    return Reading(counts | kinds, evidence)
