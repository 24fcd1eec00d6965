"""The relation in units: what turns inputs in their units into a result in its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import Bound, Quantity, Scale
from flashcards.quantities.model import PLAIN
from flashcards.relations.values import core
from flashcards.worked.calculation import Calculation, Input

# Factors that turn one way of counting into another, as people leave them out in equations.
LEFT_OUT = tuple(
    one
    for factor in (
        1, 8, 60, 3600, 24, 86400, 100, 1000, 10**6, 10**9, 10**12, 1024, 1024**2, 1024**3, 8000,
    )
    for one in (Fraction(factor), Fraction(1, factor))
)  # fmt: skip
PROPERTIES = frozenset((
    (("kilogram", 1), ("metre", -3)), (("kilogram", 1), ("mole", -1)), (("metre", 3), ("mole", -1)),
    (("metre", 1), ("second", -2)), (("kelvin", -1), ("metre", 2), ("second", -2)),
))  # fmt: skip
"""What things have by nature, so that no draw may change it: densities, molar masses, gravity …"""
PER_CENT = 100
HALF = Fraction(51, 100)
"""Of the last digit: what rounding may take."""
NEAR = Fraction(1, 200)
"""How far off a stated result may be, relative, beside one of its last digit."""


def related(
    name: str,
    inputs: Sequence[Input],
    relation: str,
    leaves: Sequence[Quantity],
    result: Quantity,
    *,
    line: int,
    said: str,
) -> Calculation | None:
    """The calculation, if the document's own numbers give its own result.

    Args:
        name: of what is computed.
        inputs: named, `x0` … in the relation.
        relation: an expression of them in the numbers as written.
        leaves: all quantities of the relation, in order, constants too.
        result: as stated.
        line: in the file.
        said: the relation in words.
    """
    if result.range or result.bound is not Bound.NONE or not result.value:
        return None
    if any(q.unit.scale is not Scale.LINEAR for q in (*leaves, result)):
        return None
    met = _met(relation, inputs, leaves, result)
    if met is None:
        return None
    text, found = met
    return Calculation(
        name=name,
        inputs=tuple(inputs),
        relation=text.removesuffix(" * 1"),
        said_relation=relation,
        said=said,
        result=result,
        unit=unit_of(result) or result.unit.name,
        subject="",
        line=line,
        exact=found == result.value,
    )


def _met(
    relation: str, inputs: Sequence[Input], leaves: Sequence[Quantity], result: Quantity
) -> tuple[str, Fraction] | None:
    """The relation in units that gives the result, and what it gives."""
    values = {f"x{place}": one.value for place, one in enumerate(inputs)}
    room = max(result.step * HALF, abs(result.value) * NEAR)
    in_base = _in_base_units(relation, leaves, result)
    if in_base is not None:
        found = _number(in_base, values)
        if found is not None and abs(found - result.value) <= room:
            return in_base, found
    bare = _number(relation, values)
    if bare is None:
        return None
    for factor in LEFT_OUT:
        if result.unit.name == "%" and factor != PER_CENT:
            continue
        if abs(bare * factor - result.value) <= room:
            if factor != 1 and not _may_leave_out(leaves, result):
                return None
            return f"({relation}) * {factor}", bare * factor
    return None


def _number(text: str, values: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return expression(text).number(values)
    except ExpressionError:
        return None


def _in_base_units(relation: str, leaves: Sequence[Quantity], result: Quantity) -> str | None:
    """The relation with every operand in base units, and the result in its own."""
    parts: list[str] = []
    waiting = list(leaves)
    previous = ""
    for part in relation.split(" "):
        if not re.fullmatch(r"x\d+|[\d/]+", part) or part == "/" or previous == "**":
            parts.append(part)
        elif waiting:
            factor = _size(waiting.pop(0))
            parts.append(part if factor == 1 else f"({part} * {factor})")
        else:
            return None
        previous = part
    factor = _size(result)
    text = " ".join(parts)
    return text if factor == 1 else f"({text}) / ({factor})"


def _size(one: Quantity) -> Fraction:
    """Base units in one of the number as written; a column's head may say that it is millions."""
    taken = one.readings[0]
    return (taken.value - taken.offset) / one.value if one.value else one.unit.factors[0]


def _may_leave_out(leaves: Sequence[Quantity], result: Quantity) -> bool:
    """Whether units may be converted in silence: where the operands have none, or name bits."""
    if result.unit == PLAIN and all(one.unit == PLAIN for one in leaves):
        return False  # between bare numbers there is nothing to convert: `4 + 4 = 1`
    return all(one.unit == PLAIN or one.unit.open for one in leaves) or (
        result.unit.name in {"%", ""}
    )


def unit_of(quantity: Quantity) -> str:
    """The unit as the document writes it."""
    behind = quantity.text[quantity.number_end - quantity.start :].strip()
    before = quantity.text[: quantity.number_start - quantity.start].strip()
    if quantity.unit == PLAIN:
        return ""
    return quantity.unit.name if behind and before else behind or before


def input_of_number(quantity: Quantity, place: int, *, fixed: bool = False) -> Input:
    """A number of a text as an input; what things have by nature is never changed."""
    unit = unit_of(quantity)
    dimension = core(quantity.dimension)
    return Input(
        name=f"the {{{{ x{place} }}}} {unit}".strip().replace(" -", "-"),
        value=quantity.value,
        unit=unit,
        step=quantity.step,
        dimension=dimension,
        fixed=fixed or dimension in PROPERTIES,
    )


def scale_word(one: Quantity) -> bool:
    """Whether a word such as million stands between number and unit."""
    return one.readings[0].factor != one.unit.factors[0]
