"""Scores articles, health articles first, for SEO spam and low quality, with the evidence for every point.

>>> import spamcheck
>>> verdict = spamcheck.check(open("article.html", "rb").read())   # doctest: +SKIP
>>> verdict.label, verdict.summary                                  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from spamcheck._version import __version__
from spamcheck.errors import CorpusError, FetchError, InputError, ModelError, SignalError, SpamcheckError

if TYPE_CHECKING:
    from spamcheck.checker import Checker, check
    from spamcheck.document import Document, Evidence, Span
    from spamcheck.fetcher import fetch
    from spamcheck.verdict import Reason, Verdict

_LATE = {
    "check": "checker", "Checker": "checker", "Document": "document", "Evidence": "document", "Span": "document",
    "Reason": "verdict", "Verdict": "verdict", "fetch": "fetcher",
}  # fmt: skip

__all__ = [
    "Checker",
    "CorpusError",
    "Document",
    "Evidence",
    "FetchError",
    "InputError",
    "ModelError",
    "Reason",
    "SignalError",
    "SpamcheckError",
    "Span",
    "Verdict",
    "__version__",
    "check",
    "fetch",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Public names are loaded when they are first used, so that `import spamcheck` costs next to nothing."""
    if name not in _LATE:
        raise AttributeError(f"module 'spamcheck' has no attribute {name!r}")
    value = getattr(import_module(f"spamcheck.{_LATE[name]}"), name)
    globals()[name] = value
    return value
