"""Learns the weights of `spamcheck.query_runs`: own queries injected into honest pages against all other runs of honest pages.

`python -m spamcheck.training.queries PAGES.jsonl.gz POOL.toml [POOL.toml ...]` rewrites the list `query_weights`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spamcheck.context import quoted
from spamcheck.document import Document
from spamcheck.parse import parse
from spamcheck.query_runs import every_run
from spamcheck.training.corpus import Row, read_rows
from spamcheck.training.injection import load_pool
from spamcheck.training.train import pairs

FAMILIES = {"spliced_keyword": 600, "keyword_sentence": 600, "repeated_query": 300, "repeated_query_b": 300}  # weight of each in all
EACH, SEED = 400, 11
TWIN = 1.5  # weight of a run of an honest twin
PENALTY = 0.6
_ENOUGH = 0.7  # of a mark that a run must cover
_LEAST = 0.02  # smaller weights are left out
_TARGET = Path(__file__).parents[1] / "lexicons" / "query_weights.en.txt"

Facts = dict[tuple[str, str], float]


def features(made: dict[str, float], standing: dict[str, float]) -> Facts:
    """Ingredients, ways of standing and pairs of them; the bare kinds of anchors only by themselves."""
    ways = standing | {"one": 1.0}
    return {
        (name, way): a * b
        for name, a in made.items()
        for way, b in (ways.items() if not name.startswith("has_") else [("one", 1.0)])
        if name == "one" or not way.startswith("words_")
    }


def examples(row: Row, doc: Document) -> Iterator[tuple[int, str, Facts]]:
    """(1 for a query and 0 for anything else, its words, its features); runs that hold half a query are left out."""
    marks = [m for quote in row.marks for m in _places(doc.text, quote, "repeated" in row.family)]
    for i, j, made, standing in every_run(doc):
        start, end = doc.words.start[i], doc.words.end[j - 1]
        mark = next((m for m in marks if start < m[1] and m[0] < end), None)
        if mark is None and not quoted(doc, start):
            yield 0, doc.text[start:end], features(made, standing)
        elif mark and start >= mark[0] - 2 and end <= mark[1] + 3 and end - start >= _ENOUGH * (mark[1] - mark[0]):
            yield 1, doc.text[start:end], features(made, standing)


def _places(text: str, quote: str, everywhere: bool) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1) if everywhere else -1


def fit(rows: Sequence[tuple[Row, str]]) -> dict[tuple[str, str], float]:
    """Weights of a logistic fit with few features. rows: pages and what they count for (a family, "twin" or "")."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    found = [(y, group, facts) for row, group in rows for y, _, facts in examples(row, parse(row.page, kind=row.kind, url=row.url))]
    sizes = Counter(group for y, group, _ in found if y)
    weights = [FAMILIES[g.partition("/")[0]] / sizes[g] if y else TWIN if g == "twin" else 1.0 for y, g, _ in found]
    table = DictVectorizer()
    matrix = csr_matrix(table.fit_transform([{" ".join(k): v for k, v in facts.items()} for _, _, facts in found]))
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=PENALTY, l1_ratio=1, solver="liblinear", max_iter=3000)
    model.fit(matrix, [y for y, _, _ in found], sample_weight=weights)
    names = [tuple(name.split(" ")) for name in table.get_feature_names_out()]
    learned = {(a, b): float(w) for (a, b), w in zip(names, model.coef_[0], strict=True) if abs(w) > _LEAST}
    learned["one", "one"] = learned.get(("one", "one"), 0.0) + float(model.intercept_[0])
    return learned


def main(pages: Path, pools: Sequence[Path]) -> None:
    """Learn from the honest pages of a corpus file and rewrite the list."""
    honest = [row for row in read_rows(pages) if row.label == "ok"]
    rows = [(replace(row, marks=()), "") for row in honest]
    for path in pools:
        pool = load_pool(path)
        chosen = replace(pool, families=tuple(f for f in pool.families if f.name in FAMILIES))
        made = pairs(honest, chosen, EACH, SEED)
        rows += [(replace(row, marks=()), "twin") if row.label == "ok" else (row, f"{row.family}/{path.stem}") for row in made]
    head = [line for line in _TARGET.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [f"{a} {b} {w:.2f}" for (a, b), w in sorted(fit(rows).items())]
    _TARGET.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
