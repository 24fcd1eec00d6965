"""Cases that an equation before them gives: asked again with another number of their own."""

from __future__ import annotations

import re

import pytest

from flashcards.problems import check
from tests.worked.test_worked import found, section, variants

ENTROPY = "10 · log2(62) = 59.5 bits. With 12 characters it is {} bits."
QUESTION = "How strong is a password of 10 characters out of 62?"


def test_a_case_that_an_equation_gives_is_asked_with_a_gap() -> None:
    drawn = variants(section(ENTROPY.format("71.5"), QUESTION))
    asked = [one for one in drawn if one.statement.startswith("How")]
    assert asked
    for one in asked:
        check(one)
        assert re.match(r"How strong is .* of \d+ characters out of \d+\?", one.statement)
        assert "log2(" in one.steps[0]


def test_an_equation_is_asked_only_where_a_title_asks_for_its_own_case() -> None:
    text = "1 - (35/36)^24 ≈ 0.491. With 25 throws it is 0.506."
    assert not variants(section(text, "How likely is a pair?"), count=3)
    assert variants(section(text, "How likely is a double six in 24 throws of two dice?"), count=3)


@pytest.mark.parametrize(
    "answer",
    [
        ENTROPY.format("71.9"),  # wrong
        ENTROPY.format("60"),
        "10 · log2(62) = 59.5 bits. With 12 dice and 3 coins it is 71.5 bits.",  # a number more
        "10 · log2(62) = 59.5 bits. With 12 characters it is 71.5 %.",  # measures something else
    ],
)
def test_a_case_that_it_does_not_give_is_left_alone(answer: str) -> None:
    assert not [one for one in found(section(answer)) if one.worked]


def test_a_case_of_one_of_two_equations_is_left_alone() -> None:
    text = (
        "IoU = 50/150 = 0.333 and Dice = 2 · 50/200 = 0.500. An overlap of 80 gives an IoU of {}."
    )
    asked = "Two boxes of area 100 overlap by 50: what are IoU and Dice?"
    assert not variants(section(text.format("0.800"), asked))  # which is Dice's


def test_an_amount_that_only_falls_out_whole_stays_whole() -> None:
    text = section("80% × 10 = 8 replicas. With 20 replicas 16 must stay.", "How many must stay?")
    for one in variants(text):
        assert one.value.denominator == 1


def test_a_power_that_units_do_not_explain_needs_two_cases() -> None:
    question = "How fast may a curve of 50 m of radius be driven?"
    assert not found(section("19.8 m/s. With 200 m it is 79.2 m/s.", question))


def test_reasons_of_a_choice_that_compute_its_right_option_are_asked() -> None:
    text = (
        "# Quiz\n\n## 1) Which resistor limits an LED (2.0 V) to 20 mA on 5 V?\n\n"
        "- [x] 150 Ω\n- [ ] 250 Ω\n- [ ] 15 Ω\n\n(5 − 2) V / 0.02 A. It burns 60 mW.\n"
    )
    drawn = variants(text)
    assert drawn
    for one in drawn:
        check(one)
        assert one.statement.startswith("Which resistor limits an LED (")
        assert one.value not in {250, 15}  # no draw makes a wrong option of the document right


def test_of_two_statements_that_go_together_the_second_is_asked() -> None:
    text = section("Sharded evenly over 8 devices each holds 14 GB, over 64 devices 1.75 GB.")
    drawn = variants(text)
    assert drawn
    for one in drawn:
        check(one)
        assert "over 8 devices each holds 14 GB" in one.statement
        assert float(one.value) / 1e9 == pytest.approx(112 / float(one.parameters["x0"]))
    assert not found(text.replace("1.75", "1.85"))
