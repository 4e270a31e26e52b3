"""A search query without small words in the middle of a Spanish, French or German sentence, its town written as one should.

Why: a sentence needs articles and prepositions; "plumber cheap Lyon 24 hours" between two commas was typed into a search box. A town in lower
case gives such a string away by itself (`injected_keyword`); many are tidied up.
How: a run of four words or more inside the prose, without small words and signs, that holds a town, a word of queries (price, cheap, urgent,
opinions) and, if it is short, a trade.
A page that names the town elsewhere is about it: a clinic's own words on its town are let go.
Misses: queries without a town or in three words; English, which has finer means.
Source: own development pages of the project, written for this signal; the honest Spanish, French and German pages of training; 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator

from spamcheck.context import about_searching, excused, in_prose, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_LISTS = ("query_words", "commercial_words", "trade_words")
_TRADES = frozenset(("service",))
_FEWEST, _MOST = 4, 10  # words of a run
_LONG = 5  # words from which on no trade has to be in it
_SENTENCE = 9  # words of a sentence, so that it is no heading
_SMALL = 3  # small words that show it to be one
_AT_HOME = 1  # times that a page which is about the town says its name elsewhere, at least
_CAP = 6


@signal(
    title="Search query without small words",
    family="keywords",
    policy="keyword_stuffing",
    languages=("es", "fr", "de"),
    values={"run_count": Value("runs of query words with a town inside sentences, at most 6", spam=+1, low_quality=+1)},
    flags="Antes de llamar a nadie, fontanero urgente barato Zaragoza 24 horas, conviene cerrar la llave de paso del piso.",
    passes="Antes de llamar a un fontanero de urgencia en Zaragoza conviene cerrar la llave de paso del piso y abrir los grifos.",
)
def bare_query(doc: Document) -> Reading:
    language = doc.language or ""
    places = read("places", language)
    if places.keys().isdisjoint(doc.postings):
        return SILENT
    kinds = _kinds(doc)
    found = [span for span in _runs(doc, language, kinds) if _is_query(doc, span, kinds)]
    inside = [w for span in found for w in doc.words.lower[slice(*span)] if w in places]
    if not found or all(len(doc.postings[town]) - inside.count(town) > _AT_HOME for town in inside):
        return SILENT
    shown = tuple(Evidence(_known(doc, span, kinds), "reads as typed into a search box") for span in found[:20])
    return Reading({"run_count": min(_CAP, len(found))}, shown)


def _kinds(doc: Document) -> dict[int, str]:
    """Offset of a word -> what a list says of it: a trade, or else a word of queries."""
    found: dict[int, str] = {}
    for name in _LISTS:
        for hit in doc.hits(name):
            kind = "trade" if hit.section in _TRADES else "query"
            for k in doc.words.between(hit.start, hit.end):
                found.setdefault(doc.words.start[k], kind)
    return found


def _runs(doc: Document, language: str, kinds: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Word indexes of runs without small words and without signs between them, inside sentences of prose."""
    small, words = read("function_words", language), doc.words
    for sentence, (first, last) in zip(doc.sentences, doc.sentence_words, strict=True):
        if last - first < _SENTENCE or not in_prose(doc, sentence):
            continue
        if sum(w in small for w in words.lower[first:last]) < _SMALL:
            continue
        begin = first
        for k in range(first, last + 1):
            glued = k < last and k > begin and doc.text[words.end[k - 1] : words.start[k]] != " "
            if k == last or glued or (words.lower[k] in small and words.start[k] not in kinds):
                if _FEWEST <= k - begin <= _MOST and not excused(doc, sentence.start, sentence.start + 1):
                    yield begin, k
                begin = k if glued else k + 1


def _known(doc: Document, run: tuple[int, int], kinds: dict[int, str]) -> Span:
    """A run up to its last word that a list knows: the verb of the sentence may follow."""
    words, places = doc.words, read("places", doc.language)
    last = max(k for k in range(*run) if words.start[k] in kinds or words.lower[k] in places)
    return Span(words.start[run[0]], words.end[last])


def _is_query(doc: Document, run: tuple[int, int], kinds: dict[int, str]) -> bool:
    first, last = run
    words, places = doc.words, read("places", doc.language)
    said = {kinds.get(words.start[k]) for k in range(first, last)}
    town = any(words.lower[k] in places for k in range(first, last))
    capitals = sum(doc.text[words.start[k]].isupper() for k in range(first, last))
    enough = "trade" in said or last - first >= _LONG
    return (
        town and "query" in said and enough and 2 * capitals <= last - first
        and not quoted(doc, words.start[first]) and not about_searching(doc)
    )  # fmt: skip
