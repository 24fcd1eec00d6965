"""Tables: one note a row, one card a cell; the answer side shows the whole row."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell
from flashcards.document import Phrase, Row, Table
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import (
    ABOVE,
    answer_of,
    ask,
    front,
    has_value,
    joined,
    plain_words,
    said,
    shorten,
    unbold,
)
from flashcards.tree import nodes as n
from flashcards.tree.cut import pictures
from flashcards.tree.nodes import Inlines

_COMPARED = word_list("compared")
# A rating and nothing else.
_STARS = re.compile("^(\N{WHITE MEDIUM STAR}+)$")
_NO_VALUE = frozenset(("", "-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "?"))
_MOST_COLUMNS = 40
"""Columns of a table whose cells are asked: no reader sees more side by side, and each card
shows its row whole."""

_MAX_COMPARED = 5
"""Above this many columns a front names the heading only."""


def extract_table(node: Table, scope: Scope, sheet: Sheet) -> None:
    """Put each row's cells on the sheet."""
    if len(node.header) > _MOST_COLUMNS:
        for row in node.rows:
            text = " | ".join(cell.plain for cell in row.cells[:_MOST_COLUMNS])
            sheet.add(row.source, "table row", text, [])
        return
    stars = max((len(_star_run(c)) for r in node.rows for c in r.cells), default=0)
    names = unique([row.cells[0].plain.strip() if row.cells else "" for row in node.rows])
    for row, name in zip(node.rows, names, strict=True):
        text = " | ".join(cell.plain for cell in row.cells)
        if _is_rule(row):
            continue
        sheet.add(row.source, "table row", text, _row_drafts(node, row, name, stars, scope))


def _is_rule(row: Row) -> bool:
    return all(not cell.plain.strip("-=+ ") and not pictures(cell.inlines) for cell in row.cells)


def _row_drafts(node: Table, row: Row, name: str, stars: int, scope: Scope) -> list[Draft]:
    if not name:
        return []
    label = unbold(row.cells[0].inlines) or said(name)
    corner = unbold(node.header[0].inlines) if node.header else ()
    if len(name) < 3 or not any(sign.isalpha() for sign in name):
        label = joined(corner, label)
    drafts = []
    columns = unique([cell.plain.strip() for cell in node.header])
    whole = _row_table(node, row, stars)
    for index in range(1, len(row.cells)):
        cell = row.cells[index]
        empty = cell.plain.strip().casefold() in _NO_VALUE and not pictures(cell.inlines)
        if empty or not has_value(cell.inlines):
            continue
        column = columns[index] if index < len(columns) else ""
        head = said(column)
        answer, more = shorten(_cell_inlines(cell, stars))
        asked = ask((n.Strong(label),), " — " if column else "", head, "?")
        drafts.append(
            Draft(
                ask=Cell(row=label, column=head, corner=corner),
                key=(name, column),
                fronts=tuple(front(subject, asked) for subject in _subjects(node, scope)),
                back=answer_of(answer),
                more=(*answer_of(more), whole),
                group=f"row:{name}",
                scope=scope,
                source=row.source,
            )
        )
    return drafts


def _subjects(node: Table, scope: Scope) -> tuple[str, ...]:
    """What the table is about: for a comparison the things compared, else its heading."""
    first = node.header[0].plain if node.header else ""
    compared = [cell.plain.strip() for cell in node.header[1:] if cell.plain.strip()]
    if plain_words(first) <= _COMPARED and 2 <= len(compared) <= _MAX_COMPARED:
        versus = " vs ".join(compared)
        return (
            versus,
            f"{scope.topic}{ABOVE}{versus}",
            f"{scope.full_subject}{ABOVE}{versus}",
        )
    return (scope.subject, scope.full_subject)


def _star_run(cell: Phrase) -> str:
    match = _STARS.match(cell.plain.strip())
    return match.group(1) if match else ""


def _cell_inlines(cell: Phrase, most_stars: int) -> Inlines:
    stars = _star_run(cell)
    if stars:
        return said(f"{len(stars)} of {most_stars} stars")
    return unbold(cell.inlines)


def _row_table(node: Table, row: Row, stars: int) -> n.Table:
    """The row under its header."""
    header = [n.Cell(unbold(cell.inlines)) for cell in node.header[: len(row.cells)]]
    header += [n.Cell(())] * (len(row.cells) - len(header))
    cells = tuple(n.Cell(_cell_inlines(cell, stars)) for cell in row.cells)
    return n.Table(tuple(header), (n.TableRow(cells),))
