"""Everything that spamcheck raises on purpose; one class per thing the caller can do about it."""

from __future__ import annotations

from pathlib import Path


class SpamcheckError(Exception):
    """Parent of every error of this package."""


class InputError(SpamcheckError, ValueError):
    """The page, the option or the file that was handed in cannot be used; the message says what to change."""


class FetchError(SpamcheckError):
    """A URL could not be read.

    url: as asked. retryable: True where the same call may work later (time-out, 429, 5xx, DNS failure).
    """

    def __init__(self, url: str, problem: str, *, retryable: bool = False) -> None:
        super().__init__(f"{url}: {problem}")
        self.url, self.problem, self.retryable = url, problem, retryable


class ModelError(SpamcheckError):
    """A model folder is missing, damaged or does not fit the installed signals."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


class CorpusError(SpamcheckError):
    """A corpus row breaks the schema."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path, self.line, self.problem = path, line, problem


class SignalError(SpamcheckError):
    """A signal is declared wrongly or returned something that it did not declare."""

    def __init__(self, signal: str, problem: str) -> None:
        super().__init__(f"signal {signal}: {problem}")
        self.signal, self.problem = signal, problem
