from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.claims.numbers.spans import Span, reaches, slack, span
from flashcards.claims.numbers.stated import Stated, quantities


def said(text: str) -> Stated:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "room"),
    [("13.8 GB", "0.05"), ("7 GB", "0.5"), ("~50 GB", "3"), ("40 GB", "1"), ("0.25", "0.005")],
)
def test_a_rounded_number_leaves_half_a_digit_or_more(text: str, room: str) -> None:
    assert slack(said(text)) == Fraction(room)


def test_zeros_are_meant_beside_finer_numbers() -> None:
    assert span(said("40 s"), to_the_digit=True) == Span(Fraction(79, 2), Fraction(81, 2))


@pytest.mark.parametrize(
    ("text", "low", "high", "reached"),
    [
        ("5 s", 4, 6, True),
        ("5 s", 6, 7, False),
        ("5 s", 3, 4, False),
        ("5.0 s", 4, Fraction("4.96"), True),
        ("3-7 s", 1, 4, True),
        ("3-7 s", 9, 12, False),
    ],
)
def test_a_stated_number_reaches_a_span_that_it_may_mean(
    text: str, low: Fraction, high: Fraction, *, reached: bool
) -> None:
    assert reaches(said(text), Span(Fraction(low), Fraction(high))) is reached


def test_a_gigabyte_is_read_in_one_way_at_a_time() -> None:
    two = Span(Fraction(2 * 1024**3), Fraction(2 * 1024**3))
    assert reaches(said("2.00 GB"), two)
    assert reaches(said("2.00 GB"), two, 1)
    assert not reaches(said("2.00 GB"), two, 0)


def test_a_quotient_by_what_may_be_nothing_is_none() -> None:
    one = Span(Fraction(1), Fraction(2))
    assert one.over(Span(Fraction(0), Fraction(1))) is None
    assert one.over(one) == Span(Fraction(1, 2), Fraction(2))
