"""A column by a law with two constants of its own, which five rows establish: `k + c × a`, `k × cᵃ`, `k × aᶜ`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations, product

from flashcards.relations.shapes import Ends
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.forms import CHANCE, Row, fits, width
from flashcards.values import dataclass

FEWEST = 5
"""Rows: two fix the constants, and two more bear them out against one."""

MOST = 14

COST = 10
"""How much more evidence a law of two free constants needs."""


CERTAIN = 1e-4
"""The chance below which any deviation refutes."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a law is a straight line: what is done to the input, to the value, and back."""

    text: str
    of_input: Callable[[float], float]
    of_value: Callable[[float], float]
    back: Callable[[float], float]


def _same(x: float) -> float:
    return x


_SCALES = (
    _Scale("k + c × ‹{}›", _same, _same, _same),
    _Scale("k × c^‹{}›", _same, math.log, math.exp),
    _Scale("k × ‹{}›^c", math.log, math.log, math.exp),
)


def fitted(rows: Sequence[Row], heads: Sequence[str]) -> tuple[float, list[Constraint]] | None:
    """A column by one other and two constants, where all rows but one fit; with its chance."""
    distinct = {row[1].mid for row in rows}
    told = {row[0].mid for row in rows}
    if not FEWEST <= len(rows) <= MOST or len(distinct) < FEWEST or len(told) < FEWEST - 1:
        return None  # what is the same in nearly all rows follows from nothing
    found = [made for scale in _SCALES if (made := _on(scale, rows, heads)) is not None]
    best = min(found, key=lambda one: one[0], default=None)
    return best if best is not None and best[0] <= CHANCE else None


def _on(
    scale: _Scale, rows: Sequence[Row], heads: Sequence[str]
) -> tuple[float, list[Constraint]] | None:
    try:
        given = [scale.of_input(row[1].mid) for row in rows]
        ends = [sorted(scale.of_value(end) for end in _ends(row)) for row in rows]
        middles = [scale.of_value(row[0].mid) for row in rows]
    except (ArithmeticError, ValueError):
        return None
    best: tuple[int, float, tuple[int, int], list[bool]] | None = None
    for one, other in combinations(range(len(rows)), 2):
        if given[one] == given[other]:
            continue
        holds, chance = [], 1.0
        for at, row in enumerate(rows):
            low, mid, high = _through(given, ends, middles, (one, other), at)
            try:
                back = sorted(scale.back(x) for x in (low, high))
                value = scale.back(mid)
            except OverflowError:
                return None
            ok = at in {one, other} or fits(row[0], (back[0], value, back[1]))
            holds.append(ok)
            if ok and at not in {one, other}:
                leeway = (back[1] - back[0]) / abs(value) if value else 1.0
                chance *= min(0.5, max(width(row[0]), leeway))
        if best is None or (sum(holds), -chance) > (best[0], -best[1]):
            best = (sum(holds), chance, (one, other), holds)
    if best is None or best[0] < max(FEWEST - 1, len(rows) - 1):
        return None
    _, chance, through, holds = best
    pairs = len(rows) * (len(rows) - 1) / 2
    total = chance * pairs * COST

    def compute(row: Row) -> Callable[[dict[int, float]], float]:
        def value(changed: dict[int, float]) -> float:
            at = scale.of_input(changed.get(id(row[1]), row[1].mid))
            one, other = through
            slope = (middles[other] - middles[one]) / (given[other] - given[one])
            return scale.back(middles[one] + slope * (at - given[one]))

        return value

    head = heads[rows[0][0].column] or "column"
    text = f"{head} = {scale.text.format(heads[rows[0][1].column])}"
    strong = total < CERTAIN
    return total, [
        Constraint("column", row[0], row[1:], compute(row), ok, text, strong=strong)
        for row, ok in zip(rows, holds, strict=True)
    ]


def _ends(row: Row) -> tuple[float, float]:
    """What the value of a row may be: half of its last digit more or less."""
    cell = row[0]
    half = float(cell.quantity.readings[0].step) / 2
    return cell.mid - half, cell.mid + half


def _through(
    given: Sequence[float],
    ends: Sequence[Sequence[float]],
    middles: Sequence[float],
    pair: tuple[int, int],
    at: int,
) -> Ends:
    """Where the lines through two rows may pass another."""
    one, other = pair
    share = (given[at] - given[one]) / (given[other] - given[one])
    values = [a + share * (b - a) for a, b in product(ends[one], ends[other])]
    return min(values), middles[one] + share * (middles[other] - middles[one]), max(values)
