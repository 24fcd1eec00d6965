"""Units that documents write, with every reading that people give them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flashcards.values import dataclass

Dimension = tuple[tuple[str, int], ...]
"""Base quantities with their powers, sorted: `(("byte", 1), ("second", -1))`."""

NUMBER: Dimension = ()
PERCENT: Dimension = (("percent", 1),)
FACTOR: Dimension = (("factor", 1),)
BYTES: Dimension = (("byte", 1),)
SECONDS: Dimension = (("second", 1),)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and base units in one, decimal reading first.

    `GB` has two readings, 10⁹ and 2³⁰ bytes; `GiB` has one.
    """

    name: str
    dimension: Dimension
    readings: tuple[Fraction, ...]


def _bytes(name: str, power: int, *, binary: bool = False) -> Unit:
    decimal, two = Fraction(1000**power), Fraction(1024**power)
    return Unit(name, BYTES, (two,) if binary else (decimal, two))


def _of(name: str, base: str, scale: Fraction | int = 1) -> Unit:
    return Unit(name, ((base, 1),) if base else NUMBER, (Fraction(scale),))


_SIMPLE = (
    *(_bytes(f"{p}B", n) for n, p in enumerate(("k", "M", "G", "T"), start=1)),
    _bytes("KB", 1),
    *(_bytes(f"{p}iB", n, binary=True) for n, p in enumerate(("K", "M", "G", "T"), start=1)),
    *(_of(name, "byte") for name in ("bytes", "byte")),
    *(_of(name, "byte", Fraction(1, 8)) for name in ("bits", "bit")),
    *(_of(name, "second") for name in ("s", "sec", "secs", "second", "seconds")),
    *(_of(name, "second", Fraction(1, 1000)) for name in ("ms", "millisecond", "milliseconds")),
    *(_of(name, "second", Fraction(1, 10**6)) for name in ("µs", "us", "μs")),
    *(_of(name, "second", 60) for name in ("min", "mins", "minute", "minutes")),
    *(_of(name, "second", 3600) for name in ("h", "hour", "hours", "hrs")),
    *(_of(name, "second", 86400) for name in ("day", "days")),
    *(_of(name, "token") for name in ("tok", "token", "tokens")),
    *(_of(name, "joule", n) for name, n in (("J", 1), ("kJ", 1000), ("Wh", 3600))),
    *(_of(name, "joule", n) for name, n in (("mWh", Fraction(18, 5)), ("kWh", 3_600_000))),
    Unit("W", (("joule", 1), ("second", -1)), (Fraction(1),)),
    Unit("mW", (("joule", 1), ("second", -1)), (Fraction(1, 1000),)),
    Unit("%", PERCENT, (Fraction(1),)),
    Unit("x", FACTOR, (Fraction(1),)),
    Unit("×", FACTOR, (Fraction(1),)),
    *(
        Unit(name, (("byte", 1), ("second", -1)), (Fraction(scale, 8),))
        for name, scale in (("Gbps", 10**9), ("Mbps", 10**6), ("Gbit/s", 10**9), ("Mbit/s", 10**6))
    ),
)
_UNITS = {unit.name: unit for unit in _SIMPLE}
_PER = {"s": "second", "sec": "second", "second": "second"}


@lru_cache(maxsize=512)
def unit_of(text: str) -> Unit | None:
    """The unit of that spelling, such as `GB`, `tok/s` or `%`, or None.

    >>> unit_of("GB/s").dimension
    (('byte', 1), ('second', -1))
    """
    if found := _UNITS.get(text):
        return found
    above, slash, below = text.partition("/")
    if slash and (top := _UNITS.get(above)) and below in _PER:
        dimension = combined(top.dimension, ((_PER[below], 1),), sign=-1)
        return Unit(text, dimension, top.readings)
    return None


def combined(one: Dimension, other: Dimension, *, sign: int = 1) -> Dimension:
    """The dimension of a product, or with `sign=-1` of a quotient."""
    powers = dict(one)
    for base, power in other:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))
