"""Of a title that asks twice only what its card tells is asked; a case is answered by its item."""

from __future__ import annotations

import pytest

from flashcards.facts.first_part import first_part
from flashcards.facts.wording import answer_of, reading, said
from flashcards.tree.flat import plain
from tests.editor.test_told import facts_of

WHOLE = "Low and high. The scale was drawn up in a cold winter by two men."


@pytest.mark.parametrize(
    ("title", "told", "asked"),
    [
        ("Which tides are there, and who measures them?", "Low and high", "Which tides are there?"),
        (
            "What is the tide before dawn, and after noon?",
            "Low and high",
            "What is the tide before dawn?",
        ),
        ("Which tides are there?", "Low and high", None),
        ("Which tides are there, and who measures them?", "Low and high. The scale was", None),
        ("Which tides are there, and who measures them?", WHOLE, None),  # all of it is told
    ],
)
def test_only_what_is_told_is_asked(title: str, told: str, asked: str | None) -> None:
    made = first_part(said(title), answer_of(said(told)), answer_of(said(WHOLE)))
    assert (plain(made) if made else None) == asked


def back_of(question: str, answer: str) -> str:
    text = f"# T\n\n## {question}\n\n{answer}\n\n## What is a knot?\n\nA mile an hour.\n"
    return next(reading(f.back) for f in facts_of(text) if question in reading(f.front))


RISE = "It rises and falls.\n\n- 4 hours: at most 3 m\n- 9 hours: at most 1 m\n"


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("How far does the tide rise in 4 hours?", "at most 3 m"),
        ("How far does the tide rise in 14 hours?", None),  # of no item
    ],
)
def test_the_item_of_the_case_answers(question: str, back: str | None) -> None:
    assert (back_of(question, RISE) == back) == (back is not None)


@pytest.mark.parametrize(
    ("question", "answer", "back"),
    [
        (
            "How long is a cable of rope?",
            "- exactly 185 m, a tenth of a mile\n- 10 cables are 1,852 m, and 3 cables 556 m\n",
            "exactly 185 m, a tenth of a mile",
        ),
        (
            "Which current flows at 9 V?",
            "The coil is warm and the supply gives 9 V, so\n\n$$I = U/R = 3~A$$\n\nIt heats up.\n",
            "I = U/R = 3~A",
        ),
        (
            "How likely are two sixes in two throws?",
            "Each comes once in six:\n\n$$p = 1/36 = 0.028$$\n\nThat is rare.\n",
            "p = 1/36 = 0.028",
        ),
        (
            "Why is the hull black?",
            "It was tarred. 3 coats of 2 mm at 40 °C took 9 days.",
            "It was tarred",
        ),
        (
            "Why does the list count less?",
            "The system keeps 5% for root.\n\n```\n$ df\n/dev/sda 60%\n```\n",
            "The system keeps 5% for root.",
        ),
        (
            "How is the loss of a line found?",
            "- f · L/D = 96\n- head: 0.05 m\n\nWith twice the flow they rise to 20.4 m.\n",
            "f · L/D = 96\nhead: 0.05 m",
        ),
    ],
)
def test_what_answers_stands_alone(question: str, answer: str, back: str) -> None:
    assert back_of(question, answer) == back
