"""Arithmetic on dimensions: what is measured, as base quantities with their powers."""

from __future__ import annotations

from collections.abc import Iterable

Dimension = tuple[tuple[str, int], ...]
"""Base quantities with their powers, sorted by name: `(("byte", 1), ("second", -1))`.

A plain number has none. A unit that is not in the table is a base of its own, named by its noun:
`(("server", 1),)`.
"""

NUMBER: Dimension = ()


def dimension(powers: Iterable[tuple[str, int]]) -> Dimension:
    """The dimension of a product of powers; equal bases are joined, powers of nought dropped.

    >>> dimension([("second", -1), ("byte", 1), ("second", -1)])
    (('byte', 1), ('second', -2))
    """
    total: dict[str, int] = {}
    for base, power in powers:
        total[base] = total.get(base, 0) + power
    return tuple(sorted((base, power) for base, power in total.items() if power))


def times(one: Dimension, other: Dimension) -> Dimension:
    """The dimension of a product."""
    return dimension((*one, *other))


def over(one: Dimension, other: Dimension) -> Dimension:
    """The dimension of a quotient.

    >>> over((("request", 1), ("second", -1)), (("server", 1),))
    (('request', 1), ('second', -1), ('server', -1))
    """
    return times(one, raised(other, -1))


def raised(one: Dimension, power: int) -> Dimension:
    """The dimension of a power."""
    return dimension((base, exponent * power) for base, exponent in one)


def shown(one: Dimension) -> str:
    """A dimension for people.

    >>> shown((("byte", 1), ("second", -2)))
    'byte/second²'
    """
    above = [_power(base, power) for base, power in one if power > 0]
    below = [_power(base, -power) for base, power in one if power < 0]
    return "·".join(above) + "".join(f"/{part}" for part in below)


def _power(base: str, power: int) -> str:
    raised_digits = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return base if power == 1 else f"{base}{raised_digits}"
