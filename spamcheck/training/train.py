"""Training: labelled pages plus injected pairs in, a model folder out. The same seed gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spamcheck.errors import InputError
from spamcheck.model import HEADS, MICRO, SCHEMA
from spamcheck.signal import registry
from spamcheck.training.additive import Additive, Array, calibrate, fit, threshold_at
from spamcheck.training.cases import SOURCE as CASES
from spamcheck.training.cases import case_rows
from spamcheck.training.corpus import MAIL, Row, read_rows
from spamcheck.training.features import Table, code_version, features
from spamcheck.training.injection import Pool, carriers_of, inject, load_pool
from spamcheck.training.role_models import unseen_roles

BASE_RATE = {"spam": 0.05, "low_quality": 0.2}
FALSE_POSITIVES = {"spam": 0.005, "low_quality": 0.05}
PROTECTION = {"spam": 1 * MICRO, "low_quality": 0}  # what lowers spam is bounded by about one unit of log-odds
PENALTY = {"spam": 0.15, "low_quality": 4.0}  # chosen on sources left out
CASE_SHARE = 0.3  # of the weight of each class: what the signals' own cases have (chosen on sources left out)
SOURCE_CAP = 0.15  # no source, generator or injection family has more than this share of a class
MAIL_SHARE = 0.1
LOW_QUALITY_SHARE = 0.1  # weight of low-quality pages, beside honest ones, among what is not spam (chosen on sources left out)
PAIR_SHARE = 0.5  # weight of an injection family against a source of its size (chosen on sources left out)
_FOLDS = 24  # fewer leave more out at once, by chance together what shows one thing: thresholds then lay a quarter of a unit higher
_MAX_CARRIER_CHARS = 6000  # pages are cut to this, so that length is no cue


@dataclass(frozen=True, slots=True)
class Data:
    """Rows with their readings."""

    rows: tuple[Row, ...]
    table: Table

    def labels(self, head: str) -> NDArray[np.int64]:
        """(n,) 1, 0 or -1 (not used): spam against the rest; low quality against ok on articles."""
        if head == "spam":
            return np.array([-1 if r.label is None else int(r.label == "spam") for r in self.rows])
        return np.array(
            [
                -1
                if r.low_quality is None or r.label is None or self.table.page[i] != "article" or r.source.startswith("pair")
                else int(r.low_quality)
                for i, r in enumerate(self.rows)
            ]
        )


def pairs(rows: Sequence[Row], pool: Pool, each: int, seed: int) -> list[Row]:
    """Injected pages and their benign twins from clean pages: `each` pairs of every family."""
    rng = random.Random(seed)
    by_source = carriers_of(rows, pool)
    sources = sorted(by_source)
    found: list[Row] = []
    for family in pool.families if sources else ():
        for number in range(each):
            carrier = rng.choice(by_source[rng.choice(sources)])
            text = _cut(carrier.text)
            as_html = rng.random() < 0.4
            for benign in (False, True):
                made = inject(text, family, pool, random.Random(f"{seed} {family.name} {number}"), benign=benign, as_html=as_html)
                if made is None:
                    continue
                name = f"pair-{family.name}" if not benign else f"twin-{family.name}"
                found.append(Row(
                    id=f"{name}-{number}", source=f"pair_{family.name}", group=carrier.source, label="ok" if benign else "spam",
                    low_quality=None, text=made.text, html=made.html, url=None, kind="html" if made.html else "text",
                    family=family.name, marks=made.quotes, written=carrier.written,
                ))  # fmt: skip
    return found


def _cut(text: str) -> str:
    if len(text) <= _MAX_CARRIER_CHARS:
        return text
    end = text.rfind("\n", 0, _MAX_CARRIER_CHARS)
    return text[: end if end > 0 else _MAX_CARRIER_CHARS]


def without_markup(rows: Sequence[Row], seed: int) -> list[Row]:
    """Markup dropped at random from half of the pages, so that "no markup" is no cue for a class.

    Pages whose manipulation lies in the markup keep it.
    """
    rng = random.Random(seed)

    def plain(row: Row) -> bool:
        return bool(row.html and row.text.strip() and rng.random() < 0.5 and all(mark in row.text for mark in row.marks))

    return [replace(r, html=None, kind="text") if plain(r) else r for r in rows]


def weights(rows: Sequence[Row], labels: NDArray[np.int64]) -> Array:
    """(n,) weights: both classes weigh the same, groups inside a source count by their square root, and no source has
    more than SOURCE_CAP of a class. Low-quality pages count less than honest ones where both are the other class."""
    found = np.zeros(len(rows))
    for label in (0, 1):
        inside = [i for i in range(len(rows)) if labels[i] == label and rows[i].source != CASES]
        own = [i for i in range(len(rows)) if labels[i] == label and rows[i].source == CASES]
        counts = {i: LOW_QUALITY_SHARE if label == 0 and rows[i].label == "low_quality" else 1.0 for i in inside}
        sizes: dict[str, float] = defaultdict(float)
        for i in inside:
            sizes[rows[i].source] += counts[i]
        share = {s: n**0.5 * (MAIL_SHARE if s in MAIL else PAIR_SHARE if s.startswith("pair_") else 1.0) for s, n in sizes.items()}
        for _ in range(20):  # cap and spread the rest, until nothing is over the cap
            total = sum(share.values())
            over = {s: v for s, v in share.items() if v > SOURCE_CAP * total * 1.0001}
            if not over or len(share) * SOURCE_CAP <= 1:
                break
            rest = total - sum(over.values())
            for s in over:
                share[s] = SOURCE_CAP * rest / max(1e-9, 1 - SOURCE_CAP * len(over))
        total = sum(share.values())
        for i in inside:
            found[i] = share[rows[i].source] / total * counts[i] / sizes[rows[i].source]
        for i in own:
            found[i] = CASE_SHARE / len(own)
    return found * len(rows) / 2


def silent_values(table: Table) -> dict[str, float]:
    """The silent reading of every value: what its signal declares."""
    declared = {f"{s.name}.{v}": value.silent for s in registry() for v, value in s.values.items()}
    return {n: declared[n] for n in table.names}


def directions(head: str) -> dict[str, int]:
    """Direction of every value on a head."""
    return {f"{s.name}.{v}": (value.spam if head == "spam" else value.low_quality) for s in registry() for v, value in s.values.items()}


@dataclass(frozen=True, slots=True)
class Head:
    """One trained head: the function, its threshold, and its predictions on groups left out."""

    function: Additive
    threshold: float
    rate: float
    held_out: Array
    labels: NDArray[np.int64]


def bounded(head: str, up: Array, down: Array) -> Array:
    """Log-odds with what lowers them bounded as the shipped model bounds it. up, down (n,)."""
    bound = PROTECTION[head] / MICRO
    return up + (np.maximum(down, -bound) if bound else down)


def train_head(data: Data, head: str, penalty: float, seed: int) -> Head:
    """Fit a head, calibrate it and set its threshold on sources that were left out."""
    labels = data.labels(head)
    used = labels >= 0
    rows = [r for r, u in zip(data.rows, used, strict=True) if u]
    silent = silent_values(data.table)
    values, y = data.table.filled(silent)[used], labels[used]
    w = weights(rows, y)
    allowed = directions(head)
    up, down = np.zeros(len(rows)), np.zeros(len(rows))
    cases = np.array([r.source == CASES for r in rows])
    for fold in _folds(rows, seed):
        kept = ~fold | cases
        part = fit(data.table.names, values[kept], y[kept], w[kept], allowed, silent, penalty)
        up[fold], down[fold] = part.parts(data.table.names, values[fold])
    slope, shift = calibrate((up + down)[~cases], y[~cases], w[~cases], BASE_RATE[head])
    calibrated = bounded(head, up * slope, down * slope) + shift
    honest = threshold_rows(rows)
    threshold = threshold_at(calibrated[honest], np.ones(honest.sum()), FALSE_POSITIVES[head])
    function = fit(data.table.names, values, y, w, allowed, silent, penalty).scaled(slope, shift)
    full = np.full(len(data.rows), np.nan)
    full[used] = calibrated
    return Head(function, threshold, FALSE_POSITIVES[head], full, labels)


def threshold_rows(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """(n,) the honest pages that set a threshold, each counted once: no cases, mail or pairs, and no own-written pages beside others."""
    honest = np.array([r.label == "ok" and r.source != CASES and r.source not in MAIL and not r.source.startswith("pair") for r in rows])
    found = honest & ~np.array([r.written for r in rows])
    return found if found.any() else honest


def _folds(rows: Sequence[Row], seed: int) -> list[NDArray[np.bool_]]:
    """Masks of the left-out rows: whole sources; a pair leaves together with the source of its carrier."""
    keys = [r.group if r.source.startswith("pair") else r.source for r in rows]
    names = sorted(set(keys))
    random.Random(seed).shuffle(names)
    sizes = Counter(keys)
    load, fold_of = [0] * _FOLDS, {}
    for name in sorted(names, key=lambda n: -sizes[n]):
        i = load.index(min(load))
        fold_of[name] = i
        load[i] += sizes[name]
    return [np.array([fold_of[k] == i for k in keys]) for i in range(_FOLDS)]


@dataclass(frozen=True, slots=True)
class Sources:
    """What to train from: labelled pages, templates to inject, cases of the signals, sentences of roles, own-written pages.

    roles: folder to write the sentence roles to that are learned on the way (the package's own, to ship them).
    """

    pages: tuple[Path, ...]
    pools: tuple[Path, ...] = ()
    cases: Path | None = None
    sentences: tuple[Path, ...] = ()
    roles: Path | None = None
    written: tuple[Path, ...] = ()

    def rows(self) -> list[Row]:
        """The labelled pages, own-written ones last."""
        rows = [row for path in self.pages for row in read_rows(path) if row.label is not None]
        return rows + [replace(row, written=True) for path in self.written for row in read_rows(path) if row.label is not None]


def repository(root: Path = Path()) -> Sources:
    """Everything own-written that a model can be trained from. Raises InputError outside the repository."""
    pages, pools, sentences = (
        tuple(sorted(root.glob(f"corpus/{p}"))) for p in ("written/*.jsonl", "injection/train*.toml", "sentences/*.jsonl")
    )
    cases = root / "tests" / "signals"
    if not pages or not pools:
        raise InputError("no labelled pages: name a FILE, or run this in the repository, where corpus/written and corpus/injection are")
    return Sources((), pools, cases if cases.is_dir() else None, sentences, written=pages)


def load_data(sources: Sources, *, each: int, seed: int, cache: Path | None, progress: bool) -> Data:
    """Read the corpora, inject `each` pairs of every family, measure everything.

    With sentences, every page is measured with sentence roles that have not learned from its source.
    """
    rows = sources.rows()
    roles = unseen_roles(rows, sources.sentences, cache, sources.roles) if sources.sentences else None
    rows = without_markup(rows, seed)
    made = [pair for pool in sources.pools for pair in pairs(rows, load_pool(pool), each, seed)]
    everything = [*rows, *made]
    table = features(everything, cache=cache, progress=progress, roles=roles)
    if sources.cases is None:
        return Data(tuple(everything), table)
    more, measured = case_rows(sources.cases)
    return Data((*everything, *more), table.joined(measured))


def train(
    data: Data, *, name: str, version: str, seed: int, penalty: Mapping[str, float] = PENALTY
) -> tuple[dict[str, bytes], dict[str, Head]]:
    """Train both heads. Returns the files of the model folder (name -> bytes) and the heads."""
    heads = {head: train_head(data, head, penalty[head], seed) for head in HEADS}
    quantised = {head: heads[head].function.quantised() for head in HEADS}
    tables = _json({head: quantised[head][1] for head in HEADS})
    used = sorted({n for head in HEADS for n in quantised[head][1]})
    silent = silent_values(data.table)
    manifest = {
        "schema": SCHEMA, "name": name, "version": version, "values": used, "silent": {n: silent[n] for n in used},
        "directions": {head: {n: d for n, d in directions(head).items() if d and n in used} for head in HEADS},
        "prior": {head: quantised[head][0] for head in HEADS},
        "thresholds": {head: round(heads[head].threshold * MICRO) for head in HEADS},
        "thresholds_set_at": {head: f"false-positive rate {heads[head].rate} on honest documents of sources left out of training" for head in HEADS},
        "base_rate": BASE_RATE, "protection": PROTECTION, "penalty": dict(penalty), "code": code_version(), "seed": seed,
        "trained_on": dict(sorted(Counter(f"{r.source}:{r.label}" for r in data.rows).items())),
        "files": {"tables.json": {"sha256": hashlib.sha256(tables).hexdigest(), "size": len(tables)}},
    }  # fmt: skip
    manifest["golden"] = [_golden(manifest, json.loads(tables))]
    return {"tables.json": tables, "manifest.json": _json(manifest)}, heads


def _golden(manifest: Mapping[str, object], tables: Mapping[str, Mapping[str, Mapping[str, list[float]]]]) -> dict[str, object]:
    """One row in which every value stands on its last step, and what it scores."""
    from spamcheck.model import Model

    values = {n: float(t["edges"][-1]) + 1.0 for head in HEADS for n, t in tables[head].items()}
    model = Model._build(manifest, tables, "")
    row = [values.get(n, model.silent[n]) for n in model.names]
    return {"values": values, "micro": dict(model.score(row).total)}


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True) + "\n").encode()
