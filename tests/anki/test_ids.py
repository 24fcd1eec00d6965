from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki import ids
from flashcards.anki.ids import FIRST, SPAN, distinct_ids, stable_id

NAMES = st.lists(st.text(max_size=6))


def test_numbers_never_change() -> None:
    assert stable_id("deck", "LLM Interviews") == 1_649_732_067_361
    assert stable_id("note", "abc") != stable_id("card", "abc")


@given(NAMES)
def test_numbers_are_times_of_the_past_that_every_anki_can_hold(names: list[str]) -> None:
    for number in distinct_ids("note", names).values():
        assert FIRST <= number < FIRST + SPAN + len(names) < 1_795_000_000_000


@given(NAMES)
def test_the_order_of_names_does_not_matter(names: list[str]) -> None:
    assert distinct_ids("note", names) == distinct_ids("note", reversed(names))


def test_names_that_draw_one_number_get_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "SPAN", 3)
    made = distinct_ids("note", [f"n{i}" for i in range(50)])
    assert len(set(made.values())) == 50
