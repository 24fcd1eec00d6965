"""Expressions as documents write them (`70B × 2 bytes`, `40GB / 3GB/s`), evaluated exactly.

Never `eval`: a small recursive descent over a bounded number of tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.stated import QUANTITY, Stated, stated
from flashcards.claims.numbers.units import NUMBER, SECONDS, Dimension, combined
from flashcards.values import dataclass

MOST_TOKENS = 64
MOST_BITS = 512
"""Of a numerator or denominator: beyond it no document means what it says."""

_OPERATOR = re.compile(r"\s*(\*\*|[-+*/^×·÷−])\s*|\s+(x)\s+(?=\d)")
_SUPER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOUN = re.compile(
    r"\s?(?!per\b|and\b|or\b|vs\b|of\b|to\b|for\b)[a-zA-Z][a-z]{2,}s?\b(?P<per>/s(?:ec)?\b)?"
)
_OPEN, _CLOSE = re.compile(r"\s*[(\[]\s*"), re.compile(r"\s*[)\]]")


Meant = Mapping[Fraction, Fraction]
_AS_WRITTEN: Meant = {}


@dataclass(frozen=True, slots=True)
class Value:
    """A number in base units with its dimension."""

    number: Fraction
    dimension: Dimension = NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression found in a line.

    Attributes:
        start, end: where in the line, 0-based.
        values: what it gives, units such as GB read decimally, then binarily; one if that is
            the same.
        operations: how many operators it has.
        single: the one quantity it consists of, if it has no operators.
    """

    start: int
    end: int
    values: tuple[Value, ...]
    operations: int
    single: Stated | None = None


class _NoExpressionError(Exception):
    """There is no expression here, or none that a document could mean."""


class _NoOperandError(_NoExpressionError):
    """An operator is followed by no operand; what stands before it may still be whole."""


class _Parser:
    def __init__(self, text: str, at: int, reading: int, meant: Meant) -> None:
        self.text = text
        self.at = at
        self.reading = reading
        self.meant = meant
        self.tokens = 0
        self.operations = 0
        self.single: Stated | None = None
        self.has_readings = False  # of a unit
        self.has_meant = False

    def expression(self) -> Value:
        """Sums of products."""
        left = self._product()
        while operator := self._operator("+-−"):
            mark, before = self.at, self.single
            try:
                right = self._product()
            except _NoOperandError:
                self._back(mark - operator[1], before)
                break
            left = self._added(left, right, operator[0])
        return left

    def _product(self) -> Value:
        left = self._power()
        while operator := self._operator("*/×·÷x"):
            mark, before = self.at, self.single
            try:
                right = self._power()
            except _NoOperandError:
                self._back(mark - operator[1], before)
                break
            left = self._multiplied(left, right, operator[0])
        return left

    def _power(self) -> Value:
        base = self._atom()
        if operator := self._operator("^"):
            mark, before = self.at, self.single
            try:
                exponent = self._power()
            except _NoOperandError:
                self._back(mark - operator[1], before)
                return base
            return self._raised(base, exponent)
        if raised := _SUPER.match(self.text, self.at):
            self.at = raised.end()
            return self._raised(base, Value(Fraction(int(raised[0].translate(_DIGITS)))))
        return base

    def _atom(self) -> Value:
        self.tokens += 1
        if self.tokens > MOST_TOKENS:
            raise _NoExpressionError
        if opened := _OPEN.match(self.text, self.at):
            self.at = opened.end()
            inner = self.expression()
            closed = _CLOSE.match(self.text, self.at)
            if not closed:
                raise _NoExpressionError
            self.at = closed.end()
            self.single = None
            return inner
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        match = QUANTITY.match(self.text, self.at)
        found = stated(match, self.text) if match else None
        if match is None or found is None or found.low != found.high:
            raise _NoOperandError
        self.at = match.end()
        self.single = found
        scales = found.scales
        self.has_readings |= len(scales) > 1
        self.has_meant |= found.low in self.meant
        scale = scales[min(self.reading, len(scales) - 1)]
        dimension = found.dimension
        if found.unit is None and (noun := _NOUN.match(self.text, self.at)):
            self.at = noun.end()
            if noun["per"]:
                dimension = combined(dimension, SECONDS, sign=-1)
        return Value(self.meant.get(found.low, found.low) * scale, dimension)

    def _operator(self, wanted: str) -> tuple[str, int] | None:
        """The next operator if it is one of those: its sign, and its length with spaces."""
        match = _OPERATOR.match(self.text, self.at)
        if not match:
            return None
        sign = "^" if match[1] == "**" else (match[1] or match[2])
        if sign not in wanted:
            return None
        if sign in "-−" and match[0] == match[0].strip() and self._is_word_before():
            return None  # `GPT-4`, `3-7`: no difference
        self.at = match.end()
        self.operations += 1
        return sign, len(match[0])

    def _back(self, at: int, single: Stated | None) -> None:
        """Before an operator that has no operand."""
        self.at, self.single = at, single
        self.operations -= 1

    def _is_word_before(self) -> bool:
        return self.text[self.at - 1 : self.at].isalpha()

    def _added(self, left: Value, right: Value, sign: str) -> Value:
        dimension = left.dimension or right.dimension
        if left.dimension and right.dimension and left.dimension != right.dimension:
            raise _NoExpressionError
        number = left.number + right.number if sign == "+" else left.number - right.number
        return _bounded(number, dimension)

    def _multiplied(self, left: Value, right: Value, sign: str) -> Value:
        if sign in "/÷":
            if not right.number:
                raise _NoExpressionError
            return _bounded(
                left.number / right.number, combined(left.dimension, right.dimension, sign=-1)
            )
        return _bounded(left.number * right.number, combined(left.dimension, right.dimension))

    def _raised(self, base: Value, exponent: Value) -> Value:
        power = exponent.number
        if power.denominator != 1 or abs(power) > MOST_BITS or base.dimension or not base.number:
            raise _NoExpressionError
        size = max(base.number.numerator.bit_length(), base.number.denominator.bit_length())
        if size * abs(int(power)) > 2 * MOST_BITS:
            raise _NoExpressionError
        return _bounded(base.number ** int(power), NUMBER)


def _bounded(number: Fraction, dimension: Dimension) -> Value:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > 2 * MOST_BITS:
        raise _NoExpressionError
    return Value(number, dimension)


def parse_at(text: str, at: int, meant: Meant = _AS_WRITTEN) -> Expression | None:
    """The longest expression that begins there, or None.

    Args:
        text: a line.
        at: where in it.
        meant: numbers as written → what they were rounded from, a further reading.
    """
    parser = _Parser(text, at, 0, meant)
    try:
        values = [parser.expression()]
        if parser.has_readings or parser.has_meant:
            values = _readings(text, at, meant if parser.has_meant else _AS_WRITTEN)
    except (_NoExpressionError, RecursionError):
        return None
    return Expression(
        start=at,
        end=parser.at,
        values=tuple(values),
        operations=parser.operations,
        single=None if parser.operations else parser.single,
    )


def _readings(text: str, at: int, meant: Meant) -> list[Value]:
    """What it gives as written, then with full values; each decimally, then binarily."""
    found: dict[Value, None] = {}
    for known in (_AS_WRITTEN, meant) if meant else (_AS_WRITTEN,):
        for reading in (0, 1):
            found[_Parser(text, at, reading, known).expression()] = None
    return list(found)
