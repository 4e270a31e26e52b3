"""Few definite articles, and sentences without grammar words: text put together from labels.

Why: who explains something refers back to it ("the dose", "the second visit"); copy that lists selling points names new
things all the time and refers to none. The rate of definite articles is the plainest measure of it, and holds in any topic;
sentences that are strings of nouns and adjectives are its extreme.
Misses: wordy filler. Recipes, tables and drug cards are terse for a good reason; list items of up to three words do not count.
Source: own measure; usual rates are those of honest articles in the training corpus, 2026-11; the length of a text that makes
a rate reliable likewise.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_ARTICLES = {
    "en": (frozenset(("the",)), 48.0, ()),
    "de": (frozenset(("der", "die", "das", "dem", "den", "des")), 95.0, ()),
    "fr": (frozenset(("le", "la", "les", "du", "au", "aux", "des")), 110.0, ("l'", "l’")),
    "es": (frozenset(("el", "la", "los", "las", "del", "al")), 90.0, ()),
}  # words, how many of 1,000 words they usually are, and how they begin when written together with the next word
_USUAL = 50.0  # the scale of the value: English
_CUSHION = 150  # words at the usual rate that every text is counted with
_FEWEST_WORDS = 40
_FEW = 25.0  # a tenth of honest articles have fewer (see Source)
_SENTENCES = 6
_SHORTEST = 4  # words of a sentence that could have had grammar
_BARE = 0.12  # share of function words below which a sentence is a string of names
_MOST = 20
_KINDS = ("paragraph", "item", "quote")


@signal(
    title="Strings of labels instead of sentences",
    family="substance",
    policy="qrg_filler",
    languages=("en", "es", "fr", "de"),
    values={
        "definite_per_1k_words": Value("definite articles per 1,000 words, as in English", low_quality=-1, silent=_USUAL),
        "bare_sentence_ratio": Value("share of the sentences that hold next to no grammar words", low_quality=+1),
    },
    flags=(
        "Premium garden soil blends. Nutrient-rich organic compost mixtures. Fast nationwide home delivery. Expert planting advice available online. "
        "We sell soil to everybody who needs it. Our soil is good for many kinds of plants. Superior drainage performance guaranteed. Healthy roots, strong stems."
    ),
    passes="The soil here is clay, which holds water in spring. In July the same clay cracks, so we dig in sand before the beans go in.",
)
def telegraphic_style(doc: Document) -> Reading:
    """Articles among the words of the running text, and sentences without grammar."""
    lower, words = doc.words.lower, doc.words
    articles, usual, joined = _ARTICLES[doc.language or "en"]
    count = total = 0
    for block in doc.blocks:
        if block.region == "main" and block.kind in _KINDS:
            inside = words.between(block.start, block.end)
            part = lower[inside.start : inside.stop]
            total += len(part)
            count += sum(map(articles.__contains__, part))
            if joined:
                count += sum(word.startswith(joined) for word in part)
    if total < _FEWEST_WORDS:
        return SILENT
    rate = _USUAL / usual * 1000 * (count + _CUSHION * usual / 1000) / (total + _CUSHION)
    bare, full = _bare(doc)
    values = {"definite_per_1k_words": rate, "bare_sentence_ratio": len(bare) / full if full >= _SENTENCES else 0.0}
    evidence = [Evidence(span, "a string of labels") for span in bare[:_MOST]] if full >= _SENTENCES else []
    if rate < _FEW:
        evidence.append(Evidence(None, note=f"looked for definite articles: {count} in {total} words"))
    return Reading(values, tuple(evidence))


def _bare(doc: Document) -> tuple[list[Span], int]:
    """Sentences with next to no function words, and how many sentences were read."""
    grammar, words, found, full = read("function_words", doc.language).keys(), doc.words, [], 0
    for start, end, block in doc.sentences:
        if doc.blocks[block].region != "main" or doc.blocks[block].kind not in _KINDS:
            continue
        inside = words.between(start, end)
        if len(inside) < _SHORTEST:
            continue
        full += 1
        if sum(map(grammar.__contains__, words.lower[inside.start : inside.stop])) < _BARE * len(inside):
            found.append(Span(start, start + len(doc.text[start : min(end, start + 300)].rstrip())))
    return found, full
