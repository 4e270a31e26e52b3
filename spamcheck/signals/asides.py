"""Brackets that define, qualify or refer, and quoted words.

Why: "(a quarter of the patients)", "(see the table)", "(MRI)" are the marks of somebody who knows the exceptions and the terms;
quotation marks set apart what others said. Copy that sells has neither.
Misses: asides between dashes. Brackets that only hold an address, a price or a list mark do not count.
Source: own patterns; rates read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_BRACKET = lazy(r"\([^()\n]{2,120}\)")
_QUOTATION = lazy(r'"[^"\n]{8,300}"|“[^“”\n]{8,300}”|„[^„“”\n]{8,300}[“”]|«[^«»\n]{8,300}»')
_NO_ASIDE = lazy(r"\(\s*(?:https?:|www\.|mailto:|[$€£]|link|pdf|\W*\))", )
_CUSHION = 150  # words without asides that every text is counted with
_SHOWN = 10
_KINDS = ("paragraph", "item", "quote", "cell")


@signal(
    title="Definitions, qualifications and quotations",
    family="trust",
    languages=("any",),
    values={
        "bracket_per_1k_words": Value("asides in brackets per 1,000 words", low_quality=-1),
        "quotation_per_1k_words": Value("quotations per 1,000 words", low_quality=-1),
    },
    flags="The cyst (a sac filled with fluid) is drained under ultrasound.",
    passes="The cyst is drained and you go home on the same day.",
)
def asides(doc: Document) -> Reading:
    """Brackets and quotations in the running text."""
    text = doc.text
    if "(" not in text and '"' not in text and "“" not in text and "«" not in text and "„" not in text:
        return SILENT
    brackets: list[Span] = []
    quotations: list[Span] = []
    words = 0
    for block in doc.blocks:
        if block.region != "main" or block.kind not in _KINDS:
            continue
        words += len(doc.words.between(block.start, block.end))
        brackets += [Span(*m.span()) for m in _BRACKET.finditer(text, block.start, block.end) if not _NO_ASIDE.match(m.group())]
        quotations += [Span(m.start(), min(m.end(), m.start() + 300)) for m in _QUOTATION.finditer(text, block.start, block.end)]
    if not brackets and not quotations:
        return SILENT
    rate = 1000 / (words + _CUSHION)
    evidence = [Evidence(s, "aside in brackets") for s in brackets[:_SHOWN]] + [Evidence(s, "quotation") for s in quotations[:_SHOWN]]
    evidence.sort(key=lambda e: e.span or Span(0, 0))
    return Reading({"bracket_per_1k_words": rate * len(brackets), "quotation_per_1k_words": rate * len(quotations)}, tuple(evidence))
