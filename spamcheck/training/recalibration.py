"""Moving the prior and the thresholds of a finished model to other pages, weights untouched.

The prior moves so that the spam score is calibrated at the model's base rate on the decided pages. The threshold is set anew
where enough honest pages were decided on; else it moves with the prior, so that labels stay as they were.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from spamcheck.checker import Checker
from spamcheck.errors import InputError
from spamcheck.model import HEADS, MICRO
from spamcheck.training import metrics
from spamcheck.training.additions import MOST_LOST, Change
from spamcheck.training.additive import Array, threshold_at
from spamcheck.training.corpus import Row
from spamcheck.training.train import FALSE_POSITIVES
from spamcheck.training.train import _golden as golden
from spamcheck.training.train import _json as to_json
from spamcheck.vector import to_row

_MIN_OF_CLASS = 10  # decided pages of a class without which a prior says nothing
_HONEST_NEEDED = 3  # honest pages over the threshold that must be expected, before it is set on them
_FOLDS = 5


def recalibrate(folder: Path, rows: Sequence[Row]) -> tuple[dict[str, bytes], list[Change], list[str]]:
    """The files of the moved model, what changed (cross-validated by group), and what was done, in words.

    Raises InputError where too few pages of a class were decided on for either score.
    """
    checker = Checker(folder)
    scores = {head: np.zeros(len(rows)) for head in HEADS}
    article = np.zeros(len(rows), dtype=bool)
    for i, row in enumerate(rows):
        doc = checker.document(row.page, kind=row.kind, url=row.url)
        article[i] = doc.page == "article"
        total = checker.model.score(to_row(checker.measure(doc), checker.model.names, checker.model.silent)).total
        for head in HEADS:
            scores[head][i] = total[head] / MICRO
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    changes, notes = [], []
    for head in HEADS:
        labels = np.array([int(r.label == "spam") if head == "spam" else -1 if r.low_quality is None else int(r.low_quality) for r in rows])
        used = (labels >= 0) & (article | (head == "spam"))
        y, s, groups = labels[used], scores[head][used], [r.group for r, u in zip(rows, used, strict=True) if u]
        if min((y == 1).sum(), (y == 0).sum()) < _MIN_OF_CLASS:
            notes.append(f"{head}: left as it was, fewer than {_MIN_OF_CLASS} decisions of a class")
            continue
        changes.append(_change(head, s, y, groups, manifest["base_rate"][head]))
        notes.append(_move(manifest, head, s, y, shift(s, y, manifest["base_rate"][head])))
    if not changes:
        raise InputError(f"too few decisions to recalibrate: {_MIN_OF_CLASS} of each class are needed")
    tables = (folder / "tables.json").read_bytes()
    manifest["recalibrated_on"] = len(rows)
    manifest["golden"] = [golden(manifest, json.loads(tables))]
    return {"tables.json": tables, "manifest.json": to_json(manifest)}, changes, notes


def shift(scores: Array, labels: metrics.Labels, base_rate: float) -> float:
    """What to add to log-odds so that they are calibrated on the whole at a base rate: the likeliest intercept at slope 1."""
    w = metrics.to_base_rate(labels, np.ones(len(labels)), base_rate)
    low, high = -30.0, 30.0
    for _ in range(60):  # the mean probability rises with the shift: halve until it meets the base rate
        middle = (low + high) / 2
        said = float(w @ (1 / (1 + np.exp(-(scores + middle)))))
        low, high = (middle, high) if said < base_rate else (low, middle)
    return (low + high) / 2


def _change(head: str, scores: Array, labels: metrics.Labels, groups: Sequence[str], base_rate: float) -> Change:
    """Log loss at the base rate before, and after a shift found on other groups."""
    names = sorted(set(groups))
    fold = np.array([names.index(g) % _FOLDS for g in groups])
    moved = scores.copy()
    for i in range(_FOLDS):
        other = fold != i
        if len(set(labels[other].tolist())) == 2:
            moved[fold == i] += shift(scores[other], labels[other], base_rate)
    w = metrics.to_base_rate(labels, np.ones(len(labels)), base_rate)
    loss = [float(w @ np.logaddexp(0, np.where(labels == 1, -s, s))) for s in (scores, moved)]
    return Change(f"{head}: log loss on {len(labels)} decisions", loss[0], loss[1], -1, MOST_LOST["log_loss"])


def _move(manifest: dict[str, Any], head: str, scores: Array, labels: metrics.Labels, by: float) -> str:
    prior, thresholds, rates = manifest["prior"], manifest["thresholds"], FALSE_POSITIVES
    prior[head] += round(by * MICRO)
    honest = scores[labels == 0] + by
    if len(honest) * rates[head] >= _HONEST_NEEDED:
        thresholds[head] = round(threshold_at(honest, np.ones(len(honest)), rates[head]) * MICRO)
        return f"{head}: prior moved by {by:+.3f}, threshold set on {len(honest)} honest pages"
    thresholds[head] += round(by * MICRO)
    return f"{head}: prior and threshold moved by {by:+.3f}; {len(honest)} honest pages are too few for a new threshold"


def worse(changes: Sequence[Change]) -> list[str]:
    """Names of what got worse."""
    return [c.name for c in changes if c.worse]


__all__ = ["recalibrate", "shift", "worse"]
