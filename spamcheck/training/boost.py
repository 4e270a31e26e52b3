"""Boosted stumps from scikit-learn, exported as one lookup table per value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spamcheck.model import MICRO

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a head is boosted. Chosen on unseen sources, see docs/training.md."""

    iterations: int = 200
    learning_rate: float = 0.08
    leaves: int = 4
    min_leaf: int = 10
    l2: float = 2.0
    bins: int = 64


@dataclass(frozen=True, slots=True)
class Additive:
    """An additive function: prior + one step function per value (name -> edges, float steps with f(silent) = 0)."""

    prior: float
    tables: Mapping[str, tuple[Array, Array]]

    def log_odds(self, names: Sequence[str], values: Array) -> Array:
        """(n,) log-odds of (n, k) values, without any bound on what lowers them."""
        total = np.full(len(values), self.prior)
        for j, name in enumerate(names):
            if name in self.tables:
                edges, steps = self.tables[name]
                total += steps[np.searchsorted(edges, values[:, j], side="left")]
        return total

    def scaled(self, slope: float, shift: float) -> Additive:
        """The same function after the affine calibration slope * x + shift."""
        return Additive(self.prior * slope + shift, {n: (e, s * slope) for n, (e, s) in self.tables.items()})

    def quantised(self) -> tuple[int, dict[str, dict[str, list[float] | list[int]]]]:
        """Integer micro-log-odds: the prior and the tables, steps that do nothing left out."""
        tables: dict[str, dict[str, list[float] | list[int]]] = {}
        for name, (edges, steps) in sorted(self.tables.items()):
            micro = [round(float(s) * MICRO) for s in steps]
            keep = [i for i in range(len(edges)) if micro[i] != micro[i + 1]]
            if keep:
                tables[name] = {"edges": [float(edges[i]) for i in keep], "micro": [*[micro[i] for i in keep], micro[-1]]}
        return round(self.prior * MICRO), tables


def fit(
    names: Sequence[str], values: Array, labels: NDArray[np.int64], weights: Array, directions: Mapping[str, int],
    silent: Mapping[str, float], settings: Settings, seed: int,
) -> Additive:  # fmt: skip
    """Fit one head.

    values (n, k), labels (n,) 0 or 1, weights (n,). directions: +1 or -1 per value; values without one are left out.
    The function is monotone in each value in its direction, and additive: no tree uses two values.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    used = [j for j, n in enumerate(names) if directions.get(n)]
    booster = HistGradientBoostingClassifier(
        max_iter=settings.iterations, learning_rate=settings.learning_rate, max_leaf_nodes=settings.leaves,
        min_samples_leaf=settings.min_leaf, l2_regularization=settings.l2, max_bins=settings.bins, early_stopping=False,
        interaction_cst="no_interactions", monotonic_cst=[directions[names[j]] for j in used], random_state=seed,
    )  # fmt: skip
    booster.fit(values[:, used], labels, sample_weight=weights)
    return _export(booster, [names[j] for j in used], silent)


def _export(booster: Any, names: Sequence[str], silent: Mapping[str, float]) -> Additive:
    """Read the trees into step functions. A tree of one value is a step function of that value."""
    prior = float(np.ravel(booster._baseline_prediction)[0])
    per_value: dict[str, list[NDArray[np.void]]] = {}
    for (tree,) in booster._predictors:
        nodes = tree.nodes
        if nodes[0]["is_leaf"]:
            prior += float(nodes[0]["value"])
        else:
            per_value.setdefault(names[int(nodes[0]["feature_idx"])], []).append(nodes)
    tables: dict[str, tuple[Array, Array]] = {}
    for name, trees in per_value.items():
        edges = np.unique(np.concatenate([t["num_threshold"][t["is_leaf"] == 0] for t in trees]))
        # One point inside each step: the edge itself goes left (<=), the last step lies beyond all edges.
        points = np.append(edges, edges[-1] + 1.0)
        steps = sum((_walk(nodes, points) for nodes in trees), np.zeros(len(points)))
        at_silent = steps[np.searchsorted(edges, silent[name], side="left")]
        prior += float(at_silent)
        tables[name] = (edges.astype(float), steps - at_silent)
    return Additive(prior, tables)


def _walk(nodes: NDArray[np.void], points: Array) -> Array:
    found = np.empty(len(points))
    for i, x in enumerate(points):
        node = nodes[0]
        while not node["is_leaf"]:
            node = nodes[node["left"] if x <= node["num_threshold"] else node["right"]]
        found[i] = node["value"]
    return found


def calibrate(scores: Array, labels: NDArray[np.int64], weights: Array, base_rate: float) -> tuple[float, float]:
    """Slope and shift that make log-odds calibrated at a base rate, from predictions on groups left out of training.

    scores (n,), labels (n,), weights (n,) within each class; the classes are then weighted to the base rate (Platt 1999).
    """
    from sklearn.linear_model import LogisticRegression

    weights = weights.copy()
    for label, share in ((1, base_rate), (0, 1 - base_rate)):
        inside = labels == label
        weights[inside] *= share / weights[inside].sum()
    fitted = LogisticRegression(C=1e6, max_iter=1000).fit(scores[:, None], labels, sample_weight=weights * len(labels))
    return max(0.05, float(fitted.coef_[0, 0])), float(fitted.intercept_[0])


def threshold_at(scores: Array, weights: Array, rate: float) -> float:
    """The score that a share `rate` of the honest weight lies at or above (weighted upper quantile)."""
    order = np.argsort(-scores)
    reached = np.cumsum(weights[order]) / weights.sum()
    inside = int(np.searchsorted(reached, rate, side="right"))
    return float(scores[order][inside]) + 1e-6
