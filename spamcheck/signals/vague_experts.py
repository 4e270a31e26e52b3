"""Unnamed experts who recommend a product: "doctors recommend", "dermatologist-approved", "experts swear by".

Why: an expert who has no name recommends nothing; beside a product the phrase is advertising.
Maps to: HONcode authority and attribution, JAMA authorship.
Misses: invented experts with names (see the byline signals).
Source: own patterns and phrase list (lexicons/vague_studies, expert), 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_SEAL = lazy(
    r"\b(?:doctor|physician|dentist|dermatologist|pediatrician|paediatrician|expert|clinician|pharmacist|surgeon|nutritionist|scientist|vet|veterinarian"
    r"|therapist)s?[- ](?:recommended|formulated|approved|trusted|designed|backed|developed|endorsed|tested)\b"
    r"|\b(?:recomendado|avalado|aprobado) por (?:médicos|expertos|dermatólogos|especialistas)\b"
    r"|\b(?:recommandée?s?|approuvée?s?) par (?:les |des )?(?:médecins|experts|dermatologues|spécialistes)\b"
    r"|\bvon (?:ärzten|experten|dermatologen|zahnärzten) (?:empfohlen|entwickelt|bestätigt)\b"
)
_STEMS = {
    "en": ("recommended", "formulated", "approved", "trusted", "backed", "endorsed", "-designed", "-developed", "tested"),
    "es": (" por médicos", " por expertos", " por dermat", " por especial"), "fr": ("par les ", "par des "), "de": ("ärzten ", "experten ", "dermatologen "),
}  # fmt: skip
_LONGEST = 42  # characters of the longest seal before its stem
_VERB = lazy(
    r"\b(?:recommend|agree|say|believ|suggest|advis|claim|swear|trust|love|prefer|according|warn|have found|recomiend|coincid|dicen|según|recommand|s'accord|selon|disent"
    r"|empfehl|sagen|laut|raten|sind sich)"
)
_PRODUCT = lazy(
    r"\b(?:our|this|these|nuestr[oa]s?|est[ea]|notre|nos|unser\w*|dies\w*) (?:\w+ ){0,2}(?:products?|formula|supplements?|blend|capsules?|gummies|oil|cream|serum|"
    r"brand|treatment|programme?|system|device|product[oe]s?|produits?|complément|crème|produkte?|kapseln|creme)\b|[™®]|\b(?:buy|order|shop|compra\w*|acheter|kaufen)\b"
)
_NAMED = lazy(
    r"\b(?:Dr\.?|Prof\.?|Professor|University|Institute|Association|Academy|Society|College|Ministry|NHS|WHO|CDC|FDA|NICE)\b|\bet al\b|\[\d|https?:"
)
_ADVISE_CARE = lazy(r"\b(?:see|seek|visit|vaccinat\w*|screening|check-?ups?|avoid\w*|against|not)\b")


@signal(
    title="Unnamed experts recommend it",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "expert_count": Value("unnamed experts who recommend or say something, at most 6", low_quality=+1),
        "product_count": Value("of these beside a product or as a seal on it, at most 6", low_quality=+1),
    },
    flags="Leading doctors recommend our formula, a dermatologist-approved serum.",
    passes="The American Academy of Otters recommends a check-up every six months.",
)
def vague_experts(doc: Document) -> Reading:
    """Stock phrases and seals in the page's own voice, with no name beside them."""
    low = doc.lowered
    spans = [(h.start, h.end, False) for h in doc.hits("vague_studies", "expert") if _VERB.search(low, h.start, h.end + 30)]
    spans += [(start, end, True) for start, end in _seals(low, held(doc, _STEMS[doc.language or "en"]))]
    if not spans:
        return SILENT
    turned = [h.start for h in doc.hits("attribution", "debunk", "negation")]
    evidence: list[Evidence] = []
    products = 0
    for start, end, seal in sorted(spans):
        if not _own_voice(doc, start, turned):
            continue
        sentence = doc.sentence_at(start)
        products += seal or bool(_PRODUCT.search(low, sentence.start, sentence.end))
        evidence.append(Evidence(Span(start, end), "expert without a name"))
    return (
        Reading({"expert_count": min(_CAP, len(evidence)), "product_count": min(_CAP, products)}, tuple(evidence[:20]))
        if evidence
        else SILENT
    )


def _seals(low: str, stems: list[str]) -> list[tuple[int, int]]:
    """Seals such as "dentist-approved", looked for around their stems only."""
    found: set[tuple[int, int]] = set()
    for stem in stems:
        at = low.find(stem)
        while at >= 0 and len(found) < 20:
            m = _SEAL.search(low, max(0, at - _LONGEST), min(len(low), at + _LONGEST))
            if m:
                found.add(m.span())
            at = low.find(stem, at + len(stem) if m is None else max(m.end(), at + 1))
    return sorted(found)


def _own_voice(doc: Document, start: int, turned: list[int]) -> bool:
    """Main text, unquoted, nobody named, not advice to get care, not denied."""
    block = doc.block_at(start)
    if block.region not in ("main", "header") or block.kind in ("quote", "code"):
        return False
    sentence = doc.sentence_at(start)
    before = doc.text[max(block.start, start - 300) : start]
    if before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2:
        return False
    if _NAMED.search(doc.text, sentence.start, sentence.end) or _ADVISE_CARE.search(doc.text, start, sentence.end):
        return False
    return bisect_left(turned, max(sentence.start, start - 60)) == bisect_left(turned, start + 40)
