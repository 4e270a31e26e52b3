"""A money trade that is foreign to the page.

Why: betting, loans, essays or followers in a text on something else are paid for.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: trades that nobody sells elsewhere; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A money trade that is foreign to the page",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="While the plaster dries, why not spin the reels at a no deposit casino?",
    passes="Slots for blood donation are released each Monday; please cancel if you have a cold.",
)
def foreign_offer(doc: Document) -> Reading:
    return role_reading(doc, "off_niche", "an offer of another trade")
