"""Grading a typed answer as a fair teacher would.

`anki/templates/grader.js` grades the same way; one table of answers holds both to it.
"""

from __future__ import annotations

from flashcards.problems.numerals import UnreadableError
from flashcards.problems.scheme import Scheme, Target, scheme_of, target_of
from flashcards.problems.typed import Typed, read, read_choice
from flashcards.problems.variant import Variant
from flashcards.values import dataclass

SLACK = 1e-9
"""Relative leeway of every comparison: what is equal in fractions may differ in floats."""


_WRITTEN_OUT = 1e6
"""A bare number from here on counts ones, where billions are asked for."""


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
    unit = typed.unit
    if unit is None:
        if (grade := _without_unit(scheme, target, typed)) is not None:
            return grade
        unit = "" if scheme.dimension == "share" else scheme.unit
        if scheme.unit.startswith("billion ") and typed.number >= _WRITTEN_OUT:
            unit = scheme.unit.removeprefix("billion ")  # 113e9
    if _near(typed.number * scheme.units[unit], target.value, scheme):
        return Grade(True, "Right.")
    if (grade := _read_otherwise(scheme, target, typed, scheme.units[unit])) is not None:
        return grade
    return Grade(False, f"{_why(scheme, target, typed.number, unit)}It is {target.answer}.")


def _without_unit(scheme: Scheme, target: Target, typed: Typed) -> Grade | None:
    """What a bare number gets where it might be in any unit; None where it fits none."""
    if scheme.dimension != "share" and scheme.optional:
        return None
    fitting = [
        name
        for name, size in scheme.units.items()
        if _near(typed.number * size, target.value, scheme)
    ]
    # No share is above one, so its % may be left out; 0.5 may be half or half a per cent.
    if "" in fitting or ("%" in fitting and typed.number > 1):
        return Grade(True, "Right.")
    if scheme.unit in fitting and scheme.unit != "%":
        return Grade(True, f"Right. Name the unit: {scheme.unit}.")
    if fitting:
        return Grade(None, f"Which unit is missing? In {fitting[0]} it would be right.")
    return None


def _read_otherwise(scheme: Scheme, target: Target, typed: Typed, size: float) -> Grade | None:
    """What an answer gets that others would read in another way; None where it has no other."""
    if typed.clock is not None:
        if _near(typed.clock, target.value, scheme):
            return Grade(True, "Right.")
        return Grade(None, "Are those hours, minutes or seconds? Write it as 1 h 20 min.")
    if typed.kilo and _near(typed.number * 1.024 * size, target.value, scheme):
        return Grade(None, "Does k stand for 1,000 or for 1,024? Write the number out.")
    if not typed.other or not _near(float(typed.other) * size, target.value, scheme):
        return None
    if typed.comma:
        return Grade(True, f"Right. Write it as {typed.other}: a comma parts thousands here.")
    return Grade(
        None,
        f"Did you mean {typed.other}? Write it so: a point parts decimals, a comma thousands.",
    )


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
