"""Everyday words with a digit or a sign in the place of a letter: "p4in", "tre@tment", "fr€e".

Why: whoever writes so hides the word from a filter, or passes copied text off as new; a reader gains nothing by it.
How: a token of letters with digits or signs inside which, read as the letters they look like, is a listed word of medicine, trade,
money or drugs, or ends in one. Codes, addresses, names of genes and models do not read as such words.
Misses: letters of other alphabets (`homoglyph_words`), words of no list, letters that are left out. Quotations and pages about
passwords or filters do not count.
Source: own-written texts of several hands; no page of 4,086 honest ones, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse

from spamcheck.context import about_letters, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import holds_word, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_TOKEN = lazy(r"(?<![\w@.#/&=:+-])[a-z]{1,14}[013457@!\u00a1\u20ac$|][a-z][a-z013457@!\u00a1\u20ac$|]{0,14}(?![\w@/&=+]|\.[a-z])")
_INSIDE = lazy(r"[013457@!\u00a1\u20ac$|](?<=[a-z].)[a-z]")
_SIGN_INSIDE = lazy(r"[@!\u00a1\u20ac$|](?<=[a-z].)[a-z]")
_DIGIT_INSIDE = lazy(r"[013457](?<=[a-z].)[a-z]")
_LETTERS = str.maketrans("03457@$\u20ac", "oeastase")
_AMBIGUOUS = ("1", "!", "\u00a1", "|")
_SIGNS = "013457@!\u00a1\u20ac$|"
_SHORTEST, _SHORTEST_TAIL = 4, 6
_CAP = 8
_ABOUT = ("leetspeak", "leet speak", "leet", "password", "passwords", "obfuscated", "captcha", "username", "usernames")
_LISTS = ("medical_words", "commercial_words", "head_nouns", "drug_trade", "off_niche", "query_words", "benefit_words")


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    found = {word for name in _LISTS for language in ("en", None) for item in read(name, language) for word in item.rstrip("*").split()}
    return frozenset(w for w in found if len(w) >= _SHORTEST and w.isalpha()) | {"free", "writing", "medicine", "money", "sale"}


def _reads(token: str) -> bool:
    """Whether a token reads as a listed word, or ends in one that holds a replaced letter."""
    known = _words()
    plain = token.translate(_LETTERS)
    for letter in "il" if any(sign in plain for sign in _AMBIGUOUS) else "i":
        for sign in _AMBIGUOUS:
            plain = plain.replace(sign, "\0")
        word = plain.replace("\0", letter)
        last = max(i for i, c in enumerate(token) if c in _SIGNS)
        for start in range(last + 1):
            tail = word[start:]
            if len(tail) < (_SHORTEST if start == 0 else _SHORTEST_TAIL):
                break
            if tail in known or (tail.endswith("s") and tail[:-1] in known):
                return True
    return False


def _tokens(low: str) -> Iterator[re.Match[str]]:
    """Tokens with a digit or sign between letters, looked for in the stretches between spaces that hold one."""
    end = -1
    for inside in _INSIDE.finditer(low):
        if inside.start() >= end:
            start = low.rfind(" ", 0, inside.start()) + 1
            end = low.find(" ", inside.start())
            end = end if end >= 0 else len(low)
            yield from _TOKEN.finditer(low, start, end)


@signal(
    title="Digits or signs in the place of letters",
    family="integrity",
    policy="hidden_text_and_links",
    languages=("any",),
    values={"word_count": Value("different words with a replaced letter, at most 8", spam=+1, low_quality=+1)},
    flags="Our clin1c treats every kind of p4in, and the first consult@tion is fr\u20ace.",
    passes="Vitamin B12, the H1N1 virus, the gene c4a and an mp3s folder; write to info@clinic.example or call room r2d.",
)
def replaced_letters(doc: Document) -> Reading:
    low = doc.folded.text
    signs = any(sign in low for sign in "@!\u00a1\u20ac$|")
    if not (signs and _SIGN_INSIDE.search(low)) and not _DIGIT_INSIDE.search(" ".join(filterfalse(str.isalpha, doc.vocabulary))):
        return SILENT
    if about_letters(doc):
        return SILENT
    found: dict[str, Span] = {}
    for m in _tokens(low):
        token = m.group()
        if token not in found and len(token) >= _SHORTEST and _reads(token):
            found[token] = Span(doc.folded.original(m.start()), doc.folded.original(m.end() - 1) + 1)
    kept = {token: span for token, span in found.items() if not quoted(doc, span.start) and doc.block_at(span.start).kind != "code"}
    if not kept or any(holds_word(low, word) for word in _ABOUT):
        return SILENT
    shown = tuple(Evidence(span, "a digit or sign stands for a letter") for span in sorted(kept.values())[:20])
    return Reading({"word_count": min(_CAP, len(kept))}, shown)
