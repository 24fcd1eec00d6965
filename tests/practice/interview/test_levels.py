"""Levels by their names, and the score to pass."""

from __future__ import annotations

import pytest

from flashcards.practice.interview.levels import bar, levels
from flashcards.practice.interview.rubric import Passing
from flashcards.practice.model import Difficulty

JUNIOR, MID, SENIOR, STAFF = Difficulty
ENTRY_12 = Passing(level="Entry", points=12, of=35)
MID_20 = Passing(level="Mid (L4)", points=20, of=35)
SENIOR_28 = Passing(level="Senior", points=28, of=35)
ALL = (ENTRY_12, MID_20, SENIOR_28)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mid (L4/L5)", (MID,)),
        ("Mid-Senior (L4/L5)", (MID, SENIOR)),
        ("Entry to Mid (L3/L4)", (JUNIOR, MID)),
        ("entry to staff", (JUNIOR, MID, SENIOR, STAFF)),
        ("mid-to-senior", (MID, SENIOR)),
        ("HARD", (SENIOR,)),
        ("Midnight", ()),
        ("", ()),
    ],
)
def test_a_range_holds_all_that_lies_in_it(text: str, found: tuple[Difficulty, ...]) -> None:
    assert levels(text) == found


def test_the_score_is_that_of_the_level_asked_for() -> None:
    assert bar(ALL, (SENIOR,)) == SENIOR_28


def test_of_a_range_it_is_that_of_the_lowest_level() -> None:
    assert bar(ALL, (MID, SENIOR)) == MID_20


def test_a_level_without_a_score_takes_the_next_one_up_else_the_last() -> None:
    assert bar((ENTRY_12, SENIOR_28), (MID,)) == SENIOR_28
    assert bar(ALL, (STAFF,)) == SENIOR_28


def test_a_score_for_anyone_is_for_every_level() -> None:
    anyone = Passing(level="", points=21, of=35)
    assert bar((anyone,), (STAFF,)) == anyone
    assert bar((ENTRY_12, anyone), (SENIOR,)) == anyone


def test_without_scores_there_is_none_to_pass() -> None:
    assert bar((), (MID,)) is None
    assert bar(ALL, ()) == ENTRY_12
