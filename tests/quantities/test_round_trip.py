"""A value written like a quantity reads back as that value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.quantities import Habit, format_like, interval, number_like, quantities

LIKE = (
    ("1,234,567 tokens", Habit.POINT),
    ("1,234.50 $", Habit.POINT),
    ("$1,200.50", Habit.POINT),
    ("3.375 GiB", Habit.POINT),
    ("12 %", Habit.POINT),
    ("12.5%", Habit.POINT),
    ("1'234.5 ms", Habit.POINT),
    ("1_000_000 B", Habit.POINT),
    ("1 234 567 B", Habit.POINT),
    ("1.234,5 €", Habit.COMMA),
    ("0,25 s", Habit.COMMA),
    ("12,34,567", Habit.POINT),
    ("1.5e9 parameters", Habit.POINT),
    ("$1.2M", Habit.POINT),
    ("20.5 °C", Habit.POINT),
    ("54.7 tokens per second", Habit.POINT),
    ("32 layers", Habit.POINT),
)


@pytest.mark.parametrize(("form", "habit"), LIKE, ids=[form for form, _ in LIKE])
def test_its_own_value_is_written_as_it_stands(form: str, habit: Habit) -> None:
    (one,) = quantities(form, habit=habit)
    assert quantities(format_like(one.readings[0].value, one), habit=habit)[0].value == one.value


@pytest.mark.parametrize(
    ("form", "value", "written"),
    [
        ("1,234,567 tokens", 7654321, "7,654,321 tokens"),
        ("$1,200.50", Fraction(98765, 100), "$987.65"),
        ("3.4 GiB", 2**30 * Fraction(27, 8), "3.4 GiB"),
        ("12.5%", Fraction(1, 3), "33.3%"),
        ("~4 GB", 2 * 10**9, "2 GB"),
        ("$1.2M", 3_450_000, "$3.5M"),
        ("20 °C", Fraction(30315, 100), "30 °C"),
        ("-5 ms", Fraction(-3, 1000), "-3 ms"),
        ("3–4 GiB", 2**31, "2 GiB"),
    ],
)
def test_a_value_takes_unit_precision_and_signs_of_the_quantity(
    form: str, value: Fraction, written: str
) -> None:
    (one,) = quantities(form)
    assert format_like(Fraction(value), one) == written


@given(st.sampled_from(LIKE), st.fractions(0, 10**7, max_denominator=1000))
def test_what_is_written_reads_back_within_half_of_its_last_digit(
    like: tuple[str, Habit], number: Fraction
) -> None:
    form, habit = like
    (one,) = quantities(form, habit=habit)
    reading = one.readings[0]
    value = number * reading.factor + reading.offset
    (again,) = quantities(format_like(value, one), habit=habit)
    assert again.unit == one.unit
    low, high = interval(again)
    assert low <= value <= high


def test_the_number_alone_replaces_the_number() -> None:
    text = "It takes 3.375 GiB here."
    (one,) = quantities(text)
    new = text[: one.number_start] + number_like(Fraction(2**30), one) + text[one.number_end :]
    assert new == "It takes 1.000 GiB here."
