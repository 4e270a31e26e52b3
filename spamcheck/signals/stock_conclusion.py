"""A closing section that says nothing new: it repeats the text and ends on outlook, journey or advice to consult.

Why: "In conclusion, X offers hope ... as research continues ..." is the last box of the template. A conclusion that
brings a figure, a name or a recommendation of its own is content and stays silent.
Misses: conclusions without a cue; conclusions with one figure thrown in.
Source: own cues, closing phrases of lexicons/filler_phrases, training corpus, 2026-11.
"""

from __future__ import annotations

from itertools import takewhile

from spamcheck.document import Block, Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_TAIL = 0.35  # share of the text in which a conclusion can begin
_LONGEST = 300
_FEWEST_WORDS = 25
_RESTATED = 0.45  # share of the long words of the conclusion, empty ones left out, that the text has used before
_PARAGRAPHS = 8
_LAST = 3  # blocks at the end that may be a conclusion however long they are
_CUES = {
    "en": lazy(
        r"(?:in conclusion|in summary|to (?:sum(?:marize|marise)?|conclude)(?: up)?\b|to sum (?:it )?up|in closing|in a nutshell|all in all|overall,|ultimately,|final thoughts|conclusion\b|the bottom line|wrapping (?:it )?up"
        r"|key takeaways?|takeaway|closing thoughts|summary\b|in essence|in the end,|as we(?:['’]ve| have) (?:seen|explored)|by (?:understanding|embracing|incorporating|following|prioritizing|choosing|staying))"
    ),
    "es": lazy(r"(?:en conclusi[óo]n|en resumen|para (?:concluir|finalizar|resumir)|en definitiva|conclusi[óo]n|reflexi[óo]n final|en s[íi]ntesis|en pocas palabras)"),
    "fr": lazy(r"(?:en conclusion|pour conclure|en r[ée]sum[ée]|en somme|conclusion\b|en d[ée]finitive|pour r[ée]sumer|le mot de la fin)"),
    "de": lazy(r"(?:fazit\b|zusammenfassend|abschlie[ßs]{1,2}end|alles in allem|schlussfolgerung|zusammenfassung\b|unterm strich|insgesamt l[äa]sst sich|schlussendlich)"),
}  # fmt: skip
_EMPTY = {
    "en": lazy(
        r"(?:offers?|provid(?:es?|ing)|bring\w{0,3}|giv(?:es?|ing)) (?:\w+ ){0,3}hope|continues? to (?:evolve|grow|explore|uncover|shed|advance|unfold)|as (?:research|science|technology|the field|awareness)\b|(?:the )?future of|holds? (?:\w+ )?promise"
        r"|promising|journey|unlock|empower|embrace|potential\b|transformative|consult(?:ing)? (?:with )?(?:a|an|your|qualified|healthcare)|speak (?:with|to) (?:a|an|your)|informed (?:decision|choice)|take (?:the first|control|charge)"
        r"|well-being|quality of life|valuable|essential|crucial|vital|important|remember|comprehensive|powerful|healthier|brighter|confiden(?:t|ce)|invest(?:ing|ment)? in|whether you(?:['’]re| are)|paves? the way|step (?:forward|toward)"
        r"|unique|plays? an? \w+ role|never been|rewarding|worth it|peace of mind|best (?:possible|results|outcome|choice)|successful"
    ),
    "es": lazy(r"esperanza|futuro|prometedor|potencial|viaje|camino hacia|bienestar|calidad de vida|consult\w+|esencial|fundamental|crucial|importante|clave|decisi[óo]n informada|valios|recuerda|confianza"),
    "fr": lazy(r"espoir|avenir|prometteu|potentiel|voyage|bien-[êe]tre|qualit[ée] de vie|consult\w+|essentiel|crucial|important|cl[ée]\b|d[ée]cision [ée]clair[ée]e|pr[ée]cieu|n['’]oubliez pas|confiance"),
    "de": lazy(r"hoffnung|zukunft|vielversprechend|potenzial|reise|wohlbefinden|lebensqualit[äa]t|konsult\w+|arzt|entscheidend|wichtig|unverzichtbar|wertvoll|fundierte entscheidung|denken sie daran|vertrauen"),
}  # fmt: skip
_WORD = lazy(r"[^\W\d_]{6,30}")
# A heading or line of the last quarter that sends the reader off.
_CALL = {
    "en": lazy(r"(?:(?:are you )?ready to (?!hand|eat|use|wear|cook|assemble|serve)|(?:start|begin|continue|kick-start|kickstart) your |your \w{0,20} ?journey (?:starts|begins)|take the (?:first|next) step|take (?:control|charge) of your"
                     r"|don['’]t (?:wait|let another|miss out)|why wait|transform your|invest in your|say goodbye|experience the (?:difference|power|benefits)|discover (?:how|the difference))"),
    "es": lazy(r"(?:¿?(?:listo|lista|preparad[oa]) para|empieza (?:hoy|tu)|comienza (?:hoy|tu)|da el (?:primer|siguiente) paso|no esperes m[áa]s|transforma tu|reserva (?:tu|hoy)|agenda tu)"),
    "fr": lazy(r"(?:pr[êe]te?s? (?:à|pour)|commencez (?:d[èe]s|votre)|faites le premier pas|n['’]attendez plus|transformez votre|prenez (?:rendez-vous|soin|le contr[ôo]le)|r[ée]servez (?:votre|d[èe]s))"),
    "de": lazy(r"(?:bereit f[üu]r|sind sie bereit|bist du bereit|starten sie|starte (?:jetzt|deine|dein)|machen sie den ersten|mach den ersten|warten sie nicht|warte nicht|jetzt (?:termin|starten|buchen|anmelden)|buchen sie|vereinbaren sie)"),
}  # fmt: skip
_CALL_TAIL = 0.25


@signal(
    title="Conclusion without content",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "conclusion_flag": Value("a closing section that repeats the text and ends on a stock note", low_quality=+1),
        "empty_phrase_count": Value("stock notes in it, at most 6", low_quality=+1),
        "closing_call_count": Value(
            "headings and lines of the last quarter that send the reader off ('Ready to ...?'), at most 4", low_quality=+1
        ),
    },
    flags=(
        "Hardwood flooring brings warmth to every home, and flooring installers know how flooring changes a house. Flooring can last if homeowners look after it.\n\n"
        "In conclusion, hardwood flooring is a valuable and important choice for homeowners. Flooring continues to evolve, and the right flooring is an essential step on the journey to a home that brings warmth to every house."
    ),
    passes="We tested oak and ash boards.\n\nIn conclusion, oak lost 2 % of its width and ash 5 % over the 14 weeks; we would use oak for the hall.",
)
def stock_conclusion(doc: Document) -> Reading:
    """The last cued section, its stock notes and its overlap with the text before; and the call at the end."""
    blocks = [b for b in doc.blocks if b.region == "main" and b.kind in ("paragraph", "heading", "item")]
    if not blocks:
        return SILENT
    calls = _calls(doc, blocks)
    found = _conclusion(doc, blocks)
    notes = _notes(doc, found) if found else []
    if found is None or len(notes) < 2:
        notes = []
    if not notes and not calls:
        return SILENT
    evidence = [Evidence(span, "closing sentence without content") for span in _sentences(doc, found, notes)] if found else []
    evidence += [Evidence(span, "sends the reader off") for span in calls]
    evidence.sort(key=lambda e: e.span or Span(0, 0))
    values = {"conclusion_flag": float(bool(notes)), "empty_phrase_count": min(6, len(notes)), "closing_call_count": min(4, len(calls))}
    return Reading(values, tuple(evidence[:20]))


def _calls(doc: Document, blocks: list[Block]) -> list[Span]:
    start, end = blocks[0].start, blocks[-1].end
    first = end - _CALL_TAIL * (end - start)
    call = _CALL[doc.language or "en"]
    found: list[Span] = []
    for block in blocks[-200:]:
        if block.start < first or block.end - block.start > 1500 or block.start == start:
            continue
        if call.match(doc.text[block.start : block.start + 80].lower().lstrip("¿¡*#_ ")):
            line = doc.text[block.start : min(doc.sentence_at(block.start).end, block.start + _LONGEST)].rstrip()
            found.append(Span(block.start, block.start + len(line)))
    return found


def _notes(doc: Document, found: Span) -> list[Span]:
    """Stock notes of a closing section without figures that repeats the text."""
    language = doc.language or "en"
    text = doc.text[found.start : found.end]
    low = text.lower()
    if (
        any(c.isdigit() for c in text)
        or len(text.split()) < _FEWEST_WORDS
        or len(low) != len(text)
        or _restated(doc, found, low) < _RESTATED
    ):
        return []
    notes = [Span(found.start + m.start(), found.start + m.end()) for m in _EMPTY[language].finditer(low)]
    hits: tuple[Hit, ...] = doc.hits("filler_phrases", "conclusion", "invitation", "vagueness", "machine")
    notes += [Span(h.start, h.end) for h in hits if found.start <= h.start < found.end]
    return _apart(notes, found)


def _conclusion(doc: Document, blocks: list[Block]) -> Span | None:
    """The paragraph that a cue opens, or the text under a heading that is a cue, in the last part of the text."""
    cue = _CUES[doc.language or "en"]
    start, end = blocks[0].start, blocks[-1].end
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.start < end - _TAIL * (end - start) and len(blocks) - i > _LAST:
            return None
        if cue.match(doc.text[block.start : block.start + 60].lower().lstrip("*#_ ")) is None:
            continue
        return _body(blocks[i:])
    return None


def _body(blocks: list[Block]) -> Span | None:
    """The paragraphs from the cue to the next heading; a heading that is the cue is left out."""
    first = 1 if blocks[0].kind == "heading" else 0
    body = list(takewhile(lambda b: b.kind == "paragraph", blocks[first:]))[:_PARAGRAPHS]
    return Span(body[0].start, min(body[-1].end, body[0].start + 3000)) if body else None


def _apart(notes: list[Span], inside: Span) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(notes):
        if not kept or span.start >= kept[-1].end:
            kept.append(Span(span.start, min(span.end, inside.end)))
    return kept


def _restated(doc: Document, found: Span, low: str) -> float:
    """Share of the long words of the conclusion that stand in the text before it."""
    words = set(_WORD.findall(low)) - read("vague_function_words", doc.language).keys()
    before = set(doc.words.lower[: doc.words.between(0, found.start).stop])
    return len(words & before) / len(words) if words else 0.0


def _sentences(doc: Document, found: Span, notes: list[Span]) -> list[Span]:
    """The sentences of the conclusion that hold a stock note, cut to 300 characters."""
    spans: list[Span] = []
    for note in notes:
        s = doc.sentence_at(note.start)
        start = max(s.start, found.start)
        line = doc.text[start : min(s.end, start + _LONGEST)].rstrip()
        span = Span(start, start + len(line))
        if line and span not in spans:
            spans.append(span)
    return spans
