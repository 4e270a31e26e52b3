"""The network that says what a sentence is there for: sums over a table of whole numbers, for all sentences of a page at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from importlib.resources import files
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Any

from spamcheck import encoder, glosses
from spamcheck.document import Document
from spamcheck.role_features import (
    CLOSED,
    DIGITS,
    FIRST,
    LAST,
    LONGEST,
    NAME,
    NAMED,
    PHONE_CHARS,
    SIGNS,
    Unit,
    has_phone,
    length_mark,
    word_parts,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray

    from spamcheck.encoder import Encoder

_ROWS = Struct("=6i")
_PLACES = (1 << 18) - 1  # places of pairs of words in a table, less one: the last bits of a pair say which
_MAX_KNOWN = 100_000  # words looked up before; bounds the memory of a long run
_LATIN = 0x250  # code points that are looked up in a table
_ASCII = 127


@dataclass(frozen=True)
class Roles:
    """The fitted model of one language.

    index: word, stem, class or mark of form -> its row. pairs (p,): pairs of rows, each as one number (left * len(index) + right),
    ascending; their own rows follow those of the words. table (v, r + h): a row of whole numbers a feature: the linear part,
    one column a role, and what goes into the hidden layer; steps (r + h,): what one of them stands for. inner (h,),
    output (h, r): the hidden layer. bias (r,). cuts (3, r): log-odds from which on a sentence counts, is sure, and is one of
    several alike. second: (r,) log-odds from which on a sentence is read again, and the encoder that does it.
    """

    language: str
    names: tuple[str, ...]
    index: Mapping[str, int]
    pairs: NDArray[np.int64]
    table: NDArray[np.int8]
    steps: NDArray[np.float32]
    inner: NDArray[np.float32]
    output: NDArray[np.float32]
    bias: NDArray[np.float32]
    cuts: NDArray[np.float32]
    second: tuple[NDArray[np.float32], Callable[[], Encoder]] | None = None

    @cached_property
    def _known(self) -> _Known:
        return _Known(self)

    @cached_property
    def _sign_rows(self) -> NDArray[np.int64]:
        """Code point -> row of a sign; -1 where it is none, as it is for the last, which stands for all code points beyond."""
        import numpy as np

        rows = np.full(max(map(ord, SIGNS)) + 2, -1)
        for sign in SIGNS:
            rows[ord(sign)] = self.index.get(sign, -1)
        return rows

    @cached_property
    def _counted(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of numbers of words, and of capitals inside the sentence; -1 where none counts."""
        import numpy as np

        at = self.index
        sizes = [at.get(length_mark(size), -1) for size in range(LONGEST + 1)]
        return np.array(sizes), np.array([at.get(f"<names>{min(3, n)}", -1) if n else -1 for n in range(LONGEST + 1)])

    @cached_property
    def _slots(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        """Place of a pair -> its row among the pairs, or the last one; the rows of those that share theirs with a later one, and these pairs."""
        import numpy as np

        places = self.pairs & _PLACES
        numbers = np.arange(len(self.pairs), dtype=np.int32)
        slots = np.full(_PLACES + 1, len(self.pairs) - 1, dtype=np.int32)
        slots[places] = numbers
        hidden = np.flatnonzero(slots[places] != numbers)
        return slots, hidden, self.pairs[hidden]

    def features(self, doc: Document, cut: Sequence[Unit]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Those of `raw_features` that the model knows, of all units at once.

        Returns the features (m,) of one unit after the other, each once a unit, and how many each unit has (n,).
        """
        import numpy as np

        starts, ends, begins, stops = np.array([unit[:4] for unit in cut], dtype=np.int64).reshape(-1, 4).T
        sizes = stops - begins
        before = np.cumsum(sizes) - sizes
        numbers = np.arange(len(cut))
        unit = np.repeat(numbers, sizes)
        places = np.arange(len(unit)) + np.repeat(begins - before, sizes)
        first = np.zeros(len(places), dtype=bool)
        first[before] = True
        codes = np.frombuffer(doc.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        capital = _capitals(doc.text, codes, np.fromiter(doc.words.start, dtype=np.int64, count=len(doc.words))[places])
        own, stem, group, named, opening, closing = self._word_rows(doc)[places].astype(np.int64).T
        name = capital & ~first
        # Words as they are, then with a class or a name in the place of one.
        stand_in = np.stack((own, np.where(capital | (named == 0), group, -1), np.where(name, self.index.get(NAME, -1), -1)))
        pairs, at = self._pair_rows(np.where(stand_in >= 0, stand_in, own), stand_in >= 0, first)
        capitals = np.bincount(unit, weights=name, minlength=len(cut)).astype(np.int64)
        by_size, by_capitals = self._counted
        signed, signs = self._signs(codes, starts, ends)
        form = np.array(list(self._form_rows(doc, cut, _numbered(codes, starts))), dtype=np.int64).reshape(-1, 2)
        owners = np.concatenate((unit, unit, unit, unit[at], numbers, numbers, numbers, numbers, signed, form[:, 0]))
        found = np.concatenate(
            (
                own,
                stem,
                stand_in[1],
                pairs,
                opening[before],
                closing[before + sizes - 1],
                by_size[np.minimum(sizes, LONGEST)],
                by_capitals[np.minimum(capitals, LONGEST)],
                signs,
                form[:, 1],
            )
        )
        size = len(self.table)
        once = np.sort((owners * size + found)[found >= 0])
        once = once[np.append(True, once[1:] != once[:-1])] if len(once) else once
        return once % size, np.bincount(once // size, minlength=len(cut))

    def _word_rows(self, doc: Document) -> NDArray[np.int32]:
        """(words, 6) what `_Known` says of every word of a page."""
        import numpy as np

        return np.frombuffer(b"".join(map(self._known.__getitem__, doc.words.lower)), dtype=np.int32).reshape(-1, 6)

    def _pair_rows(
        self, token: NDArray[np.int64], known: NDArray[np.bool_], first: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the pairs of neighbours that the model knows, and the places of the second ones.

        token (k, m): k readings of m words. known (k, m): where one of two has to be. first (m,): words that have no left neighbour.
        """
        import numpy as np

        there = token >= 0
        use = np.flatnonzero(there[:, :-1] & there[:, 1:] & (known[:, :-1] | known[:, 1:]) & ~first[1:])
        wanted = (token[:, :-1] * len(self.index) + token[:, 1:]).ravel()[use]
        if not len(wanted) or not len(self.pairs):
            return use[:0], use[:0]
        slots, hidden, hidden_pairs = self._slots
        at = slots[wanted & _PLACES].astype(np.int64)
        differing = self.pairs[at] ^ wanted
        same = differing == 0
        shared = np.flatnonzero((differing & _PLACES == 0) & ~same) if len(hidden) else ()
        if len(shared):
            place = np.minimum(np.searchsorted(hidden_pairs, wanted[shared]), len(hidden) - 1)
            at[shared] = hidden[place]
            same[shared] = hidden_pairs[place] == wanted[shared]
        known_pairs = np.flatnonzero(same)
        return at[known_pairs] + len(self.index), use[known_pairs] % (len(first) - 1) + 1

    def _signs(
        self, codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Units with a sign in them, once for each time it stands there, and its row. starts, ends (n,): where the units are."""
        import numpy as np

        rows = self._sign_rows[np.minimum(codes, len(self._sign_rows) - 1)]
        at = np.flatnonzero(rows >= 0)
        unit = np.searchsorted(starts, at, side="right") - 1
        inside = (unit >= 0) & (at < ends[unit])
        return unit[inside], rows[at[inside]]

    def _form_rows(self, doc: Document, cut: Sequence[Unit], numbered: set[int]) -> Iterator[tuple[int, int]]:
        """(unit, row or -1) of the other marks that `_form` finds in the text of each unit. numbered: units with many digits."""
        text, names = doc.text, self.index
        mail, link, phone, left_open, capitals = (names.get(f, -1) for f in ("<mail>", "<link>", "<phone>", "<open>", "<capitals>"))
        if "@" in text:
            yield from [(i, mail) for i, u in enumerate(cut) if text.find("@", u.start, u.end) >= 0]
        yield from [(i, link) for i, u in enumerate(cut) if u.links]
        yield from [(i, phone) for i in numbered if has_phone(text[cut[i].start : cut[i].end])]
        yield from [(i, left_open) for i, u in enumerate(cut) if text[u.end - 1] not in CLOSED]
        yield from [(i, capitals) for i, u in enumerate(cut) if text[u.start : u.end].isupper()]

    def scores(self, doc: Document, cut: Sequence[Unit]) -> NDArray[np.float32]:
        """(n, r) log-odds of n units of a page in every role."""
        import numpy as np

        flat, sizes = self.features(doc, cut)
        rows = self.table.take(flat, axis=0).astype(np.int32)
        whole = np.zeros((len(cut), len(self.steps)), dtype=np.int32)
        start = 0
        for i, size in enumerate(sizes.tolist()):  # takes two thirds of the time of one `np.add.reduceat`, which sums column by column
            np.add.reduce(rows[start : start + size], axis=0, out=whole[i])
            start += size
        roots = np.sqrt(np.maximum(sizes, 1)).astype(np.float32)
        sums = (whole * self.steps / roots[:, None]).astype(np.float32)
        r = len(self.names)
        scores: NDArray[np.float32] = sums[:, :r] + np.maximum(sums[:, r:] + self.inner, 0) @ self.output + self.bias
        return scores


class _Known(dict[str, bytes]):
    """Words -> their rows as `_ROWS`, looked up when first asked for.

    The rows of the word, of its stem, of its class (-1: none); whether the class needs a capital; the rows of the word at the
    beginning and at the end of a sentence.
    """

    def __init__(self, model: Roles) -> None:
        self._model = model

    def __missing__(self, word: str) -> bytes:
        plain, stem, group = word_parts(word, self._model.language)
        row = self._model.index.get
        # No feature is the empty string.
        own, edges = [row(part, -1) for part in (plain, stem, group)], [row(tag + plain, -1) for tag in (FIRST, LAST)]
        found = _ROWS.pack(*own, group in NAMED, *edges)
        if len(self) < _MAX_KNOWN:
            self[word] = found
        return found


@lru_cache(maxsize=1)
def _upper() -> NDArray[np.bool_]:
    import numpy as np

    return np.array([chr(i).isupper() for i in range(_LATIN)])


def _capitals(text: str, codes: NDArray[np.uint32], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the characters at some offsets are capitals. codes: the code points of the text."""
    import numpy as np

    here = codes[at]
    found: NDArray[np.bool_] = _upper()[np.minimum(here, _LATIN - 1)]
    for k in np.flatnonzero(here >= _LATIN):
        found[k] = text[at[k]].isupper()
    return found


def _numbered(codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> set[int]:
    """Units that can hold a telephone number: those around seven digits in a row, closer together than such numbers are long."""
    import numpy as np

    if any(chr(code).isdecimal() for code in set(codes[codes > _ASCII].tolist())):
        return set(range(len(starts)))
    digits = np.flatnonzero(codes - ord("0") < 10)
    dense = digits[np.flatnonzero(digits[DIGITS - 1 :] - digits[: 1 - DIGITS] < PHONE_CHARS)]
    return set((np.searchsorted(starts, dense, side="right") - 1).tolist()) - {-1}


def _folder(place: str | None) -> Traversable:
    return Path(place) if place else files("spamcheck") / "roles"


GLOSSED = "glossed"  # the encoder of what is given in word-for-word English


def reader_of(language: str) -> str:
    """The name of the encoder that reads a language: its own, or GLOSSED."""
    return GLOSSED if language in glosses.LANGUAGES else language


@lru_cache(maxsize=8)
def _encoder(place: str | None, name: str) -> Encoder:
    return encoder.read(_folder(place), f"{name}.")


@lru_cache(maxsize=16)
def load(language: str, place: str | None = None) -> Roles:
    """The model of a language: the shipped one, or the one in a folder `place`."""
    import numpy as np

    folder = _folder(place)
    about = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    words = (folder / f"{language}.vocabulary.txt").read_text(encoding="utf-8").split("\n")
    pairs, table = (_array(folder / f"{language}.{name}.npy") for name in ("pairs", "weights"))
    steps, inner, output, bias, cuts = (np.array(about[name], dtype=np.float32) for name in ("steps", "inner", "output", "bias", "cuts"))
    index = {word: i for i, word in enumerate(words)}
    keys = pairs[:, 0].astype(np.int64) * len(words) + pairs[:, 1]
    second = None
    if "suspect" in about:
        suspect = np.array([np.inf if x is None else x for x in about["suspect"]], dtype=np.float32)
        second = (suspect, partial(_encoder, place, reader_of(language)))
    return Roles(language, tuple(about["roles"]), index, keys, table, steps, inner, output, bias, cuts, second)


def _array(file: Traversable) -> NDArray[Any]:
    import numpy as np

    with file.open("rb") as opened:
        found: NDArray[Any] = np.load(opened, allow_pickle=False)
    return found
