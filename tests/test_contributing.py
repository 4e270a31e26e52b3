"""The worked example of CONTRIBUTING.md is a signal like any other: found by its file, checked by the contract, run on its cases."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import spamcheck.signals
from spamcheck.checker import Checker
from spamcheck.signal import Signal, registry
from tests import test_signals as contract
from tests.conftest import ROOT

_BLOCK = re.compile(r"^`(?:spamcheck|tests)/signals/(\w+\.(?:py|toml))`\n```\w+\n(.*?)^```$", re.M | re.S)
NAME = "paid_review"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two files of the example."""
    blocks = _BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert [name for name, _ in blocks] == [f"{NAME}.py", f"{NAME}.toml"]
    for name, content in blocks:
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def example(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signal]:
    """The example in a registry that also looks into its folder."""
    shipped = {s.name for s in registry()}
    monkeypatch.setattr(spamcheck.signals, "__path__", [*spamcheck.signals.__path__, str(folder)])
    registry.cache_clear()
    found = [s for s in registry() if s.name not in shipped]
    assert [s.name for s in found] == [NAME]
    yield found[0]
    sys.modules.pop(f"spamcheck.signals.{NAME}")
    delattr(spamcheck.signals, NAME)
    monkeypatch.undo()
    registry.cache_clear()


def test_the_example_passes_what_every_signal_passes(example: Signal, folder: Path) -> None:
    contract.check_declaration(example, folder)
    contract.test_example_lines(example)
    cases = tomllib.loads((folder / f"{NAME}.toml").read_text(encoding="utf-8"))["case"]
    for case in cases:
        contract.test_case(example, case)
    for text in contract.HOSTILE.values():
        contract.check_hostile_input(text, [example])


def test_until_a_training_it_is_only_noted(example: Signal) -> None:
    page = "The pool has three lanes and a small sauna, which opens at nine and closes at six. " * 8 + example.flags
    before = Checker(signals=[s for s in registry() if s is not example]).check(page)
    verdict = Checker().check(page)
    assert [r.signal for r in verdict.noted if r.signal == NAME] == [NAME]
    assert verdict.log_odds == before.log_odds


def test_the_example_is_in_the_style_of_the_project(folder: Path) -> None:
    for arguments in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--config", str(ROOT / "pyproject.toml"), str(folder / f"{NAME}.py")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
