"""The manifest of external sets, building from a mirror, cards, and learning from decisions."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spamcheck.cli import main
from spamcheck.errors import CorpusError, InputError
from spamcheck.model import Model, find_model
from spamcheck.training.additions import content_digest, read_additions, retrain, table
from spamcheck.training.cards import data_card, load_kinds, model_card
from spamcheck.training.corpus import Row, read_rows
from spamcheck.training.features import features
from spamcheck.training.recalibration import recalibrate, shift
from spamcheck.training.sources import build, checksum, load_sources
from spamcheck.training.train import Data, pairs
from tests.conftest import ROOT
from tests.test_training import LONG, POOL

ROWS = [
    {"id": str(i), "set": "a", "text": f"page {i}", "label": "ok", "source": f"owner/repo@0123456789ab:page{i}.md", "licence": "MIT"}
    for i in range(3)
]


def _mirror(folder: Path, rows: list[dict[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / "train.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(r) + "\n" for r in rows)
    return folder


def _manifest(path: Path, **changed: object) -> Path:
    entry: dict[str, object] = {
        "code": "t01", "split": "train", "rows": 3, "sha256": checksum(ROWS), "origins": ["owner/repo@0123456789ab:."], "licence": "MIT",
        "group": "host", "rubric": ["hand"], **changed,
    }  # fmt: skip
    path.write_text("[[set]]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in entry.items()))
    return path


def test_a_set_is_built_when_it_is_what_the_manifest_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest, mirror = _manifest(tmp_path / "sources.toml"), _mirror(tmp_path / "mirror", [ROWS[1], ROWS[0], ROWS[2]])
    out = tmp_path / "out.jsonl.gz"
    assert main(["corpus", "build", "--from", str(mirror), "-o", str(out), "--manifest", str(manifest)]) == 0
    assert "3 rows of 1 sets" in capsys.readouterr().out
    first = out.read_bytes()
    assert [r.id for r in read_rows(out)] == ["0", "1", "2"]
    build(manifest, mirror, out)
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "is missing: 3 rows from owner/repo"),
        (ROWS[:2], "has 2 rows, 3 expected"),
        ([{**ROWS[0], "text": "changed"}, *ROWS[1:]], "differs from its checksum"),
        ([{**ROWS[0], "licence": ""}, *ROWS[1:]], "has no licence"),
    ],
)
def test_what_is_missing_or_changed_is_named_and_nothing_written(tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    manifest, mirror = _manifest(tmp_path / "sources.toml"), _mirror(tmp_path / "mirror", rows)
    with pytest.raises(CorpusError, match=message):
        build(manifest, mirror, tmp_path / "out.jsonl.gz")
    assert not (tmp_path / "out.jsonl.gz").exists()


def test_a_mirror_that_is_not_there_is_said(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path / "sources.toml")
    with pytest.raises(CorpusError, match="is no folder"):
        build(manifest, tmp_path / "none", tmp_path / "out.jsonl.gz")
    with pytest.raises(CorpusError, match=r"has no train\.jsonl\.gz"):
        build(manifest, tmp_path, tmp_path / "out.jsonl.gz")
    with pytest.raises(CorpusError, match="has no set t99"):
        build(manifest, tmp_path, tmp_path / "out.jsonl.gz", only=["t99"])
    with pytest.raises(CorpusError, match="needs a split"):
        load_sources(_manifest(tmp_path / "bad.toml", split="test"))


def test_the_manifest_of_this_repository() -> None:
    sources = load_sources(ROOT / "corpus" / "sources.toml")
    assert len({s.code for s in sources}) == len(sources) > 80
    words = (ROOT / "corpus" / "sources.toml").read_text().split("\n[[set]]", 1)[1]
    assert "label" not in words
    assert len(load_kinds(ROOT / "corpus" / "kinds.toml")) > 80


def test_cards_say_what_was_not_measured_and_name_no_source() -> None:
    manifest = json.loads((find_model("default") / "manifest.json").read_text())
    sources = load_sources(ROOT / "corpus" / "sources.toml")
    kinds = load_kinds(ROOT / "corpus" / "kinds.toml")
    for card in (model_card({}, manifest, kinds), data_card({}, sources, kinds)):
        assert not [s for s in sources if s.origins[0].split("@")[0] in card]
        assert not [name for name in kinds if f"| {name} |" in card]
    assert "Not measured." in model_card({}, manifest, kinds)
    assert "French | not measured" in model_card({}, manifest, kinds)


def _decisions(path: Path, lines: list[object]) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_decisions_are_read_liberally_and_once_per_content(tmp_path: Path) -> None:
    found = read_additions(_decisions(tmp_path / "labels.jsonl", [
        {"label": "ok", "text": "First page, plain."},
        {"verdict": {"id": "v", "label": "spam", "url": "https://x.example/a", "text": "Second page."}, "decision": "ok"},
        {"schema": "spamcheck.verdict/1", "label": "spam", "text": "Third page."},  # the model's own opinion
        {"decision": "spam", "html": "<p>First <b>page</b>, plain.</p>"},
        "",
    ]))  # fmt: skip
    assert [(r.label, r.group) for r in found.rows] == [("ok", "x.example"), ("spam", content_digest("first page plain")[:12])]
    assert (found.skipped, found.repeated) == (1, 1)
    for line, message in ((r"{", "no JSON"), ({"decision": "bad", "text": "x"}, "none of"), ({"decision": "ok"}, "has no page")):
        with pytest.raises(CorpusError, match=message):
            read_additions(_decisions(tmp_path / "bad.jsonl", [line]))


def _data() -> Data:
    carriers = [Row(f"a{i}", f"ward{i}", f"ward{i}", "ok", False, f"Ward {i}. {LONG}", None, None) for i in range(3)]
    weak = [Row(f"b{i}", f"weak{i}", f"weak{i}", "low_quality", True, f"Clinic {i}. {LONG}", None, None) for i in range(2)]
    rows = [*carriers, *weak, *pairs(carriers, replace(POOL, families=POOL.families[:4]), 2, seed=1)]
    return Data(tuple(rows), features(rows, jobs=1))


def test_retraining_shows_before_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spamcheck.training.train._FOLDS", 3)
    plug = "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off today."
    lines = [{"decision": "spam", "group": f"g{i}", "text": f"{i} {LONG}{plug}"} for i in range(2)]
    added = read_additions(_decisions(tmp_path / "labels.jsonl", [*lines, {"decision": "ok", "text": f"Ward 1. {LONG}"}]))
    data = _data()
    files, changes = retrain(data, added, name="small", seed=1, jobs=1)
    assert {c.name.split(":")[0] for c in changes} == {"spam", "low_quality"}
    assert "before" in table(changes)
    counts = json.loads(files["manifest.json"])["trained_on"]
    assert sum(counts.values()) == len(data.rows) + len(added.rows) - 1  # the decision replaces the row of the corpus
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert Model.load(tmp_path).names


def test_recalibration_moves_prior_and_threshold_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plug = "\n\nUse code BRIGHT20 at https://www.quovel.example/shop for 20% off today."
    rows = [Row(f"{i}", "x", f"g{i}", "spam" if i % 2 else "ok", None, f"{i} {LONG}{plug * (i % 2)}", None, None) for i in range(20)]
    files, changes, notes = recalibrate(find_model("default"), rows)
    assert changes[0].name.startswith("spam")
    assert "too few for a new threshold" in notes[0]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    old, new = Model.load(find_model("default")), Model.load(tmp_path)
    assert old.tables == new.tables
    assert old.prior["spam"] - new.prior["spam"] == old.thresholds["spam"] - new.thresholds["spam"] != 0
    assert old.prior["low_quality"] == new.prior["low_quality"]
    with pytest.raises(InputError, match="too few decisions"):
        recalibrate(find_model("default"), rows[:4])
    assert main(["train", "--recalibrate", "-o", str(tmp_path / "m")]) == 2
    assert "--add FILE" in capsys.readouterr().err


def test_a_worse_model_is_refused_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from spamcheck.training import additions, recalibration

    change = additions.Change("spam: ROC-AUC", 0.9, 0.8, 1, 0.005)
    monkeypatch.setattr(recalibration, "recalibrate", lambda *_: ({"tables.json": b"{}"}, [change], ["spam: moved"]))
    labels = _decisions(tmp_path / "labels.jsonl", [{"label": "ok", "text": "A page."}])
    arguments = ["train", "--recalibrate", "--add", str(labels), "-o", str(tmp_path / "m")]
    assert main(arguments) == 1
    assert "worse" in capsys.readouterr().out
    assert not (tmp_path / "m").exists()
    assert main([*arguments, "--force"]) == 0
    assert (tmp_path / "m" / "tables.json").read_bytes() == b"{}"


def test_the_shift_meets_the_base_rate() -> None:
    scores, labels = np.array([-1.0, 0.5, 2.0, 3.0]), np.array([0, 0, 1, 1])
    by = shift(scores, labels, 0.2)
    p = 1 / (1 + np.exp(-(scores + by)))
    assert 0.8 * p[:2].mean() + 0.2 * p[2:].mean() == pytest.approx(0.2)


def test_training_without_files_takes_the_pages_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("spamcheck.training.train._FOLDS", 2)
    assert main(["train", "-o", "m"]) == 2
    assert "run this in the repository" in capsys.readouterr().err
    for folder in ("written", "injection"):
        (tmp_path / "corpus" / folder).mkdir(parents=True)
    pages = (ROOT / "corpus" / "written" / "plain.jsonl").read_text().splitlines()
    (tmp_path / "corpus" / "written" / "plain.jsonl").write_text("\n".join(pages[::3]))
    templates = (ROOT / "corpus" / "injection" / "train.toml").read_text().split("[[family]]")
    (tmp_path / "corpus" / "injection" / "train.toml").write_text("[[family]]".join(templates[:4]))
    assert main(["train", "-o", "m", "--pairs", "2"]) == 0
    assert "weaker" in capsys.readouterr().err
    assert Model.load(tmp_path / "m").name == "m"


def test_own_pages_are_labelled_and_long_enough_to_carry() -> None:
    rows = list(read_rows(ROOT / "corpus" / "written" / "plain.jsonl"))
    assert {r.label for r in rows} == {"ok", "low_quality"}
    assert all(len(r.text.split()) >= 150 for r in rows)
