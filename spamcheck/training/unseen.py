"""Leave one source out: every page is scored by a model that has seen nothing of its source.

Whole sources leave together, several sets of one author as one voice, and an injected pair leaves with the source of its
carrier. The predictions of all folds are pooled. A fold is calibrated, and gets its threshold, from the predictions of the
other folds, so nothing of a page's own source decides how it is judged.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spamcheck.training.additive import Array, calibrate, fit, threshold_at
from spamcheck.training.cases import SOURCE as CASES
from spamcheck.training.cases import case_rows
from spamcheck.training.corpus import Row
from spamcheck.training.features import Table, features
from spamcheck.training.injection import load_pool
from spamcheck.training.role_models import unseen_roles
from spamcheck.training.train import (
    BASE_RATE,
    FALSE_POSITIVES,
    PENALTY,
    Data,
    Sources,
    bounded,
    directions,
    pairs,
    silent_values,
    threshold_rows,
    weights,
    without_markup,
)

# Sets with one voice (comments on one blog, pages around one affiliate text): they are one source.
VOICES = {"cmt_a": "cmt", "cmt_b": "cmt", "adv_a": "adv", "adv_d": "adv"}


def voice(row: Row) -> str:
    """What must leave together with a row."""
    source = row.group if row.source.startswith("pair") else row.source
    return VOICES.get(source, source)


@dataclass(frozen=True, slots=True)
class Measured:
    """The same rows twice: as they are, to be judged, and as training sees them (markup dropped from half of the pages).

    always (n,): own-written pages and cases of the signals, and what is injected into them: taught in every fold, never judged.
    """

    judged: Data
    taught: Data
    always: NDArray[np.bool_]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.judged.rows


def measured(
    paths: Sequence[Path], own: Sources, *, each: int, seed: int, cache: Path | None = None, progress: bool = False, jobs: int = -1
) -> Measured:
    """Read labelled pages to be judged, and what is taught besides; inject pairs, measure everything.

    own: own-written pages, templates, cases and sentences. A page that training changes is measured twice.
    """
    rows = replace(own, pages=tuple(paths)).rows()
    roles = unseen_roles(rows, own.sentences, cache) if own.sentences else None
    bare = without_markup(rows, seed)
    made = [pair for pool in own.pools for pair in pairs(bare, load_pool(pool), each, seed)]
    changed = [i for i, (a, b) in enumerate(zip(rows, bare, strict=True)) if a is not b]
    table = features([*rows, *(bare[i] for i in changed), *made], cache=cache, progress=progress, jobs=jobs, roles=roles)
    plain, second = np.arange(len(rows)), np.arange(len(rows))
    second[changed] = len(rows) + np.arange(len(changed))
    of_pairs = len(rows) + len(changed) + np.arange(len(made))
    tables = [_taken(table, np.append(plain, of_pairs)), _taken(table, np.append(second, of_pairs))]
    cases: list[Row] = []
    if own.cases is not None:
        cases, readings = case_rows(own.cases)
        tables = [t.joined(readings) for t in tables]
    voices = {voice(r) for r in rows if r.written}
    always = np.array([r.source == CASES or voice(r) in voices for r in (*rows, *made, *cases)])
    return Measured(Data((*rows, *made, *cases), tables[0]), Data((*bare, *made, *cases), tables[1]), always)


def _taken(table: Table, order: NDArray[np.int64]) -> Table:
    return Table(table.names, table.values[order], tuple(table.page[i] for i in order), table.words[order])


def folds(rows: Sequence[Row], always: NDArray[np.bool_], count: int, seed: int) -> NDArray[np.int64]:
    """(n,) fold of every row: whole voices, the folds about the same size; -1 where it is always taught.

    count 0: a fold for every voice.
    """
    keys = [voice(r) for r in rows]
    sizes = Counter(k for k, a in zip(keys, always, strict=True) if not a)
    names = sorted(sizes)
    random.Random(seed).shuffle(names)
    load, fold_of = [0] * (count or len(names)), {}
    for name in sorted(names, key=lambda n: -sizes[n]):
        i = load.index(min(load))
        fold_of[name] = i
        load[i] += sizes[name]
    return np.array([-1 if a else fold_of[k] for k, a in zip(keys, always, strict=True)])


@dataclass(frozen=True, slots=True)
class Pooled:
    """Predictions of one head for all rows (n,), each from a model that has not seen the row's source.

    scores: calibrated log-odds with what lowers them bounded as in a shipped model. thresholds: what the fold's model would
    use. labels: 1, 0, or -1 where the row is no example of the head. Rows that are always taught (fold -1) have no prediction: nan.
    """

    head: str
    scores: Array
    thresholds: Array
    labels: NDArray[np.int64]
    fold: NDArray[np.int64]

    @property
    def flagged(self) -> NDArray[np.bool_]:
        return self.scores >= self.thresholds


def pooled(data: Measured, head: str, *, count: int = 10, seed: int = 7, jobs: int = -1) -> Pooled:
    """Train a head once per fold and predict what was left out."""
    from joblib import Parallel, delayed

    rows = data.rows
    fold, labels, taught = folds(rows, data.always, count, seed), data.judged.labels(head), data.taught.labels(head)
    silent, names = silent_values(data.judged.table), data.judged.table.names
    judged_values, taught_values = data.judged.table.filled(silent), data.taught.table.filled(silent)

    def one(i: int) -> tuple[Array, Array]:
        used = (fold != i) & (taught >= 0)
        inside = [r for r, u in zip(rows, used, strict=True) if u]
        y = taught[used]
        part = fit(names, taught_values[used], y, weights(inside, y), directions(head), silent, PENALTY[head])
        return part.parts(names, judged_values[fold == i])

    up, down = np.zeros(len(rows)), np.zeros(len(rows))
    numbers = sorted(set(fold.tolist()) - {-1})
    for i, (raised, lowered) in zip(numbers, Parallel(n_jobs=jobs)(delayed(one)(i) for i in numbers), strict=True):
        up[fold == i], down[fold == i] = raised, lowered
    return _calibrated(head, rows, labels, fold, up, down)


def _calibrated(head: str, rows: Sequence[Row], labels: NDArray[np.int64], fold: NDArray[np.int64], up: Array, down: Array) -> Pooled:
    """Calibrate every fold, and set its threshold, on the predictions of the other folds."""
    scores, thresholds = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    honest = threshold_rows(rows)
    for i in sorted(set(fold.tolist()) - {-1}):
        other = (fold != i) & (fold >= 0) & (labels >= 0)
        w = np.zeros(len(rows))
        w[other] = weights([r for r, u in zip(rows, other, strict=True) if u], labels[other])
        slope, shift = calibrate((up + down)[other], labels[other], w[other], BASE_RATE[head])
        found = bounded(head, up * slope, down * slope) + shift
        scores[fold == i] = found[fold == i]
        clean = other & honest
        thresholds[fold == i] = threshold_at(found[clean], np.ones(clean.sum()), FALSE_POSITIVES[head])
    return Pooled(head, scores, thresholds, labels, fold)
