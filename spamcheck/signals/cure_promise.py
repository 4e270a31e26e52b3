"""A cure is promised.

Why: no treatment cures everybody, for good, without side effects.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: promises in pictures and quotations; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A cure is promised",
    family="substance",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="The tea flushes ten kilos, cholesterol, gallstones and toxin, and you do not change your food at all.",
    passes="Rabies has no cure once signs begin, which is why the vaccine after a bite cannot wait.",
)
def cure_promise(doc: Document) -> Reading:
    return role_reading(doc, "cure", "promises a cure")
