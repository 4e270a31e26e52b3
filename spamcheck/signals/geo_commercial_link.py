"""An outside link whose words are "<service> <town>": the anchor of a paid local placement.

Why: nobody writes "plumber Tacoma WA" in a sentence by himself; the phrase is the search query that the target wants to
rank for. A name and place in an address, a hotel list or a news link is shaped otherwise.
Misses: towns and trades outside the lists, anchors with the brand only.
Source: reading of paid placements and of travel and news pages, shared lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from spamcheck.context import credits_maker
from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.links import under_its_name, with_its_place
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_FEWEST, _MOST = 2, 7  # words of such an anchor
_REGIONS = frozenset({"main", "comments", "references"})
_WORD = lazy(r"[^\W\d_][\w\u2019'&-]*|#1|24/7")
_RUN = lazy(r"((?:[A-ZÀ-Ý][\w\u2019'-]{1,20},? (?:(?:in|en|à|de) )?){2,6})[\s:(\u2013-]{0,4}$")
_CHARITY = lazy(r"\.org(?:\.[a-z]{2})?$")
_STATE = lazy(r"[A-Z]{2}$")
# Words that make a proper name or an institution out of trade and town.
_INSTITUTION = frozenset(
    ("university", "hospital", "college", "museum", "airport", "council", "school", "the", "of", "at", "and", "said", "says", "news",
    "times", "post", "station", "city", "county", "state", "department", "institute", "international", "festival", "marathon", "zoo",
    "library", "theatre", "theater", "stadium", "park")
)  # fmt: skip
# What joins words and a town in ordinary prose.
_AROUND = frozenset(
    ("in", "near", "from", "to", "for", "with", "by", "on", "a", "an", "via", "across", "around", "outside", "downtown", "north",
    "south", "east", "west", "northern",
     "southern", "eastern", "western", "central", "greater", "nearby", "inner", "old", "en", "de", "del", "la", "à", "au", "du",
     "des", "et", "y", "aus", "bei", "nach",
     "von", "und", "für", "im", "der", "die", "das", "my", "our", "his", "her", "their", "this", "is", "was", "like", "than", "or",
     "into", "through", "between")
)  # fmt: skip
# Trades that are as often part of a proper name ("Harbour Clinic Leeds"): they need lower case or a query word beside them.
_NAMELIKE = frozenset(("clinic", "center", "centre", "company", "agency", "office", "offices", "business", "hotel", "hotels",
    "restaurant", "restaurants", "storage",
                       "training", "program", "programs", "classes", "facility", "facilities", "service", "services", "house",
                       "studio", "praxis", "agence",
                       "agencia", "consulta", "cabinet", "academia", "marketing", "provider", "providers", "vendor", "dealer"))  # fmt: skip


_RANKS = frozenset(("best", "top", "affordable", "cheap", "cheapest", "professional", "trusted", "reliable", "top-rated", "leading",
    "local", "expert", "experienced", "mejor", "mejores", "meilleur", "meilleure", "beste", "bester", "bestes",
    "günstige", "günstiger"))  # fmt: skip
_IN = frozenset(("in", "near", "en", "à"))


@lru_cache(maxsize=8)
def _trades(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Trades, query words (best, cheap, near me), places."""
    items = {**read("trade_words", language), **(read("commercial_words", "en") if language == "en" else {})}
    treatments = {w for w, section in read("medical_words", language).items() if section == "treatment"}
    trades = frozenset(w for w, section in items.items() if section == "service") | treatments
    queries = frozenset(w for w, section in items.items() if section != "service")
    return trades, queries, frozenset(read("places", "en")) | frozenset(read("places", language))


@signal(
    title="Outside link named after a service and a town",
    family="promotion",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "link_count": Value("outside links with a trade and a town as their words, at most 5", spam=+1, low_quality=+1),
        "sentence_count": Value(
            "of these inside running text or as an orphan line before a bare address, at most 5",
            spam=+1,
            low_quality=+1,
        ),
    },
    flags="<p>Some readers see a <a href='https://fernhillplumb.example/tacoma'>plumber Tacoma WA</a> before the winter.</p>",
    passes="<p>The trial ran at the <a href='https://www.harbourclinic.example/'>Harbour Clinic</a> in Leeds from May.</p>",
)
def geo_commercial_link(doc: Document) -> Reading | None:
    """Anchors, or capitalised words right before a bare URL, that hold a trade and a town."""
    language = doc.language or "en"
    found: list[Evidence] = []
    links = inside = 0
    for link in doc.outbound:
        if not link.visible or link.region not in _REGIONS or (len(link.anchor) > 90 and not link.bare):
            continue
        span = _query(doc, link, language)
        if (
            span is None
            or with_its_place(link)
            or under_its_name(link, _trades(language)[2])
            or not _is_foreign(doc, link)
            or credits_maker(doc, link.start)
        ):
            continue
        links += 1
        inside += _in_sentence(doc, link, span)
        found.append(Evidence(span, "service and town as the words of a link"))
        if link.bare:
            found.append(Evidence(Span(link.start, min(link.end, link.start + 300)), "its outside address"))
    if not links:
        return SILENT
    return Reading({"link_count": min(_CAP, links), "sentence_count": min(_CAP, inside)}, tuple(found[:20]))


def _query(doc: Document, link: Link, language: str) -> Span | None:
    if link.bare:
        run = _RUN.search(doc.text, max(0, link.start - 80), link.start)
        if run is None:
            return None
        text, span = run.group(1), Span(run.start(1), run.start(1) + len(run.group(1).rstrip(" ,")))
    else:
        text, span = link.anchor, Span(link.start, min(link.end, link.start + 300))
    if " " not in text or span.end <= span.start:
        return None
    raw = _WORD.findall(text)
    if not _FEWEST <= len(raw) <= _MOST:
        return None
    words = [w.lower() for w in raw]
    if not _INSTITUTION.isdisjoint(words):
        return None
    return span if _is_query(raw, words, language, orphan=link.bare) else None


def _is_query(raw: list[str], words: list[str], language: str, *, orphan: bool) -> bool:
    trades, queries, places = _trades(language)
    grams = [*words, *(" ".join(p) for p in pairwise(words))]
    grams += [g[:-1] for g in grams if g.endswith("s")]
    tail = [w for w in words if not (_STATE.match(w.upper()) and len(w) == 2)]
    if _ranked(raw, words, trades):
        return True
    at_end = bool(tail) and (tail[-1] in places or " ".join(tail[-2:]) in places or " ".join(tail[-3:]) in places)
    if not at_end and not any(g in places for g in grams):
        return False
    hits = [g for g in grams if g in trades and g not in places]
    asked = any(g in queries for g in grams)
    if at_end and raw[0][0].islower() and _AROUND.isdisjoint(words) and len(words) >= _FEWEST + 1:
        return True  # "hair transplant Leeds": lower-case words and a town without a preposition are a query
    if any(g not in _NAMELIKE or asked or g.split()[0] in raw for g in hits):  # in raw: written in lower case
        return True
    return orphan and at_end and len(words) >= _FEWEST and not asked


def _ranked(raw: list[str], words: list[str], trades: frozenset[str]) -> bool:
    """ "best dentist in Springvale", "affordable dental implants Springvale": a town that no list needs to know."""
    if words[0] not in _RANKS or len(raw) < _FEWEST + 1 or not raw[-1][0].isupper() or raw[-1].isupper():
        return False
    middle = [w for w in raw[1:-1] if w[0].islower()]
    return bool(middle) and any(w in trades or w.rstrip("s") in trades for w in (*middle, " ".join(m for m in middle if m not in _IN)))


def _is_foreign(doc: Document, link: Link) -> bool:
    place = target(link.href)
    if place.kind not in ("other", "free", "shortener", "address") or _CHARITY.search(place.host):
        return False
    return place.site not in {target(u).site for u in (doc.url or "", doc.meta.canonical)}


def _in_sentence(doc: Document, link: Link, span: Span) -> bool:
    """Inside a sentence of at least five other words; the words before a bare URL are by their shape no sentence."""
    if link.bare:
        return True
    sentence = doc.sentence_at(link.start)
    return len(doc.words.between(sentence.start, sentence.end)) - len(doc.words.between(span.start, span.end)) >= 5
