"""From readings to the row of numbers that a model was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from spamcheck.document import Document
from spamcheck.signal import Reading, Signal

Readings = Mapping[str, Reading | None]


def measure(doc: Document, signals: Sequence[Signal]) -> dict[str, Reading | None]:
    """Reading of every signal by name; None where it does not apply."""
    return {signal.name: signal.measure(doc) for signal in signals}


def value_names(signals: Sequence[Signal]) -> list[str]:
    """`signal.value` of every value, sorted: the columns of a training table."""
    return sorted(f"{s.name}.{v}" for s in signals for v in s.values)


def to_row(readings: Readings, names: Sequence[str], silent: Mapping[str, float]) -> list[float]:
    """Numbers in the order of `names`; what does not apply reads silent, so a row never holds nan."""
    row: list[float] = list(map(silent.get, names, repeat(0.0)))
    for signal, first, values in _columns(tuple(names)):
        reading = readings.get(signal)
        if reading is not None:
            end = first + len(values)
            row[first:end] = map(reading.values.get, values, row[first:end])
    return row


@lru_cache(maxsize=8)
def _columns(names: tuple[str, ...]) -> list[tuple[str, int, list[str]]]:
    """Neighbours of one signal together: where they begin in the row, and their value names."""
    found: list[tuple[str, int, list[str]]] = []
    for index, name in enumerate(names):
        signal, _, value = name.partition(".")
        if not found or found[-1][0] != signal:
            found.append((signal, index, []))
        found[-1][2].append(value)
    return found
