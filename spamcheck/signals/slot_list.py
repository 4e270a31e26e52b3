"""One phrase for name after name: neighbouring items or sentences that share their words and differ in a town or a service.

Why: "Plumber Aldwick, Plumber Birdham, Plumber Climping" is a list of pages or queries which a machine filled; a firm that
serves five towns names the towns, and a branch list gives addresses.
How: runs of four or more neighbours (between commas, bars, dashes or bullets, as lines, list items or links) with the same
first and last words and another capitalised name in the gap, where the shared words name a service; the same name with
service after service; three or more sentences that are equal word for word but for one name.
Misses: lists shuffled among other items; towns in lower case. Institutions (schools, councils, hospitals of towns),
items with numbers and what a page offers in several sizes are left out.
Source: service-area pages and doorway manuals; thresholds on the training corpus, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from spamcheck.context import branches
from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.search_strings import towns
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST = 4  # items of a list
_FEWEST_SENTENCES = 3
_LONGEST, _MOST_WORDS, _MOST_SLOT = 90, 9, 3  # characters and words of an item, words of its slot
_CAP = 12
_SEPARATOR = lazy(r"\s*[,;|\u2022\u00b7]\s*|\s+[-\u2013\u2014/]\s+|\s+(?:and|y|et|und|or|o|ou|oder)\s+|\n")
_MARKS = (",", " | ", ";", "\u2022", "\u00b7", " - ", " \u2013 ", " \u2014 ")
_STOPS = (": ", ". ", "? ", "! ")
_END = ".:!?)"
_LOCATED = lazy(
    r"\b(?:in|near|around|across|from|for|en|\u00e0|de|pr\u00e8s de|bei|f\u00fcr|aus) "
    r"([A-Z\u00c0-\u00de][\w'\u2019-]+(?: [A-Z\u00c0-\u00de][\w'\u2019-]+){0,2})"
)
_FOLK = frozenset(
    "residents homeowners patients customers clients locals families businesses vecinos clientes pacientes habitants clients patients "
    "einwohner kunden patienten".split()
)
_WORD = lazy(r"[^\W_]+(?:['\u2019.&-][^\W_]+)*")
_DIGIT = lazy(r"\d")
_FUNCTION = frozenset(
    "in near for of at and the a to around across serving on with by from your my "
    "en de del la el los las para cerca por y du des le les \u00e0 au pour pr\u00e8s et in im am f\u00fcr bei und der die das".split()
)
_INSTITUTIONS = frozenset(
    "university universities college school schools council councils county hospital hospitals department ministry airport station church "
    "museum library bank embassy consulate police court festival marathon fc united city town district region province prefecture "
    "high road street lane avenue park bridge river lake mount island islands bay north south east west chapter section part table figure "
    "version model series type group class grade level step day week month year season episode dr mr mrs ms prof professor st saint san "
    "nhs royal national international institute association society federation union party club league universidad hospital instituto "
    "colegio ayuntamiento provincia calle universit\u00e9 h\u00f4pital \u00e9cole mairie rue universit\u00e4t krankenhaus schule "
    "stadt landkreis kreis amt bahnhof stra\u00dfe timetable weather map population history".split()
)


_CLINICS = frozenset("clinic clinics clinique cl\u00ednica klinik klinikum kliniken".split())  # with a name alone: what a house is called
_COMMON = frozenset(
    "real center centre where best good free time online house review reviews deals deal login share news guide guides rating ratings "
    "download price prices sale shop store stores order book books team company companies media"
    " solutions systems group partners program programs products product studio design"
    # parts of longer names of services which alone name no service
    " back bars fryer language languages life photo photos reading study travel".split()
)
# Sections of a guide to one subject ("Asthma Types, Asthma Tests"): no names.
_SECTIONS = frozenset(
    "facts types tests symptoms causes diagnosis overview basics prevention complications resources faq faqs quiz glossary topics "
    "s\u00edntomas causas tipos diagn\u00f3stico sympt\u00f4mes diagnostic symptome ursachen diagnose".split()
)


_INTERFACE = frozenset(
    "share click tweet follow like visit open opens window tab official link email print send read view see more this about log sign join "
    "compartir partager teilen folgen besucht besuchen suivez síguenos auf codes code promo gutschein informationen".split()
)


class _Item(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]
    lower: tuple[str, ...]


class _Run(NamedTuple):
    items: list[_Item]
    left: int  # shared words at the beginning
    right: int  # and at the end


@lru_cache(maxsize=8)
def _services(language: str) -> frozenset[str]:
    """Words that name a service, a trade or a buyer's wish."""
    found: set[str] = set()
    for name in ("commercial_words", "trade_words"):
        for item, section in read(name, language).items():
            if section == "service":
                found.update(w for w in item.split() if len(w) > 3 and w not in _FUNCTION)
    return frozenset(found - _INSTITUTIONS - _COMMON)


def _item(text: str, start: int, end: int) -> _Item | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if not 5 < end - start <= _LONGEST or _DIGIT.search(text, start, end):
        return None
    words = tuple(_WORD.findall(text, start, end))
    return _Item(start, end, words, tuple(w.lower() for w in words)) if 2 <= len(words) <= _MOST_WORDS else None


def _sequences(doc: Document) -> Iterator[list[_Item | None]]:
    """Neighbouring items: parts of one block, short blocks in a row, links in a row. Only such that begin or end alike."""
    text = doc.text
    if len(doc.links) >= _FEWEST:
        linked = [(k.start, k.end) for k in doc.links if k.visible and not k.bare and 5 < k.end - k.start <= _LONGEST]
        yield from _alike(text, linked)
    served = _served_blocks(doc)
    if served.total() < _FEWEST:
        return
    row: list[tuple[int, int]] = []
    for index, block in enumerate(doc.blocks):
        start, end = block.start, block.end
        short = end - start <= _LONGEST
        if short and block.kind != "code" and text.find(",", start, end) < 0 and text.find(" | ", start, end) < 0:
            row.append((start, end))
            continue
        if len(row) >= _FEWEST:
            yield from _alike(text, row)
        row = []
        if served[index] >= _FEWEST - 1 and block.kind != "code" and _promising(text[start:end]):
            yield from _alike(text, list(_parts(text, start, end)))
    if len(row) >= _FEWEST:
        yield from _alike(text, row)


def _served_blocks(doc: Document) -> Counter[int]:
    """How often each block names a service: a list of services names one in nearly every item."""
    hits = (*doc.hits("commercial_words", "service"), *doc.hits("trade_words", "service"))
    return Counter(doc.block_index(h.start) for h in hits)


def _promising(line: str) -> bool:
    """Whether three neighbouring pieces of a line begin or end alike: a cheap look before the line is taken apart."""
    for mark in _MARKS:
        if line.count(mark) < _FEWEST - 2:
            continue
        pieces = line.split(mark)
        first = [p.lstrip().partition(" ")[0] for p in pieces]
        last = [p.rstrip().rpartition(" ")[2] for p in pieces]
        if any(a and a == b == c for edge in (first, last) for a, b, c in zip(edge, edge[1:], edge[2:], strict=False)):
            return True
    return False


def _alike(text: str, places: list[tuple[int, int]]) -> Iterator[list[_Item | None]]:
    """Stretches in which four neighbours have the same first or the same last word."""
    items = [text[a:b] for a, b in places]
    edges = [(w[0].lower(), item.rsplit(None, 1)[1].lower().rstrip(_END)) if len(w := item.split(None, 1)) > 1 else None for item in items]
    i = 0
    while i + _FEWEST <= len(edges):
        here, following = edges[i], edges[i + 1]
        if not here or not following or (here[0] != following[0] and here[1] != following[1]):
            i += 1
            continue
        j = i + 1
        for side in (0, 1):
            k = i + 1
            while here and k < len(edges) and (there := edges[k]) is not None and there[side] == here[side]:
                k += 1
            j = max(j, k)
        if j - i >= _FEWEST - 1:
            # the first item of a run inside a sentence may have words before it: one more on either side
            yield [_item(text, *place) for place in places[max(0, i - 1) : j + 1]]
        i = j


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items between separators; of the first one the words behind a colon or a stop, of the last one those before a stop."""
    at = start
    for m in _SEPARATOR.finditer(text, start, end):
        if m.start() > at:
            yield _opening(text, at, m.start()), m.start()
        at = m.end()
    stop = min((p for p in (text.find(mark, at, end) for mark in (". ", "? ", "! ")) if p > 0), default=end)
    if stop > at:
        yield at, stop


def _opening(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(mark, start, end) + len(mark) if text.find(mark, start, end) >= 0 else start for mark in _STOPS))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[int, int]:
    """How many words two items share at the beginning and at the end, a gap left in both."""
    most = min(len(a), len(b)) - 1
    left = 0
    while left < most and a[left] == b[left]:
        left += 1
    right = 0
    while right < most - left and a[-1 - right] == b[-1 - right]:
        right += 1
    return left, right


def _runs(items: list[_Item | None]) -> Iterator[_Run]:
    """Longest stretches of neighbours with one frame; one stranger between two of them may stand."""
    i = 0
    while i < len(items) - 1:
        first = items[i]
        following = items[i + 1]
        if first is None or following is None:
            i += 1
            continue
        left, right = _shared(first.lower, following.lower)
        if not left and not right:
            i += 1
            continue
        run, seen, j = [first], {first.lower}, i + 1
        while j < len(items) and (item := items[j]) is not None:
            here = _shared(first.lower, item.lower)
            near = (min(left, here[0]), min(right, here[1]))
            if item.lower in seen or (near != (left, right) and not _still(near, first, run)):
                break
            left, right = near
            seen.add(item.lower)
            run.append(item)
            j += 1
        if len(run) >= _FEWEST:
            yield _Run(run, left, right)
        i = max(i + 1, j - (len(run) < _FEWEST))


def _still(near: tuple[int, int], first: _Item, run: list[_Item]) -> bool:
    """A frame may shrink while the run is short, as long as a content word is left."""
    core = (*first.lower[: near[0]], *first.lower[len(first.lower) - near[1] :])
    return len(run) <= 2 and any(w not in _FUNCTION for w in core)


def _slots(run: _Run) -> list[tuple[str, ...]]:
    return [item.words[run.left : len(item.words) - run.right] for item in run.items]


def _addressed(doc: Document, run: _Run) -> bool:
    """Whether something else with numbers follows nearly every item: the streets and telephones of branches."""
    gaps = [doc.text[a.end : b.start] for a, b in pairwise(run.items)]
    told = {gap for gap in gaps if _DIGIT.search(gap) and len(gap) <= 300}
    return len(told) >= 0.75 * len(gaps)


def _is_slot_list(doc: Document, run: _Run) -> bool:
    first = run.items[0]
    if _addressed(doc, run) or branches(doc, first.start):
        return False
    core = (*first.words[: run.left], *first.words[len(first.words) - run.right :])
    content = [w for w in core if w.lower() not in _FUNCTION and len(w) > 2]
    slots = _slots(run)
    lower = {w.lower() for w in content}
    if not content or _INSTITUTIONS & lower or lower <= _CLINICS or any(not 1 <= len(slot) <= _MOST_SLOT for slot in slots):
        return False
    if sum(not _SECTIONS.isdisjoint(w.lower() for w in slot) for slot in slots) > 1 or doc.block_at(run.items[0].start).kind == "caption":
        return False
    language = doc.language or "en"
    services = _services(language) if language in ("en", "es", "fr", "de") else frozenset()
    served = bool(services & lower)
    if all(slot[0][:1].isupper() or slot[0].lower() in _FUNCTION for slot in slots):
        if sum(w[:1].isupper() and _name_like(doc, w) for slot in slots for w in slot[-1:]) < 0.75 * len(slots):
            return _same_town(doc, content, slots, services)
        if len(core) > 6 or _INTERFACE & lower:
            return False
        places = read("places", language)
        known = sum(" ".join(w.lower() for w in slot) in places for slot in slots)
        if served:
            return _are_places(doc, run, slots)
        first_core = run.left > 0 and not run.right and all(w.islower() for w in content)
        return first_core and (known >= 0.5 * len(slots) or all(w in doc.title.lower() or w in doc.text[:200].lower() for w in content))
    typed = all(w.islower() for w in core) and all(w.islower() for slot in slots for w in slot)
    if typed and served and len(content) >= 2 and not run.right:
        return True  # queries as typed: "boiler repair aldwick, boiler repair birdham"
    return _same_town(doc, content, slots, services)


def _are_places(doc: Document, run: _Run, slots: list[tuple[str, ...]]) -> bool:
    """Whether what differs names places: "Hip Surgery, Knee Surgery" and "Dental Crowns, Dental Veneers" are what a house offers."""
    language = doc.language or "en"
    names = [" ".join(slot).lower() for slot in slots]
    if run.right:  # before a service stands its kind, unless it is a town
        known, text = towns(language), doc.folded.text
        return sum(name in known or f" in {name}" in text for name in names) >= 0.5 * len(names)
    offered = [read(name, language) for name in ("medical_words", "commercial_words", "head_nouns")]
    kinds = sum(any(w in items or w.removesuffix("s") in items for w in name.split() for items in offered) for name in names)
    return kinds < 0.5 * len(names)


def _name_like(doc: Document, word: str) -> bool:
    """A capitalised word that the page never writes in lower case (German writes all nouns so: there the place list decides)."""
    return f" {word.lower()}" not in doc.text


def _same_town(doc: Document, content: list[str], slots: list[tuple[str, ...]], services: frozenset[str]) -> bool:
    """One name with service after service."""
    places = read("places", doc.language or "en")
    named = all(w[:1].isupper() for w in content) and (
        any(w.lower() in places for w in content) or any(slot[0].islower() for slot in slots)
    )
    sold = sum(any(w.lower() in services for w in slot) for slot in slots)
    return named and len(content) <= 2 and sold >= 0.6 * len(slots) and _name_like(doc, content[0])


def _sentences(doc: Document) -> list[Span]:
    """Sentences on a service or on customers that are equal word for word but for the place they name, in three versions or more."""
    hits = [*doc.hits("commercial_words", "service"), *doc.hits("trade_words", "service")]
    if len(hits) < _FEWEST_SENTENCES:
        return []
    serving = {doc.sentence_at(h.start) for h in hits[:300]}
    found = _grouped(doc, serving)
    # Where one frame is found, sentences without a service may be built so, too.
    return sorted(found | _grouped(doc, set(doc.sentences[:2000]))) if found else []


def _grouped(doc: Document, sentences: set[Sentence]) -> set[Span]:
    text = doc.text
    alike: dict[str, list[Span]] = defaultdict(list)
    for start, end, _ in sentences:
        if 30 <= end - start <= 260:
            span = Span(start, end)
            alike[text[start : start + 10]].append(span)
            alike[text[end - 12 : end].rstrip()].append(span)
    found: set[Span] = set()
    for spans in alike.values():
        if len(spans) >= _FEWEST_SENTENCES:
            found.update(_frames(doc, spans))
    return found


def _frames(doc: Document, spans: list[Span]) -> list[Span]:
    groups: dict[str, dict[str, Span]] = defaultdict(dict)
    for span in spans:
        sentence = doc.text[span.start : span.end].rstrip()
        names = set(_LOCATED.findall(sentence))
        if len(names) != 1 or not sentence.endswith((".", "!", "?", "\u201d")):
            continue
        name = names.pop()
        frame = sentence.replace(name, "#")
        if len(frame.split()) > 5 and any(w[:1].isupper() for w in name.split()):
            groups[frame].setdefault(name, Span(span.start, span.start + len(sentence)))
    language = doc.language or "en"
    sold = _services(language) | _FOLK
    kept = [(frame, g) for frame, g in groups.items() if len(g) >= _FEWEST_SENTENCES]
    return [span for frame, g in kept if not sold.isdisjoint(frame.lower().split()) for span in g.values()]


@signal(
    title="One phrase for name after name",
    family="keywords",
    policy="doorway_abuse",
    languages=("any",),
    values={
        "item_count": Value(
            "items of the longest list of one service for names or one name for services, from 4, at most 12", spam=+1, low_quality=+1
        ),
        "sentence_count": Value("sentences that are equal but for a name, from 3, at most 12", spam=+1, low_quality=+1),
    },
    flags="Also available: roof repair Aldwick, roof repair Birdham, roof repair Climping, roof repair Delling.",
    passes="We work in Aldwick, Birdham, Climping and Delling. Roof repair takes a day, roof cleaning an hour.",
)
def slot_list(doc: Document) -> Reading:
    runs = [run for items in _sequences(doc) for run in _runs(items) if _is_slot_list(doc, run)]
    sentences = _sentences(doc)
    if not runs and not sentences:
        return SILENT
    notes = dict.fromkeys(sentences, "the same sentence for another name")
    notes |= {Span(i.start, i.end): "the same phrase for name after name" for run in runs for i in run.items}
    shown = tuple(Evidence(span, notes[span]) for span in sorted(notes)[:20])
    counts = {"item_count": max((len(run.items) for run in runs), default=0), "sentence_count": len(sentences)}
    return Reading({name: min(_CAP, n) for name, n in counts.items()}, shown)
