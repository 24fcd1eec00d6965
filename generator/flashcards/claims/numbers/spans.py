"""What may stand behind rounded numbers: intervals, and whether a stated one is in reach."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from flashcards.claims.numbers.claim import plain
from flashcards.claims.numbers.stated import ABOUT, ROUND_NUMBER, Stated
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """All values from `low` to `high`."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    def __mul__(self, factor: Fraction) -> Span:
        ends = self.low * factor, self.high * factor
        return Span(min(ends), max(ends))

    def over(self, other: Span) -> Span | None:
        """The quotient of positive spans, None if the divisor may be nothing or less."""
        if other.low <= 0 or self.low < 0:
            return None
        return Span(self.low / other.high, self.high / other.low)


def span(said: Stated, reading: int = 0, *, to_the_digit: bool = False) -> Span:
    """What may stand behind a stated quantity, in base units of one reading of its unit.

    Args:
        said: the quantity.
        reading: of its unit.
        to_the_digit: whether the zeros of a round number are meant, as beside finer numbers.

    >>> from flashcards.claims.numbers.stated import quantities
    >>> span(quantities("13.8")[0])
    Span(low=Fraction(55, 4), high=Fraction(277, 20))
    """
    scale = said.scales[min(reading, len(said.scales) - 1)]
    room = slack(said, to_the_digit=to_the_digit)
    return Span((said.low - room) * scale, (said.high + room) * scale)


def slack(said: Stated, *, to_the_digit: bool = False) -> Fraction:
    """How far off the true value may be from the number shown: half a digit, more if `~`."""
    room = said.step / 2
    size = max(abs(said.low), abs(said.high))
    if said.about:
        room = max(room, ABOUT * size)
    elif said.step == 1 and said.high % 10 == 0 and not to_the_digit:
        room = max(room, ROUND_NUMBER * size)
    return room


def reaches(said: Stated, true: Span, reading: int | None = None, *, bare: bool = False) -> bool:
    """Whether a stated quantity may mean some value of a span, in base units.

    Args:
        said: the quantity.
        true: the span.
        reading: of its unit, the one in which the span was computed; without it, any.
        bare: compare the number alone, whatever the unit behind it.
    """
    scales = said.multiples if bare else said.scales
    if reading is not None and not bare:
        scales = (scales[min(reading, len(scales) - 1)],)
    for scale in scales:
        low, high = said.low * scale, said.high * scale
        nearest = min(max(low, true.low), true.high) if high >= true.low else true.low
        one = replace(said, unit=None, multiples=(Fraction(1),))
        if one.means(nearest / scale):
            return True
    return False


def shown(number: Fraction, said: Stated) -> str:
    """A number with the unit of a stated quantity behind it."""
    name = said.unit.name if said.unit else ""
    gap = "" if name in {"", "%", "x", "×"} else " "
    return f"{plain(number)}{gap}{name}"
