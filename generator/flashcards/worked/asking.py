"""In which unit a result is asked for, and whether all that is given is said."""

from __future__ import annotations

from fractions import Fraction

from flashcards import patterns as re
from flashcards.problems.quantity import Dimension, measured_in
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities.model import PLAIN
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation

# Names of what is measured in something: without a unit beside them they say nothing.
_MEASURED = re.compile(
    r"rate|time|speed|price|cost|wait|bandwidth|patience|growth|capacity|load|latency|ttft|tpot"
    r"|duration|length|height|distance|weight(?!s)|mass|volume|energy|power|current|voltage"
    r"|frequency|clock|temperature|pressure|charge|salary|revenue|area|useful|use\b|chance|^\W*[a-zλμτ]\W*$",
    re.IGNORECASE,
)
# Names that tell the unit themselves: bits per weight, bytes of a token, machine-hours.
_TELLS = re.compile(
    r"\b(?:bits?|bytes?|tokens|seconds|minutes|hours|days|metres|grams|litres|FLOPs?|requests"
    r"|parameters|layers|heads|samples|words)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"rate|share|utili[sz]ation|mfu|fraction|probability|ratio", re.IGNORECASE)
_LARGE = ((10**15, "P"), (10**12, "T"), (10**9, "G"), (10**6, "M"))


@dataclass(frozen=True, slots=True)
class Asked:
    """The unit, and how many of it one of the document's unit is."""

    name: str
    factor: Fraction = Fraction(1)


def asked_unit(one: Calculation) -> Asked | None:
    """The unit to ask in; None where the statement would not be whole."""
    for each in () if one.given or one.formula or one.defined else one.inputs:
        if not each.unit and not _is_said(each.name, each.value):
            return None
    unit, value = one.result.unit, abs(one.result.value)
    if unit == PLAIN:
        told = bool(one.given or one.formula or one.defined)
        whole = told or _is_said(one.name, one.result.value)
        same = not any(each.unit for each in one.inputs)
        cancels = same or bool(one.defined) or (told and _is_bare(one)) or _cancels(one)
        return Asked("") if whole and cancels else None
    if unit.name in {"B", "FLOP", "FLOP/s"}:
        for size, prefix in _LARGE:
            if value >= size:
                return Asked(f"{prefix}{unit.name}", Fraction(1, size))
    try:
        measured = measured_in(unit.name)
    except KeyError:
        return None
    if measured in {Dimension.BYTES, Dimension.BANDWIDTH, Dimension.DURATION, Dimension.SHARE,
                    Dimension.ENERGY, Dimension.MONEY, Dimension.FACTOR}:  # fmt: skip
        return Asked(unit.name)
    return Asked(one.unit)


def _is_bare(one: Calculation) -> bool:
    """Whether the result stays the same in whatever units the inputs are measured."""
    if one.law:
        return True
    try:
        relation = expression(one.said_relation)
        own = relation.number({f"x{at}": each.value for at, each in enumerate(one.inputs)})
        for name in {name for each in one.inputs for name, _ in each.dimension}:
            scaled = {
                f"x{at}": each.value * Fraction(2) ** dict(each.dimension).get(name, 0)
                for at, each in enumerate(one.inputs)
            }
            if abs(relation.number(scaled) - own) > abs(own) / 10**6:
                return False
    except ExpressionError:
        return False
    return True


def _is_said(name: str, value: Fraction) -> bool:
    """Whether a number without a unit is understood: a count, a share, or by its name."""
    if _TELLS.search(name):
        return True
    if value < 1:
        return _SHARE.search(name) is not None
    return value.denominator == 1 and not _MEASURED.search(name)


def _cancels(one: Calculation) -> bool:
    """Whether the units of the inputs cancel: two of one, divided."""
    return len({each.unit for each in one.inputs}) == 1 and "/" in one.said
