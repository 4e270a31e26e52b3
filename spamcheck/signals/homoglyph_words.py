"""Words that mix alphabets so that they look like other words, and words set in mathematical letters.

Why: a Cyrillic letter inside an English word hides it from filters and search, and passes copied text off as new.
How: mixed words found by the fold of the core; Greek symbols of science (receptor types, symbols before a word) are left out, and so is
a single word with one foreign letter at its edge: a slip on a keyboard with two alphabets. A page about such letters shows them.
Misses: words wholly written in look-alike letters. Pages that are themselves in Cyrillic or Greek are not judged.
Source: UTS 39; on training honest pages 4 of 3,217 hold one mixed word (typed on a Cyrillic keyboard), 2026-11.
"""

from __future__ import annotations

from spamcheck.context import about_letters
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_GREEK = lazy("[\u0370-\u03ff]")
_CYRILLIC_WORD = lazy("[\u0370-\u03ff\u0400-\u052f]{4,}")
_OWN_WORDS = 3  # whole words of the other alphabet: its writer changes keyboards, and mixed words are slips
_STYLED = lazy("[\U0001d400-\U0001d7ff]{3,}(?!\\()")  # no function in a formula
_NON_LATIN = frozenset(("ru", "uk", "bg", "sr", "el", "mk", "be", "kk"))


def _scientific(word: str) -> bool:
    """A Greek symbol glued to an abbreviation (receptor types) or in front of a word."""
    if not _GREEK.search(word):
        return False
    latin = [c for c in word if c.isascii()]
    return sum(c.islower() for c in latin) < 4 or sum(c.isupper() for c in latin) > 1 or not word[0].isascii() or not word[-1].isascii()


def _slip(word: str) -> bool:
    """One letter of another alphabet at the edge of a word: the keyboard was not yet switched over, or switched too early."""
    return sum(not c.isascii() for c in word) == 1 and not (word[0].isascii() and word[-1].isascii())


def _styled(doc: Document) -> list[Span]:
    # Only characters beyond the basic plane take two units: a look without a scan of the text.
    if len(doc.text.encode("utf-16-le", "surrogatepass")) == 2 * len(doc.text):
        return []
    return [Span(m.start(), min(m.end(), m.start() + 300)) for m in _STYLED.finditer(doc.text)]


@signal(
    title="Words in look-alike letters",
    family="integrity",
    policy="hidden_text_and_links",
    languages=("any",),
    values={
        "word_count": Value("different words that mix alphabets, at most 10", spam=+1, low_quality=+1),
        "styled_count": Value("words in mathematical letters, at most 10", spam=+1, low_quality=+1),
    },
    flags="You can b\u0443 \u0441heap t\u0456ckets for the ferry here.",
    passes="The PPAR\u03b1 receptor and NF\u03baB were measured; \u03bc is the mean and \u0394t the step.",
)
def homoglyph_words(doc: Document) -> Reading:
    """Point at mixed-alphabet words."""
    if doc.text.isascii() or doc.language in _NON_LATIN:
        return SILENT
    mixed = [span for span in doc.folded.lookalikes if not _scientific(doc.quote(span))]
    styled = _styled(doc)
    if not mixed and not styled:
        return SILENT
    if mixed and (len(_CYRILLIC_WORD.findall(doc.text)) >= _OWN_WORDS or about_letters(doc)):
        mixed = []
    different = {doc.quote(span) for span in mixed}
    if len(different) == 1 and _slip(*different):
        mixed, different = [], set()
    found = [(span, "letters of another alphabet inside the word") for span in mixed]
    found += [(span, "mathematical letters instead of plain ones") for span in styled]
    evidence = tuple(Evidence(Span(span.start, min(span.end, span.start + 300)), note) for span, note in sorted(found)[:20])
    return Reading({"word_count": min(10, len(different)), "styled_count": min(10, len(styled))}, evidence)
