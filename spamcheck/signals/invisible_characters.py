"""Invisible characters inside words: zero-width spaces and joiners, direction marks, tag characters, dense soft hyphens.

Why: they break a word for filters and search while the reader sees nothing.
How: positions found by the core, which knows the scripts where joiners are spelling. A soft hyphen is honest typesetting
unless it cuts a word into single letters; so is one mark alone in a long word, behind
the first letter of a paragraph, or between a name and its badge.
Misses: invisible characters between words, which pasted text holds by accident.
Source: Unicode Default_Ignorable_Code_Point; on training 3 of 3,217 honest pages hold some pasted by accident, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import about_letters
from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_SOFT_HYPHEN = "\u00ad"
_DENSE = 2  # breaks in one word; an accident of pasting leaves one
_MOJIBAKE = frozenset("ÃÂÅÄâ")  # a soft hyphen after these is a broken accent, not a hiding place
_LONGEST = 60
_HINT = frozenset("\u200b\u2060")  # where a long word may break, or where it may not
_LONG_WORD = 12  # letters of a word that editors set a break into
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")


def _word_around(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and span.start - start < _LONGEST and (text[start - 1].isalpha() or not text[start - 1].isprintable()):
        if text[start - 1].isspace():
            break
        start -= 1
    while end < len(text) and end - span.end < _LONGEST and (text[end].isalpha() or not text[end].isprintable()):
        if text[end].isspace():
            break
        end += 1
    return Span(start, end)


def _words(doc: Document) -> dict[Span, list[Span]]:
    """Words with invisible characters and the places of these."""
    words: dict[Span, list[Span]] = {}
    last = Span(0, 0)
    for span in doc.folded.invisible:
        if doc.text[span.start - 1] in _MOJIBAKE:
            continue
        if not last.start <= span.start < last.end:
            last = _word_around(doc.text, span)
        words.setdefault(last, []).append(span)
    return words


def _hides(doc: Document, word: Span, breaks: list[Span]) -> bool:
    text = doc.text
    letters = word.end - word.start - sum(b.end - b.start for b in breaks)
    if all(text[b.start : b.end].strip(_SOFT_HYPHEN) == "" for b in breaks):  # hyphenation leaves pieces of two letters and more
        return len(breaks) >= _DENSE and 2 * letters <= 3 * (len(breaks) + 1)
    return len(breaks) > 1 or not _typesetting(doc, word, breaks[0], letters)


def _typesetting(doc: Document, word: Span, found: Span, letters: int) -> bool:
    """A single mark that editors and page tools leave: behind the first letter, in a long word, between a name and its badge."""
    marks = set(doc.text[found.start : found.end])
    if marks <= {"\ufeff"} and found.start == word.start + 1:
        return doc.block_at(word.start).start == word.start
    if marks <= _HINT and found.end - found.start == 1:
        return letters >= _LONG_WORD
    return marks <= _DIRECTION and doc.text[found.start - 1].islower() and doc.text[found.end : found.end + 1].isupper()


@signal(
    title="Invisible characters inside words",
    family="integrity",
    policy="hidden_text_and_links",
    languages=("any",),
    values={
        "word_count": Value("different words with invisible characters inside, at most 10", spam=+1, low_quality=+1),
        "dense_count": Value("words broken in two or more places, at most 10", spam=+1, low_quality=+1),
    },
    flags="Buy ti\u200bck\u200bets for the late ferry.",
    passes="The Donau\u00addampf\u00adschiff leaves at nine.",
)
def invisible_characters(doc: Document) -> Reading:
    """Point at words with invisible characters."""
    if not doc.folded.invisible or about_letters(doc):
        return SILENT
    words = {word: breaks for word, breaks in _words(doc).items() if _hides(doc, word, breaks)}
    if not words:
        return SILENT
    different = {doc.quote(word) for word in words}
    dense = sum(len(breaks) >= _DENSE for breaks in words.values())
    evidence = tuple(Evidence(word, "invisible characters inside the word") for word in list(words)[:20])
    return Reading({"word_count": min(10, len(different)), "dense_count": min(10, dense)}, evidence)
