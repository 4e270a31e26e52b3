"""A page or passage that sells links, guest posts or placements.

Why: paid links that pass rank are link spam; who sells them lists metrics, prices and placements, or invites "guest posts".
Misses: sellers that name no metric or price, other languages. Honest texts about search marketing name the goods without selling.
Source: reading of link sellers and of marketing blogs, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW = 1500  # characters: a price table with its heading
_CAP = 10


@signal(
    title="Links or guest posts for sale",
    family="promotion",
    policy="link_spam",
    values={
        "goods_count": Value("goods, metrics and offers of the trade within 1,500 characters, at most 10", spam=+1, low_quality=+1),
        "invite_count": Value("invitations to submit guest posts, at most 3", low_quality=+1),
    },
    flags="Buy backlinks from our network: high DA guest posts with dofollow links, $40 per link, white label reports for resellers.",
    passes="Google ignores most backlinks, and guest posts written for links may be treated as spam.",
)
def link_selling(doc: Document) -> Reading | None:
    """Window with goods, metric and offer together; invitations anywhere."""
    hits = doc.hits("link_trade")
    if not hits:
        return SILENT
    reported = {doc.block_index(h.start) for h in doc.hits("attribution", "debunk")}
    hits = tuple(h for h in hits if doc.block_index(h.start) not in reported)
    invites = [h for h in hits if h.section == "invite"]
    best = _window([h for h in hits if h.section != "invite"])
    shown = sorted({h.item: h for h in reversed(best + invites)}.values())
    evidence = tuple(Evidence(Span(h.start, h.end), "trade in links or placements") for h in shown[:20])
    items = {h.item for h in best}
    if not evidence:
        return SILENT
    return Reading({"goods_count": min(_CAP, len(items)), "invite_count": min(3, len({h.item for h in invites}))}, evidence)


def _window(hits: list[Hit]) -> list[Hit]:
    """The window with most different items that holds all three sections and at least two goods; else nothing."""
    best: list[Hit] = []
    most = first = 0
    for last, hit in enumerate(hits):
        while hit.end - hits[first].start > _WINDOW:
            first += 1
        inside = hits[first : last + 1][-60:]
        items = {h.item for h in inside}
        goods = {h.item.rstrip("s") for h in inside if h.section == "goods"}
        if len(items) > most and len(goods) >= 2 and {h.section for h in inside} >= {"goods", "metric", "offer"}:
            most, best = len(items), inside
    return best
