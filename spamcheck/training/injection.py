"""Counterfactual pairs: a clean page with exactly one signal injected, and a benign twin with its honest counterpart.

Provenance labels alone teach a model the source; pairs from one carrier differ in nothing but the manipulation.
The pools of templates are data (`corpus/injection/*.toml`); the spans of what was injected are recorded.
"""

from __future__ import annotations

import html
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from spamcheck.errors import InputError, SpamcheckError
from spamcheck.parse import parse
from spamcheck.training.corpus import Row
from spamcheck.training.grammar import Expansion, expand

PLACES = ("inside_sentence", "sentence", "paragraph", "end", "scattered", "replace_words", "markup")
_SENTENCE = re.compile(r"[A-Z][^.!?\n]{50,300}[.!?](?=\s|$)")
_MIN_CARRIER_WORDS = 150
_LANGUAGE_SHOWS = 4000  # characters of a page that show its language
_FUNCTION = {"the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or"}


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of manipulation: where it goes, its surface forms and those of its honest counterpart."""

    name: str
    place: str
    spam: tuple[str, ...]
    benign: tuple[str, ...]
    times: tuple[int, int] = (1, 1)
    same: bool = False  # the same words every time


@dataclass(frozen=True, slots=True)
class Pool:
    """Rules and families of one template file, in one language."""

    rules: Mapping[str, Sequence[str]]
    families: tuple[Family, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Injected:
    """A carrier after the injection. quotes: the injected words a reader would point at."""

    text: str
    html: str | None
    quotes: tuple[str, ...]


def load_pool(path: Path) -> Pool:
    """Read a template file. Raises InputError where it breaks the schema."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    families = []
    for entry in data["family"]:
        if entry["place"] not in PLACES or not entry["spam"] or not entry["benign"]:
            raise InputError(f"{path}: family {entry.get('name')}: place is one of {', '.join(PLACES)}; spam and benign need forms")
        low, high = entry.get("times", [1, 1])
        families.append(
            Family(entry["name"], entry["place"], tuple(entry["spam"]), tuple(entry["benign"]), (low, high), bool(entry.get("same")))
        )
    return Pool(data["rules"], tuple(families), data.get("language", "en"))


def carriers_of(rows: Sequence[Row], pool: Pool) -> dict[str, list[Row]]:
    """Source -> the honest pages that a pool can go into: long enough, in its language."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.label == "ok" and len(row.text.split()) >= _MIN_CARRIER_WORDS:
            with suppress(SpamcheckError):
                if parse(row.text[:_LANGUAGE_SHOWS], kind="text").language == pool.language:
                    found[row.source].append(row)
    return found


def inject(text: str, family: Family, pool: Pool, rng: random.Random, *, benign: bool, as_html: bool) -> Injected | None:
    """Put one form of a family into a clean text; None where the carrier has no place for it.

    as_html: the carrier is wrapped as a plain page, so that markup forms have somewhere to go.
    """
    forms = family.benign if benign else family.spam
    paragraphs = [p for p in re.split(r"\n\s*\n|\n", text) if p.strip()]
    if len(paragraphs) < 2:
        return None
    if family.place == "markup":
        found = expand(rng.choice(forms), pool.rules, rng)
        return Injected("", _page(paragraphs, rng, found.text), _quotes(found))
    quotes: list[str] = []
    once = expand(rng.choice(forms), pool.rules, rng)
    for _ in range(rng.randint(*family.times)):
        before = list(paragraphs)
        found = once if family.same else expand(rng.choice(forms), pool.rules, rng)
        placed = _place(paragraphs, family, found, rng)
        if placed is None:
            break
        joined = "\n".join(paragraphs)
        if all(line in joined for quote in quotes for line in quote.split("\n")):
            quotes += placed
        else:  # it fell into an earlier one
            paragraphs[:] = before
    if not quotes and not benign:
        return None
    return Injected("\n\n".join(paragraphs), _page(paragraphs, rng, "") if as_html else None, tuple(quotes))


def _quotes(found: Expansion) -> tuple[str, ...]:
    return tuple(found.text[a:b] for a, b in found.spans) or (found.text.strip(),)


def _place(paragraphs: list[str], family: Family, found: Expansion, rng: random.Random) -> tuple[str, ...] | None:
    if family.place == "end":
        paragraphs += [line for line in found.text.split("\n") if line.strip()]
        return _quotes(found)
    if family.place in ("paragraph", "scattered"):
        at = rng.randint(1, max(1, len(paragraphs) - 1))
        paragraphs[at:at] = [line for line in found.text.split("\n") if line.strip()]
        return _quotes(found)
    prose = [i for i, p in enumerate(paragraphs) if i and _SENTENCE.search(p)]  # the first one becomes the title
    if not prose:
        return None
    i = rng.choice(prose)
    sentence = rng.choice(list(_SENTENCE.finditer(paragraphs[i])))
    if family.place == "sentence":
        at = sentence.end()
        paragraphs[i] = f"{paragraphs[i][:at]} {found.text}{paragraphs[i][at:]}"
        return _quotes(found)
    if family.place == "replace_words":
        return _replace(paragraphs, i, sentence, found)
    gaps = [m.start() for m in re.finditer(" ", sentence.group())][3:-2]
    # A query is spliced between words, more often after a function word or a noun than anywhere.
    gaps = [g for g in gaps if sentence.group()[:g].split()[-1].lower() in _FUNCTION or rng.random() < 0.5] or gaps
    if not gaps:
        return None
    at = sentence.start() + rng.choice(gaps)
    paragraphs[i] = f"{paragraphs[i][:at]} {found.text}{paragraphs[i][at:]}"
    return _quotes(found)


def _replace(paragraphs: list[str], i: int, sentence: re.Match[str], found: Expansion) -> tuple[str, ...] | None:
    words = list(re.finditer(r"\b[a-z]{4,}\b", sentence.group()))
    if len(words) < 4:
        return None
    word = words[len(words) // 2]
    start, end = sentence.start() + word.start(), sentence.start() + word.end()
    paragraphs[i] = paragraphs[i][:start] + found.text + paragraphs[i][end:]
    return _quotes(found)


def _page(paragraphs: Sequence[str], rng: random.Random, extra: str) -> str:
    """A plain page around a text; `extra` is raw markup put at a random place in the body, or in the head."""
    title = html.escape(paragraphs[0][:70])
    blocks = [f"<p>{_linked(p)}</p>" if len(p.split()) > 12 else f"<h2>{_linked(p)}</h2>" for p in paragraphs[1:]]
    head = ""
    if extra:
        if extra.startswith(("<meta", "<title", "<style")):
            head, extra = extra.split("</head>")[0], extra.partition("</head>")[2]
        blocks.insert(rng.randint(0, len(blocks)), extra)
    nav = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/topics'>Topics</a></li><li><a href='/about'>About us</a></li></ul></nav>"
    foot = "<footer><a href='/privacy'>Privacy</a> <a href='/contact'>Contact</a></footer>"
    body = "\n".join(blocks)
    shown = "" if "<title" in head else f"<title>{title}</title>"
    return f"<!doctype html><html lang='en'><head>{shown}{head}</head><body>{nav}<main><h1>{title}</h1>{body}</main>{foot}</body></html>"


def _linked(paragraph: str) -> str:
    """Escape a paragraph; [anchor](url) becomes a link, as an editor would have made it."""
    escaped = html.escape(paragraph, quote=False)
    return re.sub(r"\[([^\[\]]{1,120})\]\((https?://[^\s()]+)\)", r"<a href='\2'>\1</a>", escaped)
