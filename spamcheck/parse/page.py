"""What kind of page it is: article, listing, other or unreadable - with the reason."""

from __future__ import annotations

import re

from spamcheck.document import Block, Link
from spamcheck.patterns import lazy

_CHALLENGE = lazy(
    r"checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|just a moment\.\.\."
    r"|attention required|are you a robot|access (?:to this page has been |)denied|ddos protection by|please complete the security check|unusual traffic from your",
    re.IGNORECASE,
)
_SCRIPT_SHELL = lazy(
    r"(?:enable|requires?|need|activate|turn on|without) javascript|javascript (?:is|must be|to be) (?:required|disabled|enabled|not enabled)|doesn't work properly without",
    re.IGNORECASE,
)
_CONSENT = lazy(
    r"\b(?:we (?:and our partners )?(?:use|value|store)|accept(?: all)?|manage) (?:your )?(?:cookies|privacy|preferences)|before you continue to|consent to the use",
    re.IGNORECASE,
)
_SOFT_404 = lazy(
    r"\b404\b|page (?:you (?:requested|are looking for) )?(?:was |could |can)?\s?(?:not|n't) (?:be )?found|page (?:doesn't|does not) exist|p[aá]gina no encontrada|page introuvable|seite (?:wurde )?nicht gefunden",
    re.IGNORECASE,
)
_LOGIN = lazy(r"\b(?:log ?in|sign ?in|anmelden|se connecter|iniciar sesi[oó]n)\b", re.IGNORECASE)
_SHORT = 250  # words: longer pages are judged by their content, whatever phrase they hold
_RUNNING = ("paragraph", "quote", "cell", "item")
_PROSE_WORDS = 20  # a block with this many words and an end mark is prose


def page_kind(text: str, title: str, blocks: list[Block], links: list[Link], *, markup: bool) -> tuple[str, str]:
    """(kind, reason). `unreadable` and its message say what to do; `article` has running text."""
    # Markup leaves one white space between two words, but for a last one where the text was cut.
    words = (text.rstrip().count(" ") + text.count("\n") + 1 if text else 0) if markup else len(text.split())
    if words < _SHORT:
        reason = _unreadable(text, title, words, markup)
        if reason:
            return "unreadable", reason
    prose = prose_words = linked = 0
    for start, end, kind, region, _ in blocks:
        if end - start < _PROSE_WORDS - 1 or region in ("nav", "footer", "aside", "comments") or kind not in _RUNNING:
            continue
        size = text.count(" ", start, end) + 1
        if size >= _PROSE_WORDS:
            prose += 1
            prose_words += size
    linked = sum(link.anchor.count(" ") + 1 for link in links if link.visible and not link.bare)
    if linked > 0.5 * max(1, words) and prose_words < 0.35 * words:
        return "listing", "most of its words are links"
    if prose >= 2 and prose_words >= 80:
        return "article", "running text"
    if prose_words >= 60 and prose_words > 0.4 * words:
        return "article", "running text"
    return "other", "little running text"


def _unreadable(text: str, title: str, words: int, markup: bool) -> str:
    head = f"{title}\n{text[:3000]}"
    if words < 120 and _CHALLENGE.search(head):
        return "a challenge page answered instead of the article; open it in a browser, save it and score the file"
    if markup and words < 60 and _SCRIPT_SHELL.search(head):
        return "the page builds its text with JavaScript; save it from a browser and score the file"
    if _SOFT_404.search(title) or (words < 120 and _SOFT_404.search(head[:400])):
        return "an error page; check the address"
    if words < 90 and _CONSENT.search(head):
        return "a consent wall hides the article; accept it in a browser, save the page and score the file"
    if words < 60 and markup and _LOGIN.search(head):
        return "a log-in page; score the page behind it from a saved file"
    if words == 0:
        return "the page has no visible text; if it is built by JavaScript, save it from a browser" if markup else "the text is empty"
    return ""
