"""Answers as people type them get what a fair teacher says."""

from __future__ import annotations

from flashcards.problems.grading import mark
from tests.problems.fair import TYPED, VERDICTS

DECIDED = [one for one in TYPED if one.verdict != "unsure"]
LEAST = 0.98
"""Share of verdicts as the teacher's."""


def test_nearly_all_verdicts_are_the_teachers() -> None:
    assert len(TYPED) >= 100
    other = [
        f"{one.text!r}: {one.verdict}, got {grade.correct}: {grade.feedback}"
        for one in DECIDED
        if (grade := mark(one.scheme, one.target, one.text)).correct is not VERDICTS[one.verdict]
    ]
    assert len(other) <= (1 - LEAST) * len(DECIDED), other


def test_nothing_is_called_right_that_the_teacher_does_not_call_right() -> None:
    for one in DECIDED:
        if one.verdict != "right":
            assert not mark(one.scheme, one.target, one.text).correct, one.text


def test_nothing_that_the_teacher_calls_right_is_called_wrong() -> None:
    for one in DECIDED:
        if one.verdict == "right":
            assert mark(one.scheme, one.target, one.text).correct is not False, one.text
