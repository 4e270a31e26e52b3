"""Page names out of a link vendor's template.

Why: vendors publish thousands of pages from a few title templates: stock words around the keyword, then the serial
number of the post. The number in the page name on an account of a shared host, the number-then-title folder and the
bookmark "story" path are the marks of that trade; newspapers number their pages too, but on their own domain.
Misses: templates without a number on unknown hosts; shortened addresses.
Source: shapes from the project's signal catalogue (slug family: 19 spam, 3 low quality, 0 ok of 667 pages), 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.letters import letter_bits
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_TAILED = lazy(r"/([a-z0-9]+(?:-[a-z0-9]+){1,20})-\d{7,8}/?$", re.IGNORECASE)
_FOLDERED = lazy(r"/\d{7,8}/([a-z0-9]+(?:-[a-z0-9]+){2,20})/?$", re.IGNORECASE)
_STORY = lazy(r"/story\d{5,9}(?:/|$)", re.IGNORECASE)
_PLAIN = lazy(r"/([a-z0-9]+(?:-[a-z0-9]+){2,20})/?$", re.IGNORECASE)
# Words that carry a title without saying what it is about.
_STOCK_WORDS = (
    "about all answers approach basics benefits best buzz complete considerations definitive details everything explained explore facts fundamentals guide"
    " help hidden how ideas important insights know knew known learn little make mean must need never new not options overview questions reasons"
    " review rumored rules save secret secrets should shown simple some step steps strategies techniques things time tips top truth uncovered"
    " understanding unknown ultimate ways what when which who why work works you your"
)
_STOCK = frozenset(_STOCK_WORDS.split())
_SMALL_WORDS = "a an the of for to in on and or is are can be do does it its with from by this that at"
_SMALL = frozenset(_SMALL_WORDS.split())
_NEUTRAL_TIERS = {"tier_b_storage", "tier_c_app", "tier_c_platform"}
_RANDOM = 5.3  # bits of a pair of letters: no name
_CAP = 6


@signal(
    title="Links to pages from a link vendor's template",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "slug_count": Value("different addresses with such a page name, at most 6", spam=+1, low_quality=+1),
        "strong_count": Value(
            "of these, with a serial number and stock title words or on a throw-away host, at most 6", spam=+1, low_quality=+1
        ),
    },
    flags="See https://oaktown.blogspot.com/what-you-must-learn-on-gutter-cleaning-51200931 too.",
    passes="See https://www.morningherald.example/news/council-votes-on-gutter-plan-51200931 too.",
)
def link_vendor_slug(doc: Document) -> Reading:
    own = target(doc.url or doc.meta.canonical).host
    found: dict[str, tuple[Link, int]] = {}
    for link in doc.outbound:
        if link.region in ("nav", "header"):
            continue
        place = target(link.href)
        if place.kind not in ("free", "other", "address") or place.tier in _NEUTRAL_TIERS or place.host == own:
            continue
        grade = _grade(place)
        if grade and place.url not in found:
            found[place.url] = (link, grade)
    strong = sum(grade >= 2 for _, grade in found.values())
    if not strong and len({target(url).host for url in found}) < 2:
        return SILENT
    values = {"slug_count": min(_CAP, len(found)), "strong_count": min(_CAP, strong)}
    return Reading(values, tuple(point_at(link, "page name from a link vendor's template") for link, _ in list(found.values())[:20]))


def _grade(place: Target) -> int:
    """0 for an ordinary page name, 1 for the shape of one from a template, 2 for one beyond doubt."""
    throw_away = place.tier.startswith(("tier_a", "tier_b"))
    if _STORY.search(place.path) or (place.path.endswith("/story.php") and place.query.startswith("title=")):
        return 2 if throw_away else 1
    numbered = _TAILED.search(place.path) or _FOLDERED.search(place.path)
    if numbered:
        stock = _stock_words(numbered.group(1))
        hosted = throw_away or place.kind == "free" or place.account not in ("", "www")
        if not hosted:  # an own domain: newspapers number their pages, but their names can be spoken
            label = place.registrable.partition(".")[0]
            return int(stock >= 2 and label.isalpha() and letter_bits(label) >= _RANDOM)
        return 2 if throw_away or stock >= 2 else 1
    plain = _PLAIN.search(place.path) if throw_away else None
    return 1 if plain and _stock_words(plain.group(1)) >= 2 else 0


def _stock_words(slug: str) -> int:
    """Stock title words of a slug, where they and small words make up half of it."""
    words = slug.lower().split("-")
    stock = sum(w in _STOCK or w.isdigit() for w in words)
    small = sum(w in _SMALL for w in words)
    return stock if 2 * (stock + small) >= len(words) else 0
