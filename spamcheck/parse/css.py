"""What inline styles and simple style rules hide from a reader. No layout, no cascade: only what is certain."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spamcheck.patterns import lazy

_FAR = lazy(r"(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\s*(?:\d{4,}px|[5-9]\d{2}px|\d{3,}(?:em|rem|vw|%))")
# Nothing, less than a tenth of an em, or a pixel; 0.9em is ordinary text.
_ZERO_FONT = lazy(
    r"font-size\s*:\s*(?:(?:0+(?:\.0+)?|\.0+)(?:px|pt|r?em|%|vw)?|(?:0?\.\d+|1)p[xt]|0?\.0\d*r?em)\s*(?:!important\s*)?(?:;|$)"
)
_SHOWN_AGAIN = {"zero font": lazy(r"font-size\s*:\s*[^;]"), "visibility:hidden": lazy(r"visibility\s*:\s*visible")}
_TINY_BOX = lazy(r"(?:^|;)\s*(?:height|width|max-height)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?:;|$)")
_TRANSPARENT = lazy(r"(?:^|;)\s*opacity\s*:\s*0?\.?0[0-5]?\s*(?:!important\s*)?(?:;|$)")
_NO_INK = lazy(r"(?:^|;)\s*color\s*:\s*(?:transparent|rgba\((?:\s*\d{1,3}\s*,){3}\s*0(?:\.0+)?\s*\))\s*(?:!important\s*)?(?:;|$)")
_SHRUNK = lazy(r"transform\s*:\s*scale\(\s*0(?:\.0\d*)?\s*\)\s*(?:;|$)")
_BEHIND = lazy(r"z-index\s*:\s*-\d{2,6}")
_PAINTED = lazy("background-clip|text-fill|text-shadow|gradient|transition|animation|text-stroke")  # letters filled by a picture
_ANIMATED = lazy("transition|animation|translate")
_MOVING = lazy("transition|animation|transform|translate")
_CUT_AWAY = lazy(r"clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)")
_CLIPPED = lazy(r"clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[\s,]+[01]|inset\(\s*(?:50|100)%)")
_COLOR = lazy(r"(?:^|[;{])\s*(color|background(?:-color)?)\s*:\s*([^;}]{1,60})")
_HEX = lazy(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = lazy(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_NAMED = {
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "gray": (128, 128, 128),
    "silver": (192, 192, 192),
    "yellow": (255, 255, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
}
_TELLING = lazy("display|visib|color|backg|font-s|indent|opacity|clip|overf|absol|margin-left|scale")
_MAX_SELECTORS = 300
_SIMPLE = lazy(r"[.#]?[a-z_][\w-]{0,60}$", re.IGNORECASE)
_COMMENT = lazy(r"/\*[^*]{0,5000}\*/")
_CLOSE_COLORS = 36  # sum of the three channel differences below which text cannot be read on its background
_MAX_STYLE = 300_000  # a style element longer than this is a framework: only its start is read

Color = tuple[int, int, int]


def hiding_reason(style: str) -> str:
    """Why a style declaration hides its element, or "" (display, visibility, off-screen, zero font, ...)."""
    style = style.lower()
    if "display" in style and re.search(r"display\s*:\s*none", style):
        return "display:none"
    if "visibility" in style and re.search(r"visibility\s*:\s*(?:hidden|collapse)", style):
        return "visibility:hidden"
    if "-" in style and ("absolute" in style or "fixed" in style or "indent" in style or "margin-left" in style) and _FAR.search(style):
        return "off-screen"
    if "font-size" in style and _ZERO_FONT.search(style):
        return "zero font"
    # What fades in on scrolling begins at opacity 0; it is read as seen, so that the text signals judge it.
    if "opacity" in style and _TRANSPARENT.search(style) and not _MOVING.search(style):
        return "transparent"
    if "clip" in style and (_CUT_AWAY.search(style) or ("absolute" in style and _CLIPPED.search(style))):
        return "clipped"
    if "color" in style and _NO_INK.search(style) and not _PAINTED.search(style):
        return "transparent"
    if "scale" in style and _SHRUNK.search(style) and not _ANIMATED.search(style):
        return "scaled to nothing"
    if "z-index" in style and "absolute" in style and _BEHIND.search(style):
        return "behind the page"
    if "overflow" in style and "hidden" in style and _TINY_BOX.search(style):
        return "tiny box"
    return ""


def shown_again(reason: str, style: str) -> bool:
    """Whether a part of something hidden sets back what hid it: `font-size: 0` on a list and 14px on its items."""
    back = _SHOWN_AGAIN.get(reason)
    return back is not None and back.search(style.lower()) is not None and not hiding_reason(style)


def colors(style: str) -> tuple[Color | None, Color | None]:
    """(text colour, background colour) that a declaration sets; None where it sets none that is plain."""
    text = background = None
    for name, value in _COLOR.findall(style.lower()):
        color = _color(value)
        if name == "color":
            text = color or text
        else:
            background = color or background
    return text, background


def same_color(text: Color | None, background: Color | None) -> bool:
    """Whether text of one colour cannot be read on the other."""
    if text is None or background is None:
        return False
    return sum(abs(a - b) for a, b in zip(text, background, strict=True)) < _CLOSE_COLORS


def _color(value: str) -> Color | None:
    m = _HEX.search(value)
    if m:
        digits = m.group(1)
        if len(digits) == 3:
            digits = "".join(d * 2 for d in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    m = _RGB.search(value)
    if m:
        return int(m.group(1)), int(m.group(2)), int(m.group(3))
    return _NAMED.get(value.strip().split(" ")[0])


def style_rules(css: str) -> Mapping[str, str]:
    """Simple selectors (`.name`, `#name`, `tag`) of a style element whose declarations hide or colour text.

    Rules inside @media are read as if they always applied only when their selector is simple too: print and
    narrow-screen rules that hide navigation name classes which are known as honest.
    """
    rules: dict[str, str] = {}
    css = css[:_MAX_STYLE]
    if "@media" in css:
        css = _without_media(css)
    for rule in (_COMMENT.sub("", css) if "/*" in css else css).split("}"):
        selectors, _, body = rule.rpartition("{")
        if not selectors or len(selectors) > _MAX_SELECTORS:
            continue
        body = body.lower()
        plain = "color" in body or "background" in body or "font-size" in body or "visible" in body
        if not (plain or (_TELLING.search(body) and hiding_reason(body))):
            continue
        for selector in selectors.split(","):
            selector = selector.strip()
            if _SIMPLE.match(selector):
                rules[selector] = rules.get(selector, "") + ";" + body.strip()
    return rules


def _without_media(css: str) -> str:
    """Drop @media blocks: what a phone or a printer hides is not hidden from the reader."""
    kept, at = [], 0
    while (start := css.find("@media", at)) >= 0:
        kept.append(css[at:start])
        opening = css.find("{", start)
        if opening < 0:
            return "".join(kept)
        at, depth = opening + 1, 1
        while depth:
            closing = css.find("}", at) + 1
            if not closing:
                return "".join(kept)
            depth += css.count("{", at, closing) - 1
            at = closing
    return "".join([*kept, css[at:]])
