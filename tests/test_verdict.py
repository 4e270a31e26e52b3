"""The contract with the outside: schema, exactness, labels, statuses, determinism."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from spamcheck.checker import Checker
from spamcheck.document import Evidence, Span
from spamcheck.errors import InputError
from spamcheck.explain import quotes, summary
from spamcheck.limits import Limits
from spamcheck.parse import parse
from spamcheck.verdict import Quote, Reason, Verdict

PROSE = "The nurse read the chart slowly and wrote down what the patient had said about the long night. "


def exact(verdict: dict[str, Any]) -> None:
    for head in ("spam", "low_quality"):
        total = verdict["log_odds"].get(head)
        if total is None:
            continue
        parts = [r["contribution"].get(head) or 0 for r in (*verdict["reasons"], *verdict["against"])]
        assert sum((Decimal(str(p)) for p in parts), Decimal(str(verdict["prior"][head]))) == Decimal(str(total))
        by_family = [f.get(head) or 0 for f in verdict["families"].values()]
        assert sum((Decimal(str(p)) for p in by_family), Decimal(str(verdict["prior"][head]))) == Decimal(str(total))


def keeps_contract(verdict: Verdict, schema: dict[str, Any]) -> None:
    body = verdict.to_dict(with_text=True)
    Draft202012Validator(schema).validate(json.loads(json.dumps(body)))
    exact(body)
    assert all((r["contribution"].get(h) or 0) >= 0 for r in body["reasons"] for h in ("spam", "low_quality"))
    assert all((r["contribution"].get(h) or 0) <= 0 for r in body["against"] for h in ("spam", "low_quality"))
    assert not any(v for r in body["noted"] for v in r["contribution"].values())
    for reason in (*body["reasons"], *body["against"], *body["noted"]):
        assert reason["evidence"] or reason["note"], f"{reason['signal']} shows nothing"
        for e in reason["evidence"]:
            if e["where"] == "text":
                assert body["text"][e["start"] : e["end"]] == e["quote"]
    spam, low = body["log_odds"]["spam"], body["log_odds"]["low_quality"]
    if body["page"] != "article":
        assert low is None
        assert body["low_quality"] is None
        assert all(r["contribution"].get("low_quality") is None for r in (*body["reasons"], *body["against"]))
    expected: str | None = "ok"
    if spam is not None and spam >= body["thresholds"]["spam"]:
        expected = "spam"
    elif body["status"] in ("insufficient_text", "unsupported_language", "error"):
        expected = None
    elif low is not None and low >= body["thresholds"]["low_quality"]:
        expected = "low_quality"
    elif body["status"] == "degraded":
        expected = None
    assert body["label"] == expected


def test_examples_keep_the_contract(checker: Checker, schema: dict[str, Any], examples: list[tuple[str, bytes, str]]) -> None:
    for name, content, _ in examples:
        kind = "markdown" if name.endswith(".md") else "auto"
        keeps_contract(checker.check(content, kind=kind, id=name), schema)


def test_examples_are_judged_as_they_say(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    said = {name: checker.check(c, kind="markdown" if name.endswith(".md") else "auto").label for name, c, _ in examples}
    assert said == {name: expect for name, _, expect in examples}


def test_unseen_documents_keep_the_contract(checker: Checker, schema: dict[str, Any], unseen: list[dict[str, Any]]) -> None:
    for row in unseen:
        keeps_contract(checker.check(row["text"], kind=row["format"], url=row["url"], id=row["id"]), schema)


def test_lists_are_ordered_by_size(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    for _, content, expect in examples:
        if expect == "spam":
            verdict = checker.check(content)
            sizes = [(-(r.contribution["spam"] or 0), r.signal) for r in verdict.reasons]
            assert sizes == sorted(sizes)


@pytest.mark.parametrize("text", ["", "   \n", "one", "Too short to judge."])
def test_too_little_text_is_not_judged(checker: Checker, schema: dict[str, Any], text: str) -> None:
    verdict = checker.check(text)
    assert (verdict.status, verdict.label, verdict.spam) == ("insufficient_text", None, None)
    keeps_contract(verdict, schema)


def test_unknown_language_is_said(checker: Checker, schema: dict[str, Any]) -> None:
    verdict = checker.check("Врач долго смотрел на снимок и потом сказал, что всё будет хорошо, но нужно подождать. " * 10)
    assert (verdict.status, verdict.label, verdict.language) == ("unsupported_language", None, "ru")
    assert any(why == "language ru" for _, why in verdict.not_applicable)
    keeps_contract(verdict, schema)


def test_a_limit_that_was_hit_is_never_clean(schema: dict[str, Any]) -> None:
    verdict = Checker(limits=Limits(text_chars=1500)).check(PROSE * 40)
    assert (verdict.status, verdict.label, verdict.limits_hit) == ("degraded", None, ("text_chars",))
    keeps_contract(verdict, schema)


def test_challenge_page_says_what_to_do(checker: Checker) -> None:
    verdict = checker.check("<html><title>Just a moment...</title><body>Checking your browser before you proceed.</body></html>")
    assert (verdict.page, verdict.status) == ("unreadable", "insufficient_text")
    assert "save it" in verdict.summary


def test_base_rate_moves_the_prior_only(checker: Checker) -> None:
    page = PROSE * 20
    usual, rare = checker.check(page), Checker(base_rate=0.001).check(page)
    assert rare.reasons == usual.reasons
    assert (rare.log_odds["spam"] or 0) < (usual.log_odds["spam"] or 0)
    with pytest.raises(InputError, match="between 0 and 1"):
        Checker(base_rate=1.5)


def test_check_many_never_stops(checker: Checker, schema: dict[str, Any]) -> None:
    pages: list[Any] = [("a", PROSE * 20, None), ("b", b"%PDF-1.7 binary", None), ("c", 42, None), ("d", PROSE * 20), PROSE * 20]
    verdicts = list(checker.check_many(pages))
    assert [v.status for v in verdicts] == ["scored", "error", "error", "error", "scored"]
    assert [v.id for v in verdicts] == ["a", "b", "c", "d", None]
    assert "binary" in str(verdicts[1])
    for verdict in verdicts:
        keeps_contract(verdict, schema)


def test_threads_and_order_change_nothing(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    pages = [content for _, content, _ in examples]
    alone = [checker.check(p).to_dict() for p in pages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda p: checker.check(p).to_dict(), reversed(pages)))
    assert together[::-1] == alone


def test_processes_and_hash_seeds_change_nothing(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    page = examples[0][1]
    code = "import sys, json, spamcheck; print(json.dumps(spamcheck.check(sys.stdin.buffer.read()).to_dict()))"
    for seed in ("0", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", code], input=page, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        assert json.loads(run.stdout) == json.loads(json.dumps(checker.check(page).to_dict()))


def test_fixes_bring_every_score_under_its_threshold(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    for _, content, expect in examples:
        verdict = checker.check(content)
        fixes = checker.fixes(verdict)
        assert bool(fixes) is (verdict.label in ("spam", "low_quality"))
        if expect == "spam":
            last = [f for f in fixes if f.head == "spam"][-1]
            assert last.log_odds_after < (verdict.thresholds["spam"] or 0)


def test_what_mends_both_scores_is_named_once(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    for _, content, _ in examples:
        verdict = checker.check(content)
        fixes = checker.fixes(verdict)
        names = [f.signal for f in fixes]
        assert len(names) == len(set(names))
        for head in ("spam", "low_quality"):
            mended = sum(r.contribution.get(head) or 0 for r in verdict.reasons if r.signal in names)
            assert (verdict.log_odds.get(head) or -9) - mended < (verdict.thresholds[head] or 0)


def _reason(name: str, spam: float, quote: str = "x") -> Reason:
    return Reason(name, "links", name.capitalize(), None, {"spam": spam, "low_quality": 0.0}, {}, None,
                  (Quote("text", 0, len(quote), 1, quote, quote, ""),), 1)  # fmt: skip


def test_only_reasons_of_weight_are_told() -> None:
    scale: dict[str, Any] = {"prior": {"spam": -4.0, "low_quality": -1.0}, "thresholds": {"spam": -2.0, "low_quality": 0.0}}
    large, small, favour = _reason("large", 5.0, "one\n line\x1b"), _reason("small", 0.4), _reason("favour", -0.6)
    spam = Verdict(None, label="spam", reasons=(large, small), against=(favour,), log_odds={"spam": 0.8, "low_quality": None}, **scale)
    assert spam.weighty(spam.reasons) == [large]
    assert spam.weighty(spam.against) == [favour]
    assert summary(spam, "") == "Spam: large (“one line⟨U+001B⟩”)."
    many = tuple(_reason(f"part{i}", 0.4) for i in range(6))
    assert spam.weighty(many) == [many[0]], "a labelled page has a reason"
    clean = Verdict(None, label="ok", reasons=(small,), against=(favour,), log_odds={"spam": -4.2, "low_quality": None}, **scale)
    assert clean.weighty((*clean.reasons, *clean.against)) == [], "far from the threshold small parts decide nothing"
    assert summary(clean, "") == "No spam or filler found to speak of."
    near = Verdict(None, label="ok", reasons=(_reason("near", 1.5),), against=(), log_odds={"spam": -2.5, "low_quality": None}, **scale)
    assert summary(near, "").startswith("Under both thresholds; found: near"), "what the table names, the sentence names"


def test_long_evidence_is_cut_between_words() -> None:
    doc = parse("The kettle sang while we waited. " * 20)
    (quote,) = quotes(doc, [Evidence(Span(0, 400))])
    assert len(quote.quote) <= 300
    assert doc.text[len(quote.quote)] == " "


def test_a_verdict_shows_itself(checker: Checker, examples: list[tuple[str, bytes, str]]) -> None:
    verdict = checker.check(examples[0][1])
    assert str(verdict).startswith("Spam: ")
    assert "<b>spam</b>" in verdict._repr_html_()
