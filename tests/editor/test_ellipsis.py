"""Two questions of which the second goes on from the first, as one."""

from __future__ import annotations

import pytest

from flashcards.editor.ellipsis import merged
from flashcards.facts.wording import said
from flashcards.tree.flat import plain


@pytest.mark.parametrize(
    ("before", "question", "one"),
    [
        (
            "How is a loading dose worked out?",
            "And the maintenance dose?",
            "How is the maintenance dose worked out?",
        ),
        (
            "How do pumps add up in series?",
            "And in parallel, when both run?",
            "How do pumps add up in parallel, when both run?",
        ),
        (
            "How likely is it of at least one six in four throws of a die?",
            "And of at least one double six in 24 throws of two dice?",
            "How likely is it of at least one double six in 24 throws of two dice?",
        ),
        (
            "How far does the load move when I shift a box?",
            "And when one is added?",
            "How far does the load move when one is added?",
        ),
        ("¿Qué frecuencia tiene el la5?", "¿Y el la2?", "¿Qué frecuencia tiene el la2?"),
        (
            "What is the length of a rope with 3 strands?",
            "How heavy is that rope?",
            "How heavy is a rope with 3 strands?",
        ),
        ("What's in the brine?", "How salty is it?", "How salty is the brine?"),
    ],
)
def test_what_takes_whose_place_is_plain(before: str, question: str, one: str) -> None:
    made = merged(said(before), said(question))
    assert made is not None
    assert plain(made) == one


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Endurance with 40 gallons at 8.5 gal/h and no reserve?", "And with 45 minutes reserve?"),
        ("How long does a full charge take?", "And at half the current?"),
        ("How is the dose computed?", "And a child?"),  # a verb stands at the end
        ("What are gears and cams?", "How heavy is it?"),
        ("Why does a beam bend?", "And what stops it?"),
        ("¿Cuánto ácido lleva una colmena?", "¿Y si no trato?"),
    ],
)
def test_what_is_not_plain_stays_two_questions(before: str, question: str) -> None:
    assert merged(said(before), said(question)) is None
