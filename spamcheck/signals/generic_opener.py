"""The text opens on a stock note: a rhetorical question to the reader, or "In today's fast-paced world".

Why: the first sentences of an informed text say what it is about; a template warms up. Questions as headings, and
questions that the page then answers (FAQ), are not openers.
Misses: stock openings in other words; openers after a long introduction of names and dates.
Source: own grammar and phrase lists, training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Block, Document, Evidence, Sentence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_WORDS = 60  # of running text: the opening
_LONGEST = 300
_PROSE = 60  # characters: a shorter block is a label, a heading or a byline
_ASKS = {
    "en": lazy(r"(?:are|do|did|have|does|is|ever|looking|tired|struggling|want|wondering|what if|why not|imagine|ready|feeling|need|searching|curious|confused)\b.{0,200}\b(?:you|your|yourself)\b|(?:ever|tired|struggling"
                     r"|looking for|ready to|wondering|feeling|searching|curious|want to|need)\b"),
    "es": lazy(r"(?:¿)?(?:est[áa]s|te has|has|sabes|sab[íi]as|quieres|buscas|sufres|necesitas|alguna vez|cansad[oa]|te gustar[íi]a)\b"),
    "fr": lazy(r"(?:vous [êe]tes|[êe]tes-vous|avez-vous|savez-vous|saviez-vous|souffrez-vous|cherchez-vous|vous cherchez|vous souffrez|voulez-vous|envie de|fatigu[ée]|tu cherches|as-tu|es-tu|marre de)\b"),
    "de": lazy(r"(?:haben sie|hast du|sind sie|bist du|suchen sie|suchst du|leiden sie|leidest du|kennen sie|kennst du|m[öo]chten sie|m[öo]chtest du|wussten sie|wusstest du|fragen sie sich|fragst du dich"
                     r"|tr[äa]umen sie|tr[äa]umst du)\b"),
}  # fmt: skip
_SETS_SCENE = {
    "en": lazy(
        r"(?:in today['’]s|in (?:recent|the past few|the last few) (?:years|decades)|in (?:the|our) (?:modern|ever-|fast-|digital|rapidly|world of|realm of|hustle|age of|quest)|in (?:a|this) (?:world|day and age|era|age)|in an (?:era|age|ever)"
        r"|in the (?:dynamic|vibrant|bustling|heart of)|nowadays|imagine |picture this|welcome to|since (?:time|the dawn)|throughout history|when it comes to|as we (?:navigate|age|strive|move)|we['’]ve all|we all|let['’]s face"
        r"|have you ever|it['’]s no (?:secret|surprise|wonder)|it is no (?:secret|surprise|wonder)|there(?:['’]s| is) no (?:denying|doubt|question)|more than ever|now more than ever|with the (?:rise|growing|increasing|advent)"
        r"|(?:a|the) (?:healthy|beautiful|radiant|confident|bright|perfect|dream) \w{3,12} (?:is|can)|did you know|navigating |embark\w{0,3} on|few things|living with|finding the (?:right|perfect|best)|choosing the (?:right|perfect|best)"
        r"|are you |looking for |if you(?:['’]re| are) (?:looking|searching|considering|tired|struggling|like)|if you(?:['’]ve| have) ever|whether you(?:['’]re| are)|discover (?:the|how|why)|unlock|say goodbye|the (?:world|field|realm|landscape) of)"
    ),
    "es": lazy(r"(?:en (?:la actualidad|el mundo (?:actual|de)|un mundo|los [úu]ltimos a[ñn]os|la era|pleno siglo|la sociedad)|hoy en d[íi]a|a lo largo de la historia|desde tiempos|bienvenid|imagina|cada vez m[áa]s|cuando se trata)"),
    "fr": lazy(r"(?:de nos jours|[àa] l['’][èe]re|dans (?:un monde|le monde|notre (?:monde|soci[ée]t[ée])|la soci[ée]t[ée])|aujourd['’]hui, |depuis (?:la nuit|toujours)|ces derni[èe]res ann[ée]es|imaginez|bienvenue|de plus en plus"
                     r"|lorsqu['’]il s['’]agit)"),
    "de": lazy(r"(?:in der heutigen|in unserer (?:heutigen|modernen|schnelllebigen)|in einer (?:welt|zeit)|heutzutage|in den letzten jahren|in zeiten|seit jahrhunderten|seit jeher|stell(?:en sie|e? dir|t euch)|willkommen|immer mehr menschen"
                     r"|wenn es um)"),
}  # fmt: skip


@signal(
    title="Stock opening",
    family="templating",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "question_flag": Value("the text opens with a rhetorical question to the reader", low_quality=+1),
        "scene_flag": Value("one of the first sentences opens with a stock setting of the scene", low_quality=+1),
        "opener_count": Value("stock sentences among the first 60 words, at most 4", low_quality=+1),
    },
    flags="Are you tired of squeaky floors? In today's busy world, floors matter more than ever before, and a quiet home is worth its weight in gold.",
    passes="Squeaks come from boards that rub on a nail. Find the joist, drill a 3 mm hole and drive in a screw until the board no longer moves.",
)
def generic_opener(doc: Document) -> Reading:
    """The sentences of the first 60 words of running text."""
    language = doc.language or "en"
    asked = set_scene = 0
    found: list[Evidence] = []
    for sentence in _opening(doc):
        line = doc.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)].rstrip()
        low = line.lower().lstrip('¿¡"“«*_ ')
        if line.endswith("?") and _ASKS[language].match(low):
            asked, note = asked + 1, "rhetorical question as opening"
        elif line[:1] not in '"“«„' and _SETS_SCENE[language].match(low):
            set_scene, note = set_scene + 1, "stock opening"
        else:
            continue
        found.append(Evidence(Span(sentence.start, sentence.start + len(line)), note))
    if not found:
        return SILENT
    values = {"question_flag": float(asked > 0), "scene_flag": float(set_scene > 0), "opener_count": min(4, asked + set_scene)}
    return Reading(values, tuple(found))


def _opening(doc: Document) -> list[Sentence]:
    """Sentences of the first 60 words of running text, a question only where more text follows in its block."""
    found: list[Sentence] = []
    seen = 0
    first: Block | None = None
    for sentence in doc.sentences[:60]:
        block = doc.blocks[sentence.block]
        if block.kind not in ("paragraph", "item") or block.region != "main" or block.end - block.start < _PROSE:
            continue
        if seen >= _WORDS or (first is not None and block.kind == "item"):
            break
        first = first or block
        seen += len(doc.words.between(sentence.start, sentence.end))
        found.append(sentence)
    return found
