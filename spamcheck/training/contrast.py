"""What a model says of a clean page, the same page with one manipulation, and its benign twin; and which words it points at."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from spamcheck.checker import Checker
from spamcheck.document import Document
from spamcheck.explain import contributions
from spamcheck.model import MICRO
from spamcheck.training import metrics
from spamcheck.training.corpus import MAIL, Row
from spamcheck.training.injection import Pool, carriers_of, inject
from spamcheck.training.insertions import as_markup
from spamcheck.vector import to_row

_MAX_CHARS = 6000  # of a carrier
_HOME = 0.2  # a family belongs to a signal that points at this share of its marks


@dataclass(frozen=True, slots=True)
class Trio:
    """One carrier as it was, with the manipulation, and with its honest counterpart. Pages with their kinds."""

    family: str
    source: str
    clean: tuple[str, str]
    spam: tuple[str, str]
    benign: tuple[str, str]
    marks: tuple[str, ...]


def trios(rows: Sequence[Row], pool: Pool, each: int, seed: int) -> list[Trio]:
    """`each` trios of every family; carriers are honest pages, every source equally often."""
    carriers = carriers_of([r for r in rows if r.source not in MAIL and not r.source.startswith("pair")], pool)
    rng = random.Random(seed)
    found = []
    for family in pool.families if carriers else ():
        for number in range(each):
            carrier = rng.choice(carriers[rng.choice(sorted(carriers))])
            text = carrier.text[:_MAX_CHARS].rsplit("\n", 1)[0] if len(carrier.text) > _MAX_CHARS else carrier.text
            as_html = rng.random() < 0.4
            made = [
                inject(text, family, pool, random.Random(f"{seed} {family.name} {number}"), benign=b, as_html=as_html)
                for b in (False, True)
            ]
            if made[0] is None or made[1] is None:
                continue
            pages = [(m.html, "html") if m.html else (m.text, "text") for m in made if m is not None]
            plain = Row("", "", "", "ok", None, text, None, None)
            clean = (as_markup(plain), "html") if pages[0][1] == "html" else (text, "text")
            found.append(Trio(family.name, carrier.source, clean, pages[0], pages[1], made[0].quotes))
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """What a model said of a trio. spans: signal -> [of its spans, those on a mark]; met: per mark, the signals on it."""

    family: str
    source: str
    scores: tuple[float, float, float]  # log-odds of spam: clean, with the manipulation, with its twin
    spans: Mapping[str, tuple[int, int]]
    met: tuple[frozenset[str], ...]


def look(checker: Checker, trio: Trio) -> Seen:
    """Score the three pages and compare the evidence of all signals with the marks."""
    docs = [checker.document(page, kind=kind) for page, kind in (trio.clean, trio.spam, trio.benign)]
    model, scores = checker.model, []
    for doc in docs:
        scores.append(model.score(to_row(checker.measure(doc), model.names, model.silent)).total["spam"] / MICRO)
    spans, met = _evidence(checker, docs[1], trio.marks)
    return Seen(trio.family, trio.source, (scores[0], scores[1], scores[2]), spans, met)


def _evidence(checker: Checker, doc: Document, marks: Sequence[str]) -> tuple[dict[str, tuple[int, int]], tuple[frozenset[str], ...]]:
    readings = checker.measure(doc)
    scored = checker.model.score(to_row(readings, checker.model.names, checker.model.silent))
    weighed = {n for n, micro in contributions(scored, ("spam",)).items() if micro["spam"] > 0}
    places = [[(m.start(), m.end()) for m in re.finditer(re.escape(mark), doc.text)] for mark in marks]
    spans: dict[str, tuple[int, int]] = {}
    met: list[set[str]] = [set() for _ in marks]
    for name, reading in readings.items():
        if reading is None or name not in weighed:
            continue
        total = on = 0
        for e in reading.evidence:
            if e.span is None and not e.quote:
                continue
            hit = [i for i, mark in enumerate(marks) if _meets(doc, e.span, e.quote, mark, places[i])]
            total, on = total + 1, on + bool(hit)
            for i in hit:
                met[i].add(name)
        spans[name] = (total, on)
    return spans, tuple(frozenset(m) for m in met)


def _meets(doc: Document, span: tuple[int, int] | None, quote: str | None, mark: str, places: Sequence[tuple[int, int]]) -> bool:
    if span is None:
        return quote is not None and (quote in mark or mark in quote)
    start, end = span
    if any(start < b and a < end for a, b in places):
        return True
    return any(k.href and k.href in mark and k.start < end and start < max(k.end, k.start + 1) for k in doc.links)


def contrast(seen: Sequence[Seen], threshold: float, *, draws: int, seed: int) -> dict[str, Any]:
    """Flips, flagged twins, shift by the twin (all with intervals by carrier source), and span scores."""
    if not seen:
        return {}
    clean, spam, twin = (np.array([s.scores[i] for s in seen]) for i in range(3))
    sources = [s.source for s in seen]
    flips, flagged = (spam >= threshold) & (clean < threshold), twin >= threshold
    passing = clean < threshold
    families = {}
    for name in sorted({s.family for s in seen}):
        here = np.array([s.family == name for s in seen])
        marks = [m for s in seen if s.family == name for m in s.met]
        families[name] = {
            "pairs": int(here.sum()), "flips": int((here & flips).sum()), "twins_flagged": int((here & flagged).sum()),
            "marks": len(marks), "marks_met": sum(bool(m) for m in marks), "twin_shift": round(float(np.median((twin - clean)[here])), 4),
        }  # fmt: skip
    return {
        "pairs": len(seen),
        "flip_rate": metrics.bootstrap(sources, lambda w: metrics.share(flips, w * passing), draws=draws, seed=seed).to_dict(),
        "twin_flag_rate": metrics.bootstrap(sources, lambda w: metrics.share(flagged, w * passing), draws=draws, seed=seed).to_dict(),
        "twin_median_shift": round(median((twin - clean).tolist()), 4),
        "spam_above_twin": round(float(np.mean(spam > twin)), 4),
        "families": families,
        "signals": signal_scores(seen),
        "all_signals": _scores([n for s in seen for n in s.spans.values()], [bool(m) for s in seen for m in s.met]),
    }  # fmt: skip


def signal_scores(seen: Sequence[Seen]) -> dict[str, dict[str, Any]]:
    """Span precision, recall and F1 of every signal that the model weighs.

    Precision: of the spans on all injected pages, those that touch a mark. Recall: over the marks of its home families, where
    it meets a fifth of the marks at least; a signal answers for no other family.
    """
    found = {}
    for name in sorted({n for s in seen for n in s.spans}):
        met: dict[str, list[bool]] = defaultdict(list)
        for s in seen:
            met[s.family] += [name in m for m in s.met]
        homes = sorted(f for f, hits in met.items() if hits and sum(hits) >= _HOME * len(hits))
        scores = _scores([s.spans[name] for s in seen if name in s.spans], [h for f in homes for h in met[f]])
        found[name] = {**scores, "families": homes}
    return found


def _scores(spans: Sequence[tuple[int, int]], marks: Sequence[bool]) -> dict[str, Any]:
    total, on = sum(t for t, _ in spans), sum(o for _, o in spans)
    precision = on / total if total else None
    recall = sum(marks) / len(marks) if marks else None
    both = precision is not None and recall is not None and precision + recall > 0
    f1 = 2 * precision * recall / (precision + recall) if both and precision is not None and recall is not None else None
    rounded = {n: None if v is None else round(v, 4) for n, v in (("precision", precision), ("recall", recall), ("f1", f1))}
    return {"spans": total, "marks": len(marks), **rounded}


def cue_check(taught: Sequence[Trio], judged: Sequence[Trio]) -> float:
    """ROC-AUC of TF-IDF and logistic regression, trained to tell manipulations from twins on one pool, on another pool.

    High means that the wording of the pools gives the class away; a pool worth evaluating on stays below 0.75.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    texts, labels = (_texts(taught), _texts(judged)), [np.tile([1, 0], len(t)) for t in (taught, judged)]
    words = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), LogisticRegression(C=10, max_iter=500))
    words.fit(texts[0], labels[0])
    return metrics.roc_auc(np.asarray(words.decision_function(texts[1])), labels[1])


def _texts(found: Sequence[Trio]) -> list[str]:
    return [re.sub(r"<[^<>]{0,2000}>", " ", page) for t in found for page, _ in (t.spam, t.benign)]
