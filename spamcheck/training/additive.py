"""Sign-constrained logistic regression on steps: one monotone step function per value, all fitted together.

Each value is coded by the steps it has passed (x > edge); a step's weight may only go in the direction that its signal
declares. The problem is convex, so the fit does not depend on order or chance; a penalty keeps rare steps modest, the less the
purer they are: that none of thousands of honest pages passes a step is evidence which one penalty for all would throw away.
Boosted stumps under the same constraints found two thirds less spam at the same threshold (2026-11): their greedy steps share
out the weight of rare and pure signals.
With sources left out this found 247 of 356 real spam pages instead of 236 at the false positives of the threshold and 218 instead of 185
at 0.2 %; the area under the curve of low quality rose from 0.908 to 0.925 (2026-12).
Source: thermometer coding; bounded L-BFGS (Byrd, Lu, Nocedal, Zhu 1995, SIAM J. Sci. Comput. 16); Platt 1999; a penalty for every
coefficient by what is known of it (Zou 2006, JASA 101).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spamcheck.model import MICRO

Array = NDArray[np.float64]
MAX_STEPS = 6
_PUREST = 0.1  # of the penalty is left on a step that only pages of its own direction pass
_DOUBT = 0.2  # rows of either kind that every step is taken to have seen, so that two rows do not make it pure


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

    def parts(self, names: Sequence[str], values: Array) -> tuple[Array, Array]:
        """What raises (with the prior) and what lowers the log-odds of (n, k) values, (n,) each."""
        up, down = np.full(len(values), self.prior), np.zeros(len(values))
        for j, name in enumerate(names):
            if name in self.tables:
                edges, steps = self.tables[name]
                step = steps[np.searchsorted(edges, values[:, j], side="left")]
                up += np.maximum(step, 0)
                down += np.minimum(step, 0)
        return up, down

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


def step_edges(column: Array, silent: float, most: int = MAX_STEPS) -> Array:
    """Edges between the distinct values of a column, thinned to quantiles of what is not silent; ascending."""
    distinct = np.unique(np.append(column, silent))
    if len(distinct) < 2:
        return np.empty(0)
    edges: Array = (distinct[1:] + distinct[:-1]) / 2
    if len(edges) <= most:
        return edges
    loud = np.sort(column[column != silent])
    picked = np.quantile(loud, np.linspace(0, 1, most + 1)[:-1])
    return np.unique(np.array([edges[max(0, np.searchsorted(edges, q) - 1)] for q in picked]))


def fit(
    names: Sequence[str], values: Array, labels: NDArray[np.int64], weights: Array, directions: Mapping[str, int],
    silent: Mapping[str, float], penalty: float, min_rows: int = 2,
) -> Additive:  # fmt: skip
    """Fit one head.

    values (n, k), labels (n,) 0 or 1, weights (n,). penalty: L2 on the weight of a step that both classes pass alike, in rows. min_rows:
    steps that fewer rows pass are left out. Returns step functions with f(silent) = 0.
    """
    from scipy.optimize import minimize

    columns: list[Array] = []
    owners: list[tuple[str, float, int]] = []
    for j, name in enumerate(names):
        direction = directions.get(name, 0)
        for edge in step_edges(values[:, j], silent[name]) if direction else ():
            passed = (values[:, j] > edge).astype(float) - float(silent[name] > edge)
            if min_rows <= np.count_nonzero(passed) <= len(passed) - min_rows:
                columns.append(passed)
                owners.append((name, float(edge), direction))
    design = np.column_stack([*columns, np.ones(len(values))])
    signs = np.where(labels == 1, 1.0, -1.0)
    shrink = np.append(penalty * _doubtful(design[:, :-1], labels, weights, [d for _, _, d in owners]), 0.0)

    def loss(theta: Array) -> tuple[float, Array]:
        margin = signs * (design @ theta)
        pull = weights * signs / (1 + np.exp(np.clip(margin, -40, 40)))
        value = float(weights @ np.logaddexp(0, -margin) + 0.5 * shrink @ (theta * theta))
        return value, shrink * theta - design.T @ pull

    bounds = [(0.0, None) if d > 0 else (None, 0.0) for _, _, d in owners] + [(None, None)]
    found = minimize(
        loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000, "ftol": 1e-10, "gtol": 1e-6}
    )
    return _tables(owners, found.x, silent)


def _doubtful(steps: Array, labels: NDArray[np.int64], weights: Array, directions: Sequence[int]) -> Array:
    """(s,) what each of (n, s) steps has of the penalty: 1 where rows of both classes pass it alike, _PUREST at least."""
    passed = steps != 0
    spam, rest = ((weights * (labels == label)) @ passed for label in (1, 0))
    against = np.where(np.array(directions) > 0, rest, spam)
    share: Array = (against + _DOUBT) / (spam + rest + 2 * _DOUBT)
    return np.maximum(_PUREST, 2 * share)


def _tables(owners: Sequence[tuple[str, float, int]], theta: Array, silent: Mapping[str, float]) -> Additive:
    steps: dict[str, list[tuple[float, float]]] = {}
    for (name, edge, _), weight in zip(owners, theta[:-1], strict=True):
        if abs(weight) > 1e-4:
            steps.setdefault(name, []).append((edge, float(weight)))
    tables = {}
    for name, found in steps.items():
        edges = np.array([e for e, _ in sorted(found)])
        levels = np.concatenate([[0.0], np.cumsum([w for _, w in sorted(found)])])
        tables[name] = (edges, levels - levels[np.searchsorted(edges, silent[name], side="left")])
    return Additive(float(theta[-1]), tables)


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
