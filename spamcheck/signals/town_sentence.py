"""A sentence made for any town.

Why: what can be said of every town alike is made by machine for each of them.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: towns with researched facts; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A sentence made for any town",
    family="keywords",
    policy="doorway_abuse",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Hearing aid Norwell / hearing aids Norwell / digital hearing aid in Norwell / cheap hearing aids norwell ma area",
    passes="The Ashcombe practice closed in March, leaving the town's 18,000 residents with one dentist.",
)
def town_sentence(doc: Document) -> Reading:
    return role_reading(doc, "doorway", "fits any town")
