"""The roles of sentences in languages without a learned model: composed of word classes and marks of form.

One list a role and language (`lexicons/role_<role>.<language>.txt`) holds the classes of its words: a plug has calls, shops,
experts and praise, a doorway trades, own voice, cover and residents. A frame asks for several classes in one sentence together
with a form (a name behind a preposition, an address, a run of towns, a price, a time limit), never for one phrase. Words of
reporting, of offices and of doubt are classes too, and they silence a frame.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import NamedTuple

from spamcheck.document import Document
from spamcheck.patterns import lazy

LANGUAGES = ("es", "fr", "de")
ROLES = ("plug", "doorway", "contact", "sale", "pitch", "cure", "testimonial", "vague", "hype", "filler")
# Sections of a list of another role that silence a frame.
_VETOES = {"contact": ("sale", "police"), "pitch": ("sale", "police"), "cure": ("sale", "police"), "testimonial": ("sale", "police")}
_OWN_VETO = frozenset(("official", "civic", "police", "hedge"))
_BORROWED = (("doorway", "trade", "trade_words", ("service",)), ("cure", "ill", "condition_groups", ()))
_SITE = lazy(
    r"\b[a-z0-9][\w-]{2,40}\.(?:example|test|com|net|org|shop|store|online|info|es|fr|de|ch|at|be|eu|io)\b|https?://", re.IGNORECASE
)
_BRAND = lazy(
    r"\b(?:de|del|en|con|por|a|chez|par|avec|sur|von|bei|vom|Kanzlei|Bufete|Cl\u00ednica|Clinique|Klinik|Centro|Cabinet|Ma\u00eetre)"
    r"(?: (?:la|el|le|der|den|los|las|les))? [A-Z\u00c0-\u00dd][\w&\u2019'-]{3,}"
    r"|\b(?:[Cc]entro|entreprise|Zentrum|Onlineapotheke|Onlineshop|Praxis|Studio|tienda|cl\u00ednica|plataforma|plateforme|en ligne|soci\u00e9t\u00e9|Anbieter|Marke|cabinet|l'application|marque|Portal|Firma|marca|empresa|Manufaktur|boutique|\w+manufaktur) [A-Z\u00c0-\u00dd]\w{3,}"
)
_MAIL = lazy(r"[\w.+-]{2,40}@[\w-]{2,30}\.\w{2,}|(?<![\w.])@\w{4,30}|\+?\(?\d[\d\s().-]{6,18}\d(?!\d)|\b\d{3}-\d{4}\b")
_PRICE = lazy(r"\d(?:[.,]\d+)? ?(?:\u20ac|euros?\b|\$|mg\b|ml\b|g\b)|\u20ac ?\d|\bpor \d+|\b\d+ %|\bab \d+", re.IGNORECASE)
_RUN = lazy(
    r"(?:\b(?:en|a|\u00e0|in|de|nach|auch|sowie|tambi\u00e9n|f\u00fcr|sur|zwischen) |: |[\u2013\u2192|] )"
    r"(?:[A-Z\u00c0-\u00dd][\w\u2019'-]+(?: (?:de|del|la|am|an der|sur|le|les|Grand-\w+|[A-Z\u00c0-\u00dd][\w\u2019'-]+)){0,3}"
    r"(?: ?[,|\u2192\u2013/\u00b7] ?| (?:y|et|und|o|ou|oder|sowie) ))"
    r"{2,}[A-Z\u00c0-\u00dd][\w\u2019'-]+"
)
_PLACED = lazy(r"\b(?:en|de|a|por|\u00e0|sur|in|bei|von|f\u00fcr|nach|im|aus) [A-Z\u00c0-\u00dd][\w\u2019'-]{2,}")
_CAPITAL = lazy(r"(?<!\w)[A-Z\u00c0-\u00dd][a-z\u00df-\u00ff\u2019'-]{3,}")
_SOON = lazy(
    r"\b(?:en|tras|in|nach|binnen|innerhalb von|au bout de) (?:solo |s\u00f3lo |apenas |seulement |nur |weniger als |moins de |menos de )?"
    r"(?:\d{1,3}|un[ao]?|une|dos|tres|cinco|siete|diez|deux|trois|cinq|sept|dix|einer?|zwei|drei|f\u00fcnf|sieben|zehn|wenigen|einem)"
    r" (?:d\u00edas?|horas?|minutos?|semanas?|noches?|sesi[o\u00f3]n(?:es)?|mes|jours?|heures?|minutes?|semaines?|nuits?|s\u00e9ances?|mois|tagen?"
    r"|stunden?|minuten?|wochen?|nacht|sitzung|monat)\b",
    re.IGNORECASE,
)
_SCARCE = lazy(
    r"\b(?:quedan|restent|il reste|plus que|nur noch|noch|los pr\u00f3ximos|les prochains|die n\u00e4chsten|letzten) \d{1,4}\b|\b\d{1,2}:\d{2} min",
    re.IGNORECASE,
)
_SIGNED = lazy(
    r"[\u2014\u2013-] ?[A-Z\u00c0-\u00dd]\w+(?: [A-Z]\.?)?,|\([A-Z\u00c0-\u00dd]\w+(?: [A-Z]\.?)?(?:, [^()]{2,25})?\)|[\u2605\u2b50]{3}"
)
_FIRST = lazy(
    r"\b(?:me|mi|mis|yo|nos|llevo|pas\u00e9|ped\u00ed|je|j'\w+|j\u2019\w+|mon|ma|mes|m'\w+|m\u2019\w+|ich|mein(?:e[nrms]?)?|mir|mich|wir)\b",
    re.IGNORECASE,
)


_WE = lazy(r"\b\w{3,}[aei]mos\b|\b[Nn]ous \w+ons\b|\b[Ww]ir \w+en\b")
_FOLK = lazy(
    r"\b(?:vecinos|habitantes|familias|residentes|habitants|familles|r\u00e9sidents|seniors|Einwohner|B\u00fcrger|Bewohner|Menschen|Familien)"
    r" (?:de|en|von|in|d') ?[A-Z\u00c0-\u00dd]"
)
_READER = lazy(r"\b(?:te|tu|tus|usted|puedes?|vous|votre|vos|[Ss]i vous|Sie|Ihr(?:e[nrms]?)?|Ihnen|du|dir|dein(?:e[nrms]?)?)\b")
_FIGURE = lazy(r"\d")
_SOURCED = lazy(r"\b(?:19|20)\d\d\b|\[\d+\]|\b(?:Lancet|Cochrane|JAMA|BMJ|Nature|Science)\b|https?://|\bet al\b")


class Cue(NamedTuple):
    """What a frame sees of a sentence: its text, the classes of words in it and how many of each."""

    text: str
    classes: Mapping[str, int]

    def has(self, *names: str) -> int:
        """How many of the classes stand in the sentence."""
        return sum(n in self.classes for n in names)


def _plug(c: Cue) -> int:
    kinds = c.has("go", "shop", "expert", "laud")
    if kinds < 2 or not c.has("go", "laud"):
        return 0
    site = bool(_SITE.search(c.text))
    if site:
        return 1 + (kinds > 2)
    addressed = bool(_READER.search(c.text))
    return int(kinds + addressed > 2 - (c.has("laud") and c.has("shop", "expert") > 0) and bool(_BRAND.search(c.text)))


def _doorway(c: Cue) -> int:
    if not c.has("trade"):
        folk = _FOLK.search(c.text)
        town = _CAPITAL.match(c.text, folk.end() - 1) if folk else None
        return int(town is not None and c.text.count(town[0]) > 1 and c.has("merit", "ours", "cover") > 0)
    run = _RUN.search(c.text)
    fits = c.has("cover", "merit", "town")
    names = _CAPITAL.findall(c.text) if fits or c.has("ours") or run else []
    placed = _PLACED.findall(c.text)
    twice = any(names.count(p.split(" ", 1)[1]) > 1 for p in placed)
    if run and (fits or (c.has("ours") and not run[0].startswith(":"))):
        return 1 + (c.has("ours") + fits > 1)
    if placed and twice and (fits or c.has("ours")):
        return 2
    if run and not run[0].startswith(":") and _WE.search(c.text):
        return 1
    return int(bool(placed) and (twice or fits + c.has("ours") > 1 or (bool(_FOLK.search(c.text)) and c.has("merit") > 0)))


def _contact(c: Cue) -> int:
    if not c.has("who", "goods"):
        return 0
    spot = bool(_MAIL.search(c.text))
    if c.has("reach") and (spot or c.has("app")):
        return 1 + (spot or c.has("who", "goods") > 1)
    return int(spot and c.has("app") > 0)


def _sale(c: Cue) -> int:
    if not c.has("drug"):
        return 0
    price = bool(_PRICE.search(c.text))
    if c.has("offer") and c.has("order"):
        return 1 + price
    return int((price and c.has("offer", "order") > 0) or c.classes.get("order", 0) > 1)


def _pitch(c: Cue) -> int:
    scarce = c.has("scarce") or bool(_SCARCE.search(c.text))
    kinds = c.has("act", "refund", "dream") + bool(scarce)
    return int(kinds > 1) + (kinds > 2)


def _cure(c: Cue) -> int:
    if not c.has("heal") or not c.has("ill"):
        return 0
    strong = c.has("ever") + bool(_SOON.search(c.text)) + (c.classes.get("ill", 0) > 2)
    return min(2, strong)


def _testimonial(c: Cue) -> int:
    kinds = c.has("stars", "endorse", "result")
    if kinds < 2:
        return 0
    form = bool(_SIGNED.search(c.text)) + ("!" in c.text) + c.has("stars")
    return min(2, form) if form and (c.has("stars") or _FIRST.search(c.text)) else 0


def _vague(c: Cue) -> int:
    if _SOURCED.search(c.text):
        return 0
    return int(c.has("proof") > 0 or c.has("crowd", "say", "wide") > 2)


def _hype(c: Cue) -> int:
    top = c.classes.get("top", 0)
    return int(top > 1 or (top > 0 and c.has("turn") > 0))


def _filler(c: Cue) -> int:
    frames = c.classes.get("frame", 0)
    return int((frames > 0 and c.has("praise") > 0) or frames > 1) if not _FIGURE.search(c.text) else 0


_FRAMES: dict[str, Callable[[Cue], int]] = {
    "plug": _plug, "doorway": _doorway, "contact": _contact, "sale": _sale, "pitch": _pitch, "cure": _cure, "testimonial": _testimonial,
    "vague": _vague, "hype": _hype, "filler": _filler,
}  # fmt: skip


def framed(doc: Document, starts: list[int], ends: list[int]) -> list[tuple[int, str, bool]]:
    """Sentences in a role: (index of the sentence, role, whether it is unmistakable), by role and then in page order."""
    found: list[tuple[int, str, bool]] = []
    for role in ROLES:
        by: dict[int, dict[str, int]] = {}
        _collect(doc, by, starts, ends, f"role_{role}")
        for owner, section, name, parts in _BORROWED:
            if owner == role and by:
                _collect(doc, by, starts, ends, name, parts, section)
        veto: dict[int, dict[str, int]] = {}
        if role in _VETOES and by:
            name, part = _VETOES[role]
            _collect(doc, veto, starts, ends, f"role_{name}", (part,))
        frame = _FRAMES[role]
        for i in sorted(by):
            classes, start = by[i], starts[i]
            if role == "doorway" and "trade" in by.get(i - 1, ()) and doc.text[starts[i - 1] : ends[i - 1]].endswith("?"):
                classes, start = {**by[i - 1], **classes}, starts[i - 1]  # "Looking for a plumber in X? We ..."
            if i in veto or not _OWN_VETO.isdisjoint(classes):
                continue
            grade = frame(Cue(doc.text[start : ends[i]], classes))
            if grade:
                found.append((i, role, grade > 1))
    return found


def _collect(
    doc: Document,
    by: dict[int, dict[str, int]],
    starts: list[int],
    ends: list[int],
    name: str,
    parts: tuple[str, ...] = (),
    alias: str = "",
) -> None:
    """Counts the classes of a list's words by sentence."""
    for hit in doc.hits(name, *parts):
        i = bisect_right(starts, hit.start) - 1
        if i >= 0 and hit.start < ends[i]:
            classes = by.setdefault(i, {})
            section = alias or hit.section
            classes[section] = classes.get(section, 0) + 1
