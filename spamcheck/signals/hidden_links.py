"""Links to other sites that a browser does not show.

Why: a link nobody can see is there to pass rank. Menus, share buttons and dialogues are hidden too, so a link counts when
its words are a query or a foreign money topic, its target is a throw-away host, or a trick hides it in running text.
Misses: hidden links with a plain anchor to an unknown site inside display:none; images as links.
Source: Google's spam policy on hidden links; hidden links of 250 honest pages of the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter

from spamcheck.document import Document, Evidence, Hidden, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import read, scan
from spamcheck.search_strings import strength
from spamcheck.signal import SILENT, Reading, Value, signal

_STRONG = frozenset({"off-screen", "zero font", "same colour", "tiny box", "transparent", "clipped"})
_QUERY_KINDS = frozenset({"near", "near_you", "sale", "buy", "cheap", "best"})
_MONEY = frozenset({"gambling", "adult", "pharma", "essay", "loan", "crypto"})
_FOREIGN = frozenset({"free", "other", "address", "shortener"})
_SHARED = re.compile(
    r"shar(?:e|er|ing)\b|/intent|bookmarklet|url=http|login|signin|privacy|cookie|/legal|/terms|advertis|\bads?\b", re.IGNORECASE
)
_PLAIN = frozenset({"display:none", "visibility:hidden", "hidden attribute", "noscript"})  # what menus and dialogues are hidden by
_ASKED = 2.0  # of `strength`
_NAMED = re.compile(r"/[a-z]{2,20}-[a-z0-9-]{3,80}(?:\.html?)?/?$", re.IGNORECASE)
_CAP = 8


@signal(
    title="Hidden links to other sites",
    family="hidden",
    policy="hidden_text_and_links",
    languages=("any",),
    needs="html",
    values={
        "tricked_count": Value("links to foreign sites hidden by a trick in running text, at most 8", spam=+1),
        "strong_count": Value("hidden links whose words are a query or money topic, or that lead to a throw-away host, at most 8", spam=+1),
    },
    flags="<p>Our choir meets on Mondays.</p><div style='display:none'><a href='http://qz7.example/x'>best online casino bonus</a></div>",
    passes="<p>Our choir meets on Mondays.</p><div style='display:none'><a href='https://www.facebook.com/choir'>Follow us</a></div>",
)
def hidden_links(doc: Document) -> Reading:
    links = [k for k in doc.outbound if not k.visible]
    if not links:
        return SILENT
    own: set[str] | None = None
    found: list[tuple[Link, str, bool]] = []
    seen: set[str] = set()
    for link in links:
        place = target(link.href)
        if link.href in seen or place.kind not in _FOREIGN or _SHARED.search(link.href):
            continue
        seen.add(link.href)
        own = _own_sites(doc) if own is None else own
        if place.registrable in own:
            continue
        part = _part_of(doc, link.anchor)
        strong = _is_query(link.anchor, doc.language) or (
            not (part and part.honest) and _cheap(place, tricked=part is not None and part.reason not in _PLAIN)
        )
        if strong or _is_tricked(link, part):
            found.append((link, part.reason if part else "hidden", strong))
    parts = [part for k, _, strong in found if strong and (part := _part_of(doc, k.anchor)) and not part.honest]
    shown_links = {k.href for k, _, _ in found}
    for link in links if parts else ():  # the neighbours of a planted link were planted with it
        part = _part_of(doc, link.anchor)
        place = target(link.href)
        if part in parts and link.href not in shown_links and place.kind in _FOREIGN and place.registrable not in (own or ()):
            found.append((link, part.reason if part else "hidden", False))
            shown_links.add(link.href)
    if not found or (len(found) == 1 and not found[0][2]):  # one lone link of that kind is a credit or an advertisement
        return SILENT
    strong_count = sum(strong for _, _, strong in found)
    values = {"tricked_count": min(_CAP, len(found) - strong_count), "strong_count": min(_CAP, strong_count)}
    shown = [e for k, why, _ in found for e in _show(k, why)]
    return Reading(values, tuple(shown[:20]))


def _cheap(place: Target, *, tricked: bool) -> bool:
    """A throw-away host; hidden by a trick also a shortened link, or an open platform's page named like a search phrase."""
    if place.tier.startswith(("tier_a", "tier_b")):
        return True
    return tricked and (place.kind == "shortener" or (bool(place.tier) and bool(_NAMED.search(place.path))))


def _show(link: Link, why: str) -> list[Evidence]:
    """The words of a hidden link and its host; its address where it has no words or anybody can put up a page there."""
    place, found = target(link.href), []
    if link.anchor.strip():
        found.append(Evidence(None, f"a link to {place.host[:80]} that readers cannot see ({why})", "hidden", link.anchor[:300]))
    if not found or place.tier or place.kind == "shortener":
        found.append(Evidence(None, f"a link that readers cannot see ({why})", "href", link.href[:300]))
    return found


def _own_sites(doc: Document) -> set[str]:
    """The page's own site, and sites that its visible menus link to again and again (sister papers, the shop, the owner)."""
    counts = Counter(target(k.href).registrable for k in doc.outbound if k.visible)
    visible = {target(k.href).registrable for k in doc.outbound if k.visible and k.region in ("nav", "header", "footer")}
    own = {site for site, count in counts.items() if count >= 8 or site in visible}
    return own | {target(doc.url or "").registrable, target(doc.meta.canonical).registrable}


def _part_of(doc: Document, anchor: str) -> Hidden | None:
    """The hidden part that holds an anchor."""
    if not anchor:
        return None
    return next((part for part in doc.hidden if anchor in part.text), None)


def _is_tricked(link: Link, part: Hidden | None) -> bool:
    if part is None or part.honest or part.reason not in _STRONG or link.region != "main":
        return False
    named = re.sub(r"[^a-z0-9]", "", link.anchor.lower()) in target(link.href).host.replace("-", "")
    return len(link.anchor.split()) >= 2 and not named  # sister papers are linked by their names


def _is_query(anchor: str, language: str | None) -> bool:
    """An anchor that is a buyer's query: two kinds of query words, or one beside a service or place, or a money topic."""
    words = anchor.lower().split()
    if not 2 <= len(words) <= 14:
        return False
    if strength(anchor, language) >= _ASKED:
        return True
    hits = scan(anchor.lower(), language)
    if any(k in _MONEY for _, _, _, k in hits.get("off_niche", ())):
        return True
    kinds = {k for _, _, _, k in hits.get("query_words", ()) if k in _QUERY_KINDS}
    trade = any(k == "service" for _, _, _, k in hits.get("commercial_words", ()))
    places = read("places", language)
    local = any(w.strip(".,") in places for w in words)
    drug = any(k == "drug" for _, _, _, k in hits.get("drug_trade", ()))
    if drug and kinds & {"buy", "cheap", "sale"}:
        return True
    return (trade and (local or bool(kinds & {"near", "cheap", "buy"}))) or len(kinds - {"best"}) >= 2
