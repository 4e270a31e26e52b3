"""Experience told to sell something named.

Why: a story of rescue that ends at a named product, healer or firm is an advertisement without its label.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: stories spread over many sentences; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Experience told to sell something named",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="I bought followers from InstaMonsterz and in 2 weeks brands was sending me free stuff, true story",
    passes="I bought a cheap mattress online and returned it after six nights, which meant wrestling it back into a bag with my neighbour.",
)
def advertising_story(doc: Document) -> Reading:
    return role_reading(doc, "story", "a story of rescue by something named")
