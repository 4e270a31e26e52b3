"""What the name of a linked site says: its words, whether the page speaks of any of them, and whether they are a trade's or a sale's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import read
from spamcheck.name_words import name_words, plain_letters
from spamcheck.patterns import WORD

_LISTS = ("commercial_words", "trade_words", "off_niche", "drug_trade")
_SHOPS = frozenset((
    "outlet", "direct", "discount", "discounts", "deals", "store", "shop", "warehouse", "supplies", "wholesale", "rentals", "leasing",
    "gifts", "loans",
))  # fmt: skip
# Words that a name has because people type them when they want to buy; the second ones are in honest names, too.
_SALES = frozenset((
    "cheap", "cheapest", "buy", "discount", "discounts", "deals", "coupon", "coupons", "bargains", "casino", "slots", "betting", "payday", "replica",
    "followers", "escorts", "vape", "comprar", "barato", "baratos", "barata", "acheter", "promo", "soldes", "kaufen", "billig", "guenstig",
    "guenstige", "rabatt", "gutschein",
))  # fmt: skip
_SOLD = frozenset((
    "sale", "wholesale", "quotes", "rentals", "hire", "prices", "outlet", "loans", "pills", "ofertas", "precios", "angebote", "kredite",
))  # fmt: skip
_LETTERS = 3  # of a word of a domain name, at least
_SAME = 4  # letters by which words are compared
_LATIN = "\u0250"


def label_of(place: Target) -> str:
    """The name that an owner chose, without the ending."""
    return place.registrable.partition(".")[0]


@lru_cache(maxsize=4096)
def site_words(label: str, language: str | None) -> tuple[str, ...]:
    """Content words of a domain label, between hyphens or joined."""
    if label.startswith("xn--"):
        return ()
    language = language or "en"
    small = read("function_words", language)
    parts = label.strip("0123456789").split("-")
    words = [word for part in parts for word in name_words(part, language) or name_words(part, "en") or (part,)]
    return tuple(w for w in words if len(w) >= _LETTERS and w.isascii() and w.isalpha() and w not in small)


def parts_of(text: str) -> list[str]:
    """Words of a text in small letters, cut at hyphens."""
    return [part for word in WORD.findall(text.lower()) for part in word.split("-")]


def begins(word: str) -> str:
    """The letters by which words are compared: without accents and, in short words, without the plural."""
    plain = plain_letters(word)
    return plain.removesuffix("s")[:_SAME] if len(plain) <= _SAME + 1 else plain[:_SAME]


def _beginnings(doc: Document) -> dict[str, int] | None:
    """How often words of the page begin so; nothing where its letters are not Latin."""
    found: dict[str, int] = {}
    small = read("function_words", doc.language) if doc.language else {}
    foreign = total = 0
    for word, places in doc.postings.items():
        total += len(places)
        if word in small:
            continue
        foreign += len(places) * (word[0].isalpha() and word[0] >= _LATIN)
        for part in {begins(part) for part in word.split("-")}:
            found[part] = found.get(part, 0) + len(places)
    return None if 4 * foreign > total else found


def is_foreign(doc: Document, link: Link, words: Sequence[str]) -> bool:
    """Whether no word of the page outside the link itself begins like one of them."""
    everywhere = doc.derive(_beginnings)
    if everywhere is None:
        return False
    inside = doc.words.between(max(0, link.start), link.end)
    here = [part for word in doc.words.lower[inside.start : inside.stop] for part in {begins(p) for p in word.split("-")}]
    return all(everywhere.get(b, 0) <= here.count(b) for b in map(begins, words))


def names_a_trade(words: Sequence[str], language: str | None) -> bool:
    """Whether one of the words, or two together, are in a list of trades or money topics."""
    if any(word in _SHOPS or word in _SALES or word in _SOLD for word in words):
        return True
    phrases = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return any(phrase in read(name, known) for name in _LISTS for known in {language or "", "en", ""} for phrase in phrases)


def says_a_sale(doc: Document, link: Link) -> bool:
    """Whether a site is named after a search of somebody who wants to buy: "cheap-hoses", "vapejuicewholesale", "plumbernearme".

    A word that honest names have, too, must stand beside things that the page never speaks of.
    """
    label = label_of(target(link.href))
    if not label.endswith(("nearme", "near-me", "forsale", "for-sale")) and not any(
        word in label for words in (_SALES, _SOLD) for word in words
    ):
        return False
    words = site_words(label, doc.language)
    if len(words) < 2:
        return False
    if not _SALES.isdisjoint(words) or "near" in words or label.endswith(("forsale", "for-sale")):
        return True
    rest = [word for word in words if word not in _SOLD]
    return len(rest) < len(words) and is_foreign(doc, link, rest)


def unrelated(doc: Document, link: Link) -> tuple[bool, bool]:
    """Whether a linked site is named after things that the page never speaks of, and whether after a trade.

    Joined words must name a trade: "cookieandkate" is a diary's name.
    """
    label = label_of(target(link.href))
    known = site_words(label, doc.language)
    if len(known) < 2 or not is_foreign(doc, link, known):
        return False, False
    trade = names_a_trade(known, doc.language)
    if not trade and "-" not in label:
        return False, False
    if not link.bare:
        named = [begins(part) for part in parts_of(link.anchor)]
        said = sum(begins(word) in named for word in known)
        if said and (not trade or (said == len(known) and link.anchor[:1].isupper())):
            return False, False
    return True, trade
