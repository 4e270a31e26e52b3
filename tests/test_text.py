"""Normalisation, language, lexicons and hosts: what every signal relies on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spamcheck import lexicon
from spamcheck.domains import owner, split_url, target
from spamcheck.language import detect
from spamcheck.lexicon import LANGUAGES, automaton, host_item, read, scan
from spamcheck.name_words import name_words
from spamcheck.normalize import fold
from spamcheck.parse import parse
from spamcheck.site_names import says_a_sale


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Plain ASCII", "plain ascii"),
        ("It’s “quoted” – so", 'it\'s "quoted" - so'),
        ("ＦＵＬＬ 𝐛𝐨𝐥𝐝 ①", "full bold 1"),
        ("ze\u200bro wi\u00addth", "zero width"),
        ("p\u0430yment and c\u0430sino", "payment and casino"),
        ("a\u0301rbol s\u0336trike", "árbol strike"),
        ("non\u00a0breaking", "non breaking"),
        ("Ärzte für große Füße", "ärzte für große füße"),
        ("μg and β-blocker and Δ9", "μg and β-blocker and δ9"),
        ("Привет мир", "привет мир"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(alphabet=st.sampled_from("ab Z\u200b\u00ad\u0301éﬁ½а“\n"), max_size=60))
def test_fold_maps_back(text: str) -> None:
    found = fold(text)
    places = [found.original(i) for i in range(len(found.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= p <= len(text) for p in places)


@given(st.text(max_size=80))
def test_words_keep_their_offsets(text: str) -> None:
    doc = parse(text, kind="text")
    words = doc.words
    for lower, start, end in zip(words.lower, words.start, words.end, strict=True):
        assert 0 <= start < end <= len(doc.text)
        if doc.text[start:end].isascii():
            assert lower == doc.text[start:end].lower()


def test_how_much_was_folded_can_be_read() -> None:
    found = fold("a c\u0430sino with in\u200bvisible parts")
    assert len(found.lookalikes) == 1
    assert len(found.invisible) == 1


SENTENCES = {
    "en": "The doctor said that it was not the kind of pain which they would see in the winter, and she was right about this.",
    "es": "El médico dijo que no era el tipo de dolor que se ve en el invierno, y ella tenía razón sobre esto con los niños.",
    "fr": "Le médecin a dit que ce n'était pas le genre de douleur que l'on voit en hiver, et elle avait raison sur ce point.",
    "de": "Der Arzt sagte, dass es nicht die Art von Schmerz war, die man im Winter sieht, und sie hatte damit auch recht.",
    "pt": "O médico disse que não era o tipo de dor que se vê no inverno, e ela tinha razão sobre isso com as crianças.",
    "it": "Il medico ha detto che non era il tipo di dolore che si vede in inverno, e lei aveva ragione su questo punto.",
    "nl": "De arts zei dat het niet het soort pijn was dat je in de winter ziet, en zij had daar ook gelijk in met hem.",
    "ru": "Врач сказал, что это не та боль, которую видят зимой, и она была права.",
    "ja": "医者はそれが冬に見られる種類の痛みではないと言いました。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_language(language: str) -> None:
    text = SENTENCES[language] * 3
    assert detect(text.lower().split(), text) == language


def test_a_list_with_few_small_words_has_the_language_that_alone_has_them() -> None:
    names = [f"oakby{k}" for k in range(130)]
    assert detect([*names, *["from", "which", "their"] * 3], "") == "en"
    assert detect([*names, "from", "which", "their"], "") is None  # too few
    assert detect([*names, *["from", "which", "their", "durch", "nicht", "werden"] * 3], "") is None  # two languages


def test_unclear_language_is_none() -> None:
    assert detect(["alpha", "beta", "gamma", "delta"] * 10, "alpha beta gamma delta " * 10) is None


def test_automaton_keeps_word_boundaries_and_longest_items() -> None:
    found = scan("they say in conclusion that the inconclusion is not in conclusive form", "en")
    assert [(s, e) for s, e, _, _ in found["filler_phrases"] if e - s > 8] == [(9, 22)]


def test_every_language_has_an_automaton() -> None:
    for language in (*LANGUAGES, None):
        assert automaton(language).owners


def test_no_list_names_a_thing_twice() -> None:
    for path in sorted(Path(lexicon.__file__).with_name("lexicons").glob("*.txt")):
        items = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert len(items) == len(set(items)), path.name


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("vapejuicewholesale", "en", "vape juice wholesale"),
        ("carpetcleaningquotes", "en", "carpet cleaning quotes"),
        ("bestplumberinwestbourne", "en", "best plumber in westbourne"),  # one word that no list has
        ("guenstigekredite", "de", "guenstige kredite"),
        ("garden", "en", ""),
        ("brmflt", "en", ""),
        ("x" * 400, "en", ""),
        ("vapejuice", "ru", ""),
    ],
)
def test_names_are_cut_into_words(name: str, language: str, words: str) -> None:
    assert " ".join(name_words(name, language)) == words


@pytest.mark.parametrize(
    ("host", "sells"),
    [
        ("cheap-hoses.example", True), ("shockwavemachineforsale.example", True), ("plumbernearme.example", True), ("cookieandkate.example", False),
        ("rose-society.example", False), ("sale.example", False), ("marqueehire.example", True), ("ponyhire.example", False),
    ],
)  # fmt: skip
def test_a_name_says_a_sale(host: str, sells: bool) -> None:
    doc = parse(f"A pony eats hay all day, and so do its friends. See https://{host}/hay for more of it.", kind="text")
    assert says_a_sale(doc, doc.links[0]) is sells


def test_hosts_match_on_labels() -> None:
    assert host_item("scholarly_hosts", "pubmed.ncbi.nlm.nih.gov")
    assert host_item("scholarly_hosts", "notnih.gov.example") is None
    assert all("/" not in item and item == item.lower() for item in read("free_hosts"))


@pytest.mark.parametrize(
    ("url", "site", "kind"),
    [
        ("https://mara-pages.blogspot.com/x", "mara-pages.blogspot.com", "free"),
        ("https://www.clinic.example/contact", "clinic.example", "other"),
        ("https://doi.org/10.5555/12345678", "doi.org", "registry"),
        ("http://192.0.2.7/x", "192.0.2.7", "address"),
        ("/relative/path", "", "internal"),
        ("mailto:a@b.example", "", "internal"),
    ],
)
def test_targets(url: str, site: str, kind: str) -> None:
    found = target(url)
    assert found.site == site
    assert found.kind == kind or (kind == "registry" and found.kind not in ("other", "internal", "free"))


def test_accounts_of_a_shared_host_are_different_sites() -> None:
    assert owner("one.blogspot.com")[0] != owner("two.blogspot.com")[0]
    assert owner("www.clinic.example")[0] == owner("shop.clinic.example")[0]


def test_split_url_survives_anything() -> None:
    assert split_url("https://user:pw@Host.Example:8080/a?b=c#d") == ("host.example", "/a", "b=c")
    assert split_url("nonsense") == ("", "", "")
