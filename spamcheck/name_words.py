"""Words that the name of a site is joined of: "vapejuicewholesale" is vape, juice, wholesale.

The cut with the fewest and most common words is taken (Segaran and Hammerbacher, Beautiful Data, 2009, chapter 14), by a list of plain words in the
order of how many sources use them. One part may be a word that the list lacks: a trade has more words than any list.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import log

from spamcheck.lexicon import read

_LONGEST = 20  # letters of a word
_UNKNOWN, _UNKNOWN_LETTER = 8.0, 1.5  # cost of a part that is no word, beside some 4 to 9 of one
_UNKNOWN_LETTERS = 5  # of such a part, at least
_INFLECTED, _PLURAL = 4, 1.0  # letters of a word that may have an -s that the list lacks, and what it costs
_FIRST = 10  # the most common words cost about the same
_SHORTEST_NAME, _LONGEST_NAME = 7, 40
_Cut = tuple[float, tuple[str, ...]]  # cost and words
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@lru_cache(maxsize=4)
def _costs(language: str) -> dict[str, float]:
    words = list(map(plain_letters, read("plain_words", language)))
    plurals = {f"{word}s": log(rank + _FIRST) + _PLURAL for rank, word in enumerate(words) if len(word) >= _INFLECTED}
    return plurals | {word: log(rank + _FIRST) for rank, word in reversed(list(enumerate(words)))}


def plain_letters(word: str) -> str:
    """A word as it stands in an address: without accents, German ones spelled out."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word.translate(_GERMAN)) if c.isascii())


@lru_cache(maxsize=4096)
def name_words(name: str, language: str) -> tuple[str, ...]:
    """Words of a name in small letters without hyphens and numbers; empty where it is no row of words, or one word only."""
    costs = _costs(language)
    size = len(name)
    if not costs or not _SHORTEST_NAME <= size <= _LONGEST_NAME or not (name.isascii() and name.isalpha()):
        return ()
    best: list[list[_Cut | None]] = [[None, None] for _ in range(size + 1)]  # up to a letter, without an unknown word and with one
    best[0][0] = 0.0, ()
    for end in range(1, size + 1):
        for start in range(max(0, end - _LONGEST), end):
            word = name[start:end]
            cost = costs.get(word)
            for had, known in enumerate(best[start]):
                if known is None:
                    continue
                if cost is not None:
                    _take(best[end], had, known[0] + cost, known[1], word)
                elif not had and end - start >= _UNKNOWN_LETTERS:
                    _take(best[end], 1, known[0] + _UNKNOWN + _UNKNOWN_LETTER * (end - start), known[1], word)
    found = min((b for b in best[size] if b is not None), default=(0.0, ()))
    return found[1] if len(found[1]) > 1 else ()


def _take(at: list[_Cut | None], had: int, cost: float, before: tuple[str, ...], word: str) -> None:
    known = at[had]
    if known is None or cost < known[0]:
        at[had] = cost, (*before, word)
