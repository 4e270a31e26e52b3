"""What holds for pages of every format: reference lists, comment tails, and the page's title."""

from __future__ import annotations

import re

from spamcheck.document import Block, Link
from spamcheck.patterns import lazy

REFERENCE_HEADING = lazy(
    r"\W{0,4}(?:\d{1,2}[.)]?\s{1,3})?(?:selected |further |cited |key |additional |useful |external |article |list of )?(?:references?|citations?(?: and sources?)?|sources?|bibliography|works cited|literature"
    r"(?: cited)?|footnotes|end ?notes|resources?|further reading|external links|see also|learn more|read more|links|related links|more information"
    r"|references and (?:further reading|resources|notes|sources)|sources and (?:references|further reading|links)|useful (?:links|resources|websites)|research|evidence"
    r"|fuentes?|referencias|bibliograf[ií]a|enlaces(?: [a-zé]{2,14})?|m[aá]s informaci[oó]n|sources et r[eé]f[eé]rences|r[eé]f[eé]rences|bibliographie|liens(?: utiles)?|pour en savoir plus"
    r"|quellen(?:angaben|verzeichnis)?|literatur(?:verzeichnis)?|einzelnachweise|weiterf[uü]hrende (?:links|informationen)|links)\W{0,4}$",
    re.IGNORECASE,
)  # fmt: skip
_COMMENTS_HEADING = lazy(
    r"\W{0,3}(?:\d{1,4} )?(?:comments?|responses?|leave a (?:reply|comment)|post a comment|comentarios|commentaires|kommentare)\W{0,3}$",
    re.IGNORECASE,
)
_MAX_REFERENCE_BLOCKS = 400


def with_regions(text: str, blocks: list[Block], links: list[Link]) -> tuple[list[Block], list[Link]]:
    """Mark the reference list and the comments, and give every link the region of its block."""
    out: list[Block] = []
    region, level, count = "", 0, 0
    for block in blocks:
        line = text[block.start : block.end] if block.end - block.start <= 60 else ""
        if block.region in ("main", "references", "comments"):
            if line and REFERENCE_HEADING.match(line):
                region, level, count = "references", block.level or 9, 0
            elif line and _COMMENTS_HEADING.match(line):
                region, level, count = "comments", block.level or 9, 0
            elif region == "references" and _ends_references(block, level, text):
                region = ""
            if region and count < _MAX_REFERENCE_BLOCKS:
                count += 1
                block = block._replace(region=region)
        out.append(block)
    if not any(b.region in ("references", "comments") for b in out):
        return out, links
    return out, _relabel(out, links)


def _ends_references(block: Block, level: int, text: str) -> bool:
    """A new heading of the same or a higher rank, or a long paragraph of prose, ends a reference list."""
    if block.kind == "heading" and block.level <= level:
        return True
    body = text[block.start : block.end]
    return len(body) > 600 and "http" not in body and not re.search(r"\b(?:19|20)\d\d\b", body)


def _relabel(blocks: list[Block], links: list[Link]) -> list[Link]:
    out, i = [], 0
    for link in links:
        if link.visible and link.region == "main":
            if i and blocks[i].start > link.start:
                i = 0
            while i + 1 < len(blocks) and blocks[i + 1].start <= link.start:
                i += 1
            if blocks and blocks[i].region != link.region:
                link = link._replace(region=blocks[i].region)
        out.append(link)
    return out


def title_of(text: str, blocks: list[Block], declared: str) -> str:
    """The page's title: what the head declares, else the first heading near the top."""
    if declared:
        return declared
    for block in blocks[:6]:
        if block.kind == "heading" and block.region in ("main", "header"):
            return text[block.start : block.end]
    return ""
