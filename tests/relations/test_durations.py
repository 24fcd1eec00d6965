"""Times told in two units are one quantity, and are written as they stand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.quantities import Quantity, quantities
from flashcards.relations.durations import is_composed, is_decimal_slip, joined, written


def only(text: str) -> Quantity:
    (one,) = joined(quantities(text), text)
    return one


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4 h 30 min", 16_200),
        ("1 h 30", 5_400),
        ("3 min 45 s", 225),
        ("4 hours and 22 minutes", 15_720),
        ("2 days 4 hours", 187_200),
        ("1:45:29", 6_329),
        ("4:20 min", 260),
    ],
)
def test_parts_of_one_time_are_one(text: str, seconds: int) -> None:
    one = only(text)
    assert is_composed(one)
    assert (one.text, one.readings[0].value) == (text, Fraction(seconds))


def test_a_pace_is_a_time_for_a_length() -> None:
    assert float(only("6:26 per mile").readings[0].value) == pytest.approx(386 / 1609.344)
    assert float(only("6:00 min/km").readings[0].value) == pytest.approx(0.36)


@pytest.mark.parametrize(
    "text", ["at 9:15", "09:15:00 started", "3 h, 20 min", "5 min 1.5 h", "10 h 200 W", "2 h 30 km"]
)
def test_what_only_stands_side_by_side_stays_apart(text: str) -> None:
    assert not any(is_composed(one) for one in joined(quantities(text), text))


@given(st.integers(1, 99), st.integers(0, 59))
def test_a_time_is_written_back_as_it_was(hours: int, minutes: int) -> None:
    one = only(f"{hours} h {minutes} min")
    assert written(one.readings[0].value, one) == one.text


def test_decimals_of_hours_that_were_read_as_minutes_are_a_slip() -> None:
    assert is_decimal_slip(Fraction(9, 2) * 3600, only("4 h 50 min"))
    assert is_decimal_slip(Fraction(13, 10) * 3600, only("1 h 30 min"))
    assert is_decimal_slip(Fraction(48, 10) * 60, only("4 min 80 s"))
    assert not is_decimal_slip(Fraction(9, 2) * 3600, only("4 h 20 min"))
