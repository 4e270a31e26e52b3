"""When and where to get help: red flags, emergency numbers, helplines.

Why: a text that puts the reader first says when to stop reading and call. The stock line "consult your doctor" is
on sales pages as often and is kept apart.
Maps to: HONcode complementarity, DISCERN 15 and 16 (shared decision, support).
Misses: numbers and services outside the lists.
Source: own list (lexicons/risk_terms, seek_care), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_URGENT = lazy(
    r"emergenc|call (?:911|999|112|111|000|988)|a&e|poison|crisis|suicide|helpline|right away|immediately|urgent|urgencias|emergencias|112|911|línea de|urgences|le 15|samu|antipoison"
    r"|d'écoute|rapidement|immédiatement|notarzt|notaufnahme|notruf|rettungsdienst|giftnotruf|telefon|bereitschaft|116"
)
_STOCK = lazy(
    r"^consult|^medical advice$|substitute|no sustituye|no reemplaza|consejo médico|avis médical|ne remplace|se substitue|ne saurait|ersetz|kein ersatz|profesional|professionnel"
)
# The reason to go: a condition, a symptom, a time.
_WHEN = lazy(
    r"\b(?:if|when|before|as soon|until|unless|worse\w*|symptoms?|after|lasts?|bleed\w*|fever|pain|breath\w*|pregnan\w*|taking|si|cuando|antes|síntomas|dolor|fiebre|empeora\w*|avant|quand|lorsque"
    r"|symptômes|douleurs?|fièvre|wenn|bei|bevor|falls|symptome\w*|schmerzen|fieber)\b"
)


@signal(
    title="Says when to seek help",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "advice_count": Value("sentences that say when to see somebody, at most 6", low_quality=-1),
        "urgent_flag": Value("1 where an emergency service, a number or a helpline is named", low_quality=-1),
        "stock_flag": Value("1 where only the stock line 'consult your doctor' stands (sellers write it as often: no direction)"),
    },
    flags="Call 999 if you have chest pain. See your GP if the cough lasts longer than three weeks.",
    passes="Our doctors work in three towns and speak four languages.",
)
def seek_care_advice(doc: Document) -> Reading:
    """Sentences with a seek-care phrase and the condition under which it holds."""
    hits = doc.hits("risk_terms", "seek_care")
    if not hits:
        return SILENT
    low = doc.lowered
    advice: dict[int, Span] = {}
    urgent = False
    stock: list[Span] = []
    for hit in hits:
        sentence = doc.sentence_at(hit.start)
        if doc.block_at(hit.start).kind in ("quote", "code"):
            continue
        when = bool(_WHEN.search(low, sentence.start, sentence.end))
        rushed = bool(_URGENT.search(hit.item)) and (when or doc.block_at(hit.start).region == "main")
        urgent = urgent or rushed
        if rushed or (when and not _STOCK.search(hit.item)):
            text = doc.text[sentence.start : min(sentence.end, sentence.start + 300)].rstrip()
            advice.setdefault(sentence.start, Span(sentence.start, sentence.start + max(1, len(text))))
        else:
            stock.append(Span(hit.start, hit.end))
    if not advice and not stock:
        return SILENT
    values = {"advice_count": min(_CAP, len(advice)), "urgent_flag": int(urgent), "stock_flag": int(bool(stock) and not advice)}
    shown = [Evidence(s, "says when to seek help") for s in advice.values()] or [Evidence(stock[0], "stock advice")]
    return Reading(values, tuple(shown[:20]))
