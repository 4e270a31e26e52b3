"""A stock narrator: "the guide I wish I'd had", "my promise to you", decades of experience in everything.

Why: generated pages put on a friend or an old hand to sound lived-in, and forget to say who it is. Real experience has
dates, places and names; the stock narrator has promises.
Misses: narrators without stock lines; invented names with invented details. Tenure ("20 years of experience") is normal
for a named practitioner on his own page, so it counts for low_quality only, and not beside a credential or a quotation.
Source: forms described in the project's survey, own phrase lists (lexicons/stock_frames); the training corpus holds
no example (1 hit, honest), so precision is measured there and recall is not, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_FIRST_PERSON = {
    "en": lazy(r"\b(?:i|i['’](?:m|ve|d|ll)|my|me)\b"),
    "es": lazy(r"\b(?:yo|mi|mis|he|soy|llevo|como)\b"),
    "fr": lazy(r"\b(?:je|j['’]ai|mon|ma|mes|moi)\b"),
    "de": lazy(r"\b(?:ich|mein\w{0,2}|mir)\b"),
}
_QUOTES = lazy(r"[\"“”«»„]")
_SIGN_UP = lazy(r"\b(?:newsletter|sign up|subscribe)\b", re.IGNORECASE)  # the publisher speaks, not the author
_REFUSAL = lazy(
    r"\W{1,3}(?:ich|dass ich|je|que je|que no|que yo no|i|that i)\b[^.!?\n]{0,40}?\b(?:nicht|nie|kein\w{0,2}|ne|n['\u2019]|no|not|never|won['\u2019]t)\b",
    re.IGNORECASE,
)
_LIVED = lazy(
    r"\b(?:when|after|while|since) (?:my|our) (?:son|daughter|mother|mum|mom|father|dad|wife|husband|partner|brother|sister|baby|child|doctor|gp)\b"
    r"|\bas (?:your|a|the) (?:mp|mayor|councillor|doctor|gp|nurse|midwife|pharmacist|surgeon|minister|chair|headteacher)\b"
)
_NEAR = 120
_NOTES = {
    "promise": "stock promise of a narrator",
    "wish": "stock line of a narrator",
    "tenure": "experience without a person",
    "trade": "narrator of another trade",
}


@signal(
    title="Stock narrator",
    family="templating",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "persona_count": Value("stock lines of a narrator, at most 5", low_quality=+1),
        "strict_count": Value("of these promises and 'the guide I wish I'd had', at most 3", spam=+1, low_quality=+1),
    },
    flags="Consider this the boiler guide I wish I had years ago. My promise to you is honest advice, no matter what you own.",
    passes="I had my first boiler put in on 4 March 1998 and it broke down twice in the winter of 2001.",
)
def persona_text(doc: Document) -> Reading:
    """Hits of the persona sections in sentences in the first person."""
    found: list[Hit] = []
    credentials: set[int] | None = None
    first = _FIRST_PERSON[doc.language or "en"]
    for hit in doc.hits("stock_frames", "promise", "wish", "tenure", "trade"):
        sentence = doc.sentence_at(hit.start)
        block = doc.blocks[sentence.block]
        line = doc.text[sentence.start : min(sentence.end, sentence.start + 500)].lower()
        if block.region != "main" or block.kind in ("quote", "code") or _QUOTES.search(line):
            continue
        if _LIVED.search(line):
            continue  # somebody with a place in life: "when my son fell ill", "as your mayor"
        if hit.section == "promise" and _REFUSAL.match(doc.text, hit.end):
            continue  # "I promise you, I will not": plain speech
        if _SIGN_UP.search(doc.text, max(0, hit.start - _NEAR), hit.end + _NEAR):
            continue
        if hit.section in ("tenure", "trade"):
            if credentials is None:
                credentials = {doc.sentence_at(h.start).start for h in doc.hits("credentials")}
            if sentence.start in credentials or not first.search(line):
                continue
        found.append(hit)
    if not found:
        return SILENT
    strict = sum(h.section in ("promise", "wish") for h in found)
    if not strict and len({h.section for h in found}) < 2:  # tenure or a trade alone: a biography
        return SILENT
    values = {"persona_count": min(_CAP, len(found)), "strict_count": min(3, strict)}
    return Reading(values, tuple(Evidence(Span(h.start, h.end), _NOTES[h.section]) for h in found[:20]))
