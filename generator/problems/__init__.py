"""Computed problems: families of questions with random parameters and exact answers."""

from generator.problems.family import Ask, Family, Misconception, Oracle, ProblemError
from generator.problems.grading import Grade, grade
from generator.problems.registry import FAMILIES, family
from generator.problems.variant import Variant, check, draw

__all__ = [
    "FAMILIES",
    "Ask",
    "Family",
    "Grade",
    "Misconception",
    "Oracle",
    "ProblemError",
    "Variant",
    "check",
    "draw",
    "family",
    "grade",
]
