"""The verdict: what is said about a page, and the JSON that carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SCHEMA = "spamcheck.verdict/1"
WEIGHTY = 0.25  # four such reasons carry a page from the prior to the threshold
Scores = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence with its words. start, end and line are None outside the visible text."""

    where: str
    start: int | None
    end: int | None
    line: int | None
    quote: str
    context: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        """The evidence object of the wire schema."""
        return {"where": self.where, "start": self.start, "end": self.end, "line": self.line, "quote": self.quote,
                "context": self.context, "note": self.note}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's part in a verdict: exact contributions in log-odds, the values and the evidence."""

    signal: str
    family: str
    title: str
    policy: str | None
    contribution: Scores
    values: Mapping[str, float]
    note: str | None = None
    evidence: tuple[Quote, ...] = ()
    evidence_total: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The reason object of the wire schema."""
        return {
            "signal": self.signal, "family": self.family, "title": self.title, "policy": self.policy,
            "contribution": dict(self.contribution), "values": dict(self.values), "note": self.note,
            "evidence_total": self.evidence_total, "evidence": [q.to_dict() for q in self.evidence],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one page. `str()` gives one sentence, `to_dict()` the wire schema."""

    id: str | None
    url: str | None = None
    kind: str = "text"
    page: str = "other"
    title: str = ""
    status: str = "scored"
    label: str | None = None
    summary: str = ""
    spam: float | None = None
    low_quality: float | None = None
    log_odds: Scores = field(default_factory=lambda: {"spam": None, "low_quality": None})
    thresholds: Scores = field(default_factory=dict)
    prior: Scores = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    noted: tuple[Reason, ...] = ()
    families: Mapping[str, Scores] = field(default_factory=dict)
    not_applicable: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    words: int = 0
    text_chars: int = 0
    text_sha256: str | None = None
    limits_hit: tuple[str, ...] = ()
    error: Mapping[str, Any] | None = None
    model: Mapping[str, str] = field(default_factory=dict)
    engine: str = ""
    text: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.summary

    def weighty(self, reasons: Sequence[Reason], heads: Sequence[str] = ("spam", "low_quality")) -> list[Reason]:
        """The reasons that a person is told: on one of the heads they make `WEIGHTY` of the distance, either way.

        The distance goes from the prior to the threshold, and for a score that stays under it from there again to the score: on a
        page far under its threshold small parts decide nothing.
        """
        found = []
        for reason in reasons:
            for head in heads:
                threshold, prior, part = self.thresholds.get(head) or 0.0, self.prior.get(head) or 0.0, reason.contribution.get(head)
                score = self.log_odds.get(head)
                distance = threshold - prior + (max(0.0, threshold - score) if score is not None else 0.0)
                if part and abs(part) >= WEIGHTY * distance:
                    found.append(reason)
                    break
        if not found and self.label in heads:  # many small parts, and no large one
            found = [r for r in reasons[:1] if (r.contribution.get(str(self.label)) or 0) > 0]
        return found

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The verdict as the JSON object of the outside contract; with_text adds the extracted text."""
        found: dict[str, Any] = {
            "schema": SCHEMA, "id": self.id, "url": self.url, "kind": self.kind, "page": self.page, "title": self.title,
            "status": self.status, "label": self.label, "summary": self.summary, "spam": self.spam,
            "low_quality": self.low_quality, "log_odds": dict(self.log_odds), "thresholds": dict(self.thresholds),
            "prior": dict(self.prior), "reasons": [r.to_dict() for r in self.reasons],
            "against": [r.to_dict() for r in self.against], "noted": [r.to_dict() for r in self.noted],
            "families": {name: dict(scores) for name, scores in self.families.items()},
            "not_applicable": [{"signal": s, "why": w} for s, w in self.not_applicable], "language": self.language,
            "words": self.words, "text_chars": self.text_chars, "text_sha256": self.text_sha256,
            "limits_hit": list(self.limits_hit), "error": dict(self.error) if self.error else None,
            "model": dict(self.model), "engine": self.engine,
        }  # fmt: skip
        if with_text:
            found["text"] = self.text
        return found

    def _repr_html_(self) -> str:
        """A notebook shows the label, the scores and the quoted reasons."""
        from html import escape

        rows = "".join(
            f"<li><b>{escape(r.title)}</b> ({', '.join(f'{h} {c:+.2f}' for h, c in r.contribution.items() if c)})"
            + "".join(f"<br><q>{escape(q.quote[:160])}</q>" for q in r.evidence[:3])
            + "</li>"
            for r in (*self.weighty(self.reasons)[:5], *self.weighty(self.against)[:3])
        )
        return f"<p><b>{escape(self.label or self.status)}</b>: {escape(self.summary)}</p><ul>{rows}</ul>"
