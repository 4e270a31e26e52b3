"""The page itself lies on a host where anybody can put up a page.

Why: self-serve blog hosts that were seen with advertising only, bookmark sites and raw storage cost nothing and are
made by the thousand. General platforms carry honest blogs and shops and say nothing.
Misses: throw-away pages on own domains. A host is never a verdict.
Source: the project's host list (sections a, b, c) and its survey: tier a 15 spam of 15, b 18 of 23, c 22 of 41, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_PAGE = lazy(r"\.(?:html?|xhtml|shtml|php)$", re.IGNORECASE)
_WORDY = lazy(r"/[a-z]{2,20}(?:[-_+][a-z0-9]{1,20}){2,15}/?$", re.IGNORECASE)
# What tools publish into storage by themselves.
_TOOLING = lazy(
    r"/(?:docs?|documentation|api|reports?|coverage|javadoc|examples?|latest|stable|notebooks?|manual|reference)/|/index\.html?$",
    re.IGNORECASE,
)


@signal(
    title="Published on a throw-away host",
    family="host",
    policy="site_reputation_abuse",
    languages=("any",),
    needs="url",
    values={
        "tier_a_flag": Value("the page lies on a self-serve blog or bookmark host", spam=+1, low_quality=+1),
        "storage_flag": Value("an article as a web page on raw object storage", spam=+1, low_quality=+1),
        "posting_flag": Value("the page lies on an open posting site", spam=+1, low_quality=+1),
    },
    flags="https://storage.googleapis.com/zk-pages-51/roof-repair-guide.html\nRoofs need repair now and then, and here is how.",
    passes="https://oaktown.wordpress.com/2021/05/roof\nWe repaired our roof last May, and here is how.",
)
def free_host_tier(doc: Document) -> Reading:
    place = target(doc.url or "")
    if place.tier.startswith("tier_a"):
        name = "tier_a_flag"
    elif place.tier == "tier_b_posting":
        name = "posting_flag"
    elif place.tier == "tier_b_storage" and not _TOOLING.search(place.path) and (_PAGE.search(place.path) or _WORDY.search(place.path)):
        name = "storage_flag"
    else:
        return SILENT
    return Reading({name: 1.0}, (Evidence(None, "anybody can put up a page on this host", "url", place.host[:300]),))
