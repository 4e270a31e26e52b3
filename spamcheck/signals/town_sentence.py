"""A sentence that could be made for any town: a service, a list of towns, a resident who needs it.

Why: what can be said of every town alike is made by machine, once for each of them.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: pages with researched facts of the town; town names that the model reads as any other name.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A sentence made for any town",
    family="keywords",
    policy="doorway_abuse",
    languages=LANGUAGES,
    values=role_values("sentences made for any town"),
    flags="Hearing aid Norwell / hearing aids Norwell / digital hearing aid in Norwell / cheap hearing aids norwell ma area",
    passes="The Ashcombe practice closed in March, leaving the town's 18,000 residents with one dentist.",
)
def town_sentence(doc: Document) -> Reading:
    return role_reading(doc, "doorway", "fits any town")
