"""The few forms in which one number follows from others, with their prior plausibility.

A form says nothing about words: dimensions choose among forms, cases or rows establish one. Each is
monotonic in each of its inputs, so that the corners of their intervals give the interval of its
value; floating point is exact enough for numbers that people write.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import permutations, product

from flashcards import patterns as re
from flashcards.quantities import Dimension, Quantity, dimension, interval, over, raised, times
from flashcards.relations.values import core, digits_shown, is_count
from flashcards.values import dataclass

MOST_READINGS = 3

Ends = tuple[float, float, float]
"""The least that a number may stand for, what it says, and the most."""


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


def _all_bare(dims: Sequence[Dimension]) -> Dimension | None:
    return None if any(dims) else ()


def _powers(*powers: int, root: int = 1) -> Callable[[Sequence[Dimension]], Dimension | None]:
    """The product of powers of the inputs' dimensions, or a root of it."""

    def rule(dims: Sequence[Dimension]) -> Dimension | None:
        whole = _product([raised(one, power) for one, power in zip(dims, powers, strict=True)])
        if any(power % root for _, power in whole):
            return None
        return tuple((base, power // root) for base, power in whole)

    return rule


def _first_of_alike(dims: Sequence[Dimension]) -> Dimension | None:
    """Of the first; the two others must measure the same."""
    return dims[0] if dims[1] == dims[2] else None


_RULES: dict[str, Callable[[Sequence[Dimension]], Dimension | None]] = {
    "same": _same,
    "inverse": lambda d: raised(d[0], -1),
    "square": lambda d: raised(d[0], 2),
    "product": _product,
    # A frequency and an inductance, a radius and a height: of bare numbers nothing tells a circle.
    "measured": lambda d: _product(d) or None,
    "quotient": lambda d: over(d[0], d[1]),
    "ratio": lambda d: () if d[0] == d[1] else None,
    "first": lambda d: d[0] if not any(d[1:]) else None,
    "bare": _all_bare,
    "over-last": lambda d: over(times(d[0], d[1]), d[2]),
    "over-both": lambda d: over(d[0], times(d[1], d[2])),
    "difference-over": lambda d: over(d[0], d[2]) if d[0] == d[1] else None,
    "over-difference": lambda d: over(d[0], d[1]) if d[1] == d[2] else None,
    "times-difference": lambda d: times(d[0], d[1]) if d[1] == d[2] else None,
    "plus-product": lambda d: d[0] if d[0] == times(d[1], d[2]) else None,
    "growth": lambda d: d[0] if not any(d[1:]) else None,
    "lerp": lambda d: d[0] if d[0] == d[1] and not d[2] else None,
    "first-of-alike": _first_of_alike,
    "inverse-product": _powers(-1, -1),
    "square-over": _powers(2, -1),
    "square-times": _powers(2, 1),
    "root": _powers(1, root=2),
    "root-product": _powers(1, 1, root=2),
    "root-quotient": _powers(1, -1, root=2),
}
_PERIODIC = {"growth": (2,)}
"""Inputs that count periods: in an exponent, four weeks are four."""

BARE_RULES = {"bare": (0, 1, 2), "first": (1, 2), "growth": (1, 2), "lerp": (2,)}
"""Inputs that are taken as plain counts: in an exponent, ten bits are ten."""


def _share(p: float) -> float:
    if not 0 < p < 1:
        raise NoValue
    return p


def _count(n: float, most: int = 170) -> int:
    if n != int(n) or not 0 <= n <= most:
        raise NoValue
    return int(n)


def _chosen(n: float, k: float) -> float:
    if k > n:
        raise NoValue
    return float(math.comb(_count(n, 10**4), _count(k)))


def _arranged(n: float, k: float) -> float:
    if k > n:
        raise NoValue
    return float(math.perm(_count(n, 10**4), _count(k)))


def _collected(n: float) -> float:
    """Draws until each of so many has come once."""
    return n * sum(1 / i for i in range(1, _count(n, 10**4) + 1))


SHAPES: tuple[Shape, ...] = (
    Shape("a", "same", lambda a: a),
    Shape("1 / a", "inverse", lambda a: 1 / a),
    Shape("a / 2", "same", lambda a: a / 2, 2),
    Shape("2 × a", "same", lambda a: 2 * a, 2),
    Shape("a²", "square", lambda a: a * a, 2),
    Shape("√a", "root", lambda a: math.sqrt(a), 2),
    Shape("2^a", "bare", lambda a: 2.0**a, 2),
    Shape("10^a", "bare", lambda a: 10.0**a, 4),
    Shape("log2(a)", "bare", lambda a: math.log2(a), 2),
    Shape("log10(a)", "bare", lambda a: math.log10(a), 4),
    Shape("−log10(a)", "bare", lambda a: -math.log10(a), 4),
    Shape("1 − a", "bare", lambda a: 1 - _share(a), 2),
    Shape("1 − 1 / a", "bare", lambda a: 1 - 1 / a, 3),
    Shape("a / (1 − a)", "bare", lambda a: _share(a) / (1 - a), 3),
    Shape("−a / (1 + a)", "bare", lambda a: _share(-a) / (1 + a), 3),
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
    Shape("2^a − 1", "bare", lambda a: 2.0**a - 1, 4),
    Shape("2^a − 2", "bare", lambda a: 2.0**a - 2, 4),
    Shape("2^(32 − a)", "bare", lambda a: 2.0 ** (32 - a), 4),
    Shape("2^(32 − a) − 2", "bare", lambda a: 2.0 ** (32 - a) - 2, 4),
    Shape("(a − 1)!", "bare", lambda a: float(math.factorial(_count(a - 1))), 4),
    Shape("a × H(a)", "bare", _collected, 5),
    Shape("1 / √a", "bare", lambda a: 1 / math.sqrt(a), 4),
    Shape("a³", "bare", lambda a: a**3, 4),
    Shape("10^(a / 10)", "bare", lambda a: 10 ** (a / 10), 4),
    Shape("10^(a / 20)", "bare", lambda a: 10 ** (a / 20), 5),
    Shape("10 × log10(a)", "bare", lambda a: 10 * math.log10(a), 4),
    Shape("20 × log10(a)", "bare", lambda a: 20 * math.log10(a), 5),
    Shape("2π × a", "same", lambda a: 2 * math.pi * a, 4),
    Shape("π × a²", "square", lambda a: math.pi * a * a, 4),
    Shape("π × a² / 4", "square", lambda a: math.pi * a * a / 4, 5),
    Shape(
        "1 / (2π × a × b)",
        "inverse-product",
        lambda a, b: 1 / (2 * math.pi * a * b),
        4,
        symmetric=True,
    ),
    Shape("1 / (a × b)", "inverse-product", lambda a, b: 1 / (a * b), 3, symmetric=True),
    Shape("2π × a × b", "measured", lambda a, b: 2 * math.pi * a * b, 4, symmetric=True),
    Shape("a² / b", "square-over", lambda a, b: a * a / b, 2),
    Shape("a² / (2 × b)", "square-over", lambda a, b: a * a / b / 2, 4),
    Shape("a² × b", "square-times", lambda a, b: a * a * b, 2),
    Shape("a² × b / 2", "square-times", lambda a, b: a * a * b / 2, 3),
    Shape("√(a × b)", "root-product", lambda a, b: math.sqrt(a * b), 3, symmetric=True),
    Shape("√(2 × a × b)", "root-product", lambda a, b: math.sqrt(2 * a * b), 4, symmetric=True),
    Shape("√(a / b)", "root-quotient", lambda a, b: math.sqrt(a / b), 4),
    Shape("√(2 × a / b)", "root-quotient", lambda a, b: math.sqrt(2 * a / b), 4),
    Shape("2π × √(a / b)", "root-quotient", lambda a, b: 2 * math.pi * math.sqrt(a / b), 4),
    Shape("a × b / (a + b)", "same", lambda a, b: a * b / (a + b), 3, symmetric=True),
    Shape("a / √b", "first", lambda a, b: a / math.sqrt(b), 3),
    Shape("1 − e^(−a / b)", "ratio", lambda a, b: 1 - math.exp(-a / b), 4),
    Shape("2^(−a / b)", "ratio", lambda a, b: 2.0 ** (-a / b), 4),
    Shape("(1 − a)^b", "bare", lambda a, b: (1 - _share(a)) ** b, 3),
    Shape("1 − a^b", "bare", lambda a, b: 1 - _share(a) ** b, 3),
    Shape("a^(1 / b)", "bare", lambda a, b: a ** (1 / b), 4),
    Shape("log_b(a)", "bare", lambda a, b: math.log(a) / math.log(b), 3),
    Shape("⌈a / b⌉", "ratio", lambda a, b: float(math.ceil(a / b)), 3),
    Shape("⌊a / b⌋", "ratio", lambda a, b: float(math.floor(a / b)), 3),
    Shape("(a choose b)", "bare", _chosen, 4),
    Shape("a! / (a − b)!", "bare", _arranged, 4),
    Shape("2^(a − b)", "bare", lambda a, b: 2.0 ** (a - b), 4),
    Shape("10 × log10(a / b)", "ratio", lambda a, b: 10 * math.log10(a / b), 4),
    Shape("20 × log10(a / b)", "ratio", lambda a, b: 20 * math.log10(a / b), 4),
    Shape("a × b × c", "product", lambda a, b, c: a * b * c, 3, symmetric=True),
    Shape("a × b / c", "over-last", lambda a, b, c: a * b / c, 3, symmetric=True),
    Shape("a / (b × c)", "over-both", lambda a, b, c: a / (b * c), 3),
    Shape("(a − b) / c", "difference-over", lambda a, b, c: (a - b) / c, 3),
    Shape("(a + b) / c", "difference-over", lambda a, b, c: (a + b) / c, 3),
    Shape("a + (b − a) × c", "lerp", lambda a, b, c: a + (b - a) * c, 4),
    Shape("a / (b − c)", "over-difference", lambda a, b, c: a / (b - c), 3),
    Shape("a × (b − c)", "times-difference", lambda a, b, c: a * (b - c), 3),
    Shape("a + b × c", "plus-product", lambda a, b, c: a + b * c, 3),
    Shape("a − b × c", "plus-product", lambda a, b, c: a - b * c, 4),
    Shape("a × b / (b + c)", "first-of-alike", lambda a, b, c: a * b / (b + c), 4),
    Shape("a × b / (b − c)", "first-of-alike", lambda a, b, c: a * b / (b - c), 5),
    Shape("a × 2^(−b / c)", "first-of-alike", lambda a, b, c: a * 2.0 ** (-b / c), 4),
    Shape("a × e^(−b / c)", "first-of-alike", lambda a, b, c: a * math.exp(-b / c), 5),
    Shape("a × (1 + b)^c", "growth", lambda a, b, c: a * (1 + b) ** c, 4),
    Shape("a × (1 − b)^c", "growth", lambda a, b, c: a * (1 - _share(b)) ** c, 5),
    Shape("a / (1 + b)^c", "growth", lambda a, b, c: a / (1 + b) ** c, 5),
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
        periods: the same of a number of years, weeks or hours, which growth takes for a count.
    """

    quantity: Quantity
    dimension: Dimension
    readings: tuple[Ends, ...]
    bare: Ends | None
    periods: Ends | None = None

    @property
    def text(self) -> str:
        """As written."""
        return self.quantity.text


def scaled(ends: Ends, factor: float) -> Ends:
    """What stands between some ends, so many times as much."""
    low, middle, high = ends
    return low * factor, middle * factor, high * factor


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
    periods = None
    if dims == (("second", 1),) and is_count(quantity):
        periods = (_float(quantity.value),) * 3
    return Input(quantity, dims, tuple(readings), _bare(quantity, dims, readings[0]), periods)


def _float(number: object) -> float:
    try:
        return float(number)  # type: ignore[arg-type]
    except OverflowError:
        return math.inf


_COUNTABLE = {(), (("byte", 1),)}


def _bare(quantity: Quantity, dims: Dimension, base: Ends) -> Ends | None:
    if dims == (("metre", -3), ("mole", 1)):  # the logarithm of a concentration in mol/L
        return (base[0] / 1000, base[1] / 1000, base[2] / 1000)
    if dims not in _COUNTABLE:
        return None
    if not dims:
        return base
    if quantity.unit.name != "bit":
        return None
    return scaled(base, 8)


def exactly(one: Input) -> Input:
    """A setting of one or two digits as it stands: `0.1 s` is no 0.14 s."""
    if one.quantity.hedged or one.quantity.range is not None or digits_shown(one.quantity) > 2:
        return one
    readings = tuple((mid, mid, mid) for _, mid, _ in one.readings)
    bare = (one.bare[1],) * 3 if one.bare else None
    return replace(one, readings=readings, bare=bare)


_SECONDS = {"month": 365.25 * 7200, "day": 86400.0, "d": 86400.0, "year": 365.25 * 86400,
            "week": 604800.0, "h": 3600.0, "min": 60.0, "quarter": 365.25 * 21600}  # fmt: skip
_PERIODS = re.compile(r"/(month|day|d|year|week|h|min|quarter)$")


def as_count(one: Input) -> Input:
    """A quantity as a mere count: bits and what comes `a month` may be counted, too.

    The same object where that changes nothing.
    """
    name = one.quantity.unit.name
    if "bit" in name and any(base == "byte" for base, _ in one.dimension):
        power = dict(one.dimension)["byte"]
        left = tuple(part for part in one.dimension if part[0] != "byte")
        scale = 8.0**power
        readings = tuple(scaled(each, scale) for each in one.readings)
        return replace(one, dimension=left, readings=readings)
    if one.dimension == (("mole", 1),) or (
        _PERIODS.search(name) and one.dimension == (("second", -1),)
    ):
        number = _float(one.quantity.value)
        bare = (number, number, number)
        return replace(one, dimension=(), readings=(bare,), bare=bare)
    if found := _PERIODS.search(name):  # `30 km a week`: what comes in one week
        second = _SECONDS[found[1]]
        left = tuple(part for part in one.dimension if part[0] != "second")
        if dict(one.dimension).get("second") == -1:
            readings = tuple(scaled(each, second) for each in one.readings)
            return replace(one, dimension=left, readings=readings)
    return one


def as_number(one: Input) -> Input:
    """A quantity as the number that a formula of thumb takes: `2,400 m` as 2,400."""
    if not one.dimension:
        return one
    number = _float(one.quantity.value)
    bare = (number, number, number)
    return replace(one, dimension=(), readings=(bare,), bare=bare)


Kind = tuple[Dimension, bool, bool]
"""Of an input, all that decides which forms it may stand in: what it measures, whether it may be
taken bare, whether it counts periods."""


def kind_of(one: Input) -> Kind:
    """The kind of an input."""
    return one.dimension, one.bare is not None, bool(one.periods)


def dimension_of(shape: Shape, kinds: Sequence[Kind]) -> Dimension | None:
    """What the value of a form measures for inputs of such kinds, None where it does not apply."""
    bare = BARE_RULES.get(shape.rule)
    if bare is None:
        return _measured(shape.rule, tuple([dims for dims, _, _ in kinds]))
    found: list[Dimension] = []
    for index, (dims, has_bare, has_periods) in enumerate(kinds):
        if index in bare:
            if not has_bare and not (has_periods and index in _PERIODIC.get(shape.rule, ())):
                return None
            found.append(())
        else:
            found.append(dims)
    return _measured(shape.rule, tuple(found))


@lru_cache(maxsize=16384)
def _measured(rule: str, dims: tuple[Dimension, ...]) -> Dimension | None:
    return _RULES[rule](dims)


def computed(shape: Shape, inputs: Sequence[Input], reading: int) -> Ends:
    """Low end, value and high end of a form.

    Raises:
        NoValue: it has none.
    """
    bare = BARE_RULES.get(shape.rule)
    if bare is None and not reading:
        ends = [one.readings[0] for one in inputs]
    else:
        ends = [
            ((one.bare or one.periods) if bare and i in bare else None)
            or one.readings[min(reading, len(one.readings) - 1)]
            for i, one in enumerate(inputs)
        ]
    try:
        mid = shape.of(*[end[1] for end in ends])
        if isinstance(mid, complex) or not math.isfinite(mid):
            raise NoValue
        for end in ends:
            if end[0] != end[2]:
                break
        else:
            return mid, mid, mid
        corners = [shape.of(*corner) for corner in product(*((e[0], e[2]) for e in ends))]
    except (ArithmeticError, ValueError) as error:
        raise NoValue from error
    if shape.text in _SUMS and min(abs(end[1]) for end in ends) < abs(mid) / 10:
        raise NoValue  # next to nothing is added: the sum is near whatever the number means
    real = [one for one in corners if not isinstance(one, complex)]
    if not real:
        raise NoValue
    return min(real), mid, max(real)


_SUMS = frozenset(("a + b", "a − b"))


def placed(shape: Shape, count: int) -> Iterator[tuple[int, ...]]:
    """Which of so many inputs stand where in a form."""
    for picked in permutations(range(count), shape.arity):
        if not (shape.symmetric and picked[0] > picked[1]):
            yield picked


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Forms that may give a result of some kind.

    Attributes:
        forms: each with the places of its inputs and what it costs as an explanation: how many
            forms are as simple. The input itself is none.
    """

    forms: tuple[tuple[Shape, tuple[int, ...], float], ...]


LEFT_OUT = 3
"""How much more evidence a form needs for each number of the case that it leaves out."""


@lru_cache(maxsize=1024)
def candidates(
    kinds: tuple[Kind, ...],
    own: int,
    wanted: Dimension,
    *,
    is_bare: bool,
    of_three: int,
    alone: float,
) -> Candidates:
    """All forms of inputs of such kinds whose value measures what is wanted.

    Args:
        kinds: of the inputs; the first `own` are a case's, and one of them at least stands in it.
        own: how many are the case's; 0 if none must.
        wanted: what the value measures.
        is_bare: whether it may be a plain number instead, where a form is of plain numbers.
        of_three: how many inputs a form of three may choose from.
        alone: what a form costs more where no input is the case's.
    """
    # Inputs of one kind are alike here: each choice of kinds is asked once a rule.
    numbered = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    classes = [numbered[kind] for kind in kinds]
    known: dict[tuple[str, bool, int], list[tuple[int, ...]]] = {}
    places: dict[tuple[bool, int], dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]]] = {}

    def measuring(shape: Shape, arity: int) -> list[tuple[int, ...]]:
        meant = (wanted, ()) if is_bare and shape.rule == "bare" else (wanted,)
        by_class = places.get((shape.symmetric, arity))
        if by_class is None:
            by_class = places[shape.symmetric, arity] = {}
            count = min(len(kinds), of_three) if arity == 3 else len(kinds)
            for at, picked in enumerate(placed(shape, count)):
                if not own or min(picked) < own:
                    key = tuple([classes[i] for i in picked])
                    by_class.setdefault(key, []).append((at, picked))
        listed = list(kinds)
        found = [
            one
            for same in by_class.values()
            if dimension_of(shape, [listed[i] for i in same[0][1]]) in meant
            for one in same
        ]
        return [picked for _, picked in sorted(found)]

    forms: list[tuple[Shape, tuple[int, ...]]] = []
    tried: dict[tuple[int, int], int] = {}
    for shape in SHAPES:
        arity = shape.arity
        if arity > len(kinds):
            continue
        like = (shape.rule, shape.symmetric, arity)
        if like not in known:
            known[like] = measuring(shape, arity)
        for picked in known[like]:
            rank = (shape.weight, max(0, max(picked) - own + 1))
            tried[rank] = tried.get(rank, 0) + shape.weight
            if shape.text != "a":
                forms.append((shape, picked))

    @cache
    def as_simple(weight: int, far: int) -> int:
        return sum(n for (w, f), n in tried.items() if w <= weight and f <= far)

    def cost(shape: Shape, picked: tuple[int, ...]) -> float:
        simpler = as_simple(shape.weight, max(0, max(picked) - own + 1))
        left_out = sum(i not in picked for i in range(own))
        return float(
            max(simpler if own else alone * simpler, 2 * shape.weight) * LEFT_OUT**left_out
        )

    return Candidates(tuple((shape, picked, cost(shape, picked)) for shape, picked in forms))


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
