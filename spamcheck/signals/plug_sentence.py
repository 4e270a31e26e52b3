"""A sentence that sends the reader to a seller.

Why: an informational text has no reason to send its reader to one outside seller.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: plugs made by a picture or a bare link; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A sentence that sends the reader to a seller",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Retinol should be introduced slowly, as the estheticians over at Velvet Hour Spa like to say on their treatment menu page.",
    passes="To see your blood results, log in to the patient portal with the letter we posted to you.",
)
def plug_sentence(doc: Document) -> Reading:
    return role_reading(doc, "plug", "points the reader to an outside offer")
