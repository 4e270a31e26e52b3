"""What a sentence is there for: a plug, an offer, a cure promise, filler ... by the wording of the whole sentence.

A linear model over words, pairs of neighbouring words and a few marks of form, one weight per role. Its weights are data
(`spamcheck/roles`), learned by `spamcheck.training.sentences` from own-written sentences of several hands, each beside honest
ones of the same vocabulary, and from sentences of honest pages. Names are never features: a word counts only if five or
more sources use it, everything else reads as "a name" or as nothing.
Signals use it as they use a list: a hit is a place to point at, what it weighs is learned elsewhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGES = ("en",)
SKIPPED_REGIONS = frozenset(("nav", "header", "footer"))
_SHORTEST, _LONGEST = 4, 80  # words of a sentence; longer ones are lists that lost their breaks
_PHONE = lazy(r"\+?\d[\d\s().\-]{6,18}\d")
_NAME = "^"  # a capital inside a sentence
_SIGNS = tuple('!?$%"“:;()[]{}|*@#…–—+=_<>/€£')
_CAP = 6
_MOST = 20


class Spot(NamedTuple):
    """A sentence in a role: its span, how far it lies over the role's cut (natural log-odds) and whether it is sure."""

    span: Span
    margin: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """The fitted model of one language.

    weights (v, r): one row a feature, one column a role. cuts (2, r): scores from which on a sentence counts, and is sure.
    """

    names: tuple[str, ...]
    index: Mapping[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    cuts: NDArray[np.float32]

    def scores(self, units: list[set[int]]) -> NDArray[np.float32]:
        """(n, r) log-odds of n sentences, each given as the set of its known features."""
        import numpy as np

        sums = np.zeros((len(units), len(self.names)), dtype=np.float32)
        sizes = np.array([len(u) for u in units])
        filled = np.flatnonzero(sizes)
        if len(filled):
            flat = np.fromiter((i for u in units for i in sorted(u)), dtype=np.int64, count=int(sizes.sum()))
            starts = np.concatenate([[0], np.cumsum(sizes[filled])[:-1]])
            sums[filled] = np.add.reduceat(self.weights[flat], starts) / np.sqrt(sizes[filled])[:, None]
        return sums + self.bias

    def features(self, doc: Document, first: int, last: int, text: str, links: bool) -> set[int]:
        """Indexes of the known features of the words [first, last) of a page, which read `text`."""
        return {self.index[f] for f in raw_features(doc, first, last, text, links) if f in self.index}


def raw_features(doc: Document, first: int, last: int, text: str, links: bool) -> set[str]:
    """Words, neighbouring pairs and marks of form of the words [first, last) of a page; `text` is what they read."""
    words, starts, shown = doc.words.lower, doc.words.start, doc.text
    tokens: list[str] = []
    names = 0
    for k in range(first, last):
        word = words[k]
        if word[0].isdigit():
            tokens.append("0" if len(word) < 4 else "0000")
        else:
            tokens.append(word.replace("’", "'"))
            names += k > first and shown[starts[k]].isupper()
    found = set(tokens)
    found.update(map(" ".join, pairwise(tokens)))
    found.update(sign for sign in _SIGNS if sign in text)
    found.add(f"<first> {tokens[0]}")
    found.add(f"{tokens[-1]} <last>")
    if names:
        found.add(_NAME * min(3, names))
    if links:
        found.add("<link>")
    if "@" in text:
        found.add("<mail>")
    if sum(map(str.isdigit, text)) > 6 and _PHONE.search(text):
        found.add("<phone>")
    found.add(f"<length {min(6, int(math.log2(len(tokens))))}>")
    if text[-1:] not in '.!?…:;"”)':
        found.add("<open>")
    if text.isupper():
        found.add("<capitals>")
    return found


class Unit(NamedTuple):
    """One sentence that can have a role: its place in the text, its words and whether it holds a link."""

    start: int
    end: int
    first: int
    last: int
    links: bool


def units(doc: Document) -> list[Unit]:
    """The sentences of a page that can have a role, in page order."""
    words, text, found = doc.words, doc.text, []
    links = sorted(k.start for k in doc.links if k.visible)
    at = 0
    position = 0
    for start, end, block in doc.sentences:
        while position < len(words) and words.start[position] < start:
            position += 1
        first = position
        while position < len(words) and words.start[position] < end:
            position += 1
        while at < len(links) and links[at] < start:
            at += 1
        if not _SHORTEST <= position - first <= _LONGEST or doc.blocks[block].region in SKIPPED_REGIONS:
            continue
        if doc.blocks[block].kind == "code":
            continue
        stop = start + len(text[start:end].rstrip())
        found.append(Unit(start, stop, first, position, at < len(links) and links[at] < end))
    return found


@lru_cache(maxsize=8)
def load(language: str, place: str | None = None) -> Roles:
    """The model of a language: the shipped one, or the one in a folder `place`."""
    import numpy as np

    folder = Path(place) if place else files("spamcheck") / "roles"
    about = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    vocabulary = (folder / f"{language}.vocabulary.txt").read_text(encoding="utf-8").split("\n")
    with (folder / f"{language}.weights.npy").open("rb") as file:
        weights = np.load(file, allow_pickle=False).astype(np.float32) * np.float32(about["scale"])
    cuts = np.array([about["cuts"], about["sure_cuts"]], dtype=np.float32)
    index = {feature: i for i, feature in enumerate(vocabulary)}
    return Roles(tuple(about["roles"]), index, weights, np.array(about["bias"], dtype=np.float32), cuts)


def spots(doc: Document) -> dict[str, list[Spot]]:
    """Role -> the sentences in that role, in page order. What is quoted, reported or debunked has none."""
    return find(doc, load(doc.language or "en"))


def find(doc: Document, model: Roles) -> dict[str, list[Spot]]:
    """The same with a given model."""
    import numpy as np

    cut = units(doc)
    if not cut:
        return {}
    text = doc.text
    scores = model.scores([model.features(doc, u.first, u.last, text[u.start : u.end], u.links) for u in cut])
    over = scores - model.cuts[0]
    found: dict[str, list[Spot]] = {}
    excuses: dict[int, bool] = {}
    for i, role in zip(*np.nonzero(over > 0), strict=True):
        at = int(i)
        unit = cut[at]
        if at not in excuses:
            excuses[at] = excused(doc, unit.start, unit.end) or quoted(doc, unit.start)
        if not excuses[at]:
            spot = Spot(
                Span(unit.start, min(unit.end, unit.start + 300)), float(over[at, role]), bool(scores[at, role] > model.cuts[1][role])
            )
            found.setdefault(model.names[role], []).append(spot)
    return found


def role_reading(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of a page have a role, how many surely, and where."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    sure = sum(s.sure for s in found)
    shown = tuple(Evidence(s.span, note) for s in found[:_MOST])
    return Reading({"sentence_count": min(_CAP, len(found)), "sure_count": min(_CAP, sure)}, shown)
