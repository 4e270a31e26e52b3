"""The cases of the signals as training rows: that a signal exists, what it looks like when it fires, and when it must not.

Real pages show some signals and not others; a signal that no labelled source happens to show would get no weight, and the
first campaign of its kind would pass. Its own cases are the least that is known of it: each hit is a row on which it fires,
each look-alike one on which it is silent. They have a fixed, small share of the weight of each class (`train.CASE_SHARE`), so
real pages overrule them: a signal that fires on honest pages loses what its cases gave it. A look-alike speaks of its own signal only: a
line or two that this one must pass may be what another one is for, or too little text for it.
Measured with sources left out: recall at 1 % false positives rose from 0.58 to 0.75 (macro over web sources, 2026-11); look-alikes that
spoke of all signals held back 4 of 251 real spam pages and 56 of 1308 own-written ones (2026-12).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from spamcheck.document import Document
from spamcheck.errors import CorpusError
from spamcheck.parse import parse
from spamcheck.signal import registry
from spamcheck.training.corpus import Row
from spamcheck.training.features import Table
from spamcheck.vector import measure, to_row, value_names

SOURCE = "cases"


def case_document(case: Mapping[str, Any]) -> Document:
    """The page of one case. It is a sentence or two, too little to be sure of a language, so the case says it."""
    kind = "html" if "html" in case else "markdown" if "markdown" in case else "text"
    doc = parse(case[kind], url=case.get("url"), kind=kind)
    fields = {f: getattr(doc, f) for f in Document.__dataclass_fields__}
    return Document(**{**fields, "language": case.get("language", "en"), "page": case.get("page", "article")})


def read_cases(folder: Path, name: str) -> list[dict[str, Any]]:
    """Cases of one signal. Raises CorpusError where its file is missing or broken."""
    path = folder / f"{name}.toml"
    try:
        found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    except (OSError, KeyError, ValueError) as error:
        raise CorpusError(path, 0, f"is no case file: {error}") from error
    return found


def case_rows(folder: Path) -> tuple[list[Row], Table]:
    """Every case of every signal that may raise a score, measured: rows of source `cases`, and their readings."""
    signals = registry()
    names = value_names(signals)
    missing = dict.fromkeys(names, float("nan"))
    rows, values, words = [], [], []
    for s in signals:
        spam, weak = (any(getattr(v, head) > 0 for v in s.values.values()) for head in ("spam", "low_quality"))
        for number, case in enumerate(read_cases(folder, s.name) if spam or weak else []):
            if case.get("applies") is False:
                continue
            doc, hit = case_document(case), bool(case["evidence"])
            label = "ok" if not hit else "spam" if spam else "low_quality"
            rows.append(Row(
                id=f"case-{s.name}-{number}", source=SOURCE, group=s.name, label=label, low_quality=hit and weak, text="", html=None, url=None,
            ))  # fmt: skip
            values.append(to_row(measure(doc, signals if hit else (s,)), names, missing))
            words.append(len(doc.words))
    table = Table(tuple(names), np.array(values), ("article",) * len(rows), np.array(words, dtype=np.int64))
    return rows, table
