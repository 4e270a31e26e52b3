"""Lines that tell the reader to open a source, and name none.

Why: scripts that spread one article over many sites close it with calls to read "this" material or page; the link is
lost or leads to whoever paid. An honest pointer says what it points at.
Misses: stubs in half a sentence; lines with a topic of their own.
Source: definition from the project's signal catalogue; closed word classes of four languages, 2026-11.
"""

from __future__ import annotations

from collections.abc import Mapping

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_NAMES = lazy(r"[\d/@]|['’]s\b")  # a number, an address, a possessive: the line names something
_LEADING = {"verb", "more", "glue", "please", "praise", "the"}
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A call of nothing but function words: "Find more here.", "Check over here to get more info."
_HERE = lazy(
    r"(?:(?:please|you can|also|just|simply|now|to|get|know|find|out|read|learn|see|check|click|look|visit|discover|explore|view|go|more"
    r"|further|extra|additional|over|right|it|this|that|these|the|about|on|at|in|for|from|and|info|information|details|data|facts|here"
    r"|there|page|site|website|webpage|web|link|source|article|post|homepage|original|helpful|useful|great|full|next|now)"
    r"[ .,!]{1,3}){2,14}$"
)
_MAX_CHARS = 90
_MAX_WORDS = 11
_CAP = 5


@signal(
    title="Calls to read a source that is not there",
    family="links",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "stub_count": Value("lines that call the reader to an unnamed source, at most 5", spam=+1, low_quality=+1),
        "strong_count": Value("of these, with a praising or vague word for the source, at most 5", spam=+1, low_quality=+1),
    },
    flags="Walking helps most people with stiff knees in the morning.\n\nExamine this insightful resource\n\nDiscover further in this reference",
    passes="Walking helps most people with stiff knees in the morning.\n\nPrint this page\n\nRead the guide to knee exercises",
)
def stub_reference(doc: Document) -> Reading:
    classes = read("function_words_stubs", doc.language)
    found: dict[str, tuple[Span, int]] = {}
    spans: list[tuple[Span, int]] = []
    for block in doc.blocks:
        if (
            block.end - block.start > _MAX_CHARS
            or block.region not in ("main", "references")
            or block.kind in ("quote", "code", "cell", "caption")
        ):
            continue
        line = doc.text[block.start : block.end].strip()
        grade = _grade(line, classes)
        if grade and not _leads_somewhere(doc, block):
            spans.append((Span(block.start, block.end), grade))
            found.setdefault(line.lower(), spans[-1])
    for span in _inside(doc):
        line = doc.text[span.start : span.end].strip().lower()
        if line not in found:
            found[line] = (span, 1)
            spans.append((span, 1))
    spans.sort()
    strong = sum(grade == 2 for _, grade in found.values())
    # One plain line may be what is left of a button; two different ones are a pattern.
    if not strong and len(found) < 2:
        return SILENT
    values = {"stub_count": min(_CAP, len(spans)), "strong_count": min(_CAP, strong)}
    return Reading(values, tuple(Evidence(span, "names no source") for span, _ in spans[:20]))


def _inside(doc: Document) -> list[Span]:
    """Sentences of a paragraph that point "here" or at "this page" and hold nothing else, without any link."""
    found = []
    for hit in doc.hits("stub_calls"):
        sentence = doc.sentence_at(hit.start)
        block = doc.blocks[sentence.block]
        text = doc.text[sentence.start : sentence.end].strip().lower()
        if block.kind != "paragraph" or block.region != "main" or len(text) > _MAX_CHARS or block.end - block.start < 2 * len(text):
            continue
        if hit.start - sentence.start > 12 or not _HERE.match(text) or _leads_somewhere(doc, block):
            continue
        if not any(sentence.start < k.end and sentence.end > k.start for k in doc.links):
            found.append(Span(sentence.start, sentence.start + len(text)))
    return found


def _grade(line: str, classes: Mapping[str, str]) -> int:
    """0 no stub, 1 a plain one ("read this page"), 2 one that praises or blurs what it points at."""
    if not line or line.split(None, 1)[0].lower() not in classes or line[-1] in "?:" or _NAMES.search(line):
        return 0
    kinds = [classes.get(m.group().lower().replace("’", "'"), "") for m in _WORD.finditer(line)]
    if not 3 <= len(kinds) <= _MAX_WORDS or kinds[0] not in ("verb", "more", "please"):
        return 0
    at = next((i for i, k in enumerate(kinds) if k == "this" or (k == "the" and kinds[i + 1 : i + 2] == ["praise"])), None)
    if at is None or any(k not in _LEADING for k in kinds[:at]) or not {"verb", "more"} & set(kinds[:at]):
        return 0
    noun = next((i for i in range(at + 1, min(at + 5, len(kinds))) if kinds[i] == "noun"), None)
    return _point(kinds[:at], kinds[at + 1 : noun], kinds[noun + 1 :]) if noun is not None else 0


def _point(before: list[str], between: list[str], after: list[str]) -> int:
    """Grade of a call by what stands before, within and after the name of the source: one unknown word at most."""
    loose = between + after
    if loose.count("") > 1 or any(k not in ("praise", "plain", "noun", "glue", "the", "more", "") for k in loose):
        return 0
    if "praise" in loose or (loose.count("") == 1 and not after):
        return 2
    if after and "plain" not in after:
        return 0
    return 2 if "more" in before else 1


def _leads_somewhere(doc: Document, block: Block) -> bool:
    """Whether the line shows an address or is a link within the page's own site."""
    own = target(doc.url or doc.meta.canonical).site
    for link in doc.links:
        if not link.visible or link.start >= block.end or link.end <= block.start:
            continue
        place = target(link.href)
        if link.bare or not place.host or not own or place.site == own:
            return True
    return False
