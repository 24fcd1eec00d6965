"""From a number and what stands behind it to a quantity with every reading."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from flashcards import patterns as re
from flashcards.quantities.compound import unit_at, with_more
from flashcards.quantities.model import PLAIN, Bound, Habit, Quantity, Reading, Unit
from flashcards.quantities.numerals import Numeral, Value
from flashcards.quantities.scales import ScaleWord, letter_before_noun, letter_of_money, scale_at
from flashcards.quantities.units import Units, spelt
from flashcards.values import dataclass

MOST_READINGS = 12

_PLUS = re.compile(r"\+(?=[ \u00a0]?[^\W\d_])")
_LETTER_UNITS = {"B": "B", "K": "K", "M": "M", "T": "T"}
"""Letters of scale that are units, too."""
_MODEL_WORDS = frozenset(
    (
        "model",
        "models",
        "llm",
        "llms",
        "network",
        "variant",
        "version",
        "moe",
        "checkpoint",
        "class",
    )
)
_BYTES_LARGE = 1000
"""A number of `B` from here on counts bytes: nobody writes 2048 billion so."""
_SMALLEST_POWER = 16


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read number, scale and unit together."""

    value: Value
    factor: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Part:
    """A number with its scale word and unit, as a quantity or one end of a range.

    Attributes:
        start, end: with sign, currency and unit.
        number_start, number_end: of the digits with their sign.
        sign: 1 or -1.
        numeral: the digits.
        scales: what the scale word may multiply by; one for none.
        units: what the unit may be; empty for none.
        ways: extra ways, such as bytes for the `B` of `16B`.
        known: whether the unit is in the table, not a noun.
        high: the upper end of a range.
        tolerance: what stands behind ±.
        plus: whether a `+` parts number and unit.
        money: whether a currency stands before the number.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    sign: int
    numeral: Numeral
    scales: tuple[Fraction, ...] = (Fraction(1),)
    units: Units = ()
    ways: tuple[tuple[Fraction, Unit], ...] = ()
    ways_first: bool = False
    known: bool = False
    high: Part | None = None
    tolerance: Part | None = None
    plus: bool = False
    money: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a word of scale stands behind the number."""
        return self.scales != (Fraction(1),)

    def all_ways(self) -> list[tuple[Value, Fraction, Unit]]:
        """Number, scale and unit of every reading, the likeliest first."""
        pairs = list(product(self.scales, self.units or (PLAIN,)))
        pairs = [*self.ways, *pairs] if self.ways_first else [*pairs, *self.ways]
        return list(
            islice(((v, *pair) for pair in pairs for v in self.numeral.values), MOST_READINGS)
        )

    def same_kind(self, other: Part) -> bool:
        """Whether both are measured in units of one dimension."""
        return bool({u.dimension for u in self.units} & {u.dimension for u in other.units})

    def with_tolerance(self, second: Part) -> Part:
        """The number with what stands behind its ±."""
        if not self.units:
            scales = self.scales if self.scaled else second.scales
            return replace(
                self, units=second.units, known=second.known, scales=scales, end=second.end,
                tolerance=second,
            )  # fmt: skip
        return replace(self, end=second.end, tolerance=second)

    def to(self, second: Part) -> Part | None:
        """The range from this number to a larger one; None where the two make no range."""
        if self.money and not second.units:
            second = replace(second, units=self.units)
        if self.units and not self.same_kind(second):
            return None
        low = self
        if not self.units:
            scales = self.scales if self.scaled else second.scales
            ways = self.ways or second.ways
            low = replace(self, units=second.units, known=second.known, scales=scales, ways=ways)
            low = replace(low, ways_first=second.ways_first)
        elif not self.scaled:
            low = replace(low, scales=second.scales if self.money else self.scales)
        one, other = low.all_ways()[0], second.all_ways()[0]
        size = self.sign * one[0].value * one[1] * one[2].factors[0]
        if size >= second.sign * other[0].value * other[1] * other[2].factors[0]:
            return None
        return replace(low, end=second.end, high=second)


def read_part(
    text: str, numeral: Numeral, habit: Habit, *, sign: int = 1, start: int | None = None,
    money: str = "",
) -> Part | None:  # fmt: skip
    """A number with scale and unit; None where letters behind the digits make it a name."""
    begin = numeral.start if start is None else start
    part = Part(
        start=begin,
        end=numeral.end,
        number_start=numeral.start if money else begin,
        number_end=numeral.end,
        sign=sign,
        numeral=numeral,
    )
    part = _with_scale(text, part, habit, money=bool(money))
    if money:
        currency = spelt(money.strip().lstrip("\\")) or spelt("$")
        found = with_more(text, currency, part.end, habit)
        return replace(part, units=found.units, end=found.end, known=True, money=True)
    one = numeral.values[0].value == 1 and not part.scaled
    plus = _PLUS.match(text, part.end)  # 100+ users
    if unit := unit_at(text, plus.end() if plus else part.end, one=one, habit=habit):
        part = replace(part, plus=bool(plus))
        known = not unit.noun or not all(one.open for one in unit.units)
        return replace(part, units=unit.units, end=unit.end, known=known, ways=())
    if text[part.end : part.end + 1] == "G" and not text[part.end + 1 : part.end + 2].isalnum():
        return replace(part, units=spelt("GB"), end=part.end + 1, known=True)  # 80G
    after = text[part.end : part.end + 1]
    if after.isalnum() and not (after in "xX" and text[part.end + 1 : part.end + 2].isdigit()):
        return None
    return None if after == "_" else part


def _with_scale(text: str, part: Part, habit: Habit, *, money: bool) -> Part:
    scale = scale_at(text, part.end) or letter_before_noun(text, part.end)
    if scale is None and money:
        scale = letter_of_money(text, part.end)
    if scale is None:
        return part
    second = scale_at(text, scale.end)  # two hundred thousand
    factors = scale.factors
    if second and not second.letter and not scale.letter:
        factors = tuple(one * second.factors[0] for one in factors)
        scale = replace(scale, end=second.end)
    if money:
        return replace(part, scales=factors[:1], end=scale.end)
    if not scale.letter:
        return replace(part, scales=factors, end=scale.end)
    ways, first = _as_unit(text, part, scale, habit)
    if first and part.numeral.values[0].value >= _BYTES_LARGE:
        return part  # the letter is the unit
    return replace(part, scales=factors, ways=ways, ways_first=first, end=scale.end)


def _as_unit(
    text: str, part: Part, scale: ScaleWord, habit: Habit
) -> tuple[tuple[tuple[Fraction, Unit], ...], bool]:
    """The unit that a letter of scale may be as well, and whether that is likelier."""
    name = _LETTER_UNITS.get(scale.text)
    value = part.numeral.values[0].value
    if name is None or text[scale.start - 1 : scale.start] == " ":
        return (), False
    behind = text[scale.end : scale.end + 14].lstrip(" -").split(" ")[0].strip(".,;:!?()").lower()
    if behind in _MODEL_WORDS:
        return (), False
    units = tuple((Fraction(1), unit) for unit in spelt(name, habit))
    if name != "B":
        return units, False
    if value.denominator != 1:
        return (), False  # there are no parts of a byte
    power = value.numerator
    return units, power >= _BYTES_LARGE or (power >= _SMALLEST_POWER and power & (power - 1) == 0)


def quantity(text: str, part: Part, *, hedged: bool, bound: Bound) -> Quantity:
    """The quantity of a part."""
    readings = [
        _reading(part, value, scale, unit, index)
        for value, scale, unit in part.all_ways()
        for index in range(len(unit.factors))
    ]
    value, scale, unit = part.all_ways()[0]
    high = part.high
    upper = _upper(high, part, 0, scale) if high else None
    tolerance = None
    if part.tolerance is not None:
        behind = part.tolerance.numeral.values[0].value
        tolerance = behind * (part.tolerance.scales[0] if part.tolerance.scaled else scale)
    low = part.sign * value.value * scale
    return Quantity(
        id=0,
        text=text[part.start : part.end],
        start=part.start,
        end=part.end,
        number_start=part.number_start,
        number_end=part.number_end,
        value=low,
        step=value.step * scale,
        unit=unit,
        readings=tuple(dict.fromkeys(readings))[:MOST_READINGS],
        hedged=hedged,
        bound=bound or (Bound.AT_LEAST if part.plus else Bound.NONE),
        range=(low, upper) if upper is not None else None,
        high_end=high.number_end if high else part.number_end,
        tolerance=tolerance,
        notation=value.notation,
    )


def _upper(high: Part, part: Part, index: int, scale: Fraction) -> Fraction:
    """The upper end of a range, in the unit of its lower end."""
    values = high.numeral.values
    one = values[min(index, len(values) - 1)].value
    own = high.scales[0] if high.scaled else scale
    size = Fraction(1)
    if high.units and part.units and not high.money:
        size = high.units[0].factors[0] / part.units[0].factors[0]
    return high.sign * one * own * size


def _reading(part: Part, value: Value, scale: Fraction, unit: Unit, index: int) -> Reading:
    """One reading: these digits, this scale, this unit, its factor of that index."""
    whole = scale * unit.factors[index]
    low = part.sign * value.value
    high = low * whole
    if part.high is not None:
        way = part.numeral.values.index(value)
        high = _upper(part.high, part, way, scale) * unit.factors[index]
        if part.high.units and part.units and not part.high.money:
            # 512 MB–2 GB is 512–2048 MB where both count in 1,024s.
            sizes = part.high.units[0].factors, part.units[0].factors
            at = min(index, len(sizes[0]) - 1), min(index, len(sizes[1]) - 1)
            ratio = sizes[0][at[0]] / sizes[1][at[1]] / (sizes[0][0] / sizes[1][0])
            high *= ratio
    return Reading(
        value=low * whole + unit.offset,
        high=high + unit.offset,
        dimension=unit.dimension,
        written=low,
        factor=whole,
        offset=unit.offset,
        step=value.step * whole,
    )
