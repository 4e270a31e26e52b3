"""A private contact pushed on the reader: messenger, telephone or mail in a planted testimonial or an order call.

Why: healers, sellers of drugs and papers and "recovery experts" cannot be found under their names; their plugs carry the
contact itself ("contact him on WhatsApp ...") inside a comment or an article of somebody else.
Misses: contacts in images, contacts with no plea or trade word beside them, languages without a list.
Source: reading of comment sections and forum plugs, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_REACH = 260  # characters of one plug: who, what, contact
_REGIONS = frozenset({"main", "comments", "references", "aside"})
_CONTACT = lazy(
    r"[\w.+-]{2,40}\s?(?:@|\(at\)|\[at\])\s?[\w-]{2,30}(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?)[a-z]{2,10}(?:\.[a-z]{2,4})?"
    r"|(?<![\w/.-])@[\w.]{4,30}|\+?\(?\d[\d\s().\u2010-\u2013-]{6,18}\d(?!\d)|\bt\.me/\w{3,32}|\bwa\.me/\d{6,15}"
)
_HELP = lazy(
    r"\b(?:helpline|hotline|emergency|crisis|samaritans|lifeline|poison control|ambulance|police|study|trial|nurse|ward|reception"
    r"|secretary|press office"
    r"|editor|author|correspond\w+|teléfono de (?:ayuda|la esperanza)|numéro vert|telefonseelsorge|notruf|giftnotruf)\b"
)

_OWN = lazy(
    r"\b(?:send us|e-?mail us|message us|tell us|follow us|(?:support|parents['\u2019]?|self-help|patient) group|meetings?|members|newsroom"
    r"|our reporters?"
    # what a practice says of itself beside its number
    r"|contact form|opening hours|repeat prescriptions?|our (?:practice|surgery|clinic|reception|school|library)|desk"
    r"|kontaktformular|sprechstunden?|unsere praxis|folgerezepte?|formulaire de contact|notre cabinet|heures d['\u2019]ouverture"
    r"|formulario de contacto|nuestra consulta|horario)\b"
)


@signal(
    title="Private contact in a testimonial or order call",
    family="promotion",
    policy="user_generated_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "contact_count": Value("passages that press a messenger, number or address on the reader, at most 5", spam=+1, low_quality=+1),
        "strong_count": Value("of these with a miracle, a third person to contact or goods to order, at most 5", spam=+1, low_quality=+1),
    },
    flags="I was cured in two weeks, all thanks to Dr Omede. Contact him on WhatsApp +44 7700 900123 or dromede@mail.example.",
    passes="For an appointment call the clinic on 020 7946 0123 between 9 am and 5 pm.",
)
def contact_plug(doc: Document) -> Reading | None:
    """Pleas with a contact beside them."""
    pleas, apps = doc.hits("contact_pleas"), doc.hits("messengers")
    if not pleas:
        return SILENT
    done = -1
    found: list[Evidence] = []
    plugs = strong = 0
    for mark in sorted([*pleas, *apps]):
        passage = _passage(doc, mark.start) if mark.start >= done else None
        if passage is None:
            continue
        sections = {m.section for m in (*pleas, *apps) if mark.start <= m.start < passage.end}
        grade = _grade(sections)
        if grade == 1 and _is_own(doc, passage):
            continue
        contact = _CONTACT.search(doc.text, mark.start, passage.end) if grade else None
        if contact is None or _is_official(doc, mark.start, contact.end()):
            continue
        done = passage.end
        plugs += 1
        strong += grade == 2
        found.append(_show(doc, mark.start, contact, sections))
    if not plugs:
        return SILENT
    return Reading({"contact_count": min(_CAP, plugs), "strong_count": min(_CAP, strong)}, tuple(found[:20]))


def _grade(sections: set[str]) -> int:
    """2: a miracle, or a third person or goods by messenger. 1: a messenger to write to. 0: ordinary contact data."""
    if "cure" in sections and sections & {"person", "call", "app"}:
        return 2
    if "app" in sections and sections & {"person", "order"}:
        return 2
    return int("app" in sections and "call" in sections)


def _passage(doc: Document, at: int) -> Span | None:
    """The stretch of one block after a plea; None in menus and footers."""
    block = doc.block_at(at)
    if block.region not in _REGIONS or block.kind == "quote":
        return None
    return Span(at, min(block.end, at + _REACH))


def _is_own(doc: Document, passage: Span) -> bool:
    """A newsroom or a group that gives its own contacts, and sells nothing."""
    start = doc.sentence_at(passage.start).start
    if any(passage.start <= h.start < passage.end for h in doc.hits("contact_pleas", "order", "cure", "person")):
        return False
    return bool(_OWN.search(doc.text[start : passage.end].lower()))


def _is_official(doc: Document, start: int, end: int) -> bool:
    """Help lines, offices and press contacts, and plugs that are reported or warned of, in the same sentences."""
    start = doc.sentence_at(start).start
    if _HELP.search(doc.text[start:end].lower()):
        return True
    return any(start <= h.start < end for h in doc.hits("attribution", "report", "debunk"))


def _show(doc: Document, start: int, contact: re.Match[str], sections: set[str]) -> Evidence:
    note = "a planted testimonial with a private contact" if "cure" in sections else "presses a private contact on the reader"
    sentence = doc.sentence_at(start).start
    if contact.end() - sentence <= 300:
        return Evidence(Span(sentence, contact.end()), note)
    return Evidence(Span(start if contact.end() - start <= 300 else contact.start(), contact.end()), note)
