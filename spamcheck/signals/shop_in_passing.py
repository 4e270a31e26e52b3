"""Running text that sends its reader to a shop whose domain says so, on a page that is not the shop's.

Why: an article has no need of a shop's address. Whoever has tried a thing names it; whoever is paid adds where to buy it.
How: links and bare addresses inside paragraphs whose domain holds a word of trade ("-outlet", "buy-", "-kaufen", "-casino") or lies
on a host of shops (not those of a museum, a farm or a club). Warnings, reports, disclosed advertising and sponsored links do not count, nor do lists, menus and captions, nor texts in
the first person: patients and hobbyists tell where they bought a thing.
Misses: shops whose domains do not show it; invented stories (`advertising_story` reads those).
Source: on training 1 of 3,217 honest pages, 12 of 463 own spam pages, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import disclosed, excused, keeps_shop, warned_list
from spamcheck.document import Document, Link
from spamcheck.domains import target
from spamcheck.links import own_sites, point_at, trades
from spamcheck.signal import SILENT, Reading, Value, signal

_MOST = 400  # links of a page that are looked at
_PROSE = 80  # characters of a block that is more than an entry
_MYSELF = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'd",
        "my",
        "me",
        "myself",
        "ich",
        "mein",
        "meine",
        "meinen",
        "meinem",
        "meiner",
        "mir",
        "mich",
        "je",
        "j'ai",
        "mon",
        "ma",
        "mes",
        "moi",
        "yo",
        "mi",
        "mis",
        "mí",
    ]
)
_WARNINGS = 3  # words of warning on the page: it is about such shops
_PERSONAL = 0.02  # share of such words


@signal(
    title="The text sends on to a shop",
    family="promotion",
    policy="link_spam",
    languages=("any",),
    values={"shop_flag": Value("1 where a paragraph sends its reader to a shop", spam=+1, low_quality=+1)},
    flags="Moss comes back where a lawn stays wet. The rake that lasts longest is the one from www.lawnrake-outlet.example, and it costs little.",
    passes="Do not order there: the inspectorate warns of www.lawnrake-outlet.example, which takes the money and sends nothing at all.",
)
def shop_in_passing(doc: Document) -> Reading:
    found: dict[str, Link] = {}
    own: frozenset[str] | None = None
    for link in doc.outbound[:_MOST]:
        if not link.visible or link.region not in ("main", "comments") or "sponsored" in link.rel:
            continue
        place = target(link.href)
        if place.kind not in ("free", "other") or place.registrable in found or not trades(place):
            continue
        block = doc.block_at(link.start)
        if block.kind not in ("paragraph", "item") or block.end - block.start < _PROSE:
            continue
        if own is None:
            if sum(len(doc.postings.get(word, ())) for word in _MYSELF) > _PERSONAL * len(doc.words):
                return SILENT
            own = own_sites(doc)
        if place.site not in own and not _honest(doc, link):
            found[place.registrable] = link
    if not found or keeps_shop(doc) or len(doc.hits("attribution", "debunk")) >= _WARNINGS:
        return SILENT
    shown = sorted(found.values(), key=lambda k: k.start)[:20]
    return Reading({"shop_flag": 1}, tuple(point_at(k, f"leads to a shop: {k.href[:120]}") for k in shown))


def _honest(doc: Document, link: Link) -> bool:
    """Warned of in the block or the one above, reported, or disclosed as advertising."""
    at = doc.block_index(link.start)
    first, end = doc.blocks[max(0, at - 1)].start, doc.blocks[at].end
    if any(first <= h.start < end for h in doc.hits("attribution", "debunk")) or warned_list(doc, link.start):
        return True
    return disclosed(doc, link.start) or excused(doc, link.start, link.end, "report")
