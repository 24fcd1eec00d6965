"""The first screen and the last: how things stand, and what a sitting came to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from flashcards.review.terminal.layout import Line
from flashcards.review.terminal.opening import figure
from flashcards.review.terminal.page import Words

Lines = Sequence[tuple[str, str]]


class Figure(Words):
    """A name and its value; what does not fit beside the name goes on below the value."""

    def __init__(self, name: str, value: str, *, gap: bool = False) -> None:
        super().__init__((), classes="figure gap" if gap else "figure")
        self.label = name
        self.value = value

    def laid(self, width: int) -> list[Line]:
        """The lines for a width."""
        return figure(self.label, self.value, width)


class Finish(VerticalScroll, can_focus=False):
    """A heading, names with values in groups, and what to do next."""

    def __init__(self, why: str, *groups: Lines, advice: Sequence[str] = ()) -> None:
        super().__init__()
        self.why = why
        self.groups = groups
        self.advice = advice

    def compose(self) -> ComposeResult:
        """One calm page."""
        with Vertical(id="column"):
            yield Static(Content(self.why), id="why")
            for number, lines in enumerate(self.groups):
                for place, (name, value) in enumerate(lines):
                    yield Figure(name, value, gap=bool(number) and not place)
            for place, said in enumerate(self.advice):
                yield Static(
                    Content.assemble(("› ", "$primary"), said),
                    classes="figure" if place else "figure gap",
                )
