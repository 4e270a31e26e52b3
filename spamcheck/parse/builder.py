"""Collects text, blocks, links and hidden parts in page order; every parser feeds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spamcheck.document import Block, Hidden, Image, Link
from spamcheck.limits import Limits


@dataclass
class Builder:
    """One page under construction. White space is folded as a browser folds it."""

    limits: Limits
    parts: list[str] = field(default_factory=list)
    size: int = 0  # code points in parts
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    limits_hit: dict[str, None] = field(default_factory=dict)
    kind: str = "paragraph"
    level: int = 0
    gap: bool = False  # white space is pending
    region: str = "main"
    hidden_break: bool = False  # a block or link ended since the last hidden text
    length: int = 0  # code points of the current block so far
    link: tuple[str, str, int, int] | None = None  # the open one: href, rel, where it starts in code points and parts of the buffer
    _buffer: list[str] = field(default_factory=list)
    _hidden_chars: int = 0

    def text(self, data: str) -> None:
        """Visible text inside the current block."""
        # What is printable has no white space but single spaces; splitting and joining the rest costs twice as much as looking.
        joined = data.strip(" ") if "  " not in data and data.isprintable() else " ".join(data.split())
        if not joined:
            self.gap = True
            return
        if self.length and (self.gap or data[0].isspace()):
            self._buffer.append(" ")
            self.length += 1
        self._buffer.append(joined)
        self.length += len(joined)
        self.gap = data[-1].isspace()

    def end_block(self) -> None:
        """Close the current block, if it has text, and begin a paragraph."""
        self.gap = False
        if not self.length:
            return
        link = self.link
        if link is not None and self.length > link[2]:
            self._add_link(link)
        body = "".join(self._buffer)
        room = self.limits.text_chars - self.size
        if len(body) > room:
            self.limits_hit["text_chars"] = None
            body = body[: max(0, room)]
        if body:
            start = self.size
            # Half the cost of `Block(...)`, whose constructor is a Python function; a page has a hundred of each.
            self.blocks.append(tuple.__new__(Block, (start, start + len(body), self.kind, self.region, self.level)))
            self.parts.append(body)
            self.parts.append("\n")
            self.size += len(body) + 1
        self._buffer, self.length = [], 0
        if link is not None:
            self.link = (link[0], link[1], 0, 0)

    def start_link(self, href: str, rel: str) -> None:
        """A visible link opens."""
        self.end_link()
        self.link = (href, rel, self.length, len(self._buffer))

    def end_link(self) -> None:
        """The open link ends; links without text (images) are kept with an empty anchor."""
        if self.link is not None:
            self._add_link(self.link)
            self.link = None

    def _add_link(self, link: tuple[str, str, int, int]) -> None:
        href, rel, start, part = link
        inside = "".join(self._buffer[part:])
        anchor = inside.strip()
        if not anchor and self.links and self.links[-1].href == href:
            return  # the rest of a link that was cut by a block
        at = self.size + start + (len(inside) - len(inside.lstrip()))
        self.add_link(tuple.__new__(Link, (href, anchor, at, at + len(anchor), rel, self.region, True, _is_url(anchor, href))))

    def add_link(self, link: Link) -> None:
        """Keep a link within the limits."""
        if len(self.links) >= self.limits.links:
            self.limits_hit["links"] = None
            return
        if len(link.href) > self.limits.url_chars:
            self.limits_hit["url_chars"] = None
            link = link._replace(href=link.href[: self.limits.url_chars])
        self.links.append(link)

    def hide(self, text: str, reason: str, honest: bool) -> None:
        """Keep text that a reader does not see."""
        text = " ".join(text.split())
        if not text:
            return
        self._hidden_chars += len(text)
        if self._hidden_chars > self.limits.hidden_chars:
            self.limits_hit["hidden_chars"] = None
            return
        if self.hidden and self.hidden[-1].reason == reason and self.hidden[-1].honest == honest:
            joint = "\n" if self.hidden_break else " "
            self.hidden[-1] = Hidden(f"{self.hidden[-1].text}{joint}{text}", reason, honest)
        else:
            self.hidden.append(Hidden(text, reason, honest))
        self.hidden_break = False

    def image(self, alt: str, src: str) -> None:
        """An image at the current place."""
        self.images.append(Image(" ".join(alt.split())[:500], src, self.size + self.length))

    @property
    def whole_text(self) -> str:
        """The visible text: one line a block."""
        return "".join(self.parts)[:-1] if self.parts else ""


def _is_url(anchor: str, href: str) -> bool:
    if " " in anchor or not ("." in anchor or ":" in anchor):
        return False
    return anchor[:8].lower().startswith(("http://", "https://", "www.")) or ("." in anchor and href.endswith("//" + anchor))
