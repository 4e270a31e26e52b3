"""Substances without approval as a medicine, offered for sale: "research use only" beside a price.

Why: "not for human consumption" on a page that tells how to dose and where to buy is a way round medicines law; the
status alone is honest (regulators, clinics and laboratories state it), the offer beside it is not.
Maps to: HONcode advertising policy, QRG harm to health; about legal status, not about wording of a sale (drug_sale_offer).
Misses: approved drugs outside their licence (needs knowledge of the licence); shops that call the goods otherwise.
Source: own lists (lexicons/unapproved_status, unapproved_substances), 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 6
_NEAR = 60  # characters between a substance and an offer of it
_PLAIN = frozenset(
    {
        "research-grade",
        "research grade",
        "ruo",
        "in vitro research",
        "research compounds",
        "laboratory use only",
        "uso en laboratorio",
        "usage en laboratoire",
    }
)
_BUY = lazy(
    r"\b(?:buy|shop|purchase|for sale|in stock|add to cart|checkout|our (?:store|products|peptides|catalog|catalogue)|we sell|coupon"
    r"|free shipping|compra|compre|comprar|pedir|en venta|a la venta|vendemos|añadir al carrito|nuestra tienda|acheter|achetez|commander|commandez|en vente"
    r"|à vendre|ajouter au panier|nous vendons|notre boutique|kaufen|kaufe|bestellen|bestelle|zu verkaufen|in den warenkorb|wir verkaufen|unser shop)\b"
)
_WARN = lazy(
    r"\b(?:fda|mhra|tga|ema|swissmedic|bfarm|ansm|aemps|regulators?|customs|police|doping|wada|illegal|ilegal|illégal\w*|banned|seiz\w+|prescription"
    r"|outlaw\w*|ordinances?|bans?|recall\w*|remov\w+[^.!?\n]{0,80}? from\b[^.!?\n]{0,60}?\bshel(?:f|ves))\b"
)


@signal(
    title="Unapproved substances on offer",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "status_count": Value(
            "'research use only' wording on a page that offers goods or names such a substance, at most 6", low_quality=+1
        ),
        "offer_count": Value("offers of a substance without approval, at most 6", spam=+1, low_quality=+1),
        "offer_flag": Value("1 where status wording and an offer to buy stand on one page", low_quality=+1),
    },
    flags="Buy BPC-157 from our store. Each vial: research use only, no human use.",
    passes="The regulator warned that BPC-157 sold online as 'research use only' is not approved for any use.",
)
def unapproved_offer(doc: Document) -> Reading:
    """Status wording or a substance, with an offer on the page or beside it."""
    research, substances = doc.hits("unapproved_status", "research"), doc.hits("unapproved_substances")
    if not research and not substances:
        return SILENT
    marks = doc.hits("attribution", "report", "debunk", "negation")
    turned = (marks, [h.start for h in marks], doc.lowered)
    status = [h for h in research if h.item not in _PLAIN and _own_voice(doc, h, turned)]
    named = {h.item for h in substances}
    buying = [h for h in doc.hits("unapproved_status", "offer") if _BUY.search(h.item) and _own_voice(doc, h, turned)]
    if not buying and not (status and named):
        return SILENT
    starts = [h.start for h in buying]
    offers = [span for h in substances if _own_voice(doc, h, turned) and (span := _beside(doc, h, buying, starts))]
    evidence = [Evidence(Span(h.start, h.end), "sold as no medicine") for h in status]
    taken = -1
    distinct: list[Span] = []
    for span in sorted(offers):
        if span.start >= taken:
            distinct.append(span)
            taken = span.end
    evidence += [Evidence(span, "offers a substance without approval") for span in distinct]
    evidence.sort(key=lambda e: e.span or Span(0, 0))
    if not evidence:
        return SILENT
    values = {"status_count": min(_CAP, len(status)), "offer_count": min(_CAP, len(distinct)), "offer_flag": int(bool(status and buying))}
    return Reading(values, tuple(evidence[:20]))


def _beside(doc: Document, substance: Hit, buying: list[Hit], starts: list[int]) -> Span | None:
    """Substance and offer in one sentence, close together."""
    sentence = doc.sentence_at(substance.start)
    low, high = max(sentence.start, substance.start - _NEAR), min(sentence.end, substance.end + _NEAR)
    for i in range(bisect_left(starts, low), bisect_right(starts, high)):
        start, end = min(substance.start, buying[i].start), max(substance.end, buying[i].end)
        if end - start <= 300:
            return Span(start, end)
    return None


def _own_voice(doc: Document, hit: Hit, turned: tuple[tuple[Hit, ...], list[int], str]) -> bool:
    """Not quoted, and no report, warning, regulator or denial in the sentence."""
    marks, starts, low = turned
    block = doc.block_at(hit.start)
    if block.kind in ("quote", "code") or block.region in ("comments", "references"):
        return False
    sentence = doc.sentence_at(hit.start)
    before = doc.text[max(block.start, hit.start - 200) : hit.start]
    if (
        before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
        or before.count("‘") > before.count("’")
        or before.count('"') % 2
    ):
        return False
    if _WARN.search(low, sentence.start, sentence.end):
        return False
    for i in range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)):
        mark = marks[i]
        part = hit.start <= mark.start < hit.end or mark.item in ("not", "only", "no", "nicht", "sold as", "labeled as", "labelled")
        if not part and (mark.section != "negation" or hit.start - 30 < mark.start < hit.start):
            return False
    return True
