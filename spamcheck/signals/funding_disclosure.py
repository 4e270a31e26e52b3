"""Who paid: funding, conflicts of interest, editorial policy, or a plain label on paid and affiliate content.

Why: a reader can weigh what is disclosed. A statement "no conflicts" counts as one; a label on advertising is kept
apart because honest affiliates and sellers carry it alike.
Maps to: JAMA disclosure, HONcode financial disclosure and advertising policy.
Misses: disclosures behind a link without these words.
Source: own list (lexicons/attribution, disclosure), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_FUNDING = lazy(
    r"conflicts? of|competing|declaration of|no conflicts|funded by|financial (?:support|ties)|supported by a grant|received f|editorial|advertising policy|^funding$|conflictos? de|declaración de"
    r"|financiado|^financiación$|conflits? d|liens d'intérêts|déclaration|financé par|^financement$|interessens?konflikt|gefördert durch|finanziert durch|^finanzierung$"
)
_LABEL = lazy(
    r"affiliate (?:link|disclos|commission)|amazon associate|earn a commission|commission$|paid (?:post|partner|content|promo)|sponsored (?:by|post|content|article)|gifted|product provided|advertorial"
    r"|enlaces? de afiliad|patrocinad|publirreportaje|liens? affili|liens? d'affil|sponsoris|publireportage|werbelink|partnerlink|affiliate|enthält werbung|provisions|anzeige$"
)
_BUSINESS = lazy(
    r"\b(?:round|series [a-c]|startup|venture|investors?|loan|mortgage|business|budget|government|schools?|state|federal|campaign)\b"
)
_PAYER = lazy(
    r"\b(?:grant|foundation|study|research|fund|none|support\w*|council|fundación|beca|subvention|recherche|förder\w*|studie|stiftung)\b"
)
_ALONE = frozenset({"funding", "financiación", "financement", "finanzierung"})  # counts as a heading only


@signal(
    title="Funding and interests disclosed",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "disclosure_count": Value("statements on funding, interests or editorial policy, at most 5", low_quality=-1),
        "label_flag": Value("1 where paid or affiliate content is labelled", low_quality=-1),
    },
    flags="Competing interests: the author has received fees from Oakhollow Dental. The study was funded by the Otter Foundation.",
    passes="The company closed a funding round of two million last week.",
)
def funding_disclosure(doc: Document) -> Reading:
    """Disclosure phrases: of money behind the text, and labels on advertising."""
    hits = doc.hits("attribution", "disclosure")
    if not hits:
        return SILENT
    funding = [h for h in hits if _FUNDING.search(h.item) and _about_this(doc, h)]
    labels = [h for h in hits if _LABEL.search(h.item)]
    shown = [Evidence(Span(h.start, h.end), "funding, interests or editorial policy") for h in funding]
    shown += [Evidence(Span(h.start, h.end), "label on paid content") for h in labels]
    if not shown:
        return SILENT
    shown.sort(key=lambda e: e.span or Span(0, 0))
    return Reading({"disclosure_count": min(_CAP, len({h.item for h in funding})), "label_flag": int(bool(labels))}, tuple(shown[:20]))


def _about_this(doc: Document, hit: Hit) -> bool:
    """Not about the money of a business or a state; "funding" alone only as a heading."""
    block = doc.block_at(hit.start)
    lone = hit.item in _ALONE
    if lone and not (block.end - block.start < 40 or doc.text[hit.end : hit.end + 1] == ":"):
        return False
    if lone and not _PAYER.search(doc.text[hit.end : hit.end + 200].lower()):
        return False
    sentence = doc.sentence_at(hit.start)
    return block.kind not in ("quote", "code") and not _BUSINESS.search(doc.text[sentence.start : sentence.end].lower())
