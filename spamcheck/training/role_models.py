"""From fitted networks to the models that are shipped, and those that training measures pages with: readers, cuts, files.

Cuts are set on honest pages of sources that the weights have not seen, as shares of pages.
"""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from spamcheck import encoder as encoders
from spamcheck import glosses
from spamcheck.document import Document
from spamcheck.encoder import Encoder
from spamcheck.errors import SpamcheckError
from spamcheck.glosses import in_english
from spamcheck.parse import parse
from spamcheck.role_network import GLOSSED, Roles, reader_of
from spamcheck.sentence_roles import GRADES, LANGUAGES, closely
from spamcheck.training import encoder, network, role_cuts
from spamcheck.training import sentences as learning
from spamcheck.training.corpus import MAIL, Row
from spamcheck.training.encoder import GLOSSED_LAYERS, LAYERS, Lessons, half, taught, together
from spamcheck.training.network import Array
from spamcheck.training.role_cuts import Tops, cuts, page_tops, suspect_cuts, with_closer
from spamcheck.training.sentences import (
    Fit,
    Sentence,
    fit_roles,
    marked_sentences,
    page_sentences,
    read_sentences,
    roles_of,
    targets_of,
    thinned,
    vocabulary,
)

_LEVELS = 127  # of a weight that is shipped in one byte
_SEED = 11
_FOLDS = 3
_CHUNK = 200  # sentences that an encoder reads at once


def folds_of(sources: Sequence[str]) -> dict[str, int]:
    """Source -> fold, the same for the same set of sources."""
    names = sorted(set(sources))
    random.Random(_SEED).shuffle(names)
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
    language: str,
    written: Sequence[Sentence],
    marked: Sequence[Sentence],
    honest: Sequence[Sentence],
    fold_of: Mapping[str, int],
    roles: tuple[str, ...],
) -> Folds:
    """Fit on everything but each fold of sources of pages, and on everything. marked: sentences of spam pages of such sources."""
    words = vocabulary([*written, *marked, *thinned(honest)])
    learned = [
        ([*written, *(s for s in marked if fold_of[s.source] != fold)], [s for s in honest if fold_of[s.source] != fold])
        for fold in (*range(_FOLDS), _FOLDS)
    ]
    fits = Parallel(n_jobs=-1)(delayed(fit_roles)(own, pages, words, roles) for own, pages in learned)
    apart = tuple([s for s in honest if fold_of[s.source] == fold] for fold in range(_FOLDS))
    lessons = tuple(_lessons(language, fit, own, pages) for fit, (own, pages) in zip(fits, learned, strict=True))
    return Folds(language, apart, tuple(fits), lessons)


def taught_readers(languages: Sequence[Folds], teach: Callable[[Lessons], Encoder]) -> dict[str, list[Encoder]]:
    """Reader -> its encoder for every fold, and for all of them.

    What is given to an encoder in word-for-word English is taught beside half of the lessons of true English, which know more; English
    has one of its own, because one for both reads it less well.
    """
    apt = [f for f in languages if any(len(lesson.texts) for lesson in f.lessons)]
    names = list(dict.fromkeys(reader_of(f.language) for f in apt))
    asked = list[Lessons]()
    for name in names:
        parts = [
            [half(part) for part in f.lessons] if name != f.language and reader_of(f.language) != GLOSSED else f.lessons
            for f in apt
            if name in (f.language, GLOSSED)
        ]
        layers = GLOSSED_LAYERS if name == GLOSSED else LAYERS
        asked += [together(part, layers) for part in zip(*parts, strict=True)]
    made = Parallel(n_jobs=-1)(delayed(teach)(lessons) for lessons in asked)
    return {name: list(made[k * (_FOLDS + 1) :][: _FOLDS + 1]) for k, name in enumerate(names)}


class _Judged:
    """What the networks of one language, and the encoders, say of honest pages of sources that they have not seen."""

    def __init__(self, folds: Folds, aside: Set[str], encoders: Sequence[Encoder]) -> None:
        self.folds = folds
        self.roles = folds.fits[-1].roles
        self.readers: Sequence[Encoder | None] = encoders or [None] * len(folds.fits)
        self._fold_of = {s.source: fold for fold, part in enumerate(folds.apart) for s in part}
        self._setting = aside if self._fold_of.keys() - aside else frozenset()
        self._scores = [fit.scores(pages) for fit, pages in zip(folds.fits, folds.apart, strict=False)]
        self._told = [_telling(reader, pages, folds.language) for reader, pages in zip(encoders, folds.apart, strict=False)]
        self._tops = self._highest(self._scores)
        self._known: dict[int, tuple[Array | None, Tops]] = {}

    def tops(self, fold: int) -> tuple[Array | None, Tops]:
        """What is read again, and the highest scores of the pages after that; but for the pages of a fold (the last one: of all)."""
        if fold not in self._known:
            mine: Tops = {key: rows for key, rows in self._tops.items() if self._fold_of[key[0]] != fold}
            suspect = suspect_cuts(mine, self.roles) if self._told and mine else None
            if suspect is not None:
                parts = zip(self._scores, self._told, strict=True)
                closer = [rows if part == fold else closely(rows, suspect, tell) for part, (rows, tell) in enumerate(parts)]
                mine = with_closer(mine, self._highest(closer))
            self._known[fold] = suspect, mine
        return self._known[fold]

    def _highest(self, scores: Sequence[Array]) -> dict[tuple[str, str], Array]:
        return {
            k: v
            for pages, rows in zip(self.folds.apart, scores, strict=True)
            for k, v in page_tops(pages, rows, self.roles).items()
            if k[0] not in self._setting
        }


def trained(group: Sequence[Folds], aside: Set[str] = frozenset(), encoders: Sequence[Encoder] = ()) -> list[Trained]:
    """The models of languages that one encoder reads; cuts come from honest pages of sources that a network has not seen.

    Such languages have few honest pages each, so those of all of them say how high a cut of what the encoder decides may lie.
    aside: sources that set no cut where there are others: what was written for this project, and mail. encoders: one for each network, to read
    what it suspects; without them the networks are believed.
    """
    judged = [_Judged(folds, aside, encoders) for folds in group]

    def model(one: _Judged, fold: int) -> Roles:
        """The model whose cuts the pages of the other folds set: not even they have seen the pages that will be measured with it."""
        suspect, mine = one.tops(fold)
        beside = {key: rows for other in judged if other.roles == one.roles for key, rows in other.tops(fold)[1].items()}
        at = cuts(mine, one.roles, careful=fold < _FOLDS, together=beside if suspect is not None else None)
        return _roles(one.folds.fits[fold], at, one.folds.language, suspect, one.readers[fold])

    return [Trained(model(one, _FOLDS), tuple(model(one, fold) for fold in range(_FOLDS))) for one in judged]


def _lessons(language: str, fit: Fit, written: Sequence[Sentence], honest: Sequence[Sentence]) -> Lessons:
    """What an encoder is taught: sentences that a network found hard to tell apart, in the roles that are no matter of style."""
    columns = np.flatnonzero([role not in GRADES for role in fit.roles])
    sentences = [*written, *(honest[i] for i in fit.hard)]
    targets, weights = targets_of(sentences, fit.roles, fit.hardness)
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
    aside = {row.source for row in rows if row.written} | MAIL
    code = (Path(str(module.__file__)) for module in (learning, network, encoder, encoders, role_cuts, glosses))
    english = sorted((Path(glosses.__file__).parent / "lexicons").glob("glosses.*"))
    made_of = [path.read_bytes() for path in (*written, Path(__file__), *code, *english)]
    learned = (row for row in rows if row.label == "ok" or row.written)
    facts = ((row.source, row.id, row.label, row.kind, row.url, row.family, row.marks, row.page) for row in learned)
    made_of += [f"{sorted(MAIL)}".encode(), *(f"{fact}".encode("utf-8", "surrogatepass") for fact in facts)]
    digest = hashlib.sha256(b"\n".join(made_of)).hexdigest()[:12]
    place = (cache or Path(tempfile.mkdtemp())) / f"roles-{digest}"
    lines = {language: read_sentences(written, language) for language in LANGUAGES}
    roles = roles_of(s for found in lines.values() for s in found)
    marked = _marked(rows, fold_of)
    fitted = [
        fit_folds(k, found, marked.get(k, []), page_sentences(honest.get(k, [])), fold_of, roles if found else ())
        for k, found in lines.items()
    ]
    readers = taught_readers(fitted, partial(taught, cache=cache))
    groups: dict[str, list[Folds]] = defaultdict(list)
    for folds in fitted:
        groups[reader_of(folds.language)].append(folds)
    for reader, group in groups.items():
        for folds, models in zip(group, trained(group, aside, readers.get(reader, ())), strict=True):
            if shipped is not None:
                about = {
                    "source": "own sentences (corpus/sentences) and marked ones of own pages beside sentences of honest pages",
                    "sentences": len(lines[folds.language]),
                }
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


def _marked(rows: Sequence[Row], fold_of: Mapping[str, int]) -> dict[str, list[Sentence]]:
    """Language -> marked sentences of written spam pages, of sources that have honest pages, too: their pages are measured without them."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for row in rows:
        if row.written and row.label == "spam" and row.source in fold_of:
            with suppress(SpamcheckError):
                doc = parse(row.page, kind=row.kind, url=row.url)
                found[doc.language or ""] += marked_sentences(row.source, row.id, row.family, row.marks, doc)
    return found
