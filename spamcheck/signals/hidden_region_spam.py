"""Queries and money topics in the title, the meta tags or the image texts that the visible page never mentions.

Why: a hacked or cloaked page tells search engines about pills or casinos and readers about a choir. What the head of a
page names, an honest page speaks of.
Misses: pages whose visible text was changed too; query lists about the page's own topic (another signal counts those).
Source: Google's spam policies on hacked content and keyword stuffing; honest HTML pages of the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence
from spamcheck.lexicon import read, scan
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_MONEY = frozenset({"gambling", "adult", "pharma", "essay"})
_QUERY_KINDS = frozenset({"near", "sale", "buy", "cheap"})
_WORD = lazy(r"[^\W\d_]{4,30}")
_ENTRY = lazy(r"[,;|]")
_REPORTED = lazy(
    r"\b(?:scams?|fake|fraud|illegal|warn\w{0,5}|ban(?:s|ned)?|addict\w{0,4}|law|rules?|police|arrest\w{0,3}|review of|study|trial)\b"
)
_PLAIN = frozenset("online cheap near sale best from with without order".split())  # noqa: SIM905
_SAID = lazy(r"\b(?:buy|order|hire|rent|book) (?:an?|the|your|our|my)\b|\bcheap (?:and|but)\b")  # as a button or a heading says it
_CAP = 6
_MIN_WORDS = 30  # a page with less text cannot be said to keep silent on anything


@signal(
    title="Head or image texts speak of what the page does not",
    family="hidden",
    policy="hidden_text_and_links",
    languages=("any",),
    needs="html",
    values={
        "money_count": Value("casino, pill, adult or essay terms in title, meta tags, JSON-LD or alt texts only, at most 6", spam=+1),
        "query_count": Value("queries in these places on things that the text never names, at most 6", spam=+1),
    },
    flags="<html><head><title>Online casino bonus - free spins</title></head><body><p>"
    + "Our village choir sings in the old chapel every second Monday of the month. " * 4
    + "</p></body></html>",
    passes="<html><head><title>Village choir</title></head><body><p>"
    + "Our village choir sings in the old chapel every second Monday of the month. " * 4
    + "</p></body></html>",
)
def hidden_region_spam(doc: Document) -> Reading:
    if len(doc.words) < _MIN_WORDS:
        return SILENT
    places = _places(doc)
    text = "\n".join(raw for _, raw in places).lower()
    hits = scan(text, doc.language)
    sold = [h for h in hits.get("off_niche", ()) if h[3] in _MONEY]
    asked = [h for h in hits.get("query_words", ()) if h[3] in _QUERY_KINDS]
    if not sold and not asked:
        return SILENT
    money: dict[str, Evidence] = {}
    queries: dict[str, Evidence] = {}
    body, at = doc.folded.text, 0
    for where, raw in places:
        start, end = at, at + len(raw)
        at = end + 1
        if _REPORTED.search(text, start, end):
            continue
        for first, last, item, _ in sold:
            if start <= first < end and item not in body and not _said(item, body):
                quote = raw[max(0, first - start - 40) : last - start + 40].strip()
                money.setdefault(item, Evidence(None, "the visible page says nothing of this", where, quote))
        here = [h[0] - start for h in asked if start <= h[0] < end]
        for query in _queries(text[start:end], here, doc.language) if here else ():
            if not _said(query, body):
                queries.setdefault(query, Evidence(None, "a query on something that the text never names", where, query[:300]))
    if len(money) < 2 and len(queries) < 2:
        return SILENT
    shown = tuple({e.quote: e for e in [*money.values(), *queries.values()]}.values())[:20]
    return Reading({"money_count": min(_CAP, len(money)), "query_count": min(_CAP, len(queries))}, shown)


def _places(doc: Document) -> list[tuple[str, str]]:
    """What search engines read beside the text, each piece cut to what can be said in a few lines."""
    meta = doc.meta
    found = [("title", doc.title), ("meta", meta.description), ("meta", meta.keywords)]
    found += [("jsonld", text) for text in meta.jsonld_text[:5]]
    found += [("attribute", alt) for alt in list(dict.fromkeys(image.alt for image in doc.images[:300]))[:60] if len(alt) >= 6]
    return [(where, raw[:1000]) for where, raw in found if raw and len(raw.lower()) == len(raw)]


def _queries(text: str, asked: list[int], language: str | None) -> list[str]:
    """The short entries of a list that hold a query word and at least two other content words."""
    function, sold = read("function_words", language), read("query_words", language)
    found, at = [], 0
    for part in _ENTRY.split(text):
        end = at + len(part)
        if any(at <= h < end for h in asked) and len(part.split()) <= 9 and not _SAID.search(part):
            content = [w for w in _WORD.findall(part) if w not in function and w not in sold]
            if len(content) >= 2:
                found.append(part.strip())
        at = end + 1
    return found


def _said(phrase: str, body: str) -> bool:
    """Whether the text names any of the longer words of a phrase (their first six letters: inflection)."""
    return any(w[:6] in body for w in _WORD.findall(phrase) if w not in _PLAIN)
