"""The value of an expression in Python, of constants and known names; nothing is ever called.

An `ast` walk over a bounded tree that knows numbers, lists of numbers and a few functions of
mathematics. What it does not know has no value.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from flashcards import patterns as re

MOST_DEPTH = 60
MOST_BITS = 2048
MOST_ITEMS = 64
MOST_NESTED = 2
"""Lists within lists; more, each holding the one before twice, would double without end."""

MOST_TEXT = 2000

Known = Fraction | str | tuple["Known", ...]
Names = dict[str, Known]


class UnknownError(Exception):
    """Something in an expression has no known value."""


def evaluate(node: ast.expr, names: Mapping[str, Known], depth: int = 0) -> Known:
    """The value of an expression of constants and known names.

    Raises:
        UnknownError: it has none that is known here.
    """
    if depth > MOST_DEPTH:
        raise UnknownError
    match node:
        case ast.Constant(value=value):
            return _constant(value)
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.List(elts=parts) | ast.Tuple(elts=parts) if len(parts) <= MOST_ITEMS:
            return _listed(evaluate(part, names, depth + 1) for part in parts)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _map(lambda x: -x, evaluate(operand, names, depth + 1))
        case ast.BinOp(left=left, op=op, right=right):
            return operate(op, evaluate(left, names, depth + 1), evaluate(right, names, depth + 1))
        case ast.Subscript(value=whole, slice=index):
            return _item(evaluate(whole, names, depth + 1), evaluate(index, names, depth + 1))
        case ast.JoinedStr(values=parts):
            return joined(formatted(part, names, depth + 1) for part in parts)
        case ast.Call(func=function, args=arguments, keywords=[]):
            return _call(function, [evaluate(a, names, depth + 1) for a in arguments], names, depth)
        case _:
            raise UnknownError


def _listed(parts: Iterable[Known]) -> Known:
    """A list of values, within bounds."""
    found = tuple(parts)
    if _nesting(found) > MOST_NESTED:
        raise UnknownError
    return found


def _nesting(value: Known) -> int:
    if not isinstance(value, tuple):
        return 0
    return 1 + max((_nesting(part) for part in value), default=0)


def joined(parts: Iterable[str]) -> str:
    """A text of parts, within bounds."""
    text = ""
    for part in parts:
        text += part
        if len(text) > MOST_TEXT:
            raise UnknownError
    return text


def _constant(value: object) -> Known:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise UnknownError
    if isinstance(value, int):  # of any length; isfinite would turn it into a float
        return _bounded(Fraction(value))
    if isinstance(value, float) and math.isfinite(value):
        return _bounded(Fraction(str(value)))
    raise UnknownError


def _bounded(number: Fraction) -> Fraction:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MOST_BITS:
        raise UnknownError
    return number


def operate(op: ast.operator, left: Known, right: Known) -> Known:
    """The value of an operation, on lists part by part."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            raise UnknownError
        return tuple(operate(op, x, y) for x, y in zip(left, right, strict=True))
    if isinstance(left, tuple):
        return tuple(operate(op, x, right) for x in left)
    if isinstance(right, tuple):
        return tuple(operate(op, left, y) for y in right)
    if isinstance(left, str) or isinstance(right, str):
        raise UnknownError
    return _bounded(_arithmetic(op, left, right))


def _arithmetic(op: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    if isinstance(op, ast.Pow):
        if right.denominator != 1:
            return _real(lambda: float(left) ** float(right))
        size = max(left.numerator.bit_length(), left.denominator.bit_length())
        if abs(right) * size > MOST_BITS or (not left and right < 0):
            raise UnknownError
        return left ** int(right)
    if isinstance(op, ast.Div | ast.FloorDiv | ast.Mod) and not right:
        raise UnknownError
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.FloorDiv():
            return Fraction(left // right)
        case ast.Mod():
            return left % right
    raise UnknownError


def _real(compute: Callable[[], float | complex]) -> Fraction:
    try:
        found = compute()
    except (ArithmeticError, ValueError) as error:
        raise UnknownError from error
    if isinstance(found, complex) or not math.isfinite(found):
        raise UnknownError
    return Fraction(found)


def _item(whole: Known, index: Known) -> Known:
    if not isinstance(whole, tuple) or not isinstance(index, Fraction) or index.denominator != 1:
        raise UnknownError
    try:
        return whole[int(index)]
    except IndexError:
        raise UnknownError from None


def _map(function: Callable[[Fraction], Fraction], value: Known) -> Known:
    if isinstance(value, tuple):
        return tuple(_map(function, one) for one in value)
    if isinstance(value, str):
        raise UnknownError
    return _bounded(function(value))


_REAL: dict[str, Callable[[float], float]] = {
    "exp": math.exp,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
}
_ROUNDING: dict[str, Callable[[Fraction], Fraction]] = {
    "abs": abs,
    "ceil": lambda x: Fraction(math.ceil(x)),
    "floor": lambda x: Fraction(math.floor(x)),
    "int": lambda x: Fraction(int(x)),
    "float": lambda x: x,
    "array": lambda x: x,
    "asarray": lambda x: x,
}
_MODULES = frozenset(("np", "numpy", "math", "torch"))


def _call(
    function: ast.expr, arguments: list[Known], names: Mapping[str, Known], depth: int
) -> Known:
    name = _function_name(function)
    if name is None and isinstance(function, ast.Attribute) and not arguments:
        arguments = [evaluate(function.value, names, depth + 1)]  # `values.sum()`
        name = function.attr if function.attr in {"sum", "max", "min", "mean"} else None
    if name is None or name in names:
        raise UnknownError
    if name in {"sum", "max", "min", "mean"} and arguments:
        return _reduced(name, arguments)
    if name == "zip" and len(arguments) >= 2:
        return _zipped(arguments)
    if name == "round" and arguments and isinstance(arguments[0], Fraction):
        return _rounded(arguments[0], arguments[1] if len(arguments) > 1 else Fraction(0))
    if len(arguments) != 1:
        raise UnknownError
    return _of_one(name, arguments[0])


def _of_one(name: str, value: Known) -> Known:
    """A function of one argument."""
    if name == "softmax":
        return softmax(_row(value))
    if name == "enumerate" and isinstance(value, tuple):
        return _listed((Fraction(i), one) for i, one in enumerate(value))
    if name == "len" and isinstance(value, tuple | str):
        return Fraction(len(value))
    if name in _REAL:
        compute = _REAL[name]
        return _map(lambda x: _real(lambda: compute(float(x))), value)
    if name in _ROUNDING:
        return _map(_ROUNDING[name], value)
    raise UnknownError


def _zipped(arguments: list[Known]) -> Known:
    rows = [one for one in arguments if isinstance(one, tuple)]
    if len(rows) != len(arguments):
        raise UnknownError
    return _listed(tuple(parts) for parts in zip(*rows, strict=False))


def _rounded(number: Fraction, digits: Known) -> Fraction:
    if isinstance(digits, Fraction) and digits.denominator == 1 and abs(digits) < 20:
        return Fraction(round(number, int(digits)))
    raise UnknownError


def _function_name(function: ast.expr) -> str | None:
    match function:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _MODULES:
            return name
    return None


def _row(value: Known) -> tuple[Fraction, ...]:
    if not isinstance(value, tuple):
        raise UnknownError
    numbers = tuple(one for one in value if isinstance(one, Fraction))
    if len(numbers) != len(value) or not numbers:
        raise UnknownError
    return numbers


def _reduced(name: str, arguments: list[Known]) -> Fraction:
    values = _row(arguments[0] if len(arguments) == 1 else tuple(arguments))
    if name == "max":
        return max(values)
    if name == "min":
        return min(values)
    total = _bounded(sum(values, Fraction(0)))
    return total / len(values) if name == "mean" else total


def softmax(logits: tuple[Fraction, ...], temperature: Fraction = Fraction(1)) -> tuple[Known, ...]:
    """Probabilities from logits at a temperature, in double precision."""
    top = max(logits)
    powers = [_exp((z - top) / temperature) for z in logits]
    total = sum(powers, Fraction(0))
    return tuple(power / total for power in powers)


def _exp(power: Fraction) -> Fraction:
    return _real(lambda: math.exp(float(power)))


_MORE = re.compile(r"\.(\d{1,2})(?=[f%])")


def formatted(part: ast.expr, names: Mapping[str, Known], depth: int, more: int = 0) -> str:
    """A part of a formatted text, with so many digits more than it asks for."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    if not isinstance(part, ast.FormattedValue):
        raise UnknownError
    value = evaluate(part.value, names, depth)
    spec = _formatted_spec(part.format_spec)
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        raise UnknownError
    if len(spec) > 12:
        raise UnknownError
    plain = float(value) if value.denominator != 1 or "f" in spec or "%" in spec else int(value)
    try:
        digits = "".join(ch if ch.isdigit() else " " for ch in spec).split()
        if any(int(one) > 60 for one in digits):
            raise UnknownError
        return format(plain, _MORE.sub(lambda found: f".{int(found[1]) + more}", spec))
    except (ValueError, OverflowError):
        raise UnknownError from None


def _formatted_spec(spec: ast.expr | None) -> str:
    if spec is None:
        return ""
    if isinstance(spec, ast.JoinedStr) and all(isinstance(p, ast.Constant) for p in spec.values):
        return "".join(str(p.value) for p in spec.values if isinstance(p, ast.Constant))
    raise UnknownError


def text_of(value: Known) -> str:
    """What `print` shows of a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        raise UnknownError
    return str(int(value)) if value.denominator == 1 else repr(float(value))
