"""Quantities: the units of each dimension, and writing what people read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from flashcards.quantities import Scale, unit_named
from flashcards.quantities.units import known_units


class Dimension(StrEnum):
    """What an answer measures; values are kept in the base unit named behind each."""

    BYTES = "bytes"  # bytes
    BANDWIDTH = "bandwidth"  # bytes a second
    SHARE = "share"  # one
    COUNT = "count"  # one of what the unit names: tokens, layers, sequences …
    RATE = "rate"  # so many of what the unit names a second
    DURATION = "duration"  # seconds
    BITS = "bits"  # bits per weight
    ENERGY = "energy"  # joules
    MONEY = "money"  # US dollars
    FACTOR = "factor"  # one: so many times
    NUMBER = "number"  # one: a temperature, a logit, a perplexity
    CHOICE = "choice"  # the index of one of the options named
    MEASURE = "measure"  # one of the unit itself: metres a second, volts, grams a litre …


Units = dict[str, Fraction]
"""Names as we write them → base units."""

_BYTES = (
    "B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "bit", "kbit", "Mbit", "Gbit",
)  # fmt: skip
"""GB is decimal and GiB binary, everywhere."""

_NAMED: dict[Dimension, tuple[str, ...]] = {
    Dimension.BYTES: _BYTES,
    Dimension.BANDWIDTH: tuple(f"{name}/s" for name in _BYTES),
    Dimension.SHARE: ("", "%"),
    Dimension.DURATION: ("s", "ms", "µs", "min", "h", "d"),
    Dimension.BITS: ("bits per weight", "bytes per weight"),
    Dimension.ENERGY: ("J", "kJ", "mJ", "Wh", "mWh", "kWh"),
    Dimension.MONEY: ("$", "¢"),
    Dimension.FACTOR: ("×",),
    Dimension.NUMBER: ("",),
    Dimension.CHOICE: ("",),
}
"""The units of a dimension, its base unit first; how large they are `quantities` knows."""


@cache
def _sizes(dimension: Dimension) -> Units:
    names = _NAMED[dimension]
    if dimension is Dimension.BITS:
        return dict(zip(names, (Fraction(1), Fraction(8)), strict=True))
    return {name: unit_named(name)[0].factors[0] if name else Fraction(1) for name in names}


_LONG = {
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T",
    "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_WORDS = {
    f"{long}{noun}{end}": f"{short}{sign}"
    for long, short in _LONG.items()
    for noun, sign in (("byte", "B"), ("bit", "bit"))
    for end in ("", "s")
    if f"{short}{sign}" in _BYTES
}
"""Megabyte, mebibytes, gigabits …"""

_SPELLINGS: dict[Dimension, dict[str, str]] = {
    Dimension.BYTES: {
        "b": "B", "byte": "B", "bytes": "B", "bits": "bit", "ki": "KiB", "mi": "MiB", "gi": "GiB",
        "ti": "TiB", **_WORDS,
    },
    Dimension.SHARE: {"percent": "%", "per cent": "%", "pct": "%"},
    Dimension.DURATION: {
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "msec": "ms", "msecs": "ms",
        "millisecond": "ms", "milliseconds": "ms", "us": "µs", "microsecond": "µs",
        "microseconds": "µs", "m": "min", "mins": "min", "minute": "min",
        "minutes": "min", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d",
        "days": "d",
    },
    Dimension.BITS: {
        "bit": "bits per weight", "bits": "bits per weight", "bpw": "bits per weight",
        "bits/weight": "bits per weight", "bit/weight": "bits per weight",
        "bits a weight": "bits per weight", "bit per weight": "bits per weight",
        "bits per parameter": "bits per weight", "bits/parameter": "bits per weight",
        "bits/param": "bits per weight", "bits per element": "bits per weight",
        "bytes": "bytes per weight", "byte": "bytes per weight",
        "bytes/weight": "bytes per weight",
    },
    Dimension.ENERGY: {
        "joule": "J", "joules": "J", "kilojoules": "kJ", "wh": "Wh", "watt hours": "Wh",
        "watt-hours": "Wh", "mwh": "mWh", "milliwatt-hours": "mWh", "kwh": "kWh",
        "kilowatt-hours": "kWh",
    },
    Dimension.MONEY: {
        "usd": "$", "us$": "$", "dollar": "$", "dollars": "$", "cent": "¢", "cents": "¢",
    },
    Dimension.FACTOR: {"x": "×", "times": "×", "fold": "×", "*": "×"},
}  # fmt: skip
"""Other ways to write a unit, in lower case → its name."""

_TIMES = {"s": 1, "min": 60, "h": 3600}
"""What a rate may be per, in seconds."""

_SHORT = {
    "tokens": ("tok", "toks", "t"),
    "bytes": ("b",),
    "sequences": ("seq", "seqs"),
    "requests": ("req", "reqs"),
    "documents": ("doc", "docs"),
    "billion weights": ("billion", "bn", "b", "billion parameters"),
    "million weights": ("million", "mln", "m", "million parameters"),
    "weights": ("parameters", "params"),
}
"""What people write for what is counted."""


@cache
def units(dimension: Dimension, unit: str) -> Units:
    """All units that an answer in `unit` may be given in."""
    if dimension is Dimension.COUNT:
        noun = unit.removeprefix("billion ")
        if noun == unit:
            return {unit: Fraction(1)}
        return {
            unit: Fraction(1), f"million {noun}": Fraction(1, 10**3), noun: Fraction(1, 10**9),
        }  # fmt: skip
    if dimension is Dimension.RATE:
        noun = unit.removesuffix("/s")
        return {f"{noun}/{time}": Fraction(1, seconds) for time, seconds in _TIMES.items()}
    if dimension is Dimension.MEASURE:
        return _measures(unit)
    return _sizes(dimension)


@cache
def spellings(dimension: Dimension, unit: str) -> dict[str, str]:
    """Ways to write these units, in lower case → a name of `units`.

    What stands for "per second" is not among them: readers write it `/s` before they look.
    """
    known = {name.lower(): name for name in units(dimension, unit)}
    if dimension is Dimension.COUNT:
        return known | {word: name for name in known.values() for word in _nouns(name)}
    if dimension is Dimension.RATE:
        noun = unit.removesuffix("/s")
        rates = {f"{word}/{time}": f"{noun}/{time}" for word in _nouns(noun) for time in _TIMES}
        return known | rates
    if dimension is Dimension.BANDWIDTH:
        words = _SPELLINGS[Dimension.BYTES].items()
        return known | {f"{word}/s": f"{name}/s" for word, name in words}
    return known | _SPELLINGS.get(dimension, {})


def _measures(unit: str) -> Units:
    """Units of what a unit measures, by the table of `quantities`, each in terms of it."""
    found: Units = {unit: Fraction(1)}
    known = unit_named(unit)
    if not known or known[0].scale is not Scale.LINEAR:
        return found
    one = known[0]
    compounds = {name: unit_named(name) for name in _COMPOUNDS}
    for name, (other, *_) in (known_units().symbols | compounds).items():
        same = other.dimension == one.dimension and other.scale is Scale.LINEAR
        ratio = other.factors[0] / one.factors[0]
        if same and name not in found and Fraction(1, FARTHEST_UNIT) <= ratio <= FARTHEST_UNIT:
            found[name] = ratio
    return found


_COMPOUNDS = (
    "m/s", "km/s", "km/h", "m/s²", "g/L", "mg/L", "mg/mL", "kg/m³", "g/cm³", "mol/L", "mmol/L",
    "L/min", "L/s", "m³/h", "m³/s", "cm²", "mm²", "km²", "cm³", "N/m²", "W/m²", "J/g", "kJ/kg",
    "J/mol", "kJ/mol", "$/h", "$/month",
)  # fmt: skip
"""Units of parts in which people answer as well."""

FARTHEST_UNIT = 10**6
"""Base units apart of units in which one thing is measured."""


def measured_in(unit: str) -> Dimension:
    """What an answer in a unit measures, as an author names it.

    >>> measured_in("GiB"), measured_in("tokens/s"), measured_in("km/h"), measured_in("servers")
    (<Dimension.BYTES: 'bytes'>, <Dimension.RATE: 'rate'>, <Dimension.MEASURE: 'measure'>, \
<Dimension.COUNT: 'count'>)
    """
    if not unit:
        return Dimension.NUMBER
    for dimension, known in _NAMED.items():
        if unit in known:
            return dimension
    noun, _, time = unit.rpartition("/")
    if time == "s" and noun and not _is_physical(noun):
        return Dimension.RATE
    if _is_physical(unit) or not unit.replace(" ", "").replace("-", "").isalpha():
        return Dimension.MEASURE
    return Dimension.COUNT


def _is_physical(unit: str) -> bool:
    """Whether a unit measures something that is not counted."""
    return any(base in _PHYSICAL for one in unit_named(unit) for base, _ in one.dimension)


_PHYSICAL = frozenset((
    "byte", "second", "metre", "kilogram", "ampere", "kelvin", "mole", "candela", "dollar", "euro",
    "pound sterling", "yen", "franc", "rupee", "yuan", "won", "degree", "decibel", "flop",
))  # fmt: skip


def _nouns(noun: str) -> tuple[str, ...]:
    return (noun.lower(), noun.lower().removesuffix("s"), *_SHORT.get(noun, ()))


def scale(dimension: Dimension, unit: str) -> Fraction:
    """Base units in one `unit`."""
    return units(dimension, unit)[unit]


def number(value: Fraction, *, digits: int = 4) -> str:
    """A number as a person writes it; exact where that is short, else to so many digits.

    >>> number(Fraction(2**31)), number(Fraction(9, 16)), number(Fraction(1, 3))
    ('2,147,483,648', '0.5625', '0.3333')
    >>> number(Fraction(84 * 10**21)), number(Fraction(10**18))
    ('8.4 × 10²²', '10¹⁸')
    """
    if abs(value) >= LARGEST:
        return _in_powers(value, digits)
    if value.denominator == 1:
        return f"{int(value):,}"
    if abs(value) >= 10**digits:
        return f"{round(value):,}"
    text = f"{float(value):.{digits}g}"
    if "e" in text and abs(value) >= Fraction(1, 10**6):
        text = f"{float(value):.{digits + 5}f}".rstrip("0")
    return text


LARGEST = 10**15
"""From here on nobody counts the digits of a number: it is written in powers of ten."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _in_powers(value: Fraction, digits: int) -> str:
    """A large number as `8.4 × 10²²`, to so many digits."""
    front, _, power = f"{Decimal(round(value)):.{digits - 1}e}".partition("e+")
    front = front.rstrip("0").rstrip(".") if "." in front else front
    raised = f"10{power.translate(_RAISED)}"
    return raised if front == "1" else f"{front} × {raised}"


def is_exact(shown: str, value: Fraction) -> bool:
    """Whether a number as shown is the value itself."""
    plain = shown.replace(",", "")
    front, times, power = plain.rpartition("10") if plain[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else (plain, "", "")
    if times:
        size = Fraction(10) ** int(power.translate(_LOWERED))
        return Fraction(front.rstrip(" ×") or "1") * size == value
    return Fraction(plain) == value


def show(value: Fraction, unit: str, dimension: Dimension | None = None) -> str:
    """A value in base units as a person writes it, in `unit`; `≈` where digits were cut.

    The dimension tells units of one name apart; without it the first that has the name counts.

    >>> show(Fraction(2**31), "GiB"), show(Fraction(1, 3), "%"), show(Fraction(4096), "tokens")
    ('2 GiB', '≈ 33.33 %', '4,096 tokens')
    """
    value = value / (scale(dimension, unit) if dimension else _scale_of(unit))
    shown = number(value)
    about = "" if is_exact(shown, value) else "≈ "
    if unit in {"$", "¢"}:
        return f"{about}{_money(value, unit)}"
    if unit == "×":
        return f"{about}{shown}×"
    if value == 1 and unit.endswith("s") and len(unit) > 2 and "/" not in unit and " " not in unit:
        unit = unit.removesuffix("s")
    return f"{about}{shown} {unit}".strip()


def _money(value: Fraction, unit: str) -> str:
    sign = "-" if value < 0 else ""
    if unit == "¢" or value.denominator == 1:
        text = number(abs(value))
    elif abs(value) >= 1:
        text = f"{float(abs(value)):,.2f}"
    else:
        text = number(abs(value))
    return f"{sign}${text}" if unit == "$" else f"{sign}{text} ¢"


def _scale_of(unit: str) -> Fraction:
    measured = next((one for one, names in _NAMED.items() if unit in names), Dimension.NUMBER)
    return _sizes(measured).get(unit, Fraction(1))


def equals(value: Fraction, unit: str, dimension: Dimension | None = None) -> str:
    """`show` after its sign: `= 2 GiB` or `≈ 33.33 %`."""
    shown = show(value, unit, dimension)
    return shown if shown.startswith("≈") else f"= {shown}"
