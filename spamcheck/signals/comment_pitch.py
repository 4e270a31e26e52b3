"""A comment or an offer left to place a link.

Why: praise that fits any page, and offers of guest posts and links, are left by machines.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: comments on the text's own points; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="A comment or an offer left to place a link",
    family="promotion",
    policy="user_generated_spam",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Superior post, we enjoy each article you write, greetings from our plumbing company.",
    passes="Thank you for writing about miscarriage without frightening pictures; I read it in the hospital corridor.",
)
def comment_pitch(doc: Document) -> Reading:
    return role_reading(doc, "comment", "praise or an offer that fits any page")
