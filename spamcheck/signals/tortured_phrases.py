"""Spun text: fixed terms with one part swapped for a synonym, swapped glue words, articles that no longer fit their noun.

Why: rewriting software swaps words one by one ("colossal information", "twist of fate lawyer", "a adversarial firm") to pass
copied text off as new. Nobody says so; a foreign writer makes other mistakes.
How: distinct listed terms (spun_phrases, spun_terms), which a sentence with quotation marks does not hold; windows of 2,000
characters with several article slips before different words; windows with several swapped glue phrases.
Misses: rewriting by language models, which leaves no such debris. Terms near words on paraphrasing tools are let pass.
Source: literature on tortured phrases (Cabanac and others, 2021); article slips: on training 0 of 3,217 honest pages with
two different ones in a window, 2026-11.
"""

# ruff: noqa: SIM905 - word lists are easier to read as one string
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.lexicon import read
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_WINDOW_CHARS = 2000
_MIN_SLIPS = 2
_MIN_GLUE = 4
# Items of the shared list that are odd but met in honest text.
_DOUBTFUL = frozenset((
    "multi-nutrient", "unwanted side-effects", "weight reduction plan", "undifferentiated cell", "a one of a kind", "oral fitness",
    "drug conveyance", "acid reflux disorder", "birth control tablets", "coronary heart health", "coronary heart rate",
    "open coronary heart surgery", "hearing help devices", "thyroid organ", "prostate organ", "medication rehab", "electronic cigaret",
    "dependancy", "body weight record", "irregular access memory", "hearing assist", "cancer prevention agent properties",
    "skin malignancy", "colon malignancy", "lung malignancy", "ovarian malignancy", "pancreatic malignancy", "prostate malignancy",
    "blood malignancy", "wind vitality", "enormous information", "huge information", "weight reduction", "returned pain",
))  # fmt: skip
_ABOUT = ("tortured phrase", "paraphrasing tool", "article spin", "text spinn", "spinning software", "spun content", "spun text")
_ABOUT_CHARS = 1500  # how near such words must stand
_QUOTES = frozenset('"“”«»„')
_SLIP = lazy(  # begins with a literal: the engine skips to the next " a" at once
    r" a(?: (?=[aeiou])(?:[ai]|e(?!u|we)|o(?!n[ce]\b|n[ce]-|uija)|u(?:n(?!i|anim)|p|l(?!u)|m|g))[a-z]{3,}"
    r"|n (?:[bcdfgjklpqrstvwz]|[mn](?![bdfgt]))(?=[a-z]{0,2}[aeiou])[a-z]{3,})"
)
# "a" that is a letter or a foreign preposition: before function words, after what carries grades.
_NOT_NOUN = frozenset((
    "are", "all", "also", "alone", "and", "even", "into", "only", "over", "other", "until", "unless", "under", "upon", "among",
    "aria", "este", "esta", "ella", "esto", "una",
))  # fmt: skip
_LETTERED = lazy(r"(?i:vitamin|hepatitis|type|group|grade|class|plan|part|option|section|factor|influenza|side|exhibit|appendix|a) $")


# Frames of fixed terms: a word that rewriting software puts in, and the words beside which it breaks a term.
_BEHIND = {  # odd word: what stands before it
    "strain pressing compression": "blood",
    "sweetness": "blood",
    "stage stages": "glucose sugar cholesterol insulin hormone testosterone estrogen energy oxygen iron cortisol thyroid",
    "degree degrees": "glucose sugar cholesterol insulin cortisol testosterone",
    "sickness malady infirmity": "heart kidney liver lung gum thyroid celiac coronary cardiovascular alzheimer's parkinson's sugar bowel",
    "assault strike onslaught": "heart panic asthma",
    "disappointment letdown": "heart kidney liver renal organ engine",
    "framework gadget": "immune nervous digestive respiratory lymphatic endocrine cardiovascular circulatory reproductive urinary invulnerable "
    "insusceptible resistant stomach-related tactile",
    "corrosive acrid": "folic amino uric hyaluronic salicylic citric lactic nucleic stomach fatty glycolic ascorbic acetic linoleic",
    "misfortune forfeiture": "hair weight bone memory hearing vision tooth teeth muscle blood water fat sight job",
    "effects impacts impact": "aspect facet placebo greenhouse domino",
    "rope twine strand": "spinal umbilical vocal",
    "boats ships": "blood",
    "lump lumps cluster": "blood",
    "substitution supplanting": "hip knee joint valve hormone shoulder nicotine",
    "contamination defilement": "yeast ear sinus bladder throat tract vaginal toenail",
    "glide float": "blood",
    "preliminaries": "clinical randomized randomised controlled human drug",
    "relocation": "kidney liver hair marrow organ cornea",
    "cheddar": "cream cottage blue goat feta soft delicate parmesan mozzarella ricotta swiss",
    "squeeze": "orange apple tomato carrot beetroot grape cranberry pomegranate",
    "harming": "nourishment food sustenance lead mercury",
    "killers executioner executioners reliever relievers alleviation": "agony torment ache distress",
    "meals nourishment sustenance": "junk garbage canine puppy",
    "figuring": "cloud edge quantum fog haze",
    "organizations": "neural",
    "bend bow": "learning bell",
    "obstruction": "insulin antibiotic",
    "pebbles rocks": "kidney gall bladder",
    "waterway trench": "root ear carpal birth",
    "consideration": "skin hair wound dental",
    "envoy courier": "substance chemical synthetic",
    "diminishers slimmers": "blood",
    "arrangement": "doctor's dentist's specialist's",
    "tension": "hyper peer",
    "rest": "rem profound",
}
_BEFORE = {  # odd word: what stands behind it
    "bosom": "cancer malignancy feeding milk implants augmentation tissue growth tumor disease",
    "nutrient": "b6 b12 c d d3 k",
    "tall": "blood cholesterol",
    "invulnerable insusceptible": "framework system reaction response cells",
    "apprehensive": "framework system",
    "anticipating": "mother mothers mom moms",
    "profound": "vein breathing",
    "arbitrary irregular": "forest timberland backwoods",
    "seat timing": "sash strap",
    "bunch": "head headache migraines",
    "counterfeit": "intelligence sweetener sweeteners consciousness insemination neural",
    "foundational": "microorganism microorganisms",
    "sanitized": "cow juice cheddar",
    "quicksilver": "level levels content poisoning",
    "ruler lord": "mackerel crab prawns prawn",
    "unhealthy": "tension",
    "shopper": "conduct wellbeing",
    "vitality": "drink drinks bill supplier utilization",
    "dietary": "admission",
    "entire": "grain grains wheat",
    "oily": "corrosive corrosives",
    "incline": "meat protein muscle",
    "genuine": "property home bequest",
    "sun-oriented": "energy panels panel power board boards",
    "dozing": "pill pills issue issues propensities",
    "resting": "pill pills disorder issue",
    "feeling": "stressed-out",
}
_LONG_HAUL = frozenset(
    "effects impacts impact harm damage advantages benefits results treatment use wellbeing health weight sugar relief".split()
)
_SEVEN_DAYS = frozenset("once twice times minutes hours bits pounds miles servings nights".split())


def _pairs(table: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for odd, partners in table.items():
        for word in odd.split():
            found.setdefault(word, set()).update(partners.split())
    return {word: frozenset(partners) for word, partners in found.items()}


_LEFT, _RIGHT = _pairs(_BEHIND), _pairs(_BEFORE)
_ODD = frozenset((*_LEFT, *_RIGHT, "haul", "seven", "procedure", "professional", "an", "sort", "kind"))
_SURGERY = frozenset("plastic heart knee eye brain cataract bypass bariatric hip spine lasik".split())
_CASES = frozenset("injury accident divorce bankruptcy immigration".split())


def _framed(doc: Document) -> list[Hit]:
    """Fixed terms with one member swapped, composed from frames; one of a kind."""
    lower, starts, ends = doc.words.lower, doc.words.start, doc.words.end
    found: dict[str, Hit] = {}
    for i in doc.places(_ODD):
        word = lower[i]
        before, after = lower[i - 1] if i else "", lower[i + 1] if i + 1 < len(lower) else ""
        first, last = i, i
        if before in _LEFT.get(word, ()) or (word == "professional" and before == "legal" and i > 1 and lower[i - 2] in _CASES):
            first = i - 1
        elif word == "procedure" and before == "medical" and i > 1 and lower[i - 2] in _SURGERY:
            first = i - 2
        elif after in _RIGHT.get(word, ()) or (word == "haul" and before == "long" and after in _LONG_HAUL):
            first, last = i - (word == "haul"), i + 1
        elif word in ("sort", "kind") and after in ("1", "2") and lower[i + 2 : i + 3] in (["diabetes"], ["diabetic"]):
            first, last = i, i + 2
        elif word == "seven" and before in _SEVEN_DAYS and after == "days" and lower[i + 2 : i + 3] not in (["a"], ["per"], ["each"]):
            first, last = i - 1, i + 1
        elif not (word == "an" and before in ("vitamin", "nutrient", "hepatitis") and doc.text[starts[i] : ends[i]] == "An"):
            continue
        else:
            first = i - 1
        whole = doc.text[starts[first] : ends[last]]
        if len(whole) == sum(map(len, lower[first : last + 1])) + last - first:
            found.setdefault(whole.lower(), Hit(starts[first], ends[last], whole.lower(), "frame"))
    return [h for h in found.values() if not _quoted(doc, h.start)]


# Sayings with one word swapped: words of which the saying holds one, and its frame without what stands there by right.
_IDIOMS = (
    ("birds", lazy(r"\btwo birds with (?:a single|a solitary|one|a) (?!single|solitary|stones?\b|shots?\b|arrows?\b|wings?\b|bricks?\b|bullets?\b|ball\b|scones?\b)[a-z]+")),
    ("tip", lazy(r"\btip of the (?:ice (?!sheet|shelf|lolly)[a-z]+|icy [a-z]+|frozen [a-z]+|glacier|berg|frost\w*)\b")),
    ("cake", lazy(r"\b(?:chunk|bit|portion|lump|fragment|morsel|section) of cake\b(?=[.,;:!?]| (?:to|for|when|if)\b)")),
    ("grain pinch dose", lazy(r"\bwith a (?:grain|pinch|dose) of (?:sugar|pepper|sand|sodium|spice|flour)\b(?= ?[.,;:!?]| (?:when|if|because|since|as)\b)")),
    ("haul", lazy(r"\b(?:over|for|in) the (?:lengthy|prolonged|extended|lengthier|prolonging) haul\b")),
    ("run", lazy(r"\bin the (?:lengthy|prolonged|extended|lengthier) run\b")),
    ("blessing", lazy(r"\bblessing in (?!dis?guise|the\b|your\b|my\b|our\b|his\b|her\b|their\b|a\b|itself|and\b|this\b|that\b)(?:conceal|cover|hid|mask|camouflage|costume|cloak)[a-z]*")),
    ("hand", lazy(r"\bon the (?:opposite|contrary|alternative|different|alternate) hand\b")),
    ("day", lazy(r"\bat the (?:quit|cease|finish|stop|conclusion|give up|stopping point|ending) of the day\b")),
    ("least smallest minimum", lazy(r"\b(?:remaining|final|ultimate|closing|last) (?:however|yet|but) (?:now )?not (?:the )?(?:least|smallest|minimum)\b(?<!last but not least)(?<!last but not the least)")),
    ("nut nut's nutcase walnut", lazy(r"\bin a (?:nut's shell|nut shell's|nut case|nutcase|nut pod|nut husk|walnut shell)\b")),
    ("ball", lazy(r"\bball (?:is|sits|lies|stays|rests) in your (?:court ?room|courtroom|tribunal|yard|courtyard)\b")),
    ("sorry", lazy(r"\b(?:higher|more secure|safer|greater|improved|nicer) (?:safe|secure|sure|safely|protected)?\s?than sorry\b")),
    ("tears", lazy(r"\b(?:bodily fluids|gore|bloodstream|sanguine fluid|plasma),? sweat and tears\b")),
    ("trouble problem issue matter difficulty hassle", lazy(r"\b(?:get|getting|got|gets|go|going) to the (?:foundation|base|backside|basis|underside) of the (?:trouble|problem|issue|matter|difficulty|hassle)\b")),
    ("apple", lazy(r"\ban apple (?:an afternoon|every afternoon|per afternoon|consistently|an evening|a night-time)\b")),
    ("ice", lazy(r"\b(?:smash|shatter|crack|fracture) the ice (?:with|between)\b")),
    ("frontal", lazy(r"\bfrontal and (?:center|centre)\b")),
    ("raining", lazy(r"\braining (?:felines|kittens|cats|pussycats) and (?:canines|puppies|hounds)\b")),
    ("rain properly", lazy(r"\bas (?:appropriate|suitable|fit) as rain\b|\bas properly as\b")),
    ("limb arm", lazy(r"\bcosts? an arm and (?:a|one) (?:limb|foot|thigh|shin)\b|\bcosts? a limb and a leg\b")),
    ("skull pinnacle crown brain forehead", lazy(r"\b(?:hit|hits|struck) the (?:nail|fingernail|spike|pin) on (?:the|its) (?:skull|pinnacle|crown|brain|forehead)\b")),
    ("mouth", lazy(r"\b(?:by|through) phrase of mouth\b")),
    ("mouth lips jaw mouths", lazy(r"\b(?:by|through|of) (?:phrase|statement|expression) of mouth\b|\bword of (?:lips|jaw|mouths)\b")),
    ("tunnel", lazy(r"\b(?:mild|gentle|lamp|brightness) at the (?:quit|end|cease|finish) of the tunnel\b|\blight at the (?:quit|cease|finish|stop) of the tunnel\b")),
    ("eye", lazy(r"\b(?:hold|preserve|maintain|keep) (?:a|an) (?:near|shut|closed|in depth) eye on\b")),
    ("thoughts", lazy(r"\bout of (?:sight|imaginative and prescient|vision) out of thoughts\b")),
    ("prescient", lazy(r"\bimaginative and prescient\b")),
    ("usage", lazy(r"\b(?:through|by) the usage of the\b(?= [a-z]+ method)")),
    ("expenses charges fees prices", lazy(r"\bat all (?:expenses|charges|fees|prices)\b(?=[.,;!])")),
    ("time satellite lunar", lazy(r"\b(?:a sew|one stitch|a seam) in time (?:saves|spares) (?:nine|9)\b|\bonce in a blue (?:satellite|lunar)\b")),
    ("moon", lazy(r"\bonce in a (?:azure|navy|cobalt|indigo) moon\b")),
)  # fmt: skip


_IDIOM_MARKS = frozenset(word for marks, _ in _IDIOMS for word in marks.split(" "))
_AROUND_WORD = 80  # characters; a saying is shorter


def _idioms(doc: Document) -> list[Hit]:
    text, words, postings = doc.text, doc.words, doc.postings
    here = _IDIOM_MARKS & doc.vocabulary
    found: dict[str, Hit] = {}
    for marks, pattern in _IDIOMS if here else ():
        for at in [words.start[k] for word in marks.split(" ") if word in here for k in postings[word]]:
            first = max(0, at - _AROUND_WORD)
            m = pattern.search(text[first : at + _AROUND_WORD].lower())
            if m:
                found.setdefault(m.group(), Hit(first + m.start(), first + m.end(), m.group(), "idiom"))
    return [h for h in found.values() if h.end <= len(text) and not _quoted(doc, h.start)]


_FEW_HALVES = 2  # pairs with one swapped word or of two plain ones; two swapped words are enough where one of them is odd


class _Half(NamedTuple):
    """A term of two parts, what stands for its second part, and whether that is an odd word."""

    term: str
    part: str
    odd: bool


@lru_cache(maxsize=1)
def _halves() -> tuple[dict[str, dict[str, list[_Half]]], dict[str, tuple[frozenset[str], str]]]:
    """Last word -> the word before it, without what precedes a hyphen -> halves; term -> (odd first parts, the right one)."""
    ends: dict[str, dict[str, list[_Half]]] = defaultdict(lambda: defaultdict(list))
    starts: dict[str, tuple[frozenset[str], str]] = {}
    for line in read("spun_halves", "en"):
        term, _, rest = line.partition(": ")
        first, _, second = rest.partition(" | ")
        before, _, behind = term.rpartition(" ")
        firsts = frozenset(first.split(", ")) - {before}
        starts[term] = (firsts, before)
        for part in (*second.split(", "), behind):
            odd = part not in (behind, f"{behind}s", f"{behind}es")
            inner, _, last = part.rpartition(" ")
            for ahead in {_last_piece(f) for f in ([inner] if inner else [*firsts, before] if odd else firsts)}:
                ends[last][ahead].append(_Half(term, part, odd))
    return {last: dict(ahead) for last, ahead in ends.items()}, starts


def _last_piece(phrase: str) -> str:
    return phrase.replace("-", " ").rpartition(" ")[2]


@lru_cache(maxsize=1)
def _last_halves() -> dict[str, dict[str, list[_Half]]]:
    """The last words of halves, and their plurals with the halves of both."""
    found = {word: dict(ahead) for word, ahead in _halves()[0].items()}
    for word, ahead in _halves()[0].items():
        plural = found.setdefault(f"{word}s", {})
        for before, halves in ahead.items():
            plural[before] = [*plural.get(before, ()), *halves]
    return found


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(_last_halves())


def _composed(doc: Document) -> list[Hit]:
    """Fixed terms of which either half is a synonym that the term does not take; first mentions."""
    ends, (_, starts) = _last_halves(), _halves()
    plain, said = read("spun_halves_plain", "en"), read("spun_said", "en")
    lower, words, text = doc.words.lower, doc.words, doc.text
    both: dict[str, Hit] = {}
    half: dict[str, Hit] = {}
    for k in doc.places(_last_words()):
        for term, part, odd in ends[lower[k]].get(lower[k - 1].rpartition("-")[2], ()) if k else ():
            size = part.count(" ") + 1
            if size > 1 and (k < size or " ".join(lower[k - size + 1 : k]) != part.rpartition(" ")[0]):
                continue
            odd_firsts, right = starts[term]
            for first in range(k - size, max(-1, k - size - 3), -1):
                before = " ".join(lower[first : k - size + 1]).replace("-", " ")
                swapped = before in odd_firsts
                if not (swapped or (odd and before == right)):
                    continue
                whole = text[words.start[first] : words.end[k]].lower()
                if len(whole) == sum(map(len, lower[first : k + 1])) + k - first and "\n" not in whole and whole not in said:
                    hit = Hit(words.start[first], words.end[k], whole, "halves")
                    sure = (
                        swapped
                        and odd
                        and any(w not in plain and w.removesuffix("s") not in plain for w in whole.replace("-", " ").split())
                    )
                    (both if sure else half).setdefault(whole, hit)
    found = [*both.values(), *(half.values() if len(half) + len(both) >= _FEW_HALVES else ())]
    longest: list[Hit] = []
    for hit in sorted(found, key=lambda h: h.start - h.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in longest):
            longest.append(hit)
    return [h for h in longest if not _quoted(doc, h.start) and not _coded(doc, h.start)]


# A sentence about a program: calls, files of code, names with underscores, types in braces.
_CODE = lazy(
    r"\w\(\)?|\b\w+\.(?:js|py|json|html|php|rb|rs|java|cpp|yml|toml|txt|exe)\b|\b\w*[A-Za-z]_+\w|\B__?\w|[{<][A-Za-z]{2,20}[}>]|=>|::|`"
)


def _coded(doc: Document, at: int) -> bool:
    start, end, _ = doc.sentence_at(at)
    return _CODE.search(doc.text, start, end) is not None


def _quoted(doc: Document, at: int) -> bool:
    start, end, _ = doc.sentence_at(at)
    return not _QUOTES.isdisjoint(doc.text[start:end])


def _about(doc: Document) -> list[int]:
    """Places where the text speaks of spinning."""
    folded, found = doc.folded, []
    for name in _ABOUT:
        at = folded.text.find(name)
        while at >= 0:
            found.append(folded.original(at))
            at = folded.text.find(name, at + 1)
    return found


def _terms(doc: Document) -> list[Hit]:
    """First mention of every swapped term, in page order."""
    hits = [h for h in doc.hits("spun_phrases", "tortured") if h.item not in _DOUBTFUL] + list(doc.hits("spun_terms", "swap"))
    first: dict[str, Hit] = {}
    for hit in sorted(hits):
        if hit.item not in first and not _quoted(doc, hit.start):
            first[hit.item] = hit
    return list(first.values())


def _slips(doc: Document) -> list[tuple[int, int, str]]:
    if doc.language != "en":
        return []
    found = []
    for m in _SLIP.finditer(doc.text):
        word = m.group().split(" ")[2]
        if word not in _NOT_NOUN and not _LETTERED.search(doc.text, max(0, m.start() - 10), m.start() + 1):
            found.append((m.start() + 1, m.end(), word))
    return found


def _densest(found: list[tuple[int, int, str]], least: int) -> tuple[int, list[tuple[int, int, str]]]:
    """Most different items in one window, and the items of every window that reaches `least`."""
    most, kept = 0, set()
    for i, (start, _, _) in enumerate(found):
        j = bisect_left(found, (start + _WINDOW_CHARS, 0, ""), lo=i)
        different = len({item for _, _, item in found[i : min(j, i + 50)]})
        most = max(most, different)
        if different >= least:
            kept.update(found[i:j])
    return (most, sorted(kept)) if most >= least else (0, [])


@signal(
    title="Spun text",
    family="integrity",
    policy="scaled_content_abuse",
    languages=("en",),
    values={
        "term_count": Value("different fixed terms with a swapped part, at most 10", spam=+1, low_quality=+1),
        "slip_count": Value("most article slips before different words in one window, from 2 on, at most 6", spam=+1, low_quality=+1),
        "glue_count": Value("most different swapped glue phrases in one window, from 4 on, at most 8", spam=+1, low_quality=+1),
    },
    flags="The counterfeit consciousness reads the scan, and the irregular woodland sorts the results.",
    passes="She wrote of a random forest and of heart failure, an honest summary with a useful table.",
)
def tortured_phrases(doc: Document) -> Reading:
    """Collect swapped terms, article slips and glue."""
    terms = _terms(doc)
    more = _framed(doc) + _composed(doc) + _idioms(doc)
    terms = sorted(terms + [h for h in more if not any(t.start < h.end and h.start < t.end for t in terms)])
    slips, slip_spans = _densest(_slips(doc), _MIN_SLIPS)
    glue, glue_spans = _densest([(h.start, h.end, h.item) for h in doc.hits("spun_terms", "glue")], _MIN_GLUE)
    if not (terms or slips or glue):
        return SILENT
    places = _about(doc)
    if places:
        terms = [h for h in terms if all(abs(h.start - at) > _ABOUT_CHARS for at in places)]
        if not (terms or slips or glue):
            return SILENT
    found = [(h.start, h.end, "a fixed term with a part swapped for a synonym") for h in terms]
    found += [(a, b, "the article does not fit the word: a word was swapped") for a, b, _ in slip_spans]
    found += [(a, b, "swapped glue words, several close together") for a, b, _ in glue_spans]
    evidence = tuple(Evidence(Span(a, b), note) for a, b, note in sorted(found)[:20])
    return Reading({"term_count": min(10, len(terms)), "slip_count": min(6, slips), "glue_count": min(8, glue)}, evidence)
