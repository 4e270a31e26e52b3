"""Overheated praise.

Why: information does not need superlatives.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: praise in numbers; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Overheated praise",
    family="templating",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", low_quality=+1),
    },
    flags="Dominate your fantasy league with this killer app.",
    passes='The review in the consumer magazine gave the pump "satisfactory".',
)
def hype_sentence(doc: Document) -> Reading:
    return role_reading(doc, "hype", "overheated praise")
