"""A discount or referral code pushed on the reader.

Why: a text that informs does not sell; a code pays whoever placed it.
Misses: codes inside images or links, plugs by brand name only, other leads in languages without a list of their own.
Source: reading of affiliate posts, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.context import disclosed, excused, keeps_shop, priced, quoted
from spamcheck.document import Block, Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import ANY, SILENT, Reading, Value, signal

_CAP = 5
_ENTRY = 40  # characters of a menu entry
# An upper-case token (NEST15), or a name with digits at its end (Harrow Hill15), within a few words of the lead.
_CODE = lazy(
    r"(?:[:=]| is| es| est| lautet)?[\s\"'\u201c\u2018*_(\u00ab]{0,4}"
    r"((?=[A-Z0-9_-]{0,14}[A-Z])[A-Z0-9][A-Z0-9_-]{2,17}|[A-Z][A-Za-z]{2,14}(?: [A-Z][a-z]{2,14})?\d{1,4})(?![\w-])"
)
# "put NEST15 at checkout": the code stands before the till.
_BEFORE = lazy(
    r"\b(?:put|use|using|enter|apply|type|add|with|quote|mention) (?:in )?(?:(?:the |my |our )?code )?[\"'\u201c\u2018*]{0,2}"
    r"([A-Z][A-Z-]{2,14}\d{0,4})[\"'\u201d\u2019*]{0,2} $"
)
_DEAL = lazy(
    r"%|[$\u20ac\u00a3]\s?\d|\d\s?[$\u20ac\u00a3]|\b(?:off|discounts?|sav(?:e|ings)|checkout|order|free|purchase|shop|deals?|bonus"
    r"|coupon|promo"
    r"|descuento|ahorra|compra|gratis|réduction|remise|commande|offerts?|rabatt|sparen|sparst|bestellung|einkauf|kasse)\b"
)
# A page or passage on swindles quotes the codes.
_WARNS = lazy(
    r"\b(?:scam(?:s|mers?|med)?|fake|fraud\w*|phishing|counterfeit\w*|bogus|suspicious|look out for|estafas?|arnaques?|betrug\w*)\b"
)
_MEMBERS = lazy(  # what a club has arranged for its own
    r"\b(?:gives?|offers?|for|allows?) (?:our |the |its |all )?(?:club )?members\b|\bf\u00fcr (?:unsere |alle )?mitglieder\b|\b(?:aux|pour (?:les|nos)) adh\u00e9rents\b"
    r"|\b(?:para|a) (?:los |nuestros )?socios\b"
)
_CLUB = lazy(r"\b(?:club|society|association|union|verein|asociaci\u00f3n)\b")
_CLASSIFICATION = lazy(r"[A-Z]{1,2}\d{1,3}$|\d|(?:HTTP|ISO|ICD|CPT|ZIP|ASCII|UTF|QR|VBA|HTML|CSS)\b")  # F32, ISO9001: names of codes
_EXPLICIT = ("promo", "coupon", "discount", "referral", "voucher", "affiliate", "rabatt", "gutschein", "aktion", "empfehlung",
    "descuento", "promocional", "cupom", "cupón", "sconto", "kortings", "rabat", "kod", "slev", "alennus", "kedvezm", "indirim",
             "cupón", "réduction", "parrain", "avantage")  # fmt: skip


@signal(
    title="Discount or referral code in the text",
    family="promotion",
    policy="thin_affiliation",
    languages=ANY,
    values={"code_count": Value("codes in calls to use them, at most 5", spam=+1, low_quality=+1)},
    flags="Use code RELAX20 at checkout.",
    passes="Clinicians use code F32 for a depressive episode.",
)
def referral_code(doc: Document) -> Reading | None:
    """Leads ("use code", "promo code:") followed by the code itself."""
    leads = doc.hits("code_offer")
    if not leads:
        return SILENT
    found: list[Evidence] = []
    end = -1
    for lead in leads:
        span = _offer(doc, lead) if lead.start >= end else None
        if span is not None:
            found.append(Evidence(span, "offers a discount or referral code"))
            end = span.end
    if not found or (len(found) == 1 and (keeps_shop(doc) or _sells(doc, found[0]))):  # a seller's own offer to its customers
        return SILENT
    return Reading({"code_count": min(_CAP, len(found))}, tuple(found[:20]))


def _sells(doc: Document, offer: Evidence) -> bool:
    sentence = doc.sentence_at(offer.span.start if offer.span else 0)
    return priced(doc, sentence.start, sentence.end)


def _offer(doc: Document, lead: Hit) -> Span | None:
    before = _BEFORE.search(doc.text, max(0, lead.start - 40), lead.start) if lead.section == "after" else None
    m = before or (_CODE.match(doc.text, lead.end) if lead.section != "after" else None)
    if m is None or "\n\n" in m.group() or _CLASSIFICATION.match(m.group(1)):
        return None
    sentence = doc.sentence_at(lead.start)
    low = doc.text[sentence.start : sentence.end].lower()
    if not any(word in lead.item for word in _EXPLICIT) and not _DEAL.search(low):
        return None
    block = doc.block_at(lead.start)
    if _is_entry(doc, block, m.group(1)) or _is_warning(doc, lead.start) or quoted(doc, lead.start) or disclosed(doc, lead.start):
        return None
    if _MEMBERS.search(low) and _CLUB.search(doc.folded.text):
        return None
    if excused(doc, lead.start, lead.end):
        return None
    return Span(before.start(), lead.end) if before else Span(lead.start, m.end(1))


def _is_entry(doc: Document, block: Block, code: str) -> bool:
    """A short line that leads to a page of coupons ("Promo code KETTLEY"): the word is a shop, not a code."""
    if any(c.isdigit() for c in code) or block.end - block.start > _ENTRY:
        return False
    i = bisect_left(doc.links, block.start, key=lambda k: k.start)
    return block.region in ("nav", "footer") or (i < len(doc.links) and doc.links[i].start < block.end)


def _is_warning(doc: Document, at: int) -> bool:
    """Whether title, last heading, the block or the one before it warns."""
    index = doc.block_index(at)
    heading = next((b for b in reversed(doc.blocks[max(0, index - 12) : index]) if b.kind == "heading"), None)
    near = doc.text[doc.blocks[max(0, index - 1)].start : doc.blocks[index].end][:2000]
    above = doc.text[heading.start : heading.end] if heading else ""
    return bool(_WARNS.search(f"{doc.title} {above} {near}".lower()))
