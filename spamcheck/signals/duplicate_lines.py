"""Whole lines and paragraphs that occur twice on the page.

Why: repeated paragraphs are how generated, scraped and padded pages grow; web corpora drop pages by the same measure.
Misses: near-duplicates with a word changed (template_skeleton). Menus, tables, captions, code and short labels ("Read
more") repeat for good reasons and are not counted.
Source: after the duplicate-line rules of Gopher (Rae et al. 2021) and FineWeb; training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_SHORT = 50  # characters: shorter lines are labels
_FEWEST_SPACES = 7
_LONGEST = 300
_KINDS = frozenset({"paragraph", "item"})


@signal(
    title="Lines printed twice",
    family="templating",
    policy="scraping",
    languages=("any",),
    values={
        "duplicate_ratio": Value("share of the main text's characters in lines that have occurred before", low_quality=+1),
        "duplicate_count": Value("repeated lines of at least 50 characters, at most 10", low_quality=+1),
    },
    flags="The well on the green was dug by hand in a dry summer.\n\nIt is now dry.\n\nThe well on the green was dug by hand in a dry summer.",
    passes="The well on the green was dug by hand in a dry summer.\n\nRead more\n\nIt is now dry.\n\nRead more",
)
def duplicate_lines(doc: Document) -> Reading:
    """Blocks of the main text equal to an earlier one."""
    text = doc.text
    seen: set[str] = set()
    found: list[Span] = []
    total = repeated = 0
    for block in doc.blocks:
        size = block.end - block.start
        if size < _SHORT or block.region != "main" or block.kind not in _KINDS:
            continue
        line = text[block.start : block.end].lower()
        total += size
        if line in seen and line.count(" ") >= _FEWEST_SPACES and not _is_link(doc, block):
            repeated += size
            found.append(Span(block.start, min(block.end, block.start + _LONGEST)))
        seen.add(line)
    if not found:
        return SILENT
    values = {"duplicate_ratio": repeated / total, "duplicate_count": min(_CAP, len(found))}
    return Reading(values, tuple(Evidence(s, "printed before") for s in found[:20]))


def _is_link(doc: Document, block: Block) -> bool:
    """The whole line is a link: a card or a menu entry."""
    return any(k.start <= block.start + 2 and k.end >= block.end - 2 for k in doc.links)
