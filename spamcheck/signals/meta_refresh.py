"""The page sends its reader on to another site by a meta refresh.

Why: doorways rank with one page and show another. Reloads of the same site and slow notices ("we have moved") are ordinary.
Misses: redirects by script or by the server, which a saved page does not show.
Source: Google's spam policy on sneaky redirects; a rule of a public mail filter (weight 5.0), 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_REFRESH = lazy(r"\s*(\d{0,5})(?:\.\d{0,3})?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*((?:https?:)?//[^\s\"']{4,2000})", re.IGNORECASE)
_MOVED = lazy(
    r"\b(?:moved|redirect\w{0,4}|new (?:address|home|site|location)|umgezogen|weiterleit\w{0,4}|d[ée]m[ée]nag\w{0,4}|redirig\w{0,4}"
    r"|trasladad\w{0,2})\b"
)
_SOON = 15  # seconds: longer waits are for reading first
_ARTICLE = 80  # words: who redirects honestly has no article on the page


@signal(
    title="Redirect to another site",
    family="hidden",
    policy="sneaky_redirects",
    languages=("any",),
    needs="html",
    values={
        "redirect_flag": Value("sends the reader to another site within 15 seconds without saying so", spam=+1),
        "article_flag": Value("and the page that is left holds an article or leads to a throw-away host", spam=+1),
    },
    flags="<html><head><link rel='canonical' href='https://choir.example/a'><meta http-equiv='refresh' content='0;url=https://pills.test/buy'></head>"
    "<body><p>Our choir.</p></body></html>",
    passes="<html><head><link rel='canonical' href='https://choir.example/a'><meta http-equiv='refresh' content='300;url=https://choir.example/a'></head>"
    "<body><p>Our choir.</p></body></html>",
)
def meta_refresh(doc: Document) -> Reading:
    if not doc.meta.refresh:
        return SILENT
    found = _REFRESH.match(doc.meta.refresh[:2100])
    if not found or int(found.group(1) or 0) > _SOON:
        return SILENT
    place = target(found.group(2))
    own = {target(doc.url or "").registrable, target(doc.meta.canonical).registrable} - {""}
    if not own:  # a saved page without an address: its own absolute links say where it is from
        own = {target(k.href).registrable for k in doc.outbound}
    if not place.host or place.registrable in own or place.kind in ("government", "social") or _MOVED.search(doc.folded.text[:3000]):
        return SILENT
    article = len(doc.words) >= _ARTICLE or place.tier.startswith(("tier_a", "tier_b")) or place.kind in ("shortener", "address")
    evidence = Evidence(None, "the reader is sent on to another site", "meta", doc.meta.refresh[:300])
    return Reading({"redirect_flag": 1.0, "article_flag": float(article)}, (evidence,))
