"""Entries of a reference list that lead to a link farm.

Why: sources are what a reader checks a claim against; a list of throw-away blogs, pages on object storage and
shortened links is there for search engines. Entries are graded by what kind of place they lead to, and by shape
(machine-made labels, slugs with a long number, a path token that another entry has too) where no list knows the host.
Misses: farms on ordinary bought domains without any such shape; farms inside running text (disposable_host_links).
Source: definition from the project's signal catalogue; letter statistics and host lists of the project, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spamcheck.document import Block, Document, Link
from spamcheck.domains import Target, target
from spamcheck.letters import letter_bits
from spamcheck.lexicon import host_item, read
from spamcheck.links import SETTLED, account_owner, described, keeps_documents, point_at
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_DOMAIN = lazy(r"\w\.(?:com|org|net|gov|edu|info|[a-z]{2})$")
_PAGE = lazy(r"(?:\.(?:html?|xhtml|shtml|php)|/[a-z]{3,}(?:-[a-z0-9]{2,}){1,12}/?)$", re.IGNORECASE)
_NUMBERED = lazy(r"[a-z]-\d{7,8}/?$|/\d{7,8}/[a-z]+-[a-z0-9-]{4,200}/?$", re.IGNORECASE)
_STORY = lazy(r"/story\d{5,9}/", re.IGNORECASE)
_SHAPES = ("machine-made account name", "numbered page of an open host", "a domain of random letters")
_LONG, _RANDOM = 6, 6.3  # letters of a word of such a domain, and their bits: on no honest training page two of them
_LABEL = lazy(r"([a-z]{5,20})(\d{0,6})$")
_STUFFED = lazy(r"[a-z0-9-]{12,60}[a-z]\d{5}$")
_TRADE = lazy(r"/@?[a-z0-9_.]{0,30}(?:links?|seo|rank|traffic|citations?|cloud)(?![a-z]*(?:ed|ing))[a-z0-9_]{0,20}(?:/|$)", re.IGNORECASE)
_TOKEN = lazy(r"[a-z0-9]{6,16}")
_COVER = 0.6  # a block is an entry of a link list when links make up this share of it
_RUN = 3  # this many entries in a row are a list even without a heading
_CAP = 8


class Entry(NamedTuple):
    link: Link
    place: Target
    note: str  # "" for nothing wrong
    strong: bool


@signal(
    title="References lead to a link farm",
    family="links",
    policy="link_spam",
    languages=("any",),
    values={
        "farm_count": Value("entries of reference or link lists that lead to disposable places, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value(
            "of these, entries beyond doubt (throw-away blog, page on object storage), at most 8", spam=+1, low_quality=+1
        ),
        "farm_ratio": Value("share of such entries in the worst list", low_quality=+1),
    },
    flags="Sources:\nhttps://storage.googleapis.com/qx-pages-77/k2v9wq41z/knee-braces.html\n"
    "https://marcusxqtpe.blog5.net/54120987/facts-on-knee-braces",
    passes="Sources:\nhttps://doi.org/10.5555/knee.2041\nhttps://www.nhs.uk/conditions/knee-pain/\nhttps://kneediary.blogspot.com/2021/05/week-two.html",
)
def link_farm_citations(doc: Document) -> Reading:
    links = [k for k in doc.outbound if k.visible and k.region not in ("nav", "header")]
    if not any(_suspect(target(k.href)) for k in links):
        return SILENT
    found: dict[int, Entry] = {}
    worst = 0.0
    for group in _lists(doc, links):
        group = [k for k in group if target(k.href).tier != "tier_b_storage" or not keeps_documents(doc, target(k.href))]
        entries = _graded([k for k in group if not (p := target(k.href)).tier or p.tier.startswith("tier_a") or not described(doc, k, p)])
        bad = [e for e in entries if e.note]
        if not bad:
            continue
        worst = max(worst, len(bad) / len(entries))
        found.update((e.link.start, e) for e in bad)
    if not found:
        return SILENT
    ordered = [found[k] for k in sorted(found)]
    distinct = {e.place.url for e in ordered}
    strong = {e.place.url for e in ordered if e.strong}
    values = {"farm_count": min(_CAP, len(distinct)), "strong_count": min(_CAP, len(strong)), "farm_ratio": worst}
    evidence = (point_at(e.link, e.note) for e in ordered[:20])
    return Reading(values, tuple(evidence))


def _suspect(place: Target) -> bool:
    """A first look that costs little: anything that could be an entry of a farm."""
    if place.tier.startswith(("tier_a", "tier_b")) or place.kind in ("shortener", "address"):
        return True
    return place.kind in ("free", "other") and (
        place.account not in ("", "www")
        or "/story" in place.path
        or any(c.isdigit() for c in place.path)
        or letter_bits(place.registrable.partition(".")[0]) >= 5
    )


def _lists(doc: Document, links: list[Link]) -> Iterator[list[Link]]:
    """Links of each reference list, and of each run of blocks that hold little but links."""
    by_block: dict[int, list[Link]] = {}
    for link in links:
        if link.end > link.start:
            by_block.setdefault(doc.block_index(link.start), []).append(link)
    warned = {doc.block_index(h.start) for h in doc.hits("attribution", "debunk")}
    run: list[Link] = []
    size, last = 0, -2
    for index, inside in sorted(by_block.items()):
        block = doc.blocks[index]
        joined = bool(run) and index - last <= 2 and doc.blocks[last].region == block.region
        if run and not joined:
            if size >= _RUN or doc.blocks[last].region == "references":
                yield run
            run, size = [], 0
        if _is_entry(block, inside) and not _warns(doc, index, warned, fresh=not run):
            run, size, last = run + inside if len(run) < 400 else run, size + len(inside), index
    if run and (size >= _RUN or doc.blocks[last].region == "references"):
        yield run


def _is_entry(block: Block, links: list[Link]) -> bool:
    covered = sum(k.end - k.start for k in links)
    return block.region == "references" or covered >= _COVER * (block.end - block.start)


def _warns(doc: Document, index: int, warned: set[int], *, fresh: bool) -> bool:
    """Addresses that a page lists to warn of them: said in the entry itself or in the line above the list."""
    if not warned:
        return False
    return index in warned or (fresh and bool({index - 1, index - 2} & warned) and doc.blocks[index].region != "references")


def _graded(links: list[Link]) -> list[Entry]:
    """Entries with what is wrong with each. Shapes count when two hosts show them, supporting signs beside those only."""
    places = [target(k.href) for k in links]
    tokens = _shared_tokens(places)
    entries = [Entry(k, p, *_grade(p, tokens)) for k, p in zip(links, places, strict=True)]
    certain = any(e.strong for e in entries)
    shapes = {e.place.registrable if e.note == _SHAPES[2] else e.place.host for e in entries if e.note in _SHAPES}
    if certain or len(shapes) >= 2:
        return entries
    return [e._replace(note="") for e in entries]


def _grade(place: Target, tokens: set[str]) -> tuple[str, bool]:
    if place.tier.startswith("tier_a"):
        return "throw-away blog or bookmark host", True
    if place.tier == "tier_b_storage":
        widget = bool(place.query) and place.path.endswith("/index.html")  # a form or a calculator that is given its settings
        return ("web page on object storage", True) if _PAGE.search(place.path) and not widget else ("", False)
    if place.kind in SETTLED:
        return "", False
    if tokens and tokens.intersection(_TOKEN.findall(place.path.lower())):
        return "shares an odd path token with another entry", True
    if place.kind == "social":
        return (
            ("status of an account named after the link trade", False)
            if _TRADE.match(place.path) and place.path.count("/") > 1
            else ("", False)
        )
    if place.kind == "shortener":
        hidden = host_item("shorteners", place.host) in ("shortener", "paid_click")
        return ("shortened link as a source", False) if hidden else ("", False)
    if place.tier == "tier_b_posting":
        return "site where anybody posts promotions", False
    return _by_shape(place)


def _by_shape(place: Target) -> tuple[str, bool]:
    """Hosts in no list: what machine-made accounts and pages look like."""
    label = place.account.split(".")[-1] if place.tier else place.account.split(".")[0]
    own = label not in ("", "www")
    serial = bool(_NUMBERED.search(place.path))
    made = own and _machine_made(label, known=bool(place.tier), serial=serial)
    story = bool(_STORY.search(place.path)) or (place.path.endswith("/story.php") and place.query.startswith("title="))
    numbered = story or (serial and (bool(place.tier) or made))  # newspapers number their pages
    if made and numbered:
        return "machine-made account and numbered page name", True
    if made:
        return _SHAPES[0], False
    if not place.tier and any(_is_random(part) for part in place.registrable.partition(".")[0].split("-")):
        return _SHAPES[2], False
    return (_SHAPES[1], False) if numbered else ("", False)


def _is_random(word: str) -> bool:
    return len(word) >= _LONG and word.isascii() and word.isalpha() and letter_bits(word) >= _RANDOM


def _machine_made(label: str, *, known: bool, serial: bool) -> bool:
    shape = _LABEL.match(label)
    if shape is None:
        return bool(_STUFFED.match(label))
    letters, digits = shape.groups()
    if len(digits) >= 5 and len(letters) >= 6:
        return True
    names = read("forenames")
    tail = next((letters[n:] for n in range(len(letters) - 3, 2, -1) if letters[:n] in names), "")
    return (3 <= len(tail) <= 5 and letter_bits(tail) >= 5.3) or (
        len(letters) >= 7 and letter_bits(letters) >= (5.3 if serial else 5.8 if known else 6.4)
    )


def _shared_tokens(places: list[Target]) -> set[str]:
    """Odd path tokens on two or more hosts or buckets of one list."""
    seen: Counter[str] = Counter()
    for host, path in {(p.host, p.path) for p in places if p.kind in ("free", "other", "shortener", "address")}:
        folder, _, _ = path.lower().rpartition("/")
        seen.update({t for t in folder.split("/") if _TOKEN.fullmatch(t) and _odd(t)} if host else ())
    owners = {t: {account_owner(p) for p in places if t in p.path.lower()} for t, n in seen.items() if n > 1}
    return {t for t, where in owners.items() if len(where) > 1 and not any(t in owner for owner in where)}


def _odd(token: str) -> bool:
    letters = "".join(c for c in token if c.isalpha())
    runs = len(re.findall(r"\d+", token))
    if not runs:
        return letter_bits(token) >= 5.3
    return len(letters) >= 3 and (runs >= 2 or letter_bits(letters) >= 5.3)
