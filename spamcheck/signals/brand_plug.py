"""One business is named and praised in an otherwise general text.

Why: a paid mention drops a name with an offer ("At <Brand>, we ...", "the groomers at <Brand> can help you") where the text
has been about the subject; reporting names several parties and says what they did.
How: frames of such sentences with a name beside them ("team at", "At X, we", "with X you get", "contact X for a free quote"), and benefits
told of one invented name again and again; a name of one word needs two frames where a method or a sport could stand in them.
Misses: names of one plain word, praise in plain words, other languages. On its own site a business may speak for itself: names that the
title, the address or the site's name carry stay silent.
Source: reading of guest posts and of company and clinic sites, own lists, counts on the training corpus, 2026-11.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import holds_word, lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 5
_LONGEST = 600
_WORD = r"[A-Z][\w\u2019'-]{1,20}+"
_NAME = rf"{_WORD}(?: (?:(?:&|and|of|for) )?{_WORD}){{0,5}}"  # pieces give no letter back: hostile input stays cheap
_AFTER = lazy(rf"[ \n](?:the |our friends at )?({_NAME})")
_BEFORE = lazy(rf"\b({_NAME})(?: (?:team|clinic|group|staff))? $")
_HOUSE = lazy(r"((?:[A-Z][\w\u2019'&-]{1,20} ?(?:(?:and|of|for) )?){1,6}), (?:we|our|you(?:'ll|\u2019ll)?|the team|every)\b")
# Words that make capitalised words the name of a business, and those that make it an institution.
_BUSINESS = lazy(
    r"(?:Clinics?|Cent(?:er|re)s?|Dental|Dentistry|Orthodontics|Wellness|Recovery|Rehab|Therapy|Therapeutics|Law|Legal|Attorneys"
    r"|Plumbing|Roofing|Heating|Cleaning"
    r"|Movers|Moving|Repairs?|Services|Solutions|Labs?|Nutrition|Supplements|Pharmacy|Health|Healthcare|Care|Group|Partners|Agency"
    r"|Studio|Spa|Salon|Fitness"
    r"|Insurance|Mortgages?|Loans|Finance|Financial|Capital|Realty|Homes|Properties|Travel|Tours|Pets?|Grooming|Kennels|Co\.?|Inc\.?"
    r"|LLC|Ltd\.?|GmbH|Store|Shop|Outlet"
    r"|Direct|Online|Systems|Technologies|Software|Consulting|Marketing|Media|Peptides?|Sciences?|Research|Aesthetics|Surgery|Physio\w*"
    r"|Chiropractic|Optical|Vision|Hearing"
    r"|Mattress|Kitchens|Windows|Tree|Pest|Locksmiths?|Electric|Auto|Motors|Rentals?|Academy|Tutors|Tutoring|Essays|Casino)\b"
    r"|[a-z][A-Z]|\.(?:com|net|co|io|shop)\b|&"
)
_INSTITUTION = lazy(
    r"\b(?:University|Universit\w+|College|Hospital|Ministry|Department|Institutes?|Association|Society|Council|Foundation|Federation"
    r"|Administration|Agency for|Commission"
    r"|National|Royal|Federal|Academy of|School of|Trust|NHS|CDC|FDA|WHO|NIH|Library|Museum|Parliament|Congress|Senate|Court|Church"
    r"|County|Office of|Bureau|Committee|Union|Project|Advice|Support|Gardens?|Palace|Castle|Abbey|Cathedral|Park|Zoo|Carers|Charity|Helpline|Samaritans|Aid|Relief|Cross"
    r"|Mayo|Cleveland Clinic|Cochrane|Medicare|Medicaid|Python|Windows|Linux|Digital Government|United|International|American|British"
    r"|European|World|State|City|Public|Medical School|Research (?:Center|Centre|Group)|Google|Microsoft|Apple"
    r"|Amazon|Facebook|Twitter|YouTube|IBM|Centers for)\b"
)
_COMMON_FORM = lazy(r"(?:ians?|ish|ese|days?|uary|ember|ober|ies|ing|ed|ly|tion|ment|isms?|ology|therap\w+|[\u2019']\w{1,2})$")
_SAYS = lazy(
    r"\b(?:says?|said|told|found|reported|published|wrote|according|explained|explains|studied|researchers?|scientists?|investigators)\b"
)
_ADDRESS = lazy(r"\byou(?:r|rs|'re|\u2019re)?\b|\bwe\b|\bour\b")
# A reader sent to a business, or told what it is like to be its customer. The name is in one of the groups.
_FRAMES = lazy(
    r"\b(?:[Vv]isit|[Cc]ontact|[Cc]all|[Cc]hoose|[Tt]ry|[Ss]peak (?:to|with)|[Tt]alk to|[Gg]et in touch with|[Rr]each out to|[Bb]ook with|[Gg]o with|[Tt]urn to"
    rf"|[Cc]heck out) (?:the (?:team|experts?|specialists?|people|folks) (?:at|from) )?({_NAME})"
    r" (?:(?:today|now)\b[^.!?\n]{0,40})?(?:for (?:a|an|your) (?:free |no.obligation |quick |personal )*(?:quote|estimate|consultation|demo|assessment|price|offer|trial"
    r"|discount|valuation|proposal)|to (?:book|claim|schedule) (?:a|your) (?:free|no.obligation|consultation|quote|demo|trial)"
    r"|to (?:see what|find out what|discover what|discover how|learn how|see how) they\b|today for (?:a|your|all)\b)"
    rf"|\bWith ({_NAME}), ?(?:you(?:'ll|\u2019ll| will| can)? (?:get|never|always|enjoy|save|can|have|receive|know)|your [^.!?\n]{{2,40}} (?:is|are) in)"
    rf"|\b(?:people|customers|clients|families|homeowners|patients|parents|businesses|owners|locals) (?:choose|trust|swear by|rely on|love|prefer) ({_NAME})"
    r"(?= for\b| over\b| to\b|[.!])"
    rf"|\b({_NAME}) (?:stands out|is praised|is loved) for (?:its|their|the) [^.!?\n]{{0,40}}\b(?:prices?|quality|service|staff|value|deals|team|results)\b"
    rf"|\b({_NAME}) (?:offers|has|provides) (?:a simple|an easy|the easiest|the perfect|a great|an affordable|a better|the right|a smart|a complete) (?:way|solution|answer|option|range)"
    rf"|\b({_NAME}) is (?:a|an|the|your|our)(?: [\w-]+)? (?:top.rated|leading|trusted|premier|reputable|reliable|experienced|award.winning|best|go.to|number one|renowned)"
    r"(?: [\w-]+){0,3}? (?:company|clinic|provider|firm|agency|shop|store|brand|practice|supplier|specialist|contractor|partner)s?\b"
)
_SENT = (1, 4, 6)  # of these frames those that no method, sport or book stands in
_MOST_SENTENCES = 60
_REPEATS = 2
_SUBJECT_WITHIN = 30  # the name opens the sentence: it is what the sentence is about
_INVENTED = lazy(r"\b([A-Z][a-z]{1,12}[A-Z][a-zA-Z]{1,12}|(?<=[a-z,] )[A-Z][a-z]{5,14})\b")
# Sentences of manuals and guidelines, where coined words are parts and tools.
_TECHNICAL = lazy(r"\b(?:tools? like|set ?up|batter(?:y|ies)|mah|usb|accessibility|standards?|install\w*|api|code|files?|software)\b")
_OWN_WORK = lazy(r"\bwe\b|\bour\b|reached out|team here")  # an author tells of the house's work, not of the reader
_GLUED = lazy(r"(?<=[a-z])[.!?](?=[A-Z][a-z])")  # a sentence that begins without a space
_SUPERLATIVE = lazy(r"leading|trusted|premier|top|best|award|unbeatable|afford|free|guarant|number one|world-class|#1")
_HEDGE = lazy(
    r"\b(?:side effects?|may cause|doctor|prescri\w+|dose|patients?|tablets?|however|but|unless|although|problem|install|command|file"
    r"|code|function|method|class|server|package|library|module|version|syntax|api|query|data)\b"
)


@signal(
    title="A named business is praised in a general text",
    family="promotion",
    policy="link_spam",
    values={
        "mention_count": Value(
            "sentences that offer or praise a named business which is not the page's own, at most 5",
            spam=+1,
            low_quality=+1,
        ),
        "strong_count": Value("of these with an offer, a price or a seller's superlative, at most 5", spam=+1, low_quality=+1),
        "repeat_count": Value(
            "sentences that state a benefit of one invented name, the most for any name, 2 to 5",
            spam=+1,
            low_quality=+1,
        ),
        "house_count": Value("of these in the house's own voice (At <Brand>, we), at most 5", low_quality=+1),
    },
    flags="Dry skin in dogs has many causes. The groomers at Fernhill Pet Spa can help you find a gentle shampoo.",
    passes="Researchers at Harbour University found that the shampoo made no difference, and the Fernhill Society agreed.",
)
def brand_plug(doc: Document) -> Reading | None:
    """Frames (team at, specializes in, At X, we) with a business name beside them, and benefits told of one name."""
    own = _own_names(doc)
    repeated = _repeated(doc, own)
    spans: dict[int, tuple[Span, bool]] = {}
    for hit in doc.hits("brand_frames", "team", "offer"):
        name = _name_beside(doc, hit)
        if name and _is_plug(doc, name, hit.start, own, house=hit.item == "here at" or _enters(doc, hit, name)):
            spans.setdefault(doc.sentence_at(hit.start).start, (doc.sentence_span(hit.start), hit.item == "here at"))
    for at in _framed(doc, own):
        spans.setdefault(doc.sentence_at(at).start, (doc.sentence_span(at), False))
    at = doc.text.find("At ")
    while at >= 0:
        m = _HOUSE.match(doc.text, at + 3)
        if m and _is_plug(doc, m.group(1).strip(), at, own, house=True):
            spans[doc.sentence_at(at).start] = (doc.sentence_span(at), True)
        at = doc.text.find("At ", at + 3)
    if not spans and not repeated:
        return SILENT
    values = {
        "mention_count": min(_CAP, len(spans)),
        "house_count": min(_CAP, sum(house for _, house in spans.values())),
        "strong_count": min(_CAP, sum(_sells(doc, span.start, span.end) for span, _ in spans.values())),
        "repeat_count": min(_CAP, len(repeated)),
    }
    for span in repeated:
        spans.setdefault(span.start, (span, False))
    evidence = tuple(Evidence(spans[key][0], "praises or offers a named business") for key in sorted(spans)[:20])
    return Reading(values, evidence)


def _sells(doc: Document, start: int, end: int) -> bool:
    """Whether a sentence also names an offer, a price or a superlative of sellers."""
    if any(start <= h.start < end for h in doc.hits("plug_cues", "offer", "order", "endorse")):
        return True
    return any(start <= h.start < end and _SUPERLATIVE.search(h.item) for h in doc.hits("plug_calls", "praise"))


def _repeated(doc: Document, own: str) -> list[Span]:
    """Sentences of the name with most stated benefits, if there are two at least."""
    told: dict[str, list[Span]] = {}
    opening: list[tuple[str, Span]] = []  # a capital at the start shows a name only if the name stands elsewhere too
    cues = doc.hits("plug_cues", "benefit")
    if len(cues) < _REPEATS:
        return []
    for start in dict.fromkeys(doc.sentence_at(h.start).start for h in cues):
        sentence = doc.sentence_at(start)
        block = doc.blocks[sentence.block]
        text = doc.text[start : min(sentence.end, start + 600)]
        low = text.lower()
        if block.region not in ("main", "comments", "references") or block.kind not in ("paragraph", "item"):
            continue
        if _SAYS.search(low) or _HEDGE.search(low) or not _ADDRESS.search(low + " your" * ("design" in low or "built for" in low)):
            continue
        subjects = {m.group(1) for m in _INVENTED.finditer(text) if m.start() < _SUBJECT_WITHIN}
        opening.append((text.partition(" ")[0], doc.sentence_span(start)))
        for name in sorted(subjects):
            if name.lower()[:12] not in own and not _INSTITUTION.search(name) and _is_coined(doc, name):
                told.setdefault(name, []).append(doc.sentence_span(start))
    _add_openings(told, opening)
    best = max(told.values(), key=len, default=[])
    return best if len(best) >= _REPEATS else []


def _framed(doc: Document, own: str) -> list[int]:
    """Where names stand in the frames of advertisements; a name of one word in what may be said of a method, too, needs two of them."""
    found = []
    hits = sorted((*doc.hits("brand_calls"), *doc.hits("brand_frames", "offer")))
    for start in islice(dict.fromkeys(doc.sentence_at(h.start).start for h in hits), _MOST_SENTENCES):
        for m in _FRAMES.finditer(doc.text, start, min(doc.sentence_at(start).end, start + _LONGEST)):
            found.append((m[m.lastindex or 1].strip(), m.start(m.lastindex or 1), m.lastindex))
    times = Counter(name for name, _, _ in found)
    sure = [(name, at) for name, at, group in found if " " in name or group in _SENT or times[name] > 1]
    return [at for name, at in sure if _is_plug(doc, name, at, own, house=True, sold=True)]


def _add_openings(told: dict[str, list[Span]], opening: list[tuple[str, Span]]) -> None:
    for name, span in opening:
        if name in told and span not in told[name]:
            told[name].append(span)


def _enters(doc: Document, hit: Hit, name: str) -> bool:
    """ "That's where <Brand> comes in": a turn that only advertising takes."""
    return hit.item.endswith("in") and doc.text[max(0, hit.start - 120) : hit.start].rstrip().removesuffix(name)[-6:].lower() == "where "


def _name_beside(doc: Document, hit: Hit) -> str:
    """The capitalised name after "team at" or before "specializes in"."""
    if hit.section == "team" or hit.item.endswith("than"):
        m = _AFTER.match(doc.text, hit.end)
    else:
        m = _BEFORE.search(doc.text, max(0, hit.start - 90), hit.start)
    return m.group(1).strip() if m else ""


def _is_plug(doc: Document, name: str, at: int, own: str, *, house: bool, sold: bool = False) -> bool:
    """house: the sentence speaks for the business. sold: its frame alone says that something is sold."""
    sentence = doc.sentence_at(at)
    if " " in name:
        first = name.split()[0].lower()
        other = first in read("forenames") or (sold and (first in read("places", "en") or name.split()[-1].lower() in read("places", "en")))
        firm = bool(_BUSINESS.search(name)) or (not other and (sold or _sells(doc, sentence.start, sentence.end)))
    else:
        firm = _is_coined(doc, name)
    if _INSTITUTION.search(name) or not firm or any(at <= h.start < at + len(name) for h in doc.hits("drug_trade", "drug")):
        return False
    block = doc.blocks[sentence.block]
    if block.region in ("nav", "footer", "references", "header") or block.kind in ("quote", "heading"):
        return False
    if re.sub(r"\W", "", name.lower())[:12] in own:
        return False
    low = doc.text[sentence.start : sentence.end].lower()
    told = (doc.text[sentence.start : at] + _GLUED.split(doc.text[at : sentence.end], maxsplit=1)[0]).lower()
    if " " not in name and (_OWN_WORK.search(told) and "you" not in told if house else _TECHNICAL.search(low)):
        return False
    if _SAYS.search(low) or not (house or _ADDRESS.search(low) or _sells(doc, sentence.start, sentence.end)):
        return False
    return not any(block.start <= h.start < sentence.end for h in doc.hits("attribution", "debunk", "disclosure"))


def _is_coined(doc: Document, name: str) -> bool:
    """A single word with inner capitals or a web ending, or one that is no known word, place or person."""
    if re.search(r"[a-z][A-Z]|\.", name):
        return True
    low = name.lower()
    if len(low) < 6 or name.isupper() or _COMMON_FORM.search(low) or low in read("places", "en") or low in read("forenames"):
        return False
    return not holds_word(doc.text, low)


def _own_names(doc: Document) -> str:
    """Title, site name and host run together: a name in it is the page's own."""
    return re.sub(r"[^\w]", "", f"{doc.title}{doc.meta.site_name}{doc.meta.author}{doc.url or ''}{doc.meta.canonical}".lower())
