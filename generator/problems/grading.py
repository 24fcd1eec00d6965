"""Grading a typed answer as a fair teacher would."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.problems.family import Variant, near
from generator.problems.quantity import UNITS, Dimension, read


@dataclass(frozen=True, slots=True)
class Grade:
    """Whether the answer is right (None: it cannot be read) and what to say about it."""

    correct: bool | None
    feedback: str


def grade(variant: Variant, text: str) -> Grade:
    """The grade of what was typed; never raises, whatever that is."""
    family = variant.family
    typed = read(text, family.dimension)
    if isinstance(typed, str):
        return Grade(None, typed)
    units = UNITS[family.dimension]
    value, tolerance = variant.value, family.tolerance
    if typed.unit is None and family.dimension is not Dimension.SHARE:
        fitting = [u for u, scale in units.items() if near(typed.number * scale, value, tolerance)]
        if family.unit in fitting:
            asked = (
                "" if family.dimension is Dimension.TOKENS else f" Name the unit: {family.unit}."
            )
            return Grade(True, f"Right.{asked}")
        if fitting:
            return Grade(None, f"Which unit is missing? In {fitting[0]} it would be right.")
        answer = typed.number * units[family.unit]
    else:
        answer = typed.number * units[typed.unit or ""]
    if near(answer, value, tolerance):
        return Grade(True, "Right.")
    return Grade(False, _why(variant, answer, typed.number, typed.unit))


def _why(variant: Variant, answer: Fraction, number: Fraction, unit: str | None) -> str:
    family = variant.family
    for wrong in variant.misconceptions:
        if near(answer, wrong.value, family.tolerance):
            return f"{wrong.feedback} It is {variant.answer}."
    if family.dimension is Dimension.SHARE and near(number / 100, variant.value, family.tolerance):
        return f"Close: the percent sign is missing. It is {variant.answer}."
    for other, scale in UNITS[family.dimension].items():
        if other not in {unit, ""} and near(number * scale, variant.value, family.tolerance):
            return f"The number is right in {other}, not in {unit}. It is {variant.answer}."
    return f"It is {variant.answer}."
