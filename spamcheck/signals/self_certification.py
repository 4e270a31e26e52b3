"""A text that certifies its own quality: evidence-based, science-backed, trusted, editorially reviewed by nobody.

Why: who has the evidence cites it; the word "evidence-based" beside one's own product, programme or article stands in for it.
Misses: boasts in plain words. Named reviewers, trials and methods that are described as subjects do not count.
Source: own frames; hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CUES = ("backed", "based", "proven", "formulated", "tested", "e-a-t", "eeat", "fact", "trusted", "validated", "licensed", "certified", "reviewed", "erprobt", "bewiesen", "geprüft", "comprobad", "avalad", "prouv", "approuv")  # fmt: skip
_FRAMES = {
    "en": lazy(
        r"\be-?e-?a-?t\b(?: guidelines| standards)?"
        r"|\b(?:science|research|evidence|data|clinically|doctor|physician|expert|medically|scientifically)[- ](?:backed|validated|formulated|proven|supported|grounded|vetted|approved|informed)\b(?: \w+){0,2}"
        r"|\b(?:our|we (?:\w+ ){0,2}|your|an?|this|strict|provides?|offers?|delivers?) (?:\w+,? ){0,2}evidence-based (?:\w+ ){0,1}(?:guide|overview|approach|care|content|information|insights?|solutions?|strateg\w+|programs?|protocols?|advice|article|treatments?)\b"
        r"|\b(?:backed|supported|validated|proven|grounded) (?:by|in) (?:the )?(?:latest |real |solid |cutting-edge |modern |clinical |scientific |peer-reviewed |decades of |years of |extensive |rigorous )*(?:science|research|evidence|studies|data)\b"
        r"|\b(?:based|rel(?:y|ies|ying)) on (?:the )?(?:latest |peer-reviewed |current |cutting-edge )+(?:scientific |clinical )?(?:science|research|evidence|studies)\b"
        r"|\b(?:third|3rd)[- ]party[- ](?:tested|verified|certified)\b|\brigorous(?:ly)? (?:tested|testing|vetted|reviewed)\b|\btrusted by (?:\w+ ){0,3}(?:thousands|millions|\w+s)\b"
        r"|\b(?:from |with |by |our )(?:us[- ])?(?:licensed|board-certified) (?:\w+ )?(?:providers?|clinicians?|physicians?|doctors?)\b"
    ),
    "es": lazy(r"\b(?:científicamente|clínicamente) (?:comprobad|probad|demostrad|avalad)[oa]s?\b|\bavalad[oa]s? por (?:la ciencia|expertos|estudios)\b|\bbasad[oa]s? en (?:la )?(?:ciencia|evidencia científica)\b"),
    "fr": lazy(r"\b(?:scientifiquement|cliniquement) (?:prouv|validé|test|approuv)\w+\b|\b(?:approuvé|recommandé)\w* par (?:les |des )?(?:experts|spécialistes|médecins)\b|\bfondée?s? sur (?:la science|des preuves)\b"),
    "de": lazy(r"\b(?:wissenschaftlich|klinisch) (?:bewiesen|belegt|erprobt|geprüft|fundiert\w{0,2}|getestet)\b|\bvon (?:experten|ärzten) (?:empfohlen|geprüft|entwickelt)\b|\bevidenzbasierte\w? (?:\w+ ){0,1}(?:ansatz|behandlung|methoden?|therapie\w?)\b"),
}  # fmt: skip
_CAP = 6


@signal(
    title="Certifies its own quality",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"claim_count": Value("statements that the text or its product is proven, reviewed or trusted, at most 6", low_quality=+1)},
    flags="Our science-backed formula is rigorously tested and trusted by thousands of gardeners.",
    passes="The review was based on 14 trials, and the authors tested whether the cream was better than a placebo.",
)
def self_certification(doc: Document) -> Reading:
    """Frames of self-praise by evidence, outside quotation and report."""
    low = doc.text.lower()
    if len(low) != len(doc.text) or not any(cue in low for cue in _CUES):
        return SILENT
    found = [
        Span(*m.span()) for m in _FRAMES[doc.language or "en"].finditer(low) if not (excused(doc, *m.span()) or quoted(doc, m.start()))
    ]
    if not found:
        return SILENT
    return Reading({"claim_count": min(_CAP, len(found))}, tuple(Evidence(s, "certifies itself") for s in found[:20]))
