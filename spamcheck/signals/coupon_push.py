"""A discount, voucher, referral link or code that is pushed on the reader.

Why: an article that informs does not hand out codes: a code pays whoever placed it.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count, nor does the line with which a shop greets readers of its own newsletter, unless it names a code or an address.
Misses: codes in pictures; discounts told without a code, a sum or a call.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document
from spamcheck.patterns import lazy
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal

# A shop's own greeting: for signing up, for the first order; and what makes it more than that.
_HOUSE = lazy(
    r"\b(?:sign(?:ing)?[ -]?up|subscrib\w+|newsletter|mailing list|join (?:our|the)|first (?:order|purchase)|suscr\w+|bolet[i\u00ed]n|primera compra"
    r"|primer pedido|inscri\w+|abonn\w+|infolettre|premi\u00e8re commande|anmeld\w+|erste[nr]? (?:bestellung|einkauf))\b",
    re.IGNORECASE,
)
_CODE = lazy(r"\b(?=\w*[A-Z])[A-Z0-9]{4,}\b|://|\bwww\.|\w\.(?:[a-z]{2,8})\b/?|\blinks?\b|\breferr")


def _greeting(sentence: str) -> bool:
    return bool(_HOUSE.search(sentence)) and not _CODE.search(sentence)


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
    return role_reading(doc, "coupon", "a discount or code pushed on the reader", _greeting)
