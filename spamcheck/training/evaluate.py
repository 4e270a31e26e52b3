"""What a model finds on labelled pages: counts by source and label, and how well the evidence meets the marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spamcheck.checker import Checker
from spamcheck.document import Document
from spamcheck.errors import SpamcheckError
from spamcheck.training.corpus import Row
from spamcheck.verdict import Verdict


@dataclass
class Evaluation:
    """Counts over labelled pages.

    labels: (source, true label) -> Counter of verdict labels. wrong: (row id, true label, verdict, log-odds, summary).
    marks: family -> [marked spans, overlapped]. evidence_chars: [characters of spam evidence, those within one sentence of a mark].
    """

    labels: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    families: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[tuple[str, str, str, float, str]] = field(default_factory=list)
    marks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    missed_marks: list[tuple[str, str]] = field(default_factory=list)
    evidence_chars: list[int] = field(default_factory=lambda: [0, 0])


def evaluate(checker: Checker, rows: Sequence[Row]) -> Evaluation:
    """Score labelled rows; rows without a label are left out."""
    found = Evaluation()
    for row in rows:
        if row.label is None:
            continue
        try:
            doc = checker.document(row.page, kind=row.kind, url=row.url)
        except SpamcheckError:
            found.labels[row.source, row.label]["error"] += 1
            continue
        verdict = checker.check(doc, id=row.id)
        said = verdict.label or verdict.status
        found.labels[row.source, row.label][said] += 1
        found.families[row.family or row.source, row.label][said] += 1
        if (said == "spam") != (row.label == "spam"):
            found.wrong.append((row.id, row.label, said, verdict.log_odds.get("spam") or 0.0, verdict.summary))
        if row.marks and row.label != "ok":
            _count_marks(found, row, doc, verdict)
    return found


def _count_marks(found: Evaluation, row: Row, doc: Document, verdict: Verdict) -> None:
    spans = [(q.start, q.end) for r in (*verdict.reasons, *verdict.noted) for q in r.evidence if q.start is not None and q.end is not None]
    outside = [q.quote for r in (*verdict.reasons, *verdict.noted) for q in r.evidence if q.start is None]
    places: list[tuple[int, int]] = []
    for mark in row.marks:
        at = _find(doc.text, mark)
        places += at
        hit = any(a < end and start < b for a, b in at for start, end in spans) or any(mark in q or (q and q in mark) for q in outside)
        hit = hit or any(
            k.href and (k.href in mark or mark in k.href) and any(k.start < e and s < max(k.end, k.start + 1) for s, e in spans)
            for k in doc.links
        )
        counts = found.marks[row.family or row.source]
        counts[0] += 1
        counts[1] += hit
        if not hit:
            found.missed_marks.append((row.id, mark))
    if row.label == "spam":
        near = [_around(doc, a, b) for a, b in places]
        covered = {
            i
            for r in verdict.reasons
            if (r.contribution.get("spam") or 0) > 0
            for q in r.evidence
            if q.start is not None
            for i in range(q.start, q.end or q.start)
        }
        found.evidence_chars[0] += len(covered)
        found.evidence_chars[1] += sum(any(a <= i < b for a, b in near) for i in covered)


def _find(text: str, mark: str) -> list[tuple[int, int]]:
    found, at = [], text.find(mark)
    while at >= 0:
        found.append((at, at + len(mark)))
        at = text.find(mark, at + 1)
    return found


def _around(doc: Document, start: int, end: int) -> tuple[int, int]:
    """From the start of the sentence before a span to the end of the sentence after it."""
    first = doc.sentences.index(doc.sentence_at(start))
    last = doc.sentences.index(doc.sentence_at(max(start, end - 1)))
    return doc.sentences[max(0, first - 1)].start, doc.sentences[min(len(doc.sentences) - 1, last + 1)].end


def counts(found: Evaluation) -> dict[str, object]:
    """The counts as plain data, for JSON."""
    marked, met = (sum(m[i] for m in found.marks.values()) for i in (0, 1))
    return {
        "sources": [{"source": s, "label": label, **dict(sorted(c.items()))} for (s, label), c in sorted(found.labels.items())],
        "families": [{"family": f, "label": label, **dict(sorted(c.items()))} for (f, label), c in sorted(found.families.items())],
        "marks": {"marked": marked, "met": met},
        "evidence_characters": {"all": found.evidence_chars[0], "near_a_mark": found.evidence_chars[1]},
    }


def report(found: Evaluation, *, errors: bool) -> str:
    """A plain table of the counts."""
    lines = [f"{'source':<28}{'label':<13}{'pages':>6}{'spam':>7}{'low q.':>8}{'ok':>6}{'other':>7}"]
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    groups = found.families if any(found.marks.values()) else found.labels
    for (source, label), counts in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0])):
        lines.append(_line(source, label, counts))
        totals[label].update(counts)
    lines += [_line("all", label, counts) for label, counts in sorted(totals.items())]
    for family, (marked, hit) in sorted(found.marks.items()):
        lines.append(f"marked spans overlapped, {family}: {hit} of {marked} ({hit / max(1, marked):.0%})")
    if found.marks:
        marked, hit = (sum(m[i] for m in found.marks.values()) for i in (0, 1))
        lines.append(f"marked spans overlapped, all: {hit} of {marked} ({hit / max(1, marked):.1%})")
        chars, near = found.evidence_chars
        lines.append(f"spam evidence within a sentence of a mark: {near} of {chars} characters ({near / max(1, chars):.1%})")
    if errors:
        lines += [f"wrong: {i} is {label}, said {said} ({log_odds:+.2f}): {summary}" for i, label, said, log_odds, summary in found.wrong]
        lines += [f"missed mark: {i}: {mark}" for i, mark in found.missed_marks]
    return "\n".join(lines)


def _line(source: str, label: str, counts: Counter[str]) -> str:
    other = counts.total() - counts["spam"] - counts["low_quality"] - counts["ok"]
    return f"{source:<28}{label:<13}{counts.total():>6}{counts['spam']:>7}{counts['low_quality']:>8}{counts['ok']:>6}{other:>7}"
