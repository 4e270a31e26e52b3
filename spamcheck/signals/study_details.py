"""How a finding came about is told: the kind of study, how many people were in it, what share of them.

Why: who reports a study so that it can be judged says how it was made and gives its numbers; "studies show" gives neither.
How: different terms of study design, numbers of people ("412 patients", "ten of 40 women"), percentages. Numbers alone, as in
advertisements, do not count: a term of design with a number of people nearby at least.
Maps to: DISCERN 4 and 5 (sources, when they were produced), the criteria of evidence and benefit of HealthNewsReview.
Misses: designs in words outside the list. That a study is named does not make it true.
Source: own lists (lexicons/evidence_terms, risk_terms), 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Hit
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_NUMBER = lazy(
    r"(?:(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d.,\u00a0\u202f]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dos|tres|diez|deux|trois|dix|zwei"
    r"|drei|zehn))\s(?:(?:of|de|des|der|von|the|los|las|les|[^\W\d_][\w-]{3,14})\s){0,2}$",
    re.IGNORECASE,
)
_KIND = lazy(r"\b(?:typ[eo]?|phase|fase|grade|stage|stadium|grad)\s$", re.IGNORECASE)  # "type 2 patients" are no two patients
_BEFORE = 40  # characters before a word for people, where their number may stand
_NEAR = 500  # characters between a design and the people in it, somewhere on the page
_PERCENT = lazy(r"\d ?(?:%|per ?cent|por ciento|pour cent|prozent)", re.IGNORECASE)


@signal(
    title="Details of a study are told",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "design_count": Value("different terms of study design, at most 8", low_quality=-1),
        "people_count": Value("numbers of people who were studied, at most 8", low_quality=-1),
        "percent_count": Value("percentages on such a page, at most 8", low_quality=-1),
        "limit_count": Value("different limits of the evidence that such a page names, at most 8", low_quality=-1),
    },
    flags="In a randomised trial with 412 patients the wound closed in 61 % with the gel and in 58 % with placebo.",
    passes="97 % of our customers are happy, and studies show that the gel works for everyone.",
)
def study_details(doc: Document) -> Reading:
    designs = doc.hits("evidence_terms", "design")
    if not designs:
        return SILENT
    people = [h for h in doc.hits("evidence_terms", "people") if _counted(doc, h)]
    if not any(abs(h.start - d.start) < _NEAR for h in people for d in designs):
        return SILENT
    percents = sum(1 for _ in zip(_PERCENT.finditer(doc.text), range(_CAP), strict=False))
    limits = doc.hits("risk_terms", "limits")
    values = {
        "design_count": min(_CAP, len({h.item for h in designs})),
        "people_count": min(_CAP, len(people)),
        "percent_count": percents,
        "limit_count": min(_CAP, len({h.item for h in limits})),
    }
    return Reading(
        values,
        tuple(
            Evidence(doc.sentence_span(h.start), "tells how a study was made, or its limits")
            for h in doc.one_a_sentence([*designs, *people, *limits])
        ),
    )


def _counted(doc: Document, hit: Hit) -> bool:
    first = max(0, hit.start - _BEFORE)
    number = _NUMBER.search(doc.text[first : hit.start])
    return number is not None and not _KIND.search(doc.text[max(0, first + number.start() - 10) : first + number.start()])
