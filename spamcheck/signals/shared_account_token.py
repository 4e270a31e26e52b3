"""One odd name in accounts and page names on three or more open platforms.

Why: a campaign opens the same account, named after a brand or a service, wherever pages cost nothing, and links all of
them from one article. Unrelated sources do not share a name. An organisation, artist or project that lists its own
places has that name in its address or title, or links to profiles and not to pages.
Misses: campaigns with a new name on each platform; names of less than six letters; names that the text speaks of,
unless the pages are named like offers.
Source: own development pages of the project, written for this signal; 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spamcheck.context import warned_list
from spamcheck.document import Document, Link
from spamcheck.domains import Target, target
from spamcheck.lexicon import host_item, read
from spamcheck.links import own_sites, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SPLIT = lazy(r"[a-z][-._][a-z]")
_JUNK = lazy(r"[^a-z0-9]+")
_ID = lazy(r"[\d-]*\d[\d-]*$|^[\d-]*\d[\d-]*")
_FILE = lazy(r"\.(?:html?|php|aspx?|pdf|jpe?g|png|csv|zip|txt|json|xml)$", re.IGNORECASE)
_OPAQUE = lazy(r"(?=[^A-Z]*[A-Z])(?=\D*\d)[A-Za-z0-9_]+")  # capitals and digits without hyphens: an item's key
_DATA = lazy(r"\.(?:csv|zip|gz|json|xml|jpe?g|png|gif|svg|mp[34]|txt|m?js|css|map|woff2?|wasm)$", re.IGNORECASE)
# Parts of addresses that platforms put there, and what share buttons lead to.
_FIXED_WORDS = (
    "view site sites user users profile profiles company companies channel pages page home index posts post status statuses "
    "blog blogs wiki wikis docs document documents item items note notes topic gallery slideshow slides about join login "
    "share sharer intent button create submit search public presentation category categories collection collections tag tags "
    "archive archives article articles product products project projects group groups events event video videos watch "
    "playlist playlists embed people member members author authors business community questions answers comments newsletter "
    "download pin pins discover explore media story stories user-profile businessprofile free 2023 2024 2025 medium facebook "
    "twitter youtube google wordpress blogspot tumblr website official"
)
_FIXED = frozenset(_FIXED_WORDS.split())
_OFFER_WORDS = (
    "best buy cheap cheapest order price prices deal deals sale discount coupon review reviews affordable near hire rent "
    "quote online offers repair services comprar barato barata precio oferta acheter pas-cher prix kaufen gunstig preis"
)
_OFFER = frozenset(_OFFER_WORDS.split())
_OPEN = {"free", "social", "shortener"}
_UNSETTLED = {"free", "social", "shortener", "other"}
_MIN_NAME = 6
_MIN_PHRASE = 14  # letters of a page name of three words or more: shorter ones are coined twice by chance
_OWN_SHARE = 0.85  # of a name's letters that the words of the title or address make up
_MIN_PLATFORMS = 3
_MIN_PROFILES = 5
_CAP = 8
_MAX_LINKS = 300


class Place(NamedTuple):
    """One link, its platform, its squeezed address (shared host left out) and whether it is a page or a profile."""

    link: Link
    platform: str
    kind: str
    names: tuple[str, ...]
    accounts: frozenset[str]
    squeezed: str
    label: str
    path: tuple[str, ...]
    offer: bool

    @property
    def listed(self) -> bool:
        """Whether the platform is known to be open to anybody."""
        return self.kind in _OPEN


@signal(
    title="The same odd account name on many open platforms",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "platform_count": Value("platforms on which pages share one odd name, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value("of these, where the text nowhere speaks of the name, at most 8", spam=+1, low_quality=+1),
    },
    flags="Dry cellars in spring\n\nMore: https://velqorahome.wordpress.com/2024/01/roof-costs/ https://velqorahome.tumblr.com/post/771/roof"
    " https://medium.com/@velqorahome/roof-costs-71bc09ad33 https://velqorahome.hashnode.dev/roof-costs",
    passes="More: https://gardenwren.wordpress.com/2024/01/roof-costs/ https://slatehouse.tumblr.com/post/771/roof"
    " https://medium.com/@tilerpaul/roof-costs-71bc09ad33 https://oldroofs.hashnode.dev/roof-costs",
)
def shared_account_token(doc: Document) -> Reading:
    links = _candidates(doc)
    if not links:
        return SILENT
    places = [_place(link, place) for link, place in links]
    all_addresses = "\n".join(p.squeezed for p in places)
    names = {n for p in places if p.listed for n in p.names}
    best: tuple[int, int, str, list[Place]] = (0, 0, "", [])
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if all_addresses.count(name) < _MIN_PLATFORMS:
            continue
        sharing = [p for p in places if name in p.squeezed]
        pages = [p for p in sharing if _is_page(p, name)]
        if len({p.platform for p in pages}) == _MIN_PLATFORMS - 1:  # beside two pages, a free site of that name is the third
            pages = [p for p in sharing if p in pages or (p.label and p.kind == "free")]
        count = len({p.platform for p in pages})
        if count < _MIN_PLATFORMS and _says_trade(name, doc.language):
            pages = _profiles(sharing, name)
            count = len({p.platform for p in pages})
        if count <= best[0] or not _is_campaign(pages, name, count):
            continue
        strong = _judge(doc, name, pages)
        if strong is not None:
            best = (count, count if strong else 0, name, sharing)
    count, strong_count, name, sharing = best
    if not count or warned_list(doc, sharing[0].link.start):
        return SILENT
    note = f"the name {name[:40]} is on {count} platforms"
    shown = sorted({(p.link.start, p.link.href): p.link for p in sharing}.items())[:20]
    return Reading(
        {"platform_count": min(_CAP, count), "strong_count": min(_CAP, strong_count)}, tuple(point_at(link, note) for _, link in shown)
    )


def _candidates(doc: Document) -> list[tuple[Link, Target]]:
    """Links to places that anybody can open, where two listed platforms and three in all are among them."""
    found, listed, platforms = [], set(), set()
    for link in doc.outbound[:_MAX_LINKS]:
        place = target(link.href)
        if place.kind not in _UNSETTLED or link.region in ("nav", "header"):
            continue
        found.append((link, place))
        platforms.add(place.registrable)
        if place.kind in _OPEN:
            listed.add(place.registrable)
    if len(listed) < 2 or len(platforms) < _MIN_PLATFORMS:
        return []
    own = own_sites(doc)
    return [(k, p) for k, p in found if p.site not in own and not _DATA.search(p.path) and host_item("social_hosts", p.host) != "code"]


def _place(link: Link, place: Target) -> Place:
    shared = place.site.partition("/")[0] if "/" in place.site else place.site.partition(".")[2]
    platform = shared if place.kind == "free" else place.registrable
    label = place.host.removesuffix(platform).rstrip(".").removeprefix("www").lstrip(".") if place.kind == "free" else ""
    if place.kind == "other":
        label = place.host.removeprefix("www.").rpartition(".")[0]
    parts = (_FILE.sub("", part) for part in place.path[:400].split("/"))
    path = tuple(s.lower() for s in parts if len(s) > 2 and s.lower() not in _FIXED)
    opaque = {s.lower() for s in place.path[:400].split("/") if _OPAQUE.fullmatch(s)}
    names = set(_names(label)) if label else set()
    accounts = names if label else set(_names(path[0])) if path and path[0] not in opaque else set()
    names = accounts | {n for part in path if part not in opaque for n in _names(part)}
    told = (label, *path) if label else path
    offer = any(w in _OFFER for part in told for w in _JUNK.split(part))
    squeezed = "/".join(_JUNK.sub("", p) for p in told)
    return Place(link, platform, place.kind, tuple(names), frozenset(accounts), squeezed, _JUNK.sub("", label), path, offer)


def _names(part: str) -> Iterator[str]:
    """What could be a name: the whole part, and its longer words."""
    words = [w for w in _JUNK.split(_ID.sub("", part)) if w]
    joined = "".join(words).rstrip("0123456789")
    if len(joined) >= _MIN_NAME and joined not in _FIXED and not joined.isdigit():
        yield joined
    for word in words if len(words) > 1 else ():
        if len(word) > _MIN_NAME and word.isalpha() and word not in _FIXED:
            yield word


def _is_page(place: Place, name: str) -> bool:
    """Whether an address leads deeper than to the account itself, or the account is one of several around the name."""
    if place.kind == "shortener":
        return True
    if place.label:
        return bool(place.path) or (place.kind == "free" and (len(place.label) >= len(name) + 4 or _is_trade(name)))
    return len(place.path) > 1 or any(part.count("-") >= 2 or (_SPLIT.search(part) and len(part) >= len(name) + 5) for part in place.path)


def _is_trade(name: str) -> bool:
    """A service as a name: free sites called like a trade are put up to be found, not to be followed."""
    offers = read("commercial_words", "en")
    return any(offers.get(name[:n]) == "service" or offers.get(name[-n:]) == "service" for n in range(6, len(name)))


def _says_trade(name: str, language: str | None) -> bool:
    """A name made of an offer or service and something else."""
    offers = read("commercial_words", language or "en") or read("commercial_words", "en")
    parts = (name[i:j] for i in range(len(name)) for j in range(i + 4, len(name) + 1) if j - i < len(name))
    return any(part in _OFFER or offers.get(part) == "service" for part in parts)


def _profiles(sharing: list[Place], name: str) -> list[Place]:
    """Accounts of one name in the text, on five platforms or more: an own list of profiles has the owner's name on it."""
    found = [p for p in sharing if name in p.accounts and p.link.region not in ("footer", "aside")]
    return found if len({p.platform for p in found}) >= _MIN_PROFILES else []


def _is_campaign(pages: list[Place], name: str, count: int) -> bool:
    """On three platforms, two of them open to anybody; a word of page names only needs more."""
    if count < _MIN_PLATFORMS or len({p.platform for p in pages if p.listed}) < 2:
        return False
    as_account = len({p.platform for p in pages if name in p.accounts})
    return as_account >= 2 or len(name) >= _MIN_PHRASE or (count > _MIN_PLATFORMS and len(name) >= _MIN_NAME + 2)


def _identity(doc: Document) -> str:
    """Words of the title, the site's name and its address."""
    head = doc.text[doc.blocks[0].start : min(doc.blocks[0].end, doc.blocks[0].start + 200)] if doc.blocks else ""
    address = doc.url or doc.meta.canonical
    return f"{doc.title} {doc.meta.site_name} {doc.meta.author} {head} {address and target(address).host}".lower()


def _judge(doc: Document, name: str, pages: list[Place]) -> bool | None:
    """None for an own or ordinary name, else whether there is no doubt."""
    identity = _identity(doc)
    squeezed = _JUNK.sub("", identity)
    if name in squeezed:
        return None
    offers = len({p.platform for p in pages if p.offer}) >= 2
    covered = _covered(name, {w for w in _JUNK.split(identity) if len(w) >= 3})
    if covered >= _OWN_SHARE and not offers:
        return None
    if _mentioned(doc, name, pages):
        return False if offers and len(name) > _MIN_NAME + 1 else None
    return None if _ordinary(name, doc) else True


def _covered(name: str, words: set[str]) -> float:
    """Share of a name's letters that words (or their beginnings, for endings that a name drops) make up."""
    left = name
    for word in sorted(words, key=lambda w: (-len(w), w)):
        for form in (word, word.rstrip("s")):
            if len(form) >= 3 and form in left:
                left = left.replace(form, " ", 1)
                break
    return 1 - len(left.replace(" ", "")) / len(name)


def _mentioned(doc: Document, name: str, pages: list[Place]) -> bool:
    """Whether the text outside these links speaks of the name."""
    inside = {i for p in pages if p.link.visible for i in doc.words.between(p.link.start, p.link.end)}
    text = "".join(_JUNK.sub("", w) for i, w in enumerate(doc.words.lower) if i not in inside)
    return name in text


def _ordinary(name: str, doc: Document) -> bool:
    """One word that lists know: of trade, topic, place or person."""
    lists = (("topic_words_hosts", None), ("forenames", None), ("commercial_words", doc.language), ("places", doc.language))
    return any(name in read(item, language) for item, language in lists)
