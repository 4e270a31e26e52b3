"""Learning from decisions: pages that people decided on are added to the training, or only move prior and thresholds.

A decision counts once per content: the last one on the same words wins, also over a row of the corpus. A verdict without a
decision teaches nothing, because it is the model's own opinion.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from spamcheck.errors import CorpusError, SpamcheckError
from spamcheck.parse import parse
from spamcheck.training import metrics
from spamcheck.training.additive import Array
from spamcheck.training.cases import SOURCE as CASES
from spamcheck.training.corpus import LABELS, MAIL, Row
from spamcheck.training.features import Table, features
from spamcheck.training.train import PENALTY, Data, Head, silent_values, train, train_head

KINDS = ("html", "text", "markdown")
MOST_LOST = {"roc_auc": 0.005, "recall": 0.02, "log_loss": 0.01}  # noise of the folds on this corpus is about a third of these


@dataclass(frozen=True, slots=True)
class Additions:
    """Decided pages, one per content. skipped: verdicts without a decision; repeated: earlier decisions on the same content."""

    rows: tuple[Row, ...]
    digests: frozenset[str]
    skipped: int
    repeated: int


def content_digest(text: str) -> str:
    """sha256 of the letters and digits of a text, in one case: layout and markup do not make another page."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(filter(str.isalnum, folded)).encode("utf-8", "surrogatepass")).hexdigest()


def read_additions(path: Path) -> Additions:
    """Decisions of a jsonl file: labelled rows, or verdicts with a decision, with the page as html or text anywhere in them.

    Raises CorpusError with the line for a decision without a page or of no known name.
    """
    found: dict[str, Row] = {}
    skipped = repeated = 0
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(path, 0, f"cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _decision(path, number, line)
        if row is None:
            skipped += 1
            continue
        digest = content_digest(row.text)
        repeated += found.pop(digest, None) is not None
        found[digest] = row
    return Additions(tuple(found.values()), frozenset(found), skipped, repeated)


def _decision(path: Path, number: int, line: str) -> Row | None:
    try:
        data = json.loads(line)
        verdict = data.get("verdict") or {}
        said = data.get("decision") or verdict.get("decision")
        label = said if said or "schema" in data or verdict else data.get("label")
    except (ValueError, AttributeError) as error:
        raise CorpusError(path, number, f"is no JSON object: {error}") from error
    if label is None:
        return None
    if label not in LABELS:
        raise CorpusError(path, number, f"decision {label!r} is none of spam, low_quality, ok")
    page = {name: data.get(name) or verdict.get(name) for name in ("html", "text", "url", "id", "kind", "group", "low_quality")}
    if not isinstance(page["html"] or page["text"], str):
        raise CorpusError(path, number, "has no page: give its html or text (`spamcheck score --with-text` puts the text into a verdict)")
    return _row(page, label, f"{path.name}:{number}", path, number)


def _row(page: Mapping[str, Any], label: str, name: str, path: Path, number: int) -> Row:
    text, html = page["text"] or "", page["html"]
    kind = "html" if html else page["kind"] if page["kind"] in KINDS and page["kind"] != "html" else "text"
    try:
        text = text or parse(html, kind="html").text
        group = str(page["group"] or urlsplit(str(page["url"] or "")).hostname or content_digest(text)[:12])
    except (SpamcheckError, ValueError) as error:
        raise CorpusError(path, number, f"holds a page that cannot be read: {error}") from error
    weak = page["low_quality"] if isinstance(page["low_quality"], bool) else label == "low_quality" if label != "spam" else None
    return Row(
        id=str(page["id"] or name), source=f"added {group}", group=group, label=label, low_quality=weak, text=text, html=html,
        url=page["url"], kind=kind, by_hand=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after, on rows that the measured model has not seen. better: +1 if more is better, else -1."""

    name: str
    before: float
    after: float
    better: int
    most_lost: float

    @property
    def worse(self) -> bool:
        """Whether it got worse by more than the noise of the folds."""
        return (self.before - self.after) * self.better > self.most_lost


def retrain(
    data: Data, added: Additions, *, name: str, seed: int, cache: Path | None = None, jobs: int = -1
) -> tuple[dict[str, bytes], list[Change]]:
    """Train with the decided pages; returns the model's files and what changed on groups left out.

    Rows of the corpus that a decision is about are left out on both sides.
    """
    kept = [i for i, r in enumerate(data.rows) if content_digest(r.text) not in added.digests]
    base = Data(tuple(data.rows[i] for i in kept), _taken(data.table, kept))
    extra = features(added.rows, cache=cache, jobs=jobs)
    whole = Data((*base.rows, *added.rows), _joined(base.table, extra))
    before = {head: train_head(base, head, PENALTY[head], seed) for head in ("spam", "low_quality")}
    files, after = train(whole, name=name, version="1", seed=seed)
    changes = [c for head in before for c in _changes(whole, len(base.rows), head, before[head], after[head])]
    return files, changes


def _taken(table: Table, rows: Sequence[int]) -> Table:
    return Table(table.names, table.values[list(rows)], tuple(table.page[i] for i in rows), table.words[list(rows)])


def _joined(a: Table, b: Table) -> Table:
    return Table(a.names, np.vstack([a.values, b.values]), (*a.page, *b.page), np.append(a.words, b.words))


def _changes(whole: Data, size: int, head: str, before: Head, after: Head) -> list[Change]:
    """Ranking on the corpus, and fit to the decisions, each by models that have not seen the group."""
    labels = whole.labels(head)
    judged = np.array([r.source not in MAIL and r.source != CASES for r in whole.rows])
    real = judged & np.array([not r.source.startswith("pair") for r in whole.rows])
    if not (real[:size] & (labels[:size] == 1)).any():  # own pages alone: the injected ones are the spam there is
        real = judged
    old, new = (labels >= 0) & real, labels >= 0
    old[size:], new[:size] = False, False
    was = np.append(before.held_out, before.function.log_odds(whole.table.names, whole.table.filled(silent_values(whole.table))[size:]))
    y = labels[old]
    changes = [Change(f"{head}: ROC-AUC on the corpus", *_both(metrics.roc_auc, was[old], after.held_out[old], y), 1, MOST_LOST["roc_auc"])]
    if head == "spam":
        changes.append(
            Change("spam: recall at 1 % false positives", *_both(_recall, was[old], after.held_out[old], y), 1, MOST_LOST["recall"])
        )
    if new.any():
        changes.append(
            Change(
                f"{head}: log loss on {new.sum()} decisions",
                *_both(_log_loss, was[new], after.held_out[new], labels[new]),
                -1,
                MOST_LOST["log_loss"],
            )
        )
    return [c for c in changes if not np.isnan(c.before) and not np.isnan(c.after)]


def _both(measure: Any, before: Array, after: Array, labels: metrics.Labels) -> tuple[float, float]:
    return measure(before, labels), measure(after, labels)


def _recall(scores: Array, labels: metrics.Labels) -> float:
    return metrics.share(scores[labels == 1] > metrics.limit_at(scores[labels == 0], 0.01)) if (labels == 0).any() else float("nan")


def _log_loss(scores: Array, labels: metrics.Labels) -> float:
    return float(np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores))))


def table(changes: Iterable[Change]) -> str:
    """Before and after as plain lines."""
    lines = [f"{'on groups left out':<44}{'before':>9}{'after':>9}"]
    lines += [f"{c.name:<44}{c.before:>9.4f}{c.after:>9.4f}{'  worse' if c.worse else ''}" for c in changes]
    return "\n".join(lines)
