"""Brackets that define, qualify or refer, and quoted words.

Why: "(a quarter of the patients)", "(see the table)", "(MRI)" are the marks of somebody who knows the exceptions and the terms;
quotation marks set apart what others said. Copy that sells has few of either.
Misses: asides between dashes. An address or an empty pair of brackets is no aside.
Source: own patterns; rates read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_BRACKET = lazy(r"\((?!https?:|www\.)[^()\n]{2,120}\)")
_QUOTATION = lazy(r'(?<![\d])"[^"\n]{8,300}"|“[^“”\n]{8,300}”|„[^„“”\n]{8,300}[“”]|«[^«»\n]{8,300}»')
_QUOTES = '"“„«'
_CUSHION = 150  # words without asides that every text is counted with
_CAP = 60.0  # per 1,000 words; more is a table
_SHOWN = 10
_KINDS = ("paragraph", "item", "quote")


@signal(
    title="Definitions, qualifications and quotations",
    family="trust",
    languages=("any",),
    values={
        "bracket_per_1k_words": Value("asides in brackets per 1,000 words, at most 60", low_quality=-1),
        "quotation_per_1k_words": Value("quotations per 1,000 words, at most 60", low_quality=-1),
    },
    flags="The cyst (a sac filled with fluid) is drained under ultrasound.",
    passes="The cyst is drained and you go home on the same day.",
)
def asides(doc: Document) -> Reading:
    """Brackets and quotations in the running text."""
    text = doc.text
    brackets = _inside(doc, [m.span() for m in _BRACKET.finditer(text)]) if "(" in text else []
    quotations = _inside(doc, [m.span() for m in anchored(_QUOTATION, _QUOTES, text)])
    if not brackets and not quotations:
        return SILENT
    words = sum([len(own) for own, b in zip(doc.block_words, doc.blocks, strict=True) if b.region == "main" and b.kind in _KINDS])
    rate = 1000 / (words + _CUSHION)
    shown = sorted(brackets[:_SHOWN] + quotations[:_SHOWN])
    values = {"bracket_per_1k_words": min(_CAP, rate * len(brackets)), "quotation_per_1k_words": min(_CAP, rate * len(quotations))}
    return Reading(values, tuple(Evidence(span, "aside or quotation") for span in shown))


def _inside(doc: Document, spans: list[tuple[int, int]]) -> list[Span]:
    """Those that stand in the running text."""
    found = []
    for start, end in spans:
        block = doc.block_at(start)
        if block.region == "main" and block.kind in _KINDS:
            found.append(Span(start, min(end, start + 300)))
    return found
