"""Text made for a town: the service and the town again and again, or the same sentence for town after town.

Why: a doorway is one text with a slot for the place; a real local page names its street, its staff and its hours and
has no need to say "repairs in Leeds" in every heading.
How: besides listed places, a capitalised name of the title or head that returns in slot positions of several kinds (a service
in X, X residents, across X, "X is known for", a heading, a keyword before X) with selling words around it.
Misses: doorways with one slot per page (they need the other pages), towns in lower case. Countries and states do not
count as towns. Source: location pages of a directory and generated lists in the training corpus, survey rows K3, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.literals import held
from spamcheck.patterns import anchored, lazy, whole
from spamcheck.queries import place_words
from spamcheck.signal import SILENT, Reading, Value, signal

_ENOUGH = 4  # sentences with service and town; a clinic's own page has one to three
_ENOUGH_HEADINGS, _TOWNS, _CAP = 3, 3, 10
_FRAME_WORDS = 5  # of a sentence around its town, so that lists of towns do not count
_IN = lazy(
    r"(?: \w{2,14})? (?:in|near|serving|across|around|throughout|en|\u00e0|pr\u00e8s de) "
    r"([A-Z\u00c0-\u00de][\w'\u2019-]{2,20}(?: [A-Z\u00c0-\u00de][\w'\u2019-]{2,20}){0,2})"
)
_PEOPLE = lazy(r"\b(?:residents|homeowners|locals|patients|businesses|families)\b")
_PEOPLE_WORDS = ("residents", "homeowners", "locals", "patients", "businesses", "families")
_OWNER = lazy(r"(?:^|[ (])([A-Z][\w'\u2019-]{2,20}(?: [A-Z][\w'\u2019-]{2,20}){0,2}) $")
_LARGE = frozenset(
    "state canada england scotland wales ireland britain australia germany france spain europe america africa asia india china japan "
    "italy mexico brazil congress medicare medicaid english spanish french german american british canadian australian african "
    "european asian indigenous native black hispanic monday friday covid".split()
)
_HEAD, _CANDIDATES = 300, 20  # characters of title, first heading and first block, and capitalised words there
_FEWEST, _KINDS = 6, 4  # sentences in doorway frames, and kinds of frames
_WINDOW = 1600  # characters in which they stand: news and history name their town now and then
_MOST_USES = 400
_HEAD_WORD = lazy(r"\b[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019-]{2,20}\b")
_NEXT = lazy(r" ([A-Z\u00c0-\u00de][\w'\u2019-]{2,20})\b")
_FOLK = r"(?:residents?|homeowners?|locals|families|drivers|patients|clients|customers|business(?:es| owners?)|people|homes)"
_AFTER = {
    "people": re.compile(rf" (?:area )?{_FOLK}\b"),
    "coverage": re.compile(r",? (?:and|or) (?:the |its |all )?(?:surrounding|nearby|neighbou?ring)|,? and beyond"),
    "praise": re.compile(
        r" (?:is|has|offers)(?: also| well)? (?:known|famous|home to|its own|to offer|a rich|an? (?:\w+ and )?"
        r"(?:beautiful|charming|great|vibrant|wonderful|lovely|thriving|friendly|growing|unique))"
    ),
}
_BEFORE = {
    "people": re.compile(rf"\b{_FOLK} (?:living |based )?(?:of|in|from|across|throughout|around|all over) (?:the )?$"),
    "coverage": re.compile(
        r"\b(?:serv(?:e|es|ing)(?: all of)?|throughout|across|all (?:over|around)|surrounding|covering|downtown"
        r"|greater|(?:heart|streets|roads) of|(?:live|lives|living|located|anywhere) in|distance from) (?:the )?$"
    ),
    "praise": re.compile(r"\b(?:about|things to do in|facts about|welcome to|discover) $"),
}
_JOIN = lazy(r"(\w{3,20}) (?:in|near|for|across|throughout|around|serving) $")
_PREPOSITION = lazy(r"\b(?:in|at|of|near|for|to|from|and) $")
_LOWER = lazy(r"(?: [a-z][a-z'-]{2,20}){1,3}")
_LURE = lazy(
    r"\b(?:best|top|trust(?:ed)?|affordable|reliable|leading|premier|experienced|professionals?|experts?|free (?:quote|estimate|consult|inspect)\w*"
    r"|call (?:us|now|today|our|an?|the)|contact (?:us|an?|our)|look(?:ing for| no further)|you (?:will )?need|hire|deserves?|rel(?:y|ies) on"
    r"|choose|proud|number one|#1|24/7|(?:are|were) you|don't wait|ready to|right place|cheap|prices?"
    r"|we (?:serve|cover|know|understand|offer|provide|have)|ask our)\b|0\.0 (?:miles|km)"
)
_NO_HEADS = frozenset(  # words beside any town, and the folk above
    "people residents homeowners locals families drivers patients clients customers businesses homes live lives living located born office area "
    "areas county council city town school schools station library museum church university street road and the are was were for with has had "
    "have will who that this from community village team branch based work works held not also can may is".split()
)


def _slots(doc: Document) -> dict[str, dict[int, Span]]:
    """Town -> sentence start -> span of the service and the town."""
    found: dict[str, dict[int, Span]] = defaultdict(dict)
    text = doc.text
    for hit in doc.hits("commercial_words", "service"):
        m = _IN.match(text, hit.end)
        if m:
            _add(doc, found, m.group(1), Span(hit.start, m.end()))
            continue
        owner = _owner(text, hit.start)
        if owner and place_words(owner.group(1).lower().split(), 0, doc.language or "en"):
            _add(doc, found, owner.group(1), Span(owner.start(1), hit.end))
    for people in anchored(_PEOPLE, held(doc, _PEOPLE_WORDS), text) if doc.language == "en" and found else ():
        owner = _owner(text, people.start())
        if owner:
            _add(doc, found, owner.group(1), Span(owner.start(1), people.end()))
    return found


def _owner(text: str, at: int) -> re.Match[str] | None:
    """The capitalised words right before an offset."""
    before = text.rfind(" ", max(0, at - 22), max(0, at - 1)) + 1
    return _OWNER.search(text, max(0, at - 45), at) if text[before : before + 1].isupper() else None


def _add(doc: Document, found: dict[str, dict[int, Span]], town: str, span: Span) -> None:
    words = town.lower().removesuffix("'s").removesuffix("\u2019s").split(" ")
    name = " ".join(words[1:] if len(words) > 1 and words[0] in read("function_words_classes", "en") else words)
    if not _LARGE & set(name.split()) and read("places", "en").get(name) not in ("state", "region"):
        found[name].setdefault(doc.sentence_at(span.start).start, span)


def _named_above(doc: Document, town: str) -> bool:
    """Whether the town is in the title, the first heading or the address: the page is about it."""
    heading = next((doc.text[b.start : b.end] for b in doc.blocks[:6] if b.kind == "heading"), "")
    return town in f"{doc.title} {heading}".lower() or town.replace(" ", "-") in (doc.url or "").lower()


def _frames(doc: Document, slots: dict[str, dict[int, Span]]) -> list[Span]:
    """Spans of sentences which differ from each other in the town only."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for town, spans in slots.items():
        for start, span in spans.items():
            sentence = doc.sentence_at(start)
            frame = doc.text[sentence.start : sentence.end].lower().replace(town, "#")
            if len(frame.split()) > _FRAME_WORDS:
                found[" ".join(frame.split())].setdefault(town, span)
    return [span for towns in found.values() if len(towns) >= _TOWNS for span in towns.values()]


def _towns(doc: Document) -> list[str]:
    """Capitalised names of the head which stand behind a preposition, each with the capitalised words that always follow."""
    text = doc.text
    first = next((b for b in doc.blocks[:6] if b.kind == "heading"), None)
    parts = [doc.title[:_HEAD], text[first.start : min(first.end, first.start + _HEAD)] if first else "", text[:_HEAD].partition("\n\n")[0]]
    found: dict[str, None] = {}
    for word in list(dict.fromkeys(_HEAD_WORD.findall(" ".join(parts))))[:_CANDIDATES]:
        if word.lower() in _LARGE or doc.mentions(word) < _FEWEST or doc.mentions(f" {word.lower()}") > 1:
            continue
        if sum([text.count(f"{preposition} {word}") for preposition in ("in", "across", "near", "of")]) < 2:
            continue
        name = word
        for _ in range(2):
            slot = re.compile(rf"\b(?:in|across|near|of) {re.escape(name)}\b")
            slots = anchored(slot, [f"{preposition} {name}" for preposition in ("in", "across", "near", "of")], text)
            at = [m.end() for m in islice(slots, 50)]
            after = Counter(m.group(1) for end in at if (m := _NEXT.match(text, end)))
            top = after.most_common(1)
            if not top or top[0][1] < 0.7 * len(at):
                break
            name += " " + top[0][0]
        found[name] = None
    return list(found)


def _town_frames(doc: Document, town: str) -> tuple[set[str], dict[int, Span]]:
    """The kinds of doorway frames around a name, and the sentences (start -> span of the name) that hold one."""
    text = doc.text
    services = list(doc.hits("commercial_words", "service"))
    starts, ends = [h.start for h in services], {h.end for h in services}
    kinds: dict[str, set[int]] = defaultdict(set)
    shown: dict[int, Span] = {}
    heads: dict[str, set[int]] = defaultdict(set)
    for first, last in _uses(text, town):
        s = doc.sentence_at(first)
        if doc.blocks[s.block].region == "nav":
            continue  # teasers and menus: the names of other pages
        before, after = text[max(s.start, first - 45) : first], text[last : min(s.end, last + 45)]
        join = _JOIN.search(before)
        here = {k for k, p in _AFTER.items() if p.match(after)} | {k for k, p in _BEFORE.items() if p.search(before.lower())}
        here |= _kinds_of_line(doc.blocks[s.block], last, before)
        if (join and first - len(before) + join.end(1) in ends) or _sold(text, starts, last):
            here.add("service")
        if _LURE.search(text[s.start : s.end].lower()):
            here.add("lure")
        for word in _neighbours(join, after):
            heads[word].add(s.start)
        for kind in here:
            kinds[kind].add(s.start)
        if here - {"heading"}:
            shown.setdefault(s.start, Span(first, last))
    if any(len(places) >= 3 for places in heads.values()):
        kinds["service"].update(*heads.values())
        kinds["repeat"] = {0}
    return {k for k, places in kinds.items() if k not in ("lure", "heading") or len(places) >= 2}, shown


def _uses(text: str, town: str) -> Iterator[tuple[int, int]]:
    if town[-1].isalnum():
        return whole(text, town, _MOST_USES)
    return (m.span() for m in islice(re.finditer(rf"\b{re.escape(town)}\b", text), _MOST_USES))


def _kinds_of_line(block: Block, end: int, before: str) -> set[str]:
    """A heading or short line with the name, and whether it ends in the name without a preposition, as a search query does."""
    if block.kind != "heading" and block.end - block.start >= 60:
        return set()
    bare = end >= block.end - 1 and before[-2:-1].isalpha() and not _PREPOSITION.search(before)
    return {"heading", "keyword"} if bare else {"heading"}


def _sold(text: str, starts: list[int], end: int) -> bool:
    """Whether a service noun follows within three words."""
    i = bisect_left(starts, end)
    return i < len(starts) and starts[i] - end < 30 and text[end - 1 : starts[i]].replace(" ", "").isalpha()


def _neighbours(join: re.Match[str] | None, after: str) -> set[str]:
    m = _LOWER.match(after)
    words = (m.group().split() if m else []) + ([join.group(1).lower()] if join else [])
    return {w.removesuffix("s") for w in words if w not in _NO_HEADS}


def _doorway(doc: Document) -> tuple[int, dict[int, Span], str]:
    """The name with most kinds of frames, where they are enough."""
    best: tuple[int, dict[int, Span], str] = (0, {}, "")
    for town in _towns(doc) if doc.language == "en" else ():
        kinds, shown = _town_frames(doc, town)
        starts = sorted(shown)
        dense = any(b - a <= _WINDOW for a, b in zip(starts, starts[_FEWEST - 1 :], strict=False))
        if dense and len(kinds) >= _KINDS and {"service", "lure"} <= kinds and kinds & {"people", "coverage", "praise", "keyword"}:
            best = max(best, (len(kinds), shown, town), key=lambda t: (t[0], len(t[1])))
    return best


@signal(
    title="Text made for a town",
    family="keywords",
    policy="doorway_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "slot_count": Value("sentences that join the page's town and a service, from 4, at most 10", spam=+1, low_quality=+1),
        "heading_slot_count": Value("headings among these, from 3, at most 10", spam=+1, low_quality=+1),
        "frame_count": Value("sentences which differ in the town only, from 3 towns, at most 10", spam=+1, low_quality=+1),
        "doorway_count": Value("sentences in 4 kinds of doorway frames around the town, from 6, at most 10", spam=+1, low_quality=+1),
        "kind_count": Value("kinds of frames around that town, from 4, at most 8", spam=+1, low_quality=+1),
    },
    flags=(
        "Roof Repair in Leeds\n\nOur roof repair in Leeds is quick. Call for roof repair in Leeds.\n\n"
        "We offer repair in Leeds every day. No repair in Leeds is too small."
    ),
    passes="Fenwater Physio has a clinic in Leeds.\n\n12 Mill Lane, open from eight to six. Odile at the desk knows the bus times.",
)
def geo_doorway(doc: Document) -> Reading:
    slots = _slots(doc)
    kinds, framed, town = _doorway(doc)
    if not slots and not framed:
        return SILENT
    named = [town for town in slots if len(slots[town]) >= _ENOUGH_HEADINGS and _named_above(doc, town)]
    top = max(named, key=lambda town: (len(slots[town]), town), default="")
    spans = slots[top] if top else {}
    headings = sum(doc.block_at(start).kind == "heading" for start in spans)
    frames = _frames(doc, slots) if len(slots) >= _TOWNS else []
    enough = len(spans) >= _ENOUGH or headings >= _ENOUGH_HEADINGS
    shown = dict.fromkeys(spans.values() if enough else (), f"the service and {top.title()} again")
    shown |= dict.fromkeys(frames, "the same sentence for another town")
    taken = {span.start for span in shown} | {doc.sentence_at(span.start).start for span in shown}
    shown |= {span: f"one more sentence made for {town}" for start, span in framed.items() if start not in taken}
    if not shown:
        return SILENT
    counts = {
        "slot_count": len(spans) if len(spans) >= _ENOUGH else 0,
        "heading_slot_count": headings if headings >= _ENOUGH_HEADINGS else 0,
        "frame_count": len(frames),
        "doorway_count": len(framed),
        "kind_count": kinds,
    }
    evidence = tuple(Evidence(span, shown[span]) for span in sorted(shown))[:20]
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, evidence)
