"""A line of a landing page: scarcity, free trials, money back, a call to act now.

Why: this is the language of selling; inside a text that informs it is out of place.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: quiet sales talk; the honest landing page of a shop, which speaks the same way.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="Sales talk of a landing page",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values=role_values("sentences of sales talk"),
    flags="Upgrade your bedroom, upgrade your sleep, upgrade your whole life with CloudCove.",
    passes="Limited edition, said the label; there were four thousand of them in the warehouse when it burned.",
)
def landing_pitch(doc: Document) -> Reading:
    return role_reading(doc, "pitch", "sales talk")
