"""The benchmark of accuracy runs on a few pages with what is installed, and says what it skips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import main, text_of
from spamcheck.training.corpus import Row
from tests.test_training import LONG


def test_peers_are_compared_under_the_same_folds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.accuracy.shutil.which", lambda _: None)
    plug = "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off today."
    lines = [
        {"id": f"{label}{i}", "set": f"{label}{i % 3}", "label": label, "text": f"Page {i}. {LONG}{plug if label == 'spam' else ''}"}
        for i in range(6)
        for label in ("ok", "spam")
    ]
    corpus, report = tmp_path / "pages.jsonl", tmp_path / "report.json"
    corpus.write_text("\n".join(json.dumps(line) for line in lines))
    arguments = [str(corpus), "--folds", "2", "--draws", "2", "--jobs", "1", "-o", str(report), "--only", "words", "assassin"]
    main(arguments)
    assert set(json.loads(report.read_bytes())) == {"TF-IDF of words, logistic regression"}
    shown = capsys.readouterr()
    assert "SpamAssassin, local rules is skipped" in shown.err
    assert "ROC-AUC" in shown.out


def test_the_text_of_a_page_that_has_only_markup() -> None:
    row = Row("a", "a", "a", "ok", None, "", "<p>Two <b>words</b></p>", None)
    assert text_of(row).split() == ["Two", "words"]
