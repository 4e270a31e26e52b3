"""What a chat assistant said around the text, left in the text: refusals, "Sure! Here is ...", buttons, prompt labels.

Why: whoever publishes this has not read the page, and published a machine's answer as an article.
How: listed phrases in the place where an assistant puts them: sentences in which it names itself; openings, closings and
labels at the start of a block, with the noun of a writing task beside them; buttons and citation tokens on their own.
Not counted: quotations, code, passages that speak of chatbots, forum answers that hope to help.
Misses: answers that were cleaned. Source: survey rows T3; on training no honest page, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_QUOTES = frozenset('"“”«»„')
_AROUND = 400
# In English the shared list also holds everyday sentences; an assistant names itself or its training.
_SELF = re.compile(r"\bai\b|language model|artificial intelligence|openai|my (?:last )?(?:knowledge|training)"
                   r"|knowledge (?:update|cut)|of my last|fulfill|cannot generate|can't assist"
                   r"|cannot assist|can't browse|cannot browse|unable to generate")  # fmt: skip
_DOUBTFUL = frozenset(("knowledge cutoff", "knowledge cut-off"))
_TASK = re.compile(
    r"\b(?:article|blog|post|version|rewritten|rewrite|reworded|outline|draft|paraphrased|translation|seo|words?|title|description|headline"
    r"|introduction|conclusion|paragraphs?|copy|content|text|art[ií]culo|versión|traducción|texto|título|article|texte|titre|réécrit\w*"
    r"|traduction|artikel|fassung|übersetzung|überarbeitet\w*|umgeschrieben\w*|titel|beschreibung|keywords?|tone|section|changes|shorter)\b"
)
_OFFER = re.compile(r"(?:like|want|wish|need|if you'd like, i can|i can also|me to|happy to|should i|ich|je|que|puedo|peux)")
_TOKENS = ("oaicite", "contentreference", "oai_citation", "turn0", "turn1", "citeturn", "grok_card", "attributableindex")
_BUTTONS = ("regenerate", "stop generating", "chatgpt said", "chatgpt can make mistakes", "copy code", "continue generating", "regenerar",
            "régénérer", "antwort ")  # fmt: skip
_LABELS = ("meta ", "méta", "metad", "metab", "focus key", "target key", "primary key", "secondary key", "seo ", "title tag",
           "url slug", "image prompt", "suggested image", "word count", "(word count", "palabra clave", "título seo", "mot-clé",
           "mots-clés", "titre seo", "fokus-", "hauptk")  # fmt: skip
_PROMPTS = ("write a", "rewrite th", "act as an", "you are an expert", "avoid ai", "100% unique", "[end of", "[fin ", "[ende ",
            "replace the placeholder")  # fmt: skip
_ABOUT = re.compile(
    r"chatbot|chatgpt|chat gpt|openai|language model|gpt-|prompts?\b|ai-generated|sprachmodell"
    r"|modelo de lenguaje|modèle de langage|\bbots?\b"
)


def _at_block_start(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return not doc.text[block.start : hit.start].strip(" *_#>-(\t\n")


def _alone(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return block.end - block.start <= hit.end - hit.start + 60 and _at_block_start(doc, hit)


def _quoted(doc: Document, hit: Hit) -> bool:
    start, end, block = doc.sentence_at(hit.start)
    return not _QUOTES.isdisjoint(doc.text[max(0, start - 2) : end + 2]) or doc.blocks[block].kind in ("code", "quote")


def _told(doc: Document, hit: Hit) -> bool:
    """Whether the words around speak of chatbots: then the phrase is their subject."""
    before = doc.text[max(0, hit.start - _AROUND) : hit.start].lower()
    after = doc.text[hit.end : hit.end + _AROUND].lower()
    return _ABOUT.search(before) is not None or _ABOUT.search(after) is not None


def _says_task(doc: Document, hit: Hit) -> bool:
    return _TASK.search(doc.text[hit.start : hit.end + 120].lower()) is not None


def _residue(doc: Document, hit: Hit) -> str:
    if hit.item.startswith(_TOKENS):
        return "a citation token of a chat assistant"
    if hit.item.startswith(_BUTTONS) and _alone(doc, hit):
        return "a button of a chat assistant"
    if hit.item.startswith(_PROMPTS) and _at_block_start(doc, hit) and not _told(doc, hit):
        return "an instruction to a chat assistant"
    return ""


def _kind(doc: Document, hit: Hit) -> str:
    """Why a hit counts, or an empty string."""
    if hit.section == "residue":
        return _residue(doc, hit)
    if hit.section == "refusal":
        named = doc.language != "en" or (_SELF.search(hit.item) and hit.item not in _DOUBTFUL)
        return "the assistant speaks of itself" if named and not _told(doc, hit) else ""
    if hit.item.startswith((*_BUTTONS, *_PROMPTS)):
        return _residue(doc, hit)
    if not _at_block_start(doc, hit) or not _says_task(doc, hit) or _told(doc, hit):
        return ""
    if hit.section == "closing":
        return "the assistant offers to go on" if _OFFER.search(doc.text[hit.start : hit.end + 40].lower()) else ""
    return "the assistant hands over its answer"


def _labels(doc: Document) -> list[tuple[Hit, str]]:
    """Labels of a writing order, where two different ones head blocks."""
    hits = [h for h in doc.hits("assistant_leftovers") if h.item.startswith(_LABELS) and h.item.endswith(":") and _at_block_start(doc, h)]
    if len({h.item for h in hits}) < 2:
        return []
    return [(h, "a label of an order for search-engine text") for h in hits]


def _end(doc: Document, hit: Hit) -> int:
    """Talk is shown to the end of its sentence, a button, token or label on its own."""
    if hit.section == "residue" or hit.item.endswith(":"):
        return hit.end
    _, end, _ = doc.sentence_at(hit.end - 1)
    end = hit.start + len(doc.text[hit.start : end].rstrip())
    return max(hit.end, min(end, hit.start + 300))


@signal(
    title="Leftovers of a chat assistant",
    family="templating",
    policy="scaled_content_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "leftover_count": Value("leftovers in their place, at most 5", spam=+1, low_quality=+1),
        "label_count": Value("labels of a writing order, two or more different, at most 5", spam=+1, low_quality=+1),
    },
    flags="Certainly! Here is a rewritten version of the article:\n\nGutters need care twice a year.",
    passes="The chatbot answered that as an AI language model it had no opinion. I hope this helps!",
)
def assistant_leftovers(doc: Document) -> Reading:
    """Point at assistant talk, buttons, tokens and labels."""
    hits = doc.hits("assistant_leftovers")
    if not hits:
        return SILENT
    found = [(h, note) for h in hits if not _quoted(doc, h) and (note := _kind(doc, h))]
    labels = [(h, note) for h, note in _labels(doc) if not _quoted(doc, h)]
    if not found and not labels:
        return SILENT
    evidence, last = [], -1
    for hit, note in sorted(found + labels):
        if hit.start >= last:
            last = _end(doc, hit)
            evidence.append(Evidence(Span(hit.start, last), note))
    return Reading({"leftover_count": min(5, len(found)), "label_count": min(5, len(labels))}, tuple(evidence[:20]))
