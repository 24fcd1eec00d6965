"""What comments say of the values that a listing assigns, held against the values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from flashcards import patterns as re
from flashcards.quantities import Quantity, format_like, interval, quantities
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.listings.arrays import Array
from flashcards.relations.listings.clike import Num
from flashcards.relations.listings.comments import Remark, place
from flashcards.relations.listings.outputs import OPENING, hedge_start, outputs
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.trace import Assigned, Printed, Trace, Unknown
from flashcards.tree import Span
from flashcards.tree.nodes import CodeBlock


def held(block: CodeBlock, trace: Trace, said: Sequence[Remark]) -> Iterator[Judgement]:
    """What the comments of a listing say of what it prints and assigns."""
    alone = {one.line: one for one in said if not one.trailing}
    trailing = {one.line: one for one in said if one.trailing}
    by_line: dict[int, list[Printed]] = {}
    for one in trace.printed:
        by_line.setdefault(one.end_line, []).append(one)
    for line, printed in by_line.items():
        if all(one.text is not None for one in printed):
            yield from outputs(block, printed, trailing.get(line), alone)
    for assigned in trace.assigned:
        line = assigned.end_line
        if isinstance(assigned.value, Array | list | tuple):
            for remark in (trailing.get(line), alone.get(line + 1)):
                if remark is not None:
                    yield from _row(block, remark, assigned, list(assigned.value))
        elif line in trailing:
            yield from _values(block, trailing[line], assigned)


# `[0.57, 0.21, 0.13]` at the beginning of a comment.
_ROW = re.compile(r"^\[(?P<inside>[^\[\]]*)\]")


def _row(
    block: CodeBlock, remark: Remark, one: Assigned, values: Sequence[Any]
) -> Iterator[Judgement]:
    """A comment that writes a row out, each number judged alone."""
    found = _ROW.match(remark.text)
    numbers = [number for value in values if (number := _plain(value)) is not None]
    if found is None or not one.computed or len(numbers) != len(values):
        return
    said = quantities(found["inside"])
    if len(said) != len(values) or found["inside"].count(",") != len(values) - 1:
        return
    start = place(block, remark) + found.start("inside")
    row = ", ".join(f"{float(number):.4g}" for number in numbers)
    for shown, number in zip(said, numbers, strict=True):
        right = _means(shown, number)
        yield Judgement(
            span=Span(start + shown.start, start + shown.end),
            stated=shown.text,
            relation="code-value",
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            expected="" if right else f"{float(number):.4g}",
            how=f"{one.name} = [{row}]",
        )


# What may stand behind the number of a comment that gives a value.
_ENDED = re.compile(r"^\s*(?:$|[(;,=≈→]|bytes?\b\s*$|in total\s*$|exactly\s*$|approx\w*\s*$)")
_NOT_ALONE = re.compile(r"^\s*(?:before|at (?:most|least)|or|to|of|for|per|x|×|wide|high|in)\b")
# What a value is worked out from: `128  # 4096 / 32`.
_WORKED = re.compile(r"\d[\d.,_]*(?:\s?[-+*/×÷]\s?\d[\d.,_]*)+(?=\s*(?:$|[(=]))")
# A kind that it is told in: `~2 GB in FP16`.
_KIND = re.compile(r"^\s*in \w+\s*$")


def _values(block: CodeBlock, remark: Remark, one: Assigned) -> Iterator[Judgement]:
    """`x = 2 * 32 * 4096  # 262,144`: a comment that begins with a number, and ends with it."""
    value = _plain(one.value)
    if value is None:
        return
    opening = OPENING.match(remark.text)
    at = opening.end() if opening else 0
    body = remark.text[at:]
    where = (place(block, remark) + at, body)
    if (worked := _WORKED.match(body)) and _value_of(worked[0]) == value:
        yield _judgement((where[0], worked[0]), None, Verdict.RIGHT, "", one)
        return
    if not one.computed:
        return
    found = quantities(body)
    if any(_means(q, value) for q in found) or _digits_of(body, value):
        yield _judgement(where, found[0] if found else None, Verdict.RIGHT, "", one)
        return
    if not found or found[0].range is not None:
        return
    first = found[0]
    at = hedge_start(first, body)
    if at:
        return
    behind = body[first.end :]
    if first.hedged and _KIND.match(behind):
        behind = ""
    if (
        first.unit.open
        or not _ENDED.match(behind)
        or _NOT_ALONE.match(behind)
        or (len(found) > 1 and "=" not in behind)
    ):
        return
    if first.notation.fraction or _scaled(first, value):
        return
    yield _judgement(where, first, Verdict.WRONG, _as_said(first, value), one)


def _value_of(worked: str) -> Fraction | None:
    """The value of an expression of numbers."""
    try:
        return _plain(
            Interpreter().value(worked.replace("×", "*").replace("÷", "/").replace(",", ""))
        )
    except Unknown:
        return None


def _plain(value: Any) -> Fraction | None:
    if isinstance(value, Num):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int):
        return Fraction(value) if value.bit_length() < 1000 else None
    return Fraction(repr(value)) if math.isfinite(value) else None


def _means(said: Quantity, value: Fraction) -> bool:
    for index, taken in enumerate(said.readings):
        low, high = interval(said, index, truncated=True)
        for factor in (Fraction(1), taken.factor):
            if low <= value * factor <= high:
                return True
        if said.unit.name == "%" and low <= value <= high:
            return True
    return False


_SCALES = tuple(
    Fraction(one) ** sign
    for one in (
        1000,
        10**6,
        10**9,
        10**12,
        1024,
        1024**2,
        1024**3,
        1024**4,
        60,
        3600,
        24,
        86400,
        8,
        100,
    )
    for sign in (1, -1)
)


def _scaled(said: Quantity, value: Fraction) -> bool:
    """Whether the digits are right in a unit that the name of the variable may mean."""
    if not said.unit.name:
        return False
    return any(_means(said, value * scale) for scale in _SCALES)


def _digits_of(text: str, value: Fraction) -> bool:
    """Whether a text has the digits of a value, grouped or marked as elsewhere: `3.000`, `3,0`."""
    if value.denominator != 1:
        return False
    lead = re.match(r"[\d.,'’_ \u00a0]*", text)
    digits = re.sub(r"\D", "", lead[0]) if lead else ""
    return bool(digits) and (
        digits == str(int(value)) or digits.rstrip("0") == str(abs(int(value)))
    )


def _as_said(said: Quantity, value: Fraction) -> str:
    taken = said.readings[0]
    number = (
        value * 100 * taken.factor
        if said.unit.name == "%" and abs(value) < 1
        else value * taken.factor
    )
    return format_like(number, said)


def _judgement(
    place: tuple[int, str],
    said: Quantity | None,
    verdict: Verdict,
    expected: str,
    one: Assigned,
) -> Judgement:
    start, text = place
    if said is not None:
        first = hedge_start(said, text) if verdict is Verdict.WRONG else said.start
        start, text = start + first, text[first : said.end]
    return Judgement(
        span=Span(start, start + len(text)),
        stated=text,
        relation="code-value",
        verdict=verdict,
        expected=expected,
        how=f"{one.name} = {_value_text(one.value)}",
    )


def _value_text(value: Any) -> str:
    if isinstance(value, Num):
        value = value.value
    return f"{value:,}" if isinstance(value, int) and value.bit_length() < 200 else str(value)[:40]
