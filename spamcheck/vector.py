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
    row = list(map(silent.get, names, repeat(0.0)))
    for signal, places in _places(tuple(names)):
        reading = readings.get(signal)
        if reading is not None:
            numbers = reading.values
            for value, at in places:
                if value in numbers:
                    row[at] = numbers[value]
    return row


@lru_cache(maxsize=8)
def _places(names: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Each signal with its values and their places among the names."""
    found: dict[str, list[tuple[str, int]]] = {}
    for at, name in enumerate(names):
        signal, _, value = name.partition(".")
        found.setdefault(signal, []).append((value, at))
    return tuple([(signal, tuple(places)) for signal, places in found.items()])
