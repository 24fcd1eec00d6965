"""Fuzz: from the card and how often it was answered, within documented bounds, evenly."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.schedule.fuzz import bounds, fraction, fuzzed

intervals = st.floats(0.001, 50_000)
limits = st.integers(1, 40_000)
fractions = st.floats(0, 1, exclude_max=True)


@given(card=st.text(), repetitions=st.integers(0, 10**6))
def test_a_fraction_is_from_0_up_to_but_without_1_and_always_the_same(
    card: str, repetitions: int
) -> None:
    found = fraction(card, repetitions)
    assert 0 <= found < 1
    assert found == fraction(card, repetitions)


def test_fractions_are_even_over_cards_and_over_repetitions() -> None:
    """Pearson's chi-square for 20 equal cells; 50 is beyond the 0.01 % point of 19 degrees."""
    for draws in (
        [fraction(f"{number:016x}", 3) for number in range(10_000)],
        [fraction("4f1c", number) for number in range(10_000)],
    ):
        cells = Counter(int(20 * draw) for draw in draws)
        assert sum((cells[cell] - 500) ** 2 / 500 for cell in range(20)) < 50


def test_siblings_part() -> None:
    days = {fuzzed(100.0, 1, 36_500, fraction(f"note-{slot}", 4)) for slot in range(10)}
    assert len(days) > 4


@given(interval=intervals, least=limits, most=limits, where=fractions)
def test_fuzz_stays_within_its_bounds_and_those_within_the_limits(
    interval: float, least: int, most: int, where: float
) -> None:
    low, high = bounds(interval, least, most)
    assert min(least, most) <= low <= fuzzed(interval, least, most, where) <= high <= most


@given(interval=st.floats(0.001, 2.49), where=fractions)
def test_short_intervals_are_not_fuzzed(interval: float, where: float) -> None:
    assert fuzzed(interval, 1, 36_500, where) == max(1, int(interval + 0.5))


@given(interval=st.floats(3, 30_000), where=fractions)
def test_fuzz_moves_an_interval_by_a_quarter_and_a_day_at_most(
    interval: float, where: float
) -> None:
    assert abs(fuzzed(interval, 1, 36_500, where) - interval) <= 1.5 + interval * 0.25


@given(interval=intervals, one=fractions, other=fractions)
def test_the_later_in_its_spread_the_longer(interval: float, one: float, other: float) -> None:
    first, second = sorted((one, other))
    assert fuzzed(interval, 1, 36_500, first) <= fuzzed(interval, 1, 36_500, second)
