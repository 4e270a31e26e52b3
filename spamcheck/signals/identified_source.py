"""Who wrote or checked it: a named person with a credential, a reviewer, a registry number, a quoted expert.

Why: a reader can look up "Mara Alder, LPC" or registration 6 012 345, and cannot look up "the team". The credential
is a claim of the page, not a proof; on a page that sells, a name alone is often a stock persona and does not count.
Maps to: JAMA authorship, HONcode authority, DISCERN 4 (sources); QRG "who is responsible for the content".
Misses: invented people with credentials; names in scripts without capitals.
Source: own lists (lexicons/credentials, forenames), own patterns read on the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_AUTHORS = 3  # more names in lines of their own are a directory
_HEAD, _TAIL = 14, 6  # blocks at both ends in which a line of its own may be a byline
_NAME = (
    r"[A-ZÀ-Þ][a-zß-ÿ'’]{1,18}(?:-[A-ZÀ-Þ][a-zß-ÿ]{1,15})?(?: (?:[A-Z]\.|de|del|la|van|von|der|le|Mc[A-Z][a-z]{1,14}|[A-ZÀ-Þ]['’]?[A-Za-zß-ÿ][a-zß-ÿ'’]{0,18}"
    r"(?:-[A-ZÀ-Þ][a-zß-ÿ]{1,15})?)){1,3}"
)
_DEGREE = (
    r"(?:M\.?D|D\.?O|Ph\.?D|DPhil|MBBS|MBChB|DDS|DMD|BDS|DVM|PharmD|RPh|R\.?N|BSN|MSN|MPH|MSc|BSc|MSW|PsyD|DPT|JD|R\.?D|RDN|LDN|L[CPM][A-Z]{1,4}(?:-[A-Z])?|APRN|FNP(?:-BC)?"
    r"|PMHNP(?:-BC)?|NP|CNM|PA-C|FACP|FACS|FAA[PD]|FACOG|FRC[A-Z]{1,4}|MRC[A-Z]{1,5}|CFP|CPA|Esq|PE|CSCS|CPT|Facharzt|Fachärztin|Psychologin|Psychologe|Apothekerin|Apotheker)"
)
_TITLE = r"(?:Dr\.?(?: med\.?| rer\. nat\.?)?|Dra\.?|Prof\.?(?:essor)?|Pr|Lic\.?|Docteure?|Univ\.-Prof\.)"
_LINE = lazy(
    rf"\W{{0,4}}(?:[Bb]y|Por|Par|Von|Text|Texto|Texte|Author|Written by|Autora?|Auteure?|Autorin|Words)?[: ]{{0,3}}(?:{_TITLE} (?:{_TITLE} )?)?({_NAME})(?:, ?({_DEGREE})\b[\w., /-]{{0,60}}"
    rf"|, (?:[a-z]+ ){{0,4}}(?:editor|reporter|correspondent|nurse|physician|pharmacist|psychologist|psychiatrist|dietitian|journalist|lecturer|researcher|professor|surgeon"
    r"|médica?|enfermera?|psicóloga?|periodista|médecin|infirmière?|journaliste|pharmacien(?:ne)?|Ärztin|Arzt|Redakteurin|Redakteur|Journalistin)\b[\w ,.-]{0,60})?"
    r"(?=\s{0,2}(?:$|[|·•\n–—-]|,? (?:[A-Z][a-z]{2,8} \d|\d|on |el |le |am )))"
)
_OPENS = lazy(
    r"\W{0,4}(?:(?:written |posted |reviewed )?[Bb]y|Por|Par|Von|Text|Texto|Texte|Author|Written by|Autora?|Auteure?|Autorin|Words)[: ]"
)
_MINUTES = lazy(r"(?:^|[·|•–—-] ?|\d{4}\W{1,4})(?:By|Por|Par|Von) (" + _NAME + r")(?:, ?(" + _DEGREE + r")\b)?")
_AFTER = lazy(rf"[\s:]{{0,4}}(?:and fact-checked by |by |por |par |von )?(?:{_TITLE} (?:{_TITLE} )?)?({_NAME})(?:, ?({_DEGREE})\b)?")
_TITLED = lazy(rf"(?:{_TITLE} )")
_REGISTRY = lazy(
    r"\b(?:GMC|NMC|HCPC|GPhC|NPI|ORCID|AHPRA|RPPS|LANR|[Cc]olegiad[oa](?: n[.º°úm]{1,4})?)\b"
    r"[^\w\n]{0,4}(?:(?:number|registration|no\.?|num\.?|n[º°])\W{0,3}){0,2}[A-Z]{0,3}[ -]?\d[\d -]{4,18}"
)
_QUOTED = lazy(
    rf"(?:{_TITLE} {_NAME}|{_NAME}, (?:an? |the )?(?:[\w-]+ ){{0,4}}(?:professor|physician|psychologist|psychiatrist|researcher|epidemiologist|director|cardiologist|nurse|surgeon"
    r"|dietitian|pharmacist|scientist|lecturer|neurologist|oncologist|toxicologist|spokes\w+|officer|secretary|minister|catedrátic[oa]|investigadora?|directora?|chercheuse|chercheur"
    r"|professeure?|Professorin|Leiterin|Leiter|Sprecherin|Sprecher))\b"
)
_SAID = lazy(
    r"\b(?:said|says|told|explains?|explained|wrote|writes|adds?|added|testified|dijo|dice|explica|afirma|déclare|explique|affirme|sagte?|erklärte?)\b"
)
_VERBS = (
    " said",
    " says",
    " told",
    " expla",
    " wrote",
    " writes",
    " added",
    " dijo",
    " dice",
    " explic",
    " afirma",
    " déclare",
    " affirme",
    " sagt",
    " erklär",
)
_NO_PERSON = frozenset({
    "team", "staff", "editorial", "editors", "admin", "health", "clinic", "center", "centre", "board", "group", "our", "the", "medical",
    "news", "read", "more", "privacy", "policy", "contact", "us", "about", "home", "terms", "new", "best", "redaktion", "redacción",
    "equipo", "équipe", "rédaction", "care", "hospital", "press", "university", "institute", "association", "society", "department",
    "research", "services", "support", "resources", "surgery", "surgical", "dental", "general", "consultation", "specialist",
    "cosmetic", "plastic", "family", "developers", "comics", "studios", "appointment", "book", "call", "north", "south", "east", "west",
    "united", "states", "community", "foundation", "guide", "review", "journal", "blog", "page", "free", "first", "last", "what", "how",
    "why", "when", "this", "your", "all", "get", "back", "next",
})  # fmt: skip
_WORDS = lazy(
    r"updat|review|publi|modifi|revis|actuali|mis à jour|mise à jour|aktuali|geprüft|veröff|erstellt|stand|last|date|fecha|änderung|geändert|erschien"
)
_SELLS = lazy(
    r"order|buy|cart|basket|checkout|deal|discount|coupon|promo|shop|bottle|compr|carrito|achet|command|panier|kauf|bestell|warenkorb"
)


@signal(
    title="A named, checkable author or expert",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "named_flag": Value("1 where a person is named as the author", low_quality=-1),
        "credential_flag": Value("1 where an author or reviewer has a credential, title or role", spam=-1, low_quality=-1),
        "reviewer_flag": Value("1 where somebody other than the author reviewed it", low_quality=-1),
        "registry_flag": Value("1 where a professional registry number is given", low_quality=-1),
        "quoted_count": Value("named experts or officials who are quoted, at most 5", spam=-1, low_quality=-1),
    },
    flags="Choosing a boiler\n\nJane Alder, MPH\n\nA boiler that is too large wastes gas.",
    passes="Choosing a boiler\n\nBy the Editorial Team\n\nA boiler that is too large wastes gas.",
)
def identified_source(doc: Document) -> Reading:
    """Bylines at both ends, byline words with a name, registry numbers, quoted experts."""
    people = _bylines(doc) + _metadata(doc)
    reviewers = _after_words(doc, reviewed=True)
    people += _after_words(doc, reviewed=False)
    names = {name for _, name, _ in people}
    # Author and reviewer in one person is a seal, not a review.
    others = [r for r in reviewers if r[1] not in names]
    persona = _sells(doc) or bool(reviewers and not others)
    quoted = _quoted(doc)
    registry = _registry(doc)
    evidence = [Evidence(span, "named author with a credential" if cred else "named author") for span, _, cred in people]
    evidence += [Evidence(span, "named reviewer") for span, _, _ in others]
    evidence += [Evidence(span, "named expert") for span in quoted] + [Evidence(span, "registry number") for span in registry]
    if persona and not registry and not quoted:
        return SILENT
    if not evidence:
        return SILENT
    credential = any(cred for _, _, cred in people + others)
    values = {
        "named_flag": int(bool(people)),
        "credential_flag": int(credential and not persona),
        "reviewer_flag": int(bool(others) and not persona),
        "registry_flag": int(bool(registry)),
        "quoted_count": min(5, len(quoted)),
    }
    return Reading(values, tuple(sorted(set(evidence), key=lambda e: e.span or Span(0, 0))[:20]))


def _person(name: str, certain: bool) -> bool:
    """Two or more name words, none of them a department; a known forename where nothing else says it is a person."""
    words = [w.lower().rstrip(".") for w in name.replace("-", " ").split()]
    if len(words) < 2 or any(w in _NO_PERSON for w in words):
        return False
    return certain or words[0] in read("forenames")


def _bylines(doc: Document) -> list[tuple[Span, str, bool]]:
    found = []
    blocks = [b for b in doc.blocks if b.region in ("main", "header", "aside")]
    for block in [*blocks[:_HEAD], *blocks[_HEAD:][-_TAIL:]]:
        if not 8 < block.end - block.start <= 160 or block.kind in ("quote", "code"):
            continue
        found += _line(doc, block)
    # A page about one doctor, or a directory of many, names them as its subject.
    found = [
        p for p in found if p[1] not in doc.title or (doc.title == doc.quote(p[0]) and p[2] and "," in doc.title) or _OPENS.match(doc.title)
    ]
    return found if len({name for _, name, _ in found}) <= _AUTHORS else []


def _line(doc: Document, block: Block) -> list[tuple[Span, str, bool]]:
    text = doc.text[block.start : block.end]
    m = _LINE.match(text)
    if m:
        certain = bool(_OPENS.match(text)) or bool(m.group(2)) or bool(_TITLED.match(text.lstrip()))
        rest = m.group(0)[m.end(1) - m.start() :]
        if (certain or "," in rest) and (block.kind != "heading" or block.level != 1 or m.group(2)) and _person(m.group(1), certain):
            return [
                (
                    Span(block.start + m.start(), block.start + len(text[: m.end()].rstrip())),
                    m.group(1),
                    bool(m.group(2)) or "," in rest or bool(_TITLED.search(m.group(0))),
                )
            ]
    m = _MINUTES.search(text) if any(word in text for word in ("By ", "Por ", "Par ", "Von ")) else None
    if m and _person(m.group(1), True):
        return [(Span(block.start + m.start(1), block.start + m.end()), m.group(1), bool(m.group(2)))]
    return []


def _after_words(doc: Document, *, reviewed: bool) -> list[tuple[Span, str, bool]]:
    """Names right after "written by", or after "medically reviewed by"."""
    found = []
    for hit in doc.hits("credentials", "byline"):
        is_review = any(
            part in hit.item for part in ("review", "check", "approv", "revis", "relu", "valid", "prüft", "supervis", "verific")
        )
        if (
            is_review is not reviewed
            or hit.item.startswith(("publi", "veröff"))
            or not hit.item.endswith(("by", "por", "par", "von", "author", "autor", "autora", "auteur", "autorin", "reviewer"))
        ):
            continue
        m = _AFTER.match(doc.text, hit.end)
        if m and _person(m.group(1), "post" not in hit.item):
            found.append((Span(hit.start, m.end()), m.group(1), bool(m.group(2)) or bool(_TITLED.search(m.group(0)))))
    return found


def _metadata(doc: Document) -> list[tuple[Span, str, bool]]:
    """Authors in the head of the page, where the page shows them too."""
    found = []
    for name in {doc.meta.author, *doc.meta.jsonld_authors}:
        at = doc.text.find(name) if 5 < len(name) < 60 else -1
        if at >= 0 and _person(name, False):
            found.append((Span(at, at + len(name)), name, False))
    return found


def _quoted(doc: Document) -> list[Span]:
    """Experts with title or role in a sentence that lets them speak; each name once."""
    found: dict[str, Span] = {}
    hits = doc.hits("credentials", "title", "role")
    if not hits or not any(verb in doc.folded.text for verb in _VERBS):
        return []
    last = -1
    for hit in hits:
        if hit.start < last or len(found) >= 20:
            continue
        sentence = doc.sentence_at(hit.start)
        if not _SAID.search(doc.text, sentence.start, sentence.end):
            continue
        m = _QUOTED.search(doc.text, max(sentence.start, hit.start - 80), min(sentence.end, hit.end + 60))
        if m and not any(w.lower() in _NO_PERSON for w in m.group().split(",")[0].split()):
            found.setdefault(m.group(), Span(*m.span()))
            last = sentence.end
    return list(found.values())


_REGISTERS = ("gmc", "nmc", "hcpc", "gphc", "npi", "orcid", "ahpra", "rpps", "lanr", "colegiad")


def _registry(doc: Document) -> list[Span]:
    if not any(mark in doc.folded.text for mark in held(doc, _REGISTERS)):
        return []
    return [Span(*m.span()) for m in _REGISTRY.finditer(doc.text)][:5]


def _sells(doc: Document) -> bool:
    """Two or more different calls to buy: an author's name is part of the shop window."""
    return len({h.item for h in doc.hits("call_to_action", "buy_now") if _SELLS.search(h.item)}) >= 2
