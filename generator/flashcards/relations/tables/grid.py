"""A table as rows of numbers with the units of their heads, wherever it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations import passages
from flashcards.relations.expression import evaluate, leaves, operations
from flashcards.relations.fences import CONSOLE, TEXT, lines_of
from flashcards.relations.grammar import parsed, tokens
from flashcards.relations.results import Result, result_of
from flashcards.relations.shapes import Input, input_of
from flashcards.relations.values import Undecided, digits_shown
from flashcards.tree import Span
from flashcards.values import dataclass

MOST_ROWS = 60
MOST_COLUMNS = 9

TOTAL = re.compile(
    r"^\W*(?:grand |sub[- ]?)?(?:total(?:s|e|es|i|is)?|sums?|σ|Σ|gesamt\w*|summe|zusammen|somm[ea]|totaux|suma|soma|insgesamt|overall|all(?: rows| together)?|"
    r"ensemble|totaal|samen|合计|总计)\b|^\W*(?:合计|总计)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"^[\s–—\-−.·*]*(?:n/?a)?[\s–—\-]*$", re.IGNORECASE)


Locate = Callable[[int, int], Span]
Raw = tuple[str, tuple[Quantity, ...], Locate]


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell with a number.

    Attributes:
        text: the whole cell.
        quantity: its number, in the unit of the head where it has none of its own.
        shown: the same as written, without the head's unit.
        input, result: as forms see it.
        span: of the number, in the document.
        row, column: where it stands, from 0.
        low, mid, high: in base units.
        computed: whether it is an expression, such as `1280 × 720`.
    """

    text: str
    quantity: Quantity
    shown: Quantity
    input: Input
    result: Result
    span: Span
    row: int
    column: int
    low: float
    mid: float
    high: float
    computed: bool = False
    is_clock: bool = False

    def written(self, value: float) -> str:
        """A value as this cell would be written."""
        if self.is_clock:
            return _as_clock(value, self.text.strip())
        return self.result.shown(value, 0)


# A time as runners and planners write it: `3:42:04`, `52:30`.
_CLOCK = re.compile(r"\s*(\d{1,3})(?::([0-5]\d))?:([0-5]\d)\s*")


def _as_clock(seconds: float, like: str) -> str:
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if like.count(":") == 1 and minutes < 60 * 10:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _clock_cell(text: str, locate: Locate, row: int, column: int) -> Cell | None:
    """A time of minutes and seconds, with hours or without, in seconds."""
    if (found := _CLOCK.fullmatch(text.strip(" *_`|"))) is None:
        return None
    parts = [int(part) for part in found.groups() if part is not None]
    seconds = 0
    for part in parts:
        seconds = 60 * seconds + part
    said = quantities(f"{seconds} s")
    if len(said) != 1:
        return None
    at = text.index(found[1])
    last = len(text.rstrip(" *_`|"))
    shown = replace(said[0], text=text[at:last])
    one, value = input_of(said[0]), float(seconds)
    return Cell(
        text[at:last], said[0], shown, one, result_of(said[0]), locate(at, last), row, column,
        value, value, value, is_clock=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table ready to be held against itself.

    Attributes:
        heads: of the columns.
        labels: first cells of the rows.
        cells: by row and column, None where no number stands.
        totals: indexes of rows that are totals.
        width: how many columns are its own, where what stands beside it is one, too.
        named: of each row, the one number in the words of its label: `Q1 (90 days)`.
    """

    heads: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    totals: tuple[int, ...]
    named: tuple[Cell | None, ...] = ()
    width: int = 0


# A unit in a head: in parentheses or brackets, or behind a comma or slash.
_HEAD_UNIT = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,30})[)\]]|,\s*(?P<behind>[^,()]{1,20})$")


# Symbols of units that no words are: a small letter before great ones, or `GB`.
_SYMBOL = re.compile(r"[kmµMGT](?:W|Wh|Hz|Ah|Pa|iB|B|bit)|dB[mi]?")


def cell_above(cell: Cell, rows: Sequence[Sequence[Cell | None]]) -> Cell | None:
    """What stands right above a cell of a table; nothing above what stands beside the table."""
    known = cell.span.start >= 0 and 0 < cell.row < len(rows)
    return rows[cell.row - 1][cell.column] if known else None


def copies(cell: Cell, rows: Sequence[Sequence[Cell | None]]) -> int:
    """How many pairs of equal neighbours the column of a cell has that says the number right above it again.

    0 where it says another; a single digit comes again by chance.
    """
    above = cell_above(cell, rows)
    if above is None or above.mid != cell.mid or digits_shown(cell.shown) < 2:
        return 0
    column = [row[cell.column] for row in rows if cell.column < len(row)]
    return sum(bool(a and b and a.mid == b.mid) for a, b in pairwise(column))


def unit_of_head(head: str, habit: Habit) -> Quantity | None:
    """One of the unit that a head gives its column: `Area (million km²)`."""
    for found in _HEAD_UNIT.finditer(head):
        inside = (found["inside"] or found["behind"]).strip()
        said = quantities(f"1 {inside}", habit=habit)
        if (
            len(said) == 1
            and said[0].start == 0
            and said[0].end >= len(inside) + 2
            and not said[0].unit.open
        ):
            return said[0]
    whole = head.strip()
    if whole.lower() == "in":
        return None  # what comes in, beside what goes out
    # `Seconds` in small letters; `°C` and `kWh` as they stand, for `pH` is no picohenry.
    as_it_stands = not whole.isalpha() or _SYMBOL.fullmatch(whole) is not None
    ways = (whole, whole.lower()) if as_it_stands else (whole.lower(),)
    for said_of in dict.fromkeys(ways):
        said = quantities(f"1 {said_of}", habit=habit)
        if len(said) == 1 and said[0].unit.dimension and not said[0].unit.open:
            return said[0] if said[0].end == len(said_of) + 2 and len(said_of) > 1 else None
    return None


def sheets_of(
    pieces: passages.Pieces, habit: Habit
) -> Iterator[tuple[Sheet, passages.Grid | passages.Fence, int]]:
    """The tables of a document, of markdown and of text, each with what holds it and where it begins.

    Where nothing stands in the head of a table, it begins nowhere: -1.
    """
    for grid in pieces.grids:
        if (sheet := sheet_of(grid, habit)) is not None:
            begins = (cell.span(0, 1).start for cell in grid.header if cell.text.strip())
            yield sheet, grid, next(begins, -1)
    for fence in pieces.fences:
        if fence.block.language in TEXT | CONSOLE:
            for sheet, start in sheets_of_text(list(lines_of(fence.block)), habit):
                yield sheet, fence, start


def sheet_of(grid: passages.Grid, habit: Habit) -> Sheet | None:
    """A markdown table as a sheet; None where it has no numbers to compare."""
    heads = tuple(cell.text.strip() for cell in grid.header)
    rows = [[(cell.text, cell.quantities, cell.span) for cell in row] for row in grid.rows]
    return _sheet(heads, rows, habit)


def _sheet(heads: tuple[str, ...], rows: Sequence[Sequence[Raw]], habit: Habit) -> Sheet | None:
    if not 1 <= len(rows) <= MOST_ROWS or len(heads) > MOST_COLUMNS:
        return None
    units = [unit_of_head(head, habit) for head in heads]
    rows = _without_common_words(rows, len(heads))
    labels = tuple(row[0][0].strip() if row else "" for row in rows)
    cells: list[tuple[Cell | None, ...]] = []
    for index, row in enumerate(rows):
        made: list[Cell | None] = []
        for column, (text, found, locate) in enumerate(row[: len(heads)]):
            made.append(_cell(text, found, locate, units[column], index, column, habit))
        made += [None] * (len(heads) - len(made))
        cells.append(tuple(made))
    totals = tuple(
        index
        for index, label in enumerate(labels)
        if TOTAL.match(label) or (index == len(labels) - 1 and _EMPTY.match(label) and index > 1)
    )
    named = tuple(
        _named(row[0], index, habit) if row and not made[0] else None
        for index, (row, made) in enumerate(zip(rows, cells, strict=True))
    )
    return Sheet(heads, labels, tuple(cells), totals, named)


def without(sheet: Sheet, spans: Collection[Span]) -> Sheet:
    """A table without the cells at some places, which are known to be wrong."""
    return replace(
        sheet,
        cells=tuple(
            tuple(None if cell and cell.span in spans else cell for cell in row)
            for row in sheet.cells
        ),
    )


def _named(raw: Raw, row: int, habit: Habit) -> Cell | None:
    """The only number in the words of a label, or the only one with a unit."""
    _, found, locate = raw
    measured = [one for one in found if one.unit.name] or found
    if len(measured) != 1 or measured[0].range is not None or measured[0].start == 0:
        return None
    one = measured[0]
    shown = one.text
    return _cell(
        shown,
        quantities(shown, habit=habit),
        lambda start, end: locate(one.start + start, one.start + end),
        None,
        row,
        0,
        habit,
    )


def _without_common_words(rows: Sequence[Sequence[Raw]], width: int) -> list[list[Raw]]:
    """Cells without the words that all cells of their column have round a number: `1 τ`, `Level 2`."""
    made = [list(row) for row in rows]
    if len(made) < MOST_ROWS // 20:
        return made
    for column in range(width):
        cells = [row[column] if column < len(row) else None for row in made]
        around = {
            (cell[0][: cell[1][0].start], cell[0][cell[1][0].end :])
            for cell in cells
            if cell is not None and len(cell[1]) == 1
        }
        around.discard(("", ""))  # `1×` above `2× smaller`
        if len(around) != 1 or any(cell is None or len(cell[1]) != 1 for cell in cells):
            continue
        before, behind = around.pop()
        if not (before + behind).strip() or len(before + behind) > LONGEST_WORDS:
            continue
        for row in made:
            text, found, locate = row[column]
            if text == text[found[0].start : found[0].end]:
                continue
            blank = " " * len(before) + text[len(before) : len(text) - len(behind)]
            row[column] = (blank, found, locate)
    return made


LONGEST_WORDS = 20
"""Characters round the numbers of a column that may be left out of all its cells."""


def _cell(  # noqa: PLR0917 - what makes a cell
    text: str,
    found: Sequence[Quantity],
    locate: Locate,
    unit: Quantity | None,
    row: int,
    column: int,
    habit: Habit,
) -> Cell | None:
    if ":" in text and (clock := _clock_cell(text, locate, row, column)) is not None:
        return clock
    if not found or _EMPTY.match(text) or found[0].range is not None:
        return None
    first = found[0]
    lead = text[: first.start].strip(" *~≈<>≤≥_`|")
    if lead and lead not in {"$", "€", "£", "+", "-", "−", "ca.", "about"}:
        return None
    computed = False
    if len(found) > 1 and (product := _product(text, habit)) is not None:
        scaled, computed = product, True
    else:
        behind = text[first.end :].strip(" *_`|")
        if behind and not behind.startswith(("(", ",", ";", "[", "–", "—")):
            return None
        scaled = _in_unit(first, unit)
    one = input_of(scaled)
    low, mid, high = one.readings[0]
    step = scaled.readings[0].step
    if low == high and not computed and "." in first.text and "dollar" not in dict(one.dimension):
        low, high = mid - float(step) / 2, mid + float(step) / 2  # `1.0` beside `1.3` is rounded
    span = locate(first.start, first.end)
    return Cell(
        text, scaled, first, one, result_of(scaled), span, row, column, low, mid, high, computed
    )


def _product(text: str, habit: Habit) -> Quantity | None:
    """What a cell such as `1280 × 720` computes, as a number."""
    items = tokens(text, habit)
    tree = parsed(items)
    if tree is None or not operations(tree):
        return None
    try:
        value = evaluate(tree, {})
    except Undecided:
        return None
    said = quantities(f"{value.mid}" if value.mid.denominator == 1 else f"{float(value.mid)!r}")
    if len(said) != 1 or len(list(leaves(tree))) < 2:
        return None
    return said[0]


def _in_unit(one: Quantity, unit: Quantity | None) -> Quantity:
    """A bare number in its head's unit."""
    if unit is None or one.unit.dimension or one.unit.name:
        return one
    readings = []
    for index in range(max(len(one.readings), len(unit.readings))):
        mine = one.readings[min(index, len(one.readings) - 1)]
        theirs = unit.readings[min(index, len(unit.readings) - 1)]
        factor = theirs.factor
        readings.append(
            replace(
                mine,
                value=mine.value * factor + theirs.offset,
                high=mine.high * factor + theirs.offset,
                dimension=theirs.dimension,
                factor=mine.factor * factor,
                offset=theirs.offset,
                step=mine.step * abs(factor),
            )
        )
    return replace(one, readings=tuple(readings), unit=unit.unit)


# --- tables in fences ------------------------------------------------------------------------

_RULE_LINE = re.compile(r"^[\s|+:=\-─━═┼┬┴├┤│┌┐└┘╪╬║╔╗╚╝]+$")
_BAR = re.compile(r"\s*[|│║]\s*")
_GAP = re.compile(r"\t+| {2,}")


def sheets_of_text(lines: Sequence[tuple[str, int]], habit: Habit) -> Iterator[tuple[Sheet, int]]:
    """Tables in plain text: columns parted by bars or by two blanks.

    Args:
        lines: their text and where they begin in the document.
        habit: of the document.
    """
    block: list[tuple[str, int]] = []
    for line, start in [*lines, ("", -1)]:
        if _RULE_LINE.match(line) and line.strip():
            continue
        if line.strip() and len(_split(line)) >= 2:
            block.append((line, start))
            continue
        if len(block) >= 3 and (sheet := _text_sheet(block, habit)) is not None:
            yield sheet, block[0][1]
        block = []


def _split(line: str) -> list[tuple[str, int]]:
    """The cells of a line with their places."""
    parts: list[tuple[str, int]] = []
    if _BAR.search(line):
        at = 0
        for found in [*_BAR.finditer(line)]:
            if found.start() > at or at:
                parts.append((line[at : found.start()], at))
            at = found.end()
        if line[at:].strip():
            parts.append((line[at:], at))
        return parts
    at = len(line) - len(line.lstrip())
    for found in _GAP.finditer(line, at):
        if line[at : found.start()].strip():
            parts.append((line[at : found.start()], at))
        at = found.end()
    if line[at:].strip():
        parts.append((line[at:], at))
    return parts


def _text_sheet(block: Sequence[tuple[str, int]], habit: Habit) -> Sheet | None:
    heads = [text.strip() for text, _ in _split(block[0][0])]
    if heads and not heads[0] and block[0][0].lstrip().startswith(("|", "│", "║")):
        heads = heads[1:]  # a frame round the table
    width = len(heads)
    rows: list[list[Raw]] = []
    for line, start in block[1:]:
        parts = _split(line)
        if len(parts) == width - 1 and (not _BAR.search(line) or line[:1] == " "):
            parts = [("", 0), *parts]
        if len(parts) == width + 1 and not parts[0][0].strip():
            parts = parts[1:]
        if len(parts) != width:
            return None
        row: list[Raw] = []
        for text, at in parts:
            base = start + at

            def locate(first: int, last: int, base: int = base) -> Span:
                return Span(base + first, base + last)

            row.append((text, quantities(text, habit=habit), locate))
        rows.append(row)
    if any(
        any(ch.isdigit() for ch in head) and quantities(head) and not any(c.isalpha() for c in head)
        for head in heads
    ):
        return None
    return _sheet(tuple(heads), rows, habit)
