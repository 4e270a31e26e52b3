"""A discount or a code pushed on the reader.

Why: an article that informs does not hand out codes.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: codes in pictures; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A discount or a code pushed on the reader",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Claim your welcome bonus with promo code MAXBET500 before the big derby on Sunday.",
    passes="A tax refund is not a discount; you must still declare the full price of the laptop.",
)
def coupon_push(doc: Document) -> Reading:
    return role_reading(doc, "coupon", "a discount or code pushed on the reader")
