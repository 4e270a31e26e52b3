"""The catalogue of signals: pages, documentation, and what is measured on labelled pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from spamcheck.cli import main
from spamcheck.measured import Figures, Measured, asked, load
from spamcheck.model import Table
from spamcheck.signal import Signal, registry
from spamcheck.signal_page import code, describe, document, page, percent, read_cases, steps
from tests.conftest import EXAMPLES, ROOT

SIGNALS = {s.name: s for s in registry()}
CASES = ROOT / "tests" / "signals"
MEASURED = ROOT / "docs" / "measured.json"


def test_documentation_is_up_to_date() -> None:
    written = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")
    assert written == document(registry(), CASES, load(MEASURED)), "docs/signals.md is not what the signals say: run `make docs`"


def test_the_command_writes_it(tmp_path: Path) -> None:
    assert main(["signals", "--docs", "-o", str(tmp_path / "signals.md")]) == 0
    assert (tmp_path / "signals.md").read_bytes() == (ROOT / "docs" / "signals.md").read_bytes()


@pytest.mark.parametrize("signal", registry(), ids=lambda s: s.name)
def test_every_page_is_whole(signal: Signal) -> None:
    about = describe(signal)
    assert about.summary.endswith((".", ")", "?")), "the docstring begins with a sentence"
    assert {"Why", "Misses", "Source"} <= set(about.parts)
    assert all(about.parts.values())
    cases = read_cases(CASES, signal.name)
    assert not [c.why for c in cases if re.match(r"(?:hit|honest|case) \d", c.why)], "a case says what it shows, not its number"
    text = page(signal, cases, None)
    assert text.startswith(f"# {signal.name}\n")
    assert "not measured." in text
    assert all(f"| `{name}` |" in text for name in signal.values)
    assert text.count("\n- Hit, ") >= 3
    assert text.count("\n- Look-alike, ") >= 3


def test_sections_anywhere_in_a_docstring() -> None:
    about = describe(SIGNALS["near_me_phrase"])  # its source stands behind a sentence
    assert list(about.parts) == ["Why", "Misses", "Source"]
    assert about.parts["Source"].startswith("survey")


def test_explain_shows_figures_and_weights(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "injected_keyword"]) == 0
    out = capsys.readouterr().out
    for part in (
        "Why:",
        "**Examples**",
        "**Measured:** 20",
        "| spam |",
        "Weights of the model `default`",
        "`splice_count`, spam: from 1 +",
    ):
        assert part in out


def test_a_signal_without_weight_or_figures_says_so() -> None:
    from spamcheck.model import Model, find_model

    known = SIGNALS["injected_keyword"]
    unknown = Signal("new_one", known.title, known.family, None, ("any",), known.values, "a", "b", known.doc, known.function)
    text = page(unknown, [], load(MEASURED), Model.load(find_model("default")))
    assert "none yet. What it finds is listed under `noted`." in text
    assert "**Measured:** not measured." in text


def test_steps_in_words() -> None:
    assert steps(Table((0.5, 2.5), (0, 530_000, 1_200_000)), whole=True) == "from 1 +0.53, from 3 +1.20"
    assert steps(Table((0.25,), (0, -400_000)), whole=False) == "over 0.25 -0.40"
    assert steps(Table((0.25,), (-400_000, 0)), whole=False) == "up to 0.25 -0.40, over 0.25 +0.00"
    many = steps(Table(tuple(n + 0.5 for n in range(20)), tuple(n * 100_000 for n in range(21))), whole=True)
    assert many.endswith("from 4 +0.40, …, from 20 +2.00")


def test_code_and_shares() -> None:
    assert code("a `tick`") == "`` a `tick` ``"
    assert code("zero\u200bwidth\n\n  next") == "`zero⟨U+200B⟩width ↵ next`"
    assert len(code("word " * 200)) <= 203
    assert [percent(x) for x in (None, 0.0, 0.0034, 0.052, 0.43, 1.0)] == ["-", "0%", "0.34%", "5.2%", "43%", "100%"]


def test_figures() -> None:
    labels = ("spam", "low_quality", "ok")
    found = Figures(dict(zip(labels, (100, 50, 850), strict=True)), dict(zip(labels, (9, 0, 1), strict=True)), {}, (60, 600), (6, 2))
    assert found.hit_rate("spam") == 0.09
    assert found.precision("spam") == 0.9
    assert found.lift("spam") == pytest.approx(9.0)
    assert found.precision("low_quality") == 0.75
    few = Figures(found.applied, dict(zip(labels, (3, 0, 0), strict=True)), {}, (60, 600), (0, 0))
    assert few.precision("spam") == 1.0
    assert few.at_least("spam") < found.at_least("spam") < 0.9  # three of three is less certain than nine of ten
    assert few.precision("low_quality") is None
    assert asked(SIGNALS["dated_and_reviewed"]) == ("ok",)


def test_measured_counts_hold_no_text() -> None:
    data = json.loads(MEASURED.read_text(encoding="utf-8"))
    assert set(data) == {"schema", "date", "files", "pages", "signals"}
    for entry in data["signals"].values():
        words = [w for w in re.findall(r'"([^"]*)"', json.dumps(entry)) if w not in Figures.__dataclass_fields__]
        assert all(re.fullmatch(r"[a-z_]+", w) for w in words)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Shipped examples as labelled pages."""
    rows = [
        {"id": "farm", "set": "s1", "label": "spam", "text": (EXAMPLES / "01-link-farm-citations.txt").read_text()},
        {"id": "splice", "set": "s1", "label": "spam", "html": (EXAMPLES / "02-spliced-keyword.html").read_text(), "text": ""},
        {"id": "filler", "set": "s2", "label": "low_quality", "text": (EXAMPLES / "07-templated-filler.txt").read_text()},
        {"id": "diary", "set": "s3", "label": "ok", "text": (EXAMPLES / "09-patient-diary.txt").read_text()},
        {"id": "misjudged", "set": "s3", "label": "ok", "text": (EXAMPLES / "01-link-farm-citations.txt").read_text()},
        {"id": "nobody knows", "set": "s3", "label": None, "text": "The nurse read the chart. " * 20},
        {"id": "binary", "set": "s3", "label": "ok", "text": "\x00\x01\x02" * 3000},
    ]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_measure(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "measured.json"
    assert main(["signals", "--measure", str(pages), "--jobs", "1", "--ids", "--format", "jsonl", "-o", str(written)]) == 0
    shown = capsys.readouterr()
    found = {entry["signal"]: entry for entry in lines(shown.out)}
    assert set(found) == set(SIGNALS)
    farm = found["link_farm_citations"]
    assert farm["hits"] == {"spam": 1, "low_quality": 0, "ok": 1}
    assert farm["ids"] == {"spam": ["farm"], "ok": ["misjudged"]}
    assert farm["precision"]["spam"] == 0.5
    assert farm["cost_us"] > 0
    assert found["injected_keyword"]["ids"] == {"spam": ["splice"]}
    assert found["injected_keyword"]["overlap"]["both"] == 1
    assert found["url_shape"]["applied"] == {"spam": 0, "low_quality": 0, "ok": 0}
    assert list(found).index("injected_keyword") < list(found).index("link_farm_citations") < list(found).index("dated_and_reviewed")
    assert "2 spam, 1 low_quality" in shown.err
    measured = load(written)
    assert isinstance(measured, Measured)
    assert measured.dump() == written.read_text(encoding="utf-8")
    assert measured.signals["link_farm_citations"].hits == farm["hits"]


def test_measure_in_parallel_is_the_same(pages: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert main(["signals", "--measure", str(pages), "--jobs", jobs, "-o", str(tmp_path / jobs)]) == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_measure_as_a_table(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["injected_keyword", "link_farm_citations"]
    command = ["signals", "--measure", str(pages), "--jobs", "1", "--ids", "--format", "table", "--sort", "honest", "--only", *names]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert out.index("link_farm_citations") < out.index("injected_keyword")
    assert "link_farm_citations: misjudged" in out
    assert "comment_pitch" not in out.replace("most alike", "")[: out.index("injected_keyword")]


def test_wrong_use(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--ids"], ["--measure", str(pages), "--docs"], ["-o", str(tmp_path / "x")]):
        assert main(["signals", *wrong]) == 64
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    for failing in ([str(empty)], [str(tmp_path / "missing.jsonl")], [str(pages), "--only", "injected_keywords"]):
        assert main(["signals", "--measure", *failing]) == 2
    assert "did you mean injected_keyword" in capsys.readouterr().err
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(Exception, match="holds no measured figures"):
        load(tmp_path / "other.json")
