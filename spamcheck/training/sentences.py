"""Learning what sentences are there for, from own-written sentences beside honest ones (`corpus/sentences`) and marked ones of own-written pages.

One small network (`spamcheck.training.network`) learns every role against everything honest; sentences of other roles are left
out, because one sentence may have two.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spamcheck.document import Document
from spamcheck.errors import CorpusError
from spamcheck.parse import parse
from spamcheck.patterns import lazy
from spamcheck.role_features import NAME, Unit, raw_features, units
from spamcheck.sentence_roles import excuses_of
from spamcheck.training import network
from spamcheck.training.network import Array, Network, design, train_network

MIN_SOURCES = 5  # a word that fewer sources use is a name or a topic
PAIR_SOURCES = 3
_LOOK_ALIKE = 3.0  # written look-alikes are few and count more than sentences of honest pages
# Families of written spam pages whose marked sentences all do the same thing.
MARKED = {
    "injected_keyword": "keyword", "referral_plug": "plug", "doorway": "doorway", "story": "story", "cure_list": "cure", "spun": "spun",
    "foreign_offer": "off_niche", "foreign_trade": "off_niche", "ghost": "contact", "shop_sources": "shop_claim", "testimonials": "testimonial",
}  # fmt: skip
_MARK_SPACES = 2  # of a passage, at least: shorter ones are links and names
_POINTS = lazy(r"\d|[^\W\d_] [A-Z]")
_SEED = 7
_PER_SOURCE = 1000  # honest sentences of one source
_POSITIVE_SHARE = 0.1  # weight of a role's sentences against all honest ones
_HARD_SHARE, _HARD_WEIGHT = 0.01, 10.0  # of honest sentences; how much more they count (chosen on hands and sources left out)
_NETWORKS = 3  # that are averaged


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


def marked_sentences(source: str, page: str, family: str, marks: Sequence[str], doc: Document) -> list[Sentence]:
    """Sentences of a spam page that hold a marked passage: what the family is for is their role; none where that differs.

    Of a passage of several sentences those count that hold a link, a number or a name: the others only lead there.
    """
    role = MARKED.get(family)
    if role is None:
        return []
    places = [(at, at + len(mark)) for mark in marks if mark.count(" ") >= _MARK_SPACES and (at := doc.text.find(mark)) >= 0]
    cut, held = units(doc), dict[Unit, str]()
    for start, end in places:
        inside = [u for u in cut if start < u.end and end > u.start and _most(u, start, end, role)]
        for u in inside:
            text = doc.text[u.start : u.end]
            if len(inside) == 1 or u.links or _POINTS.search(text):
                held[u] = text
    return [
        Sentence(_kept(raw_features(doc, u.first, u.last, held[u], u.links, doc.language or "en")), role, 1, source, page, text=held[u])
        for u in cut
        if u in held
    ]


def _most(unit: Unit, start: int, end: int, role: str) -> bool:
    """Whether a mark is most of a sentence; of one with a query the query is enough."""
    return role == "keyword" or 2 * (min(end, unit.end) - max(start, unit.start)) > unit.end - unit.start


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


def fit_roles(written: Sequence[Sentence], honest: Sequence[Sentence], words: Sequence[str], roles: tuple[str, ...]) -> Fit:
    """Fit every role against the honest sentences, twice: the second time those that were mistaken for a role count most.

    honest: sentences of honest pages. At first a share of every source is enough; then all those are added that the first
    network rates as high as the highest _HARD_SHARE of them.
    """
    index = {w: i for i, w in enumerate(words)}
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
    targets, weights = targets_of(sentences, roles, hardness)
    examples = design(_bags(sentences, index), len(index))
    return network.together([train_network(examples, targets, weights, seed) for seed in seeds])


def targets_of(sentences: Sequence[Sentence], roles: Sequence[str], hardness: Array | None) -> tuple[Array, Array]:
    """(n, r) which sentence has which role, and how much each counts: what has another role, or is spam in another, is left out."""
    own = np.array([[s.role == role for role in roles] for s in sentences], dtype=bool).reshape(len(sentences), len(roles))
    spam, page = (
        np.array(found, dtype=bool)[:, None] for found in ([s.label == 1 for s in sentences], [s.role == "honest" for s in sentences])
    )
    targets = own & spam
    weights = np.where(page, 1.0, _LOOK_ALIKE) * ~spam * (1.0 if hardness is None else hardness)
    weights = np.where(targets, _POSITIVE_SHARE * (~spam).sum() / np.maximum(1, targets.sum(axis=0)), weights)
    return targets.astype(np.float32), weights.astype(np.float32)
