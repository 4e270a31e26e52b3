"""Regular expressions that are compiled when they are first used, and tried only where they can match.

Most patterns stand behind a cheap test and are never asked for on most pages; compiling all of them up front would be half
of what a first verdict costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Lazy:
    """Stands in for a pattern; its methods are those of the compiled one from the first use on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS and name not in ("pattern", "flags", "groups", "groupindex"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, done at first use. An error in the pattern shows only then."""
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))


WORD = lazy(r"[^\W_]++(?:['’-][^\W_]++)*+")  # letters and digits; an apostrophe or a hyphen may stand inside


def anchored(regex: re.Pattern[str], literals: Iterable[str], text: str, end: int | None = None) -> Iterator[re.Match[str]]:
    """What `regex.finditer(text, 0, end)` finds, where every match begins with one of the literals.

    A pattern that begins with a word boundary or an alternation is tried at every character; this looks for the literals.
    """
    stop = len(text) if end is None else min(end, len(text))
    places = set()
    for literal in literals:
        at = text.find(literal, 0, stop)
        while at >= 0:
            places.add(at)
            at = text.find(literal, at + 1, stop)
    last = 0
    for at in sorted(places):
        if at >= last and (m := regex.match(text, at, stop)) is not None:
            last = m.end()
            yield m


def holds_word(text: str, word: str) -> bool:
    """Whether `\\bword\\b` matches somewhere, without compiling a pattern for a word that is asked for once."""
    at = text.find(word)
    while at >= 0:
        if _is_boundary(text, at) and _is_boundary(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def whole(text: str, word: str, most: int) -> Iterator[tuple[int, int]]:
    """The first places of a word or name of which neither side goes on in letters, digits or underscores, none inside another."""
    at, size = text.find(word), len(word)
    while at >= 0 and most:
        end = at + size
        if _is_word(text[at - 1 : at] if at else "") or _is_word(text[end : end + 1]):
            at = text.find(word, at + 1)
            continue
        yield at, end
        most -= 1
        at = text.find(word, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_boundary(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return _is_word(before) != _is_word(after)


def around(
    text: str, frames: Mapping[str, re.Pattern[str]], before: int = 48, after: int = 96, most: int = 20
) -> Iterator[tuple[int, int]]:
    """Where frames occur around their stems: each pattern is tried only near occurrences of its literal stem, which it holds.

    text: lower case. before, after: characters around a stem that a frame may reach. most: stems of one kind that are tried.
    """
    for stem, frame in frames.items():
        at = text.find(stem)
        for _ in range(most):
            if at < 0:
                break
            found = frame.search(text, max(0, at - before), at + after)
            if found and found.start() <= at + len(stem) and at < found.end():
                yield found.span()
            at = text.find(stem, at + len(stem))
