"""The page's address or title names one thing and its text is about another.

Why: hacked and recycled pages keep an address that ranks, or take one that is searched for, and fill in anything.
Misses: a mismatch of meaning with shared words; addresses of numbers or in another script. Not asked of short texts, of
listings, or where the address seems to be in another language than the text.
Source: survey of 667 pages (11 spam, no others: a tag page on trousers about weight loss), 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from urllib.parse import unquote

from spamcheck.document import Document, Evidence
from spamcheck.domains import split_url
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_MIN_WORDS = 120  # of the text; a shorter one may never come to its point
_MIN_NAMES = 3  # content words of the slug or title that are all missing
_STEM = 5  # letters by which words are compared: plural, case and tense do not count
_PARTS = lazy(r"[^\W\d_]{4,24}")
_GENERAL = frozenset(
    "article articles blog blogs post posts news page pages index html story stories category tag tags topic topics home home-page about "
    "contact content default display view show read print item items archive archives guide guides review reviews best tips health "
    "info information learn library resource resources help support welcome untitled with from your what when where does this that "
    "para como guia artikel beitrag seite noticias actualites conseils sante gesundheit salud profile user users thread questions".split()
)
_EXAMPLE = "The liver stores sugar and fat, and people lose weight when they eat less. "
_RANDOM = lazy(r"[bcdfghjklmnpqrstvwxz]{5}|^[^aeiouy\u00e0-\u00ff]+$")


def _names(doc: Document, text: str) -> list[str]:
    """Content words of a slug or title, without general words and without machine-made tokens."""
    function = read("function_words", doc.language)
    words = (word.lower() for word in _PARTS.findall(text))
    return [w for w in dict.fromkeys(words) if w not in function and w not in _GENERAL and not _RANDOM.search(w)]


def _slug(url: str) -> str:
    """The last part of the path that reads like words."""
    path = unquote(split_url(url)[1])
    parts = [part for part in path.split("/") if part.count("-") + part.count("_") >= 2]
    last = parts[-1] if parts else ""
    return re.sub(r"\.\w{2,5}$", "", last).replace("-", " ").replace("_", " ")


def _missing(doc: Document, names: list[str], extra: str = "") -> bool:
    """Whether none of the words is in the text, by its first letters."""
    text = doc.folded.text
    return len(names) >= _MIN_NAMES and not any(name[:_STEM] in text or name[:_STEM] in extra for name in names)


def _same_language(doc: Document, names: list[str]) -> bool:
    """English slugs on pages in other languages are usual: known English words there say nothing."""
    if doc.language == "en":
        return all(name.isascii() for name in names)
    known = (read("medical_words", "en"), read("commercial_words", "en"), read("function_words_classes", "en"))
    return not any(name in words for name in names for words in known)


@signal(
    title="Address or title does not fit the text",
    family="keywords",
    policy="hacked_content",
    languages=("en", "es", "fr", "de"),
    needs="url",
    values={
        "slug_mismatch_flag": Value("no content word of the address is in title or text", spam=+1, low_quality=+1),
        "title_mismatch_flag": Value("no content word of the title is in the text", spam=+1, low_quality=+1),
    },
    flags="https://shop.example/tag/flared-denim-trousers\n" + _EXAMPLE * 12,
    passes="https://shop.example/tag/liver-sugar-storage\n" + _EXAMPLE * 12,
)
def title_slug_mismatch(doc: Document) -> Reading | None:
    if doc.page != "article" or len(doc.words) < _MIN_WORDS:
        return None
    slug = _slug(doc.url or "")
    in_slug, in_title = _names(doc, slug), _names(doc, doc.title)
    slug_off = _missing(doc, in_slug, doc.title.lower()) and _same_language(doc, in_slug)
    title_off = _missing(doc, in_title) and _same_language(doc, in_title)
    if not slug_off and not title_off:
        return SILENT
    shown = []
    if slug_off:
        shown.append(Evidence(None, "none of these words is in the text", where="url", quote=slug[:300]))
    if title_off:
        shown.append(Evidence(None, "none of these words is in the text", where="title", quote=doc.title[:300]))
    return Reading({"slug_mismatch_flag": float(slug_off), "title_mismatch_flag": float(title_off)}, tuple(shown))
