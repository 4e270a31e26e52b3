"""Beside expert ratings of health journalism: do the readings say anything of how many quality criteria a text meets?

A logistic regression on the readings, five folds by publisher, at the median split; TF-IDF under the same folds is what to beat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from spamcheck.training import metrics
from spamcheck.training.corpus import Row
from spamcheck.training.features import Table
from spamcheck.training.train import silent_values

_SATISFIED = re.compile(r"criteria satisfied (\d{1,2}) of (\d{1,2})")


def rated(rows: Sequence[Row]) -> list[tuple[Row, float]]:
    """Rows whose note says how many criteria experts found satisfied, with the share."""
    found = [(row, _SATISFIED.search(row.note)) for row in rows]
    return [(row, int(m[1]) / int(m[2])) for row, m in found if m and int(m[2])]


def expert_criteria(rows: Sequence[Row], shares: Sequence[float], table: Table, *, draws: int, seed: int) -> dict[str, Any]:
    """AUC of the readings and of TF-IDF for "meets more criteria than the median", publishers left out whole."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    y = (np.array(shares) > np.median(shares)).astype(np.int64)
    groups = [r.group for r in rows]
    if len(set(groups)) < 5 or len(set(y.tolist())) < 2:
        return {}
    readings = table.filled(silent_values(table))
    texts = np.array([r.text for r in rows], dtype=object)
    of_readings, of_words = np.zeros(len(rows)), np.zeros(len(rows))
    for train, test in GroupKFold(5).split(readings, y, groups):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000)).fit(readings[train], y[train])
        of_readings[test] = model.decision_function(readings[test])
        words = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), LogisticRegression(C=10, max_iter=500))
        of_words[test] = words.fit(texts[train], y[train]).decision_function(texts[test])
    scores = {"readings": of_readings, "tf_idf": of_words}
    return {
        "documents": len(rows), "publishers": len(set(groups)), "median_share": float(np.median(shares)), "above_median": int(y.sum()),
        **{name: metrics.auc_interval(groups, s, y, draws=draws, seed=seed).to_dict() for name, s in scores.items()},
    }  # fmt: skip
