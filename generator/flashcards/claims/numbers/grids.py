"""Tables as lines: markdown ones and those drawn in fences, each row with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.numbers.entries import is_cut_short
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.stated import QUANTITY, Stated, stated
from flashcards.claims.numbers.units import Unit, unit_of
from flashcards.values import dataclass

MOST_ROWS = 500
"""Of a table whose numbers are related; a longer one is data."""

_RULE = frozenset(" \t|:+-")
MOST_BETWEEN = 5
"""Lines from a title to its table."""

MOST_CELL = 400
"""Characters of a cell that holds a number."""

_UNIT = re.compile(r"[(\[]\s*(?:in\s)?([A-Za-zµμ%/]{1,9})\s*[)\]]")
_TEXT = re.compile(r"\*\*|`")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A body row: its line and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; `title` is the nearest line of text above it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    end: int
    """Index in the lines, behind its last row."""

    def column(self, index: int) -> list[Stated | None]:
        """The quantity that each cell of a column is or begins with."""
        return [leading(row.cells[index]) if index < len(row.cells) else None for row in self.rows]

    def unit(self, index: int) -> Unit | None:
        """The unit that a column's header gives: `Size (GB)`."""
        found = _UNIT.search(self.header[index]) if index < len(self.header) else None
        return unit_of(found[1]) if found else None


def grids(lines: Sequence[Line]) -> Iterator[Grid]:
    """Every table: consecutive lines with bars, a rule of dashes under the first of them."""
    at = 0
    while at < len(lines):
        text = lines[at][1]
        if "|" not in text:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and "|" in lines[end][1]:
            end += 1
        if end - at >= 3 and end - at <= MOST_ROWS and _is_rule(lines[at + 1][1]):
            yield Grid(
                title=_title(lines, at),
                header=_cells(text),
                rows=tuple(
                    GridRow(number, _cells(row))
                    for number, row in lines[at + 2 : end]
                    if not _is_rule(row)
                ),
                end=end,
            )
        at = end


def _title(lines: Sequence[Line], at: int) -> str:
    """The nearest line of text above a table, fences aside."""
    for _, text in lines[max(0, at - MOST_BETWEEN) : at][::-1]:
        if text.strip() and not text.lstrip().startswith(("```", "~~~", "---")):
            return text[:MOST_CELL]
    return ""


def _is_rule(text: str) -> bool:
    return "--" in text and _RULE.issuperset(text)


def _cells(text: str) -> tuple[str, ...]:
    inner = _TEXT.sub("", text).strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))


def leading(cell: str) -> Stated | None:
    """The quantity that a cell begins with, or None."""
    match = QUANTITY.match(cell) if len(cell) <= MOST_CELL else None
    return stated(match, cell) if match and not is_cut_short(cell, match.end()) else None
