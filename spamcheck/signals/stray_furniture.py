"""Buttons and notices of a page between the paragraphs: "You might also like", "Scroll to continue", "12 Comments".

Why: an editor keeps them out of the text; a copying script does not, and texts taken from elsewhere keep those of their first home.
Misses: other languages; lines that are links; "Advertisement", which newspapers print between their own paragraphs. An
extractor may keep a page's own notices, so this never speaks of spam.
Source: own list of plain lines, next to paragraphs on both sides on 7 of 4,086 honest pages, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_LINE = lazy(
    r"(?:sponsored(?: content| post)?|scroll to continue|(?:story|article) continues(?: below.{0,20})?"
    r"|you (?:might|may) also (?:like|enjoy)|recommended for you|trending now|most (?:read|popular)(?: (?:in|on) .{2,30})?|more from .{2,30}|follow us(?: on .{2,40})?"
    r"|sign in to (?:read|continue).{0,20}|listen to this (?:article|story)|click to (?:enlarge|expand|share)|file (?:photo|image)|cookie (?:settings|preferences)"
    r"|(?:subscribe|sign up) (?:to|for) our (?:free |daily |weekly )?newsletters?|join the (?:conversation|discussion).{0,12}|download our app.{0,60}"
    r"|watch:? .{5,70} in \d+ seconds|(?:updated|published|posted) \d+ (?:hours?|days?|minutes?) ago|\d+ (?:comments?|shares?)|\d+ min(?:ute)?s? read"
    r"|(?:published|updated|posted):? .{6,30}\d{1,2}[:.]\d{2} ?(?:am|pm).{0,6}|(?:©|copyright).{3,70}all rights reserved\.?"
    r"|.{2,40} may earn (?:a|an affiliate) commission.{0,60}|tags: [^,]{2,40},[^,]{2,40}(?:,.{2,60})?|breaking: .{5,80}|rate this:? .{3,40}"
    r"|(?:share|tweet|pin(?: it)?|print|email|facebook|twitter|whatsapp|reddit|on|this|story|article|and|\W)+)$",
    re.IGNORECASE,
)
_SHORT = 110
_PROSE = 80
_CAP = 6


@signal(
    title="Page furniture between the paragraphs",
    family="integrity",
    policy="scraping",
    languages=("en",),
    values={"line_count": Value("buttons and notices between paragraphs, without a link, at most 6", low_quality=+1)},
    flags="The hens lay fewer eggs when the days grow short, and a lamp brings them back to it within a week or two.\n\nScroll to continue\n\n"
    "Feed them in the morning, and give them grit as soon as the first frost has come and the ground is hard.",
    passes="The hens lay fewer eggs when the days grow short, and a lamp brings them back to it within a week or two.\n\nWhat to feed them\n\n"
    "Feed them in the morning, and give them grit as soon as the first frost has come and the ground is hard.",
)
def stray_furniture(doc: Document) -> Reading:
    found: list[Span] = []
    blocks, text = doc.blocks, doc.text
    prose = [i for i, b in enumerate(blocks) if b.end - b.start >= _PROSE and b.region == "main"]
    if len(prose) < 2:
        return SILENT
    between = set(prose)
    linked = {k.start for k in doc.links if k.visible}
    for i in range(prose[0] + 1, prose[-1]):
        block = blocks[i]
        if not 5 <= block.end - block.start <= _SHORT or block.region != "main" or block.kind == "code":
            continue
        if not (_near(between, i, -1) and _near(between, i, 1)):
            continue
        if " " not in text[block.start : block.end] and text[block.start : block.end] != "Sponsored":
            continue
        if _LINE.match(text, block.start, block.end) and block.start not in linked and any(map(str.isalpha, text[block.start : block.end])):
            found.append(Span(block.start, block.end))
    if not found:
        return SILENT
    evidence = tuple(Evidence(span, "a button or notice of a page, left between the paragraphs") for span in found[:20])
    return Reading({"line_count": min(_CAP, len(found))}, evidence)


def _near(prose: set[int], index: int, step: int) -> bool:
    """Whether a paragraph is next to a line on one side, at most one other line between: no foot, head or sidebar."""
    return index + step in prose or index + 2 * step in prose
