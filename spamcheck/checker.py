"""The one object with state: a model and the signals it knows. Everything else is a thin face over it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from spamcheck._version import __version__
from spamcheck.document import Document
from spamcheck.errors import FetchError, InputError, SpamcheckError
from spamcheck.explain import contributions, reasons, summary
from spamcheck.lexicon import LANGUAGES
from spamcheck.limits import DEFAULT_LIMITS, Limits
from spamcheck.model import HEADS, MICRO, Model, Scored, find_model, probability
from spamcheck.parse import parse
from spamcheck.signal import Reading, Signal, registry
from spamcheck.vector import measure, to_row
from spamcheck.verdict import Quote, Reason, Verdict

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    Page = bytes | str | BeautifulSoup
    Named = Page | tuple[str | None, Page, str | None]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to remove (or, for an absence, to add) so that a score falls under its threshold."""

    head: str
    signal: str
    title: str
    note: str | None
    evidence: tuple[Quote, ...]
    evidence_total: int
    log_odds_after: float  # of that head once this and the fixes before it are done


class Checker:
    """Judges pages. Immutable after construction, safe to share between threads.

    model: name of a shipped model or path of a model folder. signals: extra or other signals (default: all shipped).
    base_rate: share of spam (a number) or of both heads ({"spam": .., "low_quality": ..}) among the caller's pages;
    moves the prior only. Raises ModelError where the model cannot be used, InputError for a rate outside (0, 1).
    """

    def __init__(
        self,
        model: str | Path = "default",
        *,
        signals: Sequence[Signal] | None = None,
        base_rate: float | Mapping[str, float] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        loaded = Model.load(find_model(str(model)))
        if base_rate is not None:
            loaded = loaded.at_base_rate(_rates(base_rate))
        self._model = loaded
        self._signals = tuple(signals) if signals is not None else registry()
        self._limits = limits

    @property
    def model(self) -> Model:
        """The frozen weights with their manifest."""
        return self._model

    def document(self, page: Page, *, kind: str = "auto", url: str | None = None, charset: str | None = None) -> Document:
        """Parse a page as `check` does."""
        return parse(page, kind=kind, url=url, charset=charset, limits=self._limits)

    def measure(self, doc: Document) -> dict[str, Reading | None]:
        """Readings of all signals by name; None where one does not apply."""
        return measure(doc, self._signals)

    def check(
        self, page: Page | Document, *, kind: str = "auto", url: str | None = None, id: str | None = None, charset: str | None = None
    ) -> Verdict:  # `id` is the contract's word
        """Judge one page.

        page: bytes, text, a BeautifulSoup, or a parsed Document. kind: auto, html, text or markdown. url: the page's
        own address, if known. id: what to call it in the verdict. Raises InputError for what is no page.
        """
        doc = page if isinstance(page, Document) else self.document(page, kind=kind, url=url, charset=charset)
        readings = self.measure(doc)
        row = to_row(readings, self._model.names, self._model.silent)
        return self._verdict(doc, readings, self._model.score(row), id if id is not None else doc.url)

    def check_many(self, pages: Iterable[Named]) -> Iterator[Verdict]:
        """Judge pages one after the other, lazily, in order: pages or (id, page, url). One bad page never stops the rest."""
        for item in pages:
            if isinstance(item, tuple) and len(item) != 3:
                yield self.failed(InputError("a page among many is given alone or as (id, page, url)"), id=str(item[0]) if item else None)
                continue
            name, page, url = item if isinstance(item, tuple) else (None, item, None)
            try:
                yield self.check(page, url=url, id=name)
            except SpamcheckError as error:
                yield self.failed(error, id=name, url=url)

    def failed(self, error: SpamcheckError, *, id: str | None, url: str | None = None) -> Verdict:  # the contract's word
        """The verdict of a page that could not be judged."""
        retryable = isinstance(error, FetchError) and error.retryable
        found = {"type": type(error).__name__, "message": str(error), "retryable": retryable}
        return Verdict(
            id=id if id is not None else url, url=url, page="unreadable", status="error", summary=str(error), error=found,
            thresholds=self._scaled(self._model.thresholds), prior=self._scaled(self._model.prior), model=self._model_id(), engine=__version__,
        )  # fmt: skip

    def fixes(self, verdict: Verdict) -> list[Fix]:
        """The fewest reasons to mend so that each score falls under its threshold: for spam, largest first, then what low_quality needs besides.

        Counted by the verdict's own contributions; a page that is under both thresholds needs none.
        """
        found: dict[str, Fix] = {}
        for head in HEADS:
            score, threshold = verdict.log_odds.get(head), verdict.thresholds.get(head)
            if score is None or threshold is None:
                continue
            score = round(score - sum(r.contribution.get(head) or 0 for r in verdict.reasons if r.signal in found), 6)
            raised = sorted(verdict.reasons, key=lambda r: (-(r.contribution.get(head) or 0), r.signal))
            for reason in raised:
                part = reason.contribution.get(head) or 0
                if score < threshold or part <= 0:
                    break
                if reason.signal not in found:
                    score = round(score - part, 6)
                    found[reason.signal] = Fix(
                        head, reason.signal, reason.title, reason.note, reason.evidence, reason.evidence_total, score
                    )
        return list(found.values())

    def _verdict(self, doc: Document, readings: Mapping[str, Reading | None], scored: Scored, name: str | None) -> Verdict:
        heads: tuple[str, ...] = HEADS if doc.page == "article" else ("spam",)
        words = len(doc.words)
        status, message = self._status(doc, words)
        label = self._label(scored, heads, status)
        # A page that could not be judged has no scores, unless what was measured already makes it spam.
        shown: tuple[str, ...] = heads if status in ("scored", "degraded") else ("spam",) if label == "spam" else ()
        order = label if label in heads else max(heads, key=lambda h: scored.total[h] - self._model.thresholds[h])
        raised, lowered, noted = reasons(doc, self._signals, readings, scored, heads, order)
        verdict = Verdict(
            id=name, url=doc.url, kind=doc.kind, page=doc.page, title=doc.title[:300], status=status, label=label,
            spam=probability(scored.total["spam"]) if "spam" in shown else None,
            low_quality=probability(scored.total["low_quality"]) if "low_quality" in shown else None,
            log_odds={h: scored.total[h] / MICRO if h in shown else None for h in HEADS},
            thresholds=self._scaled(self._model.thresholds), prior=self._scaled(self._model.prior),
            reasons=tuple(raised), against=tuple(lowered), noted=tuple(noted), families=self._families(scored, heads),
            not_applicable=tuple((s.name, s.why_not(doc) or "nothing to measure") for s in self._signals if readings[s.name] is None),
            language=doc.language, words=words, text_chars=len(doc.text),
            text_sha256=hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest(), limits_hit=doc.limits_hit,
            model=self._model_id(), engine=__version__, text=doc.text,
        )  # fmt: skip
        return replace(verdict, summary=summary(verdict, message))

    def _status(self, doc: Document, words: int) -> tuple[str, str]:
        if doc.page == "unreadable":
            return "insufficient_text", f"Not judged: {doc.page_reason}."
        if words < self._limits.min_words:
            return "insufficient_text", f"Not judged: the page has {words} of the {self._limits.min_words} words that are needed."
        if doc.language is not None and doc.language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            return "unsupported_language", f"Not judged: the text is in {doc.language!r}; known are {known}."
        if doc.limits_hit:
            return "degraded", f"Not judged clean: a limit was hit ({', '.join(doc.limits_hit)}), so part of the page was not read."
        return "scored", ""

    def _label(self, scored: Scored, heads: Sequence[str], status: str) -> str | None:
        if scored.total["spam"] >= self._model.thresholds["spam"]:
            return "spam"
        if status in ("insufficient_text", "unsupported_language"):
            return None
        if "low_quality" in heads and scored.total["low_quality"] >= self._model.thresholds["low_quality"]:
            return "low_quality"
        return None if status == "degraded" else "ok"

    def _families(self, scored: Scored, heads: Sequence[str]) -> dict[str, dict[str, float | None]]:
        family = {s.name: s.family for s in self._signals}
        sums: dict[str, dict[str, int]] = {}
        for name, micro in sorted(contributions(scored, heads).items()):
            of_family = sums.setdefault(family.get(name, "campaign"), dict.fromkeys(heads, 0))
            for head in heads:
                of_family[head] += micro[head]
        return {name: {h: (m[h] / MICRO if h in m else None) for h in HEADS} for name, m in sorted(sums.items())}

    def _scaled(self, micro: Mapping[str, int]) -> dict[str, float]:
        return {h: micro[h] / MICRO for h in HEADS}

    def _model_id(self) -> dict[str, str]:
        return {"name": self._model.name, "version": self._model.version, "sha256": self._model.sha256}


def check(page: Page, *, kind: str = "auto", url: str | None = None, id: str | None = None) -> Verdict:  # `id` is the contract's word
    """Judge one page with the default model. For many pages make one `Checker` and use it."""
    return Checker().check(page, kind=kind, url=url, id=id)


def _rates(base_rate: float | Mapping[str, float]) -> dict[str, float]:
    rates = dict(base_rate) if isinstance(base_rate, Mapping) else {"spam": float(base_rate)}
    for head, rate in rates.items():
        if head not in HEADS or not 0 < rate < 1:
            raise InputError(f"base rate {head}={rate}: the heads are spam and low_quality, a rate lies between 0 and 1")
    return rates


__all__ = ["Checker", "Fix", "Reason", "check"]
