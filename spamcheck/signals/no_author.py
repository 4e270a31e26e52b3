"""An article with no author, no named source and no date anywhere.

Why: nobody stands for what it says and nobody knows how old it is. Silent where an institution signs, on patient leaflets, where the
writer tells of own experience, and on excerpts without any heading, which could not show a byline.
Maps to: JAMA authorship and currency, HONcode authority.
Misses: authors named in pictures; pages whose byline sits on another page.
Source: own patterns, silence conditions read on the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_READ = 3000  # words in which the writer says I
_HEAD, _TAIL = 16, 8  # blocks at both ends
_OFFICIAL = frozenset({"government", "health_authority", "university", "guideline", "journal", "registry", "reference", "news"})
_BYLINE = lazy(
    r"(?:^|[|·•–—\n-] ?|\s)(?:[Bb]y|BY|Por|Par|Von|Author|Autora?|Auteure?|Autorin|Written by|Posted by|Text)[: ]{1,2}(?:Dr\.? |Prof\.? )?[A-ZÀ-Þ][\w'’.-]{1,20}(?: [A-ZÀ-Þ][\w'’.-]{0,20}){1,3}"
)
_BYLINE_WORDS = ("by", "By", "BY", "Por", "Par", "Von", "Aut", "Text")  # one of these stands in every byline
_SIGNATURE = lazy(
    r"\W{0,3}(?:Dr\.?|Prof\.?|Dra\.?) [A-ZÀ-Þ]|[A-ZÀ-Þ][a-zß-ÿ'’-]{1,18}(?: [A-Z]\.)? [A-ZÀ-Þ][a-zß-ÿ'’-]{1,18}, [A-Z][A-Za-z.]{1,8}\b"
)
_DATE = lazy(
    r"\b(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?[A-Za-zÀ-ÿ]{3,10}\.?(?: de)?,? (?:19|20)\d\d"
    r"|[A-Z][a-zé]{2,9}\.? (?:\d{1,2}(?:st|nd|rd|th)?, )?(?:19|20)\d\d)\b"
)
_DIGIT = lazy(r"\d")  # every date has one
_ORGANISATION = lazy(
    r"registered charity|charity number|crown copyright|national institute|health service|ministry of|department of|university|foundation|society of|association of|verein|stiftung|ministerium"
    r"|fundación|asociación|ministerio|fondation|association|ministère"
)
# "See a GP", "call 999": a patient leaflet, whose publisher signs it elsewhere. The stock lines are on sales pages too.
_STOCK = lazy(
    r"^(?:consult|ask|talk|speak|tell|check)|^medical advice$|substitute|no sustituye|no reemplaza|consejo médico|avis médical|ne remplace|se substitue|ne saurait"
    r"|ersetz|kein ersatz|profesional|professionnel"
)
_FIRST = frozenset({"i", "my", "i'm", "i’m", "i've", "i’ve", "yo", "mi", "je", "mon", "ma", "ich", "mein", "meine", "mir", "mich"})


@signal(
    title="No author, source or date",
    family="trust",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={"missing_flag": Value("1 where an article of 250 words or more names no author, no reviewer and no date", low_quality=+1)},
    flags="Choosing a mattress\n\n" + "A mattress that is too soft lets the hips sink and the back bend. " * 24,
    passes="Choosing a mattress\n\nBy Jane Alder, 12 March 2024\n\n"
    + "A mattress that is too soft lets the hips sink and the back bend. " * 24,
)
def no_author(doc: Document) -> Reading | None:
    """Absence of every sign of an author and a date."""
    if doc.page != "article" or len(doc.words) < _FEWEST_WORDS:
        return None
    if not (doc.title or doc.headings):
        return None  # an excerpt
    if doc.meta.author or doc.meta.jsonld_authors or doc.meta.published or doc.meta.modified or _signed(doc):
        return SILENT
    note = "no author, reviewer, named source or date was found in the head, the first and the last lines, or beside byline words"
    return Reading({"missing_flag": 1}, (Evidence(None, note),))


def _signed(doc: Document) -> bool:
    """An institution, a byline, a date at either end, byline words with a name, or a writer who says I."""
    if doc.url and target(doc.url).kind in _OFFICIAL:
        return True
    blocks = [b for b in doc.blocks if b.kind not in ("quote", "code")]
    for block in [*blocks[:_HEAD], *blocks[_HEAD:][-_TAIL:]]:
        text = doc.text[block.start : min(block.end, block.start + 200)]
        if len(text) <= 180 and (
            _SIGNATURE.match(text)
            or (any(map(text.__contains__, _BYLINE_WORDS)) and _BYLINE.search(text))
            or (_DIGIT.search(text) and _DATE.search(text))
        ):
            return True
        if block.region == "footer" and _ORGANISATION.search(text.lower()):
            return True
    if any(_named(doc, h.end) for h in doc.hits("credentials", "byline")):
        return True
    if any(not _STOCK.search(h.item) for h in doc.hits("risk_terms", "seek_care")):
        return True
    first = bisect_left(doc.places(_FIRST), _READ)
    return 100 * first >= 1.5 * min(_READ, len(doc.words))


def _named(doc: Document, end: int) -> bool:
    """A capitalised name or a date right behind a byline word."""
    return bool(
        re.match(
            r"[:\s]{0,3}(?:by |on |por |par |von |am |el |le )?(?:(?:Dr|Prof)\.? )?[A-ZÀ-Þ][\w'’.-]{1,20} [A-ZÀ-Þ\d]",
            doc.text[end : end + 60],
        )
    ) or bool(_DATE.search(doc.text, end, min(len(doc.text), end + 40)))
