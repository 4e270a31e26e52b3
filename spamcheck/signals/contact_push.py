"""The reader is told to write to or call a seller, healer, lender or agent who is known by nothing but that contact.

Why: who cannot be found under a name works through addresses and telephone numbers left in other people's texts.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: contacts split over lines or hidden in pictures.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="The reader is told to contact a seller",
    family="promotion",
    policy="user_generated_spam",
    languages=LANGUAGES,
    values=role_values("sentences that push a private contact on the reader"),
    flags="Contact the best spell caster in the world for help in marriage, court case and lottery, drzulu@example.test",
    passes="Our editorial office can be reached by post at 14 Mill Street.",
)
def contact_push(doc: Document) -> Reading:
    return role_reading(doc, "contact", "asks the reader to contact a seller")
