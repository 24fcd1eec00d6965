"""A formula solved for one of its inputs, where that stands in it once."""

from __future__ import annotations

from fractions import Fraction

from flashcards.relations.expression import Constant, Expression, Function, Name, Operation, symbols

_INVERSE = {"exp": "ln", "ln": "exp", "sin": "arcsin", "cos": "arccos", "tan": "arctan"}


def solved(tree: Expression, output: str, wanted: str) -> Expression | None:
    """What `wanted` is, of `output` and the rest; None where no single value follows.

    >>> solved(Operation("*", Name("r"), Name("i")), "u", "i")
    Operation(sign='/', left=Name(name='u'), right=Name(name='r'))
    """
    if list(symbols(tree)).count(wanted) != 1:
        return None
    other: Expression = Name(output)
    while not isinstance(tree, Name):
        step = _unwrapped(tree, other, wanted)
        if step is None:
            return None
        tree, other = step
    return other


def _unwrapped(
    tree: Expression, other: Expression, wanted: str
) -> tuple[Expression, Expression] | None:
    """The part that holds `wanted`, and what it equals when the whole equals `other`."""
    match tree:
        case Function("neg", part):
            return part, Function("neg", other)
        case Function("sqrt", part):
            return part, Operation("^", other, Constant(Fraction(2)))
        case Function("log2", part):
            return part, Operation("^", Constant(Fraction(2)), other)
        case Function("log" | "log10", part):
            return part, Operation("^", Constant(Fraction(10)), other)
        case Function(name, part) if name in _INVERSE:
            return part, Function(_INVERSE[name], other)
        case Operation(sign, left, right):
            if wanted in symbols(left):
                return _of_left(sign, left, right, other)
            return _of_right(sign, left, right, other)
    return None


def _of_left(
    sign: str, left: Expression, right: Expression, other: Expression
) -> tuple[Expression, Expression] | None:
    back = {"+": "-", "-": "+", "*": "/", "/": "*"}.get(sign)
    if back is not None:
        return left, Operation(back, other, right)
    if sign == "^":
        return left, Operation("^", other, Operation("/", Constant(Fraction(1)), right))
    return None


def _of_right(
    sign: str, left: Expression, right: Expression, other: Expression
) -> tuple[Expression, Expression] | None:
    match sign:
        case "+":
            return right, Operation("-", other, left)
        case "-":
            return right, Operation("-", left, other)
        case "*":
            return right, Operation("/", other, left)
        case "/":
            return right, Operation("/", left, other)
        case "^":
            return right, Operation("/", Function("ln", other), Function("ln", left))
    return None
