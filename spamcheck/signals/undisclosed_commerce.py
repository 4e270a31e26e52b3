"""Shop links that pay, on a page that nowhere says so.

Why: affiliate links and "check price" buttons are fair where the reader is told; silence is the mark of thin affiliation.
Misses: disclosures on another page count as missing; cloaked links of unknown shape.
Source: consumer-protection guidance on endorsements, own patterns, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_PAYING = lazy(
    r"//(?:www\.)?amazon\.[a-z.]{2,6}/[^\s]{0,400}?[?&]tag=|//amzn\.to/|hop\.clickbank\.net|//(?:www\.)?(?:awin1|shareasale|anrdoezrs"
    r"|dpbolvw|jdoqocy|kqzyfj|tkqlhce)\."
    r"|//(?:s\.click\.aliexpress|click\.linksynergy|clk\.tradedoubler|track\.webgains)\.|\.(?:sjv|pxf)\.io/|digistore24\.com/redir"
    r"|[?&](?:rfsn|aff_?id|affid|affiliate_?id|hopid|aff_sub|a_aid|affiliate|hop)="
)
# One of these stands in every address that the pattern finds.
_PARTS = (
    "amazon.", "amzn.to/", "clickbank.", "awin1.", "shareasale.", "anrdoezrs.", "dpbolvw.", "jdoqocy.", "kqzyfj.", "tkqlhce.", "aliexpress.",
    "linksynergy.", "tradedoubler.", "webgains.", ".sjv.io/", ".pxf.io/", "digistore24.", "rfsn=", "aff", "hop", "a_aid=",
)  # fmt: skip
_PRICE = lazy(
    r"\W{0,4}(?:check|see|view|get|current|latest|today['\u2019]s)\b.{0,16}\b(?:price|pricing|deal|discount|availability)\b"
    r"|\W{0,4}(?:buy (?:it )?on|shop on|compare prices)\b",
    re.IGNORECASE,
)
_DISCLOSED = ("affiliate", "commission", "sponsored", "advertis", "amazon associate", "compensat", "afiliad", "patrocinad", "affili",
    "provision", "werbung",
              "anzeige", "publicit")  # fmt: skip


@signal(
    title="Paying links without a disclosure",
    family="promotion",
    policy="thin_affiliation",
    languages=("en", "es", "fr", "de"),
    values={"link_count": Value("affiliate links and price buttons on a page without any word of disclosure, at most 10", low_quality=+1)},
    flags="<p>The best kettle is <a href='https://www.amazon.com/dp/B000000000?tag=kettles-20'>this one</a>.</p>",
    passes="<p>We earn a commission on <a href='https://www.amazon.com/dp/B000000000?tag=kettles-20'>this kettle</a>.</p>",
)
def undisclosed_commerce(doc: Document) -> Reading | None:
    """Not insert-safe on purpose (a disclosure clears it), so it never feeds the spam score."""
    addresses = doc.outbound_addresses
    paying = any(map(addresses.__contains__, _PARTS)) and _PAYING.search(addresses) is not None
    found = [k for k in doc.outbound if (paying and _pays(k)) or _shows_price(k)]
    if not found:
        return SILENT
    folded = doc.folded.text
    if any(word in folded for word in _DISCLOSED):
        return SILENT
    evidence = tuple(_show(k) for k in found[:20])
    return Reading({"link_count": min(_CAP, len(found))}, evidence)


def _pays(link: Link) -> bool:
    return bool(("?" in link.href or "amzn" in link.href or "." in link.href) and _PAYING.search(link.href[:600].lower()))


def _shows_price(link: Link) -> bool:
    return 8 <= len(link.anchor) <= 40 and link.visible and not link.bare and bool(_PRICE.match(link.anchor))


def _show(link: Link) -> Evidence:
    if link.visible and link.end > link.start:
        return Evidence(Span(link.start, min(link.end, link.start + 300)), "sends to a shop; the page does not say that it earns from it")
    return Evidence(None, "sends to a shop; the page does not say that it earns from it", where="href", quote=link.href[:300])
