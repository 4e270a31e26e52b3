"""Risks, reasons against and limits of the evidence, stated in substance.

Why: an honest text says what can go wrong, who should not, and what is not known. One stock caveat ("more research
is needed", "ask your doctor") is on every sales page and does not count.
Maps to: DISCERN 8, 11, 12 (uncertainty, risks, no treatment), HONcode justifiability.
Silent where goods are sold: sellers copy the leaflet, and "not for human use" is no warning but a way round the law.
Misses: risks in words outside the list; leaflets copied on hacked pages (so it never lowers spam).
Source: own list (lexicons/risk_terms), 2026-11.
"""

from __future__ import annotations

from functools import lru_cache

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST_WORDS = 250
_SENTENCES = 2  # a single sentence is a caveat
_STOCK = lazy(
    r"research is needed|studies are needed|^interactions?$|^follow[ -]|^screen|^monitor|^warnings?$|^temporary$|^short-term$|^experimental$|^supervised$|^recall$|^high blood"
    r"|^infections?$|^death$|^headaches?$|^addiction$|^infecci|^muerte|^mort$|^tod$|se necesita|sont nécessaires|weitere studien|weitere forschung|animal studies|^in mice|^in rats|laborator|not been tested|^observational|investigational|^limitations?$|^placebo$|off.label|^uncertainty$|^confounding|long-term effects are|being studied|^not everyone$|^may not (?:work|help)$|wears? off|^unclear|^uncertain|^suicid|^relapse|^withdrawal|^addictive$|^dependence$|^misuse$|^overdos|^seizures$|^fatal$|^breastfeeding$|^children under$"
)
_SELLS = lazy(r"order|buy|cart|checkout|discount|coupon|promo|shop|bottle|compr|carrito|achet|command|panier|kauf|bestell|warenkorb")
# "Without side effects" is a promise, "reduces the risk of" a benefit.
_NO_RISK = lazy(
    r"\b(?:no|without|zero|free of|free from|minimal|minimi[sz]\w*|fewer|less|few|non|sin|sans|ohne|keine?|kaum|menos|moins|weniger"
    r"|reduc\w+|lower\w*|decreas\w+|prevent\w*|avoid\w*|treat\w*|reliev\w+|alleviat\w+|combat\w*|improv\w+|against|eliminat\w+|overcom\w+|history of"
    r"|unlike|réduit|rédui\w+|sen[ck]t|verringer\w*|lindert|alivia\w*)[ -](?:[\w,-]+ ){0,4}$"
)


@signal(
    title="Risks and limits are stated",
    family="trust",
    languages=("en", "es", "fr", "de"),
    values={
        "risk_per_1k_words": Value("sentences with a risk, a reason against or a limit, per 1,000 words", low_quality=-1),
        "distinct_count": Value("different terms of risk and limit, at most 15", low_quality=-1),
        "kinds_count": Value("kinds stated: harm, reasons against, limits of the evidence, monitoring", low_quality=-1),
    },
    flags="Dizziness and nausea are common side effects. It should not be taken with warfarin. The trials were small and the long-term effects are not known.",
    passes="More research is needed. Please consult your doctor before use.",
)
def risk_and_limits(doc: Document) -> Reading:
    """Sentences with terms of risk, apart from stock caveats and denials."""
    illness = read("medical_words", doc.language)
    hits = [h for h in doc.hits("risk_terms", "adverse", "contraindication", "limits", "safety_monitoring") if not _is_stock(h.item)]
    if not hits or _sells(doc):
        return SILENT
    sentences: dict[int, Span] = {}
    items: set[str] = set()
    kinds: set[str] = set()
    strong = 0
    for hit in hits:
        if not _stated(doc, hit):
            continue
        common = illness.get(hit.item) == "condition"  # "nausea" may be what is treated: counts beside a plain risk term only
        strong += not common
        items.add(hit.item)
        kinds.add(hit.section)
        sentence = doc.sentence_at(hit.start)
        if not common:
            sentences.setdefault(sentence.start, doc.sentence_span(hit.start))
    if len(sentences) < _SENTENCES or strong < 3 or len(items) < 3:
        return SILENT
    values = {
        "risk_per_1k_words": 1000 * len(sentences) / max(_FEWEST_WORDS, len(doc.words)),
        "distinct_count": min(15, len(items)),
        "kinds_count": len(kinds),
    }
    evidence = tuple(Evidence(s, "states a risk or limit") for s in list(sentences.values())[:20])
    return Reading(values, evidence)


@lru_cache(maxsize=1024)
def _is_stock(item: str) -> bool:
    return _STOCK.search(item) is not None


def _sells(doc: Document) -> bool:
    calls = {h.item for h in doc.hits("call_to_action", "buy_now") if _SELLS.search(h.item)}
    return len(calls) >= 2 or bool(doc.hits("unapproved_status", "research"))


def _stated(doc: Document, hit: Hit) -> bool:
    if doc.block_at(hit.start).region not in ("main", "aside"):
        return False
    return not _NO_RISK.search(doc.text[max(0, hit.start - 60) : hit.start].lower())
