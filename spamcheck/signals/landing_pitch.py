"""Sales talk of a landing page.

Why: scarcity, risk-free trials and calls to order are the language of selling, not of informing.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: quiet sales talk; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Sales talk of a landing page",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Upgrade your bedroom, upgrade your sleep, upgrade your whole life with CloudCove.",
    passes="Limited edition, said the label; there were four thousand of them in the warehouse when it burned.",
)
def landing_pitch(doc: Document) -> Reading:
    return role_reading(doc, "pitch", "sales talk")
