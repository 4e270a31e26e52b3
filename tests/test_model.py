"""Model files: additive, exact, verified when loaded, and no code in them."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from pathlib import Path

import pytest

from spamcheck.errors import ModelError
from spamcheck.model import HEADS, MICRO, Model, find_model, probability
from spamcheck.signal import registry

FOLDER = find_model("default")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def rewrite(folder: Path, **changes: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **changes}))


def test_contributions_add_up_on_random_rows() -> None:
    model = Model.load(FOLDER)
    rng = random.Random(5)
    for _ in range(1000):
        row = [rng.choice([model.silent[n], rng.uniform(0, 12), rng.uniform(0, 1)]) for n in model.names]
        scored = model.score(row)
        for head in HEADS:
            assert scored.total[head] == model.prior[head] + sum(scored.by_value[head].values())
            lowered = -sum(m for m in scored.by_value[head].values() if m < 0)
            assert not model.protection[head] or lowered <= model.protection[head]


def test_silence_costs_nothing() -> None:
    model = Model.load(FOLDER)
    scored = model.score([model.silent[n] for n in model.names])
    assert dict(scored.total) == dict(model.prior)
    assert not any(scored.by_value[h] for h in HEADS)


def test_tables_go_only_the_way_that_signals_allow() -> None:
    model = Model.load(FOLDER)
    allowed = {f"{s.name}.{n}": {"spam": v.spam, "low_quality": v.low_quality} for s in registry() for n, v in s.values.items()}
    for head in HEADS:
        for name, table in model.tables[head].items():
            steps = [b - a for a, b in zip(table.micro, table.micro[1:], strict=False)]
            assert all(step * allowed[name][head] >= 0 for step in steps), name


def test_unknown_signals_are_ignored_and_every_value_is_known() -> None:
    model = Model.load(FOLDER)
    assert set(model.names) <= {f"{s.name}.{n}" for s in registry() for n in s.values}


def test_a_changed_byte_is_refused(copy: Path) -> None:
    tables = copy / "tables.json"
    tables.write_bytes(tables.read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(ModelError, match="checksum"):
        Model.load(copy)


def test_a_truncated_file_is_refused(copy: Path) -> None:
    tables = copy / "tables.json"
    tables.write_bytes(tables.read_bytes()[:100])
    with pytest.raises(ModelError, match="checksum"):
        Model.load(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "tables.json").unlink()
    with pytest.raises(ModelError, match=r"tables\.json"):
        Model.load(copy)


def test_another_schema_is_refused(copy: Path) -> None:
    rewrite(copy, schema="spamcheck.model/9")
    with pytest.raises(ModelError, match="schema"):
        Model.load(copy)


def test_a_model_that_scores_its_golden_row_differently_is_refused(copy: Path) -> None:
    rewrite(copy, prior={"spam": 1, "low_quality": 2})
    with pytest.raises(ModelError, match="golden"):
        Model.load(copy)


def test_tables_that_are_no_step_functions_are_refused(copy: Path) -> None:
    tables = json.loads((copy / "tables.json").read_text())
    name = next(iter(tables["spam"]))
    tables["spam"][name]["micro"].append(5)
    content = json.dumps(tables).encode()
    (copy / "tables.json").write_bytes(content)
    rewrite(copy, files={"tables.json": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}})
    with pytest.raises(ModelError, match="fit together"):
        Model.load(copy)


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        find_model("no-such-model")


def test_the_folder_holds_data_only() -> None:
    assert {p.suffix for p in FOLDER.iterdir()} <= {".json", ".md"}


def test_probability_is_never_certain() -> None:
    assert probability(0) == 0.5
    assert probability(60 * MICRO) == 0.999999
    assert probability(-60 * MICRO) == 0.000001
    assert probability(3_476_099) == 0.970000
