"""Slots of a page template that nobody filled: {city}, [your company], %%keyword%%, spintax, ad markers, lorem ipsum.

Why: the page came out of a mould by the hundred and nobody looked at it.
How: a slot noun between template brackets inside running text, the title or the description; alternatives in braces;
markers of posting robots. Code, addresses, quotations, sample letters and texts about templates stay out, manuals of slots altogether: the block and
what stands right before it are looked at for words that say so.
Slots filled with nothing ("plumber in , call us") count from three on.
Misses: slot names that are no everyday nouns.
Source: manuals of page generators; survey rows T3; 11 honest training pages speak about lorem ipsum, 2026-11.
"""

from __future__ import annotations

import re

from spamcheck.context import quoted
from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import held, may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_OWNER = (
    r"(?:your|my|our|insert|enter|add|client|company|business|brand|practice|clinic|product|service|site|main|target|primary|secondary"
    r"|focus|current|firm|state|su|tu|nuestra|votre|nom|ihr|ihre|name)"
)
_NOUN = (
    r"(?:city|town|county|region|suburb|neighbou?rhood|location|area|zip|zipcode|state|services?|keywords?|keyphrase|niche|industry|company"
    r"|business|brand|product|first_?name|last_?name|fname|phone|phone number|website|domain|company name|business name|brand name"
    r"|clinic name|practice name|product name|service name|city name|ingredients?|treatment|link|url|price|year|title|topic|name|author"
    r"|ciudad|localidad|provincia|poblaci[oó]n|municipio|barrio|servicio|empresa|marca|producto|palabra clave|ville|commune|localit[eé]|quartier"
    r"|d[eé]partement|m[eé]tier|entreprise|marque|produit|mot.cl[eé]|stadt|stadtteil|ort|ortsname|plz|firma|marke|branche|leistung|produkt|dienstleistung|stichwort)"
)
_SLOT = rf"(?:{_OWNER}[ _.-]){{0,3}}{_NOUN}(?:[ _-]?(?:here|name|\d))?"
_BRACES = lazy(rf"\{{\{{?\s?{_SLOT}\s?\}}\}}?")
_SQUARE = lazy(rf"\[\[?{_SLOT}\]\]?")
_PERCENT = lazy(rf"%%?{_SLOT}%%?")
_DOUBLED = lazy(rf"(?:<<|##|@@){_SLOT}(?:>>|##|@@)")
_SLOTS = (("{", _BRACES), ("[", _SQUARE), ("%", _PERCENT), ("<<", _DOUBLED), ("##", _DOUBLED), ("@@", _DOUBLED))
_SPINTAX = lazy(r"\{[^{}|\n=<>;:$\\/()]{2,60}(?:\|[^{}|\n=<>;:$\\/()]{1,60}){1,8}\}")
# Types of a programming language in a reference manual: "data {string|Buffer}", "Returns: {Object|Error}".
_TYPE = lazy(r"(?:string|boolean|bool|bigint|undefined|null|[A-Za-z]\w{1,30}\[\]|[a-z]\w{1,20}\.[A-Z]\w{1,40}|--?[a-z][\w-]{0,30})$")
_CLASS = lazy(r"(?:any|number|integer|object|(?:[a-z]\w{1,20}\.)?[A-Z][A-Za-z0-9]{2,40})$")
_PARAMETER = lazy(r"(?:^|[\n@])(?:[A-Za-z_][\w.]{0,30}:?|Returns:|\.\.\.\w{1,30}) $")
_AD = lazy(r"\[ad_\d\]|\[/?adsense\d?\]")
_SHORTCODE = lazy(r"\[/?[a-z][a-z0-9_-]{2,30}(?: [a-z_-]{2,30}=[\"'”“″][^\]\n]{0,200})\]|\[object object\]")
_LOREM = lazy(r"lorem ipsum dolor sit amet[^.\n]{0,200}")
# A preposition and a mark with a gap between them: the name is gone. Single ones are links or pictures that were left out.
_EMPTY = lazy(r" (?:in|of|near|at|around|serving|over|for|from|to|throughout) {1,2}(?:,|\.(?![\d.\w/])|;)")
_FEWEST_EMPTY = 3
_FIGURE = lazy(  # "as shown in ." lost its figure, not its town
    r"\b(?:see|seen|shown|showed|illustrated|summari[sz]ed|identified|depicted|listed|presented|described|outlined|displayed|detailed|plotted)$"
)
_SETTING = lazy(r"\s+[A-Za-z]\w{1,40} ?=")  # a line of a configuration file
# Any variable's name between doubled braces, alone or before what it was to hold, in capitals between braces or percent signs, or of two parts between braces.
_BRACED = lazy(  # begins with a literal: fast
    r"\{\{\s?(?:[a-z][a-z0-9]{0,20}|[A-Z][A-Z0-9]{1,20})(?:[_.-][A-Za-z0-9]{1,20}){1,4}\s?\}\}|\{\{\s?[A-Z]{3,20}\s?\}\}"
    r"|\{\{\s?(?:anchor|keyword|kw|link|url|city|brand|product|cta|insert|image)\s?[:=]\s?[^{}\n]{2,80}\}\}"
    r"|\{(?:[A-Z][A-Z0-9]{2,20}(?:_[A-Z0-9]{1,20}){0,4}|[A-Za-z][a-z0-9]{1,20}(?:_[A-Za-z0-9]{1,20}){1,4})\}(?!\})"
)
_PERCENTED = lazy(r"%%?[A-Z][A-Z0-9]{2,20}(?:_[A-Z0-9]{1,20}){1,4}%%?(?![\w\\/])")
_FORMULA_BEFORE = frozenset("$^\\{}_%/")
_DEVELOPERS = lazy(
    r"\b(?:templates?|placeholders?|variables?|syntax|parameters?|merge fields?|shortcodes?|functions?|endpoints?|api|json|curl|regex|config\w*"
    r"|snippets?|documentation|repository|installer|plugins?|plantillas?|vorlagen?|mod\u00e8les?|platzhalter)\b"
)
_FEWEST_TALK = 3
_SLOT_TALK = lazy(
    r"\b(?:placeholders?|merge (?:tags?|fields?)|short ?codes?|snippets?|syntax|(?:curly|double|square) (?:braces|brackets)|percent signs?|templates?|variables?|literal braces"
    r"|plantillas?|marcadores|mod\u00e8les?|accolades|vorlagen?|platzhalter\w*|geschweifte\w*)\b"
)
_FEWEST_SLOT_TALK = 2
# Values that a database returns where there is none: "the median income is $-666666666", "at latitude 0.000000".
_NO_VALUE = lazy(
    r"[$\u20ac\u00a3]? ?-[69]{5,12}\b|(?:\b(?:latitude|longitude|lat|lon|breitengrad|latitud|longitud)\b[:\s]{1,3}(?:of )?-?0\.0{3,}\b)"
    r"|(?:\b(?:is|are|of|in|at|for|about|over|has|with|near|to) |[:$\u20ac\u00a3] ?)(?:NaN|null|NULL|#N/A|#REF!|#VALUE!|N/A%)(?=[ .,;%)]|$)"
    r"(?! pointer| values?| hypothes|-| or | and | of| in | for| if | when |\))"
    r"|\b(?:in|near|at|to|from|for) undefined(?=[.,;!?]|$)"
)
_NO_VALUE_MARKS = ("-66666", "-99999", "NaN", " undefined", " null", "NULL", "#N/A", "#REF!", "#VALUE!", "0.000")
_ASSIGNED = lazy(  # a program sets a value: "must be set to NULL"
    r"\b(?:set|sets|equals?|equal|default(?:s|ed)?|initiali[sz]ed|assigned|compared?|convert(?:s|ed)?|evaluates?|resolves?|points?|cast|coerced) $"
)
# What a publishing system fills into every title of a site: it names no town and no service.
_SITE_SLOT = lazy(r"%%?(?:site|blog|page|post)[ _-]?(?:name|title|url)%%?|\{\{?\s?(?:site|blog|page|post)[ _.-]?(?:name|title|url)\s?\}\}?")
_KEYED = frozenset(('"', "'", "`"))
_CODE_BEFORE = frozenset("-/=\"'`$(:@\\&?<>“”«»}_")
_CODE_AFTER = frozenset("/=\"'`$(:@\\<>“”«»{_")
# Nouns that letters to fill in hold between square brackets; there only the others count.
_LETTER_NOUNS = frozenset((
    "name", "your name", "title", "year", "state", "link", "url", "author", "price", "my name", "add link", "website", "ort",
    "plz", "firma", "commune", "quartier", "municipio", "barrio", "provincia", "marke", "marca", "marque", "leistung",
))  # fmt: skip
# Single words are looked up as plain strings: a pattern that tries all of them at every character took 0.1 ms a slot.
_ABOUT_WORDS = (
    "template", "placeholder", "variable", "merge", "syntax", "mustache", "handlebars", "jinja", "liquid", "spintax", "sample", "dear ",
    "sincerely", "fill in", "replace", "example", "bracket", "script", "i am writing", "insert the", "parameter", "snippet", "'i ", '"i ',
    "spinning", "software", "become [", "becomes [", "content mill", "machine would", "agreement", "hereinafter", "contract", "redacted",
    "anonymis", "anonymiz", "interview", "email", "e-mail", "subject line", "curly", "plantilla", "modèle", "vorlage", "muster", "beispiel",
    "ejemplo", "exemple", "lettre", "carta", "brief",
)  # fmt: skip
_ABOUT_FORMATS = lazy(r"\b(?:json|csv)\b")  # "transcript" and "merge field" are covered by their parts


def _honest(doc: Document, start: int, end: int) -> bool:
    """Code, an address, a quotation, or talk of templates in the block or the 300 characters before the slot."""
    text = doc.text
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _CODE_BEFORE or before.isalnum() or after in _CODE_AFTER:
        return True
    block = doc.block_at(start)
    if block.kind == "code" or quoted(doc, start) or (before in ("", "\n") and _SETTING.match(text, end)):
        return True
    return _about_templates(text[max(0, min(block.start, start - 300), start - 600) : min(block.end, end + 300)].lower())


def _about_templates(low: str) -> bool:
    return any(map(low.__contains__, _ABOUT_WORDS)) or _ABOUT_FORMATS.search(low) is not None


def _told(doc: Document, start: int, end: int) -> bool:
    """Quoted, in code, or beside words on templates; a currency sign before the slot belongs to the text."""
    block = doc.block_at(start)
    if block.kind == "code" or quoted(doc, start):
        return True
    return _about_templates(doc.text[max(0, min(block.start, start - 300), start - 600) : min(block.end, end + 300)].lower())


def _slots(doc: Document) -> list[tuple[int, int, str]]:
    folded = doc.folded
    found: list[tuple[int, int, str]] = []
    for mark, pattern in _SLOTS:
        if not may_hold(doc, mark) or mark not in folded.text:
            continue
        for m in pattern.finditer(folded.text):
            if mark == "[" and m.group().strip("[]0123456789 ") in _LETTER_NOUNS:
                continue
            found.append((folded.original(m.start()), folded.original(m.end() - 1) + 1, "a slot of a template that was not filled"))
    return found


def _variables(doc: Document) -> list[tuple[int, int, str]]:
    """Names of variables in running text, on pages that do not speak of templates or programs."""
    text = doc.text
    found = []
    for mark, pattern in (("{", _BRACED), ("%", _PERCENTED)):
        for m in pattern.finditer(text) if mark in text else ():
            before = text[m.start() - 1 : m.start()]
            if not (before.isalnum() or before in (_FORMULA_BEFORE if mark == "{" else _FORMULA_BEFORE - {"$"})):
                found.append((m.start(), m.end(), "a slot of a template that was not filled"))
    return found if found and not _for_developers(doc) else []


def _explains_slots(doc: Document) -> bool:
    """Whether the page is a manual of slots: two different words that only such pages use."""
    return len({m.group()[:8] for m in _SLOT_TALK.finditer(doc.folded.text)}) >= _FEWEST_SLOT_TALK


def _for_developers(doc: Document) -> bool:
    if any(b.kind == "code" for b in doc.blocks):
        return True
    return len(_DEVELOPERS.findall(doc.folded.text)) >= _FEWEST_TALK


def _no_values(doc: Document) -> list[tuple[int, int, str]]:
    text, found = doc.text, {}
    for mark in held(doc, _NO_VALUE_MARKS):
        at = text.find(mark)
        while at >= 0:
            m = _NO_VALUE.search(text, max(0, at - 14), at + 24)
            if m and not (text[m.start()] == ":" and text[m.start() - 1 : m.start()] in _KEYED) and not _assigned(text, m.start()):
                found[m.start()] = (m.start(), m.end(), "a database's mark for a missing value")
            at = text.find(mark, at + len(mark))
    return [found[k] for k in sorted(found)] if found and not _for_developers(doc) else []


def _assigned(text: str, start: int) -> bool:
    return text[start : start + 3] == "to " and _ASSIGNED.search(text, max(0, start - 16), start) is not None


def _typed(text: str, start: int, end: int) -> bool:
    """Whether alternatives are types of a programming language, which none of a spinner's are."""
    names = [name.strip() for name in text[start + 1 : end - 1].split("|")]
    if any(" " in name for name in names):
        return False
    if any(_TYPE.match(name) for name in names):
        return True
    return all(_CLASS.match(name) for name in names) and _PARAMETER.search(text, max(0, start - 36), start) is not None


def _marks(doc: Document, pattern: re.Pattern[str], mark: str, note: str) -> list[tuple[int, int, str]]:
    if not may_hold(doc, mark) or mark not in doc.folded.text:
        return []
    back = doc.folded.original
    return [(back(m.start()), back(m.end() - 1) + 1, note) for m in pattern.finditer(doc.folded.text)]


def _empty(doc: Document) -> list[tuple[int, int, str]]:
    found = []
    if sum(map(doc.text.count, (" ,", " .", " ;"))) < _FEWEST_EMPTY:
        return []
    for m in _EMPTY.finditer(doc.text):
        block = doc.block_at(m.start())
        if _FIGURE.search(doc.text, max(0, m.start() - 24), m.start()):
            continue
        linked = any(k.start <= m.end() and k.end >= m.start() + 1 for k in doc.links)
        if block.kind in ("paragraph", "heading", "item") and block.region == "main" and not linked:
            found.append((m.start() + 1, m.end(), "the name behind the preposition is missing: an empty slot"))
    return found if len(found) >= _FEWEST_EMPTY else []


def _in_head(doc: Document) -> list[tuple[Evidence, bool]]:
    """Slots in title and description, and whether only the publishing system's own are among them."""
    found = []
    for where, value in (("title", doc.title if doc.title not in doc.text else ""), ("meta", doc.meta.description)):
        lower = value[:1000].lower()
        if any(p.search(lower) for p in (_BRACES, _SQUARE, _PERCENT, _DOUBLED)) and not _about_templates(lower):
            rest = _SITE_SLOT.sub(" ", lower)
            own = not any(p.search(rest) for p in (_BRACES, _SQUARE, _PERCENT, _DOUBLED))
            found.append((Evidence(None, "a slot of a template that was not filled", where, value[:300]), own))
    return found


@signal(
    title="Unfilled template slots",
    family="templating",
    policy="scaled_content_abuse",
    languages=("any",),
    values={
        "slot_count": Value("unfilled slots, title and description included, at most 5", spam=+1, low_quality=+1),
        "spintax_count": Value("alternatives in braces, at most 5", spam=+1, low_quality=+1),
        "robot_count": Value("markers of posting robots such as ad slots, at most 5", spam=+1, low_quality=+1),
        "empty_slot_count": Value("prepositions whose name is missing, from 3 on, at most 8", spam=+1, low_quality=+1),
        "residue_count": Value("short codes, filler Latin and the site's own name in title or description, at most 5", low_quality=+1),
    },
    flags="We are the most trusted roofers in {city} and offer free quotes.",
    passes="The set {a, b} and the price [in euros] are given in the table; growth was 5%.",
)
def template_leftovers(doc: Document) -> Reading:
    """Point at unfilled slots and other leftovers of a page generator."""
    slots = [s for s in _slots(doc) if not _honest(doc, s[0], s[1])]
    slots = [] if slots and _explains_slots(doc) else slots
    taken = [(a, b) for a, b, _ in slots]
    more = [s for s in (*_variables(doc), *_no_values(doc)) if not any(a < s[1] and s[0] < b for a, b in taken)]
    slots += [s for s in more if not _told(doc, *s[:2])]
    spun = _marks(doc, _SPINTAX, "|", "alternatives between braces: text for a spinner")
    spun = [s for s in spun if not _typed(doc.text, s[0], s[1]) and not _honest(doc, s[0], s[1])]
    robot = _marks(doc, _AD, "[ad", "a marker that a posting robot puts in for advertising")
    residue = _marks(doc, _SHORTCODE, "[", "a short code that was not carried out")
    residue += _marks(doc, _LOREM, "lorem ipsum dolor", "filler Latin instead of text")
    residue = [s for s in residue if not _honest(doc, s[0], s[1])]
    empty, head = _empty(doc), _in_head(doc)
    if not (slots or spun or robot or residue or empty or head):
        return SILENT
    evidence = [
        *(e for e, _ in head),
        *(Evidence(Span(a, min(b, a + 300)), note) for a, b, note in sorted(slots + spun + robot + residue + empty)[:20]),
    ]
    own = sum(site for _, site in head)
    counts = {"slot_count": len(slots) + len(head) - own, "spintax_count": len(spun), "robot_count": len(robot)}
    counts["residue_count"] = len(residue) + own
    return Reading({name: min(5, n) for name, n in counts.items()} | {"empty_slot_count": min(8, len(empty))}, tuple(evidence))
