"""Medicines or controlled drugs offered for sale: without prescription, overnight, by the pill.

Why: no honest health page sells a prescription drug in its text; hacked sites and pharmacy doorways do little else.
Misses: offers in pictures, code names. News, warnings, fact-checks, price surveys and leaflets write of sales too: a
sentence that reports, warns, negates or debunks does not count, nor does a drug name or an offer alone.
Source: pharmacy doorways and sellers of the training corpus; survey rows H9 (8 spam, 0 others), 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from collections.abc import Sequence

from spamcheck.context import about_searching, advises, quoted
from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_NEAR = 60  # characters between the drug and the offer
_LIST = 4  # different drugs offered in one block
_GUARDED = 160  # characters of a block-long sentence which are searched for a warning
_PRICE = lazy(
    r"[$\u00a3\u20ac]\s?\d{1,4}(?:[.,]\d{2})?\s?(?:per|/|a|each|por|par|pro|je)\s?"
    r"(?:pill|tablet|tab|dose|capsule|gram|g|pastilla|comprim\w{1,3}|tablette)\b"
)
_STRONG = lazy(
    r"prescri|\brx\b|overnight|discreet|stealth|bitcoin|receta|ordonnance|rezept|cash on delivery|no questions|\bcheap|\bonline\b"
    r"|en ligne|en l\u00ednea|por internet|legit|per pill"
)
# Stems of international nonproprietary names (World Health Organization, stem book 2018), those of prescription drugs.
_STEM = lazy(
    r"\b[a-z]{2,}(?:thyroxine|thyronine|oxetine|cillin|mycin|cycline|floxacin|conazole|prazole|statin|sartan|pril|olol|dipine|azepam|zolam|barbital"
    r"|codone|morphone|triptan|gliptin|gliflozin|glutide|xaban|tinib|afil|setron|solone|metasone|triptyline|pramine|tiapine|peridone|profen|oxicam"
    r"|vudine|ciclovir|caine|relin|gestrel|terol)\b"
)
_VERBS = {
    "en": frozenset(("buy", "buying", "order", "ordering", "purchase", "cheap", "cheapest", "generic", "sale")),
    "es": frozenset(("comprar", "compra", "venta", "barato", "barata")),
    "fr": frozenset(("acheter", "achat", "vente", "commander", "pas")),
    "de": frozenset(("kaufen", "bestellen", "rezeptfrei", "billig", "g\u00fcnstig")),
}
# On the list for other uses: street prices, laboratory wording, honest pharmacies.
_NO_OFFERS = frozenset(
    "research chemicals,for research use only,research use only,not for human consumption,price per gram,street price,on sale,"
    "home delivery,canadian pharmacies,online pharmacies,in stock,tracking number provided,free shipping".split(",")
)
_GUARDS = frozenset(
    "warn warns warned warning illegal illegally police seized fake counterfeit banned beware fda mhra ema regulator charged arrested "
    "law laws lawful prohibits prohibit prohibited prohibiting ban bans ordinance statute bill legislation age licensed previously "
    "court study trial studies trials prescribed addiction overdose never avoid jamais nunca nie don't not advierte alerta ilegal "
    "studie studien versuch versuche forscher estudio estudios ensayo ensayos \u00e9tude \u00e9tudes essai essais "
    "polic\u00eda falso falsos ill\u00e9gal faux alerte polizei warnt warnung gef\u00e4lscht".split()
)
# Words on illegal selling, near an offer or in the heading above it: the text warns. "Do not drive" is no warning of a sale.
_WARNS = lazy(
    r"\bfakes?\b|counterfeit|illegal|unlicen[sc]ed|unregistered|criminal|offence|smuggl|seized|jailed|\bpolice\b|prosecut"
    r"|customs took|rogue|\bscams?\b|warn(?:s|ing|ed)\b|regulator|(?:do not|don't|never) (?:buy|order|purchase)|wrong dose|red flags?"
    r"|bad site|medicines authority"
    r"|no licen[cs]e|holds? a licen[cs]e|dark (?:net|web|market)|darknet|traffick|\bfaux\b|ill\u00e9gal|ilegal|falsificad"
    r"|gef\u00e4lscht|warnung"
    r"|signs of an? (?:bad|fake|unsafe)|how to (?:spot|recogni[sz]e|avoid)"
    r"|nicht ohne rezept|receta: no\b(?! (?:es )?(?:necesari|requer|hace falta))|\bno (?:vend|dispens)\w+ (?:medicament|f\u00e1rmac|sin |est[eoa]s? )|no podemos (?:dar|vender)"
    r"|ne (?:vend|d\u00e9livr)\w+ (?:pas|jamais) (?:sans|de m\u00e9dic|d['\u2019]antib)|we (?:cannot|do not|don't) (?:sell|dispense|supply) (?:it|them|these|this|any|such|medic|prescription|antib)"
    r"|cannot (?:be )?(?:sold|bought|ordered|dispensed|supplied)|(?:you|we|they) cannot (?:order|buy|sell|supply|dispense)(?! (?:it |them )?(?:cheaper|for less))"
)
# Not offered but refused or taken: "ni tramadol, ni zopiclone sans ordonnance", "tramadol pris sans ordonnance".
_REFUSED = lazy(r"(?:\b(?:ni|weder|neither|nor)|\bweder\b[^.\n]{1,60}\bnoch) $")
_TAKEN = lazy(
    r"\b(?:take|takes|taken|taking|took|used|using|swallow\w*|pris|prise|prises|prendre|prenez|consomm\w+|avaler|utilis\w+|tom(?:a|an|ar|ado|ada|ados|adas|ando)"
    r"|consum\w+|usad[oa]s?|nehmen|nimmt|nahm|(?:ein)?genommen|einnehmen|schlucken)(?: \w+)? $"
)
_DENIED = lazy(r"\b(?:cannot|can['\u2019]t|can not|could not|must not|may not|never) (?:\w+ ){1,5}$")  # "that you cannot get without"
_PRESCRIPTION = lazy(r"prescri|receta|ordonnance|rezept")
_SIDES = 250  # characters on either side of the sentence which are searched for such words


def _offers(doc: Document) -> list[tuple[Span, str]]:
    """Spans which join a drug and an offer, with the drug."""
    offers = [h for h in doc.hits("drug_trade", "offer") if h.item not in _NO_OFFERS]
    drugs = _drugs(doc, offers)
    offers = sorted([*offers, *_verbs(doc, drugs)])
    if not offers:
        return []
    found: list[tuple[Span, str]] = []
    last = -1
    at = 0
    for drug in drugs:
        while at < len(offers) and offers[at].end < drug.start - _NEAR:
            at += 1
        if _REFUSED.search(doc.lowered, max(0, drug.start - 80), drug.start):
            continue
        choice = [o for o in offers[at : at + 8] if o.start <= drug.end + _NEAR and _together(doc, drug, o) and not _taken(doc, o)]
        near = min(choice, key=lambda o: max(drug.start - o.end, o.start - drug.end), default=None)
        if near is None:
            continue
        span = Span(max(last, min(drug.start, near.start)), max(drug.end, near.end))
        if min(drug.start, near.start) < last:  # the offer was taken by the drug before: a list
            span = Span(drug.start, drug.end)
        found.append((span, drug.item))
        last = span.end
    return found


def _drugs(doc: Document, offers: Sequence[Hit]) -> list[Hit]:
    """Listed drugs, and around an offer words with a stem of international names of medicines, in order."""
    found = {h.start: h for h in doc.hits("drug_trade", "drug")}
    for offer in offers if doc.language == "en" else ():
        for m in _STEM.finditer(doc.lowered, max(0, offer.start - _NEAR), offer.end + _NEAR):
            if m.group() != "april":
                found.setdefault(m.start(), Hit(m.start(), m.end(), m.group(), "drug"))
    return sorted(found.values())


def _verbs(doc: Document, drugs: Sequence[Hit]) -> list[Hit]:
    """ "buy" or "cheap" right in front of a drug's name."""
    verbs = _VERBS[doc.language or "en"]
    found = []
    for drug in drugs:
        before = doc.text[max(0, drug.start - 14) : drug.start].lower()
        word = before.rstrip().rpartition(" ")[2].rpartition("\n")[2]
        if word in verbs and before.endswith(" "):
            start = drug.start - len(before) + before.rstrip().rfind(word)
            found.append(Hit(start, start + len(word), word, "offer"))
    return found


def _together(doc: Document, drug: Hit, offer: Hit) -> bool:
    between = doc.text[min(drug.end, offer.end) : max(drug.start, offer.start)]
    return "\n" not in between and ". " not in between


def _taken(doc: Document, offer: Hit) -> bool:
    """Whether what stands before "without prescription" says that somebody takes it so, or that nobody gets it."""
    before = max(0, offer.start - 30), offer.start
    return bool(_PRESCRIPTION.search(offer.item)) and bool(_TAKEN.search(doc.lowered, *before) or _DENIED.search(doc.lowered, *before))


def _guarded(doc: Document, span: Span) -> bool:
    """Whether the sentence (or its neighbourhood) reports, warns or negates."""
    sentence = doc.sentence_at(span.start)
    start, end = max(sentence.start, span.start - _GUARDED), min(sentence.end, span.end + _GUARDED)
    words = {doc.words.lower[k].replace("\u2019", "'") for k in doc.words.between(start, end)}
    if doc.language == "de":
        words |= {part for word in words if "-" in word for part in word.split("-")}  # "LSD-Studie"
    if words & _GUARDS or quoted(doc, span.start) or advises(doc, span.start) or _warned(doc, sentence.start, sentence.end):
        return True
    attribution = doc.hits("attribution", "report", "debunk")
    return any(start <= h.start and h.end <= end and not (span.start <= h.start < span.end) for h in attribution)


def _warned(doc: Document, start: int, end: int) -> bool:
    """Whether the neighbouring sentences, the heading above or the title speak of illegal selling."""
    first = max(0, doc.sentence_at(max(0, start - _SIDES)).start, start - 2 * _SIDES)
    if _WARNS.search(doc.text[first : end + _SIDES].lower()) or _WARNS.search(doc.title.lower()):
        return True
    at = doc.block_index(start)
    for block in reversed(doc.blocks[max(0, at - 12) : at]):
        if block.kind == "heading":
            return _WARNS.search(doc.text[block.start : min(block.end, block.start + 300)].lower()) is not None
    return False


def _is_strong(doc: Document, span: Span) -> bool:
    """No prescription, secrecy, cheapness or a shop on the internet in the same sentence, close by."""
    sentence = doc.sentence_at(span.start)
    around = doc.text[max(sentence.start, span.start - _NEAR) : min(sentence.end, span.end + _NEAR)].lower()
    return bool(_STRONG.search(around))


@signal(
    title="Prescription or controlled drugs offered for sale",
    family="keywords",
    policy="hacked_content",
    languages=("en", "es", "fr", "de"),
    values={
        "offer_count": Value("drugs joined with an offer, at most 8", spam=+1, low_quality=+1),
        "strong_count": Value("of these, with no prescription, secrecy or cheapness, at most 8", spam=+1, low_quality=+1),
        "unit_price_count": Value("prices by the pill or gram, at most 8", spam=+1),
        "drug_list_flag": Value("one block offers four or more different drugs", spam=+1),
    },
    flags="Buy tramadol online without prescription and with overnight delivery.",
    passes="Police warned that web sites which offer tramadol without prescription sell fake tablets.",
)
def drug_sale_offer(doc: Document) -> Reading:
    offers = [(span, drug) for span, drug in _offers(doc) if not _guarded(doc, span)]
    if not offers or about_searching(doc):
        return SILENT
    strong = sum(_is_strong(doc, span) for span, _ in offers)
    prices = len(_PRICE.findall(doc.lower_text)) if "$" in doc.text or "\u00a3" in doc.text or "\u20ac" in doc.text else 0
    blocks: dict[int, set[str]] = {}
    for span, drug in offers:
        blocks.setdefault(doc.block_index(span.start), set()).add(drug)
    listed = max(len(names) for names in blocks.values()) >= _LIST
    note = "a drug offered for sale"
    counts = {"offer_count": len(offers), "strong_count": strong, "unit_price_count": prices}
    values: dict[str, float] = {name: min(_CAP, number) for name, number in counts.items()}
    shown = tuple(Evidence(Span(span.start, min(span.end, span.start + 300)), note) for span, _ in offers[:20])
    return Reading(values | {"drug_list_flag": float(listed)}, shown)
