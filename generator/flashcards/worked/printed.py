"""Steps as they are printed: each that computes must come to the result that stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.quantities import Quantity, habit_of
from flashcards.quantities.model import PLAIN, Reading
from flashcards.relations.equations import Equation, equations, ruled
from flashcards.relations.expression import evaluate, leaves, symbols
from flashcards.relations.finding import Verdict
from flashcards.relations.values import Undecided
from flashcards.worked.units import LEFT_OUT

_HABIT = habit_of(["1,234.5"])
"""Problems are printed with a point and commas between thousands."""
_COMPUTES = re.compile(r"[\d)]\S*\s*[×÷^]|[\d)][^=≈\d]*\s[-+]\s")
ROUNDED = 1000
"""Part of a result that rounding for print may take."""


def all_recompute(steps: Sequence[str]) -> bool:
    """Whether each step that computes with numbers comes to its own result.

    >>> all_recompute(["rate = size ÷ time", "40 GB ÷ 20 s = 2 GB/s"])
    True
    >>> all_recompute(["(25 h × 1.15) ÷ 7.7 ≈ 3.247 h"])
    False
    """
    return all(recomputes(step) for step in steps)


def recomputes(step: str) -> bool:
    """Whether a printed step comes to its result: in its units, or by its numbers alone."""
    text = step.replace("\\", "").replace("÷", "/").replace(" ≈ ", " = ")
    found = list(equations(text, _HABIT))
    if not found:
        left = re.split(r" [=≈] ", step)[0]
        return not (_COMPUTES.search(left) and " = " in text)
    found = [one for one in found if next(symbols(one.left), None) is None]  # no formula itself
    return all(ruled(one, text).verdict is Verdict.RIGHT or _in_numbers(one) for one in found)


def _in_numbers(one: Equation) -> bool:
    """Whether the numbers alone give the result, but for a factor between units."""
    if one.said is None:
        return False
    bare = {
        id(leaf): replace(leaf.quantity, unit=PLAIN, readings=(_bare(leaf.quantity),))
        for leaf in leaves(one.left)
    }
    try:
        value = evaluate(one.left, {}, replaced=bare).mid
    except Undecided:
        return False
    room = abs(one.said.value) / ROUNDED
    bare_all = one.said.unit == PLAIN and all(
        leaf.quantity.unit == PLAIN for leaf in leaves(one.left)
    )
    factors = (1,) if bare_all else LEFT_OUT
    return any(abs(value * factor - one.said.value) <= room for factor in factors)


def _bare(one: Quantity) -> Reading:
    """A number without its unit; of per cent, the share."""
    value = one.value / 100 if one.unit.name.startswith("%") else one.value
    return Reading(value=value, high=value, written=value, step=one.step)
