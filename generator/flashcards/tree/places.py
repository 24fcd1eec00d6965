"""Where tokens stand: from lines and columns of the parser to characters of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.tree.span import Lines, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

# Signs of quotes and items before a table's first row: no cell of it.
_OPENING = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++[ \t>]*+)*")

Place = Callable[[int, int], Span]
"""From characters of an inline text to characters of the document."""


class Places:
    """The places of one document's tokens."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._starts = lines.starts
        self._row_at = 0  # in a table: where the cell before ended

    def begin_row(self, token: Token) -> None:
        """The next cells are those of a row that begins here."""
        if token.map:
            start = self._line_start(token.map[0])
            opening = _OPENING.match(self._text, start)
            self._row_at = opening.end() if opening else start

    def of_block(self, token: Token) -> Span:
        """From the first character of a block's first line to the end of its last that has any."""
        first, last = token.map or (0, 0)
        start, end = self._line_start(first), self._line_start(last)
        body = self._text[start:end]
        lead = len(body) - len(body.lstrip(" \t\n>"))
        tail = len(body) - len(body.rstrip(" \t\n>"))
        return Span(start + lead, max(end - tail, start + lead))

    def in_block(self, token: Token) -> Place:
        """From an inline text to the document: each of its lines is the end of one there."""
        content = token.content
        first = token.map[0] if token.map else 0
        begins: list[int] = []  # of each line, in the content
        shifts: list[int] = []  # from the content to the document
        position = 0
        for index, line in enumerate(content.split("\n")):
            start, shown = self._line(first + index)
            at = shown.rfind(line.strip())
            lead = len(line) - len(line.lstrip())
            begins.append(position)
            shifts.append(start + max(at, 0) - lead - position)
            position += len(line) + 1
        if len(begins) == 1:
            shift = shifts[0]
            return lambda start, end: Span(start + shift, end + shift)

        def place(start: int, end: int) -> Span:
            # An end belongs to the line that it ends, though the next begins behind it.
            from_ = shifts[max(bisect_right(begins, start) - 1, 0)]
            to = shifts[max(bisect_left(begins, end) - 1, 0)]
            return Span(start + from_, end + to)

        return place

    def in_cell(self, token: Token) -> Place:
        r"""In a row: behind the cell before; `\|` stands for a bar that parts no cells."""
        content = token.content
        source = content.replace("|", "\\|")
        limit = self._line_start((token.map[0] if token.map else 0) + 1)
        at, escaped = self._text.find(content, self._row_at, limit), False
        if "|" in content:
            other = self._text.find(source, self._row_at, limit)
            if other >= 0:
                at, escaped = other, True
        if at < 0:
            at = self._row_at
        self._row_at = at + len(source if escaped else content)
        if not escaped:
            return lambda start, end: Span(at + start, at + end)

        bars = [index for index, sign in enumerate(content) if sign == "|"]

        def place(start: int, end: int) -> Span:
            return Span(at + start + bisect_left(bars, start), at + end + bisect_left(bars, end))

        return place

    def of_code(self, token: Token, *, fenced: bool) -> tuple[int, ...]:
        """Where each line of a listing begins."""
        first = (token.map[0] if token.map else 0) + fenced
        starts: list[int] = []
        for index, line in enumerate(token.content.rstrip("\n").split("\n")):
            start, shown = self._line(first + index)
            # Its end: the parser writes blanks for a part of a tab at its head.
            starts.append(start + len(shown) - len(line))
        return tuple(starts)

    def find(self, content: str, within: Span) -> int:
        """Where a text begins in a span, or -1."""
        return self._text.find(content, within.start, within.end)

    def _line(self, number: int) -> tuple[int, str]:
        """Where a line begins, and its text."""
        start = self._line_start(number)
        return start, self._text[start : self._line_start(number + 1)].rstrip("\n")

    def _line_start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)
