"""An informational article ends on a product: the last lines name a brand and where to get it.

Why: seller's articles inform for a page and sell in the last paragraph; position is what makes the mention a plug.
Misses: plugs before the end, brands that are ordinary words. Position depends on what follows, so this never feeds the spam score.
Source: reading of a seller's article mill and of honest closings, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import holds_word, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_TAIL = 600  # characters
_TAIL_RATIO = 0.1
_LONGEST = 300
_REGIONS = frozenset({"main", ""})
_NAME = lazy(r"(?<=[\w,;:)] )([A-Z][\w\u2019'-]{3,20})\b")
_SUBJECT = lazy(r"(?:(?:The|At|With|From|Visit|Try|Shop|Choose|All|Every) )?([A-Z][\w\u2019'-]{3,20})\b")
_SUBJECT_VERB = lazy(r" (?:\w+ ){0,2}?(?:is|are|offers?|provides?|supplies|carries|stocks|ships|delivers)\b")
_COMMON_FORM = lazy(r"(?:ians?|ish|ese|ans?|days?|uary|ember|ober|ies|ing|ed|ly|tion|ment|[\u2019']\w{1,2})$")
_SELLS = lazy(
    r"\b(?:(?:is|are) (?:\w+ )?(?:sold|available|manufactured|produced|shipped|backed|offered|formulated) (?:for|at|from|through|in|to"
    r"|by|with|exclusively)\b"
    r"|(?:available|sold|shipped|sourced|purchased) (?:at|from|through|by)\b|offers?\b|provides?\b|suppl(?:y|ies|ier)\b|carries\b"
    r"|stocks\b|ships\b|shop\b|order\b|buy\b"
    r"|purchase\b|our products?\b|free shipping|third-party tested|certificates? of analysis|free consultation|free trial"
    r"|get started (?:with|at)\b"
    r"|book (?:a|your|an) \w+ (?:at|with)\b|schedule (?:a|your|an) \w+ (?:at|with)\b)"
)
_RECOMMENDS = lazy(
    r"\b(?:you|your|our|trusted|quality|premium|best|leading|effective|perfect|ideal|today|every|verified|tested|exclusively|sold)\b"
)
_OTHER = lazy(
    r"\b(?:University|Hospital|Ministry|Department|Institute|Association|Society|Council|Foundation|NHS|CDC|FDA|WHO|NIH|National|Act"
    r"|[Nn]ewsletter|inbox|[Ww]eekly"
    r"|[Gg]overnment|[Ff]ederal|governor|court|police|app|apps|edition|course|webinar|free guide|physician|pharmacist|referral)\b"
    r"|\.gov\b|Gov\b"
)


@signal(
    title="The article ends on a product",
    family="promotion",
    policy="thin_affiliation",
    values={
        "closing_count": Value("sentences at the end of the main text that sell under a brand name, at most 3", low_quality=+1),
    },
    flags="Moss likes shade. Rake it in spring before the grass wakes.\n\nFor a lawn without moss, order GreenVale pellets today.",
    passes="Moss likes shade. Rake it in spring before the grass wakes.\n\nThe author gardens in Leeds and writes about lawns.",
)
def closing_product_plug(doc: Document) -> Reading | None:
    """Selling sentences with a brand-like name at the end of the main text."""
    blocks = [b for b in doc.blocks if b.region in _REGIONS and b.kind in ("paragraph", "item", "heading", "cell")]
    if doc.page != "article" or not blocks:
        return SILENT
    end = blocks[-1].end
    begin = max(blocks[0].start, end - max(_TAIL, int(_TAIL_RATIO * (end - blocks[0].start))), end - 2 * _TAIL)
    if begin <= blocks[0].start and len(blocks) < 2:
        return SILENT
    found: list[Evidence] = []
    index = len(doc.sentences) - 1
    while index >= 0 and doc.sentences[index].start >= begin - 40:
        sentence = doc.sentences[index]
        index -= 1
        if sentence.start < end and _sells(doc, sentence.start, sentence.end):
            text = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
            span = Span(sentence.start, sentence.start + len(text.rstrip()))
            found.append(Evidence(span, "sells under a name at the end of the text"))
    found.reverse()
    return Reading({"closing_count": min(3, len(found))}, tuple(found[-3:])) if found else SILENT


def _sells(doc: Document, start: int, end: int) -> bool:
    text = doc.text[start:end]
    low = text.lower()
    if not _SELLS.search(low) or not _RECOMMENDS.search(low) or _OTHER.search(text):
        return False
    if any(start <= h.start < end for h in doc.hits("attribution", "report", "debunk", "disclosure")):
        return False
    first = _SUBJECT.match(text)
    names = _NAME.findall(text) + ([first.group(1)] if first and _SUBJECT_VERB.match(text, first.end()) else [])
    return any(_is_brand(doc, name) for name in names)


def _is_brand(doc: Document, name: str) -> bool:
    """Inner capitals, or a word that is no place, no known form and that the page never writes in lower case."""
    if name.isupper():
        return False
    if re.search(r"[a-z][A-Z]", name):
        return True
    low = name.lower()
    if len(low) < 5 or _COMMON_FORM.search(low) or low in read("places", "en") or low in read("forenames"):
        return False
    return not holds_word(doc.text, low)
