"""From readings to the row of numbers that a model was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    row = []
    for name in names:
        signal, _, value = name.partition(".")
        reading = readings.get(signal)
        row.append(silent.get(name, 0.0) if reading is None else reading.values.get(value, silent.get(name, 0.0)))
    return row
