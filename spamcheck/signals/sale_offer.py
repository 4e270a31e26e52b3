"""Goods offered for sale where nobody expects a shop: medicines, documents, copies, followers.

Why: an offer of goods that may not or need not be sold there is what the page, or that part of it, is there for.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: offers without a word of trade; ordinary shops, whose offers look alike, are a matter for the weights.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="Goods offered out of place",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values=role_values("sentences that offer goods for sale"),
    flags="Cheapest V-bucks, diamonds and coins top up, price list: 100 = 0.8$, 500 = 3.5$.",
    passes="Price list of the public dental clinic: extraction 80, filling 120, scaling 100 rand.",
)
def sale_offer(doc: Document) -> Reading:
    return role_reading(doc, "sale", "offers goods for sale")
