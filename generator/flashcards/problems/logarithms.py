"""Logarithms and powers of e to 50 decimal digits, and the point where a condition turns true."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 50
"""Of the exact route: e to a power is irrational, so these are its exactness."""

HALVINGS = 200
"""More than a float has bits: halving ends earlier, when no float lies between the bounds."""


def ln(value: Fraction) -> Fraction:
    """The natural logarithm.

    >>> float(ln(Fraction(4)))
    1.3862943611198906
    """
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(value.numerator) / value.denominator).ln())


def log10(value: Fraction) -> Fraction:
    """The decimal logarithm."""
    return ln(value) / LN_10


def log2(value: Fraction) -> Fraction:
    """The binary logarithm, exact of powers of two.

    >>> log2(Fraction(8)), log2(Fraction(1, 4))
    (Fraction(3, 1), Fraction(-2, 1))
    """
    if value.numerator.bit_count() == value.denominator.bit_count() == 1:
        return Fraction(value.numerator.bit_length() - value.denominator.bit_length())
    return ln(value) / LN_2


def exp2(value: Fraction) -> Fraction:
    """The power of two, exact where that is a whole power.

    >>> exp2(Fraction(3)), float(exp2(Fraction(1, 2)))
    (Fraction(8, 1), 1.4142135623730951)
    """
    return Fraction(2) ** int(value) if value.denominator == 1 else exp(value * LN_2)


def exp(value: Fraction) -> Fraction:
    """The power of e.

    >>> float(exp(Fraction(1)))
    2.718281828459045
    """
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(value.numerator) / value.denominator).exp())


LN_2 = ln(Fraction(2))
LN_10 = ln(Fraction(10))


def turning_point(turned: Callable[[float], bool], low: float, high: float) -> float:
    """Where `turned` changes from false (at `low`) to true (at `high`), found by halving.

    >>> turning_point(lambda x: x * x > 2, 1, 2)
    1.414213562373095
    """
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (low, middle) if turned(middle) else (middle, high)
    return low
