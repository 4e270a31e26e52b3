"""Word lists as data, and one automaton that finds all their phrases in one pass over a text.

A list is `lexicons/<name>.<language>.txt` (or `<name>.txt` for any language): `#` lines are comments,
`#= section` names the section of the items below it, a trailing `*` lets a match go on inside the word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING

from spamcheck.literals import LISTED, LITERALS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ahocorasick_rs import AhoCorasick

LANGUAGES = ("en", "es", "fr", "de")
# Lists that are looked up (hosts, names, places, function words), never searched for in a text.
_START = itemgetter(1)
LOOKED_UP = (
    "glosses",
    "function_words",
    "spun_halves",
    "spun_said",
    "head_nouns",
    "plain_words",
    "capital_words",
    "query_weights",
    "forenames",
    "places",
    "towns",
    "_hosts",
    "shorteners",
)


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    return files("spamcheck") / "lexicons"


@lru_cache(maxsize=256)
def read(name: str, language: str | None = None) -> Mapping[str, str]:
    """Items of one list with their sections; empty where the list does not exist in that language.

    name: file name without language and ending. Cached: the files are part of the package and never change.
    """
    file = _folder() / (f"{name}.{language}.txt" if language else f"{name}.txt")
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    items, section = {}, ""
    for line in lines:
        if line.startswith("#="):
            section = line[2:].strip()
        elif line and not line.startswith("#"):
            items[line] = section
    return items


def _unspaced(letter: str) -> bool:
    """Whether a letter is of a script whose words are not set apart by spaces."""
    return letter >= "\u0e00" and (letter <= "\u0eff" or letter >= "\u2e80")


@dataclass(frozen=True, slots=True)
class Automaton:
    """All phrases of one language in one matcher."""

    matcher: AhoCorasick
    owners: list[tuple[tuple[str, str, str, bool], ...]]  # per pattern: (list, item, section, open ended)
    opens: frozenset[int]  # patterns that are open ended in some list
    literals: Mapping[int, str]  # patterns that are looked for inside words, too

    def scan(self, text: str) -> dict[str, list[tuple[int, int, str, str]]]:
        """Phrases on word boundaries: list name -> [(start, end, item, section)] in order, longest first; LITERALS: each once."""
        found: dict[str, list[tuple[int, int, str, str]]] = {}
        size = len(text)
        ends: dict[str, int] = {}
        matches = self.matcher.find_matches_as_indexes(text, overlapping=True)
        matches.reverse()  # they come by their ends: turned round and sorted by start, the longer one is first
        matches.sort(key=_START)
        owners, opens, literals = self.owners, self.opens, self.literals
        held: dict[int, tuple[int, int, str, str]] = {}
        for pattern, start, end in matches:
            if pattern in literals:
                held[pattern] = (start, end, literals[pattern], "")
            # Most matches lie inside words: "art" in "party". Thai, Chinese and Japanese do without spaces, Korean joins its particles.
            if start and text[start - 1].isalnum() and text[start].isalnum() and not _unspaced(text[start]):
                continue
            closed = end == size or not (text[end].isalnum() and text[end - 1].isalnum()) or _unspaced(text[end - 1])
            if not closed and pattern not in opens:
                continue
            for name, item, section, open_ended in owners[pattern]:
                if not (closed or open_ended) or ends.get(name, 0) >= end:
                    continue  # inside a longer hit of the same list
                stop = end
                while open_ended and stop < size and text[stop].isalnum():
                    stop += 1
                ends[name] = stop
                found.setdefault(name, []).append((start, stop, item, section))
        if held:
            found[LITERALS] = list(held.values())
        return found


@lru_cache(maxsize=8)
def automaton(language: str | None) -> Automaton:
    """The matcher over every phrase list of a language and those of any language (built once, some 10 ms)."""
    from ahocorasick_rs import AhoCorasick, Implementation

    owners: dict[str, list[tuple[str, str, str, bool]]] = {}
    for name, tag in _phrase_lists():
        if tag is not None and tag != language:
            continue
        for item, section in read(name, tag).items():
            key = item.rstrip("*")
            owners.setdefault(key, []).append((name, item, section, item.endswith("*")))
    for literal in LISTED:
        owners.setdefault(literal.lower(), [])
    low = {literal.lower() for literal in LISTED}
    literals = {i: pattern for i, pattern in enumerate(owners) if pattern in low}
    matcher = AhoCorasick(list(owners), implementation=Implementation.ContiguousNFA)
    opens = frozenset(i for i, found in enumerate(owners.values()) if any(open_ended for *_, open_ended in found))
    return Automaton(matcher, [tuple(v) for v in owners.values()], opens, literals)


def scan(text: str, language: str | None) -> Mapping[str, list[tuple[int, int, str, str]]]:
    """Every phrase of every list in a folded text; lists of unknown languages are left out."""
    return automaton(language if language in LANGUAGES else None).scan(text)


@lru_cache(maxsize=1)
def _phrase_lists() -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    for file in sorted(_folder().iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".txt") or any(part in file.name for part in LOOKED_UP):
            continue
        name, *rest = file.name[:-4].split(".")
        found.append((name, rest[0] if rest else None))
    return tuple(found)


def host_entry(list_name: str, host: str) -> tuple[str, str] | None:
    """The list entry that a host equals or ends with (`a.b.c` matches `b.c`) and its section, or None.

    Matching is on whole labels, never on substrings: wisc.edu.example is not wisc.edu.
    """
    items, name = read(list_name), host
    while "." in name:
        section = items.get(name)
        if section is not None:
            return name, section
        name = name.partition(".")[2]
    return None


def host_item(list_name: str, host: str) -> str | None:
    """Section of the list entry that a host equals or ends with, or None."""
    entry = host_entry(list_name, host)
    return entry[1] if entry else None
