"""References that can be looked up: DOI, PMID, ISBN, registry number, journal or official address, author and year.

Why: a source that can be opened can be checked. That a reference exists does not say that it supports the sentence.
Maps to: JAMA attribution, DISCERN 4 and 5 (sources and their dates), HONcode attribution.
Misses: references by author and title without a year; a copied reference list.
Source: own patterns, list of hosts (lexicons/scholarly_hosts), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import target
from spamcheck.literals import held, may_hold
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 15
_KINDS = frozenset({"journal", "registry", "guideline", "government", "health_authority", "university"})
_IDENTIFIER = lazy(
    r"\b10\.\d{4,9}/[^\s\"<>]{3,80}|\b(?:PMID|PMCID|ISBN(?:-1[03])?|ISSN|NCT|arXiv|ISRCTN)[: ]{0,2}(?:PMC)?[\dX][\dX -]{4,17}"
)
_MARKS = ("10.", "PMID", "PMCID", "ISBN", "ISSN", "NCT", "arXiv", "ISRCTN")
# "Alder J, Finch M. A trial of ... 2019;12" and "Alder, J. (2019). A trial of ..."
_ENTRY = lazy(
    r"\W{0,4}(?:\[?\d{1,3}[\].)]?\s{1,3})?[A-ZÀ-Þ][\w'’-]{1,25},? (?:[A-Z]{1,3}\b|[A-Z]\.)[^\n]{10,350}?\b(?:19|20)\d\d\b|\W{0,4}(?:\[?\d{1,3}[\].)]?\s{1,3})?[A-ZÀ-Þ][\w'’-]{1,25}[^\n(]{0,80}"
    r"\((?:19|20)\d\d[a-z]?\)[.,:]? \S[^\n]{15,}|[^\n]{15,250}\b(?:19|20)\d\d;\s?\d{1,4}(?:\(\d{1,3}\))?:\s?e?\d"
)
_IN_TEXT = lazy(
    r"\[\d{1,3}(?:[,–-] ?\d{1,3}){0,4}\]|\([A-ZÀ-Þ][\w'’-]{2,20}(?: (?:and|&|et al\.?|y|et|und) ?[A-ZÀ-Þ]?[\w'’-]{0,20})?,? (?:19|20)\d\d[a-z]?\)|\bet al\.,? \(?(?:19|20)\d\d"
)


@signal(
    title="References that can be looked up",
    family="trust",
    languages=("any",),
    values={
        "reference_count": Value(
            "references with an identifier, a scholarly or official address, or author, title and year; at most 15", spam=-1, low_quality=-1
        ),
        "identifier_count": Value("of these DOI, PMID, ISBN and the like, at most 15", low_quality=-1),
        "scholarly_link_count": Value(
            "links to journals, registries, guidelines, offices and universities on other sites, at most 15", low_quality=-1
        ),
        "cited_flag": Value("1 where the text cites by number or by author and year", low_quality=-1),
    },
    flags="References\n\nAlder J, Finch M. A trial of cold packs after extraction. Otter Dent J 2019;12:34-9.",
    passes="References\n\nThe internet\n\nMany scientific articles on cold packs",
)
def identified_references(doc: Document) -> Reading:
    """Identifiers anywhere, links by kind of host, entries of a reference list by shape."""
    own = target(doc.url).site if doc.url else ""
    links = [
        Span(link.start, min(link.end, link.start + 300)) for link in doc.outbound
        if link.visible and link.end > link.start and link.region not in ("nav", "footer") and (place := target(link.href)).kind in _KINDS and place.site != own
    ]  # fmt: skip
    identifiers = [
        Span(m.start(), m.start() + len(m.group().rstrip(" .,;:)]-"))) for m in anchored(_IDENTIFIER, held(doc, _MARKS), doc.text)
    ]
    entries = _entries(doc)
    spans: list[Span] = []
    for span in sorted([*links, *identifiers, *entries]):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    if not spans:
        return SILENT
    values = {
        "reference_count": min(_CAP, len(spans)),
        "identifier_count": min(_CAP, len({doc.quote(s) for s in identifiers})),
        "scholarly_link_count": min(_CAP, len(set(links))),
        "cited_flag": int(_cited(doc) >= 2),
    }
    return Reading(values, tuple(Evidence(span, "reference that can be looked up") for span in spans[:20]))


def _entries(doc: Document) -> list[Span]:
    """Lines with author, title and year, in a reference list or as list items near the end."""
    found = []
    for block in doc.blocks:
        if block.region != "references" and not (block.kind == "item" and block.start > 0.6 * len(doc.text) and block.region == "main"):
            continue
        line = doc.text[block.start : min(block.end, block.start + 500)]
        if ("19" in line or "20" in line) and _ENTRY.match(line):
            found.append(Span(block.start, min(block.end, block.start + 300)))
    return found


def _cited(doc: Document) -> int:
    """Number of citations in the running text."""
    text = doc.text
    if not may_hold(doc, "[1", " et al") and not any(f", {century}" in text for century in ("19", "20")):
        return 0
    return sum(1 for _ in anchored(_IN_TEXT, ("[", "(", "et al"), text, 200_000))
