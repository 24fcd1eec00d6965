"""Structure drawn with characters inside fences: trees, ASCII tables, boxes."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.document import Item, List, Node, Row, Source, Table
from flashcards.questions.labels import split_mark, split_term
from flashcards.questions.slices import cut, joined, phrase, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Inlines

TREE = re.compile(r"^(?P<indent>[\s│|]*)(?:├|└)[─-]*\s*(?P<text>.*)$")
BOX = re.compile(r"[┌┐┘┬┴┼╔╗╚╝║╭╮╰╯]|^\s*[│║].*[│║]\s*\S*")
_RULE = re.compile(r"[\s\-=:+|]*")
_MAX_LEVELS = 12
Line = tuple[Inlines, Source]
"""A line of a fence."""

# A note behind a branch or a cell, some blanks away.
_NOTE = re.compile(r"\s{2,}(?![(#←])(\S.*)$")
_CELL_NOTE = re.compile(r"\s{3,}(\S.*)$")
_ARROW_NOTE = re.compile(r"\s*←\s*(.+)$")


def is_rule(line: str) -> bool:
    """`---|----|---`: the line between a drawn table's head and its body."""
    return _ruled(line) and ("|" in line or "+" in line)


def is_table(lines: Sequence[str]) -> bool:
    """Whether they are a drawn table: a rule below the first line, and more than rules."""
    return len(lines) > 1 and is_rule(lines[1]) and not all(_ruled(line) for line in lines)


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


def item(line: Inlines, source: Source, children: tuple[Node, ...] = ()) -> Item:
    """A line of a fence as a list item."""
    mark, rest = split_mark(line)
    note = _ARROW_NOTE.search(plain(rest))
    if note:
        rest = _bracketed(rest, note.start(), note.start(1))
    term, meaning = split_term(rest)
    return Item(
        text=phrase(rest),
        term=phrase(term),
        meaning=phrase(meaning),
        mark=mark,
        children=children,
        source=source,
    )


def _bracketed(line: Inlines, end: int, note: int) -> Inlines:
    """A line with the note behind it in brackets."""
    return (*cut(line, 0, end), said(" ("), *stripped(cut(line, note)), said(")"))


def tree(lines: Sequence[Line]) -> List | None:
    """A tree drawing's branches as nested lists; `├── a` under `│   ├── b` by column.

    None where no branch bears a word.
    """
    rows: list[tuple[int, Inlines, Source, bool]] = []
    for line, source in lines:
        words = plain(line)
        match = TREE.match(words)
        if match:
            branch = stripped(cut(line, match.start("text")))
            note = _NOTE.search(plain(branch))
            if note:
                branch = _bracketed(branch, note.start(), note.start(1))
            rows.append((len(match["indent"]), branch, source, False))
        elif rows and words.strip("│ |\t"):
            depth, text, first, _ = rows[-1]
            rows[-1] = (depth, joined([text, stripped(line, "│ |")]), first, False)
    rows = [row for row in rows if row[1]]
    if not rows:
        return None
    depths = levels([row[0] for row in rows])
    return branches([(depth, *row[1:]) for depth, row in zip(depths, rows, strict=True)])


def branches(rows: Sequence[tuple[int, Inlines, Source, bool]]) -> List:
    """Lines with their level of nesting, and whether they are numbered, as nested lists."""
    items: list[Item] = []
    index = 0
    while index < len(rows):
        depth, text, source, _ = rows[index]
        end = index + 1
        while end < len(rows) and rows[end][0] > depth:
            end += 1
        children: tuple[Node, ...] = (branches(rows[index + 1 : end]),) if end > index + 1 else ()
        items.append(item(text, source, children))
        index = end
    return List(items=tuple(items), ordered=rows[0][3], source=rows[0][2])


def table(lines: Sequence[Line]) -> Table:
    """A drawn table; rules are left out, short rows are filled up."""
    rows = [(_cells(line), source) for line, source in lines if not _ruled(plain(line))]
    width = len(rows[0][0])
    header, *body = rows
    return Table(
        header=tuple(phrase(cell) for cell in header[0]),
        rows=tuple(
            Row(cells=tuple(phrase(cell) for cell in _fit(cells, width)), source=source)
            for cells, source in body
        ),
        source=lines[0][1],
    )


def _cells(line: Inlines) -> list[Inlines]:
    bare = stripped(stripped(line), "|")
    words = plain(bare)
    cells, start = [], 0
    for end in (*(i for i, sign in enumerate(words) if sign == "|"), len(words)):
        cells.append(stripped(cut(bare, start, end)))
        start = end + 1
    return cells


def _fit(cells: list[Inlines], width: int) -> list[Inlines]:
    """As many cells as the header: missing ones empty, surplus ones joined to the last."""
    if len(cells) > width:
        cells = [*cells[: width - 1], joined(cells[width - 1 :], " | ")]
    elif len(cells) == width and width >= 2:
        # a note behind the last cell, two spaces away: `10.0        FP16, halved`
        note = _CELL_NOTE.search(plain(cells[-1]))
        if note:
            cells = [*cells[:-1], _bracketed(cells[-1], note.start(), note.start(1))]
    empty: Inlines = ()
    return cells + [empty] * (width - len(cells))
