"""Links that have nothing to do with the page or each other: the mark of a hacked page or of comment spam.

Why: whoever breaks into a site or floods comments links to whatever pays: random strings as anchors, a page name that
says something else, scripts deep in folders of a content system, lists of unrelated queries towards many sites.
Misses: planted links with anchors that fit the topic; a single planted link.
Source: structure of hacked pages in the shared training corpus, described, not copied; 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spamcheck.document import Document, Link
from spamcheck.domains import target
from spamcheck.letters import letter_bits
from spamcheck.links import SETTLED, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_LETTERS = lazy(r"[a-z]{3,12}$")
_SLUG = lazy(r"([a-z0-9]+(?:[-_][a-z0-9.]+){1,14})(?:[-_][\d._]{3,12})?\.(?:html?|php)$", re.IGNORECASE)
# Folders where a content system keeps code, pictures and caches: pages with a title do not live there.
_INNER = lazy(
    r"/(?:wp-(?:content|includes|admin)|sites/default/files|core/(?:themes|modules|lib)|js|css|scripts?|img|images|cache|tmp|themes|plugins|modules|uploads?"
    r"|vendor|includes|libraries|media|templates|components|assets)/", re.IGNORECASE,
)  # fmt: skip
_QUERY = lazy(r"[a-z0-9][a-z0-9 .'-]{5,70}$")
_NEUTRAL = SETTLED | {"social"}
_CAP = 10


@signal(
    title="Unrelated links planted on the page",
    family="links",
    policy="hacked_content",
    languages=("any",),
    values={
        "random_anchor_count": Value("outbound links with a random string as text, at most 10", spam=+1),
        "inner_path_count": Value("links to titled pages in the code or cache folders of other sites, at most 10", spam=+1),
        "query_run_count": Value(
            "links of a list of unrelated lower-case queries towards several sites, at most 10", spam=+1, low_quality=+1
        ),
    },
    flags="<p><a href='http://oakvale.example/zq7/cheap-kettle-parts.html'>wqkzrt</a> <a href='http://oakvale.example/zq7/chess-puzzles-today.html'>bvxpfo</a>"
    " <a href='http://oakvale.example/zq7/rain-gauge-manual.html'>hjqdwl</a></p>",
    passes="<p><a href='http://oakvale.example/kettle-parts.html'>kettles</a> <a href='http://oakvale.example/chess-puzzles.html'>chess</a>"
    " <a href='http://oakvale.example/rain-gauge.html'>gauges</a></p>",
)
def foreign_anchor_cluster(doc: Document) -> Reading:
    links = doc.outbound
    if len(links) < 2:
        return SILENT
    random = _random_anchors(links)
    inner = _inner_paths(links)
    queries = _query_run(links)
    found: dict[tuple[int, str], tuple[Link, str]] = {}
    for group, note in (
        (random, "random letters as link text"),
        (inner, "a titled page in a code folder of another site"),
        (queries, "one of a list of unrelated queries"),
    ):
        found.update(((k.start, k.href), (k, note)) for k in group if (k.start, k.href) not in found)
    if not found:
        return SILENT
    values = {
        "random_anchor_count": min(_CAP, len(random)),
        "inner_path_count": min(_CAP, len(inner)),
        "query_run_count": min(_CAP, len(queries)),
    }
    return Reading(values, tuple(point_at(*found[key]) for key in sorted(found)[:20]))


def _random_anchors(links: Iterable[Link]) -> list[Link]:
    """Single lower-case words that no language has, over a page name that says something else; three make a cluster."""
    found = []
    for link in links:
        anchor = link.anchor.strip()
        if link.bare or not _LETTERS.match(anchor) or anchor in link.href.lower() or letter_bits(anchor) < 4.8:
            continue
        slug = _SLUG.search(target(link.href).path)
        if slug:
            found.append(link)
    return found if len({k.anchor for k in found}) >= 3 else []


def _inner_paths(links: Iterable[Link]) -> list[Link]:
    """Pages with a wordy name under a code or cache folder, the anchor saying the same words; two make a cluster."""
    found: dict[str, Link] = {}
    for link in links:
        words = link.anchor.lower().split()
        if link.bare or not 2 <= len(words) <= 9 or link.href in found:
            continue
        path = target(link.href).path
        inner = _INNER.search(path)
        slug = _SLUG.search(path, inner.end()) if inner else None
        if slug and sum(w.strip(".,") in slug.group(1).lower() for w in words) * 3 >= 2 * len(words):
            found[link.href] = link
    return list(found.values()) if len(found) >= 2 else []


def _query_run(links: Iterable[Link]) -> list[Link]:
    """Lower-case phrases side by side outside sentences, towards three sites or more, sharing no word."""
    runs: list[list[Link]] = [[]]
    for link in links:
        if runs[-1] and not 0 <= link.start - runs[-1][-1].end <= 40:
            runs.append([])
        if link.visible and not link.bare and " " in link.anchor and _QUERY.match(link.anchor) and target(link.href).kind not in _NEUTRAL:
            runs[-1].append(link)
    return max((run for run in runs if _unrelated(run)), key=len, default=[])


def _unrelated(run: list[Link]) -> bool:
    """Three sites or more, hardly a word between the links, and no word that neighbours have in common."""
    if len(run) < 3 or len({target(k.href).site for k in run}) < 3:
        return False
    if sum(k.end - k.start for k in run) < 0.8 * (run[-1].end - run[0].start):
        return False
    words = [{w[:6] for w in k.anchor.split() if len(w) >= 4} for k in run]
    repeats = sum(len(words[i] & words[i + 1]) > 0 for i in range(len(words) - 1))
    return repeats * 3 < len(run)
