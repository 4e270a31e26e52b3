"""Outbound links whose text is a buyer's search query.

Why: a writer names what a link leads to; "cheap X near me" or "X Springfield" as link text is what a link buyer wants
to rank for. Queries are recognised by their make-up (buying word plus thing, "near me", service plus place) and by
what they lack: verbs, pronouns and articles.
Link texts on a service, or leading to a front page, also count alone where the page never speaks of such a thing.
Misses: brand names as anchors; quiet keywords on the page's subject; links to the page's own site.
Source: rule of SmokeDetector (bad link text) and the project's lists of query words and places, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.anchors import anchors, stems, told
from spamcheck.context import credits_maker, link_excused
from spamcheck.document import Document, Evidence, Hit, Link, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.links import SETTLED, own_sites, under_its_name, with_its_place
from spamcheck.patterns import WORD, lazy
from spamcheck.search_strings import strength_in
from spamcheck.signal import SILENT, Reading, Value, signal

_NEUTRAL = SETTLED | {"social"}
# A query has none of these; a sentence, a headline or a button nearly always has one.
_SPEECH_WORDS = (
    "a an the this that these those my our your his her their its i we he she they it is are was were be been has have had do does did will would can could"
    " should may might must not if because while but so how why what who here now more all our us them"
    " el la los las un una este esta su sus nuestro nuestra es son está fue qué cómo le les une ce cette ces leur leurs notre votre nos vos est sont été"
    " der die das den dem des ein eine einer eines dieser diese dieses ist sind war wird werden kann wie was warum unser unsere ihr ihre wir sie"
)
_SPEECH = frozenset(_SPEECH_WORDS.split())
# A link text that begins so speaks in a sentence; "what is the best" and "how to choose" are queries.
_OPENING = frozenset(
    ("a", "an", "the", "this", "that", "my", "our", "your", "his", "her", "their", "its", "click", "read", "see", "and", "free", "online")
)
_RESOURCE = frozenset(
    [
        "guide",
        "guides",
        "register",
        "registers",
        "list",
        "report",
        "reports",
        "study",
        "studies",
        "survey",
        "audit",
        "page",
        "pages",
        "website",
        "article",
        "articles",
        "law",
        "rules",
        "statistics",
        "association",
        "society",
        "council",
        "museum",
        "history",
        "blog",
        "book",
        "paper",
        "handbook",
        "leaflet",
        "manual",
        "policy",
        "standards",
        "letter",
        "petition",
        "campaign",
        "statement",
        "declaration",
        "interview",
        "podcast",
        "project",
        "founder",
        "owner",
        "director",
        "donor",
    ]
)
_ELIDED = lazy(r"\b[dl]['’]", re.IGNORECASE)
_JOINING = frozenset(["of", "the", "that", "which", "costs", "whether", "at", "by", "from"])
_STRONG = {"near", "sale", "buy", "cheap"}
_BUTTON = lazy(r"[/:!?&$€£%<>]|['’]s\b|[a-z]\.[a-z]")  # prices, headlines, names of shops
_LINKING_WORDS = "for of to with on from at about by into para de del con sobre pour du avec sur für von mit bei zu and und et y or"
_LINKING = frozenset(_LINKING_WORDS.split())
# What is read or used online is not bought there.
_READ_WORDS = (
    "book books manual manuals documentation docs vignette vignettes tutorial tutorials dictionary glossary handbook guide calculator form forms"
    " libro libros manuales documentaci\u00f3n tutoriales diccionario gu\u00eda calculadora formulario livre livres manuel manuels tutoriel"
    " tutoriels dictionnaire glossaire guides calculateur formulaire buch handbuch dokumentation anleitung w\u00f6rterbuch rechner formular"
)
_STAFF = frozenset(
    [
        "people",
        "staff",
        "talent",
        "talents",
        "employee",
        "employees",
        "worker",
        "workers",
        "candidate",
        "candidates",
        "team",
        "graduates",
        "veterans",
    ]
)  # an employer hires
_READ = frozenset(_READ_WORDS.split())
_TYPED, _TITLED = 1.6, 2.0  # of `strength`: 14 of 4,086 honest pages have a link text from 1.6 on, half of them labels of shops
_CAP = 8


@signal(
    title="Link text is a buyer's search query",
    family="links",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "query_count": Value("outbound links whose text is a commercial search query, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value(
            "of these, with a buying word, 'near me', or a service set directly before a place, at most 8", spam=+1, low_quality=+1
        ),
        "foreign_count": Value(
            "links inside the prose on a service or to a front page whose words stand nowhere else on the page, at most 8",
            spam=+1,
            low_quality=+1,
        ),
    },
    flags="<p>Many homes have <a href='https://roofkings.example/'>cheap roof repair near me</a> as part of the plan.</p>",
    passes="<p>Many homes follow the <a href='https://roofsafety.example/'>national guide to roof repair</a> as part of the plan.</p>",
)
def commercial_anchor(doc: Document) -> Reading:
    links = [k for k in doc.outbound if k.visible and not k.bare and 5 < k.end - k.start <= 80 and k.region not in ("nav", "header")]
    if not links:
        return SILENT
    hits = doc.hits("query_words")
    starts = [h.start for h in hits]
    found: list[tuple[Link, bool]] = []
    own: frozenset[str] | None = None
    for link in links:
        inside = [h for h in hits[bisect_left(starts, link.start) : bisect_left(starts, link.end)] if h.end <= link.end]
        grade = _grade(doc, link, inside)
        if not grade or under_its_name(link, read("places", doc.language)) or "sponsored" in link.rel or credits_maker(doc, link.start):
            continue
        own = own_sites(doc) if own is None else own
        place = target(link.href)
        if place.kind not in _NEUTRAL and place.site not in own and not link_excused(doc, link, "debunk", "disclosure"):
            found.append((link, grade == 2))
    strong = sum(sure for _, sure in found)
    if not strong and (len({k.href for k, _ in found}) < 2 or len({k.anchor.lower() for k, _ in found}) < 2):
        found = []
    foreign = _foreign(doc)
    if not found and not foreign:
        return SILENT
    shown = {Span(k.start, k.end): "a keyword on something that the page never speaks of" for k in foreign}
    shown |= {Span(k.start, k.end): "link text is a commercial search query" for k, _ in found}
    counts = {"query_count": len(found), "strong_count": strong, "foreign_count": len(foreign)}
    evidence = tuple(Evidence(span, shown[span]) for span in sorted(shown)[:20])
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, evidence)


def _foreign(doc: Document) -> list[Link]:
    """Keywords inside the prose, in lower case, on a service or leading to a front page, of which the page says nothing else."""
    found: list[Link] = []
    lone: list[Link] = []  # of one word
    for a in anchors(doc):
        if a.link.bare or a.alone or len(a.link.anchor) > 60 or _BUTTON.search(a.link.anchor):
            continue
        words = [m.group().lower() for m in WORD.finditer(a.link.anchor)]
        if not words or len(words) > 8 or words[0] in _OPENING or _JOINING.intersection(words) or _ELIDED.search(a.link.anchor):
            continue
        if (
            _RESOURCE.intersection(words)
            or _told_to_buy(words)
            or not _STAFF.isdisjoint(words)
            or ("to" in words and words[0] not in ("how", "where"))
        ):
            continue
        trade = (len(words) == 1 or bool(a.content)) and _trade(doc, words, whole=not a.typed)
        front = a.typed and bool(a.content) and not a.place.path.strip("/") and not a.place.query
        if not trade and not front and not (a.typed and strength_in(doc, a.link.anchor)):
            continue
        bag = stems(words, doc.language)
        if bag and not told(doc, bag, a.link.start, a.link.end) and not link_excused(doc, a.link, "debunk", "disclosure"):
            (lone if len(words) == 1 else found).append(a.link)
    return found + lone if len(found) + len(lone) > 1 else found


def _trade(doc: Document, words: list[str], *, whole: bool) -> bool:
    """Whether the words name a service; whole: they are nothing else, as in a title-case keyword that is no firm's name."""
    trades = read("commercial_words", "en" if doc.language is None else doc.language)
    if whole:
        name = " ".join(words)
        return len(words) > 1 and "service" in (trades.get(name), trades.get(name.removesuffix("s")))
    grams = [*words, *(" ".join(words[k : k + 2]) for k in range(len(words) - 1))]
    return any("service" in (trades.get(g), trades.get(g.removesuffix("s")), trades.get(g + "s")) for g in grams)


def _grade(doc: Document, link: Link, inside: list[Hit]) -> int:
    """0 no query, 1 perhaps one, 2 a buyer's query."""
    words = [m.group().lower() for m in WORD.finditer(link.anchor)]
    if not 2 <= len(words) <= 10 or _BUTTON.search(link.anchor):
        return 0
    if with_its_place(link):
        return 0
    if "hire" in words and not _STAFF.isdisjoint(words):
        return 0
    if "of" not in words and not _told_to_buy(words) and _searched(doc, link, len(words)):
        return 2
    if len(words) > 8 or any(w in _SPEECH for w in words):
        return 0
    sections = {h.section for h in inside}
    if not sections:
        return _service_and_place(words, doc.language)
    if "idiom" in sections or not _names_thing(words, inside) or (sections == {"online"} and not _READ.isdisjoint(words)):
        return 0
    if "near" in sections or ("of" not in words and _place_at_end(words, doc.language)):
        return 2
    typed = link.anchor[1:] == link.anchor[1:].lower()  # as typed into a search box, no title
    if not typed and sections & _STRONG and _label(doc, link, inside):
        return 0
    if sections & _STRONG and (typed or not _links(words, inside)):
        return 2 if len(words) >= 3 else int(link.anchor[0].islower())  # "Buy tickets" is a button
    return 1 if typed and len(words) >= 3 else 0


def _told_to_buy(words: list[str]) -> bool:
    """A verb with its object as in a sentence: "you can [buy a crib] with drawers"."""
    return (
        len(words) > 1
        and words[0] in ("buy", "get", "order", "hire", "rent", "purchase")
        and words[1] in ("a", "an", "the", "some", "your", "it", "them")
    )


def _searched(doc: Document, link: Link, size: int) -> bool:
    """Whether the whole text reads as typed into a search box; labels of shops and job boards have a mark less or a capital."""
    typed = link.anchor[:1].islower()
    cut = _TYPED if typed and size > 2 else _TITLED
    if strength_in(doc, link.anchor) < cut:
        return False
    block = doc.block_at(link.start)
    return typed or block.end - block.start - (link.end - link.start) > 2


def _label(doc: Document, link: Link, inside: list[Hit]) -> bool:
    """A menu entry, a line of its own, or a noun: "Spare Key Order Form" orders nothing. Queries with a place were graded before."""
    block = doc.block_at(link.start)
    alone = block.end - block.start - (link.end - link.start) <= 2
    verbs = [h for h in inside if h.section in _STRONG]
    return alone or all(h.section == "buy" and h.start > link.start for h in verbs)


def _links(words: list[str], inside: list[Hit]) -> bool:
    """Whether prepositions join the words, as in a headline; those inside a query word ("for sale") do not count."""
    used = {w for h in inside for w in h.item.split()}
    return any(w in _LINKING and w not in used for w in words)


def _names_thing(words: list[str], inside: list[Hit]) -> bool:
    """Whether there is a thing to buy beside the buying words; "buy tickets online" has no more than a button has."""
    used = {w for h in inside for w in WORD.findall(h.item)}
    return any(len(w) >= 3 and w not in used and not w.isdigit() for w in words)


def _place_at_end(words: list[str], language: str | None) -> int:
    """How many words of a place name close the anchor."""
    places = read("places", language)
    tail = words[:-1] if len(words[-1]) == 2 and len(words) > 2 else words  # "austin tx"
    for size in (3, 2, 1):
        if len(tail) > size and " ".join(tail[-size:]) in places:
            return size + len(words) - len(tail)
    return 0


def _service_and_place(words: list[str], language: str | None) -> int:
    size = _place_at_end(words, language)
    if not size or len(words) - size < 1:
        return 0
    before = words[: len(words) - size]
    preposition = before[-1] in ("in", "en", "à", "au", "aux", "a")
    if preposition:
        before = before[:-1]
    offers = read("commercial_words", language)
    trade = [n for n in (1, 2) if len(before) >= n and offers.get(" ".join(before[-n:])) == "service"]
    if not trade:
        return 0
    return 1 if preposition or len(before) < 2 else 2
