"""A definition that holds of a case is held against the cases that follow it."""

from __future__ import annotations

import pytest

from tests.relations.held import right, wrong


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        # the second case has one input of its own and takes the rest from the first
        (
            (
                "## Latency of a buffer\n\nA buffer of 256 samples at a sample rate of 48 kHz has a latency of "
                "5.33 ms; with 512 samples it is {}."
            ),
            "12.67 ms",
            "10.67 ms",
        ),
        # no input has a name: units tell them apart
        (
            (
                "## Best efficiency of a heat engine\n\nCarnot's. Between 600 K and 300 K that is 50%, between 873 K "
                "and 303 K 65.3%, and between 500 °C and 25 °C it is {}."
            ),
            "95.0%",
            "61.4%",
        ),
        # the rest stands in a heading, each case in a list
        (
            (
                "## Wo entsteht das Bild eines nahen Gegenstands?\n\nMit der Linsengleichung, f = 50 mm:\n\n"
                "- Gegenstand in 2 m: 51,3 mm\n- Gegenstand in 1 m: 52,6 mm\n- Gegenstand in 0,5 m: {}\n"
            ),
            "45,5 mm",
            "55,6 mm",
        ),
        (
            (
                "## La ley de Little\n\nCon 600 pedidos al día y una estancia de 1,5 días hay 900 pedidos en curso. "
                "Con 6 camiones por hora y 40 minutos hay de media {} en el sistema."
            ),
            "240 camiones",
            "4 camiones",
        ),
    ],
)
def test_a_case_that_follows_one_that_holds_takes_the_rest_from_it(
    text: str, stated: str, expected: str
) -> None:
    assert wrong(text.format(stated)) == [(stated, expected)]
    assert wrong(text.format(expected)) == []


@pytest.mark.parametrize(
    "text",
    [
        # by how much it differs
        "## Free-space path loss\n\nOver 10 km at 145 MHz it is 95.7 dB. Ten times the distance adds 20 dB.",
        # a condition, no result
        "## Buffer latency\n\nA buffer of 256 samples at 48 kHz has a latency of 5.33 ms; at 3 ms singers hear it.",
        # another number of the clause takes part
        (
            "## Buffer latency\n\nA buffer of 256 samples at 48 kHz has a latency of 5.33 ms; with 512 samples and "
            "2 ms of converters it is 12.7 ms."
        ),
        # double of it
        "## Buffer latency\n\nA buffer of 256 samples at 48 kHz has a latency of 5.33 ms. In and out double it: 10.7 ms.",
        # nothing establishes the relation
        "## Carnot\n\nBetween 500 °C and 25 °C it is 95.0%.",
    ],
)
def test_what_is_no_case_of_the_same_is_left_alone(text: str) -> None:
    assert wrong(text) == []


TABLE = """## What are dBm in milliwatt?

| dBm | Power |
|----:|------:|
| 30 | 1 W |
| 23 | 200 mW |
| 14 | 25 mW |
| 7 | {} |
"""


def test_a_row_that_a_definition_does_not_give_is_refuted_by_the_others() -> None:
    assert ("7 mW", "5 mW") in wrong(TABLE.format("7 mW"))
    assert not wrong(TABLE.format("5 mW"))
    assert "200 mW" in right(TABLE.format("5 mW"))


@pytest.mark.parametrize(
    "text",
    [
        "Calculate the density of aluminium if 27.6 cm³ have a mass of 76.4 g. A mass of 20 g has a volume of 4 cm³.",
        "A density of 1.83 g/mL and a mass of 225 g: does a 150-mL flask of this volume do?",
        "Find the speed of a stone in free fall from a height of 20 m that had a speed of 3 m/s before.",
    ],
)
def test_exercises_and_attributes_state_no_result(text: str) -> None:
    assert wrong(text) == []


def test_a_case_that_gives_one_of_several_inputs_says_by_name_which() -> None:
    text = (
        "With an inflation of 2% a sum of €100,000 has in 20 years a purchasing power of 67,297 €; "
        "with an inflation of 3% the purchasing power is {}."
    )
    assert wrong(text.format("40,000 €")) == [("40,000 €", "55,368 €")]
    assert wrong(text.format("55,368 €")) == []


def test_a_formula_takes_its_own_numbers_as_exact() -> None:
    # 0.5 m v²: were the 0.5 rounded, 250 kJ would do
    text = "A car with a mass of 1,200 kg at a speed of 20.0 m/s has a kinetic energy of {}."
    assert wrong(text.format("252 kJ")) == [("252 kJ", "240 kJ")]
    assert wrong(text.format("240 kJ")) == []


def test_what_only_a_later_case_says_is_not_taken_for_an_earlier_one() -> None:
    text = "## Buffer latency\n\n- 256 samples: 5.8 ms\n- 512 samples at a sample rate of 48 kHz: 10.67 ms\n"
    assert wrong(text) == []
