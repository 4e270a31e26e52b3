"""What a sentence is there for: a plug, an offer, a cure promise, filler ... by the wording of the whole sentence.

A linear model over words, pairs of neighbouring words and a few marks of form, one weight per role. Its weights are data
(`spamcheck/roles`), learned by `spamcheck.training.sentences` from own-written sentences of several hands, each beside honest
ones of the same vocabulary, and from sentences of honest pages. Names are never features: a word counts only if five or
more sources use it, everything else reads as "a name" or as nothing.
Signals use it as they use a list: a hit is a place to point at, what it weighs is learned elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
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
_COMPANY = 0.8  # log-odds that a second sentence of a role is let off
_CLOSED = frozenset('.!?…:;"”)')
_MAX_KNOWN = 100_000  # words looked up before; bounds the memory of a long run
_CAP = 6
_MOST = 20
_FEWEST_WORDS = 150  # shorter texts are counted as if they had this many


class Spot(NamedTuple):
    """A sentence in a role: its span, how far it lies over the role's cut (natural log-odds) and whether it is sure."""

    span: Span
    margin: float
    sure: bool


@dataclass(frozen=True)
class Roles:
    """The fitted model of one language.

    weights (v, r): one row a feature, one column a role. cuts (2, r): scores from which on a sentence counts, and is sure.
    """

    language: str
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

    @cached_property
    def _symbols(self) -> dict[str, int]:
        """Every token that is part of a pair -> a number."""
        return {token: i for i, token in enumerate(sorted({token for f in self.index if " " in f for token in f.split(" ")}))}

    @cached_property
    def _pairs(self) -> dict[int, int]:
        """A pair of symbols as one number -> feature."""
        symbols, size = self._symbols, len(self._symbols)
        found = {}
        for feature, i in self.index.items():
            if " " in feature:
                left, right = feature.split(" ")
                found[symbols[left] * size + symbols[right]] = i
        return found

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[int, ...], int, str, int]]:
        return {}

    def _look_up(self, word: str) -> tuple[tuple[int, ...], int, str, int]:
        """Features of a word alone, its symbol (-1: none), its class, the class's symbol."""
        plain, stem, group = word_parts(word, self.language)
        alone = tuple(self.index[f] for f in (plain, stem) if f in self.index)
        found = alone, self._symbols.get(plain, -1), group, self._symbols.get(group, -1)
        if len(self._known) < _MAX_KNOWN:
            self._known[word] = found
        return found

    def features(self, doc: Document, first: int, last: int, text: str, links: bool) -> set[int]:
        """Indexes of those of `raw_features` that the model knows; the same by numbers, several times as fast."""
        words, starts, shown = doc.words.lower, doc.words.start, doc.text
        known, index, pairs, size = self._known, self.index, self._pairs, len(self._symbols)
        name_symbol = self._symbols.get(_NAME, -1)
        found: set[int] = set()
        before = before_class = before_name = -1
        names = 0
        for k in range(first, last):
            word = words[k]
            alone, symbol, group, group_symbol = known.get(word) or self._look_up(word)
            found.update(alone)
            capital = shown[starts[k]].isupper()
            name = name_symbol if capital and k > first else -1
            names += capital and k > first
            if group and (capital or group not in _NAMED):
                if group in index:
                    found.add(index[group])
            else:
                group_symbol = -1
            if k > first:
                found.add(pairs.get(before * size + symbol, -1) if before >= 0 and symbol >= 0 else -1)
                if group_symbol >= 0 or before_class >= 0:
                    left, right = before_class if before_class >= 0 else before, group_symbol if group_symbol >= 0 else symbol
                    found.add(pairs.get(left * size + right, -1) if left >= 0 and right >= 0 else -1)
                if name >= 0 or before_name >= 0:
                    left, right = before_name if before_name >= 0 else before, name if name >= 0 else symbol
                    found.add(pairs.get(left * size + right, -1) if left >= 0 and right >= 0 else -1)
            before, before_class, before_name = symbol, group_symbol, name
        for feature in _form(text, words[first], words[last - 1], last - first, names, links, self.language):
            found.add(index.get(feature, -1))
        found.discard(-1)
        return found


# Lists whose words stand for each other in a sentence: what is learned of one town holds for all.
_CLASSES = (
    ("places", "<place>"), ("commercial_words", "<trade>"), ("trade_words", "<trade>"), ("medical_words", "<medical>"),
    ("condition_groups", "<illness>"), ("off_niche", "<money>"), ("benefit_words", "<benefit>"), ("credentials", "<title>"), ("forenames", "<forename>"),
)  # fmt: skip
_NAMED = frozenset(("<place>", "<forename>"))  # these count with a capital only
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
    if word[0].isdigit():
        return ("0" if len(word) < 4 else "0000"), "", ""
    plain = word.replace("’", "'")
    return plain, ("~" + plain[:_STEM] if len(plain) > _STEM + 1 else ""), _classes(language).get(plain, "")


def raw_features(doc: Document, first: int, last: int, text: str, links: bool, language: str) -> set[str]:
    """Words, stems, classes, neighbouring pairs and marks of form of the words [first, last) of a page; `text` is what they read.

    This is what the model learns from; `Roles.features` finds the same by numbers.
    """
    words, starts, shown = doc.words.lower, doc.words.start, doc.text
    found: set[str] = set()
    names = 0
    before = before_class = before_name = ""
    for k in range(first, last):
        word, stem, group = word_parts(words[k], language)
        capital = shown[starts[k]].isupper()
        name = _NAME if capital and k > first else ""
        names += bool(name)
        group = group if capital or group not in _NAMED else ""
        found.update(f for f in (word, stem, group) if f)
        if k > first:
            found.add(f"{before} {word}")
            if group or before_class:
                found.add(f"{before_class or before} {group or word}")
            if name or before_name:
                found.add(f"{before_name or before} {name or word}")
        before, before_class, before_name = word, group, name
    found.update(_form(text, words[first], words[last - 1], last - first, names, links, language))
    return found


def _form(text: str, opening: str, closing: str, size: int, names: int, links: bool, language: str) -> Iterator[str]:
    yield f"<first>{word_parts(opening, language)[0]}"
    yield f"<last>{word_parts(closing, language)[0]}"
    yield f"<length>{min(6, size.bit_length())}"
    yield from (sign for sign in _SIGNS if sign in text)
    if names:
        yield f"<names>{min(3, names)}"
    if links:
        yield "<link>"
    if "@" in text:
        yield "<mail>"
    phone = _PHONE.search(text)
    if phone and sum(map(str.isdigit, phone[0])) > 6:
        yield "<phone>"
    if text[-1:] not in _CLOSED:
        yield "<open>"
    if text.isupper():
        yield "<capitals>"


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
    return Roles(language, tuple(about["roles"]), index, weights, np.array(about["bias"], dtype=np.float32), cuts)


def spots(doc: Document) -> dict[str, list[Spot]]:
    """Role -> the sentences in that role, in page order. What is quoted, reported or debunked has none."""
    return find(doc, load(doc.language or "en"))


def find(doc: Document, model: Roles) -> dict[str, list[Spot]]:
    """The same with a given model. Beside a sentence over the cut, more of the same role need a little less."""
    import numpy as np

    cut = units(doc)
    if not cut:
        return {}
    text = doc.text
    scores = model.scores([model.features(doc, u.first, u.last, text[u.start : u.end], u.links) for u in cut])
    over = scores - model.cuts[0]
    over += np.where(over.max(axis=0) > 0, _COMPANY, 0.0)
    found: dict[str, list[Spot]] = {}
    excuses: dict[int, bool] = {}
    for i, role in zip(*np.nonzero(over > 0), strict=True):
        at = int(i)
        unit = cut[at]
        if at not in excuses:
            excuses[at] = excused(doc, unit.start, unit.end) or quoted(doc, unit.start)
        if not excuses[at]:
            span = Span(unit.start, min(unit.end, unit.start + 300))
            sure = bool(scores[at, role] > model.cuts[1][role])
            found.setdefault(model.names[role], []).append(Spot(span, float(over[at, role]), sure))
    return found


def role_reading(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of a page have a role, how many surely, and where."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    sure = sum(s.sure for s in found)
    return Reading({"sentence_count": min(_CAP, len(found)), "sure_count": min(_CAP, sure)}, _shown(found, note))


def role_rate(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of 1,000 words have a role, and where: for what is a fault only where it is the rule."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    return Reading({"sentence_per_1k_words": 1000 * len(found) / max(_FEWEST_WORDS, len(doc.words))}, _shown(found, note))


def _shown(found: list[Spot], note: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(s.span, note) for s in found[:_MOST])
