"""What the sentence roles promise: the same features by names and by numbers, silence in quotation, more never counts less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from joblib import parallel_config
from numpy.typing import NDArray

from spamcheck.document import Document
from spamcheck.encoder import OPEN, Encoder
from spamcheck.errors import CorpusError
from spamcheck.parse import parse
from spamcheck.role_features import raw_features, units
from spamcheck.role_network import load
from spamcheck.sentence_roles import excuses_of, find, lets_off, spots
from spamcheck.training.encoder import Lessons, half, together
from spamcheck.training.role_cuts import cuts, page_tops, suspect_cuts, with_closer
from spamcheck.training.role_models import fit_folds, taught_readers, trained, write_roles
from spamcheck.training.sentences import Sentence, fit_roles, marked_sentences, read_sentences, roles_of

PAGE = (
    "The baker opens at six on weekdays. Call Orla at the Mill Lane desk on 01632 960123 before you come!\n\n"
    "Order 3 boxes today at crumbly.example and pay 20% less. In Leeds, 1,450 people signed the petition of 2019."
)
OFFER = "Message Dr Oduya on WhatsApp +1 555 0142 and he will cast the spell that brings your wife back."


def page(text: str) -> Document:
    return replace(parse(text, kind="text"), language="en")


@pytest.mark.parametrize("text", [PAGE, OFFER, "Hope it helps you too, my dear friend", "one two three four five " * 30])
def test_features_by_arrays_are_those_by_names(text: str) -> None:
    model, doc = load("en"), page(text)
    cut = units(doc)
    words, size = list(model.index), len(model.index)
    rows = dict(model.index) | {f"{words[key // size]} {words[key % size]}": size + i for i, key in enumerate(model.pairs.tolist())}
    flat, sizes = model.features(doc, cut)
    starts = np.cumsum(sizes) - sizes
    for unit, start, size in zip(cut, starts, sizes, strict=True):
        names = raw_features(doc, unit.first, unit.last, doc.text[unit.start : unit.end], unit.links, "en")
        assert set(flat[start : start + size].tolist()) == {rows[f] for f in names if f in rows}


def test_more_text_never_takes_a_spot_away() -> None:
    alone = {s.span for found in spots(page(OFFER)).values() for s in found}
    doc = page(f"{OFFER}\n\n{PAGE}")
    among = {s.span for found in spots(doc).values() for s in found}
    assert alone and alone <= among


def test_quoted_and_debunked_sentences_have_no_role() -> None:
    assert not spots(page(f"She read the leaflet aloud: \u201c{OFFER}\u201d and laughed."))


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("\u201cThey fed us all winter, God bless them,\u201d wrote one mother last week.", True),
        ("\u201cThey fed us all winter. God bless them,\u201d says Mrs. Arlow.", True),
        ("\u201cNach zwei Wochen war alles weg\u201d, sagt Frau Arlow.", True),
        ("\u201cMy knees were gone and the Kneezol cream gave them back!\u201d \u2013 Hilda, 54", False),
        ("Customer of the month Hilda says: \u201cMy veins faded so fast I bought shorts.\u201d", False),
    ],
)
def test_praise_in_quotation_marks_counts_unless_somebody_tells_of_it(text: str, excused: bool) -> None:
    doc = page(text)
    assert lets_off("testimonial", excuses_of(doc, units(doc)[0])) is excused
    assert lets_off("plug", excuses_of(doc, units(doc)[0]))


def test_what_a_page_with_prices_says_of_contact_is_its_own() -> None:
    call = "Text me on 07700 900 733 with your name and where you live."
    priced = parse(f"Driving lessons cost £38 an hour.\n\nTen lessons are £360, and the test is £90 on top.\n\n{call}", kind="text")
    bare = parse(f"Driving lessons take a year.\n\nTen lessons are not enough, and the test comes on top.\n\n{call}", kind="text")
    market = parse(f"The market is worth $4 billion.\n\nOf this $1 billion and £90 million are spent here.\n\n{call}", kind="text")
    found = [excuses_of(doc, units(doc)[-1]) for doc in (priced, bare, market)]
    assert [lets_off("contact", excuses) for excuses in found] == [True, False, False]
    assert not lets_off("cure", found[0])


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://www.cheeseworks.example/press", True), ("https://news.cheeseworks.example/new-cave", True), (None, False),
        ("https://works.example/", False), ("https://cheeseworks.example.test/", False),
    ],
)  # fmt: skip
def test_an_address_of_the_page_s_own_site_is_no_push(url: str | None, own: bool) -> None:
    doc = parse("Write to Petra Oyarz at press@cheeseworks.example for pictures of the cave.", kind="text", url=url)
    excuses = excuses_of(doc, units(doc)[0])
    assert lets_off("contact", excuses) is own
    assert not lets_off("sale", excuses)


def test_queries_on_a_page_about_searching_are_its_examples() -> None:
    talk = "Search engines rank results. A query is a search of few words. Keywords are searched in the results. Google shows a snippet."
    query = "People type root canal cost uk and dentist open sunday near me."
    about, other = (parse(f"{head}\n\n{query}", kind="text") for head in (talk, "Teeth hurt. A dentist helps."))
    assert lets_off("keyword", excuses_of(about, units(about)[-1]))
    assert not lets_off("keyword", excuses_of(other, units(other)[-1]))


def test_a_block_quotation_is_quoted() -> None:
    doc = parse(f"# Is it true?\n\nA reader sent us this:\n\n> {OFFER}\n\nIt is not.", kind="markdown")
    quoted = next(u for u in units(doc) if doc.block_at(u.start).kind == "quote")
    assert lets_off("sale", excuses_of(doc, quoted))
    assert not lets_off("testimonial", excuses_of(doc, quoted))


def test_an_english_sentence_on_a_german_page_is_read_as_english() -> None:
    around = "Die Praxis ist von Montag bis Freitag geöffnet, und die Karte der Kasse wird bei jedem Besuch gebraucht."
    doc = parse(f"{around}\n\n{OFFER}\n\n{around}", kind="text")
    assert doc.language == "de"
    assert {doc.quote(s.span) for found in spots(doc).values() for s in found} == {OFFER}


def test_navigation_has_no_roles() -> None:
    doc = replace(parse(f"<html><body><nav><p>{OFFER}</p></nav><p>We bake.</p></body></html>", kind="html"), language="en")
    assert not spots(doc)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"role": "plug", "label": 1, "text": "Visit us."}\n{"role": "plug"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.jsonl:2"):
        read_sentences([path])


def test_training_tells_roles_apart_and_is_read_back(tmp_path: Path) -> None:
    subjects = ["lamp", "chair", "stove", "coat", "boat"]
    lines = []
    for k in range(6):  # six sources, so that their words are no names
        rows = [f'{{"role": "sale", "label": 1, "text": "Order your {s} from us now and pay nothing today."}}' for s in subjects]
        rows += [f'{{"role": "sale", "label": 0, "text": "The {s} stood by the wall when we came home."}}' for s in subjects]
        path = tmp_path / f"w{k}.jsonl"
        path.write_text("\n".join(rows), encoding="utf-8")
        lines.append(path)
    written = read_sentences(lines)
    honest = [replace(s, role="honest", label=0, source=f"h{i % 6}", page=f"p{i}") for i, s in enumerate(w for w in written if not w.label)]
    found = trained([fit_folds("en", written, [], honest, {f"h{k}": k % 3 for k in range(6)}, roles_of(written))])[0]
    write_roles(found.shipped, tmp_path / "roles", "en", {})
    model = load("en", str(tmp_path / "roles"))
    sold, told = page("Order your table from us now and pay nothing today."), page("The table stood by the wall when we came home.")
    assert set(find(sold, model, units(sold))) == {"sale"}
    assert not find(told, model, units(told))
    assert len(found.unseen) == 3
    assert found.shipped.second is None


def test_marked_sentences_of_spam_pages_are_lessons_of_what_their_family_is_for() -> None:
    text = "Bread needs salt and time. Most of us simply order ours from Oatmill Direct. The oven must be hot before the loaf goes in."
    doc = replace(parse(text, kind="text"), language="en")
    mark = "simply order ours from Oatmill Direct"
    found = marked_sentences("pages", "p1", "referral_plug", (mark, "Oatmill", "not on the page at all"), doc)
    assert [(s.role, s.label, s.source, s.text) for s in found] == [
        ("plug", 1, "pages", "Most of us simply order ours from Oatmill Direct.")
    ]
    assert not marked_sentences("pages", "p1", "hidden_markup", (mark,), doc)


def test_marked_sentences_are_kept_from_the_fold_of_their_source() -> None:
    words = ("lamp", "chair", "stove", "coat")
    written = [
        Sentence((verb, w), "sale", int(verb == "order"), f"w{k}", text=f"{verb} {w}")
        for k in range(6)
        for w in words
        for verb in ("order", "mend")
    ]
    honest = [Sentence(("mend", w), "honest", 0, f"h{i % 6}", f"p{i}", text=f"mend {w}") for i, w in enumerate(words * 6)]
    marked = [Sentence(("order", "boat"), "sale", 1, "h1", "p", text="order the boat")]
    folds = fit_folds("en", written, marked, honest, {f"h{k}": k % 3 for k in range(6)}, ("sale",))
    assert ["order the boat" in lessons.texts for lessons in folds.lessons] == [True, False, True, True]


class Always(Encoder):
    """An encoder that says the same of every sentence."""

    def __init__(self, says: float) -> None:
        object.__setattr__(self, "index", {OPEN: 0})
        object.__setattr__(self, "output_bias", np.array([says], dtype=np.float32))

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.repeat(self.output_bias[None], len(texts), axis=0)


def test_encoders_are_taught_all_languages_and_each_fold_gets_its_own() -> None:
    subjects = ("lamp", "chair", "stove", "coat")
    written = [
        Sentence((verb, s, f"{verb} {s}"), "sale", int(verb == "order"), f"w{k}", text=f"{verb} the {s}")
        for k in range(6) for s in subjects for verb in ("order", "mend")
    ]  # fmt: skip
    honest = [replace(s, role="honest", label=0, source=f"h{i % 6}", page=f"p{i}") for i, s in enumerate(w for w in written if not w.label)]
    folds = [fit_folds(code, written, [], honest, {f"h{k}": k % 3 for k in range(6)}, ("sale",)) for code in ("en", "de")]
    empty = fit_folds("fr", [], [], [], {}, ())
    given: list[Lessons] = []

    def teach(lessons: Lessons) -> Encoder:
        given.append(lessons)
        return Always(float(len(given)))

    with parallel_config("sequential"):
        readers = taught_readers([*folds, empty], teach)
    assert {name: len(made) for name, made in readers.items()} == {"en": 4, "glossed": 4}
    assert [len(lessons.texts) for lessons in given[4:]] == [len(lessons.texts) + len(half(lessons).texts) for lessons in given[:4]]
    assert [lessons.layers for lessons in given] == [6] * 4 + [3] * 4
    assert {s.removeprefix("w")[0] for s in given[0].sources if s.startswith("w")} == set("012345")
    assert all(set(lessons.sources) & {"h0", "h3"} == set() for lessons in given[:1])
    found = trained([folds[1]], encoders=readers["glossed"])[0]
    assert [model.second[1]().output_bias[0] for model in (*found.unseen, found.shipped) if model.second] == [5, 6, 7, 8]
    assert not trained([empty], encoders=readers["glossed"])[0].shipped.names


def test_lessons_of_two_languages_count_the_same_on_the_average() -> None:
    one, two = (
        Lessons([f"{name}{k}" for k in range(n)], [name] * n, np.ones((n, 2), dtype=np.float32), np.full((n, 2), weight, dtype=np.float32))
        for name, n, weight in (("a", 3, 10.0), ("b", 5, 0.5))
    )
    both = together([one, two])
    assert both.sources == ["a"] * 3 + ["b"] * 5
    assert np.allclose(both.weights, 1)
    assert one.digest() != replace(one, sources=["a", "a", "b"]).digest()


def test_few_pages_make_careful_cuts_within_reach() -> None:
    rng = np.random.default_rng(1)
    roles = ("sale", "filler")
    tops = {("h", str(k)): rng.normal(-3, 2, (2, 2)).astype(np.float32) for k in range(50)}
    suspect = suspect_cuts(tops, roles)
    assert np.isinf(suspect[1])
    assert sum(rows[0][0] > suspect[0] for rows in tops.values()) == 5  # a tenth of them
    closer = {key: np.where(rows > suspect, rows - 1, -99.0).astype(np.float32) for key, rows in tops.items()}
    highest = max(rows[0][0] for rows in closer.values())
    first, sure, alike = cuts(with_closer(tops, closer), roles, careful=True)
    assert highest < first[0] < sure[0] < highest + 5
    assert alike[0] < 20
    assert cuts({}, roles)[0] == [99.0, 99.0]


def test_pages_of_all_languages_of_an_encoder_lower_the_cuts_of_what_it_decides() -> None:
    roles = ("sale", "filler")
    low = {("calm", str(k)): np.full((2, 2), -3.0, dtype=np.float32) for k in range(150)}
    own = {("clinic", str(k)): np.full((2, 2), 5.0 if k == 0 else -3.0, dtype=np.float32) for k in range(30)}
    alone, joint = cuts(own, roles), cuts(own, roles, together={**own, **low})
    assert joint[0][0] < alone[0][0]
    assert joint[1][0] < alone[1][0]
    assert joint[2] == alone[2]  # counted by the network, which is another one in each language
    assert [level[1] for level in joint] == [level[1] for level in alone]  # style
    high = {("shop", str(k)): np.full((2, 2), 9.0, dtype=np.float32) for k in range(150)}
    assert cuts(low, roles, together={**low, **high})[0][0] == cuts(low, roles)[0][0]  # and never raise them


def test_of_a_marked_passage_only_what_points_somewhere_is_a_lesson() -> None:
    passage = "Nobody could help us that winter. Then we called Oatmill Drains and the cellar stayed dry. It was a relief."
    doc = parse(f"Cellars flood in spring.\n\n{passage}", kind="text")
    found = marked_sentences("pages", "p1", "referral_plug", (passage,), doc)
    assert [s.text for s in found] == ["Then we called Oatmill Drains and the cellar stayed dry."]


def test_sums_that_are_lent_are_no_prices_of_a_sellers_own() -> None:
    call = "Write to us for your loan today, the lady at the desk answers at once."
    sums = ("€250,000", "250.000 €", "250 000 €", "€ 25 000")
    for one in sums:
        doc = parse(f"We lend {one}.\n\nOr take {one}, or {one} for a house.\n\n{call}", kind="text")
        assert "priced" not in excuses_of(doc, units(doc)[-1]), one


def test_what_is_excused_sets_no_cut() -> None:
    sale = Sentence(("order", "now"), "sale", 1, "w")
    plain = Sentence(("stove", "wall"), "sale", 0, "w")
    found = fit_roles([sale, plain] * 40, [], ["now", "order", "stove", "wall"], ("sale",))
    reported = replace(sale, role="honest", label=0, source="h", page="p", excuses=frozenset(("reported",)))
    page_of = [reported, replace(plain, role="honest", source="h", page="p")]
    tops = page_tops(page_of, found.scores(page_of), found.roles)
    assert tops["h", "p"][0][0] < 0 < found.scores([sale])[0][0]
