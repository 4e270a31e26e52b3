"""Random tokens or a salad of services and towns set between two sentences.

Why: a script that salts a text puts its strings where a sentence ends; they begin without a capital, have no grammar and are no
code of anything. What a sentence names ("batch 4x81", "the commit is 9f5i2z") is part of that sentence.
How: after the end of a sentence inside a paragraph, a run without small words that holds tokens of letters and digits in turn,
letters of no language, or three or more services, towns and prices.
Misses: made-up words of syllables alone; strings inside a sentence (gibberish_text reads long runs anywhere).
Source: own development pages of the project; no honest page of 4,086 of the development corpus but what the tests name, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from spamcheck.document import Block, Document, Evidence, Span
from spamcheck.letters import letter_bits
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.search_strings import towns
from spamcheck.signal import SILENT, Reading, Value, signal

_AFTER = lazy(r"[.!?…][”\"’)\]]?[ \n](?=\S)")
# The same where no sentence opens as sentences do.
_BEFORE_ODD = lazy(r"[.!?…][”\"’)\]]?[ \n](?=\S)(?:(?=Tags)|(?![A-Z\u00c0-\u00de][a-z\u00df-\u00ff]))")
_SHORTENED = lazy(r"\b(?:e\.?g|i\.?e|cf|vs|ca|bzw|z\.B|p\.ej|ex|no|nos|nr|cat|fig|ref|vol|approx)\.$", re.IGNORECASE)
_DRAWN = lazy(r"([a-z])\1\1")  # "arrrgh": a sigh
_TOKEN = lazy(r"\S+")
_MIXED = lazy(r"(?:#|ref:)?(?=[a-z\d-]*\d)(?=[a-z\d-]*[a-z]{2})[a-z\d]+(?:-[a-z\d]{3,12}){0,3}$")
_KNOWN = lazy(
    r"\d+(?:st|nd|rd|th|s|k|m|g|x|d|mg|mcg|ug|ml|dl|kg|lbs?|oz|cm|mm|km|px|am|pm|kb|mb|gb|tb|kcal|hz|min|mins|hrs?|bit|fps|mph|iu|am-\d+pm|pm-\d+pm)\b"
    r"|[a-z]{3,14}(?:19|20)\d\d$|[a-z]+-\d{1,4}$|[a-z]{2,}-[a-z\d]{1,3}$|[a-z]{1,12}\d{1,3}[a-z]?$|\d{1,4}-[a-z-]+$|\d+[a-z]$|\d{1,3}[a-z]{3,10}$|(?:sha|md|utf|base|mp|h)\d"
)
_TORN = lazy(r"\b(?:a the|the a|of for|for of|of to the of|to of)\b")  # small words that no grammar sets side by side
_TAIL = lazy(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4,12}$")
_PRICE = lazy(r"(?:[$£€₹₦₱]|[A-Z]{1,3}\$?)?\d[\d,.]*$")
_BITS = 5.2  # bits per letter pair: words of seven languages lie below
_MOST = 14  # tokens of a run
_READ = 220  # characters
_LOWER = lazy(r"[.!?] [a-z]")
_GRAMMAR = frozenset(("whose", "who", "whom", "had", "has", "was", "were"))
_CAP = 5


@signal(
    title="Tokens set between two sentences",
    family="integrity",
    policy="hacked_content",
    languages=("any",),
    values={
        "token_count": Value("runs with random tokens between sentences, at most 5", spam=+1, low_quality=+1),
        "salad_count": Value("runs of services, towns and prices without grammar between sentences, at most 5", spam=+1, low_quality=+1),
    },
    flags="The lamp in the coop burns until nine. roof repair 7h2qxk9 Leeds boots zx81kqv The hens sleep well after that.",
    passes="The lamp in the coop burns until nine. The commit is 7h2qxk9, and the lamp has part number zx81kqv. The hens sleep well after that.",
)
def inserted_tokens(doc: Document) -> Reading:
    tokens: list[Span] = []
    salads: list[Span] = []
    sold = [h.start for h in doc.hits("commercial_words", "service")]
    for block in doc.blocks:
        if block.kind not in ("paragraph", "item", "quote") or block.region not in ("main", "") or block.end - block.start < 40:
            continue
        for run in _runs(doc, block, sold):
            if (end := _random(doc, block, run)) > 0:
                tokens.append(Span(run[0][0], end))
            elif (end := _salad(doc, run)) > 0:
                salads.append(Span(run[0][0], end))
    if not tokens and not salads:
        return SILENT
    shown = [(s, "random tokens between two sentences") for s in tokens] + [
        (s, "words without grammar between two sentences") for s in salads
    ]
    evidence = tuple(Evidence(span, note) for span, note in sorted(shown)[:20])
    return Reading({"token_count": min(_CAP, len(tokens)), "salad_count": min(_CAP, len(salads))}, evidence)


def _runs(doc: Document, block: Block, sold: list[int]) -> Iterator[list[tuple[int, int]]]:
    """Tokens after each end of a sentence, up to the next end of one. sold: where services are named."""
    text, function = doc.text, read("function_words", doc.language or "en")
    first = bisect_left(sold, block.start)
    inside = sold[first : bisect_left(sold, block.end, first)]
    row = len(inside) > 1 and any(
        b - a < _READ for a, b in pairwise(inside)
    )  # services close together: any sentence may be a salad of them
    for m in (_AFTER if row else _BEFORE_ODD).finditer(text, block.start, block.end):
        run: list[tuple[int, int]] = []
        sentence = small = False
        shouted = True
        for t in _TOKEN.finditer(text, m.end(), min(block.end, m.end() + _READ)):
            word = t.group().rstrip(".,;:!?")
            if not word or len(run) >= _MOST or "://" in word or word[0] in "(\"“[‘'":
                break
            run.append((t.start(), t.start() + len(word)))
            if len(run) == 1:
                sentence = word[0].isupper() and word != "Tags"
            if sentence and len(run) < 6:
                # A capital, then a word of grammar among five, and not in capitals: neither test finds anything there.
                small = small or word.lower() in function or text[run[-1][1] : run[-1][1] + 1] in ",:|"
                shouted = shouted and (len(run) > 4 or word.isupper())
                if small and not shouted:
                    run = []
                    break
            if t.group()[-1] in ".!?;":
                break
        if run and not _SHORTENED.search(text, max(block.start, m.start() - 5), m.start() + 1):  # "(eg. tokens"
            yield run


def _random(doc: Document, block: Block, run: list[tuple[int, int]]) -> int:
    """Where the random tokens of a run end that begins without a capital, or with "Tags"; 0 where it has none."""
    text = doc.text
    words = [text[a:b] for a, b in run]
    caps = next((i for i, w in enumerate(words) if not (w.isupper() and w.isalpha())), len(words))
    if caps >= 4 and caps < len(words) and words[caps].isdigit() and len(words[caps]) >= 5:
        return run[caps][1]
    if words[0][0].isupper() and words[0] != "Tags":
        return 0
    long_numbers = [i for i, w in enumerate(words[:6]) if w.isdigit() and len(w) >= 5]
    if len(long_numbers) > 1 and long_numbers[0] == 0 and words[1].islower():
        return run[long_numbers[-1]][1]
    torn = _TORN.search(text, run[0][0], run[-1][1])
    if torn and torn.end() - run[0][0] < 60:
        return run[-1][1]
    # What a writer without capitals types is no insert.
    if len(_LOWER.findall(text, max(block.start, run[0][0] - 600), min(block.end, run[-1][1] + 600))) > 2:
        return 0
    odd = [i for i, w in enumerate(words) if _odd(w) or (words[0] == "Tags" and i > 1 and _TAIL.match(w))]
    mixed = [i for i in odd if not words[i].isalpha()]
    if not odd or not (mixed or len(odd) > 1 or _alone(doc, block, run)):
        return 0
    function = read("function_words", doc.language or "en")
    small = sum(w.lower() in function for w in words[: odd[-1]])
    if small * 2 > odd[-1] + 1 or (len(mixed) == 1 and small > 4):
        return 0
    return run[odd[-1]][1]


def _odd(token: str) -> bool:
    if _MIXED.match(token):
        bare = token.removeprefix("#").removeprefix("ref:")
        if "-" in bare and sum(any(c.isdigit() for c in part) for part in bare.split("-")) < 2:
            return False
        letters = "".join(c for c in bare if c.isalpha())
        digits = sum(c.isdigit() for c in bare)
        if len(bare) >= 5 and not _KNOWN.match(bare):
            return True
        return len(letters) >= 4 and digits >= 2 and letter_bits(letters) >= _BITS
    plain = token.isascii() and token.isalpha() and token.islower() and 5 <= len(token) <= 12
    return plain and letter_bits(token) >= _BITS + 0.6 and not _DRAWN.search(token)


def _alone(doc: Document, block: Block, run: list[tuple[int, int]]) -> bool:
    """One token and nothing else: a stop, a new sentence or the end of the paragraph follows."""
    end = run[0][1]
    rest = doc.text[end : min(block.end, end + 3)]
    return not rest.strip() or rest[0] in ".!" or len(run) == 1 or doc.text[run[1][0]].isupper()


def _salad(doc: Document, run: list[tuple[int, int]]) -> int:
    """Where a run ends that names services, towns and prices and little else; 0 where it does not."""
    language = doc.language or "en"
    function = read("function_words", language)
    size = next(
        (
            i
            for i, (a, b) in enumerate(run)
            if doc.text[a:b].lower() in function or doc.text[a:b] in _GRAMMAR or doc.text[b : b + 1] in ",:|"
        ),
        len(run),
    )
    if size < 5:
        return 0
    trades, places = read("commercial_words", language), towns(language)
    words = [doc.text[a:b].lower() for a, b in run[:size]]
    pairs = [" ".join(words[i : i + 2]) for i in range(size)]
    sold = [i for i, w in enumerate(words) if "service" in (trades.get(w), trades.get(w.removesuffix("s")), trades.get(pairs[i]))]
    local = [i for i, w in enumerate(words) if w in places]
    prices = [i for i, (a, b) in enumerate(run[:size]) if i > 1 and _PRICE.match(doc.text[a:b])]
    if len(sold) < 2 or not (local or prices) or len(sold) + len(local) + len(prices) < 4:
        return 0
    return run[max([*sold, *local, *prices])][1]
