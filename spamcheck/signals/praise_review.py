"""Invented-sounding praise with results.

Why: reviews that name a product and a result in one breath are written for the seller.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: sober invented reviews; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Invented-sounding praise with results",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags='Customer of the month Hilda says: "My varicose veins faded so fast I bought shorts."',
    passes="Three stars: the tea tastes fine, but it did nothing for my sleep and the tin was dented.",
)
def praise_review(doc: Document) -> Reading:
    return role_reading(doc, "testimonial", "a review that sells")
