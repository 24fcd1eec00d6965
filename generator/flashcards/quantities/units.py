"""The table of units: every symbol and word with the units that it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import islice, product
from typing import Any

from flashcards.quantities.data import table
from flashcards.quantities.dimensions import Dimension, dimension, over, times
from flashcards.quantities.model import Habit, Scale, Unit
from flashcards.values import dataclass

MOST_ALTERNATIVES = 4
"""Units that one spelling may stand for; more would tell nothing."""

_CANONICAL = {"μ": "µ", "u": "µ", "K": "k"}
_BIG = frozenset("kKMGTPEZY")
_USUAL = frozenset("fpnumcdkMGTPE") | {"µ", "μ"}
"""Not `a`, `h`: `5 as` and `5 ha` are no attoseconds and no hectoamperes."""
_SMALL = frozenset("munpf") | {"µ", "μ"}

Units = tuple[Unit, ...]
"""What a spelling may stand for, the most usual first."""


@dataclass(frozen=True, slots=True)
class Table:
    """Spellings of units.

    Attributes:
        symbols: case kept.
        words: in lower case, words of a phrase parted by blanks.
        comma: symbols that count only where decimals are written with a comma.
        caseless: symbols of bytes, in lower case, for those who write `gb`.
    """

    symbols: dict[str, Units]
    words: dict[str, Units]
    comma: dict[str, Units]
    caseless: dict[str, Units]


@cache
def known_units() -> Table:
    """The table of `units.toml`, with every prefix that a unit takes."""
    found = Table({}, {}, {}, {})
    for row in table("units")["unit"]:
        unit = _base(row)
        only = row.get("only", "").split()
        symbols = found.comma if "comma" in only else found.symbols
        bare = () if "prefixed" in only else row.get("symbols", "").split()
        for symbol in bare:
            _put(symbols, symbol, unit)
        for word in row.get("words", "").split():
            _put(found.words, word.replace("-", " ").strip(), unit)
        _put_prefixed(row, unit, symbols, found)
    for short in ("Ki", "Mi", "Gi", "Ti"):  # as containers write memory
        found.symbols[short] = found.symbols[f"{short}B"]
    return found


def _base(row: dict[str, Any]) -> Unit:
    return Unit(
        name=row["name"],
        dimension=_dimension(row.get("of", "")),
        factors=tuple(Fraction(one) for one in row.get("is", "1").split()),
        offset=Fraction(row.get("at", "0")),
        scale=Scale(row.get("scale", "linear")),
    )


def _dimension(text: str) -> Dimension:
    parts = (part.partition("^") for part in text.split())
    return dimension((base, int(power or "1")) for base, _, power in parts)


def _put(where: dict[str, Units], spelling: str, unit: Unit) -> None:
    where[spelling] = (*where.get(spelling, ()), unit)


def _put_prefixed(row: dict[str, Any], unit: Unit, symbols: dict[str, Units], found: Table) -> None:
    spellings = row.get("symbols", "").split()
    for prefix, longs, sizes in _prefixes(row.get("prefix", "").split()):
        one = _scaled(unit, _CANONICAL.get(prefix, prefix), sizes)
        for symbol in spellings:
            if f"{prefix}{symbol}" not in symbols or symbols is not found.symbols:
                _put(symbols, f"{prefix}{symbol}", one)
        for long, word in product(longs, row.get("words", "").split()):
            _put(found.words, f"{long}{word}".replace("-", " "), one)
        if unit.name in {"B", "B/s"} and spellings != ["o"]:
            found.caseless[f"{prefix}{spellings[0]}".lower()] = (one,)


def _prefixes(kinds: list[str]) -> Iterator[tuple[str, list[str], list[Fraction]]]:
    """The prefixes of these kinds: symbol, long names, what each may multiply by."""
    twice = "bytes" in kinds and "decimal" not in kinds
    for prefix, (longs, tens) in table("units")["prefixes"].items():
        if kinds and _takes(kinds, prefix):
            # Bytes are counted in thousands or in 1,024s under one name; bits in thousands only.
            twos = [Fraction(1024) ** (tens // 3)] if twice else []
            yield prefix, longs, [Fraction(10) ** tens, *twos]
    if "bytes" in kinds:
        for prefix, (long, power) in table("units")["binary"].items():
            yield prefix, [long], [Fraction(2) ** power]


def _takes(kinds: list[str], prefix: str) -> bool:
    if "small" in kinds:
        return prefix in _SMALL
    if "big" in kinds or "bytes" in kinds:
        return prefix in _BIG
    return prefix in _USUAL


def _scaled(unit: Unit, prefix: str, sizes: list[Fraction]) -> Unit:
    factors = tuple(size * factor for size in sizes for factor in unit.factors)
    return replace(unit, name=f"{prefix}{unit.name}", factors=factors)


def spelt(text: str, habit: Habit = Habit.POINT) -> Units:
    """The units that a word or symbol may stand for; none where it is not known.

    >>> [unit.name for unit in spelt("GiB")], [unit.name for unit in spelt("pounds")]
    (['GiB'], ['lb'])
    """
    known = known_units()
    if found := known.symbols.get(text):
        return found
    if habit is not Habit.POINT and (found := known.comma.get(text)):
        return found
    low = text.lower()
    return known.words.get(low) or known.caseless.get(low) or ()


def product_of(above: Units, below: Units = ()) -> Units:
    """The units of a product, or of a quotient where something stands below.

    >>> product_of(spelt("GB"), spelt("s"))[0].name
    'GB/s'
    """
    if not below:
        return above
    pairs = islice(product(above, below), MOST_ALTERNATIVES)
    return tuple(_quotient(one, other) for one, other in pairs)


def multiplied(one: Units, other: Units) -> Units:
    """The units of a product of two, as in `W·h` or `GPU-hours`."""
    return tuple(
        _combined(first, second, f"{first.name}·{second.name}", sign=1)
        for first, second in islice(product(one, other), MOST_ALTERNATIVES)
    )


def _quotient(above: Unit, below: Unit) -> Unit:
    return _combined(above, below, f"{above.name}/{below.name}", sign=-1)


def _combined(one: Unit, other: Unit, name: str, *, sign: int) -> Unit:
    join = times if sign > 0 else over
    factors = [a * b**sign for a in one.factors for b in other.factors]
    return Unit(
        name=name,
        dimension=join(one.dimension, other.dimension),
        factors=tuple(dict.fromkeys(factors)),
        scale=one.scale,
        open=one.open or other.open,
    )


def to_power(units: Units, power: int) -> Units:
    """The units to a power: `m²`."""
    if power == 1:
        return units
    sign = str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    return tuple(
        Unit(
            name=f"{unit.name}{sign}",
            dimension=dimension((base, size * power) for base, size in unit.dimension),
            factors=tuple(factor**power for factor in unit.factors),
            open=unit.open,
        )
        for unit in units
    )


def times_number(units: Units, number: Fraction, text: str) -> Units:
    """The units of so many: what stands below in `$2 per million tokens`."""
    return tuple(
        replace(unit, name=f"{text} {unit.name}", factors=tuple(f * number for f in unit.factors))
        for unit in units
    )


def open_unit(noun: str, name: str | None = None) -> Unit:
    """The unit of things counted that the table does not know.

    >>> open_unit("server").dimension
    (('server', 1),)
    """
    return Unit(name=name or noun, dimension=((noun, 1),), open=True)
