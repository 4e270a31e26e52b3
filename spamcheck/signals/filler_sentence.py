"""Sentences that say nothing.

Why: what is true of everything informs of nothing.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: filler in plain words; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Sentences that say nothing",
    family="templating",
    policy="qrg_filler",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", low_quality=+1),
    },
    flags="In conclusion, one may conclude that everything depends on the individual.",
    passes="In conclusion, we found no difference between the two dressings after twelve weeks.",
)
def filler_sentence(doc: Document) -> Reading:
    return role_reading(doc, "filler", "says nothing checkable")
