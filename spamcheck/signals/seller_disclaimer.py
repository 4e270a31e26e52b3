"""Small print of those who sell: results vary, not evaluated, not meant to treat.

Why: "individual results may vary" and "not intended to diagnose, treat or cure" stand under texts that promised just that; who
sells nothing has no results to disclaim.
Misses: small print in other words. That a page is no substitute for medical advice is said by honest leaflets and does not count.
Source: own frames of plain legal language in four languages; hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CUES = (
    "results", "evaluated", "intended", "résultats", "resultados", "ergebnisse", "evaluad", "évalu", "destinad", "destiné", "bestimmt",
    "human consumption", "human use", "consumo humano", "research use", "research purposes", "laboratory", "typical",
)  # fmt: skip
_FRAMES = {
    "en": lazy(
        r"\b(?:individual |actual |your |customer |client )*(?:results|outcomes|experiences?) (?:(?:may|will|can|do|might) )?(?:vary|differ)\b(?: (?:from|by|between|with) (?:\w+ ){0,3}\w+)?"
        r"|\bresults (?:are )?not (?:typical|guaranteed)\b"
        r"|\b(?:not|n['’]t|never) (?:been )?(?:evaluated|approved|reviewed) by (?:the )?(?:fda|food and drug administration|tga|mhra|health canada)\b"
        r"|\bnot (?:intended|meant|designed) to (?:diagnose|treat|cure|prevent|mitigate)(?:,? (?:or )?(?:diagnose|treat|cure|prevent|mitigate))*\b"
        r"|\bnot (?:intended |meant |suitable )?for human (?:or (?:animal|veterinary) )?(?:consumption|use|administration)\b"
        r"|\bfor (?:laboratory |in[- ]vitro |scientific )?research (?:use|purposes) only\b"
    ),
    "es": lazy(
        r"\blos resultados (?:individuales )?(?:pueden |podrían )?var(?:ían?|iar)\b|\bno (?:ha|han|está|están) (?:sido )?(?:evaluad|aprobad)[oa]s? por la fda\b"
        r"|\bno (?:está|están|pretende|pretenden) (?:destinad[oa]s? )?(?:a )?(?:diagnosticar|tratar|curar|prevenir)\b|\bno apto para (?:el )?consumo humano\b"
    ),
    "fr": lazy(
        r"\bles résultats (?:individuels )?(?:peuvent |pourront )?varie(?:r|nt)\b|\bn['’](?:a|ont) pas été évalué\w* par la fda\b"
        r"|\b(?:pas|non) destinée?s? à (?:diagnostiquer|traiter|guérir|prévenir)\b|\bimpropre à la consommation humaine\b"
    ),
    "de": lazy(
        r"\b(?:individuelle )?ergebnisse (?:können|koennen) (?:\w+ ){0,2}(?:variieren|abweichen)\b|\bnicht von der fda (?:geprüft|bewertet|zugelassen)\b"
        r"|\bnicht dazu bestimmt, (?:\w+ ){0,3}(?:diagnostizieren|behandeln|heilen)\b|\bnicht für den menschlichen (?:verzehr|gebrauch)\b"
    ),
}  # fmt: skip
_CAP = 5


@signal(
    title="Small print of a seller",
    family="promotion",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"statement_count": Value("statements that disclaim what was promised, at most 5", low_quality=+1)},
    flags="Our tea melts the years away. Individual results may vary. This product is not intended to diagnose, treat, cure or prevent any disease.",
    passes="The results of both trials differ in one point: the second one counted falls at home. This leaflet is not a substitute for medical advice.",
)
def seller_disclaimer(doc: Document) -> Reading:
    """Frames of small print, outside quotation and report."""
    low = doc.text.lower()
    if len(low) != len(doc.text) or not any(cue in low for cue in _CUES):
        return SILENT
    found = [
        Span(*m.span()) for m in _FRAMES[doc.language or "en"].finditer(low) if not (excused(doc, *m.span()) or quoted(doc, m.start()))
    ]
    if not found:
        return SILENT
    return Reading({"statement_count": min(_CAP, len(found))}, tuple(Evidence(s, "disclaims what a seller promises") for s in found[:20]))
