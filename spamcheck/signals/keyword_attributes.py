"""Query lists as image texts, labels and meta tags, or one phrase repeated image after image.

Why: an alternative text says what an image shows, a label what a button does, a description what a page holds. A query in
search-box order ("thing town cheap best thing near me") or chained variations of one say what a page wants to rank for.
Misses: a single plain query; wordings in languages without lists, unless they are chained.
Source: Google's image guidelines (no stuffed alt attributes); attributes of 1,200 honest pages of the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spamcheck.document import Document, Evidence
from spamcheck.lexicon import read, scan
from spamcheck.signal import SILENT, Reading, Value, signal

_CHAIN = re.compile(r"\s*[,;|/•·]\s*")
_WORD = re.compile(r"[^\W\d_]{3,30}")
_ANY_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?:]\s")
_QUERY_KINDS = frozenset({"near", "near_you", "sale", "buy", "cheap", "best", "price", "online"})
_SURE = frozenset({"near", "near_you", "sale", "buy", "cheap"})
_MOST = 300  # attributes looked at
_LONGEST = 300
_CAP = 6


@signal(
    title="Query lists as image texts or labels",
    family="hidden",
    policy="keyword_stuffing",
    languages=("any",),
    values={
        "chained_count": Value("image texts that chain four or more variations of one query, at most 6", spam=+1, low_quality=+1),
        "query_count": Value("image texts, labels and tags that are stuffed queries, at most 6", spam=+1, low_quality=+1),
        "repeated_count": Value("image texts of three words or more on four different images, at most 6", low_quality=+1),
    },
    flags="<p>Our shop.</p><img src='a.jpg' alt='roof repair, roof repair leeds, cheap roof repair, roof repair shop, best roof repair'>",
    passes="<p>Our shop.</p><img src='a.jpg' alt='A man on a ladder repairs a slate roof in Leeds, with two helpers below'>",
)
def keyword_attributes(doc: Document) -> Reading:
    sources: dict[str, set[str]] = defaultdict(set)
    for image in doc.images[:2000]:
        if len(image.alt) >= 10:
            sources[image.alt].add(image.src)
    texts = dict.fromkeys(_texts(doc, sources))
    if not texts:
        return SILENT
    chained = [alt for alt in sources if _is_chain(alt)]
    repeated = [alt for alt, where in sources.items() if len(where) >= 4 and len(alt.split()) >= 3]
    graded = [
        (where, text, _grade(text, doc.language, tag=where == "meta" or text.count(",") > 2))
        for where, text in texts
        if text not in chained
    ]
    stuffed = [(where, text) for where, text, grade in graded if grade >= 2]
    if stuffed or chained:  # beside a stuffed text its neighbours count that are less full
        stuffed += [(where, text) for where, text, grade in graded if grade == 1 and where != "meta"]
    if not chained and not repeated and not stuffed:
        return SILENT
    shown = [Evidence(None, "an image text that chains variations of a query", "attribute", alt[:_LONGEST]) for alt in chained]
    shown += [Evidence(None, "a query, not a description", where, text[:_LONGEST]) for where, text in stuffed]
    shown += [
        Evidence(None, f"the text of {len(sources[alt])} images", "attribute", alt[:_LONGEST]) for alt in repeated if alt not in chained
    ]
    counts = {"chained_count": len(chained), "query_count": len(stuffed), "repeated_count": len(repeated)}
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, tuple(shown[:20]))


def _texts(doc: Document, alts: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """What can be stuffed: image texts, labels, meta tags and the texts of structured data."""
    yield from (("attribute", text) for text in [*alts, *doc.labels][:_MOST])
    yield from (("meta", text) for text in (doc.meta.description, doc.meta.keywords) if text)
    yield from (("jsonld", text) for text in doc.meta.jsonld_text[:10])


def _is_chain(alt: str) -> bool:
    """Four or more entries of two to six words, nearly all with one word in common, all different."""
    entries = [part.lower() for part in _CHAIN.split(alt) if part.strip()]
    if len(entries) < 4 or not all(1 <= len(part.split()) <= 6 for part in entries):
        return False
    bags = [set(_WORD.findall(part)) for part in entries]
    uses = Counter(word for bag in bags for word in bag)
    return len(set(entries)) >= 4 and max(uses.values(), default=0) >= max(4, len(entries) - 1)


def _grade(text: str, language: str | None, *, tag: bool) -> int:
    """0 a description, 1 words as typed that may be a query, 2 a stuffed query: sales words, repeats, a service and a town.

    tag: a list of keywords, where a word may come again and a town is nothing odd.
    """
    low = text[:_LONGEST].lower()
    words = _ANY_WORD.findall(low)
    if (
        not 3 <= len(words) <= 80
        or _SENTENCE.search(text[:_LONGEST])
        or (low[:1] != text[:1] and len(words) < 6)
        or "=" in text
        or "_" in text
    ):
        return 0
    function, places = read("function_words", language), read("places", language)
    hits = scan(low, language)
    asked = hits.get("query_words", ())
    if any(kind == "idiom" for *_, kind in asked):
        return 0
    kinds = {kind for *_, kind in asked if kind in _QUERY_KINDS}
    used = {w for _, _, item, kind in asked if kind in _QUERY_KINDS for w in item.split()}
    if sum(w in function for w in words if w not in used) * 5 > len(words):
        return 0
    content = [w for w in words if w not in function and w not in used and len(w) > 2]
    if not content:
        return 0
    repeats = [w for w, count in Counter(content).items() if count > 1 and len(w) > 3]
    sold = any(kind == "service" for *_, kind in hits.get("commercial_words", ()))
    local = sold and any(w in places for w in content)
    typed = low[:1] == text[:1] and text[:1].isalpha()
    if tag:
        return 2 * (len(kinds) > 1 and sum(kind in _SURE for *_, kind in asked) > 1)
    score = len(kinds) + bool(repeats) + local + typed
    if (kinds and score >= 3 and (kinds & _SURE or len(kinds) > 1 or local)) or (local and typed and any(w in places for w in repeats)):
        return 2
    return int(typed and bool(kinds or local))
