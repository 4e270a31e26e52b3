"""Things that can be checked: figures with units, dates, names, institutions, studies, identifiers.

Why: a text written from knowledge names doses, years, people, places and sources; filler has none of them. Different
specifics are counted (a brand repeated twenty times is one), per 1,000 words, with a cushion for short texts.
Misses: specifics spelled out in words ("twelve weeks"); invented ones. German nouns are all capitalised, so names count
there only after a title, a forename or as part of a known place.
Source: own patterns; the silent value is the median of honest articles in the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SILENT = 22.0  # median of honest articles of 250 words or more (en 22.7, fr 13.9, de 16.4), see Source
_CUSHION = 150  # words at the silent rate that every text is counted with
_FEWEST_WORDS = 60
_LONG = 250  # words from which on an absence says something
_NEARLY_NONE = 6.0  # specifics per 1,000 words: a tenth of honest articles have fewer ...
_VAGUE = 12.0  # ... so the flag also asks for this many vague words per 1,000 (plain advice pages have 3, see Source)
_MOST = 20
_READ = 30_000  # characters: five thousand words show how specific a text is
_YEAR = lazy(r"\b(?:19|20)\d\d\b")
_NUMBER = lazy(r"[0-9][\d.,]*")
# What may follow a number: a second number, then a unit.
_AFTER = lazy(r"(?:\s?[-–]\s?[0-9][\d.,]*)?[\s-]?(?:%|°|[a-zµñíA-Z]{1,14})")
_UNIT_WORDS = (
    "mg g µg mcg kg ml l m cm mm km lb lbs oz kcal calories hour hours minute minutes day days week weeks month months year years patients people participants women men children"
    " cases miles times million billion euro euros dollar dollars pound pounds percent prozent st nd rd th hora horas minutos día días semanas meses años personas pacientes"
    " heure heures jour jours semaines mois ans personnes stunde stunden minuten tag tage tagen wochen monate monaten jahr jahre jahren patienten personen % °"
)
_UNITS = frozenset(_UNIT_WORDS.split())
# A capitalised word after a lower-case word or a comma: a name inside a sentence; with its capitalised neighbours.
_NAME = lazy(
    r"[A-ZÀ-ÖØ-Þ](?<=[a-zà-ÿ,;(] .)[a-zà-ÿ]{2,}(?![\w’\':])(?:[- ](?:(?:of|de|la|le|the|and|del|van|von|für|et) )?[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}){0,4}"
)
_TITLED = lazy(
    r"(?:Dr|Prof|Professor|Doctor|Dra|Frau|Herr|Mr|Mrs|Ms)\.? (?:[a-z]{1,4}\. ){0,3}[A-ZÀ-ÖØ-Þ][\wà-ÿ-]{2,}(?: [A-ZÀ-ÖØ-Þ][\wà-ÿ-]{2,})?|[A-ZÀ-ÖØ-Þ][a-zà-ÿ-]{2,} et al\b"
)
_EVENTS = {
    "en": "was were had did said told went came found reported published announced wrote began became took gave made asked felt thought died lived worked met explained showed voted paid left",
    "es": "fue fueron era eran había habían dijo dijeron hizo hicieron publicó anunció estaba estaban tuvo tuvieron empezó llegó explicó murió encontró",
    "fr": "était étaient fut furent avait avaient dit déclaré publié annoncé fait vu pris trouvé été expliqué mort rencontré",
    "de": "war waren wurde wurden hatte hatten sagte sagten erklärte berichtete fand fanden ging kam begann gab schrieb starb traf machte",
}
_EVENT_SETS = {language: frozenset(words.split()) for language, words in _EVENTS.items()}
_CAPITALISED = lazy(r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{2,}")
_CURRENCY = frozenset("$€£¥")
_OPEN = frozenset(("", " ", "\n", "\t", "(", "$", "€", "£", "¥"))
_NO_NAME = frozenset(
    [
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "english",
        "spanish",
        "french",
        "german",
        "internet",
        "god",
        "covid",
        "mr",
        "mrs",
        "ms",
        "dr",
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "you",
        "your",
        "we",
        "our",
        "they",
        "how",
        "what",
        "why",
        "when",
        "where",
        "who",
        "which",
        "if",
        "click",
        "read",
        "learn",
        "contact",
        "call",
        "visit",
        "home",
        "page",
        "menu",
        "step",
        "note",
        "tip",
        "yes",
        "no",
        "not",
        "see",
        "faq",
    ]
)


@signal(
    title="Specific, checkable content",
    family="templating",
    languages=("en", "es", "fr", "de"),
    values={
        "specific_per_1k_words": Value("different figures, dates, names and identifiers per 1,000 words", low_quality=-1, silent=_SILENT),
        "event_per_1k_words": Value("verbs that tell what happened or who said it, per 1,000 words", low_quality=-1),
        "unspecific_flag": Value("250 words or more of vague words with nearly no figure, date or name", low_quality=+1),
    },
    flags="On 3 May 2019 the council of Ashby paid £4,200 for 12 benches made by Tom Hale in Leeds.",
    passes="The benches were paid for by the council and made by a local joiner.",
)
def specificity(doc: Document) -> Reading:
    """Different specifics in the main text."""
    blocks = [b for b in doc.blocks if b.region in ("main", "references") and b.kind != "code"]
    words, found = _scan(doc, blocks)
    if not words or (words < _FEWEST_WORDS and not found):
        return SILENT
    rate = 1000 * (len(found) + _CUSHION * _SILENT / 1000) / (words + _CUSHION)
    told = _EVENT_SETS[doc.language or "en"]
    events = 1000 * len(doc.places(told)) / max(_LONG, len(doc.words))
    if words >= _LONG and 1000 * len(found) / words < _NEARLY_NONE and _is_vague(doc) and not _date_line(doc, blocks):
        note = f"looked for figures, dates, names and identifiers: {len(found)} in {words} words"
        return Reading({"specific_per_1k_words": rate, "event_per_1k_words": events, "unspecific_flag": 1.0}, (Evidence(None, note),))
    spans = sorted(found.values())[:_MOST]
    return Reading(
        {"specific_per_1k_words": rate, "event_per_1k_words": events}, tuple(Evidence(Span(*span), "specific") for span in spans)
    )


def _is_vague(doc: Document) -> bool:
    """Many words that value without saying anything."""
    vague = read("vague_function_words", doc.language)
    return 1000 * len(doc.places(frozenset(vague))) / len(doc.words) >= _VAGUE


def _date_line(doc: Document, blocks: list[Block]) -> bool:
    """A short line of its own with a year: the page says when it was written."""
    return any(b.end - b.start <= 60 and _YEAR.search(doc.text, b.start, b.end) for b in blocks)


def _scan(doc: Document, blocks: list[Block]) -> tuple[int, dict[str, tuple[int, int]]]:
    """Words read, and the first place of each different specific."""
    found: dict[str, tuple[int, int]] = {}
    words = chars = 0
    text, german = doc.text, doc.language == "de"
    for start, end in _runs(blocks):
        end = min(end, start + _READ - chars)
        if end <= start:
            break
        chars += end - start
        words += len(doc.words.between(start, end))
        for span in _figures(text, start, end):
            found.setdefault(text[span[0] : span[1]].lower(), span)
        for m in _TITLED.finditer(text, start, end) if german else ():
            found.setdefault(m.group(), m.span())
    for start, end in _runs([_unlabelled(text, b) for b in blocks if _is_prose(text, b)]):
        for span in _names(text, start, min(end, start + _READ), german):
            found.setdefault(text[span[0] : span[1]].split(None, 1)[0], span)
    return words, found


def _unlabelled(text: str, block: Block) -> Block:
    """A block without the label before its first colon ("Cold Roots: ..." names nobody)."""
    colon = text.find(":", block.start, min(block.end, block.start + 80))
    return block._replace(start=colon + 1) if 0 <= colon < block.end - 20 else block


def _is_prose(text: str, block: Block) -> bool:
    """Headings, title-case captions, buttons and labels hold no names."""
    if block.kind == "heading":
        return False
    return block.end - block.start > 120 or text[block.start : block.end].rstrip().endswith((".", "!", "?", "…", ".”", '."'))


def _figures(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbers with a unit or currency, and numbers of two digits or more, outside addresses."""
    spans = []
    for m in _NUMBER.finditer(text, start, end):
        at, digits = m.start(), len(m.group().rstrip(".,"))
        after = _AFTER.match(text, m.end())
        unit = after if after and after.group().strip(" -–0123456789.,\n").lower() in _UNITS else None
        before = text[at - 1 : at]
        money = before in _CURRENCY
        if (unit or money or digits > 1) and (before in _OPEN or not _in_address(text, at)):
            spans.append((at - money, unit.end() if unit else at + min(60, digits)))
    return spans


def _runs(blocks: list[Block]) -> list[tuple[int, int]]:
    """Neighbouring blocks joined, so that a page of a thousand cells is one scan."""
    runs: list[tuple[int, int]] = []
    for b in blocks:
        if runs and b.start - runs[-1][1] <= 4:
            runs[-1] = (runs[-1][0], b.end)
        else:
            runs.append((b.start, b.end))
    return runs


def _names(text: str, start: int, end: int, german: bool) -> list[tuple[int, int]]:
    if german:
        known, places = read("forenames"), read("places", "de")
        return [m.span() for m in _CAPITALISED.finditer(text, start, end) if m.group().lower() in known or m.group().lower() in places]
    spans = []
    for m in _NAME.finditer(text, start, end):
        if m.group().split(" ", 1)[0].lower() not in _NO_NAME:
            spans.append((m.start(), min(m.end(), m.start() + 300)))
    return spans


def _in_address(text: str, at: int) -> bool:
    """Digits inside a URL or a file name are no facts."""
    token = text[max(0, at - 60) : at].rsplit(None, 1)[-1:] or [""]
    return "/" in token[0] and "." in token[0]
