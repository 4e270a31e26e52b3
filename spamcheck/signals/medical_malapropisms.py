"""Medical words that went wrong: look-alike words that turn the meaning round, and misspelt names of medicines.

Why: who writes "non-psychotic CBD" or "under local aesthetic" does not know the field; several misspellings of one medicine
beside the right one are keywords for searchers who mistype.
How: listed word pairs; single-letter slips of some ninety medicine names, worked out by rule. Quotations, comments and
passages that speak of spelling stay out.
Misses: wrong words of other fields. Patients and forum writers misspell too: single slips grade quality only.
Source: survey of health pages; on training 4 of 3,217 honest pages hold one misspelling, none two, 2026-11.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_DRUGS = (
    "acetaminophen adderall albuterol alprazolam amitriptyline amlodipine amoxicillin amphetamine ashwagandha atorvastatin azithromycin"
    " baclofen botulinum buprenorphine bupropion cannabidiol carisoprodol cephalexin cetirizine ciprofloxacin citalopram clonazepam"
    " codeine creatine cyclobenzaprine dapoxetine dexamethasone diazepam diclofenac doxycycline duloxetine escitalopram esomeprazole"
    " finasteride fluconazole fluoxetine furosemide gabapentin glucosamine hyaluronic hydrochlorothiazide hydrocodone hydroxychloroquine"
    " ibuprofen isotretinoin ivermectin ketamine lamotrigine levothyroxine lexapro liraglutide lisinopril loratadine lorazepam losartan"
    " melatonin metformin methadone methylphenidate metoprolol metronidazole minoxidil modafinil mounjaro naltrexone naproxen omeprazole"
    " ondansetron orlistat oxandrolone oxycodone ozempic pantoprazole paracetamol paroxetine penicillin percocet phentermine"
    " prednisolone prednisone pregabalin propecia propranolol psilocybin quetiapine saxenda semaglutide sertraline sildenafil"
    " simvastatin spironolactone suboxone sumatriptan tadalafil tamoxifen testosterone tirzepatide topiramate tramadol trazodone"
    " tretinoin valacyclovir vardenafil venlafaxine viagra vicodin warfarin wegovy zepbound zolpidem"
)
# Right words, foreign names and brands that a one-letter slip would hit.
_RIGHT = frozenset(
    ("amoxycillin", "cefalexin", "oxycodon", "hydrocodon", "metadone", "methadon", "liraglutida", "cephalexine", "sumatriptans")
)
_TURNED = frozenset((
    "non-psychotic cbd", "non-psychotic cannabinoid", "non-psychotic compound", "non-psychotic component", "psychotic properties of",
    "psychotic ingredient", "psychotic component", "under local aesthetic", "under general aesthetic", "local aesthetic injection",
    "topical aesthetic", "dissociative aesthetic", "aesthetic cream numbs", "aesthesiologist", "carpal tunnel vision", "very close veins",
    "thc-free thc", "irregular bowel syndrome", "deep vain thrombosis", "anxiety attach", "sight effects", "rotary cuff",
))  # fmt: skip
_DOUBTFUL = frozenset(
    ("cbd receptor", "cbd receptors", "loose fat", "psychotic substance", "psychotic compound", "psychotic high", "heeling process")
)
_QUOTES = frozenset('"“”«»')
_SPELLING = lazy(r"\b(?:spell|spelt|misspel|typo|\(sic\)|also written|sometimes called|search(?:es|ed) for)")
_SWAPS = (("ph", "f"), ("f", "ph"), ("y", "i"), ("i", "y"), ("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"), ("x", "ks"), ("th", "t"))


def _slips(name: str) -> set[str]:
    """Everyday misspellings of a name: letters doubled, halved, dropped inside, turned round; vowels and sounds swapped."""
    found = set()
    for i in range(1, len(name)):
        found.add(name[:i] + name[i] + name[i:])
        if i == len(name) - 1:
            break
        found.add(name[:i] + name[i + 1 :])
        found.add(name[:i] + name[i + 1] + name[i] + name[i + 2 :])
        if name[i] in "aeiou":
            found.update(name[:i] + vowel + name[i + 1 :] for vowel in "aeiou")
    for a, b in _SWAPS:
        found.update(name[: m.start()] + b + name[m.end() :] for m in re.finditer(a, name))
    return found - {name}


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    """Misspelling -> the name it stands for."""
    names = dict.fromkeys(_DRUGS.split())
    found = {slip: name for name in names if len(name) >= 7 for slip in _slips(name)}
    for item, section in read("spun_phrases", "en").items():
        if section == "misspelled_drug" and " " not in item:
            found.setdefault(item, item)
    return {slip: name for slip, name in found.items() if slip not in _RIGHT and slip not in names}


@lru_cache(maxsize=1)
def _slip_words() -> frozenset[str]:
    return frozenset(_misspelt())


def _told(doc: Document, at: int) -> bool:
    start, end, block = doc.sentence_at(at)
    sentence = doc.text[start:end].lower()
    return not _QUOTES.isdisjoint(sentence) or _SPELLING.search(sentence) is not None or doc.blocks[block].region == "comments"


def _slipped(doc: Document) -> list[tuple[int, int, str, str]]:
    table, words = _misspelt(), doc.words
    found = [(words.start[i], words.end[i], words.lower[i], table[words.lower[i]]) for i in doc.places(_slip_words())]
    return [f for f in found if not _told(doc, f[0])]


@signal(
    title="Medical words gone wrong",
    family="substance",
    policy="qrg_eeat",
    languages=("en",),
    values={
        "turned_count": Value("different look-alike words that turn a medical meaning round, at most 5", spam=+1, low_quality=+1),
        "malapropism_count": Value("different wrong medical word pairs in all, at most 5", low_quality=+1),
        "misspelt_count": Value("different misspelt medicine names, at most 5", low_quality=+1),
        "variant_count": Value("most different misspellings of one medicine, from 2 on, at most 5", spam=+1, low_quality=+1),
    },
    flags="The tooth is drawn under local aesthetic in ten minutes.",
    passes="The tooth is drawn under local anaesthetic; aesthetic dentistry is a field of its own.",
)
def medical_malapropisms(doc: Document) -> Reading:
    """Point at wrong medical words and misspelt medicines."""
    pairs = [h for h in doc.hits("spun_phrases", "malapropism") if h.item not in _DOUBTFUL and not _told(doc, h.start)]
    slips = _slipped(doc)
    if not pairs and not slips:
        return SILENT
    forms: dict[str, set[str]] = {}
    for _, _, word, name in slips:
        forms.setdefault(name, set()).add(word)
    most = max((len(words) for words in forms.values()), default=0)
    found = [(h.start, h.end, "a look-alike of the medical word") for h in pairs]
    found += [(a, b, f"a misspelling of {name}" if name != word else "a misspelt medicine name") for a, b, word, name in slips]
    different = {h.item for h in pairs}
    counts = {
        "turned_count": len(different & _TURNED),
        "malapropism_count": len(different),
        "misspelt_count": len({word for _, _, word, _ in slips}),
        "variant_count": most if most >= 2 else 0,
    }
    evidence = tuple(Evidence(Span(a, b), note) for a, b, note in sorted(found)[:20])
    return Reading({name: min(5, n) for name, n in counts.items()}, evidence)
