"""A new word for everything: content words that are hardly ever used twice.

Why: an explanation keeps to its terms, so its content words come back; spun text swaps them for synonyms, and promotional or
stitched text moves on before anything is explained.
Misses: filler that repeats its keyword. News and stories are varied too, and have other things in their favour.
Source: moving-average type-token ratio (Covington & McFall 2010, J. Quant. Linguist. 17) over content words, own windows; usual
values are the medians of honest articles in the training corpus, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence
from spamcheck.lexicon import read
from spamcheck.signal import SILENT, Reading, Value, signal

_USUAL = {"en": 0.80, "de": 0.86, "fr": 0.84, "es": 0.86}  # German compounds make more words, see Source
_SILENT = 0.80
_WINDOW, _STEP = 100, 50  # content words
_READ = 5000
_HIGH = 0.90  # nine of ten honest articles vary less
_SHORTEST = 4  # characters
_KINDS = ("paragraph", "item", "quote")


@signal(
    title="A new word for everything",
    family="substance",
    policy="scaled_content_abuse",
    languages=("en", "es", "fr", "de"),
    values={"variety_ratio": Value("different words among 100 content words, on average", low_quality=+1, silent=_SILENT)},
    flags=(
        "Vibrant meadows invite curious wanderers toward golden horizons, while gentle breezes carry forgotten melodies across sleepy villages. Discover "
        "radiant mornings, unlock boundless energy, embrace joyful rituals and nurture inner calm. Modern families deserve smart kitchens, cosy corners, "
        "clever storage, silent appliances and sparkling windows. Seasoned craftsmen shape walnut, maple, brass, marble and linen into timeless pieces. "
        "Whether hosting lively dinners, quiet breakfasts or festive gatherings, every detail matters. Elegant lamps brighten narrow hallways; plush rugs "
        "soften hard floors; fresh herbs perfume balconies. Explore seasonal palettes, playful patterns, sturdy fabrics, natural dyes and recycled yarns. "
        "Students, retirees, artists, gamers, parents, travellers, gardeners and musicians share stories, swap ideas, build friendships, celebrate progress, "
        "chase dreams, overcome hurdles, spark laughter and leave lasting footprints wherever life unfolds tomorrow."
    ),
    passes="The soil here is clay, which holds water in spring. In July the same clay cracks, so we dig in sand before the beans go in.",
)
def lexical_variety(doc: Document) -> Reading:
    """Windows of content words of the running text."""
    lower = doc.words.lower
    function = read("function_words", doc.language)
    content: list[str] = []
    for block, inside in zip(doc.blocks, doc.block_words, strict=True):
        if block.region == "main" and block.kind in _KINDS:
            content += [w for w in lower[inside.start : inside.stop] if len(w) >= _SHORTEST and w not in function]
            if len(content) > _READ:
                break
    if len(content) < _WINDOW:
        return SILENT
    sizes = [len(set(content[i : i + _WINDOW])) for i in range(0, len(content) - _WINDOW + 1, _STEP)]
    variety = sum(sizes) / len(sizes) / _WINDOW
    value = min(1.0, max(0.0, variety - _USUAL[doc.language or "en"] + _SILENT))
    note = f"{variety:.0%} of 100 content words in a row are different"
    return Reading({"variety_ratio": value}, (Evidence(None, note=note),) if value >= _HIGH else ())
