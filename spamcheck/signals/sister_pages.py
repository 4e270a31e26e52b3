"""Links to the same page for another name: "Drain cleaning Oakby", "Drain cleaning Elmham" on "Drain cleaning Ashford".

Why: a doorway network sets up one page a town (or a person, a brand, a model) and links each from all others, with the
page's own headline and the other name in it. A firm with branches links them by their towns alone, a handbook its
chapters by their subjects. Links under a line that calls them branches of the house do not count.
How: links inside the site whose text is the page's own title or headline with another name at its end or beginning; what
is a name is told by the vocabulary of the language, not by a list of towns.
Misses: links without text; names that are ordinary words.
Source: own-written pages of the project in four languages, shapes only, 2026-11.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from spamcheck.context import branches
from spamcheck.document import Document, Link
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.links import point_at
from spamcheck.patterns import lazy
from spamcheck.role_network import load
from spamcheck.sentence_roles import LANGUAGES
from spamcheck.signal import SILENT, Reading, Value, signal

_PARTS = lazy(r"[|:·•✓✔★–—]| - ")
_WORD = lazy(r"\w+(?:['’-]\w+)*")
# Ends of German towns that end hardly any other noun.
_GERMAN_TOWN = lazy(r"(?:hagen|hausen|b\u00fcttel|rod[ea]|br[ou]nn|stedt|kirchen|furth?|weiler|reuth?|wangen)$")
_JOINTS = frozenset("in near for at of en de a à pour im bei für".split())  # noqa: SIM905 - easier to read as one string
_LETTERS = 8  # of what is shared: "Fees Oakby" is a table, "Drain cleaning Oakby" an offer
_MOST_WORDS, _MOST_NAME = 9, 4
_FEWEST, _CAP = 5, 10
_MOST_LINKS = 600


@signal(
    title="Links to the same page for other names",
    family="templating",
    policy="doorway_abuse",
    languages=LANGUAGES,
    needs="html",
    values={"sister_count": Value("other names for which the page's own headline is linked, from 5, at most 10", spam=+1, low_quality=+1)},
    flags="<title>Drain cleaning Ashqvist</title><h1>Drain cleaning in Ashqvist</h1><p>Pipes clog.</p><p><a href='/drain-cleaning-oakbyx'>Drain cleaning Oakbyx</a>"
    " <a href='/drain-cleaning-elmhamq'>Drain cleaning Elmhamq</a> <a href='/drain-cleaning-wexlow'>Drain cleaning Wexlow</a>"
    " <a href='/drain-cleaning-tarnbury'>Drain cleaning Tarnbury</a> <a href='/drain-cleaning-ullsgate'>Drain cleaning Ullsgate</a></p>",
    passes="<title>Drain cleaning Ashqvist</title><h1>Drain cleaning in Ashqvist</h1><p>Pipes clog.</p><p><a href='/oakbyx'>Oakbyx</a>"
    " <a href='/elmhamq'>Elmhamq</a> <a href='/wexlow'>Wexlow</a></p>",
)
def sister_pages(doc: Document) -> Reading:
    if len(doc.links) < _FEWEST:
        return SILENT
    heads = [h for h in _headlines(doc) if len(h) > 1]
    if not heads:
        return SILENT
    host = target(doc.url or "").host
    found: dict[str, Link] = {}
    for link in doc.links[:_MOST_LINKS]:
        words = _words(link.anchor)
        if not 2 <= len(words) <= _MOST_WORDS or (host and target(link.href).host not in ("", host)):
            continue
        name = next((n for head in heads if (n := _other_name(words, head, doc.language or "en"))), "")
        if name and not branches(doc, link.start):
            found.setdefault(name, link)
    if len(found) < _FEWEST:
        return SILENT
    shown = sorted(found.values(), key=lambda k: k.start)[:20]
    return Reading({"sister_count": min(_CAP, len(found))}, tuple(point_at(k, "the page's headline for another name") for k in shown))


def _headlines(doc: Document) -> Iterator[list[str]]:
    """The parts of the title and the first headline, as words."""
    first = next(iter(doc.headings), None)
    texts = [*_PARTS.split(doc.title[:300])[:3], *(_PARTS.split(doc.text[first.start : first.end][:200])[:2] if first else ())]
    for text in texts:
        yield _words(text)


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text[:160]) if w.lower() not in _JOINTS]


def _other_name(words: Sequence[str], head: Sequence[str], language: str) -> str:
    """The name that a link's text has in the place of the headline's own; empty where they do not share the rest."""
    for turned in (False, True):
        a, b = (words[::-1], head[::-1]) if turned else (words, head)
        shared = 0
        for word, other in zip(a, b, strict=False):
            if word.lower() != other.lower():
                break
            shared += 1
        rest, own = a[shared:], b[shared:]
        if not rest or not own or max(len(rest), len(own)) > _MOST_NAME or sum(map(len, a[:shared])) < _LETTERS:
            continue
        # Before a thing stands what it is made of ("Lemon cheesecake"): there only towns count.
        if all(_is_name(part, language, towns_only=turned) for part in (rest, own)):
            return " ".join(rest).lower()
    return ""


def _is_name(words: Sequence[str], language: str, *, towns_only: bool) -> bool:
    """Capitals, and a town or a word that the language's vocabulary does not have."""
    towns, known = read("places", language), load(language).index
    large = [w for w in words if len(w) > 3]
    if not large or not all(w[0].isupper() for w in large):
        return False
    if towns_only:
        return all(w.lower() in towns for w in large)
    names = [
        w for w in map(str.lower, large) if w.isalpha() and (w in towns or not (w in known or (language == "de" and _compound(w, known))))
    ]
    return bool(names) or " ".join(words).lower() in towns


def _compound(word: str, known: Container[str]) -> bool:
    """In German every noun has a capital and many are compounds: a known beginning is enough for a word that does not end like a town."""
    return f"~{word[:5]}" in known and not _GERMAN_TOWN.search(word)
