"""Structure drawn with characters inside fences: trees, ASCII tables, boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.model import Item, List, Mark, Node, Row, Source, Table
from flashcards.reading.inline import split_mark, split_term, verbatim

TREE = re.compile(r"^(?P<indent>[\s│|]*)(?:├|└)[─-]*\s*(?P<text>.*)$")
BOX = re.compile(r"[┌┐┘┬┴┼╔╗╚╝║╭╮╰╯]|^\s*[│║].*[│║]\s*\S*")
_RULE = re.compile(r"[\s\-=:+|]*")
_MAX_LEVELS = 12
_ARROW_NOTE = re.compile(r"\s*←\s*(.+)$")


def is_rule(line: str) -> bool:
    """`---|----|---`: the line between a drawn table's head and its body."""
    return _ruled(line) and ("|" in line or "+" in line)


def is_table(lines: Sequence[tuple[str, Source]]) -> bool:
    """Whether they are a drawn table: a rule below the first line, and more than rules."""
    return (
        len(lines) > 1 and is_rule(lines[1][0]) and not all(_ruled(line) for line, _source in lines)
    )


def _ruled(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and ("--" in line or "==" in line)


def levels(depths: Sequence[int]) -> list[int]:
    """Columns to levels of nesting, 0 the outermost; no deeper than people draw."""
    open_: list[int] = []
    out = []
    for depth in depths:
        while open_ and open_[-1] >= depth:
            open_.pop()
        out.append(min(len(open_), _MAX_LEVELS))
        open_.append(depth)
    return out


def item(line: str, source: Source, children: tuple[Node, ...] = ()) -> Item:
    """A line of a fence as a list item."""
    mark, rest = split_mark(line)
    rest = _ARROW_NOTE.sub(lambda m: f" ({m.group(1).strip()})", rest).strip()
    term, meaning = split_term(rest)
    return Item(
        text=verbatim(rest),
        term=verbatim(term),
        meaning=verbatim(meaning),
        mark=mark if mark is not Mark.NONE else Mark.NONE,
        children=children,
        source=source,
    )


def tree(lines: Sequence[tuple[str, Source]]) -> List:
    """A tree drawing's branches as nested lists; `├── a` under `│   ├── b` by column."""
    rows = []
    for line, source in lines:
        match = TREE.match(line)
        if match:
            words = re.sub(r"\s{2,}(?![(#←])(\S.*)$", r" (\1)", match["text"].strip())
            rows.append((len(match["indent"]), words, source))
        elif rows and line.strip("│ |\t"):
            depth, text, first = rows[-1]
            rows[-1] = (depth, f"{text} {line.strip('│ |')}", first)
    rows = [row for row in rows if row[1]]
    depths = levels([row[0] for row in rows])
    return _branch([(depth, *row[1:]) for depth, row in zip(depths, rows, strict=True)])


def _branch(rows: Sequence[tuple[int, str, Source]]) -> List:
    items: list[Item] = []
    index = 0
    while index < len(rows):
        depth, text, source = rows[index]
        end = index + 1
        while end < len(rows) and rows[end][0] > depth:
            end += 1
        children: tuple[Node, ...] = (_branch(rows[index + 1 : end]),) if end > index + 1 else ()
        items.append(item(text, source, children))
        index = end
    return List(items=tuple(items), ordered=False, source=rows[0][2])


def table(lines: Sequence[tuple[str, Source]]) -> Table:
    """A drawn table; rules are left out, short rows are filled up."""
    rows = [(_cells(line), source) for line, source in lines if not _ruled(line)]
    width = len(rows[0][0])
    header, *body = rows
    return Table(
        header=tuple(verbatim(cell) for cell in header[0]),
        rows=tuple(
            Row(
                cells=tuple(verbatim(cell) for cell in _fit(cells, width)),
                source=source,
            )
            for cells, source in body
        ),
        source=lines[0][1],
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _fit(cells: list[str], width: int) -> list[str]:
    """As many cells as the header: missing ones empty, surplus ones joined to the last."""
    if len(cells) > width:
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    elif len(cells) == width and width >= 2:
        # a note behind the last cell, two spaces away: `10.0        FP16, halved`
        cells = [*cells[:-1], re.sub(r"\s{3,}(.+)$", r" (\1)", cells[-1])]
    return cells + [""] * (width - len(cells))
