"""What a sentence is there for: a plug, an offer, a cure promise, filler ... by the wording of the whole sentence.

A small network over words, pairs of neighbouring words and a few marks of form, one output per role. Its weights are data
(`spamcheck/roles`), learned by `spamcheck.training.sentences` from own-written sentences of several hands, each beside honest
ones of the same vocabulary, and from sentences of honest pages. Names are never features: a word counts only if five or
more sources use it, everything else reads as "a name" or as nothing.
Signals use it as they use a list: a hit is a place to point at, what it weighs is learned elsewhere.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from importlib.resources import files
from math import log
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from spamcheck import encoder
from spamcheck.context import disclosed, excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray

    from spamcheck.encoder import Encoder

LANGUAGES = ("en", "es", "fr", "de")
SKIPPED_REGIONS = frozenset(("nav", "header", "footer"))
_SHORTEST, _LONGEST = 4, 80  # words of a sentence; longer ones are lists that lost their breaks
_PHONE = lazy(r"\d[\d\s().\-]{6,18}\d")
_DIGITS, _PHONE_CHARS = 7, 20  # of a telephone number, at least and at most
NAME = "^"  # a capital inside a sentence
_SIGNS = tuple('!?$%"“:;()[]{}|*@#…–—+=_<>/€£')
ALIKE = 4  # sentences of one role on a page that need less each
_COMPANY = 0.8  # log-odds that a second sentence of a role is let off
# A shop's own greeting: for signing up, for the first order; and what makes it more than that.
_HOUSE = lazy(
    r"\b(?:sign(?:ing)?[ -]?up|subscrib\w+|newsletter|mailing list|join (?:our|the)|first (?:order|purchase)|suscr\w+|bolet[i\u00ed]n|primera compra"
    r"|primer pedido|inscri\w+|abonn\w+|infolettre|premi\u00e8re commande|anmeld\w+|erste[nr]? (?:bestellung|einkauf))\b",
    re.IGNORECASE,
)
_HOUSE_STEMS = (
    "sign",
    "subscri",
    "newsletter",
    "mailing",
    "join ",
    "first ",
    "suscr",
    "bolet",
    "primer",
    "inscri",
    "abonn",
    "infolettre",
    "anmeld",
    "erste",
)
_CODE = lazy(r"\b(?=\w*[A-Z])[A-Z0-9]{4,}\b|://|\bwww\.|\w\.(?:[a-z]{2,8})\b/?|\blinks?\b|\breferr")
_QUOTATION = lazy(r"[“„«][^“”«»]{15,600}[”“»]|\"[^\"]{15,600}\"")
_SELLING = frozenset(("plug", "coupon", "pitch", "contact", "sale", "testimonial", "story"))  # an advertisement that says so is none
_CHATTER = frozenset(("comment", "testimonial", "story"))  # what honest readers leave under a page too
_SPEAKERS = frozenset(("testimonial", "story"))  # a review is a quotation by its nature
_CLOSED = frozenset('.!?…:;"”)')
_ROWS = Struct("=6i")
_PLACES = (1 << 18) - 1  # places of pairs of words in a table, less one: the last bits of a pair say which
_FIRST, _LAST = "<first>", "<last>"
_MAX_KNOWN = 100_000  # words looked up before; bounds the memory of a long run
_CAP = 6
_MOST, _MOST_BITS = 20, 8.0
_MOST_READ = 40  # sentences of a page that are read again: no reading counts more of one role than _CAP
NOTHING = -99.0  # log-odds of what is no question
_LATIN = 0x250  # code points that are looked up in a table
_ASCII = 127
_FEWEST_WORDS = 150  # shorter texts are counted as if they had this many


class Spot(NamedTuple):
    """A sentence in a role: its span, how far it lies over the role's cut (natural log-odds; below 0 where it is one of several alike)."""

    span: Span
    margin: float
    sure: bool
    alike: bool


@dataclass(frozen=True)
class Roles:
    """The fitted model of one language.

    index: word, stem, class or mark of form -> its row. pairs (p,): pairs of rows, each as one number (left * len(index) + right),
    ascending; their own rows follow those of the words. table (v, r + h): a row of whole numbers a feature: the linear part,
    one column a role, and what goes into the hidden layer; steps (r + h,): what one of them stands for. inner (h,),
    output (h, r): the hidden layer. bias (r,). cuts (3, r): log-odds from which on a sentence counts, is sure, and is one of
    several alike. second: (r,) log-odds from which on a sentence is read again, and the encoder that does it.
    """

    language: str
    names: tuple[str, ...]
    index: Mapping[str, int]
    pairs: NDArray[np.int64]
    table: NDArray[np.int8]
    steps: NDArray[np.float32]
    inner: NDArray[np.float32]
    output: NDArray[np.float32]
    bias: NDArray[np.float32]
    cuts: NDArray[np.float32]
    second: tuple[NDArray[np.float32], Callable[[], Encoder]] | None = None

    @cached_property
    def _known(self) -> _Known:
        return _Known(self)

    @cached_property
    def _sign_rows(self) -> NDArray[np.int64]:
        """Code point -> row of a sign; -1 where it is none, as it is for the last, which stands for all code points beyond."""
        import numpy as np

        rows = np.full(max(map(ord, _SIGNS)) + 2, -1)
        for sign in _SIGNS:
            rows[ord(sign)] = self.index.get(sign, -1)
        return rows

    @cached_property
    def _counted(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of numbers of words, and of capitals inside the sentence; -1 where none counts."""
        import numpy as np

        at = self.index
        sizes = [at.get(_length(size), -1) for size in range(_LONGEST + 1)]
        return np.array(sizes), np.array([at.get(f"<names>{min(3, n)}", -1) if n else -1 for n in range(_LONGEST + 1)])

    @cached_property
    def _slots(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        """Place of a pair -> its row among the pairs, or the last one; the rows of those that share theirs with a later one, and these pairs."""
        import numpy as np

        places = self.pairs & _PLACES
        numbers = np.arange(len(self.pairs), dtype=np.int32)
        slots = np.full(_PLACES + 1, len(self.pairs) - 1, dtype=np.int32)
        slots[places] = numbers
        hidden = np.flatnonzero(slots[places] != numbers)
        return slots, hidden, self.pairs[hidden]

    def features(self, doc: Document, cut: Sequence[Unit]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Those of `raw_features` that the model knows, of all units at once.

        Returns the features (m,) of one unit after the other, each once a unit, and how many each unit has (n,).
        """
        import numpy as np

        starts, ends, begins, stops = np.array([unit[:4] for unit in cut], dtype=np.int64).reshape(-1, 4).T
        sizes = stops - begins
        before = np.cumsum(sizes) - sizes
        numbers = np.arange(len(cut))
        unit = np.repeat(numbers, sizes)
        places = np.arange(len(unit)) + np.repeat(begins - before, sizes)
        first = np.zeros(len(places), dtype=bool)
        first[before] = True
        codes = np.frombuffer(doc.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        capital = _capitals(doc.text, codes, np.fromiter(doc.words.start, dtype=np.int64, count=len(doc.words))[places])
        own, stem, group, named, opening, closing = self._word_rows(doc)[places].astype(np.int64).T
        name = capital & ~first
        # Words as they are, then with a class or a name in the place of one.
        stand_in = np.stack((own, np.where(capital | (named == 0), group, -1), np.where(name, self.index.get(NAME, -1), -1)))
        pairs, at = self._pair_rows(np.where(stand_in >= 0, stand_in, own), stand_in >= 0, first)
        capitals = np.bincount(unit, weights=name, minlength=len(cut)).astype(np.int64)
        by_size, by_capitals = self._counted
        signed, signs = self._signs(codes, starts, ends)
        form = np.array(list(self._form_rows(doc, cut, _numbered(codes, starts))), dtype=np.int64).reshape(-1, 2)
        owners = np.concatenate((unit, unit, unit, unit[at], numbers, numbers, numbers, numbers, signed, form[:, 0]))
        found = np.concatenate(
            (
                own,
                stem,
                stand_in[1],
                pairs,
                opening[before],
                closing[before + sizes - 1],
                by_size[np.minimum(sizes, _LONGEST)],
                by_capitals[np.minimum(capitals, _LONGEST)],
                signs,
                form[:, 1],
            )
        )
        size = len(self.table)
        once = np.sort((owners * size + found)[found >= 0])
        once = once[np.append(True, once[1:] != once[:-1])] if len(once) else once
        return once % size, np.bincount(once // size, minlength=len(cut))

    def _word_rows(self, doc: Document) -> NDArray[np.int32]:
        """(words, 6) what `_Known` says of every word of a page."""
        import numpy as np

        return np.frombuffer(b"".join(map(self._known.__getitem__, doc.words.lower)), dtype=np.int32).reshape(-1, 6)

    def _pair_rows(
        self, token: NDArray[np.int64], known: NDArray[np.bool_], first: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the pairs of neighbours that the model knows, and the places of the second ones.

        token (k, m): k readings of m words. known (k, m): where one of two has to be. first (m,): words that have no left neighbour.
        """
        import numpy as np

        there = token >= 0
        use = np.flatnonzero(there[:, :-1] & there[:, 1:] & (known[:, :-1] | known[:, 1:]) & ~first[1:])
        wanted = (token[:, :-1] * len(self.index) + token[:, 1:]).ravel()[use]
        if not len(wanted) or not len(self.pairs):
            return use[:0], use[:0]
        slots, hidden, hidden_pairs = self._slots
        at = slots[wanted & _PLACES].astype(np.int64)
        differing = self.pairs[at] ^ wanted
        same = differing == 0
        shared = np.flatnonzero((differing & _PLACES == 0) & ~same) if len(hidden) else ()
        if len(shared):
            place = np.minimum(np.searchsorted(hidden_pairs, wanted[shared]), len(hidden) - 1)
            at[shared] = hidden[place]
            same[shared] = hidden_pairs[place] == wanted[shared]
        known_pairs = np.flatnonzero(same)
        return at[known_pairs] + len(self.index), use[known_pairs] % (len(first) - 1) + 1

    def _signs(
        self, codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Units with a sign in them, once for each time it stands there, and its row. starts, ends (n,): where the units are."""
        import numpy as np

        rows = self._sign_rows[np.minimum(codes, len(self._sign_rows) - 1)]
        at = np.flatnonzero(rows >= 0)
        unit = np.searchsorted(starts, at, side="right") - 1
        inside = (unit >= 0) & (at < ends[unit])
        return unit[inside], rows[at[inside]]

    def _form_rows(self, doc: Document, cut: Sequence[Unit], numbered: set[int]) -> Iterator[tuple[int, int]]:
        """(unit, row or -1) of the other marks that `_form` finds in the text of each unit. numbered: units with many digits."""
        text, names = doc.text, self.index
        mail, link, phone, left_open, capitals = (names.get(f, -1) for f in ("<mail>", "<link>", "<phone>", "<open>", "<capitals>"))
        if "@" in text:
            yield from [(i, mail) for i, u in enumerate(cut) if text.find("@", u.start, u.end) >= 0]
        yield from [(i, link) for i, u in enumerate(cut) if u.links]
        yield from [(i, phone) for i in numbered if _has_phone(text[cut[i].start : cut[i].end])]
        yield from [(i, left_open) for i, u in enumerate(cut) if text[u.end - 1] not in _CLOSED]
        yield from [(i, capitals) for i, u in enumerate(cut) if text[u.start : u.end].isupper()]

    def scores(self, doc: Document, cut: Sequence[Unit]) -> NDArray[np.float32]:
        """(n, r) log-odds of n units of a page in every role."""
        import numpy as np

        flat, sizes = self.features(doc, cut)
        rows = self.table.take(flat, axis=0).astype(np.int32)
        whole = np.zeros((len(cut), len(self.steps)), dtype=np.int32)
        start = 0
        for i, size in enumerate(sizes.tolist()):  # takes two thirds of the time of one `np.add.reduceat`, which sums column by column
            np.add.reduce(rows[start : start + size], axis=0, out=whole[i])
            start += size
        roots = np.sqrt(np.maximum(sizes, 1)).astype(np.float32)
        sums = (whole * self.steps / roots[:, None]).astype(np.float32)
        r = len(self.names)
        scores: NDArray[np.float32] = sums[:, :r] + np.maximum(sums[:, r:] + self.inner, 0) @ self.output + self.bias
        return scores


class _Known(dict[str, bytes]):
    """Words -> their rows as `_ROWS`, looked up when first asked for.

    The rows of the word, of its stem, of its class (-1: none); whether the class needs a capital; the rows of the word at the
    beginning and at the end of a sentence.
    """

    def __init__(self, model: Roles) -> None:
        self._model = model

    def __missing__(self, word: str) -> bytes:
        plain, stem, group = word_parts(word, self._model.language)
        row = self._model.index.get
        # No feature is the empty string.
        own, edges = [row(part, -1) for part in (plain, stem, group)], [row(tag + plain, -1) for tag in (_FIRST, _LAST)]
        found = _ROWS.pack(*own, group in _NAMED, *edges)
        if len(self) < _MAX_KNOWN:
            self[word] = found
        return found


@lru_cache(maxsize=1)
def _upper() -> NDArray[np.bool_]:
    import numpy as np

    return np.array([chr(i).isupper() for i in range(_LATIN)])


def _capitals(text: str, codes: NDArray[np.uint32], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the characters at some offsets are capitals. codes: the code points of the text."""
    import numpy as np

    here = codes[at]
    found: NDArray[np.bool_] = _upper()[np.minimum(here, _LATIN - 1)]
    for k in np.flatnonzero(here >= _LATIN):
        found[k] = text[at[k]].isupper()
    return found


def _numbered(codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> set[int]:
    """Units that can hold a telephone number: those around seven digits in a row, closer together than such numbers are long."""
    import numpy as np

    if any(chr(code).isdecimal() for code in set(codes[codes > _ASCII].tolist())):
        return set(range(len(starts)))
    digits = np.flatnonzero(codes - ord("0") < 10)
    dense = digits[np.flatnonzero(digits[_DIGITS - 1 :] - digits[: 1 - _DIGITS] < _PHONE_CHARS)]
    return set((np.searchsorted(starts, dense, side="right") - 1).tolist()) - {-1}


# Lists whose words stand for each other in a sentence: what is learned of one town holds for all.
_CLASSES = (
    ("places", "<place>"), ("commercial_words", "<trade>"), ("trade_words", "<trade>"), ("medical_words", "<medical>"),
    ("condition_groups", "<illness>"), ("off_niche", "<money>"), ("benefit_words", "<benefit>"), ("credentials", "<title>"), ("forenames", "<forename>"),
)  # fmt: skip
_NAMED = frozenset(("<place>", "<forename>"))  # these count with a capital only
_STEM = 5


@lru_cache(maxsize=4)
def _classes(language: str) -> dict[str, str]:
    """Word -> the class that stands for it."""
    found: dict[str, str] = {}
    for name, tag in _CLASSES:
        for item, section in {**read(name, language), **read(name)}.items():
            if " " not in item and not item.endswith("*") and (name != "commercial_words" or section == "service"):
                found.setdefault(item, tag)
    return found


def word_parts(word: str, language: str) -> tuple[str, str, str]:
    """What a word is to the model: itself or its kind of number, its stem ('' for short ones), its class ('' for none)."""
    plain = _plain(word)
    if word[0].isdigit():
        return plain, "", ""
    return plain, ("~" + plain[:_STEM] if len(plain) > _STEM + 1 else ""), _classes(language).get(plain, "")


def _plain(word: str) -> str:
    if word[0].isdigit():
        return "0" if len(word) < 4 else "0000"
    return word.replace("’", "'")


def raw_features(doc: Document, first: int, last: int, text: str, links: bool, language: str) -> set[str]:
    """Words, stems, classes, neighbouring pairs and marks of form of the words [first, last) of a page; `text` is what they read.

    This is what the model learns from; `Roles.features` finds the same by arrays.
    """
    words, starts, shown = doc.words.lower, doc.words.start, doc.text
    found: set[str] = set()
    names = 0
    before = before_class = before_name = ""
    for k in range(first, last):
        word, stem, group = word_parts(words[k], language)
        capital = shown[starts[k]].isupper()
        name = NAME if capital and k > first else ""
        names += bool(name)
        group = group if capital or group not in _NAMED else ""
        found.update(f for f in (word, stem, group) if f)
        if k > first:
            found.add(f"{before} {word}")
            if group or before_class:
                found.add(f"{before_class or before} {group or word}")
            if name or before_name:
                found.add(f"{before_name or before} {name or word}")
        before, before_class, before_name = word, group, name
    found.update(_form(text, words[first], words[last - 1], last - first, names, links, _SIGNS, True))
    return found


def _form(text: str, opening: str, closing: str, size: int, names: int, links: bool, signs: Sequence[str], phones: bool) -> Iterator[str]:
    """Marks of form of one sentence. signs, phones: which signs, and whether telephone numbers, can stand in it."""
    yield _FIRST + _plain(opening)
    yield _LAST + _plain(closing)
    yield _length(size)
    for sign in signs:
        if sign in text:
            yield sign
            if sign == "@":
                yield "<mail>"
    if names:
        yield f"<names>{min(3, names)}"
    if links:
        yield "<link>"
    if phones and _has_phone(text):
        yield "<phone>"
    if text[-1:] not in _CLOSED:
        yield "<open>"
    if text.isupper():
        yield "<capitals>"


def _length(size: int) -> str:
    return f"<length>{min(6, size.bit_length())}"


def _has_phone(text: str) -> bool:
    phone = _PHONE.search(text)
    return phone is not None and sum(map(str.isdigit, phone[0])) >= _DIGITS


class Unit(NamedTuple):
    """One sentence that can have a role: its place in the text, its words and whether it holds a link."""

    start: int
    end: int
    first: int
    last: int
    links: bool


def units(doc: Document) -> list[Unit]:
    """The sentences of a page that can have a role, in page order."""
    text, found = doc.text, list[Unit]()
    links = sorted(k.start for k in doc.links if k.visible)
    skipped = {i for i, block in enumerate(doc.blocks) if block.region in SKIPPED_REGIONS or block.kind == "code"}
    for (start, end, block), (first, last) in zip(doc.sentences, doc.sentence_words, strict=True):
        if _SHORTEST <= last - first <= _LONGEST and block not in skipped:
            stop = start + len(text[start:end].rstrip())
            found.append(Unit(start, stop, first, last, bool(links) and bisect_left(links, start) < bisect_left(links, end)))
    return found


@lru_cache(maxsize=8)
def load(language: str, place: str | None = None) -> Roles:
    """The model of a language: the shipped one, or the one in a folder `place`."""
    import numpy as np

    folder = Path(place) if place else files("spamcheck") / "roles"
    about = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    words = (folder / f"{language}.vocabulary.txt").read_text(encoding="utf-8").split("\n")
    pairs, table = (_array(folder / f"{language}.{name}.npy") for name in ("pairs", "weights"))
    steps, inner, output, bias, cuts = (np.array(about[name], dtype=np.float32) for name in ("steps", "inner", "output", "bias", "cuts"))
    index = {word: i for i, word in enumerate(words)}
    keys = pairs[:, 0].astype(np.int64) * len(words) + pairs[:, 1]
    second = None
    if "suspect" in about:
        suspect = np.array([np.inf if x is None else x for x in about["suspect"]], dtype=np.float32)
        second = (suspect, lru_cache(partial(encoder.read, folder, language)))
    return Roles(language, tuple(about["roles"]), index, keys, table, steps, inner, output, bias, cuts, second)


def _array(file: Traversable) -> NDArray[Any]:
    import numpy as np

    with file.open("rb") as opened:
        found: NDArray[Any] = np.load(opened, allow_pickle=False)
    return found


def spots(doc: Document) -> dict[str, list[Spot]]:
    """Role -> the sentences in that role, in page order. What is quoted, reported or debunked has none."""
    return find(doc, load(doc.language or "en"))


def find(doc: Document, model: Roles) -> dict[str, list[Spot]]:
    """The same with a given model. Beside a sentence over the cut, more of the same role need a little less."""
    import numpy as np

    cut = units(doc)
    if not cut:
        return {}
    scores = model.scores(doc, cut)
    closer = _read_again(doc, cut, model, scores)
    over = closer - model.cuts[0]
    over += np.where((over > 0).any(axis=0), _COMPANY, 0.0)
    alike = scores > model.cuts[2]
    alike &= alike.sum(axis=0) >= ALIKE
    found: dict[str, list[Spot]] = {}
    excuses: dict[int, frozenset[str]] = {}
    for i, role in zip(*np.nonzero((over > 0) | alike), strict=True):
        at = int(i)
        unit = cut[at]
        if at not in excuses:
            excuses[at] = excuses_of(doc, unit)
        name = model.names[role]
        if not lets_off(name, excuses[at]):
            span = Span(unit.start, min(unit.end, unit.start + 300))
            sure = bool(closer[at, role] > model.cuts[1][role])
            found.setdefault(name, []).append(Spot(span, float(over[at, role]), sure, bool(alike[at, role])))
    return {name: kept for name, spots in found.items() if (kept := _company(spots))}


def _read_again(doc: Document, cut: Sequence[Unit], model: Roles, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    if not model.second:
        return scores
    suspect, encoder = model.second

    def tell(rows: Sequence[int]) -> NDArray[np.float32]:
        return encoder().scores([doc.text[cut[i].start : cut[i].end] for i in rows])

    return closely(scores, suspect, tell, _MOST_READ)


def closely(
    scores: NDArray[np.float32], suspect: NDArray[np.float32], tell: Callable[[Sequence[int]], NDArray[np.float32]], most: int | None = None
) -> NDArray[np.float32]:
    """Scores after a second reading: its log-odds are added to what is suspected, and what is not is NOTHING.

    scores (n, r): the network's. suspect (r,): from which on a sentence is read again; roles of which none is are left as they are.
    tell: numbers of m sentences -> (m, k) log-odds in the k others. most: sentences that are read, the most suspect first.
    """
    import numpy as np

    columns = np.flatnonzero(np.isfinite(suspect))
    over = scores[:, columns] - suspect[columns]
    rows = np.flatnonzero((over > 0).any(axis=1))
    if most is not None and len(rows) > most:
        rows = np.sort(rows[np.argsort(-over[rows].max(axis=1), kind="stable")[:most]])
    found = scores.copy()
    found[:, columns] = NOTHING
    if len(rows):
        at = np.ix_(rows, columns)
        found[at] = np.where(over[rows] > 0, scores[at] + tell(rows.tolist()), NOTHING)
    return found


def _company(spots: list[Spot]) -> list[Spot]:
    """Sentences that are only alike count in company: what was excused does not make up their number."""
    if sum(s.alike for s in spots) >= ALIKE:
        return spots
    return [s._replace(alike=False) for s in spots if s.margin > 0]


def excuses_of(doc: Document, unit: Unit) -> frozenset[str]:
    """What may excuse a sentence: it is reported, quoted, disclosed as advertising, a reader's comment or a shop's greeting."""
    found = set()
    if excused(doc, unit.start, unit.end):
        found.add("reported")
    inside = sum(m.end() - m.start() for m in _QUOTATION.finditer(doc.text, unit.start, unit.end))
    if quoted(doc, unit.start + 1) or 2 * inside > unit.end - unit.start:
        found.add("own words" if doc.text[doc.block_at(unit.start).start] in '"“„«' else "quoted")
    if disclosed(doc, unit.start):
        found.add("disclosed")
    if doc.block_at(unit.start).region == "comments":
        found.add("comment")
    text = doc.text[unit.start : unit.end]
    if _may_greet(text) and _HOUSE.search(text) and not _CODE.search(text):
        found.add("greeting")
    return frozenset(found)


def _may_greet(text: str) -> bool:
    """What `_HOUSE` needs; letters that are the same to it in another case are left to it."""
    return not text.isascii() or any(map(text.lower().__contains__, _HOUSE_STEMS))


def lets_off(role: str, excuses: frozenset[str]) -> bool:
    """Whether one of its excuses keeps a sentence out of a role."""
    if not excuses:
        return False
    return (
        "reported" in excuses
        or "own words" in excuses
        or ("quoted" in excuses and role not in _SPEAKERS)
        or ("disclosed" in excuses and role in _SELLING)
        or ("comment" in excuses and role in _CHATTER)
        or ("greeting" in excuses and role == "coupon")
    )


def role_values(kind: str) -> dict[str, Value]:
    """What `role_reading` measures. kind: what the sentences are."""
    return {
        "sentence_count": Value(f"{kind}, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, those over the stricter cut, at most 6", spam=+1, low_quality=+1),
        "margin_bits": Value("how far the clearest of these lies over the cut, at most 8", spam=+1, low_quality=+1),
        "alike_count": Value(f"{kind} where four or more stand on the page, counted by a lower cut, at most 12", spam=+1, low_quality=+1),
    }


def role_reading(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of a page have a role, how many surely, how clearly, and where."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    values = {
        "sentence_count": min(_CAP, sum(s.margin > 0 for s in found)),
        "sure_count": min(_CAP, sum(s.sure for s in found)),
        "margin_bits": min(_MOST_BITS, max(0.0, *(s.margin for s in found)) / log(2)),
        "alike_count": min(2 * _CAP, sum(s.alike for s in found)),
    }
    return Reading(values, _shown(found, note))


def role_rate(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of 1,000 words have a role, and where: for what is a fault only where it is the rule."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    return Reading({"sentence_per_1k_words": 1000 * len(found) / max(_FEWEST_WORDS, len(doc.words))}, _shown(found, note))


def _shown(found: list[Spot], note: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(s.span, note) for s in found[:_MOST])
