"""Expressions of an author: read once, bounded, computed in an arithmetic of the caller's choice.

They look like Python's, and are never handed to Python: a tree is read, what is not known in it is
an error, and each node becomes a small function.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flashcards.problems.written.arithmetic import EXACT, Arithmetic, UncomputableError
from flashcards.values import dataclass

LONGEST = 600
"""Characters of an expression."""
DEEPEST = 40
STEPS = 400_000
"""Operations of one evaluation, those of its sums and searches included."""
MOST_TERMS = 20_000
"""Of a sum, and values that a search may look at."""
HALVINGS = 200


class ExpressionError(Exception):
    """An expression is not one, or has no value; the message says why."""


Scope = dict[str, Any]
Node = Callable[["Run"], Any]


@dataclass(slots=True)
class Run:
    """One evaluation: values of names, the arithmetic, and how much it may still do."""

    scope: Scope
    arithmetic: Arithmetic
    left: int = STEPS

    def tick(self) -> None:
        """Count an operation."""
        self.left -= 1
        if self.left < 0:
            raise UncomputableError("this takes too many steps")


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression, read.

    Attributes:
        text: as written.
        names: the names that it needs values for.
    """

    text: str
    names: frozenset[str]
    node: Node

    def value(self, scope: Mapping[str, Any], arithmetic: Arithmetic = EXACT) -> Any:
        """Its value: a number of the arithmetic, a truth value or a text.

        Raises:
            ExpressionError: it has none.
        """
        try:
            return self.node(Run(dict(scope), arithmetic))
        except (ArithmeticError, ValueError, TypeError, RecursionError, UncomputableError) as why:
            raise ExpressionError(f"“{self.text}” has no value: {why}") from why

    def number(self, scope: Mapping[str, Any]) -> Fraction:
        """Its exact value.

        Raises:
            ExpressionError: it has none, or is no number.
        """
        found = self.value(scope)
        if isinstance(found, bool) or not isinstance(found, Fraction):
            raise ExpressionError(f"“{self.text}” is no number")
        return found

    def holds(self, scope: Mapping[str, Any]) -> bool:
        """Whether it is true.

        Raises:
            ExpressionError: it has no value, or is no condition.
        """
        found = self.value(scope)
        if not isinstance(found, bool):
            raise ExpressionError(f"“{self.text}” is no condition")
        return found


@lru_cache(maxsize=1024)  # a problem's are asked for each of its variants
def expression(text: str) -> Expression:
    """Read an expression.

    >>> expression("ceil(load / 3) + 2**10").number({"load": Fraction(10)})
    Fraction(1028, 1)
    >>> expression("first(n, 1, 100, n * n >= 50)").number({})
    Fraction(8, 1)

    Raises:
        ExpressionError: it is not one.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression may have {LONGEST} characters, this has {len(text)}")
    plain = text.translate(_SIGNS).strip()
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as why:
        said = getattr(why, "msg", "") or "it cannot be read"
        raise ExpressionError(f"“{text}” is no expression: {said}") from None
    reader = _Reader(text)
    node = reader.node(tree, frozenset(), 0)
    return Expression(text, frozenset(reader.names), node)


_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "^": "\0", "≤": "\1", "≥": "\2"})
# A sign of two characters takes the place of one, so that errors still show the author's text.
_SIGNS.update({ord("^"): "**", ord("≤"): "<=", ord("≥"): ">="})

_OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide",
    ast.FloorDiv: "whole", ast.Mod: "rest", ast.Pow: "power",
}  # fmt: skip
_COMPARED: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_ONE = ("floor", "ceil", "abs", "sqrt", "exp", "ln", "log2", "log10", "round")
_MANY = ("min", "max")
_BOUND = ("total", "product", "first", "last", "root")
FUNCTIONS = (*_ONE, *_MANY, *_BOUND)
"""What an expression may call; `total(i, 1, n, …)` binds a name, and so do those behind it."""


class _Reader:
    """Makes a function of each node, and notes the names that are free."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()

    def fail(self, why: str) -> ExpressionError:
        return ExpressionError(f"“{self.text}”: {why}")

    def node(self, tree: ast.expr, bound: frozenset[str], depth: int) -> Node:  # noqa: C901, PLR0911 - a case a kind of node
        if depth > DEEPEST:
            raise self.fail("nested too deep")

        def read(part: ast.expr, more: frozenset[str] = bound) -> Node:
            return self.node(part, more, depth + 1)

        match tree:
            case ast.Constant(value=value):
                return self._constant(value)
            case ast.Name(id=name):
                if name not in bound:
                    self.names.add(name)
                return lambda run: _taken(run, _looked_up(run, name))
            case ast.Attribute(value=part, attr=name):
                return self._attribute(read(part), name)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return _binary(_OPERATORS[type(operator)], read(left), read(right))
            case ast.UnaryOp(op=ast.USub(), operand=part):
                return _binary("subtract", _number(0), read(part))
            case ast.UnaryOp(op=ast.UAdd(), operand=part):
                return read(part)
            case ast.UnaryOp(op=ast.Not(), operand=part):
                inner = read(part)
                return lambda run: not _truth(inner(run))
            case ast.BoolOp(op=operator, values=values):
                return _joined([read(v) for v in values], both=isinstance(operator, ast.And))
            case ast.Compare(left=left, ops=ops, comparators=others):
                if any(type(op) not in _COMPARED for op in ops):
                    raise self.fail("it compares with something else than < <= > >= == !=")
                signs = [_COMPARED[type(op)] for op in ops]
                return _compared(signs, [read(left), *map(read, others)])
            case ast.IfExp(test=test, body=body, orelse=other):
                condition, first, second = read(test), read(body), read(other)
                return lambda run: first(run) if _truth(condition(run)) else second(run)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(name, arguments, bound, depth)
        raise self.fail("only numbers, names, + - * / // % **, comparisons and functions may stand")

    def _constant(self, value: object) -> Node:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise self.fail(f"{value!r} is no number")
        if isinstance(value, str):
            return lambda _run: value
        return _number(Fraction(str(value)))

    def _attribute(self, part: Node, name: str) -> Node:
        if name.startswith("_"):
            raise self.fail(f"there is no {name}")

        def read(run: Run) -> Any:
            row = part(run)
            if isinstance(row, int | float | str | Fraction):
                raise UncomputableError(f"a number has no {name}")
            found = getattr(row, name, None)
            if not isinstance(found, int | str | Fraction):
                raise UncomputableError(f"there is no {name} in this row")
            return _taken(run, found)

        return read

    def _call(
        self, name: str, arguments: list[ast.expr], bound: frozenset[str], depth: int
    ) -> Node:
        if name in _BOUND:
            if len(arguments) != 4 or not isinstance(arguments[0], ast.Name):
                raise self.fail(f"write {name}(n, lowest, highest, what to look at for each n)")
            own = arguments[0].id
            low, high = (self.node(one, bound, depth + 1) for one in arguments[1:3])
            body = self.node(arguments[3], bound | {own}, depth + 1)
            return _over(name, own, low, high, body)
        parts = [self.node(one, bound, depth + 1) for one in arguments]
        if name in _ONE and len(parts) == 1:
            return lambda run: run.arithmetic.function(name, parts[0](run))
        if name in _MANY and len(parts) >= 2:
            return lambda run: run.arithmetic.extreme(name, [part(run) for part in parts])
        known = ", ".join(FUNCTIONS)
        raise self.fail(f"there is no function {name} of {len(parts)}; there are {known}")


def _looked_up(run: Run, name: str) -> Any:
    if name not in run.scope:
        raise UncomputableError(f"there is no {name}")
    return run.scope[name]


def _taken(run: Run, value: Any) -> Any:
    """A value from outside in the arithmetic: whole numbers and fractions are its numbers."""
    if type(value) is Fraction:
        return run.arithmetic.number(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Fraction):
        return run.arithmetic.number(Fraction(value))
    return value


def _number(value: Fraction | int) -> Node:
    exact = Fraction(value)
    return lambda run: run.arithmetic.number(exact)


def _binary(name: str, left: Node, right: Node) -> Node:
    def compute(run: Run) -> Any:
        run.tick()
        return run.arithmetic.operate(name, left(run), right(run))

    return compute


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise UncomputableError("a condition is needed here")
    return value


def _joined(parts: list[Node], *, both: bool) -> Node:
    def compute(run: Run) -> bool:
        for part in parts:
            if _truth(part(run)) is not both:
                return not both
        return both

    return compute


def _compared(signs: list[str], parts: list[Node]) -> Node:
    def compute(run: Run) -> bool:
        left = parts[0](run)
        for sign, part in zip(signs, parts[1:], strict=True):
            run.tick()
            right = part(run)
            if not run.arithmetic.compare(sign, left, right):
                return False
            left = right
        return True

    return compute


def _over(kind: str, own: str, low: Node, high: Node, body: Node) -> Node:
    """A sum, product or search over the values of a name."""

    def at(run: Run, value: Any) -> Any:
        before = run.scope.get(own)
        run.scope[own] = value
        found = body(run)
        run.scope[own] = before
        return found

    def compute(run: Run) -> Any:
        calculus = run.arithmetic
        first, last = calculus.middle(low(run)), calculus.middle(high(run))
        if kind == "root":
            return _root(run, first, last, at)
        if first.denominator != 1 or last.denominator != 1:
            raise UncomputableError(f"{kind} goes over whole numbers")
        if kind in {"first", "last"}:
            return calculus.number(_searched(run, kind, int(first), int(last), at))
        if last - first >= MOST_TERMS:
            raise UncomputableError(f"{kind} may have {MOST_TERMS:,} terms")
        name = "add" if kind == "total" else "multiply"
        found = calculus.number(Fraction(0 if kind == "total" else 1))
        for value in range(int(first), int(last) + 1):
            run.tick()
            found = calculus.operate(name, found, at(run, Fraction(value)))
        return found

    return compute


def _searched(run: Run, kind: str, low: int, high: int, at: Callable[[Run, Any], Any]) -> Fraction:
    """By halving, the first whole number for which it is true, or the last."""
    wanted = kind == "first"
    if _truth(at(run, Fraction(low if not wanted else high))) is not True:
        raise UncomputableError(f"no number from {low:,} to {high:,} is one")
    while low < high:
        middle = (low + high + (not wanted)) // 2
        if _truth(at(run, Fraction(middle))) is wanted:
            low, high = (low, middle) if wanted else (low, middle - 1)
        else:
            low, high = (middle + 1, high) if wanted else (middle, high)
    return Fraction(low)


def _root(run: Run, low: Fraction, high: Fraction, at: Callable[[Run, Any], Any]) -> Any:
    """By halving, where something crosses nought; the ends must lie on both sides."""
    calculus = run.arithmetic

    def side(value: Fraction) -> bool:
        return calculus.middle(at(run, value)) > 0

    below = side(low)
    if below is side(high):
        raise UncomputableError("it has one sign at both ends")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (high - low) * 10**15 <= abs(middle):
            break
        low, high = (middle, high) if side(middle) is below else (low, middle)
    return calculus.number((low + high) / 2)
