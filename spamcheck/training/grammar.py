"""Text by composition: rules with slots, expanded at random from a seed.

A rule is a list of alternatives. `{rule}` expands a rule anew; `{Rule}` (capital) is chosen once per expansion, so that
a city or a token can come back. `{letters:4-7}`, `{digits:5-8}`, `{token:6-9}` make random strings. `«...»` marks what
a reader would point at; marks are recorded and removed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spamcheck.errors import InputError

_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")
_ALPHABETS = {"letters": "abcdefghijklmnopqrstuvwxyz", "digits": "0123456789", "token": "abcdefghijklmnopqrstuvwxyz0123456789"}
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Expansion:
    """A finished text and the half-open spans that its marks covered."""

    text: str
    spans: tuple[tuple[int, int], ...]


def expand(template: str, rules: Mapping[str, Sequence[str]], rng: random.Random) -> Expansion:
    """Expand one template. Raises InputError for an unknown slot or rules that never end."""
    bound: dict[str, str] = {}
    marked = _expand(template, rules, rng, bound, 0)
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    size = 0
    for piece in re.split("([«»])", marked):
        if piece == "«":
            opened.append(size)
        elif piece == "»" and opened:
            spans.append((opened.pop(), size))
        elif piece not in "«»":
            parts.append(piece)
            size += len(piece)
    return Expansion("".join(parts), tuple(sorted(spans)))


def _expand(template: str, rules: Mapping[str, Sequence[str]], rng: random.Random, bound: dict[str, str], depth: int) -> str:
    if depth > _MAX_DEPTH:
        raise InputError(f"the rules never end in {template[:60]!r}")

    def fill(m: re.Match[str]) -> str:
        name, low, high = m.groups()
        if low is not None:
            alphabet = _ALPHABETS.get(name)
            if alphabet is None:
                raise InputError(f"slot {m.group()} is none of {', '.join(_ALPHABETS)}")
            return "".join(rng.choice(alphabet) for _ in range(rng.randint(int(low), int(high))))
        if name in bound:
            return bound[name]
        options = rules.get(name) or rules.get(name.lower())
        if not options:
            raise InputError(f"there is no rule for slot {m.group()}")
        text = _expand(rng.choice(list(options)), rules, rng, bound, depth + 1)
        if name[0].isupper():
            bound[name] = text
        return text

    return _SLOT.sub(fill, template)
