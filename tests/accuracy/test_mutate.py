"""Numbers that are made wrong to see what is said of the others."""

from __future__ import annotations

import random
import re

import pytest

from benchmarks.accuracy.__main__ import OURS
from benchmarks.accuracy.mutate import MOST_WRONG, mutant, spoilt
from benchmarks.accuracy.truth import documents
from flashcards.quantities import Habit

TRUTHS = documents(OURS)


def test_seed_nought_corrects_and_spoils_nothing() -> None:
    for truth in TRUTHS:
        one = mutant(truth, 0)
        before, after = truth.path.read_text("utf-8").split("\n"), one.text.split("\n")
        changed = {at for at, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b}
        assert changed == {number.line for number in truth.wrong} - one.unclear
        assert not one.wrong


def test_a_seed_makes_the_same_numbers_wrong_each_time_and_each_on_a_line_of_its_own() -> None:
    for truth in TRUTHS:
        one = mutant(truth, 1)
        lines = one.text.split("\n")
        assert one == mutant(truth, 1)
        assert one.wrong != mutant(truth, 2).wrong
        assert 0 < len(one.wrong) <= MOST_WRONG
        assert all(text in lines[line - 1] for line, text in one.wrong.items())
        assert one.unclear.isdisjoint(one.wrong)


@pytest.mark.parametrize(
    ("number", "habit", "form"),
    [
        ("1,024,000", Habit.POINT, r"\d{1,3}(?:,\d{3})*(?:\.\d+)?"),
        ("1.024.000", Habit.COMMA, r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"),
        ("3,75", Habit.COMMA, r"\d+(?:,\d+)?"),
        ("42", Habit.POINT, r"\d+(?:\.\d+)?"),
    ],
)
def test_a_wrong_number_is_written_as_the_right_one_is(
    number: str, habit: Habit, form: str
) -> None:
    for seed in range(60):
        other = spoilt(number, habit, random.Random(seed))
        assert other is None or (other != number and re.fullmatch(form, other))


def test_nought_cannot_be_made_wrong() -> None:
    assert spoilt("0", Habit.POINT, random.Random(1)) is None
