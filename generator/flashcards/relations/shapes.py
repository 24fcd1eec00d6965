"""The few forms in which one number follows from others, with their prior plausibility.

A form says nothing about words: dimensions choose among forms, cases or rows establish one. Each is
monotonic in each of its inputs, so that the corners of their intervals give the interval of its
value; floating point is exact enough for numbers that people write.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations, product

from flashcards.quantities import Dimension, Quantity, dimension, interval, over, raised, times
from flashcards.relations.values import core, digits_shown, is_count

MOST_READINGS = 3


class NoValue(Exception):
    """A form has no value for such inputs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A form.

    Attributes:
        text: with `a`, `b`, `c` for its inputs, in their order.
        rule: what becomes of dimensions; see `_RULES`.
        of: its value for plain numbers in base units.
        weight: how far it is from the simplest; a form of weight 3 needs three times the evidence.
        symmetric: whether the order of its first two inputs does not matter.
    """

    text: str
    rule: str
    of: Callable[..., float]
    weight: int = 1
    symmetric: bool = False

    @property
    def arity(self) -> int:
        """How many inputs it has."""
        return self.of.__code__.co_argcount


def _same(dims: Sequence[Dimension]) -> Dimension | None:
    return dims[0] if all(one == dims[0] for one in dims) else None


def _product(dims: Sequence[Dimension]) -> Dimension:
    return dimension(part for one in dims for part in one)


def _none(_dims: Sequence[Dimension]) -> Dimension:
    return ()


def _all_bare(dims: Sequence[Dimension]) -> Dimension | None:
    return None if any(dims) else ()


_RULES: dict[str, Callable[[Sequence[Dimension]], Dimension | None]] = {
    "same": _same,
    "inverse": lambda d: raised(d[0], -1),
    "square": lambda d: raised(d[0], 2),
    "product": _product,
    "quotient": lambda d: over(d[0], d[1]),
    "ratio": lambda d: () if d[0] == d[1] else None,
    "first": lambda d: d[0] if not any(d[1:]) else None,
    "bare": _all_bare,
    "over-last": lambda d: over(times(d[0], d[1]), d[2]),
    "over-both": lambda d: over(d[0], times(d[1], d[2])),
    "difference-over": lambda d: over(d[0], d[2]) if d[0] == d[1] else None,
}
BARE_RULES = {"bare": (0, 1, 2), "first": (1, 2)}
"""Inputs that are taken as plain counts: in an exponent, ten bits are ten."""


def _share(p: float) -> float:
    if not 0 < p < 1:
        raise NoValue
    return p


def _count(n: float, most: int = 170) -> int:
    if n != int(n) or not 0 <= n <= most:
        raise NoValue
    return int(n)


SHAPES: tuple[Shape, ...] = (
    Shape("a", "same", lambda a: a),
    Shape("1 / a", "inverse", lambda a: 1 / a),
    Shape("a / 2", "same", lambda a: a / 2, 2),
    Shape("2 × a", "same", lambda a: 2 * a, 2),
    Shape("a²", "square", lambda a: a * a, 2),
    Shape("√a", "bare", lambda a: math.sqrt(a), 2),
    Shape("2^a", "bare", lambda a: 2.0**a, 2),
    Shape("10^a", "bare", lambda a: 10.0**a, 4),
    Shape("log2(a)", "bare", lambda a: math.log2(a), 2),
    Shape("log10(a)", "bare", lambda a: math.log10(a), 4),
    Shape("−log10(a)", "bare", lambda a: -math.log10(a), 4),
    Shape("1 − a", "bare", lambda a: 1 - _share(a), 2),
    Shape("1 − 1 / a", "bare", lambda a: 1 - 1 / a, 3),
    Shape("a / (1 − a)", "bare", lambda a: _share(a) / (1 - a), 3),
    Shape("1 / (1 − a)", "bare", lambda a: 1 / (1 - _share(a)), 3),
    Shape("a × (a − 1) / 2", "bare", lambda a: _count(a, 10**6) * (a - 1) / 2, 3),
    Shape("a × (a + 1) / 2", "bare", lambda a: _count(a, 10**6) * (a + 1) / 2, 3),
    Shape("a!", "bare", lambda a: float(math.factorial(_count(a))), 3),
    Shape("a^(3/2)", "bare", lambda a: a**1.5, 4),
    Shape("2^(a / 2)", "bare", lambda a: 2.0 ** (a / 2), 4),
    Shape("a × b", "product", lambda a, b: a * b, symmetric=True),
    Shape("a / b", "quotient", lambda a, b: a / b),
    Shape("a − b", "same", lambda a, b: a - b),
    Shape("a + b", "same", lambda a, b: a + b, symmetric=True),
    Shape("(a − b) / a", "ratio", lambda a, b: (a - b) / a, 2),
    Shape("(a − b) / b", "ratio", lambda a, b: (a - b) / b, 2),
    Shape("a / (a + b)", "ratio", lambda a, b: a / (a + b), 2),
    Shape("a × b / 2", "product", lambda a, b: a * b / 2, 3, symmetric=True),
    Shape("a / b / 2", "quotient", lambda a, b: a / b / 2, 3),
    Shape("2 × a × b", "product", lambda a, b: 2 * a * b, 3, symmetric=True),
    Shape("a × (1 − b)", "first", lambda a, b: a * (1 - _share(b)), 2),
    Shape("a / (1 − b)", "first", lambda a, b: a / (1 - _share(b)), 3),
    Shape("a × (1 + b)", "first", lambda a, b: a * (1 + b), 2),
    Shape("a / (1 + b)", "first", lambda a, b: a / (1 + b), 3),
    Shape("a / 2^b", "first", lambda a, b: a / 2.0**b, 2),
    Shape("a × 2^b", "first", lambda a, b: a * 2.0**b, 3),
    Shape("a^b", "bare", lambda a, b: a**b, 2),
    Shape("1 − (1 − a)^b", "bare", lambda a, b: 1 - (1 - _share(a)) ** b, 3),
    Shape("a × log2(b)", "bare", lambda a, b: a * math.log2(b), 3),
    Shape("(a / b)²", "ratio", lambda a, b: (a / b) ** 2, 3),
    Shape("a × b × c", "product", lambda a, b, c: a * b * c, 3, symmetric=True),
    Shape("a × b / c", "over-last", lambda a, b, c: a * b / c, 3, symmetric=True),
    Shape("a / (b × c)", "over-both", lambda a, b, c: a / (b * c), 3),
    Shape("(a − b) / c", "difference-over", lambda a, b, c: (a - b) / c, 3),
)


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """A quantity as an input or result of forms.

    Attributes:
        quantity: the number.
        dimension: without what is only counted.
        readings: (low, as written, high) in base units, one for each reading.
        bare: the same of the number alone, for exponents and logarithms; None where a unit
            such as metres forbids it.
    """

    quantity: Quantity
    dimension: Dimension
    readings: tuple[tuple[float, float, float], ...]
    bare: tuple[float, float, float] | None

    @property
    def text(self) -> str:
        """As written."""
        return self.quantity.text


@lru_cache(maxsize=4096)
def input_of(quantity: Quantity) -> Input:
    """A quantity as forms see it."""
    readings = []
    for index in range(min(len(quantity.readings), MOST_READINGS)):
        taken = quantity.readings[index]
        if is_count(quantity) or not taken.step:
            low = high = taken.value
            if not taken.step and taken.value.denominator == 1:
                low = high = taken.value
        else:
            low, high = interval(quantity, index)
        if quantity.range is not None:
            low, high = taken.value, taken.high
        readings.append((_float(low), _float(taken.value), _float(high)))
    dims = core(quantity.dimension)
    return Input(quantity, dims, tuple(readings), _bare(quantity, dims, readings[0]))


def _float(number: object) -> float:
    try:
        return float(number)  # type: ignore[arg-type]
    except OverflowError:
        return math.inf


_COUNTABLE = {(), (("byte", 1),)}


def _bare(
    quantity: Quantity, dims: Dimension, base: tuple[float, float, float]
) -> tuple[float, float, float] | None:
    if dims == (("metre", -3), ("mole", 1)):  # the logarithm of a concentration in mol/L
        return (base[0] / 1000, base[1] / 1000, base[2] / 1000)
    if dims not in _COUNTABLE:
        return None
    if not dims:
        return base
    if quantity.unit.name != "bit":
        return None
    return (base[0] * 8, base[1] * 8, base[2] * 8)


def exactly(one: Input) -> Input:
    """A setting of one or two digits as it stands: `0.1 s` is no 0.14 s."""
    if one.quantity.hedged or one.quantity.range is not None or digits_shown(one.quantity) > 2:
        return one
    readings = tuple((mid, mid, mid) for _, mid, _ in one.readings)
    bare = (one.bare[1],) * 3 if one.bare else None
    return replace(one, readings=readings, bare=bare)


_PERIODS = re.compile(r"/(?:month|day|d|year|week|h|min|quarter)$")


def as_count(one: Input) -> Input:
    """A quantity as a mere count: bits and what comes `a month` may be counted, too.

    The same object where that changes nothing.
    """
    name = one.quantity.unit.name
    if "bit" in name and any(base == "byte" for base, _ in one.dimension):
        power = dict(one.dimension)["byte"]
        left = tuple(part for part in one.dimension if part[0] != "byte")
        scale = 8.0**power
        readings = tuple((a * scale, b * scale, c * scale) for a, b, c in one.readings)
        return replace(one, dimension=left, readings=readings)
    if one.dimension == (("mole", 1),) or (
        _PERIODS.search(name) and one.dimension == (("second", -1),)
    ):
        number = _float(one.quantity.value)
        return replace(one, dimension=(), readings=((number, number, number),))
    return one


def dimension_of(shape: Shape, inputs: Sequence[Input]) -> Dimension | None:
    """What the value of a form measures, None where it does not apply."""
    dims: list[Dimension] = []
    for index, one in enumerate(inputs):
        if index in BARE_RULES.get(shape.rule, ()):
            if one.bare is None:
                return None
            dims.append(())
        else:
            dims.append(one.dimension)
    return _RULES[shape.rule](dims)


def computed(shape: Shape, inputs: Sequence[Input], reading: int) -> tuple[float, float, float]:
    """Low end, value and high end of a form.

    Raises:
        NoValue: it has none.
    """
    bare = BARE_RULES.get(shape.rule, ())
    ends = [
        one.bare if i in bare and one.bare else one.readings[min(reading, len(one.readings) - 1)]
        for i, one in enumerate(inputs)
    ]
    try:
        mid = shape.of(*(end[1] for end in ends))
        if isinstance(mid, complex) or not math.isfinite(mid):
            raise NoValue
        if all(end[0] == end[2] for end in ends):
            return mid, mid, mid
        corners = [shape.of(*corner) for corner in product(*((e[0], e[2]) for e in ends))]
    except (ArithmeticError, ValueError) as error:
        raise NoValue from error
    if shape.text in _SUMS and min(abs(end[1]) for end in ends) < abs(mid) / 10:
        raise NoValue  # next to nothing is added: the sum is near whatever the number means
    real = [one for one in corners if not isinstance(one, complex)]
    return min(real), mid, max(real)


_SUMS = frozenset(("a + b", "a − b"))


def placed(shape: Shape, count: int) -> Iterator[tuple[int, ...]]:
    """Which of so many inputs stand where in a form."""
    for picked in permutations(range(count), shape.arity):
        if not (shape.symmetric and picked[0] > picked[1]):
            yield picked


def spelt(shape: Shape, inputs: Sequence[str]) -> str:
    """A form with its inputs as they are written."""
    names = dict(zip("abc", inputs, strict=False))
    return "".join(
        names[sign] if sign in names and _alone(shape.text, at) else sign
        for at, sign in enumerate(shape.text)
    )


def _alone(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not before.isalpha() and not after.isalpha()
