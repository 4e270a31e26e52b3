"""Whether a page reports or warns of something instead of saying it itself."""

from __future__ import annotations

import re
from itertools import islice

from spamcheck.document import Document, Link, Sentence
from spamcheck.patterns import lazy

_ABOVE = 2  # a warning stands in the line above a list of addresses, or in the heading over that line
_LISTED = 60  # entries of a list that are looked over for the line above it
_SHORT = 160  # characters of such a line; a paragraph above a list speaks of other things


def excused(doc: Document, start: int, end: int, *sections: str) -> bool:
    """Whether the sentences of [start, end) report, debunk, negate or disclose (sections of the list `attribution`).

    Without sections a report or a debunking counts.
    """
    hits = doc.hits("attribution", *(sections or ("report", "debunk")))
    if not hits:
        return False
    first, last = doc.sentence_at(start), doc.sentence_at(max(start, end - 1))
    return any(first.start <= h.start < last.end for h in hits)


def link_excused(doc: Document, link: Link, *sections: str) -> bool:
    """The same for the sentence that a visible link stands in; by default only a debunking counts."""
    return link.visible and excused(doc, link.start, link.start + 1, *(sections or ("debunk",)))


def warned_list(doc: Document, start: int) -> bool:
    """Whether a list of addresses that begins at an offset is one to beware of: said there or in the short lines above it."""
    hits = doc.hits("attribution", "debunk")
    if not hits:
        return False
    index = doc.block_index(start)
    first = doc.sentence_at(start).start
    for block in reversed(doc.blocks[max(0, index - _ABOVE) : index]):
        if block.end - block.start > _SHORT and not doc.text[block.start : block.end].rstrip().endswith(":"):
            break
        first = block.start
    return any(first <= h.start < doc.sentence_at(start).end for h in hits)


def disclosed(doc: Document, start: int) -> bool:
    """Whether the block of an offset, the short line above it, or the head of the page says that it is advertising."""
    hits = doc.hits("attribution", "disclosure")
    if not hits:
        return False
    index = doc.block_index(start)
    first = doc.blocks[index].start
    if index and doc.blocks[index - 1].end - doc.blocks[index - 1].start <= _SHORT:
        first = doc.blocks[index - 1].start
    return any(first <= h.start < doc.blocks[index].end for h in hits) or doc.derive(_paid_page)


_HEAD = 8  # blocks, and characters of each, in which a page says that all of it was paid for
_OPENING = 200
_PAID_LABEL = lazy(
    r"\W*(?:advertisement(?: feature)?|advertorial|sponsored(?: (?:content|post|article|feature))?|paid (?:content|post|advertisement|for by)"
    r"|(?:advertiser|partner|promotional) (?:content|feature)|anzeige|werbung|publicidad|publirreportaje|publi-?r\u00e9portage"
    r"|publicit\u00e9|communiqu\u00e9|contenido patrocinado|contenu sponsoris\u00e9)(?:\W|$)"
)
_PAID_PAGE = lazy(
    r"\b(?:page|article|post|story|feature|beitrag|artikel|text|art\u00edculo|contenido|p\u00e1gina|contenu|billet)\b[^.\n]{0,30}"
    r"\b(?:sponsored|paid for|bezahlt|gesponsert|finanziert|patrocinad[oa]|pagad[oa]|sponsoris\u00e9e?|pay\u00e9e?|financ\u00e9e?)\b"
)


# What the page of a seller itself has, beside what it sells: a basket, hours, terms of delivery, vouchers, a street, a way to leave its letter.
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi\u00e9rcoles|jueves|viernes|s\u00e1bado|domingo"
_SHOP_SIGNS = (
    lazy(
        r"\badd to (?:basket|cart|bag)\b|\b(?:basket|cart|bag) \(\d|\bin den warenkorb\b|\bajouter au panier\b|\ba\u00f1adir (?:al carrito|a la cesta)\b",
        re.IGNORECASE,
    ),
    lazy(
        rf"\b(?:{_DAY})\.?(?: ?[\u2013-] ?| to | bis | au | a )(?:{_DAY})\b|\bopening hours\b|\b\u00f6ffnungszeiten\b|\b(?:Mo|Di|Mi|Do|Fr)\.? ?[\u2013-] ?(?:Do|Fr|Sa|So)\b",
        re.IGNORECASE,
    ),
    lazy(
        r"\b(?:free (?:delivery|shipping|postage|returns)|(?:delivery|shipping|postage|returns?|versand|livraison|env\u00edo)\b.{0,40}[\u00a3$\u20ac]\s?\d|not happy\?"
        r"|versandkosten(?:frei)?|frais de port|gastos de env\u00edo)",
        re.IGNORECASE,
    ),
    lazy(r"\bgift (?:vouchers?|cards?|certificates?)\b|\bgeschenkgutschein\w*|\bbons? cadeaux?\b|\btarjetas? regalo\b", re.IGNORECASE),
    lazy(
        r"\b\d{1,4}[a-z]? (?:[A-Z][\w'\u2019]+ ){1,2}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Passage|Square|Row|Hill|Quay|Yard|Parade)\b"
        r"|\b[A-Z]\w+(?:stra\u00dfe|gasse|weg|platz) \d|\b\d{1,4},? rue [A-Zdl]|\b[Cc]alle [A-Z]\w+.{0,14}\d"
    ),
    lazy(
        r"\bunsubscribe\b|\bstop these (?:letters|mails|e-?mails)\b|\byou (?:get|are receiving|receive|'re getting) this (?:letter|mail|e-?mail|newsletter|because)\b"
        r"|\babbestellen\b|\bse d\u00e9sabonner\b|\bdarse de baja\b",
        re.IGNORECASE,
    ),
)
_FEWEST_SIGNS = 3


def keeps_shop(doc: Document) -> bool:
    """Whether the page shows that it is a seller's own: its offers are its own, not placed in somebody's text."""
    return doc.derive(_shop_page)


_SUM = r"\d(?:[\d.,'\u2019]|[ \u00a0\u202f](?=\d{3}(?!\d)))*"  # "250 000", "10'000"
_AMOUNT = lazy(
    rf"(?:[$\u20ac\u00a3]\s?{_SUM}|\b{_SUM}\s?(?:\u20ac|euros?\b|chf\b|kr\b))(?!\s?(?:million|billion|trillion|mio|mrd|mill|m\b|bn\b|k\b|a (?:pill|tablet)|per (?:pill|tablet)|/))",
    re.IGNORECASE,
)
_CENTS = lazy(r"[.,]\d\d(?!\d)|\D")  # and whatever else is no digit
_LOAN_DIGITS = 5  # sums so large are lent or won, hardly ever the price of what a page sells
_MOST_AMOUNTS = 60
_PRICES = 3


def priced(doc: Document, start: int, end: int) -> bool:
    """Whether a page names prices in two blocks or more outside a passage: mostly it sells something itself, and says how to get it.

    On training pages left out (2026-11): of honest ones that seem to press a contact, a sale or a code on the reader half have such prices,
    of spam ones a tenth.
    """
    outside = [at for at in doc.derive(_amounts) if not start <= at < end]
    return len(outside) >= _PRICES and len({doc.block_index(at) for at in outside}) > 1 and not doc.hits("drug_trade", "offer")


def _amounts(doc: Document) -> tuple[int, ...]:
    found = (m for m in _AMOUNT.finditer(doc.text) if len(_CENTS.sub("", m.group())) < _LOAN_DIGITS)
    return tuple(m.start() for m in islice(found, _MOST_AMOUNTS))


def _shop_page(doc: Document) -> bool:
    return sum(sign.search(doc.text) is not None for sign in _SHOP_SIGNS) >= _FEWEST_SIGNS


def _paid_page(doc: Document) -> bool:
    for block in doc.blocks[:_HEAD]:
        head = doc.text[block.start : min(block.end, block.start + _OPENING)].lower()
        label = _PAID_LABEL.match(head)
        if _PAID_PAGE.search(head) or (label and (label.end() == len(head) or not head[label.end() - 1].isspace())):
            return True
    return False


# Who made the site, at the foot of many pages: "Website by ...", "Webdesign: ...".
_MAKER = lazy(
    r"\b(?:web ?sites?|web ?design|site|theme|template|design(?:ed)?|built|developed|powered|hosted|hosting|photos?|photography|umsetzung"
    r"|gestaltung|realisierung|conception|r\u00e9alisation|dise\u00f1o(?: web)?|desarrollo)(?: (?:and|&) [a-z]{4,12})?"
    r"(?: (?:by|von|par|por|durch)\b:?|:) ?"
)
_CREDIT_LINE = 160  # characters


def credits_maker(doc: Document, at: int) -> bool:
    """Whether the short line of an offset says before it that somebody made the site."""
    start = doc.text.rfind("\n", 0, at) + 1
    end = doc.text.find("\n", at)
    line = doc.text[start : end if end >= 0 else len(doc.text)]
    if len(line) > _CREDIT_LINE or ". " in line[at - start :]:
        return False
    m = _MAKER.search(line.lower())
    return m is not None and m.end() <= at - start + 3  # "by" may be counted with the name


def explained(doc: Document, link: Link) -> bool:
    """Whether the place of a link, or a warning in the lines above it, says why it stands there."""
    return credits_maker(doc, link.start) or link_excused(doc, link) or disclosed(doc, link.start) or warned_list(doc, link.start)


_ADVICE = lazy(
    r"\b(?:if|before|when) you (?:(?:still )?(?:want|wish|plan|decide|choose|have|would like|are going) to |do )?(?:buy|order|purchase)\b"
    r"[^.!?\n]{0,80}[, ](?:look for|ask (?:your|an?|the|for)|check (?:that|whether|if|the|with|its)|make sure|talk to|speak to|read the"
    r"|tell your|be careful)\b"
)


def advises(doc: Document, start: int) -> bool:
    """Whether the sentence of an offset tells buyers to take care ("if you want to buy it, ask a pharmacist") and leads nowhere."""
    sentence = doc.sentence_at(start)
    if not _ADVICE.search(doc.text[sentence.start : sentence.end].lower()):
        return False
    return not any(sentence.start <= link.start < sentence.end for link in doc.outbound if link.visible)


_BRANCHES = lazy(
    r"\b(?:branch(?:es)?|our (?:clinics|practices|surgeries|centres|centers|stores|shops|offices|studios|hospitals|homes|locations)|(?:other|all|nearby) (?:clinics"
    r"|practices|surgeries|centres|centers|stores|offices|studios|homes|locations)|(?:also|too|further|more|other)\b[^\n]{0,30}\b(?:clinics|practices|surgeries|centres|centers|stores|shops|offices|studios|homes|locations)|find (?:a|your|us|your nearest)\b[^\n]{0,20}|(?:nuestras|otras) (?:sedes|cl[i\u00ed]nicas|tiendas)"
    r"|nuestros centros|nos (?:agences|cabinets|cliniques|centres|magasins)|(?:unsere|weitere) (?:standorte|filialen|praxen|kliniken)|standorte|sedes)\b",
    re.IGNORECASE,
)


def branches(doc: Document, start: int) -> bool:
    """Whether the line of an offset, or one of two short ones above it (above the whole list), speaks of the branches of one house."""
    index = doc.block_index(start)
    first = doc.blocks[index].start
    above = index
    while above and above > index - _LISTED and doc.blocks[above].kind == doc.blocks[above - 1].kind == "item":
        above -= 1
    for block in doc.blocks[max(0, above - _ABOVE) : above]:
        if block.end - block.start <= _SHORT and _BRANCHES.search(doc.text, block.start, block.end):
            return True
    return bool(_BRANCHES.search(doc.text, first, min(start, first + _SHORT)))


_PROSE = frozenset(("paragraph", "item", "quote"))  # kinds of blocks that hold sentences
_AROUND_PROSE = frozenset(("nav", "header", "footer", "aside"))


def in_prose(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence stands in the body of a page, in a block that holds sentences."""
    block = doc.blocks[sentence.block]
    return block.kind in _PROSE and block.region not in _AROUND_PROSE


_QUOTES = (("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u00ab", "\u00bb"))
_QUOTE_REACH = 400  # characters that a quotation may run before the spot
_SEARCH_TALK = lazy(r"\b(?:search(?:es|ed|ing)?|results?|rank(?:s|ed|ing|ings)?|snippets?|quer(?:y|ies)|keywords?|google|seo)\b")
_SEARCH_STEMS = ("search", "result", "rank", "snippet", "query", "queries", "keyword", "google", "seo")
_SEARCH_WORDS = 6  # mentions, of at least three different words, that make searching a subject of the page


def quoted(doc: Document, start: int) -> bool:
    """Whether an offset lies inside quotation marks that were opened in the same block."""
    block = doc.block_at(start)
    before = doc.text[max(block.start, start - _QUOTE_REACH) : start]
    if before.count('"') % 2 == 1 and '"' in doc.text[start : block.end]:
        return True
    return any(before.rfind(a) > before.rfind(b) and b in doc.text[start : block.end] for a, b in _QUOTES)


def about_searching(doc: Document) -> bool:
    """Whether the page speaks of searches and their results, so that queries in it are its examples."""
    if sum(map(doc.folded.text.count, _SEARCH_STEMS)) < _SEARCH_WORDS:
        return False
    found = _SEARCH_TALK.findall(doc.folded.text)
    return len(found) >= _SEARCH_WORDS and len(set(found)) >= 3


_LETTER_TALK = (
    "homoglyph",
    "homograph",
    "look-alike",
    "lookalike",
    "cyrillic",
    "punycode",
    "zero-width",
    "kyrill",
    "cyrillique",
    "cirílic",
    "unicode",
)


def about_letters(doc: Document) -> bool:
    """Whether the page speaks of look-alike or invisible letters, so that those in it are its examples."""
    return any(map(doc.lowered.__contains__, _LETTER_TALK))
