"""A question for a quantity in general that a formula answers asks for the formula."""

from __future__ import annotations

import pytest

from tests.editor.test_told import living


def front_of(question: str, answer: str) -> str:
    asked = living(f"# Ropes\n\n## What is a rope?\n\nStrands.\n\n## {question}\n\n{answer}\n")
    return next(front for front in asked if question.rstrip("?") in front)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How heavy is a rope?", "Length times mass per metre."),
        ("How long are the waves on a string?", "$\\lambda = c/f$"),
        ("How much does a pulley save?", "Load divided by the number of strands."),
        ("How many knots does a net have?", "n(n − 1)/2"),
    ],
)
def test_a_formula_is_asked_for(question: str, answer: str) -> None:
    assert front_of(question, answer).endswith(f"{question} Give the formula.")


def test_it_is_asked_for_in_the_words_of_the_document() -> None:
    text = (
        "# Seile\n\n## Was ist ein Seil?\n\nEs besteht aus Litzen.\n\n"
        "## Wie groß ist seine Masse?\n\nLänge mal Masse je Meter.\n"
    )
    assert "Wie groß ist seine Masse? Nenne die Formel." in living(text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How heavy is a rope of 20 m?", "Length times mass per metre."),
        ("By which formula is a rope rated, and how much does it hold?", "Strands × strength."),
        ("How many knots does a sailor know?", "Seven, plus or minus two."),
        ("How often is a rope tested?", "Once for sale, k − 1 times for use."),
        ("How heavy is a rope?", "Four kilograms, wet or dry."),
        ("What is a strand?", "Yarns times twist."),
    ],
)
def test_a_number_or_a_thing_is_asked_for_as_it_stands(question: str, answer: str) -> None:
    assert "Give the formula" not in front_of(question, answer)
