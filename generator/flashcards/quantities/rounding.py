"""Which values may stand behind a number as it was written."""

from __future__ import annotations

from fractions import Fraction

from flashcards.quantities.model import Quantity

HEDGE = Fraction(6, 100)
"""How far off a number may be that is called about so much."""


def interval(
    quantity: Quantity, reading: int = 0, *, truncated: bool = False, hedge: Fraction = HEDGE
) -> tuple[Fraction, Fraction]:
    """The lowest and highest value that give the number as written, in base units of a reading.

    Half of its last digit either way; of a range, from its lower to its upper end.

    Args:
        quantity: the number.
        reading: the index of the reading.
        truncated: whether it may also have been cut, not rounded: then a whole last digit more,
            away from nought.
        hedge: relative leeway where the number is hedged; nought to leave hedges out.
    """
    taken = quantity.readings[reading]
    room = taken.step / 2
    if quantity.hedged:
        size = max(abs(taken.value - taken.offset), abs(taken.high - taken.offset))
        room = max(room, hedge * size)
    if quantity.tolerance is not None:
        room = max(room, abs(quantity.tolerance) * taken.factor)
    low, high = taken.value - room, taken.high + room
    if truncated:
        high = max(high, taken.high + taken.step) if taken.high >= taken.offset else high
        low = min(low, taken.value - taken.step) if taken.value < taken.offset else low
    return low, high


def rounds_to(value: Fraction, quantity: Quantity, *, truncated: bool = True) -> bool:
    """Whether some reading of the quantity may stand for a value in base units."""
    for index in range(len(quantity.readings)):
        low, high = interval(quantity, index, truncated=truncated)
        if low <= value <= high:
            return True
    return False
