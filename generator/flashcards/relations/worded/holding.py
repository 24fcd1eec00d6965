"""Holding a number against what words say: right, a slip, or what another relation of the same numbers gives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from flashcards import patterns as re
from flashcards.quantities import over, times
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged, value_of_term
from flashcards.relations.results import Result, has_slipped, result_of
from flashcards.relations.statements import Term, is_share
from flashcards.relations.values import core, digits_shown
from flashcards.relations.worded.windows import Window, is_digits

FORGOTTEN = (2.0, 3.0, 4.0, 7.0, 8.0, 12.0, 16.0, 24.0, 60.0, 365.0, 1000.0, 1024.0)
"""Factors that people forget or take twice."""

PREFIXES = (1.024, 1.048576, 1.073741824)
"""What bytes by 1,024 are to bytes by 1,000."""

TEN = 10
EXACT = frozenset(("sum", "difference", "multiple"))
"""Relations of numbers that nobody rounds more than he shows."""

NEAR = 0.004
FAR = 3.0
"""A sum, mean or rest that is farther off is of something else."""


def ruled(  # noqa: PLR0917 - what a verdict is made of
    window: Window,
    said: Term,
    name: str,
    right: float,
    how: str,
    inputs: Sequence[Term],
    *,
    slips: Sequence[float] = (),
    turned: Sequence[float] = (),
    is_sure: bool = False,
) -> Iterator[Judgement]:
    """Hold a number against what the words make of others.

    Args:
        window: where they stand.
        said: the number.
        name: of the relation.
        right: its value, in base units.
        how: the relation with its numbers.
        inputs: what it is computed from.
        slips: values that a slip makes of the right one.
        turned: the same, which other relations of the numbers may give, too.
        is_sure: whether the words leave no other relation, so that it need be no known slip.
    """
    if not right or not is_digits(said):
        return
    result = result_of(said.quantity)
    spans = tuple(t.span for t in inputs)
    if _fits(result, right):
        yield judged(said, name, how, inputs=spans)
        return
    if _fits(result, right, implied=True) and not (name in EXACT and result.is_told_exactly):
        return
    stated = result.input.readings[0][1]
    if digits_shown(said.quantity) < 2 and abs(said.quantity.value) < TEN:
        return
    if any(
        _fits(result, x)
        for x in _explained(window, said)
        if not any(math.isclose(x, other) for other in turned)
    ):
        return
    ratio = right / stated
    if _GROUPED.search(said.quantity.text) and any(
        abs(one / 1000 - 1) < NEAR for one in (ratio, 1 / ratio)
    ):
        return  # a point that parts thousands, or decimals
    near = is_sure and 1 / FAR < ratio < FAR
    if near or any(_fits(result, x) for x in (*slips, *turned)) or _is_slip(result, right, ratio):
        yield judged(
            said,
            name,
            f"{how} = {result.shown(right, 0)}",
            expected=result.shown(right, 0),
            inputs=spans,
        )


_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,]*\d)")


def _is_slip(result: Result, right: float, ratio: float) -> bool:
    if has_slipped(result, right) and (
        digits_shown(result.quantity) > 2 or _are_turned(result, right) or _is_ten(ratio)
    ):
        return True
    room = max(NEAR, result.width / 2)
    factors = (*FORGOTTEN, *PREFIXES) if digits_shown(result.quantity) > 2 else FORGOTTEN
    return any(abs(one / factor - 1) <= room for one in (ratio, 1 / ratio) for factor in factors)


def _are_turned(result: Result, right: float) -> bool:
    """Whether two digits stand the wrong way round."""
    digits = [re.sub(r"\D", "", text) for text in (result.quantity.text, result.shown(right, 0))]
    if len(digits[0]) != len(digits[1]):
        return False
    apart = [at for at, (a, b) in enumerate(zip(*digits, strict=True)) if a != b]
    return len(apart) == 2 and sorted(digits[0]) == sorted(digits[1])


def _is_ten(ratio: float) -> bool:
    """Whether a number has the right digits, and its point elsewhere."""
    power = math.log10(abs(ratio))
    return abs(power - round(power)) < NEAR


def _explained(window: Window, said: Term) -> Iterator[float]:
    """What simple relations of two other numbers give, whatever the words say."""
    others = [t for t in window.terms if t is not said]
    wanted = core(said.quantity.dimension)
    for one, other in combinations(others, 2):
        a, b = value_of_term(one), value_of_term(other)
        if not a or not b:
            continue
        mine, theirs = core(one.quantity.dimension), core(other.quantity.dimension)
        if times(mine, theirs) == wanted:
            yield a * b
        if over(mine, theirs) == wanted:
            yield a / b
        if over(theirs, mine) == wanted:
            yield b / a
        if is_share(one) != is_share(other):
            part, whole = (a, b) if is_share(one) else (b, a)
            if wanted == (theirs if is_share(one) else mine) and abs(part) != 1:
                yield from (whole * (1 - part), whole * (1 + part))
                yield from (whole / (1 - part), whole / (1 + part))
        elif mine == theirs:
            if mine == wanted:
                yield from (a + b, abs(a - b))
            if not wanted:
                yield from (1 - min(a, b) / max(a, b), max(a, b) / min(a, b) - 1)
    yield from (value_of_term(t) for t in others if core(t.quantity.dimension) == wanted)


def _fits(result: Result, value: float, *, implied: bool = False) -> bool:
    return math.isfinite(value) and result.fits((value, value, value), 0, implied=implied)
