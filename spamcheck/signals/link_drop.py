"""Keyword links dropped into a text that has nothing to do with them.

Why: a comment, post or filler text that is only there for its links shows it by their shape: the sentence breaks off at a
lower-case phrase, link lines close a text that never speaks of them, one keyword leads to addresses that say something
else, several anchors lead to domains named after them, and the writer's name leads there too. Titles of related articles,
reference lists and names of products and sites have none of these.
Misses: planted links in whole sentences about their topic; single brand names as link text.
Source: shapes of comment spam in the shared development corpus, described, not copied; 4,000 honest pages for what
does not count; 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from spamcheck.anchors import GENERAL, Anchor, anchors, is_prose, line, squeeze, stem
from spamcheck.context import excused, link_excused
from spamcheck.document import Document, Evidence, Span
from spamcheck.literals import may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SIGNATURE = lazy(r"[^\W_]{4,16}(?: [^\W\d_]{3,14})?$")
# Sales words in the name of a host.
_SALES = lazy(
    r"cheap|sale|outlet|discount|shop|store|buy|online|replica|wholesale|deal|offer|coupon|price|4u$|pascher|soldes|barat|guenstig"
)
_FORUM = lazy(r"\[url=[^\]\s]{4,300}\](?:[^\[\n]{1,120}\[/url\])?", re.IGNORECASE)
_ARTICLES = frozenset(
    "der die das dem den des ein eine einer einem einen eines diese dieser diesem diesen zur zum im am vom el la los las un una del al le les une des du au aux ce cette".split()
)
_ABOVE = 12  # paragraphs of one comment
_COMMENT = 50  # characters of a comment under its writer's name
_PROSE = 100  # characters: a sentence or two above the link lines
_CAP = 8
_BELOW = frozenset(("nav", "aside", "footer"))


@signal(
    title="Keyword links dropped into a text",
    family="links",
    policy="user_generated_spam",
    languages=("any",),
    values={
        "broken_count": Value("keyword links at which the sentence breaks off, at most 8", spam=+1, low_quality=+1),
        "stray_count": Value("keyword links whose address speaks of something else, at most 8", spam=+1, low_quality=+1),
        "closing_count": Value("keyword link lines that close a text, at most 8", spam=+1, low_quality=+1),
        "named_host_count": Value("different keyword links to hosts named after them, two at least, at most 8", spam=+1, low_quality=+1),
        "markup_count": Value("links in forum markup that are left as text, at most 8", spam=+1, low_quality=+1),
        "signature_flag": Value("the writer's name leads where the keyword links lead", spam=+1),
    },
    flags="<p>The choir practised for the whole of <a href='http://quickfence.example/q'>cheap fence panels</a></p>"
    "<p>winter and nobody minded the cold hall.</p>",
    passes="<p>The choir practised for the whole of winter, says its <a href='http://oakchoir.example/q'>own page</a>.</p>"
    "<p>Nobody minded the cold hall.</p>",
)
def link_drop(doc: Document) -> Reading:
    every = anchors(doc)
    phrases = [a for a in every if a.content and not link_excused(doc, a.link)]
    forum = _forum_markup(doc)
    if not phrases and not forum:
        return SILENT
    groups = {
        "broken": (_broken(doc, phrases), "the sentence breaks off at this link"),
        "stray": (_stray(phrases, inline=doc.language == "en"), "the address speaks of something else"),
        "closing": (_closing(doc, every), "a keyword line that closes the text"),
        "named_host": (_named_hosts(phrases), "leads to a host named after the keyword"),
    }
    found = {a.link.start: (a.link, note) for group, note in reversed(groups.values()) for a in group}
    signed = _signature(doc, every, phrases)
    for a in signed:
        found.setdefault(a.link.start, (a.link, "a name and keyword links that lead to one place"))
    if not found and not forum:
        return SILENT
    values = {f"{name}_count": float(min(_CAP, len(group))) for name, (group, _) in groups.items()}
    values |= {"signature_flag": float(bool(signed)), "markup_count": float(min(_CAP, len(forum)))}
    evidence = [Evidence(Span(at, min(link.end, at + 300)), note) for at, (link, note) in sorted(found.items())]
    evidence += [Evidence(span, "forum markup of a link, left as text") for span in forum if span.start not in found]
    return Reading(values, tuple(sorted(evidence, key=lambda e: e.span or Span(0, 0))[:20]))


def _forum_markup(doc: Document) -> list[Span]:
    """Links in forum markup that the page shows as they are: they were sent to every kind of form."""
    if not may_hold(doc, "[url=") or "[url=" not in doc.folded.text or "bbcode" in doc.folded.text:
        return []
    found = (m for m in _FORUM.finditer(doc.text) if doc.block_at(m.start()).kind not in ("code", "quote"))
    return [Span(m.start(), min(m.end(), m.start() + 300)) for m in found if not excused(doc, m.start(), m.end())]


def _is_foreign(doc: Document, anchor: Anchor) -> bool:
    """Whether no content word of a link text stands anywhere outside of link texts."""
    text = doc.folded.text
    linked = "\n".join(k.anchor for k in doc.links if k.visible).lower()
    return not any(text.count(w[:5]) > linked.count(w[:5]) for w in anchor.content if w not in GENERAL)


def _broken(doc: Document, phrases: Sequence[Anchor]) -> list[Anchor]:
    """Links that stop a sentence: one that was typed like a query, or two of any kind."""
    begins = {k.start for k in doc.links}
    off = {
        a.link
        for a in phrases
        if a.breaks and not _before_link(doc, a, begins) and not _in_list(doc, a) and (a.strays or _is_foreign(doc, a))
    }
    found = [a for a in phrases if a.link in off or (a.spliced and a.typed and not _fits(doc, a))]
    first = doc.blocks[0].start if doc.blocks else -1
    if (
        any(a.typed for a in found if a.breaks)
        or len({a.link.anchor.lower() for a in found}) >= 2
        or any((a.breaks and a.glued) or a.link.start == first for a in found)
    ):
        return found
    return _headed(doc, phrases)


def _before_link(doc: Document, anchor: Anchor, begins: set[int]) -> bool:
    """Whether the next line begins with a link: a menu in small letters."""
    after = doc.text[anchor.link.end : anchor.link.end + 4]
    return anchor.link.end + len(after) - len(after.lstrip()) in begins


def _fits(doc: Document, anchor: Anchor) -> bool:
    """Whether a link stands behind an article as its noun does, in a language whose link texts begin in lower case for other reasons."""
    before = doc.text[max(0, anchor.link.start - 16) : anchor.link.start]
    return doc.language in ("de", "es", "fr") and before.endswith(" ") and before.split()[-1:] != [] and before.split()[-1] in _ARTICLES


def _in_list(doc: Document, anchor: Anchor) -> bool:
    """Whether the line is an entry of a list whose entries begin in lower case and close without a stop."""
    index = doc.block_index(anchor.link.start)
    both = doc.blocks[index : index + 2]
    return len(both) == 2 and all(b.kind == "item" and b.region != "comments" and doc.text[b.start].islower() for b in both)


def _headed(doc: Document, phrases: Sequence[Anchor]) -> list[Anchor]:
    """Typed links under a query in lower case that the text begins with, going on in lower case itself."""
    if len(doc.blocks) < 2:
        return []
    head = doc.text[doc.blocks[0].start : doc.blocks[0].end].partition("\n")[0].rstrip()
    following = doc.text[doc.blocks[0].start + len(head) :].lstrip()[: 4 * _PROSE].partition("\n")[0]
    if not (
        head[:1].islower() and following[:1].islower() and len(following) >= _PROSE and 2 <= len(head.split()) <= 8 and head[-1:].isalnum()
    ):
        return []
    return [a for a in phrases if a.typed and sum(w in head.split() for w in a.content) >= 1]


def _stray(phrases: Sequence[Anchor], *, inline: bool) -> list[Anchor]:
    """Typed keywords whose address says something else: in lines of their own, or variations of one query on several sites.

    inline: within sentences, too; where addresses are in another language than the text, all of them stray.
    """
    candidates = [a for a in phrases if a.typed and a.strays]
    alone = [a for a in candidates if a.alone]
    bags = [(a, {stem(w) for w in a.content if len(w) >= 4 and w not in GENERAL}) for a in candidates]
    uses = Counter(word for _, bag in bags for word in bag)
    pairs = (
        None
        for (a, x), (b, y) in combinations(bags[:40], 2)
        if a.place.registrable != b.place.registrable and (len(x & y) >= 2 or any(uses[w] >= 3 for w in x & y))
    )
    if inline and next(pairs, True) is None:
        return candidates
    return alone if len(alone) >= 2 else []


def _closing(doc: Document, every: Sequence[Anchor]) -> list[Anchor]:
    """Keyword link lines that hold nothing else, at the end of a text or of a comment; what the site prints below is no text."""
    run: list[Anchor] = []
    found: list[Anchor] = []
    last = at = max((b.end for b in doc.blocks if b.region not in _BELOW), default=0)
    for a in reversed(every):
        start, end = line(doc, a.link)
        if run and at - end > 3:
            found += _closes(doc, run, at)
            run = []
        at_end = bool(run) or end >= last or doc.block_at(a.link.start).region == "comments"
        if at_end and a.alone and (a.content or a.link.bare or not run):
            run.append(a)
            at = start
        elif run:
            found += _closes(doc, run, at)
            run = []
    return found + _closes(doc, run, at)


def _closes(doc: Document, run: Sequence[Anchor], at: int) -> list[Anchor]:
    """The keywords of a run of link lines under a paragraph: two at least, or one beside a bare address of its site."""
    lines = [a for a in run if a.content and not a.branded and (_named(doc, a) or _is_foreign(doc, a))]
    if not lines or len(run) < 2:
        return []
    before = doc.block_at(max(0, at - 2))
    prose = before.kind != "heading" and is_prose(doc.text, before.start, before.end, _PROSE)
    if not prose or doc.text[before.start : before.end].rstrip().endswith(":"):
        return []
    first = lines[0]
    beside = (a.place.registrable == first.place.registrable or any(_holds(a.host, w) for w in first.content) for a in run if a.link.bare)
    return lines if len(lines) >= 2 or any(beside) else []


def _named(doc: Document, anchor: Anchor) -> bool:
    """Whether half of a keyword is in its address; in lists outside of comments useful links are named so."""
    block = doc.block_at(anchor.link.start)
    return 2 * anchor.told >= len(anchor.content) and (block.kind != "item" or block.region == "comments")


def _named_hosts(phrases: Sequence[Anchor]) -> list[Anchor]:
    """Different link texts to hosts named after their words and a sale, or after two of their words as typed."""
    found = []
    for a in phrases:
        named = [w for w in a.content if _holds(a.host, w)]
        sold = _SALES.search(a.host)
        if not a.branded and named and (sold or (len(named) >= 2 and a.typed and len(a.host) > sum(map(len, named)) + 1)):
            found.append(a)
    return found if len({a.link.anchor.lower() for a in found}) >= 2 else []


def _holds(host: str, word: str) -> bool:
    """Whether a host's name holds a word that is no sales word itself."""
    letters = squeeze(word.rstrip("s"))
    return len(letters) >= 3 and letters in host and not _SALES.match(letters)


def _signature(doc: Document, every: Sequence[Anchor], phrases: Sequence[Anchor]) -> list[Anchor]:
    """A writer's name and the keyword links in the text beside it that lead to its site or to one named after them."""
    lines = {doc.block_index(a.link.start) for a in every if a.alone}
    for name in every:
        text = name.link.anchor.strip()
        if not name.alone or name.link.bare or not _SIGNATURE.match(text) or text.lower() in name.host or doc.text.count(text) > 1:
            continue
        index = doc.block_index(name.link.start)
        first, last = _above(doc, index, lines), name.link.start
        if first < 0:
            first, last = name.link.end, _below(doc, index)
        same = [
            a
            for a in phrases
            if first <= a.link.start < last
            and not a.branded
            and (a.place.site == name.place.site or any(len(w) > 3 and _holds(name.host, w) for w in a.content))
        ]
        if same:
            return [name, *same]
    return []


def _above(doc: Document, index: int, lines: set[int]) -> int:
    """Where the text over a name begins, link lines and a short line over them left out; -1 where no paragraph stands there."""
    above = index - 1
    while above in lines or (above > 0 and above + 1 in lines and doc.blocks[above].end - doc.blocks[above].start < _PROSE):
        above -= 1
    if above < 0 or doc.blocks[above].kind != "paragraph" or doc.blocks[above].end - doc.blocks[above].start < _PROSE:
        return -1
    return doc.blocks[max(0, above - _ABOVE)].start


def _below(doc: Document, index: int) -> int:
    """Where the comment under a name ends: a paragraph of a sentence or more that follows at once."""
    if index + 1 >= len(doc.blocks) or doc.blocks[index].region != "comments":
        return -1
    block = doc.blocks[index + 1]
    return block.end if block.end - block.start >= _COMMENT else -1
