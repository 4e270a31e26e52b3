"""Learning what sentences are there for, from own-written sentences beside honest ones (`corpus/sentences`).

One small network (`spamcheck.training.network`) learns every role against everything honest; sentences of other roles are left
out, because one sentence may have two. Cuts are set on honest pages of sources that the weights have not seen, as shares of pages.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from spamcheck.document import Document
from spamcheck.errors import CorpusError, SpamcheckError
from spamcheck.parse import parse
from spamcheck.sentence_roles import ALIKE, LANGUAGES, NAME, Roles, excuses_of, lets_off, raw_features, units
from spamcheck.training import network
from spamcheck.training.corpus import Row
from spamcheck.training.network import Array, Network, design, together, train_network

GRADES = frozenset(("filler", "vague", "hype"))  # style: common on honest pages too, so counted more freely
# Shares of unseen honest pages with a sentence over the first and the second cut, and with ALIKE of them over the third.
CUTS = {"role": (0.01, 0.002, 0.004), "grade": (0.15, 0.03, 0.15)}
MIN_SOURCES = 5  # a word that fewer sources use is a name or a topic
PAIR_SOURCES = 3
_LEVELS = 127  # of a weight that is shipped in one byte
_LOOK_ALIKE = 3.0  # written look-alikes are few and count more than sentences of honest pages
_SEED = 7
_FOLDS = 3
_PER_SOURCE = 1000  # honest sentences of one source
_LARGE_SOURCE, _SOURCE_SHARE = 40, 4
_NOTHING = -99.0  # of a page with fewer sentences
_TAIL = 8  # highest scores that the tail beyond the last page is guessed from
_POSITIVE_SHARE = 0.1  # weight of a role's sentences against all honest ones
_HARD_SHARE, _HARD_WEIGHT = 0.01, 10.0  # of honest sentences; how much more they count (chosen on hands and sources left out)
_NETWORKS = 3  # that are averaged


@dataclass(frozen=True, slots=True)
class Sentence:
    """One teaching sentence: its features, role (or honest), label and where it comes from."""

    features: tuple[str, ...]
    role: str
    label: int
    source: str
    page: str = ""
    excuses: frozenset[str] = frozenset()


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
                found += [Sentence(_kept(f), role, label, path.stem) for f in _whole(text, language)]
    return found


def _kept(features: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, sorted(features)))


def _whole(text: str, language: str) -> list[set[str]]:
    """Features of a teaching text, taken as one; none where it is too short."""
    doc = replace(parse(text, kind="text"), language=language)
    cut = units(doc)
    if not cut:
        return []
    return [raw_features(doc, cut[0].first, cut[-1].last, doc.text.strip(), any(u.links for u in cut), language)]


def page_sentences(docs: Sequence[tuple[str, str, Document]]) -> list[Sentence]:
    """Sentences of honest pages: (source, page id, document)."""
    found = []
    for source, page, doc in docs:
        for u in units(doc):
            features = raw_features(doc, u.first, u.last, doc.text[u.start : u.end], u.links, doc.language or "en")
            found.append(Sentence(_kept(features), "honest", 0, source, page, excuses_of(doc, u)))
    return found


def thinned(sentences: Sequence[Sentence]) -> list[Sentence]:
    """At most _PER_SOURCE sentences of every source, drawn at random."""
    by_source: dict[str, list[Sentence]] = defaultdict(list)
    for s in sentences:
        by_source[s.source].append(s)
    rng = random.Random(_SEED)
    return [s for source in sorted(by_source) for s in rng.sample(by_source[source], min(_PER_SOURCE, len(by_source[source])))]


def vocabulary(sentences: Sequence[Sentence]) -> list[str]:
    """Words and marks that at least MIN_SOURCES sources have, sorted, and then pairs of them that PAIR_SOURCES have."""
    sources: dict[str, set[str]] = defaultdict(set)
    for s in sentences:
        for f in s.features:
            sources[f].add(s.source)
    plain = {f for f, used in sources.items() if len(used) >= MIN_SOURCES and " " not in f and "\n" not in f} | {NAME}
    pairs = {f for f, used in sources.items() if len(used) >= PAIR_SOURCES and " " in f and plain.issuperset(f.split(" "))}
    return [*sorted(plain), *sorted(pairs, key=lambda f: f.split(" "))]


def _bags(sentences: Sequence[Sentence], index: Mapping[str, int]) -> list[NDArray[np.int64]]:
    return [np.array(sorted(index[f] for f in s.features if f in index), dtype=np.int64) for s in sentences]


@dataclass(frozen=True, slots=True)
class Fit:
    """A network over a vocabulary, one output a role."""

    roles: tuple[str, ...]
    index: Mapping[str, int]
    network: Network

    def scores(self, sentences: Sequence[Sentence]) -> Array:
        """(n, r) log-odds of sentences in every role."""
        return self.network.scores(_bags(sentences, self.index))


def fit_roles(written: Sequence[Sentence], honest: Sequence[Sentence], words: Sequence[str]) -> Fit:
    """Fit every role against the honest sentences, twice: the second time those that were mistaken for a role count most.

    honest: sentences of honest pages. At first a share of every source is enough; then all those are added that the first
    network rates as high as the highest _HARD_SHARE of them.
    """
    index = {w: i for i, w in enumerate(words)}
    roles = tuple(sorted({s.role for s in written if s.label}))
    some = thinned(honest)
    first = Fit(roles, index, _fitted([*written, *some], roles, index, (_SEED,)))
    scores = first.scores(honest)
    high = np.sort(scores, axis=0)[::-1][int(_HARD_SHARE * len(honest))] if honest else np.zeros(len(roles), dtype=np.float32)
    taken = set(map(id, some))
    more = [s for s, row in zip(honest, scores, strict=True) if id(s) not in taken and (row > high).any()]
    learned = [*written, *some, *more]
    hardness = 1 + _HARD_WEIGHT / (1 + np.exp(high - first.scores(learned)))
    return Fit(roles, index, _fitted(learned, roles, index, range(_SEED, _SEED + _NETWORKS), hardness))


def _fitted(
    sentences: Sequence[Sentence], roles: Sequence[str], index: Mapping[str, int], seeds: Sequence[int], hardness: Array | None = None
) -> Network:
    """The mean of networks from several beginnings. hardness (n, r): how much more an honest sentence counts."""
    own = np.array([[s.role == role for role in roles] for s in sentences])
    spam, page = np.array([s.label == 1 for s in sentences])[:, None], np.array([s.role == "honest" for s in sentences])[:, None]
    targets = own & spam
    weights = np.where(page, 1.0, _LOOK_ALIKE) * ~spam * (1.0 if hardness is None else hardness)
    weights = np.where(targets, _POSITIVE_SHARE * (~spam).sum() / np.maximum(1, targets.sum(axis=0)), weights).astype(np.float32)
    examples = design(_bags(sentences, index), len(index))
    return together([train_network(examples, targets.astype(np.float32), weights, seed) for seed in seeds])


def page_tops(found: Fit, pages: Sequence[Sentence]) -> dict[tuple[str, str], Array]:
    """(source, page id) -> (2, r) highest score of its sentences in each role, and the score that ALIKE of them reach.

    As on a page that is judged, what is quoted, reported or otherwise excused does not count.
    """
    rows: dict[tuple[str, str], list[Array]] = defaultdict(list)
    nothing = np.full(len(found.roles), _NOTHING, dtype=np.float32)
    for s, row in zip(pages, found.scores(pages), strict=True):
        out = np.array([lets_off(role, s.excuses) for role in found.roles]) if s.excuses else False
        rows[s.source, s.page].append(np.where(out, nothing, row))
    tops = {}
    for key, scores in rows.items():
        ordered = np.sort(np.array(scores), axis=0)[::-1]
        tops[key] = np.array([ordered[0], ordered[ALIKE - 1] if len(ordered) >= ALIKE else nothing])
    return tops


def folds_of(sources: Sequence[str]) -> dict[str, int]:
    """Source -> fold, the same for the same set of sources."""
    names = sorted(set(sources))
    random.Random(11).shuffle(names)
    return {s: i % _FOLDS for i, s in enumerate(names)}


def cuts(tops: Mapping[tuple[str, str], Array], roles: Sequence[str], *, careful: bool = False) -> list[list[float]]:
    """The three cuts of every role from the best scores of unseen honest pages.

    careful: where few pages show no small share, every cut lies beyond them, not only that of what is sure. For networks whose
    pages are measured without having been learned from; the shipped one has learned from all of them.

    A share of all pages may lie over a cut, and of no large source more than _SOURCE_SHARE times that: a sentence that one
    publisher prints on every page is that publisher's, not a role's.
    """
    by_source: dict[str, list[Array]] = defaultdict(list)
    for (source, _), rows in sorted(tops.items()):
        by_source[source].append(rows)
    everything = _descending(list(tops.values()))
    count = len(everything)
    large = [_descending(rows) for _, rows in sorted(by_source.items()) if len(rows) >= _LARGE_SOURCE]
    found: list[list[float]] = [[], [], []]
    for k, role in enumerate(roles):
        for level, share in enumerate(CUTS["grade" if role in GRADES else "role"]):
            rank = int(level == 2)
            at = [
                float(everything[int(share * count), rank, k]) + (_beyond(everything[:, rank, k], share) if careful or level == 1 else 0.0)
            ]
            at += [float(table[int(min(0.5, _SOURCE_SHARE * share) * len(table)), rank, k]) for table in large]
            found[level].append(max(at))
    return found


def _beyond(scores: Array, share: float) -> float:
    """How far over the highest score of few pages a smaller share of them lies, were the tail exponential. scores: descending."""
    count = len(scores)
    if share * count >= 1 or count < 2 * _TAIL:
        return 0.0
    spread = float(scores[:_TAIL].mean() - scores[_TAIL])  # the mean excess over a high score: the scale of the tail
    return spread * math.log(1 / (share * count))


def _descending(rows: Sequence[Array]) -> Array:
    return np.sort(np.array(rows), axis=0)[::-1]


@dataclass(frozen=True, slots=True)
class Trained:
    """The model to ship, and for every fold of honest sources one that has not seen them."""

    shipped: Roles
    unseen: tuple[Roles, ...]


def train_roles(
    written: Sequence[Sentence], honest: Sequence[Sentence], fold_of: Mapping[str, int], language: str = "en", own: Set[str] = frozenset()
) -> Trained:
    """Fit on everything, and on everything but each fold of honest sources; cuts come from the latter.

    own: sources that were written for this project; they set no cut where there are others.
    """
    words = vocabulary([*written, *thinned(honest)])
    parts = [[s for s in honest if fold_of[s.source] != fold] for fold in range(_FOLDS)]
    *partial, whole = Parallel(n_jobs=-1)(delayed(fit_roles)(written, part, words) for part in [*parts, honest])
    tops: dict[tuple[str, str], Array] = {}
    for fold, part in enumerate(partial):
        tops |= page_tops(part, [s for s in honest if fold_of[s.source] == fold])
    tops = {key: rows for key, rows in tops.items() if key[0] not in own} or tops
    unseen = []
    for fold, part in enumerate(partial):  # not even the cuts have seen the pages that will be measured with it
        others = {key: rows for key, rows in tops.items() if fold_of[key[0]] != fold}
        unseen.append(_roles(part, cuts(others or tops, whole.roles, careful=True), language))
    return Trained(_roles(whole, cuts(tops, whole.roles), language), tuple(unseen))


def _roles(found: Fit, at: Sequence[Sequence[float]], language: str) -> Roles:
    net = found.network
    steps = np.maximum(np.abs(net.table).max(axis=0) / _LEVELS, 1e-6).astype(np.float32)
    table = np.round(net.table / steps).astype(np.int8)
    output, inner, bias = net.output.round(4), net.inner.round(4), net.bias.round(4)
    words = {f: i for f, i in found.index.items() if " " not in f}
    pairs = np.array(
        [words[left] * len(words) + words[right] for left, right in (f.split(" ") for f in found.index if " " in f)], dtype=np.int64
    )
    cut = np.array(at, dtype=np.float32).round(3)
    return Roles(language, found.roles, words, pairs, table, steps, inner, output, bias, cut)


def write_roles(model: Roles, folder: Path, language: str, about: Mapping[str, object]) -> None:
    """Write a model as its four files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{language}.vocabulary.txt").write_text("\n".join(model.index), encoding="utf-8")
    size = len(model.index)
    np.save(folder / f"{language}.pairs.npy", np.column_stack([model.pairs // size, model.pairs % size]).astype(np.uint16))
    np.save(folder / f"{language}.weights.npy", model.table)
    body = {**about, "roles": list(model.names)}
    for name in ("steps", "inner", "output", "bias", "cuts"):
        body[name] = [[_short(x) for x in row] for row in value] if (value := getattr(model, name)).ndim > 1 else [_short(x) for x in value]
    (folder / f"{language}.json").write_text(json.dumps(body, sort_keys=True) + "\n", encoding="utf-8")


def _short(number: np.float32) -> float:
    return float(f"{float(number):.6g}")


def unseen_roles(
    rows: Sequence[Row], written: Sequence[Path], cache: Path | None, shipped: Path | None = None
) -> Callable[[Row], str | None]:
    """For every row the folder of sentence roles, one model a language, that have not learned from its source.

    shipped: folder to write the models to that have learned from all of them.

    The models are kept in `cache` (or a temporary folder), one folder for each set of sources that they have not seen.
    """
    honest = _honest_pages(rows)
    fold_of = folds_of([source for pages in honest.values() for source, *_ in pages])
    own = {row.source for row in rows if row.written}
    made_of = [path.read_bytes() for path in (*written, Path(__file__), Path(network.__file__))]
    made_of += [f"{row.source} {row.id}".encode() for row in rows if row.label == "ok"]
    digest = hashlib.sha256(b"\n".join(made_of)).hexdigest()[:12]
    place = (cache or Path(tempfile.mkdtemp())) / f"roles-{digest}"
    for language in LANGUAGES:
        sentences = read_sentences(written, language)
        trained = train_roles(sentences, page_sentences(honest.get(language, [])), fold_of, language, own)
        if shipped is not None:
            about = {"source": "own sentences (corpus/sentences) beside sentences of honest pages", "sentences": len(sentences)}
            write_roles(trained.shipped, shipped, language, about)
        for fold, model in enumerate(trained.unseen):
            write_roles(model, place / str(fold), language, {})

    def folder(row: Row) -> str | None:
        fold = fold_of.get(row.group if row.source.startswith("pair") else row.source)
        return None if fold is None else str(place / str(fold))

    return folder


def _honest_pages(rows: Sequence[Row]) -> dict[str, list[tuple[str, str, Document]]]:
    """Language -> (source, page id, document) of the honest pages among labelled rows."""
    found: dict[str, list[tuple[str, str, Document]]] = defaultdict(list)
    for row in rows:
        if row.label == "ok":
            with suppress(SpamcheckError):
                doc = parse(row.page, kind=row.kind, url=row.url)
                found[doc.language or ""].append((row.source, row.id, doc))
    return found
