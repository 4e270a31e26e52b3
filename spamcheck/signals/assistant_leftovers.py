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
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_QUOTES = frozenset('"“”«»„')
_AROUND = 400
# In English the shared list also holds everyday sentences; an assistant names itself or its training.
_SELF = lazy(r"\bai\b|language model|artificial intelligence|openai|my (?:last )?(?:knowledge|training)"
                   r"|knowledge (?:update|cut)|of my last|fulfill|cannot generate|can't assist"
                   r"|cannot assist|can't browse|cannot browse|unable to generate")  # fmt: skip
_DOUBTFUL = frozenset(("knowledge cutoff", "knowledge cut-off"))
_TASK = lazy(
    r"\b(?:article|blog|post|version|rewritten|rewrite|reworded|outline|draft|paraphrased|translation|seo|words?|title|description|headline"
    r"|introduction|conclusion|paragraphs?|copy|content|text|art[ií]culo|versión|traducción|texto|título|article|texte|titre|réécrit\w*"
    r"|traduction|artikel|fassung|übersetzung|überarbeitet\w*|umgeschrieben\w*|titel|beschreibung|keywords?|tone|section|changes|shorter)\b"
)
_OFFER = lazy(r"(?:like|want|wish|need|if you'd like, i can|i can also|me to|happy to|should i|ich|je|que|puedo|peux)")
_TOKENS = ("oaicite", "contentreference", "oai_citation", "turn0", "turn1", "citeturn", "grok_card", "attributableindex")
_BUTTONS = ("regenerate", "stop generating", "chatgpt said", "chatgpt can make mistakes", "copy code", "continue generating", "regenerar",
            "régénérer", "antwort ")  # fmt: skip
_LABELS = ("meta ", "méta", "metad", "metab", "focus key", "target key", "primary key", "secondary key", "seo ", "title tag",
           "url slug", "image prompt", "suggested image", "word count", "(word count", "palabra clave", "título seo", "mot-clé",
           "mots-clés", "titre seo", "fokus-", "hauptk")  # fmt: skip
_SURE_LABELS = ("meta ", "seo ", "focus key", "target key", "primary key", "título seo", "titre seo", "fokus-", "hauptk")
_OF_SEARCH = lazy(r"\b(?:seo|meta|(?:focus|target|primary) keyword|keywords?|search engines?|google)\b", re.IGNORECASE)
_PROMPTS = ("write a", "rewrite th", "act as an", "you are an expert", "avoid ai", "100% unique", "[end of", "[fin ", "[ende ",
            "replace the placeholder")  # fmt: skip
_ABOUT = lazy(
    r"chatbot|chatgpt|chat gpt|openai|language model|gpt-|prompts?\b|ai-generated|sprachmodell"
    r"|modelo de lenguaje|modèle de langage|\bbots?\b"
)


# How an assistant hands over, whatever the words: an interjection or "as requested", then what it made.
_HANDOVER = lazy(
    r"\W{0,3}(?:(?P<yes>sure(?: thing)?|certainly|of course|absolutely|definitely|great(?: question)?|got it|no problem|understood|okay|claro(?: que s\u00ed)?"
    r"|por supuesto|\u00a1por supuesto|entendido|bien s\u00fbr|avec plaisir|absolument|nat\u00fcrlich|gerne?|selbstverst\u00e4ndlich|klar|alles klar)"
    r"\s?[!,.:\u2014\u2013-]+\s?)?"
    r"(?P<over>here(?:'s|\u2019s| is| are| you go| you have)|below (?:is|are|you|i've)|as (?:you )?(?:requested|asked|instructed)|per your (?:request|instructions|brief)"
    r"|i(?:'ve|\u2019ve| have) (?:re-?written|written|created|drafted|expanded|added|included|kept|optimi[sz]ed|revised|tried)"
    r"|aqu\u00ed (?:tienes|est\u00e1|tiene|va)|a continuaci\u00f3n|seg\u00fan lo solicitado|como (?:pediste|solicitaste)|he (?:escrito|redactado|reescrito|incluido)"
    r"|voici|ci-dessous|comme demand\u00e9|conform\u00e9ment \u00e0 (?:votre|ta) demande|j'ai (?:r\u00e9dig\u00e9|r\u00e9\u00e9crit|ajout\u00e9)"
    r"|(?:an?|the|your) (?=[^.:!?\n]{8,120}:)|hier (?:ist|sind|kommt|findest)|wie gew\u00fcnscht|wie von (?:dir|ihnen)|ich habe (?:den|einen|die|das) )"
)
_MADE = lazy(
    r"\bseo\b|optimi[sz]ed|optimizad|optimis\u00e9|optimiert|\b[\d.,]{2,6}[ -](?:words?|palabras|mots|w\u00f6rter)|rewritten|re-written|reworded|reescrit|r\u00e9\u00e9crit"
    r"|umgeschrieben|\u00fcberarbeitet|(?:revised|updated|improved|expanded|polished|new|shorter|longer|final) (?:version|draft|copy|text|article|post)"
    r"|\b(?:blog post|article|product description|landing page|outline|draft|introduction|meta description|art\u00edculo|texto|borrador|versi\u00f3n|texte|brouillon"
    r"|entwurf|fassung|artikel|blogbeitrag)\b[^.\n]{0,60}(?:\b(?:tone|style|prompt|brief|keywords?|instructions|requested|guidelines|tono|ton|consigne|briefing"
    r"|vorgaben|stichw\u00f6rter|palabras clave|mots-cl\u00e9s|you (?:asked|requested|wanted))\b|:$)|human.?like|plagiarism.free|as requested"
)
_OFFERS = lazy(
    r"\W{0,3}(?:i hope (?:this|that) (?:helps|works|meets|fits)[^.!\n]{0,40}[.!]\s)?(?:would you like me to|do you want me to|shall i|should i|want me to|i can also"
    r"|let me know if you(?:'d|\u2019d| would) like (?:me to|any|a |to)"
    r"|if you(?:'d|\u2019d| would) like,? i can|\u00bf(?:quieres|quiere|te gustar\u00eda|deseas|desea) que|si (?:quieres|lo deseas),? puedo|(?:souhaitez-vous|veux-tu|voulez-vous) que"
    r"|si (?:vous le souhaitez|tu veux),? je peux|m\u00f6chten sie,? dass ich|m\u00f6chtest du,? dass ich|soll ich|wenn sie m\u00f6chten,? kann ich)"
)
# A wish for another answer: what an assistant asks for at its end, and no writer of an article.
_CHANGES = lazy(
    r"\W{0,3}(?:i hope (?:this|that) (?:helps|works|meets|fits)[^.!\n]{0,40}[.!]\s)?(?:please )?(?:just )?(?:let me know|tell me|feel free to (?:ask|let me know|request|tell me)) if"
    r" (?:you(?:'d|\u2019d)? (?:would )?(?:like|want|need|prefer|require)|there (?:are|is) any)[^.?!\n]{0,40}"
    r"(?:\b(?:another|a different|a (?:shorter|longer|simpler)) (?:version|draft|answer)|\b(?:changes?|adjustments?|edits?|tweaks?|revisions?|modifications?)\b[^.?!\n]{0,40}"
    r"\b(?:tone|length|style|structure|wording|format|draft|article|headings?|keywords?)|\b(?:expand|shorten|lengthen|rewrite|rephrase|reword)\w*\b"
    r"|\b(?:more|fewer|other) (?:keywords|headings|sections)\b)"
)
_WRITES = lazy(
    r"\b(?:re-?write\w*|re-?word\w*|optimi[sz]e\w*|make it (?:shorter|longer|more)|call.to.action|keywords?|tone|headings?|meta description|word count"
    r"|(?:the|this|another|a|an|more|longer|shorter|different|each|new) (?:article|text|section|paragraph|version|title|conclusion|introduction|post|draft|outline|copy|faq)\w*"
    r"|palabras clave|reescriba|(?:el|este|otra|una|m\u00e1s) (?:art\u00edculo|texto|secci\u00f3n|p\u00e1rrafo|versi\u00f3n|t\u00edtulo|conclusi\u00f3n)"
    r"|mots-cl\u00e9s|r\u00e9\u00e9crive|(?:l'|la |le |cette |une )(?:article|texte|section|paragraphe|version|titre|conclusion)"
    r"|umschreibe|(?:den|diesen|einen|die|weitere) (?:artikel|text|abschnitt|absatz|fassung|titel|schluss|version))\b"
)


def _turns(doc: Document) -> list[tuple[Hit, str]]:
    """Sentences that an assistant begins its turn with or ends it with: it hands over what it made, or offers to go on writing."""
    found, text = [], doc.text
    for start, stop, index in doc.sentences:
        if stop - start < 12 or text[start : start + 2].lower() not in _OPENINGS:
            continue
        block = doc.blocks[index]
        if block.end - start < 25 or block.region in ("nav", "footer") or block.kind in ("code", "quote", "cell"):
            continue
        line = text[start : min(block.end, start + 260)]
        lower = line.lower()
        m = _HANDOVER.match(lower)
        if m and not m["yes"] and m["over"].strip() in ("a", "an", "the", "your"):
            m = None
        if not m and not _OFFERS.match(lower) and not _CHANGES.match(lower):
            continue
        end = next((k + 1 for k in range(20, len(lower)) if lower[k] in ".?:\n" and not lower[k + 1 : k + 2].isdigit()), len(lower))
        if (
            m
            and start != block.start
            and not lower.startswith(("as ", "i'", "i\u2019", "i h"))
            and not (m["yes"] and lower[end - 1] == ":")
        ):
            continue
        if m and (_MADE.search(lower[m.end("over") : end].rstrip()) if m["yes"] else _SURE_MADE.search(lower[m.end("over") : end])):
            found.append((Hit(start, start + end, "", "turn"), "the assistant hands over its answer"))
        elif _CHANGES.match(lower) or (_OFFERS.match(lower) and _WRITES.search(lower[:end])):
            found.append((Hit(start, start + end, "", "turn"), "the assistant offers to go on"))
    return [(h, note) for h, note in found if not _told(doc, h)]


_SURE_MADE = lazy(
    r"^[, ]{1,2}i(?:'ve|\u2019ve| have) (?:kept|included|added|written|used|made)\b|\bseo\b|[\d.,]{2,6}[ -](?:words?|palabras|mots|w\u00f6rter)\b[^.\n]{0,50}(?:article|post|blog|text|art\u00edculo|texte|artikel|beitrag)|rewritten|reworded|reescrit|r\u00e9\u00e9crit"
    r"|umgeschrieben|plagiarism.free|(?:revised|improved|expanded|polished) version|(?:your|the|tu|su|votre|deine|ihre) (?:prompt|brief|vorgaben)\b|your (?:keywords?|instructions)"
)
_OPENING_WORDS = (
    "sure certainly of absolutely definitely great got no understood okay claro por \u00a1p \u00a1c entendido bien avec absolument nat\u00fcrlich gern "
    "selbst klar alles here below as per i' i\u2019 aqu\u00ed seg\u00fan como he voici ci comme conform j' hier wie ich would do shall should want let "
    "if feel please just tell \u00bfq \u00bft \u00bfd si souhaitez veux voulez m\u00f6chten soll wenn"
)
_OPENINGS = frozenset(w[:2] for w in _OPENING_WORDS.split()) | {"a ", "i "}


def _at_block_start(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return not doc.text[block.start : hit.start].strip(" *_#>-(\t\n")


def _alone(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return block.end - block.start <= hit.end - hit.start + 60 and _at_block_start(doc, hit)


def _quoted(doc: Document, hit: Hit) -> bool:
    """Whether quotation marks stand before the words in their sentence: marks behind them hold what the assistant names."""
    start, end, block = doc.sentence_at(hit.start)
    before = max(0, start - 2)
    told = not _QUOTES.isdisjoint(doc.text[before : hit.start]) or doc.text[end : end + 1] in _QUOTES
    return told or doc.blocks[block].kind in ("code", "quote")


def _told(doc: Document, hit: Hit) -> bool:
    """Whether the words around speak of chatbots: then the phrase is their subject."""
    before = doc.text[max(0, hit.start - _AROUND) : hit.start].lower()
    after = doc.text[hit.end : hit.end + _AROUND].lower()
    return _ABOUT.search(before) is not None or _ABOUT.search(after) is not None


def _says_task(doc: Document, hit: Hit) -> bool:
    _, end, _ = doc.sentence_at(hit.end - 1)
    return _TASK.search(doc.text[hit.start : min(hit.end + 120, max(end, hit.end + 20))].lower()) is not None


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
    """Labels of a writing order, where two different ones head blocks, or one that is all the page says of search engines."""
    hits = [h for h in doc.hits("assistant_leftovers") if h.item.startswith(_LABELS) and h.item.endswith(":") and _at_block_start(doc, h)]
    if len({h.item for h in hits}) < 2 and not (
        hits and hits[0].item.startswith(_SURE_LABELS) and len(_OF_SEARCH.findall(doc.folded.text)) == 1
    ):
        return []
    return [(h, "a label of an order for search-engine text") for h in hits]


def _speaks_of_search(doc: Document, labels: list[Hit]) -> bool:
    return any(not any(h.start <= doc.folded.original(m.start()) < h.end for h in labels) for m in _OF_SEARCH.finditer(doc.folded.text))


def _end(doc: Document, hit: Hit) -> int:
    """Talk is shown to the end of its sentence, a button, token or label on its own."""
    if hit.section in ("residue", "turn") or hit.item.endswith(":"):
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
        "label_count": Value("labels of a writing order, at most 5", spam=+1, low_quality=+1),
    },
    flags="Certainly! Here is a rewritten version of the article:\n\nGutters need care twice a year.",
    passes="The chatbot answered that as an AI language model it had no opinion. I hope this helps!",
)
def assistant_leftovers(doc: Document) -> Reading:
    """Point at assistant talk, buttons, tokens and labels."""
    hits = doc.hits("assistant_leftovers")
    turns = _turns(doc)
    if not hits and not turns:
        return SILENT
    found = [(h, note) for h in hits if not _quoted(doc, h) and (note := _kind(doc, h))]
    found += [(t, note) for t, note in turns if not any(t.start <= h.start < t.end for h, _ in found)]
    labels = [(h, note) for h, note in _labels(doc) if not _quoted(doc, h)]
    if not found and not labels:
        return SILENT
    evidence, last = [], -1
    for hit, note in sorted(found + labels):
        if hit.start >= last:
            last = _end(doc, hit)
            evidence.append(Evidence(Span(hit.start, last), note))
    return Reading({"leftover_count": min(5, len(found)), "label_count": min(5, len(labels))}, tuple(evidence[:20]))
