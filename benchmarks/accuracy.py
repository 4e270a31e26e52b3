"""Accuracy beside what else one could use: the same folds of whole sources, the same measures, one table.

usage: python -m benchmarks.accuracy PAGES.jsonl.gz... [--own] [-o report.json]
TF-IDF of words and of characters with logistic regression, and fastText, learn from the pages that spamcheck learns from in the
same fold. datatrove's filter chain and SpamAssassin's local rules come as they are. What is not installed is skipped: the extra
`peers` has the Python packages, SpamAssassin is a program of its own and takes about a second a page: it runs where `--only` names it.
"""

from __future__ import annotations

import argparse
import json
import mailbox
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from spamcheck.training.corpus import Row
from spamcheck.training.summary import Rows, ranking
from spamcheck.training.train import Sources, repository, weights
from spamcheck.training.unseen import Measured, folds, measured, pooled

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
_MOST_CHARS = 6000  # as the pages of training: a longer text says little more to a bag of words
_MOST_MARKUP = 20_000
_SLOW = "SpamAssassin, local rules"
_POINTS = re.compile(r"score=(-?[\d.]+)")


def text_of(row: Row) -> str:
    """The visible text of a page, roughly where there is only markup."""
    return (row.text or re.sub(r"<[^<>]{0,2000}>", " ", row.html or ""))[:_MOST_CHARS]


def linear(analyzer: str, ngrams: tuple[int, int]) -> Callable[..., Array]:
    """TF-IDF and logistic regression. Hashing once stands for a vocabulary; inverse document frequencies are of the fold."""

    def scores(rows: Sequence[Row], texts: Sequence[str], labels: Labels, fold: Labels) -> Array:
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        hashed = HashingVectorizer(analyzer=analyzer, ngram_range=ngrams, n_features=2**18, alternate_sign=False, norm=None).transform(
            texts
        )
        found = np.zeros(len(texts))
        for i in sorted(set(fold.tolist()) - {-1}):
            seen = (fold != i) & (labels >= 0)
            idf = TfidfTransformer(sublinear_tf=True).fit(hashed[seen])
            w = weights([r for r, s in zip(rows, seen, strict=True) if s], labels[seen])
            model = LogisticRegression(C=10, max_iter=300).fit(idf.transform(hashed[seen]), labels[seen], sample_weight=w)
            out = fold == i
            found[out] = model.decision_function(idf.transform(hashed[out]))
        return found

    return scores


def fast_text(_: Sequence[Row], texts: Sequence[str], labels: Labels, fold: Labels) -> Array:
    """fastText's supervised classifier with pairs of words, one thread so that a run can be repeated."""
    import fasttext

    flat = [" ".join(t.lower().split()) for t in texts]
    found = np.zeros(len(texts))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        for i in sorted(set(fold.tolist()) - {-1}):
            lines = (f"__label__{y} {t}" for t, y, f in zip(flat, labels, fold, strict=True) if f != i)
            path.write_text("\n".join(lines), encoding="utf-8")
            model = fasttext.train_supervised(str(path), wordNgrams=2, epoch=10, dim=50, bucket=200_000, thread=1, seed=7, verbose=0)
            for j in np.flatnonzero(fold == i):
                said = dict(zip(*model.predict(flat[j] or ".", k=2), strict=True))
                found[j] = said.get("__label__1", 0.0)
    return found


def filters(_: Sequence[Row], texts: Sequence[str], labels: Labels, fold: Labels) -> Array:  # noqa: ARG001  # one shape for all
    """How many of datatrove's Gopher repetition, Gopher quality, C4 and FineWeb filters drop a text."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

    chain = [GopherRepetitionFilter(), GopherQualityFilter(), C4QualityFilter(filter_no_terminal_punct=False), FineWebQualityFilter()]

    def drops(one: Any, text: str) -> bool:
        result = one.filter(Document(text=text, id="0"))
        return not (result is True or (isinstance(result, tuple) and bool(result[0])))

    return np.array([float(sum(drops(one, t) for one in chain)) for t in texts])


def spam_assassin(rows: Sequence[Row], texts: Sequence[str], labels: Labels, fold: Labels) -> Array:  # noqa: ARG001
    """Points of SpamAssassin's local rules, each page sent as the body of a mail; one process reads them all. nan for injected pages."""
    program = shutil.which("spamassassin")
    if program is None:
        raise ImportError("the program spamassassin is not installed")
    found = np.full(len(texts), np.nan)
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "pages")
        for i, (row, text) in enumerate(zip(rows, texts, strict=True)):
            if not row.source.startswith("pair"):
                box.add(_mail(i, row, text))
        box.close()
        with (Path(folder) / "judged").open("wb") as out:
            options = ["-L", "--mbox", "--cf=report_safe 0"]
            subprocess.run([program, *options, str(Path(folder) / "pages")], stdout=out, stderr=subprocess.DEVNULL, check=True)
        for mail in mailbox.mbox(Path(folder) / "judged"):
            match = _POINTS.search(str(mail["X-Spam-Status"]))
            found[int(str(mail["X-Page"]))] = float(match[1]) if match else 0.0
    return found


def _mail(number: int, row: Row, text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["X-Page"] = "a@page.example", "b@page.example", str(number)
    mail["Subject"] = " ".join(text[:60].split())
    mail["Date"], mail["Message-ID"] = "Mon, 04 Mar 2024 10:00:00 +0000", f"<{number}@page.example>"
    mail.set_content(text.encode("utf-8", "replace").decode())
    if row.html:
        mail.add_alternative(row.html[:_MOST_MARKUP].encode("utf-8", "replace").decode(), subtype="html")
    return mail.as_bytes()


PEERS: dict[str, Callable[..., Array]] = {
    "TF-IDF of words, logistic regression": linear("word", (1, 2)),
    "TF-IDF of characters, logistic regression": linear("char_wb", (3, 5)),
    "fastText": fast_text,
    "datatrove's filters": filters,
    _SLOW: spam_assassin,
}


def compare(data: Measured, *, count: int, seed: int, draws: int, only: Sequence[str] = ()) -> dict[str, Any]:
    """Ranking measures of spamcheck and of every peer that is installed."""
    rows = Rows(data.rows, data.always)
    fold, labels = folds(data.rows, data.always, count, seed), data.judged.labels("spam")
    texts = [text_of(r) for r in data.rows]
    pairs = rows.pair
    found = {}
    for name, peer in {"spamcheck": None, **PEERS}.items():
        if not any(o.lower() in name.lower() for o in only) and (only or name == _SLOW):
            continue
        try:
            scores = pooled(data, "spam", count=count, seed=seed).scores if peer is None else peer(data.rows, texts, labels, fold)
        except ImportError as error:
            print(f"{name} is skipped: {error}", file=sys.stderr)
            continue
        measures = ranking(rows, scores, draws=draws, seed=seed)
        limit = measures["recall"]["0.01"]["log_odds"]
        judged = pairs & ~np.isnan(scores)
        for key, label in (("injected_over", 1), ("twins_over", 0)):
            inside = scores[judged & (labels == label)]
            measures[key] = round(float((inside > limit).mean()), 4) if len(inside) else None
        found[name] = measures
    return found


def show(found: dict[str, Any]) -> None:
    """One table."""
    table = Table(title="Sources left out, spam against ok", title_justify="left", box=None)
    for i, column in enumerate(
        ("", "ROC-AUC", "av. precision", "recall 0.5 %", "recall 1 %", "macro 1 %", "recall 5 %", "injected 1 %", "twins 1 %")
    ):
        table.add_column(column, justify="right" if i else "left")
    for name, m in found.items():
        recall = m["recall"]
        values = (
            m["roc_auc"]["value"], m["average_precision"]["value"], recall["0.005"]["all"]["value"], recall["0.01"]["all"]["value"],
            recall["0.01"]["macro"]["value"], recall["0.05"]["all"]["value"], m["injected_over"], m["twins_over"],
        )  # fmt: skip
        table.add_row(name, *("" if v is None else f"{v:.3f}" for v in values))
    Console(width=140).print(table)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy")
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--own", action="store_true", help="teach with the templates and own pages of this repository too")
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--draws", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=-1)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", nargs="+", default=[], help="parts of the names of what to compare")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(arguments)
    own = repository() if options.own else Sources(())
    data = measured(options.corpus, own, each=options.pairs, seed=options.seed, cache=options.cache, jobs=options.jobs)
    found = compare(data, count=options.folds, seed=options.seed, draws=options.draws, only=options.only)
    show(found)
    if options.output:
        options.output.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
