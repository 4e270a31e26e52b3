"""What a model of sentence roles sees of a sentence: words, stems, classes, pairs of neighbours and marks of form, by their names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spamcheck.document import Document
from spamcheck.lexicon import read
from spamcheck.patterns import lazy

SKIPPED_REGIONS = frozenset(("nav", "header", "footer"))
SHORTEST, LONGEST = 4, 80  # words of a sentence; longer ones are lists that lost their breaks
_PHONE = lazy(r"\d[\d\s().\-]{6,18}\d")
DIGITS, PHONE_CHARS = 7, 20  # of a telephone number, at least and at most
NAME = "^"  # a capital inside a sentence
SIGNS = tuple('!?$%"“:;()[]{}|*@#…–—+=_<>/€£')
CLOSED = frozenset('.!?…:;"”)')
FIRST, LAST = "<first>", "<last>"
# Lists whose words stand for each other in a sentence: what is learned of one town holds for all.
_CLASSES = (
    ("places", "<place>"), ("commercial_words", "<trade>"), ("trade_words", "<trade>"), ("medical_words", "<medical>"),
    ("condition_groups", "<illness>"), ("off_niche", "<money>"), ("benefit_words", "<benefit>"), ("credentials", "<title>"), ("forenames", "<forename>"),
)  # fmt: skip
NAMED = frozenset(("<place>", "<forename>"))  # these count with a capital only
_STEM = 5


@lru_cache(maxsize=4)
def _classes(language: str) -> dict[str, str]:
    """Word -> the class that stands for it."""
    found: dict[str, str] = {}
    for name, tag in _CLASSES:
        for item, section in {**read(name, language), **read(name)}.items():
            if " " not in item and not item.endswith("*") and (name != "commercial_words" or section == "service"):
                found.setdefault(item, tag)
    return found


def word_parts(word: str, language: str) -> tuple[str, str, str]:
    """What a word is to the model: itself or its kind of number, its stem ('' for short ones), its class ('' for none)."""
    plain = _plain(word)
    if word[0].isdigit():
        return plain, "", ""
    return plain, ("~" + plain[:_STEM] if len(plain) > _STEM + 1 else ""), _classes(language).get(plain, "")


def _plain(word: str) -> str:
    if word[0].isdigit():
        return "0" if len(word) < 4 else "0000"
    return word.replace("’", "'")


def raw_features(doc: Document, first: int, last: int, text: str, links: bool, language: str) -> set[str]:
    """Words, stems, classes, neighbouring pairs and marks of form of the words [first, last) of a page; `text` is what they read.

    This is what the model learns from; `Roles.features` finds the same by arrays.
    """
    words, starts, shown = doc.words.lower, doc.words.start, doc.text
    found: set[str] = set()
    names = 0
    before = before_class = before_name = ""
    for k in range(first, last):
        word, stem, group = word_parts(words[k], language)
        capital = shown[starts[k]].isupper()
        name = NAME if capital and k > first else ""
        names += bool(name)
        group = group if capital or group not in NAMED else ""
        found.update(f for f in (word, stem, group) if f)
        if k > first:
            found.add(f"{before} {word}")
            if group or before_class:
                found.add(f"{before_class or before} {group or word}")
            if name or before_name:
                found.add(f"{before_name or before} {name or word}")
        before, before_class, before_name = word, group, name
    found.update(_form(text, words[first], words[last - 1], last - first, names, links, SIGNS, True))
    return found


def _form(text: str, opening: str, closing: str, size: int, names: int, links: bool, signs: Sequence[str], phones: bool) -> Iterator[str]:
    """Marks of form of one sentence. signs, phones: which signs, and whether telephone numbers, can stand in it."""
    yield FIRST + _plain(opening)
    yield LAST + _plain(closing)
    yield length_mark(size)
    for sign in signs:
        if sign in text:
            yield sign
            if sign == "@":
                yield "<mail>"
    if names:
        yield f"<names>{min(3, names)}"
    if links:
        yield "<link>"
    if phones and has_phone(text):
        yield "<phone>"
    if text[-1:] not in CLOSED:
        yield "<open>"
    if text.isupper():
        yield "<capitals>"


def length_mark(size: int) -> str:
    return f"<length>{min(6, size.bit_length())}"


def has_phone(text: str) -> bool:
    phone = _PHONE.search(text)
    return phone is not None and sum(map(str.isdigit, phone[0])) >= DIGITS


class Unit(NamedTuple):
    """One sentence that can have a role: its place in the text, its words and whether it holds a link."""

    start: int
    end: int
    first: int
    last: int
    links: bool


def units(doc: Document) -> list[Unit]:
    """The sentences of a page that can have a role, in page order."""
    text, found = doc.text, list[Unit]()
    links = sorted(k.start for k in doc.links if k.visible)
    skipped = {i for i, block in enumerate(doc.blocks) if block.region in SKIPPED_REGIONS or block.kind == "code"}
    for (start, end, block), (first, last) in zip(doc.sentences, doc.sentence_words, strict=True):
        if SHORTEST <= last - first <= LONGEST and block not in skipped:
            stop = start + len(text[start:end].rstrip())
            found.append(Unit(start, stop, first, last, bool(links) and bisect_left(links, start) < bisect_left(links, end)))
    return found
