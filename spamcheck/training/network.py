"""A wide and deep network over sparse features: a linear part and one hidden layer, added up (Cheng et al., 2016, arXiv:1606.07792).

Small enough for plain arrays: what a sentence asks of it later is two sums over rows of one table and one product.
Several of them, learned from different beginnings, are one network with a wider hidden layer: chance errors cancel out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Array = NDArray[np.float32]
HIDDEN = 32
EPOCHS, BATCH, RATE = 16, 512, 1.4e-2
FEWEST_STEPS = 1000  # where examples are few, they are seen more often
FEATURES_LEFT, HIDDEN_LEFT = 0.5, 0.7  # shares that a step of learning sees: no single word decides
RIDGE = 1e-5
_BETA, _GAMMA = np.float32(0.9), np.float32(0.999)  # Adam (Kingma and Ba, 2015)
_EPSILON = np.float32(3e-4)  # large: what a rare feature is taught by few examples moves it little


@dataclass(frozen=True, slots=True)
class Network:
    """table (v, r + h): a row a feature, the linear part first; inner (h,); output (h, r); bias (r,)."""

    table: Array
    inner: Array
    output: Array
    bias: Array

    def scores(self, bags: Sequence[NDArray[np.int64]]) -> Array:
        """(n, r) log-odds of n bags of features, each counted with the root of its size."""
        sums = _rooted(design(bags, self.table.shape[0])) @ self.table
        r = len(self.bias)
        return np.asarray(sums[:, :r] + np.maximum(sums[:, r:] + self.inner, 0) @ self.output + self.bias, dtype=np.float32)


def design(bags: Sequence[NDArray[np.int64]], size: int) -> csr_matrix:
    """(n, size) ones where a bag has a feature."""
    starts = np.concatenate([[0], np.cumsum([len(b) for b in bags])])
    flat = np.concatenate(bags) if len(bags) else np.empty(0, dtype=np.int64)
    return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, starts), shape=(len(bags), size))


def _rooted(table: csr_matrix) -> csr_matrix:
    sizes = np.diff(table.indptr)
    values = np.repeat(1 / np.sqrt(np.maximum(1, sizes)), sizes).astype(np.float32)
    return csr_matrix((values, table.indices, table.indptr), shape=table.shape)


def together(networks: Sequence[Network]) -> Network:
    """One network whose scores are the mean of those of several."""
    roles, count = len(networks[0].bias), np.float32(len(networks))
    linear = sum(n.table[:, :roles] for n in networks) / count
    return Network(
        np.hstack([linear, *(n.table[:, roles:] for n in networks)]),
        np.concatenate([n.inner for n in networks]),
        np.vstack([n.output for n in networks]) / count,
        np.asarray(sum(n.bias for n in networks) / count),
    )


def train_network(examples: csr_matrix, targets: Array, weights: Array, seed: int) -> Network:
    """Fit by Adam on the weighted log-loss; a step moves only the features that it sees.

    examples (n, v): ones where an example has a feature; targets, weights (n, r): a weight of 0 leaves a target out.
    """
    rng = np.random.default_rng(seed)
    (count, roles), size = targets.shape, examples.shape[1]
    edge = 1 / HIDDEN**0.5
    table = np.hstack([np.zeros((size, roles)), rng.normal(0, 0.05, (size, HIDDEN))]).astype(np.float32)
    rest = [
        np.zeros(HIDDEN, dtype=np.float32),
        rng.uniform(-edge, edge, (HIDDEN, roles)).astype(np.float32),
        np.full(roles, -3, dtype=np.float32),
    ]
    means, squares = [np.zeros_like(p) for p in (table, *rest)], [np.zeros_like(p) for p in (table, *rest)]
    step, epochs = 0, max(EPOCHS, FEWEST_STEPS // (count // BATCH + 1))
    for epoch in range(epochs):
        rate = RATE * (1 - epoch / epochs)
        order = rng.permutation(count)
        for at in range(0, count, BATCH):
            chosen = order[at : at + BATCH]
            seen, used = _thinned(examples[chosen], rng)
            rows = table[used]
            slopes = _slopes(rows, rest, seen, targets[chosen], weights[chosen], rng)
            step += 1
            scale = np.float32(rate * (1 - float(_GAMMA) ** step) ** 0.5 / (1 - float(_BETA) ** step))
            mean, square = (_BETA * means[0][used] + (1 - _BETA) * slopes[0]), (_GAMMA * squares[0][used] + (1 - _GAMMA) * slopes[0] ** 2)
            means[0][used], squares[0][used] = mean, square
            table[used] = rows - scale * mean / (np.sqrt(square) + _EPSILON)
            for part, slope, mean, square in zip(rest, slopes[1:], means[1:], squares[1:], strict=True):
                mean += (1 - _BETA) * (slope - mean)
                square += (1 - _GAMMA) * (slope * slope - square)
                part -= scale * mean / (np.sqrt(square) + _EPSILON)
    return Network(table, *rest)


def _thinned(batch: csr_matrix, rng: np.random.Generator) -> tuple[csr_matrix, NDArray[np.int64]]:
    """A share of the features of every example, and which features these are: the columns of what is returned."""
    left = rng.random(len(batch.data), dtype=np.float32) < FEATURES_LEFT
    owners = np.repeat(np.arange(batch.shape[0]), np.diff(batch.indptr))[left]
    sizes = np.bincount(owners, minlength=batch.shape[0])
    used, columns = np.unique(batch.indices[left], return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    ones = np.ones(len(columns), dtype=np.float32)
    return _rooted(csr_matrix((ones, columns, starts), shape=(batch.shape[0], len(used)))), used


def _slopes(
    table: Array, rest: Sequence[Array], seen: csr_matrix, targets: Array, weights: Array, rng: np.random.Generator
) -> tuple[Array, Array, Array, Array]:
    """Gradients of the rows of the table that a batch sees, and of inner, output and bias."""
    inner, output, bias = rest
    roles = len(bias)
    sums = seen @ table
    left = (rng.random((len(targets), HIDDEN), dtype=np.float32) < HIDDEN_LEFT) / np.float32(HIDDEN_LEFT)
    hidden = np.maximum(sums[:, roles:] + inner, 0) * left
    scores = sums[:, :roles] + hidden @ output + bias
    slope = ((1 / (1 + np.exp(-scores)) - targets) * weights / len(targets)).astype(np.float32)
    below = ((slope @ output.T) * left * (hidden > 0)).astype(np.float32)
    rows = seen.T @ np.hstack([slope, below]) + np.float32(2 * RIDGE) * table
    return np.asarray(rows, dtype=np.float32), below.sum(axis=0), hidden.T @ slope, slope.sum(axis=0)
