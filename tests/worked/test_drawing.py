"""Values in the place of a document's own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from flashcards.quantities import NUMBER, quantities
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


@pytest.mark.parametrize(
    ("value", "others"),
    [("250", "150 200 250 300 350 400"), ("45", "25 30 35 40 45 50 55 60 65 70"), ("3", "2 3 4")],
)
def test_numbers_stay_as_round_as_their_own(value: str, others: str) -> None:
    assert set(drawn(value)) <= set(map(Fraction, others.split()))
    assert len(drawn(value)) > 2


def test_a_number_stays_between_the_ends_that_its_document_shows() -> None:
    own = Input(name="", value=Fraction(150), unit="°", step=Fraction(1))
    shown = replace(own, shown=(Fraction(15), Fraction(180)))
    assert max(options(shown)) == 180
    assert all(each <= 180 for each in options(own))  # no difference is more than half a circle


@pytest.mark.parametrize(
    ("name", "unit", "value"),
    [
        ("", "V", "2"), ("compression ratio", "", "8"), ("R0", "", "4"),
        ("the {{ x0 }} teeth", "teeth", "16"),
    ],
)  # fmt: skip
def test_only_counts_and_bits_keep_to_powers_of_two(name: str, unit: str, value: str) -> None:
    volts = quantities("2 V")[0].dimension if unit == "V" else NUMBER
    one = Input(name=name, value=Fraction(value), unit=unit, step=Fraction(1), dimension=volts)
    assert any(each.denominator > 1 or int(each).bit_count() > 1 for each in options(one))


def test_of_a_share_what_is_missing_is_varied() -> None:
    one = Input(name="hit ratio", value=Fraction("0.98"), unit="", step=Fraction(1, 100))
    assert all(Fraction("0.96") < each < 1 for each in options(one))


def test_a_decimal_of_many_digits_is_what_it_is() -> None:
    assert drawn("42.195") == [Fraction("42.195")]


@pytest.mark.parametrize("hours", ["8760", "1440", "604800"])
def test_what_a_year_or_a_day_has_is_what_it_is(hours: str) -> None:
    assert drawn(hours) == [Fraction(hours)]


@pytest.mark.parametrize(("value", "own"), [(168, "h"), (1440, "min")])
def test_what_a_week_or_a_day_has_is_so_only_in_its_unit(value: int, own: str) -> None:
    one = Input(name="", value=Fraction(value), unit=own, step=Fraction(1))
    assert options(one) == [Fraction(value)]
    assert len(options(replace(one, unit="tokens"))) > 2


def test_a_column_of_a_few_parts_shows_how_many_there_are() -> None:
    one = Input(
        name="bytes", value=Fraction(2), unit="", step=Fraction(1),
        column=(Fraction("0.5625"), Fraction("1.0625"), Fraction(2)),
    )  # fmt: skip
    assert options(one) == list(one.column)


def test_sound_and_light_go_as_fast_as_they_do() -> None:
    one = Input(name="", value=Fraction(340), unit="m/s", step=Fraction(1))
    assert options(one) == [Fraction(340)]
    assert len(options(replace(one, unit="km"))) > 2


def test_numbers_of_many_digits_are_what_they_are_unless_they_are_of_a_machine() -> None:
    assert drawn("35786") == [Fraction(35786)]
    assert len(drawn("128256")) > 2


def test_a_round_number_keeps_its_noughts() -> None:
    assert all(each % 10000 == 0 for each in drawn("600000"))


def test_resistors_and_capacitors_are_drawn_as_they_are_sold() -> None:
    one = Input(name="", value=Fraction(470), unit="Ω", step=Fraction(1))
    assert [int(each) for each in options(one)] == [270, 330, 390, 470, 560, 680, 820]
    assert len(options(replace(one, value=Fraction(50)))) > 2  # no preferred number


def test_bits_and_blocks_of_a_format_are_those_of_formats() -> None:
    bits = Input(name="bits", value=Fraction("8.5"), unit="", step=Fraction(1, 2))
    assert {float(each) for each in options(bits)} == {5.5, 6, 6.5625, 8.5, 9}
    block = Input(name="size of a block", value=Fraction(34), unit="bytes", step=Fraction(1))
    assert {int(each) for each in options(block)} == {20, 22, 24, 34, 36}


@pytest.mark.parametrize(("unit", "value"), [("°", 360), ("mg/kg", 15), ("ml per kg and point", 2)])
def test_a_full_circle_and_a_dose_are_what_they_are(unit: str, value: int) -> None:
    one = Input(name="", value=Fraction(value), unit=unit, step=Fraction(1))
    assert options(one) == [Fraction(value)]
