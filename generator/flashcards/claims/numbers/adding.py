"""Adding what was rounded: whether a stated total may be the sum of stated parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.spans import HALF, Span, in_unit_of, reaches, readings, slack
from flashcards.claims.numbers.stated import Stated
from flashcards.claims.numbers.units import NUMBER, SECONDS

MOST_BITS = 256


@dataclass(frozen=True, slots=True)
class Part:
    """An addend, and whether it is counted exactly."""

    said: Stated
    counted: bool


def added(parts: Sequence[Part], said: Stated) -> tuple[Verdict, str]:
    """Whether a stated total is the sum of its parts, and what the sum is."""
    unit = said.unit or parts[0].said.unit
    total = replace(said, unit=unit)
    units = [part.said for part in parts] + [total]
    agree = any(_agree(parts, total, reading) for reading in readings(*units))
    low, high = (
        sum((getattr(part.said, end) * part.said.scales[0] for part in parts), Fraction(0))
        for end in ("low", "high")
    )
    expected = in_unit_of(low, total)
    if high != low:
        expected = f"{expected} to {in_unit_of(high, total)}"
    return (Verdict.RIGHT if agree else Verdict.WRONG), expected


def _agree(parts: Sequence[Part], said: Stated, reading: int) -> bool:
    """Whether they add up, ranges end by end, in one reading of the units."""
    if said.low == said.high:
        low = _sum_of(parts, said, reading, "low").low
        high = _sum_of(parts, said, reading, "high").high
        return reaches(said, Span(low, high), reading)
    return all(
        reaches(replace(said, low=bound, high=bound), _sum_of(parts, said, reading, end), reading)
        for end, bound in (("low", said.low), ("high", said.high))
    )


def _sum_of(parts: Sequence[Part], said: Stated, reading: int, end: str) -> Span:
    true = Span(Fraction(0), Fraction(0))
    for part in parts:
        true += _reach(part, said, reading, end)
    return true


def _reach(part: Part, said: Stated, reading: int, end: str) -> Span:
    """What an addend may be: one with fewer digits than the total is taken at its word."""
    one = part.said
    scale = one.scales[min(reading, len(one.scales) - 1)]
    room = slack(one)
    is_exact = part.counted or one.low != one.high
    if not one.about and (is_exact or _fineness(one) > _fineness(said)):
        room = Fraction(0)
    elif not one.about:
        room = one.step * HALF
    bound = getattr(one, end)
    return Span((bound - room) * scale, (bound + room) * scale)


def _fineness(said: Stated) -> Fraction:
    return said.step * said.scales[0]


def is_other(parts: Sequence[Part], said: Stated) -> bool:
    """Whether a total is another thing than the sum of all its parts.

    Times may run side by side, and bare numbers be multiplied; some of the lines above may be none
    of its parts.
    """
    values = [part.said.low * part.said.scales[0] for part in parts]
    if said.dimension in (NUMBER, SECONDS) and (said.means(max(values)) or said.means(min(values))):
        return True
    if said.dimension == NUMBER and _is_product(values, said):
        return True
    first, last = list(accumulate(values)), list(accumulate(values[::-1]))
    return any(said.means(some) for some in (*first[1:-1], *last[1:-1]))


def _is_product(values: Sequence[Fraction], said: Stated) -> bool:
    product = Fraction(1)
    for value in values:
        product *= value
        if max(product.numerator.bit_length(), product.denominator.bit_length()) > MOST_BITS:
            return False
    return said.means(product)
