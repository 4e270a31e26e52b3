"""Which language a text is in, from its function words and its script.

Known only where the function words of one language lead; short text, and mixed text in which none of them leads clearly, gives None.
Source: own lists of the 50-80 most frequent function words of 19 languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from spamcheck.document import not_ascii
from spamcheck.lexicon import read
from spamcheck.patterns import lazy

KNOWN = ("en", "es", "fr", "de", "pt", "it", "nl", "id", "sv", "da", "no", "fi", "pl", "cs", "tr", "ro", "hu", "vi", "ca")
_SCRIPTS = (
    ("ja", lazy("[\u3040-\u30ff]")),
    ("ko", lazy("[\uac00-\ud7af]")),
    ("zh", lazy("[\u4e00-\u9fff]")),
    ("ru", lazy("[\u0400-\u04ff]")),
    ("ar", lazy("[\u0600-\u06ff]")),
    ("he", lazy("[\u0590-\u05ff]")),
    ("el", lazy("[\u0370-\u03ff]")),
    ("hi", lazy("[\u0900-\u097f]")),
    ("th", lazy("[\u0e00-\u0e7f]")),
)
_NOT_LATIN = lazy("[\u0370-\u1fff\u2e80-\uffdc]")
_SAMPLE_WORDS = 600  # enough to be sure, and bounds the cost on long pages
_MIN_SHARE = 0.08  # running text has 25-50 % function words, a menu or a table 5-15 %
_LEAD = 1.25  # the best language must lead the second by this factor (Danish and Norwegian seldom do)
# Lists of places and queries have few such words, and short ones that several languages share. There a word counts the less the more
# languages have it, and the lead must be clearer.
_FEW_SHARE, _FEWEST, _CLEAR_LEAD = 0.05, 8, 1.6


def _sample(words: Sequence[str]) -> Sequence[str]:
    """Three equal parts from the beginning, the middle and the end: a page may open with a menu or messages in another language."""
    if len(words) <= _SAMPLE_WORDS:
        return words
    part = _SAMPLE_WORDS // 3
    middle = (len(words) - part) // 2
    return [*words[:part], *words[middle : middle + part], *words[-part:]]


@lru_cache(maxsize=1)
def _function_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in KNOWN:
        for word in read("function_words", language):
            found.setdefault(word, []).append(language)
    return found


def detect(words: list[str], text: str, declared: str = "") -> str | None:
    """ISO 639-1 code, or None where it is not clear.

    words: lower-case words of the text; declared: the page's own lang attribute, which only breaks ties.
    """
    script = _script(text)
    if script:
        return script
    table = _function_words()
    scores: dict[str, float] = {}
    sample = _sample(words)
    seen = len(sample)
    found = Counter(filter(table.__contains__, sample))
    for word, count in found.items():
        for language in table[word]:
            scores[language] = scores.get(language, 0) + count
    if seen < 20:
        return declared[:2].lower() or None if declared[:2].lower() in KNOWN else None
    (best, most), (second, runner_up) = _leaders(scores)
    if most >= _MIN_SHARE * seen:
        if most >= _LEAD * runner_up:
            return best
        hint = declared[:2].lower()
        if hint in (best, second):
            return hint
    return _clear(found, scores, seen)


def _leaders(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """The two languages with the highest scores."""
    return [*sorted(scores.items(), key=lambda item: (-item[1], item[0])), ("", 0), ("", 0)][:2]


def _clear(found: Mapping[str, int], scores: Mapping[str, float], seen: int) -> str | None:
    """The language whose own function words lead clearly. found: function word -> count; scores: language -> words, of `seen` words."""
    table, own = _function_words(), dict.fromkeys(scores, 0.0)
    for word, count in found.items():
        for language in table[word]:
            own[language] += count / len(table[word])
    (best, most), (_, next_most) = _leaders(own)
    enough = scores.get(best, 0) >= max(_FEWEST, _FEW_SHARE * seen)
    return best if enough and most >= _CLEAR_LEAD * next_most else None


def _script(text: str) -> str | None:
    sample = text[:4_000]
    if sample.isascii() or not any(map(_NOT_LATIN.match, not_ascii(sample))):
        return None
    letters = sum(map(str.isalpha, sample)) or 1
    if len(_NOT_LATIN.findall(sample)) <= 0.3 * letters:  # it takes in all the scripts below
        return None
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) > 0.3 * letters:
            return language
    return None
