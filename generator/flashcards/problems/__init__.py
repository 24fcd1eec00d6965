"""Computed problems: families of questions with random parameters and exact answers."""

from flashcards.problems.family import Ask, Family, Misconception, Oracle, ProblemError
from flashcards.problems.grading import Grade, grade
from flashcards.problems.registry import FAMILIES, family
from flashcards.problems.variant import Variant, check, draw

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
