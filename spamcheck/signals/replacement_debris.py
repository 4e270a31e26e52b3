"""Scars of find-and-replace over a whole text: "un.fortable", " .plete", {a40b...} for a percent sign, entities cut in two.

Why: scrapers strip "com", brands and signs from stolen text with one blind replacement, inside words too.
How: pieces of words that begin with "com", "net", "org" or "info" behind a full stop; long hexadecimal numbers in braces;
stars inside long words; a word of the text
stuck inside three other words in places where its letters clash; entities whose ampersand was escaped or lost.
Misses: replacements by real words. Addresses, file names, code and a space forgotten after a full stop stay out.
Source: survey rows S1; no hit on the honest training pages, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

# What follows "com" in everyday words; no file ending or host begins so.
_COM = (
    r"\.(?:fort(?:able|ably|s)?|plete(?:d|ly|s)?|pletion|plexity|plicat(?:ed|ion|ions)|pliance|pan(?:y|ies|ion)|par(?:ed|ison|able)"
    r"|patib(?:le|ility)|pet(?:e|ing|ition|itive|itor|itors|ent)|plain(?:t|ts|ed)?|plement(?:s|ary)?|ponent(?:s)?|position|pound(?:s)?"
    r"|prehensive|press(?:ed|ion)|promise(?:d)?|puter(?:s)?|munit(?:y|ies)|municat(?:e|ion)|mon(?:ly)?|mitment|mitted|mittee|mercial"
    r"|mended|mendation(?:s)?|modat(?:e|ion|ions)|ing|es|rmation|anic|anization(?:s)?)"
)
_DOTTED = lazy(rf"{_COM}\b(?!\.\w|[/@(])")  # begins with a literal full stop: fast
_HEAD = lazy(r"(?<![\w./@:-])(?:un|in|dis|ac|re|tele|over|out|be|wel|mis|non)?$")
_SHORT = frozenset((".ing", ".es", ".mon", ".in", "be.es", ".par", ".press", ".pound"))  # too like a file or a domain ending
_HEX = lazy(r"\{[0-9a-f]{16,64}\}")
_STARRED = lazy(r"(?<![\w*/.-])[a-z]{2,12}\*{1,3}[a-z]{3,12}(?![\w*(]|\.\w)")
_TICKS = lazy(r"`+")
_LONGEST_HALF = 12  # letters
_ENTITY = lazy(r"\b(?:amp;){1,3}(?:amp;|#\d{2,5};|nbsp;|quot;)|(?<=[a-z ])#(?:8211|8212|8216|8217|8220|8221|8230|039|038);")
_LOST = lazy(r"\b[a-z]{2,12}(?:8217|8216|8220|8221|8211|8230|rsquo|lsquo)(?:s|t|re|ve|ll|d)?\b")
_ENTITY_MARKS = ("amp;", "#8", "#03")
_LOST_MARKS = ("8217", "8216", "8220", "8221", "8211", "8230", "squo")
_INFINITY = lazy(r"[a-z] ?\u221e ?(?=[a-z])")

_NAMED = 5  # mentions of a name that took the place of a word
_VERBS = frozenset(
    ("Google", "Skype", "Uber", "Photoshop", "Zoom", "Facebook", "Tweet", "Hoover", "Xerox", "Venmo", "Will", "Mark", "Grant", "Chase")
)
_TITLE_NAME = lazy(r"\b[A-Z][a-z]{3,15}\b")
_MASS = frozenset(
    ("no", "any", "much", "enough", "less", "raw", "wet", "hot", "dry", "pure", "dietary", "fresh", "dried", "ground", "liquid", "little")
)
_AUXILIARIES = frozenset(("to", "you", "can", "will", "must", "should", "then", "never", "always", "don't"))
_OBJECTS = frozenset(("your", "the", "it", "them", "a", "an", "my", "his", "her", "their", "this"))
_SMALL = frozenset("the a an of in to and for with from by on at or is as its his her their your our my that this than about".split())
_SUFFIXES = ("ing", "ed", "ment", "ness", "ously", "able")
_INSIDE = 3  # different words with the same foreign piece
_PIECE = range(5, 13)
_CLUSTER = lazy(r"[bcdfghjklmnpqrstvwxz]{4,7}")


def _plain(doc: Document, start: int) -> bool:
    return doc.block_at(start).kind != "code" if doc.blocks else True


def _dotted(doc: Document) -> list[tuple[int, int, str]]:
    text, found = doc.text, []
    for m in _DOTTED.finditer(text):
        head = _HEAD.search(text, max(0, m.start() - 6), m.start())
        if head and text[head.start() : m.end()] not in _SHORT:
            found.append((head.start(), m.end(), "letters were cut out of the word by a blind replacement"))
    return found


def _starred(text: str) -> list[tuple[int, int, str]]:
    found = []
    for m in _halves(text):
        line = text[text.rfind("\n", 0, m.start()) + 1 : m.end() + 60].split("\n", 1)[0]
        # Long words only: starred swear words are short. Two long halves are a product, a second star is emphasis.
        halves = m.group().split("*")
        ticked = len(_TICKS.findall(text, text.rfind("\n", 0, m.start()) + 1, m.start())) % 2 == 1 and "`" in text[m.end() : m.end() + 60]
        if not ticked and len(m.group()) >= 8 and min(len(halves[0]), len(halves[-1])) <= 3 and line.count("*") == m.group().count("*"):
            found.append((*m.span(), "stars inside an ordinary word"))
    return found


def _halves(text: str) -> Iterator[re.Match[str]]:
    """What `_STARRED` finds, looked for at each star: the letters before it begin the match."""
    at = text.find("*")
    while at >= 0:
        start = at
        while start and at - start <= _LONGEST_HALF and "a" <= text[start - 1] <= "z":
            start -= 1
        m = _STARRED.match(text, start) if start < at else None
        if m:
            yield m
        at = text.find("*", m.end() if m else at + 1)


def _signs(doc: Document) -> list[tuple[int, int, str]]:
    text = doc.text
    found: list[tuple[int, int, str]] = []
    if "{" in text:
        found += [(*m.span(), "a number in place of a sign") for m in _HEX.finditer(text)]
    if may_hold(doc, *_ENTITY_MARKS):
        found += [(*m.span(), "a character entity broken by a replacement") for m in _ENTITY.finditer(text)]
    if may_hold(doc, *_LOST_MARKS):
        found += [(*m.span(), "the rest of a character entity inside the word") for m in _LOST.finditer(text)]
    if "\u221e" in text:
        found += [(*m.span(), "an infinity sign in place of a dash") for m in _INFINITY.finditer(text)]
    return found


def _stuck(doc: Document) -> list[tuple[int, int, str]]:
    """Words with four consonants in a row, in the midst of which another word of the text begins."""
    unique = doc.vocabulary
    holders: dict[str, dict[str, str]] = defaultdict(dict)  # piece -> what stands before it -> a word that holds both
    joined = " ".join([w for w in unique if len(w) > 7])
    for word in sorted({joined[joined.rfind(" ", 0, m.start()) + 1 :].partition(" ")[0] for m in _CLUSTER.finditer(joined)}):
        cluster = _CLUSTER.search(word)
        for at in range(cluster.start() + 1, cluster.end() - 1) if cluster and len(set(word)) > 4 and len(word) <= 30 else ():
            if word[:at] in unique:  # a compound
                continue
            for size in _PIECE:
                if word[at : at + size] in unique and len(word) >= at + size:
                    holders[word[at : at + size]][word[:at]] = word
    bad = {w: piece for piece, found in holders.items() if len(found) >= _INSIDE for w in found.values()}
    if not bad:
        return []
    words, note = doc.words, "a blind replacement put \u201c{}\u201d inside the word"
    return [
        (a, b, note.format(bad[w]))
        for w, a, b in zip(words.lower, words.start, words.end, strict=True)
        if w in bad and not _name(doc.text, a, b)
    ]  # user and brand names


def _common_name(doc: Document) -> list[tuple[int, int, str]]:
    """A capitalised word of the title that stands where only a common word can: as a verb, as a mass, inside other words.

    A brand or a name put in the place of an everyday word by one replacement over the whole text.
    """
    first = next((b for b in doc.blocks[:8] if b.kind == "heading"), None) or (doc.blocks[0] if doc.blocks else None)
    head = f"{doc.title[:200]} {doc.text[first.start : min(first.end, first.start + 200)] if first else ''}"
    text, note = doc.text, "a name stands where the grammar asks for an everyday word: a blind replacement"
    for name in list(dict.fromkeys(_TITLE_NAME.findall(head)))[:14]:
        if name in _VERBS or doc.mentions(name) < _NAMED or f" {name.lower()}" in text:
            continue
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        at = text.find(name)
        while at >= 0 and len(found["all"]) < 60:
            kind, start, end = _grammar(text, at, at + len(name))
            found[kind].append((start, end))
            at = text.find(name, at + len(name))
        if sum(bool(found[kind]) for kind in ("mass", "verb", "inside")) >= 2:
            places = sorted(span for kind in ("mass", "verb", "inside", "noun") for span in found[kind])
            return [(a, b, note) for a, b in places[:20]]
    return []


def _grammar(text: str, start: int, end: int) -> tuple[str, int, int]:
    """How a capitalised word stands in its place: as a verb, a mass, inside a longer word, behind a lower-case word, or otherwise."""
    glued_left, glued_right = text[start - 1 : start].islower(), text[end : end + 1].islower()
    if glued_left or glued_right:
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        return ("inside" if glued_left or text[start:end].endswith(_SUFFIXES) else ""), start, end
    before = text[max(0, start - 16) : start].rpartition("\n")[2].split(" ")[-2:-1] or [""]
    after = text[end : end + 12].split(" ", 2)[1:2] if text[end : end + 1] == " " else []
    word = before[0]
    if word in _MASS and not (after and after[0][:1].isupper()):
        return "mass", start - len(word) - 1, end
    if word in _AUXILIARIES and after and after[0] in _OBJECTS:
        return "verb", start - len(word) - 1, end + len(after[0]) + 1
    plain = word.isalpha() and word.islower() and word not in _SMALL
    return ("noun" if plain else "all"), start - (len(word) + 1 if plain else 0), end


def _name(text: str, start: int, end: int) -> bool:
    """User and brand names: capitals inside, or an entry of a list that holds nothing else."""
    if any(c.isupper() for c in text[start + 1 : end]):
        return True
    return text[max(0, start - 2) : start] == ", " and text[end : end + 1] == ","


@signal(
    title="Scars of blind find-and-replace",
    family="integrity",
    policy="scraping",
    languages=("any",),
    values={"scar_count": Value("scars of blind replacements, at most 10", spam=+1, low_quality=+1)},
    flags="The chairs are un.fortable and the list is not .plete at all.",
    passes="See example.com.Please note that index.html is empty.the rest is fine.",
)
def replacement_debris(doc: Document) -> Reading:
    """Point at words and signs damaged by blind replacement."""
    found = _dotted(doc) + _starred(doc.text) + _signs(doc) + (_stuck(doc) + _common_name(doc) if doc.language == "en" else [])
    found = sorted(s for s in found if _plain(doc, s[0]))
    if not found:
        return SILENT
    evidence = tuple(Evidence(Span(a, b), note) for a, b, note in found[:20])
    return Reading({"scar_count": min(10, len(found))}, evidence)
