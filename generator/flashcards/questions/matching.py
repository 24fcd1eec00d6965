"""Two columns whose things are to be matched, as the blocks of a document hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.awards import unmarked
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import in_order
from flashcards.questions.roles import asks_to_match
from flashcards.questions.slices import cut, lines, said, stripped, texts_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Rule,
    Table,
)
from flashcards.values import dataclass

LEAST = 3
"""Things in each column: two would be a question and its options as often."""

MOST_BETWEEN = 2
"""Blocks that may stand between columns, or over them: their names, a line to write on."""

# What opens a row of a column: `1. `, `(a) `, `B – `, `IV. `, and the line or box to write in.
_ROW = re.compile(
    r"\W{0,3}?(?:_{2,}\s*)?[(\[]?(?P<sign>\d{1,2}|[IVX]{2,4}|[^\W\d_])"
    r"(?:\s?[)\].:=]\s*|\s?[–—-]\s+|\s+(?=\S))"
)
# A box or a line to write a sign in, before a row that has none of its own.
_GAP = re.compile(r"\W{0,2}?(?:\(\s*_*\s*\)|\[\s*_+\s*\]|_{2,})\s*(?=\S)")

Row = tuple[str, Inlines]
"""A thing in a column, and the sign before it; none before one with a gap."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns, and where the blocks that hold them begin and end."""

    start: int
    end: int
    sides: tuple[tuple[Row, ...], tuple[Row, ...]]


def found(run: Blocks) -> Iterator[Columns]:
    """The columns of a run, in order."""
    start = 0
    while start < len(run):
        one = _columns(run, start)
        if one:
            yield one
        start = one.end if one else start + 1


def _columns(run: Blocks, start: int) -> Columns | None:
    """The two columns that a block holds, or it and the one behind it, but for a name between."""
    sides, end = sides_of(run[start]), start + 1
    if len(sides) == 1:
        for at in range(end, min(end + MOST_BETWEEN, len(run))):
            behind = sides_of(run[at])
            if behind or isinstance(run[at], Rule):
                sides, end = [*sides, *behind], at + 1
                break
    if len(sides) != len(PAIR) or min(map(len, sides)) < LEAST:
        return None
    one, other = sides
    counted = _kind(one[0][0]) == _kind(other[0][0])
    if counted and ({sign for sign, _ in one} != {sign for sign, _ in other} or is_in_order(other)):
        return None  # two lists, each counted for itself
    return Columns(start, end, (tuple(one), tuple(other)))


def sides_of(block: Block) -> list[list[Row]]:
    """The columns of a block, each row by its sign; none if a row has no sign."""
    match block:
        case OrderedList():
            rows = texts_of(block)
            return [list(zip(map(str, block.numbers), rows, strict=True))] if all(rows) else []
        case BulletList():
            return _parted(_signed(texts_of(block)))
        case Paragraph():
            return _parted(_signed(lines(block.children)))
        case Table():
            cells = [[cell.children for cell in row.cells] for row in block.rows]
            if {len(row) for row in cells} == {2 * len(PAIR)}:
                signed = [[(_sign(row[i]), row[i + 1]) for row in cells] for i in PAIR]
                return [_counted([one for one in side if one[0]]) for side in signed]
            if {len(row) for row in cells} == {len(PAIR)}:
                return [_counted(_signed([row[i] for row in cells if row[i]])) for i in range(2)]
    return []


def _sign(cell: Inlines) -> str:
    return plain(cell).strip(" .)(").lower()


PAIR = (0, 2)
"""Of a table of two columns with a sign before each, where the signs stand."""


def _signed(rows: Sequence[Inlines]) -> list[Row]:
    """Rows by the signs before them, or by the gaps; nothing if one has neither."""
    found: list[Row] = []
    for row in rows:
        match = _ROW.match(plain(row))
        gap = None if match else _GAP.match(plain(row))
        if not (match or gap):
            return []
        sign = match["sign"].lower() if match else ""
        end = match.end() if match else gap.end() if gap else 0
        found.append((sign, stripped(cut(row, end))))
    return found


def _parted(rows: list[Row]) -> list[list[Row]]:
    """The columns that stand one above the other in a block: counted, then lettered."""
    at = next((i for i, (a, b) in enumerate(pairwise(rows), 1) if _kind(a[0]) != _kind(b[0])), 0)
    halves = [rows[:at], rows[at:]] if at and not _is_roman(rows) else [rows]
    return [_counted(half) for half in halves if half]


def _kind(sign: str) -> str:
    return "gap" if not sign else "number" if sign.isdecimal() else "letter"


def _is_roman(rows: Sequence[Row]) -> bool:
    return tuple(sign for sign, _ in rows) == ROMANS[: len(rows)] and len(rows) > 1


def _counted(rows: list[Row]) -> list[Row]:
    """The rows, with numbers for Roman numbers that count up from the first."""
    if _is_roman(rows):
        return [(str(place), words) for place, (_, words) in enumerate(rows, 1)]
    return rows


ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def is_in_order(side: Sequence[Row]) -> bool:
    """Whether the signs of a column count up: numbers from any, letters from the first."""
    signs = [sign for sign, _ in side]
    if all(map(str.isdecimal, signs)):
        return all(int(b) == int(a) + 1 for a, b in pairwise(signs))
    return in_order(signs)


def task_over(run: Blocks, index: int) -> Inlines:
    """What a line above the columns tells its reader to do with them, without its end."""
    for block in reversed(run[max(0, index - MOST_BETWEEN) : index]):
        if isinstance(block, Heading | Paragraph):
            words = unmarked(title_of(block.children).words)
            if asks_to_match(plain(words)):
                return (said(plain(words).strip(" .:")),)
    return ()
