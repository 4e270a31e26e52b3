"""The same three words of a service in heading after heading.

Why: headings divide a text; when four or more of them repeat one commercial phrase ("water heater installation cost",
"water heater installation experts"), they are written for a search engine.
Misses: phrases without a word for a service; shorter articles. An operation or a disease in every chapter is its topic.
Titles, tags and image texts are read by query_attributes; the name stays until the next training, as the shipped model knows it.
Source: survey of 667 pages (rows K5); 28 spam and 0 honest pages of the training and development corpus, 2026-11.
"""

from __future__ import annotations

from collections import defaultdict

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_ENOUGH = 4  # a long article's chapters repeat its topic twice or thrice
_CAP = 8


@signal(
    title="The same service in heading after heading",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={"heading_count": Value("headings that repeat three words of a service, from 4, at most 8", spam=+1, low_quality=+1)},
    flags="<html lang='en'><h1>Boiler repair service</h1><p>Text.</p><h2>Cheap boiler repair service</h2><p>Text.</p>"
    "<h2>Boiler repair service cost</h2><p>Text.</p><h2>Why choose our boiler repair service</h2><p>Text.</p></html>",
    passes="<html lang='en'><h1>Boilers</h1><p>Text.</p><h2>How a boiler works</h2><p>Text.</p><h2>Repairs</h2><p>Text.</p></html>",
)
def stuffed_title_or_alt(doc: Document) -> Reading:
    headings = [b for b in doc.headings if b.region in ("main", "header")]
    if len(headings) < _ENOUGH:
        return SILENT
    function, trades, medical = (read(name, doc.language) for name in ("function_words", "commercial_words", "medical_words"))
    found: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for block in headings:
        if doc.text.find("_", block.start, block.end) >= 0:
            continue  # the names of a program's settings
        inside = doc.words.between(block.start, block.end)
        words = doc.words.lower[inside.start : inside.stop]
        if not any(trades.get(w) == "service" for w in words):
            continue
        for run in {tuple(words[i : i + 3]) for i in range(len(words) - 2)}:
            plain = all(w.isalpha() and w not in function and w not in medical for w in run)
            if plain and any(trades.get(w) == "service" for w in run):
                found[run].append(Span(block.start, min(block.end, block.start + 300)))
    best = max(found.values(), key=len, default=[])
    if len({doc.quote(span).lower() for span in best}) < _ENOUGH:
        return SILENT
    evidence = tuple(Evidence(span, "the same service in heading after heading") for span in best[:20])
    return Reading({"heading_count": min(_CAP, len(best))}, evidence)
