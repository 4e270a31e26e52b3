"""A discount, voucher, referral link or code that is pushed on the reader.

Why: an article that informs does not hand out codes: a code pays whoever placed it.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count, nor does the line with which a shop greets readers of its own newsletter, unless it names a code or an address.
Misses: codes in pictures; discounts told without a code, a sum or a call.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A discount or a code pushed on the reader",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values=role_values("sentences that push a discount or a code"),
    flags="Claim your welcome bonus with promo code MAXBET500 before the big derby on Sunday.",
    passes="A tax refund is not a discount; you must still declare the full price of the laptop.",
)
def coupon_push(doc: Document) -> Reading:
    return role_reading(doc, "coupon", "a discount or code pushed on the reader")
