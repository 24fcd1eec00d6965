"""The first screen and the last: how things stand, and what a sitting came to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from flashcards.review.terminal.foot import Act

Lines = Sequence[tuple[str, str]]


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
                    gap = " gap" if number and not place else ""
                    yield Static(
                        Content.assemble((f"{name:<12}", "$faint"), value), classes=f"figure{gap}"
                    )
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
        *((Act("m", "ten more new", "more"),) if more else ()),
        *((Act("/", "browse", "browse"),) if browse else ()),
        Act("?", "help", "help", classes="last"),
    )


def first_acts(*, more: bool, browse: bool) -> Sequence[Act]:
    """What can be done on the first screen."""
    return (
        Act("space", "begin", "go_on", classes="first"),
        *((Act("m", "ten more new", "more"),) if more else ()),
        *((Act("/", "browse", "browse"),) if browse else ()),
        Act("q", "close", "stop"),
        Act("?", "help", "help", classes="last"),
    )
