"""From what the caller has to a Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spamcheck.document import Block, Document, Folded, Link, Meta
from spamcheck.errors import InputError
from spamcheck.language import detect
from spamcheck.lexicon import scan
from spamcheck.limits import DEFAULT_LIMITS, Limits
from spamcheck.normalize import fold
from spamcheck.parse.engines import walk_markup, walk_soup
from spamcheck.parse.guard import bounded, decode
from spamcheck.parse.page import page_kind
from spamcheck.parse.plain import blocks_in, links_in
from spamcheck.parse.structure import title_of, with_regions
from spamcheck.parse.walk import Walk
from spamcheck.patterns import lazy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

KINDS = ("auto", "html", "text", "markdown")
_HTML_START = lazy(
    r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200}|<\?xml[^>]{0,200}>\s{0,200}){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_KNOWN_TAG = lazy(r"<(p|div|span|h[1-6]|ul|ol|li|a|table|article|section|main|strong|em)\b[^>]{0,500}>", re.IGNORECASE)
_CLOSING_TAG = lazy(r"</(p|div|span|h[1-6]|ul|ol|li|a|table|article|section|main|strong|em)\s*>", re.IGNORECASE)
_NEAR_START = 4000
_SURROGATE = lazy("[\ud800-\udfff]")


def parse(
    page: bytes | str | BeautifulSoup,
    *,
    kind: str = "auto",
    url: str | None = None,
    charset: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Turn a page into a Document.

    page: raw bytes, text, or a BeautifulSoup (judged as the tree it is). kind: auto, html, text or markdown.
    charset: what the transport said. Raises InputError for what is no page: a wrong type or kind, a binary file.
    """
    if kind not in KINDS:
        raise InputError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    hit: list[str] = []
    if isinstance(page, bytes | bytearray | memoryview):
        page, hit = decode(bytes(page), limits, charset)
    if isinstance(page, str):
        source = page.replace("\r\n", "\n").replace("\r", "\n") if "\r" in page else page
        source = _without_surrogates(source.replace("\x00", "\ufffd") if "\x00" in source else source)
        if len(source) > limits.input_bytes:
            source = source[: limits.input_bytes]
            hit = ["input_bytes"]
        kind = _kind(source) if kind == "auto" else kind
        if kind == "text":
            return _text(source, url, limits, hit)
        return _marked_up(source, kind, url, limits, hit)
    if not hasattr(page, "descendants"):
        raise InputError(f"a page is bytes, str or a BeautifulSoup, not {type(page).__name__}")
    walk = Walk(limits)
    if not walk_soup(page, walk, limits.nodes):
        hit.append("nodes")
    return _assemble(walk, "html", url, limits, hit, "")


def _without_surrogates(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _kind(source: str) -> str:
    head = source[:_NEAR_START]
    if "<" not in head:
        return "text"
    if _HTML_START.match(head):
        return "html"
    opened = {m.group(1).lower() for m in _KNOWN_TAG.finditer(head)}
    closed = [m.group(1).lower() for m in _CLOSING_TAG.finditer(head)]
    properly = [tag for tag in closed if tag in opened]
    return "html" if len(properly) >= 3 and head.lstrip()[:1] == "<" else "text"


def _text(source: str, url: str | None, limits: Limits, hit: list[str]) -> Document:
    text = source
    if len(text) > limits.text_chars:
        text, hit = text[: limits.text_chars], [*hit, "text_chars"]
    blocks = blocks_in(text)
    links, more = links_in(text, limits)
    return _document(text, "text", url, blocks, links, Walk(limits), Meta(), limits, [*hit, *more], source)


def _marked_up(source: str, kind: str, url: str | None, limits: Limits, hit: list[str]) -> Document:
    walk = Walk(limits)
    if kind == "markdown":
        from spamcheck.parse.markdown import walk_markdown

        whole, _ = walk_markdown(source, walk, limits.nodes)
    else:
        markup, more = bounded(source, limits)
        hit = [*hit, *more]
        whole = walk_markup(markup, walk, limits.nodes)
    return _assemble(walk, kind, url, limits, hit if whole else [*hit, "nodes"], source)


def _assemble(walk: Walk, kind: str, url: str | None, limits: Limits, hit: list[str], source: str) -> Document:
    meta = walk.finish()
    builder = walk.builder
    text = builder.whole_text
    hit = [*hit, *builder.limits_hit]
    return _document(text, kind, url, builder.blocks, builder.links, walk, meta, limits, hit, source)


def _document(
    text: str, kind: str, url: str | None, blocks: list[Block], links: list[Link], walk: Walk, meta: Meta,
    limits: Limits, hit: list[str], source: str,
) -> Document:  # fmt: skip
    if not source:  # a soup may hold lone surrogates, which are no text
        text = _without_surrogates(text)
    blocks, links = with_regions(text, blocks, links)
    title = title_of(text, blocks, walk.title)
    page, reason = page_kind(text, title, blocks, links, markup=kind == "html")
    folded: Folded = fold(text)
    language = detect(folded.text.split(None, 800)[:800], text, meta.language)
    return Document(
        text=text, kind=kind, url=url, title=title, blocks=tuple(blocks), links=tuple(links), hidden=tuple(walk.builder.hidden),
        images=tuple(walk.builder.images), labels=tuple(walk.labels), meta=meta, folded=folded, language=language, page=page, page_reason=reason,
        limits_hit=tuple(dict.fromkeys(hit)), limits=limits, source=source, scan=scan,
    )  # fmt: skip
