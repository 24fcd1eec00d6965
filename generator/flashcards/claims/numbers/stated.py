"""Numbers as a document states them, and whether a true value is what was meant.

An author rounds: `13.3`, `~4 GB`, `2-3 s`. A true value agrees with a stated one if rounding or
cutting it to the digits shown gives it, in any usual reading of its unit.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Dimension, Quantity, Unit
from flashcards.quantities import quantities as found_in
from flashcards.values import dataclass

PERCENT: Dimension = (("percent", 1),)
FACTOR: Dimension = (("factor", 1),)
BYTES: Dimension = (("byte", 1),)
SECONDS: Dimension = (("second", 1),)

ABOUT = Fraction(6, 100)
"""How far off a number may be that is called about so much."""

ROUND_NUMBER = Fraction(25, 1000)
"""How far off a round number (40, 1500) may be, whose zeros may be rounding."""

CORNER = Fraction(1, 10**12)
"""Relative leeway where values come out of binary floating point."""

_SIGNS = {"%": PERCENT, "×": FACTOR}
_MEASURED = frozenset(("byte", "second", "token"))
"""What is measured here; other units belong to no number: `32 layers`."""

# What a number is of stands beside it: `128 MB per token`, `2 bytes/param`; a rate is its unit.
_EACH = re.compile(r"\bper\b|/(?!s\b|sec)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A quantity in a text.

    Attributes:
        text: as written, with the sign of about before it.
        start, end: where in its line, 0-based.
        low, high: as written, before unit and multiple; equal unless a range is given.
        step: one unit of the last digit shown.
        about: whether it is called approximate.
        scales: base units in one, in each reading of multiple and unit.
        unit: what follows it, or None.
        dimension: what it measures.
    """

    text: str
    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    about: bool
    scales: tuple[Fraction, ...] = (Fraction(1),)
    unit: Unit | None = None
    dimension: Dimension = NUMBER

    def means(self, value: Fraction) -> bool:
        """Whether a true value, in base units, may have been written so."""
        return any(self._rounds_to(value / scale) for scale in self.scales)

    def _rounds_to(self, value: Fraction) -> bool:
        low, high, step = self.low, self.high, self.step
        corner = CORNER * abs(value)
        if low - step / 2 - corner <= value <= high + step / 2 + corner:
            return True
        if abs(high) >= 10 * step:  # of one digit only, cutting would excuse anything
            if 0 <= value - high < step and value >= 0:
                return True
            if value < 0 and 0 <= low - value < step:
                return True
        return low - self.room * abs(low) <= value <= high + self.room * abs(high)

    @property
    def room(self) -> Fraction:
        """How far off it may be, as a share of it, beyond its last digit."""
        room = ABOUT if self.about or self.low != self.high else Fraction(0)
        if self.step == 1 and self.high % 10 == 0 and self.high:
            digits = str(int(abs(self.high)))
            half = Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)
            room = max(room, min(ROUND_NUMBER, half / abs(self.high)))
        return room


@lru_cache(maxsize=2048)  # every rule looks at every line
def quantities(text: str) -> tuple[Stated, ...]:
    """All quantities of a line, left to right."""
    masked = _EACH.sub(lambda match: "|" * len(match[0]), text)
    return tuple(_stated(one, text) for one in found_in(masked) if not one.notation.fraction)


def _stated(one: Quantity, text: str) -> Stated:
    first = one.readings[0]
    dimension = _SIGNS.get(one.unit.name, first.dimension)
    measured = one.unit.name in _SIGNS or any(base in _MEASURED for base, _ in dimension)
    scales = tuple(r.factor for r in one.readings if r.dimension == first.dimension)
    start = len(text[: one.start].rstrip(" ")) - 1
    start = start if one.hedged and text[start : start + 1] in {"~", "≈", "∼"} else one.start
    return Stated(
        text=text[start : one.end],
        start=start,
        end=one.end,
        low=first.written,
        high=first.written + (first.high - first.value) / first.factor,
        step=first.step / first.factor,
        about=one.hedged,
        scales=scales if not one.unit.name or dimension == first.dimension else (Fraction(1),),
        unit=one.unit if measured else None,
        dimension=dimension if measured else NUMBER,
    )


def leading(text: str) -> Stated | None:
    """The quantity that a text begins with, or None."""
    said = quantities(text)
    return said[0] if said and said[0].start == 0 else None
