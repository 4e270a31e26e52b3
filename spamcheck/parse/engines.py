"""The two HTML engines: Lexbor for raw markup, and the tree that a caller already has in Beautiful Soup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from spamcheck.parse.walk import RAW, SKIP, Frame, Walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from selectolax.lexbor import LexborNode


def walk_markup(markup: str, walk: Walk, max_nodes: int) -> bool:
    """Parse with Lexbor and walk the tree. Returns False where max_nodes cut the walk short."""
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(markup).root
    open_nodes: list[tuple[LexborNode, Frame | None]] = []
    names: dict[int, str] = {}  # by tag id, so that each name is decoded once
    seen = 0
    builder, start, text, end = walk.builder, walk.start, walk.text, walk.end
    while node is not None and seen < max_nodes:
        seen += 1
        tag = names.get(node.tag_id) or names.setdefault(node.tag_id, node.tag or "-")
        if tag == "-text":
            data = node.text_content or ""
            if not data.isspace():
                text(data)
            elif not walk.hidden:  # two of three text nodes of a page stand between two tags
                builder.gap = True
        elif tag in RAW:
            walk.raw(tag, node.attributes, node.text)
        elif tag[:1] not in "-!":
            frame = start(tag, node.attributes)
            child = node.first_child if frame is not SKIP else None
            if child is not None:
                open_nodes.append((node, frame))
                node = child
                continue
            if frame is not None:
                end(frame)
        following = node.next
        while following is None and open_nodes:  # close elements until one has a neighbour, which is where the walk goes on
            node, frame = open_nodes.pop()
            if frame is not None:
                end(frame)
            following = node.next
        node = following
    for _, frame in reversed(open_nodes):
        end(frame or SKIP)
    return node is None


def walk_soup(soup: BeautifulSoup, walk: Walk, max_nodes: int) -> bool:
    """Walk the tree of a soup as it is. Returns False where max_nodes cut the walk short."""
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    waiting: list[tuple[object, Frame | None]] = [(child, None) for child in reversed(soup.contents)]
    seen = 0
    while waiting and seen <= max_nodes:
        node, frame = waiting.pop()
        if frame is not None:
            walk.end(frame)
        elif isinstance(node, Tag):
            tag = node.name.lower()
            seen += 1
            attributes = {k: " ".join(v) if isinstance(v, list) else v for k, v in node.attrs.items()}
            if tag in RAW:
                inside = [str(s) for s in node.descendants if isinstance(s, NavigableString)]
                walk.raw(tag, attributes, partial("".join, inside))
            else:
                frame = walk.start(tag, attributes)
                if frame is not SKIP:
                    waiting.append((node, frame or SKIP))
                    waiting.extend((child, None) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            seen += 1
            walk.text(str(node))
    whole = not waiting
    for _, frame in reversed(waiting):
        if frame is not None:
            walk.end(frame)
    return whole
