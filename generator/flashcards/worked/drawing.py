"""New values near the document's: what a person would have chosen in its place."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, gcd, log10

from flashcards import patterns as re
from flashcards.quantities import quantities
from flashcards.relations.values import core
from flashcards.worked.calculation import Input
from flashcards.worked.usual import usual

_SCALES = tuple(
    Fraction(one)
    for one in ("0.6", "0.7", "0.75", "0.8", "0.9", "1", "1.1", "1.2", "1.25", "1.3", "1.4", "1.5")
)
_CONSTANTS = frozenset(
    Fraction(one)
    for one in ("299792458", "299792.458", "8.314", "9.81", "6.022e23", "6.674e-11", "1.602e-19",
                "365.25", "273.15", "101300", "101325", "1013", "1013.25", "3.14", "3.1416",
                "4.184", "4.18", "4.19", "86400", "3600", "8760", "8766",
                "525600", "525960", "604800", "31536000", "31557600")
)  # fmt: skip
"""What is the same for all: no draw may change it."""
_IN_UNIT = frozenset(
    (Fraction(one), unit)
    for units, ones in (
        (("m/s",), ("330", "331", "340", "343", "1480", "1500")),
        (("km/s",), ("300000", "200000")),
        (("", "h"), ("168",)),
        (("", "min"), ("1440",)),
    )
    for unit in units
    for one in ones
)
"""Those that are one only in their unit: how fast sound and light are, a week, a day."""
# So much for each kilogram of a patient, and a day.
PER_WEIGHT = re.compile(r"(?:[mµun]?g|mcg|m[lL]|IU|IE|UI|U|mmol)(?:/| (?:per|pro|je|par|por) )kg\b")
# What bodies do lies in narrow bounds: beats, breaths, steps.
_OF_BODIES = re.compile(r"\b(?:beats|compressions|bpm|breaths|steps|mmHg|°C|Schläge)\b|/kg/min")
# Names of what is no count, so that powers of two are nothing special to it.
_RATIO = re.compile(r"\b(?:ratio|factor|R0|number of words)\b")
BITS = {name for name, _ in core(quantities("1 B")[0].dimension)}
# Bytes of one number, of which there are one, two or four.
_BYTES = re.compile(r"\bbytes\b")
# Parts of machines and of what they work on, of which there are powers of two.
_PARTS = re.compile(
    r"bit|byte|head|layer|channel|thread|core|lane|entr|token|gpu|device|node|server|worker|slot"
    r"|block|page|way|rank|dimension|word|batch|sequence|stream|sample|shard|partition|replica|bank"
    r"|line|set|register|expert|warp|segment|bucket|colo|pixel|value|group",
    re.IGNORECASE,
)
MOST_BYTES = 4
COUNTED = 8
"""What counts of parts of machines are multiples of."""
NARROW = Fraction(3, 20)
"""Part of such a number by which another may differ."""
_DEGREES = frozenset(("°", "degrees", "Grad"))
CIRCLES = (180, 360)
"""Degrees of half a circle and of all of it, which stay."""
BOILING = 100
MOST_DIGITS = 3
FEWEST = 4
"""Values that are left where powers of ten are none."""
MOSTLY = Fraction(3, 5)
"""Share from which on it is told by what is missing."""
MOST_MEANT = 4
"""Digits of a decimal from which on it is what it is."""
FEW = 20
"""Parts up to which a column shows how many there may be."""


def options(one: Input) -> list[Fraction]:
    """Values that it may have, its own among them; one alone where it is what it is."""
    if one.column:
        return _of_column(one)
    found = _near(one)
    inside = [x for x in found if one.shown and one.shown[0] <= x <= one.shown[-1]]
    return inside if len(inside) > 2 else found


def _of_column(one: Input) -> list[Fraction]:
    """Values between the ends of a column, on its raster; of a few parts only its own."""
    column = set(one.column) | {one.value}
    whole = all(each.denominator == 1 for each in column)
    if not one.unit and max(column) <= FEW:
        return sorted(column)
    near = {x for each in column for x in _near(replace(one, value=each))}
    kept = sorted(
        x
        for x in near
        if min(column) <= x <= max(column) and (x.denominator == 1 or not whole or one.unit)
    )
    shared = gcd(*(int(each) for each in column)) if whole else 1
    on = [x for x in kept if x % shared == 0] if shared > 1 else []
    return on if len(on) >= FEWEST else kept


def _near(one: Input) -> list[Fraction]:
    """Values of about the size of its own, as round as it is."""
    value = one.value
    if _is_what_it_is(one):
        return [value]
    if near := usual(value, one.unit, one.name):
        return near
    measured = one.dimension and not BITS & {name for name, _ in one.dimension}
    counts = value.denominator == 1 and not measured and not _RATIO.search(one.name)
    if counts and value >= 2 and int(value).bit_count() == 1 and _is_binary(one):
        least = Fraction(1, 2) if value < 1024 else Fraction(1, 4)
        powers = (least, Fraction(1, 2), Fraction(1), Fraction(2), 1 / least)
        most = max(value, Fraction(MOST_BYTES)) if _BYTES.search(one.name) else value * 4
        return sorted({value * power for power in powers if value * power <= most})
    bare = replace(one, column=(), shown=())
    if not one.unit and 1 < value < 2:  # of a factor such as 1.05, what is above one is varied
        return sorted(1 + each for each in _near(replace(bare, value=value - 1)))
    whole = 100 if one.unit == "%" else 1 if not one.unit else 0
    if MOSTLY * whole <= value < whole:  # of 99.9 %, what is missing is varied
        return sorted(whole - each for each in _near(replace(bare, value=whole - value)))
    scales = [x for x in _SCALES if not _OF_BODIES.search(one.unit) or abs(x - 1) <= NARROW]
    raster = _raster(one)
    found = sorted({max(raster, round(value * x / raster) * raster) for x in scales} | {value})
    sensible = [each for each in found if _is_sensible(each, one)]
    telling = [each for each in sensible if each == value or not _is_power_of_ten(each)]
    return telling if len(telling) >= FEWEST else sensible


def _is_what_it_is(one: Input) -> bool:
    """Whether no draw may change it: a constant, a full circle, a dose, 42.195 km."""
    value = one.value
    exact = value.denominator > 1 or value % COUNTED**2
    return bool(
        one.fixed
        or value in _CONSTANTS
        or (value, one.unit) in _IN_UNIT
        or value <= 0
        or _is_largest(value)
        or (one.unit in _DEGREES and value in CIRCLES)
        or (exact and _digits(value) > MOST_MEANT)
        or PER_WEIGHT.match(one.unit)  # it belongs to its drug
    )


def _is_binary(one: Input) -> bool:
    """Whether a power of two is one for a reason: it is large, or counts parts of machines."""
    told = one.name.startswith("the {{")  # by its sentence; else by the name of a constant
    parts = _PARTS.search(one.unit if told else f"{one.name} {one.unit}")
    data = BITS & {name for name, _ in one.dimension}
    return bool(one.value >= COUNTED**2 or parts or data or not (one.unit or told))


def _is_largest(value: Fraction) -> bool:
    """Whether it is the largest number of so many bits: 255, 65,535."""
    return value.denominator == 1 and value >= SMALLEST and (int(value) & (int(value) + 1)) == 0


SMALLEST = 255


def _is_power_of_ten(value: Fraction) -> bool:
    """Whether a factor leaves the digits as they are, so that nothing is to be worked out."""
    size = max(value.numerator, value.denominator)
    return (
        min(value.numerator, value.denominator) == 1
        and set(str(size)[1:]) <= {"0"}
        and (str(size)[0] == "1")
    )


def _raster(one: Input) -> Fraction:
    """What the values in its place are multiples of: as round as its own, where that leaves some.

    >>> from fractions import Fraction as F
    >>> str(_raster(Input(name="", value=F(250), unit="km", step=F(1))))
    '50'
    """
    own = one.value
    if own.denominator == 1:
        for power in (1024, 256, 64) if own % 100 else ():
            if own % power == 0 and 4 * power <= own < 10**6:
                return Fraction(power)
        if own % COUNTED == 0 and 4 * COUNTED <= own <= 25 * COUNTED and not one.unit:
            return Fraction(COUNTED)  # heads, layers, lanes
    elif own.denominator == 2 and own < 20:
        return Fraction(1, 2)  # halves stay halves
    exponent = floor(log10(float(own)))
    size = Fraction(10 ** max(0, exponent), 10 ** max(0, -exponent))
    least = size / 100
    if own.denominator == 1:
        least = max(least, min(Fraction(1), one.step or Fraction(1)))
    for ten in (size, size / 10, size / 100):
        for raster in (5 * ten, 2 * ten, ten):
            many = floor(own * _SCALES[-1] / raster) - ceil(own * _SCALES[0] / raster) + 1
            if raster >= least and own % raster == 0 and many >= FEWEST:
                return raster
    return least if own.denominator == 1 or _digits(own) > MOST_DIGITS else max(least, one.step)


def _digits(value: Fraction) -> int:
    """Significant digits of a number."""
    text = f"{float(value):.12g}".split("e")[0].replace(".", "").strip("0-")
    return max(1, len(text))


def _is_sensible(value: Fraction, one: Input) -> bool:
    if value <= 0:
        return False
    if one.unit in {"%", "percent"} and one.value <= 100:
        return value < 100
    if one.unit == "°C" and one.value <= BOILING:
        return value <= BOILING
    if one.unit in _DEGREES:
        return all(value <= circle for circle in CIRCLES if one.value <= circle)
    # A share stays one.
    return not (one.value < 1 and not one.unit and value >= 1)
