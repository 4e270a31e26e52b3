"""Link texts as keywords: what an outbound link says, where it stands in its line, and whether its address says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import read
from spamcheck.links import SETTLED, own_sites
from spamcheck.patterns import lazy

_WORD = lazy(r"[^\W_]++(?:['’-][^\W_]++)*+")
_STEM = 5  # letters
_JUNK = lazy(r"[\W_]+")
_HEADLINE = lazy(r"[.:;!?,“”\"|(){}<>=/@#_–—]")  # headlines, code, addresses
_PATH_WORD = lazy(r"[a-z]{4,}")
_ENDED = lazy(r"[.!?…:]['\"”’)]{0,2}$")
_GOES_ON = lazy(r"\s{1,3}[^\W\dA-Z_][^\n]{20}")  # a line that begins with a small letter and is no entry of a menu
_CAPITAL = lazy(r" [A-Z][a-z]+ [a-z]")
# Words of links that say what a link does, not what it is about.
_GENERAL_WORDS = (
    "page pages home website site sites link links click here read more source sources article articles post posts blog info information"
    " details full text version original download file pdf view see visit watch learn find contact homepage free copy new report"
    " study paper book books news official guide list data table figure photo photos video videos image images project code section form"
    " seite webseite artikel mehr hier página pagina sitio aquí más ici plus lire voir"
)
GENERAL = frozenset(_GENERAL_WORDS.split())
_NEUTRAL = SETTLED | {"social"}
_MENUS = ("nav", "header")
_CACHED = "_anchors"
_MAX_LINKS = 400
_DENSE = 0x2E80  # from here on: Chinese, Japanese, Korean
_LABEL_LINE = 70  # characters beside an address alone in its line: a name, no sentence


class Anchor(NamedTuple):
    """One outbound link, the content words of its text (none unless it is a keyword phrase) and its place in the line."""

    link: Link
    place: Target
    content: tuple[str, ...]
    alone: bool  # the only thing in its line (a bare address: beside a name at most)
    breaks: bool  # the sentence goes on in lower case in the next line
    spliced: bool  # at the start of a sentence, before a capital that starts another; or before a stray stop
    glued: bool  # no space before it

    @property
    def typed(self) -> bool:
        """Lower case, as typed into a search box."""
        return self.link.anchor[:1].islower()

    @property
    def host(self) -> str:
        """The letters of the host without www and the last ending."""
        return squeeze(self.place.host.removeprefix("www.").rpartition(".")[0])

    @property
    def address(self) -> str:
        """The letters and digits of the whole address."""
        return squeeze(self.link.href.lower())

    @property
    def strays(self) -> bool:
        """Whether the address has words of its own and none of the link text."""
        words = [stem(w) for w in self.content if w not in GENERAL]
        return len(_PATH_WORD.findall(self.place.path.lower())) >= 2 and bool(words) and not any(w in self.address for w in words)

    @property
    def told(self) -> int:
        """How many words of the link text are in the address."""
        return sum(squeeze(w) in self.address for w in self.content)

    @property
    def branded(self) -> bool:
        """Whether the link text is the name of the site."""
        return not self.typed and squeeze(self.link.anchor.lower()) in self.host + squeeze(self.place.host.rpartition(".")[2])


def squeeze(text: str) -> str:
    """Letters and digits only."""
    return _JUNK.sub("", text)


def is_prose(text: str, start: int, end: int, size: int) -> bool:
    """Whether a stretch is as long as a sentence or two of `size` letters; scripts without spaces need a third of that."""
    return (end - start) * (3 if end > start and ord(text[start]) >= _DENSE else 1) >= size


def stem(word: str) -> str:
    """The first letters, by which words are compared: plural, case and tense do not count."""
    return squeeze(word)[:_STEM]


def anchors(doc: Document, *, footer: bool = False) -> list[Anchor]:
    """Visible outbound links outside menus (footer: but those of the footer), to places neither settled nor the page's own."""
    every: list[Anchor] | None = doc.__dict__.get(_CACHED)
    if every is None:  # kept with the document, as its cached properties are: several signals ask
        every = doc.__dict__[_CACHED] = _anchors(doc)
    return every if footer else [a for a in every if a.link.region != "footer"]


def _anchors(doc: Document) -> list[Anchor]:
    links = [k for k in doc.outbound[:_MAX_LINKS] if k.visible and k.end > k.start and k.region not in _MENUS and "sponsored" not in k.rel]
    places = [(k, place) for k in links if (place := target(k.href)).kind not in _NEUTRAL]
    if not places:
        return []
    own = own_sites(doc)
    function = read("function_words", doc.language) if doc.language else {}
    return [_anchor(doc, link, place, function) for link, place in places if place.site not in own]


def line(doc: Document, link: Link) -> tuple[int, int]:
    """The line of its block that a link stands in."""
    block = doc.block_at(link.start)
    start = doc.text.rfind("\n", block.start, link.start) + 1
    end = doc.text.find("\n", link.end, block.end)
    return max(start, block.start), end if end >= 0 else block.end


def _anchor(doc: Document, link: Link, place: Target, function: Mapping[str, str]) -> Anchor:
    start, end = line(doc, link)
    before, after = doc.text[start : link.start], doc.text[link.end : end]
    rest = before.strip() + after.strip()
    alone = not rest or (link.bare and len(rest) <= _LABEL_LINE and not before.strip() and not _ENDED.search(rest))
    opens = not before.strip() or bool(_ENDED.search(before[-3:].rstrip()))
    return Anchor(
        link,
        place,
        _content(link, function),
        alone,
        breaks=not after.strip() and bool(_GOES_ON.match(doc.text, end)),
        spliced=(opens and bool(_CAPITAL.match(after))) or after[:3] in (" . ", " , "),
        glued=before[-1:].isalnum(),
    )


def _content(link: Link, function: Mapping[str, str]) -> tuple[str, ...]:
    """Content words of a keyword phrase: two to twelve words, hardly a small word, nothing that a headline or sentence has."""
    if link.bare or not 5 <= len(link.anchor) <= 110 or _HEADLINE.search(link.anchor):
        return ()
    words = [m.group().lower() for m in _WORD.finditer(link.anchor)]
    content = tuple(w for w in words if w not in function and (len(w) > 2 or (len(w) == 2 and not w.isascii())))
    if not 2 <= len(words) <= 12 or len(content) < 2 or 3 * (len(words) - len(content)) > len(words) or words[0] in function:
        return ()
    general = sum(w in GENERAL for w in content)
    return () if content[-1] in GENERAL or general * 2 > len(content) else content


def stems(words: Sequence[str], language: str | None) -> set[str]:
    """What a keyword is about: its words by their beginnings, without sales words and places."""
    queries, places = read("query_words", language), read("places", language)
    return {stem(w) for w in words if len(w) >= 4 and w not in queries and w not in places and w not in GENERAL}


def beginnings(doc: Document) -> Counter[str]:
    """How often words begin so: with the letters by which they are compared."""
    found: Counter[str] = Counter()
    for word, places in doc.postings.items():
        found[word[:_STEM]] += len(places)
    return found


def told(doc: Document, stems: Set[str], start: int, end: int) -> set[str]:
    """Those stems with which a word outside a stretch of the text begins."""
    inside = doc.words.between(max(0, start), end)
    here = Counter([w[:_STEM] for w in doc.words.lower[inside.start : inside.stop]])
    everywhere = doc.derive(beginnings)
    return {s for s in stems if everywhere[s] > here[s]}
