"""Rubrics as documents write them: rows with their points, and the scores that pass.

Points stand in the head of a table (`Poor (0-1)`), in a column of its own, or in a list
(`Structure: 5 points`). A document without a rubric has one row for the whole answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.practice.model import Row
from flashcards.render import plain_inline
from flashcards.tree import nodes as n
from flashcards.values import dataclass

WHOLE = "The whole answer"
NO_RUBRIC = Row(
    name=WHOLE, levels=((0, 1, "Poor"), (2, 3, "Fair"), (4, 5, "Good"), (6, 7, "Excellent"))
)
"""What is graded where the document has no rubric; nothing is said of what passes."""


_RANGE = re.compile(r"\(?\b(\d{1,3})\s*(?:[-–—]|to)\s*(\d{1,3})\b(?:\s*(?:points?|pts?))?\)?")
_NUMBER = re.compile(r"\(?\b(\d{1,3})\b(?:\s*(?:points?|pts?))?\)?")
_POINTS_COLUMN = re.compile(r"\b(?:points?|pts|max|weight|marks?|score)\b", re.IGNORECASE)
_ITEM = re.compile(
    r"^(?P<name>.+?)\s*[:(–—-]\s*(?:(?P<low>\d{1,3})\s*[-–—]\s*)?(?P<high>\d{1,3})\s*"
    r"(?:points?|pts?|%)\)?\s*[:–—-]?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TOTAL = re.compile(r"^\W*(?:total|sum|overall)(?: score| points)?\W*$", re.IGNORECASE)
_SCORE = re.compile(
    r"(?:(?P<before>[^\W\d][^\d,;:|()/]{0,40}?)\s*+[:=]\s*)?"
    r"(?<![\d/.])(?P<points>\d{1,3})\s*/\s*(?P<of>\d{1,3})(?![\d/])"
    r"(?:\s*\(\s*+(?P<behind>[^()\d][^()]{0,40}?)\s*+(?:\([^()]*+\)\s*+)?\))?"
)
_NO_LEVEL = re.compile(r"\b(?:pass(?:ing)?|score|rubric|minimum|required|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A score that passes, and for which level; "" for any."""

    level: str
    points: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """What an answer is graded by.

    Attributes:
        rows: at least one; each starts at the least of its levels and ends at the highest.
        passing: scores that pass, in the document's order; may be empty.
        stated: whether the document has a rubric; else `rows` is ours.
    """

    rows: tuple[Row, ...]
    passing: tuple[Passing, ...]
    stated: bool

    @property
    def points(self) -> int:
        """The most that all rows give."""
        return sum(most(row) for row in self.rows)


def least(row: Row) -> int:
    """The fewest points that the row can get."""
    return min(low for low, _, _ in row.levels)


def most(row: Row) -> int:
    """The most points that the row can get."""
    return max(high for _, high, _ in row.levels)


def read_rubric(blocks: n.Blocks) -> Rubric:
    r"""The rubric of a question.

    >>> from flashcards.tree import parse_blocks
    >>> text = "| | Poor (0-1) | Good (2-3) |\n|-|-|-|\n| Depth | none | deep |"
    >>> read_rubric(parse_blocks(text)).rows
    (Row(name='Depth', levels=((0, 1, 'Poor: none'), (2, 3, 'Good: deep'))),)
    """
    rows = [row for table in _tables(blocks) for row in _table_rows(table)]
    rows = rows or list(_list_rows(blocks))
    passing = tuple(_passing(blocks))
    if not rows and passing and (of := max(p.of for p in passing)):
        rows = [Row(name=WHOLE, levels=((0, of, ""),))]
    if not rows:
        return Rubric(rows=(NO_RUBRIC,), passing=(), stated=False)
    return Rubric(rows=tuple(rows), passing=passing, stated=True)


# --- tables -----------------------------------------------------------------------------------


def _tables(blocks: n.Blocks) -> Iterator[list[list[str]]]:
    """Each table's rows as plain cells, its head first."""
    for block in n.walk(blocks):
        if isinstance(block, n.Table):
            rows = (block.header, *(row.cells for row in block.rows))
            yield [[_plain(cell.children) for cell in row] for row in rows]


def _table_rows(table: list[list[str]]) -> Iterator[Row]:
    head, *body = table
    body = [row for row in body if row and row[0].strip() and not _TOTAL.match(row[0])]
    ranges = [_points(cell) for cell in head]
    if sum(found is not None for found in ranges[1:]) >= 2:
        names = [_without_points(cell) for cell in head]
        for row in body:
            levels = [
                (*found, _said(name, cell))
                for name, cell, found in zip(names, row, ranges, strict=False)
                if found is not None
            ]
            yield Row(name=row[0].strip(), levels=tuple(sorted(levels)))
        return
    column = next((n for n, cell in enumerate(head) if n and _POINTS_COLUMN.search(cell)), None)
    if column is not None:
        for row in body:
            cell = row[column] if column < len(row) else ""
            found = _points(cell.replace("%", ""))
            if found is not None:
                rest = "; ".join(c for n, c in enumerate(row) if n not in (0, column) and c)
                low, high = found
                yield Row(name=row[0].strip(), levels=((0 if low == high else low, high, rest),))
    elif len(head) >= 3:  # Poor, Fair, Good: a step of one point each
        for row in body:
            levels = [
                (n, n, _said(name, cell))
                for n, (name, cell) in enumerate(zip(head[1:], row[1:], strict=False))
            ]
            yield Row(name=row[0].strip(), levels=tuple(levels))


def _points(text: str) -> tuple[int, int] | None:
    if found := _RANGE.search(text):
        low, high = sorted(int(number) for number in found.groups())
        return low, high
    if found := _NUMBER.search(text):
        return int(found[1]), int(found[1])
    return None


def _without_points(text: str) -> str:
    return " ".join(_NUMBER.sub("", _RANGE.sub("", text)).split()).strip(" :()–-")


def _said(name: str, description: str) -> str:
    return ": ".join(part for part in (name.strip(), description.strip()) if part)


# --- lists and scores ------------------------------------------------------------------------


def _list_rows(blocks: n.Blocks) -> Iterator[Row]:
    for item in _items(blocks):
        first = item.children[0] if item.children else None
        text = _plain(first.children) if isinstance(first, n.Paragraph) else ""
        found = _ITEM.match(text)
        if found and not _TOTAL.match(found["name"]) and int(found["high"]) > 0:
            low = min(int(found["low"] or 0), int(found["high"]))
            levels = ((low, int(found["high"]), found["rest"].strip(" )")),)
            yield Row(name=found["name"].strip(" (*"), levels=levels)


def _items(blocks: n.Blocks) -> Iterator[n.Item]:
    for block in n.walk(blocks):
        if isinstance(block, n.BulletList | n.OrderedList):
            yield from block.items


def _passing(blocks: n.Blocks) -> Iterator[Passing]:
    texts = (
        _plain(run)
        for block in n.walk(blocks)
        if not isinstance(block, n.Table)
        for run in n.own_inlines(block)
    )
    for text in texts:
        for found in _SCORE.finditer(text):
            points, of = int(found["points"]), int(found["of"])
            level = found["behind"] or found["before"] or ""
            if _NO_LEVEL.search(level):
                level = ""
            if of > 0 and points <= of:
                yield Passing(level=level.strip(), points=points, of=of)


def _plain(inlines: n.Inlines) -> str:
    return " ".join(plain_inline(inlines).split())
