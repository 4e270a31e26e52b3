"""External sets of labelled pages: what `corpus/sources.toml` promises, and building a training file from a local mirror.

The pages themselves are no part of the repository. A set is recognised by its checksum, so two people who train on "the same"
sets do. The manifest says where documents came from and how they were rated, never what they are: its code names mean nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spamcheck.errors import CorpusError

SPLITS = ("train", "dev")
RUBRICS = ("hand", "provenance", "external")
_ORIGIN = re.compile(r"\S[^@]*@[^@:]{3,60}(?:@[^@:]{1,20})?:.+", re.DOTALL)  # repository@commit:path; a package has name@version
_MAX_DOWNLOAD = 200 * 1024 * 1024
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Source:
    """One external set in one split. sha256: of its rows as canonical JSON, sorted by id. group: what its groups stand for.

    code: a name that means nothing. rubric: how its documents were rated. url: where the rows can be had as jsonl, if anywhere.
    """

    code: str
    split: str
    rows: int
    sha256: str
    origins: tuple[str, ...]
    licence: str
    group: str
    rubric: tuple[str, ...]
    url: str = ""


def load_sources(path: Path) -> list[Source]:
    """Read a manifest. Raises CorpusError where a set breaks the schema."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["set"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(path, 0, f"is no list of [[set]]: {error}") from error
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            source = Source(**{**entry, "origins": tuple(entry["origins"]), "rubric": tuple(entry["rubric"])})
        except (TypeError, KeyError) as error:
            raise CorpusError(path, number, f"set {entry.get('code')}: {error}") from error
        if source.split not in SPLITS or not set(source.rubric) <= set(RUBRICS) or not source.licence or not source.origins:
            raise CorpusError(path, number, f"set {source.code}: needs a split ({', '.join(SPLITS)}), rubrics, a licence and origins")
        found.append(source)
    return found


def checksum(rows: Iterable[Mapping[str, Any]]) -> str:
    """sha256 of rows as canonical JSON: sorted by id, keys sorted, no spaces, UTF-8, one a line."""
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda r: str(r["id"])):
        digest.update(canonical(row).encode())
    return digest.hexdigest()


def canonical(row: Mapping[str, Any]) -> str:
    """One row as a line of canonical JSON."""
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def build(manifest: Path, folder: Path, out: Path, *, splits: Sequence[str] = ("train",), only: Sequence[str] = ()) -> dict[str, int]:
    """Read the sets of a mirror, verify each, and write one jsonl.gz; returns code -> rows.

    folder: holds SPLIT.jsonl.gz (or .jsonl) with the rows of all sets of that split. only: codes of sets, default all.
    Raises CorpusError that lists everything missing or changed; nothing is written then.
    """
    wanted = [s for s in load_sources(manifest) if s.split in splits and (not only or s.code in only)]
    unknown = set(only) - {s.code for s in wanted}
    if unknown or not wanted:
        raise CorpusError(manifest, 0, f"has no set {', '.join(sorted(unknown)) or 'of the split'}; it lists what can be built")
    found, problems, counts = [], [], {}
    for split in dict.fromkeys(s.split for s in wanted):
        sets = _mirror(folder, split, any(not s.url for s in wanted if s.split == split))
        by_checksum = {checksum(rows): rows for rows in sets}
        for source in (s for s in wanted if s.split == split):
            rows = by_checksum.get(source.sha256) or (_download(source) if source.url else _nearest(source, sets))
            problem = check(source, rows)
            if problem:
                problems.append(f"{source.code} ({split}) {problem}")
            found += sorted(rows, key=lambda r: str(r["id"]))
            counts[source.code] = len(rows)
    if problems:
        listed = "; ".join(problems[:8]) + (f"; and {len(problems) - 8} more" if len(problems) > 8 else "")
        raise CorpusError(
            folder, 0, f"does not hold what {manifest.name} says: {listed}. Get the same state of the mirror, or name sets with --only"
        )
    _write(out, found)
    return counts


def check(source: Source, rows: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with the rows of a set; empty if nothing."""
    if not rows:
        return f"is missing: {source.rows} rows from {source.origins[0]}"
    if len(rows) != source.rows:
        return f"has {len(rows)} rows, {source.rows} expected"
    bare = [r for r in rows if not r.get("licence") or not _ORIGIN.fullmatch(str(r.get("source", "")))]
    if bare:
        return f"row {bare[0].get('id')} has no licence or no source of the form repository@commit:path"
    return "" if checksum(rows) == source.sha256 else "differs from its checksum"


def _nearest(source: Source, sets: Sequence[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The rows that come from the same place, for a message about how they differ."""
    place = source.origins[0].rpartition(":")[0]
    return next((rows for rows in sets if any(str(r.get("source", "")).startswith(place) for r in rows)), [])


def _mirror(folder: Path, split: str, needed: bool) -> list[list[dict[str, Any]]]:
    """The sets of one split."""
    paths = [p for p in (folder / f"{split}.jsonl.gz", folder / f"{split}.jsonl") if p.is_file()]
    if not paths:
        if not needed:
            return []
        here = "is no folder" if not folder.is_dir() else f"has no {split}.jsonl.gz"
        raise CorpusError(folder, 0, f"{here}; --from names the local mirror of the external sets (corpus/README.md says what it holds)")
    return list(_by_set(paths[0], paths[0].read_bytes()).values())


def _by_set(path: Path, data: bytes) -> dict[str, list[dict[str, Any]]]:
    sets: dict[str, list[dict[str, Any]]] = {}
    try:
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusError(path, 0, f"cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            sets.setdefault(str(row["set"]), []).append(row)
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(path, number, f"is no row with a set: {error}") from error
    return sets


def _download(source: Source) -> list[dict[str, Any]]:
    """The rows of a set from the address that the manifest gives; the checksum is what makes them trusted."""
    import urllib3

    if not source.url.startswith("https://"):
        raise CorpusError(Path(source.url), 0, "is no https address")
    try:
        answer = urllib3.PoolManager().request("GET", source.url, timeout=_SECONDS, preload_content=False, redirect=False)
        data = answer.read(_MAX_DOWNLOAD + 1)
    except urllib3.exceptions.HTTPError as error:
        raise CorpusError(Path(source.url), 0, f"cannot be downloaded: {error}") from error
    if answer.status != 200 or len(data) > _MAX_DOWNLOAD:
        raise CorpusError(Path(source.url), 0, f"answered {answer.status} with {len(data)} bytes")
    return [row for rows in _by_set(Path(source.url), data).values() for row in rows]


def _write(out: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """One jsonl.gz without a time stamp: the same rows give the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        for row in rows:
            packed.write(canonical(row).encode())
