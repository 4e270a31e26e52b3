"""The same random-looking path token on addresses of different owners.

Why: one campaign uploads its pages to many hosts with one script, and the folder or file token of that run stays in
every address. Unrelated sites do not share a random string.
Misses: tokens that are numbers only or ordinary words; campaigns that draw a new token per host.
Source: definition from the project's signal catalogue; letter statistics of the project, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.letters import letter_bits
from spamcheck.links import account_owner, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_TOKEN = lazy(r"[a-z0-9]{6,20}")
# Identifiers that honest sites share: article numbers of publishers, book and item numbers, hashes of media files.
_IDENTIFIER = lazy(r"s\d{8,}|pmc\d+|b0[0-9a-z]{8}$|[0-9a-f]{16,}|\d+[a-z]?$")
_WORD_AND_NUMBER = lazy(r"(?:[a-z]+\d{1,8}|\d{1,4}[a-z]{2,}|[a-z]+\d+[a-z]{1,2})$")
_ASSET = lazy(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|pdf|mp[34]|woff2?|zip|xml|json)$", re.IGNORECASE)
_DOI = lazy(r"/10\.\d{4}")
_OPEN = {"free", "other", "shortener", "address"}
_CAP = 6


@signal(
    title="Unrelated addresses share a random token",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "shared_site_count": Value("different owners whose addresses share one random token, at most 6", spam=+1, low_quality=+1),
        "link_count": Value("different addresses with a shared token, at most 10", spam=+1, low_quality=+1),
    },
    flags="See https://reedbank.example/q7x2kv9z/roofing.html and https://harbourlane.test/q7x2kv9z/gutters.html for more.",
    passes="See https://reedbank.example/articles/roofing.html and https://harbourlane.test/articles/gutters.html for more.",
)
def shared_path_token(doc: Document) -> Reading:
    seen: dict[str, dict[str, list[Link]]] = {}
    for link in doc.outbound:
        place = target(link.href)
        if place.kind not in _OPEN or place.tier == "tier_c_platform" or len(place.path) < 8:  # a handle is the same everywhere
            continue
        for token in _tokens(place):
            seen.setdefault(token, {}).setdefault(account_owner(place), []).append(link)
    shared = {t: by_owner for t, by_owner in seen.items() if len(by_owner) >= 2 and not _is_name(t, by_owner, doc)}
    if not shared:
        return SILENT
    links = {(k.start, k.href): (k, t) for t, by_owner in shared.items() for found in by_owner.values() for k in found}
    values = {
        "shared_site_count": min(_CAP, max(len(by_owner) for by_owner in shared.values())),
        "link_count": min(10, len({href for _, href in links})),
    }
    shown = (links[key] for key in sorted(links)[:20])
    return Reading(values, tuple(point_at(link, f"the path token {token} is on another site too") for link, token in shown))


def _is_name(token: str, owners: Iterable[str], doc: Document) -> bool:
    """A brand: the token is part of a host's name."""
    hosts = [owner.replace("-", "") for owner in owners]
    return any(token in host for host in hosts) or token in target(doc.url or doc.meta.canonical).host


def _tokens(place: Target) -> Iterator[str]:
    """Random-looking tokens of a path; identifiers in mixed case are what honest systems give their items."""
    if _ASSET.search(place.path) or _DOI.search(place.path):
        return
    for segment in set(place.path[:400].split("/")):
        lower = segment.lower()
        if lower != segment != segment.upper():
            continue
        stem = lower.partition(".")[0]
        for token in _TOKEN.findall(lower):
            if (token == stem or not token.isalpha()) and _odd(token):  # words of a slug are words
                yield token


def _odd(token: str) -> bool:
    """Random-looking: letters that no word has in this order, or digits and letters mixed at least twice."""
    if token.isalpha():
        return letter_bits(token) >= 5.6
    if _IDENTIFIER.match(token):
        return False
    letters = "".join(c for c in token if c.isalpha())
    if _WORD_AND_NUMBER.match(token):
        return len(letters) >= 4 and letter_bits(letters) >= 5.6
    return len(letters) >= 3
