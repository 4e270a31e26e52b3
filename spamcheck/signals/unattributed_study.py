"""Appeals to studies, research or experts that name none: "studies have shown", "experts agree".

Why: a reader cannot check what has no author, year, journal, number or link. One such sentence is normal writing;
many of them, with nothing to follow, are how invented or copied substance reads.
Maps to: DISCERN 4 (sources clear), JAMA attribution, HONcode attribution and justifiability.
Misses: a source named two paragraphs away; false sources that have the right shape.
Source: own phrase lists (lexicons/vague_studies), exceptions from reading the training corpus, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.domains import target
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SECTIONS = frozenset({"study", "research", "expert"})
_CAP = 10
_FEWEST_WORDS = 250  # shorter texts are counted as if they had this many
_LISTED = 3  # entries from which on a reference list answers "which study?"
# What lets a reader find the study: a year, [3], "(Alder", "et al.", an identifier, a number raised to a word, a sample.
_SOURCE = lazy(
    r"\b(?:19|20)\d\d\b|\[\d{1,3}|\b(?:study|studies|survey|research|report|poll|data) (?:by|from|at|in) [A-Z]|\bet al\b|\bdoi\b|10\.\d{4}|\bPMI?D\b|NCT\d|https?:|www\.|[a-z][.,]?\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)"
    r"|\bn\s?=\s?\d|\d{2,}\s(?:\w+\s){0,2}(?:people|patients|adults|women|men|children|participants|students|trials|studies|users)"
    r"|\b(?:Journal|Lancet|JAMA|BMJ|Nature|Cochrane|Science|Annals|University|Universidad|Université|Universität|Institute|Instituto|Institut"
    r"|Hospital|Clinic|College|School|Center|Centre|Association|Academy|Society|Foundation|Ministry|Department|Organi[sz]ation|Council)\b"
    r"|\([A-ZÀ-Þ][\w'’-]{2,20}(?: (?:and|&|et|y|und) [A-ZÀ-Þ][\w'’-]{2,20})?,? |\b[A-Z][a-z]{2,15} [A-Z][a-z]{2,15}(?:'s|’s| and [A-Z])"
    r"|\b(?:by|from|at|por|par|von|de) (?:Dr\.? |Prof\.? |the )?[A-ZÀ-Þ][\w.'’-]{1,20} [A-ZÀ-Þ]|\b(?:NIH|CDC|WHO|FDA|NHS|NICE|EMA|OMS|RKI|INSERM)\b"
)
_VERB = lazy(
    r"\b(?:show|shows|shown|found|find|demonstrat|suggest|indicat|prov|reveal|confirm|agree|say|believ|recommend|claim|link|has been|have been|according|backed"
    r"|demuestr|mostr|muestr|sugier|indic|revel|según|coinciden|afirman|demostr|montr|démontr|suggèr|révèl|prouv|selon|s'accordent|affirment"
    r"|zeig|beleg|bewies|bewiesen|laut|nachgewiesen|empfehlen|sagen)"
)
_LISTABLE = lazy(r"\(?\b(?:19|20)\d\d\b[);:,.]|\bet al\b|\bdoi\b|\b10\.\d{4,9}/|\bPMI?D\b|\bISBN\b")  # an address alone may be anything
_KINDS = frozenset({"journal", "registry", "guideline", "government", "health_authority", "university"})
# Sentences that report a limit, a harm or an open question are no appeal to authority.
_LIMIT = lazy(
    r"\b(?:no|not|did not|didn't|risks?|harm\w*|uncertain\w*|unclear|little|few|mixed|conflicting|however|cannot|only|increased risk|kein\w*|nicht|sin|pas)\b"
)
_REVIEW = lazy(
    r"\b(?:included (?:studies|trials)|studies were included|randomi[sz]ed|RCTs?|meta-analys[ei]s)\b"
)  # a review speaks of its own studies
_REVIEW_STARTS = ("included ", "studies were", "randomi", "RCT", "meta-analys")
_BACK = (
    "researchers believe",
    "scientists believe",
    "researchers suggest",
    "the study found",
    "el estudio",
    "l'étude",
    "die studie",
)  # speaks of a study named before, or of what science assumes


@signal(
    title="Appeals to studies or experts without a source",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "appeal_count": Value("sentences that appeal to unnamed studies or experts, at most 10", low_quality=+1),
        "appeals_per_1k_words": Value("such sentences per 1,000 words", low_quality=+1),
        "unlisted_count": Value("the same on a page that has no list of references, at most 10", low_quality=+1),
    },
    flags="Studies have shown that this tea calms the nerves within minutes.",
    passes="Studies have shown less pain after eight weeks (Alder and Finch, 2019).",
)
def unattributed_study(doc: Document) -> Reading:
    """Sentences with a stock appeal, where neither they nor their neighbours let one find the source."""
    hits = [h for h in doc.hits("vague_studies") if h.section in _SECTIONS and not h.item.startswith(_BACK)]
    if not hits:
        return SILENT
    linked = sorted(link.start for link in doc.outbound if link.visible)
    evidence: list[Evidence] = []
    last = -1
    for hit in hits:
        if hit.start < last or not _own_voice(doc, hit):
            continue
        sentence = doc.sentence_at(hit.start)
        last = sentence.end
        if _appeals(doc, hit, sentence.start, sentence.end) and not _sourced(doc, sentence.start, sentence.end, linked):
            end = min(sentence.end, sentence.start + 300) if hit.end <= sentence.start + 300 else hit.end
            start = sentence.start if hit.end <= sentence.start + 300 else hit.start
            evidence.append(Evidence(Span(start, start + len(doc.text[start:end].rstrip())), "names no study, author or link"))
    if not evidence or _is_review(doc):
        return SILENT
    count = len(evidence)
    values = {
        "appeal_count": min(_CAP, count),
        "appeals_per_1k_words": 1000 * count / max(_FEWEST_WORDS, len(doc.words)),
        "unlisted_count": 0 if _has_list(doc) else min(_CAP, count),
    }
    return Reading(values, tuple(evidence[:20]))


def _is_review(doc: Document) -> bool:
    """A review of trials: its "one study found" is its own result."""
    return sum(1 for _ in anchored(_REVIEW, _REVIEW_STARTS, doc.text, 20_000)) >= 3


def _appeals(doc: Document, hit: Hit, start: int, end: int) -> bool:
    """A verb of showing in or just after the phrase, and no limit in the sentence."""
    low = doc.text[start:end].lower()
    if low.rstrip().endswith("?"):
        return False
    return bool(_VERB.search(low, hit.start - start, min(end, hit.end + 40) - start)) and not _LIMIT.search(low)


def _own_voice(doc: Document, hit: Hit) -> bool:
    """Main text, outside quotations, not denied ("no studies show") and not a question."""
    block = doc.block_at(hit.start)
    if block.region != "main" or block.kind in ("quote", "code"):
        return False
    before = doc.text[max(block.start, hit.start - 300) : hit.start]
    if before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2:
        return False
    near = before[-24:].lower()
    return not re.search(r"\b(?:no|not|few|whether|if|myth|ninguno?|sin|aucune?|sans|keine?)\s(?:\w+\s)?$", near)


def _sourced(doc: Document, start: int, end: int, linked: list[int]) -> bool:
    """Whether the sentence or one beside it in the same paragraph holds something to look up."""
    block = doc.block_at(start)
    low, high = max(block.start, start - 200), min(block.end, end + 200)
    if any(low <= at < high for at in linked):
        return True
    # The sentence itself also counts with its length cut away: a source is named near the appeal.
    return bool(_SOURCE.search(doc.text, low, high))


def _has_list(doc: Document) -> bool:
    """A reference list whose entries can be looked up."""
    found = sum(b.region == "references" and bool(_LISTABLE.search(doc.text, b.start, min(b.end, b.start + 600))) for b in doc.blocks)
    found += sum(link.region == "references" and target(link.href).kind in _KINDS for link in doc.outbound)
    return found >= _LISTED
