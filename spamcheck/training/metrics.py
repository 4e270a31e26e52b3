"""Measures of scores against labels: pure functions on arrays, all with weights, so that a bootstrap is a change of weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A number with the 2.5 % and 97.5 % quantiles of its bootstrap; nan where it is undefined."""

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float | None]:
        """Rounded for a report; undefined numbers are null."""
        return {n: None if np.isnan(v) else round(float(v), 4) for n, v in (("value", self.value), ("low", self.low), ("high", self.high))}


def _steps(scores: Array, labels: Labels, weights: Array | None) -> tuple[Array, Array, Array]:
    """Distinct scores, ascending, with the positive and the negative weight at each."""
    w = np.ones(len(scores)) if weights is None else weights
    distinct, place = np.unique(scores, return_inverse=True)
    size = len(distinct)
    return distinct, _sums(place, w * (labels == 1), size), _sums(place, w * (labels == 0), size)


def _sums(place: NDArray[np.int64], weights: Array, size: int) -> Array:
    return np.bincount(place, weights, size).astype(np.float64)


def roc_auc(scores: Array, labels: Labels, weights: Array | None = None) -> float:
    """Probability that a positive scores above a negative, ties counted half; nan if a class is empty.

    scores (n,), labels (n,) 0 or 1, weights (n,) >= 0. Source: Hanley and McNeil 1982, Radiology 143(1).
    """
    _, positive, negative = _steps(scores, labels, weights)
    if positive.sum() == 0 or negative.sum() == 0:
        return float("nan")
    below = np.cumsum(negative) - negative
    return float(positive @ (below + negative / 2) / (positive.sum() * negative.sum()))


def average_precision(scores: Array, labels: Labels, weights: Array | None = None) -> float:
    """Sum of precision times gain in recall over falling thresholds (no interpolation); nan without positives.

    Depends on the share of positives. Source: as scikit-learn's average_precision_score.
    """
    _, positive, negative = _steps(scores, labels, weights)
    if positive.sum() == 0:
        return float("nan")
    hit, false = np.cumsum(positive[::-1]), np.cumsum(negative[::-1])
    total = hit + false
    precision = np.divide(hit, total, out=np.zeros_like(hit), where=total > 0)
    return float(precision @ positive[::-1] / positive.sum())


def roc_curve(scores: Array, labels: Labels, points: int = 200) -> list[tuple[float, float]]:
    """(false-positive rate, recall) at falling thresholds, thinned to about `points`, from (0, 0) to (1, 1)."""
    _, positive, negative = _steps(scores, labels, None)
    false = np.append(0, np.cumsum(negative[::-1])) / max(1.0, negative.sum())
    hit = np.append(0, np.cumsum(positive[::-1])) / max(1.0, positive.sum())
    keep = np.unique(np.searchsorted(false + hit, np.linspace(0, 2, points)).clip(0, len(hit) - 1))
    return [(round(float(false[i]), 5), round(float(hit[i]), 5)) for i in keep]


def limit_at(honest: Array, rate: float, weights: Array | None = None) -> float:
    """The lowest threshold that at most a share `rate` of the honest weight reaches (flagged: score > threshold)."""
    w = np.ones(len(honest)) if weights is None else weights
    if w.sum() == 0:
        return float("nan")
    order = np.argsort(-honest, kind="stable")
    reached = np.cumsum(w[order]) / w.sum()
    inside = int(np.searchsorted(reached, rate + 1e-12, side="right"))
    return float(honest[order][min(inside, len(honest) - 1)])


def share(hit: NDArray[np.bool_], weights: Array | None = None) -> float:
    """Weighted share of True; nan of nothing."""
    w = np.ones(len(hit)) if weights is None else weights
    return float(w @ hit / w.sum()) if w.sum() > 0 else float("nan")


def macro_share(hit: NDArray[np.bool_], groups: Sequence[str], weights: Array | None = None) -> float:
    """Mean over groups of the share of True in each; a group's weight is the mean weight of its members."""
    w = np.ones(len(hit)) if weights is None else weights
    _, place, sizes = np.unique(np.asarray(groups, dtype=str), return_inverse=True, return_counts=True)
    total = np.bincount(place, w, len(sizes)) / sizes
    inside = np.bincount(place, w * hit, len(sizes)) / sizes
    return float(inside.sum() / total.sum()) if total.sum() > 0 else float("nan")


def reliability(p: Array, labels: Labels, weights: Array, bins: int = 15) -> list[tuple[float, float, float]]:
    """(mean probability, share of positives, weight) in bins of equal weight; ties in p stay in one bin."""
    order = np.argsort(p, kind="stable")
    _, place = np.unique(p[order], return_inverse=True)
    w = weights[order] / weights.sum()
    of_step = np.bincount(place, w)
    middle = np.cumsum(of_step) - of_step / 2  # a step lies in the bin that its middle falls in
    bin_of = np.minimum((middle * bins).astype(int), bins - 1)[place]
    mass = np.bincount(bin_of, w, bins)
    full = mass > 0
    said = np.bincount(bin_of, w * p[order], bins)[full] / mass[full]
    seen = np.bincount(bin_of, w * labels[order], bins)[full] / mass[full]
    return [(float(a), float(b), float(c)) for a, b, c in zip(said, seen, mass[full], strict=True)]


def calibration_error(p: Array, labels: Labels, weights: Array, bins: int = 15) -> float:
    """Expected calibration error: weighted mean distance of said and seen over bins of equal weight.

    Source: Naeini, Cooper, Hauskrecht 2015, AAAI; equal-mass bins as in Nguyen and O'Connor 2015, EMNLP.
    """
    return float(sum(mass * abs(said - seen) for said, seen, mass in reliability(p, labels, weights, bins)))


def null_calibration_error(p: Array, weights: Array, *, seed: int, draws: int = 200, bins: int = 15) -> float:
    """The calibration error that a perfectly calibrated p would show by chance: labels are drawn from p itself.

    The plain estimate is biased upwards; subtracting this debiases it (Roelofs et al. 2022, AISTATS; Kumar, Liang, Ma 2019,
    NeurIPS discuss the bias).
    """
    rng = np.random.default_rng(seed)
    return float(np.mean([calibration_error(p, (rng.random(len(p)) < p).astype(np.int64), weights, bins) for _ in range(draws)]))


def brier(p: Array, labels: Labels, weights: Array) -> float:
    """Weighted mean squared distance of probability and label. Source: Brier 1950, Monthly Weather Review 78(1)."""
    return float(weights @ (p - labels) ** 2 / weights.sum())


def to_base_rate(labels: Labels, weights: Array, rate: float) -> Array:
    """The weights scaled so that positives have a share `rate` of them; sums to 1."""
    found = weights.astype(float).copy()
    for label, part in ((1, rate), (0, 1 - rate)):
        inside = labels == label
        found[inside] *= part / found[inside].sum()
    return found


def precision_at(recall: float, false_positives: float, base_rate: float) -> float:
    """Share of flagged pages that are spam, where a share `base_rate` of all pages is; nan if nothing is flagged."""
    flagged = recall * base_rate + false_positives * (1 - base_rate)
    return recall * base_rate / flagged if flagged > 0 else float("nan")


def bootstrap(groups: Sequence[str] | NDArray[np.str_], statistic: Callable[[Array], float], *, draws: int, seed: int) -> Interval:
    """A statistic of weights with its interval: whole groups are drawn with replacement, never single rows.

    statistic takes (n,) weights; how often a group was drawn is the weight of its rows. Source: cluster bootstrap, Davison
    and Hinkley 1997, chapter 3.8. Draws on which the statistic is undefined are left out.
    """
    names, place = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    rng = np.random.default_rng(seed)
    value = statistic(np.ones(len(place)))
    drawn = [
        statistic(np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place].astype(float)) for _ in range(draws)
    ]
    known = [x for x in drawn if not np.isnan(x)]
    low, high = np.quantile(known, [0.025, 0.975]) if known else (np.nan, np.nan)
    return Interval(value, float(low), float(high))


def auc_interval(groups: Sequence[str] | NDArray[np.str_], scores: Array, labels: Labels, *, draws: int, seed: int) -> Interval:
    """ROC-AUC with its interval by groups."""
    return bootstrap(groups, lambda w: roc_auc(scores, labels, w), draws=draws, seed=seed)
