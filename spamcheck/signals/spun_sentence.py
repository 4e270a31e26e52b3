"""A sentence whose words were exchanged for others, so that fixed terms and idioms are broken.

Why: a thesaurus or a translation back and forth breaks terms that every writer knows: nobody who means it calls the
immune system an insusceptible framework.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: exchange by rare but right words; translations by machine, and learners, may look alike.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A sentence with exchanged words",
    family="integrity",
    policy="scaled_content_abuse",
    languages=LANGUAGES,
    values=role_values("sentences with exchanged words"),
    flags="A measured guardian will need to wellbeing proof the abode prior to the baby creeps.",
    passes='"Pirate patch" is what the children on the eye ward call the plaster over the good eye.',
)
def spun_sentence(doc: Document) -> Reading:
    return role_reading(doc, "spun", "words exchanged for others")
