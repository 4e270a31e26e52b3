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
    entry = host_entry("free_hosts", host)
    return *owner(host), entry, _kind(host, entry[1] if entry else "")


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
