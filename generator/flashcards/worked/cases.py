"""A question's number and its answer, borne out by other cases: what grows or falls with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product, zip_longest

from flashcards import patterns as re
from flashcards.quantities import Bound, Habit, Quantity, Scale, interval
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import equations
from flashcards.relations.expression import operations
from flashcards.relations.passages import Passage
from flashcards.relations.values import core, digits_shown
from flashcards.values import dataclass
from flashcards.worked.asked import Asked, answer_begins, gapped
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.units import unit_of

_POWERS = (1, -1, 2, -2, 3)
FEWEST_DIGITS = 3
"""That a result must show, for others are scaled from it."""
FEWEST_ALONE = 2
"""Cases that must agree on a power that the units do not explain."""
MOST_OTHERS = 4
LARGEST_RATIO = 1000
"""Terms of a ratio that is meant exactly, as half of 48 kHz is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A number like the question's, and the result beside it."""

    number: Quantity
    result: Quantity


def case_calculations(
    asked: Asked, passage: Passage, line: int, habit: Habit
) -> Iterator[Calculation]:
    """The calculation of a question with one number that other cases of the answer vary."""
    begin = answer_begins(asked, passage)
    found = [one for one in passage.quantities if one.start >= begin]
    computed = [
        one
        for one in equations(passage.text, habit)
        if one.left_start >= begin and one.said is not None and operations(one.left)
    ]
    first = computed[0].said if computed else _result(asked, found, passage)
    if first is None or first.range or first.bound is not Bound.NONE or first.unit == PLAIN:
        return
    for at, number in enumerate(asked.numbers):
        if number.unit == PLAIN or number.value <= 0 or number.unit.scale is not Scale.LINEAR:
            continue
        if number.dimension == first.dimension:
            continue  # a conversion, or a part of the same
        cases = list(_cases(number, first, found, passage))
        for power in _POWERS:
            fitting = [one for one in cases if _fits(number, first, one, power)]
            enough = 1 if _is_explained(asked, number, first, power) else FEWEST_ALONE
            if (
                len(fitting) >= enough
                and len(cases) - len(fitting) <= 1
                and _is_precise(number, first)
            ):
                yield _made(asked, at, first, power, line)
                return


def _is_explained(asked: Asked, number: Quantity, first: Quantity, power: int) -> bool:
    """Whether the units of the question's other numbers are what the power leaves open."""
    left = Counter(dict(core(first.dimension)))
    for name, exponent in core(number.dimension):
        left[name] -= exponent * power
    others = [core(one.dimension) for one in asked.numbers if one is not number]
    others = [one for one in others if one]
    for signs in product((0, 1, -1), repeat=min(len(others), MOST_OTHERS)):
        rest = Counter(left)
        for sign, dimension in zip(signs, others, strict=False):
            for name, exponent in dimension:
                rest[name] -= sign * exponent
        if not any(rest.values()):
            return True
    return False


def _result(asked: Asked, found: Sequence[Quantity], passage: Passage) -> Quantity | None:
    """The first number of an answer that the question does not have.

    None if its sentence goes on with another of its unit: `a quarter is 500 ms, an eighth 250 ms`.
    """
    for one, behind in zip_longest(found, found[1:]):
        if one.unit.scale is not Scale.LINEAR or one.hedged:
            return None
        known = any(
            each.readings[0].value == one.readings[0].value and each.dimension == one.dimension
            for each in asked.numbers
        )
        if not known:
            between = passage.text[one.end : behind.start] if behind else "."
            goes_on = behind is not None and behind.unit == one.unit and not _ENDS.search(between)
            return one if one.unit != PLAIN and one.value > 0 and not goes_on else None
    return None


_ENDS = re.compile(r"[.;:?!]\s")


def _cases(
    number: Quantity, first: Quantity, found: Sequence[Quantity], passage: Passage
) -> Iterator[Case]:
    """Numbers of the question's kind with the next number behind them, in one clause."""
    for one, other in pairwise(found):
        between = passage.text[one.end : other.start]
        alike = one.dimension == number.dimension and other.dimension == first.dimension
        different = one.readings[0].value != number.readings[0].value
        if alike and different and not any(sign in between for sign in ".;,"):
            yield Case(one, other)


def _fits(number: Quantity, first: Quantity, case: Case, power: int) -> bool:
    ratio = case.number.readings[0].value / number.readings[0].value
    if not ratio:
        return False
    expected = first.readings[0].value * ratio**power
    low, high = interval(case.result, 0)
    room = max(high - low, expected / 200)
    return low - room <= expected <= high + room and digits_shown(case.result) >= 2


def _is_precise(number: Quantity, first: Quantity) -> bool:
    if digits_shown(first) >= FEWEST_DIGITS:
        return True
    ratio = first.readings[0].value / number.readings[0].value
    return max(ratio.numerator, ratio.denominator) <= LARGEST_RATIO


def _made(asked: Asked, at: int, first: Quantity, power: int, line: int) -> Calculation:
    number = asked.numbers[at]
    base = f"{first.value}"
    grown = f"({base}) * (x0 / ({number.value}))"
    relation = grown if power == 1 else f"({base}) * (x0 / ({number.value})) ** ({power})"
    one = Input(
        name="x0",
        value=number.value,
        unit=unit_of(number),
        step=number.step,
        dimension=core(number.dimension),
    )
    return Calculation(
        name="",
        inputs=(one,),
        relation=relation,
        said_relation=relation,
        said="",
        result=first,
        unit=unit_of(first),
        subject="",
        line=line,
        given=gapped(asked, {at: 0}),
        law=f"{number.text.strip()} → {first.text.strip()}",
        power=power,
    )
