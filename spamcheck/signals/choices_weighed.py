"""A choice is laid out: what else there is, what it costs, how one gets it.

Why: who informs about a treatment or a thing says what it is compared with, what it costs and whether it can be had; who sells it
has no alternative.
How: different terms for comparison and alternatives, for costs, and for approval and access. A comparison and one more kind at least.
Maps to: DISCERN 14 and 15 (more than one choice), the criteria of costs, alternatives and availability of HealthNewsReview.
Silent beside a call to buy: an advertisement lays out no choice.
Misses: comparisons in words outside the list.
Source: own lists (lexicons/evidence_terms, risk_terms), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_KINDS = ("comparison", "cost", "access")


@signal(
    title="Alternatives, costs and access are told",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "comparison_count": Value("different terms for comparison and alternatives, at most 8", low_quality=-1),
        "cost_count": Value("different terms for costs, at most 8", low_quality=-1),
        "access_count": Value("different terms for approval and access, at most 8", low_quality=-1),
        "harm_count": Value("different harms that such a page names, at most 8", low_quality=-1),
    },
    flags="Compared with tablets the injection works longer, but it costs 40 euros a month and is not yet approved for children. "
    "Exercise is an alternative.",
    passes="Order now: the price is right and the drops are available today.",
)
def choices_weighed(doc: Document) -> Reading:
    found = {kind: doc.hits("evidence_terms", kind) for kind in _KINDS}
    if sum(map(bool, found.values())) < len(_KINDS) - 1 or not found["comparison"] or doc.hits("call_to_action", "buy_now"):
        return SILENT
    found["harm"] = doc.hits("risk_terms", "adverse")
    values = {f"{kind}_count": min(_CAP, len({h.item for h in hits})) for kind, hits in found.items()}
    shown = doc.one_a_sentence(h for hits in found.values() for h in hits)
    return Reading(values, tuple(Evidence(Span(h.start, h.end), "an alternative, a cost, a condition or a harm") for h in shown))
