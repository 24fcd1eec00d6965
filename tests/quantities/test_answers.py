"""What the graders read in an answer is what the grammar reads in a text."""

from __future__ import annotations

from math import isclose

from flashcards.problems.numerals import UnreadableError
from flashcards.problems.typed import read, tidy
from flashcards.quantities import Habit, Quantity, quantities
from tests.problems.answers import ANSWERS
from tests.problems.fair import TYPED

OF_ANSWERS_ALONE = {"- 2 GiB", "- 1.5", "60% faster"}
"""In a text a dash with a blank behind it parts, and 60 % is a share."""


def values(one: Quantity) -> list[float]:
    """Every value that a quantity may stand for, as written and in base units."""
    written = [float(reading.written) for reading in one.readings]
    return [float(one.value), *written, *(float(reading.value) for reading in one.readings)]


def test_a_number_typed_alone_has_one_value_for_both() -> None:
    compared = 0
    rows = [(one.scheme, one.target, one.text) for one in ANSWERS]
    rows += [(one.scheme, one.target, one.text) for one in TYPED]
    for scheme, target, text in rows:
        if target.choices or text in OF_ANSWERS_ALONE:
            continue
        found = quantities(tidy(text), habit=Habit.UNKNOWN)
        try:
            typed = read(text, scheme)
        except UnreadableError:
            continue
        if len(found) != 1:  # a calculation, or a time of several parts
            continue
        compared += 1
        meant = typed.number, typed.number * scheme.units[typed.unit or scheme.unit]
        assert any(
            isclose(value, one, rel_tol=1e-9, abs_tol=1e-12)
            for value in values(found[0])
            for one in meant
        ), text
    assert compared > 500
