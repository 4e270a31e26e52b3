"""Blocks of links to sister doorways: unrelated queries in a random folder, or one service for town after town.

Why: a hacked site carries thousands of pages `/<random>/<query>.html` that link to each other; a doorway network links
`service-town` pages of one template. Menus, tag clouds and recent posts share a topic and a sensible folder.
Misses: doorways without such addresses; branch lists of chains that repeat their service in each address are look-alikes,
so only addresses with a service word and six towns count.
Source: structure of hacked and doorway pages in the training corpus, described, not copied; 2026-11.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_NAME = lazy(r"([a-z0-9]{1,30}(?:[-_+][a-z0-9]{1,30}){1,14})(?:\.\d{1,4})?(?:\.(?:html?|php|aspx?))?$")
_SPLIT = lazy(r"[-_+.]")
_MIXED = lazy(r"(?:[a-z]+\d+[a-z]|\d+[a-z]+\d)[a-z0-9]{0,9}$")
_RUN = lazy(r"[a-z]{4,12}")
_TOKEN = lazy(r"[a-z0-9]{4,12}$")
_SINGLE = lazy(r"[a-z]{3,12}$")
_BITS = 4.8  # mean surprise of letter pairs: words 3 to 4.5, random letters 5.3 and more
_MIN_RANDOM = 4
_MIN_TOWNS = 6
_CAP = 12


@signal(
    title="Links to sister doorway pages",
    family="hidden",
    policy="doorway_abuse",
    languages=("any",),
    needs="html",
    values={
        "random_folder_count": Value("links to unrelated queries in one folder with a random name, from 4, at most 12", spam=+1),
        "town_count": Value("towns that links of one service template go through, from 6, at most 12", spam=+1, low_quality=+1),
    },
    flags="<p><a href='/q7zk3x/steam-engine-parts.html'>a</a> <a href='/q7zk3x/lemon-tart-dough.html'>b</a>"
    " <a href='/q7zk3x/harbour-webcam-oslo.html'>c</a> <a href='/q7zk3x/violin-for-beginners.html'>d</a></p>",
    passes="<p><a href='/recipes/steamed-fish.html'>a</a> <a href='/recipes/lemon-tart.html'>b</a>"
    " <a href='/recipes/harbour-soup.html'>c</a> <a href='/recipes/violet-cake.html'>d</a></p>",
)
def doorway_link_block(doc: Document) -> Reading:
    if len(doc.links) < _MIN_RANDOM:
        return SILENT
    folders: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in doc.links:
        if "-" not in link.href and "_" not in link.href and "+" not in link.href:
            continue
        folder, name = _split(link.href)
        found = _NAME.match(name)
        if found:
            folders[folder].setdefault(found.group(1), link)
    random: dict[str, Link] = {}
    for folder, pages in folders.items():
        if len(pages) >= _MIN_RANDOM and _has_random_name(folder, pages) and _unrelated(pages):
            random.update(pages)
    towns = _towns(folders, doc.language)
    if not random and not towns:
        return SILENT
    values = {"random_folder_count": min(_CAP, len(random)), "town_count": min(_CAP, len(towns))}
    rows = [(k, "an unrelated query in a folder with a random name") for k in random.values()]
    rows += [(k, "one service page for town after town") for k in towns]
    rows.sort(key=lambda row: row[0].start)
    return Reading(values, tuple(_show(*row) for row in rows[:20]))


def _split(href: str) -> tuple[str, str]:
    """(host and folder, page name in lower case) of an address, absolute or not."""
    href = href[:400].partition("?")[0].partition("#")[0].rstrip("/")
    _, double, rest = href.partition("//")
    folder, _, name = (rest if double else f"/{href.lstrip('/')}").rpartition("/")
    return folder, name.lower()


def _has_random_name(folder: str, pages: Mapping[str, Link]) -> bool:
    """Whether the last part of a folder is letters and digits mixed, or letters that no word has."""
    name = folder.rpartition("/")[2].lower()
    if "/" not in folder or not _TOKEN.match(name):
        return False
    odd = all(_bits(run) >= _BITS for run in _RUN.findall(name))  # mp3player has a word in it
    if _MIXED.match(name) and len(name) >= 5:
        return odd
    # Abbreviations and version folders look random too: then the links' words must be odd single words of their own.
    foreign = {k.anchor for slug, k in pages.items() if _SINGLE.match(k.anchor) and k.anchor not in slug}
    return len(foreign) * 3 >= 2 * len(pages) and (odd or not name.isalpha())


def _unrelated(names: Iterable[str]) -> bool:
    """Page names that share hardly a word: no longer word stands in more than a third of them."""
    words = [{w for w in _SPLIT.split(name) if len(w) >= 4} for name in names]
    counts = Counter(w for bag in words for w in bag)
    most = max(counts.values(), default=0)
    return len(counts) >= len(words) and most * 3 <= len(words) + 2


def _towns(folders: dict[str, dict[str, Link]], language: str | None) -> list[Link]:
    """Links of the largest template `service + town` in one folder, where it goes through six towns or more."""
    places = read("places", language or "en") or read("places", "en")
    trades = read("commercial_words", language or "en") or read("commercial_words", "en")
    best: dict[str, Link] = {}
    for pages in folders.values():
        if len(pages) < _MIN_TOWNS:
            continue
        groups: dict[str, dict[str, Link]] = defaultdict(dict)
        for name, link in pages.items():
            town, rest = _town_of(name, places)
            if town and any(trades.get(w) == "service" for w in rest.split("-")):
                groups[rest].setdefault(town, link)
        top = max(groups.values(), key=len, default={})
        if len(top) >= max(_MIN_TOWNS, len(best) + 1):
            best = top
    return list(best.values())


def _town_of(name: str, places: Mapping[str, str]) -> tuple[str, str]:
    """(town, the other words) of a page name; empty where it names no town."""
    words = [w for w in _SPLIT.split(name) if w]
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            town = " ".join(words[i : i + size])
            if town in places:
                rest = [w for w in words[:i] + words[i + size :] if w != "in"]
                return town, "-".join(rest)
    return "", ""


def _bits(letters: str) -> float:
    pairs = read("letter_pairs_hosts")
    return sum(int(pairs.get(letters[i : i + 2], "10")) for i in range(len(letters) - 1)) / max(1, len(letters) - 1)


def _show(link: Link, note: str) -> Evidence:
    if link.visible and link.end > link.start:
        return Evidence(Span(link.start, min(link.end, link.start + 300)), note)
    return Evidence(None, note, "href", link.href[:300])
