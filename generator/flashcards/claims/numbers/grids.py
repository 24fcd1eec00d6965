"""Tables as lines: markdown ones and those drawn in fences, each row with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.numbers.page import Line
from flashcards.values import dataclass

MOST_ROWS = 500
"""Of a table whose numbers are related; a longer one is data."""

_RULE = frozenset(" \t|:+-")
MOST_BETWEEN = 5
"""Lines from a title to its table."""

MOST_TITLE = 400
"""Characters of it that are read."""

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
            )
        at = end


def _title(lines: Sequence[Line], at: int) -> str:
    """The nearest line of text above a table, fences aside."""
    for _, text in lines[max(0, at - MOST_BETWEEN) : at][::-1]:
        if text.strip() and not text.lstrip().startswith(("```", "~~~", "---")):
            return text[:MOST_TITLE]
    return ""


def _is_rule(text: str) -> bool:
    return "--" in text and _RULE.issuperset(text)


def _cells(text: str) -> tuple[str, ...]:
    inner = _TEXT.sub("", text).strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))
