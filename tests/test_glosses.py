"""What word-for-word English promises: forms, elisions and compounds are found, names and the rest of a text stay as they are."""

from __future__ import annotations

import pytest

from spamcheck.glosses import LANGUAGES, in_english
from spamcheck.lexicon import read


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("es", "La cura, sin receta: 20 €.", "the cure, without prescription: 20 €."),
        ("fr", "L’eau chaude d'un hôtel", "the water hot of a hotel"),
        ("de", "Rückenschmerzen und Bramholdt", "back pain and Bramholdt"),
        ("de", "Kran\u00adken\u00adhaus", "hospital"),
        ("en", "The gift is poison.", "The gift is poison."),
    ],
)
def test_words_are_read_in_english(language: str, text: str, english: str) -> None:
    assert in_english(text, language) == english


def test_a_form_that_is_not_listed_is_read_as_its_neighbour() -> None:
    assert not any(item.startswith("garantizaríamos\t") for item in read("glosses", "es"))
    assert in_english("garantizaríamos", "es").startswith("guarant")
    assert in_english("xyzzy", "es") == "xyzzy"


def test_names_stay_and_shouting_makes_none() -> None:
    assert in_english("Pregunta a Clara Victoria.", "es").endswith("Clara Victoria.")
    assert in_english("Il vit à Nice", "fr").endswith(" Nice")
    assert in_english("Das Haus in Kassel", "de") == "the house in Kassel"
    assert in_english("SIN RECETA", "es") == "without prescription"


def test_a_compound_is_read_by_parts_that_are_all_known() -> None:
    assert not any(item.startswith("rohrdienst\t") for item in read("glosses", "de"))
    assert in_english("Rohrdienst", "de") == "pipe service"
    assert in_english("Bramholdtdienst", "de") == "Bramholdtdienst"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_too_long_to_be_read(language: str) -> None:
    word = "reinigung" * 100_000
    assert in_english(word, language) == word


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_holds_pairs_in_lower_case(language: str) -> None:
    items = list(read("glosses", language))
    assert len(items) > 4000
    assert all(item.count("\t") == 1 and all(item.split("\t")) and item == item.lower() == item.strip() for item in items)
    assert len({item.split("\t")[0] for item in items}) == len(items)
