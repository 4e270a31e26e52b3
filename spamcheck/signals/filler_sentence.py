"""A sentence that says nothing: what is true of everything, stock transitions, morals without a fact.

Why: what is true of everything informs of nothing; a page of such sentences was written to be long. Honest pages have a
few, so they feed low_quality only.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: filler in plain words; facts that are wrong rather than empty.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_rate
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Sentences that say nothing",
    family="templating",
    policy="qrg_filler",
    languages=LANGUAGES,
    values={
        "sentence_per_1k_words": Value("sentences that say nothing checkable per 1,000 words", low_quality=+1),
    },
    flags="In conclusion, one may conclude that everything depends on the individual.",
    passes="In conclusion, we found no difference between the two dressings after twelve weeks.",
)
def filler_sentence(doc: Document) -> Reading:
    return role_rate(doc, "filler", "says nothing checkable")
