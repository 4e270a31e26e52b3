"""Titles of sister pages and search queries dropped between paragraphs or sentences.

Why: a script that links a network's pages to each other, or salts a stolen text with queries, puts the phrase where
there happened to be a gap: no verb, no label, and nothing around it speaks of that.
Misses: planted titles that carry a label or fit the paragraph after them; phrases inside a sentence (injected_keyword).
Source: definition from the project's signal catalogue (8 spam, 0 ok of 667 pages); lists of query words and places, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from spamcheck.anchors import beginnings
from spamcheck.context import credits_maker
from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.domains import target
from spamcheck.lexicon import read
from spamcheck.links import own_sites
from spamcheck.patterns import WORD, lazy
from spamcheck.search_strings import strength_in, towns
from spamcheck.signal import SILENT, Reading, Value, signal

_CLOSED = lazy(r"[.!?:;,…\"”’)]$|[:|–—@/\"“(]|https?")
_PROSE_CHARS = 100  # a sentence or two: more than any heading, caption or menu line
_MAX_CHARS = 90
_QUERY = {"near", "sale", "buy", "cheap", "price", "best", "online"}
_SURE = {"near", "sale", "buy", "cheap"}
_TYPED, _TITLED = 1.6, 2.0  # of `strength`
_CAP = 6
_KNOWN = 0.34  # of the words of a headline that may stand elsewhere on the page
# A question, a number of things, a year or brackets at the end, a call to read.
_HEADLINE = lazy(
    r"\?$|^\d{1,3} [A-Z]|\(20[12]\d\b[^)]{0,20}\)$|\b(?:[Rr]ead (?:[Nn]ext|[Mm]ore)|[Ll]ire aussi|[Ll]ee tambi\u00e9n)\b|^(?:The )?(?:Top|Best|How|Why|What|Is|Are|Can) "
)
_OPENERS = tuple(f"{the}{word} " for the in ("", "The ") for word in ("Top", "Best", "How", "Why", "What", "Is", "Are", "Can"))
_CREDIT = lazy(
    r"photo|getty|image|credit|reuters|pdf|\bmore:|rights reserved|\b(?:rd|st|ave|road|street)\b|[\[@\u00a9|]|https?:|,.*,", re.IGNORECASE
)
_HEADLINE_WORDS = frozenset(
    "best guide review reviews what when where which your does much cost need know should that this with from ways tips things ideas reasons "
    "more most next read ultimate complete everything beginners easy simple free facts secrets mistakes every must".split()
)
_SMALL_WORDS = "of to in for and the a an on at by with from or your you can is de la el en y le les des et und der die das von zu"
_SMALL = frozenset(_SMALL_WORDS.split())
_BUY_FIRST = {"buy", "order", "purchase", "hire", "rent", "comprar", "compra", "acheter", "achat", "commander", "kaufen", "bestellen"}
_TELLING_WORDS = "to your you is are was and or if with on from this that these it its we our not no how can will su tu es y o para con votre est et ou pour avec ihr ist und oder"
_TELLING = frozenset(_TELLING_WORDS.split())


# Headlines made by the thousand: the frame stands, the thing is exchanged. Matched on lower case.
_FRAME = lazy(
    r"what (?:you|to) (?:need to )?(?:know|expect)|(?:complete|ultimate|full|beginner\S*|buying|buyer\S*|price|size|quick|definitive|step-by-step) (?:guide|list)"
    r"|\ba (?:complete |full )?guide\b|\breviews? (?:20\d\d|&|and )|\bvs\.? |which (?:one )?is better|worth (?:it|the money)|how (?:much|long) (?:do|does|is|are)"
    r"|causes, |symptoms, |, (?:cost|causes|cure|treatment)s? (?:and|&) |get rid of|(?:the )?truth about|before (?:and|&) after|where to (?:find|buy|get)"
    r"|^can .{3,40} (?:help|cure|treat|cause)|^(?:all|everything) (?:about|you)|need to know|^from .{3,40} to (?:freedom|success|hero|relief)|: \d{1,2} (?:\w+ )?(?:ways|tips|things|reasons|mistakes|facts|steps|questions)\b"
    r"|^\d{1,2} (?:\w+ )?(?:ways|tips|things|reasons|mistakes|benefits|facts|secrets|signs|steps|ideas|foods|tricks|best)\b|^why .{3,40} (?:recommend|love|choose|swear)"
    r"|^(?:the )?(?:top|best) \d{0,3}|what is the best|near me\b|\? try |(?<!un)explained$|pros and cons|no one tells|will not tell|won['’]t tell|for beginners|, all you need"
)
_PUSHED = lazy(
    r"^[\W_]{0,4}(?:(?:must|also|please) read|read(?: also| next| more)?|see also|related(?: posts?| articles?)?|recommended|next(?: article)?|lire aussi|lee tambi[eé]n"
    r"|mehr lesen|>>|→|»)\s{0,2}[:–—»>→-]{0,2}\s",
    re.IGNORECASE,
)
_BRANDED = lazy(r"\s[|–—-]\s(?:[A-Z][\w'&]+\s?){1,3}$")
_NO_TITLE = lazy(
    r"^\W{0,3}(?:table|box|figure|source|data|chapter|part|step|note|appendix|photo|image|press)\b|\?[\"”’]|[\"“”]|\bpage \d|©|@|^\W*\[",
    re.IGNORECASE,
)
_EVIDENCE = lazy(
    r"\b(?:trials?|figures|measured|tested|cohort|records?|audit|courts?|watchdog|stud(?:y|ies)|survey|science|evidence|statistics|history|archive|listings?"
    r"|clinic|hospital|pages?:|portions|versus the|versus placebo|healthy (?:fe)?males"
    r"|healthy (?:men|women|adults|volunteers))\b|\bvs\.? (?:placebo|saline|vehicle|sham|controls?|baseline)\b|^top of|^\W*(?:pros|cons)\b",
    re.IGNORECASE,
)
_PAIRED = lazy(r"[A-Z][a-z]+(?: [a-z]+){0,2} and [a-z]+ [a-z]+$")  # "Anxiety and roof box"
_MARKED = lazy(r"\[([^\]\n]{2,120})\]\(https?://[^)\s]{4,300}\)")
_PIECES = lazy(r"(?<=\?)\s|\s/\s|\s\|\s|\)\s")
_POINTING = lazy(r"\s(?:→|>>?|-|–)\s{0,2}https?://\S+$")


@signal(
    title="Foreign titles or queries between the paragraphs",
    family="links",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "line_count": Value("lines without verb or label that the text around does not speak of, at most 6", spam=+1, low_quality=+1),
        "headline_count": Value(
            "of all lines, headlines of other pages: nearly no word of theirs stands anywhere else, at most 6", spam=+1, low_quality=+1
        ),
        "query_count": Value("of these, lines that are a buyer's search query, at most 6", spam=+1, low_quality=+1),
        "frame_count": Value(
            "lines in the frame of mass-made headlines, or a service and a town, on what the page never speaks of, at most 6",
            spam=+1,
            low_quality=+1,
        ),
    },
    flags="The muscles of the calf pump blood back to the heart with every step, which is why a short walk helps on long days of sitting.\n\n"
    "cheap roof repair near me\n\n"
    "In the evening the legs may feel heavy, and raising them for a quarter of an hour brings relief to most people who stand at work.",
    passes="The muscles of the calf pump blood back to the heart with every step, which is why a short walk helps on long days of sitting.\n\n"
    "What helps in the evening\n\n"
    "In the evening the legs may feel heavy, and raising them for a quarter of an hour brings relief to most people who stand at work.",
)
def interlink_injection(doc: Document) -> Reading:
    prose = [
        i for i, b in enumerate(doc.blocks) if b.end - b.start >= _PROSE_CHARS and b.region == "main" and b.kind in ("paragraph", "item")
    ]
    if not prose:
        return SILENT
    hits = doc.hits("query_words")
    starts = [h.start for h in hits]
    found: list[tuple[Span, int]] = []
    for i in range(max(1, prose[0] - 2), min(len(doc.blocks), prose[-1] + 3)):
        block = doc.blocks[i]
        if not 10 <= block.end - block.start <= _MAX_CHARS or block.region != "main" or block.kind not in ("paragraph", "heading"):
            continue
        sections = {h.section for h in hits[bisect_left(starts, block.start) : bisect_left(starts, block.end)]}
        grade = _grade(doc, block, sections, i, prose)
        if grade:
            found.append((Span(block.start, block.end), grade))
    queries = sum(grade == 2 for _, grade in found)
    # A single odd title may be a heading that plays with words; a planted one seldom comes alone.
    if not queries and len(found) < 2:
        found = []
    headlines = [span for span in _headlines(doc, prose) if all(span != other for other, _ in found)]
    taken = {*headlines, *(span for span, _ in found)}
    frames = [span for span in _frames(doc, prose) if span not in taken]
    if not found and not headlines and not frames:
        return SILENT
    shown = [(span, "nothing around this line speaks of it") for span, _ in found]
    shown += [(span, "the headline of another page: its words stand nowhere else in the text") for span in headlines]
    shown += [(span, "a headline or query on something that the page never speaks of") for span in frames]
    counts = {"line_count": len(found), "query_count": queries, "headline_count": len(headlines), "frame_count": len(frames)}
    evidence = tuple(Evidence(span, note) for span, note in sorted(shown)[:20])
    return Reading({name: min(_CAP, number) for name, number in counts.items()}, evidence)


def _frames(doc: Document, prose: list[int]) -> list[Span]:
    """Lines between the prose in the frame of a mass-made headline, or with a service and a town, none of whose words stand elsewhere."""
    found: list[Span] = []
    text = doc.text
    for i in range(max(1, prose[0] - 1), min(len(doc.blocks), prose[-1] + 3)):
        block = doc.blocks[i]
        if not 12 <= block.end - block.start <= 220 or block.region != "main" or block.kind not in ("paragraph", "heading", "item"):
            continue
        line = text[block.start : block.end].strip()
        if line.endswith((".", ",", ";", ":")) or not _rare(doc, doc.block_words[i]):
            continue
        line = _MARKED.sub(r"\1", line) if line[-1] == ")" or "](" in line else line
        if _NO_TITLE.search(line) or _EVIDENCE.search(line):
            continue
        pushed = _PUSHED.match(line)
        if pushed and (_prose_sides(i, prose) < 2 or (line[:8].lower() == "related:" and " / " not in line)):
            continue  # a teaser at the end, or one that says so
        plain = _POINTING.sub("", line[pushed.end() :] if pushed else line).strip()
        if plain[:1].islower() and (block.kind == "item" or _in_lower_list(doc, i)):
            continue
        pieces = [p for p in _PIECES.split(plain) if len(p) > 5]
        if not any(_is_foreign_title(doc, piece, pushed is not None) for piece in pieces) or _listed(doc, i):
            continue
        if not _linked_inside(doc, block) and not credits_maker(doc, block.end) and _never_told(doc, block, WORD.findall(plain.lower())):
            found.append(Span(block.start, block.start + len(text[block.start : block.end].rstrip())))
    return found


def _in_lower_list(doc: Document, index: int) -> bool:
    """Whether two lines beside it begin in lower case too and are no queries: entries of a list whose marks were lost."""
    near = [doc.blocks[j] for j in (index - 2, index - 1, index + 1, index + 2) if 0 <= j < len(doc.blocks)]
    lines = [doc.text[b.start : min(b.end, b.start + 200)] for b in near]
    plain = [line[:1].islower() and not strength_in(doc, line) for line in lines]
    return any(a and b for a, b in pairwise(plain))


def _rare(doc: Document, inside: range) -> bool:
    """A first look that costs little: most longer words of the line stand only here."""
    postings = doc.postings
    if not 2 <= len(inside) <= 24:
        return False
    longer = [len(postings[w]) > 1 for w in doc.words.lower[inside.start : inside.stop] if len(w) > 4]
    return sum(longer) * 2 <= len(longer)


def _is_foreign_title(doc: Document, line: str, pushed: bool) -> bool:
    """The frame of a headline, a query, or a service with a town or a firm."""
    low = line.lower()
    words = WORD.findall(low)
    titled, typed = _is_title_like(line), line[:1].islower()
    if (titled or typed or pushed) and _FRAME.search(low):
        return True
    sold = _sold(words)
    places = towns("en")
    if words and words[0] in ("a", "an", "by", "two", "drawn", "map", "chart", "line", "bar", "portrait", "drawing"):
        return False
    if sold and (pushed or any(w in places for w in words) or (titled and _BRANDED.search(line))):
        return True
    plain = doc.language == "en" and len(" ".join(words)) == len(low)  # nothing but words
    if plain and titled and 2 < len(words) < 6 and _ends_in_town(words, places) and words[0] not in read("forenames"):
        return words[0] not in ("the", "public", "royal")  # a thing that no list knows, and a town
    if plain and sold and 2 < len(words) < 7 and words[-2] != "and" and _PAIRED.match(line):
        return True
    grade = strength_in(doc, line)
    return grade >= _TITLED or (typed and grade > 0 and len(words) < 9 and "," not in line)


def _ends_in_town(words: list[str], places: Mapping[str, str]) -> bool:
    return any(" ".join(words[-n:]) in places and len(words) > n for n in (1, 2))


def _is_title_like(line: str) -> bool:
    words = [w for w in WORD.findall(line) if len(w) > 3 and w.isalpha()]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words) and not line.isupper()


@lru_cache(maxsize=1)
def _services() -> frozenset[str]:
    """English services, each also with an s."""
    names = [name for name, kind in read("commercial_words", "en").items() if kind == "service"]
    return frozenset([*names, *(f"{name}s" for name in names)])


def _sold(words: list[str]) -> bool:
    return not (_services().isdisjoint(words) and _services().isdisjoint(map(" ".join, pairwise(words))))


def _listed(doc: Document, index: int) -> bool:
    """Whether the lines on both sides are short as well: a menu, a table of contents, a feed."""
    sides = [doc.blocks[j] for j in (index - 2, index - 1, index + 1, index + 2) if 0 <= j < len(doc.blocks)]
    return sum(b.end - b.start < _PROSE_CHARS and _FRAME.search(doc.text[b.start : b.end].lower()) is not None for b in sides) > 1


def _linked_inside(doc: Document, block: Block) -> bool:
    """Whether the line is a link within the site: a teaser."""
    own = own_sites(doc)
    for k in doc.links:
        if k.start <= block.start + 2 and k.end >= block.end - 2 and k.visible:
            host = target(k.href).site
            return not host or host in own
    return False


def _never_told(doc: Document, block: Block, words: list[str]) -> bool:
    """Whether hardly a content word of a line, by its first letters, stands anywhere else on the page."""
    function, asked = read("function_words", "en"), read("query_words", "en")
    skip = _HEADLINE_WORDS | _SMALL
    stems = {w[:5] for w in words if len(w) > 3 and w.isalpha() and w not in function and w not in asked and w not in skip}
    if not stems:
        return False
    outside = doc.derive(beginnings)
    here = Counter(w[:5] for w in doc.words.lower[slice(*_range(doc, block))])
    return sum(outside[s] > here[s] for s in stems) <= _KNOWN * len(stems)


def _range(doc: Document, block: Block) -> tuple[int, int]:
    found = doc.words.between(block.start, block.end)
    return found.start, found.stop


def _headlines(doc: Document, prose: list[int]) -> list[Span]:
    """Title-case lines of five words or more, with the mark of a headline, which have hardly a word in common with the whole text."""
    text, found = doc.text, []
    for i in range(max(1, prose[0]), min(len(doc.blocks), prose[-1] + 2)):
        block = doc.blocks[i]
        if not 25 <= block.end - block.start <= 110 or block.region != "main" or block.kind not in ("paragraph", "heading"):
            continue
        line = text[block.start : block.end].strip()
        if line.isupper() or not _prose_sides(i, prose) or not _may_be_headline(line) or not _HEADLINE.search(line) or _CREDIT.search(line):
            continue
        words = [w for w in WORD.findall(line) if len(w) > 3 and w.replace("'", "").replace("\u2019", "").isalpha()]
        if line[0].isdigit() and _numbered_beside(doc, i):
            continue
        lower = doc.lower_text
        if len(words) < 4 or sum(w[0].isupper() for w in words) < 0.8 * len(words):
            continue
        stems = [w.lower()[:5] for w in words if w.lower() not in _HEADLINE_WORDS]
        known = sum(lower.count(stem) > line.lower().count(stem) for stem in stems)
        linked = any(k.start <= block.start + 2 and k.end >= block.end - 2 for k in doc.links if k.visible)
        if len(stems) >= (3 if known else 2) and known <= _KNOWN * len(stems) and not linked:
            found.append(Span(block.start, block.end))
    return found


def _may_be_headline(line: str) -> bool:
    """What `_HEADLINE` needs, at a tenth of its cost."""
    if line[-1:] == "?" or line[:1].isdigit() or "(20" in line or line.startswith(_OPENERS):
        return True
    return "ead " in line or "ire aussi" in line or "ee tambi" in line


def _numbered_beside(doc: Document, index: int) -> bool:
    """Whether a line beside begins with a number, too: a list in a row, up or down."""
    return any(doc.text[b.start].isdigit() for b in (*doc.blocks[max(0, index - 1) : index], *doc.blocks[index + 1 : index + 2]))


def _grade(doc: Document, block: Block, sections: set[str], index: int, prose: list[int]) -> int:
    """0 an ordinary line, 1 a foreign title, 2 a foreign search query."""
    sides = _prose_sides(index, prose)
    if not sides:
        return 0
    line = doc.text[block.start : block.end].strip()
    words = WORD.findall(line)
    if not 3 <= len(words) <= 10 or _CLOSED.search(line):
        return 0
    query = bool(sections & _QUERY) and "idiom" not in sections and _is_query(words, sections)
    typed = line[0].islower()  # as typed into a search box
    placed = _ends_in_place(words, doc.language)
    if typed and not query and sides == 2 and not _TELLING.intersection(words) and _place_last(words, doc.language):
        return 2 * _foreign(doc, index, words)  # a thing and a town
    titled = _every_word_capital(words) and _is_title(doc, block, words)
    if not (query or placed or titled) or not _foreign(doc, index, words):
        return 0
    if query and typed and (sides == 2 or sections & _SURE):
        return 2
    if sides < 2 or any(k.start <= block.start + 2 and k.end >= block.end - 2 for k in doc.links if k.visible):
        return 0  # a linked line is a teaser of a listing
    if placed or ("near" in sections and query) or (query and sections & {"buy", "cheap"} and _is_title(doc, block, words)):
        return 2
    return 1 if titled or (query and _is_title(doc, block, words)) else 0


def _is_query(words: list[str], sections: set[str]) -> bool:
    """Nobody tells anybody anything in a query: no pronoun, no linking word but those inside a query word."""
    lower = [w.lower() for w in words]
    if "buy" in sections and not ("sale" in sections or "near" in sections or lower[:2] == ["where", "to"] or lower[0] in _BUY_FIRST):
        return False
    rest = lower[3:] if lower[:2] == ["where", "to"] else lower
    return not _TELLING.intersection(rest)


def _prose_sides(index: int, prose: list[int]) -> int:
    """On how many sides prose is near (three blocks): between paragraphs 2, at either end of them 1, in a list 0."""
    at = bisect_left(prose, index)
    return (at > 0 and index - prose[at - 1] <= 3) + (at < len(prose) and prose[at] - index <= 3)


def _every_word_capital(words: list[str]) -> bool:
    """A script's title case: small words, too, begin with a capital."""
    small = [w for w in words[1:] if len(w) <= 4 and w.lower() in _SMALL]
    return len(words) >= 4 and bool(small) and all(w[0].isupper() or w[0].isdigit() for w in words)


def _is_title(doc: Document, block: Block, words: list[str]) -> bool:
    capitals = sum(w[0].isupper() for w in words)
    return capitals * 10 >= 7 * len(words) and not doc.text[block.start : block.end].isupper()


def _place_last(words: list[str], language: str | None) -> bool:
    places = read("places", language)
    return any(" ".join(words[-n:]).lower() in places and words[-n][0].isupper() for n in (1, 2))


def _ends_in_place(words: list[str], language: str | None) -> bool:
    """A service directly before a place name at the end of the line."""
    lower = [w.lower() for w in words]
    places, trade = read("places", language), read("commercial_words", language)
    for size in (2, 1):
        head = lower[:-size]
        if len(head) >= 2 and " ".join(lower[-size:]) in places:
            head = head[:-1] if head[-1] in ("in", "en", "à") else head
            return any(trade.get(" ".join(head[-n:])) == "service" for n in (1, 2) if len(head) >= n)
    return False


def _foreign(doc: Document, index: int, words: list[str]) -> bool:
    """No content word of the line (by its first letters) in the paragraphs around it."""
    skip = read("query_words", doc.language)
    stems = [w.lower()[:5] for w in words if len(w) >= 5 and w.lower() not in skip and w.lower() not in _SMALL]
    stems = stems or [w.lower() for w in words if len(w) == 4 and w.lower() not in skip]
    if not stems:
        return False
    near = [doc.blocks[i] for i in range(max(0, index - 2), min(len(doc.blocks), index + 3)) if i != index]
    around = " ".join(doc.text[b.start : min(b.end, b.start + 1500)].lower() for b in near if b.end - b.start >= _PROSE_CHARS)
    return not any(stem in around for stem in stems)
