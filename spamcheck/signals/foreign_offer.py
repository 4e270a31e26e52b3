"""An offer of betting, loans, essays, followers, copies or escorts inside a text about something else.

Why: these trades buy their place in other people's texts because search engines and advertisers refuse them.
How: every sentence is scored by its whole wording, with a small network (`spamcheck.sentence_roles`) that learned
from own-written sentences of several hands, each beside honest ones of the same vocabulary. Quoted, reported and
debunked sentences do not count.
Misses: trades that are also the page's own subject; names of firms without a word of the trade.
Source: own sentences (`corpus/sentences`); cuts set on honest pages of sources that were not learned from, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document
from spamcheck.sentence_roles import LANGUAGES, role_reading, role_values
from spamcheck.signal import Reading, signal


@signal(
    title="A money trade that is foreign to the page",
    family="promotion",
    policy="link_spam",
    languages=LANGUAGES,
    values=role_values("sentences that offer a trade foreign to the page"),
    flags="While the plaster dries, why not spin the reels at a no deposit casino?",
    passes="Slots for blood donation are released each Monday; please cancel if you have a cold.",
)
def foreign_offer(doc: Document) -> Reading:
    return role_reading(doc, "off_niche", "an offer of another trade")
