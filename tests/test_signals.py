"""Every signal: its cases (tests/signals/<name>.toml) and the contract that all keep."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from spamcheck.document import Document
from spamcheck.parse import parse
from spamcheck.signal import UNITS, Signal, registry
from spamcheck.training.cases import case_document

SIGNALS = registry()
CASES_FOLDER = Path(__file__).parent / "signals"
HOSTILE = {
    "empty": "",
    "one word": "ketogenic",
    "letters": "a" * 200_000,
    "spaces": " " * 200_000,
    "angle brackets": "<" * 100_000,
    "lines": "x\n" * 50_000,
    "words": "word " * 40_000,
    "addresses": "http://a.example/b " * 5_000,
    "capitals": "Buy Now In Springfield " * 5_000,
    "digits": "1234567890 " * 20_000,
    "controls": "".join(map(chr, range(1, 0x500))) * 20,
    "nested": "<div>" * 30_000 + "text",
    "links": "<p><a href='http://a1.example/x'>buy it</a></p>" * 3_000,
    "surrogates": "\ud800\udfff broken \ud83d",
}


def cases() -> list[Any]:
    found = []
    for signal in SIGNALS:
        data = tomllib.loads((CASES_FOLDER / f"{signal.name}.toml").read_text(encoding="utf-8"))
        found += [pytest.param(signal, case, id=f"{signal.name}: {case['why']}") for case in data["case"]]
    return found


@pytest.mark.parametrize(("signal", "case"), cases())
def test_case(signal: Signal, case: dict[str, Any]) -> None:
    doc = case_document(case)
    reading = signal.measure(doc)
    if case.get("applies") is False:
        assert reading is None
        return
    assert reading is not None, f"does not apply: {signal.why_not(doc)}"
    quotes = [doc.quote(e.span) if e.span else (e.quote or e.note) for e in reading.evidence]
    assert quotes == case["evidence"]
    for name, (low, high) in case.get("values", {}).items():
        assert low <= reading.values[name] <= high, (name, reading.values[name])


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)
def test_declaration(signal: Signal) -> None:
    check_declaration(signal, CASES_FOLDER)


def check_declaration(signal: Signal, folder: Path) -> None:
    assert all(name.endswith(UNITS) for name in signal.values)
    for part in ("Why:", "Misses:", "Source:"):
        assert part in signal.doc, f"the module's docstring needs {part}"
    data = tomllib.loads((folder / f"{signal.name}.toml").read_text(encoding="utf-8"))["case"]
    applicable = [c for c in data if c.get("applies") is not False]
    absence = all(not c["evidence"] for c in applicable)
    hits = [c for c in applicable if c["evidence"] or (absence and c.get("values"))]
    silent = [c for c in applicable if not c["evidence"]]
    assert len(hits) >= 3, "at least three cases that fire"
    assert len(silent) >= 3, "at least three honest look-alikes"


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)
def test_example_lines(signal: Signal) -> None:
    for text, fires in ((signal.flags, True), (signal.passes, False)):
        kind = "html" if text.lstrip().startswith("<") else "text"
        case: dict[str, Any] = {kind: text, "language": "en" if {"en", "any"} & set(signal.languages) else signal.languages[0]}
        if signal.needs == "url":  # the first line is the page's address
            url, _, body = text.partition("\n")
            case |= {"html" if body.startswith("<") else "text": body, "url": url}
        reading = signal.measure(case_document(case))
        assert bool(reading and reading.evidence) is fires, text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input(text: str) -> None:
    check_hostile_input(text, SIGNALS)


def check_hostile_input(text: str, signals: Sequence[Signal]) -> None:
    kind = "html" if text.startswith("<") else "text"
    doc = parse(text, kind=kind, url="https://www.clinic.example/a-page")
    doc = Document(**{f: getattr(doc, f) for f in Document.__dataclass_fields__} | {"language": "en", "page": "article"})
    for signal in signals:
        check_reading(signal, doc)


def check_reading(signal: Signal, doc: Document) -> None:
    reading = signal.measure(doc)
    if reading is None:
        return
    assert set(reading.values) == set(signal.values)
    for name, number in reading.values.items():
        assert math.isfinite(number)
        if name.endswith("_flag"):
            assert number in (0.0, 1.0)
        if name.endswith("_ratio"):
            assert 0.0 <= number <= 1.0
    for evidence in reading.evidence:
        if evidence.span is not None:
            assert 0 <= evidence.span.start < evidence.span.end <= len(doc.text)
            assert evidence.span.end - evidence.span.start <= 300, "evidence is tight: at most 300 characters"
            assert evidence.where == "text"
        elif evidence.quote is not None:
            assert evidence.where in ("href", "attribute", "meta", "title", "url", "hidden", "jsonld")
        else:
            assert evidence.note, "an absence says what was looked for"
