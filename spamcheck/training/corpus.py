"""Reading labelled pages: jsonl files (plain or gzip), one object a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spamcheck.errors import CorpusError, SpamcheckError
from spamcheck.parse import parse

LABELS = ("spam", "low_quality", "ok", None)
MAIL = frozenset({"spamassassin", "mail_b", "mail_c", "mail_d"})  # another genre: it teaches a little, and sets no threshold and no cut


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled page.

    label: spam, low_quality, ok or None (not a class). low_quality: the second axis, rated on some spam rows too; None
    where it was not rated. source: set name; group: what must not be split (host, generator, publisher).
    written: made for this project: it teaches, and sets no threshold.
    """

    id: str
    source: str
    group: str
    label: str | None
    low_quality: bool | None
    text: str
    html: str | None
    url: str | None
    kind: str = "text"
    family: str = ""
    marks: tuple[str, ...] = ()
    by_hand: bool = False
    note: str = ""
    language: str = ""
    written: bool = False

    @property
    def page(self) -> str:
        """What to score: the markup where there is any."""
        return self.html if self.html else self.text


def read_rows(path: Path) -> Iterator[Row]:
    """Rows of one file, in order. Raises CorpusError with file and line for a row that breaks the schema."""
    opened: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(path, number, line)
    except OSError as error:
        raise CorpusError(path, 0, f"cannot be read: {error}") from error


def _row(path: Path, number: int, line: str) -> Row:
    try:
        data = json.loads(line)
        label, text = data.get("label"), data["text"]
    except (ValueError, KeyError, AttributeError) as error:
        raise CorpusError(path, number, f"is no JSON object with a text: {error}") from error
    if label not in LABELS or not isinstance(text, str):
        raise CorpusError(path, number, f"label {label!r} is none of {LABELS}, or the text is no string")
    kind = data.get("format") or ("html" if data.get("html") else "text")
    weak = data.get("low_quality")
    if weak is None and label in ("low_quality", "ok"):
        weak = label == "low_quality"
    source = str(data.get("set") or path.stem.split(".")[0])
    markup = text if kind == "html" and not data.get("html") else data.get("html")
    if markup is text:
        text = _read_off(text)
    return Row(
        id=str(data.get("id") or f"{path.stem}-{number}"), source=source, group=str(data.get("group") or source), label=label,
        low_quality=weak, text=text, html=markup, url=data.get("url"),
        kind=kind, family=str(data.get("family") or data.get("context") or ""), marks=tuple(data.get("marks") or ()),
        by_hand=data.get("label_by") == "hand", note=str(data.get("note") or ""), language=str(data.get("lang") or data.get("language") or ""),
    )  # fmt: skip


def _read_off(markup: str) -> str:
    """What a reader sees of a page that is given as markup alone."""
    try:
        return parse(markup, kind="html").text
    except SpamcheckError:
        return ""
