"""What pooled predictions on unseen sources come to: ranking, recall, calibration and flag rates, as plain data.

Honest documents are those rated ok; mail is another genre and is counted nowhere but in `by_source`. Intervals draw sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spamcheck.training import metrics
from spamcheck.training.corpus import MAIL, Row
from spamcheck.training.metrics import Array, bootstrap
from spamcheck.training.train import BASE_RATE, weights
from spamcheck.training.unseen import Measured, Pooled, voice

RATES = (0.005, 0.01, 0.05)
MIN_SPAM = 20  # sources with fewer spam documents say nothing by themselves
Mask = NDArray[np.bool_]


class Rows:
    """Arrays over the rows of an evaluation. real: neither injected, nor mail, nor always taught; pair: injected and judged."""

    def __init__(self, rows: Sequence[Row], always: Mask) -> None:
        self.rows = tuple(rows)
        self.voice = np.array([voice(r) for r in rows])
        self.mail: Mask = np.array([r.source in MAIL for r in rows])
        self.pair: Mask = np.array([r.source.startswith("pair") for r in rows]) & ~always
        self.label = np.array([r.label or "" for r in rows])
        self.by_hand: Mask = np.array([r.by_hand for r in rows])
        self.real: Mask = ~self.mail & ~self.pair & ~always
        self.judged: Mask = ~self.pair & ~always
        self.spam: Mask = self.real & (self.label == "spam")
        self.honest: Mask = self.real & (self.label == "ok")


def ranking(rows: Rows, scores: Array, *, draws: int, seed: int) -> dict[str, Any]:
    """ROC-AUC, average precision and recall at fixed false-positive rates of any spam scores, with intervals by source."""
    used = rows.spam | rows.honest
    s, y, sources = scores[used], rows.spam[used].astype(np.int64), rows.voice[used]
    every = rows.real
    found: dict[str, Any] = {
        "roc_auc": metrics.auc_interval(sources, s, y, draws=draws, seed=seed).to_dict(),
        "average_precision": bootstrap(sources, lambda w: metrics.average_precision(s, y, w), draws=draws, seed=seed).to_dict(),
        "roc_auc_against_all": round(metrics.roc_auc(scores[every], rows.spam[every].astype(np.int64)), 4),
        "recall": {},
    }
    names, counts = np.unique(sources[y == 1], return_counts=True)
    large = np.isin(sources, names[counts >= MIN_SPAM])
    for rate in RATES:

        def recall(w: Array, rate: float = rate) -> float:
            return metrics.share(s[y == 1] > metrics.limit_at(s[y == 0], rate, w[y == 0]), w[y == 1])

        def macro(w: Array, rate: float = rate) -> float:
            inside = (y == 1) & large
            return metrics.macro_share(s[inside] > metrics.limit_at(s[y == 0], rate, w[y == 0]), sources[inside].tolist(), w[inside])

        found["recall"][str(rate)] = {
            "log_odds": round(metrics.limit_at(s[y == 0], rate), 4),
            "all": bootstrap(sources, recall, draws=draws, seed=seed).to_dict(),
            "macro": bootstrap(sources, macro, draws=draws, seed=seed).to_dict(),
        }
    found["macro_over"] = names[counts >= MIN_SPAM].tolist()
    return found


def by_source(rows: Rows, spam: Pooled, low_quality: Pooled, articles: Mask, rate: float = 0.01) -> list[dict[str, Any]]:
    """Counts of every source: documents by label, how many a model that has not seen it flags."""
    limit = metrics.limit_at(spam.scores[rows.honest], rate)
    weak = low_quality.flagged & articles & ~spam.flagged
    found = []
    for name in sorted(set(rows.voice[rows.judged].tolist())):
        inside = (rows.voice == name) & rows.judged
        members = sorted({r.source for r, i in zip(rows.rows, inside, strict=True) if i})
        entry: dict[str, Any] = {"source": name, "members": members, "mail": bool(rows.mail[inside].all())}
        for label in ("spam", "low_quality", "ok"):
            of_label = inside & (rows.label == label)
            entry[label] = {
                "documents": int(of_label.sum()), "said_spam": int((of_label & spam.flagged).sum()),
                "said_low_quality": int((of_label & weak).sum()), f"over_{rate}": int((of_label & (spam.scores > limit)).sum()),
            }  # fmt: skip
        found.append(entry)
    return found


def calibration(rows: Rows, spam: Pooled, *, seed: int, draws: int = 200) -> dict[str, Any]:
    """Debiased expected calibration error, Brier score and reliability curve at the model's base rate.

    Sources weigh as in training (square root of their size, capped), classes as the base rate says.
    """
    used = rows.real
    y = rows.spam[used].astype(np.int64)
    inside = [r for r, u in zip(rows.rows, used, strict=True) if u]
    w = metrics.to_base_rate(y, weights(inside, y), BASE_RATE["spam"])
    p = 1 / (1 + np.exp(-spam.scores[used]))
    plain = metrics.calibration_error(p, y, w)
    null = metrics.null_calibration_error(p, w, seed=seed, draws=draws)
    return {
        "base_rate": BASE_RATE["spam"], "expected_calibration_error": round(plain, 5), "by_chance": round(null, 5),
        "debiased": round(max(0.0, plain - null), 5), "brier": round(metrics.brier(p, y, w), 5),
        "brier_of_base_rate": round(BASE_RATE["spam"] * (1 - BASE_RATE["spam"]), 5),
        "curve": [[round(x, 5) for x in point] for point in metrics.reliability(p, y, w)],
    }  # fmt: skip


def flag_rates(rows: Rows, spam: Pooled, low_quality: Pooled, kinds: Sequence[str], *, draws: int, seed: int) -> dict[str, Any]:
    """How many honest documents are said to be spam or low quality, by kind of page, and recall, at the models' own thresholds."""
    kind = np.array(kinds)
    weak = low_quality.flagged & (kind == "article") & ~spam.flagged
    honest = rows.honest
    said, poor, sources = spam.flagged[honest], weak[honest], rows.voice[honest].tolist()
    caught, of = spam.flagged[rows.spam], rows.voice[rows.spam].tolist()
    languages = np.array([r.language or "unknown" for r in rows.rows])
    return {
        "ok_said_spam": bootstrap(sources, lambda w: metrics.share(said, w), draws=draws, seed=seed).to_dict(),
        "ok_said_low_quality": bootstrap(sources, lambda w: metrics.share(poor, w), draws=draws, seed=seed).to_dict(),
        "spam_said_spam": bootstrap(of, lambda w: metrics.share(caught, w), draws=draws, seed=seed).to_dict(),
        "by_page_kind": _counts_by(kind, rows, spam.flagged, weak),
        "by_language": _counts_by(languages, rows, spam.flagged, weak),
    }


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4)


def _counts_by(names: NDArray[np.str_], rows: Rows, flagged: Mask, weak: Mask) -> dict[str, dict[str, int]]:
    found = {}
    for name in sorted(set(names[rows.real].tolist())):
        clean, spam = rows.honest & (names == name), rows.spam & (names == name)
        found[name] = {
            "ok": int(clean.sum()), "ok_said_spam": int((clean & flagged).sum()), "ok_said_low_quality": int((clean & weak).sum()),
            "spam": int(spam.sum()), "spam_said_spam": int((spam & flagged).sum()),
        }  # fmt: skip
    return found


def low_quality_ranking(rows: Rows, low_quality: Pooled, *, draws: int, seed: int) -> dict[str, Any]:
    """ROC-AUC of low_quality on articles that a person rated, and on all rated articles."""
    found = {}
    for name, mask in (("by_hand", rows.by_hand), ("all", np.ones(len(rows.rows), dtype=bool))):
        used = mask & (low_quality.labels >= 0) & rows.real
        s, y = low_quality.scores[used], low_quality.labels[used]
        interval = metrics.auc_interval(rows.voice[used], s, y, draws=draws, seed=seed)
        found[name] = {"documents": int(used.sum()), "low_quality": int(y.sum()), "roc_auc": interval.to_dict()}
    return found


def summarise(data: Measured, spam: Pooled, low_quality: Pooled, *, draws: int = 300, seed: int = 7) -> dict[str, Any]:
    """Everything about pooled predictions."""
    rows, kinds = Rows(data.rows, data.always), data.judged.table.page
    used = rows.spam | rows.honest
    pairs = rows.pair
    return {
        "documents": {
            "spam": int(rows.spam.sum()), "ok": int(rows.honest.sum()), "low_quality": int((rows.real & (rows.label == "low_quality")).sum()),
            "mail": int(rows.mail.sum()), "injected": int((pairs & (rows.label == "spam")).sum()),
            "twins": int((pairs & (rows.label == "ok")).sum()), "sources": len(set(rows.voice[rows.real].tolist())),
        },
        "folds": len(set(spam.fold.tolist()) - {-1}),
        "spam": ranking(rows, spam.scores, draws=draws, seed=seed),
        "pairs": {
            f"{name}_said_spam": _rounded(metrics.share(spam.flagged[pairs & (rows.label == label)]))
            for name, label in (("injected", "spam"), ("twins", "ok"))
        },
        "flag_rates": flag_rates(rows, spam, low_quality, kinds, draws=draws, seed=seed),
        "calibration": calibration(rows, spam, seed=seed),
        "low_quality": low_quality_ranking(rows, low_quality, draws=draws, seed=seed),
        "by_source": by_source(rows, spam, low_quality, np.array(kinds) == "article"),
        "roc": [list(p) for p in metrics.roc_curve(spam.scores[used], rows.spam[used].astype(np.int64))],
    }  # fmt: skip
