"""The strings that signals look for before they try a pattern: the pass that finds all phrases tells which of them a page holds.

What is not listed here is left to the caller, so the list decides what a page costs and never what a signal reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from spamcheck.document import Document

LITERALS = "literals"  # their place among the hits of a page
# Asked of most pages by some signal, spelled as it asks; common words would cost more here than they spare.
LISTED = frozenset((
    # claims
    "backed", "proven", "validated", "formulated", "grounded in", "rooted in", "evidence-based", "e-a-t", "tested", "rigorous", "highest",
    "excellence", "trusted", "licensed", "board-certified", "highly ", "-grade", "the only ", " permanent", "chemicals", "everyone", "every body",
    "all ages", "skin types", "side effect", "drawbacks", "once and for all", "of our patients", "of our clients", "success rate",
    "no downtime", "recommended", "approved", "endorsed", "-designed", "-developed", "cure", "revers", "eradicat", "wipes", "heilt", "guérit",
    "cura ", "elimina", "lbs", " lb", "pounds", "kg", "kilo", "libras", "pfund", "percent", "per cent", "por ciento", "pour cent", "prozent",
    # institutions, registers and sources
    "charity", "copyright", "government licen", "official w", "profit", "501(c)", "national inst", "of health", "health serv", "by guarantee",
    "registered ", "charity ", "crown c", "open gov", "an official", "501(", "part of the nat", "u.s. dep", "us dep", "national health s",
    "health service exec", "company lim", "asociación s", "sin fines", "ministerio de", "gobierno de", "association loi", "reconnue d",
    "ministère de la", "gemeinnützige", "eingetragener v", "vereinsreg", "bundesministerium f", "bundeszentrale f", "körperschaft d",
    "selbsthilfe", "gmc", "nmc", "hcpc", "gphc", "npi", "orcid", "ahpra", "rpps", "lanr", "colegiad", "10.", "PMID", "PMCID", "ISBN", "ISSN",
    "NCT", "arXiv", "ISRCTN", " et al", "[1", "doi.org", "doi:", "Lancet", "JAMA", "BMJ", "Cochrane", "New England Journal", "PLOS",
    "Annals of", "Journal of", "Ärzteblatt", "Revista Española", "World Health", "Food and Drug Adm", "National Institute",
    "Centers for Disease", "Mayo Clinic", "Johns Hopkins", "Harvard", " University", "University of", "Universidad", "Université", "Universität",
    "Ministerio", "Ministère", "Bundesministerium", "Deutsche Gesellschaft", "Société française", "Sociedad Española", "Academy of", "College of",
    "Association for", "Association of", "Society of", "Society for", "Health Service", "Institute of", "Institute for", "AED", "KSh", "USD", "GBP", "EUR", "INR", "QAR",
    # what machines leave behind
    "<<", "##", "@@", "-66666", "-99999", "NaN", " undefined", " null", "NULL", "#N/A", "#REF!", "#VALUE!", "0.000", "[ad", "lorem ipsum dolor",
    "amp;", "#8", "#03", "8217", "8216", "8220", "8221", "8211", "8230", "squo", "â€", "ï¿½", "**", "[…]", "[...]", "[url=",
    " | ",
    # titles of persons and words for customers
    "dr ", "dr. ", "drs ", "drs. ", "dra ", "dra. ", "mr ", "mr. ", "mrs ", "mrs. ", "prof ", "prof. ", "professor ", "professor. ", "ms ",
    "herr ", "frau ", "residents", "homeowners", "locals", "patients", "businesses", "families",
))  # fmt: skip


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, list[str]]:
    """Lower-case forms -> the strings that are spelled so."""
    found: dict[str, list[str]] = {}
    for literal in sorted(LISTED):
        found.setdefault(literal.lower(), []).append(literal)
    return found


def _held(doc: Document) -> frozenset[str]:
    if doc.scan is None:
        return LISTED
    found, spellings = {h.item for h in doc.hits(LITERALS)}, _spellings()
    if doc.folded.cuts:  # without them folding leaves the characters of all that is listed where they are
        found.update(item for _, _, item, _ in doc.scan(doc.lower_text, doc.language).get(LITERALS, ()))
    return frozenset([literal for low in found for literal in spellings[low]])


def held(doc: Document, literals: Iterable[str]) -> list[str]:
    """Those of some strings that the text or its folded form can hold, upper and lower case alike."""
    found = doc.derive(_held)
    return [x for x in literals if x in found or x not in LISTED]


def may_hold(doc: Document, *literals: str) -> bool:
    """Whether the text or its folded form can hold any of some strings."""
    found = doc.derive(_held)
    return any(x in found or x not in LISTED for x in literals)
