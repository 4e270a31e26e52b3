"""Learning what sentences are there for, from own-written sentences beside honest ones (`corpus/sentences`).

One small network (`spamcheck.training.network`) learns every role against everything honest; sentences of other roles are left
out, because one sentence may have two. Cuts are set on honest pages of sources that the weights have not seen, as shares of pages.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from spamcheck import encoder as encoders
from spamcheck import glosses
from spamcheck.document import Document
from spamcheck.encoder import Encoder
from spamcheck.errors import CorpusError, SpamcheckError
from spamcheck.glosses import in_english
from spamcheck.parse import parse
from spamcheck.role_features import NAME, raw_features, units
from spamcheck.role_network import Roles, reader_of
from spamcheck.sentence_roles import LANGUAGES, closely, excuses_of
from spamcheck.training import encoder, network, role_cuts
from spamcheck.training.corpus import Row
from spamcheck.training.encoder import Lessons, taught, together
from spamcheck.training.network import Array, Network, design, train_network
from spamcheck.training.role_cuts import GRADES, Tops, cuts, page_tops, suspect_cuts, with_closer

MIN_SOURCES = 5  # a word that fewer sources use is a name or a topic
PAIR_SOURCES = 3
_LEVELS = 127  # of a weight that is shipped in one byte
_LOOK_ALIKE = 3.0  # written look-alikes are few and count more than sentences of honest pages
_SEED = 7
_FOLDS = 3
_PER_SOURCE = 1000  # honest sentences of one source
_POSITIVE_SHARE = 0.1  # weight of a role's sentences against all honest ones
_HARD_SHARE, _HARD_WEIGHT = 0.01, 10.0  # of honest sentences; how much more they count (chosen on hands and sources left out)
_NETWORKS = 3  # that are averaged
_CHUNK = 200  # sentences that an encoder reads at once


@dataclass(frozen=True, slots=True)
class Sentence:
    """One teaching sentence: its features, role (or honest), label, where it comes from and what it reads."""

    features: tuple[str, ...]
    role: str
    label: int
    source: str
    page: str = ""
    excuses: frozenset[str] = frozenset()
    text: str = ""


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
                found += [Sentence(_kept(f), role, label, path.stem, text=text.strip()) for f in _whole(text, language)]
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
            text = doc.text[u.start : u.end]
            features = raw_features(doc, u.first, u.last, text, u.links, doc.language or "en")
            found.append(Sentence(_kept(features), "honest", 0, source, page, excuses_of(doc, u), text))
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
    """A network over a vocabulary, one output a role.

    hard: numbers of the honest sentences that were hard to tell from a role. hardness (written and hard, r): how much more each counts.
    """

    roles: tuple[str, ...]
    index: Mapping[str, int]
    network: Network
    hard: tuple[int, ...] = ()
    hardness: Array | None = None

    def scores(self, sentences: Sequence[Sentence]) -> Array:
        """(n, r) log-odds of sentences in every role."""
        return self.network.scores(_bags(sentences, self.index))


def roles_of(written: Iterable[Sentence]) -> tuple[str, ...]:
    """The roles that have sentences, sorted."""
    return tuple(sorted({s.role for s in written if s.label}))


def fit_roles(written: Sequence[Sentence], honest: Sequence[Sentence], words: Sequence[str], roles: tuple[str, ...] | None = None) -> Fit:
    """Fit every role against the honest sentences, twice: the second time those that were mistaken for a role count most.

    honest: sentences of honest pages. At first a share of every source is enough; then all those are added that the first
    network rates as high as the highest _HARD_SHARE of them.
    """
    index = {w: i for i, w in enumerate(words)}
    roles = roles_of(written) if roles is None else roles
    some = thinned(honest)
    first = Fit(roles, index, _fitted([*written, *some], roles, index, (_SEED,)))
    scores = first.scores(honest)
    high = np.sort(scores, axis=0)[::-1][int(_HARD_SHARE * len(honest))] if honest else np.zeros(len(roles), dtype=np.float32)
    over = np.asarray((scores > high).any(axis=1) if honest else [], dtype=np.bool_)
    taken = set(map(id, some))
    learned = [*written, *some, *(s for s, hard in zip(honest, over, strict=True) if hard and id(s) not in taken)]
    hardness = _hardness(first.scores(learned), high)
    hard = tuple(np.flatnonzero(over).tolist())
    kept = np.vstack([hardness[: len(written)], _hardness(scores[over], high)]) if honest else hardness[: len(written)]
    return Fit(roles, index, _fitted(learned, roles, index, range(_SEED, _SEED + _NETWORKS), hardness), hard, kept)


def _hardness(scores: Array, high: Array) -> Array:
    """(n, r) how much more sentences count that were rated like the highest of the honest ones."""
    found: Array = 1 + _HARD_WEIGHT / (1 + np.exp(high - scores))
    return found


def _fitted(
    sentences: Sequence[Sentence], roles: Sequence[str], index: Mapping[str, int], seeds: Sequence[int], hardness: Array | None = None
) -> Network:
    """The mean of networks from several beginnings. hardness (n, r): how much more an honest sentence counts."""
    targets, weights = _targets(sentences, roles, hardness)
    examples = design(_bags(sentences, index), len(index))
    return network.together([train_network(examples, targets, weights, seed) for seed in seeds])


def _targets(sentences: Sequence[Sentence], roles: Sequence[str], hardness: Array | None) -> tuple[Array, Array]:
    """(n, r) which sentence has which role, and how much each counts: what has another role, or is spam in another, is left out."""
    own = np.array([[s.role == role for role in roles] for s in sentences], dtype=bool).reshape(len(sentences), len(roles))
    spam, page = (
        np.array(found, dtype=bool)[:, None] for found in ([s.label == 1 for s in sentences], [s.role == "honest" for s in sentences])
    )
    targets = own & spam
    weights = np.where(page, 1.0, _LOOK_ALIKE) * ~spam * (1.0 if hardness is None else hardness)
    weights = np.where(targets, _POSITIVE_SHARE * (~spam).sum() / np.maximum(1, targets.sum(axis=0)), weights)
    return targets.astype(np.float32), weights.astype(np.float32)


def folds_of(sources: Sequence[str]) -> dict[str, int]:
    """Source -> fold, the same for the same set of sources."""
    names = sorted(set(sources))
    random.Random(11).shuffle(names)
    return {s: i % _FOLDS for i, s in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Trained:
    """The model to ship, and for every fold of honest sources one that has not seen them."""

    shipped: Roles
    unseen: tuple[Roles, ...]


@dataclass(frozen=True, slots=True)
class Folds:
    """The networks of one language: for every fold of honest sources one that has not learned from it, and one that has seen all.

    apart: the honest sentences of each fold. lessons: what each network leaves to an encoder.
    """

    language: str
    apart: tuple[list[Sentence], ...]
    fits: tuple[Fit, ...]
    lessons: tuple[Lessons, ...]


def fit_folds(
    language: str, written: Sequence[Sentence], honest: Sequence[Sentence], fold_of: Mapping[str, int], roles: tuple[str, ...]
) -> Folds:
    """Fit on everything but each fold of honest sources, and on everything."""
    words = vocabulary([*written, *thinned(honest)])
    learned = [*([s for s in honest if fold_of[s.source] != fold] for fold in range(_FOLDS)), honest]
    fits = Parallel(n_jobs=-1)(delayed(fit_roles)(written, part, words, roles) for part in learned)
    apart = tuple([s for s in honest if fold_of[s.source] == fold] for fold in range(_FOLDS))
    lessons = tuple(_lessons(language, fit, written, part) for fit, part in zip(fits, learned, strict=True))
    return Folds(language, apart, tuple(fits), lessons)


def taught_readers(languages: Sequence[Folds], teach: Callable[[Lessons], Encoder]) -> dict[str, list[Encoder]]:
    """Reader -> its encoder for every fold, and for all of them.

    What is given to an encoder in word-for-word English is taught beside the lessons of true English, which know more; English has
    one of its own, because one for both reads it less well.
    """
    with_lessons = [f for f in languages if any(len(lesson.texts) for lesson in f.lessons)]
    asked = {
        name: [f for f in with_lessons if name in (f.language, "glossed")] for name in {reader_of(f.language): 0 for f in with_lessons}
    }
    made = iter(
        Parallel(n_jobs=-1)(
            delayed(teach)(together(part)) for folds in asked.values() for part in zip(*(f.lessons for f in folds), strict=True)
        )
    )
    return {name: [next(made) for _ in range(_FOLDS + 1)] for name in asked}


def trained(folds: Folds, own: Set[str] = frozenset(), encoders: Sequence[Encoder] = ()) -> Trained:
    """The models of one language; cuts come from honest pages of sources that a network has not seen.

    own: sources that were written for this project; they set no cut where there are others. encoders: one for each network, to read
    what it suspects; without them the networks are believed.
    """
    *fits, whole = folds.fits
    fold_of = {s.source: fold for fold, part in enumerate(folds.apart) for s in part}
    scores = [fit.scores(pages) for fit, pages in zip(fits, folds.apart, strict=True)]
    setting = own if fold_of.keys() - own else frozenset()
    tops = _tops(folds.apart, scores, whole.roles, setting)
    told = [_telling(reader, pages, folds.language) for reader, pages in zip(encoders, folds.apart, strict=False)]

    def model(fit: Fit, mine: Tops, reader: Encoder | None, careful: bool) -> Roles:
        """The model whose cuts some of the pages set."""
        suspect = suspect_cuts(mine, whole.roles) if reader is not None and mine else None
        if suspect is not None:
            closer = [closely(rows, suspect, tell) for rows, tell in zip(scores, told, strict=True)]
            mine = with_closer(mine, _tops(folds.apart, closer, whole.roles, setting))
        return _roles(fit, cuts(mine, whole.roles, careful=careful), folds.language, suspect, reader)

    readers: Sequence[Encoder | None] = encoders or [None] * len(folds.fits)
    # Not even the cuts have seen the pages that will be measured with a model for a fold.
    others = ({key: rows for key, rows in tops.items() if fold_of[key[0]] != fold} for fold in range(_FOLDS))
    unseen = tuple(model(fit, mine, reader, True) for fit, mine, reader in zip(fits, others, readers, strict=False))
    return Trained(model(whole, tops, readers[-1], False), unseen)


def _tops(parts: Sequence[Sequence[Sentence]], scores: Sequence[Array], roles: Sequence[str], own: Set[str]) -> Tops:
    return {k: v for pages, rows in zip(parts, scores, strict=True) for k, v in page_tops(pages, rows, roles).items() if k[0] not in own}


def _lessons(language: str, fit: Fit, written: Sequence[Sentence], honest: Sequence[Sentence]) -> Lessons:
    """What an encoder is taught: sentences that a network found hard to tell apart, in the roles that are no matter of style."""
    columns = np.flatnonzero([role not in GRADES for role in fit.roles])
    sentences = [*written, *(honest[i] for i in fit.hard)]
    targets, weights = _targets(sentences, fit.roles, fit.hardness)
    no_style = np.array([s.role not in GRADES for s in sentences], dtype=bool)
    rows = np.flatnonzero(weights[:, columns].any(axis=1) & no_style)
    kept = [sentences[i] for i in rows]
    texts = [in_english(s.text, language) for s in kept]
    return Lessons(texts, [s.source for s in kept], targets[np.ix_(rows, columns)], weights[np.ix_(rows, columns)])


def _telling(encoder: Encoder, pages: Sequence[Sentence], language: str) -> Callable[[Sequence[int]], Array]:
    """What an encoder says of some of the sentences."""

    def tell(rows: Sequence[int]) -> Array:
        chunks = [rows[i : i + _CHUNK] for i in range(0, len(rows), _CHUNK)]
        return np.vstack([encoder.scores([in_english(pages[i].text, language) for i in chunk]) for chunk in chunks])

    return tell


def _roles(found: Fit, at: Sequence[Sequence[float]], language: str, suspect: Array | None, encoder: Encoder | None) -> Roles:
    net = found.network
    steps = np.maximum(np.abs(net.table).max(axis=0) / _LEVELS, 1e-6).astype(np.float32)
    table = np.round(net.table / steps).astype(np.int8)
    output, inner, bias = net.output.round(4), net.inner.round(4), net.bias.round(4)
    words = {f: i for f, i in found.index.items() if " " not in f}
    pairs = np.array(
        [words[left] * len(words) + words[right] for left, right in (f.split(" ") for f in found.index if " " in f)], dtype=np.int64
    )
    cut = np.array(at, dtype=np.float32).round(3)
    second = (suspect.round(3), lambda: encoder) if suspect is not None and encoder is not None else None
    return Roles(language, found.roles, words, pairs, table, steps, inner, output, bias, cut, second)


def write_roles(model: Roles, folder: Path, language: str, about: Mapping[str, object]) -> None:
    """Write a model as its four files, and its encoder, where it has one, as two more."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{language}.vocabulary.txt").write_text("\n".join(model.index), encoding="utf-8")
    size = len(model.index)
    np.save(folder / f"{language}.pairs.npy", np.column_stack([model.pairs // size, model.pairs % size]).astype(np.uint16))
    np.save(folder / f"{language}.weights.npy", model.table)
    body = {**about, "roles": list(model.names)}
    for name in ("steps", "inner", "output", "bias", "cuts"):
        body[name] = [[_short(x) for x in row] for row in value] if (value := getattr(model, name)).ndim > 1 else [_short(x) for x in value]
    if model.second:
        suspect, encoder = model.second
        body["suspect"] = [_short(x) if np.isfinite(x) else None for x in suspect]
        encoders.write(encoder(), folder, f"{reader_of(language)}.")
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
    code = (Path(str(module.__file__)) for module in (network, encoder, encoders, role_cuts, glosses))
    english = sorted((Path(glosses.__file__).parent / "lexicons").glob("glosses.*"))
    made_of = [path.read_bytes() for path in (*written, Path(__file__), *code, *english)]
    made_of += [f"{row.source} {row.id} {row.page}".encode("utf-8", "surrogatepass") for row in rows if row.label == "ok"]
    digest = hashlib.sha256(b"\n".join(made_of)).hexdigest()[:12]
    place = (cache or Path(tempfile.mkdtemp())) / f"roles-{digest}"
    sentences = {language: read_sentences(written, language) for language in LANGUAGES}
    roles = roles_of(s for found in sentences.values() for s in found)
    fitted = [
        fit_folds(code, found, page_sentences(honest.get(code, [])), fold_of, roles if found else ()) for code, found in sentences.items()
    ]
    readers = taught_readers(fitted, partial(taught, cache=cache))
    for folds in fitted:
        models = trained(folds, own, readers.get(reader_of(folds.language), ()))
        if shipped is not None:
            size = len(sentences[folds.language])
            about = {"source": "own sentences (corpus/sentences) beside sentences of honest pages", "sentences": size}
            write_roles(models.shipped, shipped, folds.language, about)
        for fold, model in enumerate(models.unseen):
            write_roles(model, place / str(fold), folds.language, {})

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
