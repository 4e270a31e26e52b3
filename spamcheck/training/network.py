"""A wide and deep network over sparse features: a linear part and one hidden layer, added up (Cheng et al., 2016, arXiv:1606.07792).

Small enough for plain arrays: what a sentence asks of it later is two sums over rows of one table and one product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Array = NDArray[np.float32]
HIDDEN = 32
EPOCHS, BATCH, RATE = 6, 512, 1.4e-2
FEWEST_STEPS = 1000  # where examples are few, they are seen more often
FEATURES_LEFT, HIDDEN_LEFT = 0.5, 0.7  # shares that a step of learning sees: no single word decides
RIDGE = 1e-5
_BETA, _GAMMA, _EPSILON = 0.9, 0.999, 1e-8  # Adam (Kingma and Ba, 2015)


@dataclass(frozen=True, slots=True)
class Network:
    """table (v, r + h): a row a feature, the linear part first; inner (h,); output (h, r); bias (r,)."""

    table: Array
    inner: Array
    output: Array
    bias: Array

    def scores(self, bags: Sequence[NDArray[np.int64]]) -> Array:
        """(n, r) log-odds of n bags of features, each counted with the root of its size."""
        sums = _design(bags, self.table.shape[0]) @ self.table
        r = len(self.bias)
        return np.asarray(sums[:, :r] + np.maximum(sums[:, r:] + self.inner, 0) @ self.output + self.bias, dtype=np.float32)


def _design(bags: Sequence[NDArray[np.int64]], size: int) -> csr_matrix:
    sizes = np.array([len(b) for b in bags], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    flat = np.concatenate(bags) if len(bags) else np.empty(0, dtype=np.int64)
    values = np.repeat(1 / np.sqrt(np.maximum(1, sizes)), sizes).astype(np.float32)
    return csr_matrix((values, flat, starts), shape=(len(bags), size))


def train_network(bags: Sequence[NDArray[np.int64]], size: int, targets: Array, weights: Array, seed: int) -> Network:
    """Fit by Adam on the weighted log-loss.

    bags: features (numbers below `size`) of every example; targets, weights (n, r): a weight of 0 leaves a target out.
    """
    rng = np.random.default_rng(seed)
    count, roles = targets.shape
    deep = rng.normal(0, 0.05, (size, HIDDEN))
    edge = 1 / HIDDEN**0.5
    parts = [
        np.hstack([np.zeros((size, roles)), deep]).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        rng.uniform(-edge, edge, (HIDDEN, roles)).astype(np.float32),
        np.full(roles, -3, dtype=np.float32),
    ]
    first, second = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    step, epochs = 0, max(EPOCHS, FEWEST_STEPS // (count // BATCH + 1))
    for epoch in range(epochs):
        rate = RATE * (1 - epoch / epochs)
        order = rng.permutation(count)
        for at in range(0, count, BATCH):
            chosen = order[at : at + BATCH]
            seen = [b[rng.random(len(b)) < FEATURES_LEFT] for b in (bags[i] for i in chosen)]
            slopes = _slopes(parts, _design(seen, size), targets[chosen], weights[chosen], rng)
            step += 1
            scale = rate * (1 - _GAMMA**step) ** 0.5 / (1 - _BETA**step)
            for part, slope, mean, square in zip(parts, slopes, first, second, strict=True):
                mean += (1 - _BETA) * (slope - mean)
                square += (1 - _GAMMA) * (slope * slope - square)
                part -= scale * mean / (np.sqrt(square) + _EPSILON)
    return Network(*parts)


def _slopes(parts: list[Array], design: csr_matrix, targets: Array, weights: Array, rng: np.random.Generator) -> list[Array]:
    """Gradients of table, inner, output and bias on one batch."""
    table, inner, output, bias = parts
    roles = len(bias)
    sums = design @ table
    left = (rng.random((len(targets), HIDDEN)) < HIDDEN_LEFT) / np.float32(HIDDEN_LEFT)
    hidden = np.maximum(sums[:, roles:] + inner, 0)
    scores = sums[:, :roles] + (hidden * left) @ output + bias
    slope = ((1 / (1 + np.exp(-scores)) - targets) * weights / len(targets)).astype(np.float32)
    below = ((slope @ output.T) * left * (hidden > 0)).astype(np.float32)
    rows = np.asarray(design.T @ np.hstack([slope, below])) + 2 * RIDGE * table
    return [rows.astype(np.float32), below.sum(axis=0), ((hidden * left).T @ slope).astype(np.float32), slope.sum(axis=0)]
