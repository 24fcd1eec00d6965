"""Rows whose parts make one whole: probabilities, shares and weights that sum up to 1 or 100 %."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flashcards.relations.results import has_slipped
from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.relations.tables.running import summed

FEWEST_ROWS = 2
"""So many other rows sum up to the whole before one that does not is wrong."""

FEWEST_PARTS = 3
MOST_COLUMNS = 12
ROUNDED = 0.55
"""How much of a last digit each part may be off."""


def wholes(sheet: Sheet, body: Sequence[int]) -> Iterator[Constraint]:
    """The parts of each row, where all rows but one at most sum up to 1.

    Of the row that does not a part is wrong if it is a slip of what the others leave.
    """
    width = len(sheet.heads)
    if width > MOST_COLUMNS or len(body) < FEWEST_ROWS + 1:
        return
    for first in range(width - FEWEST_PARTS + 1):
        for last in range(width, first + FEWEST_PARTS - 1, -1):
            rows = [_parts(sheet.cells[i][first:last]) for i in body]
            made = list(_whole(rows)) if all(rows) else []
            if made:
                yield from made
                return


def _parts(cells: Sequence[Cell | None]) -> list[Cell]:
    """A row's cells, if all are parts of one that are told with decimals or in percent."""
    parts = [
        cell
        for cell in cells
        if cell is not None
        and not cell.input.dimension
        and 0 <= cell.mid <= 1
        and cell.quantity.readings[0].step < 1
    ]
    return parts if len(parts) == len(cells) else []


def _whole(rows: Sequence[list[Cell]]) -> Iterator[Constraint]:
    failing = [row for row in rows if not _is_whole(row)]
    if len(failing) > 1 or len(rows) - len(failing) < FEWEST_ROWS:
        return
    for row in rows:
        if row in failing:
            yield from _slipped(row)
        else:
            yield Constraint("sum", row[-1], tuple(row[:-1]), _rest(row[:-1]), True, _how(row))


def _is_whole(row: Sequence[Cell]) -> bool:
    room = sum(float(cell.quantity.readings[0].step) for cell in row) * ROUNDED
    return abs(sum(cell.mid for cell in row) - 1) <= room


def _slipped(row: Sequence[Cell]) -> Iterator[Constraint]:
    """The one part that is a slip of the rest."""
    found = []
    for at, cell in enumerate(row):
        others = (*row[:at], *row[at + 1 :])
        right = 1 - sum(other.mid for other in others)
        if 0 < right < 1 and has_slipped(cell.result, right):
            found.append(Constraint("sum", cell, others, _rest(others), False, _how(row)))
    if len(found) == 1:
        yield found[0]


def _rest(cells: Sequence[Cell]) -> Callable[[dict[int, float]], float]:
    total = summed(tuple(cells))
    return lambda changed: 1 - total(changed)


def _how(row: Sequence[Cell]) -> str:
    return f"{' + '.join(cell.shown.text for cell in row)} = 1"
