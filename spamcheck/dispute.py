"""A disputed verdict as minimal cases: what of the page misled each signal, and nothing else of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from spamcheck.document import Document
from spamcheck.signal import Signal, registry
from spamcheck.verdict import Reason, Verdict

T = TypeVar("T")
_QUOTES = 3  # of each reason: enough to see what was taken for what
_MOST_CHARS = 4000  # a longer case is the page itself


def dispute_cases(doc: Document, verdict: Verdict) -> Iterator[str]:
    """TOML cases in the form of `tests/signals/*.toml`, one for every reason of weight, cut out of the source of the page.

    Each is tried: the signal points at the same words in it as it did on the page, because links, headings and markup that it
    needs are kept. What only the page as a whole shows is named in a comment. They come one by one: a long page takes a while.
    """
    yield f"# Disputed: {verdict.label or verdict.status}, engine {verdict.engine}, model {verdict.model.get('sha256', '')[:12]}."
    yield "# Each case asks one signal to stay silent. Read it before you send it: remove what is private, keep what misled."
    signals = {s.name: s for s in registry()}
    weighty = verdict.weighty(verdict.reasons)
    if not weighty:
        yield "# No reason of weight raised a score: there is nothing to dispute."
    for reason in weighty:
        case = _case(doc, signals[reason.signal], reason)
        if case is None:
            yield f"\n# {reason.signal}: {reason.title}. Only the page as a whole shows it; send the page if you may."
            continue
        why = f"disputed: honest use of {reason.title[:1].lower()}{reason.title[1:]}"
        yield f"\n[[case]]  # {reason.signal}"
        yield from (f"{key} = {_toml(value)}" for key, value in {"why": why, **case, "evidence": []}.items())


def _toml(value: object) -> str:
    """A JSON string is a TOML string but for one character, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _case(doc: Document, signal: Signal, reason: Reason) -> dict[str, str] | None:
    """The least of the page's source in which the signal points at the same words; None where no part shows them."""
    from spamcheck.training.cases import case_document  # what the tests read a case with

    wanted = [quote.quote for quote in reason.evidence[:_QUOTES]]
    about = {"language": doc.language, "page": doc.page if doc.page != "article" else None, "url": doc.url}
    known = {key: value for key, value in about.items() if value}

    def misled(source: str) -> bool:
        case = case_document({doc.kind: source, **known})
        reading = signal.measure(case)
        found = [case.quote(e.span) if e.span else e.quote or "" for e in reading.evidence] if reading else []
        return all(any(words.startswith(w) for words in found) for w in wanted)

    if not wanted or not misled(doc.source):
        return None
    least = _least_markup(doc.source, misled) if doc.kind == "html" else _least_text(doc.source, misled)
    return {doc.kind: least, **known} if len(least) <= _MOST_CHARS and misled(least) else None


def _least_text(source: str, misled: Callable[[str], bool]) -> str:
    """Fewest paragraphs, and of these the fewest lines."""
    paragraphs = _least(re.split(r"\n\s*\n", source), lambda kept: misled("\n\n".join(kept)))
    return "\n".join(_least("\n\n".join(paragraphs).split("\n"), lambda kept: misled("\n".join(kept))))


def _least_markup(source: str, misled: Callable[[str], bool]) -> str:
    """The tree without every branch that it can spare; what holds text of its own (a paragraph, an item) stays whole."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PageElement, Tag

    soup = BeautifulSoup(source, "lxml")

    def spare(tag: Tag) -> None:
        def enough(kept: list[PageElement]) -> bool:
            tag.clear()
            tag.extend(kept)
            return misled(str(soup))

        kept = _least(list(tag.contents), enough)
        enough(kept)
        for child in kept:
            if isinstance(child, Tag) and not any(isinstance(c, NavigableString) and c.strip() for c in child.contents):
                spare(child)

    spare(soup)
    return str(soup)


def _least(parts: list[T], enough: Callable[[list[T]], bool]) -> list[T]:
    """Parts without which it is not enough: runs of them are left out, long ones first."""
    size = len(parts)
    while size:
        at = 0
        while at < len(parts):
            shorter = parts[:at] + parts[at + size :]
            if enough(shorter):
                parts = shorter
            else:
                at += size
        size //= 2
    return parts
