"""One sentence that turns an article into a shop window: order it there, here is the offer, it worked for me.

Why: a plug need not be loud. What makes it one is that two sales moves (how to order, what you save, how well it worked, that
it fits you) meet in a sentence or its neighbour beside an outside address or the name of somebody else's firm, in any topic.
Misses: plain mentions without a second move; brands that are ordinary words; languages without a list.
Source: reading of guest posts and of honest shops, charities and magazines, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.patterns import holds_word, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_LONGEST = 300
_KINDS = frozenset({"other", "free", "commerce", "shortener", "address"})
_REGIONS = frozenset({"main", "comments", "references"})
_BLOCKS = frozenset({"paragraph", "item", "cell"})
_LINKS = 300  # links looked at for themselves
_ANCHOR, _DEEP = 45, 24  # characters of anchor and path: longer ones cite a page, not a house
_CAPITAL = lazy(r"\b[A-Z][\w'\u2019-]{4,24}")
_FEWEST_WORDS = 7  # fewer are a button or an advertising line of a mail
_MOVES = frozenset({"order", "offer", "endorse"})
_CHARITY = lazy(r"\.(?:org|int|edu|gov)(?:\.[a-z]{2})?$")
_FILE = lazy(r"\.(?:png|jpe?g|gif|svg|webp|pdf|zip|mp[34]|exe|dmg|tar|gz)\b", re.IGNORECASE)
# A firm's name after the word that sells it: "a quote from Hartwell Cover", "the VaultNest app".
_BRAND = lazy(
    r"\b(?:from|with|at|by|on|to|the|is|are|is called|of|von|de|chez|bei|avec|con)\s((?:[A-Z][\w\u2019'-]{2,20}[ ]?(?:& )?){1,3})"
)
_COMMON_FORM = lazy(r"(?:ians?|ish|ese|days?|uary|ember|ober|ies|ing|ed|ly|tion|ment|isms?|ology)$")
_OTHERS = lazy(
    r"\b(?:says?|said|told (?:us|the|reporters)|according|claims?|claimed|announced|reported|researchers?|clinical trial|study|published"
    r"|users? can|newsletters?|(?:issue|edition) of|unsubscrib\w+|mailing list|coming to an end"
    r"|registe?ry?|charit(?:y|ies)|associations?|society|foundation|ministry|government|helpline|hotline|non-?profit|nhs|council"
    r"|department of|library|university|museum|police|fundación|ministerio|ayuntamiento|fondation|ministère|mairie|verband"
    r"|stiftung|ministerium|verein|gemeinde|selbsthilfe\w*)\b"
)
# Instructions name where a part or a tool is to be had, with alternatives.
_HOW_TO = lazy(
    r"\b(?:install\w*|set ?up|tutorials?|pull requests?|instructions|documentation|as well|alternatively|equivalents?|same place"
    r"|suggests|a kit like|and adapter)\b"
)
_REFUSED = lazy(
    r"\b(?:do not|don['\u2019]t|never|avoid|beware|should not|shouldn['\u2019]t|not to|no need to|instead of|rather than|if you) (?:\w+ )?"
    r"(?:buy|buying|order|ordering|ordered|use|deal|reply|click|visit|send|sign|call|trust|bought)\b"
)
_OWN_VOICE = lazy(
    r"\b(?:our (?!go-to|favou?rite|kids|children|home|house|own|family|dog|cat|guests)\w+"
    r"|(?:contact|call|email|visit|join|reach|tell|send) us"
    r"|we (?:\w+ )?(?:offer|provide|ship|sell|deliver|are|have|will|can|accept|make|run|host|hope|also)|we['\u2019](?:re|ll|ve)"
    r"|nuestr[oa]s?|notre|nos|unser\w{0,2}|wir)\b"
)
_YOU = lazy(
    r"\b(?:you(?:r|rs|rself|['\u2019]\w{2})?|my readers|someone|tu|tus|te|lo encontrarás|usted|su|vous|votre|vos|ihre?[nmr]?|dein\w{0,2})\b"
)
_THEY = lazy(r"\b(?:they|their|them|they['\u2019]\w{2}|ils|elles|leurs?|ellos|sie)\b")
# Figures of an offer: a discount, a price as bait, how fast it goes.
_BAIT = lazy(
    r"\d\s?(?:%|percent|per cent|prozent|por ciento)|\b(?:just|only|for as little as|ab|nur|from|solo|seulement|desde|dès)"
    r" [$\u00a3\u20ac]?\d"
    r"|\b(?:in|en|within|innerhalb von) (?:just |only |under |nur |solo |seulement )?(?:\d{1,2}|two|three|five|zwei|drei|deux|trois|dos"
    r"|tres)"
    r" ?(?:seconds?|minutes?|hours?|days|h\b|sekunden|minuten|stunden|heures|horas|minutos|segundos)"
)
_IMPERATIVE = lazy(r"(?:(?:So|Then|Just|Simply|Or|And|Now|PS:) )?[A-Z]?[a-z]+ (?:a|an|the|your|yours|their|them|it|one|in|by|on|over)\b")
_NOT_LETTERS = lazy(r"\W")
_QUOTES = lazy(r"[\"\u201c\u201d\u00ab\u00bb\u201e]")


@signal(
    title="An article turns into an offer",
    family="promotion",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "plug_count": Value("sentences with an outside address or firm and a sales move, at most 5", spam=+1, low_quality=+1),
        "strong_count": Value("of these with two different sales moves (order, offer, endorsement), at most 5", spam=+1, low_quality=+1),
    },
    flags="Seeds need light.\n\nI have tried nine lamps, and kept one. Grab yours at glowsprout.example before they sell out.",
    passes="Seeds need light.\n\nThe lamps were tested at Harbour University, which lists them at lampdata.example.",
)
def offer_plug(doc: Document) -> Reading | None:
    """Sentences with a target of their own and two cues in them or next to them."""
    cues = doc.hits("plug_cues")
    links = [k for k in doc.outbound if k.visible and k.region in _REGIONS]
    if not links and not any(h.section in _MOVES for h in cues):
        return SILENT
    kinds: dict[int, set[str]] = {}
    for hit in cues:
        if hit.section != "benefit":
            kinds.setdefault(doc.sentence_index(hit.start), set()).add(hit.section)
    asked = {i for i, k in kinds.items() if k & _MOVES or {"fit", "visit"} <= k}
    asked.update(doc.sentence_index(k.start) for k in links[:_LINKS] if (k.bare or len(k.anchor) <= _ANCHOR) and _sells(doc, k))
    found: list[tuple[Span, bool]] = []
    for i in sorted(asked):
        plug = _plug(doc, i, kinds, links) if i >= 0 else None
        if plug is not None and not (found and plug[0].start < found[-1][0].end):
            found.append(plug)
    if not found:
        return SILENT
    evidence = tuple(Evidence(span, "turns from the subject to somebody's offer") for span, _ in found[:20])
    strong = sum(two for _, two in found)
    return Reading({"plug_count": min(_CAP, len(found)), "strong_count": min(_CAP, strong)}, evidence)


def _plug(doc: Document, i: int, kinds: dict[int, set[str]], links: list[Link]) -> tuple[Span, bool] | None:
    """Span of the plug around sentence i and whether it is unmistakable; None where there is none."""
    sentence = doc.sentences[i]
    block = doc.blocks[sentence.block]
    if block.region not in _REGIONS or block.kind not in _BLOCKS:
        return None
    near = [j for j in (i, i - 1, i + 1) if 0 <= j < len(doc.sentences) and doc.sentences[j].block == sentence.block]
    around = {kind for j in near for kind in kinds.get(j, ())}
    here = kinds.get(i, set())
    beside = next((j for j in near if _linked(doc, j, links) is not None), None)
    if beside is not None:
        grade = _grade(here | kinds.get(beside, set()), around, beside == i)
        if not grade and beside == i:
            grade = _grade_house(doc, near, here, around, links)
    else:  # the name may stand in the sentence before: "X is a service ... Get a free quote from them."
        beside = next((j for j in near if j <= i and _names(doc, j)), None)
        grade = 0 if beside is None else _grade_name(here, around)
    if not grade or beside is None:
        return None
    start = min(sentence.start, doc.sentences[beside].start)
    end = max(sentence.end, doc.sentences[beside].end)
    first, last = doc.sentences[min(near)].start, doc.sentences[max(near)].end
    if len(doc.words.between(first, last)) < _FEWEST_WORDS or _excused(doc, block.start, start, end):
        return None
    return _clip(doc, start, end, doc.sentences[beside].start), grade == 2


def _linked(doc: Document, j: int, links: list[Link]) -> Link | None:
    sentence = doc.sentences[j]
    at = bisect_left(links, sentence.start, key=lambda k: k.start)
    return next((k for k in links[at : at + 3] if k.start < sentence.end and _sells(doc, k)), None)


def _grade_house(doc: Document, near: list[int], here: set[str], around: set[str], links: list[Link]) -> int:
    """A call to the reader with the house's address: named as a brand beside it, or with figures of an offer."""
    sentence = doc.sentences[near[0]]
    link = _linked(doc, near[0], links)
    text = doc.text[sentence.start : sentence.end]
    beside = " ".join(doc.text[doc.sentences[j].start : doc.sentences[j].end] for j in near)[:900]
    low, wide = text.lower(), beside.lower()
    if link is None or len(target(link.href).path.strip("/")) > _DEEP:
        return 0
    brand = _brand_of(link, beside)
    if brand and brand in doc.derive(_own):
        return 0
    called = bool(_YOU.search(low)) or bool(_IMPERATIVE.match(text))
    bait = bool(_BAIT.search(wide))
    if brand and "order" in here:
        return 1
    if called and brand and (bait or around - {"visit", "benefit"} or (_THEY.search(wide) and link.bare)):
        return 1
    return int(called and link.bare and bool(_BAIT.search(low)))


def _brand_of(link: Link, text: str) -> str:
    """The capitalised name beside a link that its host repeats ("Mossery" and mossery-kits.example), or nothing."""
    label = _label(link)
    for m in _CAPITAL.finditer(text):
        name = _NOT_LETTERS.sub("", m.group().lower())
        if len(name) >= 5 and (label.startswith(name) or name == label):
            return name
    return ""


def _grade(here: set[str], around: set[str], linked: bool) -> int:
    """0, 1 or 2 for a sentence with an outside address in it or beside it."""
    if len(here & _MOVES) >= 2 or (linked and here & _MOVES and len(around & _MOVES) >= 2):
        return 2
    if not linked:
        return 0
    ways = here & {"visit", "fit", "meet"}
    return int("endorse" in here or {"visit", "fit"} <= here or bool(ways and here & _MOVES))


def _grade_name(here: set[str], around: set[str]) -> int:
    """Without an address the sentence must hold two moves itself."""
    if len(here & _MOVES) < 2:
        return 0
    return 2 if len(around & _MOVES) == 3 else 1


def _own(doc: Document) -> str:
    """Title, first headings, site name and host run together: a name in it is the page's own."""
    heads = "".join(doc.text[b.start : b.end] for b in doc.blocks[:3] if b.kind == "heading" and b.level == 1)
    names = f"{doc.title}{heads}{doc.meta.site_name}{doc.meta.author}{doc.url or ''}{doc.meta.canonical}"
    return _NOT_LETTERS.sub("", names.lower())


def _sells(doc: Document, link: Link) -> bool:
    place = target(link.href)
    if place.kind not in _KINDS or _CHARITY.search(place.host) or _FILE.search(place.path):
        return False
    label = _label(link)
    if len(label) >= 5 and label in doc.derive(_own):
        return False
    return place.site not in {target(u).site for u in (doc.url or "", doc.meta.canonical) if u}


def _label(link: Link) -> str:
    """The name in a host: "mossery" of www.mossery.example, the account where the host is shared."""
    place = target(link.href)
    return (place.account if place.tier else place.registrable.partition(".")[0]).replace("-", "").lower()


def _names(doc: Document, j: int) -> bool:
    """Whether the sentence names a firm that is not the page's own."""
    start, end = doc.sentences[j].start, doc.sentences[j].end
    for m in _BRAND.finditer(doc.text, start, min(end, start + 600)):
        name = m.group(1).strip()
        low = name.split()[0].lower()
        if _NOT_LETTERS.sub("", name.lower())[:12] in doc.derive(_own):
            continue
        if re.search(r"[a-z][A-Z]", name):
            return True
        if low in read("places", "en") or low in read("forenames") or _COMMON_FORM.search(low) or name.isupper():
            continue
        if len(low) >= 5 and not holds_word(doc.text, low):
            return True
    return False


def _excused(doc: Document, block: int, start: int, end: int) -> bool:
    """Reported, official, refused, quoted, disclosed, or the page speaking for itself."""
    low = doc.text[start:end].lower()
    if any(p.search(low) for p in (_OTHERS, _REFUSED, _HOW_TO, _OWN_VOICE)) or len(_QUOTES.findall(low)) >= 2:
        return True
    hits = doc.hits("attribution", "report", "debunk", "disclosure")
    return any((block if h.section == "disclosure" else start) <= h.start < end for h in hits)


def _clip(doc: Document, start: int, end: int, focus: int) -> Span:
    if end - start > _LONGEST:
        start = max(start, min(focus, end - _LONGEST))
        end = min(end, start + _LONGEST)
    text = doc.text[start:end]
    return Span(start, start + len(text.rstrip()))
