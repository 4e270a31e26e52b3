"""The page as every signal sees it: one text, one coordinate system, everything cut once.

All offsets are half-open code points in `Document.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, chain
from typing import NamedTuple, TypeVar, cast

from spamcheck.limits import DEFAULT_LIMITS, Limits


class Span(NamedTuple):
    """Half-open code points [start, end) in `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a signal points at.

    span is None for what is not in the visible text: then `where` says where it is
    (href, attribute, meta, title, url, hidden, jsonld) and `quote` is the raw value.
    An absence ("no risks are named") has neither span nor quote, only a note.
    """

    span: Span | None
    note: str = ""
    where: str = "text"
    quote: str | None = None


class Block(NamedTuple):
    """One paragraph, heading, list item, table cell, quotation or code block."""

    start: int
    end: int
    kind: str  # paragraph heading item cell quote code caption
    region: str  # main header nav aside footer references comments
    level: int  # heading level 1-6, else 0


class Link(NamedTuple):
    """A link; href as written. start/end cover the anchor (or the bare URL) in the text."""

    href: str
    anchor: str
    start: int
    end: int
    rel: str  # space separated, lower case
    region: str
    visible: bool
    bare: bool  # the visible text is the URL itself


class Hidden(NamedTuple):
    """Text that a browser does not show. honest: a known honest reason (screen reader text, menu, dialog)."""

    text: str
    reason: str
    honest: bool


class Image(NamedTuple):
    """An image: alternative text, source, position in the text."""

    alt: str
    src: str
    at: int


class Sentence(NamedTuple):
    """One sentence and the index of its block."""

    start: int
    end: int
    block: int


class Hit(NamedTuple):
    """One lexicon item found in the text."""

    start: int
    end: int
    item: str
    section: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of an HTML page says. Dates are the raw strings."""

    description: str = ""
    keywords: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""
    canonical: str = ""
    refresh: str = ""
    robots: str = ""
    language: str = ""
    site_name: str = ""
    jsonld_types: tuple[str, ...] = ()
    jsonld_authors: tuple[str, ...] = ()
    jsonld_text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the text as parallel lists: folded lower-case form and code-point offsets. URLs are no words."""

    lower: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.lower)

    def between(self, start: int, end: int) -> range:
        """Indexes of the words that begin in [start, end)."""
        return range(bisect_right(self.start, start - 1), bisect_right(self.start, end - 1))


@dataclass(frozen=True, slots=True)
class Folded:
    """The matching view: lower case, look-alikes and invisible characters folded, with a map back.

    cuts (n,) positions in `text` from which on `shifts[i]` is added to get the offset in the original.
    """

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    invisible: tuple[Span, ...] = ()  # zero-width and other default-ignorable characters inside words
    lookalikes: tuple[Span, ...] = ()  # words that mix scripts

    def original(self, at: int) -> int:
        """Offset in the original text of offset `at` in the folded text."""
        if not self.cuts:
            return at
        i = bisect_right(self.cuts, at) - 1
        # Inside a character that was folded to several, the map stays at the end of the original character.
        here = at + self.shifts[i] if i >= 0 else at
        return min(here, self.cuts[i + 1] + self.shifts[i + 1]) if i + 1 < len(self.cuts) else here

    def originals(self, offsets: list[int]) -> list[int]:
        """`original` of many ascending offsets: one step for each stretch between two cuts."""
        found: list[int] = []
        first = shift = 0
        for cut, following in zip(self.cuts, self.shifts, strict=True):
            end = bisect_left(offsets, cut, first)
            if end > first:
                last = cut + following
                found += [min(at + shift, last) for at in offsets[first:end]]
            first, shift = end, following
        return found + [at + shift for at in offsets[first:]] if first < len(offsets) else found


# `Hit._make` and `Sentence._make` without their tests of the length, which are half of what they cost.
_hit = cast("Callable[[tuple[int, int, str, str]], Hit]", partial(tuple.__new__, Hit))
_sentence = cast("Callable[[tuple[int, int, int]], Sentence]", partial(tuple.__new__, Sentence))

T = TypeVar("T")
Scan = Callable[[str, str | None], Mapping[str, list[tuple[int, int, str, str]]]]
_WORD = re.compile(r"([^\W_]++(?:['’\-][^\W_]++)*+)")
_ASCII_WORD = re.compile(r"([a-z0-9]++(?:['\-][a-z0-9]++)*+)")  # the same where all letters are lower-case ASCII, a third faster
_ASCII = bytes(range(128))
_PAGE = 1024  # characters of the source that are counted at once
# A sentence ends at . ! ? … (with closing quotes or brackets) before a space and a character that can open one.
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[¿¡]{0,2}[A-Z0-9À-ÖØ-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|no|nr|fig|approx|inc|ltd|co|jr|sr|ca|bzw|sog|ggf|pág|núm|etc|al"
    r"|e\.g|i\.e|z\.b|u\.a|d\.h|p\.ej|m)|\b[a-z])\.\W{0,3}$",
    re.IGNORECASE,
)


def not_ascii(text: str) -> set[str]:
    """The different characters of a text that are not ASCII; in its bytes they are found in a tenth of the time."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "’"


@dataclass(frozen=True)
class Document:
    """One page, parsed once and never changed. Built by `spamcheck.parse.parse`."""

    text: str
    kind: str = "text"  # html text markdown
    url: str | None = None
    title: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    images: tuple[Image, ...] = ()
    labels: tuple[str, ...] = ()  # title and aria-label attributes of 15 characters or more
    meta: Meta = field(default_factory=Meta)
    folded: Folded = field(default_factory=lambda: Folded(""))
    language: str | None = None  # ISO 639-1 code where it is known with confidence
    page: str = "article"  # article listing other unreadable
    page_reason: str = ""
    limits_hit: tuple[str, ...] = ()
    limits: Limits = DEFAULT_LIMITS
    source: str = ""  # the decoded input: line numbers are looked up in it
    scan: Scan | None = None

    @cached_property
    def _derived(self) -> dict[Callable[[Document], object], object]:
        return {}

    def derive(self, make: Callable[[Document], T]) -> T:
        """What `make` says of this page, asked once: how signals share work that only some of them need."""
        found = self._derived
        if make not in found:
            found[make] = make(self)
        return cast("T", found[make])

    def preset(self, make: Callable[[Document], T], answer: T) -> None:
        """Let `derive(make)` answer this; training asks models of parts of its data so."""
        self._derived[make] = answer

    @property
    def has_markup(self) -> bool:
        """Whether the page came as HTML, so that signals on markup apply."""
        return self.kind == "html"

    @cached_property
    def words(self) -> Words:
        """All words of the visible text, in order; URLs left out."""
        low = self.folded.text
        plain = low.isascii() or not any(map(_is_letter, not_ascii(low)))
        pieces = (_ASCII_WORD if plain else _WORD).split(low)  # a gap and a word in turn: their lengths add up to the offsets
        offsets = list(accumulate(map(len, pieces)))
        lower, starts, ends = pieces[1::2], offsets[0:-1:2], offsets[1::2]
        if self.folded.cuts:
            back = self.folded.originals
            starts, ends = back(starts), [last + 1 for last in back([end - 1 for end in ends])]
        urls = sorted((link.start, link.end) for link in self.links if link.bare and link.visible)
        if urls:
            kept = _outside(starts, urls)
            lower = list(chain.from_iterable([lower[part] for part in kept]))
            starts, ends = (list(chain.from_iterable([offsets[part] for part in kept])) for offsets in (starts, ends))
        return Words(lower, starts, ends)

    @cached_property
    def lower_text(self) -> str:
        """`text.lower()`, whose offsets may differ; `lowered` keeps them."""
        return self.text.lower()

    @cached_property
    def lowered(self) -> str:
        """Lower-case text with the offsets of the document, also where invisible characters were folded away."""
        if not self.folded.cuts:
            return self.folded.text
        low = self.lower_text
        return low if len(low) == len(self.text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter({word: len(places) for word, places in self.postings.items()})

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """Inverted index: word -> the indexes of `words` where it stands, ascending."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for k, word in enumerate(self.words.lower):
            found[word].append(k)
        found.default_factory = None
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the text: as a set it meets small word lists at their size, not at its own."""
        return frozenset(self.postings)

    @cached_property
    def numerals(self) -> tuple[str, ...]:
        """The different words that begin with a digit."""
        if self.folded.text.isascii():
            return tuple([word for word in self.vocabulary if word < ":"])
        return tuple([word for word in self.vocabulary if word[0].isdigit()])

    def places(self, vocabulary: frozenset[str]) -> list[int]:
        """Indexes of the words that a vocabulary holds, ascending: one look at each different word of the page."""
        postings = self.postings
        found = [k for word in vocabulary & self.vocabulary for k in postings[word]]
        found.sort()
        return found

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings in page order."""
        return tuple([block for block in self.blocks if block.kind == "heading"])

    @cached_property
    def block_words(self) -> tuple[range, ...]:
        """Indexes of the words of each block; these are in order, so that each search begins where the last one ended."""
        starts, found, at = self.words.start, list[range](), 0
        for block in self.blocks:
            first = bisect_left(starts, block.start, at)
            at = bisect_left(starts, block.end, first)
            found.append(range(first, at))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences, each inside one block; a heading or list item is one or more of its own."""
        found: list[Sentence] = []
        text = self.text
        for index, block in enumerate(self.blocks):
            start = block.start
            for m in _SENTENCE_END.finditer(text, block.start, block.end):
                at, end = m.span()
                # No abbreviation has more than six letters; two of five sentences end in a longer word.
                long_word = at - start > 6 and text[at - 7 : at].isalpha()
                if not long_word and _ABBREVIATION.search(text, max(start, at - 12), end):
                    continue
                found.append(_sentence((start, end, index)))
                start = end
            if start < block.end:
                found.append(_sentence((start, block.end, index)))
        return tuple(found)

    @cached_property
    def sentence_words(self) -> tuple[tuple[int, int], ...]:
        """First word and the word after the last of each sentence."""
        starts, found = self.words.start, list[tuple[int, int]]()
        first, last, before = 0, 0, -1
        for _, end, index in self.sentences:
            if index != before:
                inside, stop, before = self.block_words[index], self.blocks[index].end, index
                last = inside.start
            first, last = last, inside.stop if end == stop else bisect_left(starts, end, last, inside.stop)
            found.append((first, last))
        return tuple(found)

    @cached_property
    def _mentions(self) -> dict[str, int]:
        return {}

    def mentions(self, string: str) -> int:
        """How often a string stands in the text as it is written; several signals ask that of the words of the title."""
        found = self._mentions.get(string)
        if found is None:
            found = self._mentions[string] = self.text.count(string)
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds an offset, or of the nearest one before it; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def one_a_sentence(self, hits: Iterable[Hit], most: int = 20) -> list[Hit]:
        """The first of some hits in every sentence that has one, in page order."""
        first: dict[int, Hit] = {}
        for hit in sorted(hits, key=lambda h: h.start):
            first.setdefault(self.sentence_at(hit.start).start, hit)
        return list(first.values())[:most]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset (the nearest one before it where it lies between two)."""
        return self.sentences[max(0, self.sentence_index(offset))]

    def sentence_span(self, offset: int, most: int = 300) -> Span:
        """The sentence that holds an offset, to point at: at most `most` characters, near the offset where it is longer."""
        sentence = self.sentence_at(offset)
        start = sentence.start if sentence.end - sentence.start <= most else max(sentence.start, offset - most // 3)
        return Span(start, start + max(1, len(self.text[start : min(sentence.end, start + most)].rstrip())))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.start for b in self.blocks]

    def block_index(self, offset: int) -> int:
        """Index of the block that holds an offset."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset."""
        return self.blocks[self.block_index(offset)]

    @cached_property
    def _hits(self) -> dict[str, tuple[Hit, ...]]:
        if self.scan is None:
            return {}
        found = self.scan(self.folded.text, self.language)
        if not self.folded.cuts:
            return {name: tuple(map(_hit, hits)) for name, hits in found.items()}
        back = self.folded.original
        return {name: tuple([Hit(back(s), back(e - 1) + 1, item, section) for s, e, item, section in hits]) for name, hits in found.items()}

    @cached_property
    def _chosen(self) -> dict[tuple[str, tuple[str, ...]], tuple[Hit, ...]]:
        """Hits of some sections of a list; several signals ask for the same ones, some for each sentence."""
        return {}

    @cached_property
    def _lines_before(self) -> list[int]:
        """Line breaks of the source before each of its pages of `_PAGE` characters."""
        pages = range(0, len(self.source), _PAGE)
        return list(accumulate([self.source.count("\n", at, at + _PAGE) for at in pages], initial=0))

    def line_at(self, offset: int) -> int:
        """1-based line of the source that holds an offset of it."""
        page = min(offset, len(self.source)) // _PAGE
        return self._lines_before[page] + self.source.count("\n", page * _PAGE, offset) + 1

    def hits(self, lexicon: str, *sections: str) -> tuple[Hit, ...]:
        """Items of a lexicon (optionally of some sections) in the text, in order; one automaton finds all."""
        found = self._hits.get(lexicon, ())
        if not found or not sections:
            return found
        key = (lexicon, sections)
        chosen = self._chosen.get(key)
        if chosen is None:
            chosen = self._chosen[key] = tuple([h for h in found if h.section in sections])
        return chosen

    def quote(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    @cached_property
    def outbound(self) -> tuple[Link, ...]:
        """Links with an absolute http(s) address, visible or not, in page order."""
        return tuple([k for k in self.links if k.href[:8].lower().startswith(("http://", "https://", "//"))])

    @cached_property
    def outbound_addresses(self) -> str:
        """The addresses of all outbound links in lower case, one a line: one search shows that none of them holds something."""
        return "\n".join([k.href[:600] for k in self.outbound]).lower()


def _outside(starts: list[int], urls: list[tuple[int, int]]) -> list[slice]:
    """Where the words are that begin outside all URLs; both in order."""
    kept, at = [], 0
    for start, end in urls:
        first = bisect_left(starts, start, at)
        if first > at:
            kept.append(slice(at, first))
        at = bisect_left(starts, end, first)
    return [*kept, slice(at, len(starts))]
