"""Claims without measure: the only method, the most advanced ever, for everyone, for good, from the first session.

Why: whoever treats people knows for whom it does not work, how long it lasts and what else there is; a claim that leaves no room
for that is a promise.
Maps to: DISCERN 10 to 12, HONcode justifiability. Promises of cure are `overclaim`.
Misses: claims in other frames. Counted on pages with health words only; not where denied, quoted, reported or asked.
Source: own frames in four languages; hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held
from spamcheck.patterns import around, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_MOST = 20
_MEDICAL = 3  # health words from which on such a claim is about bodies
_THING = r"(?:method|treatment|therapy|technique|procedure|product|remedy|supplement|formula|system|solution|approach|program(?:me)?|device|cream|answer)"
_DENIED = lazy(r"(?i:\b(?:not?|never|neither|none|nor|hardly|kein\w*|nicht|pas|ni|nunca)\b|n['’]t\b)[^.!?;]{0,60}$")
_FRAMES = {
    "en": {
        "the only ": lazy(rf"\bthe only (?:\w+ ){{0,2}}{_THING} (?:which|that|to|you|proven|on the market)\b(?: \w+){{0,5}}"),
        " permanent": lazy(r"\b(?:results?|effects?|relief|changes?) (?:is|are) (?:completely |truly )?permanent\b"),
        "chemicals": lazy(r"\b(?:free (?:from|of)|without|no) (?:any |all )?(?:harsh |harmful )?chemicals\b"),
        "most ": lazy(
            r"\b(?:the )?(?:world['’]s )?most (?:\w+ and )?(?:effective|advanced|powerful|potent|natural|reliable|innovative|trusted) (?:\w+ ){0,4}(?:in existence|ever|in the (?:world|country|region|city)|on (?:the market|earth)|available|known)\b"
        ),
        "everyone": lazy(r"\b(?:works?|suitable|perfect|ideal|safe|great|right) (?:for|on) (?:absolutely |nearly )?everyone\b(?:,? (?:including|who|from|of) (?:\w+ ){0,4}\w+)?"),
        "every body": lazy(r"\b(?:works?|suitable|perfect|ideal|safe) (?:for|on) every body\b"),
        "all ages": lazy(r"\b(?:suitable|perfect|ideal|safe|great) for (?:people |men and women |patients |adults )?(?:of )?all (?:ages|skin types|body types|lifestyles)\b"),
        "skin types": lazy(r"\b(?:suitable|perfect|ideal|safe) for all skin types\b"),
        "side effect": lazy(r"\b(?:no|zero|without(?: any)?|free (?:from|of)) (?:known |unwanted |harmful |negative )?side[- ]effects?(?: (?:at all|whatsoever))?\b"),
        "drawbacks": lazy(r"\b(?:no|zero|without(?: any)?) drawbacks(?: (?:at all|whatsoever))?\b"),
        "once and for all": lazy(r"\b(?:\w+ ){1,4}once and for all\b"),
        "of our patients": lazy(r"\b(?:all|every one|\d+ ?%|\d+ out of \d+|nearly all|the vast majority|most) of our patients(?: \w+){1,6}"),
        "of our clients": lazy(r"\b(?:all|every one|\d+ ?%|\d+ out of \d+|nearly all|the vast majority) of our clients(?: \w+){1,6}"),
        "success rate": lazy(r"\bour (?:proven |high |outstanding |remarkable )?success rate(?: (?:is|of))?(?: (?:over |more than )?\d+ ?%)?"),
        "the first ": lazy(r"\b(?:after|from|in) the (?:very )?first (?:session|use|treatment|night|visit|dose|application)\b"),
        "no downtime": lazy(r"\b(?:no|zero|without(?: any)?) downtime\b"),
    },
    "es": {
        "único": lazy(r"\bel único (?:método|tratamiento|producto|remedio|sistema) (?:que|capaz|para)(?: \w+){0,5}"), "más ": lazy(r"\bel (?:tratamiento|método|producto|remedio) más (?:eficaz|avanzado|potente|efectivo)\b(?: del (?:mundo|mercado|país))?"),
        "para todos": lazy(r"\b(?:apto|ideal|perfecto|adecuado|seguro) para todos\b(?: los \w+(?: de \w+)?)?"), "efectos secundarios": lazy(r"\bsin (?:ningún )?efectos? secundarios?\b"),
        "primera sesión": lazy(r"\bdesde la primera sesión\b"), "de raíz": lazy(r"\b(?:\w+ ){1,3}de raíz\b"), "nuestros pacientes": lazy(r"\b(?:todos|la totalidad de|el \d+ ?% de) nuestros pacientes(?: \w+){1,5}"),
    },
    "fr": {
        "seul": lazy(r"\b(?:le seul|la seule) (?:méthode|traitement|produit|remède|technique) (?:qui|à|capable)(?: \w+){0,5}"), "le plus ": lazy(r"\ble (?:traitement|soin|produit|remède) le plus (?:efficace|avancé|puissant|performant)\b(?: (?:jamais \w+|du monde|du marché))?"),
        "pour tous": lazy(r"\b(?:adapté|idéal|parfait|convient)e?s? (?:pour|à) tous\b(?: (?:les|types) \w+(?: de \w+)?)?"), "secondaire": lazy(r"\b(?:sans (?:aucun )?|aucun )effets? secondaires?\b"), "indésirable": lazy(r"\b(?:sans (?:aucun )?|aucun )effets? indésirables?\b(?: n['’]a (?:jamais )?été \w+)?"),
        "première séance": lazy(r"\bdès la première séance\b"), "nos patients": lazy(r"\b(?:tous|la totalité de|l['’]ensemble de|\d+ ?% de) nos patients(?: \w+){0,5}"), "à vie": lazy(r"\b(?:protège\w*|résultats?|efficace|durent?|garanti\w*) à vie\b"),
    },
    "de": {
        "einzige": lazy(r"\b(?:die|das|der) einzige (?:methode|behandlung|therapie|produkt|mittel|verfahren)(?:,? (?:die|das|der|mit|zur))?(?: \w+){0,4}"), "wirksamste": lazy(r"\b(?:die|das|der) wirksamste \w+\b"), "effektivste": lazy(r"\b(?:die|das|der) effektivste \w+\b"),
        "für jede": lazy(r"\b(?:geeignet|ideal|perfekt) für jede[nrs]? \w+\b"), "nebenwirkung": lazy(r"\b(?:ohne|keine|frei von) (?:jegliche |unerwünschte )?nebenwirkungen\b"), "ersten sitzung": lazy(r"\b(?:ab|nach|schon (?:bei|nach)) der ersten sitzung\b"),
        "unserer patienten": lazy(r"\b(?:alle|\d+ ?% |fast alle) unserer patienten(?: \w+){1,5}"), "ursache": lazy(r"\b(?:\w+ ){0,1}an der (?:wurzel|ursache) (?:\w+ ?){1,2}"), "ein leben lang": lazy(r"\b(?:hält|halten|wirkt|schützt) (?:\w+ )?ein leben lang\b"),
    },
}  # fmt: skip


@signal(
    title="Claims without measure",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"claim_count": Value("claims that leave no room for exceptions, at most 6", low_quality=+1)},
    flags="Our clinic offers the most advanced treatment of back pain in the country. The therapy is suitable for everyone and has no side effects at all.",
    passes="The therapy helped six of ten patients with back pain for a year. Side effects were tiredness and bruises.",
)
def absolute_claims(doc: Document) -> Reading:
    """Frames of absolute claims in the page's own voice."""
    if len(doc.hits("medical_words", "condition", "treatment")) < _MEDICAL:
        return SILENT
    low = doc.lower_text
    frames = _FRAMES[doc.language or "en"]
    frames = {stem: frames[stem] for stem in held(doc, frames)}
    found = sorted(set(around(low, frames))) if len(low) == len(doc.text) else []
    kept = [Span(*span) for span in found if _own_voice(doc, *span)]
    if not kept:
        return SILENT
    return Reading({"claim_count": min(_CAP, len(kept))}, tuple(Evidence(s, "leaves no room for exceptions") for s in kept[:_MOST]))


def _own_voice(doc: Document, start: int, end: int) -> bool:
    sentence = doc.sentence_at(start)
    return (
        doc.block_at(start).region in ("main", "aside")
        and not doc.text[sentence.start : sentence.end].rstrip().endswith("?")
        and not _DENIED.search(doc.text, max(sentence.start, start - 80), start)
        and not excused(doc, start, end)
        and not quoted(doc, start)
    )
