"""Computed problems: families of questions with random parameters and exact answers.

A name is loaded when it is first asked for: to grade or to read numbers takes no family.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.problems.family import Ask, Family, Misconception, Oracle, ProblemError
    from flashcards.problems.grading import Grade, grade
    from flashcards.problems.registry import FAMILIES
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
    "grade",
]

_MODULES = {
    "family": ("Ask", "Family", "Misconception", "Oracle", "ProblemError"),
    "grading": ("Grade", "grade"),
    "registry": ("FAMILIES",),
    "variant": ("Variant", "check", "draw"),
}
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
