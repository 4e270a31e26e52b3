"""From readings and scores to the reasons of a verdict: who contributed what, with which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spamcheck.document import Document, Evidence
from spamcheck.model import HEADS, MICRO, Scored
from spamcheck.normalize import one_line, whole_words
from spamcheck.parse.lines import source_lines
from spamcheck.signal import Reading, Signal
from spamcheck.verdict import Quote, Reason, Verdict

MAX_EVIDENCE = 20
MAX_CHARS = 300
CONTEXT = 80


def contributions(scored: Scored, heads: Sequence[str]) -> dict[str, dict[str, int]]:
    """Micro-log-odds per signal and head."""
    found: dict[str, dict[str, int]] = {}
    for head in heads:
        for name, micro in scored.by_value[head].items():
            of_signal = found.setdefault(name.partition(".")[0], dict.fromkeys(heads, 0))
            of_signal[head] += micro
    return found


def reasons(
    doc: Document, signals: Iterable[Signal], readings: Mapping[str, Reading | None], scored: Scored, heads: Sequence[str], order: str
) -> tuple[list[Reason], list[Reason], list[Reason]]:
    """(raised, lowered, noted) reasons, ordered by size of contribution on the head `order`, then by name."""
    parts = contributions(scored, heads)
    raised: list[tuple[int, Reason]] = []
    lowered: list[tuple[int, Reason]] = []
    noted: list[Reason] = []
    for signal in signals:
        reading = readings.get(signal.name)
        if reading is None:
            continue
        micro = parts.get(signal.name)
        if micro is None or not any(micro.values()):
            if reading.evidence:
                noted.append(_reason(doc, signal, reading, dict.fromkeys(heads, 0)))
            continue
        up = {h: max(0, micro.get(h, 0)) for h in heads}
        down = {h: min(0, micro.get(h, 0)) for h in heads}
        if any(up.values()):
            raised.append((up[order], _reason(doc, signal, reading, up)))
        if any(down.values()):
            lowered.append((-down[order], _reason(doc, signal, reading, down)))
    by_size = lambda item: (-item[0], item[1].signal)  # noqa: E731  # one key for both lists
    return [r for _, r in sorted(raised, key=by_size)], [r for _, r in sorted(lowered, key=by_size)], noted


def _reason(doc: Document, signal: Signal, reading: Reading, micro: Mapping[str, int]) -> Reason:
    values = {n: round(v, 6) for n, v in reading.values.items() if v != signal.values[n].silent}
    pointed = [e for e in reading.evidence if e.span is not None or e.quote is not None]
    absent = [e.note for e in reading.evidence if e.span is None and e.quote is None]
    if not reading.evidence:  # what is missing cannot be quoted: say what was looked for
        absent = [f"{signal.values[n].meaning}: {v:g}" for n, v in values.items()]
    scores = {h: (micro[h] / MICRO if h in micro else None) for h in HEADS}
    return Reason(
        signal.name, signal.family, signal.title, signal.policy, scores, values,
        note="; ".join(absent) or None, evidence=tuple(quotes(doc, pointed[:MAX_EVIDENCE])), evidence_total=len(pointed),
    )  # fmt: skip


def quotes(doc: Document, evidence: Sequence[Evidence]) -> list[Quote]:
    """The words of each piece of evidence, with up to 80 characters on each side and the source line."""
    spans = [e.span for e in evidence if e.span is not None]
    lines = iter(source_lines(doc, [s.start for s in spans]))
    found = []
    for e in evidence:
        if e.span is None:
            raw = e.quote or ""
            found.append(Quote(e.where, None, None, None, raw[: whole_words(raw, MAX_CHARS)], "", e.note))
            continue
        start = e.span.start
        end = start + whole_words(doc.text[start : e.span.end], MAX_CHARS)
        context = doc.text[max(0, start - CONTEXT) : end + CONTEXT].replace("\n", " ")
        found.append(Quote("text", start, end, next(lines), doc.text[start:end], context, e.note))
    return found


def summary(verdict: Verdict, message: str) -> str:
    """One sentence from the top reasons, of those that carry weight."""
    if verdict.label in HEADS:
        head = "Spam" if verdict.label == "spam" else "Low quality"
        found = verdict.weighty(verdict.reasons, (verdict.label,))
        return f"{head}: {'; '.join(_clause(r) for r in found[:2]) or 'nothing on the page raised the score, the base rate alone did'}."
    if verdict.status != "scored":
        return message
    against = "; ".join(_clause(r) for r in verdict.weighty(verdict.reasons)[:2])
    favour = "; ".join(r.title[:1].lower() + r.title[1:] for r in verdict.weighty(verdict.against)[:2])
    head = f"Under both thresholds; found: {against}" if against else "No spam or filler found to speak of"
    return f"{head}; in its favour: {favour}." if favour else f"{head}."


def _clause(reason: Reason) -> str:
    title = reason.title[:1].lower() + reason.title[1:]
    if reason.evidence_total > 1:
        return f"{title} ({reason.evidence_total} places)"
    quote = one_line(reason.evidence[0].quote) if reason.evidence else ""
    if 0 < len(quote) <= 60:
        return f"{title} (“{quote}”)"
    return title
