"""One evaluation from labelled pages to a report: plain data that the table, the plots and the cards are made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spamcheck.training.contrast import cue_check, trios
from spamcheck.training.corpus import Row, read_rows
from spamcheck.training.criteria import expert_criteria, rated
from spamcheck.training.features import code_version, features
from spamcheck.training.injection import load_pool
from spamcheck.training.stress import stress
from spamcheck.training.summary import summarise
from spamcheck.training.train import Sources
from spamcheck.training.unseen import measured, pooled

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA = "spamcheck.evaluation/1"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to evaluate, and on what.

    corpus: labelled pages to judge. own: what is taught besides (own pages, templates, cases, sentences). judged_pool: templates
    written by another hand, for the pairs of the behaviour tests (without it a training pool is used, and the report says so). behaviour_on: pages for those tests, where the model has seen the corpus. pages: how many pages the
    behaviour tests take; 0 leaves them out. folds 0: one fold for every source.
    """

    corpus: tuple[Path, ...]
    model: str = "default"
    own: Sources = field(default_factory=lambda: Sources(()))
    judged_pool: Path | None = None
    unseen: bool = False
    behaviour_on: tuple[Path, ...] = ()
    pairs: int = 40
    pages: int = 0
    folds: int = 10
    draws: int = 300
    seed: int = 7
    cache: Path | None = None
    jobs: int = -1
    progress: bool = False


def run(plan: Plan) -> dict[str, Any]:
    """Run a plan. The same plan, files and code give the same report."""
    rows = [row for path in plan.corpus for row in read_rows(path)]
    report: dict[str, Any] = {
        "schema": SCHEMA, "seed": plan.seed, "code": code_version(),
        "corpus": [{"file": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in plan.corpus],
    }  # fmt: skip
    if plan.unseen:
        data = measured(plan.corpus, plan.own, each=plan.pairs, seed=plan.seed, cache=plan.cache, progress=plan.progress, jobs=plan.jobs)
        heads = [pooled(data, head, count=plan.folds, seed=plan.seed, jobs=plan.jobs) for head in ("spam", "low_quality")]
        report["unseen"] = summarise(data, heads[0], heads[1], draws=plan.draws, seed=plan.seed)
        criteria = rated(rows)
        if criteria:
            texts = [row for row, _ in criteria]
            table = features(texts, cache=plan.cache, jobs=plan.jobs)
            report["criteria"] = expert_criteria(texts, [s for _, s in criteria], table, draws=plan.draws, seed=plan.seed)
    if plan.pages:
        report["stress"] = _stress(plan, [row for path in plan.behaviour_on for row in read_rows(path)] or rows)
    return report


def _stress(plan: Plan, rows: Sequence[Row]) -> dict[str, Any]:
    from spamcheck.model import Model, find_model

    model = Model.load(find_model(plan.model))
    pool = plan.judged_pool or next(iter(plan.own.pools), None)
    made = trios(rows, load_pool(pool), max(1, plan.pairs // 2), plan.seed + 1) if pool else []
    found = stress(plan.model, rows, made, pages=plan.pages, seed=plan.seed, draws=plan.draws, jobs=plan.jobs)
    found["model"] = {"name": model.name, "version": model.version, "sha256": model.sha256}
    found["pool"] = "of another hand" if plan.judged_pool else "a training pool" if pool else None
    if plan.own.pools and plan.judged_pool and made:
        taught = [t for p in plan.own.pools for t in trios(rows, load_pool(p), max(1, plan.pairs // 2), plan.seed)]
        found["cue_check"] = {"roc_auc": round(cue_check(taught, made), 4), "goal_below": 0.75}
    return found


def write(report: Mapping[str, Any], path: Path) -> None:
    """Write a report as JSON: sorted keys, one space of indent, so that two runs can be compared."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def show(report: Mapping[str, Any], console: Console) -> None:
    """Print a report as tables."""
    from rich.table import Table as Grid

    def grid(title: str, *columns: str) -> Grid:
        made = Grid(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
        for i, column in enumerate(columns):
            made.add_column(column, justify="right" if i else "left", overflow="fold")
        return made

    if "unseen" in report:
        table = grid("Sources left out", "", "value", "95 % interval")
        for name, number in headline(report):
            table.add_row(name, *_shown(number))
        console.print(table)
        table = grid("By source", "", "spam", "said spam", "at 1 % fp", "ok", "said spam", "said low q.")
        for s in report["unseen"]["by_source"]:
            cells = (s["spam"]["documents"], s["spam"]["said_spam"], s["spam"]["over_0.01"])
            clean = (s["ok"]["documents"], s["ok"]["said_spam"], s["ok"]["said_low_quality"])
            table.add_row(s["source"], *(str(c or "") for c in (*cells, *clean)))
        console.print(table)
    if "stress" in report:
        table = grid("Behaviour of the model", "", "value", "95 % interval")
        for name, number in behaviour(report["stress"]):
            table.add_row(name, *_shown(number))
        console.print(table)


def headline(report: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The main numbers of unseen sources: (name, interval or number)."""
    unseen = report["unseen"]
    spam, rates, calibration = unseen["spam"], unseen["flag_rates"], unseen["calibration"]
    found: list[tuple[str, Any]] = [("ROC-AUC, spam against ok", spam["roc_auc"]), ("average precision", spam["average_precision"])]
    for rate, recall in spam["recall"].items():
        found.append((f"recall at {float(rate):.1%} false positives", recall["all"]))
        found.append((f"  mean over sources with 20 or more, at {float(rate):.1%}", recall["macro"]))
    found += [
        ("spam said spam, at the models' thresholds", rates["spam_said_spam"]),
        ("ok said spam", rates["ok_said_spam"]),
        ("ok said low quality", rates["ok_said_low_quality"]),
        ("injected pages said spam", unseen["pairs"]["injected_said_spam"]),
        ("benign twins said spam", unseen["pairs"]["twins_said_spam"]),
        ("calibration error, debiased", calibration["debiased"]),
        ("Brier score", calibration["brier"]),
        ("low quality ROC-AUC, rated by hand", unseen["low_quality"]["by_hand"]["roc_auc"]),
    ]
    if report.get("criteria"):
        found += [("expert criteria ROC-AUC, readings", report["criteria"]["readings"]), ("  TF-IDF", report["criteria"]["tf_idf"])]
    return found


def behaviour(stress: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The main numbers of the behaviour tests."""
    deleted, inserted, credit, pairs = stress["deletion"], stress["insertion"], stress["credit"], stress.get("pairs")
    found: list[tuple[str, Any]] = []
    if deleted["pages"]:
        found += [
            (f"passes without its evidence, {deleted['pages']} pages", deleted["passes"]),
            ("  without all that is shown in turn", deleted["passes_in_rounds"]),
            ("  without as many other words", deleted["control_passes"]),
        ]
    found += [
        (f"falls after {inserted['insertions']} insertions of spam", float(inserted["falls"])),
        (f"lowered too much by credit, {credit['pages']} pages", float(credit["lowered_too_much"])),
    ]
    if pairs:
        found += [
            (f"injected pages that flip, {pairs['pairs']} pairs, pool: {stress['pool']}", pairs["flip_rate"]),
            ("benign twins flagged", pairs["twin_flag_rate"]),
            ("median shift by the twin", pairs["twin_median_shift"]),
            ("evidence spans on a mark", pairs["all_signals"]["precision"]),
            ("marks met", pairs["all_signals"]["recall"]),
        ]
    if "cue_check" in stress:
        found.append(("cue check, ROC-AUC of wording (goal: below 0.75)", stress["cue_check"]["roc_auc"]))
    return found


def _shown(number: Any) -> tuple[str, str]:
    if isinstance(number, Mapping):
        if number["value"] is None:
            return "undefined", ""
        return f"{number['value']:.3f}", "" if number["low"] is None else f"{number['low']:.3f} to {number['high']:.3f}"
    return ("" if number is None else f"{number:.4g}"), ""
