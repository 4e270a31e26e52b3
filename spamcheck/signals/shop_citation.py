"""Footnotes, citations and linked words of a sentence that lead to shops.

Why: a number in brackets, a name and year, or a claim that is a link promise a source. Where the address behind it is a product
page, a basket or a discount, the citation is a disguise for an advertisement.
How: what the address says, in English, Spanish, French and German: its domain, its folders, its query; linked words must speak of an
effect or a number, because who tells what he built links the parts. Also entries under a heading of references or studies, and bare
addresses in brackets behind such a claim. Two such shops at least.
Misses: shops whose addresses do not show it; a single such link (it may name the thing that was used); names of products as links.
Source: own development pages of the project; training pages for what does not count, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.context import disclosed, link_excused
from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.links import own_sites, point_at, trades
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal
from spamcheck.site_names import says_a_sale

_NUMBER = lazy(r"[\[(]?\d{1,2}[\])]?$")
_AUTHOR_YEAR = lazy(r"[(\[]?[A-Z][\w'’.-]{1,25}(?:,? (?:&|and|et al\.?|[A-Z][\w'’.-]{1,25})){0,4},? [(\[]?(?:19|20)\d\d[a-z]?[)\]]{0,2}$")
# Link text that promises a source.
_CLAIM = lazy(
    r"\b(?:stud(?:y|ies)|trials?|research|reviews?|guidance|guidelines?|reports?|surveys?|journal|institute|board|society|association|college|university"
    r"|registry|evidence|meta-analysis)\b",
    re.IGNORECASE,
)
_ENTRY = lazy(r"[A-Z][\w'’-]{1,25},? (?:[A-Z]\.|& |et al)[^\n]{0,60}\b(?:19|20)\d\d\b")  # "Moor, L. (2020)" before an address
_QUOTED = lazy(r"[“\"][^“”\"\n]{8,140}[”\"][,.:]?\s*$")  # a title in quotation marks before an address
_SHOP = lazy(
    r"/(?:products?|produkte?|productos?|produits?|collections|cart|basket|checkout|discount|shop|store|buy|tienda|boutique|kaufen|comprar|acheter"
    r"|warenkorb|carrito|panier)(?:[/?.-]|$)|/order/?$|add-to-cart|[?&](?:coupon|promo)[\w-]*=",
    re.IGNORECASE,
)
_SALE = lazy(
    r"/(?:cart|basket|checkout|discount|buy|order|kaufen|comprar|acheter|warenkorb|carrito|panier)(?:[/?]|$)|/(?:buy|order|cheap)-|add-to-cart",
    re.IGNORECASE,
)
# What linked words say that a source would have to show.
_EFFECT = lazy(
    r"\d|\b(?:cur(?:es?|ed|ing)|heals?|reliev|reduc|lower|improv|prevent|protect|prov(?:en|es|ed)|works?\b|help|boost|makes?\b|melt|burn|detox|eliminat|strengthen|as (?:\w+ ){1,2}as"
    r"|heil|wirk|hilf|senk|lindert|stärk|schütz|bewiesen|nachweislich|lässt|macht|guéri|soulage|réduit|rédui|améliore|protège|soigne|prouvé|renforce"
    r"|alivia|reduce|mejora|previene|protege|elimina|refuerza|demostrado|quema|funciona)",
    re.IGNORECASE,
)
_STUDIES = lazy(
    r"\b(?:references|citations|(?:scientific|clinical|medical) \w+|studies|research|evidence|wissenschaftlich\w*|belege|nachweise|studien|cient\u00edfic\w*"
    r"|referencias|estudios|scientifiques?|r\u00e9f\u00e9rences|\u00e9tudes)\b",
    re.IGNORECASE,
)
# Under headings that lists of suppliers have, too, the entry itself must be an offer.
_SOURCES = lazy(r"\b(?:sources|bibliography|literature|quellen\w*|literatur\w*|fuentes|bibliograf\u00eda|bibliographie)\b", re.IGNORECASE)
_OFFERED = lazy(
    r"\d ?%|\b(?:off|offers?|deals?|buy|shop now|cart|basket|bundles?|coupons?|(?:2|two) for|for (?:1|one)|free|sale|discount|order|angebote?|kaufen|rabatt|sparset|ofertas?|comprar"
    r"|descuento|acheter|promo\w*|remise)\b|/(?:buy|cart|bundles?|order|sale|kaufen|comprar|acheter)\b",
    re.IGNORECASE,
)
# What stands between a claim and a bare address that is to prove it.
_OPENED = lazy(r"[(\[](?:[^()\[\]\n]{0,40}[:,] ?|see |quelle:? ?|fuente:? ?|source ?:? ?)?$", re.IGNORECASE)
_FARTHEST = 30  # entries of such a list
_CAP = 6
_MOST = 400  # links of a page that are looked at


@signal(
    title="Sources that lead to shops",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "shop_count": Value(
            "different shop pages behind footnotes, citations and entries of reference lists, and different shops behind linked words, two at least, at most 6",
            spam=+1,
            low_quality=+1,
        )
    },
    flags="<p>Dew harms the wood.<a href='https://oakdrop.shop/products/wax'>[1]</a> Oil closes the pores."
    "<a href='https://wax-direct.example/collections/oils'>[2]</a></p>",
    passes="<p>Dew harms the wood.<a href='https://woodlab.example/reports/dew'>[1]</a> Oil closes the pores."
    "<a href='https://doi.org/10.5555/oil.22'>[2]</a></p>",
)
def shop_citation(doc: Document) -> Reading:
    found: dict[str, Link] = {}
    own: frozenset[str] | None = None
    for link in doc.outbound[:_MOST]:
        if not link.visible or link.end - link.start > 300 or link.region in ("nav", "header"):
            continue
        named = bool(_NUMBER.match(link.anchor.strip()) or _AUTHOR_YEAR.match(link.anchor.strip()))
        linked = not link.bare and link.anchor[:1].islower() and " " in link.anchor and bool(_EFFECT.search(link.anchor))
        claimed = not named and not linked and bool(_CLAIM.search(link.anchor))
        plain = not named and not link.bare and not linked and not claimed
        place = target(link.href)
        if plain and not (place.kind in ("free", "other") and _is_shop(place, plain=False) and _among_sources(doc, link)):
            continue
        if claimed and not trades(place):
            continue
        key = place.site if linked else link.href  # a text may link twice to the shop it names
        if place.kind not in ("free", "other") or not _is_shop(place, plain=named or linked) or key in found:
            continue
        if link.bare and not named and not _is_entry(doc, link, place) and not _is_proof(doc, link, place):
            continue
        own = own_sites(doc) if own is None else own
        if place.site not in own and "sponsored" not in link.rel and not link_excused(doc, link) and not disclosed(doc, link.start):
            found[key] = link
    if len(found) < 2:
        return SILENT
    shown = sorted(found.values(), key=lambda k: k.start)[:20]
    evidence = tuple(point_at(k, f"a citation that leads to a shop: {k.href[:120]}") for k in shown)
    return Reading({"shop_count": min(_CAP, len(found))}, evidence)


def _among_sources(doc: Document, link: Link) -> bool:
    """Whether a link is an entry under a heading that promises studies, or under one of sources and says itself that it is an offer."""
    at = doc.block_index(link.start)
    if link.region not in ("main", "references") or 2 * (link.end - link.start) < doc.blocks[at].end - doc.blocks[at].start:
        return False
    for block in reversed(doc.blocks[max(0, at - _FARTHEST) : at]):
        if block.kind == "heading" or block.end - block.start <= 40:
            line = doc.text[block.start : block.end]
            if block.kind == "heading" or line.endswith(":"):
                return bool(_STUDIES.search(line) or (_SOURCES.search(line) and _OFFERED.search(f"{link.anchor} {link.href}")))
    return False


def _is_entry(doc: Document, link: Link, place: Target) -> bool:
    """A bare address after author and year; one that names a shop also alone in a list of references."""
    block = doc.block_at(link.start)
    if block.region == "references" and (trades(place)):
        return True
    first = max(block.start, link.start - 160)
    if trades(place) and _QUOTED.search(doc.text, first, link.start):
        return True
    return bool(_ENTRY.search(doc.text, first, link.start))


def _is_proof(doc: Document, link: Link, place: Target) -> bool:
    """A bare address in brackets behind a claim with an effect or a number, that names a shop or one of its goods."""
    block = doc.block_at(link.start)
    if not (trades(place) or says_a_sale(doc, link) or _SHOP.search(place.path)):
        return False
    first = max(block.start, link.start - 160)
    return bool(_OPENED.search(doc.text, first, link.start) and _EFFECT.search(doc.text, first, link.start))


def _is_shop(place: Target, *, plain: bool) -> bool:
    """plain: a product page is enough; in a list of literature it may be a publisher's, so more is asked."""
    return bool(trades(place) or (_SHOP if plain else _SALE).search(f"{place.path}?{place.query}"))
