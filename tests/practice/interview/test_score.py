"""Points, what hints cost, and what passes."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.interview.score import score, shown
from flashcards.practice.model import Difficulty
from tests.practice.interview.making import asked


def test_each_hint_takes_five_percent_of_the_points_reached() -> None:
    made = score(asked(), [7, 3], hints=2)
    assert (made.points, made.of, made.counted) == (10, 14, Fraction(9))


def test_the_passing_score_is_reached_exactly_or_not() -> None:
    assert score(asked(), [4, 4], hints=0).passed is True
    assert score(asked(), [4, 4], hints=1).passed is False  # 7.6 of the 8
    assert score(asked(), [7, 4], hints=0, level=Difficulty.SENIOR).passed is True
    assert score(asked(), [7, 3], hints=0, level=Difficulty.SENIOR).passed is False


def test_a_passing_score_out_of_another_total_is_held_against_the_share() -> None:
    other = asked(rubric="- Depth: 10 points\n\nPassing Score: 50/100")
    assert score(other, [5], hints=0).passed is True
    assert score(other, [4], hints=0).passed is False


def test_without_a_passing_score_nothing_is_passed_or_failed() -> None:
    assert score(asked(rubric=""), [7], hints=0).passed is None


@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 40))
def test_no_score_is_below_nothing_or_above_the_rows(one: int, two: int, hints: int) -> None:
    made = score(asked(), [one, two], hints=hints)
    assert 0 <= made.counted <= made.points <= made.of


@given(st.fractions(min_value=0, max_value=1000))
def test_what_is_shown_is_never_more_than_what_was_reached(number: Fraction) -> None:
    assert number - Fraction(1, 10) < Fraction(shown(number)) <= number
