"""Links whose addresses book the click on somebody's account, and lone links of a text that lead to goods or an order.

Why: who plants a link wants to be paid for it, so the address says whose it is: `?aff=`, `?ref=`, `?utm_campaign=guestpost`. Who names a source
leads to its page, not to its basket.
How: parameters that name who is paid count anywhere; those of campaigns and referrals, and pages of goods and orders, only where the link is
the only one of a paragraph to another site, and where the value is no mere number. Links marked as sponsored or by readers, credited makers,
warnings and disclosed places are left out.
Misses: addresses that were shortened or rewritten; parameters under other names; scripts without spaces between words. A copied link may keep
the mark of whoever sent it; with sources left out such addresses alone told no spam from honest pages, so they only count as low quality.
Source: own development pages; of 3,217 honest training pages 6 hold a marked link alone in a paragraph, 1 names who is paid, 2026-12.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spamcheck.anchors import Anchor, anchors
from spamcheck.context import PROSE, excused_here, explained
from spamcheck.document import Document, Evidence
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_PAYS = lazy(
    r"[?&#;](?:aff|aff_?id|affiliate|affiliate_?id|btag|a_aid|hop|hopid|rfsn|irclickid|partner_?id|aff_?sub|ref_?code|referral_?code)=[^&\s]",
    re.IGNORECASE,
)
# A value with a letter: "?cid=44&sub=3" is a page of some system.
_TRACKS = lazy(
    r"[?&](?:ref|src|sub|cid|subid|via|utm_(?:source|campaign|content)|campaign|clickid|invite(?:_?code)?|promo[_-]?code|coupon|voucher)=(?=[\d_.-]*[a-z])"
    r"(?!(?:main|master|head|dev|nav|home|footer|rss|feed|newsletter|e-?mail|chatgpt\.com)(?:&|$))[^&\s]",
    re.IGNORECASE,
)
_LETTER = lazy(r"[?&]utm_medium=(?:e-?mail|newsletter)", re.IGNORECASE)  # a link of a mailing, mostly to its sender
_GOODS = lazy(
    r"/(?:shop|products?|cart|basket|checkout|buy(?:-now)?|clearance|deals?|offers?|angebote?|bestellen|kaufen|produkte?|warenkorb|tienda|productos?"
    r"|comprar|ofertas?|pedido|carrito|boutique|produits?|acheter|commander|panier)(?:/|$)|/(?:order(?:-now)?|commande)/?$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 8  # of a paragraph, beside the link: fewer are a button or an entry of a list
_CAP = 4
_NOTES = {
    "paid_count": "the address names who is paid for the click",
    "tracked_count": "the address holds the mark of a campaign or a referral",
    "goods_count": "leads to goods or an order",
}


@signal(
    title="Links that book the click or lead to an order",
    family="links",
    policy="thin_affiliation",
    languages=("any",),
    values={
        "paid_count": Value("sites linked with a parameter that names who is paid, at most 4", low_quality=+1),
        "tracked_count": Value("sites linked with the mark of a campaign or a referral, alone in a paragraph, at most 4", low_quality=+1),
        "goods_count": Value("sites whose goods or orders are linked, alone in a paragraph, at most 4", low_quality=+1),
    },
    flags="<p>My knee hurt for a year until I sat on <a href='https://kneepad.example/start?ref=wren44'>this pad</a> every evening.</p>",
    passes="<p>My knee hurt for a year until I read <a href='https://kneepad.example/leaflet'>this leaflet</a> on a Sunday evening.</p>",
)
def tracked_links(doc: Document) -> Reading:
    found = [
        a
        for a in anchors(doc, footer=True)
        if a.place.kind in ("other", "free") and a.link.region != "comments" and "ugc" not in a.link.rel
    ]
    beside = Counter(doc.block_index(a.link.start) for a in found)
    sites: dict[str, set[str]] = {"paid_count": set(), "tracked_count": set(), "goods_count": set()}
    shown = list[Evidence]()
    for anchor in found:
        link = anchor.link
        kinds = [name for name, said in _said(anchor) if said and (name == "paid_count" or _alone(doc, anchor, beside))]
        listed = link.bare or doc.block_at(link.start).kind == "item"  # the lines above speak of a list, not of a paragraph
        if kinds and not (explained if listed else excused_here)(doc, link):
            for name in kinds:
                sites[name].add(anchor.place.site)
            shown.append(point_at(link, f"{_NOTES[kinds[0]]}: {link.href[:200]}"))
    values = {name: min(_CAP, len(places)) for name, places in sites.items()}
    return Reading(values, tuple(shown[:20])) if shown else SILENT


def _said(anchor: Anchor) -> Iterator[tuple[str, bool]]:
    """What an address says: who is paid, whose campaign it is, that it is a page of goods."""
    address = anchor.link.href
    yield "paid_count", _PAYS.search(address) is not None
    if anchor.place.kind == "other":
        yield "tracked_count", _TRACKS.search(address) is not None and not _LETTER.search(address)
        yield "goods_count", _GOODS.search(anchor.place.path) is not None


def _alone(doc: Document, anchor: Anchor, beside: Counter[int]) -> bool:
    """Whether a link is the only one of a paragraph that leads to another site, and the paragraph has words of its own."""
    start, end = anchor.link.start, anchor.link.end
    at = doc.block_index(start)
    block = doc.blocks[at]
    words = len(doc.words.between(block.start, block.end)) - len(doc.words.between(start, end))
    return beside[at] == 1 and words >= _FEWEST_WORDS and block.kind in PROSE and block.region != "footer"
