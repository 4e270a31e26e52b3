"""Headings that follow the stock outline: What is / How it works / Benefits / Considerations / Future / Conclusion.

Why: an outline that would fit any noun was chosen before there was anything to say. Headings are sorted into stock
slots by their generic part; what counts is how many of a page's headings are stock, how many different slots appear
and whether they come in the stock order.
Misses: pages without headings; stock outlines with fanciful headings. Fixed structures with a reason (symptoms, causes,
diagnosis, treatment; methods, results, discussion; ingredients, method; legal and product documentation) are no slots.
Source: own slots; hits read on the training corpus, 2026-11.
"""

from __future__ import annotations

from itertools import pairwise

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_FEWEST = 3  # headings, and stock slots, below which there is no outline to speak of
_CAP = 8
# In stock order. "Marker" slots (upper case) carry the judgement; the others only lengthen an outline that has markers.
_SLOTS = {
    "en": (
        ("introduction", r"introduction|overview|what (?:is|are) .+|understanding .+|the basics of .+|.+ basics|defining .+|an? (?:brief )?(?:introduction|overview) .+|.+ (?:explained|at a glance|in a nutshell|101)"),
        ("SCIENCE", r"the science (?:behind|of) .+|(?:how|why) .{2,50} works?(?: .+)?|.*mechanisms? of action.*|the (?:psychology|art|power|magic|role|rise|evolution|history|emergence|impact|connection|link) (?:of|behind|between) .+"),
        ("IMPORTANCE", r"(?:the )?(?:importance|significance) of .+|why .{2,50} (?:matters?|(?:is|are) (?:so )?(?:important|essential|crucial|popular))|why (?:choose|you (?:need|should)) .+|what makes .{2,60}"),
        ("BENEFITS", r"(?:.+ )?(?:benefits|advantages|perks)(?: (?:of|for|and|in|to) .+)?|the (?:many |top |key |potential )?(?:benefits|advantages) .+|\d+ (?:benefits|reasons|ways) .+"),
        ("USES", r"(?:(?:clinical|practical|common|key|real-world|potential|therapeutic) )(?:applications?|uses|use cases)(?: .+)?|(?:applications|uses) (?:of|for) .+|types of .+|who (?:can|should|is a|might) .+"),
        ("STEPS", r"(?:tips|strategies|best practices|steps|getting started)(?: .+)?|how to (?:choose|find|get started|incorporate|maximize|make the most) .+|(?:choosing|finding|selecting|incorporating|integrating|maximizing|embracing) .+"),
        ("CONSIDERATIONS", r"(?:.+ )?(?:considerations|precautions|challenges|limitations|drawbacks|pitfalls|misconceptions|myths)(?: .+)?|(?:potential|possible) (?:risks|side effects|drawbacks)(?: .+)?|things to (?:consider|know|keep in mind).*"
                           r"|what to (?:expect|look for|consider).*|(?:safety|risks) and .+|navigating .+"),
        ("FUTURE", r"(?:.+ )?future(?: (?:directions?|prospects|outlook|trends|perspectives|research|developments?|of .+|is .+).*)?|looking (?:ahead|forward).*|the road ahead.*|(?:.+ )?(?:ongoing|emerging) (?:research|trends)(?: .+)?|what lies ahead.*"),
        ("FAQ", r"(?:.+ )?(?:faqs?|frequently asked questions)(?: .+)?"),
        ("CONCLUSION", r"(?:in )?(?:conclusion|closing|summary)s?(?: .+)?|final (?:thoughts|words|verdict).*|the bottom line.*|(?:key )?takeaways?.*|wrapping (?:it )?up.*|bringing it all together.*|ready to .+|.{0,40}your journey.*"),
    ),
    "es": (
        ("introduction", r"introducci[oó]n|¿?qu[eé] (?:es|son) .+|entendiendo .+|conceptos b[aá]sicos.*"),
        ("SCIENCE", r"la ciencia (?:detr[aá]s|de) .+|¿?c[oó]mo funcionan? .+|(?:el papel|el poder|la historia|el impacto|el auge) de .+"),
        ("IMPORTANCE", r"(?:la )?importancia de .+|¿?por qu[eé] (?:es|son|elegir) .+"),
        ("BENEFITS", r"(?:(?:los|principales) )*(?:beneficios|ventajas)(?: .+)?|\d+ (?:beneficios|razones) .+"),
        ("USES", r"(?:aplicaciones|usos) .+|tipos de .+"),
        ("STEPS", r"(?:consejos|estrategias|pasos)(?: .+)?|¿?c[oó]mo (?:elegir|empezar|incorporar) .+"),
        ("CONSIDERATIONS", r"(?:.+ )?(?:consideraciones|precauciones|desaf[ií]os|limitaciones|mitos)(?: .+)?|posibles (?:riesgos|efectos).*"),
        ("FUTURE", r"(?:el |perspectivas de )?futuro(?: .+)?|mirando al futuro.*|tendencias .+"),
        ("FAQ", r"preguntas frecuentes.*"),
        ("CONCLUSION", r"(?:en )?(?:conclusi[oó]n|resumen)(?:es)?(?: .+)?|reflexiones finales.*|palabras finales.*"),
    ),
    "fr": (
        ("introduction", r"introduction|qu['’]est-ce .+|comprendre .+|d[ée]finition .+|les bases .+"),
        ("SCIENCE", r"la science (?:derri[èe]re|de) .+|comment (?:fonctionne|marche|[çc]a marche).*|(?:le r[ôo]le|le pouvoir|l['’]histoire|l['’]impact) .+"),
        ("IMPORTANCE", r"l['’]importance .+|pourquoi (?:choisir|est|sont|c['’]est) .+"),
        ("BENEFITS", r"(?:les )?(?:.+ )?(?:bienfaits|avantages|b[ée]n[ée]fices)(?: .+)?|\d+ (?:bienfaits|raisons) .+"),
        ("USES", r"(?:les )?(?:applications|utilisations|usages) .+|les (?:diff[ée]rents )?types .+"),
        ("STEPS", r"(?:nos |les )?(?:conseils|astuces|[ée]tapes)(?: .+)?|comment (?:choisir|bien choisir|commencer|int[ée]grer) .+"),
        ("CONSIDERATIONS", r"(?:.+ )?(?:pr[ée]cautions|d[ée]fis|limites|inconv[ée]nients|id[ée]es re[çc]ues)(?: .+)?"),
        ("FUTURE", r"l['’]avenir .+|perspectives(?: .+)?|tendances .+"),
        ("FAQ", r"(?:foire aux questions|faq|questions fr[ée]quentes).*"),
        ("CONCLUSION", r"(?:en )?(?:conclusion|r[ée]sum[ée])(?: .+)?|le mot de la fin.*|pour conclure.*"),
    ),
    "de": (
        ("introduction", r"einleitung|einf[üu]hrung(?: .+)?|was (?:ist|sind) .+|grundlagen .+|.+ verstehen"),
        ("SCIENCE", r"die wissenschaft (?:hinter|der|des) .+|(?:wie|so) (?:funktionier|wirk)t .+|(?:die rolle|die geschichte|die kraft|die macht) .+"),
        ("IMPORTANCE", r"(?:die )?bedeutung .+|warum .{2,50} (?:wichtig|beliebt|unverzichtbar)\b.*|warum .{2,40} w[äa]hlen.*"),
        ("BENEFITS", r"(?:die )?(?:.+ )?vorteile(?: .+)?|\d+ (?:vorteile|gr[üu]nde) .+"),
        ("USES", r"(?:anwendungs(?:bereiche|gebiete|m[öo]glichkeiten)|einsatzgebiete)(?: .+)?|arten von .+"),
        ("STEPS", r"(?:.+ )?(?:tipps|strategien)(?: .+)?|(?:die wahl|so finden sie|so findest du) .+"),
        ("CONSIDERATIONS", r"(?:.+ )?(?:herausforderungen|nachteile|mythen|vorsichtsma[ßs]\w{1,6})(?: .+)?|worauf .{2,40} achten.*|(?:m[öo]gliche|potenzielle) (?:risiken|nebenwirkungen).*"),
        ("FUTURE", r"(?:die )?zukunft(?: .+)?|zukunfts\w+(?: .+)?|ausblick(?: .+)?|trends .+"),
        ("FAQ", r"(?:faq|h[äa]ufig(?:e| gestellte) fragen).*"),
        ("CONCLUSION", r"(?:das )?fazit(?: .+)?|zusammenfassung(?: .+)?|abschlie(?:ß|ss)ende gedanken.*|schlussfolgerung.*"),
    ),
}  # fmt: skip
_PATTERNS = {language: lazy("|".join(f"(?P<{name}>{body})$" for name, body in slots)) for language, slots in _SLOTS.items()}
_ORDER = {name: i for i, (name, _) in enumerate(_SLOTS["en"])}
# Headings of structures that exist for a reason: papers, recipes, courses, software.
_FIXED = lazy(
    r"(?:materials and )?methods?\b|results\b|discussion\b|abstract\b|ingredients\b|directions\b|zutaten|zubereitung|ingr[ée]di|preparaci[oó]n|installation\b|configuration\b|usage\b|license\b|learning (?:objectives|outcomes)"
    r"|chapter\b|exercises?\b|authors['’]? conclusions|main results|search (?:methods|strategy)|selection criteria|objectives?\b|m[ée]thodes?\b|r[ée]sultats\b|m[ée]todos\b|resultados\b|methoden\b|ergebnisse\b"
)
_LEAD = lazy(r"[\W\d_]{1,8}(?=[a-zà-ÿ¿])")


@signal(
    title="Stock outline",
    family="templating",
    policy="scaled_content_abuse",
    languages=("en", "es", "fr", "de"),
    values={
        "stock_ratio": Value("share of the headings that would fit any noun (0 below three slots)", low_quality=+1),
        "slot_count": Value("different stock slots among the headings, at most 8", low_quality=+1),
        "ordered_flag": Value("three or more marker slots in stock order, with a future or closing section", low_quality=+1),
    },
    flags=(
        "What Is Decking?\n\nDecking is a floor made outside, and there is a great deal to say about it and its many forms in every garden.\n\n"
        "Benefits of Decking\n\nDecking has many benefits for families and for homes, and it adds to the joy of living outside in any season.\n\n"
        "Challenges and Considerations\n\nDecking also has challenges that owners have to keep in mind when they make their own choice.\n\n"
        "The Future of Decking\n\nDecking goes on to develop and there are many new things to come that will change the way we live.\n\n"
        "Conclusion\n\nDecking is a wonderful option for all who would like to have it, today and in the years to come."
    ),
    passes="Symptoms\n\nA rash on the hands that itches and then heals after about two weeks.\n\nCauses\n\nContact with nickel in jewellery, or with wet cement in the building trade.\n\nTreatment\n\nA steroid cream twice a day, and gloves.",
)
def outline_template(doc: Document) -> Reading:
    """Headings sorted into stock slots."""
    headings = [b for b in doc.headings if b.region == "main" and b.end - b.start <= 160][:200]
    if len(headings) < _FEWEST:
        return SILENT
    pattern = _PATTERNS[doc.language or "en"]
    found: list[tuple[Span, str]] = []
    for block in headings:
        line = doc.text[block.start : block.end].lower().strip(" :?!.*#")
        lead = _LEAD.match(line)
        line = line[lead.end() :] if lead else line
        if _FIXED.match(line):
            return SILENT
        m = pattern.match(line)
        if m and m.lastgroup:
            found.append((Span(block.start, block.end), m.lastgroup))
    return _reading(found, len(headings))


def _reading(found: list[tuple[Span, str]], headings: int) -> Reading:
    slots = {slot for _, slot in found}
    markers = [slot for _, slot in found if slot.isupper()]
    if len(slots) < _FEWEST or len(set(markers)) < 2:  # "What is", "Types of" alone: an encyclopaedia's outline
        return SILENT
    order = [_ORDER[slot] for slot in dict.fromkeys(markers)]
    rising = sum(a < b for a, b in pairwise(order))
    closed = bool({"CONCLUSION", "FUTURE"} & slots)
    values = {
        "stock_ratio": len(found) / headings,
        "slot_count": min(_CAP, len(slots)),
        "ordered_flag": float(len(order) >= 3 and rising >= len(order) - 2 and closed),
    }
    return Reading(values, tuple(Evidence(span, "stock heading") for span, _ in found[:20]))
