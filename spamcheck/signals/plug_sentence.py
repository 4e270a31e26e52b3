"""A sentence that sends the reader of an informing text to one outside seller.

Why: an informing text has no reason to send its readers to one seller, unless that seller is its subject or its
sponsor.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: plugs made by a picture or a bare link; plugs so quiet that only the repetition over many pages shows them.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A sentence that sends the reader to a seller",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values=role_values("sentences that send the reader to a seller"),
    flags="Retinol should be introduced slowly, as the estheticians over at Velvet Hour Spa like to say on their treatment menu page.",
    passes="To see your blood results, log in to the patient portal with the letter we posted to you.",
)
def plug_sentence(doc: Document) -> Reading:
    return role_reading(doc, "plug", "points the reader to an outside offer")
