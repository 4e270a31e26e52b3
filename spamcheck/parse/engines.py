"""The two HTML engines: Lexbor for raw markup, and the tree that a caller already has in Beautiful Soup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spamcheck.parse.walk import RAW, Walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_EMPTY: dict[str, str | None] = {}


def walk_markup(markup: str, walk: Walk, max_nodes: int) -> bool:
    """Parse with Lexbor and walk the tree. Returns False where max_nodes cut the walk short."""
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(markup).root
    if node is None:
        return True
    open_nodes: list[tuple[object, str]] = []
    seen = 0
    start, text, end = walk.start, walk.text, walk.end
    while True:
        seen += 1
        if seen > max_nodes:
            break
        child = None
        tag = node.tag or ""
        if tag == "-text":
            text(node.text_content or "")
        elif tag in RAW:
            walk.raw(tag, node.attributes, node.text(deep=True))
        elif tag[:1] not in "-!":
            wanted = start(tag, node.attributes)
            child = node.child if wanted else None
            if child is not None:
                open_nodes.append((node, tag))
                node = child
                continue
            if wanted:
                end(tag)
        following = node.next
        while following is None and open_nodes:
            node, tag = open_nodes.pop()  # type: ignore[assignment]
            end(tag)
            following = node.next
        if following is None:
            break
        node = following
    for _, tag in reversed(open_nodes):
        end(tag)
    return seen <= max_nodes


def walk_soup(soup: BeautifulSoup, walk: Walk, max_nodes: int) -> bool:
    """Walk the tree of a soup as it is. Returns False where max_nodes cut the walk short."""
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    waiting: list[tuple[object, bool]] = [(child, False) for child in reversed(soup.contents)]
    seen = 0
    while waiting and seen <= max_nodes:
        node, closing = waiting.pop()
        if isinstance(node, Tag):
            tag = node.name.lower()
            if closing:
                walk.end(tag)
                continue
            seen += 1
            attributes = {k: " ".join(v) if isinstance(v, list) else v for k, v in node.attrs.items()}
            if tag in RAW:
                walk.raw(tag, attributes, "".join(str(s) for s in node.descendants if isinstance(s, NavigableString)))
            elif walk.start(tag, attributes):
                waiting.append((node, True))
                waiting.extend((child, False) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            seen += 1
            walk.text(str(node))
    whole = not waiting
    for node, closing in reversed(waiting):
        if closing and isinstance(node, Tag):
            walk.end(node.name.lower())
    return whole
