"""A stated number as the result of a form: whether a value fits it, and how much that tells."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flashcards.quantities import Bound, Dimension, Quantity, interval
from flashcards.relations.shapes import Ends, Input, input_of
from flashcards.relations.values import (
    NEAR,
    Value,
    counted,
    digits_shown,
    is_slip,
    shown_like,
)

_TINY = 1e-9
"""Relative leeway for what floating point loses."""

_WHOLE_TURNS = {"°": 360}
"""Units in which one whole turn changes nothing."""

_NEAR = float(NEAR)

FEW = 4
"""A count that is smaller is no result that other counts tell."""

FARTHEST = 30
"""A number that is farther off and no slip measures another thing."""

OF_TENS = 0.2
"""The least chance at which powers of ten fit a form: 1 / 100 is 1 %."""

EXACT = 0.02
"""The chance that two unrelated round numbers are the same."""


@dataclass(frozen=True, eq=False)  # no slots: what is asked for each form is kept
class Result:
    """A stated number that a form may give.

    Attributes:
        input: the number as forms see it.
        ends: low and high of what it may stand for, one pair for each reading.
        bare: the same without its unit, where it is a count or bits.
    """

    input: Input
    ends: tuple[tuple[float, float], ...]
    bare: tuple[float, float] | None

    @property
    def dimension(self) -> Dimension:
        """Without what is only counted."""
        return self.input.dimension

    @property
    def quantity(self) -> Quantity:
        """The number."""
        return self.input.quantity

    def fits(self, value: Ends, reading: int, *, bare: bool = False, implied: bool = True) -> bool:
        """Whether a value may be what is stated."""
        low, high = self.bare if bare and self.bare else self.ends[min(reading, len(self.ends) - 1)]
        if implied and self._is_short:
            room = _NEAR * max(abs(low), abs(high))
            low, high = low - room, high + room
        least, mid, most = value
        room = _TINY * abs(mid)
        if low <= most + room and least - room <= high:
            return True
        return self.is_cyclic and any(
            low <= most + turn + room and least + turn - room <= high
            for turn in self._turns(reading)
        )

    @cached_property
    def _is_short(self) -> bool:
        return digits_shown(self.quantity) < 3

    @cached_property
    def is_told_exactly(self) -> bool:
        """Whether it shows two digits and is no round number, as one that is called about so much."""
        one = self.quantity
        shown = "".join(x for x in one.text[: one.number_end - one.start] if x.isdigit()).lstrip(
            "0"
        )
        return len(shown) == 2 and shown[1] not in "05" and not one.hedged

    @cached_property
    def is_cyclic(self) -> bool:
        """Whether a whole turn more or less is the same."""
        return self.quantity.unit.name in _WHOLE_TURNS

    def _turns(self, reading: int) -> tuple[float, float]:
        """What may be added to a value that is meant: a course of 362° is one of 2°."""
        taken = self.quantity.readings[min(reading, len(self.quantity.readings) - 1)]
        turn = float(_WHOLE_TURNS[self.quantity.unit.name] * taken.factor)
        return (turn, -turn)

    @cached_property
    def width(self) -> float:
        """The chance that an unrelated value fits: the relative width of what it may stand for.

        Of a share near one, its distance from one tells.
        """
        taken = self.quantity.readings[0]
        size = abs(float(taken.value - taken.offset))
        low, high = interval(self.quantity, 0)
        width = float(high - low)
        if self.quantity.unit.name == "%" and 0.9 < size < 1:
            size = 1 - size
        shown = digits_shown(self.quantity)
        floor = 10.0**-shown if shown < 15 else 1e-6
        return min(1.0, max(width / size if size else 1.0, floor / 2))

    def surprise(self, value: Ends, reading: int, *, bare: bool = False) -> float:
        """The chance that an unrelated value fits as well as this one does.

        One that is met exactly tells more than one that rounds to it; round numbers meet one
        another often, so that it tells not much more.
        """
        width = self.width
        taken = self.quantity.readings[min(reading, len(self.quantity.readings) - 1)]
        stated = self.input.bare[1] if bare and self.input.bare else _float(taken.value)
        if stated and abs(value[1] / stated - 1) < _TINY:
            return min(width, max(EXACT, width / 10))
        return width

    @cached_property
    def least_surprise(self) -> float:
        """What `surprise` is at least, whatever fits."""
        return min(self.width, max(EXACT, self.width / 10))

    def shown(self, value: float, reading: int, *, bare: bool = False) -> str:
        """A value as this number would be written."""
        index = min(reading, len(self.quantity.readings) - 1)
        number = decimal_of(value)
        if bare and self.dimension:
            number /= 8
        return shown_like(
            Value(number, number, number, self.quantity.dimension),
            self.quantity,
            _Indexed(index),
        )

    def slips(self, value: float, reading: int, *, bare: bool = False) -> bool:
        """Whether it is a value with another unit, power of ten, or two digits swapped."""
        number = decimal_of(value)
        if bare and self.dimension:
            number /= 8
        index = min(reading, len(self.quantity.readings) - 1)
        return is_slip(Value(number, number, number), self.quantity, _Indexed(index))


def fits_between(value: float, low: float, high: float) -> bool:
    """Whether a value lies between two, but for what floating point loses."""
    room = _TINY * abs(value)
    return low <= value + room and value - room <= high


def is_few(result: Result) -> bool:
    """Whether a number is a whole count of hardly anything, which fits whatever is meant."""
    value = result.quantity.value
    return not result.dimension and value.denominator == 1 and value < FEW


def is_part_of_one(result: Result, value: float) -> bool:
    """Whether less than one of what is counted would come out: the number counts something else."""
    stated = abs(result.input.readings[0][1])
    return bool(counted(result.quantity.dimension)) and abs(value) < 1 <= stated


def is_beyond_whole(result: Result, value: float) -> bool:
    """Whether a value is more than a whole, where a part of one is stated: its inputs stand turned round."""
    stated = result.input.readings[0][1]
    return result.quantity.unit.name == "%" and 0 < stated <= 1 < value


def are_tens(quantities: Iterable[Quantity]) -> bool:
    """Whether numbers are all powers of ten: `1 / 10 = 10%`, `1 / 100 = 1%` fit many forms."""
    return all(f"{float(abs(one.value)):e}".startswith("1.000000e") for one in quantities)


def has_digits_of(one: str, other: str) -> bool:
    """Whether two numbers have the same digits, which a power of ten and two that are swapped leave."""
    digits = (sorted(sign for sign in text if sign in "123456789") for text in (one, other))
    return next(digits) == next(digits)


def is_swapped(result: Result, value: float, reading: int = 0) -> bool:
    """Whether the two digits of a number stand the wrong way round."""
    if digits_shown(result.quantity) != 2:
        return False
    digits = [
        [sign for sign in text if sign.isdigit()]
        for text in (result.quantity.text, result.shown(value, reading))
    ]
    return digits[0] == digits[1][::-1] and digits[0] != digits[1]


def has_slipped(result: Result, value: float, reading: int = 0) -> bool:
    """Whether a number looks like a slip from a value: its digits, its point, its unit, two turned round."""
    return result.slips(value, reading) or is_swapped(result, value, reading)


def decimal_of(value: float) -> Fraction:
    """A float as people would write it, so that 194.85 is not a little less."""
    return Fraction(f"{value:.15g}") if math.isfinite(value) else Fraction(0)


class _Indexed(dict[str, int]):
    """A choice of one reading for whatever class."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index

    def get(self, _key: object, _default: object = None) -> int:
        return self.index


def result_of(quantity: Quantity) -> Result:
    """A stated number as a result."""
    one = input_of(quantity)
    ends = []
    for index in range(len(one.readings)):
        low, high = _ends(quantity, index)
        taken = quantity.readings[index]
        if not taken.step:
            room = abs(taken.value) / 100
            low, high = low - room, high + room
        pair = [_float(low), _float(high)]
        if quantity.bound in (Bound.AT_MOST, Bound.LESS):
            pair[0] = min(pair[0], -math.inf)
        elif quantity.bound in (Bound.AT_LEAST, Bound.MORE):
            pair[1] = math.inf
        ends.append((pair[0], pair[1]))
    bare = None
    if one.bare is not None:
        scale = 8 if one.dimension else 1
        bare = (ends[0][0] * scale, ends[0][1] * scale)
    return Result(one, tuple(ends), bare)


def _ends(quantity: Quantity, index: int) -> tuple[Fraction, Fraction]:
    """Between which values a number was rounded or cut; a whole digit more is another number."""
    low, high = interval(quantity, index, truncated=True)
    least, most = interval(quantity, index)
    sliver = quantity.readings[index].step * _SLIVER
    return (low + sliver if low < least else low), (high - sliver if high > most else high)


_SLIVER = Fraction(1, 10**6)


def _float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf
