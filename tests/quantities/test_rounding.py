"""Which values may stand behind a number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.quantities import interval, quantities, rounds_to


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("13.8", Fraction(55, 4), Fraction(277, 20)),
        ("4 s", Fraction(7, 2), Fraction(9, 2)),
        ("3–4 s", Fraction(5, 2), Fraction(9, 2)),
        ("12 %", Fraction(115, 1000), Fraction(125, 1000)),
        ("5 ± 2 s", Fraction(3), Fraction(7)),
        ("3/8", Fraction(3, 8), Fraction(3, 8)),
        ("$1.2M", Fraction(1_150_000), Fraction(1_250_000)),
    ],
)
def test_half_of_the_last_digit_either_way(form: str, low: Fraction, high: Fraction) -> None:
    assert interval(quantities(form)[0]) == (low, high)


def test_a_number_that_was_cut_may_be_a_whole_digit_off() -> None:
    (one,) = quantities("3.37 s")
    assert interval(one, truncated=True) == (Fraction(3365, 1000), Fraction(338, 100))
    (one,) = quantities("-3.37 s")
    assert interval(one, truncated=True) == (Fraction(-338, 100), Fraction(-3365, 1000))


def test_a_hedge_gives_room_of_its_own_and_can_be_left_out() -> None:
    (one,) = quantities("~100 s")
    assert interval(one) == (Fraction(94), Fraction(106))
    assert interval(one, hedge=Fraction(0)) == (Fraction(199, 2), Fraction(201, 2))


def test_any_reading_of_its_unit_may_be_meant() -> None:
    (one,) = quantities("4 GB")
    assert rounds_to(Fraction(4 * 10**9), one)
    assert rounds_to(Fraction(4 * 2**30), one)
    assert not rounds_to(Fraction(2 * 10**9), one)
