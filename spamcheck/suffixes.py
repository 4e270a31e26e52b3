"""The public suffix of a host name, from the list that tldextract brings along, without importing tldextract.

tldextract imports an HTTP client (0.2 s) and builds two tries (0.1 s); the list alone is read in some milliseconds.
The answers are tldextract's own, label by label, with its snapshot and no network.
Source: publicsuffix.org (MPL 2.0) as bundled with tldextract.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_SNAPSHOT = ".tld_set_snapshot"
_PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="


class Parts(NamedTuple):
    """A host name cut at its public suffix; the suffix is empty where no rule fits."""

    subdomain: str
    domain: str
    suffix: str


class Rules(NamedTuple):
    """Rules of the list, and the names on the way to them (b.example for the rule a.b.example)."""

    rules: frozenset[str]
    inner: frozenset[str]


def split_host(host: str, private: bool) -> Parts:
    """Sub-domain, domain and public suffix of a host in lower case; private: rules of companies (blog hosts) count too."""
    plain = host.rpartition("@")[2].replace("\u3002", ".").replace("\uff0e", ".").replace("\uff61", ".").strip().rstrip(".")
    labels = plain.split(".")
    at = _suffix_start(labels, _rules(private))
    if at == len(labels):
        return Parts(".".join(labels[:-1]), labels[-1], "")
    return Parts(".".join(labels[: max(0, at - 1)]), labels[at - 1] if at else "", ".".join(labels[at:]))


def _suffix_start(labels: list[str], known: Rules) -> int:
    """Index of the first label of the suffix; the number of labels where there is none."""
    name, found = "", len(labels)
    for index in range(len(labels) - 1, -1, -1):
        label = _decoded(labels[index])
        longer = f"{label}.{name}" if name else label
        if longer in known.rules:
            found = index
        elif longer not in known.inner:
            if f"*.{name}" in known.rules:
                return index + 1 if f"!{longer}" in known.rules else index
            return found
        name = longer
    return found


def _decoded(label: str) -> str:
    low = label.lower()
    if low.startswith("xn--"):
        import idna  # its tables cost time and most hosts are ASCII

        try:
            return idna.decode(low)
        except (UnicodeError, IndexError):
            return low
    return low


@lru_cache(maxsize=2)
def _rules(private: bool) -> Rules:
    public, ours = _lists()
    rules = frozenset(public + ours if private else public)
    inner: set[str] = set()
    for rule in rules:
        rest = rule.partition(".")[2]
        while rest and rest not in rules and rest not in inner:
            inner.add(rest)
            rest = rest.partition(".")[2]
    return Rules(rules, frozenset(inner))


@lru_cache(maxsize=1)
def _lists() -> tuple[list[str], list[str]]:
    """Rules of registries and rules of companies."""
    spec = find_spec("tldextract")
    file = Path((spec.submodule_search_locations or [""])[0] if spec else "") / _SNAPSHOT
    if not file.is_file():  # another layout than that of 5.x: ask the library itself
        return _asked(False), _asked(True)
    public, _, ours = file.read_text(encoding="utf-8").partition(_PRIVATE)
    return _read(public), _read(ours)


def _read(text: str) -> list[str]:
    return [line.split(None, 1)[0] for line in text.split("\n") if line and line[0] != "/" and not line[0].isspace()]


def _asked(private: bool) -> list[str]:
    from tldextract import TLDExtract

    return list(TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=private).tlds)
