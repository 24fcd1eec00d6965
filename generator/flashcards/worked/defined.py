"""Definitions that a document applies, and that come out: asked again with other numbers.

The checker has found them already; its names of the inputs are the problem's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import Quantity
from flashcards.relations.definitions import Applied, Slot
from flashcards.relations.definitions.scopes import Said
from flashcards.relations.expression import (
    Constant,
    Expression,
    Function,
    Name,
    Number,
    Operation,
    operations,
)
from flashcards.relations.values import core, digits_shown
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.implied import PLAIN_DIGITS, may_enter, may_result
from flashcards.worked.named import subject_of
from flashcards.worked.units import HALF, NEAR, unit_of

_FUNCTIONS = {"sqrt": "sqrt", "ln": "ln", "log2": "log2", "log10": "log10", "log": "log10",
              "exp": "exp", "floor": "floor", "ceil": "ceil"}  # fmt: skip
PI = f"{math.pi:.12g}"
MOST_SOLVED = 2
"""Operations of a formula that was solved for an input."""
SHORTEST = 4
"""Letters of a name that a document of another language gives."""


def defined_calculations(
    found: Sequence[Applied],
    language: str,
    line: Callable[[Said], int],
    title: Callable[[int], str],
) -> Iterator[Calculation]:
    """The calculations of definitions whose quantities have names and whose numbers may vary.

    Args:
        found: those that hold.
        language: of the document, two letters.
        line: of the file, on which a number stands.
        title: of the question that a line stands in.
    """
    for one in found:
        made = _made(one, language, line(one.result))
        if made is not None:
            yield replace(made, subject=subject_of(title(made.line)))


def _made(one: Applied, language: str, line: int) -> Calculation | None:
    definition, result = one.definition, one.result.quantity
    if not (one.binding.sure or one.named) or not _may_be_asked(result):
        return None
    if not _is_told(one):
        return None
    numbers = [each.said for each in one.binding.inputs]
    if not all(may_enter(each.quantity) and not each.operand for each in numbers):
        return None
    slots = (*definition.inputs, definition.target)
    labels = [
        _label(slot, said, language)
        for slot, said in zip(slots, (*numbers, one.result), strict=True)
    ]
    if not all(labels) or len(set(labels)) < len(labels):
        return None
    places = {slot.symbol: place for place, slot in enumerate(definition.inputs)}
    constants = {name: _decimal(value) for name, value in one.constants.items()}
    in_units = {
        slot.symbol: _converted(f"x{places[slot.symbol]}", _factor(slot, said.quantity))
        for slot, said in zip(definition.inputs, numbers, strict=True)
    }
    try:
        relation = _written(definition.tree, {**in_units, **constants})
        plain = _written(definition.tree, {s: f"x{p}" for s, p in places.items()} | constants)
        said = _written(
            definition.tree,
            {slot.symbol: labels[place] for place, slot in enumerate(definition.inputs)}
            | constants,
        )
    except KeyError:
        return None
    relation = _converted(f"({relation})", 1 / _factor(definition.target, result))
    inputs = tuple(
        _input(label, said_one) for label, said_one in zip(labels, numbers, strict=False)
    )
    values = {f"x{place}": each.value for place, each in enumerate(inputs)}
    try:
        value = expression(relation).number(values)
    except ExpressionError:
        return None
    if abs(value - result.value) > max(result.step * HALF, abs(result.value) * NEAR):
        return None
    return Calculation(
        name=labels[-1],
        inputs=inputs,
        relation=relation,
        said_relation=plain,
        said=said.replace("**", "^").replace("*", "×").replace(" / ", " ÷ ").replace(PI, "π"),
        result=result,
        unit=unit_of(result) or result.unit.name,
        subject="",
        line=line,
        exact=value == result.value,
        defined=definition.name,
        note=definition.given,
    )


def _is_told(one: Applied) -> bool:
    """Whether a statement tells all: constants too, and a formula as people write it."""
    definition, usual = one.definition, one.definition.constants[0]
    plain = all(value == 1 for value in usual.values())
    if not plain and (not definition.given or one.constants != usual):
        return False
    return definition.declared or operations(definition.tree) <= MOST_SOLVED


def _may_be_asked(result: Quantity) -> bool:
    """Whether a number may be asked for: of a plain one, also a whole one that tells enough."""
    if may_result(result):
        return True
    plain = replace(result, unit=replace(result.unit, name="1"))
    return may_result(plain) and (digits_shown(result) >= PLAIN_DIGITS or result.value >= 10)


def _label(slot: Slot, said: Said, language: str) -> str:
    """What a problem calls a quantity: in English by the pack, else by the document's own word."""
    if language in {"", "en"}:
        return slot.names[0].rstrip("*")
    for text in (said.before, said.behind):
        for match in slot.pattern.finditer(text):
            if len(match[0]) >= SHORTEST:
                return match[0].strip()
    return ""


def _factor(slot: Slot, quantity: Quantity) -> Fraction:
    """Units of a slot in one unit of a number as written."""
    if quantity.unit.name.startswith("%"):
        return Fraction(1, 100)
    return quantity.readings[0].factor / slot.factor


def _converted(text: str, factor: Fraction) -> str:
    if factor == 1:
        return text
    if factor.numerator == 1:
        return f"({text} / {factor.denominator})"
    return f"({text} * {factor})" if factor.denominator == 1 else f"({text} * ({factor}))"


def _written(tree: Expression, names: dict[str, str]) -> str:
    """A tree as an expression, its symbols by other names."""

    def of(node: Expression, *, tight: bool = False) -> str:
        match node:
            case Name(name):
                return names[name]
            case Constant(value):
                return _decimal(value)
            case Number(quantity):
                return _decimal(quantity.value)
            case Function(name, part):
                return f"{_FUNCTIONS[name]}({of(part)})"
            case Operation(sign, left, right):
                raised = "**" if sign == "^" else sign
                text = f"{of(left, tight=True)} {raised} {of(right, tight=True)}"
                return f"({text})" if tight else text

    return of(tree)


def _decimal(value: Fraction) -> str:
    """A constant of a formula; π and its like to as many digits as a float has."""
    if value.denominator == 1 or value.denominator in {2, 4, 5, 8, 10, 100}:
        return str(value) if value.denominator == 1 else f"{float(value):g}"
    return f"{float(value):.12g}"


def _input(label: str, said: Said) -> Input:
    quantity = said.quantity
    return Input(
        name=label,
        value=quantity.value,
        unit=unit_of(quantity),
        step=quantity.step,
        dimension=core(quantity.dimension),
    )
