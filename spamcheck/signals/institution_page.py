"""Official host or a responsible organisation that can be looked up: health service, ministry, university, charity.

Why: a health service signs with its name, so a missing byline costs it nothing. The kind of host is a fact about the
address only: parasite pages sit on such hosts too, so it never lowers spam, and upload or profile paths do not count.
Maps to: HONcode authority and transparency; QRG "who is responsible for the website".
Misses: organisations on plain hosts that do not state what they are.
Source: lists of hosts (lexicons/scholarly_hosts), own patterns, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import target
from spamcheck.literals import held
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_KINDS = frozenset({"government", "health_authority", "university", "guideline", "journal", "registry", "reference"})
# Where strangers can put a page on an official host.
_OPEN_PATH = lazy(
    r"/(?:uploads?|webform|_?sid_?|members?|profiles?|users?|forums?|groups?|activity|tags?|~[\w.-]{1,40}|wp-content|media/(?:user|submission)|sites/default/files|files|attachments?"
    r"|comments?|community|tmp|temp)(?:/|$)|for-sale|buy-|casino|-near-me|\.php[?/]", re.IGNORECASE)  # fmt: skip
_STATEMENT = lazy(
    r"\b(?:registered charity|charity (?:number|no\.?|registration)|charity registered|crown copyright|open government licen[cs]e|an official website of|registered (?:non-?profit|as a charity)"
    r"|501\(c\)\(?3\)?|part of the national institutes|(?:u\.s\.|us) department of health|national health service|health service executive|company limited by guarantee"
    r"|asociación sin ánimo de lucro|sin fines de lucro|ministerio de (?:sanidad|salud)|gobierno de españa|association loi (?:de )?1901|reconnue d['’]utilité publique|ministère de la santé"
    r"|gemeinnützige[rs]? verein|eingetragener verein|vereinsregister|bundesministerium für|bundeszentrale für|körperschaft des öffentlichen rechts|selbsthilfe\w* e\. ?v\.)"
)
_STARTS = (
    "registered ", "charity ", "crown c", "open gov", "an official", "501(", "part of the nat", "u.s. dep", "us dep", "national health s", "health service exec", "company lim",
    "asociación s", "sin fines", "ministerio de", "gobierno de", "association loi", "reconnue d", "ministère de la", "gemeinnützige", "eingetragener v", "vereinsreg",
    "bundesministerium f", "bundeszentrale f", "körperschaft d", "selbsthilfe",
)  # fmt: skip
_STEMS = {
    "en": ("charity", "copyright", "government licen", "official w", "profit", "501(c)", "national inst", "of health", "health serv", "by guarantee"),
    "es": ("de lucro", "ministerio", "gobierno"), "fr": ("loi ", "utilité pub", "ministère"), "de": ("verein", "bundes", "öffentlichen r", "selbsthilfe"),
}  # fmt: skip
_ALL_STEMS = tuple(stem for stems in _STEMS.values() for stem in stems)
_SPEAKS = lazy(
    r"\b(?:we are|we're|our|is an?|are an?|all rights|©|number|no\.|reg\.|nr\.|contains|licensed under|somos|es una|nous sommes|est une|wir sind|ist ein)"
)


@signal(
    title="Official or charitable institution",
    family="trust",
    languages=("any",),
    values={
        "host_flag": Value(
            "1 where the page's own host belongs to a health service, office, university, journal or society", low_quality=-1
        ),
        "statement_flag": Value("1 where the page states the charity, office or association that is responsible", low_quality=-1),
    },
    flags="Oakhollow Hospice Care. We are a registered charity in England and Wales (number 0000001).",
    passes="He left the house to a registered charity and never spoke of it again.",
)
def institution_page(doc: Document) -> Reading:
    """Kind of the page's own host, and statements of a responsible organisation."""
    evidence: list[Evidence] = []
    place = target(doc.url) if doc.url else None
    official = place is not None and place.kind in _KINDS and not _OPEN_PATH.search(f"{place.path}?{place.query}")
    if place and official:
        evidence.append(Evidence(None, "official or scholarly host", "url", place.host))
    spans = _statements(doc)
    evidence += [Evidence(span, "states the responsible organisation") for span in spans[:5]]
    if not evidence:
        return SILENT
    return Reading({"host_flag": int(official), "statement_flag": int(bool(spans))}, tuple(evidence))


def _statements(doc: Document) -> list[Span]:
    """Statements in short lines, footers and "we are" sentences; a story about a charity is none."""
    low = doc.lowered
    if not any(stem in low for stem in held(doc, _STEMS.get(doc.language or "", _ALL_STEMS))):
        return []
    found = []
    for m in anchored(_STATEMENT, held(doc, _STARTS), low, 400_000):
        block = doc.block_at(m.start())
        sentence = doc.sentence_at(m.start())
        around = low[max(sentence.start, m.start() - 80) : min(sentence.end, m.end() + 60)]
        if (
            block.region in ("footer", "header")
            or (block.end - block.start < 120 and _SPEAKS.search(around))
            or re.search(r"\b(?:we are|we're|somos|nous sommes|wir sind)\b", around)
        ):
            found.append(Span(*m.span()))
        if len(found) >= 5:
            break
    return found
