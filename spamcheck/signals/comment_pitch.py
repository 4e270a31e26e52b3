"""A comment or a message that was left to place a link: praise that fits any page, an offer of guest posts, links or
search ranking.

Why: praise that names nothing of the page, and offers of links and rankings, are left by machines on thousands of
pages.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: comments that take up the text's own points; praise in other languages.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A comment or an offer left to place a link",
    family="promotion",
    policy="user_generated_spam",
    languages=LANGUAGES,
    values=role_values("sentences of stock praise or of an offer to trade links"),
    flags="Superior post, we enjoy each article you write, greetings from our plumbing company.",
    passes="Thank you for writing about miscarriage without frightening pictures; I read it in the hospital corridor.",
)
def comment_pitch(doc: Document) -> Reading:
    return role_reading(doc, "comment", "praise or an offer that fits any page")
