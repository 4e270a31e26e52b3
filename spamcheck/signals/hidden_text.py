"""Keywords in text that a browser does not show.

Why: text is hidden from readers and left to search engines when it would look absurd: lists of queries, repeated
services and towns, drug and casino names. Honest pages hide a lot (menus, dialogues, captions), but not such text.
Misses: hidden prose without any query; what style sheets outside the page hide; class names are not trusted alone.
Source: Google's spam policy on hidden text; 1,300 honest HTML pages of the training corpus for what is hidden honestly, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from spamcheck.anchors import beginnings
from spamcheck.document import Document, Evidence, Hidden
from spamcheck.domains import split_url
from spamcheck.lexicon import read, scan
from spamcheck.patterns import WORD, lazy
from spamcheck.search_strings import strength
from spamcheck.signal import SILENT, Reading, Value, signal

# Nobody needs these for a menu or a dialogue, although some themes use them for icons and screen readers.
_STRONG = frozenset({"off-screen", "zero font", "same colour", "tiny box", "transparent", "clipped", "behind the page"})
_QUERY_KINDS = frozenset({"near", "near_you", "sale", "buy", "cheap"})
_LINK_KINDS = frozenset({"gambling", "adult", "pharma", "essay"})  # menus of honest money pages name loans and coins
_SHOP_WORDS = frozenset(
    {"same day", "same-day", "open now", "open today", "free shipping", "free delivery", "order"}
)  # every shop's dialogues
_RANKED = lazy(r"(?<!\S)1 [A-Z].{8,120}? 2 [A-Z].{8,120}? 3 [A-Z].{8,120}? 4 [A-Z]")  # the headlines of a "most read" box
_LISTED = lazy(r"[,;|•·/]")
_NAME = lazy(r"[^\W\d_]{3,30}$")
_WINDOW = 300  # characters: what evidence may hold, some 45 words
_STRETCH = 24  # words
_SHORT = 18
_LEAST = 12
_PHONE = lazy(r"[\s+()\d.-]{7,24}$")
_PHONE_FIRST = lazy(r"[\s+()\d./-]{7,24}(?=[^\W\d])")
_NOT_LETTERS = lazy(r"[\W_]+")
_ADDRESSED = lazy(r"\b(?:this|your|our|these)\b", re.IGNORECASE)  # a label speaks of a thing at hand, a query does not
_BUTTON = 3  # words
_STEM = 5  # letters by which words are compared
_MIN_QUERY = 5  # words
_READ = 2000  # characters of a hidden part
_ASKED = 1.6  # of `strength`: 3 of 2,077 honest pages hide a string from 1.6 on
_ASKED_HONEST = 2.6  # in menus, dialogues and what only screen readers say, but for lower case
_PIECES = lazy(r"(?<=[,;|•·.!?:])\s+|\n|\s[|–—•·-]\s")
_CAP = 6
Mark = tuple[int, int, str, str]  # start, end, item, kind


@signal(
    title="Keywords in hidden text",
    family="hidden",
    policy="hidden_text_and_links",
    languages=("any",),
    needs="html",
    values={
        "hidden_count": Value("hidden parts that hold queries, repeated services or foreign money topics, at most 6", spam=+1),
        "strong_count": Value("of these, hidden by a trick (off-screen, zero font, same colour, tiny, transparent), at most 6", spam=+1),
        "query_count": Value("different queries and money terms in the fullest hidden part, at most 8", spam=+1),
    },
    flags="<p>Our opening hours.</p><div style='position:absolute;left:-9999px'>cheap roof repair Leeds, buy roof tiles Leeds,"
    " roof repair near me, best roof repair Leeds, emergency roof repair Leeds</div>",
    passes="<p>Our opening hours.</p><div style='position:absolute;left:-9999px'>Skip to the main content</div>",
)
def hidden_text(doc: Document) -> Reading:
    found: list[tuple[Hidden, str, int]] = []
    asked: list[tuple[Hidden, str]] = []
    for part in doc.hidden:
        if len(part.text) < _LEAST or (part.reason not in _STRONG and _RANKED.search(part.text)):
            continue
        shown = _stuffed(part, doc.language) if len(part.text) >= _SHORT else None
        if not shown and not part.honest and len(part.text) >= _SHORT:
            shown = _queries(part, doc.language, doc.derive(beginnings))
        pieces = _asked(part, doc)
        if shown:
            found.append((part, *shown))
        asked += [(part, piece) for piece in pieces if not shown or piece not in shown[0]]
        if pieces and not shown:
            found.append((part, pieces[0], len(pieces)))
    if not found:
        return SILENT
    strong = sum(part.reason in _STRONG for part, _, _ in found)
    values = {
        "hidden_count": min(_CAP, len(found)),
        "strong_count": min(_CAP, strong),
        "query_count": min(8, max(count for _, _, count in found)),
    }
    shown_parts = dict.fromkeys([(part.reason, quote) for part, quote, _ in found] + [(part.reason, quote) for part, quote in asked])
    return Reading(values, tuple(Evidence(None, f"hidden from readers: {why}", "hidden", quote) for why, quote in list(shown_parts)[:20]))


def _asked(part: Hidden, doc: Document) -> list[str]:
    """Pieces of a hidden part that are a buyer's query by themselves."""
    text = part.text[: 4 * _READ]
    pieces = [p.strip() for p in _PIECES.split(text) if 2 <= len(p.split()) <= _STRETCH]
    if len(text) <= _WINDOW and "\n" not in text:
        pieces.append(text)
    tricked = part.reason in _STRONG and not part.honest
    short = len(text) <= _WINDOW  # long parts are menus and prose
    found = []
    for piece in dict.fromkeys(pieces):
        plain = _PHONE.sub("", _PHONE_FIRST.sub("", piece))
        if len(plain) < _LEAST or plain.endswith(":") or "://" in plain or _ADDRESSED.search(plain) or _own_name(doc, plain):
            continue
        if not tricked and plain[:1].isupper() and len(plain.split()) <= _BUTTON:
            continue
        cut = _ASKED if not part.honest or plain[:1].islower() else _ASKED_HONEST
        titled = tricked and short and " in " not in plain  # "Balloon Decoration Tampa"
        if strength(plain.lower() if titled else plain, doc.language, loose=short) >= cut:
            found.append(piece[:_WINDOW])
    if len(found) == 1 and not short and found[0].endswith(","):
        return []  # a clause out of a long text; a list of queries has more of them
    return found[:20]


def _own_name(doc: Document, piece: str) -> bool:
    """The name of the site itself, which themes hide beside a logo."""
    name = _NOT_LETTERS.sub("", piece.lower())
    host = _NOT_LETTERS.sub("", split_url(doc.url or doc.meta.canonical)[0])
    return bool(name) and (name in host or name == _NOT_LETTERS.sub("", doc.meta.site_name.lower()))


def _stuffed(part: Hidden, language: str | None) -> tuple[str, int] | None:
    """The fullest window of a hidden part and its number of different terms, where it is keyword stuffing."""
    text = part.text.lower()
    if len(text) != len(part.text):  # a letter that grows in lower case: keep offsets
        text = part.text
    marks = _marks(text, language)
    tricked = part.reason in _STRONG
    best: tuple[int, int, int] | None = None
    first = 0
    for last, mark in enumerate(marks):
        while mark[1] - marks[first][0] > _WINDOW:
            first += 1
        window = marks[first : last + 1]
        terms = len({item for _, _, item, _ in window})
        if (best is None or terms > best[2]) and _is_stuffing(text, window, language, tricked, part.honest):
            best = (marks[first][0], mark[1], terms)
    if best is None and not part.honest:
        best = _variations(text) if marks or tricked else None
        # Shape alone decides only in languages without lists: menus vary one name too.
        if best is not None and read("commercial_words", language) and not any(best[0] <= m[0] < best[1] for m in marks):
            best = None
        if best is None and (tricked or not _titled(part.text)):
            best = _run(text, language, 3 if tricked else 4)
        return best and (part.text[best[0] : best[1]][:_WINDOW].strip(), best[2])
    if best is None:
        return None
    start = text.rfind(" ", 0, max(0, best[0] - 12)) + 1
    end = text.find(" ", best[1] + 12)
    return part.text[start : end if end > 0 else None][:_WINDOW].strip(), best[2]


def _marks(text: str, language: str | None) -> list[Mark]:
    hits = scan(text, language)
    marks: list[Mark] = [(s, e, i, k) for s, e, i, k in hits.get("off_niche", ()) if k in _LINK_KINDS]
    marks += [(s, e, i, "drug" if k == "drug" else "sale") for s, e, i, k in hits.get("drug_trade", ())]
    marks += [(s, e, i, k) for s, e, i, k in hits.get("query_words", ()) if k in _QUERY_KINDS and i not in _SHOP_WORDS]
    return sorted(marks)


def _is_stuffing(text: str, window: list[Mark], language: str | None, tricked: bool, honest: bool) -> bool:
    kinds = Counter(kind for _, _, _, kind in dict.fromkeys((0, 0, item, kind) for _, _, item, kind in window))
    if sum(kinds[k] for k in _LINK_KINDS) >= (2 if tricked else 3):
        return True
    bought = sum(kinds[k] for k in _QUERY_KINDS)
    if kinds["drug"] >= 2 and bought:
        return True
    if honest:
        return False
    repeats, service = _repeats(text[max(0, window[0][0] - 60) : window[-1][1] + 60], language)
    places = sum(kind in ("near", "near_you") for _, _, _, kind in window)
    if service and (bought >= 1 or places) and repeats >= (2 if tricked else 3):
        return True
    return bought >= 2 and repeats >= (3 if len(window) < 3 else 2 if tricked else 3)


def _repeats(text: str, language: str | None) -> tuple[int, bool]:
    """How often the commonest pair of different content words stands there, and whether it names a service or place."""
    function, sold = read("function_words", language), read("commercial_words", language)
    places = read("places", language)
    words = [w for w in WORD.findall(text) if w not in function]
    pairs = Counter((a, b) for a, b in pairwise(words) if a != b and len(a) > 2 and len(b) > 2)
    if not pairs:
        return 0, False
    top, count = pairs.most_common(1)[0]
    return count, any(sold.get(w) == "service" or w in places for pair, n in pairs.items() if n == count for w in pair) or top[0] in sold


def _titled(text: str) -> bool:
    """Menus and headlines: every third word with a capital."""
    words: list[str] = WORD.findall(text[:_READ])
    return sum(w[0].isupper() for w in words) * 3 > len(words)


def _queries(part: Hidden, language: str | None, told: Mapping[str, int]) -> tuple[str, int] | None:
    """Typed words without small words which the visible page does not say, with sales or money words among them."""
    text = part.text[:_READ]
    spans = list(WORD.finditer(text))
    function = read("function_words", language)
    if len(spans) < _MIN_QUERY or sum(m.group().lower() in function for m in spans) * 5 >= len(spans):
        return None
    if _titled(text):
        return None
    content = [w for m in spans if len(w := m.group().lower()) > 2 and w not in function]
    if sum(w[:_STEM] not in told for w in content) * 2 <= len(content):
        return None
    low = text.lower()
    hits = scan(low, language) if len(low) == len(text) else {}
    terms = {i for _, _, i, k in hits.get("query_words", ()) if k in _QUERY_KINDS or k in ("best", "price", "online")}
    terms |= {i for _, _, i, _ in hits.get("off_niche", ())}
    if len(terms) < 2 or len(terms) * 15 < min(len(spans), _STRETCH * 2):
        return None
    return text[:_WINDOW].strip(), len(terms)


def _run(text: str, language: str | None, enough: int) -> tuple[int, int, int] | None:
    """A stretch of words without small words in which a service and its words or town come again and again."""
    function, sold, places = read("function_words", language), read("commercial_words", language), read("places", language)
    if not sold:
        return None
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text[:50_000])]
    for i in range(0, max(1, len(words) - _STRETCH + 4), 4):
        stretch = [w for _, _, w in words[i : i + _STRETCH]]
        if len(stretch) < 6 or sum(w in function for w in stretch) > len(stretch) // 6:
            continue
        pairs = Counter((a, b) for a, b in pairwise(stretch) if a != b and a.isalpha() and b.isalpha())
        services = [w for w in stretch if sold.get(w) == "service"]
        towns = Counter(w for w in stretch if w in places)
        most = max(pairs.values(), default=0)
        local = len(services) >= 3 and max(towns.values(), default=0) >= 2
        again = most >= enough and any(sold.get(w) in ("service", "buy") or w in places for p, n in pairs.items() if n == most for w in p)
        if local or again:
            return words[i][0], words[min(i + _STRETCH, len(words)) - 1][1], min(8, len(pairs))
    return None


def _variations(text: str) -> tuple[int, int, int] | None:
    """A list of five or more short entries of which most share two words: variations of one query, in any language."""
    entries = [(m.start(), m.end()) for m in re.finditer(r"[^,;|•·]{3,80}", text[:20_000])]
    if len(entries) < 5 or not _LISTED.search(text):
        return None
    for i in range(0, len(entries) - 4, 2):
        group = entries[i : i + 6]
        if group[-1][1] - group[0][0] > _WINDOW:
            continue
        bags = [set(_long_words(text[s:e])) for s, e in group]
        if not all(2 <= len(WORD.findall(text[s:e])) <= 8 for s, e in group) or len(set(map(frozenset, bags))) < 4:
            continue
        shared = Counter(w for bag in bags for w in bag)
        if sum(count >= len(group) - 1 for count in shared.values()) >= 2:
            return group[0][0], group[-1][1], len(group)
    return None


def _long_words(text: str) -> Iterable[str]:
    return (w for w in WORD.findall(text) if _NAME.match(w))
