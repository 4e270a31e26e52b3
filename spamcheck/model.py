"""The additive model: one lookup table per value and head, in integer micro-log-odds.

log-odds = prior + sum over values of table[value]; integers make sums exact in any order, thread and platform.
Tables are JSON: loading runs no code, and a person can read a weight and a diff can show it.
"""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from spamcheck.errors import ModelError

HEADS = ("spam", "low_quality")
SCHEMA = "spamcheck.model/1"
MICRO = 1_000_000
_MAX_FILE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """A step function: micro[i] for edges[i-1] < x <= edges[i]. len(micro) == len(edges) + 1."""

    edges: tuple[float, ...]
    micro: tuple[int, ...]

    def __call__(self, x: float) -> int:
        return self.micro[bisect_left(self.edges, x)]


@dataclass(frozen=True, slots=True)
class Scored:
    """Both heads of one page in micro-log-odds: per value, and in total."""

    total: Mapping[str, int]
    by_value: Mapping[str, Mapping[str, int]]  # head -> value name -> contribution, zeros left out


@dataclass(frozen=True)
class Model:
    """Frozen weights with their manifest. Load one with `Model.load`."""

    name: str
    version: str
    sha256: str
    names: tuple[str, ...]  # value names, the order of a row
    silent: Mapping[str, float]
    tables: Mapping[str, Mapping[str, Table]]  # head -> value name -> table
    prior: Mapping[str, int]
    thresholds: Mapping[str, int]
    base_rate: Mapping[str, float]
    protection: Mapping[str, int]  # head -> the most that all lowering values together may take off, in micro
    manifest: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def score(self, row: Sequence[float]) -> Scored:
        """Contributions and log-odds of one row.

        row (n,) values in the order of `names`. What lowers a head is bounded as a whole by `protection`: the parts
        are then scaled to it, so that positive evidence protects a doubtful page and cannot buy off a farm.
        """
        by_value: dict[str, dict[str, int]] = {}
        total: dict[str, int] = {}
        if len(row) != len(self.names):
            raise ValueError(f"a row of {len(row)} numbers for {len(self.names)} values")
        for head in HEADS:
            parts = {}
            for name, index, silent, at_silent, table in self._steps[head]:
                x = row[index]
                micro = at_silent if x == silent else table(x)
                if micro:
                    parts[name] = micro
            parts = _bounded(parts, self.protection.get(head, 0))
            by_value[head] = parts
            total[head] = self.prior[head] + sum(parts.values())
        return Scored(total, by_value)

    @cached_property
    def _steps(self) -> dict[str, list[tuple[str, int, float, int, Table]]]:
        """Per head: name, place in a row, silent value with what it adds, and table of each value; most values of a row are silent."""
        place = {name: index for index, name in enumerate(self.names)}
        return {h: [(n, place[n], self.silent[n], t(self.silent[n]), t) for n, t in self.tables[h].items()] for h in HEADS}

    def at_base_rate(self, rates: Mapping[str, float]) -> Model:
        """The same model for another share of spam or low quality: moves the prior only."""
        prior = {h: self.prior[h] + round(MICRO * (_logit(rates.get(h, self.base_rate[h])) - _logit(self.base_rate[h]))) for h in HEADS}
        fields = {f: getattr(self, f) for f in self.__dataclass_fields__}
        return Model(**{**fields, "prior": prior, "base_rate": {**self.base_rate, **rates}})

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Read and verify a model folder. Raises ModelError: missing, changed or truncated file, other schema."""
        manifest = _read_json(folder / "manifest.json", None)
        if manifest.get("schema") != SCHEMA:
            raise ModelError(folder, f"schema is {manifest.get('schema')!r}, this version reads {SCHEMA}")
        entry = manifest.get("files", {}).get("tables.json", {})
        raw = _read_json(folder / "tables.json", entry.get("sha256"))
        try:
            model = cls._build(manifest, raw, str(entry["sha256"]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(folder, f"the manifest and the tables do not fit together ({error!r}); reinstall the model") from error
        for golden in manifest.get("golden", ()):
            row = [float(golden["values"].get(n, model.silent[n])) for n in model.names]
            if dict(model.score(row).total) != golden["micro"]:
                raise ModelError(folder, "the golden example does not score as recorded; reinstall the model")
        return model

    @classmethod
    def _build(cls, manifest: Mapping[str, Any], raw: Mapping[str, Any], sha256: str) -> Model:
        tables = {
            head: {n: Table(tuple(map(float, t["edges"])), tuple(map(int, t["micro"]))) for n, t in raw[head].items()} for head in HEADS
        }
        for head in HEADS:
            for name, table in tables[head].items():
                if len(table.micro) != len(table.edges) + 1 or list(table.edges) != sorted(table.edges):
                    raise ValueError(f"table of {name} is not a step function")
        return cls(
            name=str(manifest["name"]), version=str(manifest["version"]), sha256=sha256, names=tuple(manifest["values"]),
            silent={n: float(manifest["silent"][n]) for n in manifest["values"]}, tables=tables,
            prior={h: int(manifest["prior"][h]) for h in HEADS}, thresholds={h: int(manifest["thresholds"][h]) for h in HEADS},
            base_rate={h: float(manifest["base_rate"][h]) for h in HEADS},
            protection={h: int(v) for h, v in manifest["protection"].items()}, manifest=manifest,
        )  # fmt: skip


def probability(micro: int) -> float:
    """Calibrated probability of a log-odds, six digits, never 0 or 1."""
    x = micro / MICRO
    p = 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
    return min(0.999999, max(0.000001, round(p, 6)))


def find_model(name: str) -> Path:
    """Folder of a shipped model by name, or a path. Raises ModelError with the names that exist."""
    here = Path(__file__).resolve().parent
    for folder in (Path(name), here / "_models" / name, here.parent / "models" / name):
        if (folder / "manifest.json").is_file():
            return folder
    raise ModelError(Path(name), "there is no model folder of this name or path (a folder with manifest.json and tables.json)")


def _bounded(parts: dict[str, int], protection: int) -> dict[str, int]:
    lowering = {n: m for n, m in parts.items() if m < 0}
    total = -sum(lowering.values())
    if not protection or total <= protection:
        return parts
    scaled = {n: -((-m) * protection // total) for n, m in sorted(lowering.items())}
    # Integer division leaves a remainder of less than one micro a part: the largest part takes it.
    largest = min(scaled, key=lambda n: (scaled[n], n))
    scaled[largest] -= protection + sum(scaled.values())
    return {n: m for n, m in {**parts, **scaled}.items() if m}


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _read_json(path: Path, sha256: str | None) -> Any:
    try:
        if path.stat().st_size > _MAX_FILE:
            raise ModelError(path, f"larger than {_MAX_FILE} bytes: not a model of this package")
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(path, f"cannot be read ({error.strerror}); reinstall the model") from error
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ModelError(path, "the checksum differs from the manifest: the file was changed or damaged; reinstall the model")
    try:
        return json.loads(data)
    except ValueError as error:
        raise ModelError(path, f"is not JSON ({error})") from error
