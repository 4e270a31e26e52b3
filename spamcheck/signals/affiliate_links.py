"""Links that pay the page's owner: parameters and hosts of affiliate networks.

Why: a page made to earn a commission per click writes what sells; open, disclosed shop links are common and honest.
Misses: cloaked links (/go/, /recommends/ count as such only to outside shops), networks not in the list.
Source: public documentation of the networks' link formats as the project knows them, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
# Host and parameter together, so that a mere `tag=` or `ref=` of a blog is none.
_NETWORK = lazy(
    r"//(?:www\.)?(?:amazon\.[a-z.]{2,6}/[^\s]{0,400}?[?&]tag=|amzn\.to/|(?:rover\.)?ebay\.[a-z.]{2,6}/[^\s]{0,400}?(?:mkrid|campid)="
    r"|s\.click\.aliexpress\.com/|(?:www\.)?shareasale\.com/[rm]|(?:www\.)?awin1\.com/|[a-z0-9._-]{0,60}\.hop\.clickbank\.net|hop\.clickbank\.net"
    r"|(?:www\.)?(?:anrdoezrs|dpbolvw|jdoqocy|kqzyfj|tkqlhce)\.(?:net|com)/|track\.flexlinks?\w{0,4}\.com/|track\.webgains\.com/|click\.linksynergy\.com/"
    r"|(?:www\.)?pjtra\.com/|(?:www\.)?pntra[a-z]?\.com/|gotrackier\.com/|go\.skimresources\.com/|redirect\.viglink\.com/|[a-z0-9-]{1,40}\.sjv\.io/"
    r"|[a-z0-9-]{1,40}\.pxf\.io/|[a-z0-9-]{1,40}\.7eer\.net/|[a-z0-9-]{1,40}\.evyy\.net/|clk\.tradedoubler\.com/|www\.digistore24\.com/redir)"
    r"|[?&](?:rfsn|aff_?id|affid|affiliate_?id|irclickid|hopid|aff_sub|a_aid|clickbank)="
)
# One of these stands in every address that the pattern finds.
_PARTS = (
    "amazon.", "amzn.to/", "ebay.", "aliexpress.", "shareasale.", "awin1.", "clickbank", "anrdoezrs.", "dpbolvw.", "jdoqocy.", "kqzyfj.",
    "tkqlhce.", "flexlink", "webgains.", "linksynergy.", "pjtra.", "pntra", "gotrackier.", "skimresources.", "viglink.", ".sjv.io/",
    ".pxf.io/", ".7eer.net/", ".evyy.net/", "tradedoubler.", "digistore24.", "rfsn=", "aff", "irclickid=", "hopid=", "a_aid=",
)  # fmt: skip


@signal(
    title="Affiliate links",
    family="promotion",
    policy="thin_affiliation",
    languages=("any",),
    values={
        "link_count": Value("links with an affiliate network's address or parameter, at most 10", low_quality=+1),
        "unmarked_count": Value("of these without rel=sponsored, nofollow or ugc, at most 10", low_quality=+1),
    },
    flags="<p>The best kettle is <a href='https://www.amazon.com/dp/B000000000?tag=kettles-20'>this one</a>.</p>",
    passes="<p>The book is <a href='https://www.amazon.com/dp/B000000000'>in the shops</a>.</p>",
)
def affiliate_links(doc: Document) -> Reading | None:
    """Every link of a network, in the text or behind an image."""
    addresses = doc.outbound_addresses
    if not any(map(addresses.__contains__, _PARTS)) or not _NETWORK.search(addresses):
        return SILENT
    found = [k for k in doc.outbound if ("=" in k.href or "." in k.href) and _NETWORK.search(k.href[:600].lower())]
    if not found:
        return SILENT
    unmarked = sum(not re.search(r"sponsored|nofollow|ugc", k.rel) for k in found)
    evidence = [_show(k) for k in found[:20]]
    return Reading({"link_count": min(_CAP, len(found)), "unmarked_count": min(_CAP, unmarked)}, tuple(evidence))


def _show(link: Link) -> Evidence:
    if link.visible and link.end > link.start:
        return Evidence(Span(link.start, min(link.end, link.start + 300)), f"affiliate link: {link.href[:80]}")
    return Evidence(None, "affiliate link", where="href", quote=link.href[:300])
