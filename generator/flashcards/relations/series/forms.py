"""The forms that cases of a series may share, with what each costs as an explanation.

A form's arguments are first the case's own inputs, then constants that the text states. The cost
is how many forms are as simple: a form of cost 4 needs evidence four times as strong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from flashcards.quantities import Dimension, dimension, raised
from flashcards.values import dataclass

Dimensions = Sequence[Dimension]
Rule = Callable[[Dimensions], Dimension | None]


class NoValue(Exception):
    """A form has no value for such numbers."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of `own` inputs and `given` constants.

    Attributes:
        text: with `a`, `b` for inputs and `c`, `d` for constants.
        of: its value for plain numbers.
        rule: what the value measures, None where the form does not apply.
    """

    text: str
    own: int
    given: int
    cost: float
    rule: Rule
    of: Callable[..., float]


def _powers(*powers: int) -> Rule:
    @lru_cache(maxsize=1024)
    def product(dims: tuple[Dimension, ...]) -> Dimension:
        return dimension(
            part for one, power in zip(dims, powers, strict=True) for part in raised(one, power)
        )

    return lambda dims: product(tuple(dims))


def _plain(dims: Dimensions) -> Dimension | None:
    return None if any(dims) else ()


def _alike(dims: Dimensions) -> Dimension | None:
    return dims[0] if all(one == dims[0] for one in dims) else None


def _alike_measures(dims: Dimensions) -> Dimension | None:
    """Amounts with a unit: plain numbers and shares are seldom added to a constant."""
    return _alike(dims) or None


def _kept(dims: Dimensions) -> Dimension | None:
    """An amount, and plain numbers that change it."""
    return None if any(dims[1:]) else dims[0]


def _product_and_sum(dims: Dimensions) -> Dimension | None:
    """A product, and what is added to it."""
    return dims[-1] if _powers(1, 1)(dims[:2]) == dims[-1] else None


def _ratio(dims: Dimensions) -> Dimension | None:
    """Of what measures the same."""
    return () if dims[0] == dims[1] else None


def _over_last(dims: Dimensions) -> Dimension | None:
    return _powers(1, -1)((dims[0], dims[2])) if dims[0] == dims[1] else None


def _times_last(dims: Dimensions) -> Dimension | None:
    return _powers(1, 1)((dims[0], dims[2])) if dims[0] == dims[1] and dims[0] else None


def _over_difference(dims: Dimensions) -> Dimension | None:
    """The second over what the first and the third differ by."""
    return _powers(1, -1)((dims[1], dims[0])) if dims[0] == dims[2] else None


def _steps(dims: Dimensions) -> Dimension | None:
    """How often the third goes into the first; the second is the amount."""
    return dims[1] if dims[0] == dims[2] else None


def _share(p: float) -> float:
    if not 0 < p < 1:
        raise NoValue
    return p


def _whole(n: float) -> float:
    if n != int(n) or not 1 < n <= 10**7:
        raise NoValue
    return n


def _whole_power(n: float) -> float:
    if n != int(n):
        raise NoValue
    return _small(n)


def _near(n: float) -> float:
    if abs(n) > 100:
        raise NoValue
    return n


def _small(n: float) -> float:
    if abs(n) > 1000:
        raise NoValue
    return n


FORMS: tuple[Form, ...] = (
    # One input.
    Form("1 / a", 1, 0, 2, _powers(-1), lambda a: 1 / a),
    Form("a²", 1, 0, 3, _powers(2), lambda a: a * a),
    Form("1 / a²", 1, 0, 3, _powers(-2), lambda a: 1 / (a * a)),
    Form("a³", 1, 0, 5, _powers(3), lambda a: a**3),
    Form("√a", 1, 0, 4, _plain, math.sqrt),
    Form("1 / √a", 1, 0, 5, _plain, lambda a: 1 / math.sqrt(a)),
    Form("2^a", 1, 0, 3, _plain, lambda a: 2.0 ** _whole_power(a)),
    Form("2^a − 1", 1, 0, 5, _plain, lambda a: 2.0 ** _whole_power(a) - 1),
    Form("10^a", 1, 0, 6, _plain, lambda a: 10.0 ** _small(a)),
    Form("e^a", 1, 0, 5, _plain, lambda a: math.exp(_near(a))),
    Form("e^−a", 1, 0, 6, _plain, lambda a: math.exp(-_near(a))),
    Form("log2(a)", 1, 0, 4, _plain, math.log2),
    Form("ln(a)", 1, 0, 5, _plain, math.log),
    Form("log10(a)", 1, 0, 6, _plain, math.log10),
    Form("1 − a", 1, 0, 3, _plain, lambda a: 1 - _share(a)),
    Form("1 / (1 − a)", 1, 0, 4, _plain, lambda a: 1 / (1 - _share(a))),
    Form("a / (1 − a)", 1, 0, 5, _plain, lambda a: _share(a) / (1 - a)),
    Form("a × (a − 1) / 2", 1, 0, 4, _plain, lambda a: _whole(a) * (a - 1) / 2),
    Form("a × (a + 1) / 2", 1, 0, 5, _plain, lambda a: _whole(a) * (a + 1) / 2),
    # One input and a constant.
    Form("c × a", 1, 1, 1, _powers(1, 1), lambda a, c: c * a),
    Form("c / a", 1, 1, 1.5, _powers(-1, 1), lambda a, c: c / a),
    Form("a / c", 1, 1, 1.5, _powers(1, -1), lambda a, c: a / c),
    Form("c − a", 1, 1, 2, _alike, lambda a, c: c - a),
    Form("a − c", 1, 1, 3, _alike_measures, lambda a, c: a - c),
    Form("a + c", 1, 1, 3, _alike_measures, lambda a, c: a + c),
    Form("c × a²", 1, 1, 3, _powers(2, 1), lambda a, c: c * a * a),
    Form("a² / c", 1, 1, 4, _powers(2, -1), lambda a, c: a * a / c),
    Form("c / a²", 1, 1, 4, _powers(-2, 1), lambda a, c: c / (a * a)),
    Form("a^c", 1, 1, 6, _plain, lambda a, c: a ** _small(c)),
    Form("c^a", 1, 1, 4, _plain, lambda a, c: c ** _small(a)),
    Form("(1 − c)^a", 1, 1, 6, _plain, lambda a, c: (1 - _share(c)) ** _small(a)),
    Form("1 − (1 − c)^a", 1, 1, 6, _plain, lambda a, c: 1 - (1 - _share(c)) ** _small(a)),
    Form("a × (1 − c)", 1, 1, 3, _kept, lambda a, c: a * (1 - _share(c))),
    Form("a × (1 + c)", 1, 1, 3, _kept, lambda a, c: a * (1 + _share(c))),
    Form("a / (1 − c)", 1, 1, 4, _kept, lambda a, c: a / (1 - _share(c))),
    Form("a / (1 + c)", 1, 1, 4, _kept, lambda a, c: a / (1 + _share(c))),
    Form("c × (1 − a)", 1, 1, 4, lambda d: None if d[0] else d[1], lambda a, c: c * (1 - _share(a))),
    Form("c × √a", 1, 1, 6, lambda d: None if d[0] else d[1], lambda a, c: c * math.sqrt(a)),
    Form("c × 2^a", 1, 1, 6, lambda d: None if d[0] else d[1], lambda a, c: c * 2.0 ** _small(a)),
    Form("a / (a + c)", 1, 1, 5, _ratio, lambda a, c: a / (a + c)),
    Form("c / (a + c)", 1, 1, 6, _ratio, lambda a, c: c / (a + c)),
    # One input and two constants.
    Form("c × d × a", 1, 2, 3, _powers(1, 1, 1), lambda a, c, d: c * a * d),
    Form("c × a / d", 1, 2, 3, _powers(1, 1, -1), lambda a, c, d: c * a / d),
    Form("c / (a × d)", 1, 2, 4, _powers(-1, 1, -1), lambda a, c, d: c / (a * d)),
    Form("c × d / a", 1, 2, 4, _powers(-1, 1, 1), lambda a, c, d: c * d / a),
    Form("c × a + d", 1, 2, 4, _product_and_sum, lambda a, c, d: c * a + d),
    Form("d − c × a", 1, 2, 5, _product_and_sum, lambda a, c, d: d - c * a),
    Form("(a − c) / d", 1, 2, 4, _over_last, lambda a, c, d: (a - c) / d),
    Form("(a − c) × d", 1, 2, 5, _times_last, lambda a, c, d: (a - c) * d),
    Form("c / (a − d)", 1, 2, 5, _over_difference, lambda a, c, d: c / (a - d)),
    Form("c / (d − a)", 1, 2, 6, _over_difference, lambda a, c, d: c / (d - a)),
    Form("c × 2^(a / d)", 1, 2, 5, _steps, lambda a, c, d: c * 2.0 ** _small(a / d)),
    Form("c / 2^(a / d)", 1, 2, 5, _steps, lambda a, c, d: c / 2.0 ** _small(a / d)),
    # Two inputs.
    Form("a × b", 2, 0, 1, _powers(1, 1), lambda a, b: a * b),
    Form("a / b", 2, 0, 1, _powers(1, -1), lambda a, b: a / b),
    Form("b / a", 2, 0, 1, _powers(-1, 1), lambda a, b: b / a),
    Form("a − b", 2, 0, 3, _alike, lambda a, b: a - b),
    Form("a + b", 2, 0, 6, _alike, lambda a, b: a + b),
    Form("a / (a + b)", 2, 0, 4, _ratio, lambda a, b: a / (a + b)),
    Form("a × b / (a + b)", 2, 0, 4, _alike_measures, lambda a, b: a * b / (a + b)),
    Form("1 / (a − b)", 2, 0, 5, lambda d: raised(d[0], -1) if d[0] == d[1] else None, lambda a, b: 1 / (a - b)),
    Form("(a − b) / a", 2, 0, 4, _ratio, lambda a, b: (a - b) / a),
    Form("(a − b) / b", 2, 0, 4, _ratio, lambda a, b: (a - b) / b),
    Form("(b − a) / a", 2, 0, 4, _ratio, lambda a, b: (b - a) / a),
    Form("(a − b) / (1 − b)", 2, 0, 6, _plain, lambda a, b: (a - _share(b)) / (1 - b)),
    Form("2 × a × b / (a + b)", 2, 0, 6, _alike, lambda a, b: 2 * a * b / (a + b)),
    Form("√(a² + b²)", 2, 0, 6, _alike, math.hypot),
    Form("a² / b", 2, 0, 5, _powers(2, -1), lambda a, b: a * a / b),
    Form("a × b / 2", 2, 0, 4, _powers(1, 1), lambda a, b: a * b / 2),
    Form("a × b²", 2, 0, 5, _powers(1, 2), lambda a, b: a * b * b),
    Form("a² × b", 2, 0, 5, _powers(2, 1), lambda a, b: a * a * b),
    Form("a × (1 − b)", 2, 0, 3, _kept, lambda a, b: a * (1 - _share(b))),
    Form("a × (1 + b)", 2, 0, 3, _kept, lambda a, b: a * (1 + b)),
    Form("a / (1 − b)", 2, 0, 4, _kept, lambda a, b: a / (1 - _share(b))),
    Form("a / (1 + b)", 2, 0, 4, _kept, lambda a, b: a / (1 + b)),
    # Two inputs and a constant.
    Form("c × a × b", 2, 1, 2, _powers(1, 1, 1), lambda a, b, c: c * a * b),
    Form("a × b / c", 2, 1, 2, _powers(1, 1, -1), lambda a, b, c: a * b / c),
    Form("c × a / b", 2, 1, 2, _powers(1, -1, 1), lambda a, b, c: c * a / b),
    Form("c × b / a", 2, 1, 2, _powers(-1, 1, 1), lambda a, b, c: c * b / a),
    Form("(a − b) × c", 2, 1, 3, _plain, lambda a, b, c: (a - b) * c),
    Form("(a − b) / c", 2, 1, 3, _plain, lambda a, b, c: (a - b) / c),
    Form("a² / (b × c)", 2, 1, 4, _powers(2, -1, -1), lambda a, b, c: a * a / (b * c)),
    Form("a² × b × c", 2, 1, 5, _powers(2, 1, 1), lambda a, b, c: c * a * a * b),
    Form("c × a + b", 2, 1, 4, lambda d: _product_and_sum((d[0], d[2], d[1])), lambda a, b, c: c * a + b),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scaling:
    """The value as powers of the inputs times a constant, which other cases fix."""

    text: str
    powers: tuple[float, ...]
    cost: float


SCALINGS: tuple[Scaling, ...] = (
    Scaling("k × a", (1,), 2),
    Scaling("k / a", (-1,), 2),
    Scaling("k × a²", (2,), 6),
    Scaling("k / a²", (-2,), 6),
    Scaling("k × √a", (0.5,), 8),
    Scaling("k × a³", (3,), 10),
    Scaling("k × a × b", (1, 1), 3),
    Scaling("k × a / b", (1, -1), 3),
    Scaling("k × b / a", (-1, 1), 3),
    Scaling("k / (a × b)", (-1, -1), 5),
    Scaling("k × a² × b", (2, 1), 6),
    Scaling("k × a × b²", (1, 2), 6),
    Scaling("k × a² / b", (2, -1), 6),
)
