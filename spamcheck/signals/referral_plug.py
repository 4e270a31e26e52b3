"""A call that sends the reader of an informational text to an outside commercial site or brand.

Why: a text that informs has no reason to sell somebody else's service; the call, the outside target and the
commercial cue (trade and town as anchor, a seller's praise, "a page we picked for you") together make the plug,
whatever the topic; one of them alone is normal writing.
Misses: plugs without a link and without praise; calls in languages without a list; a brand praised in plain words.
Source: reading of paid placements and of honest resource lists, own phrase lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from spamcheck.document import Document, Evidence, Hit, Link, Span
from spamcheck.domains import Target, target
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_LONGEST = 300  # evidence is at most this long
_SHORT_UNIT = 8  # words before a link: fewer, and the sentence is read together with the one before it
_KINDS = frozenset({"other", "free", "commerce", "shortener", "address"})  # journals, offices, news, social networks: no plug
_REGIONS = frozenset({"main", "comments", "references"})
_TRADE_LABEL = lazy(  # the end of a host label that says "business"
    r"(?:clinics?|dental|dentistry|wellness|shop|store|therap(?:y|ies)|rehab|recovery|medspa|spa|attorneys?|lawyers?|lawfirm|plumb(?:ing|ers?)"
    r"|pros|roofing|supplements?|nutrition|vitamins|loans?|casino|bets?|deals|coupons?|rental|cleaning|movers|realty|klinik|clinica|tienda"
    r"|boutique|essays?|pharmacy|infusions?|implants|repairs?|services|solutions|agency|marketing)$"
)
_FURNITURE = lazy(
    r"(?:^|\.)(?:docs|readthedocs|gitter)\.|/(?:downloads?|docs?|documentation)(?:/|$)|\.(?:png|jpe?g|gif|svg|webp|pdf|zip|mp[34])\b"
)
_PROGRAM = lazy(r"[A-Z][A-Za-z]+\.(?:app|py|sh|md|rs|pl|so|zip)$")
_CHARITY = lazy(r"\.org(?:\.[a-z]{2})?$")
_AFFILIATE = lazy(r"(?:^|&)(?:ref|aff|affid|aff_id|affiliate|tag|hop|partner|pid|coupon)=")
_TOKEN = lazy(r"[^\W\d_]{3,30}")
# The page speaks for itself: own promotion is no referral.
_OWN_VOICE = lazy(
    r"\b(?:contact|call|visit|email|follow|join|reach|message) us\b|\bcontactez-nous|\bnuestr[oa]s? |\bnotre |\bnos |\bunser(?:e[nrms]?)? "
    r"|\bour (?:own |main |online )?(?:web ?site|site|page|blog|clinic|office|practice|store|shop|team|staff|centre|center"
    r"|(?:\w+ )?(?:advis[eo]rs|coaches|nurses)|experts|specialists|doctors|newsletter|partners?|company|firm|guide|article|post)\b"
)
_NAME_AFTER = lazy(r"\s(?:the )?[A-ZÀ-Ý][\w\u2019'&.-]{1,20}")
_TITLE_RUN = lazy(r"((?:[A-ZÀ-Ý][\w'\u2019-]{1,20},? (?:(?:in|en|à|de) )?){1,6})[\s:(\u2013-]{0,4}$")
_WORD = lazy(r"[^\W\d_][\w'\u2019-]*")
_SAYS = lazy(r"\b(?:says|said|told|tells us|explain(?:s|ed)|writes|wrote|dice|dijo|afirma|selon|sagte?|erklärte?)\b")
_OFFICIAL = lazy(
    r"\b(?:registe?ry?|charit(?:y|ies)|associations?|society|foundation|ministry|government|helpline|non-?profit|professional body"
    r"|nhs|reprints?|copies for|department of|library|asociación|fundación|ministerio|fondation|ministère|verband|stiftung|ministerium"
    r"|verein|reports|discussions?|posts? by|\w{0,20}(?:kammer|regierung|behörde)|selbsthilfe\w*)\b"
)
_QUOTES = lazy(r"[\"“”«»„]")


class _Unit(NamedTuple):
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]  # its sentences
    marks: frozenset[str]


@lru_cache(maxsize=8)
def _trade(language: str) -> frozenset[str]:
    """Single words and phrases of buyers' queries: trades, shopping words."""
    items = read("commercial_words", "en").items() if language == "en" else ()
    return frozenset(i for i, section in items if section in ("service", "buy", "local")) | frozenset(read("trade_words", language))


@lru_cache(maxsize=8)
def _places(language: str) -> frozenset[str]:
    return frozenset(read("places", "en")) | frozenset(read("places", language))


@signal(
    title="The reader is sent to an outside commercial site",
    family="promotion",
    policy="link_spam",
    languages=("en", "es", "fr", "de"),
    values={
        "plug_count": Value("calls to go to an outside site or brand, with a commercial cue, at most 5", spam=+1, low_quality=+1),
        "strong_count": Value("of these with praise, a hand-over phrase or a trade-and-town anchor, at most 5", spam=+1, low_quality=+1),
    },
    flags="If you want to save a weekend, visit the trusted specialists at Oakhollow Roofing: https://www.oakhollowroofing.example/",
    passes="For more information, visit the national health service at https://www.nhs.uk/conditions/asthma/.",
)
def referral_plug(doc: Document) -> Reading | None:
    """Sentences with call, outside target and commercial cue."""
    marks = doc.hits("plug_calls")
    starts = [h.start for h in marks]
    calls = [h.start for h in marks if h.section != "praise"]
    evidence: list[Evidence] = []
    used: set[int] = set()
    strong = plugs = 0
    for link in doc.outbound:
        if not link.visible or link.region not in _REGIONS or not _near(calls, link):
            continue
        unit = _unit(doc, link, marks, starts)
        if unit is None or unit.start in used:
            continue
        grade = _grade(doc, link, unit)
        if grade:
            used.add(unit.start)
            plugs += 1
            strong += grade == 2
            evidence += _show(doc, link, unit)
    for hit in marks:
        if hit.section != "praise" or not hit.item.endswith((" at", " from", " de", " von")):
            continue
        span = _named_team(doc, hit, used, marks, starts)
        if span is not None:
            plugs += 1
            evidence.append(Evidence(span, "recommends a named business"))
    if not plugs:
        return SILENT
    evidence.sort(key=lambda e: e.span or Span(0, 0))
    return Reading({"plug_count": min(_CAP, plugs), "strong_count": min(_CAP, strong)}, tuple(evidence[:20]))


def _near(calls: list[int], link: Link) -> bool:
    """Whether a call stands so close that it can belong to the link: spares most links the look at their sentence."""
    i = bisect_left(calls, link.start - 600)
    return i < len(calls) and calls[i] < link.end + 200


def _sections(marks: tuple[Hit, ...], starts: list[int], start: int, end: int) -> frozenset[str]:
    return frozenset(marks[i].section for i in range(bisect_left(starts, start), bisect_left(starts, end)))


def _unit(doc: Document, link: Link, marks: tuple[Hit, ...], starts: list[int]) -> _Unit | None:
    """The sentence around a link, with the one before it where the link stands (nearly) alone; None without a call."""
    own = doc.sentence_at(link.start)
    start, end = own.start, max(own.end, link.end)
    parts, found = [(start, end)], _sections(marks, starts, start, end)
    i = bisect_left(doc.sentences, own)
    if doc.text[start:end].rstrip().endswith("?") and i + 1 < len(doc.sentences):  # "Looking for ...? Call ..."
        found |= _sections(marks, starts, end, doc.sentences[i + 1].end)
    if len(doc.words.between(start, link.start)) < _SHORT_UNIT and not (found & {"call"} and found & {"praise", "outward"}):
        before = doc.sentences[i - 1] if i > 0 else None
        if before is not None and start - before.end <= 3 and end - before.start <= 900:
            more = _sections(marks, starts, before.start, before.end)
            if more & {"call", "goal", "outward"}:
                parts.insert(0, (before.start, before.end))
                start, found = before.start, found | more
    return _Unit(start, end, tuple(parts), found) if found & {"call", "goal", "outward"} else None


def _grade(doc: Document, link: Link, unit: _Unit) -> int:
    """0 no plug, 1 a call with a commercial cue, 2 an unmistakable one."""
    place = target(link.href)
    own = {target(u).site for u in (doc.url or "", doc.meta.canonical)}
    if place.kind not in _KINDS or place.site in own or _CHARITY.search(place.host):
        return 0
    if _is_furniture(doc, link, place, unit) or _excused(doc, unit.start, unit.end, link):
        return 0
    language = doc.language or "en"
    (geo, trade), business = _anchor_cues(doc, link, language), _is_business(place, language)
    praise, outward, call, goal = (mark in unit.marks for mark in ("praise", "outward", "call", "goal"))
    if (call or praise) and geo and trade:
        return 2
    if praise and (call or goal) and (business or trade or geo or link.bare) and place.kind != "commerce":
        return 2
    if outward and (geo or trade or business or link.bare) and (call or goal or praise):
        return 2
    named = link.bare and _TITLE_RUN.search(doc.text, max(0, link.start - 70), link.start)
    plug = business or praise or ((goal or named) and (trade or geo or _shopping(doc, unit)))
    return int(bool(plug) and call and place.kind != "commerce")


def _is_furniture(doc: Document, link: Link, place: Target, unit: _Unit) -> bool:
    """A file, a manual or a program (Terminal.app is no address); a picture or a line that is nothing but the link."""
    if _FURNITURE.search(f"{place.host}{place.path[-300:].lower()}") or (link.bare and _PROGRAM.match(link.anchor)):
        return True
    if unit.marks & {"praise", "outward"} or link.bare:
        return False
    block = doc.block_at(link.start)
    return not link.anchor.strip() or ("goal" not in unit.marks and link.end - link.start >= 0.8 * (block.end - block.start))


def _anchor_cues(doc: Document, link: Link, language: str) -> tuple[bool, bool]:
    """Whether the anchor (or the words just before a bare URL) names a place, and a trade or shopping word."""
    text = link.anchor
    if link.bare:  # a run of capitalised words just before the address is its anchor
        run = _TITLE_RUN.search(doc.text, max(0, link.start - 70), link.start)
        text = run.group(1) if run else ""
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) > 8:
        return False, False
    grams = words + [" ".join(pair) for pair in pairwise(words)]
    return not _places(language).isdisjoint(grams), not _trade(language).isdisjoint(grams)


def _is_business(place: Target, language: str) -> bool:
    label = place.registrable.partition(".")[0] if not place.tier else place.account
    if any(_TRADE_LABEL.search(part) for part in re.split(r"[.-]", label)) or _AFFILIATE.search(place.query.lower()):
        return True
    tokens = set(_TOKEN.findall(place.path[:200].lower()))
    return not tokens.isdisjoint(_trade(language)) and not tokens.isdisjoint(_places(language))


def _shopping(doc: Document, unit: _Unit) -> bool:
    """Whether the sentence speaks a buyer's language (cheap, best, price) apart from the call."""
    words = (*doc.hits("commercial_words", "buy", "rank"), *doc.hits("trade_words", "buy"))
    return any(unit.start <= h.start < unit.end for h in words)


def _excused(doc: Document, start: int, end: int, link: Link) -> bool:
    """Reported, debunked, disclosed or quoted speech, or the page speaking for itself."""
    low = doc.text[start:end].lower()
    if _SAYS.search(low) or _OFFICIAL.search(low) or (not doc.url and _OWN_VOICE.search(low)):
        return True
    block = doc.block_at(start).start  # a disclosure opens the paragraph; a report or warning is in the sentence
    for hit in doc.hits("attribution"):
        if block <= hit.start < end and (hit.section == "disclosure" or (hit.start >= start and hit.section != "negation")):
            return True
    return bool(_QUOTES.search(doc.text[start : link.start]) and _QUOTES.search(doc.text[link.end : end]))


def _named_team(doc: Document, hit: Hit, used: set[int], marks: tuple[Hit, ...], starts: list[int]) -> Span | None:
    """ "call ... the specialists at <Name>" without any link."""
    sentence = doc.sentence_at(hit.start)
    named = sentence.start not in used and _NAME_AFTER.match(doc.text, hit.end)
    if not named or not {"call", "goal"} <= _sections(marks, starts, sentence.start, sentence.end):
        return None
    used.add(sentence.start)
    no_link = Link("", "", sentence.end, sentence.end, "", "main", True, False)
    return None if _excused(doc, sentence.start, sentence.end, no_link) else _clip(doc, sentence.start, sentence.end, hit.start)


def _show(doc: Document, link: Link, unit: _Unit) -> list[Evidence]:
    found: list[Evidence] = []
    for start, end in unit.parts:
        rest = doc.text[link.end : end].strip(' \n.,;:!?)]*»\u201d"')
        tail = start <= link.start < end and (not rest or (link.bare and rest[0].isupper()))
        stop = link.start if tail and link.start - start >= 12 else end
        found.append(Evidence(_clip(doc, start, stop, link.start), "calls the reader to an outside commercial site"))
    if link.bare or not any(start <= link.start < end for start, end in unit.parts) or found[-1].span != Span(*unit.parts[-1]):
        found.append(Evidence(Span(link.start, min(link.end, link.start + _LONGEST)), "the outside target"))
    return found


def _clip(doc: Document, start: int, end: int, focus: int) -> Span:
    """The stripped sentence; where it is long, the 300 characters around its focus."""
    if end - start > _LONGEST:
        start = max(start, min(focus - 200, end - _LONGEST))
        end = min(end, start + _LONGEST)
    text = doc.text[start:end]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip(" \n\t(")))
