"""Positive evidence: the page says that it is advertising or earns from its links.

Why: an honest publisher marks paid content and affiliate links; who hides the trade does not.
Misses: disclosures on another page or in an image, other languages' less common forms.
Source: wording that advertising authorities ask for, own list, 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_CAP = 3
# A statement, not the mere word: who earns, what is sponsored, that the links pay.
_STATEMENT = lazy(
    r"(?:\b(?:we|i|this (?:site|page|post|blog|website|article)|the author|our (?:site|team))\b[^.\n]{0,60}\b(?:earn|receive|get"
    r"|collect|make|be compensated|compensated|paid)\b[^.\n]{0,60}"
    r"\b(?:commissions?|compensation|fee|percentage|money|affiliate|kickback)"
    r"|\b(?:contains?|includes?|uses?|are|some) (?:\w+ ){0,3}affiliate links?"
    r"|\baffiliate (?:disclosure|disclaimer|links?:)|\b(?:advertising|advertiser|sponsorship) disclosure"
    r"|\bas an amazon associate\b|\bamazon (?:services llc )?associates program"
    r"|\b(?:post|article|content|episode|video|page|feature|newsletter|story|guide) (?:is|was|has been) (?:kindly "
    r"|proudly )?(?:sponsored|paid for|funded|presented) by\b"
    r"|\b(?:in paid partnership with|paid (?:for )?by our sponsor|paid partnership|paid advertisement|advertiser content)\b"
    r"|\benlaces? (?:de )?afiliad[oa]s?\b|\bartículo patrocinado\b|\bcontenido patrocinado\b|\bpost patrocinado\b"
    r"|\bliens? (?:d')?affili(?:és?|ation)\b|\b(?:article|contenu|billet) sponsorisé\b|\ben partenariat rémunéré avec\b"
    r"|\bcollaboration commerciale\b"
    r"|\baffiliate-?links?\b[^.\n]{0,80}\bprovision|\bprovision\b[^.\n]{0,80}\b(?:links?|kauf)|\bbezahlte (?:werbung|kooperation"
    r"|partnerschaft)\b|\bgesponserte[rn]? (?:beitrag|artikel|post)\b)"
)
_LABEL = lazy(
    r"\W{0,3}(?:advertisement|sponsored(?: (?:content|post|article))?|advertorial|paid content|promoted|anzeige|werbung|publicidad"
    r"|publicité|publi-?reportage|publirreportaje)\W{0,3}"
)
_REACH = 200  # characters on both sides of a hint word


@signal(
    title="Advertising is disclosed",
    family="promotion",
    languages=("en", "es", "fr", "de"),
    values={"statement_count": Value("statements that disclose advertising or commissions, at most 3", spam=-1, low_quality=-1)},
    flags="Note: this post contains affiliate links and we may earn a small commission if you buy.",
    passes="The study was funded by the health ministry. The authors declare no conflicts of interest.",
)
def ad_disclosure(doc: Document) -> Reading | None:
    """Statements and labels of paid content."""
    folded = doc.folded.text
    spans: list[tuple[int, int]] = []
    done = 0
    for hit in doc.hits("ad_hints"):
        if hit.start < done or len(spans) >= _CAP:
            continue
        # The window lies in the matching view; where characters were folded away it is off by a few.
        m = _STATEMENT.search(folded, max(0, hit.start - _REACH), hit.end + _REACH)
        if m is not None:
            spans.append((doc.folded.original(m.start()), doc.folded.original(m.end() - 1) + 1))
            done = spans[-1][1]
    spans += [(b.start, b.end) for b in doc.blocks[:8] if b.end - b.start < 40 and _LABEL.fullmatch(doc.text[b.start : b.end].lower())]
    if not spans:
        return SILENT
    found = tuple(Evidence(Span(a, min(b, a + 300)), "says that it is paid or earns from links") for a, b in sorted(set(spans))[:_CAP])
    return Reading({"statement_count": len(found)}, found)
