"""Equations in lines: `40GB / 3GB/s = 13.3 seconds`, and chains over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flashcards.claims.numbers.arithmetic import (
    Expression,
    Value,
    ending_at,
    equal_signs,
    is_ended,
    parse_at,
)
from flashcards.claims.numbers.claim import Claim, Verdict, plain, written
from flashcards.claims.numbers.stated import QUANTITY, Stated, stated
from flashcards.claims.numbers.units import FACTOR, NUMBER, PERCENT, Dimension

RULE = "arithmetic"
_WORTH_A_LOOK = re.compile(r"[=≈].*\d")
_STARTS_WITH_EQUALS = re.compile(r"^[\s#>*|-]*[=≈]\s*")
_SAME = Fraction(1, 10**4)
"""Two expressions are equal although the terms of one were rounded."""

LONGEST = 2000
"""Characters of a line that a person may have written an equation in."""

Line = tuple[int, str]
"""A line's number and text."""


def equations(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every equation between numbers in consecutive lines.

    A line that begins with `=` or `≈` goes on from the one before. A result that was rounded is
    taken at its word or at its full value where it is used again.
    """
    meant: dict[Fraction, Fraction] = {}
    chain: _Side | None = None
    for number, text in lines:
        if len(text) > LONGEST or not _WORTH_A_LOOK.search(text):
            chain = None
            continue
        if not _STARTS_WITH_EQUALS.match(text):
            chain = None
        reached = 0
        for sign in equal_signs(text):
            if text[reached : sign.start()].strip(" #>*|-"):
                chain = None
            left = _side(text, ending_at(text, sign.start(), meant))
            if chain is not None or left is None:
                left = chain
            right = parse_at(text, sign.end(), meant) or _range_at(text, sign.end())
            chain = None
            if right is None or not is_ended(text, right.end):
                continue
            if left is not None and _says_something(left.expression, right):
                claim = _claim(number, text, left, right)
                yield claim
                _remember(meant, left.expression, right)
            chain = _next(left, _side(text, right))
            reached = right.end


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of an equation, as written."""

    expression: Expression
    text: str


def _side(text: str, expression: Expression | None) -> _Side | None:
    if expression is None:
        return None
    return _Side(expression, text[expression.start : expression.end].strip())


def _says_something(left: Expression, right: Expression) -> bool:
    """Whether it is an equation, and not `n = 4`: something computed, or a change of unit."""
    if left.operations:
        return True
    one, other = left.single, right.single
    if one is None or other is None or one.unit is None or other.unit is None:
        return False
    return one.dimension == other.dimension and one.unit.name != other.unit.name


def _next(left: _Side | None, right: _Side | None) -> _Side | None:
    """What a further `=` goes on from: the fuller of the two sides, with a unit if one has it."""
    if left is None or right is None or not left.expression.operations:
        return right
    if right.expression.operations:
        return left
    said = right.expression.single
    bare = all(not value.dimension for value in left.expression.values)
    return right if said and said.unit and bare else left


def _remember(meant: dict[Fraction, Fraction], left: Expression, right: Expression) -> None:
    said = right.single
    if said is None or said.low != said.high or not left.values:
        return
    for value in left.values:
        for scale in (*said.scales, Fraction(1)):
            if said.low != value.number / scale and said.shows(value.number / scale):
                meant[said.low] = value.number / scale
                return


def _range_at(text: str, at: int) -> Expression | None:
    """`1.5-2 GB` behind an equals sign."""
    while at < len(text) and text[at] == " ":
        at += 1
    match = QUANTITY.match(text, at)
    found = stated(match, text) if match else None
    if match is None or found is None:
        return None
    return Expression(start=at, end=match.end(), values=(), operations=0, single=found)


def _claim(line: int, text: str, side: _Side, right: Expression) -> Claim:
    left, shown = side.expression, side.text
    said = text[right.start : right.end].strip()
    if right.single is None:
        agree = any(_equal(one, other) for one in left.values for other in right.values)
        verdict = Verdict.RIGHT if agree else Verdict.WRONG
    else:
        said = right.single.text
        verdict = judge(left.values, right.single)
    value = left.values[0]
    expected = written(value.number, value.dimension)
    if not value.dimension and right.single and right.single.unit:
        expected = f"{plain(value.number)} {right.single.unit.name}"
    return Claim(
        line=line,
        rule=RULE,
        stated=said,
        verdict=verdict,
        expected=expected if verdict is not Verdict.UNDECIDABLE else "",
        how=f"{shown} = {expected}",
    )


def judge(values: Sequence[Value], said: Stated) -> Verdict:
    """Whether a stated quantity may be any of these values (one a reading of their units)."""
    verdict = Verdict.UNDECIDABLE
    for value in values:
        agrees = _agrees(value, said)
        if agrees:
            return Verdict.RIGHT
        if agrees is False:
            verdict = Verdict.WRONG
    return verdict


def _agrees(value: Value, said: Stated) -> bool | None:
    """Whether they agree; None where they measure different things."""
    if _countless(value.dimension) == _countless(said.dimension):
        return said.means(value.number)
    if value.dimension == NUMBER:
        if said.dimension == PERCENT:
            return said.means(100 * value.number) or said.means(value.number)
        return said.shows(value.number) or said.means(value.number)
    if value.dimension == PERCENT and said.dimension == NUMBER:
        return said.means(value.number) or said.means(value.number / 100)
    if value.dimension == FACTOR and said.dimension == NUMBER:
        return said.means(value.number)
    return None


def _countless(dimension: Dimension) -> Dimension:
    """The dimension without what is only counted: requests/s and tokens/s are 1/s."""
    return tuple(part for part in dimension if part[0] != "token")


def _equal(one: Value, other: Value) -> bool:
    return one.dimension == other.dimension and abs(one.number - other.number) <= _SAME * abs(
        one.number
    )
