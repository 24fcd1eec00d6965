"""Questions whose own numbers a formula or a definition turns into the answer."""

from __future__ import annotations

import math

import pytest

from tests.worked.test_implied import problems, variants

CRASH = "Which mean force acts on a cart of 1,200 kg that hits at 15 m/s and stops in 0.6 m?"
CURVE = "How fast may a bus take a bend of 50 m with μ = 0.8?"


def test_one_way_to_give_symbols_the_numbers_of_a_question_is_asked_again() -> None:
    drawn = variants("F = m v²/(2 d) = 225 kN, a hard stop.", CRASH)
    assert drawn
    for one in drawn:
        mass, speed, way = (float(one.parameters[name]) for name in ("x0", "x1", "x2"))
        assert math.isclose(mass * speed**2 / (2 * way) / 1000, float(one.value), rel_tol=1e-3)
        assert "kg that hits at" in one.statement


def test_a_constant_of_the_document_is_told() -> None:
    answer = "Take g = 9.8 m/s². Then v = √(μ g R) = 19.8 m/s."
    drawn = variants(answer, CURVE)
    assert drawn
    assert all("(g = 9.8 m/s²)" in one.statement for one in drawn)
    for one in drawn:
        bend, grip = float(one.parameters["x0"]), float(one.parameters["x1"])
        assert math.isclose(math.sqrt(9.8 * bend * grip), float(one.value), rel_tol=1e-3)


def test_the_formula_may_stand_in_the_reason_of_a_choice() -> None:
    options = "- [ ] 450 kN\n- [x] 225 kN\n- [ ] 15 kN\n\nm v²/(2 d), a hard stop.\n"
    assert variants(options, CRASH)


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("F = m v²/(2 d) = 235 kN.", CRASH),  # wrong
        ("v = √(μ g R) = 19.8 m/s.", CURVE),  # a constant that nobody tells
        ("F = m v²/(2 d) = 225 kN.", CRASH.replace("Which mean force acts", "Why does it act")),
        ("F = m v²/(2 d) = 225 kN.", CRASH.replace("a cart", "cart 7")),  # one more
        ("p = m v = 60 kg·m/s.", "How long does a ball of 3 kg at 20 m/s fly?"),  # another kind
    ],
)
def test_nothing_is_asked_where_a_number_would_stay_or_no_way_holds(
    answer: str, question: str
) -> None:
    assert not problems(answer, question)


PREDICTIVE = (
    "A test has 99% sensitivity and 95% specificity; 1% are ill. What does it mean?".replace(
        "What does it mean", "How much does a positive result mean"
    )
)


def test_a_definition_takes_the_numbers_of_a_question_in_the_way_that_gives_its_answer() -> None:
    drawn = variants("Take many people: it is about 16.7% of them.", PREDICTIVE)
    assert drawn
    for one in drawn:
        sens, spec, ill = (float(value) / 100 for value in _in_order(one.statement))
        share = sens * ill / (sens * ill + (1 - spec) * (1 - ill))
        assert math.isclose(share, float(one.value), rel_tol=1e-3)


def _in_order(statement: str) -> list[str]:
    return [word.rstrip("%") for word in statement.split() if word.endswith("%")][:3]


def test_a_definition_is_not_asked_of_a_wrong_answer_or_another_subject() -> None:
    assert not problems("It is about 61.7% of them.", PREDICTIVE)
    assert not problems("It is 16.7%.", PREDICTIVE.replace("a positive result", "a white ball"))


def test_a_definition_is_asked_only_of_a_question_for_what_it_gives() -> None:
    title = "Which current flows through a resistor of 470 Ω at 12 V?"
    asked = variants("The power that it dissipates is 306 mW.", title)
    assert not [one for one in asked if "Which current" in one.statement]


def test_a_question_for_something_else_does_not_stand_above_a_sentence_that_stands_alone() -> None:
    title = "Which ratio of compressions to breaths does a rescuer use?"
    drawn = variants("At 100 compressions a minute one set of 30 takes 18 s.", title)
    assert drawn
    assert not [one for one in drawn if "ratio" in one.statement]


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("1.07 / 1.03 − 1 = 3.88%.", "What is left of a 7% return after 3% inflation?"),
        ("1 / (0.1 + 0.9 / 8) = 4.71.", "What does Amdahl's law give for 90% on 8 cores?"),
        (
            "1,200 · 15 / 480 = 37.5 drops/min.",
            "1,200 mL run over 8 hours at 15 drops/mL. How fast?",
        ),
    ],
)
def test_a_factor_of_a_percentage_and_a_time_in_a_smaller_unit_are_told(
    answer: str, question: str
) -> None:
    assert variants(answer, question)


def test_a_question_for_two_things_and_a_formula_in_words_are_not_asked() -> None:
    title = "A motor pushes with 85 N for 2.4 s. What are its total impulse and its letter class?"
    assert not problems("Total impulse is thrust times burn time, 204 N·s, a G.", title)


def test_shares_that_are_multiplied_need_a_text_that_says_how_they_hang_together() -> None:
    assert not problems("Rate = on time × complete = 95% × 98% = 93.1%.", "What is a perfect rate?")
