"""The title line is printed again as a line of its own.

Why: pasted and generated pages carry the title into the body, or leave it as a caption ("Title 1") between paragraphs;
an editor who reads the page once takes it out.
Misses: reworded repeats. A page title in the head plus one visible heading is normal and is not counted.
Source: own observation on copied articles; training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 3
_FIRST = 3  # the title is one of the first blocks of the main text
_NEAR = 10  # blocks within which a plain repeat counts; further down a recipe card or a form repeats it for a reason
_READ = 400
_TAIL = lazy(r"[\s\d|.:;–—_#*-]+$")
_KINDS = frozenset({"heading", "paragraph", "caption"})


@signal(
    title="Title printed again",
    family="templating",
    policy="scraping",
    languages=("any",),
    values={"title_repeat_count": Value("lines that only repeat the title, at most 3", low_quality=+1)},
    flags="How To Paint A Wooden Fence\n\nHow To Paint A Wooden Fence\n\nSand the boards first, then brush on two thin coats.",
    passes="How To Paint A Wooden Fence\n\nSand the boards first, then brush on two thin coats.",
)
def repeated_title(doc: Document) -> Reading:
    """Later lines equal to one of the first lines, digits at the end aside."""
    text = doc.text
    blocks = [b for b in doc.blocks[:_READ] if b.region == "main" and b.kind in _KINDS and b.end - b.start <= 200]
    linked = {k.start for k in doc.links if k.visible}  # a breadcrumb or a card starts with its link
    lines = [(b, text[b.start : b.end]) for b in blocks if b.start not in linked]
    titles: list[str] = []
    found: list[Span] = []
    for i, (block, line) in enumerate(lines):
        if i >= _NEAR and not line[-1:].isdigit():
            continue
        bare = (line if line[-1:].isalpha() else _TAIL.sub("", line)).lower()
        if bare in titles and (i < _NEAR or line.lower() != bare):
            found.append(Span(block.start, block.end))
        elif i < _FIRST and bare not in titles and _is_title(doc, bare):
            titles.append(bare)
    if not found:
        return SILENT
    return Reading({"title_repeat_count": min(_CAP, len(found))}, tuple(Evidence(s, "repeats the title") for s in found[:20]))


def _is_title(doc: Document, line: str) -> bool:
    """The shape of a title; where the page declares a title, also its words."""
    if not (2 <= line.count(" ") <= 24 and len(line) >= 14 and not line.endswith(("!", "?", ","))):
        return False
    return doc.kind != "html" or not doc.title or line in doc.title.lower()
