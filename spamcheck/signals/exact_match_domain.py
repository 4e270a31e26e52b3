"""The domain is a search query.

Why: a domain that says "nearme", or says its keyword twice, was bought for a query. Trade and town together are a weak
sign only: honest clinics and plumbers are named so.
Misses: queries without such words.
Source: the project's survey of 667 pages (21 spam, 15 low quality, 2 ok for trade names of all kinds), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence
from spamcheck.domains import Target, target
from spamcheck.lexicon import read, scan
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_QUERY = lazy(
    r"near-?(?:me|you)(?:$|-|\d)|^(?:buy|cheap|where-?to-?buy)-?[a-z]{4,40}-?(?:online|now|here|uk|usa)$"
    r"|^best-?[a-z]{5,40}-?(?:online|reviews?)$"
)
_DOUBLED = lazy(r"([a-z]{5,14})-?[a-z]{0,12}-?\1")
_PREVIEW = lazy(
    r"(?:^|-)(?:git|deploy|preview|staging|dev|test|branch|pr|build)-|--|[0-9a-f]{7,}$"
)  # what hosting services name by themselves
_MONEY = frozenset({"gambling", "adult", "pharma", "essay", "loan"})
_HYPHEN = lazy(r"-")


@signal(
    title="The domain name is a search query",
    family="host",
    policy="doorway_abuse",
    languages=("any",),
    needs="url",
    values={
        "query_flag": Value("the name says near me, doubles its keyword, or is buy ... online", spam=+1, low_quality=+1),
        "trade_town_flag": Value("the name is a trade and a town", low_quality=+1),
        "account_flag": Value(
            "the account or sub-domain is a query of three words or more, with a sale or a number", spam=+1, low_quality=+1
        ),
    },
    flags="https://www.roofrepair-nearme.test/leeds\nRoofs in the whole town are repaired.",
    passes="https://www.oaktown-roofing.test/\nRoofs in the whole town are repaired.",
)
def exact_match_domain(doc: Document) -> Reading:
    place = target(doc.url or "")
    label = place.registrable.partition(".")[0]
    account = _account(place, doc.language or "en")
    if account:
        return Reading({"account_flag": 1.0}, (Evidence(None, "a search query as account or sub-domain", "url", account[:300]),))
    if place.kind != "other" or len(label) < 6 or label.startswith("xn--"):
        return SILENT
    query = _QUERY.search(label) or _is_doubled(label)
    town = _is_trade_and_town(label, doc.language or "en")
    if not query and not town:
        return SILENT
    note = "the name is a search query" if query else "a trade and a town as name"
    values = {"query_flag": float(bool(query)), "trade_town_flag": float(town)}
    return Reading(values, (Evidence(None, note, "url", place.host[:300]),))


def _account(place: Target, language: str) -> str:
    """The sub-domain, where it is a query in hyphens: a sale or foreign money topic among its words, or many and a number."""
    name = place.host.removesuffix(place.registrable).strip(".") if place.tier == "" else place.account
    if place.kind not in ("other", "free") or name.count("-") < 2 or name.startswith("xn--") or _PREVIEW.search(name):
        return ""
    words = [w for w in name.split("-") if w]
    if words[0] == "find" and words[1] in ("a", "an", "your", "the", "my"):
        return ""  # a site's own search
    hits = scan(" ".join(words), language)
    sold = {kind for *_, kind in hits.get("query_words", ())} & {"near", "near_you", "sale", "buy", "cheap", "price"}
    money = any(kind in _MONEY for *_, kind in hits.get("off_niche", ()))
    trade = any(kind == "service" for *_, kind in hits.get("commercial_words", ())) or any(w in read("places", language) for w in words)
    numbered = words[-1].isdigit() or (words[0].isalnum() and not words[0].isalpha() and not words[0].isdigit())
    wordy = sum(w.isalpha() and len(w) > 2 for w in words) >= 3
    return name if wordy and (sold or money or (numbered and trade and len(words) >= 5)) else ""


def _is_doubled(label: str) -> bool:
    """Whether a trade, a drug or a money word stands twice in a name; boingboing and couscous are names."""
    found = _DOUBLED.search(label)
    word = found.group(1) if found else ""
    lists = [read(name, "en") for name in ("commercial_words", "medical_words", "drug_trade", "off_niche")]
    lists += [read("topic_words_hosts"), read("off_niche")]
    return bool(word) and any(w in known for known in lists for w in (word, word.rstrip("s"), f"{word}s"))


def _is_trade_and_town(label: str, language: str) -> bool:
    places, trades = read("places", language), read("commercial_words", language)
    parts = _HYPHEN.sub("", label)
    for cut in range(4, len(parts) - 3):
        left, right = parts[:cut], parts[cut:]
        if (left in places and trades.get(right) == "service") or (right in places and trades.get(left) == "service"):
            return True
    return False
