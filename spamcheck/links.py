"""What signals on links share: whose links they are, who owns a target, and how to point at a link."""

from __future__ import annotations

import re
from collections.abc import Container

from spamcheck.document import Block, Document, Evidence, Link, Span
from spamcheck.domains import Target, target
from spamcheck.patterns import lazy

# Kinds of targets that nobody puts up for a campaign in an afternoon.
SETTLED = frozenset(
    ("journal", "registry", "government", "university", "news", "commerce", "internal", "reference", "guideline", "health_authority")
)
_BUCKET_IN_PATH = lazy(r"storage\.|s3[.-]|firebasestorage\.|objectstorage\.|f\d{3}\.")
_MENUS = ("nav", "header", "footer")
_MENU_TIMES = 3  # a menu leads to the own site again and again, to others once or twice
_LONGEST = 300  # characters of one piece of evidence


_SHOP_HOST = lazy(
    r"(?:^|\.)(?:myshopify\.com|bigcartel\.com|storenvy\.com|ecwid\.com|payhip\.com|company\.site|square\.site)$|\.(?:shop|store)$"
)
# The domain says what is sold there: "lawn-roller-outlet", "cheap-hoses".
_TRADER = lazy(
    r"-(?:store|shop|outlet|warehouse|bargains?|supplies|deals|coupons?|discounts?|direct|wholesale|leasing|rentals?|fitters|installers|loans|lenders|casino|slots"
    r"|pills|meds|rx|vapes?|replicas?|kaufen|bestellen|versand|angebote?|guenstig|billig|rabatt|comprar|ofertas?|barat[oa]s?|tienda|acheter|achat"
    r"|boutique|promos?|soldes|pas-cher)\."
    r"|^(?:cheap|buy|discount|tienda|boutique|comprar|acheter)-|(?:^|-)(?:casino|poker|betting|slots)(?:-|\.)|\w{3}(?<!work)(?<!barber)(?<!arch)(?<!photo)(?<!bi)shop\."
)


# Shops that belong to something else: of books, farms, museums, clubs, places where things are mended.
_OF_A_HOUSE = lazy(
    r"(?:book|buch|libr|farm|repair|charity|museum|gift|village|school|club|parish|library|coffee|tea|wool|craft|fair)\w{0,3}-?(?:shop|store|boutique)"
)


def trades(place: Target) -> bool:
    """Whether a domain or a host of shops says that things are sold there, and not that a house has a shop."""
    return bool(_SHOP_HOST.search(place.host) or _TRADER.search(place.registrable)) and not _OF_A_HOUSE.search(place.host)


def own_sites(doc: Document) -> frozenset[str]:
    """The page's own site; where no address says it, the sites that its menus lead to three times or more."""
    known = {target(address).site for address in (doc.url, doc.meta.canonical) if address} - {""}
    if known:
        return frozenset(known)
    seen = [target(k.href).site for k in doc.outbound[:400] if k.region in _MENUS]
    return frozenset(s for s in seen if s and seen.count(s) >= _MENU_TIMES)


def account_owner(place: Target) -> str:
    """Who controls an address: an account or bucket of a shared host, else the registrable domain."""
    if place.tier != "tier_b_storage":
        return place.host if place.tier else place.registrable
    return f"{place.host}/{place.path.split('/')[1]}" if _BUCKET_IN_PATH.match(place.host) and place.path else place.host


def with_its_place(link: Link) -> bool:
    """ "Harbour clinic, Leeds": a link text that names a house and says where it is."""
    return not link.bare and link.anchor[:1].isupper() and ", " in link.anchor


def under_its_name(link: Link, places: Container[str]) -> bool:
    """ "Leeds Plumbing" at leedsplumbing.example: a firm under its own name, the town first and every word with a capital."""
    words = link.anchor.split()
    name = "".join(c for c in link.anchor.lower() if c.isalnum())
    label = target(link.href).registrable.partition(".")[0].replace("-", "")
    return len(words) > 1 and all(w[0].isupper() for w in words) and name == label and words[0].lower() in places


def point_at(link: Link, note: str) -> Evidence:
    """Evidence on a link: its text where a reader can see it, else its address."""
    if link.visible and link.end > link.start:
        return Evidence(Span(link.start, min(link.end, link.start + _LONGEST)), note)
    return Evidence(None, note, "href", link.href)


# What a line may call a free page so that a reader knows why it is cited, by what such hosts are used for.
_CALLED = {
    "data": lazy(
        r"\b(?:data(?:set|base)?s?|csv|tsv|xlsx?|json|tables?|counts?|codebook|survey|cohort|licen[cs]e|raw|scans?|pdf|leaflet|slides|recordings?|photos?"
        r"|transcripts?|appendi\w+|supplement\w*|files?|minutes|reports? of the|download|daten\w*|datos|donn[ée]es)\b",
        re.IGNORECASE,
    ),
    "blog": lazy(
        r"\b(?:(?:blog|diar(?:y|ies)|journal|newsletter|column|page|site|website) (?:of|by)\b|\w+['’]s? (?:own |old |private )?(?:blog|diary|journal|newsletter|column|page"
        r"|site|website)|(?:author|writer|patient|his|her|my|our)(?:['’]s)? own|own (?:blog|diary|site|page)|diary|minutes|society|club|group|slides|talk|lecture|letters|obituary|album|photos?|tagebuch|diario|carnet)\b",
        re.IGNORECASE,
    ),
    "code": lazy(
        r"\b(?:code|scripts?|software|package|repository|docs|documentation|manual|slides|tutorial|app|demo|source)\b", re.IGNORECASE
    ),
    "short": lazy(r"\bshort(?:ened)? (?:link|url|address)", re.IGNORECASE),
}
_OWN_PAGES = lazy(
    r"\b(?:author|editor|artist|band|project|team|society|club|library|museum)['’]?s?['’]? (?:own )?(?:pages|profiles|sites|accounts|places)"
    r"|\b(?:choir|band|club|team|society|school|parish|author|artist|group|library|museum|we|she|he|they|i) (?:has|have|keeps?|runs?) (?:a |an |its |their |our |her |his |my )?"
    r"(?:own )?(?:page|blog|site|channel|account|profile|pages|films|photos)\b",
    re.IGNORECASE,
)
_PAGE_NAMED = lazy(r"\bhtml?\b", re.IGNORECASE)


_JOINED = lazy(r"\s*(?:,|;|/|and|und|y|et|&)?\s*$")
_LABEL = 120  # characters of the line above a list


_DOCUMENT = lazy(r"\.(?:pdf|docx?|xlsx?|pptx?|csv|mp[34]|epub|zip)$", re.IGNORECASE)


def keeps_documents(doc: Document, place: Target) -> bool:
    """Whether the page links to a document in the same bucket, too: somebody keeps files there."""
    return any(_DOCUMENT.search(k.href) and target(k.href).site == place.site for k in doc.outbound if k.visible)


def described(doc: Document, link: Link, place: Target) -> bool:
    """Whether the words beside a link to a free host, up to the links next to it, say what kind of thing is there."""
    block = doc.block_at(link.start)
    beside = doc.derive(_by_block).get(doc.block_index(link.start), [])
    inside = [k for k in beside if block.start <= k.start < block.end and k is not link]
    before = [k for k in inside if k.end <= link.start]
    start = before[-1].end if before else block.start
    while before and _JOINED.match(doc.text, before[-1].end, start if start > before[-1].end else link.start):
        start = before.pop().start  # "data and scripts: A and B" speaks of both
        start = before[-1].end if before else block.start
    end = min((k.start for k in inside if k.start >= link.end), default=block.end)
    head, tail = doc.text[max(start, link.start - 160) : link.start], doc.text[link.end : min(end, link.end + 120)]
    kinds = _kinds_of(place)
    if place.tier == "tier_b_storage":
        if _PAGE_NAMED.search(tail[:12]):
            return False
        head = _line_above(doc, block) + head
    words = head + " | " + tail + ("" if link.bare else " " + link.anchor)
    return any(_CALLED[kind].search(words) for kind in kinds)


def _by_block(doc: Document) -> dict[int, list[Link]]:
    """Visible links by the block that they begin in."""
    found: dict[int, list[Link]] = {}
    for link in doc.links:
        if link.visible:
            found.setdefault(doc.block_index(link.start), []).append(link)
    return found


def introduced(doc: Document, link: Link) -> bool:
    """Whether the line or the line above calls what follows somebody's own pages."""
    block = doc.block_at(link.start)
    return _OWN_PAGES.search(_line_above(doc, block) + doc.text[block.start : link.start]) is not None


def _kinds_of(place: Target) -> tuple[str, ...]:
    if place.kind == "shortener":
        return ("short",)
    return {"tier_b_storage": ("data",), "tier_c_app": ("code", "data", "blog")}.get(place.tier, ("blog",))


def _line_above(doc: Document, block: Block) -> str:
    """The label over a list: the last two short lines before a block that end in a colon."""
    index = doc.blocks.index(block)
    lines = [doc.text[b.start : b.end] for b in doc.blocks[max(0, index - 2) : index] if b.end - b.start <= _LABEL]
    return " ".join(line for line in lines if line.rstrip().endswith(":")) + " "
