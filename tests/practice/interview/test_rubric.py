"""Rubrics as documents write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.interview.rubric import (
    NO_RUBRIC,
    Passing,
    Rubric,
    least,
    most,
)
from flashcards.practice.interview.rubric import read_rubric as rubric_of
from flashcards.render import blocks_of
from tests.practice.interview.making import RUBRIC


def read_rubric(text: str) -> Rubric:
    return rubric_of(blocks_of(text))


def test_the_points_of_a_level_stand_in_the_head_of_the_table() -> None:
    found = read_rubric(RUBRIC)
    assert [row.name for row in found.rows] == ["Concept", "Memory"]
    assert found.rows[1].levels == (
        (0, 1, "Poor: None"),
        (2, 3, "Fair: Rough"),
        (4, 5, "Good: Right"),
        (6, 7, "Excellent: With GQA"),
    )
    assert found.points == 14
    assert found.stated


def test_each_passing_score_has_its_level() -> None:
    assert read_rubric(RUBRIC).passing == (
        Passing(level="Entry", points=5, of=14),
        Passing(level="Mid", points=8, of=14),
        Passing(level="Senior", points=11, of=14),
    )


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("**Rubric Score**: 16/28 (Senior), 22/28 (Staff)", [("Senior", 16, 28), ("Staff", 22, 28)]),
        ("**Passing Score**: 21/35", [("", 21, 35)]),
        ("- Entry: 12/35\n- Mid: 20/35", [("Entry", 12, 35), ("Mid", 20, 35)]),
        ("**Passing**: 12 / 35 (Entry (L3))", [("Entry", 12, 35)]),
        ("Passing score: 40/35 (Mid)", []),  # cannot be reached
        ("Passing score: 0/0", []),
        ("Since 24/11/2026", []),
    ],
)  # fmt: skip
def test_passing_scores_in_other_words(text: str, passing: list[tuple[str, int, int]]) -> None:
    assert [(p.level, p.points, p.of) for p in read_rubric(text).passing] == passing


def test_scores_without_rows_are_for_the_whole_answer() -> None:
    found = read_rubric("**Rubric Score**: 16/28 (Senior)")
    assert (found.points, found.stated, len(found.rows)) == (28, True, 1)


@pytest.mark.parametrize("text", ["", "   ", "Be kind.", "| a |\n|---|", "| a | b |\n|-|-|"])
def test_a_document_without_a_rubric_has_one_row_and_no_passing_score(text: str) -> None:
    found = read_rubric(text)
    assert (found.rows, found.passing, found.stated) == ((NO_RUBRIC,), (), False)


def test_points_may_have_a_column_of_their_own() -> None:
    found = read_rubric("| Part | Points | What |\n|-|-|-|\n| Depth | 10 | why |\n| Total | 10 | |")
    assert [(row.name, row.levels) for row in found.rows] == [("Depth", ((0, 10, "why"),))]


def test_weights_in_percent_are_points() -> None:
    found = read_rubric("| Part | Weight |\n|-|-|\n| Depth | 60% |\n| Breadth | 40% |")
    assert [(row.name, most(row)) for row in found.rows] == [("Depth", 60), ("Breadth", 40)]


def test_levels_without_points_are_steps_of_one() -> None:
    found = read_rubric("| Part | Poor | Fair | Good |\n|-|-|-|-|\n| Depth | a | b | c |")
    assert found.rows[0].levels == ((0, 0, "Poor: a"), (1, 1, "Fair: b"), (2, 2, "Good: c"))


def test_a_list_may_be_a_rubric() -> None:
    found = read_rubric("- **Structure**: 5 points - in order\n- Depth (3 pts)\n- Total: 8 points")
    assert [(row.name, row.levels) for row in found.rows] == [
        ("Structure", ((0, 5, "in order"),)),
        ("Depth", ((0, 3, ""),)),
    ]


@given(st.text(alphabet="|-0123456789/()% \nabTotal:*points–", max_size=200))
def test_whatever_stands_there_is_a_rubric_that_can_be_graded(text: str) -> None:
    found = read_rubric(text)
    assert found.rows
    for row in found.rows:
        assert 0 <= least(row) <= most(row)
    assert all(0 <= p.points <= p.of for p in found.passing)
