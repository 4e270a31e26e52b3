"""What signals on links share: whose links they are, who owns a target, and how to point at a link."""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import Target, target

# Kinds of targets that nobody puts up for a campaign in an afternoon.
SETTLED = frozenset(
    ("journal", "registry", "government", "university", "news", "commerce", "internal", "reference", "guideline", "health_authority")
)
_BUCKET_IN_PATH = re.compile(r"storage\.|s3[.-]|firebasestorage\.|objectstorage\.|f\d{3}\.")
_MENUS = ("nav", "header", "footer")
_MENU_TIMES = 3  # a menu leads to the own site again and again, to others once or twice
_LONGEST = 300  # characters of one piece of evidence


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


def point_at(link: Link, note: str) -> Evidence:
    """Evidence on a link: its text where a reader can see it, else its address."""
    if link.visible and link.end > link.start:
        return Evidence(Span(link.start, min(link.end, link.start + _LONGEST)), note)
    return Evidence(None, note, "href", link.href)
