"""A line of another page.

Why: captions, by-lines and buttons of another publisher show that a text was copied by machine.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: copies without such lines; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A line of another page",
    family="integrity",
    policy="scraping",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Written by: Adaeze N. | Edited by: desk4 | 0 Shares",
    passes="I took this photo from the hospital roof the night the power failed.",
)
def scraped_line(doc: Document) -> Reading:
    return role_reading(doc, "residue", "a line that belongs to another page")
