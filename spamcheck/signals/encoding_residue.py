"""Broken encoding and raw markup in the visible text: mojibake, literal entities and tags, Markdown that was never rendered.

Why: text carried from page to page by a program keeps such scars; nobody read it before it went out.
How: counts in the visible text outside code blocks and addresses. A quality matter only: clinics, schools and old blogs
have them too.
Misses: Markdown in a plain text, which may be its own format, unless it is left unclosed.
Source: counted on the training corpus, 2026-11; scars S3 of the survey.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held, may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_MOJIBAKE = lazy(  # UTF-8 read as Latin-1 or Windows-1252
    "Ã[\u0080-\u00bf€…†‡‰ŠŒŽ\u02c6\u2039\u203a\u201a-\u201e\u2018-\u201d\u2022™šœžŸ]|â€.|[a-z.,]Â[ \u00a0]|Â[\u00a1-\u00bf]|ï¿½|\ufffd+"
)
_MOJIBAKE_MARKS = ("Ã", "â€", "Â", "ï¿½", "\ufffd")
_ENTITY = lazy(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_TAG = lazy(
    r"</?(?:p|div|span|br|strong|em|b|i|a|h[1-6]|ul|ol|li|font|center|blockquote)"
    r"(?!\s+[^<>=\n]{1,200}>)(?:\s[^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_BOLD = lazy(r"\*\*(?=[^\W_])[^*\n]{1,200}\*\*")
_UNCLOSED = lazy(r"(?<=[a-z,.:;] )\*\*(?=[^\W_])[^*\n]{1,60}(?=\n|$)")
_HEADING = lazy(r"(?:(?<=\n)|(?<=\A)|(?<=[.!?:] ))#{2,6} (?=[A-Z])[^\n#]{1,80}")
_FENCE = lazy(r"```(?:markdown|html|text|md)?")
# How comment forms tell which tags they allow.
_TAG_NOTES = ('<a href="" title', "<abbr title=")
_URL_CHARS = frozenset("=?&/")


def _outside_code(doc: Document, start: int) -> bool:
    return not doc.blocks or doc.block_at(start).kind != "code"


def _broken(doc: Document) -> list[Span]:
    text = doc.text
    if text.isascii() or not any(mark in text for mark in held(doc, _MOJIBAKE_MARKS)):
        return []
    return [Span(*m.span()) for m in _MOJIBAKE.finditer(text)]


def _entities(text: str) -> list[Span]:
    if "&" not in text:
        return []
    found = []
    for m in _ENTITY.finditer(text):
        in_address = "=" in text[m.end() : m.end() + 20] or text[m.start() - 1 : m.start()] in _URL_CHARS
        if not in_address:
            found.append(Span(*m.span()))
    return found


def _markup(doc: Document) -> list[Span]:
    text, found = doc.text, []
    if "<" in text and not any(note in text for note in _TAG_NOTES):
        found += [Span(*m.span()) for m in _TAG.finditer(text)]
    if doc.kind != "markdown" and may_hold(doc, "**") and "**" in text:
        found += [Span(*m.span()) for m in (_BOLD if doc.kind == "html" else _UNCLOSED).finditer(text)]
    if doc.kind == "html" and "## " in text:
        found += [Span(*m.span()) for m in _HEADING.finditer(text)]
    if doc.kind == "html" and "```" in text:
        found += [Span(*m.span()) for m in _FENCE.finditer(text)]
    return found


@signal(
    title="Broken characters or raw markup in the text",
    family="integrity",
    policy="scraping",
    languages=("any",),
    values={
        "broken_count": Value("broken characters, at most 20", low_quality=+1),
        "entity_count": Value("literal character entities, at most 20", low_quality=+1),
        "markup_count": Value("raw tags and Markdown marks, at most 20", low_quality=+1),
    },
    flags="<p>Our **best tours** start at nine, and the second **walk** starts at ten.</p>",
    passes="The rate fell by 5 % (p < 0.05); a * b is a product, and R&D costs rose.",
)
def encoding_residue(doc: Document) -> Reading:
    """Count broken characters, entities and raw markup."""
    broken = [s for s in _broken(doc) if _outside_code(doc, s.start)]
    entities = [s for s in _entities(doc.text) if _outside_code(doc, s.start)]
    markup = [s for s in _markup(doc) if _outside_code(doc, s.start)]
    if not (broken or entities or markup):
        return SILENT
    found = [(s, "broken encoding") for s in broken]
    found += [(s, "a character entity in the visible text") for s in entities]
    found += [(s, "markup that was never rendered") for s in markup]
    evidence = tuple(Evidence(Span(s.start, min(s.end, s.start + 300)), note) for s, note in sorted(found)[:20])
    counts = {"broken_count": len(broken), "entity_count": len(entities), "markup_count": len(markup)}
    return Reading({name: min(20, n) for name, n in counts.items()}, evidence)
