"""What every signal finds on labelled pages, and what it costs: parallel, in a fixed order.

Cost is processor time of a signal's own work on a page whose shared layers (words, sentences, list hits, link targets ...) are
ready, measured on every fourth page; what several signals share is counted apart.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spamcheck.document import Document
from spamcheck.errors import InputError, SpamcheckError
from spamcheck.measured import LABELS, Figures, Measured
from spamcheck.parse import parse
from spamcheck.signal import Reading, Signal, registry
from spamcheck.training.corpus import Row, read_rows
from spamcheck.vector import measure

_CHUNK = 25
_COST_EVERY = 4
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """Readings of n pages by k signals, as far as they speak.

    applied, hits (n, k): whether a signal applies to a page, and points at something on it. article (n,).
    cost (k,): mean nanoseconds of a signal's own work; shared, parsed: of the shared layers and the parser. unread: ids that no
    parser could read, left out of everything else.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    applied: Bools
    hits: Bools
    article: Bools
    cost: NDArray[np.float64]
    shared: float
    parsed: float
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    applied: list[bool]
    hits: list[bool]
    article: bool
    cost: tuple[int, int, list[int]] | None  # parser, shared layers, signals


def find_hits(rows: Sequence[Row], *, jobs: int = -1, progress: bool = False) -> Found:
    """Measure every row with every shipped signal. jobs: processes, -1 for all cores. progress: a bar on standard error."""
    from joblib import Parallel, delayed

    chunks = [rows[i : i + _CHUNK] for i in range(0, len(rows), _CHUNK)]
    calls = (delayed(_find)([(r.page, r.kind, r.url) for r in chunk]) for chunk in chunks)
    results = Parallel(n_jobs=jobs, return_as="generator")(calls)
    pages = [page for chunk in (_with_progress(results, chunks, len(rows)) if progress else results) for page in chunk]
    read = [(row, page) for row, page in zip(rows, pages, strict=True) if page is not None]
    if not read:
        raise InputError("no page to measure on: the files hold no row that can be read")
    timed = [page.cost for _, page in read if page.cost is not None] or [(0, 0, [0] * len(registry()))]
    return Found(
        names=tuple(s.name for s in registry()), rows=tuple(row for row, _ in read),
        applied=np.array([page.applied for _, page in read]), hits=np.array([page.hits for _, page in read]),
        article=np.array([page.article for _, page in read]), cost=np.array([c[2] for c in timed], dtype=np.float64).mean(axis=0),
        shared=float(np.mean([c[1] for c in timed])), parsed=float(np.mean([c[0] for c in timed])),
        unread=tuple(row.id for row, page in zip(rows, pages, strict=True) if page is None),
    )  # fmt: skip


def _find(pages: list[tuple[str, str, str | None]]) -> list[_Page | None]:
    return [_find_one(*page, timed=number % _COST_EVERY == 0) for number, page in enumerate(pages)]


def _find_one(page: str, kind: str, url: str | None, *, timed: bool) -> _Page | None:
    signals = registry()
    start = time.thread_time_ns()
    try:
        doc = parse(page, kind=kind, url=url)
    except SpamcheckError:
        return None
    parsed = time.thread_time_ns() - start
    readings = measure(doc, signals)
    applied = [readings[s.name] is not None for s in signals]
    hits = [_speaks(s, readings[s.name]) for s in signals]
    return _Page(applied, hits, doc.page == "article", (parsed, *_costs(doc, signals)) if timed else None)


def _speaks(signal: Signal, reading: Reading | None) -> bool:
    """Whether a reading points at something; of a signal that raises and lowers, at something that may raise."""
    if reading is None or not reading.evidence:
        return False
    raising = [n for n, v in signal.values.items() if v.spam > 0 or v.low_quality > 0]
    return not raising or any(reading.values[n] != signal.values[n].silent for n in raising)


def _costs(doc: Document, signals: Sequence[Signal]) -> tuple[int, list[int]]:
    """Nanoseconds of the shared layers and of each signal, on a fresh copy of a page that was measured before."""
    shared = [make for make in doc._derived if not getattr(make, "__module__", "").startswith("spamcheck.signals.")]
    fresh = Document(**{name: getattr(doc, name) for name in Document.__dataclass_fields__})
    start = time.thread_time_ns()
    _ = fresh.words, fresh.counts, fresh.sentences, fresh.outbound, fresh.hits("attribution")
    for make in shared:
        fresh.derive(make)
    before, costs = time.thread_time_ns(), []
    ready = before - start
    for signal in signals:
        before = time.thread_time_ns()
        signal.measure(fresh)
        costs.append(time.thread_time_ns() - before)
    return ready, costs


def figures(found: Found, *, date: str, paths: Sequence[Path] = ()) -> Measured:
    """Counts by signal, with the files they come from."""
    labels = np.array([row.label or "unlabelled" for row in found.rows])
    sources = np.array([row.source for row in found.rows])
    weak = np.array([-1 if row.low_quality is None else int(not row.low_quality) for row in found.rows])  # 0: low quality, 1: not
    weak = np.where(found.article, weak, -1)
    overlaps = _overlaps(found)
    signals = {}
    for k, name in enumerate(found.names):
        applied, hits = found.applied[:, k], found.hits[:, k]
        signals[name] = Figures(
            applied={label: int((applied & (labels == label)).sum()) for label in LABELS},
            hits={label: int((hits & (labels == label)).sum()) for label in LABELS},
            sources={label: len(set(sources[hits & (labels == label)])) for label in LABELS},
            weak_applied=(int((applied & (weak == 0)).sum()), int((applied & (weak == 1)).sum())),
            weak_hits=(int((hits & (weak == 0)).sum()), int((hits & (weak == 1)).sum())),
            overlap=overlaps[k],
        )
    files = tuple({"name": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in paths)
    return Measured(date, files, {label: int((labels == label).sum()) for label in (*LABELS, "unlabelled")}, signals)


def _overlaps(found: Found) -> list[tuple[str, int, int] | None]:
    """For each signal the one whose hits are most alike (pages that both hit over pages that either hits)."""
    hits = found.hits.astype(np.int64)
    both = hits.T @ hits
    own = np.diag(both)
    either = np.maximum(1, own[:, None] + own[None, :] - both)
    alike = both / either
    np.fill_diagonal(alike, -1)
    best = alike.argmax(axis=1)
    return [(found.names[j], int(both[i, j]), int(either[i, j])) if both[i, j] else None for i, j in enumerate(best)]


def hit_ids(found: Found, name: str) -> dict[str, list[str]]:
    """Ids of the pages that a signal hits, by label."""
    ids: dict[str, list[str]] = {}
    for at in np.flatnonzero(found.hits[:, found.names.index(name)]):
        row = found.rows[int(at)]
        ids.setdefault(row.label or "unlabelled", []).append(row.id)
    return ids


def read_all(paths: Sequence[Path]) -> list[Row]:
    """Rows of all files, in order."""
    return [row for path in paths for row in read_rows(path)]


def _with_progress(results: Any, chunks: Sequence[Sequence[Row]], total: int) -> Iterator[list[_Page | None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("measuring"), BarColumn(), MofNCompleteColumn(), TextColumn("pages"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("measuring", total=total)
        for chunk, result in zip(chunks, results, strict=True):
            bar.advance(task, len(chunk))
            yield result
