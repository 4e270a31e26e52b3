"""When it was written, updated and reviewed.

Why: medical and legal facts age; who states a date of review can be held to it. A copyright year is no date.
Maps to: JAMA currency, DISCERN 5 (date of the sources), HONcode attribution (dates of modification).
Misses: dates in pictures, relative dates; dates that a crawler or a template invents every day.
Source: own patterns and list (lexicons/credentials, byline), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_MONTH = (
    r"(?:jan(?:uary|uar|\.)?|feb(?:ruary|ruar|\.)?|mar(?:ch|\.)?|märz|apr(?:il|\.)?|may|mai|june?|juni|july?|juli|aug(?:ust|\.)?|sep(?:t(?:ember)?)?\.?|oct(?:ober)?\.?|okt(?:ober)?\.?"
    r"|nov(?:ember)?\.?|dec(?:ember)?\.?|dez(?:ember)?\.?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre)"
)
_DATE = lazy(
    rf"(?:(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}([./-])\d{{1,2}}\1(?:(?:19|20)\d\d|\d\d)\b|\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de )?{_MONTH}(?: de(?:l)?)?,? (?:19|20)\d\d"
    rf"|{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:de )?(?:19|20)\d\d)"
)
_DIGIT = lazy(r"\d")
_MONTH_ONLY = lazy(rf"{_MONTH} (?:de )?(?:19|20)\d\d")  # "updated this month" is a template's habit, not a date
_REVIEW = lazy(r"review|revis|geprüft|prüfung|relu|valid|vérif|checked")
_UPDATE = lazy(r"updat|modif|actuali|mis à jour|mise à jour|aktuali|änderung|geändert|stand|bearbeit")
_PUBLISH = lazy(r"publi|veröff|erschien|erstellt|posted|written")
_SHORT = 90  # characters of a line of its own that may be a date line
_HEAD = 12


@signal(
    title="Dated, updated or reviewed",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "dated_flag": Value("1 where a date of publication or update is shown", low_quality=-1),
        "reviewed_flag": Value("1 where a date of review is shown", spam=-1, low_quality=-1),
        "dates_count": Value("kinds of date (published, updated, reviewed) shown, at most 3", low_quality=-1),
    },
    flags="Page last reviewed: 12 March 2024. Next review due: 12 March 2027.",
    passes="Copyright 2024 Oakhollow Ltd. The barn burned down in March 1890.",
)
def dated_and_reviewed(doc: Document) -> Reading:
    """A date right behind a word of publishing, a date line near the top, or dates in the head of the page."""
    low = doc.lowered
    found: dict[Span, str] = {}
    for hit in doc.hits("credentials", "byline"):
        kind = _kind(hit.item)
        m = _DATE.search(low, hit.end, min(len(low), hit.end + 48)) if kind else None
        if (
            m
            and kind
            and (kind == "reviewed" or not _MONTH_ONLY.fullmatch(m.group()))
            and "\n" not in doc.text[hit.end : m.start()].strip()
        ):
            found.setdefault(Span(hit.start, m.end()), kind)
    found.update(_date_lines(doc, low, found))
    evidence = [Evidence(span, f"date {kind}") for span, kind in sorted(found.items())]
    kinds = set(found.values())
    for kind, raw in (("published", doc.meta.published), ("updated", doc.meta.modified)):
        if raw and kind not in kinds:
            kinds.add(kind)
            evidence.append(Evidence(None, f"date {kind}", "meta", raw[:80]))
    if not kinds:
        return SILENT
    return Reading({"dated_flag": 1, "reviewed_flag": int("reviewed" in kinds), "dates_count": min(3, len(kinds))}, tuple(evidence[:20]))


def _kind(item: str) -> str:
    for name, pattern in (("reviewed", _REVIEW), ("updated", _UPDATE), ("published", _PUBLISH)):
        if pattern.search(item):
            return name
    return ""


def _date_lines(doc: Document, low: str, found: dict[Span, str]) -> dict[Span, str]:
    """Short lines under the title that hold a date: "12 March 2024 | Jane Alder"."""
    lines: dict[Span, str] = {}
    seen = 0
    for block in doc.blocks:
        if block.region not in ("main", "header", "aside"):
            continue
        seen += 1
        if seen > _HEAD:
            break
        if block.end - block.start > _SHORT or block.kind in ("quote", "code", "cell"):
            continue
        m = _DATE.search(low, block.start, block.end) if _DIGIT.search(low, block.start, block.end) else None
        if (
            m
            and not _MONTH_ONLY.fullmatch(m.group())
            and "©" not in low[block.start : block.end]
            and not any(s.start <= m.start() < s.end for s in found)
        ):
            update = _UPDATE.search(low, block.start, m.start())
            lines[Span(*m.span())] = "updated" if update else "published"
            break
    return lines
