"""From readings to the row of numbers that a model was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

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
    row: list[float] = []
    for signal, values in _columns(tuple(names)):
        reading = readings.get(signal)
        if reading is None:
            row += [silent.get(name, 0.0) for _, name in values]
        else:
            found = reading.values
            row += [found[value] if value in found else silent.get(name, 0.0) for value, name in values]
    return row


@lru_cache(maxsize=8)
def _columns(names: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Neighbours of one signal together: its values with their full names, in the order of the row."""
    return [
        (signal, [(name.partition(".")[2], name) for name in group])
        for signal, group in groupby(names, lambda name: name.partition(".")[0])
    ]
