"""Sums along a table: a column that runs up another's rows, and a column that sums up each row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from flashcards import patterns as re
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.grid import TOTAL, Cell, Sheet

# Heads of a column that runs up another, in the languages of our documents.
_RUNS_UP = re.compile(
    r"\b(?:a[ck]?[ck]?umul\w*|[ck]umul\w*|cum\.?|running|balance|so far|up to now|sum|total|kontostand|saldo|bestand|"
    r"bisher|solde|au total|left|remaining|rest\w*)\b",
    re.IGNORECASE,
)

CHANCE_OF_CUE = 0.005
CHANCE = 1e-4
"""The greatest chances of a coincidence at which sums are believed that a head names, and that none does."""

ROUNDED = 1.6
"""How many of its last digits a balance may be off where its parts are rounded."""

TINY = 1e-9
FEWEST_ROWS = 3
FEWEST_PARTS = 3
"""So many columns before their sum; two are a form of `columns`."""


def running_sums(sheet: Sheet, body: Sequence[int]) -> Iterator[Constraint]:
    """A column of which each row is the one above it and what another column adds: a balance.

    A wrong number in it fails in its own row and in the next.
    """
    width = len(sheet.heads)
    for target in range(width):
        cells = [sheet.cells[i][target] for i in body]
        most = CHANCE_OF_CUE if _RUNS_UP.search(sheet.heads[target]) else CHANCE
        for step in range(width):
            if step == target:
                continue
            for sign in (1.0, -1.0):
                made = _run(cells, [sheet.cells[i][step] for i in body], sign, most)
                if made:
                    yield from made


def _run(
    cells: Sequence[Cell | None], steps: Sequence[Cell | None], sign: float, most: float
) -> list[Constraint]:
    made: list[Constraint] = []
    exact = 0
    for above, one, step in zip(cells, cells[1:], steps[1:], strict=False):
        if above is None or one is None or step is None:
            return []
        if not above.input.dimension == one.input.dimension == step.input.dimension:
            return []
        ends = sorted(end(above, i) + sign * end(step, j) for i in (0, 2) for j in (0, 2))
        middle = above.mid + sign * step.mid
        holds = one.result.fits((ends[0], middle, ends[-1]), 0, implied=False)
        step_shown = float(one.quantity.readings[0].step)
        off = abs(one.mid - middle)
        exact += off < TINY * max(abs(one.mid), step_shown)
        holds = holds and off < ROUNDED * step_shown
        how = f"{above.shown.text} {'+' if sign > 0 else '−'} {step.shown.text}"
        made.append(
            Constraint("sum", one, (above, step), summed((above, step), (1.0, sign)), holds, how)
        )
    if exact < len(made) - 2 and any(not one.holds for one in made):
        return []  # rounded rows add up to anything
    if len(made) < FEWEST_ROWS or not any(step and step.mid for step in steps[1:]):
        return []
    first, begin = cells[0], steps[0]
    if sign > 0 and first is not None and begin is not None and first.mid == begin.mid:
        made.insert(0, Constraint("sum", first, (begin,), summed((begin,)), True, ""))
    failing = [at for at, one in enumerate(made) if not one.holds]
    if len(failing) > 2 or (len(failing) == 2 and failing[1] != failing[0] + 1):
        return []
    chance = math.prod(min(0.5, one.target.result.width) for one in made if one.holds and one.text)
    if failing:
        chance *= len(made)  # places where the fault might be
    mended = len(failing) < 2 or _mends(made[failing[0]], made[failing[1]])
    if len(failing) == 2:
        chance *= made[failing[1]].target.result.width
    return made if mended and chance <= most else []


def _mends(one: Constraint, after: Constraint) -> bool:
    """Whether the right number in a row puts the next one right."""
    value = after.compute({id(one.target): one.compute({})})
    return after.target.result.fits((value, value, value), 0, implied=False)


def row_sums(sheet: Sheet, body: Sequence[int]) -> Iterator[Constraint]:
    """A last column against the columns before it: called a total, or shown to be one by its rows."""
    last = len(sheet.heads) - 1
    if last < FEWEST_PARTS:
        return
    named = TOTAL.match(sheet.heads[last]) is not None
    made: list[Constraint] = []
    for index in [*body, *sheet.totals]:
        row = sheet.cells[index]
        total, parts = row[last], [c for c in row[1:last] if c is not None]
        if total is None or len(parts) != last - 1:
            continue
        if any(p.input.dimension != total.input.dimension for p in parts):
            return
        low, mid, high = (sum(end(p, i) for p in parts) for i in (0, 1, 2))
        holds = total.result.fits((low, mid, high), 0, implied=False)
        made.append(Constraint("sum", total, tuple(parts), summed(parts),
                               holds, " + ".join(p.shown.text for p in parts)))  # fmt: skip
    chance = math.prod(min(0.5, one.target.result.width) for one in made if one.holds)
    if not named and (chance > CHANCE or last - 1 < FEWEST_PARTS):
        return
    if sum(c.holds for c in made) >= max(1, len(made) - 2):
        yield from made


def end(cell: Cell, which: int) -> float:
    """Ends of a summand: a percentage without decimals was rounded, a count was not."""
    if cell.quantity.unit.name == "%" and cell.low == cell.high:
        half = float(cell.quantity.readings[0].step) / 2
        return (cell.low - half, cell.mid, cell.high + half)[which]
    return (cell.low, cell.mid, cell.high)[which]


def summed(
    cells: Sequence[Cell], signs: Sequence[float] | None = None
) -> Callable[[dict[int, float]], float]:
    """The sum of cells, each with its sign, where some values are changed."""
    weights = signs or (1.0,) * len(cells)

    def compute(changed: dict[int, float]) -> float:
        return sum(w * changed.get(id(c), c.mid) for c, w in zip(cells, weights, strict=True))

    return compute
