"""Injection and training: what is recorded is there, twins differ in nothing else, the same seed gives the same bytes."""

from __future__ import annotations

import html
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spamcheck.errors import CorpusError, InputError
from spamcheck.model import Model
from spamcheck.training.additive import calibrate, fit, step_edges, threshold_at
from spamcheck.training.corpus import Row, read_rows
from spamcheck.training.features import features
from spamcheck.training.grammar import expand
from spamcheck.training.injection import Family, carriers_of, inject, load_pool
from spamcheck.training.network import design, together, train_network
from spamcheck.training.train import SOURCE_CAP, Data, pairs, train, weights, without_markup
from tests.conftest import ROOT

POOL = load_pool(ROOT / "corpus" / "injection" / "train.toml")
CARRIER = "\n\n".join([
    "How the ward sleeps",
    "The night shift on the ward begins at nine, when the lamps are turned down and the last visitors have gone home for the day. "
    "Nurses walk the corridor every hour and write down how each patient has slept, which takes more time than most people think.",
    "In the morning the notes are read aloud, and the doctor decides with the patient whether the dose should be changed again. "
    "Most patients want fewer tablets, while some ask for the same amount because they are afraid of another night without any rest.",
])  # fmt: skip

LONG = CARRIER + "\n\n" + CARRIER.replace("ward", "unit").replace("night", "evening")


def test_expand_binds_capitals_and_records_marks() -> None:
    found = expand("«{City}» and {City} by {digits:3-3}", {"city": ["Leeds", "Perth"]}, random.Random(1))
    a, b = found.spans[0]
    assert found.text[a:b] in ("Leeds", "Perth")
    assert found.text.count(found.text[a:b]) == 2
    with pytest.raises(InputError, match="no rule"):
        expand("{nothing}", {}, random.Random(1))
    with pytest.raises(InputError, match="never end"):
        expand("{a}", {"a": ["{a}"]}, random.Random(1))


@pytest.mark.parametrize("family", POOL.families, ids=lambda f: f.name)
def test_injection_records_what_it_put_in(family: Family) -> None:
    made = [inject(CARRIER, family, POOL, random.Random(i), benign=False, as_html=bool(i % 2)) for i in range(20)]
    for injected in made:
        assert injected is not None
        assert injected.quotes
        if injected.html is None:
            assert all(line in injected.text for quote in injected.quotes for line in quote.split("\n"))
    forms = {injected.quotes for injected in made if injected}
    assert len(forms) > 8, "a family needs many surface forms"


def test_an_injected_sentence_is_not_lost_in_a_title() -> None:
    first, rest = CARRIER.split("\n\n", 2)[1], CARRIER.split("\n\n", 2)[2]
    families = [f for f in POOL.families if f.place == "sentence" and f.name != "spintax"]
    for family in families:
        for i in range(8):
            made = inject(f"{first}\n\n{rest}", family, POOL, random.Random(i), benign=False, as_html=True)
            assert made is not None and made.html is not None
            shown = html.unescape(re.sub(r"<[^>]+>", "", made.html))
            assert all(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", quote) in shown for quote in made.quotes), family.name


def test_carriers_are_long_honest_pages_in_the_language_of_the_pool() -> None:
    german = (
        "Die Nacht auf der Station beginnt um neun, wenn die Lampen gelöscht werden und der letzte Besuch nach Hause gegangen ist. " * 12
    )
    rows = [
        Row("a", "ward", "ward", "ok", False, LONG, None, None),
        Row("b", "station", "station", "ok", False, german, None, None),
        Row("c", "shop", "shop", "spam", False, LONG, None, None),
        Row("d", "note", "note", "ok", False, CARRIER[:200], None, None),
    ]
    assert list(carriers_of(rows, POOL)) == ["ward"]
    assert list(carriers_of(rows, replace(POOL, language="de"))) == ["station"]
    assert pairs(rows[1:], POOL, 2, seed=1) == []


def test_twins_share_their_carrier() -> None:
    row = Row("a", "ward", "ward", "ok", False, LONG, None, None)
    made = pairs([row], POOL, 2, seed=1)
    assert {r.label for r in made} == {"spam", "ok"}
    assert all(r.group == "ward" for r in made)
    assert made == pairs([row], POOL, 2, seed=1)


def test_no_source_outweighs_the_others() -> None:
    rows = [
        Row(f"{s}{i}", s, s, "ok" if s < "m" else "spam", None, "", None, None)
        for s, n in zip("abcdefghnopqrstu", range(1, 400, 25), strict=True)
        for i in range(n)
    ]
    labels = np.array([int(r.label == "spam") for r in rows])
    found = weights(rows, labels)
    for label in (0, 1):
        total = found[labels == label].sum()
        for source in {r.source for r in rows}:
            share = sum(w for w, r, y in zip(found, rows, labels, strict=True) if r.source == source and y == label) / total
            assert share <= SOURCE_CAP + 0.01


def test_fit_is_additive_monotone_and_silent_at_zero() -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 5, (400, 3)).astype(float)
    labels = (values[:, 0] + rng.normal(0, 1, 400) > 2).astype(int)
    function = fit(
        ["a.x_count", "b.y_count", "c.z_count"],
        values,
        labels,
        np.ones(400),
        {"a.x_count": 1, "b.y_count": -1},
        {"a.x_count": 0.0, "b.y_count": 0.0, "c.z_count": 0.0},
        0.5,
    )
    assert "c.z_count" not in function.tables
    edges, steps = function.tables["a.x_count"]
    assert (np.diff(steps) >= -1e-12).all()
    assert steps[np.searchsorted(edges, 0.0)] == 0
    prior, tables = function.quantised()
    assert isinstance(prior, int)
    assert all(isinstance(m, int) for t in tables.values() for m in t["micro"])


def test_edges_are_few_and_between_values() -> None:
    assert step_edges(np.zeros(9), 0.0).tolist() == []
    assert step_edges(np.array([0.0, 1.0, 1.0, 3.0]), 0.0).tolist() == [0.5, 2.0]
    assert len(step_edges(np.linspace(0, 1, 300), 0.0)) <= 6


def test_calibration_and_threshold() -> None:
    rng = np.random.default_rng(0)
    labels = (rng.random(4000) < 0.5).astype(int)
    scores = rng.normal(0, 1, 4000) + 2 * labels
    slope, shift = calibrate(scores, labels, np.ones(4000), 0.05)
    p = 1 / (1 + np.exp(-(slope * scores + shift)))
    assert abs(0.05 * p[labels == 1].mean() + 0.95 * p[labels == 0].mean() - 0.05) < 0.01
    honest = scores[labels == 0]
    limit = threshold_at(honest, np.ones(len(honest)), 0.05)
    assert 0.04 <= (honest >= limit).mean() <= 0.05


def test_a_small_training_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    row = Row("a", "ward", "ward", "ok", False, LONG, None, None)
    other = Row("b", "clinic", "clinic", "low_quality", True, CARRIER, None, None)
    rows = [row, other, *pairs([row], POOL, 6, seed=1)]
    data = Data(tuple(rows), features(rows, jobs=1))
    first, _ = train(data, name="small", version="1", seed=1)
    again, _ = train(data, name="small", version="1", seed=1)
    assert first == again
    for name, content in first.items():
        (tmp_path / name).write_bytes(content)
    assert Model.load(tmp_path).names


def test_rows_are_read_or_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(
        json.dumps({"id": "1", "label": "ok", "text": "a"}) + "\n\n" + json.dumps({"id": "2", "label": "bad", "text": "b"}) + "\n"
    )
    with pytest.raises(CorpusError, match=r"pages\.jsonl:3"):
        list(read_rows(path))
    with pytest.raises(CorpusError, match="cannot be read"):
        list(read_rows(tmp_path / "none.jsonl"))


def test_a_page_of_markup_alone_is_read_as_its_readers_see_it(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    markup = "<html><head><title>Tea</title></head><body><p>The leaves are picked in May.</p></body></html>"
    path.write_text(json.dumps({"label": "ok", "format": "html", "text": markup}))
    (row,) = read_rows(path)
    assert row.html == markup
    assert "picked in May" in row.text
    assert "<" not in row.text


def test_pages_whose_manipulation_lies_in_the_markup_keep_it() -> None:
    html = "<p>Tea dries in the sun.</p><p hidden>cheap tea online</p>"
    hidden = [
        Row(f"h{i}", "s", "s", "spam", None, "Tea dries in the sun.", html, None, "html", marks=("cheap tea online",)) for i in range(40)
    ]
    shown = [
        Row(f"v{i}", "s", "s", "spam", None, "Buy tea here.", "<p>Buy tea here.</p>", None, "html", marks=("Buy tea here.",))
        for i in range(40)
    ]
    assert all(row.html for row in without_markup(hidden, 7))
    assert 5 < sum(row.html is None for row in without_markup(shown, 7)) < 35


def test_networks_together_score_as_their_mean() -> None:
    rng = np.random.default_rng(3)
    examples = design([np.array(sorted(rng.choice(30, 5, replace=False))) for _ in range(200)], 30)
    targets = np.asarray(examples[:, :2].toarray(), dtype=np.float32)
    parts = [train_network(examples, targets, np.ones_like(targets), seed) for seed in (1, 2)]
    bags = [np.array([0, 7, 9]), np.array([1, 4]), np.array([5, 6, 8])]
    found = together(parts).scores(bags)
    assert np.allclose(found, (parts[0].scores(bags) + parts[1].scores(bags)) / 2, atol=1e-5)
    assert found[0, 0] > found[1, 0]
    assert found[1, 1] > found[2, 1]
