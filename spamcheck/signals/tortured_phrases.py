"""Spun text: fixed terms with one part swapped for a synonym, swapped glue words, articles that no longer fit their noun.

Why: rewriting software swaps words one by one ("colossal information", "twist of fate lawyer", "a adversarial firm") to pass
copied text off as new. Nobody says so; a foreign writer makes other mistakes.
How: distinct listed terms (spun_phrases, spun_terms), which a sentence with quotation marks does not hold; windows of 2,000
characters with several article slips before different words; windows with several swapped glue phrases.
Misses: rewriting by language models, which leaves no such debris. Terms near words on paraphrasing tools are let pass.
Source: literature on tortured phrases (Cabanac and others, 2021); article slips: on training 0 of 3,217 honest pages with
two different ones in a window, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW_CHARS = 2000
_MIN_SLIPS = 2
_MIN_GLUE = 4
# Items of the shared list that are odd but met in honest text.
_DOUBTFUL = frozenset((
    "multi-nutrient", "unwanted side-effects", "weight reduction plan", "undifferentiated cell", "a one of a kind", "oral fitness",
    "drug conveyance", "acid reflux disorder", "birth control tablets", "coronary heart health", "coronary heart rate",
    "open coronary heart surgery", "hearing help devices", "thyroid organ", "prostate organ", "medication rehab", "electronic cigaret",
    "dependancy", "body weight record", "irregular access memory", "hearing assist", "cancer prevention agent properties",
    "skin malignancy", "colon malignancy", "lung malignancy", "ovarian malignancy", "pancreatic malignancy", "prostate malignancy",
    "blood malignancy", "wind vitality", "enormous information", "huge information", "weight reduction", "returned pain",
))  # fmt: skip
_ABOUT = ("tortured phrase", "paraphrasing tool", "article spin", "text spinn", "spinning software", "spun content", "spun text")
_ABOUT_CHARS = 1500  # how near such words must stand
_QUOTES = frozenset('"“”«»„')
_SLIP = re.compile(  # begins with a literal: the engine skips to the next " a" at once
    r" a(?: (?=[aeiou])(?:[ai]|e(?!u|we)|o(?!n[ce]\b|n[ce]-|uija)|u(?:n(?!i|anim)|p|l(?!u)|m|g))[a-z]{3,}"
    r"|n (?:[bcdfgjklpqrstvwz]|[mn](?![bdfgt]))(?=[a-z]{0,2}[aeiou])[a-z]{3,})"
)
# "a" that is a letter or a foreign preposition: before function words, after what carries grades.
_NOT_NOUN = frozenset((
    "are", "all", "also", "alone", "and", "even", "into", "only", "over", "other", "until", "unless", "under", "upon", "among",
    "aria", "este", "esta", "ella", "esto", "una",
))  # fmt: skip
_LETTERED = re.compile(r"(?i:vitamin|hepatitis|type|group|grade|class|plan|part|option|section|factor|influenza|side|exhibit|appendix|a) $")


def _quoted(doc: Document, at: int) -> bool:
    start, end, _ = doc.sentence_at(at)
    return not _QUOTES.isdisjoint(doc.text[start:end])


def _about(doc: Document) -> list[int]:
    """Places where the text speaks of spinning."""
    folded, found = doc.folded, []
    for name in _ABOUT:
        at = folded.text.find(name)
        while at >= 0:
            found.append(folded.original(at))
            at = folded.text.find(name, at + 1)
    return found


def _terms(doc: Document) -> list[Hit]:
    """First mention of every swapped term, in page order."""
    hits = [h for h in doc.hits("spun_phrases", "tortured") if h.item not in _DOUBTFUL] + list(doc.hits("spun_terms", "swap"))
    first: dict[str, Hit] = {}
    for hit in sorted(hits):
        if hit.item not in first and not _quoted(doc, hit.start):
            first[hit.item] = hit
    return list(first.values())


def _slips(doc: Document) -> list[tuple[int, int, str]]:
    if doc.language != "en":
        return []
    found = []
    for m in _SLIP.finditer(doc.text):
        word = m.group().split(" ")[2]
        if word not in _NOT_NOUN and not _LETTERED.search(doc.text, max(0, m.start() - 10), m.start() + 1):
            found.append((m.start() + 1, m.end(), word))
    return found


def _densest(found: list[tuple[int, int, str]], least: int) -> tuple[int, list[tuple[int, int, str]]]:
    """Most different items in one window, and the items of every window that reaches `least`."""
    most, kept = 0, set()
    for i, (start, _, _) in enumerate(found):
        j = bisect_left(found, (start + _WINDOW_CHARS, 0, ""), lo=i)
        different = len({item for _, _, item in found[i : min(j, i + 50)]})
        most = max(most, different)
        if different >= least:
            kept.update(found[i:j])
    return (most, sorted(kept)) if most >= least else (0, [])


@signal(
    title="Spun text",
    family="integrity",
    policy="scaled_content_abuse",
    languages=("en",),
    values={
        "term_count": Value("different fixed terms with a swapped part, at most 10", spam=+1, low_quality=+1),
        "slip_count": Value("most article slips before different words in one window, from 2 on, at most 6", spam=+1, low_quality=+1),
        "glue_count": Value("most different swapped glue phrases in one window, from 4 on, at most 8", spam=+1, low_quality=+1),
    },
    flags="The counterfeit consciousness reads the scan, and the irregular woodland sorts the results.",
    passes="She wrote of a random forest and of heart failure, an honest summary with a useful table.",
)
def tortured_phrases(doc: Document) -> Reading:
    """Collect swapped terms, article slips and glue."""
    terms = _terms(doc)
    slips, slip_spans = _densest(_slips(doc), _MIN_SLIPS)
    glue, glue_spans = _densest([(h.start, h.end, h.item) for h in doc.hits("spun_terms", "glue")], _MIN_GLUE)
    if not (terms or slips or glue):
        return SILENT
    places = _about(doc)
    if places:
        terms = [h for h in terms if all(abs(h.start - at) > _ABOUT_CHARS for at in places)]
        if not (terms or slips or glue):
            return SILENT
    found = [(h.start, h.end, "a fixed term with a part swapped for a synonym") for h in terms]
    found += [(a, b, "the article does not fit the word: a word was swapped") for a, b, _ in slip_spans]
    found += [(a, b, "swapped glue words, several close together") for a, b, _ in glue_spans]
    evidence = tuple(Evidence(Span(a, b), note) for a, b, note in sorted(found)[:20])
    return Reading({"term_count": min(10, len(terms)), "slip_count": min(6, slips), "glue_count": min(8, glue)}, evidence)
