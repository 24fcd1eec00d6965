"""Numbers as documents write them, and what true values they may stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.claims.numbers.stated import quantities


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("~4 GB", 4, "GB"),
        ("21,474,836,480 bytes", 21474836480, "B"),
        ("13.3 seconds", Fraction(133, 10), "s"),
        ("99.996%", Fraction(99996, 1000), "%"),
        ("4.85e8", 485_000_000, None),
        ("3 GB/s", 3, "GB/s"),
        ("128 MB per token", 128, "MB"),
        ("2 bytes/param", 2, "B"),
        ("32 layers", 32, None),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, low: Fraction | int, unit: str | None) -> None:
    one = quantities(text)[0]
    assert one.low == one.high == low
    assert (one.unit.name if one.unit else None) == unit


@pytest.mark.parametrize(
    "text", ["Q4_K_M", "v1.2.3", "L4/L5x7", "IQ3_XXS", "llama2", "x86_64", "a1"]
)
def test_digits_in_names_are_no_numbers(text: str) -> None:
    assert [one.text for one in quantities(text) if one.unit] == []
    assert len(quantities(text)) <= 1


@pytest.mark.parametrize(
    ("text", "value", "means"),
    [
        ("13.3 s", Fraction(40, 3), True),
        ("13.4 s", Fraction(40, 3), False),
        ("5.7 s", Fraction(40, 7), True),
        ("2 GB", Fraction(2**31), True),  # as GiB
        ("2 GB", Fraction(2 * 10**9), True),
        ("2.0 GiB", Fraction(2 * 10**9), False),
        ("~14 GB", Fraction(13_476_831_232), True),
        ("4 GB", Fraction(2**31), False),
        ("3-4 GB", Fraction(35 * 10**8), True),
        ("140 GB", Fraction(138 * 10**9), True),  # its zero may be rounding
        ("141 GB", Fraction(138 * 10**9), False),
        ("21,474,836,480 bytes", Fraction(21_474_836_486), False),
    ],
)
def test_a_true_value_may_have_been_written_so(text: str, value: Fraction, means: bool) -> None:
    (one,) = quantities(text)
    assert one.means(value) is means


@given(st.integers(1, 10**9), st.integers(0, 6))
def test_any_rounding_of_a_value_means_it(number: int, digits: int) -> None:
    value = Fraction(number, 997)
    (one,) = quantities(f"{float(value):.{digits}f}")
    assert one.means(value)


def test_a_number_of_thousands_of_digits_is_none() -> None:
    assert not quantities("9" * 5000 + " GB")


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for one in quantities(text):
        assert text[one.start : one.end].strip() == one.text
