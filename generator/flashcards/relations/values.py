"""Intervals of values: what a number as written may stand for, and arithmetic on that."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product

from flashcards.quantities import (
    NUMBER,
    Bound,
    Dimension,
    Quantity,
    interval,
    over,
    raised,
    times,
)
from flashcards.relations.durations import is_composed, is_decimal_slip
from flashcards.relations.writing import written_like
from flashcards.values import dataclass

MOST_BITS = 2048
"""Of a numerator or denominator; beyond it no document means what it says."""

MOST_CHOICES = 16
"""Ways to take the ambiguous units of one relation."""

NEAR = Fraction(1, 10)
"""How far off a number with one or two digits may be in a relation that is only implied."""


class Undecided(Exception):
    """Something has no value that can be told."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in base units: as written (`mid`), and the ends of what it may stand for."""

    mid: Fraction
    low: Fraction
    high: Fraction
    dimension: Dimension = NUMBER

    @classmethod
    def exact(cls, number: Fraction | int, dimension: Dimension = NUMBER) -> Value:
        """A value that is known."""
        one = bounded(Fraction(number))
        return cls(one, one, one, dimension)


def bounded(number: Fraction) -> Fraction:
    """The number, if it is of a size that documents mean."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MOST_BITS:
        raise Undecided
    return number


def _hull(mid: Fraction, ends: Iterable[Fraction], dimension: Dimension) -> Value:
    all_ends = [bounded(one) for one in ends]
    return Value(bounded(mid), min(all_ends), max(all_ends), dimension)


_LEVEL: Dimension = (("decibel-milliwatt", 1),)
_GAIN: Dimension = (("decibel", 1),)


def added(one: Value, other: Value, sign: int = 1) -> Value:
    """A sum or difference; a plain number takes the other's dimension, and a level in dBm gains in dB."""
    dimension = one.dimension or other.dimension
    if _LEVEL in (one.dimension, other.dimension):
        if one.dimension == other.dimension and sign < 0:
            dimension = _GAIN
        elif one.dimension != _LEVEL or other.dimension not in (_GAIN, NUMBER):
            raise Undecided
    elif one.dimension and other.dimension and core(one.dimension) != core(other.dimension):
        raise Undecided
    ends = (one.low + sign * other.low, one.low + sign * other.high,
            one.high + sign * other.low, one.high + sign * other.high)  # fmt: skip
    return _hull(one.mid + sign * other.mid, ends, dimension)


def multiplied(one: Value, other: Value) -> Value:
    """A product."""
    ends = (one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high)
    return _hull(one.mid * other.mid, ends, times(one.dimension, other.dimension))


def divided(one: Value, other: Value) -> Value:
    """A quotient; undecided where the divisor may be nought."""
    if other.low <= 0 <= other.high:
        if not other.mid:
            raise Undecided
        mid = one.mid / other.mid
        return _hull(mid, (mid,), over(one.dimension, other.dimension))
    ends = (one.low / other.low, one.low / other.high, one.high / other.low, one.high / other.high)
    return _hull(one.mid / other.mid, ends, over(one.dimension, other.dimension))


def _root(base: Fraction, power: Fraction) -> Fraction:
    return real(lambda: float(base) ** float(power))


def powered(base: Value, exponent: Value) -> Value:
    """A power; of a quantity with a unit only to a whole number."""
    if exponent.dimension:
        raise Undecided
    power = exponent.mid
    if power.denominator == 1 and abs(power) <= MOST_BITS:
        whole = int(power)
        size = max(base.mid.numerator.bit_length(), base.mid.denominator.bit_length())
        if size * abs(whole) > MOST_BITS or (not base.mid and whole < 0):
            raise Undecided
        ends = [base.mid**whole]
        if base.low != base.high and (base.low > 0 or whole > 0) and abs(whole) <= 16:
            ends += [base.low**whole, base.high**whole]
        if exponent.low != exponent.high:
            ends += [_root(base.mid, e) for e in (exponent.low, exponent.high)]
        return _hull(base.mid**whole, ends, raised(base.dimension, whole))
    doubled = power * 2
    dimension = NUMBER
    if base.dimension:
        if doubled.denominator != 1:
            raise Undecided
        halves = [(name, size * int(doubled)) for name, size in base.dimension]
        if any(size % 2 for _, size in halves):
            raise Undecided
        dimension = tuple((name, size // 2) for name, size in halves if size)
    found = [_root(x, power) for x in (base.mid, base.low, base.high)]
    return _hull(found[0], found, dimension)


def _of(function: Callable[[float], float], x: Fraction) -> Fraction:
    return real(lambda: function(float(x)))


def applied(function: Callable[[float], float], one: Value) -> Value:
    """A function of mathematics, which is monotonic where it is used, of a plain number."""
    if one.dimension:
        raise Undecided
    found = [_of(function, x) for x in (one.mid, one.low, one.high)]
    return _hull(found[0], found, NUMBER)


def real(compute: Callable[[], float | complex]) -> Fraction:
    """What floating point gives, if it is a finite real number."""
    try:
        found = compute()
    except (ArithmeticError, ValueError) as error:
        raise Undecided from error
    if isinstance(found, complex) or not math.isfinite(found):
        raise Undecided
    return Fraction(found)


# --- dimensions ------------------------------------------------------------------------------

# What a physicist would count as a dimension. Nouns (servers, users, tokens) only tell what is
# counted: authors leave them out at will, so that they never refute.
_BASES = frozenset(
    ("byte", "second", "metre", "kilogram", "ampere", "kelvin", "mole", "candela", "dollar",
     "euro", "pound sterling", "yen", "franc", "rupee", "yuan", "won", "degree", "decibel")
)  # fmt: skip


def core(dimension: Dimension) -> Dimension:
    """A dimension without what is only counted.

    >>> core((("byte", 1), ("server", -1)))
    (('byte', 1),)
    """
    return tuple(part for part in dimension if part[0] in _BASES)


def counted(dimension: Dimension) -> Dimension:
    """What is counted in a dimension."""
    return tuple(part for part in dimension if part[0] not in _BASES)


# --- readings --------------------------------------------------------------------------------

Choice = Mapping[str, int]
"""Which reading is taken, by the class of a unit: one of GB for a whole relation."""


def reading_class(quantity: Quantity) -> str:
    """Quantities of one class are read alike in one relation."""
    if len(quantity.readings) < 2:
        return ""
    bases = {name for name, _ in core(quantity.dimension)}
    if len({one.written for one in quantity.readings}) > 1:
        return "digits"
    if "byte" in bases:
        return "bytes"
    return f"unit {quantity.unit.name}"


def choices(items: Iterable[Quantity]) -> Iterator[Choice]:
    """Every way to read some quantities together, the usual one first."""
    sizes: dict[str, int] = {}
    for one in items:
        if name := reading_class(one):
            sizes[name] = max(sizes.get(name, 0), len(one.readings))
    names = list(sizes)
    for count, picked in enumerate(product(*(range(sizes[name]) for name in names))):
        if count >= MOST_CHOICES:
            return
        yield dict(zip(names, picked, strict=True))


def index_of(quantity: Quantity, choice: Choice) -> int:
    """The reading of a quantity under a choice."""
    picked = choice.get(reading_class(quantity), 0)
    return min(picked, len(quantity.readings) - 1)


def is_count(quantity: Quantity) -> bool:
    """Whether a number is a whole one that nobody rounded, as in `4 servers` or `2 ×`."""
    return quantity.value.denominator == 1 and not quantity.hedged and quantity.step <= 1


def _is_round(quantity: Quantity) -> bool:
    """Whether a decimal is one that people set, not one that came out: 0.25, 4.5, 0.30."""
    if quantity.hedged:
        return False
    return quantity.value % Fraction(1, 4) == 0 or (
        abs(quantity.value) < 1 and quantity.value % Fraction(1, 20) == 0
    )


def value_of(quantity: Quantity, choice: Choice, *, strict: bool = False) -> Value:
    """What an input may stand for.

    Args:
        quantity: the input.
        choice: how ambiguous units are read.
        strict: whether whole numbers are exact; else the last digit shown may be rounded.
    """
    index = index_of(quantity, choice)
    taken = quantity.readings[index]
    if quantity.range is not None:
        return Value((taken.value + taken.high) / 2, taken.value, taken.high, taken.dimension)
    if strict and (is_count(quantity) or _is_round(quantity)):
        return Value(taken.value, taken.value, taken.value, taken.dimension)
    low, high = interval(quantity, index)
    return Value(taken.value, low, high, taken.dimension)


# --- verdicts --------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def digits_shown(quantity: Quantity) -> int:
    """Significant digits; noughts at the end of a whole number are taken for none."""
    taken = quantity.readings[0]
    if not taken.step or not taken.written:
        return 15
    number = abs(taken.written)
    step = taken.step / abs(taken.factor)
    whole = number / step
    if whole.denominator != 1:
        return 15
    text = str(int(whole))
    return len(text.rstrip("0") if step >= 1 else text) or 1


MONEY = frozenset(("dollar", "euro", "pound sterling", "yen", "franc", "rupee", "yuan", "won"))
"""Currencies, as dimensions have them."""

_DOUBLE = 15
"""Digits from which on a number shows the rounding of binary floating point."""


def agrees(value: Value, said: Quantity, choice: Choice, *, implied: bool = False) -> bool:
    """Whether a value as computed may be what a number states.

    Args:
        value: computed.
        said: stated.
        choice: how ambiguous units are read.
        implied: whether no sign of equality stands between them: then a number that shows one
            or two digits may be off by a tenth.
    """
    index = index_of(said, choice)
    low, high = interval(said, index, truncated=True)
    taken = said.readings[index]
    if not taken.step:  # a fraction or a word: a third is 0.333
        room = abs(taken.value) / 100
        low, high = low - room, high + room
    if digits_shown(said) >= _DOUBLE:  # printed by a program: 0.1 + 0.2 is 0.30000000000000004
        room = abs(taken.value) / 2**51
        low, high = low - room, high + room
    if said.bound in (Bound.AT_MOST, Bound.LESS):
        low = min(low, -abs(high) * 10**6)
    elif said.bound in (Bound.AT_LEAST, Bound.MORE):
        high = abs(high) * 10**6 + 1
    if implied and digits_shown(said) < 3 and not is_composed(said):
        size = max(abs(taken.value - taken.offset), abs(taken.high - taken.offset))
        low, high = low - NEAR * size, high + NEAR * size
    return low <= value.high and value.low <= high


def shown_like(value: Value, said: Quantity, choice: Choice) -> str:
    """A value in the form, unit and precision of a stated number; see `writing`."""
    return written_like(value.mid, said, index_of(said, choice))


# --- slips -----------------------------------------------------------------------------------

_TENS = tuple(Fraction(10) ** power for power in (1, 2, 3, 4, 5, 6, 9, 12))
_TIMES = tuple(Fraction(one) for one in (60, 3600, 24, 86400, 1440, 7, 12, 365))
_BYTES = tuple(Fraction(one) for one in (8, 8000, 1024, 1024**2, 1024**3, 8192))
_DEGREES = (Fraction(60), Fraction(3600))
_FACTORS = {"second": _TIMES, "byte": _BYTES, "degree": _DEGREES}
"""Factors between a right number and a wrong one of the same digits: powers of ten, units, bits."""


def is_slip(right: Value, said: Quantity, choice: Choice) -> bool:
    """Whether a wrong number has the right digits: another unit, power of ten, or two swapped."""
    index = index_of(said, choice)
    if is_composed(said):
        return is_decimal_slip(right.mid, said)
    low, high = interval(said, index, truncated=True)
    factors = [*_TENS]
    for base, _ in core(said.dimension):
        factors += _FACTORS.get(base, ())
    for factor in factors:
        for one in (factor, 1 / factor):
            if low <= right.mid * one <= high:
                return True
    return _mistyped(right, said, index)


def _mistyped(right: Value, said: Quantity, index: int) -> bool:
    """Two digits swapped, or one other digit, in a number of three or more."""
    taken = said.readings[index]
    if not taken.step or not taken.written:
        return False
    step = taken.step / taken.factor
    mine = str(int(abs(taken.written) / step))
    number = (right.mid - taken.offset) / taken.factor
    theirs = str(int(abs(number) / step + Fraction(1, 2)))
    if len(mine) != len(theirs) or len(mine) < 3:
        return False
    differ = [i for i, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
    if len(differ) == 1:
        # One more or less in the last place is rounding.
        return differ[0] < len(mine) - 1 or abs(int(mine) - int(theirs)) > 1
    return len(differ) == 2 and sorted(mine) == sorted(theirs)
