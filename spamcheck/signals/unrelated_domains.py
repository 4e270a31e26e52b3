"""Links to sites whose names have nothing to do with the page: a stair-lift offer under a text on pigeons.

Why: whoever sells places in a text or in a list of references takes what pays: a garage door, a bail bond and a set of dental
implants side by side under an article on vitamins. A source of its own is named after the subject, or by its name.
How: domain names of two words or more, none of which begins like a word anywhere else on the page or, unless it is a trade's, of the
link text. Three such sites at least, two where one is named after a trade, a money topic or a shop; in any language with Latin letters.
Misses: sites with one word or a made-up name. Small diaries with poetic names would be taken for it where three are cited without
their names.
Source: own development pages; on training 1 of 3,217 honest pages has two such sites and none has three, 2026-11.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from spamcheck.anchors import Anchor, anchors
from spamcheck.context import credits_maker, disclosed, link_excused, warned_list
from spamcheck.document import Document
from spamcheck.lexicon import read
from spamcheck.links import point_at
from spamcheck.patterns import WORD
from spamcheck.signal import SILENT, Reading, Value, signal

_LISTS = ("commercial_words", "trade_words", "off_niche", "drug_trade")
_SHOPS = frozenset((
    "outlet", "direct", "discount", "discounts", "deals", "store", "shop", "warehouse", "supplies", "wholesale", "rentals", "leasing",
    "gifts", "loans",
))  # fmt: skip
_LETTERS = 3  # of a word of a domain name, at least
_SAME = 4  # letters by which words are compared
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LATIN = "\u0250"
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
        known = _words_of(doc, place.registrable.partition(".")[0])
        if len(known) < 2 or not _foreign(doc, anchor, known):
            continue
        trade = _trades(doc, known)
        if not link.bare:
            named = [_begins(part) for part in _parts(link.anchor)]
            said = sum(_begins(word) in named for word in known)
            if said and (not trade or (said == len(known) and link.anchor[:1].isupper())):
                continue
        if credits_maker(doc, link.start) or link_excused(doc, link) or disclosed(doc, link.start) or warned_list(doc, link.start):
            continue
        found[place.registrable] = anchor, trade
    trades = sum(trade for _, trade in found.values())
    if len(found) < (_FEWEST_OF_TRADES if trades else _FEWEST):
        return SILENT
    shown = sorted(found.values(), key=lambda pair: pair[0].link.start)[:20]
    values = {"site_count": min(_CAP, len(found)), "trade_count": min(_CAP, trades)}
    return Reading(values, tuple(point_at(a.link, f"{a.place.registrable}: the page does not speak of that") for a, _ in shown))


def _words_of(doc: Document, label: str) -> list[str]:
    """Content words of a domain label."""
    if label.startswith("xn--"):
        return []
    small = read("function_words", doc.language) if doc.language else {}
    return [w for w in label.split("-") if len(w) >= _LETTERS and w.isascii() and w.isalpha() and w not in small]


def _parts(text: str) -> list[str]:
    return [part for word in WORD.findall(text.lower()) for part in word.split("-")]


def _begins(word: str) -> str:
    """The letters by which words are compared: without accents and, in short words, without the plural."""
    plain = word.translate(_GERMAN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if c.isascii())
    return plain.removesuffix("s")[:_SAME] if len(plain) <= _SAME + 1 else plain[:_SAME]


def _beginnings(doc: Document) -> dict[str, int] | None:
    """How often words of the page begin so; nothing where its letters are not Latin."""
    found: dict[str, int] = {}
    foreign = total = 0
    for word, places in doc.postings.items():
        total += len(places)
        foreign += len(places) * (word[0].isalpha() and word[0] >= _LATIN)
        for part in {_begins(part) for part in word.split("-")}:
            found[part] = found.get(part, 0) + len(places)
    return None if 4 * foreign > total else found


def _foreign(doc: Document, anchor: Anchor, words: list[str]) -> bool:
    """Whether no word of the page outside the link itself begins like one of them."""
    everywhere = doc.derive(_beginnings)
    if everywhere is None:
        return False
    inside = doc.words.between(max(0, anchor.link.start), anchor.link.end)
    here = [part for word in doc.words.lower[inside.start : inside.stop] for part in {_begins(p) for p in word.split("-")}]
    return all(everywhere.get(b, 0) <= here.count(b) for b in map(_begins, words))


def _trades(doc: Document, words: list[str]) -> bool:
    """Whether one of the words, or two together, are in a list of trades or money topics."""
    if not _SHOPS.isdisjoint(words):
        return True
    phrases = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return any(phrase in read(name, language) for name in _LISTS for language in {doc.language or "", "en", ""} for phrase in phrases)
