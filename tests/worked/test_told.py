"""Equations whose operands their sentence tells, chains of symbols, and choices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import worked_problems
from flashcards.problems import Variant, check, draw
from tests.worked.test_worked import section


def drawn(text: str, count: int = 20) -> list[Variant]:
    found = list(worked_problems(read_text(text, path="a.md").document))
    variants = [draw(one.family, seed) for one in found for seed in range(count)]
    for variant in variants:
        check(variant)
    return variants


STREAM = (
    "With 130 ms to the first token and 14.3 ms a step, 500 tokens take "
    "0.130 + 499 · 0.0143 = 7.27 s, which the user sees."
)


def test_a_sentence_that_tells_what_its_equation_computes_with_is_asked_again() -> None:
    variants = drawn(section(STREAM, "What makes up the total time?"))
    assert variants
    for variant in variants:
        assert "tokens take **?** s" in variant.statement
        values = variant.parameters
        told = (values["x0"] + (values["x1"] - 1) * values["x2"]) / 1000
        assert abs(told - variant.value) <= variant.value / 1000


@pytest.mark.parametrize(
    "answer",
    [
        STREAM.replace("7.27", "8.27"),  # wrong
        STREAM.replace("0.0143", "0.0153"),  # computed with what nothing tells
        "The card takes 0.130 + 499 · 0.0143 = 7.27 s.",  # told nowhere
        "With rate a one gets (1 − a^3) / (1 − a) tokens; with 2 drafts 1 + 2 · 0.6 = 2.2 tokens.",
    ],
)
def test_nothing_is_made_of_what_is_not_told(answer: str) -> None:
    assert not drawn(section(answer, "What makes up the total time?"))


def test_a_formula_takes_the_numbers_behind_it_in_their_order() -> None:
    variants = drawn(
        section(
            "A model of N parameters, trained on D tokens: C = 6ND = 6 · 7×10^9 · 2×10^12 = 8.4×10^22.",
            "What does training cost?",
        )
    )
    assert variants
    for variant in variants:
        assert "By C = 6ND, what is C, given" in variant.statement
        assert variant.value == 6 * variant.parameters["x0"] * variant.parameters["x1"]


@pytest.mark.parametrize(
    "answer",
    [
        "P = UI = 230 · 10 = 2,300 W.",  # no units that say what is what
        "P = UI = 230 V · 10 A = 2,500 W.",  # wrong
        "P = UI = 230 V · 10 A · 2 = 4,600 W.",  # another form
    ],
)
def test_a_chain_whose_sides_do_not_go_together_is_left(answer: str) -> None:
    assert not drawn(section(answer, "Which power has the heater?"))


CHOICE = """# Quiz

### 1. How long does a 1,500-byte packet occupy a 100 Mbit/s link?

- [ ] 15 µs
- [ ] 12 µs
- [x] 120 µs

Bits divided by the rate.

### 2. What is a queue?

- [x] A line
- [ ] A point
"""


def test_a_choice_whose_numbers_give_its_right_option_is_asked_without_options() -> None:
    variants = drawn(CHOICE)
    assert variants
    for variant in variants:
        assert "120 µs" not in variant.statement
        values = variant.parameters
        assert variant.value * 10**6 == Fraction(8 * values["x0"], values["x1"])  # of Mbit/s


def test_a_choice_whose_key_is_another_option_gives_nothing() -> None:
    moved = CHOICE.replace("- [ ] 15", "- [x] 15").replace("- [x] 120", "- [ ] 120")
    assert not drawn(moved)


def test_what_another_case_of_its_section_refutes_is_not_asked() -> None:
    pitch = "A pitch of 6 µm gives 83 pairs per millimetre; a pitch of 4 µm gives 250 pairs per millimetre."
    assert not drawn(section(pitch, "How many pairs of lines does a sensor part?"))


def test_a_factor_that_no_name_tells_is_not_left_to_be_guessed() -> None:
    assert not drawn(section("traffic = states × 1.5 × reduces = 200 × 1.5 × 40 = 12,000 bytes"))


def test_adding_up_what_a_listing_gives_is_not_asked() -> None:
    code = "```python\nseen = [315, 101, 108, 32]\nn = sum(seen)\nprint(n)\n```"
    assert not drawn(section(code))
    assert not drawn(section("```python\nsize, rate = 40, 8\nprint(size * rate)\n```"))
    code = "```python\nsize, rate, lost = 40, 8, 0.2\nprint(size / rate * (1 - lost))\n```"
    assert drawn(section(code))


def test_a_summand_that_nobody_tells_is_no_constant() -> None:
    text = "A second level of 8 ns behind 5% first-level misses: 1 + 5% × 8 ns = 1.4 ns."
    assert not drawn(section(text, "What is the average memory access time?"))


def test_a_question_that_speaks_of_another_is_not_asked_alone() -> None:
    poll = "√((4000-1000)/(4000-1)) = 0.866"
    asked = "The same poll of 1,000 is taken in a firm of 4,000. What does the correction give?"
    assert not drawn(section(poll, asked))


def test_bare_columns_that_fit_by_chance_give_nothing() -> None:
    table = (
        "| Voters | Majority | Failures survived |\n|---|---|---|\n"
        "| 3 | 2 | 1 |\n| 4 | 3 | 2 |\n| 5 | 3 | 2 |\n| 7 | 4 | 3 |\n"
    )
    assert not drawn(section(table, "How many failures does a group survive?"))


def test_numbers_are_written_as_the_language_of_the_document_does() -> None:
    text = (
        "# Fonds\n\n## Wie wirken die laufenden Kosten eines Fonds auf das Ergebnis?\n\n"
        "Auf 50.000 € kosten 0,2 % 100 € im Jahr, und das ist mehr als man denkt.\n\n"
        "## Was ist ein Fonds?\n\nEin Topf, in den viele einzahlen und aus dem alle etwas haben.\n"
    )
    for variant in drawn(text):
        assert "," not in variant.statement.split("kosten")[0].split(">")[-1]
        assert "0." not in variant.statement


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("12 km / 0.8 m = 15,000 steps.", 1),
        ("12 km / 0.8 m = 15,000 steps, so he needs 3 hours.", 0),
        ("12 km / 0.8 m = 15,000 steps, also etwa 3 Stunden.", 0),
        ("12 km / 0.8 m = 15,000 steps, so he gets tired.", 1),
    ],
)
def test_what_leads_on_to_another_number_is_not_the_answer(answer: str, count: int) -> None:
    text = section(answer, "How many steps does a way of 12 km take at 0.8 m?")
    assert len(list(worked_problems(read_text(text, path="a.md").document))) == count
