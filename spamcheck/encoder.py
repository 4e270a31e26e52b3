"""A small transformer that reads a sentence as a whole (Vaswani et al., 2017, arXiv:1706.03762), in plain arrays.

Layers of a published sentence model (all-MiniLM-L6-v2, Apache-2.0; Wang et al., 2020, arXiv:2002.10957), taught the roles
of sentences by `spamcheck.training.encoder`. It costs some milliseconds a sentence, so it reads only what the cheap network of
`spamcheck.sentence_roles` suspects.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spamcheck.patterns import lazy

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

HEADS = 12
TAUGHT = 4  # layers, the last ones, that were taught; what a capital does is added before them
MOST_PIECES = 64  # of a sentence that are read
OPEN, CLOSE, UNKNOWN, PART = "[CLS]", "[SEP]", "[UNK]", "##"
_LONGEST_WORD = 40
_TOKEN = lazy(r"[^\W_]+|[^\w\s]|_")
_TINY = 1e-12  # added to a variance
_GATE = -1.702  # of the cheap form of the gate (Hendrycks and Gimpel, 2016, arXiv:1606.08415)
_LEVELS = 127  # of a weight that is shipped in one byte


def tokens(text: str) -> list[str]:
    """Words and signs, without accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return [word[:_LONGEST_WORD] for word in _TOKEN.findall(text)]


def word_pieces(word: str, index: Mapping[str, int]) -> list[str]:
    """A word in lower case cut into the longest known pieces, from its beginning on (Wu et al., 2016, arXiv:1609.08144)."""
    if word in index:
        return [word]
    found, start = list[str](), 0
    while start < len(word):
        prefix = PART if start else ""
        end = next((end for end in range(len(word), start, -1) if prefix + word[start:end] in index), 0)
        if not end:
            return [UNKNOWN]
        found.append(prefix + word[start:end])
        start = end
    return found


def pieces(text: str, index: Mapping[str, int]) -> tuple[list[int], list[bool]]:
    """Rows of the word pieces of a sentence, at most MOST_PIECES, and which of them belong to a name: a capital inside the sentence."""
    found, named = [index[OPEN]], [False]
    for word in tokens(text):
        parts = word_pieces(word.lower(), index)
        named += [len(found) > 1 and word[0].isupper()] * len(parts)
        found += [index[part] for part in parts]
        if len(found) >= MOST_PIECES:
            break
    return [*found[: MOST_PIECES - 1], index[CLOSE]], [*named[: MOST_PIECES - 1], False]


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one layer; d is the width. The matrices stand as (in, out), attention as question, key and value side by side.

    attention (d, 3d), mixing (d, d), inner (d, 4d), outer (4d, d), each with its bias; norms (2, d): scale and shift.
    """

    attention: Array
    attention_bias: Array
    mixing: Array
    mixing_bias: Array
    mixing_norm: Array
    inner: Array
    inner_bias: Array
    outer: Array
    outer_bias: Array
    outer_norm: Array


@dataclass(frozen=True, slots=True)
class Encoder:
    """index: word piece -> row of words (v, d). places (p, d): what a position adds; name (d,): what a capital does. norm (2, d).

    hidden (2d, h) and output (h, r) judge the mean and the maximum over a sentence, one column a role.
    """

    index: Mapping[str, int]
    words: Array
    places: Array
    name: Array
    norm: Array
    layers: tuple[Layer, ...]
    hidden: Array
    hidden_bias: Array
    output: Array
    output_bias: Array

    def scores(self, texts: Sequence[str]) -> Array:
        """(n, r) log-odds of n sentences in every role."""
        import numpy as np

        rows, capitals = zip(*(pieces(text, self.index) for text in texts), strict=True)
        ends = np.cumsum([len(row) for row in rows]).tolist()
        spans = [(end - len(row), end) for row, end in zip(rows, ends, strict=True)]
        place = np.concatenate([np.arange(len(row)) for row in rows])
        named = np.concatenate(capitals)[:, None]
        state = _normal(self.words[np.concatenate(rows)] + self.places[place], self.norm)
        for number, layer in enumerate(self.layers):
            if number == max(0, len(self.layers) - TAUGHT):
                state += named * self.name
            state = _through(state, layer, spans)
        read = np.array([np.concatenate((state[a:b].mean(axis=0), state[a:b].max(axis=0))) for a, b in spans])
        found: Array = np.maximum(read @ self.hidden + self.hidden_bias, 0) @ self.output + self.output_bias
        return found


def _through(state: Array, layer: Layer, spans: Sequence[tuple[int, int]]) -> Array:
    """(t, d) what one layer makes of t word pieces; a sentence, one of the spans, reads itself only."""
    import numpy as np

    count, width = state.shape
    size = width // HEADS
    parts = (state @ layer.attention + layer.attention_bias).reshape(count, 3, HEADS, size).transpose(1, 2, 0, 3)
    mixed = np.empty((count, width), dtype=np.float32)
    for a, b in spans:
        question, key, value = parts[:, :, a:b]
        share = np.exp(question @ key.transpose(0, 2, 1) * np.float32(size**-0.5))
        share /= share.sum(axis=-1, keepdims=True)
        mixed[a:b] = (share @ value).transpose(1, 0, 2).reshape(b - a, width)
    state = _normal(state + mixed @ layer.mixing + layer.mixing_bias, layer.mixing_norm)
    inner: Array = state @ layer.inner + layer.inner_bias
    inner /= 1 + np.exp(np.float32(_GATE) * inner)
    return _normal(state + inner @ layer.outer + layer.outer_bias, layer.outer_norm)


def _normal(values: NDArray[np.floating[Any]], norm: Array) -> Array:
    values = values - values.mean(axis=1, keepdims=True)
    scale = (values * values).mean(axis=1, keepdims=True)
    found: Array = values / (scale + _TINY) ** 0.5 * norm[0] + norm[1]
    return found


WEIGHTS, PIECES = "encoder.npz", "pieces.txt"


def write(encoder: Encoder, folder: Path, prefix: str = "") -> None:
    """Write the word pieces and the weights, tables in one byte a weight and a step a column, the rest as it is."""
    import numpy as np

    flat = {f.name: getattr(encoder, f.name) for f in fields(Encoder) if f.name not in ("index", "layers")}
    flat |= {f"{k}.{f.name}": getattr(layer, f.name) for k, layer in enumerate(encoder.layers) for f in fields(Layer)}
    stored = {}
    for name, values in flat.items():
        if values.ndim < 2 or name.endswith("norm"):
            stored[name] = values.astype(np.float32)
        else:
            axis = 1 if name == "words" else 0
            steps = np.maximum(np.abs(values).max(axis=axis, keepdims=True) / _LEVELS, 1e-9).astype(np.float32)
            stored[name], stored[name + ":step"] = np.round(values / steps).astype(np.int8), steps
    np.savez(folder / (prefix + WEIGHTS), **stored)
    (folder / (prefix + PIECES)).write_text("\n".join(encoder.index), encoding="utf-8")


def read(folder: Traversable, prefix: str = "") -> Encoder:
    """The encoder in a folder, as `write` left it."""
    import numpy as np

    with (folder / (prefix + WEIGHTS)).open("rb") as opened:
        stored = dict(np.load(opened, allow_pickle=False))
    flat = {
        name: values * stored[name + ":step"] if name + ":step" in stored else values for name, values in stored.items() if ":" not in name
    }
    names = (folder / (prefix + PIECES)).read_text(encoding="utf-8").split("\n")
    count = 1 + max(int(name.split(".")[0]) for name in flat if "." in name)
    layers = tuple(Layer(**{f.name: flat[f"{k}.{f.name}"] for f in fields(Layer)}) for k in range(count))
    rest = {f.name: flat[f.name] for f in fields(Encoder) if f.name not in ("index", "layers")}
    return Encoder(index={piece: i for i, piece in enumerate(names)}, layers=layers, **rest)
