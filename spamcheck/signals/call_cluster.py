"""Differently worded loud calls that lead to one foreign address.

Why: a hijacked page sends all its visitors to one place and says so several times, each time in other words: in capitals,
between arrows, or in mathematical letters that no filter reads. A writer links an address once, by its name. Nothing
here depends on a language.
Misses: calls in plain letters; calls behind pictures; one button per page.
Source: structure of hijacked pages in the shared corpus, described, not copied; 4,000 honest pages for what does not count; 2026-11.
"""

from __future__ import annotations

from spamcheck.context import link_excused
from spamcheck.document import Document, Evidence, Link, Span
from spamcheck.domains import target
from spamcheck.links import SETTLED, own_sites
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_NEUTRAL = SETTLED | {"social"}
_OPENING = lazy(r"(?:[>»→➜➤❯☛]\s{0,2}){2,}$|[👉➡🔘🔥⏩]\s{0,2}$")
_CLOSING = lazy(r"\s{0,2}(?:(?:\s{0,2}[<«←❮]){2,}|[👈⬅🔘🔥⏪])")
_ARROWS = lazy(r"^(?:[>»→➜➤❯☛👉➡🔘🔥⏩]\s{0,2})+|(?:\s{0,2}[<«←❮👈⬅🔘🔥⏪])+$")
_STYLED = lazy("[\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")  # mathematical and boxed Latin letters
_ARROW = frozenset(">»→➜➤❯☛👉➡🔘🔥⏩<«←❮👈⬅⏪")
_MIN_LETTERS = 6
_MAX_LINKS = 400
_CAP = 8


@signal(
    title="Loud calls to one foreign address",
    family="links",
    policy="hacked_content",
    languages=("any",),
    values={
        "call_count": Value("different loud link texts that lead to one foreign address, from 2, at most 8", spam=+1),
        "framed_count": Value("link texts between arrows on both sides, to free or unknown places, at most 8", spam=+1),
        "styled_count": Value("link texts in mathematical or boxed letters, at most 8", spam=+1),
    },
    flags="<p>The club met in May. <a href='http://qz7.example/go'>JOIN HERE TODAY</a> and <a href='http://qz7.example/go'>CLAIM YOUR BONUS</a></p>",
    passes="<p>The club met in May. <a href='http://qz7.example/go'>its report</a> and <a href='http://oak.example/go'>THE OAK HALL</a></p>",
)
def call_cluster(doc: Document) -> Reading:
    groups: dict[str, dict[str, tuple[Link, str]]] = {}
    for link in doc.outbound[:_MAX_LINKS]:
        if not link.visible or link.bare or link.end <= link.start:
            continue
        kind = _kind(doc, link)
        if kind and target(link.href).kind not in _NEUTRAL and "sponsored" not in link.rel:
            groups.setdefault(link.href, {}).setdefault(" ".join(link.anchor.lower().split()), (link, kind))
    if not groups:
        return SILENT
    own = own_sites(doc)
    groups = {href: calls for href, calls in groups.items() if target(href).site not in own}
    many = max((list(calls.values()) for calls in groups.values() if len(calls) > 1), key=len, default=[])
    every = [call for calls in groups.values() for call in calls.values()]
    framed = [call for call in every if call[1] == "framed"]
    styled = [call for call in every if call[1] == "styled"]
    shown = {link.start: link for link, _ in [*many, *framed, *styled] if not link_excused(doc, link)}
    if not shown:
        return SILENT
    values = {"call_count": len(many), "framed_count": len(framed), "styled_count": len(styled)}
    evidence = (Evidence(Span(at, min(link.end, at + 300)), "a loud call to another site") for at, link in sorted(shown.items())[:20])
    return Reading({name: min(_CAP, number) for name, number in values.items()}, tuple(evidence))


def _kind(doc: Document, link: Link) -> str:
    """How a link text shouts: styled letters, arrows on both sides, or two words in capitals; "" for an ordinary one."""
    text = link.anchor
    if not text.isascii() and _STYLED.search(text):
        return "styled" if len(_STYLED.findall(text)) >= _MIN_LETTERS - 1 else ""
    before, after = doc.text[max(0, link.start - 6) : link.start], doc.text[link.end : link.end + 6]
    inside = [] if text[:1].isalnum() and text[-1:].isalnum() else _ARROWS.findall(text)
    opened = (before.rstrip()[-1:] in _ARROW and bool(_OPENING.search(before))) or bool(inside and not text[0].isalnum())
    closed = (after.lstrip()[:1] in _ARROW and bool(_CLOSING.match(after))) or bool(
        inside and not text.rstrip()[-1:].isalnum() and text.rstrip()[-1:] in "<«←❮👈⬅🔘🔥⏪"
    )
    if opened and closed:
        return "framed"
    letters, capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    loud = letters >= _MIN_LETTERS and len(text.split()) > 1 and 10 * capitals >= 9 * letters
    return "capitals" if loud or opened else ""
