"""Total rows, and rows that are the difference or sum of two above them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import attrgetter

from flashcards.quantities import interval
from flashcards.relations.tables.constraints import SHORT, Constraint
from flashcards.relations.tables.forms import CHANCE_OF_CUE, FEWEST_ROWS, fits, width
from flashcards.relations.tables.grid import Cell, Sheet
from flashcards.relations.tables.running import end, summed


def total_rows(sheet: Sheet) -> Iterator[Constraint]:
    """A total row against the rows above it."""
    before = 0
    unnamed = unnamed_total(sheet)
    for index in (*sheet.totals, *unnamed):
        rows = [i for i in range(before, index) if i not in sheet.totals]
        if len(rows) < 2:
            continue
        for column in range(1 if len(sheet.heads) > 1 else 0, len(sheet.heads)):
            total = sheet.cells[index][column]
            parts = [sheet.cells[i][column] for i in rows]
            given = [p for p in parts if p is not None]
            if (
                total is None
                or len(given) < 2
                or (any(p is None for p in parts) and len(given) < len(rows) - 1)
            ):
                continue
            if any(p.input.dimension != total.input.dimension for p in given):
                continue
            low, mid, high = (sum(end(p, i) for p in given) for i in (0, 1, 2))
            holds = total.result.fits((low, mid, high), 0, implied=False)
            if holds and not _rounds(total, low, high):
                continue  # cut, not rounded: it tells nothing of its parts
            if not holds and not (_additive(sheet, column, given, total) and mid):
                continue
            if not holds and not (0.4 < total.mid / mid < 2.5 or is_short_by_one(given, total)):
                continue
            if not holds and unnamed and index == unnamed[-1] and not total.result.slips(mid, 0):
                near = abs(total.mid / mid - 1) if mid else 1.0
                if near > NEARLY:
                    continue
            if not holds and _is_of_pieces(sheet, given, total):
                continue
            yield Constraint("sum", total, tuple(given), summed(given), holds,
                             " + ".join(p.shown.text for p in given[:8]))  # fmt: skip


_ENDS = (attrgetter("low"), attrgetter("mid"), attrgetter("high"))


def _is_of_pieces(sheet: Sheet, given: Sequence[Cell], total: Cell) -> bool:
    """Whether a total is right once all parts, or one of them, are taken as often as their rows count."""
    for column in range(len(sheet.heads)):
        counts = [
            count.mid if (count := sheet.cells[part.row][column]) and _is_count(count) else 1.0
            for part in given
            if part.column != column
        ]
        ways = [
            counts,
            *(
                [n if i == at else 1.0 for i in range(len(counts))]
                for at, n in enumerate(counts)
                if n > 1
            ),
        ]
        for times in ways if max(counts, default=1.0) > 1 else ():
            taken = list(zip(given, times, strict=True))
            ends = [sum(n * of(part) for part, n in taken) for of in _ENDS]
            if total.result.fits((ends[0], ends[1], ends[2]), 0, implied=False):
                return True
    return False


def _is_count(cell: Cell) -> bool:
    # The first column names its rows; a power of ten is what a slip leaves out, too.
    is_whole = cell.column > 0 and not cell.input.dimension and cell.mid == int(cell.mid)
    return is_whole and cell.mid > 1 and str(int(cell.mid)).rstrip("0") != "1"


def _rounds(total: Cell, low: float, high: float) -> bool:
    """Whether a total may be a sum that was rounded; one of few digits may also be cut."""
    least, most = interval(total.quantity)
    return low <= float(most) and float(least) <= high


NEARLY = 0.05
"""How far off the total of a column may be where only another column shows that the row is one."""


def unnamed_total(sheet: Sheet) -> tuple[int, ...]:
    """The last row, where in some column it is the sum of all above, whatever its label says."""
    last = len(sheet.cells) - 1
    if sheet.totals or last < FEWEST_ROWS:
        return ()
    for column in range(1, len(sheet.heads)):
        cells = [row[column] for row in sheet.cells]
        if any(cell is None for cell in cells):
            continue
        known = [cell for cell in cells if cell is not None]
        parts = sum(cell.mid for cell in known[:-1])
        last_cell = known[-1].quantity
        whole = last_cell.unit.name == "%" and last_cell.value == 100
        if (whole or known[-1].result.width < 0.01) and known[-1].result.fits(
            (parts, parts, parts), 0, implied=False
        ):
            return (last,)
    return ()


def is_short_by_one(given: Sequence[Cell], total: Cell) -> bool:
    """Whether a total is the sum of all but one, as when a row was added later."""
    whole = sum(one.mid for one in given)
    return total.result.width < SHORT and any(
        total.result.fits((whole - one.mid,) * 3, 0, implied=False) for one in given
    )


_RATE = ("per ", "/", "rate", "average", "mean", "ratio", "avg", "%", "share", "max", "min", "median",
         "unit price", "density", "speed", "each")  # fmt: skip


def _additive(sheet: Sheet, column: int, given: Sequence[Cell], total: Cell) -> bool:
    """Whether the numbers of a column may be added up."""
    head = sheet.heads[column].casefold()
    if any(word in head for word in _RATE) and total.quantity.unit.name != "%":
        return len(given) >= FEWEST_ROWS and is_short_by_one(given, total)
    if all(c.mid >= 0 for c in given) and total.mid < max(c.mid for c in given):
        # less than one of its parts: a mean, or a ratio of totals
        return len(given) >= FEWEST_ROWS and is_short_by_one(given, total)
    mean = sum(c.mid for c in given) / len(given)
    if total.mid and abs(total.mid / mean - 1) < 0.02:
        return False
    return total.mid not in {max(c.mid for c in given), min(c.mid for c in given)}


def are_summed(sheet: Sheet, totals: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether what stands in total rows may be a sum in each of some columns, and no mean."""
    for index in totals:
        for column in columns:
            total = sheet.cells[index][column]
            given = [row[column] for i, row in enumerate(sheet.cells) if i not in totals]
            if total is not None and any(part and total.mid < part.mid for part in given):
                return False
    return True


FARTHEST_ROW = 4


def row_differences(sheet: Sheet, body: Sequence[int]) -> Iterator[Constraint]:
    """A row as the difference or sum of the row above it and another, as all but one column have it."""
    rows = [i for i in body if not sheet.cells[i][0]]
    columns = [c for c in range(1, len(sheet.heads)) if _is_amount(sheet, rows, c)]
    if len(columns) < 2:
        return
    for at, index in enumerate(rows):
        best: list[list[Constraint]] = []
        tried = 0
        for i in range(max(0, at - FARTHEST_ROW), at - 1):
            for sign, text in ((-1.0, "−"), (1.0, "+")):
                tried += 1
                made = _of_two_rows(sheet, columns, (index, rows[i], rows[at - 1]), sign, text)
                if made:
                    best.append(made)
        if len(best) != 1:
            continue
        fitting = [width(one.target) for one in best[0] if one.holds]
        if math.prod(fitting) * tried <= (0.05 if len(best[0]) == 2 else CHANCE_OF_CUE):
            yield from best[0]


def _is_amount(sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    """Whether the cells of a column may be added up: no shares, and all of one dimension."""
    cells = [c for i in rows if (c := sheet.cells[i][column]) is not None]
    return (
        len(cells) >= FEWEST_ROWS
        and len({c.input.dimension for c in cells}) == 1
        and not any(c.quantity.unit.name == "%" for c in cells)
    )


def _of_two_rows(
    sheet: Sheet, columns: Sequence[int], rows: tuple[int, int, int], sign: float, text: str
) -> list[Constraint]:
    """The relation of three rows in all columns; nothing where it fails in more than one."""
    made: list[Constraint] = []
    for column in columns:
        target, one, other = (sheet.cells[i][column] for i in rows)
        if target is None or one is None or other is None:
            return []
        ends = sorted((one.low + sign * other.low, one.high + sign * other.high))
        middle = one.mid + sign * other.mid
        holds = fits(target, (ends[0], middle, ends[-1]))
        if not holds and not target.result.slips(middle, 0):
            return []
        how = f"{sheet.labels[rows[1]]} {text} {sheet.labels[rows[2]]}"
        compute = summed((one, other), (1.0, sign))
        made.append(Constraint("sum", target, (one, other), compute, holds, how))
    return made if sum(not one.holds for one in made) <= 1 else []
