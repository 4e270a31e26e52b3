"""Instructions, blanks and answers left over from the making of the text: prompts, briefs, placeholders, an assistant's
replies.

Why: they stay in only where nobody reads a text before it is published.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: leftovers that read like text of the article.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import SILENT, Reading, signal

# A page on writing with templates or chatbots shows such lines as examples: these words make them its subject.
_TALK_WORDS = (
    "prompt prompts template templates placeholder placeholders merge mailmerge spintax chatbot chatbots brackets syntax variables "
    "parameter parameters field fields letter paste replace documentation editor editors brief briefs"
)
_TALK = frozenset(_TALK_WORDS.split())
_SUBJECT = 4  # different ones; a leftover itself may hold two or three


@signal(
    title="Instructions or blanks left from writing",
    family="templating",
    policy="scaled_content_abuse",
    languages=LANGUAGES,
    values=role_values("sentences that are instructions, blanks or an assistant's replies"),
    flags="Note to editor: image credits not needed, client wants the link in the first 100 words.",
    passes="H2 blockers reduce the acid in the stomach and are taken once or twice daily.",
)
def drafting_leftover(doc: Document) -> Reading:
    if len(_TALK & doc.vocabulary) >= _SUBJECT:
        return SILENT
    return role_reading(doc, "leftover", "left from the making of the text")
