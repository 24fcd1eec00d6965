"""Whether a calculation is worth asking: a formula to know, two steps, or units to turn over.

`82 € le stère, 6 stères` says how it is worked out: the units of what is told leave one way, and
nothing in it is to be known.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards import patterns as re
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import unit_named
from flashcards.worked.calculation import Calculation, Input

# Two operands with one sign between them.
_SINGLE = re.compile(r"x(?P<one>\d)(?P<sign>[-+*/])x(?P<other>\d)")
_PRODUCT = re.compile(r"x\d(?:\*x\d)+")
# What stands between what is counted and for how much of something: `kWh por 100 km`, `€ a day`.
_PER = re.compile(
    r"\s*/\s*|\s+(?:per|pro|par|por|al|alla|an?|each|je|à|l[ea]|the)\s+", re.IGNORECASE
)
# Things that are counted, or nothing at all.
_THINGS = re.compile(r"(?:[^\W\d_]{3,}(?: [^\W\d_]+)*)?")


def is_plain(one: Calculation, factor: Fraction = Fraction(1)) -> bool:
    """Whether a single operation gives the result, and what is told says which.

    Args:
        one: the calculation.
        factor: by which its result is turned into the unit that is asked for.
    """
    bare = re.sub(r"[\s()]", "", one.said_relation)
    shares = {one.unit, *(each.unit for each in one.inputs)} == {"%"}
    if shares and not one.given and _PRODUCT.fullmatch(bare):
        return True  # nothing says that one share does not hang on the other
    if bare == "1/x0" and one.defined and _nouns(one.name) & _nouns(one.inputs[0].name):
        return True  # tokens per second and time per token are one rate
    found = _SINGLE.fullmatch(bare)
    if one.law or not found or _turned(one) * factor != 1:
        return False
    if found["sign"] in "+-" or one.unit == "%":
        return found["sign"] in "+-"
    left, right = (one.inputs[int(found[each])] for each in ("one", "other"))
    if found["sign"] == "/" and left.unit == right.unit:
        return True  # how many times as much
    told = {word for each in (left, right) for word in (*_words(each.unit), *_words(each.name))}
    shared = (right,) if found["sign"] == "/" else (left, right)
    counted = (not each.dimension and _THINGS.fullmatch(each.unit) for each in shared)
    return any(counted) or (_words(one.unit, first=True) <= told and _is_rate(one, left, right))


def _nouns(name: str) -> set[str]:
    """The words of a name, without their plural."""
    return {word.casefold().rstrip("s") for word in re.findall(r"[^\W\d_]{4,}", name)}


def _is_rate(one: Calculation, *inputs: Input) -> bool:
    """Whether one of the units says of how much of another it is."""
    return any(_PER.search(unit) for unit in (one.unit, *(each.unit for each in inputs)))


def _words(unit: str, *, first: bool = False) -> set[str]:
    """The units that a unit is made of, small and without their plural."""
    parts = _PER.split(unit.strip("-"))
    return {_canonical(part.strip()) for part in parts[: 1 if first else None] if part}


def _canonical(unit: str) -> str:
    """One name of a unit, however it is written: minutes are min."""
    known = unit_named(unit)
    return known[0].name if known else unit.casefold().rstrip("s")


def _turned(one: Calculation) -> Fraction:
    """The factor between the relation of the numbers as written and that in the result's unit."""
    own = {f"x{place}": each.value for place, each in enumerate(one.inputs)}
    try:
        bare = expression(one.said_relation).number(own)
        return expression(one.relation).number(own) / bare if bare else Fraction(0)
    except (ExpressionError, ArithmeticError):
        return Fraction(0)
