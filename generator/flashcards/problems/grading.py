"""Grading a typed answer as a fair teacher would.

`anki/templates/grader.js` grades the same way; one table of answers holds both to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.problems.numerals import UnreadableError
from flashcards.problems.scheme import Scheme, Target, scheme_of, target_of
from flashcards.problems.typed import Typed, read, read_choice
from flashcards.problems.variant import Variant

SLACK = 1e-9
"""Relative leeway of every comparison: what is equal in fractions may differ in floats."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Whether the answer is right (None: it must be asked again) and what to say about it."""

    correct: bool | None
    feedback: str


def grade(variant: Variant, text: str) -> Grade:
    """The grade of what was typed; never raises, whatever that is."""
    return mark(scheme_of(variant.ask), target_of(variant), text)


def mark(scheme: Scheme, target: Target, text: str) -> Grade:
    """The grade of what was typed, by the marking scheme; never raises, whatever that is."""
    try:
        if target.choices:
            return _chosen(scheme, target, read_choice(text, target.choices))
        return _measured(scheme, target, read(text, scheme))
    except UnreadableError as why:
        return Grade(None, str(why))


def _near(one: float, other: float, scheme: Scheme) -> bool:
    room = max(scheme.relative * abs(other), scheme.absolute)
    return abs(one - other) <= room + SLACK * abs(other)


def _chosen(scheme: Scheme, target: Target, index: int) -> Grade:
    if index == target.value:
        return Grade(True, "Right.")
    return Grade(False, f"{_misconception(scheme, target, index)}It is {target.answer}.")


def _measured(scheme: Scheme, target: Target, typed: Typed) -> Grade:
    units, unit = scheme.units, typed.unit
    if unit is None and (scheme.dimension == "share" or not scheme.optional):
        fitting = [
            name for name in units if _near(typed.number * units[name], target.value, scheme)
        ]
        if "" in fitting:
            return Grade(True, "Right.")
        if scheme.unit in fitting and scheme.unit != "%":
            return Grade(True, f"Right. Name the unit: {scheme.unit}.")
        if fitting:
            return Grade(None, f"Which unit is missing? In {fitting[0]} it would be right.")
    if unit is None:
        unit = "" if scheme.dimension == "share" else scheme.unit
    if _near(typed.number * units[unit], target.value, scheme):
        return Grade(True, "Right.")
    if typed.other and _near(float(typed.other) * units[unit], target.value, scheme):
        return Grade(
            None,
            f"Did you mean {typed.other}? Write it so: a point parts decimals, a comma thousands.",
        )
    return Grade(False, f"{_why(scheme, target, typed.number, unit)}It is {target.answer}.")


def _why(scheme: Scheme, target: Target, number: float, unit: str) -> str:
    """What went wrong, if it can be told, with a space behind it."""
    answer = number * scheme.units[unit]
    if known := _misconception(scheme, target, answer):
        return known
    for other, size in scheme.units.items():
        if other != unit and _near(number * size, target.value, scheme):
            if not other:
                return "The number is right without the percent sign. "
            return f"The number is right in {other}, not in {unit}. "
    if _near(-answer, target.value, scheme):
        return "Mind the sign. "
    return ""


def _misconception(scheme: Scheme, target: Target, answer: float) -> str:
    for value, feedback in target.wrong:
        if _near(answer, value, scheme):
            return f"{feedback} "
    return ""
