"""An offer on the site of a club, parish, school or office whose own subject it never mentions.

Why: hacked and lapsed sites of small organisations carry what pays: a rowing club with watch copies, a parish with hair
transplants. The shell still bears the old name; the article sells and says nothing of it.
Misses: sites named without a word for what they are; offers whose title is no query. A page alone proves no hacking.
Source: own development pages of the project, written for this signal; 800 honest pages with addresses, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from urllib.parse import unquote

from spamcheck.document import Document, Evidence, Span
from spamcheck.domains import Target, target
from spamcheck.lexicon import read, scan
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

# What organisations call themselves that sell nothing, in five languages.
_BODIES = frozenset(
    "club clubs choir chorus orchestra band ensemble school schools college university academy institute faculty library archive archives museum church "
    "parish chapel cathedral abbey temple synagogue mosque diocese society association federation union league council city town village county municipal "
    "municipality government ministry department charity foundation trust scouts guides rowing football cricket tennis chess athletics swimming sailing "
    "cycling ringers bellringers allotment allotments beekeepers beekeeping historical history heritage volunteers firefighters hospital hospice orphanage "
    "kindergarten nursery parents teachers students alumni verein schule gymnasium universität kirche gemeinde pfarrei chor feuerwehr stadt rathaus "
    "bibliothek sportverein turnverein förderverein harmonie chorale fanfare école lycée collège université mairie commune paroisse église "
    "bibliothèque amicale escuela colegio universidad instituto iglesia parroquia ayuntamiento biblioteca asociación fundación coro banda peña "
    "escola igreja prefeitura associação câmara scuola chiesa comune parrocchia".split()
)
_SURE = frozenset({"near", "near_you", "sale", "buy", "cheap"})
_MONEY = frozenset({"gambling", "adult", "pharma", "essay", "loan", "crypto"})
_PARTS = lazy(r"\s[|–—»·-]\s|\s?[|»]\s?")
_WORD = lazy(r"[^\W\d_]{3,30}")
_SPLIT = lazy(r"[^a-z0-9à-ÿ]+")
_FILE = lazy(r"\.\w{2,5}$")
_SELLING = frozenset({"commerce", "news", "social", "free", "shortener", "address", "internal"})
# What such bodies sell themselves.
_OWN_GOODS = lazy(
    r"\b(?:tickets?|raffle|uniforms?|yearbooks?|calendars?|christmas cards?|cakes?|plants?|jumble|karten|tombola|billets?|entradas)\b"
)
_MIN_WORDS = 60
_PROSE = 100  # characters: a paragraph of the article, no line of the shell


@signal(
    title="An offer on the site of an organisation that it never mentions",
    family="host",
    policy="hacked_content",
    languages=("en", "es", "fr", "de"),
    needs="url",
    values={
        "sale_flag": Value("title or address is an offer, the site's name is a club, office or school that the text never names", spam=+1)
    },
    flags="https://www.oakvale-rowing-club.test/cheap-watches-for-sale\n"
    + "The case is of steel and the strap may be shortened without a tool, and the glass does not scratch. " * 5,
    passes="https://www.oakvale-rowing-club.test/boats-for-sale\n"
    + "Our rowing club sells two of its boats, which were built in the seventies and lie in the shed by the river. " * 5,
)
def misplaced_sale(doc: Document) -> Reading:
    place = target(doc.url or "")
    if not place.host or place.kind in _SELLING or len(doc.words) < _MIN_WORDS:
        return SILENT
    parts = [part for part in _PARTS.split(doc.title[:300]) if part.strip()]
    name = _name(place, [*parts[1:], doc.meta.site_name])
    if not name & _BODIES:
        return SILENT
    language = doc.language or "en"
    slug = _slug(place)
    sold_slug = len(slug.split()) >= 3 and _is_offer(slug, language)
    sold_title = bool(parts) and _is_offer(parts[0], language)
    heading = next((b for b in doc.headings if b.level == 1 and b.end - b.start <= 300), None)
    sold_heading = heading is not None and _is_offer(doc.text[heading.start : heading.end], language)
    if not (sold_slug or sold_title or sold_heading) or _speaks_of(doc, name):
        return SILENT
    note = "an offer; the site is of another kind, and the text never names it"
    told = {w[:5] for part in (slug, *parts[:1]) for w in part.lower().split() if len(w) > 3}
    same = heading is not None and sum(w[:5] in told for w in doc.text[heading.start : heading.end].lower().split()) >= 2
    shown = [Evidence(Span(heading.start, heading.end), note)] if heading is not None and (sold_heading or same) else []
    if sold_title and doc.title:
        shown.append(Evidence(None, note, "title", doc.title[:300]))
    if sold_slug:
        shown.append(Evidence(None, note, "url", (place.host + place.path)[:300]))
    return Reading({"sale_flag": 1.0}, tuple(shown))


def _name(place: Target, parts: list[str]) -> set[str]:
    """The words of the site's name: of its host, and of what titles end with."""
    labels = [w for w in _SPLIT.split(place.host.rpartition(".")[0]) if len(w) >= 4]
    ends = {body for label in labels for body in _BODIES if len(body) >= 5 and (label.endswith(body) or label.startswith(body))}
    kind = {"university": {"university"}, "government": {"government"}}.get(place.kind, set())
    return {w.lower() for part in parts for w in _WORD.findall(part)} | set(labels) | ends | kind


def _slug(place: Target) -> str:
    parts = [part for part in unquote(place.path).lower().split("/") if part]
    return " ".join(w for w in _SPLIT.split(_FILE.sub("", parts[-1])) if w) if parts else ""


def _is_offer(text: str, language: str) -> bool:
    """A buyer's query: a sure sales word, a foreign money topic, or a price beside a service or place."""
    low = text.lower()
    if _OWN_GOODS.search(low):
        return False
    hits = scan(low, language)
    kinds = {kind for *_, kind in hits.get("query_words", ())}
    if "idiom" in kinds:
        return False
    if kinds & _SURE or any(kind in _MONEY for *_, kind in hits.get("off_niche", ())):
        return True
    places, words = read("places", language), low.split()
    local = any(w.strip(".,:") in places for w in words[1:])
    service = any(kind == "service" for *_, kind in hits.get("commercial_words", ()))
    return bool(kinds & {"price", "best", "online"}) and (local or service)


def _speaks_of(doc: Document, name: set[str]) -> bool:
    """Whether the paragraphs of the article name the site or what it is."""
    stems = {w[:6] for w in name if len(w) >= 4}
    blocks = (b for b in doc.blocks if b.region == "main" and b.end - b.start >= _PROSE)
    return any(stem in doc.text[b.start : b.end].lower() for b in blocks for stem in stems)
