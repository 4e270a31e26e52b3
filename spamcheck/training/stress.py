"""Behaviour of one finished model over pages: deletion, insertions, contrast pairs. Parallel, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np

from spamcheck.checker import Checker
from spamcheck.errors import SpamcheckError
from spamcheck.model import MICRO
from spamcheck.training import contrast, insertions, metrics
from spamcheck.training.contrast import Trio
from spamcheck.training.corpus import MAIL, Row
from spamcheck.training.deletion import deletion
from spamcheck.training.insertions import Change
from spamcheck.training.unseen import voice

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 20
_MAX_PAGE = 200_000  # characters of a page in a behaviour test: each is scored up to 25 times


def sample(rows: Sequence[Row], count: int, seed: int) -> list[Row]:
    """Up to `count` pages, sources in turn, so that no source fills the sample."""
    rng = random.Random(seed)
    by_voice: dict[str, list[Row]] = {}
    for row in rows:
        if len(row.page) <= _MAX_PAGE:
            by_voice.setdefault(voice(row), []).append(row)
    for inside in by_voice.values():
        rng.shuffle(inside)
    found: list[Row] = []
    turn = 0
    while len(found) < count and any(turn < len(inside) for inside in by_voice.values()):
        found += [by_voice[name][turn] for name in sorted(by_voice) if turn < len(by_voice[name])]
        turn += 1
    return found[:count]


def each(model: str, work: Callable[[Checker, T], R], items: Sequence[T], jobs: int) -> list[R]:
    """`work` over all items, in order; every process loads the model once a chunk."""
    from joblib import Parallel, delayed

    chunks = [items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK)]
    done: list[list[R]] = list(Parallel(n_jobs=jobs)(delayed(_work)(model, work, chunk) for chunk in chunks))
    return [item for chunk in done for item in chunk]


def _work(model: str, work: Callable[[Checker, T], R], items: Sequence[T]) -> list[R]:
    checker = Checker(model)
    return [work(checker, item) for item in items]


def _deletion(checker: Checker, row: Row) -> dict[str, Any] | None:
    try:
        return deletion(checker, row, random.Random(row.id))
    except SpamcheckError:
        return None


def _insertions(checker: Checker, row: Row) -> list[Change]:
    try:
        return insertions.insertions(checker, row)
    except SpamcheckError:
        return []


def _credit(checker: Checker, row: Row) -> Change | None:
    try:
        return insertions.credit(checker, row)
    except SpamcheckError:
        return None


def stress(
    model: str, rows: Sequence[Row], trios: Sequence[Trio], *, pages: int, seed: int, draws: int = 300, jobs: int = -1
) -> dict[str, Any]:
    """All behaviour tests. rows: labelled pages; pages: how many to take for each of the tests on pages."""
    checker = Checker(model)
    threshold = checker.model.thresholds["spam"] / MICRO
    usable = [r for r in rows if r.label in ("spam", "ok") and r.source not in MAIL]
    spam = sample([r for r in usable if r.label == "spam"], pages, seed)
    mixed = sample(usable, pages, seed)
    changes = [c for of_page in each(model, _insertions, mixed, jobs) for c in of_page]
    found = {
        "threshold": threshold,
        "deletion": _deletions(spam, each(model, _deletion, spam, jobs), draws=draws, seed=seed),
        "insertion": {"pages": len(mixed), **insertions.summary(changes)},
        "credit": insertions.credit_summary([c for c in each(model, _credit, spam, jobs) if c is not None]),
    }
    if trios:
        found["pairs"] = contrast.contrast(each(model, contrast.look, trios, jobs), threshold, draws=draws, seed=seed)
    return found


def _deletions(rows: Sequence[Row], results: Sequence[dict[str, Any] | None], *, draws: int, seed: int) -> dict[str, Any]:
    known = list(_paired(rows, results))
    sources = [voice(row) for row, _ in known]

    def rate(key: str) -> dict[str, float | None]:
        hit = np.array([bool(r[key]) for _, r in known])
        return metrics.bootstrap(sources, lambda w: metrics.share(hit, w), draws=draws, seed=seed).to_dict()

    if not known:
        return {"pages": 0}
    failed = sorted({source for source, (_, r) in zip(sources, known, strict=True) if not r["passes"]})
    return {
        "pages": len(known),
        "passes": rate("passes"),
        "passes_in_rounds": rate("passes_in_rounds"),
        "control_passes": rate("control_passes"),
        "sources_that_fail": failed,
    }


def _paired(rows: Sequence[Row], results: Sequence[dict[str, Any] | None]) -> Iterator[tuple[Row, dict[str, Any]]]:
    for row, result in zip(rows, results, strict=True):
        if result is not None:
            yield row, result
