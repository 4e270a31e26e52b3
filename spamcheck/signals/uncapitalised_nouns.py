"""A search query in a German sentence, told by its small letters: "weil zahnimplantat ungarn kosten der Knochen heilt".

Why: German writes every noun with a capital, and whoever types a search does not. Two small nouns side by side in a text that
capitalises all others were pasted from a list of keywords.
How: runs of words in small letters with two nouns among them (or compounds of such), one of which is a place or a word that buyers
type, on pages that write nouns as the language does. Quoted and reported queries do not count.
Misses: queries with capitals; pages that write everything small.
Source: own list (lexicons/capital_words), counted over honest pages, 2026-12.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from spamcheck.context import about_searching, excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_NOUNS = 8  # with a capital, on a page that is judged
_MOST_SMALL = 0.25  # of them without
_NEAR = 3  # words between the first and the last noun of a query
_LONGEST = 40  # letters of a word
_MOST_RUNS = 60  # that are looked at
_TAIL = 5  # letters of the noun that a compound ends in
_PROSE = frozenset(("paragraph", "item", "quote"))
_CAP = 6
_TYPED = frozenset(
    ("kosten", "preis", "preise", "erfahrung", "erfahrungen", "forum", "vergleich", "angebote", "rezept", "apotheke", "shop", "gutschein")
)


@signal(
    title="Search queries in small letters in a German text",
    family="keywords",
    policy="keyword_stuffing",
    languages=("de",),
    values={"query_count": Value("runs of small-lettered nouns inside sentences, at most 6", spam=+1, low_quality=+1)},
    flags="Nach der Operation braucht der Kiefer Ruhe, weil zahnimplantat ungarn kosten der Knochen langsam heilt. Der Arzt sieht nach drei Monaten, wie "
    "die Wunde und das Zahnfleisch aussehen, und gibt dem Patienten eine neue Bürste.",
    passes="Nach der Operation braucht der Kiefer Ruhe, weil der Knochen langsam heilt. Der Arzt sieht nach drei Monaten, wie "
    "die Wunde und das Zahnfleisch aussehen, und gibt dem Patienten eine neue Bürste.",
)
def uncapitalised_nouns(doc: Document) -> Reading:
    nouns = read("capital_words", "de")
    small, typed, large = list[int](), list[int](), 0
    for k, word in enumerate(doc.words.lower):
        noun = word in nouns or _compound(word, nouns)
        if not doc.text[doc.words.start[k]].isupper():
            if noun:
                small.append(k)
            elif word in _TYPED:
                typed.append(k)
        elif noun:
            large += 1
    if large < _FEWEST_NOUNS or not small or len(small) > _MOST_SMALL * (large + len(small)) or about_searching(doc):
        return SILENT
    found = [
        span
        for span in islice(_runs(doc, small, typed), _MOST_RUNS)
        if not quoted(doc, span.start) and not excused(doc, span.start, span.end)
    ]
    if not found:
        return SILENT
    shown = tuple(Evidence(span, "nouns in small letters, as in a search") for span in found[:20])
    return Reading({"query_count": min(_CAP, len(found))}, shown)


def _compound(word: str, nouns: Mapping[str, str]) -> bool:
    """Whether a word that the language's plain words lack ends in a noun."""
    if not _TAIL + 2 < len(word) <= _LONGEST or word.endswith("en") or word in read("plain_words", "de"):
        return False  # verbs end so, too
    return any(word[k:] in nouns for k in range(3, len(word) - _TAIL + 1))


def _runs(doc: Document, small: list[int], typed: list[int]) -> Iterator[Span]:
    """Neighbouring small nouns in one sentence with nothing but spaces and small words between them."""
    starts, text = doc.words.start, doc.text
    run: list[int] = []
    for k in [*sorted([*small, *typed]), -1]:
        if run and (k < 0 or k - run[-1] > _NEAR or not _joined(doc, run[-1], k)):
            if len(run) > 1 and not set(run).isdisjoint(small) and _in_text(doc, starts[run[0]]) and _bought(doc, run):
                end = starts[run[-1]] + len(doc.words.lower[run[-1]])
                yield Span(starts[run[0]], min(end, len(text)))
            run = []
        run.append(k)


def _in_text(doc: Document, at: int) -> bool:
    block = doc.block_at(at)
    return block.kind in _PROSE and block.region != "comments"


def _bought(doc: Document, run: list[int]) -> bool:
    """Whether a word from the first noun to the last one is a place or a word of a buyer."""
    words = doc.words.lower[run[0] : run[-1] + 1]
    return any(word in read("places", "de") or word in read("query_words", "de") or word in _TYPED for word in words)


def _joined(doc: Document, a: int, b: int) -> bool:
    between = doc.text[doc.words.start[a] : doc.words.start[b]]
    return between == between.lower() and not any(sign in between for sign in '.,;:!?()\n"„“»«/@')
