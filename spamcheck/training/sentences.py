"""Learning what sentences are there for, from own-written sentences beside honest ones (`corpus/sentences`).

One ridge-penalised logistic regression per role against everything honest; sentences of other roles are left out, because
one sentence may have two. Cuts are set on honest pages of sources that the weights have not seen, as shares of pages.
"""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from spamcheck.document import Document
from spamcheck.errors import CorpusError, SpamcheckError
from spamcheck.parse import parse
from spamcheck.sentence_roles import Roles, raw_features, units
from spamcheck.training.corpus import Row

Array = NDArray[np.float64]
GRADES = frozenset(("filler", "vague", "hype"))  # style: common on honest pages too, so counted more freely
CUTS = {"role": (0.01, 0.002), "grade": (0.15, 0.03)}  # shares of unseen honest pages with a sentence over the two cuts
MIN_SOURCES = 5  # a word that fewer sources use is a name or a topic
_SCALE = 1 / 512
_FOLDS = 3
_PER_SOURCE = 1000  # honest sentences of one source
_LARGE_SOURCE, _SOURCE_SHARE = 40, 4
_POSITIVE_SHARE = 0.1  # weight of a role's sentences against all honest ones


@dataclass(frozen=True, slots=True)
class Sentence:
    """One teaching sentence: its features, role (or honest), label and where it comes from."""

    features: frozenset[str]
    role: str
    label: int
    source: str
    page: str = ""


def read_sentences(paths: Sequence[Path], language: str = "en") -> list[Sentence]:
    """Own-written sentences, one object a line: role, label (1 or 0), text, lang. Raises CorpusError for a broken line."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                data = json.loads(line)
                role, label, text = data["role"], int(data["label"]), data["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(path, number, f"is no object with role, label and text: {error}") from error
            if data.get("lang", "en") == language:
                found += [Sentence(f, role, label, path.stem) for f in _whole(text, language)]
    return found


def _whole(text: str, language: str) -> list[frozenset[str]]:
    """Features of a teaching text, taken as one; none where it is too short."""
    doc = replace(parse(text, kind="text"), language=language)
    cut = units(doc)
    if not cut:
        return []
    whole = raw_features(doc, cut[0].first, cut[-1].last, doc.text.strip(), any(u.links for u in cut), language)
    return [frozenset(whole)]


def page_sentences(docs: Sequence[tuple[str, str, Document]], seed: int = 7) -> list[Sentence]:
    """Sentences of honest pages: (source, page id, document) -> at most _PER_SOURCE a source."""
    by_source: dict[str, list[Sentence]] = defaultdict(list)
    for source, page, doc in docs:
        for u in units(doc):
            text = doc.text[u.start : u.end]
            by_source[source].append(
                Sentence(frozenset(raw_features(doc, u.first, u.last, text, u.links, doc.language or "en")), "honest", 0, source, page)
            )
    rng = random.Random(seed)
    found = []
    for source in sorted(by_source):
        rng.shuffle(by_source[source])
        found += by_source[source][:_PER_SOURCE]
    return found


def vocabulary(sentences: Sequence[Sentence]) -> list[str]:
    """Features that at least MIN_SOURCES sources have, sorted."""
    sources: dict[str, set[str]] = defaultdict(set)
    for s in sentences:
        for f in s.features:
            sources[f].add(s.source)
    return sorted(f for f, used in sources.items() if len(used) >= MIN_SOURCES and "\n" not in f)


def _matrix(sentences: Sequence[Sentence], index: Mapping[str, int]) -> csr_matrix:
    columns, starts, values = [], [0], []
    for s in sentences:
        inside = sorted(index[f] for f in s.features if f in index)
        columns += inside
        values += [1 / max(1, len(inside)) ** 0.5] * len(inside)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), (len(sentences), len(index)))


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights (v, r) and bias (r,) of all roles over a vocabulary."""

    roles: tuple[str, ...]
    words: list[str]
    weights: Array
    bias: Array


def fit_roles(sentences: Sequence[Sentence], words: list[str], penalty: float = 0.1) -> Fit:
    """Fit every role against the honest sentences. penalty: L2 on the weights, in sentences."""
    from sklearn.linear_model import LogisticRegression

    index = {w: i for i, w in enumerate(words)}
    design = _matrix(sentences, index)
    labels = np.array([s.label for s in sentences])
    own = np.array([s.role for s in sentences])
    roles = tuple(sorted({s.role for s in sentences if s.label}))
    weights, bias = np.zeros((len(words), len(roles))), np.zeros(len(roles))
    for k, role in enumerate(roles):
        used = (labels == 0) | (own == role)
        y = ((labels == 1) & (own == role))[used].astype(int)
        w = np.where(y == 1, _POSITIVE_SHARE * (len(y) - y.sum()) / max(1, y.sum()), 1.0)
        w[(own[used] != "honest") & (y == 0)] *= 3.0  # written look-alikes are few and count more
        solver = LogisticRegression(C=1 / penalty, solver="liblinear", intercept_scaling=10, tol=1e-2, random_state=0)
        fitted = solver.fit(design[used], y, sample_weight=w)
        weights[:, k], bias[k] = fitted.coef_[0], fitted.intercept_[0]
    return Fit(roles, words, weights, bias)


def page_maxima(found: Fit, pages: Sequence[Sentence]) -> dict[tuple[str, str], Array]:
    """(source, page id) -> (r,) highest score of its sentences in each role."""
    index = {w: i for i, w in enumerate(found.words)}
    scores = _matrix(pages, index) @ found.weights + found.bias
    best: dict[tuple[str, str], Array] = {}
    for s, row in zip(pages, scores, strict=True):
        key = s.source, s.page
        best[key] = np.maximum(best[key], row) if key in best else row
    return best


def folds_of(sources: Sequence[str]) -> dict[str, int]:
    """Source -> fold, the same for the same set of sources."""
    names = sorted(set(sources))
    random.Random(11).shuffle(names)
    return {s: i % _FOLDS for i, s in enumerate(names)}


def cuts(maxima: Mapping[tuple[str, str], Array], roles: Sequence[str]) -> tuple[list[float], list[float]]:
    """The two cuts of every role from the page maxima of unseen honest pages.

    A share of all pages may lie over a cut, and of no large source more than _SOURCE_SHARE times that: a sentence that one
    publisher prints on every page is that publisher's, not a role's.
    """
    by_source: dict[str, list[Array]] = defaultdict(list)
    for (source, _), row in maxima.items():
        by_source[source].append(row)
    everything = _descending(list(maxima.values()))
    large = [_descending(rows) for _, rows in sorted(by_source.items()) if len(rows) >= _LARGE_SOURCE]
    found: tuple[list[float], list[float]] = ([], [])
    for k, role in enumerate(roles):
        for level, share in enumerate(CUTS["grade" if role in GRADES else "role"]):
            at = [float(everything[int(share * len(everything)), k])]
            at += [float(table[int(min(0.5, _SOURCE_SHARE * share) * len(table)), k]) for table in large]
            found[level].append(max(at))
    return found


def _descending(rows: Sequence[Array]) -> Array:
    return np.sort(np.array(rows), axis=0)[::-1]


@dataclass(frozen=True, slots=True)
class Trained:
    """The model to ship, and for every fold of honest sources one that has not seen them."""

    shipped: Roles
    unseen: tuple[Roles, ...]
    fold_of: Mapping[str, int]

    def for_source(self, source: str) -> Roles:
        """The model for measuring pages of a source as if they were new."""
        fold = self.fold_of.get(source)
        return self.shipped if fold is None else self.unseen[fold]


def train_roles(written: Sequence[Sentence], honest: Sequence[Sentence], language: str = "en") -> Trained:
    """Fit on everything, and on everything but each fold of honest sources; cuts come from the latter."""
    words = vocabulary([*written, *honest])
    fold_of = folds_of([s.source for s in honest])
    partial: list[Fit] = []
    maxima: dict[tuple[str, str], Array] = {}
    for fold in range(_FOLDS):
        part = fit_roles([*written, *(s for s in honest if fold_of[s.source] != fold)], words)
        maxima |= page_maxima(part, [s for s in honest if fold_of[s.source] == fold])
        partial.append(part)
    low, high = cuts(maxima, partial[0].roles)
    whole = fit_roles([*written, *honest], words)
    return Trained(_roles(whole, low, high, language), tuple(_roles(p, low, high, language) for p in partial), fold_of)


def _roles(found: Fit, low: Sequence[float], high: Sequence[float], language: str) -> Roles:
    index = {w: i for i, w in enumerate(found.words)}
    weights = (np.round(found.weights / _SCALE).clip(-32000, 32000) * _SCALE).astype(np.float32)
    return Roles(language, found.roles, index, weights, found.bias.astype(np.float32), np.array([low, high], dtype=np.float32))


def write_roles(model: Roles, folder: Path, language: str, about: Mapping[str, object]) -> None:
    """Write a model as its three files."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted(model.index, key=lambda w: model.index[w])
    (folder / f"{language}.vocabulary.txt").write_text("\n".join(words), encoding="utf-8")
    np.save(folder / f"{language}.weights.npy", np.round(model.weights / _SCALE).astype(np.int16))
    body = {
        **about, "roles": list(model.names), "scale": _SCALE, "bias": [round(float(b), 5) for b in model.bias],
        "cuts": [round(float(c), 4) for c in model.cuts[0]], "sure_cuts": [round(float(c), 4) for c in model.cuts[1]],
    }  # fmt: skip
    (folder / f"{language}.json").write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def train_language(written: Sequence[Path], rows: Sequence[Row], language: str) -> Trained:
    """Learn the roles of one language from own sentences and the honest pages among labelled rows."""
    docs = []
    for row in rows:
        if row.label == "ok":
            with suppress(SpamcheckError):
                doc = parse(row.page, kind=row.kind, url=row.url)
                if doc.language == language:
                    docs.append((row.source, row.id, doc))
    return train_roles(read_sentences(written, language), page_sentences(docs), language)


def unseen_roles(rows: Sequence[Row], written: Sequence[Path], cache: Path | None) -> Callable[[Row], str | None]:
    """For every row the folder of sentence roles that have not learned from its source.

    The models are kept in `cache` (or a temporary folder), one folder for each set of sources that they have not seen.
    """
    trained = train_language(written, rows, "en")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in written)).hexdigest()[:12]
    place = (cache or Path(tempfile.mkdtemp())) / f"roles-{digest}"
    for fold, model in enumerate(trained.unseen):
        write_roles(model, place / str(fold), "en", {})
    fold_of = dict(trained.fold_of)

    def folder(row: Row) -> str | None:
        fold = fold_of.get(row.group if row.source.startswith("pair") else row.source)
        return None if fold is None else str(place / str(fold))

    return folder
