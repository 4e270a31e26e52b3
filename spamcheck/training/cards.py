"""The cards that go with a model and a corpus, made from an evaluation so that no number in them is typed by hand."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spamcheck._version import __version__
from spamcheck.training.evaluation import behaviour, headline
from spamcheck.training.metrics import precision_at
from spamcheck.training.sources import Source

Kinds = Mapping[str, tuple[str, str]]
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "de": "German"}
BASE_RATES = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_FEW = 20  # documents from which on a rate is given

_USE = """## Intended use
Sorting pages for a person to look at: editors, moderators, librarians, curators of text for training. The words behind every
point are quoted, so a decision can be checked and argued with. It reads one page at a time, text and links only.

Not intended: deciding without a person; judging an author, a firm or a site; judging whether a medical claim is true; finding
machine-written text; law enforcement; ranking people.
"""
_DATA = """## Data
Own-written documents and templates (`corpus/`), and external sets that are not part of the repository: `corpus/DATA_CARD.md`.
Manipulations injected into honest pages, each beside a benign twin from the same carrier, are the main teacher; labels by
provenance alone teach a model to tell sources. `models/README.md` says how to train it again.
"""
_HEADS = """## Two scores
`spam` asks whether manipulation shows: planted links, injected queries, plugs, hidden or generated content. `low_quality` asks of
articles whether they are templated, vague, unsourced or overclaiming. Both are sums of step functions of readings, one per value,
each in the direction that its signal declares; what lowers `spam` is bounded. The sum of the parts is the score, exactly.
"""
_LIMITS = """## Known failures
- Spam without marks in its own text and links: pages that only their site or their number gives away.
- Single spliced queries that parse as a sentence, plugs that are one quiet sentence, well rewritten copies.
- Farms on bought domains without a common name.
- Honest pages that look alike: directories of services and places, shop and deal pages, texts in two alphabets.
- Anybody can read the weights, and so write around them. What raises `spam` does not fall when honest text is added, where the
  behaviour tests above say so.
"""
_ETHICS = """## Ethics
A false accusation is the worst error. A verdict speaks of a page's words, never of intent, and no list says who is bad. Ratings
are those of few raters, most by provenance: treat them as silver. Small practices, patients who write in a second language and
charities have pages that resemble the cheap ones; their rates are in the table of honest pages. Who acts on a verdict should
show its reasons to the author and give a way to appeal; `spamcheck dispute` writes the case. Decisions that were appealed can be
learned from: `spamcheck train --add`.
"""


def load_kinds(path: Path) -> dict[str, tuple[str, str]]:
    """Set name -> (kind, topic)."""
    return {name: (entry["kind"], entry["topic"]) for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def model_card(report: Mapping[str, Any], manifest: Mapping[str, Any], kinds: Kinds) -> str:
    """MODEL_CARD.md of a model, from the report of its evaluation."""
    unseen = report.get("unseen")
    tested = report.get("stress")
    parts = [
        f"# Model card: {manifest['name']}, version {manifest['version']}\n",
        "Made by `spamcheck evaluate ... --cards`; do not edit by hand.\n",
        _USE, _DATA, _HEADS, _thresholds(manifest),
        _measured(report, kinds) if unseen else "## Sources left out\nNot measured.\n",
        _behaviour(tested) if tested else "## Behaviour\nNot measured.\n",
        _LIMITS, _languages(unseen["flag_rates"]["by_language"] if unseen else {}), _ETHICS, _cite(manifest),
    ]  # fmt: skip
    return "\n".join(parts)


def data_card(report: Mapping[str, Any], sources: Sequence[Source], kinds: Kinds) -> str:
    """DATA_CARD.md of the corpus: counts by kind, licences, ratings, groups; no source is named beside a label."""
    parts = ["# Data card\n\nMade by `spamcheck evaluate ... --cards`; do not edit by hand.\n", _own(), _external(sources)]
    if "unseen" in report:
        counts = _by(report, lambda name: kinds.get(name, ("other", "other")), mail=True)
        lines = [
            f"| {kind} | {topic} | {c['sources']} | {c['spam']} | {c['low_quality']} | {c['ok']} |"
            for (kind, topic), c in sorted(counts.items())
        ]
        head = "## Documents by kind of source\n| kind | topic | sources | spam | low quality | ok |\n|---|---|---|---|---|---|\n"
        parts.append(head + "\n".join(lines) + "\n\nDocuments without a label are not counted.\n")
    parts.append(_CAUTION)
    return "\n".join(parts)


_CAUTION = """## How to use it, and how not
- Labels speak of documents. By provenance means: the source was looked at and a sample read, not every document.
- `group` says what must not be split. Never report random cross-validation: leave whole sources out.
- Sources are shortcuts. A bag of words tells them apart almost perfectly and then calls half of a decent health blog spam.
- The texts of external sets belong to others; most carry no licence. They are read, measured and left where they are: no text
  of theirs is in the code, the lists, the tests or the documents of this project.
- Names of persons occur in the documents in their public role. Mail addresses and telephone numbers were replaced.
"""


def _own() -> str:
    return (
        "## In the repository\nOwn-written, Apache-2.0: templates of manipulations with their benign twins (`injection/`), pages and sentences to learn from (`written/`, `sentences/`), documents of authors "
        "who had seen no signal, never trained on (`unseen/`), and what `corpus/README.md` lists besides.\n"
    )


def _external(sources: Sequence[Source]) -> str:
    rubrics = Counter(" and ".join(s.rubric) for s in sources)
    licences = Counter("stated" if "none" not in s.licence else "none stated" for s in sources)
    rows = {split: sum(s.rows for s in sources if s.split == split) for split in ("train", "dev")}
    return (
        f"## Outside the repository\n{len(sources)} external sets, {rows['train']} rows to train and {rows['dev']} to develop on; `sources.toml` gives "
        "origin, commit, licence and checksum of each, `spamcheck corpus build` verifies them.\n\n"
        f"- rated: {', '.join(f'{r} ({n} sets)' for r, n in sorted(rubrics.items()))}\n"
        f"- licence: {', '.join(f'{n} {name}' for name, n in sorted(licences.items()))}\n"
    )


def _thresholds(manifest: Mapping[str, Any]) -> str:
    lines = [f"| {head} | {manifest['base_rate'][head]:g} | {manifest['thresholds_set_at'][head]} |" for head in ("spam", "low_quality")]
    return "## Base rates and thresholds\n| score | calibrated for a share of | threshold |\n|---|---|---|\n" + "\n".join(lines) + "\n"


def _measured(report: Mapping[str, Any], kinds: Kinds) -> str:
    unseen = report["unseen"]
    n = unseen["documents"]
    head = (
        f"## Sources left out\n{n['spam']} spam, {n['low_quality']} low-quality and {n['ok']} honest documents of {n['sources']} sources; every source "
        f"was judged by a model that had not seen it ({unseen['folds']} folds). Intervals draw whole sources. Mail is left out.\n\n"
    )
    return head + _number_table(headline(report)) + "\n" + _kind_tables(report, kinds) + "\n" + _precision(unseen)


def _number_table(numbers: Sequence[tuple[str, Any]]) -> str:
    lines = ["| measure | value | 95 % interval |", "|---|---|---|"]
    for name, number in numbers:
        if isinstance(number, Mapping):
            known = number["value"] is not None
            interval = f"{number['low']:.3f} to {number['high']:.3f}" if known and number["low"] is not None else ""
            lines.append(f"| {name.strip()} | {format(number['value'], '.3f') if known else 'undefined'} | {interval} |")
        else:
            lines.append(f"| {name.strip()} | {'not measured' if number is None else format(number, '.4g')} | |")
    return "\n".join(lines) + "\n"


def _by(report: Mapping[str, Any], key: Callable[[str], tuple[str, str]], *, mail: bool = False) -> dict[tuple[str, str], Counter[str]]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in report["unseen"]["by_source"]:
        if s["mail"] and not mail:
            continue
        entry = found[key(s["members"][0])]
        entry["sources"] += 1
        for label in ("spam", "low_quality", "ok"):
            entry[label] += s[label]["documents"]
            entry[f"{label}_said_spam"] += s[label]["said_spam"]
            entry[f"{label}_said_low_quality"] += s[label]["said_low_quality"]
            entry[f"{label}_over"] += s[label]["over_0.01"]
    return found


def _kind_tables(report: Mapping[str, Any], kinds: Kinds) -> str:
    lines = []
    for place, title in ((0, "kind of source"), (1, "topic")):

        def key(name: str, place: int = place) -> tuple[str, str]:
            return kinds.get(name, ("other", "other"))[place], ""

        lines += [f"| {title} | spam | said spam | found at 1 % fp | ok | said spam | said low quality |", "|---|---|---|---|---|---|---|"]
        for (name, _), c in sorted(_by(report, key, mail=place == 0).items()):
            cells = (c["spam"], c["spam_said_spam"], c["spam_over"], c["ok"], c["ok_said_spam"], c["ok_said_low_quality"])
            lines.append(f"| {name} | " + " | ".join(str(v) if v else "" for v in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _precision(unseen: Mapping[str, Any]) -> str:
    rates = unseen["flag_rates"]
    recall, false = rates["spam_said_spam"]["value"], rates["ok_said_spam"]["value"]
    upper = rates["ok_said_spam"]["high"]
    if recall is None or false is None:
        return ""
    lines = [f"| {rate:g} | {precision_at(recall, false, rate):.2f} | {precision_at(recall, upper, rate):.2f} |" for rate in BASE_RATES]
    return (
        f"### How often a flag is right\nAt the models' own thresholds {recall:.0%} of the spam and {false:.2%} of the honest documents are said to be "
        "spam. What share of flagged pages is spam depends on how much there is:\n\n"
        "| share of spam | flags that are right | with the upper end of the false positives |\n|---|---|---|\n" + "\n".join(lines) + "\n"
    )


def _behaviour(tested: Mapping[str, Any]) -> str:
    return "## Behaviour\nOn pages that the model has not seen.\n\n" + _number_table(behaviour(tested))


def _languages(counts: Mapping[str, Mapping[str, int]]) -> str:
    lines = ["## Languages", "| language | ok | said spam | spam | said spam |", "|---|---|---|---|---|"]
    for code, name in LANGUAGES.items():
        c = counts.get(code, {"ok": 0, "ok_said_spam": 0, "spam": 0, "spam_said_spam": 0})
        honest = (str(c["ok"]), str(c["ok_said_spam"])) if c["ok"] >= _FEW else ("not measured", "")
        spam = (str(c["spam"]), str(c["spam_said_spam"])) if c["spam"] >= _FEW else ("not measured", "")
        lines.append(f"| {name} | " + " | ".join((*honest, *spam)) + " |")
    return (
        "\n".join(lines)
        + f"\n\nUnder {_FEW} documents count as not measured. Other languages are not judged, unless what needs no language is enough.\n"
    )


def _cite(manifest: Mapping[str, Any]) -> str:
    return (
        f"## Cite\nspamcheck {__version__}, model {manifest['name']} version {manifest['version']}, tables sha256 "
        f"{manifest['files']['tables.json']['sha256'][:16]}. Apache-2.0.\n"
    )
