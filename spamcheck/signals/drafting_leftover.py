"""Instructions or blanks of the text's making.

Why: prompts, briefs, blanks and answers of an assistant stay in only where nobody reads before publishing.
How: the wording of the whole sentence, by a model of sentence roles learned from own sentences (`spamcheck.sentence_roles`).
Misses: leftovers that read like text; sentences that are quoted, reported or debunked do not count.
Source: own sentences of several hands (`corpus/sentences`); cuts set on honest pages of sources not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading
from spamcheck.signal import Reading, Value, signal


@signal(
    title="Instructions or blanks of the text's making",
    family="templating",
    policy="scaled_content_abuse",
    languages=LANGUAGES,
    values={
        "sentence_count": Value("such sentences, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 6", spam=+1, low_quality=+1),
    },
    flags="Note to editor: image credits not needed, client wants the link in the first 100 words.",
    passes="H2 blockers reduce the acid in the stomach and are taken once or twice daily.",
)
def drafting_leftover(doc: Document) -> Reading:
    return role_reading(doc, "leftover", "left from the making of the text")
