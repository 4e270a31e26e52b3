"""From readings to the row of numbers that a model was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

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
    for name, signal, value in _parts(tuple(names)):
        reading = readings.get(signal)
        number = reading.values.get(value) if reading is not None else None
        row.append(silent.get(name, 0.0) if number is None else number)
    return row


@lru_cache(maxsize=8)
def _parts(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Each name with its signal and its value."""
    return tuple([(name, signal, value) for name in names for signal, _, value in (name.partition("."),)])
