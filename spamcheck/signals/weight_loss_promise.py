"""A promise of so many kilograms or pounds in so many days, or of speed without effort.

Why: weight loss depends on the person; a number with a deadline is a sales promise, and above one kilogram a week
an unsafe one. Results of a trial, own stories and advice on a safe pace are no promise.
Headlines that tell of somebody's loss count where no diet has such a pace.
Maps to: HONcode justifiability; US FTC "Gut Check" list of false weight-loss claims.
Misses: before-and-after pictures; clothes sizes in languages other than English.
Source: own patterns and phrase list (lexicons/overclaim, speed), 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_SAFE_KILOS = 1.05  # per week: the upper end of common guidance
_UNIT = {"lb": 0.4536, "lbs": 0.4536, "pounds": 0.4536, "libras": 0.4536, "livres": 0.4536, "pfund": 0.5}
_DAYS = {"d": 1.0, "w": 7.0, "s": 7.0, "m": 30.0}
_STEMS = ("lbs", " lb", "pounds", "kg", "kilo", "libras", "pfund")
_PROMISE = lazy(
    r"(?:\b(?:lose|losing|drop|dropping|shed|shedding|melt|burn|perder|pierde|bajar|baja|adelgaza\w*|perdre|perdez|maigrir|abnehmen|verlieren|nimm|nehmen sie)\b|(?:^|[\s(])[-–−](?=\d\d))"
    r"[^.!?\n]{0,40}?(\d{1,3}(?:[.,]\d)?)(?:\s?(?:-|–|to|a|à|bis)\s?(\d{1,3}))?\+?\s?(lbs?|pounds|kilos?|kg|kilogram\w*|libras|livres|pfund)\b"
    r"[^.!?\n]{0,30}?\b(?:in|within|over|per|every|each|a|en|por|cada|par|pro|jede)\s(?:(?:just|only|as little as|under|less than|solo|sólo|seulement|nur|the first|your first)\s)*"
    r"(\d{1,3}|one|two|three|four|six|a|una?|une?|dos|deux|zwei|einer?|einem|week|month|day|semana|mes|semaine|mois|woche|monat)\s?-?"
    r"(d[ií]as?|days?|weeks?|months?|semanas?|meses|mes|jours?|semaines?|mois|tagen?|wochen?|monate?n?)?\b"
)
# "How she lost 23 kg in 28 days", "in 28 Tagen 23 Kilo verloren": told of somebody, at a pace that no diet has.
_TIME = r"(?:in|within|en|nach|innerhalb von) (?:just |only |nur |solo |sólo |seulement )?(\d{1,2}) (days?|weeks?|tagen?|wochen|d[íi]as?|semanas?|jours?|semaines?)"
_WEIGHT = r"(\d{1,3})\s?(lbs?|pounds|kilos?|kg|libras|livres|pfund)"
_LOST = r"(?:los[te]|dropped|shed|verl(?:or|oren|iert)|abgenommen|nahm|nimmt|perdi[óo]|perder|baj[óa]|adelgaz\w+|perdu|maigri)"
_TOLD = lazy(
    rf"\b{_LOST}\b[^.!?\n]{{0,25}}?\b{_WEIGHT}\b[^.!?\n]{{0,25}}?\b{_TIME}\b|\b{_TIME}\b[^.!?\n]{{0,25}}?\b{_WEIGHT}\b[^.!?\n]{{0,25}}?\b{_LOST}\b"
    rf"|\b{_LOST}\b[^.!?\n]{{0,25}}?\b{_TIME}\b[^.!?\n]{{0,25}}?\b{_WEIGHT}\b"
)
_IMPOSSIBLE = 2.5  # kilograms a week
_ILL = lazy(
    r"\b(?:hospital|ill(?:ness)?|sick|disease|cancer|surgery|fever|dog|cat|puppy|baby|dangerous|warn\w*|scam\w*|myth|krank\w*|klinik|krebs|enferm\w+|cáncer|malad\w+|hôpital)\b"
)
_NUMBER = {
    "one": 1,
    "a": 1,
    "un": 1,
    "una": 1,
    "une": 1,
    "ein": 1,
    "eine": 1,
    "einer": 1,
    "einem": 1,
    "two": 2,
    "dos": 2,
    "deux": 2,
    "zwei": 2,
    "three": 3,
    "four": 4,
    "six": 6,
}
_PER_WEEK = frozenset({"week", "sema", "woch", "jede", "einm"})  # "half a kilogram a week" is a pace, not a deadline
_WEAK = frozenset(
    {"lose weight fast", "fast weight loss", "rapid fat loss", "extreme weight loss", "lose weight quickly without"}
)  # also in honest advice
_REPORTED = lazy(
    r"\b(?:i|my|participants?|patients?|trial|study|studies|average|mean|placebo|group|she|he|we|lost|aim|safe|recommended|goal|unrealistic|unsafe|dangerous"
    r"|too fast|may|weigh\w*|claims?|promis\w+|ads?|scams?|myths?|he|yo|mi|participantes|promedio|media|estudio|seguro|riesgo|je|étude|moyenne|raisonnable|ich"
    r"|studie|durchschnitt\w*|teilnehmer\w*|gesund\w*|don't|do not|not|never|no|ne|nicht|gain\w*|baby|babies|newborns?|dogs?|cats?|fever|trying to|(?:was|were) (?:designed|meant|intended|supposed) to|involved)\b"
)
_DENIED = lazy(r"\s*(?:no|not|nope|probably not|unlikely|hardly|nein|non)\b", re.IGNORECASE)
_SPEED = lazy(
    r"lose|weight|fat|belly|tummy|stomach|pounds|lbs|kilo|kg|diet|exercis|eat|peso|grasa|barriga|poids|ventre|maigr|abnehm|gewicht|bauch|diät|régime|adelgaz"
)


@signal(
    title="Weight-loss promise with a deadline",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "promise_count": Value("promises of an amount in a time, or of loss without effort, at most 5", spam=+1, low_quality=+1),
        "headline_count": Value("headlines that tell of more than 2.5 kilograms a week, at most 5", spam=+1, low_quality=+1),
        "fast_count": Value("of these more than one kilogram a week, at most 5", spam=+1, low_quality=+1),
    },
    flags="Drop 20 pounds in just 3 weeks with these gummies.",
    passes="In the trial, participants lost 7 kg in 24 weeks on average.",
)
def weight_loss_promise(doc: Document) -> Reading:
    """Amount-and-deadline patterns, and stock promises of speed about weight."""
    low = doc.lowered
    speed = [
        h
        for h in doc.hits("overclaim", "speed")
        if _SPEED.search(h.item) and (h.item not in _WEAK or not doc.text[h.start : h.end].islower())
    ]
    found: list[tuple[int, int, bool]] = []
    if any(stem in low for stem in held(doc, _STEMS)):
        for begin, end in _sentences(doc, low):
            m = _PROMISE.search(low, begin, end)
            if m and not _REPORTED.search(low, begin, end) and (_fast(m) or m.group(4)[:4] not in _PER_WEEK):
                found.append((*m.span(), _fast(m)))
    spans = sorted(found)
    for hit in speed:
        sentence = doc.sentence_at(hit.start)
        if (
            not any(s <= hit.start < e for s, e, _ in spans)
            and not _REPORTED.search(low, sentence.start, hit.start)
            and _shown(doc, hit.start, sentence.start, sentence.end)
        ):
            found.append((hit.start, hit.end, False))
    kept = sorted(f for f in found if _shown(doc, f[0], doc.sentence_at(f[0]).start, doc.sentence_at(f[0]).end))
    told = _headlines(doc)
    if not kept and not told:
        return SILENT
    evidence = [*(Evidence(Span(s, min(e, s + 300)), "weight-loss promise") for s, e, _ in kept[:20]), *told]
    counts = {"promise_count": len(kept), "headline_count": len(told), "fast_count": sum(f for _, _, f in kept)}
    return Reading({name: min(_CAP, n) for name, n in counts.items()}, tuple(evidence[:20]))


def _headlines(doc: Document) -> list[Evidence]:
    """Headings that tell of a loss at such a pace, else a title that does; none on illness, on animals or in warnings."""
    note = "a weight loss that no diet has"
    spans = (Span(b.start, min(b.end, b.start + 300)) for b in doc.headings)
    found = [Evidence(span, note) for span in spans if _impossible(doc.lowered[span.start : span.end])]
    titled = not found and _impossible(doc.title.lower())
    return [Evidence(None, note, where="title", quote=doc.title[:300])] if titled else found


def _impossible(headline: str) -> bool:
    m = _TOLD.search(headline)
    if not m or _ILL.search(headline) or headline.rstrip().endswith("?"):
        return False
    numbers = [g for g in m.groups() if g]
    amount, unit, time, span = numbers if numbers[1][0] in "lpk" else (*numbers[2:], *numbers[:2])
    days = int(time) * (1 if span[0] in "dtj" else 7)
    return float(amount) * _UNIT.get(unit, 1.0) * 7 > _IMPOSSIBLE * max(days, 1)


def _sentences(doc: Document, low: str) -> list[tuple[int, int]]:
    """Sentences with a unit of weight."""
    found: dict[int, int] = {}
    for stem in held(doc, _STEMS):
        at = low.find(stem)
        while at >= 0 and len(found) < 2000:
            sentence = doc.sentence_at(at)
            found[sentence.start] = min(sentence.end, sentence.start + 500)
            at = low.find(stem, max(at + 1, sentence.end))
    return sorted(found.items())


def _fast(m: re.Match[str]) -> bool:
    """Whether the promised pace is above one kilogram a week."""
    kilos = float((m.group(2) or m.group(1)).replace(",", ".")) * _UNIT.get(m.group(3), 1.0)
    count, unit = m.group(4), m.group(5) or m.group(4)
    letter = {"j": "d", "t": "d"}.get(unit[0], unit[0])
    letter = {"w": "w", "s": "s"}.get(unit[0], letter)
    days = _DAYS.get(letter, 30.0) * (int(count) if count.isdigit() else _NUMBER.get(count, 1))
    return kilos * 7 / max(1.0, days) > _SAFE_KILOS


def _shown(doc: Document, at: int, start: int, end: int) -> bool:
    """Outside quotations, reports, warnings and questions."""
    block = doc.block_at(at)
    before = doc.text[max(block.start, at - 300) : at]
    if (
        block.kind in ("quote", "code")
        or before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
        or before.count('"') % 2
    ):
        return False
    if doc.text[start:end].rstrip().endswith("?") and _DENIED.match(doc.text, end):
        return False  # asked, and answered with no
    marks = doc.hits("attribution", "report", "debunk")
    starts = [h.start for h in marks]
    return bisect_left(starts, start - 160) == bisect_left(starts, end + 160)
