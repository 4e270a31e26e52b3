"""A cure is promised: for good, for everybody, or by something that cures nothing.

Why: no treatment cures everybody, for good and without side effects; who writes so either sells or has not checked.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: promises in pictures; promises spread over several sentences.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A cure is promised",
    family="substance",
    policy="qrg_eeat",
    languages=LANGUAGES,
    values=role_values("sentences that promise a cure"),
    flags="The tea flushes ten kilos, cholesterol, gallstones and toxin, and you do not change your food at all.",
    passes="Rabies has no cure once signs begin, which is why the vaccine after a bite cannot wait.",
)
def cure_promise(doc: Document) -> Reading:
    return role_reading(doc, "cure", "promises a cure")
