"""Blackboard's test in lines with tabs: `MC⇥question⇥option⇥correct⇥option⇥incorrect`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row, asked, end_of_all

_LINE = re.compile(
    r"(?P<code>MC|MA|TF|FIB|FIL|NUM|ESS|ORD|MAT|SR|OP|QUIZ_BOWL|FIB_PLUS|JUMBLED_SENTENCE)\t.*"
)
_LEAST = 2


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence whose lines all are such questions."""
    filled = [row for row in rows if row.text.strip()]
    if len(filled) < _LEAST or not all(_LINE.fullmatch(row.text) for row in filled):
        return None
    return bare(rows, info)


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with such lines as questions, where several stand there."""
    found = [place for place, row in enumerate(rows) if _LINE.fullmatch(row.text)]
    if len(found) < _LEAST:
        return None
    out: list[Row] = []
    for place, row in enumerate(rows):
        if place in found:
            out += _question(row)
            if place == found[-1]:
                out.append(end_of_all(row.at))
        elif row.text.strip() or not found[0] < place < found[-1]:
            out.append(row)
    return out


def _question(row: Row) -> Iterator[Row]:
    code, title, *cells = (cell.strip() for cell in row.text.split("\t"))
    cells = [cell for cell in cells if cell]
    said = [row._replace(text=title)]
    if code in ("MC", "MA"):
        options = [
            (row._replace(text=one), told.casefold() == "correct")
            for one, told in zip(cells[::2], cells[1::2], strict=False)
        ]
        if any(right for _, right in options):
            yield from asked(said, options=options)
    elif code == "TF" and cells:
        true = cells[0].casefold() == "true"
        told = row._replace(text="True." if true else "False.")
        yield from asked([row._replace(text=f"True / false: {title}")], answer=[told])
    elif code in ("FIB", "FIL", "SR", "NUM", "QUIZ_BOWL") and cells:
        yield from asked(said, answer=[row._replace(text=cells[0])])
    elif code in ("ESS", "SR", "OP"):
        yield from asked(said)
