"""Linked addresses that each look bought or made by a script, where one alone would prove nothing.

Why: lists of references are filled with what links are sold for: an account with a random tail, a sub-domain of scraps, a page name
with a serial number, a domain that is a search for something cheap, a trade that the page never speaks of. Honest pages have one
such address now and then, hardly ever two of different owners.
How: every visible link of the text is looked at for five shapes; two different sites at least.
Misses: bought links on ordinary domains; networks whose names can be read.
Source: own development pages of the project; honest training pages for what does not count, 2026-12.
"""

from __future__ import annotations

from spamcheck.anchors import Anchor, anchors
from spamcheck.context import explained
from spamcheck.document import Document
from spamcheck.domains import Target
from spamcheck.letters import letter_bits, random_tail
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal
from spamcheck.site_names import says_a_sale, unrelated

_SERIAL = lazy(r"/\d{6,9}/[a-z]+(?:-[a-z0-9]+){2,20}/?$|/[a-z]+(?:-[a-z0-9]+){2,20}-\d{5,9}/?$")
_SCRAP = lazy(r"(?:[a-z]{1,2}\d{1,3}|[a-z]{3,4}\d|\d{1,2}[a-z]{1,2})$")
_MACHINES = lazy(
    r"(?:cdn|static|img|api|app|web|www|m|eu|us|uk|s|v|ns|ftp|mail|mp|cs|h|p|pt|tv)\d*$|(?:www|ftp|mail|http|html|rss|css|xml|sms)$"
)
_NUMBERED = lazy(r"[a-z]{6,20}(?!(?:19|20)\d\d$|[012]\d$)\d{2,5}$")  # "unconf16" is a year
_ODD_LABEL = 5.8  # bits of a pair of letters
_CAP = 6


@signal(
    title="Doubtful addresses among the links",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "site_count": Value("different sites of doubtful shapes that the text links to, two at least, at most 6", spam=+1, low_quality=+1),
        "kind_count": Value("different shapes among them", spam=+1, low_quality=+1),
    },
    flags="Ducks moult in June. https://trevorqzwkb.penwell.example/duck-feathers-51200931\n"
    "Drakes then hide. https://cheap-garage-doors.example/drakes",
    passes="Ducks moult in June. https://birdwatch.example/ducks/moult\nDrakes then hide. https://www.pond-club.example/drakes",
)
def doubtful_addresses(doc: Document) -> Reading:
    found: list[tuple[Anchor, str]] = []
    seen: set[str] = set()
    for anchor in anchors(doc, footer=True):
        place, link = anchor.place, anchor.link
        # Of a host that no list knows all names belong to one house; one account name at two hosts is one person.
        owners = {place.account if place.tier else place.registrable, *(a for a in _accounts(place) if _made_up(a))} - {""}
        if place.kind not in ("other", "free") or not seen.isdisjoint(owners) or link.region == "comments" or "ugc" in link.rel:
            continue
        shape = _shape(doc, anchor)
        if not shape:
            continue
        if explained(doc, link):
            continue
        found.append((anchor, shape))
        seen |= owners
    if len(found) < 2:
        return SILENT
    values = {"site_count": min(_CAP, len(found)), "kind_count": len({shape for _, shape in found})}
    return Reading(values, tuple(point_at(anchor.link, shape) for anchor, shape in found[:20]))


def _shape(doc: Document, anchor: Anchor) -> str:
    """What is doubtful about an address, in words; empty where nothing is."""
    place = anchor.place
    if place.tier in ("tier_c_app", "tier_b_storage"):
        return ""  # names by design of machines
    accounts = _accounts(place)
    if accounts and _SERIAL.search(place.path):
        return "a page with a serial number on an account"
    # On hosts that are known people open pages under names of all the world's languages.
    if (not place.tier and any(map(_made_up, accounts))) or (
        len(accounts) > 1 and any(_SCRAP.match(a) and not _MACHINES.match(a) for a in accounts)
    ):
        return "an account name as scripts make them"
    if place.kind == "other" and says_a_sale(doc, anchor.link):
        return "a domain that is a search for a purchase"
    if place.kind == "other" and unrelated(doc, anchor.link)[1]:
        return "a trade that the page does not speak of"
    return ""


def _accounts(place: Target) -> list[str]:
    """The names before the registered one."""
    return [part for part in place.account.lower().split(".") if part not in ("", "www")]


def _made_up(label: str) -> bool:
    """A forename with a random tail, a row of letters that no word has, letters and a number."""
    letters = label.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii() or len(letters) < 5:
        return False
    if _NUMBERED.match(label):
        return True
    return bool(random_tail(letters)) or (len(letters) >= 8 and letter_bits(letters) >= _ODD_LABEL)
