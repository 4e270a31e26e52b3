"""A story of one person's rescue that ends at a named product, healer or firm.

Why: such a story is an advertisement without its label: somebody suffers, finds the name, and is well.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: stories spread over several sentences; stories whose hero is a pronoun and whose product is a link.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="Experience told to sell something named",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values=role_values("sentences in which experience sells something named"),
    flags="I bought followers from InstaMonsterz and in 2 weeks brands was sending me free stuff, true story",
    passes="I bought a cheap mattress online and returned it after six nights, which meant wrestling it back into a bag with my neighbour.",
)
def advertising_story(doc: Document) -> Reading:
    return role_reading(doc, "story", "a story of rescue by something named")
