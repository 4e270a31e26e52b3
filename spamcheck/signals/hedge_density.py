"""Promises under reserve: "may help", "has shown promise", "could transform", without a figure in the sentence.

Why: filler praises and takes it back in one breath, so that nothing can be checked. Caution is good medicine: what
counts is the hedged promise (may + help, improve, offer; promising; potential), not "may cause" or "you may need".
Misses: hedges in other words; one figure in the sentence silences it, whatever it measures.
Source: own word lists; rates on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_MOST = 20
_MODAL = {
    "en": ["may", "might", "could", "can"],
    "es": ["puede", "pueden", "podría", "podrían"],
    "fr": ["peut", "peuvent", "pourrait", "pourraient"],
    "de": ["kann", "können", "könnte", "könnten"],
}
_GOOD = {
    "en": "help offer provide improve enhance reduce support promote boost alleviate benefit ease relieve restore transform revolutionize revolutionise strengthen protect aid optimize facilitate heal unlock elevate foster",
    "es": "ayudar ofrecer mejorar aliviar reducir fortalecer promover potenciar favorecer proteger transformar aportar",
    "fr": "aider offrir améliorer soulager réduire renforcer favoriser booster stimuler protéger transformer apporter optimiser",
    "de": "helfen bieten verbessern lindern reduzieren fördern stärken unterstützen schützen erleichtern optimieren",
}  # fmt: skip
_PROMISE = {
    "en": "promising promise potential potentially",
    "es": "prometedor prometedora prometedores prometedoras potencial potencialmente",
    "fr": "prometteur prometteuse prometteurs prometteuses potentiel potentielle potentiellement",
    "de": "vielversprechend vielversprechende vielversprechenden vielversprechender potenzial potenziell potenzielle",
}  # fmt: skip
# "potential side effects", "promise of a witness": a risk or a word of honour.
_BAD = frozenset(
    [
        "risk",
        "risks",
        "harm",
        "harms",
        "side",
        "adverse",
        "danger",
        "dangers",
        "complication",
        "complications",
        "conflict",
        "conflicts",
        "hazard",
        "hazards",
        "problem",
        "problems",
        "interaction",
        "interactions",
        "allergen",
        "allergens",
        "exposure",
        "threat",
        "loss",
        "victims",
        "donor",
        "donors",
        "difference",
        "energy",
        "riesgos",
        "riesgo",
        "risque",
        "risques",
        "risiken",
        "risiko",
        "nebenwirkungen",
        "effets",
        "efectos",
        "gefahren",
    ]
)
_GOOD_SETS = {k: frozenset(v.split()) for k, v in _GOOD.items()}
_WORDS = {k: frozenset(v) | frozenset(_PROMISE[k].split()) for k, v in _MODAL.items()}
_PROMISE_SETS = {k: frozenset(v.split()) for k, v in _PROMISE.items()}
_AHEAD = 3  # words between the modal and its verb ("may also greatly help"); German puts the verb last
_AHEAD_DE = 14


@signal(
    title="Hedged promises without figures",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "promise_per_1k_words": Value("hedged promises in sentences without a figure, per 1,000 words", low_quality=+1),
        "potential_per_1k_words": Value("of these the words of potential and promise per 1,000 words", low_quality=+1),
    },
    flags="Copper gutters may also help, could improve any home and have shown promise.",
    passes="The drug may cause nausea, and you may need a blood test after 2 weeks.",
)
def hedge_density(doc: Document) -> Reading:
    """Modal plus good verb, and words of promise, sentence by sentence."""
    language = doc.language or "en"
    lower = doc.words.lower
    wanted, promise, good = _WORDS[language], _PROMISE_SETS[language], _GOOD_SETS[language]
    hedges = doc.places(wanted)
    if not hedges:
        return SILENT
    ahead = _AHEAD_DE if language == "de" else _AHEAD
    found: list[Span] = []
    potential = 0
    for i in hedges:
        after = lower[i + 1 : i + 1 + ahead]
        if lower[i] in promise:
            last = i if not _BAD.intersection(after[:2]) else -1
        else:
            last = next((i + 1 + k for k, word in enumerate(after) if word in good), -1)
        if last >= 0 and (span := _span(doc, i, last)) is not None:
            found.append(span)
            potential += lower[i] in promise
    if not found:
        return SILENT
    per = 1000 / max(_FEWEST_WORDS, len(lower))
    values = {"promise_per_1k_words": per * len(found), "potential_per_1k_words": per * potential}
    return Reading(values, tuple(Evidence(s, "hedged promise") for s in found[:_MOST]))


def _span(doc: Document, first: int, last: int) -> Span | None:
    """The words, where they stand in one sentence of the main text that has no figure and is no question."""
    start, end = doc.words.start[first], doc.words.end[last]
    sentence = doc.sentence_at(start)
    block = doc.blocks[sentence.block]
    line = doc.text[sentence.start : min(sentence.end, sentence.start + 600)]
    if end > sentence.end or block.region != "main" or block.kind in ("quote", "code", "heading"):
        return None
    if any(c in line for c in '0123456789?"“«„'):
        return None
    return Span(start, end)
