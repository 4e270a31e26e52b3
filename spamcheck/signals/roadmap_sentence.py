"""A sentence that announces what the article is going to say instead of saying it.

Why: "in this guide we will explore ..." carries no information; pages written to a template nearly all have one, near
the top. Lessons, chapters, talks and papers announce their contents by custom and stay silent.
Misses: announcements without self-reference ("read on"); questions used as a table of contents.
Source: own grammar of the frame (self-reference + future or invitation + verb of exposition), training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_LONGEST = 300
_EARLY = 0.3  # share of the text in which a roadmap usually stands
_PIECE_EN = r"(?:article|blog(?: post| article)?|post|guide|write-up|writeup|piece|overview|roundup|deep dive|analysis|tutorial|round-up|exploration)"
# Each pattern starts with a fixed word, so that the search jumps from one occurrence to the next.
_OPENINGS = {
    "en": (
        lazy(rf"this (?:[a-z-]{{2,16}} ){{0,3}}?{_PIECE_EN}\b"),
        lazy(r"let(?:['’]s| us) (?:\w{2,12} ){0,2}?(?:explore|delve|dive|unpack|uncover|discover|take a (?:closer|deep|look)|examine|discuss|break (?:it|this|that|down)|unravel|embark|jump|get into)\b"),
        lazy(r"we(?:['’]ll| will| are going to|['’]re going to) (?:\w{2,12} ){0,2}?(?:explore|delve|dive|unpack|uncover|unravel|walk you|take you|take a (?:closer|deep)|break down"
                   r"|look at|look into|guide you|demystify|shed light|discuss|cover|examine)\b"),
    ),
    "es": (lazy(r"est[ea] (?:\w{2,14} )?(?:art[ií]culo|post|gu[ií]a|entrada|publicaci[oó]n|blog)\b"), lazy(r"a continuaci[oó]n,? (?:te|le|os|les|vamos|exploraremos|veremos|descubrir)\b")),
    "fr": (lazy(r"ce(?:t| nouvel| nouveau)? (?:\w{2,14} )?(?:article|guide|billet|post|dossier)\b"),),
    "de": (lazy(r"dies(?:em|er|en) (?:\w{2,20} )?(?:artikel|beitrag|ratgeber|blogartikel|blogbeitrag|blogpost|leitfaden|guide|post|übersicht)\b"),),
}  # fmt: skip
_ANNOUNCES = {
    "en": lazy(
        r"\b(?:we(?:['’]ll| will|['’]re going to| are going to| aim| explore| delve| discuss| dive| look at| take a)|i(?:['’]ll| will|['’]m going to)|you(?:['’]ll| will) (?:learn|discover|find|get|explore)"
        r"|let(?:['’]s| us)|will (?:explore|delve|discuss|cover|examine|look|walk|take|provide|help|guide|dive|explain|break|outline|show|highlight|uncover|shed|unravel|give|serve|teach|equip|introduce)"
        r"|aims? to|explores|delves|dives|discusses|unpacks|covers|walks you|takes you|breaks down|sheds light|seeks to|provides an? |offers an? |looks at|examines|highlights|outlines|is designed to)\b"
    ),
    "es": lazy(r"\b(?:vamos a|exploraremos|veremos|analizaremos|descubriremos|profundizaremos|hablaremos|abordaremos|aprender[áa]s|descubrir[áa]s|encontrar[áa]s|te (?:contamos|explicamos|mostramos"
                     r"|ense[ñn]amos)|les? (?:contamos|explicamos|mostramos)|explora|conocer[áa]s|repasaremos|explicaremos)\b"),
    "fr": lazy(r"\b(?:nous (?:allons|explorerons|verrons|d[ée]couvrirons|aborderons|analyserons|vous (?:pr[ée]sentons|expliquons|proposons|guidons|invitons))|on va|vous (?:allez|d[ée]couvrirez|apprendrez"
                     r"|trouverez)|explore|plongeons|d[ée]couvrons)\b"),
    "de": lazy(r"\b(?:(?:erf[äa]hrst|lernst) du|erfahren sie|lernen sie|(?:werden|wollen|schauen|gehen|beleuchten|erkl[äa]ren|zeigen|tauchen|betrachten|stellen) wir|wir (?:werden|zeigen|erkl[äa]ren|beleuchten)"
                     r"|beleuchtet|dreht sich alles|nehmen wir)\b"),
}  # fmt: skip
# Genres that announce their contents by custom, and reports about another text.
_CUSTOM = lazy(
    r"\b(?:chapter|lesson|module|course|lecture|unit|students?|paper|study|trial|thesis|systematic|meta-analysis|journal|authors?|hypothesi\w{1,4}|dataset|workshop|webinar|session|episode|podcast|series"
    r"|cap[ií]tulo|lecci[oó]n|chapitre|le[çc]on|kapitel|lektion|studie)\b"
)
_QUOTES = lazy(r"[\"“”«»„]")


@signal(
    title="Announces its contents instead of giving them",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "roadmap_count": Value("sentences that announce what the text will say, at most 5", low_quality=+1),
        "early_flag": Value("one of them stands in the first third of the text", low_quality=+1),
    },
    flags="In this post, we will explore the many ways of choosing a lawn mower.",
    passes="In this photo the mower stands beside the shed, and the blade has been taken off.",
)
def roadmap_sentence(doc: Document) -> Reading:
    """Sentences with self-reference and announcement."""
    language = doc.language or "en"
    folded = doc.folded.text
    found: dict[int, Sentence] = {}
    for i, opening in enumerate(_OPENINGS[language]):
        for m in opening.finditer(folded):
            if len(found) >= 50:
                break
            at = doc.folded.original(m.start())
            sentence = doc.sentence_at(at) if doc.sentences else None
            if (
                sentence is not None
                and sentence.start not in found
                and _announces(doc, sentence, language, whole=i > 0 and language == "en")
            ):
                found[sentence.start] = sentence
    if not found:
        return SILENT
    spans = [_cut(doc, s) for _, s in sorted(found.items())]
    early = any(s.start < _EARLY * len(doc.text) for s in spans)
    return Reading(
        {"roadmap_count": min(_CAP, len(spans)), "early_flag": float(early)},
        tuple(Evidence(s, "announces its contents") for s in spans[:20]),
    )


def _announces(doc: Document, sentence: Sentence, language: str, *, whole: bool) -> bool:
    """Whether a sentence with an opening is an announcement (whole: the opening already says so)."""
    block = doc.blocks[sentence.block]
    if block.region != "main" or block.kind in ("heading", "quote", "code"):
        return False
    line = doc.text[sentence.start : min(sentence.end, sentence.start + 600)].lower()
    if _QUOTES.search(line) or _CUSTOM.search(line):
        return False
    return whole or _ANNOUNCES[language].search(line) is not None


def _cut(doc: Document, sentence: Sentence) -> Span:
    text = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    return Span(sentence.start, sentence.start + len(text.rstrip()))
