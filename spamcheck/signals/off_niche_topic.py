"""A second money topic inside a page of another topic, or a page packed with one.

Why: casino, essay mill, payday loan, escort and pill links are sold into any page that will carry them; they betray
themselves by having nothing to do with it. Pages made only of such phrases are doorways of those trades in any language.
Misses: trades not in the list, one plain mention without link, call or offer. Reports and help pages use the words: they are excused
by their sentences (study, law, harm, warning) and because they neither link to nor call to the trade.
Source: reading of hacked and sold pages, shared lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left

from spamcheck.context import advises
from spamcheck.document import Document, Evidence, Hit, Link, Sentence, Span
from spamcheck.domains import target
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 10
_WINDOW = 600  # characters
_DENSE = 6  # different phrases in a window before a page counts as packed with the trade
# Cheap first look at all addresses and anchors of a page, then the exact one at each link.
_STEMS = ("casino", "slot", "betting", "poker", "togel", "judi", "gacor", "sportsbook", "roulette", "escort", "porn", "viagra",
    "cialis", "levitra",
          "kamagra", "payday", "1xbet", "sbobet", "essay", "write-my", "writemy")  # fmt: skip
_LINK = lazy(
    r"casino|gacor|togel|slot88|sbobet|1xbet|sportsbook|payday(?:-?\s?(?:loan|lend|advance|cash)|\w*\.)|essay-?\s?writ|essay-?\s?(?:help|service)|(?:buy|cheap|custom)-?\s?essay"
    r"|write-?my-?(?:essay|paper)"
    r"|(?:^|[^a-z])(?:slots?|slot-?\s?online|betting|poker|judi(?!c)\w{0,8}|roulette|escorts?(?:-?\s?service)?s?|porno?|viagra|cialis"
    r"|levitra|kamagra)(?![a-z])"
)
_HARM = lazy(
    r"\b(?:stud(?:y|ies)|research\w*|survey|harms?|addict\w*|disorder|gamblers?|helpline|charity|regulat\w+|law|laws|legal|illegal"
    r"|bans?|banned|banning|police"
    r"|court|tax(?:es)?|tribe|tribal|industry|revenue|commission|debt advice|problem gambling|university|side effects?|doctors?"
    r"|patients?|dose|trial"
    r"|billionaire|tycoon|mogul|owner|executive|resort)\b"
)
_PITCH = lazy(
    r"\b(?:bonus(?:es)?|play (?:at|on|now|for)|try (?:your luck|out)|best (?:online|site|casino|essay)|sign ?up|win (?:real|big)|unwind"
    r"|enjoy|perfect place"
    r"|turn to|check out|visit|head over|order|buy|cheap|affordable|apply (?:now|online)|get (?:cash|approved)|hire|click|daftar|situs"
    r"|terpercaya|24/7)\b"
)
# Beside the sentence: help, warning and rules of a school or an office speak about the trade.
_WARNS = lazy(
    r"\b(?:helplines?|addict\w*|counterfeits?|scam\w*|fraud\w*|misconduct|cheating|blackmail\w*|illegal|crime|harms?|stop gambling"
    r"|not pharmacies|(?:web)?sites that|firms (?:that|contact)|debt adviser?s?)\b"
)
_FEWEST_WORDS = 3
_TEASER = 6  # words: an anchor as long as that is a headline unless it calls
_QUOTED = lazy(r"[\"\u201c\u00ab\u201e][^\"\u201d\u00bb\u201c]*$")


@signal(
    title="A money topic that is foreign to the page",
    family="promotion",
    policy="link_spam",
    languages=("any",),
    values={
        "link_count": Value("outside links whose anchor or address names a foreign money topic, at most 10", spam=+1, low_quality=+1),
        "pitch_count": Value("sentences that lead the reader to a foreign money topic, at most 10", spam=+1, low_quality=+1),
        "dense_count": Value("different phrases of one money topic within 600 characters, the most, 6 to 10", spam=+1, low_quality=+1),
    },
    flags="Gout is painful. Many readers unwind with an online casino bonus at https://luckyfern.example/casino before bed.",
    passes="A study of gambling harm found that debts from online betting often come before the depression.",
)
def off_niche_topic(doc: Document) -> Reading | None:
    """Links and pitches to a topic that the title does not name; density of the topic anywhere."""
    # "xxx" is also a mask and a placeholder; single words of finance are everyday words.
    hits = [h for h in doc.hits("off_niche") if h.item != "xxx" and (h.section != "crypto" or " " in h.item)]
    links = _links(doc)
    if not hits and not links:
        return SILENT
    pitches = _pitches(doc, hits)
    if pitches:
        title = _title_topics(doc)
        pitches = [p for p in pitches if p[1] not in title]
    packed = _packed(doc, hits)
    evidence = [Evidence(Span(k.start, min(k.end, k.start + 300)), "link to a foreign money topic") for k in links if k.visible]
    evidence += [Evidence(None, "link to a foreign money topic", where="href", quote=k.href[:300]) for k in links if not k.visible][:5]
    evidence += [Evidence(span, "leads the reader to a foreign money topic") for span, _ in pitches]
    evidence += [Evidence(Span(h.start, h.end), "packed with phrases of one trade") for h in packed]
    if not evidence:
        return SILENT
    evidence.sort(key=lambda e: (e.span.start, -e.span.end) if e.span else (len(doc.text), 0))
    dense = len({h.item for h in packed})
    return Reading(
        {"link_count": min(_CAP, len(links)), "pitch_count": min(_CAP, len(pitches)), "dense_count": min(_CAP, dense)}, tuple(evidence[:20])
    )


def _links(doc: Document) -> list[Link]:
    blob = "\n".join(f"{k.anchor} {k.href}" for k in doc.outbound).lower()
    if not any(stem in blob for stem in _STEMS):
        return []
    return [k for k in doc.outbound if _names_topic(doc, k)]


def _names_topic(doc: Document, link: Link) -> bool:
    text = f"{link.anchor[:120]} {link.href[:200]}".lower()
    if not _LINK.search(text):
        return False
    place = target(link.href)
    own = {target(u).site for u in (doc.url or "", doc.meta.canonical) if u}
    if place.kind not in ("other", "free", "shortener", "address", "commerce") or place.site in own:
        return False
    if not link.visible:
        return True
    if len(link.anchor.split()) >= _TEASER and not (_LINK.search(place.host) or _PITCH.search(link.anchor.lower())):
        return False  # the headline of a story
    sentence = doc.sentence_at(link.start) if doc.sentences else None
    return sentence is None or not _HARM.search(doc.text[sentence.start : max(sentence.end, link.end)].lower())


def _title_topics(doc: Document) -> set[str]:
    title = f"{doc.title} ".lower()
    return {h.section for h in doc.hits("off_niche") if h.item.rstrip("*") in title}


_LEAFLET = 2  # named harms that make a passage one about medicines
_NEARBY = 1500  # characters; farther off, a paragraph on risks excuses nothing


def _inside(offsets: list[int], start: int, end: int) -> int:
    return bisect_left(offsets, end) - bisect_left(offsets, start)


def _pitches(doc: Document, hits: list[Hit]) -> list[tuple[Span, str]]:
    """Sentences with a phrase of the trade and a pitch or a link, and without the words of a report."""
    found: list[tuple[Span, str]] = []
    calls = [k.start for k in doc.outbound if k.visible]
    harms = [h.start for h in doc.hits("risk_terms", "adverse", "contraindication")]
    for hit in hits:
        sentence = doc.sentence_at(hit.start)
        if hit.section == "pharma" and _inside(harms, hit.start - _NEARBY, hit.end + _NEARBY) >= _LEAFLET:
            continue  # text that names harms informs about the drug; offers are another signal's matter
        if found and found[-1][0].start <= hit.start < found[-1][0].end:
            continue
        low = doc.text[sentence.start : sentence.end].lower()
        i = bisect_left(calls, sentence.start)
        linked = i < len(calls) and calls[i] < sentence.end
        if not (linked or _PITCH.search(low)) or _HARM.search(low) or _warned(doc, sentence):
            continue
        if linked and not _PITCH.search(low) and len(low.split()) < _FEWEST_WORDS:
            continue  # the kicker over a teaser; what the link itself names is counted as a link
        if linked and _is_only_links(doc, sentence) and not _is_call(doc, hit, low):
            continue  # a menu entry or a teaser: the links are counted as links
        if any(sentence.start <= h.start < sentence.end for h in doc.hits("attribution", "report", "debunk")):
            continue
        if advises(doc, hit.start):
            continue
        if not linked and _QUOTED.search(doc.text[max(sentence.start, hit.start - 80) : hit.start]):
            continue  # a quoted pitch is an example
        start = max(sentence.start, min(hit.start - 150, sentence.end - 300))
        text = doc.text[start : min(sentence.end, start + 300)]
        found.append((Span(start, start + len(text.rstrip())), hit.section))
    return found


def _is_call(doc: Document, hit: Hit, low: str) -> bool:
    """Honest menus name bingo, dating or "buy a paper", none offers prescription drugs."""
    return bool(_PITCH.search(low)) and (hit.section == "pharma" or doc.block_at(hit.start).region != "nav")


def _is_only_links(doc: Document, sentence: Sentence) -> bool:
    i = bisect_left(doc.links, sentence.start, key=lambda k: k.start)
    inside = sum(min(k.end, sentence.end) - k.start for k in doc.links[i : i + 20] if k.start < sentence.end and not k.bare)
    return inside >= 0.8 * (sentence.end - sentence.start)


def _warned(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence or one beside it in the block warns of the trade or helps its victims."""
    block = doc.blocks[sentence.block]
    first = max(0 if block.kind == "item" else block.start, sentence.start - 250)  # a list is read as one
    return bool(_WARNS.search(doc.text[first : min(block.end, sentence.end + 200)].lower()))


def _packed(doc: Document, hits: list[Hit]) -> list[Hit]:
    """The window with most different phrases of one topic, if it has at least six."""
    best: list[Hit] = []
    for section in {h.section for h in hits} if len(hits) >= _DENSE else set():
        own = [h for h in hits if h.section == section]
        first = 0
        for last, hit in enumerate(own):
            while hit.end - own[first].start > _WINDOW:
                first += 1
            inside = {h.item: h for h in own[first : last + 1][-40:]}
            if len(inside) > max(_DENSE - 1, len(best)):
                best = sorted(inside.values())
    if best and _WARNS.search(doc.text[max(0, best[0].start - 200) : best[-1].end + 200].lower()):
        return []
    return best
