"""New values near the document's: what a person would have chosen in its place."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor, log10

from flashcards import patterns as re
from flashcards.worked.calculation import Input
from flashcards.worked.usual import usual

_SCALES = tuple(
    Fraction(one)
    for one in ("0.6", "0.7", "0.75", "0.8", "0.9", "1", "1.1", "1.2", "1.25", "1.3", "1.4", "1.5")
)
_CONSTANTS = frozenset(
    Fraction(one)
    for one in ("299792458", "299792.458", "8.314", "9.81", "6.022e23", "6.674e-11", "1.602e-19",
                "365.25", "273.15", "3.14", "3.1416", "4.184", "4.18", "4.19", "86400", "3600")
)  # fmt: skip
"""What is the same for all: no draw may change it."""
# So much for each kilogram of a patient, and a day.
_PER_WEIGHT = re.compile(r"(?:[mµun]?g|mcg|m[lL]|IU|IE|UI|U|mmol)/kg\b")
# What bodies do lies in narrow bounds: beats, breaths, steps.
_OF_BODIES = re.compile(r"\b(?:beats|bpm|breaths|steps|mmHg|°C|Schläge)\b|/kg/min")
COUNTED = 8
"""What counts of parts of machines are multiples of."""
NARROW = Fraction(1, 5)
"""Part of such a number by which another may differ."""
FULL_CIRCLE = 360
MOST_DIGITS = 3
FEWEST = 4
"""Values that are left where powers of ten are none."""
MOSTLY = 90
"""Per cent from which on a share is told by what is missing."""


def options(one: Input) -> list[Fraction]:
    """Values that it may have, its own among them; one alone where it is what it is."""
    if one.low is not None and one.high is not None:
        ends = (one.low, one.value, one.high)
        drawn = {x for end in ends for x in options(replace(one, value=end, low=None))}
        whole = one.value.denominator == 1 and not one.unit
        kept = sorted(
            x for x in drawn if one.low <= x <= one.high and (x.denominator == 1 or not whole)
        )
        on = [x for x in kept if one.raster and x % one.raster == 0]
        return on if len(on) >= FEWEST else kept
    value = one.value
    if one.fixed or value in _CONSTANTS or value <= 0 or _is_largest(value):
        return [value]
    if _PER_WEIGHT.match(one.unit):  # a dose belongs to its drug
        return [value]
    if near := usual(value, one.unit):
        return near
    if value.denominator == 1 and value >= 2 and int(value).bit_count() == 1:
        least = Fraction(1, 2) if value < 1024 else Fraction(1, 4)
        powers = (least, Fraction(1, 2), Fraction(1), Fraction(2), 1 / least)
        return sorted({value * power for power in powers})
    if not one.unit and 1 < value < 2:  # of a factor such as 1.05, what is above one is varied
        above = options(replace(one, value=value - 1, low=None, high=None))
        return sorted(1 + each for each in above)
    if one.unit == "%" and MOSTLY <= value < 100:  # of 99.9 %, what is missing is varied
        rest = replace(one, value=100 - value)
        return sorted(100 - each for each in options(rest))
    scales = [x for x in _SCALES if not _OF_BODIES.search(one.unit) or abs(x - 1) <= NARROW]
    found = sorted({_rounded(value * scale, one) for scale in scales} | {value})
    sensible = [each for each in found if _is_sensible(each, one)]
    telling = [each for each in sensible if each == value or not _is_power_of_ten(each)]
    return telling if len(telling) >= FEWEST else sensible


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


def _rounded(value: Fraction, like: Input) -> Fraction:
    """A value with as many digits as the document's has, at most three, on its raster."""
    own = like.value
    if own.denominator == 1:
        for raster in (1024, 256, 64):
            if own % raster == 0 and 4 * raster <= own < 10**6:
                return Fraction(max(raster, round(value / raster) * raster))
        if own % COUNTED == 0 and 4 * COUNTED <= own <= 25 * COUNTED and not like.unit:
            return Fraction(max(COUNTED, round(value / COUNTED) * COUNTED))  # heads, layers, lanes
        if own < 20:
            return Fraction(max(1, round(value)))
    elif own.denominator == 2 and own < 20:
        return max(Fraction(1, 2), Fraction(round(value * 2), 2))  # halves stay halves
    digits = min(MOST_DIGITS, _digits(own))
    exponent = floor(log10(float(value))) - max(digits, 2 if own.denominator == 1 else 1) + 1
    step = Fraction(10) ** exponent
    if own.denominator == 1:
        step = max(step, Fraction(1))
    elif like.step and _digits(own) <= MOST_DIGITS:
        step = max(step, like.step if like.step < own else step)
    return round(value / step) * step


def _digits(value: Fraction) -> int:
    """Significant digits of a number."""
    text = f"{float(value):.12g}".split("e")[0].replace(".", "").strip("0-")
    return max(1, len(text))


def _is_sensible(value: Fraction, one: Input) -> bool:
    if value <= 0:
        return False
    if one.unit in {"%", "percent"} and one.value <= 100:
        return value < 100
    if one.unit in {"°", "degrees", "Grad"} and one.value <= FULL_CIRCLE:
        return value <= FULL_CIRCLE
    # A share stays one.
    return not (one.value < 1 and not one.unit and value >= 1)
