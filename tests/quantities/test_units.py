"""The table of units, and arithmetic on what they measure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.quantities import Scale, number_at, over, quantities, times, unit_named
from flashcards.quantities.data import table
from flashcards.quantities.units import spelt


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("kWh", "J", 3_600_000),
        ("km/h", "m/s", Fraction(5, 18)),
        ("GiB", "MiB", 1024),
        ("lb", "g", Fraction("453.59237")),
        ("mph", "km/h", Fraction("1.609344")),
        ("L", "m³", Fraction(1, 1000)),
        ("kcal", "kJ", Fraction("4.184")),
        ("ly", "km", Fraction("9460730472580.8")),
        ("atm", "Pa", 101_325),
        ("h", "min", 60),
        ("mol/L", "M", 1),
        ("Gbit/s", "MB/s", 125),
        ("V·A", "W", 1),
        ("N·m", "J", 1),
        ("Ah", "C", 3600),
    ],
)
def test_units_of_one_dimension_convert_exactly(
    one: str, other: str, ratio: Fraction | int
) -> None:
    first, second = unit_named(one)[0], unit_named(other)[0]
    assert first.dimension == second.dimension
    assert first.factors[0] / second.factors[0] == ratio


def test_a_gigabyte_has_two_sizes_and_a_gibibyte_one() -> None:
    assert unit_named("GB")[0].factors == (Fraction(10**9), Fraction(2**30))
    assert unit_named("GiB")[0].factors == (Fraction(2**30),)


def test_ratios_of_open_nouns_are_typed() -> None:
    requests, servers = quantities("1200 requests/s for 4 servers")
    each = over(requests.dimension, servers.dimension)
    assert each == (("request", 1), ("second", -1), ("server", -1))
    assert times(each, servers.dimension) == requests.dimension


def test_temperatures_have_a_nought_of_their_own() -> None:
    (one,) = quantities("20 °C")
    assert one.unit.scale is Scale.AFFINE
    assert one.readings[0].value == Fraction("293.15")
    assert quantities("68 °F")[0].readings[0].value == Fraction("293.15")


def test_decibels_are_marked_logarithmic() -> None:
    assert quantities("30 dB")[0].unit.scale is Scale.LOGARITHMIC


def test_every_unit_of_the_table_is_found_by_each_of_its_words() -> None:
    for row in table("units")["unit"]:
        for word in row.get("words", "").split():
            found = unit_named(word.replace("-", " ").strip())
            assert any(unit.name == row["name"] for unit in found), word


def test_no_word_of_english_is_taken_for_a_prefixed_unit() -> None:
    for word in (
        "a",
        "as",
        "at",
        "am",
        "an",
        "in",
        "on",
        "is",
        "it",
        "to",
        "do",
        "go",
        "no",
        "so",
        "me",
        "up",
    ):
        assert not spelt(word)


def test_the_number_at_a_place_is_found_by_any_of_its_characters() -> None:
    text = "It takes 3.375 GiB."
    assert [bool(number_at(text, at)) for at in (8, 9, 14, 17, 18)] == [
        False,
        True,
        True,
        True,
        False,
    ]
