"""A link whose address books the click on somebody's account, or leads to an order, alone in a paragraph of a text.

Why: who plants a link wants to be paid for it, so the address says whose it is: `?aff=`, `?ref=`, `?utm_campaign=guestpost`. Who names a source
leads to its page, not to its basket.
How: parameters that name who is paid count anywhere in the text; those of campaigns and referrals, and pages of goods and orders, only where the
link is the only one of a paragraph with words of its own. Links marked as sponsored or by readers, credited makers, warnings and disclosed
places are left out; so are hosts that everybody uses.
Misses: addresses that were shortened or rewritten; parameters under other names. A copied link may keep the mark of a newsletter.
Source: own development pages; of 3,217 honest training pages 6 hold a marked link alone in a paragraph, 15 one to goods, 1 names who is paid, 2026-12.
"""

from __future__ import annotations

import re
from collections import Counter

from spamcheck.anchors import anchors
from spamcheck.context import explained
from spamcheck.document import Document, Evidence
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_PAYS = lazy(
    r"[?&](?:aff|aff_?id|affiliate|affiliate_?id|btag|a_aid|hop|partner_?id|aff_?sub|refcode|referral_?code|invite(?:_?code)?|promo_?code|coupon)=[^&\s]",
    re.IGNORECASE,
)
_TRACKS = lazy(r"[?&](?:ref|src|sub|cid|subid|via|partner|tag|pid|source|utm_\w{4,8}|campaign|clickid)=[^&\s]", re.IGNORECASE)
_GOODS = lazy(
    r"/(?:shop|products?|p|store|cart|basket|checkout|order(?:-now)?|buy(?:-now)?|clearance|collections|deals?|offers?|angebote?|bestellen|kaufen|produkte?"
    r"|warenkorb|tienda|productos?|comprar|ofertas?|pedido|carrito|boutique|produits?|acheter|commander|commande|panier|promo)(?:[/?]|$)",
    re.IGNORECASE,
)
_TEXT = frozenset(("paragraph", "item", "quote"))
_FEWEST_WORDS = 8  # of a paragraph, beside the link: fewer are a button or an entry of a list
_CAP = 4


@signal(
    title="Links that book the click or lead to an order",
    family="links",
    policy="thin_affiliation",
    languages=("any",),
    values={
        "paid_count": Value("sites linked with a parameter that names who is paid, at most 4", spam=+1, low_quality=+1),
        "tracked_count": Value(
            "sites linked with the mark of a campaign or a referral, alone in a paragraph, at most 4", spam=+1, low_quality=+1
        ),
        "goods_count": Value("sites whose goods or orders are linked, alone in a paragraph, at most 4", spam=+1, low_quality=+1),
    },
    flags="<p>My knee hurt for a year until I sat on <a href='https://kneepad.example/start?ref=wren44'>this pad</a> every evening.</p>",
    passes="<p>My knee hurt for a year until I read <a href='https://kneepad.example/leaflet'>this leaflet</a> on a Sunday evening.</p>",
)
def tracked_links(doc: Document) -> Reading:
    if "?" not in doc.outbound_addresses and not _GOODS.search(doc.outbound_addresses):
        return SILENT
    beside = Counter(doc.block_index(k.start) for k in doc.links if k.visible)
    sites: dict[str, set[str]] = {"paid_count": set(), "tracked_count": set(), "goods_count": set()}
    shown = list[Evidence]()
    for anchor in anchors(doc, footer=True):
        place, link = anchor.place, anchor.link
        if place.kind != "other" or link.region == "comments" or "ugc" in link.rel or "sponsored" in link.rel:
            continue
        address = f"{place.path}?{place.query}"
        kinds = [name for name, known in zip(sites, (_PAYS, _TRACKS, _GOODS), strict=True) if known.search(address)]
        if kinds and not _alone(doc, anchor.link.start, anchor.link.end, beside):
            kinds = [name for name in kinds if name == "paid_count"]
        if not kinds:
            continue
        if explained(doc, link):
            continue
        for name in kinds:
            sites[name].add(place.registrable)
        shown.append(point_at(link, f"leads to {link.href[:120]}"))
    values = {name: min(_CAP, len(found)) for name, found in sites.items()}
    return Reading(values, tuple(shown[:20])) if shown else SILENT


def _alone(doc: Document, start: int, end: int, beside: Counter[int]) -> bool:
    """Whether a link is the only one of a paragraph that has words of its own."""
    at = doc.block_index(start)
    block = doc.blocks[at]
    words = len(doc.words.between(block.start, block.end)) - len(doc.words.between(start, end))
    return beside[at] == 1 and words >= _FEWEST_WORDS and block.kind in _TEXT
