"""Accounts and sub-domains whose names a script made up.

Why: networks open accounts by the thousand and name them by rule: a forename and a random tail, a truncated title and
a number, a row of random letters. People and firms pick names that can be read.
Misses: names made of two ordinary words; accounts that were bought.
Source: shapes from the project's signal catalogue (digits on listed hosts: 8 of 8 on spam pages); letter statistics
and the list of forenames of the project, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.letters import TAIL_BITS, letter_bits, random_tail
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_LETTERS = lazy(r"([a-z]{5,20})(\d{0,6})$")
_TITLE = lazy(r"[a-z0-9-]{12,62}[a-z]\d{5}$")
_BAIT = lazy(r"(?:best|top|cheap|buy)[a-z]{4,30}\d{2,4}$")
# A search phrase with a serial number as the name of a free app or site.
_OFFER = lazy(
    r"(?=(?:[a-z0-9]+-){0,8}(?:best|top|cheap|buy|deals?|sale|discounts?|coupons?|rent|hire|prices?|reviews?|near|order)-)"
    r"[a-z]+(?:-[a-z0-9]+){1,8}-[a-z]{0,3}\d{2,5}$"
)
_PATH_ACCOUNT = lazy(r"/(?:@|(?:u|users?|profiles?|members?|authors?|view)/)([A-Za-z0-9_.-]{6,40})(?:/|$)")
_NUMBERED = lazy(r"[a-z]-\d{7,8}/?$|/\d{7,8}/[a-z]+-[a-z0-9-]{4,200}/?$", re.IGNORECASE)
_SERIAL = lazy(r"[A-Za-z]{6}\d{4,6}$")  # in a path, initials and surnames are common: the number decides
# Words with a scrap of letters and digits among them: "x9-gardenhose-44", "soil-heat-91x".
_SCRAP = lazy(
    r"(?=[a-z0-9-]*[a-z]{4})(?=(?:[a-z0-9]+-)*(?:[a-z]{1,2}\d{1,3}[a-z]{0,2}|\d{1,3}[a-z]{1,2}\d?[a-z]?)(?:-|$))[a-z0-9]+(?:-[a-z0-9]+){1,5}$"
)
_MACHINES = lazy(
    r"(?:^|-)(?:cdn|static|img|images?|assets?|media|api|app|apps|web|www|dev|test|staging|mail|ftp|eu|us|uk|west|east|north|south|prod|node|blog|vpn|h26\d|mp[34]|[bp]2[bcp]|v\d+)(?:-|\d|$)"
)
_HASH = lazy(r"[0-9a-f]{8,}$|[0-9a-f]{8}-[0-9a-f]{4}")
_OTHERS = {"tier_c_app", "tier_b_storage"}  # previews and content networks have hashed names by design
_LABEL_BITS = 5.8  # 99.4 % of the readable host labels on honest pages stay below
_UNKNOWN_BITS = 6.4  # abbreviations of newspapers and clubs reach 6
_CAP = 6


@signal(
    title="Links to accounts with machine-made names",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "subdomain_count": Value("different machine-made account names linked to, at most 6", spam=+1, low_quality=+1),
        "strong_count": Value("of these, names with a serial number or on a throw-away host, at most 6", spam=+1, low_quality=+1),
    },
    flags="More on this at https://trevorqzwkb48213.blog5.net/ and in the notes.",
    passes="More on this at https://trevorgarden.wordpress.com/ and in the notes.",
)
def machine_made_subdomain(doc: Document) -> Reading:
    own = target(doc.url or doc.meta.canonical)
    found: dict[str, tuple[Link, int]] = {}
    for link in doc.outbound:
        if link.region in ("nav", "header"):
            continue
        place = target(link.href)
        label = _label(place)
        if not label or label in found or (place.host == own.host and place.account):
            continue
        grade = _grade(label, place)
        if grade:  # an odd account and a numbered page name together leave no doubt
            found[label] = (link, 2 if _NUMBERED.search(place.path) else grade)
    # On hosts that no list knows one odd name is a name; several are a script.
    certain = sum(grade >= 2 for _, grade in found.values())
    if not certain and len(found) < 2:
        return SILENT
    values = {"subdomain_count": min(_CAP, len(found)), "strong_count": min(_CAP, certain)}
    shown = list(found.items())[:20]
    return Reading(values, tuple(point_at(link, f"the account name {label} looks machine-made") for label, (link, _) in shown))


def _label(place: Target) -> str:
    """The name somebody chose: an account on a shared host, the first label of a sub-domain, a user in the path."""
    if place.kind not in ("free", "other", "social"):
        return ""
    if place.tier in _OTHERS:
        return place.account if _OFFER.match(place.account) else ""
    if place.account and place.account != "www" and place.kind != "social":
        return place.account.split(".")[-1 if place.tier else 0].lower()
    user = _PATH_ACCOUNT.search(place.path) if place.kind != "other" else None
    return user.group(1).lower() if user and _SERIAL.search(user.group(1)) else ""


def _grade(label: str, place: Target) -> int:
    """0 for a name, 1 for an odd one, 2 for one beyond doubt."""
    if _HASH.match(label):
        return 0
    shape = _LETTERS.match(label)
    listed = place.tier.startswith(("tier_a", "tier_b"))
    if shape is None:
        if place.tier in _OTHERS or (place.kind == "other" and _SCRAP.match(label) and not _MACHINES.search(label)):
            return 1
        return 2 if place.kind == "free" and _TITLE.match(label) else int(place.kind == "free" and bool(_OFFER.match(label)))
    letters, digits = shape.groups()
    tail = random_tail(letters)
    if tail:
        return 2 if listed or (len(digits) >= 3 and place.kind == "free") else 1
    if len(digits) >= 5 and len(letters) >= 6:
        return 2 if place.kind == "free" else 1
    if len(letters) >= (7 if place.kind == "free" else 8) and len(digits) != 1 and letter_bits(letters) >= _needed(place):
        return 2 if listed else 1
    return 2 if listed and _BAIT.match(label) else 0


def _needed(place: Target) -> float:
    if _NUMBERED.search(place.path):  # a page name with a long number on an account: less is needed of the name
        return TAIL_BITS
    return _LABEL_BITS if place.kind == "free" else _UNKNOWN_BITS
