"""Sources on free pages: blogs, site builders, buckets, bookmark pages and shortened links where sources should stand.

Why: whoever needs pages to cite makes them where pages cost nothing, and cites several at once by their bare addresses. A
writer who cites a friend's blog, a data set in a bucket or the code of a paper says what it is.
How: bare addresses of two or more owners close together, list entries that lead to pages named like a search phrase, and
single such pages after words that promise a source. What the line itself calls a diary, data, slides or code stays out,
so do several places with the page's own name.
Misses: farms on bought domains; entries that are described with invented authors and journals on such domains.
Source: counted on 4,086 honest pages of the training and development corpus: bare addresses of two free owners on 9; 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spamcheck.context import link_excused, warned_list
from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import host_item
from spamcheck.links import account_owner, described, introduced, own_sites, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_PHRASE = lazy(r"/[@a-z0-9]{0,30}(?:[a-z0-9]{2,20}[-_]){1,15}[a-z0-9]{2,20}(?:\.[a-z]{3,5})?/?$", re.IGNORECASE)
_DIARY = lazy(r"\b(?:diary|blog|letters|patient['’]s|author['’]s|own)\b", re.IGNORECASE)
_TALK = lazy(r"\b(?:mailing list|discussion (?:group|forum)|forum|newsgroup)\b", re.IGNORECASE)  # where people talk, no source
# Words that promise a source just before an address.
_PROMISE = lazy(
    r"(?:\b(?:sources?|via|ref(?:erence)?s?|see(?: also)?|read|cited in|according to|as seen on|posted (?:at|on)|published(?: at| on)?|mirrored (?:at|on)"
    r"|collected (?:here|at)|reprinted (?:at|on)|quelle|fuente|voir|siehe)\b[^\n.!?]{0,80}|\d{4}\)?[:.]?\s|[(\[]|\b(?:at|on|here|and)\s|[:–—-]\s)[(<\[\"“]{0,2}$",
    re.IGNORECASE,
)
_BRANDED = frozenset(
    ("t.co", "po.st", "amzn.to", "redd.it", "i.redd.it", "wp.me", "youtu.be", "fb.me", "lnkd.in")
)  # of one shop, network or paper
_FILE = lazy(
    r"\.(?:png|jpe?g|gif|svg|webp|pdf|csv|tsv|xlsx?|docx?|pptx?|zip|gz|xz|bz2|tar|7z|json|xml|txt|mp[34]|mov|ics|bib|r|py|ipynb|m?js|css|whl"
    r"|deb|rpm|asc|sig|sha256|stl|step|gpx|kml|geojson|parquet|nc|tiff?)$",
    re.IGNORECASE,
)
_NEAR = 2  # blocks
_SEVERAL, _MANY = 2, 3  # owners
_CAP = 8


class Cheap(NamedTuple):
    link: Link
    place: Target
    block: int
    bare: bool


@signal(
    title="Sources on free pages",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "group_count": Value("pages of different owners on free hosts, cited close together, at most 8", spam=+1, low_quality=+1),
        "lone_count": Value("single ones after a promise of a source, named like a search phrase, at most 8", spam=+1, low_quality=+1),
    },
    flags="Gutters fill with leaves.\n\nSources:\nhttps://qtrelm.wordpress.com/2024/02/gutter-cleaning-costs/\nhttps://telegra.ph/gutter-cleaning-tips-04-11",
    passes="Gutters fill with leaves.\n\nSources:\nThe diary of our roofer, https://slateandmoss.wordpress.com/2024/02/week-nine/\nhttps://doi.org/10.5555/gutter.20",
)
def free_page_citations(doc: Document) -> Reading:
    links = [k for k in doc.outbound if k.visible and k.region not in ("nav", "header", "footer", "comments")]
    if not any(_is_cheap(target(k.href)) for k in links):
        return SILENT
    found = list(_cheap(doc, links))
    group = _grouped(doc, found)
    lone = [
        c
        for c in found
        if c not in group and c.bare and c.place.tier != "tier_c_app" and _PHRASE.search(c.place.path) and _promised(doc, c.link)
    ]
    if not group and not lone:
        return SILENT
    notes = {c.link: "one of several sources on free pages" for c in group} | {c.link: "a source on a free page" for c in lone}
    shown = sorted(notes, key=lambda k: k.start)[:20]
    values = {"group_count": min(_CAP, len({account_owner(c.place) for c in group})), "lone_count": min(_CAP, len(lone))}
    return Reading(values, tuple(point_at(k, notes[k]) for k in shown))


def _is_cheap(place: Target) -> bool:
    if place.kind == "shortener":  # "bit.ly/spring-menu" says where it leads
        return host_item("shorteners", place.host) in ("shortener", "paid_click") and "-" not in place.path and place.host not in _BRANDED
    return bool(place.tier) and not _FILE.search(place.path)


def _cheap(doc: Document, links: list[Link]) -> Iterator[Cheap]:
    """Bare addresses of free pages, and link texts that fill a line and lead to a page named like a search phrase."""
    own: frozenset[str] | None = None
    for link in links:
        place = target(link.href)
        if not _is_cheap(place) or link.end <= link.start:
            continue
        own = own_sites(doc) if own is None else own
        block = doc.block_index(link.start)
        alone = (link.end - link.start) * 10 >= 6 * (doc.blocks[block].end - doc.blocks[block].start)
        named = place.tier not in ("", "tier_c_app") and bool(_PHRASE.search(place.path))
        loose = link.bare and not _in_markup(doc, link)
        if not (loose or (alone and named)) or place.site in own or described(doc, link, place):
            continue
        sentence = doc.sentence_at(link.start)
        if not _TALK.search(doc.text, sentence.start, link.start) and not link_excused(doc, link) and not warned_list(doc, link.start):
            yield Cheap(link, place, block, link.bare)


def _in_markup(doc: Document, link: Link) -> bool:
    """Whether a link belongs to a markup that was left as text: "[manual](https://..", ".. _manual: https://.."."""
    before = doc.text[max(0, link.start - 200) : link.start].rpartition("\n")[2]
    return before.endswith("](") or before.lstrip()[:3] == ".. "


def _grouped(doc: Document, found: list[Cheap]) -> list[Cheap]:
    """Those of different owners that stand close together; more where the line above calls them somebody's pages."""
    kept: list[Cheap] = []
    run: list[Cheap] = []
    for c in [*found, None]:
        if c is not None and (not run or c.block - run[-1].block <= _NEAR):
            run.append(c)
            continue
        headed = bool(run) and introduced(doc, run[0].link)
        owners = {account_owner(x.place) + (x.place.path if x.place.kind == "shortener" else "") for x in run}
        if len(owners) >= (_MANY if headed else _SEVERAL):
            kept += run
        run = [c] if c is not None else []
    return kept


def _promised(doc: Document, link: Link) -> bool:
    sentence = doc.sentence_at(link.start)
    if _DIARY.search(doc.text, sentence.start, sentence.end):
        return False
    block = doc.block_at(link.start)
    return link.start == block.start or _PROMISE.search(doc.text, max(block.start, link.start - 100), link.start) is not None
