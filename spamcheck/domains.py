"""What kind of place a link points at: registrable domain, account under a shared host, and facts on the host.

Offline: the suffix list that tldextract brings along, private suffixes included (see `suffixes`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spamcheck.lexicon import host_entry, host_item
from spamcheck.patterns import lazy
from spamcheck.suffixes import split_host

_URL = lazy(r"(?:https?:)?//(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/?#:\s]*)(?::\d*)?([^?#\s]*)(\?[^#\s]*)?", re.IGNORECASE)
_ADDRESS = lazy(r"\d{1,3}(?:\.\d{1,3}){3}$|\[")
_GOVERNMENT = lazy(
    r"(?:^|\.)(?:gov|gob|gouv|mil|govt|admin)(?:\.(?:[a-z]{2}|example|test))?$|\.(?:gc\.ca|europa\.eu|nhs\.uk|admin\.ch|gv\.at)$"
)
_UNIVERSITY = lazy(r"(?:^|\.)(?:edu|ac)(?:\.(?:[a-z]{2}|example|test))?$")
# What a host that is on no list says of itself by its name: "anna7.freepages.example" is a free page, "eu2.objects.example" a bucket.
_FREE_PART = "pages?|blogs?|weblogs?|sites?|webs?|websites?|homepages?|paginas|seiten"
_OFFER_PART = "free|gratis|libres?|kostenlos|gratuite?s?|easy|quick|fast|rapid[oe]?s?|open|public|my|mein|host(?:ing|ed)?|space|spot|hub"
_FREE_NAME = lazy(rf"(?:(?:{_FREE_PART})-?(?:{_OFFER_PART})|(?:{_OFFER_PART})-?(?:{_FREE_PART}))$")
_STORAGE_NAME = lazy(r"(?:^|[.-])(?:buckets?|blobs?|blob-?(?:space|stor(?:e|age))|objects?|object-?stor(?:e|age)|s3)(?:[.-]|\.)")
_PLAIN_LABELS = frozenset(
    ("", "www", "m", "en", "de", "fr", "es", "blog", "shop", "help", "support", "docs", "status", "api", "app", "mail")
)
# Second-level labels used for whole countries' institutions; foreign look-alikes (edu.xx of open registries) stay
# "university" only by shape, and a shape never clears a path.


class Target(NamedTuple):
    """A link target. `site` is what one owner controls: registrable domain, private suffixes counted as suffix."""

    url: str
    host: str
    site: str  # "account.bloghost.tld" where bloghost.tld is a shared host, else the registrable domain
    registrable: str  # the ICANN registrable domain
    account: str  # the label(s) left of a shared host, else the sub-domain
    path: str
    query: str
    tier: str  # section of free_hosts: tier_a_blog ... tier_c_platform, or ""
    kind: str  # journal registry government university news social shortener commerce free address other


def split_url(url: str) -> tuple[str, str, str]:
    """Host (lower case, no port, no user), path and query of an absolute http(s) URL; empty strings if it is none."""
    m = _URL.match(url.strip())
    if not m:
        return "", "", ""
    host = m.group(1).lower().rstrip(".").replace("。", ".")
    return host, m.group(2) or "", (m.group(3) or "")[1:]


@lru_cache(maxsize=8192)
def target(url: str) -> Target:
    """Facts on one absolute URL. Unknown hosts are `other`, never worse; relative links have host ""."""
    host, path, query = split_url(url)
    if not host:
        return Target(url, "", "", "", "", "", "", "", "internal")
    site, registrable, account, entry, kind = _facts(host)
    if entry:  # a shared host owns nothing: its accounts do, by label or by first path segment
        account = host[: -len(entry[0]) - 1].rpartition(".")[2] or path.lstrip("/").partition("/")[0]
        site = f"{account}.{entry[0]}" if host != entry[0] else f"{host}/{account}"
    return Target(url, host, site, registrable, account, path, query, entry[1] if entry else "", kind)


@lru_cache(maxsize=8192)
def _facts(host: str) -> tuple[str, str, str, tuple[str, str] | None, str]:
    """Owner as in `owner`, entry of the list of shared hosts, and kind: a page has many addresses of few hosts."""
    facts, listed = owner(host), host_entry("free_hosts", host)
    kind = _kind(host, listed[1] if listed else "")
    named = _by_name(host, facts[1]) if kind == "other" else None
    return (*facts, named, "free") if named else (*facts, listed, kind)


def _by_name(host: str, registrable: str) -> tuple[str, str] | None:
    """Entry of a host whose name says that anybody can put up pages there, or that it stores objects."""
    if host == registrable or _ADDRESS.match(host):
        return None
    if _STORAGE_NAME.search(host):
        return registrable, "tier_b_storage"
    below = host[: -len(registrable) - 1].rpartition(".")[2]
    name = registrable.partition(".")[0]
    return (registrable, "tier_c_builder") if below not in _PLAIN_LABELS and _FREE_NAME.fullmatch(name) else None


def _kind(host: str, tier: str) -> str:
    if _ADDRESS.match(host):
        return "address"
    scholarly = host_item("scholarly_hosts", host)
    if scholarly:
        return scholarly
    if _GOVERNMENT.search(host):
        return "government"
    if tier:
        return "free"
    for name in ("news", "social", "commerce"):
        if host_item(f"{name}_hosts", host) is not None:
            return name
    if host_item("shorteners", host) is not None:
        return "shortener"
    return "university" if _UNIVERSITY.search(host) else "other"


@lru_cache(maxsize=8192)
def owner(host: str) -> tuple[str, str, str]:
    """(site, registrable domain, labels left of the site's suffix) of a host name."""
    if _ADDRESS.match(host):
        return host, host, ""
    private = _extract(host, True)
    registrable = _extract(host, False)[0]
    if private[0] != registrable:
        return private[0], registrable, private[0][: -len(registrable) - 1]
    return registrable, registrable, private[1]


def _extract(host: str, private: bool) -> tuple[str, str]:
    found = split_host(host, private)
    if found.suffix and found.domain:
        return f"{found.domain}.{found.suffix}", found.subdomain
    if found.suffix:  # the host is itself a suffix (a bare bucket host)
        return host, ""
    labels = host.split(".")  # a reserved or unknown top-level domain: the last two labels
    return ".".join(labels[-2:]), ".".join(labels[:-2])
