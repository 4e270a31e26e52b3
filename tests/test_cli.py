"""The command line as a person and as a pipe meet it."""

from __future__ import annotations

import json
import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

import spamcheck
from spamcheck.checker import Checker
from spamcheck.cli import main
from spamcheck.signal import registry
from tests.conftest import EXAMPLES

SPAM = str(EXAMPLES / "01-link-farm-citations.txt")
HONEST = str(EXAMPLES / "08-clinic-location.html")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_jsonl_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", HONEST]) == 0
    (verdict,) = lines(capsys.readouterr().out)
    assert (verdict["label"], verdict["id"]) == ("ok", HONEST)


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", SPAM]) == 1
    assert main(["score", SPAM, "--fail-on", "never"]) == 0
    assert main(["score", SPAM, "no-such-file.txt"]) == 2
    filler = str(EXAMPLES / "07-templated-filler.txt")
    assert main(["score", filler]) == 0
    assert main(["score", filler, "--fail-on", "low_quality"]) == 1
    capsys.readouterr()
    for wrong in (
        ["score"],
        ["score", "--kind", "nonsense", SPAM],
        ["score", SPAM, "--base-rate", "2"],
        ["nonsense"],
        [],
        ["score", SPAM, HONEST, "--url", "http://a.example"],
    ):
        with pytest.raises(SystemExit) as stop:
            main(wrong)
        assert stop.value.code == 64, wrong


def test_one_bad_input_never_stops_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "latin.txt").write_bytes("Die Ärztin öffnete die Tür und grüßte die Kinder. ".encode("cp1252") * 30)
    (tmp_path / "huge.txt").write_bytes(b"word and more words in a long line of text. " * 1_200_000)
    names = [str(tmp_path / n) for n in ("empty.txt", "binary.txt", "latin.txt", "huge.txt", "missing.txt")] + [HONEST]
    assert main(["score", *names]) == 2
    found = lines(capsys.readouterr().out)
    assert [v["status"] for v in found] == ["insufficient_text", "error", "scored", "degraded", "error", "scored"]
    assert "binary" in str(found[1]["summary"])
    assert found[2]["language"] == "de"
    assert "input_bytes" in str(found[3]["limits_hit"])
    assert found[3]["label"] is None
    assert "no such file" in str(found[4]["summary"])


def test_unreadable_paths_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    assert main(["score", str(tmp_path / "sub"), "a\x00b"]) == 2
    found = lines(capsys.readouterr().out)
    assert [v["status"] for v in found] == ["error", "error"]
    assert "no page in this folder" in str(found[0]["summary"])
    assert ".html .htm" in str(found[0]["summary"])


def test_folders_are_walked_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.md", "a.html", "skip.png", "deep/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The nurse read the chart and wrote it down. " * 10)
    assert main(["score", str(tmp_path)]) == 0
    found = lines(capsys.readouterr().out)
    assert [Path(str(v["id"])).name for v in found] == ["a.html", "b.md", "c.txt"]
    assert [v["kind"] for v in found] == ["html", "markdown", "text"]


def test_lists_name_files_only_with_leave(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# pages\n{HONEST}\n")
    assert main(["score", "--from", str(listed)]) == 2
    assert "--allow-files" in capsys.readouterr().err
    assert main(["score", "--from", str(listed), "--allow-files"]) == 0


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(SPAM).open("rb") as content:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=content))
        assert main(["score", "-"]) == 1
    assert lines(capsys.readouterr().out)[0]["id"] == "-"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"# Bees\n\nSee the [club](https://club.example/start).\n", "markdown"),
        (b"---\ntitle: Bees\n---\n\n## On the roof\n", "markdown"),
        (b"# Bees\n\nThey live on the roof.\n", "markdown"),
        (b"# bees.conf\nhives = 3\n\nroof = yes\n", "text"),
        (b"Bees\n\n# One mark is not enough.\n", "text"),
        (b"Bees: [club](https://club.example/start), a link in a plain text.\n", "text"),
        (b"<p># **Bees**</p>\n<p>are kept</p><p>on the roof</p>\n", "html"),
    ],
)
def test_piped_markdown_is_known_by_its_shape(
    content: bytes, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, expected in (([], kind), (["--kind", "text"], "text")):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(content)))
        main(["score", "-", *options])
        assert lines(capsys.readouterr().out)[0]["kind"] == expected


def test_a_private_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "http://127.0.0.1:9/page", HONEST]) == 2
    refused, scored = lines(capsys.readouterr().out)
    error = refused["error"]
    assert isinstance(error, dict)
    assert error["type"] == "FetchError"
    assert scored["status"] == "scored"


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", SPAM, HONEST, "--format", "table", "--fix", "--all"]) == 1
    out = capsys.readouterr().out
    for part in ("SPAM", "OK", "threshold", "2 pages: 1 spam, 1 ok", "To bring spam under its threshold"):
        assert part in out


@pytest.mark.parametrize("columns", [60, 80])
def test_narrow_terminals(columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["signals", "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "…" not in out, "names and titles are whole"
    assert all(re.search(rf"^  {s.name} ", out, re.MULTILINE) for s in registry())
    main(["score", SPAM, "--format", "table"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= columns


def test_what_a_page_says_keeps_to_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # the path is long, and may be broken at a space
    page = tmp_path / "page\nname.txt"
    page.write_text("The nurse read the chart. \x1b[31mCall the experts at https://roofs.example/leeds\x1b[0m now. " * 12)
    main(["score", str(page), "--format", "table", "--fix", "--all"])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "page\nname" not in out


def test_to_do_list_names_every_passage_once(checker: Checker) -> None:
    from spamcheck.table import passages

    for path in sorted(EXAMPLES.glob("0[1-7]*")):
        verdict = checker.check(path.read_bytes(), kind="markdown" if path.suffix == ".md" else "auto")
        found = [quote for quote, _ in passages(verdict.text, checker.fixes(verdict))]
        spans = [(q.start, q.end) for q in found if q.start is not None and q.end is not None]
        assert spans == sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), path.name
        hidden = [q.quote for q in found if q.where == "hidden"]
        assert not [a for a in hidden for b in hidden if a != b and a in b]


def test_all_shows_what_speaks_in_favour(capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", HONEST, "--format", "table", "--all"])
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  - ")]
    assert len(shown) == len(spamcheck.check(Path(HONEST).read_bytes()).against)


def test_demo_needs_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    assert len(lines(capsys.readouterr().out)) >= 8


def test_explain_and_signals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signals", "--format", "jsonl"]) == 0
    names = [line["signal"] for line in lines(capsys.readouterr().out)]
    assert len(names) >= 30
    assert main(["explain", str(names[0])]) == 0
    assert "Why:" in capsys.readouterr().out
    assert main(["explain", "link_farm_citation"]) == 2
    assert "did you mean link_farm_citations" in capsys.readouterr().err
    assert main(["signals", "--format", "table"]) == 0


@pytest.mark.parametrize("name", ["01-link-farm-citations.txt", "03-referral-plug.md", "05-hidden-text.html"])
def test_disputed_cases_fire_again(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    import tomllib

    from spamcheck.training.cases import case_document

    assert main(["dispute", str(EXAMPLES / name)]) == 0
    out = capsys.readouterr().out
    cases = tomllib.loads(out)["case"]
    fired = re.findall(r"^\[\[case\]\]  # (\w+)$", out, re.MULTILINE)
    assert len(fired) == len(cases) >= 2
    signals = {s.name: s for s in registry()}
    for signal, case in zip(fired, cases, strict=True):
        assert case["evidence"] == []
        reading = signals[signal].measure(case_document(case))
        assert reading is not None
        assert reading.evidence, signal


def test_disputed_cases_are_toml_whatever_the_page_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import tomllib

    page = tmp_path / "page.txt"
    page.write_text('A "quote", \\, \x7f. Call the experts at https://roofs.example/leeds for cheap roof repair Leeds.\n\n' * 8)
    assert main(["dispute", str(page)]) == 0
    assert tomllib.loads(capsys.readouterr().out)["case"]


def test_dispute_takes_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dispute", HONEST]) == 0
    assert main(["dispute", str(EXAMPLES)]) == 64
    assert main(["dispute", str(tmp_path)]) == 2
    assert main(["dispute", "https://site.example/page"]) == 2
    assert "save the page" in capsys.readouterr().err


def test_fixes_and_text_in_jsonl(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", SPAM, "--fix", "--with-text"]) == 1
    (verdict,) = lines(capsys.readouterr().out)
    assert verdict["fixes"]
    assert verdict["text"]
