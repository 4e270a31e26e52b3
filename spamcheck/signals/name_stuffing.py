"""One full name or one buyer's phrase in sentence after sentence, where a writer would say "she", "it" or a short form.

Why: whoever fills a template, or writes for one query, repeats the slot in full: "Where is N located? N is located in ...". People
use the full name once and then a pronoun or the last name; an article on a product shortens it.
How: a person's full name, or three to six words with a buyer's word, a trade or a place, taken from title and first heading;
how many of ten sentences or headings in a row hold it to the letter; questions with it whose answer repeats it.
Misses: stuffed names of firms and products, which honest pages repeat, too; names that title and first heading do not hold. Terms of
medicine, law and software that have no short form are no buyer's phrases.
Source: directory pages and link sellers of the training corpus (41 and 60 pages), 4,000 honest pages, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.literals import may_hold
from spamcheck.patterns import anchored, lazy, whole
from spamcheck.queries import trades
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW = 10  # sentences and headings in a row
_TITLED, _UNTITLED, _PHRASED = 4, 6, 5  # of these that hold a titled name, a bare full name, a phrase
_PAIRS = 2
_FIRM = 100  # no density is enough: a firm's own page repeats its name
_FIRM_NAME = lazy(
    r"[A-Z\u00c0-\u00de][\w'\u2019&-]+(?: (?:of|the|de|for|and|&|[A-Z\u00c0-\u00de][\w'\u2019&-]*)){0,3} [A-Z\u00c0-\u00de][\w'\u2019&-]+"
)
_CAP = 10
_FEWEST = 4  # occurrences before anything is counted
_HEADER = 160  # characters of title and first heading
_CANDIDATES = 60
_TITLED_NAME = lazy(
    r"(?:Professor|Prof|Drs?|Dra|Mrs?|Ms|Herr|Frau)\.? "
    r"(?:[A-Z\u00c0-\u00de][\w'\u2019-]*\.? ){1,3}[A-Z\u00c0-\u00de][\w'\u2019-]+"
)
_BARE_NAME = lazy(r"[A-Z\u00c0-\u00de][\w'\u2019-]+(?: [A-Z]\.?){0,3}(?: [A-Z\u00c0-\u00de][\w'\u2019-]+){1,3}")
# What to look for, and how a title that begins so goes on.
_TITLES = {
    "Dr": ("dr ", "dr. ", "drs ", "drs. ", "dra ", "dra. "), "Mr": ("mr ", "mr. ", "mrs ", "mrs. "),
    "Prof": ("prof ", "prof. ", "professor ", "professor. "), "Ms ": ("ms ",), "Herr ": ("herr ",), "Frau ": ("frau ",),
}  # fmt: skip
_PIECES = lazy(r"\s[|\u2013\u2014\u00b7-]\s|[|:,;()?!]")
_BUYER = frozenset(("near", "sale", "online", "price", "buy", "cheap", "best"))
_NO_NAME = frozenset(
    "university hospital clinic center centre school college foundation institute association company guide review reviews surgery surgeon dentist street "
    "road park county city award prize syndrome disease test effect law act club team band day medical health care services group".split()
)


def _heads(doc: Document) -> list[str]:
    first = next((b for b in doc.blocks[:12] if b.kind == "heading"), None) or (doc.blocks[0] if doc.blocks else None)
    heading = doc.text[first.start : min(first.end, first.start + _HEADER)] if first else ""
    return [part.strip() for head in dict.fromkeys((doc.title[:_HEADER], heading)) for part in _PIECES.split(head) if part.strip()]


def _names(doc: Document, heads: list[str]) -> Iterator[tuple[str, int]]:
    """Full names with a title anywhere, bare ones in the head, with how many of ten sentences must hold them."""
    forenames = read("forenames")
    often = [title for title, forms in _TITLES.items() if may_hold(doc, *forms) and doc.text.count(title) >= _FEWEST]
    if often:
        uses = Counter(m.group().removesuffix("'s").removesuffix("\u2019s") for m in anchored(_TITLED_NAME, often, doc.text))
        yield from ((name, _TITLED) for name, count in uses.most_common(3) if count >= _FEWEST)
    for head in heads:
        for m in _BARE_NAME.finditer(head):
            words = m.group().split(" ")
            if words[0].lower() in forenames and not _NO_NAME.intersection(w.lower() for w in words):
                yield m.group(), _UNTITLED


def _firms(doc: Document, heads: list[str]) -> Iterator[tuple[str, int]]:
    """Capitalised names in the head that hold a trade: they count only where answers repeat them."""
    for head in heads:
        for m in _FIRM_NAME.finditer(head):
            if any(trades(doc.language).get(w) == "service" for w in m.group().lower().split()):
                yield m.group(), _FIRM


def _phrases(doc: Document, heads: list[str]) -> Iterator[tuple[str, int]]:
    """Strings of three to six words of the head that hold a word of a buyer, or a trade and a place; longest first."""
    language = doc.language
    function = read("function_words", language)
    items, places = read("query_words", language), read("places", language)
    sold, money = trades(language), read("off_niche", language)
    seen = 0
    for head in heads:
        words = head.lower().split()[:14]
        asked = sum([items.get(w) in _BUYER for w in words])
        if (
            asked < 2
            and not any(sold.get(w) == "service" or w in money for w in words)
            and money.keys().isdisjoint(map(" ".join, pairwise(words)))
        ):
            continue
        for size in (6, 5, 4, 3):
            for i in range(len(words) - size + 1):
                part = words[i : i + size]
                if part[0] in function or part[-1] in function or sum(w not in function and len(w) > 2 for w in part) < 3:
                    continue
                pairs = {" ".join(part[k : k + 2]) for k in range(size - 1)}
                money_word = any(w in money for w in (*part, *pairs))
                bought = any(items.get(w) in _BUYER for w in part) + money_word
                served = any(sold.get(w) == "service" for w in part)
                local = any(w in places for w in part)
                if seen < _CANDIDATES and ((bought and (served or bought > 1)) or (served and local) or money_word):
                    seen += 1
                    yield " ".join(part), _PHRASED


def _units(doc: Document) -> list[tuple[int, int]]:
    """Sentences and headings of three words or more in the main text."""
    text, blocks = doc.text, doc.blocks
    kinds = ("paragraph", "heading", "item", "quote")
    return [
        (s.start, s.end)
        for s in doc.sentences[:3000]
        if blocks[s.block].region in ("main", "header") and blocks[s.block].kind in kinds and text.count(" ", s.start, s.end) > 1
    ]


def _carriers(text: str, phrase: str, units: list[tuple[int, int]], starts: list[int]) -> dict[int, Span]:
    """Index of a unit -> where it holds the phrase first."""
    found: dict[int, Span] = {}
    for start, end in whole(text, phrase, 300):
        k = bisect_right(starts, start) - 1
        if k >= 0 and start < units[k][1]:
            found.setdefault(k, Span(start, end))
    return found


def _densest(indexes: list[int]) -> int:
    return max((bisect_left(indexes, a + _WINDOW) - i for i, a in enumerate(indexes)), default=0)


def _pairs(text: str, indexes: list[int], units: list[tuple[int, int]]) -> int:
    """Questions that hold the phrase and whose next sentence holds it, too."""
    return sum(b == a + 1 and text[units[a][0] : units[a][1]].rstrip().endswith("?") for a, b in pairwise(indexes))


@signal(
    title="Full name or phrase in sentence after sentence",
    family="keywords",
    policy="keyword_stuffing",
    languages=("any",),
    values={
        "name_count": Value("of ten sentences in a row that hold a person's full name, from 4, at most 10", spam=+1, low_quality=+1),
        "phrase_count": Value("of ten sentences in a row that hold a phrase of a buyer, from 5, at most 10", spam=+1, low_quality=+1),
        "answer_count": Value("questions with the full name whose answer repeats it, from 2, at most 6", spam=+1, low_quality=+1),
    },
    flags=(
        "Dr Odile Farrant - Orthodontist Leeds\n\nDr Odile Farrant is in Leeds. Where is Dr Odile Farrant? Dr Odile Farrant works in Leeds. "
        "Is Dr Odile Farrant good? Dr Odile Farrant has four stars. Book with Dr Odile Farrant today."
    ),
    passes=(
        "Dr Odile Farrant - Orthodontist Leeds\n\nDr Odile Farrant came to Leeds in 2009. She keeps bees. Her brother makes the trays. "
        "Dr Farrant sees children on Mondays. She retires in May. Ask for her at the desk. Her bees stay."
    ),
)
def name_stuffing(doc: Document) -> Reading:
    heads = _heads(doc)
    text, lower = doc.text, doc.folded.text if not doc.folded.cuts else doc.lower_text
    names = [(p, least, text) for p, least in (*_names(doc, heads), *_firms(doc, heads)) if text.count(p) >= _FEWEST]
    phrases = [(p, least, lower) for p, least in _phrases(doc, heads) if lower.count(p) >= _FEWEST] if len(lower) == len(text) else []
    if not names and not phrases:
        return SILENT
    units = _units(doc)
    starts = [start for start, _ in units]
    best = {"name_count": 0, "phrase_count": 0, "answer_count": 0}
    shown: dict[int, Span] = {}
    for kind, found in (("name_count", names), ("phrase_count", phrases)):
        for phrase, least, where in found:
            carriers = _carriers(where, phrase, units, starts)
            indexes = sorted(carriers)
            densest, pairs = _densest(indexes), _pairs(text, indexes, units) if kind == "name_count" else 0
            repeated = pairs >= _PAIRS and densest >= (_TITLED if least == _FIRM else least - 1)
            if densest < least and not repeated:
                continue
            best[kind] = max(best[kind], densest)
            best["answer_count"] = max(best["answer_count"], pairs)
            for k in indexes:
                shown.setdefault(k, carriers[k])
    if not shown:
        return SILENT
    counts = {name: min(_CAP if name != "answer_count" else 6, number) for name, number in best.items()}
    if counts["answer_count"] < _PAIRS:
        counts["answer_count"] = 0
    return Reading(
        counts, tuple(Evidence(span, "the full phrase again, sentence after sentence") for _, span in sorted(shown.items())[:20])
    )
