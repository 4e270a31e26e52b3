"""A search query set into the text: spliced into a sentence, between brackets or dashes, as a sentence of its own, or repeated.

Why: nobody writes "and the (roof repair Leeds) lamp was on" or "Nothing beats carpet cleaning near me for this."; such strings
stand there for a search engine.
How: runs of words without grammar that hold something sold, a complaint or words of a buyer, and a place, a price, a year or
"near me" (`spamcheck.query_runs`); what they are made of and how they stand beside their neighbours is weighed together. One
that the page repeats to the letter needs less.
Misses: queries that parse ("hearing tests in Denver"), things nobody lists, quotations. Pages about searching do not count.
Source: logistic fit on own queries of three hands in honest training pages against the runs of all honest pages, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from spamcheck.context import about_searching, credits_maker
from spamcheck.document import Document, Evidence, Span
from spamcheck.grammar import CONTENT, gap, word_class
from spamcheck.query_runs import QueryRun, query_runs
from spamcheck.signal import SILENT, Reading, Value, signal

_CUT, _SURE, _AGAIN = 1.4, 3.0, -0.5  # log-odds: some 0.3 % and 0.1 % of honest pages reach the first two
_COPIES = 3
_CAP = 8


# A price word that sentences use for what they praise: "to provide affordable dental care with".
_PRAISE = frozenset(("affordable", "inexpensive", "low-cost"))
_TOLD = frozenset(("order", "buy", "book", "rent", "hire"))  # "or order lenses online with": what the reader can do
_JOINED = frozenset(("or", "and", "can", "to", "you", "please", "then", "may"))
_VERBS = frozenset(("verb", "verbs", "ing", "to", "past"))


def _spoken(doc: Document, run: QueryRun) -> bool:
    """A menu of links, the maker of the site, or the object of a verb."""
    words, lower, text = doc.words, doc.words.lower, doc.text
    start, end = words.start[run.start], words.end[run.end - 1]
    inside = bisect_left(doc.links, start, key=lambda k: k.start)
    if credits_maker(doc, start):
        return True
    if sum(k.visible and k.end <= end for k in doc.links[inside : inside + run.end - run.start]) > 1:
        return True
    left = word_class(lower[run.start - 1]) if run.start and not gap(text[words.end[run.start - 1] : start]) else "."
    right = word_class(lower[run.end]) if run.end < len(words) and not gap(text[end : words.start[run.end]]) else "."
    joined = run.start > 0 and lower[run.start - 1] in _JOINED and left != "."
    if joined and lower[run.start] in _TOLD and lower[run.end - 1] == "online" and right not in CONTENT:
        return True
    whole = lower[run.start] in _PRAISE and left in _VERBS and right not in CONTENT
    return whole and all(text[words.start[k]].islower() for k in range(run.start, run.end))


@signal(
    title="Search query set into the text",
    family="keywords",
    policy="keyword_stuffing",
    languages=("any",),
    values={
        "query_count": Value("search queries where none belongs, at most 8", spam=+1, low_quality=+1),
        "sure_count": Value("of these, unmistakable ones, at most 8", spam=+1, low_quality=+1),
        "repeated_count": Value("of these, copies of one that stands there three times or more, at most 8", spam=+1, low_quality=+1),
    },
    flags="The lamp was bought in spring (roof repair leeds) and hangs over the table, where it gives a warm light.",
    passes="The roof repair in Leeds cost more than the lamp, which hangs over the table and gives a warm light.",
)
def stray_query(doc: Document) -> Reading:
    runs = query_runs(doc)
    if not runs:
        return SILENT
    lower = doc.words.lower
    texts = [" ".join(lower[run.start : run.end]) for run in runs]
    often = Counter(text for text, run in zip(texts, runs, strict=True) if run.score > _AGAIN)
    kept = [(run, often[text] >= _COPIES) for text, run in zip(texts, runs, strict=True) if run.score > _CUT or often[text] >= _COPIES]
    kept = [(run, again) for run, again in kept if again or not _spoken(doc, run)]
    if not kept or about_searching(doc):
        return SILENT
    starts, ends = doc.words.start, doc.words.end
    shown = tuple(
        Evidence(
            Span(starts[run.start], ends[run.end - 1]),
            "a search query, word for word again" if again else "a search query, set into the text",
        )
        for run, again in kept[:20]
    )
    counts = {
        "query_count": len(kept),
        "sure_count": sum(run.score > _SURE for run, _ in kept),
        "repeated_count": sum(again for _, again in kept),
    }
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, shown)
