"""Sections of text with charts on stdout: coloured on a terminal, plain ASCII elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import TYPE_CHECKING

from flashcards.cli import output
from flashcards.review.stats.text.drawing import ASCII, UNICODE, Glyphs, Line, Span
from flashcards.review.stats.text.section import Section, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PLAIN_WIDTH = 80
"""Of what is no terminal, whatever terminal it was started from."""

STYLES = {
    "title": "bold",
    "dim": "bright_black",
    "goal": "bold cyan",
    "new": "bright_blue",
    "learning": "yellow",
    "young": "green",
    "mature": "bold green",
    "suspended": "bright_black",
    "again": "red",
    "hard": "yellow",
    "good": "green",
    "easy": "cyan",
    "heat0": "bright_black",
    "heat1": "green",
    "heat2": "green",
    "heat3": "green",
    "heat4": "bold green",
}


def show(draw: Callable[[int, Glyphs], Iterable[Section]]) -> None:
    """Print the sections that are drawn for a width and with glyphs."""
    if not (sys.stdout.isatty() or output.colours(sys.stdout)):
        for section in draw(PLAIN_WIDTH - 2, ASCII):
            _plain(section)
        return
    from rich.console import Console

    console = Console(force_terminal=True, no_color=not output.colours(sys.stdout), highlight=False)
    glyphs = UNICODE if _capable() else ASCII
    for section in draw(console.width, glyphs):
        _drawn(section, console)


def _capable() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "").replace("-", "").lower()
    return encoding == "utf8" and os.environ.get("TERM") not in {"dumb", "linux"}


def _plain(section: Section) -> None:
    output.result(section.title)
    for line in wrap(output.one_line(section.said), PLAIN_WIDTH - 2):
        output.result(f"  {line}")
    for drawn in section.lines:
        output.result(f"  {_text(drawn)}".rstrip())
    if section.table is not None:
        for row in _aligned(section.table):
            output.result(f"  {row}".rstrip())
    output.result("")


def _aligned(table: Table) -> Iterable[str]:
    rows = [table.head, *(tuple(_cell(cell) for cell in row) for row in table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    for row in rows:
        yield "  ".join(
            cell.rjust(width) if column in table.right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


def _text(line: Line) -> str:
    return "".join(span.text for span in line)


def _cell(cell: str | Line) -> str:
    return output.one_line(cell) if isinstance(cell, str) else _text(cell)


def _drawn(section: Section, console: Console) -> None:
    from rich.table import Table as Grid

    console.print(_rich((Span(section.title, "title"),)))
    if section.said:
        console.print(_rich((Span(f"{output.one_line(section.said)}", "dim"),)))
    for line in section.lines:
        console.print(_rich(line), no_wrap=True, overflow="crop")
    if section.table is not None:
        grid = Grid(box=None, pad_edge=False, header_style="bright_black")
        for column, name in enumerate(section.table.head):
            last = column == len(section.table.head) - 1
            grid.add_column(
                name,
                justify="right" if column in section.table.right else "left",
                no_wrap=not last,
                overflow="fold" if last else "ellipsis",
            )
        for row in section.table.rows:
            grid.add_row(
                *(_rich((Span(output.one_line(c)),) if isinstance(c, str) else c) for c in row)
            )
        console.print(grid)
    console.print()


def _rich(line: Line) -> Text:
    from rich.text import Text

    text = Text()
    for span in line:
        text.append(output.inert(span.text), style=STYLES.get(span.style, ""))
    return text
