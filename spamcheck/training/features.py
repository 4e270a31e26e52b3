"""From labelled pages to a table of numbers: parallel, cached, in a fixed order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spamcheck.errors import SpamcheckError
from spamcheck.parse import parse
from spamcheck.sentence_roles import LANGUAGES, spots, spots_by
from spamcheck.signal import registry
from spamcheck.training.corpus import Row
from spamcheck.vector import measure, to_row, value_names

_CHUNK = 100
_NO_READING = ("cli.py", "catalogue.py", "signal_page.py", "measured.py", "table.py", "fetcher.py")
Chunk = list[tuple[list[float], str, int]]
Page = tuple[str, str, str | None, str | None]  # text or markup, kind, address, folder of sentence roles
RolesOf = Callable[[Row], str | None]


@dataclass(frozen=True, slots=True)
class Table:
    """Readings of many pages. values (n, k) in the order of `names`; nan where a signal did not apply.

    page (n,) page kinds; words (n,) word counts.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    page: tuple[str, ...]
    words: NDArray[np.int64]

    def filled(self, silent: Mapping[str, float]) -> NDArray[np.float64]:
        """The values with every nan replaced by the silent reading of its column."""
        base = np.array([silent[n] for n in self.names])
        return np.where(np.isnan(self.values), base, self.values)

    def joined(self, other: Table) -> Table:
        """These pages and then those of another table with the same names."""
        words = np.concatenate([self.words, other.words])
        return Table(self.names, np.vstack([self.values, other.values]), self.page + other.page, words)


def code_version() -> str:
    """Digest of everything that decides a reading: the code and the lists of this package."""
    digest = hashlib.sha256()
    root = Path(str(files("spamcheck")))
    for path in sorted([*root.rglob("*.py"), *(root / "lexicons").glob("*.txt"), *(root / "roles").iterdir()]):
        if "training" not in path.parts and path.name not in _NO_READING:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def features(
    rows: Sequence[Row], *, cache: Path | None = None, jobs: int = -1, progress: bool = False, roles: RolesOf | None = None
) -> Table:
    """Measure every row.

    cache: folder that joblib keeps chunks in; a chunk is measured again when a page or any code or list changed.
    jobs: processes, -1 for all cores. progress: a bar on the terminal. roles: folder of the sentence roles that have not
    learned from a row's source (None: the shipped ones).
    """
    from joblib import Memory, Parallel, delayed

    names = tuple(value_names(registry()))
    version = code_version()
    work = Memory(cache, verbose=0).cache(_measure_chunk) if cache else _measure_chunk
    chunks = [rows[i : i + _CHUNK] for i in range(0, len(rows), _CHUNK)]
    calls = (delayed(work)([(r.page, r.kind, r.url, roles(r) if roles else None) for r in chunk], version) for chunk in chunks)
    results = Parallel(n_jobs=jobs, return_as="generator")(calls)
    done = list(_with_progress(results, len(chunks)) if progress else results)
    flat = [item for chunk in done for item in chunk]
    values = np.array([item[0] for item in flat], dtype=np.float64).reshape(len(flat), len(names))
    return Table(names, values, tuple(item[1] for item in flat), np.array([item[2] for item in flat], dtype=np.int64))


def _measure_chunk(pages: list[Page], version: str) -> Chunk:  # noqa: ARG001  # keys the cache
    signals = registry()
    names = value_names(signals)
    missing = dict.fromkeys(names, float("nan"))
    found = []
    for page, kind, url, folder in pages:
        try:
            doc = parse(page, kind=kind, url=url)
            if folder and doc.language in LANGUAGES:
                doc.preset(spots, spots_by(doc, folder))
            found.append((to_row(measure(doc, signals), names, missing), doc.page, len(doc.words)))
        except SpamcheckError:
            found.append(([float("nan")] * len(names), "unreadable", 0))
    return found


def _with_progress(results: Iterable[Chunk], total: int) -> Iterator[Chunk]:
    from rich.progress import track

    yield from track(results, description="measuring", total=total)
