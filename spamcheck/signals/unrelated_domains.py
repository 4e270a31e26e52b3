"""Links to sites whose names have nothing to do with the page: a stair-lift offer under a text on pigeons.

Why: whoever sells places in a text or in a list of references takes what pays: a garage door, a bail bond and a set of dental
implants side by side under an article on vitamins. A source of its own is named after the subject, or by its name.
How: domain names of two words or more, none of which begins like a word anywhere else on the page or, unless it is a trade's, of the
link text. Joined words are cut, and must name a trade. Three such sites at least, two where one is named after a trade, a money topic
or a shop; in any language with Latin letters.
Misses: sites with one word or a made-up name. Small diaries with poetic names would be taken for it where three are cited without
their names.
Source: own development pages; 0 of 3,217 honest training pages, 2026-12.
"""

from __future__ import annotations

from spamcheck.anchors import Anchor, anchors
from spamcheck.context import explained
from spamcheck.document import Document
from spamcheck.links import point_at
from spamcheck.signal import SILENT, Reading, Value, signal
from spamcheck.site_names import unrelated

_FEWEST, _FEWEST_OF_TRADES = 3, 2
_CAP = 6


@signal(
    title="Links to sites with unrelated names",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "site_count": Value("sites named after things that the page never speaks of, two at least, at most 6", spam=+1, low_quality=+1),
        "trade_count": Value("of these, sites named after a trade or a shop, at most 6", spam=+1, low_quality=+1),
    },
    flags="Slugs hide under boards by day.\n\nSources:\n1. Moor, T. Slugs in spring. https://casino-night-77.example/slugs\n"
    "2. Board of Gardens. https://www.tyre-outlet.example/report",
    passes="Slugs hide under boards by day.\n\nSources:\n1. Moor, T. Slugs in spring. https://slug-watch.example/spring\n"
    "2. Hedgehog House. https://www.hedgehog-house.example/report",
)
def unrelated_domains(doc: Document) -> Reading:
    found: dict[str, tuple[Anchor, bool]] = {}
    for anchor in anchors(doc, footer=True):
        place, link = anchor.place, anchor.link
        if place.kind != "other" or place.registrable in found or link.region == "comments" or "ugc" in link.rel:
            continue
        foreign, trade = unrelated(doc, link)
        if not foreign:
            continue
        if explained(doc, link):
            continue
        found[place.registrable] = anchor, trade
    trades = sum(trade for _, trade in found.values())
    if len(found) < (_FEWEST_OF_TRADES if trades else _FEWEST):
        return SILENT
    shown = sorted(found.values(), key=lambda pair: pair[0].link.start)[:20]
    values = {"site_count": min(_CAP, len(found)), "trade_count": min(_CAP, trades)}
    return Reading(values, tuple(point_at(a.link, f"{a.place.registrable}: the page does not speak of that") for a, _ in shown))
