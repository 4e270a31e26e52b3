"""From scores of unseen honest pages to the cuts of every role: shares of pages on which sentences may be pointed at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from spamcheck.sentence_roles import ALIKE, GRADES, NOTHING, lets_off
from spamcheck.training.network import Array

if TYPE_CHECKING:
    from spamcheck.training.sentences import Sentence

# Shares of unseen honest pages with a sentence over the first and the second cut, and with ALIKE of them over the third.
CUTS = {"role": (0.007, 0.002, 0.004), "grade": (0.15, 0.03, 0.15)}
# Share of pages with a sentence that the encoder is asked about: at the first cut it finds nearly what a share of 0.1 would, for a fifth
# of the time (sentences of hands left out).
SUSPECT, SUSPECT_FEW = 0.03, 0.1  # the latter where honest pages are few and what the network knows is less
_ALIKE_LEVEL = 2
_LARGE_SOURCE, _SOURCE_SHARE = 40, 4
# Log-odds that every cut of a role lies higher where honest pages are few: pages of other sources lie over such cuts more often than their share
# says. Without it Spanish, French and German were 10 of the 16 honest pages at the spam threshold, and 6 % of all.
_FEW_PAGES, _CAUTION = 400, 1.0
_TAIL = 1.0  # log-odds over which pages become fewer by e, where scores are high (English: 1.7 % of pages over a cut, 0.03 % 4.2 over it)

Tops = Mapping[tuple[str, str], Array]  # (source, page id) -> (2, r)


def page_tops(sentences: Sequence[Sentence], scores: Array, roles: Sequence[str]) -> dict[tuple[str, str], Array]:
    """(source, page id) -> (2, r) highest score of its sentences in each role, and the score that ALIKE of them reach.

    As on a page that is judged, what is quoted, reported or otherwise excused does not count.
    """
    rows: dict[tuple[str, str], list[Array]] = defaultdict(list)
    nothing = np.full(len(roles), NOTHING, dtype=np.float32)
    for s, row in zip(sentences, scores, strict=True):
        out = np.array([lets_off(role, s.excuses) for role in roles]) if s.excuses else False
        rows[s.source, s.page].append(np.where(out, nothing, row))
    tops = {}
    for key, scored in rows.items():
        ordered = np.sort(np.array(scored), axis=0)[::-1]
        tops[key] = np.array([ordered[0], ordered[ALIKE - 1] if len(ordered) >= ALIKE else nothing])
    return tops


def suspect_cuts(tops: Tops, roles: Sequence[str]) -> Array:
    """(r,) scores of the network from which on a sentence is read again; infinite for matters of style, which are not."""
    highest = _descending([rows[0] for rows in tops.values()])
    share = SUSPECT if len(highest) >= _FEW_PAGES else SUSPECT_FEW
    at = highest[int(share * len(highest))]
    return np.where([role in GRADES for role in roles], np.inf, at).astype(np.float32)


def with_closer(tops: Tops, closer: Tops) -> Tops:
    """The highest scores after the second reading; that of several alike stays the network's."""
    return {key: np.array([closer[key][0], rows[1]]) for key, rows in tops.items()}


def cuts(tops: Tops, roles: Sequence[str], *, careful: bool = False, together: Tops | None = None) -> list[list[float]]:
    """The three cuts of every role from the best scores of unseen honest pages.

    careful: where few pages show no small share, every cut lies beyond them, not only that of what is sure. For networks whose
    pages are measured without having been learned from; the shipped one has learned from all of them.

    together: the pages of other languages as well that the same encoder reads: of what it decides, the first two cuts lie no higher than all
    of these pages together would set them. Where a language has few pages, one of them would decide alone.

    A share of all pages may lie over a cut, and of no large source more than _SOURCE_SHARE times that: a sentence that one
    publisher prints on every page is that publisher's, not a role's.
    """
    if not tops:
        return [[-NOTHING] * len(roles)] * len(CUTS["role"])
    own, joint = _sorted(tops), _sorted(together or tops)

    def height(pages: tuple[Array, list[Array]], k: int, level: int, share: float) -> float:
        everything, large = pages
        count, rank = len(everything), int(level == _ALIKE_LEVEL)
        top = float(everything[int(share * count), rank, k])
        at = [(top if top > NOTHING else 0.0) + (_beyond(count, share) if careful or level == 1 else 0.0)]
        at += [float(table[int(min(0.5, _SOURCE_SHARE * share) * len(table)), rank, k]) for table in large]
        return max(at) + (_CAUTION if count < _FEW_PAGES and roles[k] not in GRADES else 0.0)

    found: list[list[float]] = [[], [], []]
    for k, role in enumerate(roles):
        for level, share in enumerate(CUTS["grade" if role in GRADES else "role"]):
            tables = [own] if role in GRADES or level == _ALIKE_LEVEL else [own, joint]
            found[level].append(min(height(pages, k, level, share) for pages in tables))
    return found


def _sorted(tops: Tops) -> tuple[Array, list[Array]]:
    """The scores of all pages, and of those of each large source, each column from the highest on."""
    by_source: dict[str, list[Array]] = defaultdict(list)
    for (source, _), rows in sorted(tops.items()):
        by_source[source].append(rows)
    return _descending(list(tops.values())), [_descending(rows) for rows in by_source.values() if len(rows) >= _LARGE_SOURCE]


def _beyond(count: int, share: float) -> float:
    """How far over the highest score of a number of pages a smaller share of them lies, were the tail exponential."""
    return _TAIL * max(0.0, math.log(1 / (share * count)))


def _descending(rows: Sequence[Array]) -> Array:
    return np.sort(np.array(rows), axis=0)[::-1]
