"""How much a short string is a search query, or several in a row: for attributes, titles, link texts and hidden lines.

A query has marks (something asked for near by, a sale, a price, a service set before a town) and lacks grammar. Marks and
pairs of service and town add up, clause by clause; words that only speech has are taken off.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from spamcheck.document import Document
from spamcheck.lexicon import read
from spamcheck.patterns import lazy

STUFFED = 2.6  # one mark, a service and a town, or two marks and a repetition: hardly anything else reaches it
LONGEST = 400  # characters looked at
_WORD = lazy(r"[^\W_]++(?:['’-][^\W_]++)*+")
_RUN = lazy(r"(\w+)")
_CLAUSE = lazy(r"\s[|–—·•/-]+\s|[|,;»:?!\n]|\.\s")
_YEAR = lazy(r"\b20[12]\d\b")
_KINDS = ("near", "near_you", "sale", "online", "price", "buy", "cheap", "best")
_WEIGHTS = {"near": 1.7, "near_you": 1.3, "sale": 1.2, "buy": 1.2, "cheap": 1.1, "price": 0.8, "best": 0.7, "online": 0.6, "asked": 0.7}
_MOST_MARKS = 3.2
# What the list of query words is too ordinary for, in strings that are no sentences.
_MORE = {
    "near": r"(?:near|around|close to|closest to|next to) me|nearby|in my (?:area|city|town)|open (?:on )?(?:now|sundays?|saturdays?|weekends?|late|24)"
    r"|24[ -]?(?:hour|hr|7)|that (?:take|accept|offer)s? (?:insurance|medic\w+|payment plans?|cards?|cash|walk[ -]ins?)",
    "sale": r"(?:next|same)[ -]day delivery|wholesale(?:rs?)?|suppliers?|second[ -]hand|refurbished|lowest price|in stock|clearance|free delivery"
    r"|deals(?: (?:of the|this) (?:day|week|month|year))?|special offers?|discounts?|walk[ -]in(?! wardrobe)|same[ -]day|with free (?:delivery|shipping)"
    r"|under (?:[a-z]{1,3} ?)?[$£€₹₦₱]? ?\d[\d,.]*|payment plans?|on finance|for sale",
    "best": r"the best",
    "asked": r"vs\.?|versus|reviews? 20\d\d|pros and cons|before and after|worth it|how to choose|^(?:does|do|can|is|are) (?!the |your |you |it |there )[\w -]{3,40}"
    r"|how much|what is the best|for (?:beginners|seniors|kids|men|women)|without surgery|with insurance|home remed(?:y|ies)|alternatives?|top \d+"
    r"|specialists?|shops?",
}
# "price of", "cost to": not the order of a query.
_TOLD = lazy(r" (?:of|to|for|per|from|is|are|was|were|and|tags?|index|caps?|controls?|hikes?|wars?)\b|\W*(?!20[12]\d\b)\d")
_CLOSES = lazy(r"(?: (?:in|near|around) (?:the )?[A-Z][\w' -]{1,30}| [A-Za-z]{2,12}| 20\d\d){0,2}\s*(?:$|[|,;»:?!–—-])")
_WEAK = frozenset(("best", "asked", "online"))
_WEAK_AT_MOST = 1.5
_LOOSE = 1.6
_LONG = 7  # words of a clause
_ENDS = ("price", "sale", "near")
_IN = frozenset(("in", "near", "around", "en", "à", "a"))
_ADJECTIVES = frozenset("emergency local best cheap affordable top licensed certified trusted mobile private 24".split())
_BETWEEN = frozenset("cost costs price prices fees rates near specialist specialists shop shops".split())
# What news names too: "Boston business", "a hospital in Leeds".
_ANY_FIRM = frozenset(
    "business school office offices program programs company companies firm firms hospital hospitals center centre facility facilities service "
    "training marketing insurance package".split()
)
_PROVIDER = lazy(r"(?:olog|iatr|thera?p)ists?$|ic(?:ian|ist)s?$")
_JOINTS = frozenset("in near for me and en de pour für a à with".split())
_TELLING = frozenset(
    "the this that these those was were will would has have had his her their our my we they he she it its by from at on who whom "
    "which when while because and or but not no as into than then there here el la los las que der die das und ist les est".split()
)


_MORE_WORDS = frozenset(
    "near around close closest nearby open 24 24hr 24hour hour hr next same wholesale wholesaler wholesalers supplier suppliers second refurbished "
    "lowest stock clearance delivery deals offers offer discount discounts under payment finance sale walk day free my".split()
)
_SPACED = str.maketrans(dict.fromkeys("-,;:|/?!.()[]\"'“”‘’–—·•»«", " "))


@lru_cache(maxsize=8)
def _phrases(language: str) -> Mapping[str, list[str]]:
    """Every word or phrase that opens or closes a query, by its first word, longest first."""
    found: dict[str, list[str]] = {}
    items = [item for item, kind in read("query_words", language).items() if kind in _KINDS]
    for item in sorted(items, key=lambda item: (-len(item), item)):
        found.setdefault(_RUN.split(item)[1], []).append(item)
    return found


def _asked(low: str, language: str) -> Iterator[tuple[int, int]]:
    """Where these stand as whole words, none inside another."""
    phrases, last = _phrases(language), 0
    for m in _RUN.finditer(low):
        at = m.start()
        for item in phrases.get(m.group(), ()) if at >= last else ():
            end = at + len(item)
            if low.startswith(item, at) and not _RUN.match(low, end):
                yield at, end
                last = end
                break


_EXTRA = {kind: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for kind, pattern in _MORE.items()}
# Each match holds one of these; a question has none.
_STEMS = {
    "near": (" me", "nearby", "in my ", "open ", "24", "that "),
    "sale": ("day", "wholesale", "supplier", "hand", "refurbished", "lowest price", "in stock", "clearance", "deliver", "deals", "special offer",
             "discount", "walk", "free ", "under ", "payment plan", "finance", "for sale"),
    "best": ("the best",),
    "asked": ("vs", "versus", "review", " and ", "worth it", "how ", "best", "for ", "with", "remed", "alternative", "top ", "specialist", "shop"),
}  # fmt: skip
_QUESTIONS = ("does ", "do ", "can ", "is ", "are ")


def _marks(text: str, low: str, language: str) -> dict[str, list[tuple[int, int]]]:
    """Kind of mark -> where it stands, overlapping ones counted once for each kind."""
    kinds, found = read("query_words", language), dict[str, list[tuple[int, int]]]()
    if language == "en":
        for kind, stems in _STEMS.items():
            if any(map(low.__contains__, stems)) or (kind == "asked" and low.startswith(_QUESTIONS)):
                for m in _EXTRA[kind].finditer(low):
                    found.setdefault(kind, []).append(m.span())
    for start, end in _asked(low, language):
        kind = kinds[low[start:end]]
        told = low[start:end] == "review" or (kind == "price" and _TOLD.match(low, end))
        if not told and not any(a < end and start < b for a, b in found.get(kind, ())):
            found.setdefault(kind, []).append((start, end))
    return found if len(found) > 1 else {kind: kept for kind, spans in found.items() if (kept := _in_place(text, kind, spans))}


def _in_place(text: str, kind: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks where a query has them: "cheap" and "buy" open it, "price" and "for sale" close it."""
    if kind in ("best", "cheap", "buy"):
        return [s for s in spans if not s[0] or _CLAUSE.search(text, max(0, s[0] - 3), s[0] + 1) or text[s[1] :].strip() == ""]
    if kind in ("price", "sale", "online"):
        return [s for s in spans if _CLOSES.match(text, s[1])]
    return spans


def _traded(words: list[str], i: int, trades: Mapping[str, str]) -> bool:
    """Whether a word belongs to the name of a service or of those who offer it."""
    return (
        (words[i] not in _ANY_FIRM and "service" in (trades.get(words[i]), trades.get(words[i].removesuffix("s"))))
        or (i > 0 and words[i] in _ANY_FIRM and words[i - 1] not in _ANY_FIRM and trades.get(words[i - 1]) == "service")
        or (i > 0 and "service" in (trades.get(two := f"{words[i - 1]} {words[i]}"), trades.get(two.removesuffix("s"))))
        or (i + 1 < len(words) and "service" in (trades.get(two := f"{words[i]} {words[i + 1]}"), trades.get(two.removesuffix("s"))))
        or _PROVIDER.search(words[i]) is not None
    )


@lru_cache(maxsize=8)
def towns(language: str) -> Mapping[str, str]:
    """Names of places, with those that only strings apart from prose are searched for."""
    return {**read("places", language), **read("towns", language)}


@lru_cache(maxsize=8)
def _last_words(language: str) -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in towns(language))


@lru_cache(maxsize=8)
def _first_words(language: str) -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in towns(language))


def _place_at(words: list[str], i: int, places: Mapping[str, str]) -> int:
    """Words of the place name that begins at word i."""
    return next((n for n in (3, 2, 1) if i + n <= len(words) and " ".join(words[i : i + n]) in places), 0)


def pairs(words: list[str], language: str, opens: frozenset[int] = frozenset((0,))) -> float:
    """How often a service stands straight before a town, or after one that opens a clause: "boiler service leeds", "vets in leeds", "leeds vets".

    opens: indexes of the words that open a clause.
    """
    trades, places = read("commercial_words", language), towns(language)
    begins = _first_words(language)
    if begins.isdisjoint(words) or _last_words(language).isdisjoint(words):
        return 0
    found, i = 0.0, 0
    while i < len(words):
        size = _place_at(words, i, places) if words[i] in begins else 0
        if not size:
            i += 1
            continue
        before = i - 1
        if i not in opens and before > 0 and words[before] in _IN:
            before -= 1
        while before > 0 and words[before] in _BETWEEN and i not in opens:
            before -= 1
        after = i + size
        while after < len(words) - 1 and words[after] in _ADJECTIVES:
            after += 1
        if i in opens:
            found += after < len(words) and after not in opens and _traded(words, after, trades) and words[after] != "clinic"
        elif _traded(words, before, trades):
            found += (0.7 if words[i - 1] in _IN else 1) + (after < len(words) and after not in opens and _traded(words, after, trades))
        i += size
    return found


def _capital_pairs(text: str, words: list[tuple[int, int]], language: str) -> int:
    """Services in lower case before a name that closes the clause: "roofers Oakby", "locksmith in Mill Quarter Oakby"."""
    trades, found = read("commercial_words", language), 0
    low = [text[a:b].lower() for a, b in words]
    for i in range(1, len(words)):
        a, b = words[i]
        name = text[a].isupper() and not text[a:b].isupper()
        before = i - 1 - (i > 1 and low[i - 1] in _IN)
        glued = all(text[words[k][1] : words[k + 1][0]] == " " for k in range(before, i))
        if name and glued and text[words[before][0]].islower() and _traded(low, before, trades):
            end = i
            while end + 1 < len(words) and text[words[end + 1][0]].isupper() and text[words[end][1] : words[end + 1][0]] == " ":
                end += 1
            rest = text[words[end][1] :].lstrip()
            found += not rest or rest[0] in ",;|?!:–-/"
    return found


@lru_cache(maxsize=8)
def _triggers(language: str) -> frozenset[str]:
    """Words of which a mark of a query has at least one."""
    found = {word for item, kind in read("query_words", language).items() if kind in _KINDS for word in item.split()}
    return (frozenset(found) | _MORE_WORDS) - {"in", "en", "à", "a", "me", "you", "your", "to", "my", "i", "can"}


def _grades(_: Document) -> dict[str, float]:
    return {}


def strength_in(doc: Document, text: str) -> float:
    """`strength` of a string of a page; signals ask for the same link texts, titles and lines."""
    grades = doc.derive(_grades)
    if text not in grades:
        grades[text] = strength(text, doc.language)
    return grades[text]


def strength(text: str, language: str | None, *, loose: bool = False) -> float:
    """0 for no query, from about STUFFED on one that nobody would put for a reader. English ones count on pages in any language.

    loose: any words in lower case before a town count, for places where no prose stands.
    """
    if language is None or len(text) < 8:
        return 0.0
    text = text[:LONGEST]
    low = text.lower()
    if len(low) != len(text):
        return 0.0
    plain = low.translate(_SPACED).split()
    mixed = text[0] == low[0] and text != low  # a town that no list knows shows by its capital
    codes = dict.fromkeys((language, "en"))
    grades = [0.0]
    for code in codes:
        marked = not _triggers(code).isdisjoint(plain)
        if marked or mixed or not _last_words(code).isdisjoint(plain):
            grades.append(_weigh(text, low, code, marked, loose))
    return max(grades)


def _weigh(text: str, low: str, language: str, marked: bool, loose: bool) -> float:
    spans = [m.span() for m in _WORD.finditer(low)]
    words = [low[a:b] for a, b in spans]
    if not 2 <= len(words) <= 60:
        return 0.0
    marks = _marks(text, low, language) if marked else {}
    gaps = [(i, spans[i - 1][1], spans[i][0]) for i in range(1, len(spans))]
    opens = frozenset([0, *(i for i, a, b in gaps if (b - a > 1 or text[a] != " ") and _CLAUSE.search(text, a, b))])
    joined = pairs(words, language, opens)
    if language == "en" and text[0].islower() and text != low:
        joined = max(joined, _capital_pairs(text, spans, language))
    if not joined and not marks:
        return _LOOSE if loose and _thing_and_town(text, words, language) else 0.0
    score = _score(text, words, marks, joined, language) - 0.3 * max(0.0, len(words) / len(opens) - _LONG) * (joined < 1.3)
    return max(0.0, score if joined or marks.keys() - _WEAK else min(_WEAK_AT_MOST, score))


def _thing_and_town(text: str, words: list[str], language: str) -> bool:
    """Two to five words without grammar, begun in lower case, of which the last are a town."""
    places, function = towns(language), read("function_words", language)
    if not text[0].islower() or not 2 < len(words) < 7 or _CLAUSE.search(text):
        return False
    size = next((n for n in (2, 1) if " ".join(words[-n:]) in places), 0)
    return size > 0 and not any(w in function for w in words[: -size - (words[-size - 1] == "in")])


def _score(text: str, words: list[str], marks: dict[str, list[tuple[int, int]]], joined: float, language: str) -> float:
    function, trades, places = read("function_words", language), read("commercial_words", language), towns(language)
    low = text.lower()
    used = {w for spans in marks.values() for a, b in spans for w in _WORD.findall(low[a:b])}
    content = [w for w in words if w not in function and w not in used and len(w) > 1]
    if not content:
        return 0.0
    telling = sum(w in _TELLING and w not in used for w in words)
    grammar = sum(w in function and w not in used and w not in _JOINTS for w in words) - telling
    score = min(_MOST_MARKS, sum(_WEIGHTS[kind] for kind in marks)) + 0.5 * min(3, sum(len(s) - 1 for s in marks.values()))
    score += min(4.0, 1.3 * joined) + 0.4 * any(trades.get(w) == "service" for w in content)
    if not joined and 2 < len(words) < 7 and any(" ".join(words[-n:]) in places and words[-n - 1] not in _TELLING for n in (1, 2)):
        score += 0.5
    again = Counter(pairwise(content))
    score += 0.6 * min(3, sum(n - 1 for n in again.values())) + 0.3 * min(3, len(content) - len(set(content)))
    score += 0.4 * (len(content) > 1 and any(a == 0 for a, _ in marks.get("buy", ())))
    score += 0.3 * text[:1].islower() + 0.2 * (text == low) + 0.4 * (joined > 0 and len(words) <= 5) + 0.3 * bool(_YEAR.search(low))
    score += 0.4 * (len(words) > 2 and any(_CLOSES.match(text, b) for kind in _ENDS for _, b in marks.get(kind, ())))
    return score - (0.9 * telling + 0.5 * grammar) * (0.4 if joined > 1 else 1.0) - 0.5 * (text.rstrip()[-1:] == ".")
