"""Values in the place of a document's own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.worked.calculation import Input
from flashcards.worked.drawing import options


def drawn(value: str) -> list[Fraction]:
    own = Fraction(value)
    return options(Input(name="", value=own, unit="", step=Fraction(1, own.denominator)))


@pytest.mark.parametrize("value", ["2000", "970", "0.12"])
def test_no_other_number_becomes_a_power_of_ten_which_leaves_nothing_to_compute(value: str) -> None:
    assert not {Fraction(10) ** power for power in range(-4, 5)} & set(drawn(value))


def test_a_power_of_ten_of_the_document_may_stay() -> None:
    assert Fraction(1000) in drawn("1000")


@pytest.mark.parametrize("value", ["255", "1023", "65535"])
def test_the_largest_number_of_so_many_bits_is_what_it_is(value: str) -> None:
    assert drawn(value) == [Fraction(value)]


def test_a_sampling_rate_becomes_a_usual_one_in_any_unit() -> None:
    own = Input(name="", value=Fraction("44.1"), unit="kHz", step=Fraction(1, 10))
    assert set(options(own)) >= {Fraction("44.1"), Fraction(48), Fraction(32)}
    assert Fraction("35.3") not in options(own)
