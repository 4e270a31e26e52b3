"""A claim that leans on studies, surveys or experts without saying which.

Why: what rests on nobody in particular cannot be checked. Honest pages do it, too, so it feeds low_quality only.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: sources that are named elsewhere on the page; authorities that are invented but named.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_rate
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Authority without a name",
    family="substance",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values={
        "sentence_per_1k_words": Value("sentences that rest on nobody in particular per 1,000 words", low_quality=+1),
    },
    flags="Studies shows 97% of people are deficient of this vitamin",
    passes="The regional statistics office asked 5,000 households, and roughly one of six had a heat pump.",
)
def vague_authority(doc: Document) -> Reading:
    return role_rate(doc, "vague", "rests on nobody in particular")
