"""Three arithmetics for one expression: exact, binary floating point, and intervals of it."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flashcards.problems import logarithms
from flashcards.values import dataclass

MOST_BITS = 20_000
"""Of a numerator or denominator."""
MOST_EXPONENT = 10_000


class UncomputableError(Exception):
    """Something has no value in an arithmetic."""


class Arithmetic(ABC):
    """Numbers of one kind and what can be done with them."""

    @abstractmethod
    def number(self, value: Fraction) -> Any:
        """A number of this kind."""

    @abstractmethod
    def operate(self, name: str, one: Any, other: Any) -> Any:
        """`add`, `subtract`, `multiply`, `divide`, `whole`, `rest` or `power`."""

    @abstractmethod
    def function(self, name: str, one: Any) -> Any:
        """A function of one number."""

    @abstractmethod
    def middle(self, value: Any) -> Fraction:
        """A number of this kind as a fraction."""

    def extreme(self, name: str, values: Sequence[Any]) -> Any:
        """The least or the greatest."""
        return (min if name == "min" else max)(values, key=self.middle)

    def compare(self, sign: str, one: Any, other: Any) -> bool:
        """Whether two numbers or two texts stand so."""
        if isinstance(one, str) or isinstance(other, str):
            if type(one) is not type(other) or sign not in {"==", "!="}:
                raise UncomputableError("a text is only equal to a text, or not")
            return bool((one == other) is (sign == "=="))
        left, right = self.middle(one), self.middle(other)
        match sign:
            case "<":
                return left < right
            case "<=":
                return left <= right
            case ">":
                return left > right
            case ">=":
                return left >= right
            case "==":
                return left == right
            case _:
                return left != right


def _is_number(*values: object) -> None:
    for value in values:
        if type(value) in _NUMBERS:  # nearly always, and told at once
            continue
        if isinstance(value, bool) or not isinstance(value, Fraction | float | Interval):
            raise UncomputableError("only numbers can be computed with")


class _Exact(Arithmetic):
    """Fractions; logarithms, roots and powers of others to 50 digits."""

    def number(self, value: Fraction) -> Fraction:
        return value

    def middle(self, value: Any) -> Fraction:
        if type(value) is Fraction:
            return value
        _is_number(value)
        return Fraction(value)

    def operate(self, name: str, one: Any, other: Any) -> Fraction:
        _is_number(one, other)
        match name:
            case "add":
                found = one + other
            case "subtract":
                found = one - other
            case "multiply":
                found = one * other
            case "divide":
                found = one / other
            case "whole":
                found = Fraction(one // other)
            case "rest":
                found = one % other
            case _:
                found = self._power(one, other)
        return _bounded(found)

    def _power(self, base: Fraction, power: Fraction) -> Fraction:
        if power.denominator == 1:
            size = max(base.numerator.bit_length(), base.denominator.bit_length())
            if size * abs(power) > MOST_BITS:
                raise UncomputableError("the power is too large")
            return base ** int(power)
        if base <= 0:
            raise UncomputableError("a power with a fraction needs a positive number")
        if abs(power) > MOST_EXPONENT:
            raise UncomputableError("the power is too large")
        return logarithms.exp(logarithms.ln(base) * power)

    def function(self, name: str, one: Any) -> Fraction:
        _is_number(one)
        match name:
            case "floor":
                return Fraction(math.floor(one))
            case "ceil":
                return Fraction(math.ceil(one))
            case "round":
                return Fraction(math.floor(one + Fraction(1, 2)))
            case "abs":
                return Fraction(abs(one))
            case "sqrt":
                return _square_root(one)
            case "exp":
                if abs(one) > MOST_EXPONENT:
                    raise UncomputableError("the power is too large")
                return logarithms.exp(one)
        if one <= 0:
            raise UncomputableError("only a positive number has a logarithm")
        logarithm = {"ln": logarithms.ln, "log2": logarithms.log2, "log10": logarithms.log10}
        return logarithm[name](one)


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise UncomputableError("a number gets too long")
    return value


def _square_root(value: Fraction) -> Fraction:
    if value < 0:
        raise UncomputableError("a negative number has no square root")
    root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    if root * root == value:
        return root
    return logarithms.exp(logarithms.ln(value) / 2)


class _Floats(Arithmetic):
    """Binary floating point of 64 bits, as a person's script computes."""

    def number(self, value: Fraction) -> float:
        return float(value)

    def middle(self, value: Any) -> Fraction:
        _is_number(value)
        return Fraction(value)

    def operate(self, name: str, one: Any, other: Any) -> float:
        _is_number(one, other)
        left, right = float(one), float(other)
        match name:
            case "add":
                return left + right
            case "subtract":
                return left - right
            case "multiply":
                return left * right
            case "divide":
                return left / right
            case "whole":
                return float(math.floor(_snapped(left / right)))
            case "rest":
                return left - right * math.floor(_snapped(left / right))
            case _:
                return math.pow(left, right)

    def function(self, name: str, one: Any) -> float:
        _is_number(one)
        value = float(one)
        match name:
            case "floor":
                return float(math.floor(_snapped(value)))
            case "ceil":
                return float(math.ceil(_snapped(value)))
            case "round":
                return float(math.floor(_snapped(value + 0.5)))
            case "abs":
                return abs(value)
            case "ln":
                return math.log(value)
            case _:
                return float(getattr(math, name)(value))


def _snapped(value: float) -> float:
    """The whole number that a value misses by rounding alone, as in 0.1 × 30; else the value."""
    whole = round(value)
    return float(whole) if abs(value - whole) <= 1e-9 * max(1.0, abs(value)) else value


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two."""

    low: float
    high: float


class _Intervals(Arithmetic):
    """Floating point rounded outwards at every step: what holds the exact value for certain."""

    def number(self, value: Fraction) -> Interval:
        near = float(value)
        if Fraction(near) == value:
            return Interval(near, near)
        return Interval(math.nextafter(near, -math.inf), math.nextafter(near, math.inf))

    def middle(self, value: Any) -> Fraction:
        if isinstance(value, Interval):
            return (Fraction(value.low) + Fraction(value.high)) / 2
        _is_number(value)
        return Fraction(value)

    def _taken(self, value: Any) -> Interval:
        _is_number(value)
        return value if isinstance(value, Interval) else self.number(Fraction(value))

    def operate(self, name: str, one: Any, other: Any) -> Interval:
        left, right = self._taken(one), self._taken(other)
        if name == "whole":
            return self.function("floor", self.operate("divide", left, right))
        if name == "rest":
            times = self.operate("whole", left, right)
            return self.operate("subtract", left, self.operate("multiply", right, times))
        if name == "divide" and right.low <= 0 <= right.high:
            raise UncomputableError("the divisor may be nought")
        if name == "power" and left.low <= 0 and right != Interval(*[round(right.low)] * 2):
            raise UncomputableError("a power of what may be negative")
        ends = [
            _FLOATS.operate(name, a, b)
            for a in (left.low, left.high)
            for b in (right.low, right.high)
        ]
        if name == "power" and left.low < 0 < left.high:
            ends.append(0.0)
        return _outwards(ends, steps=4 if name == "power" else 1)

    def function(self, name: str, one: Any) -> Interval:
        value = self._taken(one)
        if name in {"floor", "ceil", "round"}:
            # A whole number that rounding alone blurs is that number, or one beside it.
            return Interval(*(_FLOATS.function(name, end) for end in (value.low, value.high)))
        if name == "abs" and value.low < 0 < value.high:
            return Interval(0.0, max(-value.low, value.high))
        ends = [_FLOATS.function(name, end) for end in (value.low, value.high)]
        return _outwards(ends, steps=0 if name == "abs" else 4)


def _outwards(ends: Sequence[float], *, steps: int) -> Interval:
    if not all(map(math.isfinite, ends)):
        raise UncomputableError("the number is too large")
    low, high = min(ends), max(ends)
    for _ in range(steps):  # libm's functions may be off by more than the last bit
        low, high = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
    return Interval(low, high)


_NUMBERS = frozenset((Fraction, float, Interval))

_FLOATS = _Floats()
EXACT: Arithmetic = _Exact()
FLOATS: Arithmetic = _FLOATS
INTERVALS: Arithmetic = _Intervals()
