"""What kinds of places the reference list of a page leads to.

Why: a list of journals, registries and authorities is what an honest health page stands on; shops, free pages,
shortened links and entries without any source stand for nothing. Each entry is classed by its host.
Misses: references given as author, title and year without a link or identifier (other signals read those).
Source: host lists of the project (journals, registries, authorities, news, free hosts); definition by the project, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spamcheck.document import Block, Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SCHOLARLY = {"journal", "registry", "guideline"}
_OFFICIAL = {"government", "university", "health_authority"}
_IDENTIFIER = lazy(r"\b(?:10\.\d{4,9}/[^\s\"<>]{3,80}|pmid:?\s{0,2}\d{5,8}|pmc\d{5,8}|nct\d{8})\b", re.IGNORECASE)
_DEAD = lazy(
    r"\W{0,4}(?:https?://(?:www\.)?|www\.|(?:source|link|reference|citation|quelle|fuente|lien|enlace)s?\W{0,2}\d{1,2}|\[\d{1,2}\]|#)\W{0,3}$",
    re.IGNORECASE,
)
_SHOP_PATH = lazy(r"/(?:products?|collections|cart|basket|checkout|shop|store|buy|order)(?:/|$)", re.IGNORECASE)
_SHOP_HOST = lazy(r"\.(?:shop|store)$|(?:^|\.)(?:shop|store|buy)\.")
_ORGANISATION = lazy(r"\.(?:org|int|ngo|foundation|museum)(?:\.[a-z]{2})?$")
# Kinds and tiers of hosts, in the order in which they are asked.
_CLASSES = (
    (("news",), "news", "leads to a news site"),
    (("tier_a", "tier_b_posting"), "disposable", "leads to a throw-away page"),
    (("tier_b_storage", "address"), "disposable", "leads to object storage or a bare number"),
    (("shortener",), "shortener", "leads to a shortened link"),
    (("commerce",), "shop", "leads to a marketplace"),
    (("tier_c_builder",), "builder", "leads to a free page"),
    (("tier_c", "social"), "open", "leads to a page of a user"),
)
_KINDS = ("scholarly", "official", "news", "organisation", "open", "shop", "shortener", "disposable", "builder", "doubtful", "dead")
_SHORT = 8  # characters of a link text: back arrows and numbers
_CAP = 10


@signal(
    title="What the references lead to",
    family="trust",
    policy=None,
    languages=("any",),
    values={
        "scholarly_count": Value("reference entries that lead to journals, registries or guidelines, at most 10", spam=-1, low_quality=-1),
        "official_count": Value("entries that lead to authorities or universities, at most 10", spam=-1, low_quality=-1),
        "news_count": Value("entries that lead to known news media, at most 10", low_quality=-1),
        "organisation_count": Value("entries that lead to organisations (.org and the like), at most 10", low_quality=-1),
        "open_count": Value("entries that lead to pages of users on open platforms, at most 10", low_quality=+1),
        "shop_count": Value("entries that lead to shops and marketplaces, at most 10", low_quality=+1),
        "shortener_count": Value("entries behind shortened links, at most 10", low_quality=+1),
        "disposable_count": Value(
            "entries on throw-away blogs, open posting sites, storage or bare numbers, at most 10", spam=+1, low_quality=+1
        ),
        "doubtful_count": Value("entries of the last four kinds and on free site builders, at most 10", low_quality=+1),
        "dead_count": Value("entries that name no source at all, at most 10", low_quality=+1),
    },
    flags="References\n1. Okafor D. Sleep and pain. J Clin Pract. 2019. https://doi.org/10.5555/jcp.2041",
    passes="References\n1. The village archive, opened on request: https://www.oakvale-history.example/archive",
)
def reference_mix(doc: Document) -> Reading:
    counts = dict.fromkeys(_KINDS, 0)
    evidence: list[Evidence] = []
    for block, links in _entries(doc):
        kind, span, note = _class(doc, block, links)
        if kind:
            counts[kind] += 1
            evidence.append(Evidence(span, note))
    if not evidence:
        return SILENT
    counts["doubtful"] = sum(counts[kind] for kind in ("shop", "shortener", "disposable", "builder"))
    counts["open"] += counts.pop("builder")
    return Reading({f"{kind}_count": min(_CAP, n) for kind, n in counts.items()}, tuple(evidence[:20]))


def _entries(doc: Document) -> Iterator[tuple[Block, list[Link]]]:
    """Blocks of the reference list but for headings, with their links."""
    links = [k for k in doc.links if k.visible and k.region == "references" and k.end > k.start]
    at = 0
    for block in doc.blocks:
        if block.region != "references":
            continue
        while at < len(links) and links[at].start < block.start:
            at += 1
        inside = []
        while at < len(links) and links[at].start < block.end:
            inside.append(links[at])
            at += 1
        if block.kind != "heading" or inside:
            yield block, inside


def _class(doc: Document, block: Block, links: list[Link]) -> tuple[str, Span, str]:
    """Kind of an entry ("" for neither good nor bad), what to show, and a note; its best link decides."""
    whole = Span(block.start, min(block.end, block.start + 300))
    best = ("", whole, "")
    for link in links:
        kind, note = _place(link)
        if kind in ("scholarly", "official", "news", "organisation"):
            return kind, Span(link.start, min(link.end, link.start + 300)), note
        if kind:
            best = (kind, Span(link.start, min(link.end, link.start + 300)), note)
    found = _IDENTIFIER.search(doc.text, block.start, min(block.end, block.start + 2000))
    if found:
        return "scholarly", Span(*found.span()), "carries an identifier of a publication"
    if not links and block.end - block.start <= 40 and _DEAD.match(doc.text[block.start : block.end]):
        return "dead", whole, "an entry that names no source"
    return best


def _place(link: Link) -> tuple[str, str]:
    place = target(link.href)
    if not place.host:
        empty = link.href.strip().lower() in ("", "#") or link.href.lower().startswith("javascript:")
        return ("dead", "a title whose link leads nowhere") if empty and len(link.anchor) > _SHORT else ("", "")
    if place.kind in _SCHOLARLY:
        return "scholarly", f"leads to a {place.kind}"
    if place.kind in _OFFICIAL:
        return "official", f"leads to a {place.kind.replace('_', ' ')} site"
    for kinds, name, note in _CLASSES:
        if place.kind in kinds or (place.tier and place.tier.startswith(kinds)):
            return name, note
    if place.kind == "other" and (_SHOP_PATH.search(place.path) or _SHOP_HOST.search(place.host)):
        return "shop", "leads to a shop"
    return ("organisation", "leads to an organisation") if _ORGANISATION.search(place.host) else ("", "")
