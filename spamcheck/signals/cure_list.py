"""One product or therapy that is said to treat many unrelated conditions.

Why: treatments act on a body system; one remedy for asthma, infertility, arthritis and anxiety is the shape of a
cure-all, whatever it is called. Conditions are grouped by body system so that a list of related ones stays silent.
Maps to: HONcode justifiability, DISCERN 9 to 11 (how it works, benefits, risks).
Misses: lists of symptoms in plain words; claims spread over many pages. Lists of what a practice sees are no claim.
Source: own list of conditions by body system (lexicons/condition_groups), 2026-11.
"""

from __future__ import annotations

from spamcheck.document import Document, Evidence, Hit, Span
from spamcheck.patterns import lazy
from spamcheck.signal import SILENT, Reading, Value, signal

_GROUPS = 4  # body systems in one list
_REACH = 120  # characters from one condition of a list to the next
_LEAD = 220  # characters before a list that may hold its claim
_CLAIM = lazy(
    r"\b(?:cures?|heals?|treats?|reliev(?:es?|ing)|eliminates?|reverses?|alleviates?|combats?|fights?|helps?(?: with| to)?|helpful (?:for|in|with)"
    r"|(?:effective|good|great|beneficial|excellent|useful|used|remedy|relief|results|help|improvement|solution|support) (?:for|against|in|with|from)"
    r"|benefits?|improves?|decreases?|reduces?|soothes?|prevents?|ends?|used to treat|shown to|cura|alivia|combate|trata|ayuda|eficaz|reduce|previene|mejora"
    r"|guérit|soulage|combat|traite|aide|efficace|réduit|améliore|prévient|heilt|lindert|bekämpft|behandelt|hilft|wirksam|beugt|verbessert|reduziert)\b"
)
# What other lists of conditions are: symptoms, causes, risks, side effects, history, statistics, departments, denial.
_OTHER = lazy(
    r"\b(?:symptoms?|signs?|causes?|caused by|causing|risks?|complications?|side effects?|adverse|linked to|associated with|history of|such conditions"
    r"|diagnos\w+|suffer\w*|if you have|who have|people with|patients with|prevalence|leading cause|not|no|never|cannot|can't|myth|claims?|claimed|claiming"
    r"|department|specialt\w+|specialist\w*|trials?|study|studies|evidence|we (?:treat|see|diagnose|offer)|our (?:doctors|team|physicians|clinic)"
    r"|higher|increased|contribut\w+|lead to|leads to|increase\w*|síntomas|causas?|riesgos?|no|falso|symptômes|risques?|ne|pas|symptome?n?|ursachen?|risiken"
    r"|risiko|nicht|kein\w*|according|experts|researchers|physicians|doctors|include|including|screening)\b"
)
_DRUG = lazy(r"\b(?:mg|tablets?|prescri\w+|nsaids?|corticosteroids?|class of|injection|licensed|approved|indicated)\b")


@signal(
    title="One remedy for many unrelated conditions",
    family="substance",
    policy="qrg_eeat",
    languages=("en", "es", "fr", "de"),
    values={
        "list_count": Value("lists that claim one remedy for four or more body systems, at most 5", low_quality=+1),
        "systems_count": Value("most body systems in one such list", low_quality=+1),
        "long_list_count": Value("lists over six or more body systems, at most 5", spam=+1, low_quality=+1),
    },
    flags="The mat relieves arthritis, asthma, depression, eczema and infertility.",
    passes="The clinic's departments see people with arthritis, asthma, depression, eczema and infertility.",
)
def cure_list(doc: Document) -> Reading:
    """Runs of conditions close to each other, opened by a claim to treat."""
    hits = doc.hits("condition_groups")
    if len(hits) < _GROUPS:
        return SILENT
    evidence: list[Evidence] = []
    most = long_lists = 0
    for run in _runs(hits):
        systems = len({h.section for h in run})
        if systems < _GROUPS or doc.block_at(run[0].start).region != "main":
            continue
        span = _claimed(doc, run)
        if span is not None:
            evidence.append(Evidence(span, f"one remedy for {systems} body systems"))
            most = max(most, systems)
            long_lists += systems >= 6
    if not evidence:
        return SILENT
    return Reading(
        {"list_count": min(5, len(evidence)), "systems_count": most, "long_list_count": min(5, long_lists)}, tuple(evidence[:20])
    )


def _runs(hits: tuple[Hit, ...]) -> list[list[Hit]]:
    """Conditions in a row, each within reach of the one before."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and hit.start - runs[-1][-1].end <= _REACH and hit.end - runs[-1][0].start <= 900:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _claimed(doc: Document, run: list[Hit]) -> Span | None:
    """The list with the claim before it, or None where the list is something else."""
    first = run[0].start
    block = doc.block_at(first)
    lead = doc.sentence_at(first).start
    if block.kind in ("item", "cell"):  # the claim stands over the list
        lead = max(0, block.start - _LEAD)
    lead = max(lead, first - _LEAD)
    before = doc.text[lead:first].lower()
    claims = list(_CLAIM.finditer(before))
    inside = doc.text[first : run[-1].end].lower()
    if not claims or _OTHER.search(before) or _DRUG.search(before) or _DRUG.search(inside) or _OTHER.search(inside):
        return None
    if before.count("“") > before.count("”") or before.count("«") > before.count("»") or before.count('"') % 2:
        return None
    if doc.block_at(first).kind == "quote" or doc.text[first : run[-1].end + 40].count("?"):
        return None
    start = lead + claims[-1].start()
    if doc.block_at(start) != block and block.kind in ("item", "cell"):
        start = first
    return Span(start, min(run[-1].end, start + 300))
