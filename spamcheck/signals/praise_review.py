"""A review that praises a named product, clinic or agent together with its result, in the manner of invented testimonials.

Why: product, result and thanks in one breath are how reviews sound that were written for the seller.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count, nor does praise on a page that shows bad ratings beside it: invented reviews have none.
Misses: sober invented reviews; true reviews by delighted people sound alike, so one of them weighs little.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document
from spamcheck.patterns import lazy
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import SILENT, Reading, signal

_BAD_RATING = lazy(
    r"(?<![\u2605\u2b50])[\u2605\u2b50]{1,2}\u2606{3,4}|(?<![\d.,/])[12](?:[.,]\d)?\s?/\s?5(?![\d/])|(?<![\d.,/])[12](?:[.,]\d)? out of (?:5|five)\b"
    r"|(?<![\d.,/-])\b(?:one|two|1|2)[ -]stars?\b(?! (?:hotel|0|\d{1,2} ?%)| ?[:|]? ?\(?0[%)])|\b(?:einen?|zwei|1|2) sterne?\b(?! ?\(?0)|\b(?:una|dos|1|2) estrellas?\b(?! ?\(?0)"
    r"|\b(?:une|deux|1|2) \u00e9toiles?\b(?! ?\(?0)",
    re.IGNORECASE,
)


@signal(
    title="Praise that sells",
    family="promotion",
    policy="thin_affiliation",
    languages=LANGUAGES,
    values=role_values("sentences of praise that sells"),
    flags='Customer of the month Hilda says: "My varicose veins faded so fast I bought shorts."',
    passes="Three stars: the tea tastes fine, but it did nothing for my sleep and the tin was dented.",
)
def praise_review(doc: Document) -> Reading:
    found = role_reading(doc, "testimonial", "a review that sells")
    return SILENT if found.evidence and _BAD_RATING.search(doc.text) else found
