"""How often each signal speaks on labelled pages: counts, and the rates that follow from them.

The counts are written by `spamcheck signals --measure PAGES... -o docs/measured.json` and read by the catalogue. They hold no
text and no page ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

from spamcheck.errors import InputError
from spamcheck.signal import Signal

LABELS = ("spam", "low_quality", "ok")
SCHEMA = "spamcheck.measured/1"
_Z = 1.96  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one signal. A hit is a page on which it points at something that may raise a score (or lower one, if that is
    all it does); pages where it does not apply are left out.

    applied, hits, sources: label -> pages it applies to, pages it hits, different sources of the pages it hits.
    weak_applied, weak_hits: (low quality, not) among the articles that were rated for low quality.
    overlap: the signal whose hits are most alike, pages that both hit, pages that either hits; None without a shared page.
    """

    applied: Mapping[str, int]
    hits: Mapping[str, int]
    sources: Mapping[str, int]
    weak_applied: tuple[int, int]
    weak_hits: tuple[int, int]
    overlap: tuple[str, int, int] | None = None

    def hit_rate(self, label: str) -> float | None:
        """Share of the label's pages that are hit; None where it applies to none of them."""
        return _share(self.hits[label], self.applied[label])

    def counted(self, of: str) -> tuple[int, int]:
        """(right hits, hits that were rated) where a right hit is a page that is `of`: spam, low_quality or ok."""
        if of == "low_quality":
            return self.weak_hits[0], sum(self.weak_hits)
        return self.hits[of], sum(self.hits[label] for label in LABELS)

    def precision(self, of: str) -> float | None:
        """Share of right pages among the hits; None without hits."""
        return _share(*self.counted(of))

    def base(self, of: str) -> float | None:
        """Share of right pages among all pages that the signal applies to."""
        if of == "low_quality":
            return _share(self.weak_applied[0], sum(self.weak_applied))
        return _share(self.applied[of], sum(self.applied[label] for label in LABELS))

    def lift(self, of: str) -> float | None:
        """How many times more often a hit is right than any page."""
        precision, base = self.precision(of), self.base(of)
        return None if precision is None or not base else precision / base

    def at_least(self, of: str) -> float:
        """Lower end of the 95 % interval of the precision (Wilson 1927): puts 3 of 3 behind 290 of 300. -1 without hits."""
        right, rated = self.counted(of)
        if not rated:
            return -1.0
        p, z2 = right / rated, _Z * _Z
        return (p + z2 / (2 * rated) - _Z * sqrt(p * (1 - p) / rated + z2 / (4 * rated * rated))) / (1 + z2 / rated)


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of all signals over the same pages. pages: label -> pages; files: what they were read from."""

    date: str
    files: tuple[Mapping[str, Any], ...]
    pages: Mapping[str, int]
    signals: Mapping[str, Figures] = field(default_factory=dict)

    def dump(self) -> str:
        """As JSON, one line a signal, so that a diff shows which one changed."""
        head = {"schema": SCHEMA, "date": self.date, "files": list(self.files), "pages": dict(self.pages)}
        lines = [f"    {json.dumps(name)}: {json.dumps(asdict(f))}" for name, f in sorted(self.signals.items())]
        return json.dumps(head, indent=2)[:-2] + ',\n  "signals": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def load(path: Path) -> Measured:
    """Read what `dump` wrote. Raises InputError for anything else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise InputError(f"{path}: schema is {data['schema']!r}, this version reads {SCHEMA}")
        signals = {name: _figures(entry) for name, entry in data["signals"].items()}
        return Measured(data["date"], tuple(data["files"]), data["pages"], signals)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: holds no measured figures ({error!r}); write it with spamcheck signals --measure") from error


def _figures(entry: Mapping[str, Any]) -> Figures:
    (a, b), (c, d) = entry["weak_applied"], entry["weak_hits"]
    overlap = (str(entry["overlap"][0]), int(entry["overlap"][1]), int(entry["overlap"][2])) if entry["overlap"] else None
    return Figures(entry["applied"], entry["hits"], entry["sources"], (a, b), (c, d), overlap)


def asked(signal: Signal) -> tuple[str, ...]:
    """What the hits of a signal should be: the scores it may raise, or ok where it only lowers; () where it does neither."""
    values = signal.values.values()
    raises = tuple(head for head in ("spam", "low_quality") if any(getattr(v, head) > 0 for v in values))
    return raises or (("ok",) if any(v.spam < 0 or v.low_quality < 0 for v in values) else ())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
