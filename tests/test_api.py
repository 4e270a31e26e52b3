"""The public surface, and what loading it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import spamcheck

PUBLIC = {
    "Checker", "CorpusError", "Document", "Evidence", "FetchError", "InputError", "ModelError", "Reason", "SignalError", "Span",
    "SpamcheckError", "Verdict", "__version__", "check", "fetch",
}  # fmt: skip


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_public_names() -> None:
    assert set(spamcheck.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(spamcheck, name) is not None


def test_names_stay_functions_when_modules_are_imported_first() -> None:
    assert (
        run("import spamcheck.checker, spamcheck.fetcher, spamcheck; print(callable(spamcheck.check), callable(spamcheck.fetch))")
        == "True True"
    )


def test_import_is_light() -> None:
    loaded = run(
        "import sys, spamcheck; print(*[m for m in ('numpy', 'sklearn', 'bs4', 'requests', 'urllib3', 'rich') if m in sys.modules])"
    )
    assert loaded == ""


def test_scoring_needs_no_training_packages() -> None:
    code = (
        "import sys\n"
        "for name in ('sklearn', 'joblib', 'bs4', 'urllib3', 'requests', 'tldextract', 'rich'): sys.modules[name] = None\n"
        "import spamcheck\n"
        "print(spamcheck.check('The nurse read the chart and wrote down what the patient had said. ' * 20).label)"
    )
    assert run(code) in ("ok", "low_quality")


@pytest.mark.usefixtures("socket_disabled")
def test_scoring_opens_no_socket(checker: spamcheck.Checker, examples: list[tuple[str, bytes, str]]) -> None:
    for _, content, _ in examples:
        checker.check(content)
