"""A block that is nothing but search queries: variations of keywords between commas, bars or line breaks, or run together.

Why: nobody reads "cheap pumps, pumps online, pump repair leeds"; tag walls and related-search lists are made for engines.
Misses: lists of queries without any commercial, local or asking word. Menus, ingredients, glossaries and tags of a topic
have one-word items, differing words, or no word of a buyer. Source: hacked pages and seller sites of the training
corpus, survey, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_ITEMS = 4  # items; a breadcrumb has three
_BOUGHT = 3  # items with a word of a buyer
_CAP = 20
_LONGEST = 9  # words of one query
_SEPARATORS = lazy(r"\s*[,|;\u2022\u00b7/]\s*|\s+[-\u2013]\s+")
_ASKS = frozenset("can does do is how what where which why much".split())
_KINDS = ("near", "sale", "online", "price", "buy", "cheap")
_GRAMMAR = frozenset(
    "the a an and or but is are was were that this these your their his her our its will would could they we he she it "
    "el la los las una y es son que le les une et est sont der die das ein eine und ist sind".split()
)  # words of sentences; queries do without them
# An item that begins in small letters, or the block, and ends in a name.
_PLACED = lazy(
    r"(?:(?<=, )|(?<=\| )|(?<=; )|(?<=\n)|\A)(?:[a-z][\w'’-]+|[A-Z][a-z]+(?= [a-z]))(?: [a-z][\w'’-]+){0,4} (?:[A-Z][\w'’-]+ ){0,2}[A-Z][a-z]{2}[\w'’-]*(?=[,;|.\n]|\s\||\Z)"
)
_SHORT = 90  # characters of a line that may be one query
_ENDS = ".!?:)"
_NO_QUERY = frozenset("review reviews rating ratings avis opiniones bewertungen erfahrungen download login app".split())


class Item(NamedTuple):
    """One item of a list and whether it looks like a query, and one that a buyer types."""

    span: Span
    words: tuple[str, ...]
    query: bool
    bought: bool


def _item(doc: Document, start: int, end: int) -> Item:
    """Reads one item: two to nine words in one case, without a sentence's end."""
    items, places = read("query_words", doc.language), read("places", doc.language)
    drugs = read("drug_trade", doc.language)
    text = doc.text[start:end]
    indexes = doc.words.between(start, end)
    words = tuple(doc.words.lower[k] for k in indexes)
    capitals = sum(doc.text[doc.words.start[k]].isupper() for k in indexes)
    one_case = doc.language == "de" or capitals == 0 or (capitals == 1 and text[:1].isupper() and len(words) > 2) or text.isupper()
    plain = not any(sign in text for sign in "$\u20ac\u00a3\u2605(%") and not (_NO_QUERY | _GRAMMAR).intersection(words)
    query = 2 <= len(words) <= _LONGEST and one_case and plain and text[-1:] not in _ENDS
    if not query:
        return Item(Span(start, end), words, False, False)
    kinds = {items.get(word) for word in words}
    sold = bool(kinds.intersection(_KINDS)) or " near me" in text.lower()
    local = any(word in places for word in words) and any(drugs.get(word) == "drug" for word in words)
    asked = words[:1] != () and words[0] in _ASKS and text[:1].islower()
    return Item(Span(start, end), words, True, sold or local or asked)


def _inline(doc: Document, block: Block) -> list[Item]:
    """Items between separators of one block."""
    found, at = [], block.start
    text = doc.text
    for m in _SEPARATORS.finditer(text, block.start, block.end):
        if m.start() > at:
            found.append(_item(doc, at, m.start()))
        at = m.end()
    if at < block.end:
        found.append(_item(doc, at, block.end))
    return found


def _for_one_place(doc: Document, block: Block) -> list[Item]:
    """Items between commas that begin small and end in one and the same name: "turf layers Oakby, best turfing firm Oakby"."""
    text = doc.text[block.start : block.end]
    if text.count(",") < _ITEMS - 1 or doc.language == "de":  # every German noun begins like a name
        return []
    ends = Counter(piece.rsplit(None, 1)[-1] for piece in text.rstrip(" .").split(",") if piece.strip())
    name, times = ends.most_common(1)[0] if ends else ("", 0)
    if times < _ITEMS or not name[:1].isupper():
        return []
    items = [
        Item(Span(m.start(), m.end()), tuple(m.group().split()), True, True) for m in _PLACED.finditer(doc.text, block.start, block.end)
    ]
    items = [item for item in items if item.words[-1] == name and _GRAMMAR.isdisjoint(item.words)]
    firsts = {item.words[:-1] for item in items}
    # "early Rome, imperial Rome" is a row of ages: a trade has two words, or one that is sold.
    return items if len(firsts) >= _ITEMS and 2 * sum(len(words) > 1 for words in firsts) > len(firsts) else []


def _lines(doc: Document, anchored: set[int]) -> list[list[Item]]:
    """Runs of neighbouring short blocks, where enough of them hold a word of a buyer."""
    found: list[list[Item]] = []
    run: list[int] = []
    for index, block in enumerate(doc.blocks):
        short = block.end - block.start <= _SHORT and "," not in doc.text[block.start : block.end]
        if run and (not short or block.region != doc.blocks[run[-1]].region):
            found += _read(doc, run, anchored)
            run = []
        if short:
            run.append(index)
    return found + _read(doc, run, anchored)


def _read(doc: Document, run: list[int], anchored: set[int]) -> list[list[Item]]:
    if len(run) < _ITEMS or len(anchored.intersection(run)) < _BOUGHT:
        return []
    first = next(k for k in run if k in anchored)
    last = next(k for k in reversed(run) if k in anchored)
    return [[_item(doc, doc.blocks[k].start, doc.blocks[k].end) for k in run if first <= k <= last]]


def _is_list(items: list[Item]) -> bool:
    """Enough queries, enough of them a buyer's, and words that come back."""
    queries = [item for item in items if item.query]
    bought = sum(item.bought for item in queries)
    if len(queries) < _ITEMS or len(queries) < 0.6 * len(items) or bought < max(_BOUGHT, 0.3 * len(queries)):
        return False
    if sum(len(item.words) for item in queries) < 2.2 * len(queries):
        return False
    uses = Counter(word for item in queries for word in set(item.words) if len(word) > 2)
    return bought >= 0.6 * len(queries) or max(uses.values(), default=0) >= 3


@signal(
    title="List of search queries",
    family="keywords",
    policy="keyword_stuffing",
    languages=("en", "es", "fr", "de"),
    values={
        "list_count": Value("blocks or runs of lines that are lists of queries, at most 20", spam=+1, low_quality=+1),
        "query_count": Value("queries in the longest of them, at most 20", spam=+1, low_quality=+1),
    },
    flags="buy pond pump online, cheap pond pump, pond pump price, pond pump repair leeds, best pond pump near me",
    passes="Pumps, filters, hoses, clay pots, gravel and water lilies are sold on the second floor.",
)
def query_list(doc: Document) -> Reading:
    anchors = Counter(doc.block_index(hit.start) for hit in doc.hits("query_words", *_KINDS))
    found = [
        items for block in doc.blocks if doc.text.count(",", block.start, block.end) >= _ITEMS - 1 and (items := _for_one_place(doc, block))
    ]
    if anchors.total() < _BOUGHT and not found:
        return SILENT
    for index in sorted(k for k, count in anchors.items() if count >= _BOUGHT):
        items = _inline(doc, doc.blocks[index])
        if _is_list(items):
            found.append(items)
    if len(anchors) >= _BOUGHT:
        found += [items for items in _lines(doc, set(anchors)) if _is_list(items)]
    if not found:
        return SILENT
    longest = max(sum(item.query for item in items) for items in found)
    spans = sorted(item.span for items in found for item in items if item.query)
    shown = tuple(Evidence(Span(s.start, min(s.end, s.start + 300)), "a search query in a list of queries") for s in spans[:20])
    return Reading({"list_count": min(_CAP, len(found)), "query_count": min(_CAP, longest)}, shown)
