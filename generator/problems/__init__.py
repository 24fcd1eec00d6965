"""Computed problems: families of questions with random parameters and exact answers."""

from generator.problems.family import Family, Misconception, Variant, draw
from generator.problems.grading import Grade, grade
from generator.problems.registry import FAMILIES, family

__all__ = ["FAMILIES", "Family", "Grade", "Misconception", "Variant", "draw", "family", "grade"]
