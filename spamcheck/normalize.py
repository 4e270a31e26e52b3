"""The matching view of a text: what a reader sees, in lower case, with a map back to the original.

Folded: compatibility forms (full width, mathematical, circled letters), zero-width and other default-ignorable
characters, soft hyphens, tag characters, stray combining marks, typographic quotes and spaces, and look-alike
letters inside words that mix scripts. Accents stay: they carry meaning in Spanish, French and German.
Source: Unicode 15 (NFKC, Default_Ignorable_Code_Point), UTS 39 for the look-alikes (own selection of Cyrillic and
Greek letters that are drawn like Latin ones).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

from spamcheck.document import Folded, Span, not_ascii
from spamcheck.patterns import lazy

_LOOKALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝьвнкмтАВЕКМНОРСТУХІЈЅαορνικτυχγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwbvnkmtABEKMHOPCTYXIJSaopvikтuxynABEZHIKMNOPTYX".replace("т", "t"),
        strict=True,
    )
)
_FEW = 60  # characters up to which one replacement each is the fastest
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-"}
_MIXED = lazy(r"[^\W\d_]*(?:[A-Za-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z])[^\W\d_]*")
_MEETING = lazy(r"[A-Za-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z]")
# Latin script written wholly in look-alikes cannot be told from real Cyrillic; only mixed words are folded.
_INVISIBLE = lazy(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
_LETTER = lazy(r"[^\W\d_]")
# Scripts and emoji in which joiners are ordinary orthography.
_JOINING = lazy("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\U0001f000-\U0001faff\u2600-\u27bf]")
_MARKS = lazy("[^\\W\\d_][\u0300-\u036f]+")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _QUOTES:
        return _QUOTES[char]
    if char.isspace() or unicodedata.category(char) == "Zs":
        return " " if char not in "\n\r\t" else char
    if _INVISIBLE.match(char):
        return ""
    if "\u0300" <= char <= "\u036f":
        return char  # handled together with its base
    folded = unicodedata.normalize("NFKC", char)
    # What expands (an ellipsis, a fraction, a trade mark) stays, but for the ligatures that typesetting makes of letters.
    expands = len(folded) != 1 and not "\ufb00" <= char <= "\ufb06"
    return (char if expands or not folded.strip() else folded).lower()


def fold(text: str) -> Folded:
    """Fold a text for matching.

    text: any str. Returns the folded text and the map back; plain ASCII costs one `lower()`.
    """
    if text.isascii():
        return Folded(text.lower())
    others = not_ascii(text)
    special = {c for c in others if _fold_char(c) != c.lower() or len(c.lower()) != 1}
    marks = any("\u0300" <= c <= "\u036f" for c in others)
    changes = _lookalike_changes(text) if any("\u0370" <= c <= "\u052f" for c in others) else []
    # Typographic quotes, dashes and spaces only: every character stays one. A capital sigma depends on its neighbours.
    if len(special) <= _FEW and not (changes or marks or "\u03a3" in others) and all(len(_fold_char(c)) == 1 for c in special):
        for c in special:
            text = text.replace(c, _fold_char(c))
        return Folded(text.lower())
    lookalikes = tuple(dict.fromkeys(span for _, _, span in changes))
    edits: dict[int, tuple[int, str]] = {at: (at + 1, to) for at, to, _ in changes}
    if marks:
        for m in _MARKS.finditer(text):
            composed = unicodedata.normalize("NFC", m.group())
            # Marks that do not compose into a letter of some language are decoration: strip them.
            edits[m.start()] = (m.end(), (composed if len(composed) == 1 else m.group()[0]).lower())
    if special:
        pattern = re.compile("[" + re.escape("".join(sorted(special))) + "]")
        for m in pattern.finditer(text):
            edits.setdefault(m.start(), (m.end(), _fold_char(m.group())))
    invisible = tuple(_invisible_in_words(text)) if special else ()
    return _apply(text, edits, invisible, lookalikes)


def _lookalike_changes(text: str) -> list[tuple[int, str, Span]]:
    found: list[tuple[int, str, Span]] = []
    end = 0
    # Words are looked at from where two scripts meet; a search for whole words would try at every letter of a text.
    for meeting in _MEETING.finditer(text):
        if meeting.start() < end:
            continue
        start = meeting.start()
        while start > end and _LETTER.match(text, start - 1):
            start -= 1
        m = _MIXED.match(text, start)
        if m is None:
            continue
        end = m.end()
        span = Span(*m.span())
        changed = [(i, _LOOKALIKE[text[i]].lower(), span) for i in range(*m.span()) if text[i] in _LOOKALIKE]
        latin = sum(c.isascii() for c in m.group())
        # A unit or symbol glued to a word (µg, β-blocker is hyphenated) has one Greek letter at an end.
        if changed and latin >= 2 and all(text[i] in _LOOKALIKE or text[i].isascii() for i in range(*m.span())):
            found += changed
    return found


def _invisible_in_words(text: str) -> list[Span]:
    found = []
    for m in _INVISIBLE.finditer(text):
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        inside = _LETTER.match(before or " ") and _LETTER.match(after or " ")
        if inside and not _JOINING.match(before) and not _JOINING.match(after):
            found.append(Span(*m.span()))
    return found


def _apply(text: str, edits: dict[int, tuple[int, str]], invisible: tuple[Span, ...], lookalikes: tuple[Span, ...]) -> Folded:
    parts: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    last = size = 0
    for start in sorted(edits):
        end, to = edits[start]
        if start < last:
            continue
        parts += (text[last:start].lower(), to)
        size += start - last + len(to)
        last = end
        shift = last - size
        if shift != (shifts[-1] if shifts else 0):
            cuts.append(size)
            shifts.append(shift)
    parts.append(text[last:].lower())
    return Folded("".join(parts), tuple(cuts), tuple(shifts), invisible, lookalikes)


def visible(text: str) -> str:
    """Characters that show nothing, or that would steer a terminal, as their code points."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in text)


def one_line(text: str, most: int = sys.maxsize) -> str:
    """Words of a page as a message or a terminal may show them: one line of at most so many characters, whole words."""
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= most else shown[: whole_words(shown, most - 1)].rstrip() + "…"


def whole_words(text: str, most: int) -> int:
    """Where to cut a text of more than so many characters: behind a word, or anywhere if the last one is an address or the like."""
    if len(text) <= most:
        return len(text)
    at = text.rfind(" ", most // 2, most + 1)
    return at if at > 0 else most
