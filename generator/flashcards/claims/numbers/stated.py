"""Numbers as a document states them, and whether a true value is what was meant.

An author rounds: `13.3`, `~4 GB`, `2-3 s`. A true value agrees with a stated one if rounding or
cutting it to the digits shown gives it, in any usual reading of its unit.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flashcards import patterns as re
from flashcards.claims.numbers.units import NUMBER, Dimension, Unit, unit_of
from flashcards.values import dataclass

ABOUT = Fraction(6, 100)
"""How far off a number may be that is called about so much."""

ROUND_NUMBER = Fraction(25, 1000)
"""How far off a round number (40, 1500) may be, whose zeros may be rounding."""

MOST_DIGITS = 60
"""Characters of a number that means something; Python reads no more than 4,300 digits."""

CORNER = Fraction(1, 10**12)
"""Relative leeway where values come out of binary floating point."""

_NUMBER = r"\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?|\d+(?:_\d+)*(?:\.\d+)?|\.\d+"
_UNIT = (
    r"(?:[kKMGT]i?B|bytes?|bits?|[GM]bps|[GM]bit|tok(?:ens?)?|"
    r"seconds?|secs?|s|ms|milliseconds?|[µμu]s|min(?:ute)?s?|h(?:ours?|rs)?|days?)"
    r"(?:/s(?:ec(?:ond)?)?)?(?!\w|/[A-Za-z])|(?:m|k)?Wh(?!\w)|k?J(?!\w)|m?W(?!\w)|%"
)
QUANTITY = re.compile(
    rf"(?P<about>[~≈∼]\s?)?(?P<sign>[-−](?=[\d.]))?(?P<low>{_NUMBER})"
    rf"(?:e(?P<exp>[+-]?\d{{1,2}})|\s?[×x*·]\s?10(?:\^|\*\*)(?P<ten>-?\d{{1,2}})"
    rf"|\s?[×x*·]\s?10(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}))?"
    rf"(?:\s?[-–—]\s?(?P<high>{_NUMBER})(?![\d-]))?"
    rf"(?P<mult>[KkMBT](?![\w])|\s(?:thousand|million|billion|trillion)\b)?"
    rf"(?:\s?(?P<unit>{_UNIT})|(?P<times>[x×])(?!\w))?"
)
_ONE = (Fraction(1),)
_MULTIPLES = {
    "K": (Fraction(1000), Fraction(1024)),
    "k": (Fraction(1000), Fraction(1024)),
    "M": (Fraction(10**6),),
    "B": (Fraction(10**9),),
    "T": (Fraction(10**12),),
    "thousand": (Fraction(1000),),
    "million": (Fraction(10**6),),
    "billion": (Fraction(10**9),),
    "trillion": (Fraction(10**12),),
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A quantity in a text.

    Attributes:
        text: as written.
        start, end: where in its line, 0-based.
        low, high: as written, before unit and multiple; equal unless a range is given.
        step: one unit of the last digit shown.
        about: whether it is called approximate.
        multiples: what a suffix such as `K` or `B` may stand for.
        unit: what follows it, or None.
    """

    text: str
    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    about: bool
    multiples: tuple[Fraction, ...] = (Fraction(1),)
    unit: Unit | None = None

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        return self.unit.dimension if self.unit else NUMBER

    @property
    def scales(self) -> tuple[Fraction, ...]:
        """Base units in one, in each reading."""
        readings = self.unit.readings if self.unit else (Fraction(1),)
        return tuple(m * r for m in self.multiples for r in readings)

    def means(self, value: Fraction) -> bool:
        """Whether a true value, in base units, may have been written so."""
        return any(self._rounds_to(value / scale) for scale in self.scales)

    def shows(self, value: Fraction) -> bool:
        """Whether a bare true number may have been written so, whatever the unit behind it."""
        return any(self._rounds_to(value / scale) for scale in self.multiples)

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
        room = ABOUT if self.about or low != high else Fraction(0)
        if step == 1 and high % 10 == 0 and high:
            digits = str(int(abs(high)))
            half = Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)
            room = max(room, min(ROUND_NUMBER, half / abs(high)))
        return low - room * abs(low) <= value <= high + room * abs(high)


def quantities(text: str) -> list[Stated]:
    """All quantities of a line, left to right."""
    return list(_quantities(text))


@lru_cache(maxsize=2048)
def _quantities(text: str) -> tuple[Stated, ...]:
    # Every rule looks at every line.
    return tuple(found for match in QUANTITY.finditer(text) if (found := stated(match, text)))


def stated(match: re.Match[str], text: str) -> Stated | None:
    """The quantity that was matched; None where the digits are part of a word (`Q4_K`, `v2`)."""
    start, end = match.span()
    first = match.start("sign") if match["sign"] else match.start("low")
    before = text[first - 1] if first else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or before in "_." or (after.isalnum() or after == "_"):
        return None
    if len(match["low"]) > MOST_DIGITS or len(match["high"] or "") > MOST_DIGITS:
        return None
    if match["sign"] and (before in ")]" or before.isdigit()):
        return None
    exponent = match["exp"] or match["ten"] or (match["raised"] or "0").translate(_RAISED)
    low, high, step = _numbers(match["low"], match["high"], exponent, bool(match["sign"]))
    return Stated(
        text=match[0].strip(),
        start=start,
        end=end,
        low=low,
        high=high,
        step=step,
        about=bool(match["about"]),
        multiples=_MULTIPLES.get((match["mult"] or "").strip(), _ONE),
        unit=unit_of(match["unit"] or match["times"] or ""),
    )


@lru_cache(maxsize=4096)
def _numbers(
    low: str,
    high: str | None,
    exponent: str,
    negative: bool,  # noqa: FBT001
) -> tuple[Fraction, Fraction, Fraction]:
    """The smaller and the larger number, and one unit of the last digit shown."""
    power = Fraction(10) ** int(exponent)
    first = _value(low) * power
    second = _value(high) if high else first
    if negative:
        first = second = -first
    step = min(_step(part) for part in (low, high) if part) * power
    return min(first, second), max(first, second), step


def _value(digits: str) -> Fraction:
    return Fraction(re.sub(r"[,_]", "", digits))


def _step(digits: str) -> Fraction:
    _, _, decimals = digits.partition(".")
    return Fraction(1, 10 ** len(decimals))
