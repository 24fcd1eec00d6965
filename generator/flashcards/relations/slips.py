"""How far a right value lies from what is stated: authors slip, they do not err by thousands.

Of 584 numbers that authors of forty documents had got wrong, all but two lie within thirty times
the right value or miss it by a factor that people forget. What is farther away is no error of the
author, but a number that was taken for the wrong thing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement

from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import FARTHEST

# What people forget or take twice, of one kind: prefixes and bits for bytes; minutes, hours, days of a
# week, month and year, months of a year; metres per second for kilometres per hour.
FORGOTTEN = ((1000, 1024, 8), (60, 24, 7, 30, 365, 12), (3.6,))
_FACTORS = (
    *(10.0**power for power in range(16)),
    1000**0.5,  # a prefix under a root
    *(one for kind in FORGOTTEN for one in kind),
    *(a * b for kind in FORGOTTEN for a, b in combinations_with_replacement(kind, 2)),
)
_ROOM = 0.03
_POWERS = 10**15
# What a program prints, or an equation in code says, is exact: nothing was taken for another thing.
EXACT = frozenset(("code-value", "code-output", "notation"))


def plausible(found: Iterable[Judgement], habit: Habit) -> Iterator[Judgement]:
    """Judgements, without those whose right value no slip would turn into what is stated."""
    for one in found:
        computed = one.verdict is Verdict.WRONG and one.relation not in EXACT
        if computed and (
            is_far(one.stated, one.expected, habit)
            or _are_points(one, habit)
            or (one.relation == "sum" and not _is_slip_of_a_sum(one, habit))
        ):
            continue
        yield one


# Percentage points, in six languages.
_POINTS = re.compile(
    r"\b(?:points?|punkte?n?|puntos?|punti|punto|pontos?|punten|pp|pps)\b", re.IGNORECASE
)
_HUNDRED = 100


def _are_points(one: Judgement, habit: Habit) -> bool:
    """Whether a share came out and points of percent are stated: `√(0.82 · 0.18 / 200) = 2.7 points`."""
    if _POINTS.search(one.stated) is None:
        return False
    said, right = quantities(one.stated, habit=habit), quantities(one.expected, habit=habit)
    if not said or not right or not right[0].value:
        return False
    return abs(float(said[0].value / right[0].value) / _HUNDRED - 1) < _ROOM


def _is_slip_of_a_sum(one: Judgement, habit: Habit) -> bool:
    """Whether a total is what comes of a slip in adding: else a summand may be what is wrong.

    One column was added up wrongly, two digits changed places or were misread, a summand was left
    out or taken twice: so were all of twenty wrong totals of those documents.
    """
    said, right = quantities(one.stated, habit=habit), quantities(one.expected, habit=habit)
    if not said or not right:
        return True
    stated, expected = said[0].value, right[0].value
    apart = abs(stated - expected)
    digits = [
        re.sub(r"\D", "", q.text[: q.number_end - q.start]).lstrip("0") for q in (said[0], right[0])
    ]
    if len(digits[0]) == len(digits[1]):
        changed = sum(a != b for a, b in zip(*digits, strict=True))
        if changed <= MISREAD:
            return True
    summands = {q.value for q in quantities(one.how, habit=habit)}
    return apart in summands or re.sub(r"\D|0+$", "", f"{float(apart):.6f}").strip("0") in _DIGITS


MISREAD = 2
"""Digits that are read or written wrongly at most."""

_DIGITS = frozenset("123456789")


def is_far(stated: str, expected: str, habit: Habit) -> bool:
    """Whether a right value, as shown, lies farther from a stated number than slips lead.

    What is no number, or of another dimension as far as one can read, is not far.
    """
    said, right = quantities(stated, habit=habit), quantities(expected, habit=habit)
    if not said or not right:
        return False
    apart = [ratio for one in right if (ratio := _ratio(said[0], one)) is not None]
    return bool(apart) and not any(_is_near(ratio) for ratio in apart)


def _ratio(said: Quantity, right: Quantity) -> float | None:
    if said.dimension != right.dimension:
        return None
    # Temperatures are compared on their own scale.
    same = said.unit == right.unit
    first = said.value if same else said.readings[0].value
    second = right.value if same else right.readings[0].value
    if not first:
        return 0.0 if second else None
    if min(abs(first), abs(second)) > _POWERS:
        # Of powers the exponent is what authors get wrong: half of it, twice.
        return math.log(abs(second)) / math.log(abs(first))
    return float(second / first)


def _is_near(ratio: float) -> bool:
    if ratio == 0:
        return False
    if ratio < 0:
        # A sign that was forgotten or set: the number itself is right.
        return 1 - _ROOM < -ratio < 1 + _ROOM
    ratio = max(ratio, 1 / ratio)
    return ratio <= FARTHEST or any(1 - _ROOM < ratio / factor < 1 + _ROOM for factor in _FACTORS)
