"""Image texts that are lists of queries, or one phrase repeated image after image.

Why: an alternative text says what an image shows. Chained variations of a query say what a page wants to rank for.
Misses: a single query as image text; wordings in the languages of the query lists have a signal of their own.
Source: Google's image guidelines (no stuffed alt attributes); alt texts of the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from spamcheck.document import Document, Evidence
from spamcheck.signal import SILENT, Reading, Value, signal

_CHAIN = re.compile(r"\s*[,;|/•·]\s*")
_WORD = re.compile(r"[^\W\d_]{3,30}")
_CAP = 6


@signal(
    title="Query lists as image texts",
    family="hidden",
    policy="keyword_stuffing",
    languages=("any",),
    needs="html",
    values={
        "chained_count": Value("image texts that chain four or more variations of one query, at most 6", spam=+1, low_quality=+1),
        "repeated_count": Value("image texts of three words or more on four different images, at most 6", low_quality=+1),
    },
    flags="<p>Our shop.</p><img src='a.jpg' alt='roof repair, roof repair leeds, cheap roof repair, roof repair shop, best roof repair'>",
    passes="<p>Our shop.</p><img src='a.jpg' alt='A man on a ladder repairs a slate roof in Leeds, with two helpers below'>",
)
def keyword_attributes(doc: Document) -> Reading:
    if not doc.images:
        return SILENT
    sources: dict[str, set[str]] = defaultdict(set)
    for image in doc.images[:2000]:
        if len(image.alt) >= 10:
            sources[image.alt].add(image.src)
    chained = [alt for alt in sources if _is_chain(alt)]
    repeated = [alt for alt, where in sources.items() if len(where) >= 4 and len(alt.split()) >= 3]
    if not chained and not repeated:
        return SILENT
    shown = [Evidence(None, "an image text that chains variations of a query", "attribute", alt[:300]) for alt in chained]
    shown += [Evidence(None, f"the text of {len(sources[alt])} images", "attribute", alt[:300]) for alt in repeated if alt not in chained]
    return Reading({"chained_count": min(_CAP, len(chained)), "repeated_count": min(_CAP, len(repeated))}, tuple(shown[:20]))


def _is_chain(alt: str) -> bool:
    """Four or more entries of two to six words, nearly all with one word in common, all different."""
    entries = [part.lower() for part in _CHAIN.split(alt) if part.strip()]
    if len(entries) < 4 or not all(1 <= len(part.split()) <= 6 for part in entries):
        return False
    bags = [set(_WORD.findall(part)) for part in entries]
    uses = Counter(word for bag in bags for word in bag)
    return len(set(entries)) >= 4 and max(uses.values(), default=0) >= max(4, len(entries) - 1)
