"""A sentence with exchanged words.

Why: thesaurus exchange breaks fixed terms that every writer knows.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: exchange by rare but right words; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A sentence with exchanged words",
    family="integrity",
    policy="scaled_content_abuse",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Immunizations prepare your body to perceive the adversary, similar to a dress practice for war.",
    passes='"Pirate patch" is what the children on the eye ward call the plaster over the good eye.',
)
def spun_sentence(doc: Document) -> Reading:
    return role_reading(doc, "spun", "words exchanged for others")
