"""A text that certifies its own quality: science-backed, trusted by thousands, based on the latest research, none of it named.

Why: who has the evidence cites it; the word "evidence-based" beside one's own product, programme or article stands in for it.
Misses: boasts in plain words. Evidence-based medicine as a subject, named reviewers and trials do not count.
Source: own frames; hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held
from spamcheck.patterns import around, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_MOST = 20
_RESEARCH = r"(?:(?:the|latest|real|hard|solid|cutting-edge|modern|current|clinical|scientific|peer-reviewed|proven|extensive|rigorous|decades of|years of|most|recent) ){0,3}(?:science|research|evidence|studies|data)\b"
# Language -> stem -> frame around it: a cheap search for the stem comes first.
_FRAMES = {
    "en": {
        "backed": lazy(rf"\b(?:science|research|evidence|data|clinically|doctor|physician|expert|medically|scientifically)[- ]backed(?: \w+){{1,2}}|\bbacked by {_RESEARCH}"),
        "proven": lazy(r"\b(?:clinically|scientifically|medically)[- ]proven(?: \w+){0,2}"),
        "validated": lazy(rf"\b(?:clinically|scientifically)[- ]validated(?: \w+){{0,2}}|\bvalidated by {_RESEARCH}"),
        "formulated": lazy(r"\b(?:expertly|carefully|scientifically|doctor|physician|expert|thoughtfully)[- ](?:formulated|crafted)\b"),
        "grounded in": lazy(rf"\bgrounded in {_RESEARCH}"),
        "rooted in": lazy(rf"\brooted in {_RESEARCH}"),
        "based on": lazy(r"\bbased on (?:the )?(?:(?:latest|peer-reviewed|cutting-edge|most current|sound|proven|scientific) ){1,3}(?:science|research|evidence|studies|data)\b"),
        "evidence-based": lazy(
            r"\b(?:our|your|this|strict|provid\w+|offer\w*|deliver\w*|an|with|through|personali[sz]ed|compassionate|trusted),? (?:and )?evidence-based (?:\w+ ){0,1}"
            r"(?:guide|overview|approach|care|content|information|insights?|solutions?|strateg\w+|program\w*|protocols?|advice|articles?|treatments?|techniques|wellness|nutrition|resource\w*|plans?)\b"
        ),
        "e-a-t": lazy(r"\be-e-a-t\b(?: guidelines| standards)?"),
        "tested": lazy(r"\b(?:third|3rd)[- ]party[- ](?:lab )?tested\b|\b(?:independently|rigorously|lab)[- ]tested\b"),
        "rigorous": lazy(r"\brigorous (?:quality|testing|editorial|standards|vetting|review process|third-party)\b"),
        "highest": lazy(r"\b(?:the )?highest (?:quality (?:care|service|treatment|products?|ingredients?|materials|standards?)|(?:\w+ )?standards? of (?:care|quality|service|purity|safety)|level of (?:care|quality|service))\b"),
        "excellence": lazy(r"\buncompromising excellence\b|\b(?:our|we are|fully|deeply) commit\w+ to (?:\w+ )?excellence\b"),
        "trusted": lazy(r"\btrusted (?:by (?:\w+ ){0,3}\w{4,}|(?:brands?|name|leader|partner|provider|experts?))\b"),
        "licensed": lazy(r"\b(?:from|with|by|our|through) (?:u\.?s\.?[- ])?licensed (?:\w+ )?(?:providers?|clinicians?|physicians?|doctors?|medical)\b"),
        "board-certified": lazy(r"\b(?:from|with|by|our|through) board-certified (?:\w+ )?(?:providers?|clinicians?|physicians?|doctors?|specialists|experts)\b"),
        "highly ": lazy(r"\bhighly (?:trained|skilled|qualified|experienced) (?:and \w+ )?(?:team|staff|professionals?|experts?|doctors?|specialists?|dentists?|surgeons?|therapists?)\b"),
        "-grade": lazy(r"\b(?:pharmaceutical|pharma|spa|salon)-grade\b(?: \w+){0,1}"),
    },
    "es": {
        "ficamente ": lazy(r"\bcientíficamente (?:comprobad|probad|demostrad|avalad|validad)[oa]s?\b"),
        "clínicamente ": lazy(r"\bclínicamente (?:comprobad|probad|demostrad|avalad|testad)[oa]s?\b"),
        "avalad": lazy(r"\bavalad[oa]s? por (?:la ciencia|(?:los )?(?:expertos|estudios|especialistas|profesionales))\b"),
        "basad": lazy(r"\bbasad[oa]s? en (?:la ciencia|(?:la )?evidencia científica|l[oa]s últim[oa]s (?:avances|investigaciones))\b"),
        "altamente ": lazy(r"\b(?:profesionales|expertos|equipo|médicos|especialistas) altamente (?:cualificad|calificad|capacitad|especializad)[oa]s?\b"),
        "máxima calidad": lazy(r"máxima calidad\b"), "altos estándares": lazy(r"\b(?:los )?más altos estándares(?: de \w+)?"),
    },
    "fr": {
        "fiquement ": lazy(r"\bscientifiquement (?:prouv|validé|testé|approuvé|démontré)\w*"),
        "cliniquement ": lazy(r"\bcliniquement (?:prouv|validé|testé|approuvé|démontré)\w*"),
        "approuvé": lazy(r"\bapprouvée?s? par (?:les |des )?(?:experts|spécialistes|médecins|professionnels)\b"),
        "sur la science": lazy(r"\b(?:fondée?s?|basée?s?) sur la science\b"), "hautement ": lazy(r"\b(?:professionnels|experts|équipe|médecins|spécialistes) hautement (?:qualifié|spécialisé)\w*"),
        "haute qualité": lazy(r"\bla plus haute qualité\b"), "hauts standards": lazy(r"\b(?:les )?plus hauts standards(?: de \w+)?"),
    },
    "de": {
        "wissenschaftlich ": lazy(r"\bwissenschaftlich (?:bewiesen|belegt|erprobt|geprüft|fundiert|getestet|bestätigt)\w{0,2}\b"),
        "klinisch ": lazy(r"\bklinisch (?:bewiesen|belegt|erprobt|geprüft|getestet|bestätigt)\w{0,2}\b"),
        "von experten": lazy(r"\bvon experten (?:empfohlen|geprüft|entwickelt)\b"), "von ärzten": lazy(r"\bvon ärzten (?:empfohlen|geprüft|entwickelt)\b"),
        "neuesten ": lazy(r"\b(?:auf dem |nach )?neuesten? (?:stand der (?:wissenschaft|technik|forschung|medizin)|wissenschaftlichen erkenntnissen)\b"),
        "höchste": lazy(r"\bhöchste[rnms]? (?:qualität\w*|ansprüchen?|standards?|präzision|niveau)\b"), "modernste": lazy(r"\bmodernste[rnms]? (?:technik|technologien?|methoden|verfahren|geräten?|ausstattung)\b"),
    },
}  # fmt: skip


@signal(
    title="Certifies its own quality",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"claim_count": Value("statements that the text or its goods are proven, reviewed or trusted, at most 6", low_quality=+1)},
    flags="Our science-backed soil mix is lab-tested and trusted by thousands of gardeners.",
    passes="The review was based on 14 trials, and the authors tested whether the cream was better than a placebo.",
)
def self_certification(doc: Document) -> Reading:
    """Frames of self-praise by evidence, outside quotation and report."""
    low = doc.lower_text
    if len(low) != len(doc.text):
        low = doc.text
    frames = _FRAMES[doc.language or "en"]
    frames = {stem: frames[stem] for stem in held(doc, frames)}
    found = sorted({Span(*span) for span in around(low, frames) if not _other_voice(doc, Span(*span))})
    if not found:
        return SILENT
    return Reading({"claim_count": min(_CAP, len(found))}, tuple(Evidence(s, "certifies itself, names no proof") for s in found[:_MOST]))


def _other_voice(doc: Document, span: Span) -> bool:
    return doc.block_at(span.start).region not in ("main", "aside") or excused(doc, *span) or quoted(doc, span.start)
