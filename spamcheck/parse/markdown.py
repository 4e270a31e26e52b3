"""Markdown through markdown-it: tokens feed the same builder as HTML does, and know their source lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spamcheck.parse.walk import Frame, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.{0,5000}?)\n---\s*\n", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|date|description|keywords|tags|lastmod|updated)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE
)
_FIELDS = {"date": "published", "tags": "keywords", "lastmod": "modified", "updated": "modified"}
_OPENS = {"heading_open": "h", "paragraph_open": "p", "list_item_open": "li", "blockquote_open": "blockquote", "td_open": "td",
          "th_open": "th", "tr_open": "tr"}  # fmt: skip


def walk_markdown(text: str, walk: Walk, max_nodes: int) -> tuple[bool, list[tuple[int, int]]]:
    """Feed a Markdown text to a walk.

    Returns whether all of it was walked, and (offset of a block in the text, its source line) pairs.
    """
    from markdown_it import MarkdownIt

    skipped = 0
    head = _FRONT_MATTER.match(text)
    if head:
        skipped = head.group().count("\n")
        for name, value in _FIELD.findall(head.group(1)):
            if name.lower() == "title":
                walk.title = walk.title or value
            else:
                walk.meta.setdefault(_FIELDS.get(name.lower(), name.lower()), value)
        text = text[head.end() :]
    open_blocks: list[Frame | None] = []
    tokens = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable("table").parse(text)
    lines: list[tuple[int, int]] = []
    for token in tokens[:max_nodes]:
        if token.type == "inline":
            if token.map:
                lines.append((walk.builder.size, token.map[0] + 1 + skipped))
            _inline(token.children or [], walk)
        elif token.type in _OPENS:
            tag = token.tag if token.type == "heading_open" else _OPENS[token.type]
            open_blocks.append(walk.start(tag, {}))
        elif token.type.endswith("_close") and token.type.replace("_close", "_open") in _OPENS:
            _end(walk, open_blocks.pop())
        elif token.type in ("fence", "code_block"):
            frame = walk.start("pre", {})
            walk.text(token.content)
            _end(walk, frame)
        elif token.type == "html_block":
            _html(token.content, walk, max_nodes)
    return len(tokens) <= max_nodes, lines


def _end(walk: Walk, frame: Frame | None) -> None:
    if frame is not None:
        walk.end(frame)


def _inline(tokens: Sequence[Token], walk: Walk) -> None:
    link: Frame | None = None
    for token in tokens:
        if token.type in ("text", "code_inline"):
            walk.text(token.content)
        elif token.type == "softbreak":
            walk.text(" ")
        elif token.type == "hardbreak":
            _end(walk, walk.start("br", {}))
        elif token.type == "link_open":
            link = walk.start("a", {"href": str(token.attrGet("href") or "")})
        elif token.type == "link_close":
            _end(walk, link)
        elif token.type == "image":
            walk.builder.image(token.content, str(token.attrGet("src") or ""))
        elif token.type == "html_inline":
            _html_inline(token.content, walk)


_TAG = re.compile(r"<(/?)(\w{1,12})((?:\s[^<>]{0,1000})?)/?>")
_ATTRIBUTE = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]{0,1000})\"|'([^']{0,1000})')")


def _html_inline(content: str, walk: Walk) -> None:
    """Inline HTML in Markdown: only links and line breaks mean anything for the reader."""
    m = _TAG.match(content)
    if not m:
        return
    if m.group(2).lower() == "br":
        _end(walk, walk.start("br", {}))
    elif m.group(2).lower() == "a":
        if m.group(1):
            walk.builder.end_link()
        else:
            href = next((a or b for name, a, b in _ATTRIBUTE.findall(m.group(3)) if name.lower() == "href"), "")
            if href:
                walk.builder.start_link(href, "")


def _html(content: str, walk: Walk, max_nodes: int) -> None:
    from spamcheck.parse.engines import walk_markup

    walk_markup(content, walk, max_nodes)
