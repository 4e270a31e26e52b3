"""An order for search-engine text left in the text: keyword densities, word counts of sections, notes to whoever fills the gaps.

Why: "[Add internal link]", "Section 2 (150-200 words)", "use the keyword twice" are said to a writer or a program, never to a
reader. Where they stand in the published page, nobody read it.
How: notes in square brackets that open with a verb of filling and name a thing to put there; lines that ask for a number of words,
keywords, a density or a link; lines that are labels of a brief ("H2:", "Focus keyword:"). Two of them, or one in brackets.
Misses: orders in whole sentences without such words. Pages that teach writing, search-engine work or templates, school
tasks and forms are let pass by their other words.
Source: own-written leftovers in four languages; 4,000 honest pages of the training corpus without one, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.context import about_searching, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_THING = (
    r"(?:links?|url|image|photo|picture|video|map|cta|call.to.action|keywords?|kw|keyphrase|city|town|suburb|location|region|brand|company|client"
    r"|business|clinic|practice|name|address|phone|number|price|rating|reviews?|testimonials?|quotes?|statistics?|stats?|study|source|citation"
    r"|bio|author|table|list|faq|schema|anchor|text|paragraph|section|intro\w*|conclusion|details?|example|hours|logo|date|year|discount|offer"
    r"|enlaces?|imagen|foto|ciudad|marca|palabra clave|fuente|precio|tel[e\u00e9]fono|nombre|testimonio|dato|lien|ville|marque|mot.cl[e\u00e9]"
    r"|prix|t[e\u00e9]l[e\u00e9]phone|nom|t[e\u00e9]moignage|chiffre|bild|stadt|ort|marke|schl\u00fcsselwort|quelle|preis|telefon\w*|firmenname"
    r"|kundenstimme|zahl|adresse)"
)
_NOTE = lazy(
    r"\[\s?(?:[Ii]nsert|INSERT|[Aa]dd|ADD|[Ii]nclude|[Mm]ention|[Rr]eplace|[Ii]nternal link|[Ee]xternal link|[Ll]ink to|[Cc]lient (?:to|name|please)"
    r"|[Ww]riter|[Ee]ditor|TODO|TBC|TBD|[Pp]laceholder|[Ii]mage(?: of|:| here)|[Pp]hoto(?: of|:| here)|CTA|[Kk]eyword|KW|[Hh][1-4]\b ?:?"
    r"|[Ii]nsertar?|[Aa]\u00f1adir?|[Ii]nclui[rd]|[Mm]encionar?|[Ii]ns[e\u00e9]rer?|[Aa]jouter|[Mm]entionner|[Ee]inf\u00fcgen|[Hh]ier|[Ee]rg\u00e4nzen"
    r"|[Ff]\u00fcge|[Bb]ild (?:von|einf))"
    r"(?![a-z\u00df-\u00ff])[^\]\n]{0,160}\]"
)
_INLINE = lazy(
    r"(?:(?<![\s\S])|(?<=[.!?:] )|(?<=\n)|(?<=\())(?:Insert|Insertar?|Ins\u00e9rer|Einf\u00fcgen)"
    r" (?:\d|the|an?|your|some|two|three|our|client|local|el|la|un|una|le|une|den|das|die) ?[^.!?\n()]{0,70}"
    r"(?:\bhere\b|\bkeywords?\b|\bscraper\b|\bplaceholder\b|aqu\u00ed|palabra clave|\bici\b|mot.cl[e\u00e9]|\bhier\b)[^.!?\n]{0,60}"
)
_RANGE = lazy(
    r"(?:\b(?:section|part|intro\w*|conclusion|paragraph|h[1-4]|body|faq|secci[o\u00f3]n|p[a\u00e1]rrafo|partie|paragraphe|abschnitt|absatz|einleitung|fazit)"
    r"[^.\n]{0,40}|[(\[]\s?(?:approx\.? |about |max\.? |min\.? |~ ?|m[a\u00e1]x\.? |env\. |ca\. )?)\d{2,4}(?: ?[-\u2013\u2014] ?| to | a | \u00e0 | bis )?\d{0,4} "
    r"(?:words|palabras|mots|w\u00f6rter)\b"
)
_KEYWORD = lazy(
    r"\b(?:(?:use|include|insert|add|repeat|mention|place|weave in|sprinkle|put|usar?|incluir|repetir|mencionar|utiliser|inclure|r\u00e9p\u00e9ter|placer"
    r"|verwenden|einbauen|nennen) [^.\n]{0,50}\b(?:keywords?|keyphrase|kw|palabras? clave|mots?.cl[e\u00e9]s?|suchbegriff)\b"
    r"|(?:keyword|kw|keyphrase) (?:density|count|placement)|densidad de palabras?|densit\u00e9 (?:de|du) mots?.cl|keyword-?dichte"
    r"|(?:keyword|palabra clave|mot.cl[e\u00e9]|(?<!\d )(?<!\d)kw)\b[^.\n]{0,60}\b(?:\d{1,2}|once|twice|three|five|at least|min)\b ?(?:x\b|times|veces|fois|mal)?"
    r"|(?:mention|use|name|repeat) (?:the )?(?:city|town|brand|location|area)[^.\n]{0,20}\d{1,2} ?(?:x|times))"
)
_LABEL = lazy(
    r"\W{0,3}(?:h[1-4]|(?:focus|main|primary|secondary|target|seo) (?:keywords?|keyphrases?|kw|title)|lsi keywords?|meta (?:title|description)|url slug|slug"
    r"|(?:search|user) intent|tone(?: of voice)?|target audience|audience|word count|internal links?|external links?|anchor text|cta"
    r"|palabras? clave(?: \w+)?|t\u00edtulo seo|meta descripci\u00f3n|p\u00fablico objetivo|tono|enlaces? internos?|mots?.cl[e\u00e9]s?(?: \w+)?|titre seo"
    r"|m\u00e9ta.?description|public cible|ton|liens? internes?|fokus.?keyword|haupt.?keyword|zielgruppe|tonalit\u00e4t|interne links?|meta.?beschreibung)"
    r"\s?(?:\([^)\n]{0,30}\))?\s?[:=\]]"
)

_FILL = ("Insert", "Ins\u00e9r", "Einf\u00fcg")
_TEACHES = lazy(
    r"\b(?:essay|assignment|homework|worksheet|students?|teacher|exam|syllabus|marking|abstracts?|manuscripts?|authors? guidelines?|submission|reviewers?"
    r"|cover letter|agreement|contract|lease|hereinafter|template|placeholder|style guide|brackets|prompts?|chatbots?|application form|transcript"
    r"|plantilla|vorlage|mod\u00e8le|redacci\u00f3n escolar|schulaufgabe|dissertation)\b"
)
_ABOUT_NOTE = lazy(r"(?:write|type|says?|fill in|replace|such as|like|labelled|marked|reads?):? {0,2}$")
_FEWEST_TALK = 2


def _notes(doc: Document) -> list[Span]:
    text = doc.text
    if "[" not in text:
        return []
    found = []
    thing = lazy(rf"\b{_THING}\b")
    for m in _NOTE.finditer(text):
        inner = m.group()[1:-1].strip()
        words = inner.split()
        linked = any(k.start <= m.start() + 1 and k.end >= m.end() - 1 for k in doc.links)
        named = len(words) > 1 and (thing.search(inner.lower()) is not None or (len(words) > 3 and inner.isupper()))
        if (
            named
            and not linked
            and not _ABOUT_NOTE.search(doc.text, max(0, m.start() - 40), m.start())
            and inner.lower() not in ("add to list", "insert name", "insert date", "hier klicken")
        ):
            found.append(Span(m.start(), min(m.end(), m.start() + 300)))
    return found


def _around(doc: Document, lower: str, section: str, pattern: re.Pattern[str], before: int, after: int) -> list[Span]:
    """Matches of a pattern near the words of a section, without trying it anywhere else."""
    found: dict[int, Span] = {}
    for hit in doc.hits("brief_marks", section)[:200]:
        m = pattern.search(lower, max(0, hit.start - before), hit.end + after)
        if m:
            found[m.start()] = Span(m.start(), min(m.end(), m.start() + 300))
    return list(found.values())


def _lines(doc: Document, lower: str) -> tuple[list[Span], list[Span]]:
    """Orders inside sentences, and lines that are labels of a brief."""
    orders = _around(doc, lower, "counted", _RANGE, 60, 6) + _around(doc, lower, "named", _KEYWORD, 80, 80)
    orders += _around(doc, doc.text, "fill", _INLINE, 2, 160)
    labels = []
    for hit in doc.hits("brief_marks", "label", "named"):
        block = doc.block_at(hit.start)
        m = _LABEL.match(lower, block.start, min(block.end, block.start + 60)) if hit.start - block.start < 20 else None
        if m and block.kind != "code":
            labels.append(Span(block.start, min(m.end(), block.end)))
    return orders, sorted(set(labels))


@signal(
    title="Order for search-engine text left in",
    family="templating",
    policy="scaled_content_abuse",
    languages=("any",),
    values={
        "note_count": Value("notes in brackets on what to put there, at most 6", spam=+1, low_quality=+1),
        "order_count": Value("orders on words, keywords and links, from 2 different places, at most 6", spam=+1, low_quality=+1),
    },
    flags="Gutters need care twice a year. [Insert internal link to the gutter page] Use the main keyword three times in this section (150-200 words).",
    passes="Gutters need care twice a year [1]. Write to us with your name and address; letters of up to 200 words are printed.",
)
def writing_brief(doc: Document) -> Reading:
    notes = _notes(doc)
    if not notes and not doc.hits("brief_marks"):
        return SILENT
    lower = doc.folded.text if len(doc.folded.text) == len(doc.text) and not doc.folded.cuts else doc.lower_text
    if len(lower) != len(doc.text):
        return SILENT
    orders, labels = _lines(doc, lower)
    filled = any(doc.quote(s).startswith(_FILL) for s in orders)
    orders += labels if len({doc.quote(s).lower() for s in labels}) > 1 or orders or notes else []
    orders = [s for s in orders if not any(n.start <= s.start < n.end for n in notes)]
    if len(orders) < 2 and not notes and not filled:
        orders = []
    notes, orders = ([s for s in spans if doc.block_at(s.start).kind != "code" and not quoted(doc, s.start)] for spans in (notes, orders))
    if not (notes or orders) or about_searching(doc) or len(_TEACHES.findall(doc.folded.text)) >= _FEWEST_TALK:
        return SILENT
    found = [(s, "a note to whoever fills the page, left in it") for s in notes]
    found += [(s, "an order for search-engine text, left in the text") for s in orders]
    shown = tuple(Evidence(span, note) for span, note in sorted(set(found))[:20])
    return Reading({"note_count": min(_CAP, len(notes)), "order_count": min(_CAP, len(set(orders)))}, shown)
