"""The page's own address is shaped as honest addresses hardly ever are.

Why: throw-away pages lie on bare numbers, on names of many hyphens or random letters, behind a user name or a strange
port, or on names that borrow letters of another script.
Misses: ordinary names. Each shape also has honest owners: one alone is weak.
Source: address rules of public mail filters (bare number, user field, many dots), own list of shapes, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
import unicodedata

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_USER = lazy(r"https?://[^/?#@\s]{0,300}@", re.IGNORECASE)
_PORT = lazy(
    r"https?://(?:[^/?#@\s]{0,300}@)?[^/?#@:\s]{1,300}:(?!80\b|443\b|8080\b|8000\b|3000\b|8443\b|9443\b|5000\b|8888\b)\d{2,5}(?:/|$)",
    re.IGNORECASE,
)
_LOCAL = lazy(r"(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|\[")
_RANDOM = lazy(r"[a-z]{9,24}$")
_CONSONANTS = lazy(r"[bcdfghjklmnpqrstvwxz]{5,}")
# "bank.com.login-77.example", "com-login.example"; a first part "gov." is a department's own.
_SPOOF = lazy(r"(?<!dot-)(?:^(?=[a-z]{3}-)|(?<=[.-]))(?:com|org|net|gov)[-.](?!(?:[a-z]{2}|co)$)[a-z0-9-]{3,}\.")
# "st-marys-hospice-of-the-valley", "praxis-dr-anna-weber-lindau": small houses spell out their whole name.
_HOUSES = frozenset(
    "hospice hospital school surgery church parish choir museum library clinic practice council praxis klinik gemeinde kirchengemeinde verein "
    "foerderverein schule grundschule feuerwehr dr cabinet ecole mairie paroisse escuela colegio parroquia musee museo hopital hotel theatre teatro".split()
)
_SMALL = frozenset(
    "de la le les du des et en a aux el los las y del der die das den dem und am im zum zur von of the and in at on for".split()
)
_BITS = 5.6
_CAP = 4


@signal(
    title="Odd page address",
    family="host",
    languages=("any",),
    needs="url",
    values={"odd_count": Value("odd features: bare number, user name, port, hyphens, random letters, mixed scripts, at most 4", spam=+1)},
    flags="http://203.0.113.7/offers/tea\nTea from the hills is offered here.",
    passes="https://www.tea-house.test/offers\nTea from the hills is offered here.",
)
def url_shape(doc: Document) -> Reading:
    url = (doc.url or "")[:4000]
    place = target(url)
    if not place.host:
        return SILENT
    label = place.registrable.partition(".")[0]
    found = []
    if place.kind == "address" and not _LOCAL.match(place.host):
        found.append("a bare number as host")
    if _USER.match(url):
        found.append("a user name before the host")
    if _PORT.match(url):
        found.append("an unusual port")
    if (
        len([part for part in label.split("-") if part not in _SMALL]) >= 5
        and not label.startswith("xn--")
        and _HOUSES.isdisjoint(label.split("-"))
    ):
        found.append("many hyphens in the name")
    if _is_random(label) and not place.tier:
        found.append("random letters as name")
    if "xn--" in place.host and _mixes_scripts(place.host):
        found.append("letters of several scripts in the name")
    if _SPOOF.search(place.host) and not place.tier:
        found.append("another site's ending inside the name")
    if not found:
        return SILENT
    return Reading({"odd_count": min(_CAP, len(found))}, (Evidence(None, "; ".join(found), "url", place.host[:300]),))


def _is_random(label: str) -> bool:
    if not _RANDOM.match(label):
        return False
    pairs = read("letter_pairs_hosts")
    bits = sum(int(pairs.get(label[i : i + 2], "10")) for i in range(len(label) - 1)) / (len(label) - 1)
    return bits >= _BITS and _CONSONANTS.search(label) is not None


def _mixes_scripts(host: str) -> bool:
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                name = label[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError):
                return True
            scripts = {unicodedata.name(c, "?").split()[0] for c in name if c.isalpha()}
            if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1:
                return True
    return False
