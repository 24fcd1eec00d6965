"""Definitions that a document applies: asked again with the names of the pack, and other numbers."""

from __future__ import annotations

import pytest

from flashcards.problems import check
from tests.worked.test_worked import found, section, variants

OHM = "A voltage of 12 V and a current of 2 A: the resistance is 6 Ω."


def test_a_definition_applied_becomes_a_problem_with_named_inputs() -> None:
    (one,) = found(section(OHM, "Which resistance is it?"))
    assert (one.name, one.defined) == ("resistance", "ohms-law")
    assert [(each.name, each.unit) for each in one.inputs] == [("voltage", "V"), ("current", "A")]
    drawn = variants(section(OHM, "Which resistance is it?"))
    assert len({one.statement for one in drawn}) > 4
    for variant in drawn:
        check(variant)
        assert "What is the resistance if the voltage is " in variant.statement
    assert not variants(section(OHM, "Which lamp is it?"))  # one sign, for which nobody asks


def test_units_are_turned_into_one_another() -> None:
    (one,) = found(section("At a frequency of 50 Hz the period is 20 ms."))
    assert one.relation == "((1 / x0) * 1000)"
    assert one.said == "1 ÷ frequency"


def test_constants_that_a_problem_needs_are_given() -> None:
    fall = "In free fall from a height of 45 m a stone takes {} s."
    drawn = variants(section(fall.format("3.03")))
    assert drawn
    assert all("g = 9.81 m/s²" in one.statement for one in drawn)
    assert not variants(section(fall.format("3.00")))  # worked out with another constant


@pytest.mark.parametrize(
    "answer",
    [
        OHM.replace("6 Ω", "60 Ω"),  # wrong
        OHM.replace("2 A", "about 2 A"),  # an input that is not told
        OHM.replace("6 Ω", "5–7 Ω"),  # no one result
        "Bei 12 V und 2 A sind es 6 Ω. Das ist der Widerstand, und das gilt für die ganze Schaltung.",
    ],
)
def test_nothing_is_made_where_a_number_is_wrong_or_has_no_name(answer: str) -> None:
    assert not [one for one in found(section(answer)) if one.defined]


def test_a_formula_is_made_twice_at_most_whatever_it_is_solved_for() -> None:
    answer = (
        f"{OHM}\n\nA resistance of 4 Ω and a current of 3 A: the voltage is 12 V.\n\n"
        "A resistance of 8 Ω at a voltage of 24 V: the current is 3 A."
    )
    assert len([one for one in found(section(answer)) if one.defined]) == 2


def test_in_another_language_the_document_asks_with_its_own_sentence() -> None:
    text = (
        "# Elektrotechnik\n\n## Wie viel Energie steckt in einem geladenen Kondensator?\n\n"
        "Das halbe Produkt aus Kapazität und dem Quadrat der Spannung. 1000 µF an 10 V speichern "
        "50 mJ.\n\n## Was ist ein Widerstand?\n\n"
        "Ein Bauteil, das den Strom begrenzt, wenn eine Spannung anliegt.\n"
    )
    drawn = variants(text)
    assert drawn
    assert all("speichern **?** mJ" in one.statement for one in drawn)


def test_of_the_same_numbers_only_what_comes_out_is_asked() -> None:
    table = (
        "| State | Current (µA) | Time (ms) | Charge (µC) |\n|---|---:|---:|---:|\n"
        "| radio | 15,000 | 10 | 150 |\n| sense | 2,000 | 20 | 40 |\n| sleep | 5 | 970 | 4.85 |\n"
    )
    made = found(section(table))
    assert {one.name.casefold() for one in made} == {"charge"}
    assert all(each.unit for one in made for each in one.inputs)


def test_a_bare_number_is_called_what_its_text_calls_it() -> None:
    text = section(
        "5 · log2(1296) = 51.7 bits of entropy.",
        "How strong is a passphrase of five words from a list of 1,296?",
    )
    names = {each.name for one in found(text) if one.defined for each in one.inputs}
    assert "size of the list" in names


def test_units_of_one_name_that_only_a_factor_tells_apart_are_not_asked() -> None:
    answer = "It depends on the speed. At a speed of 5.6 knots: {}."
    question = "How long do 42 miles take?"
    nautical, statute = (
        [one for one in found(section(answer.format(time), question)) if one.defined]
        for time in ("7.5 hours", "6.52 hours")
    )
    assert (nautical, len(statute)) == ([], 1)


def test_words_before_a_number_that_go_on_with_it_are_no_name() -> None:
    table = "| Weight | Dose |\n|---|---|\n| 3 kg | 15 mg |\n| 6 kg | 30 mg |\n| 9 kg | 45 mg |\n"
    made = found(section(table, "Which dose belongs to each weight at 5 mg/kg?"))
    assert not [each.name for one in made for each in one.inputs if each.name.endswith(" at")]
