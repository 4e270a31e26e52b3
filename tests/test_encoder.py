"""What the encoder promises: words of known pieces, the same scores from its file, each sentence for itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from spamcheck.encoder import CLOSE, HEADS, MOST_PIECES, OPEN, UNKNOWN, Encoder, Layer, pieces, read, tokens, word_pieces, write
from spamcheck.errors import InputError
from spamcheck.sentence_roles import NOTHING, closely
from spamcheck.training.encoder import Lessons, taught

WORDS = (OPEN, CLOSE, UNKNOWN, "mill", "##er", "the", "bread", "s", "##s", "!", "a", "n", "##n")
INDEX = {word: i for i, word in enumerate(WORDS)}
WIDTH = 2 * HEADS


@pytest.fixture
def encoder() -> Encoder:
    rng = np.random.default_rng(3)

    def table(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.normal(0, 0.4, shape).astype(np.float32)

    layer = Layer(
        table(WIDTH, 3 * WIDTH), table(3 * WIDTH), table(WIDTH, WIDTH), table(WIDTH), table(2, WIDTH),
        table(WIDTH, 4 * WIDTH), table(4 * WIDTH), table(4 * WIDTH, WIDTH), table(WIDTH), table(2, WIDTH),
    )  # fmt: skip
    return Encoder(
        INDEX, table(len(WORDS), WIDTH), table(MOST_PIECES, WIDTH), table(WIDTH), table(2, WIDTH), (layer, layer),
        table(2 * WIDTH, 8), table(8), table(8, 3), table(3),
    )  # fmt: skip


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    assert tokens("Thé Miller's_bread!") == ["The", "Miller", "'", "s", "_", "bread", "!"]
    assert word_pieces("millers", INDEX) == ["mill", "##er", "##s"]
    assert word_pieces("milk", INDEX) == [UNKNOWN]
    assert pieces("The millers!", INDEX)[0] == [INDEX[w] for w in (OPEN, "the", "mill", "##er", "##s", "!", CLOSE)]
    assert [len(part) for part in pieces("Bread " * 200, INDEX)] == [MOST_PIECES] * 2


def test_a_capital_inside_a_sentence_is_a_name(encoder: Encoder) -> None:
    assert pieces("The Millers mill", INDEX)[1] == [False, False, True, True, True, False, False]
    lower, upper, first = encoder.scores(["the mill", "the Mill", "The mill"])
    assert np.allclose(lower, first, atol=1e-5)
    assert not np.allclose(lower, upper, atol=1e-2)


def test_a_sentence_is_read_for_itself(encoder: Encoder) -> None:
    together = encoder.scores(["the miller", "bread, the bread!", "a miller" * 90])
    assert np.allclose(together[1], encoder.scores(["bread, the bread!"])[0], atol=1e-4)
    assert not np.allclose(encoder.scores(["the bread"]), encoder.scores(["bread the"]), atol=1e-2)


def test_what_was_written_reads_nearly_the_same(encoder: Encoder, tmp_path: Path) -> None:
    write(encoder, tmp_path)
    again = read(tmp_path)
    texts = ["the miller", "a mill!"]
    assert again.index == INDEX
    assert np.abs(again.scores(texts) - encoder.scores(texts)).max() < 0.15


def test_only_what_is_suspected_is_read_again() -> None:
    scores = np.array([[2.0, 5.0], [0.5, 5.0], [3.0, -1.0], [4.0, 0.0]], dtype=np.float32)
    asked: list[list[int]] = []

    def tell(rows: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        asked.append(list(rows))
        return np.full((len(rows), 1), -1.5, dtype=np.float32)

    found = closely(scores, np.array([1.0, np.inf], dtype=np.float32), tell)  # type: ignore[arg-type]
    assert asked == [[0, 2, 3]]
    assert found[:, 0].tolist() == [1.5, NOTHING, 3.0, 4.5]
    assert found[:, 1].tolist() == scores[:, 1].tolist()


@pytest.mark.parametrize(("says", "read"), [(-9.0, [[9, 8, 7, 6]]), (0.0, [[9, 8, 7, 6], [5, 4, 3, 2]])])
def test_more_is_read_where_the_most_suspect_is_what_it_seemed(says: float, read: list[list[int]]) -> None:
    asked: list[list[int]] = []

    def tell(rows: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        asked.append(list(rows))
        return np.full((len(rows), 1), says, dtype=np.float32)

    scores = np.arange(1, 11, dtype=np.float32)[:, None]
    closely(scores, np.zeros(1, dtype=np.float32), tell, np.full(1, 6.0, dtype=np.float32))  # type: ignore[arg-type]
    assert asked == read


def test_teaching_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "torch", None)
    lessons = Lessons(["The miller"], ["a"], np.ones((1, 1), dtype=np.float32), np.ones((1, 1), dtype=np.float32))
    with pytest.raises(InputError, match="spamcheck\\[encoder\\]"):
        taught(lessons, None)
