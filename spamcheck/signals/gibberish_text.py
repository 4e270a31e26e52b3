"""Runs of random letters: a tail of made-up tokens, a list of links with mashed names, a title of noise.

Why: link injectors name their links and stuff page ends with random tokens; no language puts its letters together so.
How: bits per letter pair under a pooled table of seven languages, over windows of five lower-case tokens in a row.
Misses: single tokens, tokens made of syllables, capitals. Gene names, abbreviations, URLs, other languages stay out:
they carry capitals, digits, dots or vowels; so do articles scrambled for a paywall.
Source: pair frequencies counted on the honest part of the training corpus, rounded bits, 2026-11. Random five-token
windows: 1st percentile 4.6 bits, median 5.6; worst honest window 4.5.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from spamcheck.document import Document, Evidence, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_ROWS = (  # rounded down -log2 P(next | letter); the last row and column are the word's edge
    "554486574863439583335688773",  # a
    "358829892792783893463989695",  # b
    "395939923945982994734999695",  # c
    "278618782996783895584789792",  # d
    "564456575874427582346676862",  # e
    "299723792884892993644999794",  # f
    "399819553994744993574999792",  # g
    "289819993995652894635969593",  # h
    "463435499674423574337497954",  # i
    "299415595939943899672799954",  # j
    "367718873654853695435979692",  # k
    "276627662973673799544699493",  # l
    "247818992998483399674999793",  # m
    "374336364867854898325689872",  # n
    "754556585864424592344567782",  # o
    "297927953993892492544999794",  # p
    "999999997998999899890999995",  # q
    "266526673966553795445679672",  # r
    "494838953976674488424989791",  # s
    "387929952896883893444979672",  # t
    "454535584963425592338676785",  # u
    "299919992998992995896899896",  # v
    "277718942986943895486979794",  # w
    "494938962998895279927993692",  # x
    "565548795995554495356879980",  # y
    "298929772996793999963959742",  # z
    "343444454654455374345459869",  # _
)
_WORDLIKE = 3.6  # bits below which a token at the edge of a run is taken for a word
_LETTERS = "abcdefghijklmnopqrstuvwxyz{"
_BITS = {a + b: int(_ROWS[i][j]) for i, a in enumerate(_LETTERS) for j, b in enumerate(_LETTERS)}
_VOWELS = frozenset("aeiouy")
_WINDOW = 5
_FEWEST = 4  # different tokens in a window
_MIN_BITS = 4.7  # between the worst honest window (4.5) and the 1st percentile of random ones (4.6 with vowels free)
_MAX_VOWELS = 0.36  # random letters have 0.23, English 0.40, Polish or pinyin without accents 0.38 and more
_MIN_LETTERS = 4.0  # mean token length: lists of three-letter abbreviations fall out
_EVERYDAY = (  # they end a run; so do the parts of an address
    "the of and to a in is for that on with as are it by be this or from at an not have which you your we our can was has will"
    " their its they all but if more do what how when who about so de la el en y que los del las un una por con para se no le les"
    " et des est du dans pour sur au der die das und von zu den mit im ist ein eine auf sich nicht www http https com org gov html php"
)
_COMMON = frozenset(_EVERYDAY.split())
# One byte a character: lower-case consonants become c, all else stays out of the way; a C-speed first look.
_SHAPE = bytes(99 if chr(i) in "bcdfghjklmnpqrstvwxz" else 46 for i in range(256))
_CLUSTER = re.compile(rb"cccc")
_CAPITALISED = lazy(r"(?<=[a-z,] )[A-Z][a-z]{4,24}\b")
_FULL_STOP = lazy(r"[a-z][.?!][\"'\u201c\u201d\u2019\u00bb]? [\"'\u201e\u201c\u201a\u00ab]?[A-Z]")
_SCRAMBLED = 8  # capitalised improbable words of a paragraph: it keeps the shape of prose
_SOUP_LINES = 3
# Letters and digits mixed as in no unit, dose or model name that stands alone: two letters, digits, perhaps more letters.
_MIXED = lazy(r"(?:[a-z]{2,8}\d{1,4}[a-z-]*|[a-z]\d[a-z]{2,8}[a-z-]*|\d{1,4}[a-z]{3,8}\d[a-z]*)$")
_SEPARATORS = frozenset(" \t\n\r|,;•·\xa0")


def _bits(word: str) -> float:
    edged = "{" + word + "{"
    return sum(_BITS[edged[i : i + 2]] for i in range(len(word) + 1)) / (len(word) + 1)


def _token(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 15


def _improbable(words: list[str]) -> bool:
    words = list({w[:3]: w for w in words}.values())  # noise does not repeat itself; the name of a program does
    if len(words) < _FEWEST:
        return False
    letters = "".join(words)
    if len(letters) < _MIN_LETTERS * len(words):
        return False
    if sum(c in _VOWELS for c in letters) > _MAX_VOWELS * len(letters):
        return False
    return sum(map(_bits, words)) >= _MIN_BITS * len(words)


def _runs(doc: Document) -> list[tuple[int, int]]:
    """Word index ranges of uninterrupted lower-case tokens around clusters of four consonants (one honest word in 300)."""
    starts = doc.words.start
    found: list[tuple[int, int]] = []
    done = 0
    for m in _CLUSTER.finditer(doc.text.encode("latin-1", "replace").translate(_SHAPE)):
        i = bisect_right(starts, m.start()) - 1
        if i < done:
            continue
        first, stop = i, i + 1
        while first > done and _joined(doc, first - 1):
            first -= 1
        while stop < len(starts) and _joined(doc, stop - 1):
            stop += 1
        done = stop
        if stop - first >= _WINDOW:
            found.append((first, stop))
    return found


def _joined(doc: Document, i: int) -> bool:
    """Whether words i and i + 1 are both plain lower-case tokens with nothing but a separator between them."""
    text, words = doc.text, doc.words
    a, b = text[words.start[i] : words.end[i]], text[words.start[i + 1] : words.end[i + 1]]
    if not (_token(a) and _token(b)) or a in _COMMON or b in _COMMON:
        return False
    return _SEPARATORS.issuperset(text[words.end[i] : words.start[i + 1]])


def _mashed(words: list[str]) -> list[tuple[int, int]]:
    """Joined windows of improbable tokens, as index ranges."""
    found: list[tuple[int, int]] = []
    for i in range(len(words) - _WINDOW + 1):
        if _improbable(words[i : i + _WINDOW]):
            if found and found[-1][1] >= i:
                found[-1] = (found[-1][0], i + _WINDOW)
            else:
                found.append((i, i + _WINDOW))
    return found


def _trimmed(words: list[str], a: int, b: int) -> tuple[int, int]:
    while b - a > 2 and _bits(words[a]) < _WORDLIKE:
        a += 1
    while b - a > 2 and _bits(words[b - 1]) < _WORDLIKE:
        b -= 1
    return a, b


def _scrambled(doc: Document, at: int) -> bool:
    """A paragraph locked by a paywall: its letters are exchanged, its sentences, capitals and marks are not."""
    if not doc.blocks:
        return False
    block = doc.block_at(at)
    text = doc.text[block.start : min(block.end, block.start + 5000)]
    if len(_FULL_STOP.findall(text)) < 2:
        return False
    words = _CAPITALISED.findall(text)
    odd = sum(_bits(w.lower()) >= _WORDLIKE for w in words)
    return odd >= _SCRAMBLED and 2 * odd >= len(words)


def _spans(doc: Document) -> list[tuple[Span, int]]:
    words, found = doc.words, []
    for first, stop in _runs(doc):
        if doc.blocks and doc.block_at(words.start[first]).kind == "code":
            continue
        mashed = _mashed(words.lower[first:stop])
        if mashed and _scrambled(doc, words.start[first]):
            continue
        for a, b in mashed:
            a, b = _trimmed(words.lower[first:stop], a, b)
            start, last = words.start[first + a], first + b - 1
            while words.end[last] - start > 300:
                last -= 1
            found.append((Span(start, words.end[last]), b - a))
    return found


def _soup(doc: Document) -> list[Span]:
    """Three or more lines in a row of bare lower-case tokens without any grammar, some of them mixed of letters and digits or inflected to no end."""
    text, function = doc.text, read("function_words", doc.language)
    found: list[Span] = []
    row: list[tuple[Span, bool]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        start, end = at, at + len(line)
        at = end + 1
        if not line:
            if at < len(text):
                continue
        elif 20 <= len(line) <= 160 and line.islower():
            tokens = line.split()
            plain = 4 <= len(tokens) <= 16 and not any(
                t in function or not t[-1].isalnum() or "/" in t or "_" in t or "=" in t for t in tokens
            )
            if plain and doc.block_at(start).kind != "code":
                row.append((Span(start, end), _odd_line(tokens)))
                continue
        if len(row) >= _SOUP_LINES and sum(odd for _, odd in row) >= _SOUP_LINES - 1:
            found += [s for s, _ in row]
        row = []
    return found


def _odd_line(tokens: list[str]) -> bool:
    mixed = sum(_MIXED.match(t) is not None for t in tokens)
    stems = Counter(t[:5] for t in set(tokens) if len(t) > 5)
    return mixed > 0 or max(stems.values(), default=0) >= 3


@signal(
    title="Random letters instead of words",
    family="integrity",
    policy="hacked_content",
    languages=("any",),
    values={
        "run_count": Value("runs of five or more random tokens, title included, at most 5", spam=+1, low_quality=+1),
        "soup_count": Value("lines of bare tokens without grammar, from 3 in a row, at most 8", spam=+1, low_quality=+1),
        "token_count": Value("random tokens in them, at most 30", spam=+1, low_quality=+1),
    },
    flags="Cheap boots for sale near the river. qvzkt wrplx ndgbhj tzzmwq kfjxr bvcwqd",
    passes="Genes such as tnfrsf and cdkn can be silenced by short strands of rna in the lab.",
)
def gibberish_text(doc: Document) -> Reading:
    """Point at runs of random tokens."""
    spans = _spans(doc)
    title = [w for w in doc.title.split() if _token(w)] if len(doc.title) < 500 else []
    noise = _mashed(title)
    if noise and doc.title in doc.text:
        noise = []
    soup = _soup(doc)
    if not spans and not noise and not soup:
        return SILENT
    evidence = [Evidence(None, "the title is made of random letters", "title", doc.title[:300])] if noise else []
    evidence += [Evidence(span, "random letters, words of no language") for span, _ in spans[:20]]
    evidence += [
        Evidence(span, "a line of tokens without grammar")
        for span in soup[:20]
        if all(not (s.start < span.end and span.start < s.end) for s, _ in spans)
    ]
    tokens = sum(n for _, n in spans) + sum(b - a for a, b in noise)
    counts = {"run_count": min(5, len(spans) + len(noise)), "token_count": min(30, tokens), "soup_count": min(8, len(soup))}
    return Reading(counts, tuple(evidence[:20]))
