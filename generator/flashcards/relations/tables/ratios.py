"""Columns as shares of another's total, as ratios to one of its rows, and as steps of one factor."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from flashcards.relations.tables.constraints import Constraint
from flashcards.relations.tables.forms import (
    CUES,
    Form,
    Row,
    computer,
    fits,
    rows_of,
    surprise,
    width,
)
from flashcards.relations.tables.grid import Cell, Sheet


def shares(
    sheet: Sheet, body: Sequence[int], target: int, others: Sequence[int]
) -> tuple[float, list[Constraint]] | None:
    """A column as shares of another's total."""
    best: tuple[float, list[Constraint]] | None = None
    sample = next(c for i in body if (c := sheet.cells[i][target]) is not None)
    if sample.quantity.unit.name != "%" and not CUES.search(sheet.heads[target]):
        return None
    for column in others:
        rows = rows_of(sheet, body, (target, column))
        if len(rows) < 2:
            continue
        wholes: list[tuple[str, float, tuple[Cell, ...]]] = [
            ("sum", sum(row[1].mid for row in rows), ())
        ]
        for index in sheet.totals:
            cell = sheet.cells[index][column]
            if cell is not None:
                wholes.append(("total", cell.mid, (cell,)))
        for row in rows:  # a row that counts as 100 %
            if abs(row[0].mid - 1) < 1e-9 or row[0].mid == 100:
                wholes.append(("base", row[1].mid, ()))
        for name, whole, total in wholes:
            if not whole:
                continue
            for scale in (1.0, 100.0):
                form = Form("a", 1, lambda a, b=whole: a / b)
                holds = [
                    fits(row[0], tuple(sorted((row[1].low / whole * scale, row[1].mid / whole * scale,
                                                row[1].high / whole * scale))))
                    for row in rows
                ]  # fmt: skip
                found = _weighed(rows, holds, 2, trivially=name == "base")
                if found is None or (best is not None and found >= best[0]):
                    continue
                heads = sheet.heads
                best = (found, [
                    # A total that shares follow from takes part in them, and is borne out by them.
                    Constraint("share", row[0], (*row[1:], *total),
                               computer(form, (*row[1:], *total), scale, 0.0), ok,
                               f"{row[1].shown.text} of the total of {heads[column]}", strong=sum(holds) >= 2)
                    for row, ok in zip(rows, holds, strict=True)
                ])  # fmt: skip
    return best


def _weighed(
    rows: Sequence[Row],
    holds: Sequence[bool],
    fewest: int,
    *,
    trivially: bool = False,
    named: Sequence[float] = (),
) -> float | None:
    """The chance that so many rows fit; None where too few do.

    Args:
        rows: of the column.
        holds: whether each fits.
        fewest: that must.
        trivially: whether one fits by its making.
        named: what is asked for in each row, where the head names the row that all refer to.
    """
    fit = sum(holds)
    most = 2 * fit if named else max(1, len(rows) // 3)
    if fit < fewest or len(rows) - fit > most:
        return None
    if named:
        told = zip(rows, named, holds, strict=True)
        return (
            math.prod(surprise(row[0], (value, value, value)) for row, value, ok in told if ok)
            * 0.2
        )
    widths = sorted(width(row[0]) for row, ok in zip(rows, holds, strict=True) if ok)
    return math.prod(widths[1:] if trivially else widths) * 2


FEWEST_ROWS = 2
"""Rows beside the base that a ratio must fit where no head names the base."""


def ratios(
    sheet: Sheet, body: Sequence[int], target: int, others: Sequence[int]
) -> tuple[float, list[Constraint]] | None:
    """A column as ratios to one row of another: speed-ups, `vs FP16`, `against 1080p`."""
    best: tuple[float, list[Constraint]] | None = None
    for column in others:
        rows = rows_of(sheet, body, (target, column))
        if len(rows) < 2:
            continue
        bases = [row for row in rows if row[0].mid == 1 and row[0].shown.value in (1, 100)]
        for base in bases[:1]:
            for upside in (False, True):

                def ratio(a: float, b: float = base[1].mid, *, upside: bool = upside) -> float:
                    return b / a if upside else a / b

                form = Form("a", 1, lambda a, r=ratio: r(a))
                try:
                    ends = [sorted(ratio(x, y, upside=upside) for x in (row[1].low, row[1].high)
                                   for y in (base[1].low, base[1].high)) for row in rows]  # fmt: skip
                    holds = [
                        fits(row[0], (e[0], ratio(row[1].mid), e[-1]))
                        for row, e in zip(rows, ends, strict=True)
                    ]
                except ArithmeticError:
                    continue
                rest = [(row, ok) for row, ok in zip(rows, holds, strict=True) if row is not base]
                label = sheet.labels[base[0].row]
                named = bool(label) and label.casefold() in sheet.heads[target].casefold()
                values = [ratio(row[1].mid) for row, _ in rest] if named else ()
                fewest = 1 if named else FEWEST_ROWS
                found = _weighed(
                    [row for row, _ in rest], [ok for _, ok in rest], fewest, named=values
                )
                if found is None or (best is not None and found >= best[0]):
                    continue
                best = (found, [
                    Constraint("ratio", row[0], row[1:], computer(form, row[1:], 1.0, 0.0), ok,
                               f"{row[1].shown.text} against {base[1].shown.text} ({label})", strong=named or sum(holds) >= 3)
                    for row, ok in zip(rows, holds, strict=True) if row is not base
                ])  # fmt: skip
    return best


def progression(
    sheet: Sheet, body: Sequence[int], target: int
) -> tuple[float, list[Constraint]] | None:
    """Each row so many times the one before."""
    cells = [sheet.cells[i][target] for i in body]
    run = [cell for cell in cells if cell is not None]
    if len(run) < 4 or any(cell.mid <= 0 for cell in run):
        return None
    steps = [b.mid / a.mid for a, b in pairwise(run)]
    middle = median(steps[:-1]) if len(steps) > 2 else steps[0]
    if middle == 1 or not math.isfinite(middle):
        return None
    made, holds = [], []
    form = Form("a", 1, lambda a: a)
    for a, b in pairwise(run):
        ok = fits(b, (a.low * middle, a.mid * middle, a.high * middle))
        holds.append(ok)
        made.append(Constraint("progression", b, (a,), computer(form, (a,), middle, 0.0), ok,
                               f"{middle:g} × {a.shown.text}", strong=middle >= 16))  # fmt: skip
    fit = sum(holds)
    if fit < 2 or fit < len(holds) - 1 or middle != round(middle):
        return None
    return 0.0005, made
