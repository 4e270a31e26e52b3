"""Metamorphic tests: what a change of a page may and may not do to its scores."""

from __future__ import annotations

import pytest

from spamcheck.checker import Checker
from tests.conftest import EXAMPLES

TEXTS = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
PAGES = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.html"))]
INSERTIONS = {
    "farm link": "https://trevorkqpz48213.blogspot.com/some-known-facts-about-roof-repair-48120977",
    "bucket page": "https://storage.googleapis.com/zkq-pages-07/7fq2kx9a/roof-repair.html",
    "splice": "Most of these walls roof repair leeds cost hold the heat for a night or two.",
    "plug": "To learn more, visit the experts at https://www.roofrepair-leeds.example for affordable roof repair in Leeds.",
}
HONEST = (
    "The library opens at nine and closes at five. On Tuesdays the reading group meets in the small room upstairs, and "
    "Mrs Halloran brings the tea. Last winter the heating failed for eleven days and we read in our coats.\n\n"
) * 3
TRUST = (
    "\n\nWritten by Dr Amara Nwosu, consultant physician. Reviewed 12 March 2024.\n\nRisks: the treatment can cause nausea, "
    "headache and, rarely, a rash; it should not be used in pregnancy.\n\nReferences\n"
    + "\n".join(
        f"{n}. Okafor D, Lindqvist S. Outcomes after treatment. J Clin Pract. 2021;{n}:10-19. https://doi.org/10.5555/jcp.{n}01"
        for n in range(1, 11)
    )
)


def spam(checker: Checker, page: str, kind: str = "text") -> float:
    doc = checker.document(page, kind=kind)
    verdict = checker.check(doc)
    value = verdict.log_odds["spam"]
    return value if value is not None else -99.0


def places(text: str, words: str) -> list[str]:
    middle = text.find("\n", len(text) // 2)
    return [f"{words}\n\n{text}", f"{text[:middle]}\n\n{words}\n\n{text[middle:]}", f"{text}\n\n{words}"]


@pytest.mark.parametrize("words", INSERTIONS.values(), ids=INSERTIONS.keys())
def test_adding_spam_never_lowers_the_score(checker: Checker, words: str) -> None:
    for text in TEXTS:
        before = spam(checker, text)
        assert all(spam(checker, changed) >= before - 1e-9 for changed in places(text, words))


def test_a_hidden_block_never_lowers_the_score(checker: Checker) -> None:
    block = "<div style='position:absolute;left:-9999px'><a href='https://a1.example/x'>cheap roof repair leeds</a></div>"
    for page in PAGES:
        assert spam(checker, page.replace("</body>", block + "</body>"), "html") >= spam(checker, page, "html") - 1e-9


def test_honest_padding_does_not_dilute(checker: Checker) -> None:
    for text in TEXTS:
        for changed in places(text, HONEST):
            assert spam(checker, changed) >= spam(checker, text) - 1.0


def test_trust_lowers_spam_by_one_unit_at_most(checker: Checker) -> None:
    for text in TEXTS:
        assert spam(checker, text + TRUST) >= spam(checker, text) - 1.0 - 1e-9


def test_trust_lowers_low_quality(checker: Checker) -> None:
    filler = (EXAMPLES / "07-templated-filler.txt").read_text(encoding="utf-8")
    before, after = (checker.check(t, kind="text").log_odds["low_quality"] for t in (filler, filler + TRUST))
    assert before is not None
    assert after is not None
    assert after < before - 1.0


def test_one_signal_injected_turns_a_clean_page(checker: Checker) -> None:
    clean = (EXAMPLES / "09-patient-diary.txt").read_text(encoding="utf-8")
    farm = "\n\nReferences\n" + "\n".join(
        f"https://{name}.blogspot.com/the-ultimate-guide-to-roof-repair-{n}8120977\nhttps://zkq{n}pages.s3.amazonaws.com/7fq2kx9a/roof-repair-{n}.html"
        for n, name in enumerate(("trevorkqpz48213", "elenavwxr90417", "simonbtqd55120"), 1)
    )
    assert checker.check(clean, kind="text").label == "ok"
    assert checker.check(clean + farm, kind="text").label == "spam"
