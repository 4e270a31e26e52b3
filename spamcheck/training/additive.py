"""Sign-constrained logistic regression on steps: one monotone step function per value, fitted together.

Each value is coded by the steps it has passed (x > edge); a step's weight may only go in the direction that its signal
declares. The problem is convex, so the fit does not depend on order or chance; a penalty keeps rare steps modest.
Source: thermometer coding; bounded L-BFGS (Byrd, Lu, Nocedal, Zhu 1995, SIAM J. Sci. Comput. 16).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from spamcheck.training.boost import Additive, Array

MAX_STEPS = 6


def step_edges(column: Array, silent: float, most: int = MAX_STEPS) -> Array:
    """Edges between the distinct values of a column, thinned to quantiles of what is not silent; ascending."""
    distinct = np.unique(np.append(column, silent))
    if len(distinct) < 2:
        return np.empty(0)
    edges = (distinct[1:] + distinct[:-1]) / 2
    if len(edges) <= most:
        return edges
    loud = np.sort(column[column != silent])
    picked = np.quantile(loud, np.linspace(0, 1, most + 1)[:-1])
    return np.unique([edges[max(0, np.searchsorted(edges, q) - 1)] for q in picked])


def fit_steps(
    names: Sequence[str], values: Array, labels: NDArray[np.int64], weights: Array, directions: Mapping[str, int],
    silent: Mapping[str, float], penalty: float, min_rows: int = 4,
) -> Additive:  # fmt: skip
    """Fit one head.

    values (n, k), labels (n,) 0 or 1, weights (n,). penalty: L2 on the step weights, in rows. min_rows: steps that fewer
    rows pass are left out. Returns step functions with f(silent) = 0.
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
    shrink = np.append(np.full(len(columns), penalty), 0.0)

    def loss(theta: Array) -> tuple[float, Array]:
        margin = signs * (design @ theta)
        pull = weights * signs / (1 + np.exp(np.clip(margin, -40, 40)))
        value = float(weights @ np.logaddexp(0, -margin) + 0.5 * shrink @ (theta * theta))
        return value, shrink * theta - design.T @ pull

    bounds = [(0.0, None) if d > 0 else (None, 0.0) for _, _, d in owners] + [(None, None)]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000, "ftol": 1e-10, "gtol": 1e-6})
    return _tables(owners, found.x, silent)


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
