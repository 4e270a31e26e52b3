"""Goods offered out of place.

Why: medicines, papers or followers for sale inside a text are what the text is there for.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: offers without words of trade; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Goods offered out of place",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Cheapest V-bucks, diamonds and coins top up, price list: 100 = 0.8$, 500 = 3.5$.",
    passes="Price list of the public dental clinic: extraction 80, filling 120, scaling 100 rand.",
)
def sale_offer(doc: Document) -> Reading:
    return role_reading(doc, "sale", "offers goods for sale")
