"""Near-me phrases of search queries, by where they stand.

Why: "near me" is what people type, not what a page says of itself; in running text nobody is the "me".
Misses: what it means is decided by place only: clinics put it into headings, too, so headings are counted apart; a
splice that also breaks its sentence is injected_keyword's. Source: survey of 667 pages (17 spam, 5 low, 8 honest with
the bare phrase, hence the classes), 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from spamcheck.context import in_prose
from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_MIN_SENTENCE = 7  # words; shorter ones are labels and calls to action
_AROUND = 40  # words on each side that may say who speaks
_BEFORE = 4  # words of the query shown in front of the phrase
_PUNCTUATION = '.,;:!?()|\n"\u201c\u201d\u2013\u2014'
_SPEAKER = {
    "en": frozenset("i i'm i've i'd i'll my mine myself we our us anyone anybody someone somebody recommendations suggestions".split()),
    "es": frozenset("yo mis me mí conmigo nosotros nuestro nuestra nos busco vivo tengo encuentro necesito alguien".split()),
    "fr": frozenset(["je", "j'ai", "j'habite", "mon", "ma", "mes", "me", "nous", "notre", "nos", "quelqu'un"]),
    "de": frozenset(["ich", "mir", "mich", "mein", "wir", "uns", "unser", "unsere", "jemand"]),
}
_ABOUT = frozenset(
    "search searches searched searching google googled type typed typing query queries keyword keywords phrase phrases term terms "
    "buscar buscan busca búsqueda búsquedas escribe escriben recherche recherches rechercher tapent taper suchen suche sucht "
    "suchbegriff suchanfrage suchanfragen eingeben".split()
)

# Talk of searching in the sentences around, not only in the same one.
_SEARCHES = frozenset("searches googled typed queries keyword keywords b\u00fasquedas recherches suchanfragen".split())
_SUPERLATIVE = lazy(r"\bplus $|\bm\u00e1s $")  # "le groupe le plus proche de chez moi" is said, "plombier proche de chez moi" is typed
_IN_QUOTES = lazy(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u201e[^\u201c]*\u201c|\u00ab[^\u00bb]*\u00bb")


def _where(doc: Document, hit: Hit) -> str:
    """prose, heading, label, or honest: said by somebody, quoted or talked about."""
    sentence = doc.sentence_at(hit.start)
    block = doc.blocks[sentence.block]
    words = doc.words.between(sentence.start, sentence.end)
    inside = doc.words.between(hit.start, hit.end)
    nearby = range(max(words.start, inside.start - _AROUND), min(words.stop, inside.stop + _AROUND))
    around = {doc.words.lower[k].replace("\u2019", "'") for k in nearby if k not in inside}
    before = doc.text[max(sentence.start, hit.start - 300) : hit.start]
    wide = doc.words.between(max(block.start, hit.start - 200), min(block.end, hit.end + 100))
    if not _SEARCHES.isdisjoint(doc.words.lower[wide.start : wide.stop]):
        return "honest"
    quoted = before.count('"') % 2 == 1 or any(
        before.rfind(a) > before.rfind(b) for a, b in ("\u201c\u201d", "\u201e\u201c", "\u00ab\u00bb")
    )
    if (
        quoted
        or _SUPERLATIVE.search(doc.text, max(0, hit.start - 16), hit.start)
        or around & _ABOUT
        or around & _SPEAKER[doc.language or "en"]
    ):
        return "honest"
    if block.kind == "heading":
        return "heading"
    return "prose" if in_prose(doc, sentence) and len(words) - len(inside) >= _MIN_SENTENCE else "label"


def _query(doc: Document, hit: Hit) -> Span:
    """The phrase with the words of the query in front of it."""
    first = doc.words.between(hit.start, hit.end).start
    start = hit.start
    function = read("function_words", doc.language)
    for k in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        between = doc.text[doc.words.end[k] : start]
        if between != " " or doc.words.lower[k] in function:
            break
        start = doc.words.start[k]
    return Span(start, hit.end)


@signal(
    title="Near-me search phrase",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "prose_count": Value("near-me phrases in sentences in which nobody says I, at most 6", spam=+1, low_quality=+1),
        "heading_count": Value("near-me phrases in headings and title, at most 6", spam=+1, low_quality=+1),
        "label_count": Value("near-me phrases in links, menus and short lines, at most 6"),
    },
    flags="A good mattress lasts ten years, and mattress store near me should be firm enough for the back.",
    passes="There is a mattress store near me, but I bought mine from my cousin who makes them.",
)
def near_me_phrase(doc: Document) -> Reading:
    hits = doc.hits("query_words", "near")
    found: dict[str, list[Evidence]] = {"prose": [], "heading": [], "label": [], "honest": []}
    for hit in hits:
        where = _where(doc, hit)
        note = {"prose": "a near-me query in a sentence that nobody says", "heading": "a near-me query as a heading"}.get(where, "")
        found[where].append(Evidence(_query(doc, hit), note))
    title = _IN_QUOTES.sub("", doc.title.lower())
    titled = [item for item in _phrases(doc) if item in title] if title and not found["heading"] else []
    shown = sorted(found["prose"] + found["heading"], key=lambda e: e.span or Span(0, 0))[:20]
    if titled:
        shown.append(Evidence(None, "a near-me query in the title", where="title", quote=doc.title[:300]))
    if not hits and not titled:
        return SILENT
    counts = {
        "prose_count": len(found["prose"]),
        "heading_count": len(found["heading"]) + bool(titled),
        "label_count": len(found["label"]),
    }
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown))


def _phrases(doc: Document) -> tuple[str, ...]:
    return {
        "en": ("near me", "in my area"),
        "es": ("cerca de m\u00ed", "cerca de mi"),
        "fr": ("pr\u00e8s de chez moi", "proche de moi"),
        "de": ("in meiner n\u00e4he",),
    }[doc.language or "en"]
