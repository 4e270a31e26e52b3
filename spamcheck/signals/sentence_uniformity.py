"""Sentences and sections of one mould: equal lengths, repeated openings, sections like bricks.

Why: people vary; a template does not. Three measures, each silent in the normal range: how little sentence lengths vary,
how many sentences open with the same two words, how equal the sections under the headings are.
Misses: short texts (under twelve sentences); uniform prose by careful writers, so no value may raise spam.
Source: own measures; normal ranges are those of honest articles in the training corpus, 2026-11.
"""

from __future__ import annotations

from collections import defaultdict

from spamcheck.document import Document, Evidence, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST = 12  # sentences
_FEWEST_SECTIONS = 4
_NORMAL_VARIATION = 0.33  # standard deviation / mean of sentence lengths: 92.5 % of 1,963 honest training articles vary more
_NORMAL_SECTIONS = 0.25  # the same for section lengths; 98 % vary more or have too few
_NORMAL_OPENINGS = 0.25  # share of sentences with a shared two-word opening: 95.5 % of them have less
_READ = 600  # sentences
_MOST = 20
_SHORT = 30  # characters: shorter pieces are labels and menu items


@signal(
    title="Sentences and sections of one mould",
    family="templating",
    policy="scaled_content_abuse",
    languages=("any",),
    values={
        "uniform_length_ratio": Value("how far sentence lengths vary less than normal, 0 = normal", low_quality=+1),
        "same_opening_ratio": Value("how far openings are shared more than normal, 0 = normal", low_quality=+1),
        "equal_section_ratio": Value("how far sections are more equal than normal, 0 = normal", low_quality=+1),
    },
    flags=" ".join(
        f"This broom offers every home {w} sweeping of floors."
        for w in ["great", "good", "fine", "lovely", "superb", "decent", "pleasant", "thorough", "gentle", "simple", "handy", "quick"]
    ),
    passes="The broom is old. It was bought in 1971 by my aunt, who swept the yard with it every evening until the bristles gave out. Then it hung in the shed.",
)
def sentence_uniformity(doc: Document) -> Reading:
    """Lengths and openings of the sentences of running text, lengths of the sections."""
    text, blocks = doc.text, doc.blocks
    spans = [
        s
        for s in doc.sentences[: 4 * _READ]
        if blocks[s.block].kind == "paragraph" and blocks[s.block].region == "main" and s.end - s.start > _SHORT
    ]
    spans = spans[:_READ]
    if len(spans) < _FEWEST:
        return SILENT
    groups: dict[str, list[int]] = defaultdict(list)
    for s in spans:
        groups[" ".join(text[s.start : s.start + 40].split(None, 2)[:2]).lower()].append(s.start)
    shared = {opening: group for opening, group in groups.items() if len(group) >= 3}
    openings = _excess(sum(map(len, shared.values())) / len(spans), _NORMAL_OPENINGS, 1.0)
    lengths = _excess(-_variation([s.end - s.start for s in spans]), -_NORMAL_VARIATION, 0.0)
    sections = _sections(doc)
    if not (openings or lengths or sections):
        return SILENT
    evidence: list[Evidence] = []
    if openings:
        places = sorted((start, len(opening)) for opening, group in shared.items() for start in group)[:_MOST]
        evidence += [Evidence(Span(a, a + n), "opening used again and again") for a, n in places]
    if lengths:
        evidence.append(Evidence(None, note="the sentences are of nearly the same length"))
    if sections:
        evidence.append(Evidence(None, note="the sections are of nearly the same length"))
    return Reading({"uniform_length_ratio": lengths, "same_opening_ratio": openings, "equal_section_ratio": sections}, tuple(evidence))


def _excess(value: float, normal: float, most: float) -> float:
    """How far a value lies beyond normal, as a share of the way to the extreme."""
    return max(0.0, min(1.0, (value - normal) / (most - normal)))


def _variation(sizes: list[int]) -> float:
    """Standard deviation over mean."""
    mean = sum(sizes) / len(sizes)
    return (sum((x - mean) ** 2 for x in sizes) / len(sizes)) ** 0.5 / mean if mean else 1.0


def _sections(doc: Document) -> float:
    """Excess of equality of the sections between headings; sections of one line are a list, not sections."""
    sizes: list[int] = []
    size, inside = 0, False
    for block in doc.blocks:
        if block.region != "main":
            continue
        if block.kind == "heading":
            if inside and size:
                sizes.append(size)
            size, inside = 0, True
        else:
            size += block.end - block.start
    if inside and size:
        sizes.append(size)
    if len(sizes) < _FEWEST_SECTIONS or sum(sizes) / len(sizes) < 200:
        return 0.0
    return _excess(-_variation(sizes), -_NORMAL_SECTIONS, 0.0)
