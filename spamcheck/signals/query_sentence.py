"""A sentence built around a search query: the query stands in it as typed, and the grammar gives way.

Why: nobody writes sentences out of what people type into a search box; they are there for the search engine.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: queries that parse as ordinary words of the sentence.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A sentence around a search query",
    family="keywords",
    policy="keyword_stuffing",
    languages=LANGUAGES,
    values=role_values("sentences built around a search query"),
    flags="Back pain is common back pain doctor in Noida sector 62 among office people.",
    passes="Buying contact lenses without a valid prescription is illegal in this state and can cost you a cornea.",
)
def query_sentence(doc: Document) -> Reading:
    return role_reading(doc, "keyword", "a sentence around a search query")
