"""Addresses that are a buyer's search query: in the links of a page, and in the page's own folder.

Why: whoever fills a host with pages for queries names the pages, folders and accounts after them ("no prescription",
"best price", a drug or a game of chance and "online"). An honest address says what its page is about; a shop has such
addresses on its own site, where they do not count.
How: a part of an address (a sub-domain, an account, a folder, a page name, the domain itself) counts where three words
or more stand in it without grammar and two of them belong to a sale, or one of them and a drug or foreign money trade.
Misses: addresses of plain words or of numbers; queries without a sale.
Source: own-written pages of the project, shapes only, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections.abc import Iterator

from spamcheck.context import link_excused
from spamcheck.document import Document, Evidence, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import read, scan
from spamcheck.links import own_sites, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SALE = frozenset(
    "buy cheap cheapest discount discounts discounted coupon coupons promo voucher deal deals bargain bargains price prices sale sales order"
    " online overnight discreet shipping shipped delivery wholesale outlet store shop official reviews"
    " comprar barato baratos barata baratas precio precios oferta ofertas acheter prix livraison kaufen billig preis preise".split()
)
_WITHOUT = lazy(r"(?:^|-)(?:no|without|sin|sans|ohne)-(?:rx|prescription|script|doctor|receta|ordonnance|rezept)(?:-|$)")
# Words of the name of an article, a rule or an office: whoever writes of a sale has one of them.
_TOLD = frozenset(
    "how why what when who is are do does can should guide law laws ban bans rise rises fall report study news warning scam scams risk risks"
    " safety policy act history faq help terms returns refund refunds conditions tracking status repeat renew your my our the of and vs".split()
)
_SPLIT = lazy(r"[-_+.]|%20")
_HINT = lazy(r"[a-z0-9]-[a-z]+-[a-z0-9]|[a-z0-9]_[a-z]+_[a-z0-9]")
_ENDING = lazy(r"\.(?:html?|php|aspx?)$")
_FEWEST, _MOST_WORDS = 3, 12
_MONEY = frozenset(("gambling", "adult", "pharma", "essay", "loan"))
_CAP = 6
_MOST_LINKS = 400
_FOLDERS = 6


@signal(
    title="Addresses that are a buyer's search query",
    family="host",
    policy="link_spam",
    languages=("any",),
    values={
        "link_count": Value("different outside addresses that are a query, at most 6", spam=+1, low_quality=+1),
        "strong_count": Value(
            "of these, with a drug, a foreign money trade or 'no prescription' in them, at most 6", spam=+1, low_quality=+1
        ),
        "own_flag": Value("the page lies in a folder or on an account that is a query of which the page does not speak", spam=+1),
    },
    flags="Read on at https://seven.example/buy-lawn-roller-cheap-online/ and https://eight.example/lawn-roller-best-price-deals/ today.",
    passes="Read on at https://seven.example/how-to-buy-a-lawn-roller/ and https://eight.example/lawn-roller-safety-report/ today.",
)
def query_addresses(doc: Document) -> Reading:
    language = doc.language or "en"
    found: dict[str, tuple[Link, bool]] = {}
    if _HINT.search(doc.outbound_addresses):
        warned = bool(doc.hits("attribution", "debunk"))
        own, here = own_sites(doc), target(doc.url or doc.meta.canonical)
        for link in doc.outbound[:_MOST_LINKS]:
            place = target(link.href)
            same = place.host == here.host and (not place.tier or _account(place) == _account(here))
            # Who warns of sellers prints their addresses without linking them.
            if same or link.region in ("nav", "header") or (link.bare and warned):
                continue
            for part in _parts(place, own=place.site in own and not place.tier):
                strong = _query(part, language)
                if strong is not None and part not in found and not link_excused(doc, link, "debunk", "disclosure"):
                    found[part] = (link, strong)
    folder = _own(doc, language)
    strong_count = sum(strong for _, strong in found.values())
    if not folder and not strong_count and len(found) < 2:
        return SILENT
    values = {"link_count": min(_CAP, len(found)), "strong_count": min(_CAP, strong_count), "own_flag": float(bool(folder))}
    evidence = [point_at(link, f"a search query as address: {part[:100]}") for part, (link, _) in list(found.items())[:20]]
    if folder:
        evidence.append(Evidence(None, "lies in a place named after a search query", "url", folder[:300]))
    return Reading(values, tuple(evidence))


def _account(place: Target) -> list[str]:
    """Whose pages these are on a shared host: its first two folders."""
    return place.path.split("/")[:3]


def _parts(place: Target, *, own: bool) -> Iterator[str]:
    """Parts of an address that somebody chose. own: of the page's own site only its other accounts and sub-domains."""
    labels = place.host.removesuffix(place.registrable).strip(".")
    yield from (label for label in labels.split(".") if label)
    if own:
        return
    if not place.tier:
        yield place.registrable.partition(".")[0]
    yield from _segments(place.path)


def _segments(path: str) -> Iterator[str]:
    for part in path.lower().split("/")[: _FOLDERS + 2]:
        if part:
            yield _ENDING.sub("", part)


def _query(part: str, language: str) -> bool | None:
    """None for no query; else whether a drug, a foreign money trade or "no prescription" is in it."""
    words = [w for w in _SPLIT.split(part) if w]
    if not _FEWEST <= len(words) <= _MOST_WORDS or not _TOLD.isdisjoint(words):
        return None
    sold = sum(w in _SALE for w in words)
    without = bool(_WITHOUT.search(part))
    if not sold and not without:
        return None
    hits = scan(" ".join(words), language)
    money = any(kind in _MONEY for *_, kind in hits.get("off_niche", ())) or bool(hits.get("drug_trade"))
    things = [w for w in words if w.isalpha() and len(w) > 2 and w not in _SALE and w not in read("function_words", language)]
    if not things or not (sold + without > 1 or money):
        return None
    return money or without


def _own(doc: Document, language: str) -> str:
    """The folder or account of the page, where it is a query and the page's headline shares no word with it."""
    place = target(doc.url or "")
    if not place.host or place.kind == "commerce":
        return ""
    parts = [*_parts(place, own=True), *list(_segments(place.path.rstrip("/")))[:-1]]
    said = set(re.findall(r"\w+", f"{doc.title} {_headline(doc)}".lower()))
    for part in parts:
        if _query(part, language) is not None:
            things = [w for w in _SPLIT.split(part) if len(w) > 3 and w not in _SALE]
            if said.isdisjoint(things):
                return part
    return ""


def _headline(doc: Document) -> str:
    first = next(iter(doc.headings), None)
    return doc.text[first.start : first.end] if first else ""
