"""An informational article ends on a product: the last lines name a brand and where to get it.

Why: seller's articles inform for a page and sell in the last paragraph; position is what makes the mention a plug.
Misses: plugs before the end, brands that are ordinary words. Position depends on what follows, so this never feeds the spam score.
Source: reading of a seller's article mill and of honest closings, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_TAIL = 600  # characters
_TAIL_RATIO = 0.1
_LONGEST = 300
_REGIONS = frozenset({"main", ""})
_NAME = re.compile(r"(?<![.!?:\n\u201c\"] )(?<![\n(])\b([A-Z][a-z\u2019']{3,15}[A-Z]?\w{0,12}(?: [A-Z][\w\u2019']{2,15}){0,3})")
_FIRST = re.compile(r"(?:The |At |With |From |Our |Visit |Try |Shop |Choose )?([A-Z][\w\u2019']{3,20}(?: [A-Z][\w\u2019']{2,15}){0,3})")
_SELLS = re.compile(
    r"\b(?:(?:is|are) (?:sold|available|manufactured|produced|tested|shipped|backed|offered|formulated) (?:for|at|from|through|in|to|by|with|exclusively)\b|offers?\b|provides?\b|supplies\b|suppl(?:y|ier)\b"
    r"|carries\b|stocks\b|ships\b|shop\b|order\b|buy\b|purchase\b|browse\b|explore (?:our|the)\b|catalog(?:ue)?\b|products?\b|free shipping|third-party tested|certificates? of analysis|purity\b"
    r"|get started\b|sign up\b|book (?:a|your|an)\b|schedule (?:a|your|an)\b|contact us|call us|free consultation|learn more at|discover (?:how|our)\b|try\b|join\b|download\b)"
)
_RECOMMENDS = re.compile(r"\b(?:we|you|your|our|trusted|quality|premium|best|leading|effective|perfect|ideal|today|now)\b")
_OFFICIAL = re.compile(r"\b(?:University|Hospital|Ministry|Department|Institute|Association|Society|Council|Foundation|NHS|CDC|FDA|WHO|NIH|National|Services? Act)\b")


@signal(
    title="The article ends on a product",
    family="promotion",
    policy="thin_affiliation",
    values={
        "closing_count": Value("sentences in the last tenth (at most 600 characters) that sell under a brand name, at most 3", low_quality=+1),
    },
    flags="Moss likes shade and damp soil, and it grows slowly on stone. Rake it in spring before the grass wakes.\n\nFor a lawn without moss, order GreenVale pellets today: our products ship from two warehouses.",
    passes="Moss likes shade and damp soil, and it grows slowly on stone. Rake it in spring before the grass wakes.\n\nThe author gardens in Leeds and writes about lawns.",
)
def closing_product_plug(doc: Document) -> Reading | None:
    """Selling sentences with a brand-like name at the end of the main text."""
    blocks = [b for b in doc.blocks if b.region in _REGIONS and b.kind in ("paragraph", "item", "heading", "cell")]
    if doc.page != "article" or not blocks:
        return SILENT
    end = blocks[-1].end
    begin = max(blocks[0].start, end - max(_TAIL, int(_TAIL_RATIO * (end - blocks[0].start))), end - 2 * _TAIL)
    if begin <= blocks[0].start and len(blocks) < 2:
        return SILENT
    found: list[Evidence] = []
    index = len(doc.sentences) - 1
    while index >= 0 and doc.sentences[index].start >= begin - 40:
        sentence = doc.sentences[index]
        index -= 1
        if sentence.start < end and _sells(doc, sentence.start, sentence.end):
            text = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
            found.append(Evidence(Span(sentence.start, sentence.start + len(text.rstrip())), "sells under a name at the end of the text"))
    found.reverse()
    return Reading({"closing_count": min(3, len(found))}, tuple(found[-3:])) if found else SILENT


def _sells(doc: Document, start: int, end: int) -> bool:
    text = doc.text[start:end]
    low = text.lower()
    if not _SELLS.search(low) or not _RECOMMENDS.search(low) and "sold" not in low:
        return False
    if _OFFICIAL.search(text) or any(start <= h.start < end for h in doc.hits("attribution", "report", "debunk", "disclosure")):
        return False
    return any(_is_brand(doc, name) for name in [*_NAME.findall(text), *(m.group(1) for m in [_FIRST.match(text)] if m)])


def _is_brand(doc: Document, name: str) -> bool:
    """Inner capitals, or a word that the page never writes in lower case."""
    first = name.split()[0]
    if re.search(r"[a-z][A-Z]", first):
        return True
    low = first.lower()
    return len(low) >= 5 and not re.search(rf"\b{re.escape(low)}\b", doc.text)
