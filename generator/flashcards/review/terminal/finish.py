"""The first screen and the last: how things stand, and what a sitting came to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from flashcards.review.terminal.blocks import Look, Run
from flashcards.review.terminal.foot import Act
from flashcards.review.terminal.layout import Line, wrap
from flashcards.review.terminal.page import Words

Lines = Sequence[tuple[str, str]]

BESIDE, BESIDE_LEAST, ROOMY = 12, 8, 50
"""Columns for names; fewer on a terminal that is not roomy."""


class Figure(Words):
    """A name and its value; what does not fit beside the name goes on below the value."""

    def __init__(self, name: str, value: str, *, gap: bool = False) -> None:
        super().__init__((), classes="figure gap" if gap else "figure")
        self.label = name
        self.value = value

    def laid(self, width: int) -> list[Line]:
        """The lines for a width."""
        beside = BESIDE if width >= ROOMY else max(len(self.label) + 1, BESIDE_LEAST)
        value = wrap([Run(self.value)], max(width - beside, 1))
        first = [Run(self.label.ljust(beside), Look.FAINT), *value[0]]
        return [first, *([Run(" " * beside), *line] for line in value[1:])]


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


def acts(*, undo: bool, more: bool = False, browse: bool = False) -> Sequence[Act]:
    """What can be done on the last screen."""
    return (
        Act("q", "close", "stop", classes="first"),
        *((Act("u", "undo", "undo"),) if undo else ()),
        *((Act("m", "ten more new", "more", classes="spare"),) if more else ()),
        *((Act("/", "browse", "browse", classes="spare"),) if browse else ()),
        Act("?", "help", "help", classes="last"),
    )


def first_acts(*, more: bool, browse: bool) -> Sequence[Act]:
    """What can be done on the first screen."""
    return (
        Act("space", "begin", "go_on", classes="first"),
        *((Act("m", "ten more new", "more", classes="spare"),) if more else ()),
        *((Act("/", "browse", "browse", classes="spare"),) if browse else ()),
        Act("q", "close", "stop"),
        Act("?", "help", "help", classes="last"),
    )
