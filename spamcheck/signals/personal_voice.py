"""First-hand experience with specifics: dates, doses, places, people, setbacks.

Why: who lived through it remembers details that a template cannot know, setbacks among them. Opinion alone ("I love
this") does not count, nor does a persona on a page that sells.
Maps to: QRG experience (first E of E-E-A-T).
Misses: invented diaries; experience told in the third person. Scraped comments have the same voice: it never lowers spam.
Source: own patterns read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_FEWEST_WORDS = 250
_FEWEST = 2  # sentences: a single one is a quotation or a flourish
_FIRST = {
    "en": frozenset({"i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "my", "me"}),
    "es": frozenset({"yo", "mi", "mis", "me"}),
    "fr": frozenset({"je", "mon", "ma", "mes", "j'ai", "j’ai", "m'a", "m’a", "j'étais", "j’étais"}),
    "de": frozenset({"ich", "mein", "meine", "meinem", "meinen", "meiner", "mir", "mich"}),
}
_PAST = lazy(
    r"\b(?:was|were|had|did|went|got|took|began|felt|tried|told|came|gave|saw|woke|lost|found|made|kept|stopped|started|ended|decided|called|asked|needed|could|\w{3,12}ed"
    r"|tuve|fui|era|estaba|empecé|tomé|sentí|dijo|pude|me \w+(?:é|í|ó|ron)|[jJ]['’]ai|[jJ]['’]étais|m['’]a|avais|était|fait|war|hatte|habe|bin|wurde|ging|bekam|nahm|sagte|konnte|musste)\b"
)
_FIGURE = lazy(
    r"\b\d{1,4}(?:[.,]\d+)?\s?(?:mg|mcg|ml|g|kg|lbs?|pounds|miles|km|hours?|minutes?|days?|weeks?|months?|years?|times|sessions?|am|pm|a\.m|p\.m|días|horas|semanas|meses|años|jours"
    r"|heures|semaines|mois|ans|tage|stunden|wochen|monate|jahre|uhr)\b|\b(?:19|20)\d\d\b|[$€£]\s?\d"
)
_DIGIT = lazy(r"\d")
_SPECIFIC = lazy(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february"
    r"|march|april|june|july|august|september|october|november|december|lunes|martes|miércoles|jueves|viernes|enero|febrero|marzo|abril|junio|julio|agosto|septiembre|octubre"
    r"|lundi|mardi|mercredi|jeudi|vendredi|janvier|février|avril|juillet|août|décembre|montag|dienstag|mittwoch|donnerstag|freitag|januar|februar|oktober|dezember)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|ten|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|zwei|drei|vier|fünf) (?:days|weeks|months|years|hours|times|días|semanas|meses|años"
    r"|jours|semaines|mois|ans|tage|wochen|monate|jahre)\b|\b(?:yesterday|last (?:week|month|year|night|summer|spring|fall|winter)|this morning|ayer|hier soir|gestern|letzte woche)\b"
)
# Whom and where: "my brother drove me", "my nurse in Oakhollow".
_AROUND = lazy(
    r"\bmy (?:\w+ )?(?:mum|mom|mother|dad|father|brother|sister|wife|husband|partner|girlfriend|boyfriend|son|daughter|friend|doctor|gp|therapist|psychiatrist|nurse|consultant|surgeon|boss"
    r"|teacher|neighbou?r|dog|cat|house|car|desk|bed|kitchen|first|last|second)\b|\b(?:at|in) (?:the hospital|hospital|school|college|work|the clinic|a&e|the er)\b"
    r"|\bmi (?:madre|padre|hermano|hermana|marido|mujer|hijo|hija|médico|médica|psicóloga)\b|\b(?:mon|ma) (?:mère|père|frère|sœur|mari|femme|fils|fille|médecin|psychiatre)\b"
    r"|\bmeine?[mnrs]? (?:mutter|vater|bruder|schwester|mann|frau|sohn|tochter|freund|freundin|arzt|ärztin|therapeut|therapeutin|eltern|familie|chef|chefin)\b|\bin der (?:klinik|schule)\b"
)
_SETBACK = lazy(
    r"\b(?:didn['’]t (?:work|help)|did not (?:work|help)|worse|relaps\w+|gave up|hated|cried|embarrass\w+|scared|terrified|regret\w*|unfortunately|failed|struggl\w+|frustrat\w+|panic\w*"
    r"|mistake|wrong|couldn['’]t|por desgracia|peor|recaída|miedo|lloré|malheureusement|pire|rechute|peur|pleuré|leider|schlimmer|rückfall|geweint|verzweifelt|angst)\b"
)
_PERSONA = lazy(
    r"\b(?:my promise to you|my clients?|my patients|my products?|my readers|i help (?:people|women|men|you)|i(?:['’]ve| have) helped|as an? (?:certified|licensed|holistic|health|wellness|nutrition"
    r"|content)|my (?:brand|formula|program|course|ebook)|mis clientes|mes clients|meine kunden)\b"
)
_PERSONA_STARTS = ("my ", "i help", "i've", "i’ve", "i have", "as a", "mis clientes", "mes clients", "meine kunden")
_SELLS = lazy(r"order|buy|cart|checkout|discount|coupon|promo|shop|bottle|compr|carrito|achet|command|panier|kauf|bestell|warenkorb")


@signal(
    title="First-hand experience with specifics",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "specific_count": Value("first-person sentences about the past with a date, amount, place or time, at most 10", low_quality=-1),
        "specifics_per_1k_words": Value("such sentences per 1,000 words", low_quality=-1),
        "setback_count": Value("first-person sentences that tell of a setback, at most 10", low_quality=-1),
    },
    flags="I had my first session on 12 May. After 40 minutes I felt sick, and my brother drove me home. I slept for 11 hours and the headache was worse.",
    passes="I believe in wellness. My promise to you is simple: I share only what I love, and I have helped 500 people since 2015.",
)
def personal_voice(doc: Document) -> Reading:
    """First-person sentences in the past, with specifics or a setback."""
    first = _FIRST[doc.language or "en"]
    places = doc.places(first)
    if len(places) < _FEWEST or _persona(doc):
        return SILENT
    starts = [doc.words.start[k] for k in places]
    specific: list[Sentence] = []
    setbacks = 0
    low = doc.lowered
    last = -1
    for at in starts[:600]:
        if at < last:
            continue
        sentence = doc.sentence_at(at)
        last = sentence.end
        if not _told(doc, sentence) or not _PAST.search(low, sentence.start, sentence.end):
            continue
        setback = bool(_SETBACK.search(low, sentence.start, sentence.end))
        setbacks += setback
        if setback or _is_specific(low, sentence.start, sentence.end):
            specific.append(sentence)
    if len(specific) < _FEWEST:
        return SILENT
    values = {
        "specific_count": min(_CAP, len(specific)),
        "specifics_per_1k_words": 1000 * len(specific) / max(_FEWEST_WORDS, len(doc.words)),
        "setback_count": min(_CAP, setbacks),
    }
    return Reading(values, tuple(Evidence(_trim(doc, s), "first-hand detail") for s in specific[:20]))


def _is_specific(low: str, start: int, end: int) -> bool:
    if _DIGIT.search(low, start, end) and _FIGURE.search(low, start, end):
        return True
    return _SPECIFIC.search(low, start, end) is not None or _AROUND.search(low, start, end) is not None


def _told(doc: Document, sentence: Sentence) -> bool:
    """The page's own voice: main text or comments, not a testimonial in quotation marks."""
    block = doc.blocks[sentence.block]
    if block.region not in ("main", "comments") or block.kind in ("quote", "code"):
        return False
    text = doc.text[sentence.start : sentence.end]
    if any(mark in text for mark in '"“”«»„'):
        return False
    return not doc.text[block.start : block.start + 3].lstrip().startswith(('"', "“", "«", "„"))


def _persona(doc: Document) -> bool:
    """A page that sells, or speaks as a coach to customers."""
    sells = {h.item for h in doc.hits("call_to_action", "buy_now") if _SELLS.search(h.item)}
    return len(sells) >= 2 or sum(1 for _ in anchored(_PERSONA, _PERSONA_STARTS, doc.folded.text, 60_000)) >= 2


def _trim(doc: Document, sentence: Sentence) -> Span:
    text = doc.text[sentence.start : min(sentence.end, sentence.start + 300)].rstrip()
    return Span(sentence.start, sentence.start + max(1, len(text)))
