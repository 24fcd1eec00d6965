"""Commands whose output follows from their text: shell arithmetic, `bc`, `awk`, `python -c`."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from fractions import Fraction

from flashcards import patterns as re
from flashcards.relations.listings.printing import formatted
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.trace import Unknown
from flashcards.values import dataclass

MOST_BITS = 2048
MOST_DEPTH = 40

_ECHO = re.compile(r"^echo\s+(?P<quote>[\"']?)\$\(\((?P<code>[^$`\"']*)\)\)(?P=quote)\s*$")
_BC = re.compile(
    r"^echo\s+(?P<quote>[\"'])(?P<code>[^\"']*)(?P=quote)\s*\|\s*bc(?P<lib>\s+-l)?\s*$"
)
_BC_HERE = re.compile(
    r"^bc(?P<lib>\s+-l)?\s*<<<\s*(?P<quote>[\"']?)(?P<code>[^\"']*)(?P=quote)\s*$"
)
_AWK = re.compile(r"^g?awk\s+(?P<quote>['\"])\s*BEGIN\s*\{(?P<code>.*)\}\s*(?P=quote)\s*$")
_PYTHON = re.compile(r"^python3?\s+-c\s+(?P<quote>[\"'])(?P<code>.*)(?P=quote)\s*$")
_EXPR = re.compile(r"^expr\s+(?P<code>[\d\s\\*+/%()-]+)$")
# A number of the shell: digits of a base from 2 to 36, hexadecimal, octal by a nought before it.
_WORD = re.compile(r"(?P<base>\d+)#(?P<digits>[\da-zA-Z]+)|0[xX](?P<hex>[\da-fA-F]+)|\w+")


def output(command: str) -> str:
    """What a command prints.

    Raises:
        Unknown: it cannot be told.
    """
    text = command.strip()
    if len(text) > 500:
        raise Unknown
    if found := _ECHO.match(text):
        return str(_whole(_tree(_WORD.sub(_in_tens, found["code"].replace("$", "")))))
    if found := _EXPR.match(text):
        return str(_whole(_tree(found["code"].replace("\\*", "*"))))
    if found := _BC.match(text) or _BC_HERE.match(text):
        return _bc(found["code"], scale=20 if found["lib"] else 0)
    if found := _AWK.match(text):
        return _awk(found["code"])
    if found := _PYTHON.match(text):
        trace = Interpreter().run(found["code"])
        if not trace.complete or any(one.text is None for one in trace.printed):
            raise Unknown
        return "\n".join(one.text or "" for one in trace.printed)
    raise Unknown


def _in_tens(word: re.Match[str]) -> str:
    """A number as the shell reads it, in tens; `16#ff` is no number and a remark."""
    text = word[0]
    if word["hex"]:
        return str(int(word["hex"], 16))
    base = int(word["base"]) if word["base"] else 8 if text.startswith("0") else 10
    try:
        return str(int(word["digits"] or text, base))
    except ValueError as error:  # a name, `08`, `1e3`, a base beyond 36
        raise Unknown from error


def _tree(code: str) -> ast.expr:
    if "#" in code:  # a remark to Python
        raise Unknown
    try:
        return ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unknown from error


def _whole(node: ast.expr, depth: int = 0) -> int:
    """Shell arithmetic: 64-bit whole numbers, division towards nought."""
    if depth > MOST_DEPTH:
        raise Unknown
    match node:
        case ast.Constant(value=int() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_whole(operand, depth + 1)
        case ast.BinOp(left=left, op=op, right=right):
            one, two = _whole(left, depth + 1), _whole(right, depth + 1)
            return _wrapped(_whole_operated(op, one, two))
    raise Unknown


def _wrapped(number: int) -> int:
    number &= (1 << 64) - 1
    return number - (1 << 64) if number >> 63 else number


def _whole_operated(op: ast.operator, one: int, two: int) -> int:
    match op:
        case ast.Add():
            return one + two
        case ast.Sub():
            return one - two
        case ast.Mult():
            return one * two
        case ast.Div() if two:
            return int(math.copysign(1, one) * math.copysign(1, two)) * (abs(one) // abs(two))
        case ast.Mod() if two:
            return int(math.copysign(abs(one) % abs(two), one)) if one else 0
        case ast.Pow() if two >= 0 and one.bit_length() * two < MOST_BITS:
            return int(one**two)
        case ast.LShift() if 0 <= two < 64:
            return one << two
        case ast.RShift() if 0 <= two < 64:
            return one >> two
        case ast.BitAnd():
            return one & two
        case ast.BitOr():
            return one | two
        case ast.BitXor():
            return one ^ two
    raise Unknown


# --- bc --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Decimal:
    value: Fraction
    scale: int


def _bc(code: str, scale: int) -> str:
    """`bc` cuts quotients and products at a scale."""
    lines: list[str] = []
    for part in code.split(";"):
        text = part.strip()
        if not text:
            continue
        if found := re.fullmatch(r"scale\s*=\s*(\d{1,3})", text):
            scale = int(found[1])
            continue
        if "=" in text or "ibase" in text or "obase" in text:
            raise Unknown
        try:  # a root of less than nothing, a power beyond floats
            one = _decimal(_tree(text.replace("^", "**")), scale, library=scale == 20)
            lines.append(_shown(one))
        except (ArithmeticError, ValueError) as error:
            raise Unknown from error
    if not lines:
        raise Unknown
    return "\n".join(lines)


def _cut(value: Fraction, scale: int) -> Fraction:
    return Fraction(math.trunc(value * 10**scale), 10**scale)


def _decimal(node: ast.expr, scale: int, depth: int = 0, *, library: bool = False) -> _Decimal:
    if depth > MOST_DEPTH:
        raise Unknown
    match node:
        case ast.Constant(value=int() | float() as value):
            written = str(value)
            if not written.replace(".", "", 1).isdecimal():  # bc knows neither True nor 1e9
                raise Unknown
            return _Decimal(Fraction(written), len(written.partition(".")[2]))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            one = _decimal(operand, scale, depth + 1, library=library)
            return _Decimal(-one.value, one.scale)
        case ast.Call(func=ast.Name(id="sqrt"), args=[part]):
            one = _decimal(part, scale, depth + 1, library=library)
            places = max(scale, one.scale)
            return _Decimal(
                _cut(Fraction(math.isqrt(int(one.value * 10 ** (2 * places))), 10**places), places),
                places,
            )
        case ast.Call(func=ast.Name(id="l" | "e" as name), args=[part]) if library:
            one = _decimal(part, scale, depth + 1, library=library)
            found = math.log(one.value) if name == "l" else math.exp(one.value)
            return _Decimal(Fraction(found), scale)
        case ast.BinOp(left=left, op=op, right=right):
            one = _decimal(left, scale, depth + 1, library=library)
            two = _decimal(right, scale, depth + 1, library=library)
            return _decimal_operated(op, one, two, scale)
    raise Unknown


def _decimal_operated(op: ast.operator, one: _Decimal, two: _Decimal, scale: int) -> _Decimal:
    most = max(one.scale, two.scale)
    match op:
        case ast.Add():
            return _Decimal(one.value + two.value, most)
        case ast.Sub():
            return _Decimal(one.value - two.value, most)
        case ast.Mult():
            places = min(one.scale + two.scale, max(scale, most))
            return _Decimal(_cut(one.value * two.value, places), places)
        case ast.Div() if two.value:
            return _Decimal(_cut(one.value / two.value, scale), scale)
        case ast.Mod() if two.value and not scale:
            return _Decimal(one.value - two.value * math.trunc(one.value / two.value), most)
        case ast.Pow() if two.value.denominator == 1 and abs(two.value) < MOST_BITS:
            power = int(two.value)
            size = max(one.value.numerator.bit_length(), one.value.denominator.bit_length())
            if size * abs(power) > 4 * MOST_BITS or (not one.value and power < 0):
                raise Unknown
            places = scale if power < 0 else min(one.scale * power, max(scale, one.scale))
            return _Decimal(_cut(one.value**power, places), places)
    raise Unknown


def _shown(one: _Decimal) -> str:
    digits = f"{abs(math.trunc(one.value * 10**one.scale)):0{one.scale + 1}d}"
    whole, part = (digits[: -one.scale], digits[-one.scale :]) if one.scale else (digits, "")
    text = (whole.lstrip("0") if part else whole) + (f".{part}" if part else "")
    return f"-{text}" if one.value < 0 else text or "0"


# --- awk -------------------------------------------------------------------------------------


def _awk(code: str) -> str:
    lines: list[str] = []
    for part in code.split(";"):
        text = part.strip()
        if found := re.fullmatch(r"print\s+(.+)", text):
            lines.append(" ".join(_awk_shown(_awk_value(one)) for one in _arguments(found[1])))
        elif found := re.fullmatch(r"printf\s*\(?\s*(\"[^\"]*\")\s*,(.+?)\)?", text):
            shape = ast.literal_eval(found[1])
            values = [_awk_value(one) for one in _arguments(found[2])]
            lines.append(formatted(shape, values).removesuffix("\n"))
        elif text:
            raise Unknown
    if not lines:
        raise Unknown
    return "\n".join(lines)


def _arguments(text: str) -> list[str]:
    tree = _tree(f"({text.replace('^', '**')},)")
    if not isinstance(tree, ast.Tuple):
        raise Unknown
    return [ast.unparse(one) for one in tree.elts]


def _awk_value(code: str) -> float:
    return _float(_tree(code))


def _float(node: ast.expr, depth: int = 0) -> float:
    if depth > MOST_DEPTH:
        raise Unknown
    try:
        match node:
            case ast.Constant(value=int() | float() as value):
                return float(value)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -_float(operand, depth + 1)
            case ast.Call(func=ast.Name(id="sqrt" | "log" | "exp" | "int" as name), args=[part]):
                one = _float(part, depth + 1)
                return float(_AWK_FUNCTIONS[name](one))
            case ast.BinOp(left=left, op=op, right=right):
                one, two = _float(left, depth + 1), _float(right, depth + 1)
                match op:
                    case ast.Add():
                        return one + two
                    case ast.Sub():
                        return one - two
                    case ast.Mult():
                        return one * two
                    case ast.Div():
                        return one / two
                    case ast.Mod():
                        return math.fmod(one, two)
                    case ast.Pow():
                        return float(one**two)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise Unknown from error
    raise Unknown


_AWK_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "exp": math.exp,
    "int": math.trunc,
}


def _awk_shown(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else f"{value:.6g}"
