"""The strings that signals look for before they try a pattern: one automaton tells in one pass which of them a page holds.

A search for one string costs as much as this pass over a text for all of them. What is not listed here is left to the caller,
so the list decides what a page costs and never what a signal reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from spamcheck.document import Document

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# Asked of most pages by some signal. Lower case; common words would cost more here than they spare.
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
    "selbsthilfe", "gmc", "nmc", "hcpc", "gphc", "npi", "orcid", "ahpra", "rpps", "lanr", "colegiad", "10.", "pmid", "pmcid", "isbn", "issn",
    "nct", "arxiv", "isrctn", " et al", "[1", "doi.org", "doi:", "lancet", "jama", "bmj", "cochrane", "new england journal", "plos",
    "annals of", "journal of", "ärzteblatt", "revista española", "world health", "food and drug adm", "national institute",
    "centers for disease", "mayo clinic", "johns hopkins", "harvard", " university", "university of", "universidad", "université", "universität",
    "ministerio", "ministère", "bundesministerium", "deutsche gesellschaft", "société française", "sociedad española", "academy of", "college of",
    "association for", "association of", "society of", "society for", "health service", "institute of", "institute for", "aed", "ksh", "usd", "gbp", "eur", "inr", "qar",
    # what machines leave behind
    "<<", "##", "@@", "-66666", "-99999", "nan", " undefined", " null", "null", "#n/a", "#ref!", "#value!", "0.000", "[ad", "lorem ipsum dolor",
    "amp;", "#8", "#03", "8217", "8216", "8220", "8221", "8211", "8230", "squo", "â€", "ï¿½", "**", "[…]", "[...]", "[url=",
    " | ",
    # titles of persons and words for customers
    "dr ", "dr. ", "drs ", "drs. ", "dra ", "dra. ", "mr ", "mr. ", "mrs ", "mrs. ", "prof ", "prof. ", "professor ", "professor. ", "ms ",
    "herr ", "frau ", "residents", "homeowners", "locals", "patients", "businesses", "families",
))  # fmt: skip


@lru_cache(maxsize=1)
def _matcher() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(sorted(LISTED), implementation=Implementation.DFA)


def _held(doc: Document) -> frozenset[str]:
    matches, low = _matcher().find_matches_as_strings, doc.folded.text
    found = matches(low, overlapping=True)
    if doc.folded.cuts:  # without them folding leaves the characters of all that is listed where they are
        found += matches(doc.text.lower(), overlapping=True)
    return frozenset(found)


def held(doc: Document, literals: Iterable[str]) -> list[str]:
    """Those of some strings that the text or its folded form can hold, upper and lower case alike."""
    found = doc.derive(_held)
    return [x for x in literals if (low := x.lower()) in found or low not in LISTED]


def may_hold(doc: Document, *literals: str) -> bool:
    """Whether the text or its folded form can hold any of some strings."""
    found = doc.derive(_held)
    return any((low := x.lower()) in found or low not in LISTED for x in literals)
