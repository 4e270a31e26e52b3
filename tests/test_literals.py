"""Strings that signals look for first: found in one pass, wherever a plain search finds them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import spamcheck
from spamcheck.literals import LISTED, held, may_hold
from spamcheck.parse import parse

_PIECES = [*sorted(LISTED), " ", "\u200b", "\u0301", "\u00a0", "\u2013", "\u201c", "\u0130", "\ufb01", "\u0430", "\u03a3", "x", "."]


@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.sampled_from([str, str.upper, str.title]))
def test_nothing_that_a_text_holds_is_missed(pieces: list[str], form: Callable[[str], str]) -> None:
    doc = parse(f"A page on otters. {form(''.join(pieces))} It ends here.", kind="text")
    found = set(held(doc, LISTED))
    assert {x for x in LISTED if x in doc.text or x in doc.folded.text or x in doc.lowered} <= found
    assert all(x.lower() in doc.text.lower() or x.lower() in doc.folded.text for x in found)


def test_what_is_not_listed_is_left_to_the_caller() -> None:
    doc = parse("Nothing of it stands here.", kind="text")
    assert held(doc, ["otter", "PMID"]) == ["otter"]
    assert may_hold(doc, "otter")
    assert not may_hold(doc, "PMID", "side effect")


def test_each_listed_string_is_asked_for() -> None:
    folder = Path(spamcheck.__file__).parent
    files = [f for f in (*folder.glob("*.py"), *folder.glob("signals/*.py")) if f.name != "literals.py"]
    code = "\n".join(f.read_text(encoding="utf-8") for f in files)
    assert [x for x in sorted(LISTED) if f'"{x}"' not in code] == []
