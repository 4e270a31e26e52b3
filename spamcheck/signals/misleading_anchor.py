"""A link that shows one site's address and leads to another site.

Why: an address as link text is a promise of where the link goes. Swapping the target sends readers and search engines
to somebody else under a trusted name.
Misses: names of firms as anchors; swaps behind shorteners and click counters, whose target is not known.
Source: rules of SmokeDetector and rspamd (phishing by link text), re-written for this project, 2026-11.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import Target, target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SHOWN = lazy(
    r"(https?://)?((?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}(?:com|net|org|edu|gov|info|biz|co|io|health|us|uk|ca|au|de|fr|es|it|nl|example|test))(?:[/?#:]\S{0,300})?$"
)
_OPAQUE = lazy(
    r"[A-Za-z0-9_%=+/-]{40,}|(?:^|[/.?&=_])(?:[rtlc]|click|track|redir|redirect|out|go|goto|link|aff|ref|url|target|jump|exit|unsubscribe|wf|ls)(?:[/.?&=_]|$)",
    re.IGNORECASE,
)
# Where a site explains itself: a writer who names a site may link to what explains it.
_EXPLAINS = frozenset(("docs", "doc", "help", "support", "wiki", "developer", "developers"))
_CREDITS = frozenset(("footer", "nav", "header"))  # firms that serve the page are named there, under names old and new
_CAP = 5


@signal(
    title="Link text shows another address",
    family="links",
    policy="sneaky_redirects",
    languages=("any",),
    values={
        "mismatch_count": Value("links whose text is the address of another site, at most 5", spam=+1, low_quality=+1),
        "full_address_count": Value("of these, with a complete address or www as text, at most 5", spam=+1, low_quality=+1),
    },
    flags="<p>The dose is on <a href='https://quickpillstore.example/order'>www.medicinesboard.test</a> for adults.</p>",
    passes="<p>The dose is on <a href='https://medicinesboard.test/doses'>www.medicinesboard.test</a> for adults.</p>",
)
def misleading_anchor(doc: Document) -> Reading:
    found: list[tuple[Link, bool]] = []
    for link in doc.outbound:
        if "." not in link.anchor or len(link.anchor) > 200 or " " in link.anchor.strip():
            continue
        shown = _SHOWN.match(link.anchor.strip().rstrip(".,;:)"))  # lower case: "Shop.com" is a firm's name
        if shown and link.visible and link.end > link.start and _swapped(target(f"http://{shown.group(2)}/"), target(link.href)):
            full = bool(shown.group(1)) or shown.group(2).startswith("www.")
            if full or not (link.region in _CREDITS or target(link.href).host.partition(".")[0] in _EXPLAINS):
                found.append((link, full))
    if not found:
        return SILENT
    values = {"mismatch_count": min(_CAP, len(found)), "full_address_count": min(_CAP, sum(full for _, full in found))}
    return Reading(values, tuple(_show(link) for link, _ in found[:20]))


def _swapped(shown: Target, real: Target) -> bool:
    """Whether two addresses belong to different owners and the real one is no forwarder whose target is unknown."""
    if shown.registrable == real.registrable or real.kind in (
        "shortener",
        "internal",
        "social",
        "commerce",
        "news",
        "reference",
        "address",
    ):
        return False
    if shown.kind in ("shortener", "commerce"):
        return False
    name = shown.registrable.split(".")[0]
    told = unquote(real.url).lower().replace("-", ".")
    if name in told or _OPAQUE.search(f"{real.path}?{real.query}"):
        return False
    return not _alike(name, real.registrable.split(".")[0])


def _alike(a: str, b: str) -> bool:
    """Renamed sites and sister sites: one name holds a good part of the other."""
    short, long = sorted((a, b), key=len)
    return any(short[i : i + 4] in long for i in range(max(1, len(short) - 3)))


def _show(link: Link) -> Evidence:
    return Evidence(Span(link.start, min(link.end, link.start + 300)), f"leads to {target(link.href).host[:80]}")
