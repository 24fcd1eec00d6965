"""The marking scheme of an answer as plain data: what the graders here and on the card go by.

Floats, not fractions: JavaScript has nothing else, and both graders take the same steps with
them, so that they agree to the last bit.
"""

from __future__ import annotations

from functools import lru_cache

from flashcards.problems.family import Ask
from flashcards.problems.quantity import Dimension, scale, spellings, units
from flashcards.problems.variant import Variant
from flashcards.values import dataclass

UNIT_OPTIONAL = frozenset(
    (Dimension.COUNT, Dimension.SHARE, Dimension.NUMBER, Dimension.FACTOR, Dimension.MONEY)
)
"""Where a bare number has one meaning, and no unit need be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What holds of every variant of an ask.

    Attributes:
        dimension: what the answer measures.
        unit: the unit it is asked for in.
        units: units it may be given in → base units in one.
        spellings: other ways to write them, in lower case → their names.
        relative, absolute: the tolerance, as a share of the right value and in base units.
        listed: the units as named to one who used another.
        optional: whether a bare number has one meaning.
    """

    dimension: str
    unit: str
    units: dict[str, float]
    spellings: dict[str, str]
    relative: float
    absolute: float
    listed: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What holds of one variant.

    Attributes:
        value: the right value in base units; of a choice, its index.
        answer: the right answer as people write it.
        wrong: the values that wrong ways lead to, and what to say of each; likeliest first.
        choices: the options of a multiple-choice ask, else empty.
    """

    value: float
    answer: str
    wrong: tuple[tuple[float, str], ...] = ()
    choices: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def scheme(
    dimension: Dimension, unit: str, *, relative: float = 0.0, absolute: float = 0.0
) -> Scheme:
    """The marking scheme of answers in `unit`; `absolute` is in base units."""
    return Scheme(
        dimension=dimension.value,
        unit=unit,
        units={name: float(size) for name, size in units(dimension, unit).items()},
        spellings=spellings(dimension, unit),
        relative=relative,
        absolute=absolute,
        listed=_listed(dimension, unit),
        optional=dimension in UNIT_OPTIONAL,
    )


def scheme_of(ask: Ask) -> Scheme:
    """The marking scheme of an ask."""
    tolerance = ask.tolerance
    absolute = tolerance.absolute * scale(ask.dimension, ask.unit)
    return scheme(
        ask.dimension, ask.unit, relative=float(tolerance.relative), absolute=float(absolute)
    )


def _listed(dimension: Dimension, unit: str) -> str:
    if dimension is Dimension.SHARE:
        return "a plain number or %"
    if dimension is Dimension.MEASURE:
        return unit
    names = [name for name in units(dimension, unit) if name]
    if dimension in {Dimension.BYTES, Dimension.BANDWIDTH}:
        names = [name for name in names if "bit" not in name]
    if not names:
        return "a plain number"
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def target_of(variant: Variant) -> Target:
    """What is right and what is known to be wrong for a variant."""
    return Target(
        value=float(variant.value),
        answer=variant.answer,
        wrong=tuple((float(wrong.value), wrong.feedback) for wrong in variant.misconceptions),
        choices=variant.choices,
    )
