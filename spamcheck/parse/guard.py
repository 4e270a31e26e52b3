"""Decoding and bounding of raw input before any parser sees it."""

from __future__ import annotations

import codecs
import re

from spamcheck.errors import InputError
from spamcheck.limits import Limits
from spamcheck.patterns import lazy

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# WHATWG Encoding Standard: labels that browsers know and what they decode them as. Others fall back to windows-1252.
_LABELS = {
    "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "l1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "x-cp1252": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15",
    "iso-8859-2": "iso-8859-2", "windows-1250": "cp1250", "windows-1251": "cp1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "iso-8859-5": "iso-8859-5", "iso-8859-7": "iso-8859-7", "windows-1253": "cp1253", "iso-8859-9": "cp1254", "windows-1254": "cp1254",
    "windows-1255": "cp1255", "iso-8859-8": "iso-8859-8", "windows-1256": "cp1256", "iso-8859-6": "iso-8859-6", "windows-1257": "cp1257",
    "windows-1258": "cp1258", "windows-874": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5", "euc-jp": "euc_jp", "shift_jis": "shift_jis", "shift-jis": "shift_jis", "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_SCAN = 4096  # browsers look for a meta charset in the first 1,024 bytes; many pages put it later
_SIGNATURES = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"OggS",
    b"RIFF",
    b"ID3",
    b"7z\xbc\xaf",
)
_TAG = lazy(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})([^>]{0,2000})[^>]*>?")
_KEPT_TAGS = frozenset({"a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "title", "br", "script", "style"})
_HREF = lazy(r"href\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s>]{1,2000}))", re.IGNORECASE)
_CLOSERS = lazy(r"</(?:div|span|table|ul|ol|section|b|i|font|strong|em|blockquote|center)\b", re.IGNORECASE)
_OPENERS = lazy(r"<(?:div|span|table|ul|ol|section|b|i|font|strong|em|blockquote|center)\b", re.IGNORECASE)
_QUOTED = lazy(r"\"[^\"]*\"|'[^']*'")
_BODY = lazy(r"<[bB][oO][dD][yY]\b")  # ignoring case by a flag, the search would try at every character
_NOSCRIPT = lazy(r"<[nN][oO][sS][cC][rR][iI][pP][tT]")
_MAX_OPTIONS = 20_000
_MAX_RUN = 65_536


def decode(data: bytes, limits: Limits, charset: str | None = None) -> tuple[str, list[str]]:
    """Bytes to str as a browser decodes them: byte-order mark, then the transport's charset, then meta, then guess.

    Returns the text and the limits that were hit. Raises InputError for input that is no text.
    """
    hit = []
    if len(data) > limits.input_bytes:
        data, hit = data[: limits.input_bytes], ["input_bytes"]
    if data.startswith(_SIGNATURES):
        raise InputError("this is a binary file (an image, archive, PDF or program), not text; extract its text first")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), hit
    wide = _wide(data[:_SCAN])
    if wide:
        return data.decode(wide, "replace"), hit
    if data[:8192].count(0) > len(data[:8192]) * 0.01:
        raise InputError("this is a binary file, not text; extract its text first")
    m = _META_CHARSET.search(data[:_SCAN])
    for label in (charset, m.group(1).decode("ascii") if m else None):
        name = _LABELS.get((label or "").strip().lower(), "")
        if name == "utf-8":
            break  # the first label that is known decides; bytes that are no UTF-8 are caught below
        if name:
            return data.decode(name, "replace"), hit
    try:
        return data.decode("utf-8"), hit
    except UnicodeDecodeError as error:
        if hit and error.start > len(data) - 4:  # the cut fell inside a character
            return data[: error.start].decode("utf-8"), hit
        return _fallback(data, error), hit


def _fallback(data: bytes, error: UnicodeDecodeError) -> str:
    text = data.decode("utf-8", "replace")
    broken, multibyte = text.count("\ufffd"), sum(c > "\x7f" for c in text[:200_000])
    if broken <= 0.2 * multibyte:  # UTF-8 with a few damaged bytes
        return text
    decoded = data.decode("cp1252", "replace")
    controls = sum(ord(c) < 32 and c not in "\n\r\t\f" for c in decoded[:8192])
    if controls > 0.02 * min(len(decoded), 8192):
        raise InputError("this is neither UTF-8 nor any other text; is it a binary file?") from error
    return decoded


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte-order mark: every second byte of Latin text is zero."""
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head[1::2]) and even < 0.05 * len(head[::2]):
        return "utf-16-le"
    if even > 0.4 * len(head[::2]) and odd < 0.05 * len(head[1::2]):
        return "utf-16-be"
    return None


def bounded(markup: str, limits: Limits) -> tuple[str, list[str]]:
    """Markup that no parser is slow on. Floods of nesting, options or attributes are flattened, text and links kept.

    Lexbor takes 17 s for 100,000 nested elements and more than 20 s for 200,000 options or a million attributes
    (measured); the rule looks at the characters alone and costs about 0.3 ms per 100 KB.
    """
    if not _is_flood(markup, limits):
        return _without_head_noscript(markup), []
    return flatten(markup), ["markup"]


def _without_head_noscript(markup: str) -> str:
    """Without `noscript` before the body: a parser without scripting moves its paragraphs into the visible page."""
    body = _BODY.search(markup)
    if body is None or _NOSCRIPT.search(markup, 0, body.start()) is None:
        return markup
    head = markup[: body.start()]
    low = head.lower()
    if len(low) != len(head):
        return markup
    kept, at = [], 0
    while (start := low.find("<noscript", at)) >= 0 and (end := low.find("</noscript", start)) >= 0:
        kept.append(head[at:start])
        at = low.find(">", end) + 1 or len(head)
    return "".join([*kept, markup[at:]])


def _is_flood(markup: str, limits: Limits) -> bool:
    tags = markup.count("<")
    if tags < limits.depth and len(markup) < _MAX_RUN:
        return False
    if tags > _MAX_OPTIONS and (markup.count("<option") > _MAX_OPTIONS or markup.count("<OPTION") > _MAX_OPTIONS):
        return True
    if _has_long_run(markup):
        longest = max(markup.split(">"), key=len)
        if len(longest) > _MAX_RUN:
            tag = longest[longest.rfind("<") :]
            # Data in one quoted attribute may be long; only attributes by the thousand make a parser slow.
            if len(tag) > _MAX_RUN and re.match(r"<[a-zA-Z]", tag) and len(_QUOTED.sub("", tag).split()) > 2000:
                return True
    # The first half of most pages closes enough elements to show that all of it closes what it opens.
    if tags < limits.depth or any(tags - 2 * markup.count("</", 0, end) < limits.depth for end in (len(markup) // 2, len(markup))):
        return False
    return sum(1 for _ in _OPENERS.finditer(markup)) - sum(1 for _ in _CLOSERS.finditer(markup)) > limits.depth


def _has_long_run(markup: str) -> bool:
    """Whether more than the longest run of characters stands without the end of a tag; steps from end to end, a run at a time."""
    at = 0
    while len(markup) - at > _MAX_RUN:
        end = markup.rfind(">", at, at + _MAX_RUN + 1)
        if end < 0:
            return True
        at = end + 1
    return False


def flatten(markup: str) -> str:
    """Drop every tag but headings, paragraphs, list items and links; linear in the length."""

    def keep(m: re.Match[str]) -> str:
        slash, name, rest = m.group(1), m.group(2).lower(), m.group(3)
        if name not in _KEPT_TAGS:
            return "\n"
        if name == "a" and not slash:
            href = _HREF.search(rest)
            return '<a href="' + (next(filter(None, href.groups())) if href else "").replace('"', "%22") + '">'
        return f"<{slash}{name}>"

    return _TAG.sub(keep, markup)
