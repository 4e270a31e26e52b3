"""A promise of so much money a day, a week or a month for nothing: on autopilot, without experience, by a program that trades.

Why: work has a wage and an investment a risk; an amount with a period and no effort is how get-rich schemes recruit, on pages and in
comments alike. Job adverts name what is to be done, warnings and reports name the fraud.
How: sentences that hold an amount of three digits or more, a period, and words of effortless gain, outside quotations and warnings.
Maps to: US FTC guidance on earnings claims and business opportunities.
Misses: stories that let the sums grow over several sentences; amounts in words.
Source: own frames in four languages; 0 of 3,217 honest training pages, 2026-12.
"""

from __future__ import annotations

from itertools import islice

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_MONEY = ("$", "\u20ac", "\u00a3", "euro", "dollar", "lares", "usd", "pounds")  # one of them is in every amount
_MOST = 300  # amounts looked at
_LONGEST = 400  # characters of a sentence
_BESIDE = 160  # characters beside a sentence that may warn
_AMOUNT = lazy(
    r"[$\u20ac\u00a3]\s?\d{1,3}(?:[.,\u00a0 ]?\d{3})+|[$\u20ac\u00a3]\s?\d{3,6}\b"
    r"|\b\d{1,3}(?:[.,\u00a0 ]?\d{3})*(?:\s?[\u20ac$\u00a3]|\s?(?:euros?|dollars?|d[\u00f3o]lares|usd|pounds)\b)"
)
_PERIOD = lazy(
    r"\b(?:a|per|each|every|pro|am|im|jeden?|in der|al|a la|por|cada|par|chaque) (?:single )?(?:day|week|month|tag|woche|monat|d\u00eda|semana|mes|jour|semaine|mois)\b"
    r"|\b(?:daily|weekly|monthly|t\u00e4glich|w\u00f6chentlich|monatlich|diarios?|semanales|mensuales)\b|\b(?:in|within|after|en|nach|innerhalb von|apr\u00e8s)"
    r" (?:just |only |nur |solo |s\u00f3lo |seulement )?(?:\d{1,3}|\w{2,8}) (?:hours?|days?|weeks?|stunden|tagen?|wochen|horas|d\u00edas|semanas|heures|jours|semaines)\b"
)
_EFFORTLESS = lazy(
    r"\bauto-?pilot|\bwhile (?:you|they|i) (?:sleep|slept)|\bpassive income|\bwithout (?:any )?(?:experience|effort|risk|selling|skills)|\bno (?:experience|skills|risk)\b"
    r"|\b(?:software|robot|bot|algorithm|app|platform|system|signals?|ai) (?:that|which|does|trades?|makes?|pays?|picks?)|\btrading (?:bot|robot|software|app|platform|signals)"
    r"|\bguaranteed (?:profits?|returns?|income)|\bfinancial freedom|\bquit (?:my|your) job|\b(?:straight )?from (?:my|your) phone"
    r"|\bpiloto autom\u00e1tico|\bmientras (?:duermes|dormimos)|\bingresos pasivos|\bsin (?:experiencia|esfuerzo|riesgo)|\blibertad financiera|\bdesde (?:el|tu) m\u00f3vil"
    r"|\bpilote automatique|\bpendant que (?:vous dormez|tu dors)|\brevenus? passifs?|\bsans (?:exp\u00e9rience|effort|risque)|\blibert\u00e9 financi\u00e8re"
    r"|\bautopilot|\bim schlaf|\bpassives? einkommen|\bohne (?:vorkenntnisse|erfahrung|aufwand|risiko)|\bfinanzielle freiheit|\bvom (?:handy|sofa) aus"
    r"|\b(?:software|roboter|programm|algorithmus|app|plattform), (?:die|das|der) |\bhandels(?:software|roboter|plattform)"
)
_WARNS = lazy(
    r"\bscams?\b|\bfraud|\bwarn|\bvictims?\b|\bpyramid|\bponzi|\btoo good to be true|\bregulator|\bmisleading|\bpromis(?:e|es|ed|ing)\b|\bsupposedly|\ballegedly"
    r"|\bbetrug|\bbetr\u00fcg|\bunseri\u00f6s|\bverbraucherzentrale|\bbafin|\bangeblich|\bversprech|\bestafa|\bfraude|\bv\u00edctima|\bpromete|\bcnmv|\bpir\u00e1mide|\barnaque|\bescroc|\bvictime"
    r"|\bpromet|\bmise en garde|\bamf\b|\bwages?\b|\bsalar|\bpension|\brent\b|\btax|\bsteuer|\bgehalt|\blohn|\bmiete|\bsueldo|\balquiler|\bloyer|\bsalaire"
)


@signal(
    title="Money promised for nothing",
    family="promotion",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"promise_count": Value("sentences that promise an amount in a time without effort, at most 5", spam=+1, low_quality=+1)},
    flags="My nephew makes $4,300 a week on autopilot with this trading app, and so can you.",
    passes="The post pays $4,300 a month, and the clerk keeps the files of three courts.",
)
def earnings_promise(doc: Document) -> Reading:
    low = doc.lowered
    if not any(map(low.__contains__, _MONEY)):
        return SILENT
    found: list[Span] = []
    for amount in islice(_AMOUNT.finditer(low), _MOST):
        if found and amount.start() < found[-1].end:
            continue
        sentence = doc.sentence_at(amount.start())
        start, end = max(sentence.start, amount.start() - _LONGEST), min(sentence.end, amount.end() + _LONGEST)
        if not (_PERIOD.search(low, start, end) and _EFFORTLESS.search(low, start, end)):
            continue
        if _WARNS.search(low, max(0, start - _BESIDE), end + _BESIDE) or quoted(doc, amount.start()) or excused(doc, *amount.span()):
            continue
        found.append(Span(start, start + len(doc.text[start:end].rstrip())))
    if not found:
        return SILENT
    return Reading({"promise_count": min(_CAP, len(found))}, tuple(Evidence(span, "money for nothing") for span in found[:20]))
