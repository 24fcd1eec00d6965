"""A long list of cards, of which only the lines that are seen are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from flashcards.review.browse import standing
from flashcards.review.store.model import Listed

STANDS, FLAG = 10, 2
"""Columns for where a card stands, and for its flag."""


class Rows(ScrollView, can_focus=True):
    """Cards, one a line; a cursor, and marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--faint", "rows--mark"}
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up,k", "move(-1)", "Up"),
        ("down,j", "move(1)", "Down"),
        ("pageup", "page(-1)", "Page up"),
        ("pagedown", "page(1)", "Page down"),
        ("home", "edge(0)", "First"),
        ("end", "edge(1)", "Last"),
    ]

    class Moved(Message):
        """The cursor is on another card, or on none."""

    def __init__(self, *, front: Callable[[Listed], str], day: int) -> None:
        super().__init__()
        self.front = front
        self.day = day
        self.items: list[Listed] = []
        self.marked: set[str] = set()
        self.cursor = 0

    def fill(self, items: Sequence[Listed]) -> None:
        """Show other cards; the cursor stays on its card if that is among them."""
        now = self.current
        self.items = list(items)
        places = {one.card.id: place for place, one in enumerate(self.items)}
        self.marked &= places.keys()
        self.cursor = places.get(now.card.id, 0) if now else 0
        self.virtual_size = Size(self.size.width, len(self.items))
        self._show()

    @property
    def current(self) -> Listed | None:
        """The card under the cursor."""
        return self.items[self.cursor] if self.items else None

    @property
    def chosen(self) -> list[Listed]:
        """The marked cards, else the one under the cursor."""
        if self.marked:
            return [one for one in self.items if one.card.id in self.marked]
        return [self.current] if self.current else []

    def mark(self) -> None:
        """Mark the card under the cursor, or unmark it, and go on to the next."""
        if self.current:
            self.marked ^= {self.current.card.id}
            self.action_move(1)

    def mark_all(self) -> None:
        """Mark all that are shown, or none if all are."""
        every = {one.card.id for one in self.items}
        self.marked = set() if self.marked == every else every
        self.refresh()

    def put(self, changed: Sequence[Listed]) -> None:
        """Show these cards as they are now."""
        now = {one.card.id: one for one in changed}
        self.items = [now.get(one.card.id, one) for one in self.items]
        self._show()

    def _show(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        if self.items:
            self.cursor = min(max(self.cursor + lines, 0), len(self.items) - 1)
        self._show()

    def action_page(self, pages: int) -> None:
        """By a screenful."""
        self.action_move(pages * max(self.size.height - 1, 1))

    def action_edge(self, end: int) -> None:
        """To the first or the last card."""
        self.action_move(len(self.items) if end else -len(self.items))

    def on_click(self, event: Click) -> None:
        """To the card that is clicked."""
        self.action_move(int(event.y + self.scroll_offset.y) - self.cursor)

    def on_resize(self) -> None:
        """Lines are as wide as the list."""
        self.virtual_size = Size(self.size.width, len(self.items))

    def render_line(self, y: int) -> Strip:
        """One card."""
        place, width = y + self.scroll_offset.y, self.size.width
        base = self.rich_style
        if place >= len(self.items):
            return Strip.blank(width, base)
        one = self.items[place]
        if place == self.cursor:
            base += self.get_component_rich_style("rows--cursor")
        faint = base + self.get_component_rich_style("rows--faint", partial=True)
        mark = base + self.get_component_rich_style("rows--mark", partial=True)
        stands = set_cell_size(standing(one, day=self.day), STANDS)
        rest = max(width - STANDS - FLAG - 3, 1)
        return Strip(
            [
                Segment(" ● " if one.card.id in self.marked else "   ", mark),
                Segment(stands, faint),
                Segment("⚑ " if one.state.flag else "  ", mark),
                Segment(set_cell_size(self.front(one), rest), base),
            ]
        ).adjust_cell_length(width, base)
