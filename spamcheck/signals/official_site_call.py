"""A call to order on "the official website", in capitals, behind arrows or with "click here".

Why: adverts for pills and gadgets are set on hosts where anyone can publish, and must lead their readers on: "CLICK HERE to order from
the OFFICIAL WEBSITE". A maker calls its own site "our shop"; an authority that names an official site sells no jar on it.
How: sentences in which a word of ordering and "official website" stand together, in English, Spanish, French, German, Italian and
Portuguese; shouted, pointed at or clicked ones count, others only from three on. Tickets, visas, forms, records and warnings of
copies are what official sites are for.
Misses: calls without the word.
Source: own pages of landing texts, shapes only; 0 of 3,217 honest training pages, 2026-12.
"""

from __future__ import annotations

from spamcheck.context import excused, quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_CALM = 3  # calls in ordinary letters that make an advert
_LONGEST = 300  # characters of a sentence
_NEAR = 90  # characters between the site and the order
_STEMS = ("offici", "oficial", "offizi", "ufficial")
_SITE = lazy(
    r"\bofficial (?:web ?site|store|site|page|shop|link)s?\b|\b(?:sitio|web|p[áa]gina|tienda)(?: web)? oficial\b|\bsite(?: web)? officiel\b"
    r"|\boffizielle[nr]? (?:web(?:site|seite|shop)|seite|internetseite|shop|homepage|hersteller(?:seite|shop))\b|\bsito(?: web)? ufficiale\b|\bsite oficial\b"
)
_ORDER = lazy(
    r"\b(?:click|tap|order(?:ed|ing)?|buy|purchase|get (?:yours?|it|now|started)|claim|grab|rush|shop now|discount|in stock|limited stock"
    r"|haga clic|haz clic|clic aqu[íi]|compr\w+|p[íi]del[oae]\w*|pedir|ord[ée]nal\w+|consigue|descuento"
    r"|cliquez|command\w+|achet\w+|profitez|r[ée]duction|klick\w*|bestell\w*|kauf\w*|sichern|rabatt|clicca|ordina\w*|acquist\w+|sconto|clique|encomend\w+|desconto)\b"
)
_CLICK = lazy(
    r"\b(?:click|tap) (?:here|the (?:link|button|image))|\bclic aqu[íi]|\bcliquez ici|klick\w* (?:sie )?(?:hier|jetzt|auf)|hier klicken|clicca qui|clique aqui"
)
_WARNS = lazy(r"\bwarn(?:s|ed|ing)?\b|\bfakes?\b|\bscams?\b|counterfeit|\bwarn(?:t|ung)|\badvierte|\balerta|\bmet en garde|\bavverte")
_BESIDE = 200  # characters behind a sentence that may warn of it
_ARROWS = frozenset("➤►▶➡👉☛✅✔⮕➜➨⇒»👇⏩🔥🎁🛒")
_RECORDS = lazy(
    r"\b(?:tickets?|visas?|passports?|exams?|admissions?|applications?|apply|forms?|registration|register|election|counterfeits?|fakes?|scams?|beware|government"
    r"|ministry|embassy|museum|stadium|concert|entradas|pasaporte|ministerio|embajada|museo|falsific\w+|estaf\w+|billets?|passeport|minist[èe]re|ambassade|mus[ée]e"
    r"|contrefa\w+|arnaques?|eintrittskarten|reisepass|ministerium|botschaft|f[äa]lschung\w*|betrug\w*|biglietti|passaporto|ministero|ingressos)\b"
)


def _calls(doc: Document) -> tuple[list[Span], list[Span]]:
    """Sentences that call to order on the official site: loud ones, and all."""
    low, loud, found = doc.lowered, list[Span](), list[Span]()
    for site in _SITE.finditer(low):
        sentence = doc.sentence_at(site.start())
        start, end = max(sentence.start, site.start() - _NEAR), min(sentence.end, site.end() + _NEAR)
        if not _ORDER.search(low, start, end) or _RECORDS.search(low, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
            continue
        if quoted(doc, site.start()) or excused(doc, site.start(), site.end()) or _WARNS.search(low, sentence.end, sentence.end + _BESIDE):
            continue
        span = Span(start, start + len(doc.text[start:end].rstrip()))
        if found and found[-1].end > start:
            continue
        found.append(span)
        text = doc.text[start:end]
        letters = [c for c in text if c.isalpha()]
        shouts = 2 * sum(map(str.isupper, letters)) > len(letters)
        arrows = not _ARROWS.isdisjoint(doc.text[max(0, start - 4) : end + 4]) or ">>" in text or "<<" in text
        if shouts or arrows or _CLICK.search(low, start, end):
            loud.append(span)
    return loud, found


@signal(
    title="Loud call to order on the official website",
    family="promotion",
    policy="thin_affiliation",
    languages=("any",),
    values={"call_count": Value("shouted, pointed at or clicked calls, or all where there are three, at most 6", spam=+1, low_quality=+1)},
    flags="➤➤ CLICK HERE TO ORDER NIBWORT DROPS FROM THE OFFICIAL WEBSITE ➤➤",
    passes="The maker's leaflet is on its official website, and the shop in the village can order the drops.",
)
def official_site_call(doc: Document) -> Reading:
    if not any(map(doc.lowered.__contains__, _STEMS)):
        return SILENT
    loud, found = _calls(doc)
    kept = found if len(found) >= _CALM else loud
    if not kept:
        return SILENT
    return Reading(
        {"call_count": min(_CAP, len(kept))}, tuple(Evidence(span, "a call to order on the official site") for span in kept[:20])
    )
