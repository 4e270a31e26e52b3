"""Authority without a name.

Why: a claim that rests on unnamed studies or experts cannot be checked.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: sources named elsewhere on the page; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Authority without a name",
    family="substance",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", low_quality=+1),
    },
    flags="Studies shows 97% of people are deficient of this vitamin",
    passes="The regional statistics office asked 5,000 households, and roughly one of six had a heat pump.",
)
def vague_authority(doc: Document) -> Reading:
    return role_reading(doc, "vague", "rests on nobody in particular")
