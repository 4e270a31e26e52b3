"""The author in the structured data is another one than the author whom the reader sees.

Why: structured data are written for search engines; an invented expert there, beside another name on the page, is a
sign of bought or generated articles.
Misses: authors named in neither place; several authors of whom one is shown.
Source: Google's rules for structured data (must be visible to readers); Search Quality Rater Guidelines 2025-01, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’\-]{1,20}(?: [A-Z]\.)?(?: (?:de|van|von|la|del|di))?(?: [A-ZÀ-ÖØ-Þ][\w'’\-]{1,20}){1,2}"
_BYLINE = lazy(
    rf"(?:[Ww]ritten by|By|BY|[Aa]uthor:|[Rr]edactado por|Por|[ÉEée]crit par|Par|Von|[Gg]eschrieben von)\s+(?:Dr\.?\s+)?({_NAME})"
)
_PERSON = lazy(rf"(?:Dr\.?\s+)?{_NAME}(?:,? (?:MD|PhD|RN|DO|Ph\.D\.|M\.D\.))?$")
_TOP = 12  # blocks: bylines stand under the title


@signal(
    title="Structured data name another author",
    family="hidden",
    policy="qrg_eeat",
    languages=("any",),
    needs="html",
    values={"mismatch_flag": Value("the named author of the structured data is none of those whom the page shows", spam=0, low_quality=+1)},
    flags='<html><head><script type=\'application/ld+json\'>{"@type":"Article","author":{"name":"Helen Marsh"}}</script></head>'
    "<body><h1>Tea</h1><p>By Peter Quill</p><p>Tea is a drink.</p></body></html>",
    passes='<html><head><script type=\'application/ld+json\'>{"@type":"Article","author":{"name":"Peter Quill"}}</script></head>'
    "<body><h1>Tea</h1><p>By Peter Quill</p><p>Tea is a drink.</p></body></html>",
)
def jsonld_author_mismatch(doc: Document) -> Reading:
    names = [name for name in doc.meta.jsonld_authors[:20] if _PERSON.match(name)]
    if not names or len(names) != len(doc.meta.jsonld_authors):
        return SILENT  # none, or a user name or firm beside them
    seen = _byline(doc)
    if seen is None:
        return SILENT
    text, forenames = doc.folded.text, read("forenames")
    if any(name.split()[-1].lower() in text for name in _plain(names)):
        return SILENT  # the page shows one of them somewhere
    shown = doc.quote(seen)
    if shown.split()[0].lower() not in forenames or any(n.split()[0].lower() not in forenames for n in _plain(names)):
        return SILENT  # a brand or a place that looks like a name
    evidence = (Evidence(seen, f"the structured data name {names[0][:60]}"), Evidence(None, "not this name", "jsonld", names[0][:300]))
    return Reading({"mismatch_flag": 1.0}, evidence)


def _plain(names: list[str]) -> list[str]:
    return [re.sub(r"^Dr\.?\s+|,? (?:MD|PhD|RN|DO|Ph\.D\.|M\.D\.)$", "", name) for name in names]


def _byline(doc: Document) -> Span | None:
    for block in doc.blocks[:_TOP]:
        if block.region in ("main", "header") and block.end - block.start <= 200:
            found = _BYLINE.match(doc.text[block.start : block.end])
            if found:
                return Span(block.start + found.start(1), block.start + found.end(1))
    return None
