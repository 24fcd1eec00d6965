"""Expressions as trees: what prose, formulas and cells compute, evaluated in intervals.

Nothing here ever runs code; a tree is bounded where it is made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Quantity
from flashcards.relations.values import (
    Choice,
    Undecided,
    Value,
    added,
    applied,
    bounded,
    divided,
    multiplied,
    powered,
    value_of,
)
from flashcards.values import dataclass

MOST_FACTORIAL = 170


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A quantity that stands in the text."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that a notation implies, such as π or the 2 of a square."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol whose value stands elsewhere."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """An operator between two parts: `+ - * / ^ // mod << >> choose`."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function of one part: `log2`, `sqrt`, `neg`, `factorial` …."""

    name: str
    part: Expression


Expression = Number | Constant | Name | Operation | Function

Names = Mapping[str, Value]


def evaluate(
    tree: Expression,
    choice: Choice,
    names: Names | None = None,
    *,
    replaced: Mapping[int, Quantity] | None = None,
    strict: bool = True,
) -> Value:
    """The value of a tree.

    Args:
        tree: the expression.
        choice: how ambiguous units are read.
        names: values of symbols.
        replaced: by the identity of a `Number`, the quantity that stands in its place.
        strict: whether whole numbers are exact.

    Raises:
        Undecided: it has none that can be told.
    """

    def walk(node: Expression) -> Value:
        match node:
            case Number(quantity):
                one = replaced.get(id(node), quantity) if replaced else quantity
                return value_of(one, choice, strict=strict)
            case Constant(value):
                return Value.exact(value)
            case Name(name):
                if names and name in names:
                    return names[name]
                raise Undecided
            case Function(name, part):
                return _function(name, walk(part))
            case Operation("*" | "/" as sign, left, right):
                return _operated(sign, amount(left), amount(right), right)
            case Operation(sign, left, right):
                return _operated(sign, walk(left), walk(right), right)

    def amount(node: Expression) -> Value:
        """The same as a factor: `50.0 °C` that something is divided by are so many degrees."""
        value = walk(node)
        if isinstance(node, Number) and (above := node.quantity.readings[0].offset):
            return Value(value.mid - above, value.low - above, value.high - above, value.dimension)
        return value

    return walk(tree)


def _operated(sign: str, left: Value, right: Value, node: Expression) -> Value:
    match sign:
        case "+" | "-":
            direction = 1 if sign == "+" else -1
            if _is_percent(node) and (left.dimension or left.mid > 1):
                # `50 + 10%`, `€25 + 15%`: a part of what stands before more
                return multiplied(left, added(Value.exact(1), right, direction))
            return added(left, right, direction)
        case "*":
            return multiplied(left, right)
        case "/":
            return divided(left, right)
        case "^":
            return powered(left, right)
        case "//":
            return Value.exact(math.floor(divided(left, right).mid))
        case "mod" if left.dimension == right.dimension and right.mid:
            return Value.exact(left.mid % right.mid, left.dimension)
        case "<<" | ">>" if right.mid.denominator == 1 and 0 <= right.mid < 512:
            power = Fraction(2) ** (int(right.mid) if sign == "<<" else -int(right.mid))
            found = left.mid * power
            return Value.exact(found if sign == "<<" else math.floor(found), left.dimension)
        case "choose":
            return Value.exact(_choose(left.mid, right.mid))
    raise Undecided


def _is_percent(node: Expression) -> bool:
    return isinstance(node, Number) and node.quantity.unit.name == "%"


def _choose(many: Fraction, few: Fraction) -> int:
    if many.denominator != 1 or few.denominator != 1 or not 0 <= few <= many <= 1000:
        raise Undecided
    return math.comb(int(many), int(few))


_REAL: dict[str, Callable[[float], float]] = {
    "ln": math.log, "log": math.log10, "log10": math.log10, "log2": math.log2, "exp": math.exp,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "arcsin": math.asin, "arccos": math.acos,
    "arctan": math.atan, "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
}  # fmt: skip


def _function(name: str, part: Value) -> Value:
    match name:
        case "neg":
            return Value(-part.mid, -part.high, -part.low, part.dimension)
        case "abs":
            ends = (abs(part.low), abs(part.high))
            return Value(abs(part.mid), min(ends), max(ends), part.dimension)
        case "sqrt":
            return powered(part, Value.exact(Fraction(1, 2)))
        case "floor" | "ceil":
            rounded = math.floor(part.mid) if name == "floor" else math.ceil(part.mid)
            return Value.exact(rounded, part.dimension)
        case "factorial" if part.mid.denominator == 1 and 0 <= part.mid <= MOST_FACTORIAL:
            return Value.exact(bounded(Fraction(math.factorial(int(part.mid)))))
    if name in _REAL:
        return applied(_REAL[name], part)
    raise Undecided


def leaves(tree: Expression) -> Iterator[Number]:
    """The quantities of a tree, left to right."""
    match tree:
        case Number():
            yield tree
        case Operation(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
        case Function(_, part):
            yield from leaves(part)
        case _:
            return


def with_numbers(tree: Expression, change: Callable[[Number], Expression]) -> Expression:
    """A tree with something in the place of each number."""
    match tree:
        case Number():
            return change(tree)
        case Operation(sign, left, right):
            return Operation(sign, with_numbers(left, change), with_numbers(right, change))
        case Function(name, part):
            return Function(name, with_numbers(part, change))
        case _:
            return tree


def operations(tree: Expression) -> int:
    """How many operators and functions a tree has."""
    match tree:
        case Operation(_, left, right):
            return 1 + operations(left) + operations(right)
        case Function("neg", part):
            return operations(part)
        case Function(_, part):
            return 1 + operations(part)
        case Number(quantity):
            return int(is_power(quantity))
        case _:
            return 0


# A power that `quantities` reads as one number, and that says more than a power of ten would.
_POWER = re.compile(r"\^|\*\*|[⁰¹²³⁴⁵⁶⁷⁸⁹]")


def is_power(quantity: Quantity) -> bool:
    """Whether a number is written as a power, so that it is computed."""
    first = quantity.number_start - quantity.start
    return _POWER.search(quantity.text[first : quantity.number_end - quantity.start]) is not None


def symbols(tree: Expression) -> Iterator[str]:
    """The names in a tree."""
    match tree:
        case Name(name):
            yield name
        case Operation(_, left, right):
            yield from symbols(left)
            yield from symbols(right)
        case Function(_, part):
            yield from symbols(part)
        case _:
            return
