"""What can stand beside what: word classes of English and how often one follows another.

A rough grammar for tests of misfits, not a parser: one class per word (closed classes and the most frequent verbs and
adjectives from a list, everything else by its ending), and one number per pair of classes.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from functools import lru_cache

from spamcheck.document import Document
from spamcheck.lexicon import read

_SUFFIXES = {
    "ing": "ing",
    "ed": "ed",
    "ly": "ly",
    "er": "er",
    "or": "er",
    "ist": "er",
    "al": "suf",
    "ive": "suf",
    "ous": "suf",
    "ic": "suf",
    "able": "suf",
    "ible": "suf",
    "ful": "suf",
    "less": "suf",
    "ary": "suf",
    "tion": "noun",
    "sion": "noun",
    "ment": "noun",
    "ness": "noun",
    "ity": "noun",
    "ance": "noun",
    "ence": "noun",
    "ism": "noun",
    "ship": "noun",
    "ogy": "noun",
}
CONTENT = frozenset("word plur noun er suf adj ing ed cap num verb verbs past ly one".split())

# Words that end with a full stop inside a sentence.
SHORTENED = frozenset("al approx dept eg est etc fig figs ie inc incl ltd max min no resp vgl vol vs".split())


@lru_cache(maxsize=1)
def pairs() -> dict[str, dict[str, float]]:
    """Left class -> right class -> natural logarithm of how much more often than chance they meet."""
    lines = [line.split() for line in read("function_words_pairs", "en")]
    return {line[0]: {right: int(n) / 10 for right, n in zip(lines[0][1:], line[1:], strict=True)} for line in lines[1:]}


@lru_cache(maxsize=8192)
def word_class(word: str, capital: bool = False) -> str:
    """Class of a lower-case word. capital: it begins with a capital letter inside a sentence."""
    word = word.replace("\u2019", "'")
    known = read("function_words_classes", "en").get(word)
    if known:
        return known
    if word[0].isdigit():
        return "num"
    if capital:
        return "cap"
    if word.endswith(("'s", "s'")):
        return "poss"
    if len(word) > 4:
        for size in (2, 3, 4):
            if word[-size:] in _SUFFIXES:
                return _SUFFIXES[word[-size:]]
    return "plur" if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else "word"


def gap(between: str) -> str:
    """Class of what stands between two words: nothing but a space is ''."""
    if between == " ":
        return ""
    for sign in between:
        if sign in ".!?…\n":
            return "."
        if sign in ",;:":
            return ","
        if sign in '()[]"\u201c\u201d|/\u2013\u2014_@<>={}\\':  # the last ones: names in programs, mail addresses
            return "("
    return ""


class Window:
    """Classes and gaps of the words around one anchor, inside its sentence."""

    def __init__(self, doc: Document, sentence: range, lo: int, hi: int) -> None:
        words, text = doc.words, doc.text
        self.lo, self.hi = max(sentence.start, lo), min(sentence.stop, hi)
        self.gaps = {k: gap(text[words.end[k - 1] : words.start[k]]) if k > sentence.start else "." for k in range(self.lo, self.hi)}
        self.classes = {
            k: word_class(words.lower[k], text[words.start[k]].isupper() and self.gaps[k] != ".") for k in range(self.lo, self.hi)
        }

    def left(self, i: int) -> str:
        """Class before word i: a gap or a word."""
        return self.gaps[i] or self.classes.get(i - 1, ".")

    def right(self, j: int) -> str:
        """Class at word j or of the gap before it."""
        return (self.gaps[j] or self.classes[j]) if j < self.hi else "."
