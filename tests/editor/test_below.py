"""A row below a question is the case of it, in the quantity that it asks for."""

from __future__ import annotations

import pytest

from tests.editor.test_told import living

ROWS = "| {head} | {column} |\n|---|---|\n| Cod | {one} |\n| Hake | {two} |\n| Ling | 9 {three} |\n"


def fronts_of(question: str, column: str, unit: str) -> list[str]:
    table = ROWS.format(head="Fish", column=column, one=f"7 {unit}", two=f"8 {unit}", three=unit)
    text = f"# Fishery\n\n## {question}\n\n{table}\n## What is a net?\n\nMeshes.\n"
    return [front for front in living(text) if "Cod" in front]


@pytest.mark.parametrize(
    ("question", "column", "unit", "asked"),
    [
        (
            "How long are the usual baths?",
            "Minutes",
            "",
            "How long are the usual baths: Cod, in minutes?",
        ),
        (
            "Which fishes are in the net?",
            "Weight",
            "kg",
            "Which fishes are in the net: Cod (weight)?",
        ),
    ],
)
def test_a_row_is_the_case_of_its_question(
    question: str, column: str, unit: str, asked: str
) -> None:
    assert fronts_of(question, column, unit) == [asked]


def test_another_column_than_the_one_that_is_asked_for_is_no_answer() -> None:
    assert not fronts_of("How much do the usual fishes weigh?", "Fins", "")


def test_a_follow_up_names_the_question_that_it_goes_on_from() -> None:
    text = (
        "# Fishery\n\n## Question 1: How many meshes does a net have?\n\n#### Model Solution\n\n"
        "**Meshes of a net**: as many as its length holds.\n\n#### Follow-Up Questions\n\n"
        '1. **"What changes with a finer net?"**\n   *Looking for*: twice as many meshes\n'
    )
    fronts = [front for front in living(text) if "finer" in front]
    assert fronts == [
        "Going on from “How many meshes does a net have?”:\nWhat changes with a finer net?"
    ]
