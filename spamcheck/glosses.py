"""Word-for-word English of Spanish, French and German sentences.

No English a person would write, yet enough for a reader of English to tell what a sentence is there for: what is learned from
English sentences holds for the other languages, too.
Source: `lexicons/glosses.*.txt`, written for this project.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from spamcheck.lexicon import read
from spamcheck.patterns import lazy

LANGUAGES = ("es", "fr", "de")
_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | {ord("\u2019"): "'"}
_OPENS = frozenset('.:!?\u00bf\u00a1"\u201c\u201e\u00ab(\u2026\u2013\u2014-|\u2022*/>\n')  # what a capital follows that makes no name
_LONGEST = 40  # letters; longer words are none
_ENDING, _STEM = 3, 5  # letters that a form may differ in at its end, and that have to be left
_LONG_ENDING = 0.4  # share of a word that may be its ending where nothing else is known
_COMPOUND, _PART = 9, 3  # letters of a German compound and of each of its parts, at least
_JOINTS = ("s", "n")  # between the parts of a compound
_NO_PARTS = frozenset(("innen", "ein", "her", "hin", "aus", "auf", "eine", "ist", "ten", "est", "ende", "enden"))
_FEMALE = lazy(r"(?<=..)in(?:nen)?$")
_ELIDED = {
    "l": "the", "d": "of", "qu": "that", "n": "do", "s": "itself", "j": "i", "c": "it", "m": "me", "t": "you",
    "jusqu": "until", "lorsqu": "when", "puisqu": "since", "quelqu": "some",
}  # fmt: skip


def in_english(text: str, language: str) -> str:
    """A text with its words replaced by their English; names, signs and what is not known stay, as does a text in any other language."""
    if language not in LANGUAGES:
        return text
    known, shouted = _glosses(language), text.isupper()

    def english(found: re.Match[str]) -> str:
        word = found[0]
        if word[0].isupper() and not shouted and known.is_name(word, plain, found.start()):
            return word
        return known[word.lower()] or word

    plain = unicodedata.normalize("NFC", text).translate(_IGNORED)
    return _WORD.sub(english, plain)


@lru_cache(maxsize=4)
def _glosses(language: str) -> _Glosses:
    return _Glosses(language)


class _Glosses(dict[str, str]):
    """Words in lower case -> their English or '', looked up when first asked for."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._listed = dict(item.split("\t") for item in read("glosses", language))
        self._names = read("places", language).keys() | read("forenames").keys()
        self._stems = dict(self._listed)
        for cut in range(1, _ENDING + 1):
            for word, english in self._listed.items():
                if len(word) - cut >= _STEM:
                    self._stems.setdefault(word[:-cut], english)

    def is_name(self, word: str, text: str, at: int) -> bool:
        """Whether a word with a capital is one: of a list, or, but in German, inside a sentence."""
        if word.isupper() and len(word) > 1:
            return False
        if self._language == "de":
            return word.lower() in self._names
        before = text[:at].rstrip(" ")[-1:]
        return bool(before) and before not in _OPENS

    def __missing__(self, word: str) -> str:
        if len(word) > _LONGEST:
            return ""
        self[word] = found = (
            self._form(word) or self._elided(word) or self._compound(word) or self._form(word, int(_LONG_ENDING * len(word)))
        )
        return found

    def _form(self, word: str, ending: int = _ENDING) -> str:
        """The word, or one that differs in its last letters, as many as `ending` of them."""
        if word in self._listed:
            return self._listed[word]
        sizes = range(len(word), max(_STEM, len(word) - ending) - 1, -1)
        return next((self._stems[word[:size]] for size in sizes if word[:size] in self._stems), "")

    def _elided(self, word: str) -> str:
        article, _, rest = word.partition("'")
        return f"{_ELIDED[article]} {self._form(rest) or rest}" if rest and self._language == "fr" and article in _ELIDED else ""

    def _compound(self, word: str) -> str:
        """A German compound by its parts: the longest known word at the end, and what is known of the rest."""
        if self._language != "de" or len(word) < _COMPOUND:
            return ""
        word = _FEMALE.sub("", word)
        for at in range(_PART, len(word) - _PART + 1):
            part, head = word[:at], word[at:]
            if head in self._listed and not _NO_PARTS.intersection((part, head)):
                before = self._part(part)
                if before:
                    return f"{before} {self._listed[head]}"
        return ""

    def _part(self, part: str) -> str:
        bare = part[:-1] if part.endswith(_JOINTS) else part
        return self._listed.get(part) or self._listed.get(bare) or self._form(part) or self._compound(bare)
