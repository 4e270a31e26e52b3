"""Small print of those who sell: results vary, not evaluated, not meant to treat.

Why: "individual results may vary" and "not intended to diagnose, treat or cure" stand under texts that promised just that; who
sells nothing has no results to disclaim.
Misses: small print in other words. That a page is no substitute for medical advice is said by honest leaflets and does not count.
Source: own list of plain legal language in four languages (lexicons/seller_disclaimers); hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_MOST = 20


@signal(
    title="Small print of a seller",
    family="promotion",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"statement_count": Value("statements that disclaim what was promised, at most 5", low_quality=+1)},
    flags="Our tea melts the years away. Individual results may vary. It does not claim to cure any disease.",
    passes="The results of both trials differ in one point: the second one counted falls at home. This leaflet is not a substitute for medical advice.",
)
def seller_disclaimer(doc: Document) -> Reading:
    """Phrases of small print, outside quotation and report."""
    found = [h for h in doc.hits("seller_disclaimers") if not (excused(doc, h.start, h.end) or quoted(doc, h.start))]
    if not found:
        return SILENT
    shown = tuple(Evidence(Span(h.start, h.end), "disclaims what a seller promises") for h in found[:_MOST])
    return Reading({"statement_count": min(_CAP, len(found))}, shown)
