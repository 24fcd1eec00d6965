"""Expressions in running text: tokens, and a parser of bounded depth over them.

Numbers and units are those of `quantities`; this module knows the signs between them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.durations import joined
from flashcards.relations.expression import Constant, Expression, Function, Name, Number, Operation
from flashcards.values import dataclass

MOST_TOKENS = 64
"""Of one side of an equation."""

MOST_WORDS = 3
"""Words that may stand between a number and the next sign: `5 GB weights + 2 GB`."""


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    SIGN = auto()
    OPEN = auto()
    CLOSE = auto()
    FUNCTION = auto()
    NAME = auto()
    RAISED = auto()
    FACTORIAL = auto()
    EQUAL = auto()
    WORD = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A token and its place in the text."""

    kind: Kind
    text: str
    start: int
    end: int
    quantity: Quantity | None = None


_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TENS = str.maketrans(_SUPER + "⁻−", "0123456789--")
_FUNCTIONS = {
    "sqrt": "sqrt", "√": "sqrt", "log2": "log2", "log₂": "log2", "lb": "log2", "ld": "log2",
    "log10": "log10", "log₁₀": "log10", "lg": "log10", "ln": "ln", "log": "log", "exp": "exp",
    "sin": "sin", "cos": "cos", "tan": "tan", "abs": "abs", "floor": "floor", "ceil": "ceil",
}  # fmt: skip
_CONSTANTS = {"π": Fraction(math.pi), "pi": Fraction(math.pi)}
_SIGNS = {
    "+": "+", "-": "-", "−": "-", "–": "-", "×": "*", "*": "*", "·": "*", "⋅": "*", "∙": "*",
    "x": "*", "X": "*", "/": "/", "÷": "/", "∕": "/", "^": "^", "**": "^", "<<": "<<", ">>": ">>",
    "//": "//", "mod": "mod", "Ⓒ": "choose",
}  # fmt: skip
# One token at a time; a sign with the blanks that tell `a - b` from `a-b` is looked at later.
_TOKEN = re.compile(
    r"(?P<equal>(?<![=<>!:+\-*/])(?:=|≈|≃|≅|≐|⇒|=>)(?![=>~])|\\approx)"
    r"|(?P<function>√|(?:log(?:2|10|₂|₁₀)?|l[nbdg]|sqrt|exp|sin|cos|tan|abs|floor|ceil)(?=[\s(\d₂]))"
    rf"|(?P<raised>⁻?[{_SUPER}]+|(?<=[A-Za-zα-ω)])\^[-−]?\d{{1,3}}(?![\w.]))"
    r"|(?P<sign>\*\*|//|<<|>>|[+\-−–×*·⋅∙/÷∕^Ⓒ]|(?<=[\s\d)])[xX](?=[\s\d(])|\bmod\b)"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<factorial>!)(?!=)"
    r"|(?P<name>(?<![^\W\d_])[A-Za-zα-ωΑ-Ωθτλμ](?:[₀-₉]|_\w)?(?![^\W_]))"
    r"|(?P<word>[^\W\d_][\w'’.-]*)"
    r"|(?P<other>\S)"
)
# A sign of arithmetic, or a name for one; the hyphen of a word of small letters is none.
_OPERATES = re.compile(
    r"[+−–×*·⋅∙/÷∕^Ⓒ!%‰(\[√π⁰¹²³⁴⁵⁶⁷⁸⁹]|<<|>>|m(?<!\wm)od\b|[xX](?<=[\s\d)].)(?=[\s\d(])"
    r"|-(?![a-zà-ÿ]{3}(?<!log|sqr|exp|sin|cos|tan|abs|flo|cei))"
    r"|(?<![^\W\d_])(?:l(?:og|[nbdg])|sqrt|exp|sin|cos|tan|abs|floor|ceil|pi)(?![^\W\d_])"
)
# A slash between digits parts operands here, where `quantities` would read a fraction.
_SLASH = re.compile(r"(?<=[\w%)€$£¥°])( ?)[/∕⁄]( ?)(?=[€$£¥]?\d)")
# `1 1/2` is one number, but `8 16/2` is not: its fraction is less than one.
_MIXED = re.compile(r"(?<![\w.,/÷])\d{1,3} (?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\w.,/]*\d)")


def may_operate(text: str) -> bool:
    """Whether an expression with an operation may stand in a text: asked first, for tokens cost far more."""
    return _OPERATES.search(text) is not None


def masked(text: str) -> str:
    """The text with `÷` for each slash between digits but those of mixed numbers; places stay."""
    mixed = [
        match.start("under") - 1
        for match in _MIXED.finditer(text)
        if int(match["over"]) < int(match["under"])
    ]
    plain = _SLASH.sub(r"\1÷\2", text)
    for at in mixed:
        plain = f"{plain[:at]}/{plain[at + 1 :]}"
    return plain


@lru_cache(maxsize=4096)
def tokens(text: str, habit: Habit) -> tuple[Token, ...]:
    """The tokens of a text, left to right."""
    plain = masked(text)
    found: list[Token] = []
    at = 0
    for read in joined(quantities(plain, habit=habit), plain):
        one: Quantity | None = read
        start, end = read.start, read.end
        if read.text.startswith(("-", "−", "–")) and _is_operand_before(plain, start):
            start = read.number_start + 1 if read.number_start == start else start
            one = _unsigned(plain, read, habit)
        if one is None:
            continue
        if start < at:
            continue
        _between(plain, at, start, found)
        found.append(Token(Kind.NUMBER, one.text, start, end, one))
        at = end
    _between(plain, at, len(plain), found)
    return _without_conclusions(found)


# An arrow is a sign of equality (`2 + 3 => 5`), but beside one it concludes: `3x = 12 ⇒ x = 4`.
_ARROWS = frozenset(("⇒", "=>"))


def _without_conclusions(found: Sequence[Token]) -> tuple[Token, ...]:
    if not any(one.text in _ARROWS for one in found) or not any(one.text == "=" for one in found):
        return tuple(found)
    return tuple(replace(one, kind=Kind.OTHER) if one.text in _ARROWS else one for one in found)


def _is_operand_before(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ")]%°⁰¹²³⁴⁵⁶⁷⁸⁹")


def _unsigned(text: str, one: Quantity, habit: Habit) -> Quantity | None:
    """The number behind a minus sign that is one of subtraction."""
    blank = " " * (one.start + 1) + text[one.start + 1 : one.end]
    found = quantities(blank, habit=habit)
    return found[0] if len(found) == 1 else None


def _between(text: str, start: int, end: int, found: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        kind = _KINDS[str(match.lastgroup)]
        found.append(Token(kind, match[0], match.start(), match.end()))


_KINDS = {kind.name.lower(): kind for kind in Kind}


class _NoExpression(Exception):
    pass


class _Parser:
    """Precedence: sums, products, signs, powers; a number before a parenthesis multiplies."""

    def __init__(self, items: Sequence[Token]) -> None:
        self.items = items
        self.at = 0

    def peek(self) -> Token | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def sign(self, wanted: str) -> str | None:
        """The next sign, words before it passed over, if it is one of those."""
        at = self.at
        if at and self.items[at - 1].kind is Kind.NUMBER:
            while (
                at < len(self.items)
                and at - self.at < MOST_WORDS
                and self.items[at].kind is Kind.WORD
            ):
                at += 1
        if at >= len(self.items) or self.items[at].kind is not Kind.SIGN:
            return None
        sign = _SIGNS[self.items[at].text]
        if sign not in wanted.split():
            return None
        self.at = at + 1
        return sign

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.sign("+ -"):
            left = Operation(sign, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.signed()
        while True:
            if sign := self.sign("* / // mod << >> choose"):
                left = Operation(sign, left, self.signed())
                continue
            following = self.peek()
            if following and self._touches() and self._multiplies(following):
                left = Operation("*", left, self.power())
                continue
            percent = self._percent_of(left)
            if percent is None:
                return left
            left = percent

    def _multiplies(self, following: Token) -> bool:
        """Whether what touches the operand before it is a factor: `3(4 + 5)`, `2π`."""
        if following.kind in (Kind.OPEN, Kind.FUNCTION):
            return True
        before = self.items[self.at - 1] if self.at else None
        return following.text in _CONSTANTS and before is not None and before.kind is Kind.NUMBER

    def _percent_of(self, left: Expression) -> Expression | None:
        """`10% of 50`."""
        following = self.peek()
        if following is None or following.text not in {"of", "von", "de"}:
            return None
        if not isinstance(left, Number) or left.quantity.unit.name not in {"%", "‰"}:
            return None
        self.at += 1
        return Operation("*", left, self.signed())

    def _touches(self) -> bool:
        """Whether nothing stands between two tokens; TeX has a thin space there."""
        if not self.at:
            return False
        before, after = self.items[self.at - 1], self.items[self.at]
        gap = after.start - before.end
        return not gap or (
            gap == 1
            and not self._is_remark()
            and after.kind in (Kind.OPEN, Kind.FUNCTION)
            and before.kind is Kind.NUMBER
            and before.quantity is not None
            and not before.quantity.unit.name
        )

    def _is_remark(self) -> bool:
        """Whether a number stands alone in parentheses: `67 (1)` tells a point, or a note."""
        kinds = [one.kind for one in self.items[self.at : self.at + 3]]
        return kinds == [Kind.OPEN, Kind.NUMBER, Kind.CLOSE]

    def signed(self) -> Expression:
        following = self.peek()
        if following and following.kind is Kind.SIGN and _SIGNS[following.text] == "-":
            self.at += 1
            return Function("neg", self.signed())
        return self.power()

    def power(self) -> Expression:
        base = self.postfix(self.atom())
        if self.sign("^"):
            return Operation("^", base, self.signed())
        return base

    def postfix(self, base: Expression) -> Expression:
        while following := self.peek():
            if following.kind is Kind.RAISED:
                self.at += 1
                power = Constant(Fraction(int(following.text.lstrip("^").translate(_TENS))))
                base = Operation("^", base, power)
            elif following.kind is Kind.FACTORIAL and self._touches():
                self.at += 1
                base = Function("factorial", base)
            else:
                break
        return base

    def atom(self) -> Expression:
        following = self.peek()
        if following is None:
            raise _NoExpression
        self.at += 1
        match following.kind:
            case Kind.NUMBER if following.quantity is not None:
                if following.quantity.range is not None:
                    raise _NoExpression
                return Number(following.quantity)
            case Kind.OPEN:
                inner = self.sum()
                closing = self.peek()
                if closing is None or closing.kind is not Kind.CLOSE:
                    raise _NoExpression
                self.at += 1
                return self._with_unit(inner)
            case Kind.FUNCTION:
                name = _FUNCTIONS[following.text]
                return Function(name, self.atom() if name == "sqrt" else self.power())
            case Kind.NAME | Kind.WORD if following.text in _CONSTANTS:
                return Constant(_CONSTANTS[following.text])
            case Kind.NAME:
                return Name(following.text)
            case _:
                raise _NoExpression

    def _with_unit(self, inner: Expression) -> Expression:
        """`(5 − 2) V`: a unit behind a parenthesis multiplies."""
        following = self.peek()
        if following and following.kind in (Kind.NAME, Kind.WORD):
            units = quantities(f"1 {following.text}")
            if len(units) == 1 and units[0].unit.dimension and not units[0].unit.open:
                self.at += 1
                return Operation("*", inner, Number(units[0]))
        return inner


def equals_any(items: Sequence[Token], start: int, names: Collection[str]) -> bool:
    """Whether a right side stands behind one of its own names: `p = 1/4 + p²/2` gives no p."""
    return start > 1 and items[start - 1].kind is Kind.EQUAL and items[start - 2].text in names


def parsed(items: Sequence[Token]) -> Expression | None:
    """The expression that tokens are from the first to the last, or None."""
    if not items or len(items) > MOST_TOKENS:
        return None
    parser = _Parser(items)
    try:
        found = parser.sum()
    except (_NoExpression, RecursionError):
        return None
    return found if parser.at == len(items) else None


# `IoU = 50/150 = 0.333 and Dice = 0.50`: behind such a word the sign belongs to another thing.
_TIMES = frozenset(("times", "mal", "fois", "veces", "vezes", "volte", "keer"))
_JOINING = frozenset(
    [
        "and",
        "or",
        "but",
        "while",
        "whereas",
        "und",
        "oder",
        "aber",
        "et",
        "ou",
        "mais",
        "y",
        "o",
        "e",
        "i",
        "en",
        "pero",
        "ma",
        "mas",
    ]
)


def parsed_before(items: Sequence[Token]) -> tuple[Expression, int] | None:
    """The longest expression that ends with the last token, and the index of its first."""
    trailing = len(items)
    while trailing and len(items) - trailing < MOST_WORDS and items[trailing - 1].kind is Kind.WORD:
        trailing -= 1
        if items[trailing].text.casefold() in _JOINING:
            return None
    if trailing and trailing < len(items) and items[trailing - 1].text.split()[-1] in _TIMES:
        return None  # `√2 times the circular speed`: what a factor is of is not read
    if not trailing or (trailing < len(items) and items[trailing - 1].kind is not Kind.NUMBER):
        trailing = len(items)
    first = max(0, trailing - MOST_TOKENS)
    for start in range(first, trailing):
        if items[start].kind in (Kind.SIGN, Kind.CLOSE, Kind.RAISED, Kind.OTHER, Kind.EQUAL):
            if items[start].text not in "-−–":
                continue
        found = parsed(items[start:trailing])
        if found is not None:
            return (found, start) if begins_here(items, start) else None
    return None


def parsed_after(items: Sequence[Token]) -> tuple[Expression, int] | None:
    """The longest expression that begins with the first token, and the index behind it."""
    parser = _Parser(items[:MOST_TOKENS])
    best: tuple[Expression, int] | None = None
    try:
        found = parser.sum()
        best = found, parser.at
    except (_NoExpression, RecursionError):
        # `= 3 × layers`: what stands before the sign may still be a number alone
        for end in range(min(len(items), MOST_TOKENS), 0, -1):
            if (whole := parsed(items[:end])) is not None:
                best = whole, end
                break
    return best


def begins_here(items: Sequence[Token], start: int) -> bool:
    """Whether nothing before an expression belongs to it: no sign with an operand unknown."""
    at = start - 1
    passed = 0
    if at >= 0 and items[start].kind is Kind.OPEN and items[at].kind is Kind.WORD:
        if items[at].end == items[start].start:
            return False  # `arcsin(2/6)`: a function that is not known
    while at >= 0 and items[at].kind is Kind.WORD and passed < MOST_WORDS:
        at -= 1
        passed += 1
    if at < 0:
        return True
    before = items[at]
    if before.kind is Kind.NUMBER and not passed:
        return before.end < items[start].start  # `2π`: a factor that was not read
    if before.kind is Kind.SIGN:
        # A dash or bullet that opens the text, or parts two clauses with blanks around it.
        opens = at == 0 or (passed > 0 and before.text in "–-")
        return before.text in "-–−*·+" and opens
    if before.kind is Kind.OTHER:
        touching = before.end == items[start].start and passed == 0
        return before.text not in "…%&|~<>@\\" and not (
            touching and (before.text in "._#" or before.text.isdigit())  # `2π` is more than π
        )
    if before.kind is Kind.FUNCTION or (
        before.kind is Kind.NAME and items[start].kind is Kind.OPEN
    ):
        return passed > 0
    if before.kind is Kind.RAISED and not passed:
        return before.end < items[start].start  # `³√27`: the root of another order
    return not (before.kind is Kind.NUMBER and passed == 0)
