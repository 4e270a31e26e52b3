"""Shared by all tests: the default model, the shipped examples, and the shared folder where there is one."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from spamcheck.checker import Checker

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "spamcheck" / "examples"


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    text = (files("spamcheck") / "verdict.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture(scope="session")
def examples() -> list[tuple[str, bytes, str]]:
    """(file name, content, expected label) of the shipped examples."""
    index = tomllib.loads((EXAMPLES / "index.toml").read_text(encoding="utf-8"))
    return [(e["file"], (EXAMPLES / e["file"]).read_bytes(), e["expect"]) for e in index.values()]


@pytest.fixture(scope="session")
def unseen() -> list[dict[str, Any]]:
    """The own-written documents that no author of a signal has seen."""
    return [
        json.loads(line)
        for name in ("spam", "honest")
        for line in (ROOT / "corpus" / "unseen" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
