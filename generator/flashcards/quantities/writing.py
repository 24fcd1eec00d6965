"""Writing a value the way in which another number stands in its text."""

from __future__ import annotations

from fractions import Fraction

from flashcards.quantities.model import Notation, Quantity

MOST_DECIMALS = 12


def format_like(value: Fraction, quantity: Quantity, reading: int = 0) -> str:
    """A value in base units of a reading as the quantity would be written: number and unit.

    The number takes the quantity's unit, precision, grouping, decimal sign and scale word; of a
    range, both ends become the one value.
    """
    number = number_like(value, quantity, reading)
    end = quantity.high_end if quantity.range else quantity.number_end
    head = quantity.text[: quantity.number_start - quantity.start]
    return f"{head}{number}{quantity.text[end - quantity.start :]}"


def number_like(value: Fraction, quantity: Quantity, reading: int = 0) -> str:
    """What stands for a value at `number_start` to `number_end` of the quantity, without unit."""
    taken = quantity.readings[reading]
    number = (value - taken.offset) / taken.factor
    return written(number, quantity.notation, taken.step / taken.factor)


def written(number: Fraction, notation: Notation, step: Fraction) -> str:
    """A number rounded to a step, with the grouping and decimal sign of a notation."""
    exponent = notation.exponent
    if exponent is not None:
        number, step = number / Fraction(10) ** exponent, step / Fraction(10) ** exponent
    decimals = 0
    while decimals < MOST_DECIMALS and step < 1 and Fraction(1, 10**decimals) > step:
        decimals += 1
    # Half away from nought, as people round; `round` of a fraction goes to even.
    scaled = int(abs(number) * 10**decimals + Fraction(1, 2))
    whole, part = divmod(scaled, 10**decimals)
    text = _grouped(str(whole), notation)
    if decimals:
        text += f"{notation.decimal}{part:0{decimals}d}"
    if exponent is not None:
        text += f"e{exponent}"
    return f"-{text}" if number < 0 and scaled else text


def _grouped(digits: str, notation: Notation) -> str:
    if not notation.group:
        return digits
    head, tail = digits[:-3], digits[-3:]
    size = 2 if notation.indian else 3
    parts = [tail]
    while head:
        parts.insert(0, head[-size:])
        head = head[:-size]
    return notation.group.join(parts)
