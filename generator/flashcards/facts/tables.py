"""Tables: one note a row, one card a cell; the answer side shows the whole row."""

from __future__ import annotations

import re

from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import front, plain_words, shorten, unbold
from flashcards.markup.escape import escape_markdown
from flashcards.model import Kind, Row, Table, Text

_COMPARED = word_list("compared")
_STARS = re.compile("^(\N{WHITE MEDIUM STAR}+)$")
_NO_VALUE = frozenset(("", "-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "?"))
_MAX_COMPARED = 5
"""Above this many columns a front names the heading only."""


def extract_table(node: Table, scope: Scope, sheet: Sheet) -> None:
    """Put each row's cells on the sheet."""
    names = unique([row.cells[0].plain.strip() if row.cells else "" for row in node.rows])
    for row, name in zip(node.rows, names, strict=True):
        text = " | ".join(cell.plain for cell in row.cells)
        if _is_rule(row):
            continue
        sheet.add(row.source, "table row", text, _row_drafts(node, row, name, scope))


def _is_rule(row: Row) -> bool:
    return all(not cell.plain.strip("-=+ ") for cell in row.cells)


def _row_drafts(node: Table, row: Row, name: str, scope: Scope) -> list[Draft]:
    if not name:
        return []
    row_label = unbold(row.cells[0].markdown) or escape_markdown(name)
    if len(name) < 3 or not any(sign.isalpha() for sign in name):
        row_label = f"{unbold(node.header[0].markdown)} {row_label}".strip()
    drafts = []
    columns = unique([cell.plain.strip() for cell in node.header])
    stars = max((len(_star_run(c)) for r in node.rows for c in r.cells), default=0)
    for index in range(1, len(row.cells)):
        cell = row.cells[index]
        if cell.plain.strip().casefold() in _NO_VALUE:
            continue
        column = columns[index] if index < len(columns) else ""
        asked = f" — {escape_markdown(column)}" if column else ""
        answer, more = shorten(_cell_markdown(cell, stars))
        shown = "\n\n".join(part for part in (more, _row_table(node, row, stars)) if part)
        drafts.append(
            Draft(
                kind=Kind.CELL,
                key=(name, column),
                fronts=tuple(
                    front(subject, f"**{row_label}**{asked}?") for subject in _subjects(node, scope)
                ),
                back=answer,
                more=shown,
                group=f"row:{name}",
                scope=scope,
                source=row.source,
            )
        )
    return drafts


def _subjects(node: Table, scope: Scope) -> tuple[str, ...]:
    """What the table is about: for a comparison the things compared, else its heading."""
    first = node.header[0].plain if node.header else ""
    compared = [cell.plain.strip() for cell in node.header[1:] if cell]
    if plain_words(first) <= _COMPARED and 2 <= len(compared) <= _MAX_COMPARED:
        versus = " vs ".join(compared)
        return (versus, f"{scope.topic} › {versus}", f"{scope.full_subject} › {versus}")
    return (scope.subject, scope.full_subject)


def _star_run(cell: Text) -> str:
    match = _STARS.match(cell.plain.strip())
    return match.group(1) if match else ""


def _cell_markdown(cell: Text, most_stars: int) -> str:
    stars = _star_run(cell)
    if stars:
        return f"{len(stars)} of {most_stars} stars"
    return unbold(cell.markdown)


def _row_table(node: Table, row: Row, stars: int) -> str:
    """The row under its header, as a markdown table."""

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(_pipe_safe(cell) for cell in cells) + " |"

    header = [unbold(cell.markdown) for cell in node.header[: len(row.cells)]]
    header += [""] * (len(row.cells) - len(header))
    body = [_cell_markdown(cell, stars) for cell in row.cells]
    return "\n".join([line(header), line(["---"] * len(body)), line(body)])


def _pipe_safe(markdown: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", markdown)
