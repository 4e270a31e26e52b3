"""Stock praise of a post together with a link: the usual form of comment spam.

Why: a comment that fits every page ("great post, thanks for sharing") and carries a link was posted for the link.
Misses: comments that quote the post first, praise in other languages, links that only the author's name carries in other themes.
Source: reading of comment sections, own list, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Block, Document, Evidence, Hit, Link, Span
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_WORD = lazy(r"[^\W\d_]{5,30}")
_GENERAL = frozenset(
    ("about", "article", "articles", "their", "there", "these", "things", "guide", "review", "reviews", "health", "online", "every")
)
_CAP = 5
_LONGEST = 900  # characters of a comment
_OWN_PAGE = frozenset(
    ("visit my", "my blog", "my site", "my website", "my page", "my homepage", "feel free to visit", "check out my",
    "take a look at my", "also visit",
     "here is my", "my web page", "my web-site")
)  # fmt: skip
_STOCK = 160  # with two stock phrases in so short a comment there is nothing else in it


@signal(
    title="Stock praise with a link",
    family="promotion",
    policy="user_generated_spam",
    values={
        "comment_count": Value("short blocks with stock praise and an outside link, at most 5", spam=+1, low_quality=+1),
        "strong_count": Value(
            "of these with two stock phrases or an invitation to the writer's own page, at most 5",
            spam=+1,
            low_quality=+1,
        ),
    },
    flags="Great post, very informative, thanks for sharing! Feel free to visit my website: https://cheap-gutters.example/",
    passes="Thanks for sharing this. My mother had the same rash, and the cream from the pharmacy did nothing for it.",
)
def link_praise(doc: Document) -> Reading | None:
    """Blocks (with the line before and after) that hold praise and a link to another site."""
    hits = doc.hits("comment_praise")
    if not hits or not doc.outbound:
        return SILENT
    links = [k for k in doc.outbound if k.visible]
    starts = [k.start for k in links]
    items: dict[int, list[Hit]] = {}
    for hit in hits:
        items.setdefault(doc.block_index(hit.start), []).append(hit)
    found: list[Evidence] = []
    count = strong = 0
    for index, group in items.items():
        block = doc.blocks[index]
        grade, link = _grade(doc, block, links, starts, {h.item for h in group})
        if link is None:
            continue
        count += 1
        strong += grade == 2
        praise = Span(group[0].start, min(block.end, group[0].start + 300))
        found.append(Evidence(praise, "stock praise that fits any page"))
        if not praise.start <= link.start < praise.end:
            found.append(Evidence(Span(link.start, min(link.end, link.start + 300)), "the link it was posted for"))
    if not found:
        return SILENT
    found.sort(key=lambda e: e.span or Span(0, 0))
    return Reading({"comment_count": min(_CAP, count), "strong_count": min(_CAP, strong)}, tuple(found[:20]))


def _grade(doc: Document, block: Block, links: list[Link], starts: list[int], items: set[str]) -> tuple[int, Link | None]:
    """(0 no spam, 1 praise and link, 2 unmistakable) and the link."""
    size = block.end - block.start
    if size > _LONGEST or block.region in ("nav", "footer", "references") or block.kind == "quote":
        return 0, None
    own_page = any(item in _OWN_PAGE for item in items)
    stock = len(items - _OWN_PAGE) >= 2 or (own_page and bool(items - _OWN_PAGE))
    # Outside a comment section only a block that is nothing but praise and link counts.
    if not stock and not (block.region == "comments" and items - _OWN_PAGE):
        return 0, None
    if block.region != "comments" and not own_page and size > _STOCK:
        return 0, None
    link = _outside(doc, block, links, starts)
    return (0, None) if link is None else (2 if stock else 1, link)


def _on_topic(doc: Document, path: str) -> bool:
    """Whether the page that a link leads to is named after a subject of this one's title."""
    heading = next((doc.text[b.start : b.end] for b in doc.blocks[:20] if b.kind == "heading"), "")
    told = {w for w in _WORD.findall(f"{doc.title} {heading}"[:300].lower()) if w not in _GENERAL}
    return not told.isdisjoint(_WORD.findall(path.lower()))


def _outside(doc: Document, block: Block, links: list[Link], starts: list[int]) -> Link | None:
    """A link to another site in the block."""
    own = {target(u).site for u in (doc.url or "", doc.meta.canonical)}
    for link in links[bisect_left(starts, block.start) :]:
        if link.start >= block.end:
            return None
        place = target(link.href)
        if place.site not in own and place.kind in ("other", "free", "commerce", "shortener", "address") and not _on_topic(doc, place.path):
            return link
    return None
