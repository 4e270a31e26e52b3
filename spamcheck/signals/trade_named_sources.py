"""Sources and list entries at sites that are named after trades which the page never speaks of.

Why: whoever sells places in a list of references or friends takes what pays: a garage door, a bail bond and a set of dental
implants side by side under an article on vitamins. A source of its own is named after the subject, or has a name.
How: the words of the domain name, where it is made of two or more; one of them a trade, a money topic or a town, none of them said
anywhere else on the page. Two such sites at least, one of them of a trade.
Misses: sites with one word or a made-up name; trades in no list; entries under link texts that hide the address.
Source: own development pages of the project, written for this signal; the training pages for what does not count; 2026-11.
"""

from __future__ import annotations

from itertools import pairwise

from spamcheck.anchors import Anchor, anchors, line, stem, told
from spamcheck.context import credits_maker, link_excused, warned_list
from spamcheck.document import Document
from spamcheck.lexicon import read
from spamcheck.links import point_at
from spamcheck.signal import SILENT, Reading, Value, signal

_LISTS = ("commercial_words", "trade_words", "off_niche", "drug_trade")
_SHOPS = frozenset(
    [
        "outlet",
        "direct",
        "discount",
        "discounts",
        "deals",
        "store",
        "shop",
        "warehouse",
        "supplies",
        "wholesale",
        "rentals",
        "leasing",
        "gifts",
        "loans",
    ]
)
_LETTERS = 3  # of a word of a domain name, at least
_ENTRY = 200  # characters of a line that holds a source or an entry of a list
_CAP = 6


@signal(
    title="Sources named after other trades",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "site_count": Value("sites named after a trade that the page never speaks of, two at least, at most 6", spam=+1, low_quality=+1)
    },
    flags="Slugs hide under boards by day.\n\nSources:\n1. Moor, T. Slugs in spring. https://casino-night-77.example/slugs\n"
    "2. Board of Gardens. https://www.tyre-outlet.example/report",
    passes="Slugs hide under boards by day.\n\nSources:\n1. Moor, T. Slugs in spring. https://slug-watch.example/spring\n"
    "2. Board of Gardens. https://www.hedgehog-house.example/report",
)
def trade_named_sources(doc: Document) -> Reading:
    found: dict[str, Anchor] = {}
    sold = False
    for anchor in anchors(doc, footer=True):
        place, link = anchor.place, anchor.link
        if place.kind != "other" or place.registrable in found:
            continue
        words = place.registrable.partition(".")[0].split("-")
        known = [w for w in words if len(w) >= _LETTERS and w.isalpha()]
        if len(known) < 2:
            continue
        trade = _trades(doc, known)
        if not (trade or _town(doc, known)) or (anchor.content and not link.bare and not anchor.alone and not _short(doc, anchor)):
            continue
        if (
            told(doc, {stem(w) for w in known}, link.start, link.end)
            or credits_maker(doc, link.start)
            or link_excused(doc, link, "debunk", "disclosure")
        ):
            continue
        if not warned_list(doc, link.start):
            found[place.registrable] = anchor
            sold = sold or trade
    if len(found) < 2 or not sold:
        return SILENT
    shown = sorted(found.values(), key=lambda a: a.link.start)[:20]
    return Reading(
        {"site_count": min(_CAP, len(found))},
        tuple(point_at(a.link, f"{a.place.registrable}: a trade of which the page does not speak") for a in shown),
    )


def _trades(doc: Document, words: list[str]) -> bool:
    if not _SHOPS.isdisjoint(words):
        return True
    phrases = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return any(phrase in read(name, language) for name in _LISTS for language in {doc.language or "", "en", ""} for phrase in phrases)


def _town(doc: Document, words: list[str]) -> bool:
    return any(word in read("places", language) for language in {doc.language or "en", "en"} for word in words)


def _short(doc: Document, anchor: Anchor) -> bool:
    start, end = line(doc, anchor.link)
    return end - start <= _ENTRY
