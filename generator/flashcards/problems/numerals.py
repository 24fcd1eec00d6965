"""Reading the number that a typed answer begins with, in the ways in which people write numbers.

Every pattern means the same in JavaScript, and numbers come from decimal text, which both
languages round correctly.
"""

from __future__ import annotations

from flashcards import patterns as re

_MOST_TENS = 30
_MOST_TWOS = 133
_LARGEST = 1e40
"""Beyond what anything here measures; below what a float holds, whatever the unit."""

_POWER = re.compile(r"^([0-9]{1,3}) ?(?:\^|\*\*) ?(-?[0-9]{1,3})(.*)$")
_HEX = re.compile(r"^0[xX]([0-9a-fA-F]{1,12})(?![0-9a-zA-Z])(.*)$")
_MIXED = re.compile(r"^([0-9]{1,9})[ -]([0-9]{1,4}) ?/ ?([0-9]{1,4})(?![0-9.,])(.*)$")
# A sign of multiplication or division counts before a number only: `54.7/s`, `3x`. A tight middle
# dot is none, for some write decimals with it.
_OPERATOR = re.compile(r"^(?: ?([*×xX/]) ?| (·) )(?=\.?[0-9]|\()")
_PLUS = re.compile(r"^ ?([+-]) ?(?=\.?[0-9]|\()")
_RANGE = re.compile(r"^ ?(?:-|to|or|and|bis|\.\.\.?|…) ?[0-9]")
_NUMBER = re.compile(
    r"^([0-9][0-9,.'_ ]*|\.[0-9]+ ?)"
    r"(?:[eE]([+-]?[0-9]{1,3})|[xX*×·] ?(10|2) ?(?:\^|\*\*) ?([+-]?[0-9]{1,3}))?(.*)$"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([,'_ ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_TURNED = re.compile(r"[1-9][0-9]{0,2}(?:([.'_ ])[0-9]{3})(?:\1[0-9]{3})*,[0-9]+")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
_ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_ONE_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_PLAIN = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")


class UnreadableError(ValueError):
    """One sentence that says why an answer cannot be read."""


def number_first(text: str) -> tuple[float, str, str]:
    """The value at the start, how others would write what they mean by it, and the rest.

    A product or quotient of numbers is worked out: `2*32*128`, `40/3`, `(1 + 2) × 10^3`.

    Raises:
        UnreadableError: there is none, or it is a range.
    """
    value, other, rest = _product(text)
    while (found := _PLUS.match(rest)) and found[1] == "+":
        term, _, rest = _product(rest[found.end() :])
        value, other = value + term, ""
    if _RANGE.match(rest):
        raise UnreadableError("That is a range; answer with one number.")
    return _bounded(value), other, rest


def _product(text: str) -> tuple[float, str, str]:
    value, other, rest = _one(text)
    while found := _OPERATOR.match(rest):
        factor, _, rest = _one(rest[found.end() :])
        if found[1] == "/" and not factor:
            raise UnreadableError("Nothing can be divided by 0.")
        value, other = _bounded(value / factor if found[1] == "/" else value * factor), ""
    return value, other, rest


def _bounded(value: float) -> float:
    if abs(value) > _LARGEST:
        raise UnreadableError("The number is too large or too small to be one.")
    return value


def _sum(text: str) -> tuple[float, str]:
    """The value of what stands in brackets, and the rest behind them."""
    value, _, rest = _product(text)
    while found := _PLUS.match(rest):
        term, _, rest = _product(rest[found.end() :])
        value = value + term if found[1] == "+" else value - term
    rest = rest.lstrip(" ")
    if not rest.startswith(")"):
        raise UnreadableError("A bracket is not closed.")
    return value, rest[1:]


def _one(text: str) -> tuple[float, str, str]:
    """The number without any sign of calculation at the start."""
    if text.startswith("("):
        value, rest = _sum(text[1:].lstrip(" "))
        return value, "", rest
    if found := _HEX.match(text):
        return float(int(found[1], 16)), "", found[2]
    if found := _POWER.match(text):
        return _power(int(found[1]), int(found[2])), "", found[3]
    if (found := _MIXED.match(text)) and 0 < int(found[2]) < int(found[3]):
        return int(found[1]) + int(found[2]) / int(found[3]), "", found[4]
    found = _NUMBER.match(text)
    if not found:
        raise UnreadableError("There is no number at its start.")
    mantissa, exponent, base, raised, rest = found.groups()
    digits, other = _digits(mantissa.rstrip(" ,.'_"))
    power = int(exponent or raised or 0)
    if base == "2":
        return float(digits) * _power(2, power), "", rest
    if abs(power) > _MOST_TENS:
        raise UnreadableError("The number is too large or too small to be one.")
    return float(f"{digits}e{power}"), "" if power else other, rest


def _digits(digits: str) -> tuple[str, str]:
    """A number's digits with a point for decimals, and how others would read them."""
    other = ""
    if _ONE_COMMA.fullmatch(digits):
        other = digits.replace(",", ".")
    elif _ONE_POINT.fullmatch(digits):
        other = digits.replace(".", "")
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[,'_ ]", "", digits)
    elif _TURNED.fullmatch(digits):  # 1.234,5
        digits = re.sub(r"[.'_ ]", "", digits).replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")  # 0,575: the decimal comma of half of the world
    elif _POINTS.fullmatch(digits):
        digits = digits.replace(".", "")  # 2.147.483.648
    if not _PLAIN.fullmatch(digits):
        raise UnreadableError("The number cannot be read; write it as 1234.5 or 1,234.5.")
    return digits, other


def _power(base: int, exponent: int) -> float:
    """By multiplication one at a time: powers by a library differ in their last bit."""
    value = 1.0
    if abs(exponent) <= _MOST_TWOS:
        for _ in range(abs(exponent)):
            value *= base
            if value > _LARGEST:
                break
    if abs(exponent) > _MOST_TWOS or value > _LARGEST or (exponent < 0 and not value):
        raise UnreadableError("The number is too large or too small to be one.")
    return 1 / value if exponent < 0 else value
