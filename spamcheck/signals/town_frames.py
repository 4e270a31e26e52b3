"""A town's name worked into sentences that would be the same for any town.

Why: a doorway needs its town in the text and knows nothing of it: "X is a popular place", "61% of X residents", "whether you
live in north X or south X", "drain repair X" as a heading. A local page names streets and people instead.
How: a capitalised name of the title or first heading that returns behind prepositions; kinds of frames around it that fit any
town (people of X, praise of X, X twice in one sentence, a percentage for X, all of X and beyond, a heading that ends in X without
preposition), of which three kinds and a service stand within 3,000 characters.
Misses: towns in lower case; pages with one or two such sentences; towns that neither title nor first heading names.
Source: location pages of the training corpus, survey rows K3, own-written town pages, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy, whole
from spamcheck.signal import SILENT, Reading, Value, signal

_HEAD = 250  # characters of title, first heading and opening in which the town is looked for
_CANDIDATES, _MENTIONS = 16, 5
_KINDS, _SENTENCES, _WINDOW = 3, 3, 3000
_CAP = 10
_NAME = lazy(r"(?<![\w'\u2019-])[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019-]{2,24}(?![\w])")
_NEXT = lazy(r" ([A-Z\u00c0-\u00de][\w'\u2019-]{2,20})\b")
_PREPOSITIONS = {
    "en": ("in", "near", "around", "across", "of", "throughout", "from"),
    "es": ("en", "de", "por", "cerca de", "a", "desde"),
    "fr": ("\u00e0", "de", "sur", "autour de", "pr\u00e8s de", "en"),
    "de": ("in", "bei", "um", "von", "aus", "f\u00fcr", "nach"),
}
_FOLK = {
    "en": r"residents?|homeowners?|locals|families|drivers|patients|clients|customers|businesses|business owners|people|homes|households"
    r"|shoppers|pet owners|parents|renters|folks",
    "es": r"habitantes|vecinos|residentes|familias|clientes|pacientes|hogares|conductores|empresas",
    "fr": r"habitants|r\u00e9sidents|familles|clients|patients|foyers|m\u00e9nages|conducteurs|entreprises|particuliers",
    "de": r"einwohner|bewohner|anwohner|familien|kunden|patienten|haushalte|b\u00fcrger|autofahrer|unternehmen|menschen",
}
_ANYTOWN = {  # what any town "is" and "has"
    "en": r"(?:is|has|offers|boasts|enjoys|remains|can be)(?: also| well| truly)?(?: known| famous| home to| a| an| its| the| many| plenty| one of"
    r"|[ ,]\w+){0,4} (?:place|town|city|community|suburb|area|destination|gem|weather|climate|attractions|history|neighbou?rhoods?|population"
    r"|spirit|charm|schools|restaurants|scenery|culture|economy)",
    "es": r"(?:es|cuenta con|ofrece|tiene|destaca por)(?: \w+){0,5} (?:ciudad|localidad|pueblo|municipio|lugar|zona|plaza|iglesia|clima"
    r"|gastronom\u00eda|historia|encanto|habitantes)",
    "fr": r"(?:est|offre|poss\u00e8de|compte|b\u00e9n\u00e9ficie d)(?:'?\s?\w+){0,5} (?:ville|commune|village|lieu|cit\u00e9|patrimoine|climat"
    r"|histoire|charme|quartiers|habitants|march\u00e9)",
    "de": r"(?:ist|bietet|hat|verf\u00fcgt \u00fcber|besticht)(?: \w+){0,5} (?:stadt|gemeinde|ort|region|altstadt|lage|geschichte|charme"
    r"|sehensw\u00fcrdigkeiten|einwohner|stadtteile)",
}
_COVERAGE = {
    "en": r"(?:all (?:over|of|around|across)|throughout|surrounding|greater|downtown|central|the (?:heart|streets|north|south|whole|centre"
    r"|center) of|live|living|based|located|anywhere|proudly serv\w+|serv(?:e|es|ing)|cover(?:s|ing)?|north|south|east|west) (?:in |of )?(?:the )?$",
    "es": r"(?:toda?|todo|alrededores de|centro de|zona de|norte de|sur de|barrios de|calles de|servicio en) $",
    "fr": r"(?:tout|toute|alentours de|centre de|nord de|sud de|rues de|quartiers de|partout \u00e0|secteur de|agglom\u00e9ration de) $",
    "de": r"(?:ganz|umgebung von|raum|gro\u00dfraum|zentrum von|s\u00fcden von|norden von|stra\u00dfen von|\u00fcberall in) $",
}
_AFTER_COVERAGE = {
    "en": r",? (?:and|or) (?:the |its |all )?(?:surrounding|nearby|neighbou?ring|beyond)",
    "es": r",? y (?:sus |los |toda la )?(?:alrededores|comarca|provincia|cercan)",
    "fr": r",? et (?:ses |les |sa )?(?:alentours|environs|r\u00e9gion|communes)",
    "de": r",? und (?:der |die |ganzer |n\u00e4herer )?(?:umgebung|umland|region)",
}
_BEFORE_ANYTOWN = {
    "en": r"(?:weather|climate|life|living|traffic|winters?|summers?|streets|roads|water|soil|cost of living|seasons?|population) "
    r"(?:in|around|of|near) $",
    "es": r"(?:clima|tiempo|vida|tr\u00e1fico|calles|inviernos?|veranos?) (?:de|en) $",
    "fr": r"(?:climat|m\u00e9t\u00e9o|vie|circulation|rues|hivers?|\u00e9t\u00e9s?) (?:de|\u00e0) $",
    "de": r"(?:wetter|klima|leben|verkehr|winter|sommer|stra\u00dfen) (?:in|von) $",
}
_SIGHTS = lazy(
    r"\b(?:things to do|attractions|places to visit|facts|fun fact|about|areas? near|nearby|neighbou?rhoods|explore|discover|welcome to"
    r"|qu\u00e9 ver|qu\u00e9 hacer|localidades|que faire|que voir|communes|sehensw\u00fcrdigkeiten|ausfl\u00fcge|in der n\u00e4he)\b"
)
_PERCENT = lazy(r"\d(?:[.,]\d+)? ?(?:%|per ?cent|por ciento|pour cent|prozent)|\b(?:1|one) in \d")
_SHARES = ("%", "cent", "ciento", "prozent", "1 in ", "one in ")
_TAIL_WORD = lazy(r"([^\W\d_][\w'\u2019-]*)[ ,|\u2013-]{1,3}$")
# What every guide to a town names.
_HOSPITALITY = frozenset(
    "hotel hotels restaurant restaurants hoteles restaurante restaurantes h\u00f4tel h\u00f4tels taxi tour tours hospital hospitals school centro "
    "center centers centre centres".split()
)
_SMALL = frozenset(
    "in at of near for to from and around across the about over with on by & | \u2013 - en de a por y para del la las el los "
    "\u00e0 sur pour et du des le les au bei von um und der die das f\u00fcr nach im am greater downtown north south east west new "
    "visit visiting welcome discover explore".split()
)
_LARGE = frozenset(
    "state canada england scotland wales ireland britain australia germany france spain europe america africa asia india china japan "
    "italy mexico brazil congress medicare medicaid english spanish french german american british canadian google facebook espa\u00f1a "
    "zealand kingdom states africa korea arabia emirates francia alemania frankreich deutschland spanien \u00f6sterreich schweiz suisse belgique monday january "
    "mercury venus earth mars jupiter saturn uranus neptune pluto moon".split()
)


def _towns(doc: Document, language: str) -> list[str]:
    """Capitalised names of title, first heading and opening that return behind prepositions, longest form."""
    text = doc.text
    first = next((b for b in doc.blocks[:8] if b.kind == "heading"), None)
    head = f"{doc.title[:_HEAD]}\n{text[first.start : min(first.end, first.start + _HEAD)] if first else ''}\n{text[:_HEAD].partition(chr(10))[0]}"
    found: dict[str, None] = {}
    for word in list(dict.fromkeys(_NAME.findall(head)))[:_CANDIDATES]:
        if word.lower() in _LARGE:
            continue
        mentions = doc.mentions(word)
        if mentions < _MENTIONS or doc.mentions(f" {word.lower()}") > 1:
            continue
        if not any(f" {p} {word}" in text or f"{p.capitalize()} {word}" in text for p in _PREPOSITIONS[language]):
            continue
        after = Counter(m.group(1) for m in islice(re.finditer(rf"{re.escape(word)} ([A-Z\u00c0-\u00de][\w'\u2019-]{{2,20}})\b", text), 60))
        top = after.most_common(1)
        if top and top[0][1] >= 0.7 * mentions:
            word += " " + top[0][0]
        if (top and top[0][0].lower() in _LARGE) or read("places", "en").get(word.lower()) in ("state", "region"):
            continue
        found[word] = None
    return list(found)


def _frames(doc: Document, town: str, language: str) -> dict[int, tuple[Span, set[str]]]:
    """Sentence start -> its span and the kinds of frames in it."""
    text = doc.text
    hits = (*doc.hits("commercial_words", "service"), *doc.hits("trade_words", "service"))
    starts, ends = {h.start for h in hits if h.item not in _HOSPITALITY}, {h.end for h in hits if h.item not in _HOSPITALITY}
    topic = _topic(doc, town) if language != "en" else ()
    folk_before = rf"\b(?:{_FOLK[language]})(?: \w+)? (?:of|in|from|across|throughout|around|de|en|\u00e0|von|in|aus|del?) (?:the )?$"
    found: dict[int, tuple[Span, set[str]]] = {}
    uses: Counter[int] = Counter()
    for first, last in whole(text, town, 300):
        s = doc.sentence_at(first)
        block = doc.blocks[s.block]
        if block.region in ("nav", "references", "comments"):
            continue
        uses[s.start] += 1
        before, after = text[max(s.start, first - 60) : first].lower(), text[last : min(s.end, last + 90)].lower()
        kinds = found.setdefault(s.start, (_line(text, s.start, s.end), set()))[1]
        short = block.kind == "heading" or (block.end - block.start < 60 and text[block.end - 1] not in ".!?")
        if short:
            tail = _TAIL_WORD.search(before)
            named = any(s.start <= e <= first for e in ends) or any(stem in before for stem in topic)
            if last >= block.end - 1 and tail and tail.group(1) not in _SMALL and named:
                kinds.add("keyword")
            elif _SIGHTS.search(text[block.start : block.end].lower()):
                kinds.add("sights")
            continue
        if re.search(folk_before, before) or re.match(rf" (?:area )?(?:{_FOLK[language]})\b", after):
            kinds.add("people")
        if re.match(rf" {_ANYTOWN[language]}\b", after) or re.search(rf"\b{_BEFORE_ANYTOWN[language]}", before):
            kinds.add("praise")
        if re.search(rf"\b{_COVERAGE[language]}", before) or re.match(_AFTER_COVERAGE[language], after):
            kinds.add("coverage")
        sentence = text[s.start : s.end].lower()
        if any(map(sentence.__contains__, _SHARES)) and _PERCENT.search(sentence):
            kinds.add("percent")
        if uses[s.start] > 1:
            kinds.add("twice")
        if _beside(text, first, last, starts, ends) or any(stem in before[-26:] for stem in topic):
            kinds.add("service")
    return {start: frame for start, frame in found.items() if frame[1]}


def _topic(doc: Document, town: str) -> tuple[str, ...]:
    """Beginnings of the title's longer words that the page repeats: what it sells, where the lists of trades are short."""
    words = [w for w in doc.title.lower().split() if len(w) > 5 and w.isalpha() and w[:5] not in town.lower()]
    lower = doc.folded.text
    return tuple(w[:6] for w in dict.fromkeys(words) if lower.count(w[:6]) >= 4)


def _beside(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether a service stands right before the name ("plumbers in X") or within two words behind it ("X emergency plumbers")."""
    if any(at in ends for at in range(max(0, start - 12), start)):
        return len(text[max(at for at in range(max(0, start - 12), start) if at in ends) : start].split()) <= 2
    return any(at in starts and len(text[end:at].split()) <= 2 for at in range(end + 1, end + 26))


def _line(text: str, start: int, end: int) -> Span:
    return Span(start, min(start + len(text[start:end].rstrip()), start + 300))


def _dense(frames: dict[int, tuple[Span, set[str]]], *, guessed: bool) -> tuple[int, int, list[Span]]:
    """The window with most kinds: their number, that of sentences with a frame, and the places of the whole page."""
    starts = sorted(frames)
    best = (0, 0)
    for i, start in enumerate(starts):
        inside = [k for k in starts[i:] if k < start + _WINDOW]
        kinds: Counter[str] = Counter(kind for k in inside for kind in frames[k][1])
        claims = bool(kinds["percent"]) + bool(kinds["people"]) + bool(kinds["praise"]) + bool(kinds["coverage"])
        if not (kinds["keyword"] or kinds["percent"] or kinds["people"]):
            continue  # an encyclopaedia praises a city, too
        if guessed and not (kinds["people"] or kinds["praise"] or kinds["sights"]):
            continue  # what the title names may be a product
        if kinds["service"] + kinds["keyword"] >= 2 or (kinds["percent"] and claims >= 2 and kinds["service"] + kinds["keyword"]):
            best = max(best, (len(kinds), sum(1 for k in inside if frames[k][1] - {"service"} or len(frames[k][1]) > 1)))
    strong = [frames[k][0] for k in starts if frames[k][1] != {"service"}]
    return (*best, strong)


@signal(
    title="Town worked into generic sentences",
    family="keywords",
    policy="doorway_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "kind_count": Value("kinds of sentences that fit any town around the page's town, from 3, at most 6", spam=+1, low_quality=+1),
        "frame_count": Value("such sentences in one stretch, from 3, at most 10", spam=+1, low_quality=+1),
    },
    flags=(
        "Drain Repair Oxley\n\nOxley is a popular place to live. Whether you are in north Oxley or south Oxley, our plumber is near.\n\n"
        "Boiler repair Oxley\n\nIn Oxley 61% of homes have an old boiler, and Oxley residents call a plumber twice a year."
    ),
    passes=(
        "Drain repair in Oxley\n\nOur yard is behind the brewery in Mill Lane, Oxley. Two of our plumbers grew up in Oxley, and we know its clay pipes.\n\n"
        "Oxley Council laid new mains in 1998."
    ),
)
def town_frames(doc: Document) -> Reading:
    language = doc.language or "en"
    hits = len(doc.hits("commercial_words", "service")) + len(doc.hits("trade_words", "service"))
    if hits < 2 and (language == "en" or not doc.title):
        return SILENT
    best: tuple[int, int, list[Span]] = (0, 0, [])
    for town in _towns(doc, language):
        best = max(best, _dense(_frames(doc, town, language), guessed=language != "en"), key=lambda b: b[:2])
    kinds, sentences, spans = best
    if kinds < _KINDS or sentences < _SENTENCES - (kinds > _KINDS and language == "en"):
        return SILENT
    shown = tuple(Evidence(span, "a sentence or heading that fits any town") for span in spans[:20])
    return Reading({"kind_count": min(6, kinds), "frame_count": min(_CAP, sentences)}, shown)
