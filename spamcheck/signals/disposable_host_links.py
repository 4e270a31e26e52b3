"""Links to hosts where a throw-away page costs nothing.

Why: blog and bookmark hosts without entry checks, and sites where anybody posts promotions, carry link networks; an
article that informs has little reason to point there. Counted by host, so that one friend's blog counts once.
Misses: networks on general hosts and on own domains (machine_made_subdomain, link_vendor_slug).
Source: tiers of the project's host list, counted on 667 surveyed pages: first tier 15 of 15 on spam pages, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.context import link_excused
from spamcheck.document import Document, Link
from spamcheck.domains import target
from spamcheck.links import point_at
from spamcheck.signal import SILENT, Reading, Value, signal

_NOTES = {
    "tier_a_blog": "throw-away blog host", "tier_a_bookmark": "throw-away bookmark host", "tier_b_posting": "site where anybody posts promotions",
}  # fmt: skip
# A number or "source 3" as link text: a footnote, whatever it leads to.
_NUMBERED = re.compile(
    r"[\[(]?(?:(?:source|ref|reference|link|citation|cite|study|quelle|beleg|fuente|enlace|lien|fonte|bron)s?\.?\s?)?(?:no\.?\s?|#)?\d{1,3}[\])]?$",
    re.IGNORECASE,
)
_CITED = ("tier_a", "tier_b", "tier_c_builder", "tier_c_app")
_STUBS = frozenset({"here", "this", "source", "link", "this page", "this site", "this link", "this source", "this article", "see", "ref"})
_SERIAL = re.compile(r"/\d{7,8}/|-\d{7,8}/?$|/story\d{5,9}(?:/|$)")  # numbered pages of blog and bookmark networks
_MIN_CITED = 3  # a writer may cite a friend's blog twice
_CAP = 8


@signal(
    title="Links to throw-away blog hosts",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "tier_a_count": Value("different throw-away blogs and bookmark pages linked to, at most 8", spam=+1, low_quality=+1),
        "tier_b_count": Value("different sites of open posting linked to, at most 8", spam=+1, low_quality=+1),
        "cited_count": Value("numbered sources that are free pages or shortened links, from 3, at most 8", spam=+1, low_quality=+1),
    },
    flags="Read the story at https://elenavqkrt.blog5.net/51200931/about-gutter-cleaning first.",
    passes="Read the story at https://gardendiary.wordpress.com/2020/06/about-gutters first.",
)
def disposable_host_links(doc: Document) -> Reading:
    found: dict[str, tuple[str, Link]] = {}
    for link in doc.outbound:
        place = target(link.href)
        if place.tier in _NOTES and link.region not in ("nav", "header") and place.host not in found:
            found[place.host] = (place.tier, link)
    cited = _cited(doc)
    if not found and not cited:
        return SILENT
    for host in _own_hosts(doc):
        found.pop(host, None)
    page = target(doc.url or doc.meta.canonical)
    if page.account in ("", "www"):  # the platform's own front page: its other hosts are itself
        found = {host: pair for host, pair in found.items() if target(f"https://{host}/").registrable != page.registrable}
    kept = [(tier, link) for tier, link in found.values() if not link_excused(doc, link)]
    first = sum(tier != "tier_b_posting" for tier, _ in kept)
    values = {"tier_a_count": min(_CAP, first), "tier_b_count": min(_CAP, len(kept) - first), "cited_count": min(_CAP, len(cited))}
    shown = {(link.start, link.href): (link, "a numbered source on a free page or behind a shortened link") for link in cited}
    shown |= {(link.start, link.href): (link, _NOTES[tier]) for tier, link in kept}
    return Reading(values, tuple(point_at(*shown[key]) for key in sorted(shown)[:20]))


def _cited(doc: Document) -> list[Link]:
    """Numbered link texts that lead to free pages, storage or shorteners, where three different owners are among them."""
    found = []
    for link in doc.outbound:
        if not link.visible or len(link.anchor) > 16 or link.region in ("nav", "header"):
            continue
        numbered = bool(_NUMBERED.match(link.anchor.strip()))
        if not numbered and link.anchor.strip().lower() not in _STUBS:
            continue
        place = target(link.href)
        cheap = place.kind in ("shortener", "address")
        served = numbered and (
            place.tier.startswith(_CITED)
            or (place.kind == "other" and not link.anchor.strip().isdigit() and bool(_SERIAL.search(place.path)))
        )
        if (cheap or served) and not link_excused(doc, link):
            found.append((link, place))
    if not any(_NUMBERED.match(link.anchor.strip()) for link, _ in found):
        return []
    return [link for link, _ in found] if len({place.site + place.path[:40] for _, place in found}) >= _MIN_CITED else []


def _own_hosts(doc: Document) -> set[str]:
    """The page's own host; where nothing says it, the hosts that its menu leads to."""
    known = target(doc.url or doc.meta.canonical).host
    if known:
        return {known}
    menu = [target(k.href).host for k in doc.outbound if k.region in ("nav", "header")]
    own = {h for h in menu if menu.count(h) >= 3} if len(menu) <= 300 else set()
    registrable = {target(f"https://{h}/").registrable for h in own}
    return own | {target(k.href).host for k in doc.outbound if target(k.href).registrable in registrable}
