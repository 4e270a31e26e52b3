"""What a person names on the command line: files, folders, addresses, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spamcheck.errors import InputError
from spamcheck.limits import DEFAULT_LIMITS

KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
_NO_PAGE = (
    f"there is no page in this folder or below it; looked for files ending in {' '.join(KINDS)}. "
    "Give a file with another ending by its own path, with --kind if it is Markdown"
)
_MARKDOWN_MARKS = (
    rb"\A---\n[\w-]{1,40}:",  # front matter
    rb"^#{1,6} \S",
    rb"\A# \S[^\n]{1,150}\n\n",  # a title of its own at the very top
    rb"(?<!\w)\*\*\w[^*\n]{0,200}\*\*(?!\w)",
    rb"\[[^\[\]\n]{1,200}\]\([^()\s]{1,2000}\)",
    rb"^```",
    rb"^> \S",
)
_SHAPE_BYTES = 50_000  # an article shows its markup in its first pages


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to score: a path, an address or standard input ("-"). problem: why it cannot be read, if that is known."""

    name: str
    kind: str = "auto"
    problem: str = ""

    @property
    def is_url(self) -> bool:
        """Whether it has to be fetched."""
        return self.name.lower().startswith(("http://", "https://"))

    def page(self) -> tuple[bytes, str]:
        """What `read` gives, and its kind: as named, else by its shape. Raises InputError."""
        content = self.read()
        return content, _shape(content) if self.kind == "auto" else self.kind

    def read(self) -> bytes:
        """Bytes of a file or of standard input, one byte more than the limit at most. Raises InputError."""
        if self.problem:
            raise InputError(f"{self.name}: {self.problem}")
        if self.is_url:
            raise InputError(f"{self.name}: is not fetched here; save the page and give the file")
        most = DEFAULT_LIMITS.input_bytes + 1
        if self.name == "-":
            return sys.stdin.buffer.read(most)
        try:
            with Path(self.name).open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            raise InputError(
                f"{self.name}: there is no such file; give a path, a folder, an http(s) address or - for standard input"
            ) from None
        except IsADirectoryError:
            raise InputError(f"{self.name}: is a folder, a file is wanted here") from None
        except PermissionError:
            raise InputError(f"{self.name}: cannot be read (permission denied); change its permissions or run as another user") from None
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name!r}: cannot be read ({error})") from error


def expand(names: Iterable[str], kind: str) -> Iterator[Source]:
    """Inputs as given, folders replaced by the pages in them (by file ending, in order of their paths)."""
    for name in names:
        path = Path(name)
        if name != "-" and not Source(name).is_url and path.is_dir():
            found = sorted(p for p in _walk(path) if p.suffix.lower() in KINDS)
            if not found:
                yield Source(name, kind, _NO_PAGE)
            yield from (Source(str(p), kind if kind != "auto" else KINDS[p.suffix.lower()]) for p in found)
        else:
            yield Source(name, kind if kind != "auto" else KINDS.get(path.suffix.lower(), "auto") if not Source(name).is_url else "auto")


def _shape(content: bytes) -> str:
    """The kind of a page that no ending names: two different marks of Markdown make it Markdown, and a title at its
    top by itself, else the parser decides. Another single mark is not enough: plain texts hold a line with # or a lone link as well.
    """
    head = content[:_SHAPE_BYTES].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if head.lstrip()[:1] == b"<":  # markup, or text that begins with a tag: the parser knows
        return "auto"
    return "markdown" if sum(bool(re.search(mark, head, re.MULTILINE)) for mark in _MARKDOWN_MARKS) >= 2 else "auto"


def from_list(path: str, *, allow_files: bool) -> list[str]:
    """One input a line; empty lines and # comments are left out. Raises InputError on a path without leave."""
    text = sys.stdin.read() if path == "-" else Source(path).read().decode("utf-8", "replace")
    names = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    files = [n for n in names if not Source(n).is_url]
    if files and not allow_files:
        raise InputError(f"{path}: {files[0]!r} is a path; lists may name files only with --allow-files")
    return names


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in files)
