"""A health article without a single source: no reference, no link to a journal or office, no named study.

Why: health statements come from somewhere; a text that never says where cannot be checked. Silent where an official
host signs, in patients' stories and patient leaflets, and on excerpts without any heading.
Maps to: JAMA attribution, DISCERN 4, HONcode attribution.
Misses: sources on a separate page; invented sources.
Source: own patterns and lists (lexicons/medical_words, scholarly_hosts), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.literals import held
from spamcheck.patterns import anchored, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 300
_MEDICAL_SHARE = 0.015  # condition and treatment words per word: below, the text makes no health statements
_OFFICIAL = frozenset({"government", "health_authority", "university", "guideline", "journal", "registry", "reference", "news"})
# Tokens are looked up as plain strings: a pattern that tries all of them at every position took 0.3 ms a page.
_TOKENS = (
    " et al", "PMID", "doi.org", "doi:", "Lancet", "JAMA", "BMJ", "Cochrane", "New England Journal", "PLOS", "Annals of", "Journal of", "Ärzteblatt", "Revista Española",
    "World Health", "Food and Drug Adm", "National Institute", "Centers for Disease", "Mayo Clinic", "Johns Hopkins", "Harvard", " University", "University of", "Universidad",
    "Université", "Universität", "Ministerio", "Ministère", "Bundesministerium", "Deutsche Gesellschaft", "Société française", "Sociedad Española", "Academy of", "College of",
    "Association for", "Association of", "Society of", "Society for", "Health Service", "Institute of", "Institute for",
)  # fmt: skip
_ACRONYM = lazy(r"[A-Z](?<!\w.)[A-Z]{2,5}\b")  # begins with a letter, not a boundary: fast
_BODIES = frozenset(
    {
        "NICE",
        "NHS",
        "CDC",
        "FDA",
        "NIH",
        "WHO",
        "EMA",
        "RKI",
        "HAS",
        "INSERM",
        "AEMPS",
        "OMS",
        "MHRA",
        "AAD",
        "ADA",
        "AHA",
        "USPSTF",
        "ACOG",
    }
)
_CITED = lazy(r"\[\d{1,3}\]|\((?:[A-ZÀ-Þ][\w'’-]{2,20}[^()\n]{0,30},? )?(?:19|20)\d\d[a-z]?\)")
_STUDY = lazy(
    r"(?:study|trial|survey|estudio|étude|Studie) (?:by|from|at|de|von|der) (?:the )?[A-ZÀ-Þ]|(?:19|20)\d\d (?:study|trial|review|meta-analysis|survey|report)\b|(?:19|20)\d\d;\s?\d"
)
_STUDIES = ("study", "trial", "survey", "estudio", "étude", "Studie", "19", "20")
_STOCK = lazy(
    r"^consult|^medical advice$|substitute|no sustituye|no reemplaza|consejo médico|avis médical|ne remplace|se substitue|ne saurait|ersetz|kein ersatz|profesional|professionnel"
)
_ASK = lazy(
    r"^(?:ask|talk|speak|tell|check)"
)  # "ask your doctor" is on sales pages too; "see a GP", "call 999" is how health services write
_LEAFLET = 1  # different pieces of advice where to go: a patient leaflet, whose publisher is its own source
_FIRST = frozenset({"i", "my", "i'm", "i’m", "i've", "i’ve", "yo", "mi", "je", "mon", "ma", "ich", "mein", "meine", "mir", "mich"})


@signal(
    title="Health article without any source",
    family="trust",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "missing_flag": Value(
            "1 where a health article of 300 words or more has no reference, official link or named study", low_quality=+1
        )
    },
    flags="Living with migraine\n\n"
    + "Migraine pain and nausea respond to tablets, therapy and rest, and a headache diary helps with treatment. " * 20,
    passes="Living with migraine\n\nSource: NICE guideline, 2021.\n\n"
    + "Migraine pain and nausea respond to tablets, therapy and rest, and a headache diary helps with treatment. " * 20,
)
def no_sources(doc: Document) -> Reading | None:
    """Absence of every sign of a source, in a text that makes health statements."""
    words = len(doc.words)
    if doc.page != "article" or words < _FEWEST_WORDS or not (doc.title or doc.headings):
        return None
    medical = doc.hits("medical_words", "condition", "treatment")
    if len(medical) < _MEDICAL_SHARE * words or len({h.item for h in medical}) < 5:
        return None
    if _sourced(doc):
        return SILENT
    note = "no reference, no link to a journal, office or university, and no study or institution named in the text"
    return Reading({"missing_flag": 1}, (Evidence(None, note),))


def _sourced(doc: Document) -> bool:
    """A source of any kind, an official host, a patient leaflet, or a story told in the first person."""
    if doc.url and target(doc.url).kind in _OFFICIAL:
        return True
    if any(token in doc.text for token in held(doc, _TOKENS)) or _CITED.search(doc.text):
        return True
    if next(anchored(_STUDY, _STUDIES, doc.text), None) is not None:
        return True
    if not _BODIES.isdisjoint(_ACRONYM.findall(doc.text)):
        return True
    if len({h.item for h in doc.hits("risk_terms", "seek_care") if not _STOCK.search(h.item) and not _ASK.search(h.item)}) >= _LEAFLET:
        return True
    if any(link.region not in ("nav", "footer") and target(link.href).kind in _OFFICIAL for link in doc.outbound):
        return True
    words = doc.words.lower
    return 100 * sum(map(_FIRST.__contains__, words[:3000])) >= 1.5 * min(3000, len(words))
