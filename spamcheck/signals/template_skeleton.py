"""Several sentences of one page built from the same frame with a slot swapped.

Why: "N is a leading M in P." five times over is a template filled from a table: best-of lists, town pages, product
texts. Sentences are grouped by their first words (a name at the start left out) and by their last words; a group counts where most words agree and the rest
differ.
Misses: frames whose ends vary; frames spread over several pages. Questions and answers, dosing lists, laws and
steps repeat for good reasons, so short sentences, questions and sentences in tables are left out.
Source: own measure; training corpus, 2026-11.
"""

from __future__ import annotations

from collections import defaultdict

from spamcheck.document import Document, Evidence, Sentence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_FEWEST = 3  # sentences of one frame
_SHORT, _LONG = 45, 300  # characters of a sentence
_HEAD, _FOOT = 16, 18  # characters by which sentences are grouped
_AGREE = 0.6  # share of words in common with the first sentence of the group
_READ = 2000  # sentences
_GROUP = 60
_KINDS = frozenset({"paragraph", "item"})
_NAMES = lazy(r"(?:[A-ZÀ-ÖØ-Þ0-9&][\w'’.&-]{0,30},? ){2,8}")


@signal(
    title="Sentences of one frame",
    family="templating",
    policy="scaled_content_abuse",
    languages=("any",),
    values={
        "frame_count": Value("sentences built on the page's most used frame, at most 10", low_quality=+1),
        "slot_count": Value("of these with a capitalised name in the slot, at most 10", low_quality=+1),
        "frame_ratio": Value("share of the sentences that are built on a frame", low_quality=+1),
    },
    flags=(
        "Alder Lane Movers is a trusted moving company that serves all of Brindle County.\n\nBirch Road Movers is a trusted moving company that serves all of Oxley County.\n\n"
        "Cedar Hill Movers is a trusted moving company that serves all of Fenwick County."
    ),
    passes=(
        "Alder Lane Movers has two vans and takes pianos.\n\nBirch Road is cheaper, but you have to pack the boxes yourself.\n\nCedar Hill only works on weekdays."
    ),
)
def template_skeleton(doc: Document) -> Reading:
    """The largest group of sentences that share most words."""
    text, blocks = doc.text, doc.blocks
    groups: dict[str, list[Sentence]] = defaultdict(list)
    total = 0
    for s in doc.sentences[:_READ]:
        block = blocks[s.block]
        if block.region != "main" or block.kind not in _KINDS or not _SHORT <= s.end - s.start <= _LONG:
            continue
        total += 1
        foot = text[s.end - _FOOT : s.end].rstrip()
        if not foot.endswith("?"):
            at = text.find(" ", s.start, s.start + 33)  # a name has two words or more
            named = at >= 0 and not text[at + 1 : at + 2].islower()
            name = _NAMES.match(text, s.start, s.end) if named else None  # "N is a ...": the frame begins after the name
            first = name.end() if name else s.start
            groups[text[first : first + _HEAD]].append(s)
            groups[" " + foot].append(s)
    frames = [frame for group in groups.values() if len(group) >= _FEWEST and len(frame := _frame(text, group[:_GROUP])) >= _FEWEST]
    if not frames:
        return SILENT
    best = max(frames, key=lambda frame: (len(frame), -frame[0].start))
    members = {span for frame in frames for span in frame}
    values = {
        "frame_count": min(_CAP, len(best)),
        "slot_count": min(_CAP, _named(text, best)),
        "frame_ratio": len(members) / max(1, total),
    }
    shown = [Span(s.start, s.start + len(text[s.start : s.end].rstrip())) for s in sorted(members)[:20]]
    return Reading(values, tuple(Evidence(span, "built on the same frame") for span in shown))


def _frame(text: str, group: list[Sentence]) -> list[Span]:
    """The members that share most words with the first one, without being copies of one another."""
    first = set(text[group[0].start : group[0].end].lower().split())
    kept: list[Span] = []
    seen: set[str] = set()
    for span in group:
        line = text[span.start : span.end].strip().lower()
        words = set(line.split())
        if line not in seen and len(words) >= 6 and len(first & words) >= _AGREE * max(len(first), len(words)):
            kept.append(Span(span.start, span.end))
        seen.add(line)
    return kept


def _named(text: str, frame: list[Span]) -> int:
    """Members whose own words, not shared by all, hold a capitalised one."""
    lines = [text[s.start : s.end].split() for s in frame]
    shared = set(lines[0]).intersection(*lines[1:])
    return sum(any(w[:1].isupper() for w in line if w not in shared) for line in lines)
