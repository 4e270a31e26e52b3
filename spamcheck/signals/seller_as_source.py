"""A claim whose source is somebody who sells the thing.

Why: "94 of 100 roses recover, according to the shop that sells the powder" looks like evidence and is an advertisement. A source that
lives on the answer is no source.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned from own-written
sentences of several hands, each beside honest ones of the same vocabulary: product facts that only a maker knows, claims kept at a
distance, independent sources. Quoted, reported and debunked sentences do not count.
Misses: sellers with a name that sounds like an institute; sources named far from the claim.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-12.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A claim with a seller as its source",
    family="substance",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values=role_values("claims whose source is a seller"),
    flags="Roses in tired soil recover in nine of ten cases when the powder is used, according to the product page of Rootrocket.",
    passes="Roses in tired soil recovered in three of ten plots, the trial of the county garden society found.",
)
def seller_as_source(doc: Document) -> Reading:
    return role_reading(doc, "shop_claim", "the source of this claim sells the thing")
