"""The domain is named after one trade, and the page is about another.

Why: lapsed and hacked domains carry what pays: a quilt shop's name over an article on pills. A survey saw it on a third
of the spam pages and on none of the good ones.
Misses: names with words that are not in the list: unknown letters in a name are neutral. Sites grow beyond their names,
so the page must be full of the foreign topic and say nothing of the name's own.
Source: the project's survey of 667 pages (86 spam, 11 low quality, 0 good), 2026-11. A page alone proves no expired domain.
"""

from __future__ import annotations

from collections import Counter

from spamcheck.document import Document, Evidence
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_MONEY = frozenset({"gambling", "adult", "pharma", "essay", "loan", "crypto"})
_MEDICAL = frozenset({"condition", "treatment"})
_MIN_MEDICAL = 8  # different conditions and treatments: an article on health, not a florist's line on hay fever
_MIN_MONEY = 4
_LONGEST = 16


@signal(
    title="The domain name speaks of another trade",
    family="host",
    policy="expired_domain_abuse",
    languages=("en", "es", "fr", "de"),
    needs="url",
    values={"mismatch_flag": Value("all words of the domain are known, one names a trade, the page is about another one only", spam=+1)},
    flags="https://www.quilt-shop.test/a\nPeople with asthma, diabetes, arthritis, anxiety, depression, insomnia, migraine, cancer, obesity"
    " and hypertension often ask about surgery, chemotherapy, antibiotics, insulin and vaccines.",
    passes="https://www.quilt-shop.test/a\nOur quilts are sewn by hand; people with arthritis like the light ones.",
)
def host_topic_mismatch(doc: Document) -> Reading:
    place = target(doc.url or "")
    if place.kind != "other" or not place.registrable:
        return SILENT
    topics = _topics(place.registrable.partition(".")[0])
    if not topics:
        return SILENT
    words = doc.vocabulary
    known = read("topic_words_hosts")
    own = {w for w, topic in known.items() if topic in topics}
    if any(w[: max(4, len(w) - 1)] == o[: max(4, len(w) - 1)] for o in own for w in words if len(w) >= 4):
        return SILENT
    foreign = _page_topic(doc)
    if not foreign:
        return SILENT
    note = f"the name speaks of {', '.join(sorted(topics))}, the page of {foreign} only"
    return Reading({"mismatch_flag": 1.0}, (Evidence(None, note, "url", place.host[:300]),))


def _topics(label: str) -> set[str]:
    """Trades that a domain label names, where known words cover all of it; empty otherwise."""
    known = read("topic_words_hosts")
    if len(label) > 40:
        return set()
    best: dict[int, set[str]] = {0: set()}  # end of the covered part -> trades
    letters = label.replace("-", "").strip("0123456789")
    for start in range(len(letters)):
        if start not in best:
            continue
        for end in range(start + 2, min(len(letters), start + _LONGEST) + 1):
            topic = known.get(letters[start:end])
            if topic and end not in best:
                best[end] = best[start] | ({topic} - {"neutral"})
    return best.get(len(letters), set()) if letters else set()


def _page_topic(doc: Document) -> str:
    money = Counter(h.section for h in {h.item: h for h in doc.hits("off_niche") if h.section in _MONEY}.values())
    if money and money.most_common(1)[0][1] >= _MIN_MONEY:
        return money.most_common(1)[0][0]
    medical = {h.item for h in doc.hits("medical_words") if h.section in _MEDICAL}
    return "health" if len(medical) >= _MIN_MEDICAL else ""
