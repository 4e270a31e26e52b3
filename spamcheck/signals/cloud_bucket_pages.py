"""Web pages on raw object storage as link targets.

Why: a bucket or a pull zone serves files; a keyword-named HTML page there has no site around it, costs nothing and
borrows the name of a large host. Honest links into buckets are documents, data and pictures.
Misses: pages without an ending and with one word as name; buckets behind an own domain.
Source: definition from the project's signal catalogue; the storage section of the host list, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.context import link_excused
from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.links import described, keeps_documents, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_HTML = lazy(r"\.(?:html?|xhtml|shtml|php)(?:\W|$)", re.IGNORECASE)
_WORDS = lazy(r"/([a-z]{2,20}(?:[-_+](?=[a-z0-9])[a-z0-9]{1,20}){1,15})(?:\.(?:html?|xhtml|shtml|php))?/?$", re.IGNORECASE)
# What tools publish into buckets by themselves: reports, manuals, test pages.
_TOOLING = lazy(
    r"(?:^|/)(?:docs?|documentation|api|reports?|coverage|javadoc|examples?|demos?|latest|stable|notebooks?|test-?results|manual|reference)/",
    re.IGNORECASE,
)
_DIGEST = lazy(r"(?:^|[/_.-])[0-9a-f]{24,64}\.html?$", re.IGNORECASE)  # named by a publishing tool: it says nothing to a search engine
_CAP = 8


@signal(
    title="Links to pages on object storage",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "bucket_count": Value("different web pages on object storage that the page links to, at most 8", spam=+1, low_quality=+1),
        "keyword_count": Value("of these, pages named after a search phrase, at most 8", spam=+1, low_quality=+1),
    },
    flags="More at https://storage.googleapis.com/qx-pages-77/roof-repair-guide.html today.",
    passes="The tables are at https://storage.googleapis.com/trial-data-51/baseline-tables.csv for reuse.",
)
def cloud_bucket_pages(doc: Document) -> Reading:
    own = target(doc.url or doc.meta.canonical).host
    found: dict[str, tuple[Link, bool]] = {}
    for link in doc.outbound:
        if link.region in ("nav", "header"):
            continue
        place = target(link.href)
        if place.tier != "tier_b_storage" or place.host == own or place.url in found:
            continue
        named = _WORDS.search(place.path)
        if _is_page(place, named is not None) and not link_excused(doc, link) and not (link.visible and described(doc, link, place)):
            found[place.url] = (link, named is not None)
    found = {url: entry for url, entry in found.items() if not keeps_documents(doc, target(url))}
    if not found:
        return SILENT
    evidence = tuple(point_at(link, "leads to a web page on object storage") for link, _ in list(found.values())[:20])
    values = {"bucket_count": min(_CAP, len(found)), "keyword_count": min(_CAP, sum(named for _, named in found.values()))}
    return Reading(values, evidence)


def _is_page(place: Target, named: bool) -> bool:
    """HTML by its ending, or a name of several words without any ending; never what a tool publishes."""
    if _TOOLING.search(place.path) or place.path.endswith("/index.html") or _DIGEST.search(place.path):
        return False
    if _HTML.search(place.path):
        return True
    return named and place.path.count("-") >= 2
