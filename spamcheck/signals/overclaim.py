"""Health promises that no honest page can make: cures, reverses, 100 % effective, no side effects, works for everyone.

Why: every treatment has limits; a page that knows none is selling. Counted only where the page itself promises:
not denied, quoted, attributed, asked or debunked.
Maps to: HONcode justifiability, DISCERN 2 and 11 (achieves its aims, describes risks), QRG "harmfully misleading".
Misses: promises in plain words without a claim verb; testimonials.
Source: own phrase lists (lexicons/overclaim, medical_words), exceptions from reading the training corpus, 2026-11.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.literals import held
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 8
_MEDICAL = 3  # health words from which on "no side effects" is about bodies, not about programs
_STRONG = lazy(
    r"miracle|cure-all|cures? (?:all|every|any|many|cancer|diab|alz|autism|hiv|herpes|covid)|heals? (?:all|any|every|cancer)|all diseases"
    r"|any disease|all cancers|cancer cells|permanent(?:ly)? (?:cure|reverse|eliminate)|100 ?(?:%|per ?cent) (?:effective|cure|success|guarantee)"
    r"|guaranteed (?:to )?cure|proven to (?:cure|reverse|heal)|works for every|works every time|never fails|without any side|zero side|throw away"
    r"|milagros|cura (?:todo|total|definitiva|el cáncer|la diabetes)|curación (?:total|definitiva)|100 ?% (?:efic|efect|garant|wirksam|heil|eff?ic)"
    r"|guérit (?:tout|le cancer|le diabète)|guérison (?:totale|définitive)|miracle|wunder(?:mittel|heil|pille)|heilt (?:alle|krebs|diabetes)|ohne nebenwirkung"
)
_BODY = lazy(r"side.effect|adverse|safe|painless|harmless|effect|addict|overdose|secundari|secondaire|nebenwirk|segur|sûr|sicher")
_CERTAIN = lazy(r"100 ?%|100 per ?cent|guarante|garanti")  # promises in any trade
_VERB = lazy(
    r"\b(?:cures|reverses|eradicates|wipes out|(?:will|can) (?:completely |permanently |naturally |totally )?(?:cure|reverse|eradicate)"
    r"|(?:completely|permanently|naturally|totally|instantly) (?:cures?|heals?|reverses?|eliminates?)) (?:your |the |all |even |chronic )?$"
    r"|\b(?:cura|elimina) (?:por completo |definitivamente |para siempre )(?:el |la |tu |su )?$|\bguérit (?:définitivement|totalement) (?:le |la |l['’]|votre )?$"
    r"|\bheilt (?:\w+ )?(?:vollständig|dauerhaft|für immer) (?:ihre |deine )?$"
)
_CURABLE = lazy(r"infection|pneumonia|hepatitis|bacteria|tubercul|malaria|strep|syphilis|chlamydia|gonorrh|appendicitis|cataract|hernia")
_OWN_STORY = lazy(r"^(?:cured (?:my|me|her|him)|proven to work|works (?:immediately|instantly))")
_SEEN_BY = lazy(r"To (?:[\w-]+-old )?[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,3}, ")  # "To Odile Farrant, the tea was ..."
_TALKED_ABOUT = lazy(
    r"\b(?:spam|spammers?|comments|e-?mails|ads|adverts|advertisements|articles|talk|myths?|hype|stories|headlines) (?:\w+ )?(?:about|on|for|of) [^.!?]{0,60}$"
)
_DOUBT = lazy(
    r"\b(?:if|whether|promis\w+|offer(?:s|ing) false|trust|believe|sounds|any (?:product|company|website|pill|clinic) that|hope|ask(?:s|ed)?)\b"
    r"|\b(?:may|might|could|(?:some|many)(?: [a-z]+)?) (?:also )?(?:have|notice|get|experience|feel) $"
)


@signal(
    title="Health promises without limits",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "claim_count": Value("different promises, at most 8", low_quality=+1),
        "strong_count": Value(
            "different promises of cure for incurable or for any disease, or of certain success, at most 8", spam=+1, low_quality=+1
        ),
    },
    flags="This root extract cures diabetes and is 100% effective, with zero side effects.",
    passes="No supplement cures diabetes, and any pill with no side effects promised is a warning sign.",
)
def overclaim(doc: Document) -> Reading:
    """Lexicon promises, and cure verbs in front of a condition, in the page's own voice."""
    hits = [h for h in doc.hits("overclaim", "cure", "guarantee") if not _OWN_STORY.match(h.item)]
    found = [(h.start, h.end, h.item) for h in hits if _about_health(doc, h)]
    found += _verb_claims(doc)
    if not found:
        return SILENT
    turned = doc.hits("attribution", "report", "debunk", "negation")
    starts = [h.start for h in turned]
    kept: dict[str, tuple[int, int]] = {}
    last = -1
    for start, end, item in sorted(found):
        if start >= last and _own_voice(doc, start, end, turned, starts):
            kept.setdefault(item, (start, end))
            last = end
    strong = sum(bool(_STRONG.search(item)) for item in kept)
    if not kept:
        return SILENT
    evidence = tuple(Evidence(Span(*span), "promises without limits") for span in sorted(kept.values())[:20])
    return Reading({"claim_count": min(_CAP, len(kept)), "strong_count": min(_CAP, strong)}, evidence)


def _about_health(doc: Document, hit: Hit) -> bool:
    """Words such as "no side effects" are only a health promise on a page with health words."""
    if hit.section == "cure" or (_CERTAIN.search(hit.item) and not _BODY.search(hit.item)):
        return True
    return len(doc.hits("medical_words", "condition", "treatment")) >= _MEDICAL


def _verb_claims(doc: Document) -> list[tuple[int, int, str]]:
    """Cure verbs right in front of the name of a condition."""
    low, found = doc.lowered, []
    stems = held(doc, ("cure", "revers", "eradicat", "wipes", "heal", "cura ", "elimina", "guérit", "heilt"))
    for hit in doc.hits("condition_groups") if stems else ():
        before = low[max(0, hit.start - 48) : hit.start]
        m = _VERB.search(low, max(0, hit.start - 48), hit.start) if any(stem in before for stem in stems) else None
        if m and not _CURABLE.search(hit.item):
            found.append((m.start(), hit.end, low[m.start() : hit.end]))
    return found


def _own_voice(doc: Document, start: int, end: int, turned: tuple[Hit, ...], starts: list[int]) -> bool:
    """Main text, outside quotations, and not denied, reported, debunked, doubted or asked."""
    block = doc.block_at(start)
    if block.region not in ("main", "header", "aside", "footer") or block.kind in ("quote", "code"):
        return False
    before = doc.text[max(block.start, start - 300) : start]
    if before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2:
        return False
    sentence = doc.sentence_at(start)
    if _SEEN_BY.match(doc.text, sentence.start, start) or _TALKED_ABOUT.search(doc.text, max(sentence.start, start - 80), start):
        return False
    if doc.text[sentence.start : sentence.end].rstrip().endswith("?") or _DOUBT.search(doc.text[sentence.start : start].lower()):
        return False
    for i in range(bisect_right(starts, sentence.start - 160), bisect_left(starts, sentence.end + 160)):
        hit = turned[i]
        if start < hit.end and hit.start < end:
            continue  # part of the promise itself: "without side effects"
        inside = sentence.start <= hit.start < sentence.end
        if hit.section == "debunk" or (inside and hit.start < start and (hit.section == "report" or hit.start > start - 60)):
            return False
    return True
