"""What an answer came to: the rows' points, less what hints cost, against what passes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flashcards.practice.interview.levels import bar
from flashcards.practice.interview.question import Question
from flashcards.practice.interview.rubric import Passing
from flashcards.practice.model import Difficulty
from flashcards.values import dataclass

HINT_COST = Fraction(5, 100)
"""Share of the points reached that each hint takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points of a question.

    Attributes:
        points: what the rows were given. of: the most they could be. hints: taken.
        counted: `points` less the cost of the hints, exact.
        passing: what had to be reached, None if the document does not say. passed: whether it
            was; None if nothing had to be.
    """

    points: int
    of: int
    hints: int
    counted: Fraction
    passing: Passing | None
    passed: bool | None

    @property
    def share(self) -> Fraction:
        """Of what could be reached."""
        return self.counted / self.of if self.of else Fraction(0)


def score(
    asked: Question, grades: Sequence[int], *, hints: int, level: Difficulty | None = None
) -> Score:
    """The score of grades, a number a row, for a level; without one, for the question's own.

    A passing score out of another total than the rows give is held against the share.
    """
    points, of = sum(grades), asked.rubric.points
    counted = points * (1 - min(Fraction(1), hints * HINT_COST))
    wanted = (level,) if level is not None else asked.levels
    passing = bar(asked.rubric.passing, wanted)
    passed = None if passing is None else counted * passing.of >= passing.points * of
    return Score(points=points, of=of, hints=hints, counted=counted, passing=passing, passed=passed)


def shown(number: Fraction) -> str:
    """A number of points, one decimal at most, never rounded up to what was not reached.

    >>> shown(Fraction(19)), shown(Fraction(399, 20))
    ('19', '19.9')
    """
    tenths = int(number * 10)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
