"""What a sentence is there for: a plug, an offer, a cure promise, filler ... by the wording of the whole sentence.

A small network over words, pairs of neighbouring words and a few marks of form, one output per role. Its weights are data
(`spamcheck/roles`), learned by `spamcheck.training.sentences` from own-written sentences of several hands, each beside honest
ones of the same vocabulary, and from sentences of honest pages. Names are never features: a word counts only if five or
more sources use it, everything else reads as "a name" or as nothing.
Signals use it as they use a list: a hit is a place to point at, what it weighs is learned elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from spamcheck.context import about_searching, disclosed, excused, priced, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import target
from spamcheck.glosses import in_english
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.role_features import Unit, units
from spamcheck.role_network import Roles, load
from spamcheck.signal import SILENT, Reading, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGES = ("en", "es", "fr", "de")
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
# What follows a quotation that is told of, not shown: a paper that quotes a mother, not a shop that shows its customers.
_TOLD = lazy(
    r"[”“»\"],?\s(?:(?:[\w.'’-]+\s){0,3})(?:said|says|wrote|writes|told|tells|recalls|recalled|adds|added|explains|explained|dice|dijo|cuenta|contó|recuerda|explica"
    r"|dit|raconte|raconté|explique|confie|écrit|sagt|sagte|erzählt|erzählte|berichtet|schreibt|schrieb|erinnert)\b"
)
_QUOTATION = lazy(r"[“„«][^“”«»]{15,600}[”“»]|\"[^\"]{15,600}\"")
GRADES = frozenset(("filler", "vague", "hype"))  # style: common on honest pages too, so counted more freely
_SELLING = frozenset(("plug", "coupon", "pitch", "contact", "sale", "testimonial", "story"))  # an advertisement that says so is none
_TRADE = frozenset(("contact", "sale", "coupon"))  # what a seller's own page says of itself
_CHATTER = frozenset(("comment", "testimonial", "story"))  # what honest readers leave under a page too
_SOURCED = frozenset(("shop_claim",))  # what is at fault is whom it reports
_SPEAKERS = frozenset(("testimonial", "story"))  # a review is a quotation by its nature
_ENGLISH = 3  # small words, at least
_AFTER = 80  # characters after a quotation in which somebody says whose words they are
_CAP = 6
_MOST, _MOST_BITS = 20, 16.0
_NETWORK = 1.5  # what the network's log-odds count beside the encoder's (own pages, sources left out: 1.4 finds 2 % more than 1, 2 half a percent less)
# Sentences of a page that are read again, the most suspect first: a few, and more where one of them is what it seemed to be.
_FIRST_READ, _MOST_READ = 4, 8
NOTHING = -99.0  # log-odds of what is no question
_FEWEST_WORDS = 150  # shorter texts are counted as if they had this many


class Spot(NamedTuple):
    """A sentence in a role: its span, how far it lies over the role's cut and over the stricter one (natural log-odds).

    margin: below 0 where it counts only as one of several alike. clear: above 0 where it is sure.
    """

    span: Span
    margin: float
    clear: float
    alike: bool


def spots(doc: Document) -> dict[str, list[Spot]]:
    """Role -> the sentences in that role, in page order. What is reported, debunked or told of has none; of quotations only praise and stories."""
    return spots_by(doc)


def spots_by(doc: Document, place: str | None = None) -> dict[str, list[Spot]]:
    """The same by the models in a folder `place`. English sentences on a page in another language are read as English, too."""
    language, cut = doc.language or "en", units(doc)
    english = {unit for unit in cut if _is_english(doc, unit, language)} if language != "en" else set[Unit]()
    found = find(doc, load(language, place), [unit for unit in cut if unit not in english])
    for role, more in find(doc, load("en", place), sorted(english)).items() if english else ():
        found[role] = sorted([*found.get(role, []), *more])
    return found


def _is_english(doc: Document, unit: Unit, language: str) -> bool:
    """Whether the small words of a sentence are English ones rather than those of the page."""
    words = doc.words.lower[unit.first : unit.last]
    here, there = (sum(map(read("function_words", which).__contains__, words)) for which in ("en", language))
    return here >= _ENGLISH and here > 2 * there


def find(doc: Document, model: Roles, cut: Sequence[Unit]) -> dict[str, list[Spot]]:
    """The same among some sentences, with a given model. Beside a sentence over the cut, more of the same role need a little less."""
    import numpy as np

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
            clear = float(closer[at, role] - model.cuts[1][role])
            found.setdefault(name, []).append(Spot(span, float(over[at, role]), clear, bool(alike[at, role])))
    return {name: kept for name, spots in found.items() if (kept := _company(spots))}


def _read_again(doc: Document, cut: Sequence[Unit], model: Roles, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    if not model.second:
        return scores
    suspect, encoder = model.second

    def tell(rows: Sequence[int]) -> NDArray[np.float32]:
        return encoder().scores([in_english(doc.text[cut[i].start : cut[i].end], model.language) for i in rows])

    return closely(scores, suspect, tell, model.cuts[0])


def closely(
    scores: NDArray[np.float32],
    suspect: NDArray[np.float32],
    tell: Callable[[Sequence[int]], NDArray[np.float32]],
    cut: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Scores after a second reading: its log-odds and _NETWORK times the first ones of what is suspected; what is not is NOTHING.

    scores (n, r): the network's. suspect (r,): from which on a sentence is read again; roles of which none is are left as they are.
    tell: numbers of m sentences -> (m, k) log-odds in the k others. cut (r,): from which on a sentence counts: then only the most
    suspect are read, and more of them only where one of the first does. Without it all are read.
    """
    import numpy as np

    columns = np.flatnonzero(np.isfinite(suspect))
    over = scores[:, columns] - suspect[columns]
    rows = np.flatnonzero((over > 0).any(axis=1))
    found = scores.copy()
    found[:, columns] = NOTHING
    if cut is not None:
        rows = rows[np.argsort(-over[rows].max(axis=1), kind="stable")]
    for part in [rows] if cut is None else [rows[:_FIRST_READ], rows[_FIRST_READ:_MOST_READ]]:
        if len(part):
            at = np.ix_(part, columns)
            found[at] = np.where(over[part] > 0, _NETWORK * scores[at] + tell(part.tolist()), NOTHING)
            if cut is not None and not (found[at] > cut[columns]).any():
                break
    return found


def _company(spots: list[Spot]) -> list[Spot]:
    """Sentences that are only alike count in company: what was excused does not make up their number."""
    if sum(s.alike for s in spots) >= ALIKE:
        return spots
    return [s._replace(alike=False) for s in spots if s.margin > 0]


def excuses_of(doc: Document, unit: Unit) -> frozenset[str]:
    """What may excuse a sentence: it is reported, quoted (and told of), disclosed as advertising, a reader's comment, a shop's greeting, stands
    beside prices, on a page about searching, or holds an address of the page's own site.
    """
    found = set()
    if excused(doc, unit.start, unit.end):
        found.add("reported")
        if excused(doc, unit.start, unit.end, "debunk"):
            found.add("debunked")
    inside = sum(m.end() - m.start() for m in _QUOTATION.finditer(doc.text, unit.start, unit.end))
    if quoted(doc, unit.start + 1) or 2 * inside > unit.end - unit.start or doc.block_at(unit.start).kind == "quote":
        found.add("quoted")
        if _TOLD.search(doc.text, unit.start, min(doc.block_at(unit.start).end, unit.end + _AFTER)):
            found.add("told")
    if disclosed(doc, unit.start):
        found.add("disclosed")
    if doc.block_at(unit.start).region == "comments":
        found.add("comment")
    if priced(doc, unit.start, unit.end):
        found.add("priced")
    text = doc.text[unit.start : unit.end]
    if doc.derive(about_searching):
        found.add("searching")
    if _own_address(doc, text):
        found.add("house")
    if _may_greet(text) and _HOUSE.search(text) and not _CODE.search(text):
        found.add("greeting")
    return frozenset(found)


def _own_address(doc: Document, text: str) -> bool:
    """Whether a text holds an address of the site that the page itself was read from; free pages and mail providers are nobody's house."""
    place = target(doc.url or "")
    if place.kind != "other" or place.registrable not in text.lower():
        return False
    return re.search(rf"(?<![\w-]){re.escape(place.registrable)}(?![\w-]|\.\w)", text.lower()) is not None


def _may_greet(text: str) -> bool:
    """What `_HOUSE` needs; letters that are the same to it in another case are left to it."""
    return not text.isascii() or any(map(text.lower().__contains__, _HOUSE_STEMS))


def lets_off(role: str, excuses: frozenset[str]) -> bool:
    """Whether one of its excuses keeps a sentence out of a role."""
    if not excuses:
        return False
    return (
        ("debunked" if role in _SOURCED else "reported") in excuses
        or ("quoted" in excuses and (role not in _SPEAKERS or "told" in excuses))
        or ("disclosed" in excuses and role in _SELLING)
        or ("comment" in excuses and role in _CHATTER)
        or ("greeting" in excuses and role == "coupon")
        or ("priced" in excuses and role in _TRADE)
        or ("house" in excuses and role == "contact")
        or ("searching" in excuses and role == "keyword")
    )


def role_values(kind: str) -> dict[str, Value]:
    """What `role_reading` measures. kind: what the sentences are."""
    return {
        "sentence_count": Value(f"{kind}, at most 6", spam=+1, low_quality=+1),
        "sure_count": Value("of these, those over the stricter cut, at most 6", spam=+1, low_quality=+1),
        "margin_bits": Value("how far the clearest of these lies over the stricter cut, at most 16", spam=+1, low_quality=+1),
        "alike_count": Value(f"{kind} where four or more stand on the page, counted by a lower cut, at most 12", spam=+1, low_quality=+1),
    }


def role_reading(doc: Document, role: str, note: str) -> Reading:
    """How many sentences of a page have a role, how many surely, how clearly, and where."""
    found = doc.derive(spots).get(role)
    if not found:
        return SILENT
    values = {
        "sentence_count": min(_CAP, sum(s.margin > 0 for s in found)),
        "sure_count": min(_CAP, sum(s.clear > 0 for s in found)),
        "margin_bits": min(_MOST_BITS, max(0.0, *(s.clear for s in found)) / log(2)),
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
    """The sentences to point at: the clear ones first, then those that count only as one of several alike."""
    return tuple(Evidence(s.span, note) for s in sorted(found, key=lambda s: s.margin <= 0)[:_MOST])
