"""Choices whose right option follows from the numbers of their question: `a link of 80 Mbit/s …`.

Dimensions choose the form; it is taken only if all numbers of the question enter, if one form fits
far better than any other, and if no other option follows from them as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.quantities import Habit, Quantity, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.passages import Passage
from flashcards.relations.shapes import Shape
from flashcards.relations.statements import Term
from flashcards.relations.values import core, digits_shown
from flashcards.worked.asked import Asked, gapped
from flashcards.worked.calculation import Calculation
from flashcards.worked.implied import CLEARLY, fitting, formed, may_enter, may_result

CHANCE = 0.1
"""The greatest chance of a coincidence at which a form of all numbers of a question is taken."""
MOST_INPUTS = 3


def option_calculations(
    asked: Asked, passage: Passage, habit: Habit, *, right: str, wrong: Sequence[str]
) -> Iterator[Calculation]:
    """The question with other numbers, where dimensions tell how its right option comes."""
    result = _stated(right, habit)
    numbers = [one for one in asked.numbers if one.value > 0]
    if result is None or not 2 <= len(numbers) <= MOST_INPUTS or not all(map(may_enter, numbers)):
        return
    if len({one.value for one in numbers}) < len(numbers):
        return
    found = _form(numbers, result, passage)
    if found is None:
        return
    shape, terms = found
    others = [one for one in (_stated(each, habit) for each in wrong) if one is not None]
    if any(_form(numbers, one, passage) is not None for one in others):
        return
    made = formed(shape, terms, result, habit)
    if made is None:
        return
    places = {
        at: next(place for place, term in enumerate(terms) if term.quantity is one)
        for at, one in enumerate(asked.numbers)
        if any(term.quantity is one for term in terms)
    }
    alike = tuple(one.value for one in others if one.unit == result.unit)
    yield replace(made, given=gapped(asked, places), distractors=alike)


def _stated(option: str, habit: Habit) -> Quantity | None:
    """The number that an option is, if it is nothing else."""
    found = quantities(option, habit=habit)
    if len(found) != 1 or found[0].text.strip() != option.strip().rstrip("."):
        return None
    named = replace(found[0], unit=replace(found[0].unit, name="1"))
    told = found[0].unit != PLAIN or digits_shown(found[0]) > 1
    return found[0] if told and may_result(named) else None


def _form(
    numbers: Sequence[Quantity], result: Quantity, passage: Passage
) -> tuple[Shape, tuple[Term, ...]] | None:
    """The form of all numbers that gives a result, where one fits far better than the others."""
    pool = [Term(one, passage) for one in numbers]
    fits = sorted(fitting(pool, len(pool), Term(result, passage)), key=lambda one: one[2])
    if not fits or fits[0][2] > CHANCE or not any(core(one.dimension) for one in numbers):
        return None
    shape, picked, chance = fits[0]
    if any(other[2] < CLEARLY * chance and other[0] is not shape for other in fits[1:]):
        return None
    return shape, tuple(pool[at] for at in picked)
