"""A line that belongs to another page: a by-line, view counter, share button, menu or teaser copied along with the text.

Why: such lines inside a text show that it was taken by a machine and read by nobody.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: copies that were cleaned; a page's own furniture, where its markup does not say what it is, looks alike.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A line copied along from another page",
    family="integrity",
    policy="scraping",
    languages=LANGUAGES,
    values=role_values("lines that belong to another page"),
    flags="Written by: Adaeze N. | Edited by: desk4 | 0 Shares",
    passes="I took this photo from the hospital roof the night the power failed.",
)
def scraped_line(doc: Document) -> Reading:
    return role_reading(doc, "residue", "a line that belongs to another page")
