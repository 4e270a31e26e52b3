"""The reader is told to contact a seller.

Why: healers, lenders, agents and dealers work through messengers and addresses left in other people's texts.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: contacts split over lines; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="The reader is told to contact a seller",
    family="promotion",
    policy="user_generated_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Contact the best spell caster in the world for help in marriage, court case and lottery, drzulu@example.test",
    passes="Our editorial office can be reached by post at 14 Mill Street.",
)
def contact_push(doc: Document) -> Reading:
    return role_reading(doc, "contact", "asks the reader to contact a seller")
