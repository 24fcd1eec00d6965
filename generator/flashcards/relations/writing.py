"""A right value as the author would have written it: his form, his unit, or one that fits it better."""

from __future__ import annotations

import math
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Quantity, Scale, format_like, unit_named
from flashcards.relations.durations import is_composed, written

_POWER = re.compile(r"^(?P<base>\d{1,3})(?P<sign>\^|\*\*)\{?(?P<power>-?\d+)\}?$")
# `× 10^38`, `·10⁻³`, `\times10^{22}`, `e-9`.
_SCIENTIFIC = re.compile(
    r"(?P<mantissa>[-−]?\d+(?:[.,]\d+)?)(?P<times>\s?(?:×|x|\*|·|⋅|\\times|\\cdot)\s?10)"
    r"(?:(?P<caret>\^|\*\*)(?P<open>\{?)(?P<plain>[-−]?\d+)(?P<close>\}?)|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
    r"|(?P<number>[-−]?\d+(?:[.,]\d+)?)[eE](?P<e>[-+]?\d+)"
)
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_TIMES = ("ns", "µs", "ms", "s", "min", "h", "days")
_PREFIXES = ("p", "n", "µ", "m", "", "k", "M", "G", "T", "P")
_BINARY = ("", "Ki", "Mi", "Gi", "Ti", "Pi")
_WORDS = ("thousand", "million", "billion", "trillion")

_THOUSANDTH = Fraction(1, 1000)

AWKWARD = 50
"""How far a value may be from the stated one and still be written in its unit."""


_LARGEST = Fraction(10) ** 300
_SMALLEST = 1 / _LARGEST
"""Beyond these a float holds no number; of it only the size is told."""


def written_like(value: Fraction, said: Quantity, index: int) -> str:
    """A value in base units of a reading, in the form of a stated number."""
    if is_composed(said):
        return written(value, said)
    taken = said.readings[index]
    number = (value - taken.offset) / taken.factor
    if number and not _SMALLEST < abs(number) < _LARGEST:
        bits = abs(number.numerator).bit_length() - number.denominator.bit_length()
        return _around(said, f"10^{math.floor(bits * math.log10(2))}")
    if (power := _as_power(value, said)) is not None:
        return power
    if (scientific := _as_scientific(number, said)) is not None:
        return scientific
    plain = _plainly(value, number, said, index)
    if said.unit.scale is Scale.LINEAR and _is_awkward(number, said, index):
        other = _in_other_unit(value, said)
        if other is not None and other != plain:
            return f"{other} ({plain})"
    return plain


def _plainly(value: Fraction, number: Fraction, said: Quantity, index: int) -> str:
    """In the unit as stated: with its decimals, or its digits where they only stand elsewhere."""
    taken = said.readings[index]
    step = taken.step / abs(taken.factor) if taken.step else Fraction(0)
    decimal = said.notation.decimal
    if not step or said.notation.fraction:
        return _around(said, _significant(number, max(3, _digits(said)), decimal))
    size = abs(float(number))
    if number % 1 == 0 and step == _THOUSANDTH:
        # `172,800` may be grouped or have decimals: a whole number is written as neither.
        return _around(said, f"{int(number)}")
    zeros = _end_zeros(said, step)
    if size and not (number % 1 == 0 and step <= 1):
        digits = max(1, _digits(said) - zeros)
        shifted = math.log10(size / abs(float(taken.written))) if taken.written else 0.5
        moved = abs(shifted - round(shifted)) < 0.02 and round(shifted) != 0
        if moved:
            return _around(said, _significant(number, digits, decimal))
        if _ends_soon(number, step):
            return _around(said, _significant(number, 12, decimal))
        if abs(round(number / step) * step - number) > abs(number) / 100:
            return _around(said, _significant(number, 3, decimal))
    if zeros and number and said.hedged:
        coarse = Fraction(10) ** zeros
        rounded = round(number / coarse) * coarse
        if abs(rounded - number) <= abs(number) / 200:
            value = rounded * taken.factor + taken.offset
    return format_like(value, said, index)


def _ends_soon(number: Fraction, step: Fraction) -> bool:
    """Whether one decimal more than stated gives the value whole: 0.375 where 0.36 stands."""
    finer = step / 10
    return step < 1 and number % step != 0 and number % finer == 0 and abs(number) < 1


def _end_zeros(said: Quantity, step: Fraction) -> int:
    """Noughts at the end of a whole number."""
    if step != 1 or said.notation.fraction:
        return 0
    match = re.search(r"\d[\d.,'’_ \u00a0\u202f]*", said.text)
    digits = re.sub(r"\D", "", match[0]) if match else ""
    return len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0


def _around(said: Quantity, number: str) -> str:
    head = said.text[: said.number_start - said.start]
    end = said.high_end if said.range else said.number_end
    return f"{head}{number}{said.text[end - said.start :]}"


def _digits(said: Quantity) -> int:
    """Significant digits as written."""
    match = re.search(r"\d[\d.,'’_ \u00a0\u202f]*", said.text)
    found = re.sub(r"\D", "", match[0]).lstrip("0") if match else ""
    return min(len(found), 12) or 1


def _significant(number: Fraction, digits: int, decimal: str) -> str:
    size = abs(float(number))
    if not size:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(size)))
    if decimals > 9:
        return f"{float(number):.{digits}g}"
    text = f"{float(number):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", " ").replace(".", ",") if decimal == "," else text


def _as_power(value: Fraction, said: Quantity) -> str | None:
    found = _POWER.match(said.text)
    if not found or value <= 0 or int(found["base"]) < 2:
        return None
    power = math.log(float(value), int(found["base"])) if value < Fraction(10) ** 300 else 0.0
    if abs(power - round(power)) < 1e-9:
        return f"{found['base']}{found['sign']}{round(power)}"
    return None


def _as_scientific(number: Fraction, said: Quantity) -> str | None:
    found = _SCIENTIFIC.search(said.text)
    if not found or not number:
        return None
    mantissa = found["mantissa"] or found["number"]
    digits = max(len(re.sub(r"\D", "", mantissa)), 1)
    power = math.floor(math.log10(abs(float(number))))
    shown = f"{float(number / Fraction(10) ** power):.{digits - 1}f}"
    if shown.lstrip("-").startswith("10"):
        power += 1
        shown = f"{float(number / Fraction(10) ** power):.{digits - 1}f}"
    if "," in mantissa:
        shown = shown.replace(".", ",")
    if found["e"]:
        text = f"{shown}e{power}"
    elif found["raised"]:
        text = f"{shown}{found['times']}{str(power).translate(_RAISED)}"
    else:
        text = f"{shown}{found['times']}{found['caret']}{found['open']}{power}{found['close']}"
    return said.text[: found.start()] + text + said.text[found.end() :]


def _is_awkward(number: Fraction, said: Quantity, index: int) -> bool:
    taken = said.readings[index]
    stated = abs(taken.written) if taken.written else Fraction(1)
    ratio = abs(number) / stated if stated else Fraction(1)
    if not number:
        return False
    if said.unit.name in _TIMES and abs(number) > 72 and stated <= 60:
        return True
    return abs(number) < 1 <= stated or not 1 / Fraction(AWKWARD) < ratio < AWKWARD


def _in_other_unit(value: Fraction, said: Quantity) -> str | None:
    """In a unit of its kind in which the number has one to three digits before the point."""
    name = said.unit.name
    digits = max(2, _digits(said))
    decimal = said.notation.decimal
    if not name:
        return _in_words(value, said, digits)
    best: str | None = None
    for candidate in _candidates(name):
        unit = next((u for u in unit_named(candidate) if u.dimension == said.unit.dimension), None)
        if unit is None:
            continue
        number = value / unit.factors[0]
        most = 1000 if candidate not in {"s", "min", "h"} else 100
        if 1 <= abs(number) < most:
            best = f"{_significant(number, digits, decimal)} {candidate}"
    return best


def _candidates(name: str) -> tuple[str, ...]:
    if name in {*_TIMES, "d"}:
        return _TIMES
    for prefix in ("Ki", "Mi", "Gi", "Ti", "Pi"):
        if name.startswith(prefix):
            return tuple(f"{one}{name[2:]}" for one in _BINARY)
    for prefix in ("µ", "n", "m", "k", "M", "G", "T", "P"):
        if name.startswith(prefix) and len(name) > len(prefix) and unit_named(name[len(prefix) :]):
            return tuple(f"{one}{name[len(prefix) :]}" for one in _PREFIXES)
    return tuple(f"{one}{name}" for one in _PREFIXES)


def _in_words(value: Fraction, said: Quantity, digits: int) -> str | None:
    found = next((w for w in _WORDS if w in said.text), None)
    if found is None:
        return None
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")):
        if abs(value) >= Fraction(10) ** power:
            return f"{_significant(value / Fraction(10) ** power, digits, said.notation.decimal)} {word}"
    return None
