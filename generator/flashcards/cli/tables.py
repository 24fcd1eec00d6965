"""A table on stdout: drawn on a terminal, aligned plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence

from flashcards.cli import output

Row = Sequence[str]


def table(head: Row, rows: Sequence[Row], *, right: Collection[int] = ()) -> None:
    """Print rows under their head; the columns numbered in `right` are aligned there."""
    if sys.stdout.isatty():
        _drawn(head, rows, right)
        return
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        output.result("  ".join(cells).rstrip())


def _drawn(head: Row, rows: Sequence[Row], right: Collection[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="dim")
    for column, name in enumerate(head):
        drawn.add_column(name, justify="right" if column in right else "left")
    for row in rows:
        drawn.add_row(*(Text(output.inert(cell)) for cell in row))
    Console().print(drawn)
