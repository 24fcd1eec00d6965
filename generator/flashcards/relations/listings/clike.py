"""C, C++, JavaScript, TypeScript, Go, Rust and Java: straight-line code in their own number types.

Expressions are parsed by precedence; statements that are no assignment or print make their names
unknown. Branches and loops are not followed: what they assign is unknown from there on.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from flashcards import patterns as re
from flashcards.relations.listings.builtins import CONSTANTS, FUNCTIONS, TEXT_LENGTHS
from flashcards.relations.listings.layout import Layouts
from flashcards.relations.listings.printing import formatted
from flashcards.relations.listings.trace import Assigned, Printed, Trace, Unknown
from flashcards.values import dataclass

MOST_TOKENS = 4000
MOST_DEPTH = 60
MOST_BITS = 4096

FAMILY = {
    "c": "c", "h": "c", "cpp": "c", "c++": "c", "cc": "c", "cxx": "c", "arduino": "c", "cuda": "c",
    "javascript": "js", "js": "js", "typescript": "js", "ts": "js", "node": "js", "jsx": "js", "mjs": "js",
    "go": "go", "golang": "go", "rust": "rust", "rs": "rust", "java": "java",
}  # fmt: skip
"""Languages by the names that fences give them."""


@dataclass(frozen=True, slots=True)
class Num:
    """A number in a type: whole with so many bits (0: unbounded), or floating."""

    value: int | float
    bits: int = 64
    signed: bool = True
    floating: bool = False


Value = Num | str | bool

_INTS = {
    "char": (8, True), "int8_t": (8, True), "uint8_t": (8, False), "byte": (8, True), "short": (16, True),
    "int16_t": (16, True), "uint16_t": (16, False), "int": (32, True), "int32_t": (32, True),
    "uint32_t": (32, False), "unsigned": (32, False), "long": (64, True), "int64_t": (64, True),
    "uint64_t": (64, False), "size_t": (64, False), "ssize_t": (64, True), "uintptr_t": (64, False),
    "ptrdiff_t": (64, True), "i8": (8, True), "u8": (8, False), "i16": (16, True), "u16": (16, False),
    "i32": (32, True), "u32": (32, False), "i64": (64, True), "u64": (64, False), "i128": (128, True),
    "u128": (128, False), "isize": (64, True), "usize": (64, False), "int8": (8, True), "uint8": (8, False),
    "int16": (16, True), "uint16": (16, False), "int32": (32, True), "uint32": (32, False), "rune": (32, True),
    "int64": (64, True), "uint64": (64, False), "uint": (64, False), "uintptr": (64, False),
}  # fmt: skip
_FLOATS = {"float": 32, "double": 64, "f32": 32, "f64": 64, "float32": 32, "float64": 64}
_QUALIFIERS = frozenset(
    ("const", "let", "var", "static", "final", "volatile", "mut", "constexpr", "auto", "public", "private",
     "protected", "register", "inline", "extern", "unsigned", "signed", "long", "short", "readonly", "val")
)  # fmt: skip

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>0[xX][0-9a-fA-F_]+[uUlLnN]*|0[bB][01_]+[uUlLnN]*"
    r"|(?:\d[\d_']*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:[uUlLfFnN]{1,3}|[iu](?:8|16|32|64|128|size)|f(?:32|64))?)"
    r"|(?P<string>\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)|(?P<char>'(?:\\.|[^'\\\n])+')"
    r"|(?P<name>[A-Za-z_$][\w$]*!?(?=[^=]|=|$))"
    r"|(?P<op>>>>|<<=|>>=|\*\*|=>|->|::|:=|==={0,1}|!==?|<=|>=|&&|\|\||<<|>>|\+\+|--|[-+*/%&|^]=|[-+*/%&|^~!<>=?:;,.(){}\[\]])",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "'": "'", "0": "\0", "r": "\r", "`": "`"}


@dataclass(frozen=True, slots=True)
class Tok:
    """A token: what kind, its text, and the line it stands on."""

    kind: str
    text: str
    line: int


def tokens(text: str) -> list[Tok]:
    """The tokens of a listing without blanks and comments; what is none ends it."""
    found: list[Tok] = []
    at, line = 0, 0
    while at < len(text) and len(found) < MOST_TOKENS:
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        kind = str(match.lastgroup)
        if kind not in {"space", "comment"}:
            found.append(Tok(kind, match[0], line))
        line += match[0].count("\n")
        at = match.end()
    return found


class Machine:
    """Works out straight-line code of one language."""

    def __init__(self, family: str) -> None:
        self.family = family
        self.names: dict[str, Value | None] = {}
        self.trace = Trace()
        self.layouts = Layouts()

    def run(self, text: str) -> Trace:
        """Work out a listing; its names stay for the next one."""
        self.trace = Trace()
        if self.family == "c":
            self.layouts.read(text)
        body = self._macros(text)
        items = tokens(body)
        loops = self._loop_spans(items)
        at = 0
        while at < len(items):
            if loops and at == loops[0][0]:
                _, end = loops.pop(0)
                self._forget(items[at:end])
                at = end
                continue
            end = self._statement_end(items, at)
            self._statement(items[at:end])
            at = max(end, at + 1)
        return self.trace

    def _macros(self, text: str) -> str:
        """`#define NAME expression` as assignments; other directives go."""
        lines = text.split("\n")
        for index, line in enumerate(lines):
            if self.family != "c" or not line.lstrip().startswith("#"):
                continue
            lines[index] = ""
            found = re.match(r"\s*#\s*define\s+([A-Za-z_]\w*)\s+(.+)$", line)
            if not found:
                continue
            code = re.sub(r"/\*.*?\*/|//.*$", "", found[2]).strip()
            try:
                value = self.value(code)
            except Unknown:
                self.names[found[1]] = None
                continue
            self.names[found[1]] = value
            computed = len(tokens(code)) > 1
            self.trace.assigned.append(Assigned(index, index, found[1], value, computed))
        return "\n".join(lines)

    def _loop_spans(self, items: Sequence[Tok]) -> list[tuple[int, int]]:
        """Where branches and loops stand: from their word to the end of their block."""
        spans: list[tuple[int, int]] = []
        at = 0
        words = {
            "for",
            "while",
            "if",
            "else",
            "switch",
            "do",
            "loop",
            "match",
            "class",
            "struct",
            "enum",
        }
        while at < len(items):
            if (
                items[at].kind == "name"
                and items[at].text in words
                and not (items[at].text == "class" and self.family == "java")
            ) or self._defines(items, at):
                end = self._block_end(items, at)
                spans.append((at, end))
                at = end
            else:
                at += 1
        return spans

    def _defines(self, items: Sequence[Tok], at: int) -> bool:
        """Whether a function other than the main one begins here."""
        one = items[at]
        if one.kind != "name":
            return False
        follows = items[at + 1 : at + 3]
        if one.text in {"function", "func", "fn"}:
            return not (follows and follows[0].text == "main")
        if (
            self.family in {"c", "java"}
            and follows
            and follows[0].kind == "name"
            and len(follows) > 1
        ):
            close = self._closing(items, at + 2) if follows[1].text == "(" else 0
            if close and close + 1 < len(items) and items[close + 1].text == "{":
                return follows[0].text != "main"
        return False

    def _closing(self, items: Sequence[Tok], at: int) -> int:
        depth = 0
        for index in range(at, len(items)):
            if items[index].text in "([{":
                depth += 1
            elif items[index].text in ")]}":
                depth -= 1
                if not depth:
                    return index
        return len(items) - 1

    def _block_end(self, items: Sequence[Tok], at: int) -> int:
        index = at + 1
        while index < len(items):
            text = items[index].text
            if text == "(":
                index = self._closing(items, index)
            elif text == "{":
                return self._closing(items, index) + 1
            elif text == ";":
                return index + 1
            index += 1
        return len(items)

    def _statement_end(self, items: Sequence[Tok], at: int) -> int:
        """Behind a semicolon or brace; in Go and JavaScript a new line ends a statement, too."""
        depth = 0
        for index in range(at, len(items)):
            text = items[index].text
            if text in ("(", "["):
                depth += 1
            elif text in (")", "]"):
                depth -= 1
            elif depth <= 0 and text in (";", "{", "}"):
                return index + 1
            if (
                depth <= 0
                and index + 1 < len(items)
                and self._ends_line(items[index], items[index + 1])
            ):
                return index + 1
        return len(items)

    def _ends_line(self, one: Tok, following: Tok) -> bool:
        if following.line == one.line:
            return False
        if following.kind == "op" and following.text in {".", "+", "*", "/", "-", "?"}:
            return False
        return one.text == ")" or (self.family in {"go", "js"} and one.kind != "op")

    def _forget(self, items: Sequence[Tok]) -> None:
        for one, after in pairwise(items):
            if one.kind == "name" and after.text in {"=", ":=", "+=", "-=", "*=", "/=", "++", "--"}:
                self.names[one.text] = None
        if any(_is_print(one.text) for one in items):
            self.trace.complete = False

    # --- statements -------------------------------------------------------------------------

    def _statement(self, items: Sequence[Tok]) -> None:
        body = [one for one in items if one.text not in (";", "{", "}")]
        if not body:
            return
        line, end = body[0].line, body[-1].line
        if printed := self._print(body):
            try:
                text: str | None = printed()
            except (Unknown, ArithmeticError, ValueError, TypeError, RecursionError):
                text = None
                self.trace.complete = False
            self.trace.printed.append(Printed(line, end, text))
            return
        sign = next((i for i, one in enumerate(body) if one.text in _ASSIGN), None)
        if sign is None or not sign:
            return
        depth = sum((one.text in "([{") - (one.text in ")]}") for one in body[:sign])
        name = self._target(body[:sign])
        if depth or name is None:
            return
        try:
            value = self._parse(body[sign + 1 :])
            if body[sign].text not in ("=", ":="):
                old = self.names.get(name)
                value = self._operated(body[sign].text[:-1], _known(old), value)
            value = self._converted(value, self._type(body[:sign]))
        except (Unknown, ArithmeticError, ValueError, TypeError, RecursionError):
            self.names[name] = None
            return
        self.names[name] = value
        computed = len(body) - sign > 2 and not (
            len(body) - sign == 3 and body[sign + 1].text == "-"
        )
        self.trace.assigned.append(Assigned(line, end, name, value, computed))

    def _target(self, items: Sequence[Tok]) -> str | None:
        names = [one.text for one in items if one.kind == "name"]
        if self.family in {"js", "rust", "go"}:
            names = [one for one in names if one not in _QUALIFIERS]
            return names[0] if names else None
        return names[-1] if names and items[-1].kind == "name" else None

    def _type(self, items: Sequence[Tok]) -> str:
        names = [one.text for one in items if one.kind == "name"]
        if self.family == "js":
            return ""
        if "unsigned" in names:
            return (
                "u64"
                if "long" in names
                else "uint16"
                if "short" in names
                else "uint8"
                if "char" in names
                else "u32"
            )
        for one in names[:-1] if self.family in {"c", "java"} else names[1:]:
            if one in _INTS or one in _FLOATS:
                if self.family == "go" and one == "int":
                    return "int64"
                return one
        return ""

    def _converted(self, value: Value, name: str) -> Value:
        if not name or not isinstance(value, Num):
            return value
        if name in _FLOATS:
            number = float(value.value)
            if _FLOATS[name] == 32:
                number = struct.unpack("f", struct.pack("f", number))[0]
            return Num(number, floating=True)
        bits, signed = _INTS[name]
        if self.family == "c" and name == "long":
            bits = 64
        if value.floating and self.family in {"go", "rust"}:
            raise Unknown  # neither converts without being told
        return _whole(math.trunc(value.value), bits, signed)

    def _print(self, body: Sequence[Tok]) -> Callable[[], str] | None:
        """What prints, if a statement does."""
        text = "".join(one.text for one in body[:5])
        opening = next((i for i, one in enumerate(body) if one.text == "("), None)
        if text.startswith(("std::cout", "cout<<")):
            return lambda: self._streamed(body)
        if opening is None or not _is_print("".join(one.text for one in body[:opening])):
            return None
        name = "".join(one.text for one in body[:opening])
        close = self._closing(body, opening)
        parts = _split(body[opening + 1 : close])
        return lambda: self._printed(name, [self._parse(part) for part in parts if part])

    def _printed(self, name: str, values: list[Value]) -> str:
        if name in {"printf", "fmt.Printf", "System.out.printf"}:
            return formatted(str(values[0]), [_raw(one) for one in values[1:]]).removesuffix("\n")
        if name in {"println!", "print!"}:
            return _braced(str(values[0]), [self.shown(one) for one in values[1:]])
        if name == "puts":
            return str(values[0])
        return " ".join(self.shown(one) for one in values)

    def _streamed(self, body: Sequence[Tok]) -> str:
        parts = _split(body, "<<")[1:]
        shown = []
        for part in parts:
            text = "".join(one.text for one in part)
            if text in {"std::endl", "endl"}:
                continue
            shown.append(self.shown(self._parse(part)))
        return "".join(shown).removesuffix("\n")

    def shown(self, value: Value) -> str:
        """A value as this language prints it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return value
        if not value.floating:
            return str(value.value)
        number = float(value.value)
        if self.family == "js":
            return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)
        if self.family == "c":
            return f"{number:g}"
        if self.family == "java":
            return repr(number)
        return f"{number:g}" if self.family == "go" and number.is_integer() else repr(number)

    # --- expressions ------------------------------------------------------------------------

    def value(self, code: str) -> Value:
        """The value of an expression with the names known so far."""
        return self._parse(tokens(code))

    def _parse(self, items: Sequence[Tok]) -> Value:
        parser = _Parser(self, items)
        found = parser.expression(0)
        if parser.at != len(items):
            raise Unknown
        return found

    def _operated(self, sign: str, left: Value, right: Value) -> Value:
        if sign == "+" and (isinstance(left, str) or isinstance(right, str)):
            return self.shown(left) + self.shown(right)
        if not isinstance(left, Num) or not isinstance(right, Num):
            raise Unknown
        if sign in _COMPARE:
            return _COMPARE[sign](left.value, right.value)
        floating = (
            left.floating or right.floating or (self.family == "js" and not _is_big(left, right))
        )
        if floating:
            return self._floated(sign, float(left.value), float(right.value))
        bits, signed = max(left.bits, right.bits), left.signed and right.signed
        if self.family == "js":
            bits, signed = 0, True
        one, two = int(left.value), int(right.value)
        if sign in {"<<", ">>"}:
            bits, signed = left.bits, left.signed
        return _whole(_integer(sign, one, two), bits, signed)

    def _floated(self, sign: str, left: float, right: float) -> Num:
        if sign in {"&", "|", "^", "<<", ">>", ">>>"} and self.family == "js":
            one, two = _int32(left), _int32(right)
            if sign == ">>>":
                return Num(float((one & 0xFFFFFFFF) >> (two & 31)), floating=True)
            amount = two & 31 if sign in {"<<", ">>"} else two
            return Num(float(_int32(_integer(sign, one, amount))), floating=True)
        match sign:
            case "+":
                return Num(left + right, floating=True)
            case "-":
                return Num(left - right, floating=True)
            case "*":
                return Num(left * right, floating=True)
            case "/" if right:
                return Num(left / right, floating=True)
            case "%" if right:
                return Num(math.fmod(left, right), floating=True)
            case "**" if abs(right) < 1100:
                return Num(left**right, floating=True)
        raise Unknown


_ASSIGN = frozenset(("=", ":=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "|=", "&=", "^="))
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda a, b: a == b, "===": lambda a, b: a == b, "!=": lambda a, b: a != b, "!==": lambda a, b: a != b,
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
}  # fmt: skip
_PRINTS = frozenset(
    ("printf", "console.log", "fmt.Println", "fmt.Print", "fmt.Printf", "println!", "print!", "System.out.println",
     "System.out.print", "System.out.printf", "puts", "println", "print", "std::cout", "cout")
)  # fmt: skip


def _is_print(text: str) -> bool:
    return text in _PRINTS


def _known(value: Value | None) -> Value:
    if value is None:
        raise Unknown
    return value


def _raw(value: Value) -> int | float | str:
    return (
        value.value if isinstance(value, Num) else value if isinstance(value, str) else int(value)
    )


def _split(items: Sequence[Tok], sign: str = ",") -> list[Sequence[Tok]]:
    parts: list[Sequence[Tok]] = []
    depth, start = 0, 0
    for index, one in enumerate(items):
        depth += (one.text in ("(", "[", "{")) - (one.text in (")", "]", "}"))
        if one.text == sign and not depth:
            parts.append(items[start:index])
            start = index + 1
    parts.append(items[start:])
    return parts


def _braced(text: str, values: list[str]) -> str:
    """Rust's `{}`; other specifications are not known."""
    pieces = re.split(r"\{(?::\?)?\}", text)
    if len(pieces) != len(values) + 1 or "{" in "".join(pieces):
        raise Unknown
    return "".join(a + b for a, b in zip(pieces, [*values, ""], strict=True))


def _is_big(left: Num, right: Num) -> bool:
    return not left.bits and not right.bits


def _int32(number: float) -> int:
    whole = int(number) & 0xFFFFFFFF
    return whole - 0x100000000 if whole >= 0x80000000 else whole


def _whole(number: int, bits: int, signed: bool) -> Num:  # noqa: FBT001
    if not bits:
        if number.bit_length() > MOST_BITS:
            raise Unknown
        return Num(number, 0, signed)
    number &= (1 << bits) - 1
    if signed and number >> (bits - 1):
        number -= 1 << bits
    return Num(number, bits, signed)


def _integer(sign: str, one: int, two: int) -> int:
    match sign:
        case "+":
            return one + two
        case "-":
            return one - two
        case "*":
            return one * two
        case "/" if two:
            found = abs(one) // abs(two)
            return found if (one < 0) == (two < 0) else -found
        case "%" if two:
            return int(math.copysign(abs(one) % abs(two), one)) if one else 0
        case "&":
            return one & two
        case "|":
            return one | two
        case "^":
            return one ^ two
        case "<<" if 0 <= two < 512:
            return one << two
        case ">>" if 0 <= two < 4096:
            return one >> two
        case "**" if two >= 0 and one.bit_length() * two < MOST_BITS:
            return int(one**two)
    raise Unknown


_POWER = {
    "**": 13, "*": 12, "/": 12, "%": 12, "+": 11, "-": 11, "<<": 10, ">>": 10, ">>>": 10, "<": 9, ">": 9,
    "<=": 9, ">=": 9, "==": 8, "!=": 8, "===": 8, "!==": 8, "&": 7, "^": 6, "|": 5, "&&": 4, "||": 3,
}  # fmt: skip
# Go and Rust order bitwise operators otherwise than C.
_POWER_OF = {"go": {"<<": 12, ">>": 12, "&": 12, "|": 11, "^": 11}}
_MATH: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt, "pow": math.pow, "floor": math.floor, "ceil": math.ceil, "log2": math.log2,
    "log10": math.log10, "log": math.log, "exp": math.exp, "abs": abs, "fabs": abs, "trunc": math.trunc,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x), "hypot": math.hypot, "min": min, "max": max,
    "round": lambda x: math.floor(x + 0.5), "sin": math.sin, "cos": math.cos,
}  # fmt: skip


class _Parser:
    def __init__(self, machine: Machine, items: Sequence[Tok]) -> None:
        self.machine = machine
        self.items = items
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.items[index].text if index < len(self.items) else ""

    def take(self, text: str) -> None:
        if self.peek() != text:
            raise Unknown
        self.at += 1

    def expression(self, least: int) -> Value:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Unknown
        left = self.unary()
        own = _POWER_OF.get(self.machine.family, {})
        while True:
            sign = self.peek()
            power = own.get(sign, _POWER.get(sign, 0))
            if sign == "**" and self.machine.family != "js":
                power = 0
            if sign == "as" and self.machine.family == "rust":
                self.at += 1
                left = self.cast(self.peek(), left)
                self.at += 1
                continue
            if not power or power <= least:
                break
            self.at += 1
            right = self.expression(power - (sign == "**"))
            if sign in {"&&", "||"}:
                raise Unknown
            left = self.machine._operated(sign, left, right)
        if self.peek() == "?" and least == 0:
            self.at += 1
            yes = self.expression(0)
            self.take(":")
            no = self.expression(0)
            left = yes if left is True else no if left is False else _known(None)
        self.depth -= 1
        return left

    def unary(self) -> Value:
        sign = self.peek()
        if sign in {"-", "+", "~", "!"}:
            self.at += 1
            value = self.unary()
            if sign == "!" and isinstance(value, bool):
                return not value
            if not isinstance(value, Num):
                raise Unknown
            if sign == "-":
                negated = -value.value
                return (
                    Num(negated, floating=True)
                    if value.floating
                    else _whole(int(negated), value.bits, value.signed)
                )
            if sign == "~":
                if self.machine.family == "js":
                    return Num(float(~_int32(float(value.value))), floating=True)
                return _whole(~int(value.value), value.bits, value.signed)
            return value
        return self.postfix(self.atom())

    def atom(self) -> Value:
        if self.at >= len(self.items):
            raise Unknown
        one = self.items[self.at]
        self.at += 1
        match one.kind:
            case "number":
                return _literal(one.text, self.machine.family)
            case "string":
                return _text(one.text)
            case "char":
                inner = _text(one.text)
                if self.machine.family == "js":
                    return inner
                return Num(ord(inner), 32) if len(inner) == 1 else _known(None)
            case "name":
                return self.name(one.text)
        if one.text == "(":
            if self.machine.family in {"c", "java"} and (cast := self.cast_name()):
                return self.cast(cast, self.unary())
            inner_value = self.expression(0)
            self.take(")")
            return inner_value
        raise Unknown

    def cast_name(self) -> str:
        """The type in `(double)x`, passed over; empty if it is none."""
        index = self.at
        names = []
        while index < len(self.items) and self.items[index].kind == "name":
            names.append(self.items[index].text)
            index += 1
        if not names or index >= len(self.items) or self.items[index].text != ")":
            return ""
        known = [n for n in names if n in _INTS or n in _FLOATS]
        if len(known) + names.count("unsigned") < len(names) and not known:
            return ""
        self.at = index + 1
        if "unsigned" in names:
            return "u64" if "long" in names else "u32"
        return known[-1]

    def cast(self, name: str, value: Value) -> Value:
        if isinstance(value, bool):
            value = Num(int(value), 32)
        if not isinstance(value, Num) or (name not in _INTS and name not in _FLOATS):
            raise Unknown
        if name in _FLOATS:
            return self.machine._converted(Num(float(value.value), floating=True), name)
        if self.machine.family == "go" and name == "int":
            name = "int64"
        bits, signed = _INTS[name]
        return _whole(math.trunc(value.value), bits, signed)

    def name(self, name: str) -> Value:
        while (
            self.peek() in {".", "::"}
            and self.at + 1 < len(self.items)
            and self.items[self.at + 1].kind == "name"
        ):
            if name in self.machine.names and self.peek() == ".":
                break
            name += f".{self.items[self.at + 1].text}"
            self.at += 2
        if name in {"true", "false"}:
            return name == "true"
        if self.peek() == "(":
            return self.call(name)
        if name in CONSTANTS and name not in self.machine.names:
            return self.number(CONSTANTS[name])
        if name in {"Math.PI", "math.Pi", "M_PI"}:
            return Num(math.pi, floating=True)
        if name in {"Math.E", "math.E", "M_E"}:
            return Num(math.e, floating=True)
        return _known(self.machine.names.get(name))

    def arguments(self) -> list[Value]:
        self.take("(")
        found: list[Value] = []
        while self.peek() != ")":
            found.append(self.expression(0))
            if self.peek() == ",":
                self.at += 1
        self.take(")")
        return found

    def call(self, name: str) -> Value:
        if name in {"sizeof", "offsetof"} and self.machine.family == "c":
            return self.laid_out(name)
        if name in _INTS or name in _FLOATS:  # Go's conversions
            return self.cast(name, self.arguments()[0])
        values = self.arguments()
        if name in FUNCTIONS and name not in self.machine.names:
            return self.built_in(name, values)
        last = name.rpartition(".")[2]
        if name in {"BigInt", "Number", "String"} and len(values) == 1:
            return self.converted(name, values[0])
        if last in _MATH and (name == last or name.startswith(("Math.", "math.", "std.", "f64."))):
            numbers = [float(v.value) for v in values if isinstance(v, Num)]
            if len(numbers) != len(values) or not numbers:
                raise Unknown
            found = _MATH[last](*numbers)
            if last == "pow" and abs(numbers[1]) > 1100:
                raise Unknown
            if all(isinstance(v, Num) and not v.floating for v in values) and last in {
                "abs",
                "min",
                "max",
            }:
                return _whole(int(found), 32 if self.machine.family == "c" else 64, signed=True)
            return Num(float(found), floating=True)
        raise Unknown

    def laid_out(self, name: str) -> Value:
        """What `sizeof(…)` and `offsetof(…, member)` are."""
        start = self.at
        end = self.machine._closing(self.items, start)
        self.take("(")
        inside = [one.text for one in self.items[start + 1 : end]]
        layouts = self.machine.layouts
        if name == "offsetof" and inside[-2:-1] == [","]:
            found = layouts.offsets.get((inside[-3], inside[-1]))
        else:
            found = layouts.size(" ".join(inside)) if name == "sizeof" else None
        if found is None:
            raise Unknown
        self.at = end + 1
        return Num(found, 64, signed=False)

    def built_in(self, name: str, values: Sequence[Value]) -> Value:
        """What a function of the language gives."""
        if not values or any(isinstance(one, bool) for one in values):
            raise Unknown
        given = [one.value if isinstance(one, Num) else str(one) for one in values]
        return self.number(FUNCTIONS[name](given))

    def number(self, value: float | str) -> Value:
        """A plain value in the type that the language gives it."""
        if isinstance(value, str):
            return value
        if self.machine.family == "js" or value != int(value):
            return Num(float(value), floating=True)
        return Num(int(value), 64)

    def converted(self, name: str, value: Value) -> Value:
        if name == "String":
            return self.machine.shown(value)
        if isinstance(value, str) and name == "Number":
            return Num(float(value), floating=True)
        if not isinstance(value, Num):
            raise Unknown
        return (
            Num(int(value.value), 0) if name == "BigInt" else Num(float(value.value), floating=True)
        )

    def postfix(self, value: Value) -> Value:
        while self.peek() == "." and self.at + 1 < len(self.items):
            method = self.items[self.at + 1].text
            self.at += 2
            if method == "length" and isinstance(value, str) and self.peek() != "(":
                value = self.number(TEXT_LENGTHS["js"](value))
                continue
            values = self.arguments()
            value = self.method(value, method, values)
        return value

    def method(self, value: Value, name: str, values: list[Value]) -> Value:
        if isinstance(value, str) and name in {"length", "len", "size"} and not values:
            return self.number(TEXT_LENGTHS[self.machine.family](value))
        if name == "count_ones" and isinstance(value, Num) and value.value >= 0:
            return Num(int(value.value).bit_count(), 32)
        if not isinstance(value, Num):
            raise Unknown
        first = values[0] if values else None
        if name in {"toFixed", "toPrecision"} and isinstance(first, Num) and 0 <= first.value <= 20:
            digits = int(first.value)
            return f"{value.value:.{digits}f}" if name == "toFixed" else f"{value.value:.{digits}g}"
        if name == "toString" and isinstance(first, Num):
            return _in_radix(value, int(first.value))
        if name == "toString" and not values:
            return self.machine.shown(value)
        if name == "toLocaleString" and not values:
            return (
                f"{value.value:,.0f}" if float(value.value).is_integer() else f"{value.value:,.3f}"
            )
        if name == "pow" and isinstance(first, Num) and not value.floating:
            return _whole(
                _integer("**", int(value.value), int(first.value)), value.bits, value.signed
            )
        if name in {"powi", "powf"} and isinstance(first, Num) and abs(first.value) < 1100:
            return Num(float(value.value) ** float(first.value), floating=True)
        if (
            name in {"sqrt", "log2", "log10", "ln", "exp", "floor", "ceil", "round", "abs"}
            and not values
        ):
            function = _MATH["log" if name == "ln" else name]
            return Num(
                float(function(float(value.value))), floating=value.floating or name != "abs"
            )
        raise Unknown


def _in_radix(value: Num, radix: int) -> str:
    """A whole number in another base, as JavaScript writes it."""
    if not 2 <= radix <= 36 or value.value != int(value.value):
        raise Unknown
    left, digits = abs(int(value.value)), ""
    while left:
        left, digit = divmod(left, radix)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return ("-" if value.value < 0 else "") + (digits or "0")


def _literal(text: str, family: str) -> Num:
    body = text.replace("_", "").replace("'", "")
    low = body.lower()
    suffix = (
        re.search(r"(?:[iu](?:8|16|32|64|128|size)|f(?:32|64)|[uln]+)$", low)
        if not low.startswith("0x")
        else (re.search(r"[uln]+$", low))
    )
    number = low[: suffix.start()] if suffix else low
    kind = suffix[0] if suffix else ""
    if low.startswith(("0x", "0b")):
        whole = int(number, 0)
    elif "." in number or "e" in number or kind.startswith("f") or number.endswith("f"):
        return Num(float(number.rstrip("f")), floating=True)
    else:
        whole = (
            int(number, 8)
            if family == "c" and len(number) > 1 and number.startswith("0")
            else int(number)
        )
    if family == "js":
        return Num(whole, 0) if kind == "n" else Num(float(whole), floating=True)
    if kind in _INTS:
        return _whole(whole, *_INTS[kind])
    if family == "go":
        return Num(whole, 64)
    bits = 64 if "l" in kind or whole.bit_length() > 31 + ("u" in kind) else 32
    if family == "java" and "l" not in kind:
        bits = 32
    return _whole(whole, bits, "u" not in kind)


def _text(literal: str) -> str:
    if literal.startswith("`") and "${" in literal:
        raise Unknown
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), literal[1:-1])
