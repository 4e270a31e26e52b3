"""Text made for a town: the service and the town again and again, or the same sentence for town after town.

Why: a doorway is one text with a slot for the place; a real local page names its street, its staff and its hours and
has no need to say "repairs in Leeds" in every heading.
Misses: doorways with one slot per page (they need the other pages), towns in lower case. Countries and states do not
count as towns. Source: location pages of a directory and generated lists in the training corpus, survey rows K3, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import defaultdict

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.queries import place_words
from spamcheck.signal import SILENT, Reading, Value, signal

_ENOUGH = 4  # sentences with service and town; a clinic's own page has one to three
_ENOUGH_HEADINGS = 3
_TOWNS = 3
_CAP = 10
_FRAME_WORDS = 5  # of a sentence around its town, so that lists of towns do not count
_IN = re.compile(
    r"(?: \w{2,14})? (?:in|near|serving|across|around|throughout|en|\u00e0|pr\u00e8s de) "
    r"([A-Z\u00c0-\u00de][\w'\u2019-]{2,20}(?: [A-Z\u00c0-\u00de][\w'\u2019-]{2,20}){0,2})"
)
_PEOPLE = re.compile(r"\b(?:residents|homeowners|locals|patients|businesses|families)\b")
_OWNER = re.compile(r"(?:^|[ (])([A-Z][\w'\u2019-]{2,20}(?: [A-Z][\w'\u2019-]{2,20}){0,2}) $")
_LARGE = frozenset(
    "state canada england scotland wales ireland britain australia germany france spain europe america africa asia india china japan "
    "italy mexico brazil congress medicare medicaid english spanish french german american british canadian australian african "
    "european asian indigenous native black hispanic monday friday covid".split()
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
    for people in _PEOPLE.finditer(text) if doc.language == "en" and found else ():
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


@signal(
    title="Text made for a town",
    family="keywords",
    policy="doorway_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "slot_count": Value("sentences that join the page's town and a service, from 4, at most 10", spam=+1, low_quality=+1),
        "heading_slot_count": Value("headings among these, from 3, at most 10", spam=+1, low_quality=+1),
        "frame_count": Value("sentences which differ in the town only, from 3 towns, at most 10", spam=+1, low_quality=+1),
    },
    flags=(
        "Roof Repair in Leeds\n\nOur roof repair in Leeds is quick. Call for roof repair in Leeds.\n\n"
        "We offer repair in Leeds every day. No repair in Leeds is too small."
    ),
    passes="Fenwater Physio has a clinic in Leeds.\n\n12 Mill Lane, open from eight to six. Odile at the desk knows the bus times.",
)
def geo_doorway(doc: Document) -> Reading:
    slots = _slots(doc)
    if not slots:
        return SILENT
    named = [town for town in slots if len(slots[town]) >= _ENOUGH_HEADINGS and _named_above(doc, town)]
    top = max(named, key=lambda town: (len(slots[town]), town), default="")
    spans = slots[top] if top else {}
    headings = sum(doc.block_at(start).kind == "heading" for start in spans)
    frames = _frames(doc, slots) if len(slots) >= _TOWNS else []
    enough = len(spans) >= _ENOUGH or headings >= _ENOUGH_HEADINGS
    shown = dict.fromkeys(spans.values() if enough else (), f"the service and {top.title()} again")
    shown |= dict.fromkeys(frames, "the same sentence for another town")
    if not shown:
        return SILENT
    counts = {
        "slot_count": len(spans) if len(spans) >= _ENOUGH else 0,
        "heading_slot_count": headings if headings >= _ENOUGH_HEADINGS else 0,
        "frame_count": len(frames),
    }
    evidence = tuple(Evidence(span, shown[span]) for span in sorted(shown))[:20]
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, evidence)
