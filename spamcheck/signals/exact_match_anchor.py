"""The same commercial phrase used again and again as link text.

Why: links that people set vary in their words; a phrase that is bought is repeated to the letter, on the page or
towards several sites.
Misses: paid anchors that were varied; phrases without a buying, ranking or service word.
Source: definition from the project's signal catalogue; the project's lists of query and trade words, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.links import SETTLED, own_sites
from spamcheck.patterns import WORD, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_HEADLINE = lazy(r"[:!?\"“”„«»‘]|(?<!\w)['’]|['’](?!\w)")  # titles of articles and works
_NEUTRAL = SETTLED | {"social"}
_BUYING = {"near", "sale", "price", "buy", "cheap", "best"}
_SMALL_WORDS = (
    "a an the this that our your my we you is are was how why what here now more to of us all and or with by from"
    " jetzt hier mehr alle ahora aquí más todos maintenant ici plus tous"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# Parts of an offer, not of a query: what buttons of any shop say.
_BUTTON_WORDS = (
    "price prices check order book buy shop get online now deal deals latest amazon details rent hire quote quotes coupon reviews review"
)
_BUTTON = frozenset(_BUTTON_WORDS.split())
_CAP = 6


@signal(
    title="The same commercial phrase as link text, repeatedly",
    family="links",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "repeat_count": Value("links that carry the most repeated commercial phrase, at most 6", spam=+1, low_quality=+1),
        "site_count": Value("different sites that this phrase leads to, at most 6", spam=+1, low_quality=+1),
    },
    flags="<p>We like <a href='https://shedhouse.example/a'>affordable garden sheds</a> a lot.</p>"
    "<p>Some prefer <a href='https://shedhouse.example/b'>affordable garden sheds</a> in green.</p>",
    passes="<p>We like <a href='https://shedhouse.example/a'>this shed</a> a lot.</p>"
    "<p>Some prefer <a href='https://shedhouse.example/b'>the wooden one</a> in green.</p>",
)
def exact_match_anchor(doc: Document) -> Reading:
    groups: dict[str, list[Link]] = {}
    for link in doc.outbound:
        if link.visible and not link.bare and 8 <= link.end - link.start <= 80 and link.region not in ("nav", "header"):
            groups.setdefault(" ".join(link.anchor.lower().split()), []).append(link)
    repeated = {phrase: links for phrase, links in groups.items() if len(links) >= 2 and _is_query(phrase, doc.language)}
    if not repeated:
        return SILENT
    own = own_sites(doc)
    repeated = {phrase: kept for phrase, links in repeated.items() if len(kept := _foreign(links, own)) >= 2}
    if not repeated:
        return SILENT
    found = sorted((k for links in repeated.values() for k in links), key=lambda k: k.start)
    sites = max(len({target(k.href).site for k in links}) for links in repeated.values())
    values = {"repeat_count": min(_CAP, max(map(len, repeated.values()))), "site_count": min(_CAP, sites)}
    return Reading(values, tuple(Evidence(Span(k.start, k.end), "the same commercial phrase as link text again") for k in found[:20]))


def _is_query(phrase: str, language: str | None) -> bool:
    """A phrase of 2 to 7 words with a buying, ranking or trade word, a thing, and nothing that speech would add."""
    if _HEADLINE.search(phrase):
        return False
    words = WORD.findall(phrase)
    if not 2 <= len(words) <= 7 or any(w in _SMALL for w in words[:-1]):
        return False
    if all(w in _BUTTON for w in words[1:]) or (words[0] in _BUTTON and len(words) == 2):
        return False
    queries, trade = read("query_words", language), read("commercial_words", language)
    grams = words + [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
    buying = [g for g in grams if queries.get(g) in _BUYING and (queries[g] != "best" or phrase.startswith(g))]
    return bool(buying) or (len(words) >= 3 and any(trade.get(g) == "service" for g in grams) and _has_place(words, language))


def _has_place(words: list[str], language: str | None) -> bool:
    places = read("places", language)
    return any(" ".join(words[-n:]) in places or " ".join(words[-n - 1 : -1]) in places for n in (1, 2) if len(words) > n)


def _foreign(links: list[Link], own: frozenset[str]) -> list[Link]:
    """Links to other sites, several on one address counted once each, disclosed ones left out."""
    return [k for k in links if "sponsored" not in k.rel and (p := target(k.href)).kind not in _NEUTRAL and p.site not in own]
