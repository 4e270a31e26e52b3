"""Plain text: paragraphs, headings, lists and bare URLs are recognised by shape; offsets are those of the input."""

from __future__ import annotations

import re

from spamcheck.document import Block, Link
from spamcheck.limits import Limits
from spamcheck.patterns import lazy

_ADDRESS = lazy(r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Ww][Ww][Ww]\.)(?:[^\s<>\"“”()]|\([^\s<>\"“”()]{0,200}\)){2,2000}")
_PREFIXES = ("ww.", "WW.", "Ww.", "wW.")  # one of these stands in every www. address
# A bare domain has a common ending; it is found from its ending, because a search from its start would try at every word.
ENDING = lazy(
    r"\.(?=[a-z])(?:com|net|org|info|io|co|biz|shop|store|online|site|xyz|top|club|app|dev|health|clinic|us|uk|ca|au|de|fr|es|example|test"
    r"|invalid|(?:me|ly|cc|gg|gl|gd|im|in|is|it|la|sh|su|tv|to|tk|ws|pw|eu|nl|pl|pt|ru|se|no|ch|at|be|br|jp|cz|page|link|live|blog|tech|world"
    r"|space|website|click|pro|ink|bio|life|cloud|host|studio|digital|art|news|today|care|vip|fun|icu|win|lol|wiki)(?=/[\w@~]))"
    r"(?![\w@-]|\.\w)(?:/[^\s<>\"“”]{0,2000})?"
)
_NAME = lazy(r"(?<![\w@./-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,3}$")
_INLINE = lazy(
    r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{3,2000})\)|<a\s[^<>]{0,200}?href\s*=\s*[\"']?(https?://[^\s\"'<>]{3,2000})[^<>]{0,200}>"
    r"([^<>]{1,200})</a>",
    re.IGNORECASE,
)
_INLINE_OPENS = ("](", "<a", "<A")  # one of these stands in all of it
_TRAILING = ".,;:!?)]}'\"’”*_"
_LINE = lazy(r"\S(?:[^\n]*\S)?")  # without the white space at both ends
_GAP = lazy(r"\n[ \t\r]*\n\s*")
_ITEM = lazy(r"\s*(?:[-*•·‣▪–✓✔►→]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")
_BYLINE = lazy(
    r"^(?:[Bb]y |[Vv]on |[Pp]or |[Pp]ar )?(?:[A-Z][\w.’'-]+ ){1,4}?[A-Z][\w’'-]+,\s*[A-Z][A-Za-z.]{1,6}(?:,\s*[A-Z][A-Za-z.]{1,6}){0,3}$"
)
_HEADING_WORDS = 14
_HEADING_CHARS = 110


def addresses(text: str) -> list[tuple[int, int]]:
    """Spans of bare URLs and bare domains, in order, without the punctuation of the sentence around them."""
    if "." not in text and "://" not in text:
        return []
    shown = "://" in text or any(prefix in text for prefix in _PREFIXES)
    found = [m.span() for m in _ADDRESS.finditer(text)] if shown else []
    known = {end for _, end in found}
    for m in ENDING.finditer(text):
        name = _NAME.search(text, max(0, m.start() - 100), m.start())
        if name and m.end() not in known:
            found.append((name.start(), m.end()))
    trimmed: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        end = stop
        while end > start and text[end - 1] in _TRAILING and not (text[end - 1] == ")" and "(" in text[start:end]):
            end -= 1
        if end - start >= 4 and (not trimmed or trimmed[-1][1] <= start):
            trimmed.append((start, end))
    return trimmed


def links_in(text: str, limits: Limits) -> tuple[list[Link], list[str]]:
    """Links of a plain text: bare URLs, bare domains and inline markup."""
    found: list[Link] = []
    taken: list[tuple[int, int]] = []
    for m in _INLINE.finditer(text) if any(map(text.__contains__, _INLINE_OPENS)) else ():
        anchor = 1 if m.group(1) is not None else 4
        found.append(Link(m.group(2) or m.group(3), m.group(anchor).strip(), *m.span(anchor), "", "main", True, False))
        taken.append(m.span())
    for start, end in addresses(text):
        if any(a <= start < b for a, b in taken):
            continue
        shown = text[start:end]
        href = shown if shown[:4].lower() == "http" else f"http://{shown}"
        found.append(Link(href[: limits.url_chars], shown, start, end, "", "main", True, True))
    found.sort(key=lambda link: link.start)
    if len(found) > limits.links:
        return found[: limits.links], ["links"]
    return found, []


def blocks_in(text: str) -> list[Block]:
    """Blocks of a plain text: one a line, except that hard-wrapped paragraphs stay together."""
    found: list[Block] = []
    for start, end in _groups(text):
        lines = [m.span() for m in _LINE.finditer(text, start, end)]
        if _is_wrapped([text[a:b] for a, b in lines]):
            found.append(Block(lines[0][0], lines[-1][1], "paragraph", "main", 0))
            continue
        for a, b in lines:
            item = _ITEM.match(text, a, b)
            found.append(Block(item.end() if item and item.end() < b else a, b, "item" if item else "paragraph", "main", 0))
    return _with_headings(text, found)


def _groups(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for m in _GAP.finditer(text):
        if m.start() > start:
            spans.append((start, m.start()))
        start = m.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _is_wrapped(lines: list[str]) -> bool:
    """A mail-like paragraph: three or more lines of nearly the same length that mostly end inside a sentence."""
    if len(lines) < 3 or any(_ITEM.match(line) for line in lines):
        return False
    body = lines[:-1]
    open_ended = sum(not line.endswith(_SENTENCE_END[:4]) for line in body)
    lengths = sorted(len(line) for line in body)
    return lengths[len(lengths) // 2] >= 45 and lengths[-1] <= 110 and open_ended >= 0.6 * len(body) and not any("http" in x for x in body)


def is_heading(line: str) -> bool:
    """Whether a line on its own has the shape of a heading."""
    if len(line) > _HEADING_CHARS or line.endswith((".", ";", ",", "…", '."', ".”")) or len(line.split()) > _HEADING_WORDS:
        return False
    return any(map(str.isalpha, line)) and not _BYLINE.search(line) and not addresses(line)


def _with_headings(text: str, blocks: list[Block]) -> list[Block]:
    found = []
    for i, block in enumerate(blocks):
        line = text[block.start : block.end]
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        # A heading stands over something longer, or over a list; a last line or a run of short lines is none.
        over = following is not None and (following.end - following.start > len(line) or following.kind == "item")
        fits = over or i == 0 or line.rstrip().endswith(":")
        if block.kind == "paragraph" and following is not None and fits and is_heading(line):
            block = block._replace(kind="heading", level=1 if i == 0 else 2)
        found.append(block)
    return found
