"""Direct-response selling: many different sales arguments close together.

Why: order now, only today, money back, three bottles, as seen on, no side effects - each is ordinary in a shop, all of
them within one stretch of a page are the form of an advertorial or a mail-order letter, whatever it sells.
Misses: soft advertorials, pitches in images, languages without a list. A loud but honest shop comes near.
Source: reading of sales landers and of honest shops, own lists by kind of argument, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import deque

from spamcheck.document import Block, Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW = 2500  # characters: about a screen and a half of a sales page
_SHOWN = 12
_STRONG = 5
_FEWEST = 3  # fewer kinds in a window are an ordinary shop
_PUSH = frozenset({"order", "gate"})
_PRESSURE = frozenset({"scarcity", "guarantee", "miracle"})
_SUBJECT = re.compile(r" (?:ha[sd]|have|is|are|was|were|can|could|will|would|should|may|plan|program(?:me)?|ever)\b")
_SOLD_OUT = re.compile(r"sold out $|get the look $")
_WARNS = re.compile(r"\b(?:scammers?|phishing|suspicious|fraudsters?|red flags?|warning signs?|fake (?:shops?|sites?|messages?|pages?))\b")
_NOTES = {
    "order": "presses to order",
    "scarcity": "makes it scarce or urgent",
    "guarantee": "takes the risk away",
    "price": "beats down the price",
    "free": "throws in something free",
    "bundle": "sells in packs",
    "proof": "claims approval",
    "miracle": "promises too much",
    "gate": "leads to the order page",
}


@signal(
    title="Direct-response sales pitch",
    family="promotion",
    policy="thin_affiliation",
    languages=("en", "es", "fr", "de"),
    values={
        "kinds_count": Value("kinds of sales argument within 2,500 characters, the most on the page", spam=+1, low_quality=+1),
        "strong_flag": Value("five or more kinds, among them a call to order and two kinds of pressure", spam=+1, low_quality=+1),
    },
    flags="Order now! Limited stock. 100% money-back guarantee. Only $39 per bottle. No side effects.",
    passes="Add to cart. Free delivery on orders over 40 euros. Returns within 30 days.",
)
def sales_pitch(doc: Document) -> Reading | None:
    """The window with the most kinds."""
    hits = doc.hits("sales_pitch")
    if len(hits) < _FEWEST:
        return SILENT
    reported = {doc.block_index(h.start) for h in doc.hits("attribution", "report", "debunk")}
    if reported:
        hits = tuple(h for h in hits if doc.block_index(h.start) not in reported)
    warned: dict[Block, bool] = {}
    best = _window(tuple(h for h in hits if _argues(doc, h, warned)))
    kinds = {h.section for h in best}
    pressure = len(kinds & _PRESSURE)
    if len(kinds) < _FEWEST or not pressure or (len(kinds) == _FEWEST and pressure < 2):
        return SILENT
    strong = len(kinds) >= _STRONG and bool(kinds & _PUSH) and pressure >= 2
    evidence = tuple(Evidence(Span(h.start, h.end), _NOTES.get(h.section, "")) for h in _shown(best))
    return Reading({"kinds_count": len(kinds), "strong_flag": float(strong)}, evidence)


def _argues(doc: Document, hit: Hit, warned: dict[Block, bool]) -> bool:
    """No label of a menu ("Most popular"), no word of a report ("sold out instantly"), no passage on swindles.

    warned: blocks looked at so far, and whether they speak of swindles; a block may hold thousands of hits.
    """
    block = doc.block_at(hit.start)
    if block.region == "nav" or _SOLD_OUT.search(doc.text[max(0, hit.start - 16) : hit.start].lower()):
        return False
    if hit.item.startswith("no ") and _SUBJECT.match(doc.text, hit.end):
        return False  # "no diet has been studied more" promises nothing
    if hit.item == "most popular" and block.end - block.start <= len(hit.item) + 3:
        return False
    if block not in warned:
        warned[block] = _WARNS.search(doc.text[block.start : min(block.end, block.start + 3000)].lower()) is not None
    return not warned[block]


def _window(hits: tuple[Hit, ...]) -> list[Hit]:
    """The hits of the window that holds most kinds (the first of equals)."""
    inside: deque[Hit] = deque()
    counts: dict[str, int] = {}
    best: list[Hit] = []
    most = 0
    for hit in hits:
        inside.append(hit)
        counts[hit.section] = counts.get(hit.section, 0) + 1
        while hit.end - inside[0].start > _WINDOW:
            gone = inside.popleft().section
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        if len(counts) > most:
            most, best = len(counts), list(inside)
    return best


def _shown(hits: list[Hit]) -> list[Hit]:
    """At most two of a kind, in page order."""
    seen: dict[str, int] = {}
    shown: list[Hit] = []
    for hit in hits:
        seen[hit.section] = seen.get(hit.section, 0) + 1
        if seen[hit.section] <= 2 and len(shown) < _SHOWN:
            shown.append(hit)
    return shown
