"""Exact percentages and local statistics with no source in sight.

Why: "87.4 % of users" has a counter, a sample and a year, or it was made up; a rate of illness for one named town
is published by nobody but an office, which then is named. Reviews that report their own trials give sample and error.
Maps to: JAMA attribution, DISCERN 4 and 5 (sources and dates), HONcode attribution.
Misses: invented figures with an invented source; counts without a percent sign.
Source: own patterns, exceptions from reading the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.lexicon import read
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_FEWEST_WORDS = 250
_STEMS = ("%", "percent", "per cent", "por ciento", "pour cent", "prozent")
_FIGURE = lazy(
    r"\b(\d{1,3}(?:[.,]\d{1,2})?)(?:\s?(?:-|–|to|a|à|bis)\s?\d{1,3}(?:[.,]\d)?)?\s?(?:%|percent\b|per cent\b|por ciento\b|pour cent\b|prozent\b)"
)
# Whom or what a statistic is about; a percentage of alcohol or of a price is none.
_ABOUT = lazy(
    r"\b(?:users?|customers?|clients?|buyers|success|satisf\w+|effective\w*|efficacy|recover\w*|cured?|reduc\w+|improv\w+|increases?|decreases?|boosts?|lose|faster"
    r"|free of (?:pain|symptoms)|excess (?:body )?weight|more likely|less likely|pain relief|agree\w*|recommend\w*|usuarios|clientes|éxito|mejor\w*|reduc\w*|aument\w+"
    r"|eficaz|eficacia|utilisateurs|clients|réussite|satisfait\w*|efficac\w+|amélior\w+|rédui\w+|nutzer|kunden|erfolg\w*|wirksam\w*|zufrieden\w*|verbesser\w+"
    r"|reduzier\w+|senkt|steigert)\b"
)
_SOURCE = lazy(
    r"\b(?:19|20)\d\d\b|\[\d{1,3}|\bet al\b|\bdoi\b|https?:|www\.|\bCI\b|[a-z][.,]?\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)|\b[nNpP]\s?[=<]\s?[\d.]"
    r"|\b(?:Table|Figure|Fig|Journal|Institute|University|Ministry|Bureau|Census|Survey|Association|Academy|Society|Foundation|Commission|Agency|Department"
    r"|Cochrane|Office|Organi[sz]ation|Council|Centers?|Statistics|Report|Study|Instituto|Universidad|Ministerio|Institut|Université|Ministère|Bundesamt)\b"
    r"|\b(?:NIH|CDC|WHO|FDA|NHS|NICE|EMA|RKI|OMS|INE|INSEE|RCTs?|GP)\b"
)
_REPORT = lazy(
    r"\b(?:according to|survey\w*|polls?|trials?|study|studies|analys[ei]s|guarantee\w*|money|purity|assay|hplc|saturation|recovery rate|randomi[sz]ed|participants|meta-analys\w+|cited|cites|estimat\w+|reported|data from|found that|published"
    r"|respondents|said|says|según|estudio|encuesta|selon|étude|enquête|laut|studie|umfrage|vote[sd]?|election|shares|revenue|tax|discount|off|interest"
    r"|percentile|cookies?|browser|traffic|visitors|sites?|click|battery|alcohol|cpu|memory|our (?:site|users|data|analysis|results)|we (?:found|measured|tested|saw))\b"
)
_CAPITAL = lazy(r"(?<=[\w,] )[A-ZÀ-Þ][\w'’-]{2,20}(?: [A-ZÀ-Þ][\w'’-]{2,20})?|^[A-ZÀ-Þ][\w-]{2,20}(?=['’]s )")
_HEALTH = lazy(
    r"\b(?:obes\w+|diabet\w+|depress\w+|anxiety|addict\w+|overweight|disease|cancer|pain|illness|disorders?|asthma|prevalence|weight|dementia|insomnia|obesidad"
    r"|enfermedad\w*|dolor|ansiedad|obésité|diabète|maladie\w*|douleurs?|übergewicht\w*|krankheit\w*|schmerzen|suffer\w*|struggl\w+|dental|hearing|sleep)\b"
)


@lru_cache(maxsize=8)
def _places(language: str) -> frozenset[str]:
    return frozenset(read("places", "en")) | frozenset(read("places", language))


@signal(
    title="Exact figures without a source",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "figure_count": Value("percentages about people or success with no source near, at most 10", low_quality=+1),
        "figures_per_1k_words": Value("such percentages per 1,000 words", low_quality=+1),
        "decimal_count": Value("of these with a decimal or not a multiple of five, at most 10", low_quality=+1),
        "local_count": Value("health statistics of a named town or region with no source, at most 10", low_quality=+1),
    },
    flags="With this method 87.4% of patients are free of pain, and 93% of women sleep better.",
    passes="In the 2021 survey of the Statistics Office, 87.4% of patients were free of pain.",
)
def fabricated_precision(doc: Document) -> Reading:
    """Sentences with a percentage about people or success, unsourced in themselves and beside them."""
    low = doc.lowered
    if not any(stem in low for stem in held(doc, _STEMS)):
        return SILENT
    evidence: list[Evidence] = []
    decimals = local = 0
    for sentence in _candidates(doc, low):
        m = _FIGURE.search(low, sentence.start, sentence.end)
        if not m:
            continue
        at_place = bool(_HEALTH.search(low, sentence.start, sentence.end)) and _names_place(doc, sentence)
        if not at_place and not _ABOUT.search(low, max(sentence.start, m.start() - 60), min(sentence.end, m.end() + 60)):
            continue
        if not _unsourced(doc, sentence, low):
            continue
        if m.group(1) == "100":
            continue  # a figure of speech
        number = m.group(1).replace(",", ".")
        decimals += "." in number or float(number) % 5 != 0
        local += at_place
        evidence.append(Evidence(_span(doc, sentence, m), "local statistic, no source" if at_place else "figure, no source"))
    if not evidence:
        return SILENT
    values = {
        "figure_count": min(_CAP, len(evidence)),
        "figures_per_1k_words": 1000 * len(evidence) / max(_FEWEST_WORDS, len(doc.words)),
        "decimal_count": min(_CAP, decimals),
        "local_count": min(_CAP, local),
    }
    return Reading(values, tuple(evidence[:20]))


def _candidates(doc: Document, low: str) -> list[Sentence]:
    """Sentences of the main text with a percent sign or word, at most 80."""
    found: dict[int, Sentence] = {}
    for stem in held(doc, _STEMS):
        at = low.find(stem)
        while at >= 0 and len(found) < 80:
            sentence = doc.sentence_at(at)
            block = doc.blocks[sentence.block]
            if block.region == "main" and block.kind in ("paragraph", "item") and sentence.end - sentence.start < 600:
                found[sentence.start] = sentence
            at = low.find(stem, max(at + 1, sentence.end))
    return [found[k] for k in sorted(found)]


def _unsourced(doc: Document, sentence: Sentence, low: str) -> bool:
    """Nothing to look up in the sentence or within 160 characters of its paragraph, no report, no quotation, no question."""
    block = doc.blocks[sentence.block]
    start, end = max(block.start, sentence.start - 160), min(block.end, sentence.end + 160)
    if _SOURCE.search(doc.text, start, end) or _REPORT.search(low, start, end) or low[start:end].rstrip().endswith("?"):
        return False
    text = doc.text[sentence.start : sentence.end]
    return not any(mark in text for mark in '"“«„') and not any(start <= link.start < end for link in doc.outbound)


def _names_place(doc: Document, sentence: Sentence) -> bool:
    """A capitalised word of the sentence is a town or region."""
    places = _places(doc.language or "en")
    return any(
        m.group().lower() in places or m.group().split()[0].lower() in places
        for m in _CAPITAL.finditer(doc.text, sentence.start, sentence.end)
    )


def _span(doc: Document, sentence: Sentence, m: re.Match[str]) -> Span:
    if sentence.end - sentence.start <= 240:
        return Span(sentence.start, sentence.start + len(doc.text[sentence.start : sentence.end].rstrip()))
    return Span(max(sentence.start, m.start() - 80), min(sentence.end, m.end() + 100))
