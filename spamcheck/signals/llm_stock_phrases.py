"""Machine-style wording: stock vocabulary and the sentence frames that text generators fall back on.

Why: "not just X but Y", importance that is asserted ("marks a pivotal moment"), a trailing clause that praises its own
sentence (", ensuring lasting results") and abstract threes ("innovation, compassion, and excellence") fill space without
a fact. Each is legal English; many per page, of several kinds, is how generated filler reads in any topic.
Misses: edited machine text; frames in other wordings. Machine text that informs has few of them and is not meant.
Source: public descriptions of signs of machine writing, own phrase lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_MOST = 20
# After "not just X": the turn to the bigger claim.
_TURN = lazy(
    r"[^.!?]{2,90}?(?:[,;:—–]|\s-)?\s?\b(?:but(?: also| rather)?|it['’]s|it is|they['’]re|they are|sino|es|mais|c['’]est|sondern|es ist)\b"
)
# After "represents a": the importance that is claimed.
_WEIGHT = lazy(
    r" (?:[a-z-]{2,14} ){0,2}?(?:testament|beacon|cornerstone|symbol|reminder|pivotal|crucial|vital|transformative|significant|major|profound|pillar|paradigm"
    r"|game|powerful|promising|turning|milestone|key|groundbreaking|revolutionary|remarkable|bridge|catalyst|hope|new era|critical|central|essential|leading"
    r"|integral|fundamental|the way|landscape|compelling|viable|popular|topic|go-to|hito|pilar|crucial|fundamental|clave|esencial|vital|aliad[oa]|imprescindible"
    r"|essentiel|incontournable|majeur|primordial|déterminant|pilier|allié|tournant|entscheidende|zentrale|wichtige|bedeutende|wesentliche|unverzichtbar|meilenstein)\w{0,6}"
)
_ABSTRACT = lazy(
    r"(?:[a-z]{2,14}(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|cy|ivity)|trust|care|hope|science|compassion|expertise|growth|comfort|joy|mind|body|spirit)s?$"
)
_TRIO = lazy(r"([a-z-]{3,18})(?: [a-z-]{2,14})?, (?:[a-z-]{2,12} )?([a-z-]{3,18})$")
_TRIO_END = lazy(r"(?:[a-z-]{2,12} )?[a-z-]{3,18}$")  # what of it stands behind its comma
_WORD_AFTER = lazy(r" ?(?:[a-z-]{2,12} )?([a-z-]{3,18})\b")
_OPINION = lazy(
    r"\b(?:optimal|lasting|seamless|smooth|overall|better|best|needed|comprehensive|personal|personalized|unique|new|potential|hope|confident|confidence|success|successful"
    r"|quality|well-being|wellbeing|wellness|safe|effective|efficient|ideal|popular|valuable|attractive|preferred|essential|crucial|vital|important|importance|significance"
    r"|experience|journey|needs|resilience|balance|peace|valuable|long-term|calidad|óptim[oa]s?|bienestar|sereine?|qualité|optimale?|bien-être)\b"
)
_NOTES = {
    "contrast": "'not just X but Y' frame",
    "inflation": "importance asserted",
    "tail": "trailing clause that only praises",
    "list_and": "abstract trio",
}


@signal(
    title="Machine-style stock wording",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "phrase_per_1k_words": Value("stock words and phrases of generated text per 1,000 words", low_quality=+1),
        "phrase_distinct_count": Value("different ones of them, at most 20", low_quality=+1),
        "frame_per_1k_words": Value("stock sentence frames per 1,000 words", low_quality=+1),
        "frame_kinds_count": Value("different kinds of frame, at most 4", low_quality=+1),
    },
    flags="Good grout is not just a finish, but a promise, ensuring lasting comfort in every home.",
    passes="Grout is cement, sand and water; mix 5 kg with 1 litre and let it rest for ten minutes.",
)
def llm_stock_phrases(doc: Document) -> Reading:
    """Lexicon section "machine" and the frames opened by stock_frames, outside quotations."""
    found = [
        (h.start, h.end, "stock phrase of generated text", h.item) for h in doc.hits("filler_phrases", "machine") if not _spoken(doc, h)
    ]
    phrases, items = len(found), {item for *_, item in found}
    kinds: set[str] = set()
    frames = 0
    for hit in doc.hits("stock_frames", "contrast", "inflation", "tail", "list_and"):
        span = _frame(doc, hit)
        if span is not None and not _spoken(doc, hit):
            frames += 1
            kinds.add(hit.section)
            found.append((*span, _NOTES[hit.section], ""))
    if not found:
        return SILENT
    per = 1000 / max(_FEWEST_WORDS, len(doc.words))
    values = {
        "phrase_per_1k_words": per * phrases,
        "phrase_distinct_count": min(20, len(items)),
        "frame_per_1k_words": per * frames,
        "frame_kinds_count": len(kinds),
    }
    return Reading(values, tuple(Evidence(Span(a, b), note) for a, b, note, _ in _apart(sorted(found))[:_MOST]))


def _apart(found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    kept: list[tuple[int, int, str, str]] = []
    for item in found:
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept


def _frame(doc: Document, hit: Hit) -> Span | None:
    """The span of the frame that a hit opens, or None where it opens none."""
    if hit.section == "list_and":
        return _trio(doc, hit)
    end = min(doc.sentence_at(hit.start).end, hit.end + 200)
    rest = doc.text[hit.end : end].lower()
    if hit.section == "contrast":
        turn = _TURN.match(rest)
        return Span(hit.start, hit.end + turn.end()) if turn else None
    if hit.section == "inflation":
        weight = _WEIGHT.match(rest)
        return Span(hit.start, hit.end + weight.end()) if weight else None
    # A tail runs to the end of its sentence, holds no figure, and says something vague and good.
    tail = rest.rstrip()
    if len(tail) > 140 or not tail.endswith((".", "!")) or any(c.isdigit() for c in tail) or not _OPINION.search(tail):
        return None
    return Span(hit.start, hit.end + len(tail))


def _trio(doc: Document, hit: Hit) -> Span | None:
    before = doc.text[max(0, hit.start - 60) : hit.start]
    comma = before.rfind(", ")
    first = _TRIO.search(before) if comma > 0 and _TRIO_END.match(before, comma + 2) else None
    last = _WORD_AFTER.match(doc.text, hit.end)
    if first is None or last is None:
        return None
    abstract = sum(_ABSTRACT.match(word) is not None for word in (first.group(1), first.group(2), last.group(1)))
    return Span(hit.start - len(before) + first.start(), last.end()) if abstract == 3 else None


def _spoken(doc: Document, hit: Hit) -> bool:
    """Outside the main text, or inside a quotation."""
    block = doc.block_at(hit.start)
    if block.region != "main" or block.kind in ("quote", "code"):
        return True
    before, after = doc.text[max(block.start, hit.start - 400) : hit.start], doc.text[hit.end : min(block.end, hit.end + 400)]
    if before.count('"') % 2 and '"' in after:
        return True
    return any(before.rfind(a) > before.rfind(b) and b in after for a, b in ("“”", "«»", "„“"))
