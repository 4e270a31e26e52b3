"""Fear and conspiracy as an argument: "they don't want you to know", "it is slowly killing you".

Why: a text that has reasons gives them; a plot of doctors or firms explains why there are none, and fear hurries
the reader. Counted in the page's own voice only: fact-checks and reports quote the same words.
Maps to: QRG (harmfully misleading information), HONcode justifiability and complementarity.
Misses: plots in plain words, novel names for the plotters.
Source: own phrase lists (lexicons/overclaim secret, fear_terms), 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from bisect import bisect_left

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_TRICK = lazy(r"\b(?:trick|ritual|loophole|weird|secret)\b|\btruco|\bastuce|\btrick\b")
_TRADES = frozenset(
    "owners hotels landlords agents dealers dealerships mechanics airlines casinos restaurants chefs waiters shops supermarkets retailers "
    "sellers salesmen salespeople builders plumbers bakers brewers magicians colleges recruiters employers bosses banks lenders".split()
)
_WEAK = frozenset({"big pharma", "the medical establishment", "before it's too late", "before it is too late", "do your own research", "could be deadly",
                   "simple kitchen trick", "this simple trick", "one simple trick", "cover-up by", "deep state", "mind control", "hidden agenda", "loophole that",
                   "the hidden truth", "hiding the truth", "ticking time bomb", "this weird", "odd trick", "strange trick", "population control",
                   "as grandes farmacéuticas", "antes de que sea demasiado tarde", "avant qu'il ne soit trop tard", "bevor es zu spät ist", "bomba de tiempo",
                   "bombe à retardement", "tickende zeitbombe", "censored by", "suppressed by", "silenced by", "covered up by", "destroying your", "the big lie", "big food", "big sugar"})  # fmt: skip


@signal(
    title="Fear and conspiracy instead of reasons",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "plot_count": Value("different phrases of conspiracy or secret cures, at most 8", low_quality=+1),
        "fear_count": Value("different phrases of fear and urgency, at most 8", low_quality=+1),
        "strong_count": Value("different unmistakable ones of both (everyday phrases left out), at most 8", spam=+1, low_quality=+1),
    },
    flags="Big pharma doesn't want you to see this: your breakfast is slowly poisoning you.",
    passes="The video falsely claims that big pharma doesn't want the remedy to be known.",
)
def fear_and_conspiracy(doc: Document) -> Reading:
    """Phrases of both lists that the page says itself."""
    hits = [*doc.hits("overclaim", "secret"), *doc.hits("fear_terms")]
    if not hits:
        return SILENT
    turned = [h.start for h in doc.hits("attribution", "report", "debunk")]
    kept: dict[str, Hit] = {}
    last = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= last and _own_voice(doc, hit, turned):
            kept.setdefault(hit.item, hit)
            last = hit.end
    if not kept:
        return SILENT
    fear = sum(h.section == "fear" for h in kept.values())
    # Everyday phrases count in company only.
    strong = sum(
        item not in _WEAK and not _of_a_trade(doc, hit) and not (_TRICK.search(item) and len(item) < 14) for item, hit in kept.items()
    )
    if not strong and len(kept) < 3:
        return SILENT
    values = {"plot_count": min(_CAP, len(kept) - fear), "fear_count": min(_CAP, fear), "strong_count": min(_CAP, strong)}
    evidence = [Evidence(Span(h.start, h.end), "fear" if h.section == "fear" else "conspiracy or secret") for h in sorted(kept.values())]
    return Reading(values, tuple(evidence[:20]))


def _of_a_trade(doc: Document, hit: Hit) -> bool:
    """Whether those who "don't want you to know" are people of an everyday trade: tips on hotels or used cars."""
    if not hit.item.startswith(("don't want", "doesn't want")):
        return False
    words = doc.words.between(max(0, hit.start - 60), hit.start)
    return bool(words) and doc.words.lower[words.stop - 1] in _TRADES


def _own_voice(doc: Document, hit: Hit, turned: list[int]) -> bool:
    """Not quoted, reported, debunked, nor a list of such phrases to beware of."""
    block = doc.block_at(hit.start)
    if block.region not in ("main", "header", "aside") or block.kind in ("quote", "code"):
        return False
    before = doc.text[max(block.start, hit.start - 300) : hit.start]
    if (
        before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
        or before.count("‘") > before.count("’")
        or before.count('"') % 2
    ):
        return False
    sentence = doc.sentence_at(hit.start)
    return not any(
        not hit.start <= turned[i] < hit.end
        for i in range(bisect_left(turned, sentence.start - 160), bisect_left(turned, sentence.end + 160))
    )
