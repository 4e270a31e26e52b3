"""Another publisher's image caption or page title left in the text, or the page's own title with a number.

Why: picture tools of article generators paste the image title ("Headline | Publisher", "Page title 1") between paragraphs.
How: a line of its own between paragraphs, without end mark, a headline, a separator and a capitalised publisher that is
neither the page's host nor in its title; or a line that repeats the title with a number. Credits, bylines, dates, menus,
tables, links and figure captions stay out. Beside one paragraph only: a title before a bar and a kind of publisher, of which the page says hardly a word.
Also labels of picture orders ("Alt text: ..."), "Image: woman looking out of ..." and lines of sister titles without links.
Misses: captions without the publisher. An honest picture may carry such a line too: the count says how many.
Source: survey; on training 2 of 3,217 honest pages, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.domains import split_url
from spamcheck.literals import may_hold
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_SHORTEST, _LONGEST = 25, 170
_AROUND = 4  # blocks before and after a stray title, one of which is running text
_KNOWN = 0.34  # of the words of a stray title that may stand elsewhere on the page
_NEIGHBOUR = 100  # characters of the paragraph on either side: running text, not a menu
_NAME = r"[A-ZÀ-Ý][\w'\u2019.&-]{0,24}(?:\s{1,3}(?:[A-ZÀ-Ý&][\w'\u2019.&-]{0,24}|of|and|the|for|de|du|la|für|und|y)){0,5}"
_LINE = lazy(rf"(?P<left>[^|]{{15,130}}?)\s{{1,3}}(?P<mark>\||::|»|-|\u2013|\u2014)\s{{1,3}}(?P<name>{_NAME})$")
# With a dash the right-hand side must name a kind of publisher: dashes join ordinary phrases too.
_PUBLISHER = lazy(
    r"\b(?:news|health|clinic|medicine|hospital|university|magazine|today|journal|times|post|blog|wikipedia|youtube|institute|centre|center"
    r"|daily|guide|review|academy|foundation|association|tribune|herald|gazette|zeitung|klinik|universität"
    r"|revista|diario|hôpital)\b|\.\w{2,4}$",
    re.IGNORECASE,
)
_NOT_CAPTION = lazy(
    r"(?:by|photo|image|picture|credit|source|published|updated|posted|written|tags?|topics?|filed|share|related|von|par|por)\b",
    re.IGNORECASE,
)
_NUMBER = lazy(r"\s{1,3}\(?\d{1,2}\)?$")
_CREDIT = lazy(r"(?:image|photo|picture|bild|foto)s?[ -]?(?:source|credit|quelle|courtesy)s?\s{0,2}:?$", re.IGNORECASE)

# Labels of an order for pictures, and "image:" with a description in lower case instead of a name.
_LABEL = lazy(
    r"[\[(*]{0,2}(?:(?:image )?alt(?:ernative)?[ -](?:text|tag)|image alt|(?:suggested|featured|feature) image"
    r"|image (?:description|prompt|idea)|insert image)[^:\n]{0,12}:\**\s\S(?!.{0,80}(?:\bvia\b|unsplash|getty|pexels|credit|courtesy"
    r"|\bby\b))",
    re.IGNORECASE,
)
_DESCRIBED = lazy(
    r"[\[(*]{0,2}(?:Image|Photo|Picture|Stock photo|Img|IMAGE)\**:\**\s"
    r"(?:an? |the )?[a-z]{3,15}(?: [a-z]{2,15}){2}"
)
_CREDITED = lazy(r"\b(?:credits?|courtesy|via|by|copyright|source|unsplash|getty|pexels)\b|\u00a9", re.IGNORECASE)
_ABOUT = lazy(r"accessib|screen reader|alt(?:ernative)?[ -]text (?:is|should|for|describes)|wcag|blind|html|figure \d")
_SISTERS = lazy(
    r"(?:also read|read also|read more|see also|related(?: articles?| posts?)?|you may also like|recommended)\s?[:\u2013-]\s?"
    r"[^|\n]{12,90}(?: \|{1,2} [^|\n]{12,90}){1,6}$",
    re.IGNORECASE,
)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _own(doc: Document, name: str, line: str) -> bool:
    """Whether the publisher is the page's own site (title, site name or host), or the line begins with the title."""
    squeezed = _letters(name)
    title = _letters(doc.title)
    host = split_url(doc.url or doc.meta.canonical)[0]
    begins = bool(title) and _letters(line).startswith(title[:40])
    return begins or squeezed in title or squeezed in _letters(doc.meta.site_name) or squeezed in _letters(host)


def _running(doc: Document, i: int) -> bool:
    block = doc.blocks[i]
    return block.end - block.start >= _NEIGHBOUR and block.kind in ("paragraph", "item")


def _caption(doc: Document, i: int) -> Span | None:
    """The line as a span where it is a foreign caption."""
    block = doc.blocks[i]
    line = doc.text[block.start : block.end]
    m = _LINE.match(line)
    if not m or len(m["left"].split()) < 4 or any(c.isdigit() for c in m["name"]) or _NOT_CAPTION.match(line):
        return None
    if m["mark"] in "-\u2013\u2014" and not _PUBLISHER.search(m["name"]):
        return None
    if _own(doc, m["name"], line) or any(k.start < block.end and k.end > block.start for k in doc.links):
        return None
    return Span(block.start, block.end)


def _candidates(doc: Document) -> list[int]:
    """Short lines of their own between two running paragraphs."""
    plain = ("paragraph", "heading") if doc.kind != "html" else ("paragraph",)
    found = []
    for i in range(2, len(doc.blocks) - 1):  # the page's own title stands first
        start, end, kind, region, _ = doc.blocks[i]
        fits = _SHORTEST <= end - start <= _LONGEST and kind in ("paragraph", "heading") and region == "main"
        if fits and doc.text[end - 1] not in ".!?:;,…)":
            found.append(i)
    return [i for i in found if (doc.blocks[i].kind in plain and _running(doc, i - 1) and _running(doc, i + 1)) or _strays(doc, i)]


def _strays(doc: Document, i: int) -> bool:
    """Beside one running paragraph at least: a title before a bar and a kind of publisher, of which the page says hardly a word."""
    block = doc.blocks[i]
    title, bar, name = doc.text[block.start : block.end].partition(" | ")
    if (
        not bar
        or not _PUBLISHER.search(name)
        or not any(_running(doc, k) for k in range(max(0, i - _AROUND), min(i + _AROUND + 1, len(doc.blocks))))
    ):
        return False
    words = set(re.findall(r"[^\W\d_]{5,}", title.lower()))
    inside = doc.words.between(block.start, block.end)
    here = Counter(doc.words.lower[inside.start : inside.stop])
    known = sum(len(doc.postings.get(w, ())) > here[w] for w in words)
    return bool(words) and known <= _KNOWN * len(words)


def _numbered(doc: Document) -> list[Span]:
    """Lines that are the title with a number behind it."""
    heads = {doc.title.strip().lower()} | {_line(doc, b).lower() for b in doc.blocks[:2]}
    heads = {h for h in heads if len(h) >= 15 and not h[-1].isdigit()}
    if not heads:
        return []
    sizes = {len(h) + extra for h in heads for extra in (2, 3, 4, 5)}
    found = []
    for block in doc.blocks[1:]:
        if block.end - block.start in sizes and block.region == "main":
            m = _NUMBER.search(_line(doc, block))
            if m and _line(doc, block)[: m.start()].lower() in heads:
                found.append(Span(block.start, block.end))
    return found


def _ordered(doc: Document) -> list[Span]:
    """Lines of their own with a label of an order for pictures, or a described stock picture."""
    found = []
    for block in doc.blocks:
        if block.region == "main" and block.kind in ("paragraph", "item", "heading") and block.end - block.start <= 200:
            if doc.text.find(":", block.start, min(block.end, block.start + 40)) < 0:
                continue
            line = doc.text[block.start : block.end]
            if _LABEL.match(line) or (_DESCRIBED.match(line) and not _CREDITED.search(line)):
                found.append(Span(block.start, block.end))
    return [] if found and _ABOUT.search(doc.folded.text) else found


def _sisters(doc: Document) -> list[Span]:
    """Lines that name sister pages by their titles, without links."""
    found = []
    for block in doc.blocks if may_hold(doc, " | ") else ():
        if doc.text.find(" |", block.start, block.end) < 0:
            continue
        named = block.end - block.start <= 300 and _SISTERS.match(doc.text, block.start, block.end)
        alike = named and _of_one_kind(doc.text[block.start : block.end])
        if alike and not any(k.start < block.end and k.end > block.start for k in doc.links):
            found.append(Span(block.start, block.end))
    return found


_IN_PLACE = lazy(r"\b(?:in|near|for) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?= \||$)")


def _of_one_kind(line: str) -> bool:
    """Whether two titles share two content words or both name a place, as pages of one template do; a guide's do not."""
    if len(_IN_PLACE.findall(line)) >= 2:
        return True
    titles = [set(re.findall(r"\w{4,}", t.lower())) for t in line.split(":", 1)[-1].split(" | ")]
    return any(len(a & b) >= 2 for i, a in enumerate(titles) for b in titles[i + 1 :])


# Lines that only a newspaper's own page has: by-lines for a paper, wire credits, pictures "for" somebody, tickers, weather.
_PAPER = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
_FOREIGN_LINES = lazy(
    rf"(?:By {_PAPER} for (?:the )?{_PAPER}"
    rf"|(?:By )?{_PAPER}, (?:{_PAPER} )?(?:Staff|Senior|Contributing|News|Health) (?:Writer|Reporter|Editor|Correspondent)"
    rf"|[A-Z][A-Z .'-]{{2,30}}(?:, [A-Z][\w.]+)? ?[—–-] ?\({_PAPER}\)"
    rf"|{_PAPER} is a (?:contributor|columnist|contributing \w+|freelance \w+) (?:to|for|at) {_PAPER}\..{{0,60}}"
    rf"|The (?:views|opinions) (?:expressed )?.{{0,60}}\bnot (?:of|those of) .{{2,80}}"
    rf"|{_PAPER}, \d{{2}}, (?:outside|at|in) (?:his|her|their) .{{3,40}}\. (?:Picture|Photo|Image): {_PAPER}"
    rf"|(?:PHOTO|Photo|Image|IMAGE|Picture):? ?{_PAPER} ?[/|] ?{_PAPER}(?: .{{0,60}})?"
    rf"|.{{8,80}}\. (?:Picture|Photo|Image) by {_PAPER} for (?:the )?{_PAPER}"
    rf"|(?:Figure|Graphic|Illustration|Image|Chart) by [A-Z]\w+: .{{4,90}}"
    r"|(?:Getty|Shutterstock|Alamy|iStock)[\w-]{0,12} (?:caption|photo|image): .{4,80}"
    r"|(?:Have|Got) a (?:story|news tip)\? .{3,60}@\S{3,60}"
    r"|This (?:video|content) is not available in your (?:country|region).?"
    r"|Weather [A-Z]\w+(?: \w+)? -?\d{1,3} ?°.{0,20}"
    r"|Editor['’]s pick(?:, \w+)?: .{8,90}"
    r"|(?:[A-Z]\w{2,15} (?:Index )?[\d.,]{2,10} ?(?:[▲▼]|[+-]\d[\d.]*%) ?){1,4})$"
)
# Every one of them begins with, ends in or holds one of these.
_PAPER_OPENS = (
    "By ", "The views", "The opinions", "PHOTO", "Photo", "Image", "IMAGE", "Picture", "Getty", "Shutterstock", "Alamy", "iStock", "Have a ", "Got a ",
    "This ", "Weather ", "Editor",
)  # fmt: skip
_PAPER_ENDS = (")", "\u25b2", "\u25bc", "%")
_PAPER_HOLDS = (" Writer", " Reporter", " Editor", " Correspondent", " is a ", "Picture: ", "Photo: ", "Image: ", " by ")


def _of_site(doc: Document, name: str) -> bool:
    """Whether the last word of a line is in the page's host, site name or, where its head says one, title."""
    squeezed = _letters(name)
    known = (doc.meta.site_name, split_url(doc.url or doc.meta.canonical)[0], doc.title if doc.has_markup else "")
    return len(squeezed) > 2 and any(squeezed in _letters(text) for text in known)


def _may_be_paper(line: str) -> bool:
    return line.startswith(_PAPER_OPENS) or line.endswith(_PAPER_ENDS) or any(map(line.__contains__, _PAPER_HOLDS))


def _foreign_lines(doc: Document) -> list[Span]:
    """Lines of a newspaper's page inside a text; where there are several prose blocks around and the paper is not the page's own."""
    if not any(_running(doc, i) for i in range(len(doc.blocks))):
        return []
    found = []
    for i, block in enumerate(doc.blocks):
        if i and 8 <= block.end - block.start <= 170 and block.region == "main" and block.kind in ("paragraph", "heading", "item"):
            line = doc.text[block.start : block.end].strip()
            m = _FOREIGN_LINES.match(line) if _may_be_paper(line) else None
            if m and not _of_site(doc, line.split()[-1]) and i + 1 < len(doc.blocks):
                found.append(Span(block.start, block.end))
    return found


def _line(doc: Document, block: Block) -> str:
    return doc.text[block.start : min(block.end, block.start + 300)]


@signal(
    title="Foreign image caption left in the text",
    family="integrity",
    policy="scraping",
    languages=("any",),
    values={
        "caption_count": Value("captions and page titles with a publisher's name between paragraphs, at most 3", low_quality=+1),
        "numbered_title_count": Value("lines that repeat the title with a number, at most 3", spam=+1, low_quality=+1),
        "order_count": Value("lines that order or describe a picture, at most 3", spam=+1, low_quality=+1),
        "sister_title_count": Value("lines that list titles of other pages without a link, at most 3", spam=+1, low_quality=+1),
        "paper_line_count": Value(
            "by-lines, credits and tickers of a newspaper's page inside the text, at most 3", spam=+1, low_quality=+1
        ),
        "bare_credit_count": Value("image credits that name nobody, at most 3", low_quality=+1),
    },
    flags=(
        "Clean Gutters\n\nThe gutter carries the rain of the whole roof, so it must be kept free of leaves, moss and nests at all times."
        "\n\nHow to Clean Gutters Without a Ladder | Maple County Gazette\n\n"
        "Start at the end far from the pipe and work towards it, a metre at a time, with a small shovel and a bucket on a hook."
    ),
    passes="Home | About the Library\n\nThe library opens at nine.\n\nPhoto of the reading room | Town Archive",
)
def caption_residue(doc: Document) -> Reading:
    """Point at foreign captions, numbered titles and bare credits."""
    captions = [span for i in _candidates(doc) if (span := _caption(doc, i))]
    numbered = _numbered(doc)
    bare = [Span(b.start, b.end) for b in doc.blocks if 9 < b.end - b.start < 24 and _CREDIT.match(doc.text, b.start, b.end)]
    ordered, sisters = _ordered(doc), _sisters(doc)
    paper = [span for span in _foreign_lines(doc) if span not in captions]
    if not (captions or numbered or bare or ordered or sisters or paper):
        return SILENT
    found = [(s, "a page title or caption with a publisher's name, left between paragraphs") for s in captions]
    found += [(s, "the title again with a number: an image title") for s in numbered]
    found += [(s, "an image credit without a name") for s in bare]
    found += [(s, "an order for a picture, or its description, left as text") for s in ordered]
    found += [(s, "titles of other pages without links") for s in sisters]
    found += [(s, "a line of a newspaper's page") for s in paper]
    evidence = tuple(Evidence(span, note) for span, note in sorted(found)[:20])
    counts = {"caption_count": len(captions), "numbered_title_count": len(numbered), "bare_credit_count": len(bare)}
    counts |= {"order_count": len(ordered), "sister_title_count": len(sisters), "paper_line_count": len(paper)}
    return Reading({name: min(3, n) for name, n in counts.items()}, evidence)
