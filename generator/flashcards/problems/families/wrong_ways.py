"""Wrong ways to an answer, written in rows."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.family import Misconception

Way = tuple[str, Fraction | int, str]
"""Name, the value it leads to, and what to tell who went it."""


def wrong_ways(right: Fraction | int, *found: Way) -> tuple[Misconception, ...]:
    """The ways that do not happen to lead to the right answer.

    >>> [w.name for w in wrong_ways(2, ("lucky", 2, "You were lucky."), ("half", 1, "Twice."))]
    ['half']
    """
    return tuple(
        Misconception(name=name, value=Fraction(value), feedback=feedback)
        for name, value, feedback in found
        if value != right
    )
