"""What a number in a text is: its value, how it was written, its unit, its readings."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from flashcards.quantities.dimensions import NUMBER, Dimension
from flashcards.values import dataclass

ONE = Fraction(1)


class Habit(StrEnum):
    """The decimal sign of a document."""

    POINT = "point"  # 1,234.5
    COMMA = "comma"  # 1.234,5
    UNKNOWN = "unknown"  # `1,234` and `1.234` have two readings each


class Bound(StrEnum):
    """How a quantity is limited by the words or the sign before or behind it."""

    NONE = ""
    AT_LEAST = "at least"  # ≥, "at least", "100+"
    AT_MOST = "at most"  # ≤, "up to"
    MORE = "more than"  # >, "over"
    LESS = "less than"  # <, "under", "nearly"


class Scale(StrEnum):
    """How numbers of a unit stand for what is measured."""

    LINEAR = "linear"
    AFFINE = "affine"  # °C, °F: with a zero of their own
    LOGARITHMIC = "logarithmic"  # dB, pH


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure.

    Attributes:
        name: its canonical name: `GB/s`, `%`, `×`, `token`; empty for a plain number.
        dimension: what it measures.
        factors: base units in one of it, the usual reading first: 10⁹ and 2³⁰ for `GB`.
        offset: base units at its nought, for an affine one.
        scale: how its numbers stand for what is measured.
        open: whether some part of it is a noun that the table does not know.
    """

    name: str = ""
    dimension: Dimension = NUMBER
    factors: tuple[Fraction, ...] = (ONE,)
    offset: Fraction = Fraction(0)
    scale: Scale = Scale.LINEAR
    open: bool = False


PLAIN = Unit()
"""The unit of a plain number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to take a quantity, in base units.

    Attributes:
        value: in base units; of a range, its lower end.
        high: in base units, the upper end of a range, else equal to `value`.
        dimension: what it measures in this reading.
        written: the number before unit and scale word in this reading; of a range, its lower end.
        factor: base units in one of the number as written: unit times scale word.
        offset: base units at nought of the unit.
        step: what one of the last digit as written is, in base units.
    """

    value: Fraction
    high: Fraction
    dimension: Dimension = NUMBER
    written: Fraction
    factor: Fraction = ONE
    offset: Fraction = Fraction(0)
    step: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """How a number was written, so that another can be written like it.

    Attributes:
        group: what parts thousands, empty for none.
        decimal: the decimal sign, `.` unless another was seen.
        indian: whether groups beyond thousands are of two digits.
        exponent: the power of ten in scientific notation, None without it.
        fraction: whether it was a fraction, a word or another form that no digits follow from.
    """

    group: str = ""
    decimal: str = "."
    indian: bool = False
    exponent: int | None = None
    fraction: bool = False


WRITTEN_PLAINLY = Notation()
"""Digits with nothing between them and a point for decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text, with its unit.

    All of `value`, `step`, `range` and `tolerance` are in the unit as written, with the scale
    word applied: `$1.2M` has value 1,200,000 and step 100,000. `readings` are in base units.

    Attributes:
        id: its ordinal in the text, from 0; who joins texts gives ids of their own.
        text: as written, from `start` to `end`.
        start, end: of number and unit with the sign, without hedges and bounds.
        number_start, number_end: of the digits with their sign, without unit and scale word: what
            a correction replaces; of a range, those of its lower end.
        value: exact, in the first reading; of a range, its lower end.
        step: of the last digit as written.
        unit: `PLAIN` for none.
        readings: every way to take it, the most usual first; never empty.
        hedged: called approximate.
        bound: called a limit.
        range: lower and upper end, or None.
        high_end: where the number of a range's upper end ends.
        tolerance: what stands behind `±`, or None.
        notation: how the number was written.
    """

    id: int
    text: str
    start: int
    end: int
    number_start: int
    number_end: int
    value: Fraction
    step: Fraction
    unit: Unit = PLAIN
    readings: tuple[Reading, ...]
    hedged: bool = False
    bound: Bound = Bound.NONE
    range: tuple[Fraction, Fraction] | None = None
    high_end: int = 0
    tolerance: Fraction | None = None
    notation: Notation = WRITTEN_PLAINLY

    def __hash__(self) -> int:
        # Quantities are keys of many tables, and a hash of all their fractions takes long.
        return hash((self.text, self.start, self.id))

    @property
    def dimension(self) -> Dimension:
        """What it measures in its most usual reading."""
        return self.readings[0].dimension
