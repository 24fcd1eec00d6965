"""Whatever a text holds, reading it takes linear time and raises nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.quantities import Habit, quantities

PIECES = (
    "1,", "1.", "1 ", "1", "3–", "$", "1/", "(", "1e", "^", "1_", "1 - ", "about ", "5 per ", "kB/",
    "two ", "±1", "½", "5 a-", "https://", "@a", "a.", "x1.", "\\frac{1", "1a-", "-", " ", "w",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count + "1"
        begin = time.process_time()
        quantities(text)
        return time.process_time() - begin

    seconds(50)
    # Ten times as long, with room for a busy machine, which may be slow once.
    assert any(seconds(1500) < 30 * max(seconds(150), 0.002) for _ in range(3))


@given(st.text(), st.sampled_from(Habit))
def test_any_text_is_read_and_its_offsets_hold(text: str, habit: Habit) -> None:
    last = 0
    for index, one in enumerate(quantities(text, habit=habit)):
        assert one.id == index
        assert last <= one.start <= one.number_start < one.number_end <= one.end
        assert text[one.start : one.end] == one.text
        assert one.readings
        last = one.end


SCRAPS = st.sampled_from((
    "1", "23", "456", ",", ".", " ", "-", "–", "/", "%", "k", "B", "GB", "e", "^", "×", "10", "$", "€",
    "±", "~", "to", "per", "two", "½", "³", "{", "}", "\\text{", "_", "'", ":", "s", "(", ")", "\n",
))  # fmt: skip


@given(st.lists(SCRAPS, max_size=30).map("".join), st.sampled_from(Habit))
def test_any_heap_of_scraps_is_read(text: str, habit: Habit) -> None:
    for one in quantities(text, habit=habit):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize("text", ["1e309", "1e-309", "9^9999", "2^1025", "10^(-999)", "1" * 61])
def test_a_number_beyond_all_measure_is_none(text: str) -> None:
    assert not any(one.value > 10**310 for one in quantities(text))


def test_the_exponents_within_measure_are_exact() -> None:
    assert quantities("1e300")[0].value == 10**300
    assert quantities("2^1023")[0].value == 2**1023
