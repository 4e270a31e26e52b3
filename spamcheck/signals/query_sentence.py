"""A sentence around a search query.

Why: nobody writes sentences that are made of what people type into a search box.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: queries that parse; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A sentence around a search query",
    family="keywords",
    policy="keyword_stuffing",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Back pain is common back pain doctor in Noida sector 62 among office people.",
    passes="Buying contact lenses without a valid prescription is illegal in this state and can cost you a cornea.",
)
def query_sentence(doc: Document) -> Reading:
    return role_reading(doc, "keyword", "a sentence around a search query")
