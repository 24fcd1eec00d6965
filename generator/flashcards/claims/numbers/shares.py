"""Columns and lists of shares: percentages of a total, ratios to a baseline row.

What a column is computed from is seldom said. It is taken from the rows: where most of them are
one relation of another column, the others have to be so too; where no relation holds for most,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards.claims.numbers.claim import Claim
from flashcards.claims.numbers.entries import entry
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.grids import Grid, grids
from flashcards.claims.numbers.relations import LEAST, RATIOS, Cell, Relation, ratios_to, related
from flashcards.claims.numbers.spans import Span, shown
from flashcards.claims.numbers.stated import QUANTITY, Stated, quantities, stated
from flashcards.claims.numbers.units import FACTOR, PERCENT
from flashcards.model import Document, Question

MOST_COLUMNS = 12

_TOTAL = re.compile(r"(?:(?:grand|overall)\s)?(?:total|sum)\b", re.IGNORECASE)
_BASELINE = re.compile(r"\b(?:baseline|reference)\b", re.IGNORECASE)
_VERSUS = re.compile(
    r"\b(?:vs\.?|versus|relative to|compared to|of)\s+(?P<base>[\w.+-]+)", re.IGNORECASE
)
_LISTED = re.compile(r"[^()]{0,30}\(\s*(?P<share>~?\s?\d{1,3}(?:\.\d+)?\s?%)\s*\)")


def shares(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every percentage or ratio that is one of another column's numbers."""
    for grid in grids(lines):
        if 2 <= len(grid.header) <= MOST_COLUMNS and len(grid.rows) > LEAST:
            for column in range(1, len(grid.header)):
                yield from _of_column(grid, column)
    yield from _of_lists(lines)


# --- tables -----------------------------------------------------------------------------------


def _of_column(grid: Grid, column: int) -> Iterator[Claim]:
    cells = [_cell(row.line, _at(row.cells, column)) for row in grid.rows]
    known = [cell for cell in cells if cell]
    if len(known) <= LEAST:
        return
    if any(cell.said.dimension not in (PERCENT, FACTOR) for cell in known):
        return
    relations = [
        relation
        for other in sorted(range(1, len(grid.header)), key=lambda other: abs(other - column))
        if other != column
        for relation in _relations(grid, column, other, cells)
    ]
    yield from related(cells, relations)


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


_BOUNDS = re.compile(r"[<>≤≥]")


def _cell(line: int, text: str) -> Cell | None:
    """The only percentage or factor of a cell."""
    found = [one for one in quantities(text) if one.dimension in (PERCENT, FACTOR)]
    if len(found) != 1:
        return None
    before = text[: found[0].start].rstrip()
    return Cell(line, found[0], before[-1:] if _BOUNDS.match(before[-1:]) else "")


def _relations(
    grid: Grid, column: int, other: int, cells: Sequence[Cell | None]
) -> Iterator[Relation]:
    values = grid.column(other)
    if sum(value is not None for value in values) <= LEAST:
        return
    if any(value and value.dimension in (PERCENT, FACTOR) for value in values):
        return
    total = next(
        (n for n, row in enumerate(grid.rows) if row.cells and _TOTAL.match(row.cells[0])), None
    )
    if total is not None:
        if (whole := values[total]) is not None:
            yield _shares_of(values, whole, skip=total)
        return
    base = _baseline(grid, column, cells)
    if base is not None and (whole := values[base]) is not None:
        name = grid.rows[base].cells[0]
        for how, compute in RATIOS:
            yield ratios_to(values, whole, base, f"{how} {name}", compute)


def _shares_of(values: Sequence[Stated | None], whole: Stated, *, skip: int) -> Relation:
    return ratios_to(values, whole, skip, f"of {whole.text}", lambda part, all_: part / all_)


def _baseline(grid: Grid, column: int, cells: Sequence[Cell | None]) -> int | None:
    """The row that the others are compared to: named in the header, or marked, or 1.00x."""
    if versus := _VERSUS.search(grid.header[column]):
        name = versus["base"].casefold()
        for index, row in enumerate(grid.rows):
            if row.cells and row.cells[0].casefold().startswith(name):
                return index
    for index, row in enumerate(grid.rows):
        if _BASELINE.search(" ".join(row.cells)):
            return index
    ones = [n for n, cell in enumerate(cells) if cell and _is_whole(cell.said)]
    return ones[0] if len(ones) == 1 else None


def _is_whole(said: Stated) -> bool:
    one = Fraction(1) if said.dimension == FACTOR else Fraction(100)
    return said.low == said.high == one


# --- lists ------------------------------------------------------------------------------------


def _of_lists(lines: Sequence[Line]) -> Iterator[Claim]:
    """`Entry: 4 questions (20%)` in consecutive lines: shares of their sum."""
    group: list[tuple[Cell, Stated, str]] = []
    for line in [*lines, (0, "")]:
        one = _listed(line)
        if one is not None:
            group.append(one)
            continue
        if len(group) > LEAST and len({kind for *_, kind in group}) == 1:
            yield from _of_list(group)
        group = []


def _listed(line: Line) -> tuple[Cell, Stated, str] | None:
    """The share in a line, the number it is of, and what that counts or measures."""
    found = entry(line) if "%" in line[1] else None
    if found is None or found.value is None or found.value.low < 1:
        return None  # below 1 it is a probability, said twice
    share = _LISTED.match(found.after)
    said = _quantity(share["share"]) if share else None
    kind = found.value.unit.name if found.value.unit else found.noun.rstrip("s")
    return (Cell(found.line, said), found.value, kind) if said else None


def _quantity(text: str) -> Stated | None:
    match = QUANTITY.fullmatch(text)
    return stated(match, text) if match else None


def _of_list(group: Sequence[tuple[Cell, Stated, str]]) -> Iterator[Claim]:
    cells = [cell for cell, *_ in group]
    values = [value for _, value, _ in group]
    whole = sum((value.low for value in values), Fraction(0))
    together = sum((cell.said.low for cell in cells), Fraction(0))
    if not whole or abs(together - 100) > sum((cell.said.step for cell in cells), Fraction(0)):
        return  # shares of something else
    exact = tuple(value.low / whole for value in values)
    relation = Relation(
        how=f"of {shown(whole, values[0])}",
        spans=tuple(Span(one, one) for one in exact),
        exact=exact,
    )
    yield from related(cells, [relation])
