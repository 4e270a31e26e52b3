"""Measures against known values and scikit-learn; folds keep a voice together; the behaviour tests see what they must."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from spamcheck.checker import Checker
from spamcheck.cli import main
from spamcheck.training import metrics
from spamcheck.training.contrast import contrast, cue_check, look, trios
from spamcheck.training.corpus import Row
from spamcheck.training.criteria import rated
from spamcheck.training.deletion import deletion, without
from spamcheck.training.injection import load_pool
from spamcheck.training.insertions import INSERTS, PLACES, Change, credit, credit_summary, inserted, insertions, summary
from spamcheck.training.plots import write_plots
from spamcheck.training.stress import sample
from spamcheck.training.unseen import folds, voice
from tests.conftest import ROOT
from tests.test_training import LONG

POOL = load_pool(ROOT / "corpus" / "injection" / "train.toml")
SCORES = np.array([0.1, 0.4, 0.4, 0.8, 0.2, 0.9, 0.5, 0.5])
LABELS = np.array([0, 0, 1, 1, 0, 1, 1, 0])


def _row(source: str, label: str | None = "ok", text: str = LONG, **more: Any) -> Row:
    return Row(more.pop("id", source), source, more.pop("group", source), label, None, text, more.pop("html", None), None, **more)


def test_measures_agree_with_scikit_learn() -> None:
    from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

    weights = np.array([1, 2, 1, 3, 0, 1, 2, 1.0])
    for w in (None, weights):
        assert metrics.roc_auc(SCORES, LABELS, w) == pytest.approx(roc_auc_score(LABELS, SCORES, sample_weight=w))
        assert metrics.average_precision(SCORES, LABELS, w) == pytest.approx(average_precision_score(LABELS, SCORES, sample_weight=w))
    assert metrics.brier(SCORES, LABELS, weights) == pytest.approx(brier_score_loss(LABELS, SCORES, sample_weight=weights))
    assert np.isnan(metrics.roc_auc(SCORES, np.ones(8, dtype=int)))


def test_limits_shares_and_curves() -> None:
    honest = np.arange(100.0)
    assert (honest > metrics.limit_at(honest, 0.05)).mean() == pytest.approx(0.05)
    assert (honest > metrics.limit_at(np.zeros(100), 0.01)).mean() == 0.99  # ties are all or nothing: nothing
    hit = np.array([True, True, False, False, True])
    assert metrics.macro_share(hit, ["a", "a", "a", "a", "b"]) == pytest.approx(0.75)
    assert metrics.share(hit, np.array([0, 0, 1, 1, 2.0])) == pytest.approx(0.5)
    curve = metrics.roc_curve(SCORES, LABELS)
    assert curve[0] == (0, 0)
    assert curve[-1] == (1, 1)
    assert metrics.precision_at(0.5, 0.01, 0.05) == pytest.approx(0.025 / (0.025 + 0.0095))


def test_calibration_error_is_debiased_by_its_null() -> None:
    rng = np.random.default_rng(1)
    p = rng.random(2000)
    w = np.ones(2000)
    labels = (rng.random(2000) < p).astype(int)
    null = metrics.null_calibration_error(p, w, seed=1, draws=40)
    assert abs(metrics.calibration_error(p, labels, w) - null) < 0.02
    assert metrics.calibration_error(np.full(2000, 0.9), labels, w) == pytest.approx(0.9 - labels.mean())
    assert sum(mass for _, _, mass in metrics.reliability(p, labels, w)) == pytest.approx(1)
    assert metrics.to_base_rate(labels, w, 0.05)[labels == 1].sum() == pytest.approx(0.05)


def test_bootstrap_draws_groups_and_repeats() -> None:
    groups = ["a"] * 50 + ["b"] * 50
    hit = np.arange(100) < 50
    found = metrics.bootstrap(groups, lambda w: metrics.share(hit, w), draws=100, seed=3)
    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)
    assert found == metrics.bootstrap(groups, lambda w: metrics.share(hit, w), draws=100, seed=3)
    assert metrics.bootstrap(groups, lambda _: float("nan"), draws=2, seed=3).to_dict() == {"value": None, "low": None, "high": None}


def test_folds_keep_voices_and_pairs_together() -> None:
    rows = [*(_row(s) for s in "abcdefgh"), _row("cmt_a"), _row("cmt_b"), _row("pair_plug", group="cmt_a"), _row("pair_plug", group="c")]
    assert voice(rows[8]) == voice(rows[9]) == voice(rows[10])
    always = np.zeros(len(rows), dtype=bool)
    found = folds(rows, always, 3, 7)
    assert len({found[8], found[9], found[10]}) == 1
    assert found[2] == found[11]
    assert set(found) == {0, 1, 2}
    assert len(set(folds(rows, always, 0, 7))) == 9
    always[3] = True
    assert folds(rows, always, 3, 7)[3] == -1


def test_sources_take_turns_in_a_sample() -> None:
    rows = [_row("a", id=f"a{i}") for i in range(9)] + [_row("b")]
    assert [r.source for r in sample(rows, 3, 1)] == ["a", "b", "a"]


def test_criteria_are_read_from_the_note() -> None:
    rows = [_row("a", note="criteria satisfied 6 of 10 (expert ratings)"), _row("b", note="none")]
    assert [(r.source, s) for r, s in rated(rows)] == [("a", 0.6)]


def test_evidence_leaves_the_page_and_takes_the_score_with_it(checker: Checker) -> None:
    html = "<html><body><main><p>Keep this sentence.</p><p>Drop <b>these</b> words.</p><a href='/x'>gone link</a></main></body></html>"
    row = _row("a", html=html, kind="html")
    doc = checker.document(html, kind="html")
    from spamcheck.document import Evidence, Span

    spans = [Span(at, at + len(quote)) for quote in ("these words", "gone link") if (at := doc.text.find(quote)) >= 0]
    left = without(row, doc, [Evidence(s) for s in spans])
    assert len(spans) == 2
    assert "Keep this sentence." in left
    assert "words" not in left
    assert "href" not in left
    plug = LONG + "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off your first order. Use code BRIGHT20 today."
    found = deletion(checker, _row("a", "spam", plug), random.Random(1))
    assert found is not None
    assert found["passes"]
    assert not found["control_passes"]
    assert deletion(checker, _row("a"), random.Random(1)) is None


def test_insertions_stand_in_every_place_and_never_lower(checker: Checker) -> None:
    row = _row("a")
    made = list(inserted("".join(f"<p>{p}</p>" for p in LONG.split("\n\n"))))
    assert len(made) == len(INSERTS) * len(PLACES) * 2
    changes = insertions(checker, row)
    assert min(c.by for c in changes) >= 0
    assert max(c.by for c in changes) > 0
    found = summary([*changes, Change("plug", "end", "neutral", -1.5, ("sales_pitch",))])
    assert (found["falls"], found["worst"], found["signals_that_fell"]) == (1, -1.5, {"sales_pitch": 1})
    added = credit(checker, _row("a", "spam", LONG + "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off today."))
    assert added is not None
    assert credit_summary([added])["lowered_too_much"] == 0


def test_contrast_counts_flips_twins_and_spans(checker: Checker) -> None:
    made = trios([_row("ward"), _row("unit")], POOL, 1, seed=2)[:8]
    seen = [look(checker, t) for t in made]
    found = contrast(seen, checker.model.thresholds["spam"] / 1e6, draws=10, seed=1)
    assert found["pairs"] == 8
    assert 0 < found["all_signals"]["precision"] <= 1
    assert found == contrast([look(checker, t) for t in made], checker.model.thresholds["spam"] / 1e6, draws=10, seed=1)
    assert cue_check(made, made) > 0.9


def test_the_command_writes_the_same_report_twice_with_plots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for i in range(8):
        for label, text in (("ok", LONG), ("spam", LONG + "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off today.")):
            lines.append(json.dumps({"id": f"{label}{i}", "set": f"{label}{i % 4}", "label": label, "text": f"Page {i}. {text}"}))
        lines.append(json.dumps({"id": f"weak{i}", "set": f"ok{i % 4}", "label": "low_quality", "label_by": "hand", "text": f"{i} {LONG}"}))
    corpus = tmp_path / "pages.jsonl"
    corpus.write_text("\n".join(lines))
    reports = []
    for name in ("one.json", "two.json"):
        arguments = [
            "evaluate",
            str(corpus),
            "--leave-one-source-out",
            "--folds",
            "2",
            "--draws",
            "5",
            "--jobs",
            "1",
            "-o",
            str(tmp_path / name),
        ]
        assert main([*arguments, "--plots", str(tmp_path)]) == 0
        reports.append((tmp_path / name).read_bytes())
    assert reports[0] == reports[1]
    assert "ROC-AUC" in capsys.readouterr().out
    report = json.loads(reports[0])
    assert report["unseen"]["documents"]["spam"] == 8
    for plot in write_plots(report, tmp_path / "again"):
        ElementTree.fromstring(plot.read_text())  # noqa: S314  # our own file
    assert main(["evaluate", str(corpus), "--plots", str(tmp_path)]) == 2
    assert main(["evaluate", str(corpus), "-o", str(tmp_path / "x.json")]) == 0
    assert len(json.loads((tmp_path / "x.json").read_bytes())["sources"]) == 12
