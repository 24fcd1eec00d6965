"""The last screen: what the sitting came to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from flashcards.review.terminal.foot import Act


class Finish(VerticalScroll, can_focus=False):
    """Why it is over, and the summary."""

    def __init__(self, why: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.why = why
        self.lines = lines

    def compose(self) -> ComposeResult:
        """A heading and names with values."""
        with Vertical(id="column"):
            yield Static(Content(self.why), id="why")
            for name, value in self.lines:
                yield Static(Content.assemble((f"{name:<12}", "$faint"), value), classes="figure")


def acts(*, undo: bool) -> Sequence[Act]:
    """What can be done on it."""
    undone = (Act("u", "undo", "undo"),) if undo else ()
    return (
        Act("q", "close", "stop", classes="first"),
        *undone,
        Act("?", "help", "help", classes="last"),
    )
