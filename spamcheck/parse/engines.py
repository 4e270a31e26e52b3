"""The two HTML engines: Lexbor for raw markup, and the tree that a caller already has in Beautiful Soup."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spamcheck.parse.walk import RAW, Walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from selectolax.lexbor import LexborNode


def walk_markup(markup: str, walk: Walk, max_nodes: int) -> bool:
    """Parse with Lexbor and walk the tree. Returns False where max_nodes cut the walk short."""
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(markup).root
    open_nodes: list[tuple[LexborNode, str]] = []
    names: dict[int, str] = {}  # by tag id, so that each name is decoded once
    seen = 0
    start, text, end = walk.start, walk.text, walk.end
    while node is not None and seen < max_nodes:
        seen += 1
        number = node.tag_id
        tag = names.get(number)
        if tag is None:
            tag = names[number] = node.tag or ""
        if tag == "-text":
            text(node.text_content or "")
        elif tag in RAW:
            walk.raw(tag, node.attributes, node.text(deep=True))
        elif tag[:1] not in "-!":
            closing = start(tag, node.attributes)
            if closing is not None:
                child = node.first_child
                if child is not None:
                    open_nodes.append((node, closing))
                    node = child
                    continue
                if closing:
                    end(closing)
        node = node.next or _climb(open_nodes, end)
    for _, closing in reversed(open_nodes):
        if closing:
            end(closing)
    return node is None


def _climb(open_nodes: list[tuple[LexborNode, str]], end: Callable[[str], None]) -> LexborNode | None:
    """Close elements from the innermost one until one has a neighbour, which is where the walk goes on."""
    while open_nodes:
        node, closing = open_nodes.pop()
        if closing:
            end(closing)
        following = node.next
        if following is not None:
            return following
    return None


def walk_soup(soup: BeautifulSoup, walk: Walk, max_nodes: int) -> bool:
    """Walk the tree of a soup as it is. Returns False where max_nodes cut the walk short."""
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    waiting: list[tuple[object, str | None]] = [(child, None) for child in reversed(soup.contents)]
    seen = 0
    while waiting and seen <= max_nodes:
        node, closing = waiting.pop()
        if isinstance(node, Tag):
            tag = node.name.lower()
            if closing is not None:
                if closing:
                    walk.end(closing)
                continue
            seen += 1
            attributes = {k: " ".join(v) if isinstance(v, list) else v for k, v in node.attrs.items()}
            if tag in RAW:
                walk.raw(tag, attributes, "".join(str(s) for s in node.descendants if isinstance(s, NavigableString)))
            else:
                closing = walk.start(tag, attributes)
                if closing is not None:
                    waiting.append((node, closing))
                    waiting.extend((child, None) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            seen += 1
            walk.text(str(node))
    whole = not waiting
    for _, closing in reversed(waiting):
        if closing:
            walk.end(closing)
    return whole
