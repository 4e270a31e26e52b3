"""One walk for every HTML engine: it hears start, text and end, and knows what they mean for a reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from spamcheck.document import Link, Meta
from spamcheck.limits import Limits
from spamcheck.parse.builder import Builder
from spamcheck.parse.css import Color, colors, hiding_reason, same_color, shown_again, style_rules
from spamcheck.parse.plain import ENDING, addresses
from spamcheck.patterns import lazy

Attributes = Mapping[str, str | None]
RAW = frozenset({"script", "style", "title"})  # their text is handed over whole, by `raw`
_SKIPPED = frozenset(
    {"svg", "math", "iframe", "object", "embed", "canvas", "video", "audio", "map", "datalist", "template"}
)  # nobody is shown a template, and Lexbor keeps its content outside the tree
_BLOCKS = {
    "p": "paragraph", "div": "paragraph", "section": "paragraph", "article": "paragraph", "main": "paragraph",
    "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "blockquote": "quote", "q": "", "pre": "code",
    "code": "", "figcaption": "caption", "caption": "caption", "h1": "heading", "h2": "heading", "h3": "heading",
    "h4": "heading", "h5": "heading", "h6": "heading", "header": "paragraph", "footer": "paragraph", "nav": "paragraph",
    "aside": "paragraph", "ul": "paragraph", "ol": "paragraph", "dl": "paragraph", "table": "paragraph", "tr": "paragraph",
    "form": "paragraph", "fieldset": "paragraph", "figure": "paragraph", "address": "paragraph", "option": "item",
    "select": "paragraph", "button": "paragraph", "hr": "paragraph", "details": "paragraph", "summary": "paragraph",
    "body": "paragraph", "textarea": "paragraph", "label": "", "center": "paragraph", "dialog": "paragraph",
    "noscript": "paragraph",
}  # fmt: skip
_VOID = frozenset({"meta", "link", "img", "input", "html", "br"})
_NO_REGION = frozenset({"body", "html", "a", "span"})
_KEEP_KIND = frozenset({"item", "cell", "quote", "caption", "code"})  # a paragraph inside keeps the outer kind
_PLAIN = frozenset({"p", "div", "section"})
_REGION_TAGS = {"nav": "nav", "aside": "aside", "footer": "footer"}
_REGION_NAMES = lazy(
    r"(?<![^\s_-])(?=[bcdfmnprsw])(?:(?P<comments>comments?(?:-?list|-?area)?|disqus\w*)|(?P<nav>nav\w*|menu\w*|breadcrumbs?|pagination)"
    r"|(?P<footer>footer|copyright|colophon)|(?P<aside>sidebar\w*|widget\w*|related\w*|share\w*|social\w*|promo|blogroll))(?![^\s_-])",
    re.IGNORECASE,
)
_HONEST_NAMES = lazy(
    r"(?:^|[\s_-])(?:sr-only\w*|visually-?hidden|screen-?reader\w*|a11y|offscreen|skip\w*|collaps\w*|dropdown\w*|drop-down|(?:sub|mega)?-?menu\w*|nav\w*"
    r"|modal\w*|dialog\w*|popup\w*|pop-up|popover|tab-?(?:pane|panel|content)\w*|accordion\w*|faq\w*|cookie\w*|consent\w*|gdpr\w*|tooltip\w*|toggle\w*"
    r"|carousel\w*|slide\w*|swiper\w*|lightbox\w*|drawer\w*|off-?canvas\w*|search\w*|notice|alert|error|success|loading|loader|spinner|print\w*"
    r"|mobile\w*|desktop\w*|expand\w*|more|answer|overlay|newsletter\w*|login\w*|form\w*|comment\w*|share\w*|lang\w*|transcript)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SPEAKING = frozenset({*_REGION_TAGS, "marquee", "noscript"})  # tags that may change the context without attributes of _TELLING
_SHOWN = frozenset({"title", "aria-label", "summary"})  # attributes that a browser shows or reads out on demand
_LABELS = _SHOWN | {"value"}
_CHANGING = frozenset({"bgcolor", "color", "hidden"})
_TELLING = frozenset({"class", "id", "style", "role"}) | _LABELS | _CHANGING  # all other attributes leave the context as it is
_SHORT_LABEL = 15  # characters: buttons and names
_MAX_LABELS = 300
_HONEST_ROLES = frozenset({"dialog", "alertdialog", "menu", "menubar", "tooltip", "tabpanel", "alert", "status", "listbox", "navigation"})
_REVERSIBLE = frozenset({"zero font", "visibility:hidden"})  # an element inside may be shown again
_HONEST_TAGS = frozenset(
    {"dialog", "select", "option", "label", "input", "button", "nav", "details", "form", "fieldset", "legend", "caption"}
)
_JSONLD_TEXTS = (("description", "keywords", "articleBody", "text"), ("about", "headline", "name"))  # what says much first
_META = {
    "description": "description", "og:description": "description", "keywords": "keywords", "news_keywords": "keywords", "author": "author",
    "article:author": "author", "article:published_time": "published", "date": "published", "dc.date": "published",
    "article:modified_time": "modified", "last-modified": "modified", "robots": "robots", "og:site_name": "site_name",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _region_by_name(names: str) -> str:
    m = _REGION_NAMES.search(names)
    return (m.lastgroup or "") if m else ""


@lru_cache(maxsize=4096)
def _honest_name(names: str) -> bool:
    return _HONEST_NAMES.search(names) is not None


# What an element may change for all that it holds: kind, region and level of the block, why hidden, whether honestly, ink, paper.
State = tuple[str, str, int, str, bool, Color | None, Color | None]
# What to do when an element closes: whether it is a block, a link, and the state to go back to, where the element changed it.
Frame = tuple[bool, bool, State | None]  # plain tuples: there is one for most elements of a page
SKIP: Frame = (False, False, None)
_BLOCK: Frame = (True, False, None)
_LINK: Frame = (False, True, None)
_Known = tuple[str, str, str]
_SILENT: _Known = ("", "", "")


class Walk:
    """Listens to one page. `hidden` is the reason while inside a hidden element, else ""."""

    def __init__(self, limits: Limits) -> None:
        self.builder = Builder(limits)
        self.meta: dict[str, str] = {}
        self.title = ""
        self.jsonld: list[object] = []
        self.labels: list[str] = []
        self._rules: dict[str, str] = {}
        self._ruled: frozenset[str] = frozenset()  # tags, classes and ids that some rule names
        # What was found out about elements with the same attributes, of which a page has many.
        self._known: dict[tuple[str, str | None, str | None, str | None, str | None], _Known] = {}
        self.hidden = ""
        self._honest = False
        self._ink: Color | None = None
        self._paper: Color | None = None
        self._hidden_link: tuple[str, str] | None = None

    def raw(self, tag: str, attributes: Attributes, text: Callable[[], str]) -> None:
        """An element whose text is no page text; it is asked for where it says something, which most scripts do not."""
        if tag == "title":
            self.title = self.title or " ".join(text().split())[:500]
        elif tag == "style":
            self._rules.update(style_rules(text()))
            self._ruled = frozenset([selector.lstrip(".#") for selector in self._rules])
            self._known.clear()
        elif (attributes.get("type") or "").strip().lower() == "application/ld+json":
            try:
                self.jsonld.append(json.loads(text()[:200_000]))
            except (ValueError, RecursionError):
                self.meta["jsonld_broken"] = "yes"

    def start(self, tag: str, attributes: Attributes) -> Frame | None:
        """An element opens. Returns what to call `end` with: None needs no call, after SKIP its children are left out."""
        rules, kind = self._rules, _BLOCKS.get(tag)
        if kind:
            before = self._start_block(tag, kind)
        elif tag in _SKIPPED:
            if attributes:
                self._label(tag, attributes)
            return SKIP
        else:
            before = None
            if tag in _VOID and (attributes or rules or tag == "br"):
                self._void(tag, attributes)
            if not attributes and tag not in rules and tag != "a":
                return None  # most inline elements
        if not _TELLING.isdisjoint(attributes) or tag in _SPEAKING or tag in rules:
            before = self._context(tag, attributes, before)
        if tag == "a":
            self._start_link(attributes)
            return _LINK if before is None else (False, True, before)
        if before is None:
            return _BLOCK if kind else None
        return bool(kind), False, before

    def _start_block(self, tag: str, kind: str) -> State | None:
        """A new block begins; returns the state to go back to, where it is another kind of block."""
        builder = self.builder
        if builder.length:
            builder.end_block()
        else:
            builder.gap = False
        if kind == builder.kind != "heading" or (kind == "paragraph" and tag in _PLAIN and builder.kind in _KEEP_KIND):
            return None
        before = self._state()
        builder.kind, builder.level = kind, int(tag[1]) if kind == "heading" else 0
        return before

    def end(self, frame: Frame) -> None:
        """The element that was opened last closes."""
        builder = self.builder
        block, link, before = frame
        if block:
            builder.hidden_break = True
            if builder.length:
                builder.end_block()
            else:
                builder.gap = False
        elif link:
            builder.hidden_break = True
            builder.end_link()
            self._hidden_link = None
        if before is not None:
            builder.kind, builder.region, builder.level, self.hidden, self._honest, self._ink, self._paper = before

    def _state(self) -> State:
        builder = self.builder
        return builder.kind, builder.region, builder.level, self.hidden, self._honest, self._ink, self._paper

    def text(self, data: str) -> None:
        """Text of the page."""
        if data.isspace():  # two of three text nodes of a page stand between two tags
            self.builder.gap = self.builder.gap or not self.hidden
        elif self.hidden:
            self.builder.hide(data, self.hidden, self._honest)
            if self._hidden_link is not None and self.builder.links:
                last = self.builder.links[-1]
                self.builder.links[-1] = last._replace(anchor=f"{last.anchor} {' '.join(data.split())}".strip()[:500])
        elif "." in data and self.builder.link is None and ("://" in data or ENDING.search(data)):
            self._text_with_addresses(data)
        else:
            self.builder.text(data)

    def _text_with_addresses(self, data: str) -> None:
        """Bare URLs in running text are links, as they are in a plain text."""
        builder, at = self.builder, 0
        for start, end in addresses(data):
            shown = data[start:end]
            builder.text(data[at:start])
            builder.start_link(shown if shown[:4].lower() == "http" else f"http://{shown}", "")
            builder.text(shown)
            builder.end_link()
            at = end
        builder.text(data[at:])

    def _context(self, tag: str, attributes: Attributes, before: State | None) -> State | None:
        """What an element's attributes mean for all that it holds; returns the state to go back to, where anything changed."""
        if not _LABELS.isdisjoint(attributes) and (tag == "input" or not _SHOWN.isdisjoint(attributes)):
            self._label(tag, attributes)
        changing = not _CHANGING.isdisjoint(attributes)
        if changing and tag == "font" and "color" in attributes:
            attributes = {**attributes, "style": f"color:{attributes['color']};{attributes.get('style') or ''}"}
        get = attributes.get
        key = (tag, get("class"), get("id"), get("style"), get("role"))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._look_up(*key)
        if known is _SILENT and not changing and tag not in _SPEAKING:
            return before
        before = before or self._state()
        if "bgcolor" in attributes:  # an old paper: text of that colour has to say its own colour to count as hidden
            self._paper = None if "background" in attributes else colors(f"background:{attributes['bgcolor']}")[1]
        region, style, reason = known
        if region and not (self.builder.region == "comments" and region != "footer"):
            self.builder.region = region
        if self.hidden:
            if style and self.hidden in _REVERSIBLE and shown_again(self.hidden, style):
                self.hidden, self._honest = "", False
        elif style or "hidden" in attributes or tag == "marquee":
            self._hide(tag, attributes, style, reason)
        if tag == "noscript" and not self.hidden:
            self.hidden, self._honest = "noscript", False
        return before

    def _look_up(self, tag: str, classes: str | None, name: str | None, inline: str | None, role: str | None) -> _Known:
        """What an element's own attributes and the rules so far say: its region, its declarations, why these hide it."""
        names = f"{classes or ''} {name or ''}"
        region = _REGION_TAGS.get(tag, "")
        if not region and tag not in _NO_REGION:
            region = (_region_by_name(names) if names != " " else "") or ("nav" if role == "navigation" else "")
        style = self._style(tag, names, inline or "") if self._rules else inline or ""
        return (region, style, hiding_reason(style) if style else "") if region or style else _SILENT

    def _hide(self, tag: str, attributes: Attributes, style: str, reason: str) -> None:
        """Enter a hidden part where the element's attribute, style or colours hide it."""
        if "hidden" in attributes and tag != "input":
            reason = "hidden attribute"
        if tag == "marquee" and not reason and {attributes.get("width"), attributes.get("height")} & {"0", "1"}:
            reason = "tiny box"
        if style and not reason and ("color" in style or "background" in style):
            ink, paper = colors(style)
            self._ink, self._paper = ink or self._ink, paper or (None if "background" in style and paper is None else self._paper)
            if same_color(self._ink, self._paper):
                reason = "same colour"
        if reason:
            self.builder.end_link()
            self.hidden = reason
            self._honest = reason != "same colour" and self._is_honest(tag, attributes)

    def _label(self, tag: str, attributes: Attributes) -> None:
        """Attributes that a browser shows or reads out on demand."""
        get = attributes.get
        if tag == "iframe" and not get("style"):  # named after the film that it shows
            return
        for text in (get("title"), get("aria-label"), get("summary"), get("value") if get("type") == "hidden" else None):
            if text and len(text) >= _SHORT_LABEL and len(self.labels) < _MAX_LABELS:
                self.labels.append(" ".join(text[:500].split()))

    def _is_honest(self, tag: str, attributes: Attributes) -> bool:
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return bool(
            tag in _HONEST_TAGS
            or (attributes.get("role") or "") in _HONEST_ROLES
            or self.builder.region in ("nav", "comments")
            or "aria-labelledby" in attributes
            or "aria-expanded" in attributes
            or _honest_name(names)
        )

    def _style(self, tag: str, names: str, inline: str) -> str:
        """The declarations of the page's rules for an element, then its own."""
        rules, split = self._rules, names.split()
        if self._ruled.isdisjoint((tag, *split)):  # as for most elements
            return inline
        found = [rules[key] for key in (tag, *map(".".__add__, split), *map("#".__add__, split)) if key in rules]
        return ";".join([*found, inline]) if found else inline

    def _void(self, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self.builder.end_block()
        elif tag == "img":
            if not self.hidden:
                self.builder.image(attributes.get("alt") or "", attributes.get("src") or "")
        elif tag == "html":
            self.meta.setdefault("language", attributes.get("lang") or "")
        elif tag == "link" and (attributes.get("rel") or "").lower() == "canonical":
            self.meta.setdefault("canonical", attributes.get("href") or "")
        elif tag == "meta":
            content = attributes.get("content") or ""
            if (attributes.get("http-equiv") or "").lower() == "refresh":
                self.meta.setdefault("refresh", content)
            name = _META.get((attributes.get("name") or attributes.get("property") or "").lower())
            if name and content and not self.meta.get(name):
                self.meta[name] = " ".join(content.split())[:5000]
            elif content and (attributes.get("property") or "").lower() in ("og:title", "twitter:title"):
                self._label(tag, {"title": content})

    def _start_link(self, attributes: Attributes) -> None:
        href = (attributes.get("href") or "").strip()
        if not href:
            return
        rel = (attributes.get("rel") or "").lower()
        if self.hidden:
            self._hidden_link = (href, rel)
            at = self.builder.size
            self.builder.add_link(Link(href, "", at, at, rel, self.builder.region, self._honest and False, False))
        else:
            self.builder.start_link(href, rel)

    def finish(self) -> Meta:
        """Close the page and return what its head said."""
        self.builder.end_link()
        self.builder.end_block()
        nodes = list(_jsonld_nodes(self.jsonld))
        fields = {k: v for k, v in self.meta.items() if k in Meta.__slots__}
        return Meta(
            **fields,
            jsonld_types=tuple(dict.fromkeys(t for n in nodes for t in _strings(n.get("@type")))),
            jsonld_authors=tuple(dict.fromkeys(name for n in nodes for name in _author_names(n.get("author")))),
            jsonld_text=tuple(
                s[:2000]
                for keys in _JSONLD_TEXTS
                for n in nodes
                for k in keys
                if k != "name" or n.get("@type") != "Person"
                for s in _strings(n.get(k))
            ),
        )


def _jsonld_nodes(roots: list[object]) -> Iterator[Mapping[str, object]]:
    waiting, seen = list(roots), 0
    while waiting and seen < 2000:
        seen += 1
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [v for v in node.values() if isinstance(v, dict | list)]
        elif isinstance(node, list):
            waiting += node[:500]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _author_names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [n.strip() for n in names if isinstance(n, str) and n.strip()]
