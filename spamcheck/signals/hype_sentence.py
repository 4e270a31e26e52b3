"""A sentence of overheated praise: superlatives, breakthroughs, promises to transform.

Why: information does not need superlatives. Honest pages have a few, so they feed low_quality only.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: praise by numbers and awards; irony.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_rate
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Overheated praise",
    family="templating",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values={
        "sentence_per_1k_words": Value("sentences of overheated praise per 1,000 words", low_quality=+1),
    },
    flags="Dominate your fantasy league with this killer app.",
    passes='The review in the consumer magazine gave the pump "satisfactory".',
)
def hype_sentence(doc: Document) -> Reading:
    return role_rate(doc, "hype", "overheated praise")
