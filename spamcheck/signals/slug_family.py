"""The page's own address follows a template of link vendors or hacked sites.

Why: vendors publish thousands of pages whose names come from title templates with a serial number; hacking kits append
random letters or numbers to a query; doorways use the whole query as page name.
Misses: clean names; templates not seen; whole paragraphs as page names (question boards do that too). Newspapers and
shops number their pages too: a bare number says nothing.
Source: shapes from the project's survey of 667 pages (19 spam, 3 low quality, 0 ok), structure only, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence
from spamcheck.domains import Target, target
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SLUG = lazy(r"/([a-z0-9]+(?:[-_][a-z0-9]+){1,60})(\.(?:html?|php|aspx?))?/?$", re.IGNORECASE)
_STORY = lazy(r"/story\d{5,9}/[a-z0-9-]{4,}|/story\.php\?title=", re.IGNORECASE)
_BRACKETED = lazy(r"/\d{4,6}-[a-z]+(?:-[a-z0-9]+){2,20}-\d{1,2}/?$", re.IGNORECASE)
_SERIAL = lazy(r"-(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d$)\d{7,8}$")  # no date
# Parts of one site, not somebody's account.
_SECTIONS = frozenset(
    ("news", "edition", "blog", "health", "amp", "m", "mobile", "en", "eu", "us", "uk", "de", "fr", "es", "magazine", "local")
)
_FOLDERED = lazy(r"/\d{7,8}/([a-z0-9]+(?:-[a-z0-9]+){2,20})/?$", re.IGNORECASE)
_RANDOM_TAIL = lazy(r"-(?=[a-z]{0,5}\d)(?=\d{0,5}[a-z])[a-z0-9]{5,6}$")
_VERSION = lazy(r"-(?:\d{1,5}[a-z]{1,3}|[a-z]{1,5}\d{1,5})$")  # 200mg, 1080p, covid19, 24h
_STOCK_WORDS = (
    "about answers approach basics beginners benefits considerations definitive details everything examine explained explore facts"
    " fundamentals getting guide hidden how ideas important indicators insights know known learn little must need never questions reasons"
    " report rule rumored secret secrets should shown some steps strategies techniques things tips top trick truth truths ultimate"
    " uncovered understanding unknown ways what why work you your"
)
_STOCK = frozenset(_STOCK_WORDS.split())
_SMALL_WORDS = "a an the of for to in on and or is are can do does it its with from by this that at"
_SMALL = frozenset(_SMALL_WORDS.split())
_QUESTIONS = frozenset(
    ["can", "could", "do", "does", "how", "is", "are", "should", "what", "when", "where", "which", "who", "why", "would"]
)
_BUYING = frozenset({"buy", "cheap", "cheapest", "online", "sale", "coupon", "discount", "order", "overnight", "prescription"})


@signal(
    title="Address from a template of link vendors",
    family="host",
    policy="scaled_content_abuse",
    languages=("any",),
    needs="url",
    values={
        "vendor_flag": Value("bookmark story, serial number behind stock title words, numbers around the title", spam=+1, low_quality=+1),
        "query_flag": Value("a buyer's query or a random tail as page name", spam=+1, low_quality=+1),
    },
    flags="https://maple.blogspot.com/some-known-facts-about-gutter-cleaning-51200931\nGutters carry water away from the roof.",
    passes="https://www.oaktownherald.example/news/gutter-plan-approved-51200931\nThe council approved the plan for gutters.",
)
def slug_family(doc: Document) -> Reading:
    place = target(doc.url or "")
    if not place.host:
        return SILENT
    whole = f"{place.path}?{place.query}" if place.query else place.path
    vendor = _vendor(place, whole)
    query = "" if vendor else _query(place)
    if not vendor and not query:
        return SILENT
    note = "an address from a link vendor's template" if vendor else "a query or random letters as page name"
    evidence = (Evidence(None, note, "url", (vendor or query)[:300]),)
    return Reading({"vendor_flag": float(bool(vendor)), "query_flag": float(bool(query))}, evidence)


def _vendor(place: Target, whole: str) -> str:
    story = _STORY.search(whole)
    if story:
        return story.group()
    bracketed = _BRACKETED.search(place.path)
    if bracketed and place.kind in ("other", "free", "address"):
        return bracketed.group()
    hosted = place.kind == "free" or place.account not in ("", "www", *_SECTIONS)
    foldered = _FOLDERED.search(place.path)
    slug = _SLUG.search(place.path)
    name = foldered.group(1) if foldered else slug.group(1) if slug and _SERIAL.search(slug.group(1)) else ""
    if not name or not hosted or place.kind not in ("other", "free", "address"):
        return ""
    throw_away = place.tier.startswith(("tier_a", "tier_b"))
    return name if throw_away or _is_stock(_SERIAL.sub("", name)) else ""


def _is_stock(slug: str) -> bool:
    """Whether stock title words and small words make up half of a page name, two stock words at least."""
    words = slug.lower().split("-")
    stock = sum(w in _STOCK for w in words)
    return stock >= 2 and 2 * (stock + sum(w in _SMALL or w.isdigit() for w in words)) >= len(words)


def _query(place: Target) -> str:
    slug = _SLUG.search(place.path)
    if not slug or place.kind not in ("other", "free", "address"):
        return ""
    name = slug.group(1).lower()
    words = re.split(r"[-_]", name)
    tail = _RANDOM_TAIL.search(name) if slug.group(2) else None
    if tail and len(words) >= 4 and not _VERSION.search(name) and not _is_hex(tail.group()):
        return name
    drugs = read("drug_trade", "en")
    sold = sum(w in _BUYING for w in words)
    drug = any(drugs.get(w) == "drug" for w in words)
    if words[0] in _QUESTIONS:  # "can-i-buy-...": asked on a question board
        return ""
    if len(words) <= 9 and ((drug and sold and words[0] in ("buy", "cheap", "order")) or (sold >= 3)):
        return name
    return name if name.endswith("near-me") and len(words) >= 5 and (sold or words[0] in ("best", "top", "affordable")) else ""


def _is_hex(tail: str) -> bool:
    return all(c in "-0123456789abcdef" for c in tail)
