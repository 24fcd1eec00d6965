"""What happened to a card, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from flashcards.review.model import Event, EventKind
from flashcards.review.session.spell import clock, interval
from flashcards.review.store.model import Listed
from flashcards.review.terminal.text import plain
from flashcards.review.terminal.words import NAMES
from flashcards.safe import one_line

Row = tuple[str, str, str]


def rows(events: Iterable[Event]) -> list[Row]:
    """Day, what happened, and what followed from it; what was undone says so."""
    log = list(events)
    undone = {one.value for one in log if one.kind is EventKind.UNDO}
    return [
        (
            date.fromordinal(one.day).isoformat(),
            _what(one),
            "taken back" if one.id in undone else _then(one),
        )
        for one in log
        if one.kind is not EventKind.UNDO
    ]


def _what(one: Event) -> str:
    if one.kind is EventKind.ANSWER and one.rating is not None:
        by = f" ({one.source.partition(':')[0]})" if one.source else ""
        return f"{NAMES[one.rating]}, {clock(one.duration_ms)}{by}"
    if one.kind is EventKind.FLAG:
        return f"flag {one.value}" if one.value else "no flag"
    return {
        EventKind.SUSPEND: "suspended",
        EventKind.UNSUSPEND: "brought back",
        EventKind.BURY: "put off",
        EventKind.UNBURY: "put off no more",
        EventKind.FORGET: "made new",
        EventKind.DUE: "set due",
    }.get(one.kind, one.kind.value)


def _then(one: Event) -> str:
    if one.cram:
        return "crammed"
    if one.kind is EventKind.DUE:
        return f"on {date.fromordinal(one.due_day).isoformat()}"
    if one.kind is not EventKind.ANSWER:
        return ""
    if one.due_ms is not None:
        return f"again in {interval(one.due_ms - one.at_ms)}"
    return f"again on {date.fromordinal(one.due_day or one.day).isoformat()}"


class History(ModalScreen[None]):
    """The log of one card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,h,space,enter", "close", "Close"),
        ("up,k", "scroll(-1)", ""),
        ("down,j", "scroll(1)", ""),
    ]

    def __init__(self, one: Listed, events: Sequence[Event]) -> None:
        super().__init__()
        self.one = one
        self.rows = rows(events)

    def compose(self) -> ComposeResult:
        """What the card asks, how it is remembered, and the lines."""
        memory = self.one.state.memory
        known = (
            f"stability {memory.stability_days:.1f} days, difficulty {memory.difficulty:.1f} of 10"
            if memory
            else "not answered yet"
        )
        with VerticalScroll(id="keys"):
            yield Static(Content(one_line(plain(self.one.card.front))), classes="title")
            yield Static(Content.styled(known, "$faint"), classes="aside")
            if not self.rows:
                yield Static(Content("Nothing has happened to it yet."))
            for day, what, then in self.rows:
                yield Static(Content.assemble((f"{day:<12}", "$faint"), f"{what:<24}", then))

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Move."""
        self.query_one("#keys").scroll_relative(y=lines, animate=False)
