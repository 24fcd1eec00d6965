"""A first screen as rows of styled texts, for what is shown before Textual is there.

It is laid out as `review.tcss` has Textual lay it out: the tests compare both, sign by sign. What
takes more than text (a listing, a line to type in, a bar to scroll by) has no picture: it comes
with Textual, some tenths of a second later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from flashcards.review.session import Face
from flashcards.review.terminal.acts import Deed
from flashcards.review.terminal.blocks import Block, Box, blocks, veils
from flashcards.review.terminal.head import Head
from flashcards.review.terminal.layout import lines
from flashcards.review.terminal.opening import Opening, figure
from flashcards.review.terminal.styles import Span, spans

Row = list[Span]
Picture = list[Row]

NARROW, SHORT = 56, 26
"""Columns and lines below which there is less room around things."""

TEXT_WIDTH = 86
"""Columns of text at most; a longer line is hard to follow."""

AROUND = 12
"""Columns beside it: padding, that of a box in an answer, the bar at its side."""

OPENING_WIDTH = 92


def hints_of(face: Face) -> int:
    """Hints of a card's own; else as many as there are veils on it."""
    return len(face.hints) or veils(blocks(face.question))


def widest(face: Face) -> int:
    """Columns of the widest listing or drawing, which no line of is broken."""
    texts = (face.question, *face.hints, face.answer, *(part.markdown for part in face.parts))
    return max(
        (
            cell_len(line)
            for text in texts
            for block in blocks(text)
            if isinstance(block, Box)
            for line in block.text.split("\n")
        ),
        default=0,
    )


def of_opening(shown: Opening, head: Head, width: int, height: int) -> Picture | None:
    """How things stand."""
    room = _Room(width, height, OPENING_WIDTH)
    body: list[Row] = [[(shown.heading, "bold")], []]
    for number, group in enumerate(shown.groups):
        body += [[]] if number else []
        for name, value in group:
            body += map(spans, figure(name, value, room.text))
    if shown.advice:
        body += [[], *([("› ", "$primary"), (said, "")] for said in shown.advice)]
    return room.picture(head, body, shown.acts)


def of_card(
    face: Face, head: Head, acts: Sequence[Deed], width: int, height: int
) -> Picture | None:
    """The front of a card."""
    asked = blocks(face.question)
    if face.typed or not asked or any(isinstance(block, Box) for block in asked):
        return None
    room = _Room(width, height, max(TEXT_WIDTH, widest(face)) + AROUND)
    body: list[Row] = []
    if face.subject.strip():
        subject = blocks(face.subject)
        if any(isinstance(block, Box) for block in subject):
            return None
        body += [*room.laid(subject, "$faint"), []]
    body += room.laid(asked[:1], "bold")
    if asked[1:]:
        body += [[], *room.laid(asked[1:], "")]
    return room.picture(head, body, acts)


class _Room:
    """Where things stand on a screen of some size, the page at most so many columns wide."""

    def __init__(self, width: int, height: int, most: int) -> None:
        self.width, self.height = width, height
        self.narrow = width < NARROW
        small = self.narrow or height < SHORT
        page = min(width, most)
        beside = 1 if self.narrow else 2 if small else 3
        self.above, self.below = (1, 0) if small else (2, 1)
        self.left = (width - page) // 2 + beside
        self.page = page - 2 * beside
        self.text = min(self.page, TEXT_WIDTH)

    def laid(self, found: Sequence[Block], base: str) -> list[Row]:
        """The rows of some text."""
        return [spans(line, base) for line in lines(found, self.text)]

    def picture(self, head: Head, body: list[Row], acts: Sequence[Deed]) -> Picture | None:
        """All rows of the screen; None where something of it does not fit."""
        between = self.height - 4  # head and foot take two lines each
        top, foot = self._top(head), self._foot(acts)
        high = self.above + len(body) + self.below
        if top is None or foot is None or high > between or any(_size(r) > self.page for r in body):
            return None
        margin: Row = [(" " * self.left, "")]
        rows: Picture = [[] for _ in range(self.above)]
        rows += ([*margin, *row] for row in body)
        rows += [[] for _ in range(between - len(rows))]
        return [top, head.bar, *rows, [("─" * self.width, "$line")], foot]

    def _top(self, head: Head) -> Row | None:
        side = " " * (1 if self.narrow else 2)
        gap = self.width - 2 * len(side) - _size(head.place) - _size(head.figures)
        if gap < 0:
            return None
        return [(side, ""), *head.place, (" " * gap, ""), *head.figures]

    def _foot(self, acts: Sequence[Deed]) -> Row | None:
        row: Row = [(" " * (1 if self.narrow else 2), "")]
        side = _size(row)
        for deed in acts:
            if deed.spare and self.narrow:
                continue
            if deed.last:
                gap = self.width - side - _size(row) - _size(deed.spans)
                if gap < 0:
                    return None
                row.append((" " * gap, ""))
            row += [(text, style or "$faint") for text, style in deed.spans]
            if not deed.last:
                row.append((" " * (2 if self.narrow else 3), ""))
        return row


def _size(row: Iterable[Span]) -> int:
    return sum(cell_len(text) for text, _ in row)
