"""A health article that states benefits of a treatment and not one risk, limit or reason against it.

Why: a treatment without risk exists in advertising only. Three or more statements of benefit and no word on
adverse effects, contra-indications or limits of the evidence is what a sales text leaves out.
Maps to: DISCERN 11 (risks of each treatment), 8 (uncertainty), 12 (no treatment); HONcode justifiability.
Misses: pages where a stock caveat stands in for risks; benefits in words outside the list.
Source: own lists (lexicons/benefit_words, risk_terms, medical_words), thresholds read on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_BENEFITS = 3
_RISK_SECTIONS = ("adverse", "contraindication", "limits")
# "More research is needed" closes any text: a stock caveat is no risk that a reader could act on.
_STOCK = lazy(
    r"research is needed|studies are needed|interactions?$|complications?$|^toxic|temporary|short-term|placebo|warnings?$|unclear$|limitations?$"
    r"|^death$|^fatal$|long-term effects are|being studied|^not everyone$|^may not (?:work|help)$|wears? off|^unclear|^uncertain|^suicid|^relapse|^withdrawal|^addict|^dependence$|^misuse$|^overdos|^seizures$|^fatal$|^not a cure$|^follow[ -]|se necesita|sont nécessaires|weitere studien|weitere forschung"
)
# Tests and explanations help too, without treating: "helps detect kidney disease", "help to understand".
_NO_BENEFIT = lazy(
    r"\b(?:assess|detect|identif|diagnos|determin|measur|understand|manage|doctor|provider|healthcare|clinician|plan|ensure|prepar|ask|evaluat|monitor"
    r"|check|screen|test|develop)"
)
_TURNED = lazy(
    r"\b(?:no|without|zero|free of|free from|minimal|fewer|less|few|sin|sans|ohne|keine?|reduc\w+|lower\w*|decreas\w+|prevent\w*|avoid\w*|treat\w*|reliev\w+"
    r"|alleviat\w+|combat\w*|improv\w+|against|eliminat\w+|unlike|réduit|senkt|alivia)[ -](?:[\w,-]+ ){0,4}$"
)  # "reduces the risk of" and "without side effects" are benefits
_DENIED = lazy(r"(?:\b(?:not|never|cannot|no|nor|ne|pas|nicht|kein\w*)|n['’]t) (?:\w+ ){0,2}$")
_MANY, _TILT = 5, 0.8  # benefits from which on the balance is read, and the share of benefits that is one-sided
_MEDICAL_SHARE = 0.015  # condition and treatment words per word: below, the text makes no health statements


@signal(
    title="Benefits without a single risk",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "missing_flag": Value("1 where three or more benefits are stated and no risk or limit", low_quality=+1),
        "one_sided_ratio": Value("benefits among benefits and risks where at least 0.8 of five or more, else 0", low_quality=+1),
        "benefit_count": Value("statements of benefit on such a page, at most 15", low_quality=+1),
    },
    flags="The herb relieves joint pain, and the capsules improve sleep. It boosts immunity in adults with allergies. Tablets reduce stress, and the"
    " tincture supports digestion, circulation and the skin. "
    + "Take the capsules with breakfast and keep the tablets in a cool cupboard. "
    * 20,
    passes="The herb relieves joint pain, and the capsules improve sleep. It boosts immunity in adults with allergies. Side effects such as stomach"
    " bleeding are possible, and it should not be taken with warfarin. "
    + "Take the capsules with breakfast and keep the tablets cool. "
    * 20,
)
def missing_risks(doc: Document) -> Reading | None:
    """Sentences that join a benefit word to a health word, on a page without risk terms."""
    if doc.page != "article" or not _makes_health_statements(doc):
        return None
    benefits = doc.hits("benefit_words")
    if len(benefits) < _BENEFITS:
        return SILENT
    evidence, risks = _statements(doc, benefits), _risks(doc)
    share = len(evidence) / (len(evidence) + risks) if evidence else 0.0
    if len(evidence) < _BENEFITS or (risks and not (len(evidence) >= _MANY and share >= _TILT)):
        return SILENT
    values = {
        "missing_flag": int(not risks),
        "benefit_count": min(15, len(evidence)),
        "one_sided_ratio": share if len(evidence) >= _MANY else 0,
    }
    return Reading(values, tuple(evidence[:20]))


def _makes_health_statements(doc: Document) -> bool:
    words = len(doc.words)
    if words < _FEWEST_WORDS:
        return False
    hits = doc.hits("medical_words", "condition", "treatment")
    return len(hits) >= _MEDICAL_SHARE * words and len({h.item for h in hits}) >= 5


def _risks(doc: Document) -> int:
    """How often the text names a risk, a reason against or a limit; a name of an illness is none by itself."""
    illness = read("medical_words", doc.language)
    return sum(
        illness.get(h.item) != "condition"
        and not _STOCK.search(h.item)
        and not _TURNED.search(doc.text[max(0, h.start - 60) : h.start].lower())
        for h in doc.hits("risk_terms", *_RISK_SECTIONS)
    )


def _statements(doc: Document, benefits: tuple[Hit, ...]) -> list[Evidence]:
    """One piece of evidence a sentence: from the benefit word to the health word behind it."""
    medical = [h for h in doc.hits("medical_words") if h.section != "care"]
    starts = [h.start for h in medical]
    found: list[Evidence] = []
    last = -1
    for hit in benefits:
        if hit.start < last:
            continue
        sentence = doc.sentence_at(hit.start)
        i = bisect_left(starts, hit.end)
        if i < len(medical) and medical[i].end <= min(sentence.end, hit.start + 120) and _treats(doc, hit.start, medical[i].end):
            found.append(Evidence(Span(hit.start, medical[i].end), "benefit; risks and limits are missing on the page"))
            last = sentence.end
    return found


def _treats(doc: Document, start: int, end: int) -> bool:
    """In the main text, not denied, and not about a test or a talk with the doctor."""
    if doc.block_at(start).region != "main" or _NO_BENEFIT.search(doc.text, start, end):
        return False
    return not _DENIED.search(doc.text[max(0, start - 30) : start].lower())
