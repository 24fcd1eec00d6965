"""The question that a computed problem drills, with its solution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from flashcards import patterns as re
from flashcards.kinds import Kind
from flashcards.review.session.face import face
from flashcards.review.store.model import StoredCard
from flashcards.review.terminal.page import shown
from flashcards.review.terminal.text import plain

_NAMED = re.compile(r"^- Question \d+: (.*)$", re.MULTILINE)
"""A line of the part "Drills", as `problems.pool` writes it; its number may be another document's
by now, so the title tells which question it is."""


def drilled(problem: StoredCard, cards: Iterable[StoredCard]) -> list[StoredCard]:
    """The cards of the questions that a problem drills, as far as they are among these."""
    titles = {plain(text) for text in _NAMED.findall(dict(problem.extra).get("drills", ""))}
    return [
        card
        for card in cards
        if card.kind is Kind.INTERVIEW and card.retired_ms is None and card.title in titles
    ]


class Drilled(ModalScreen[None]):
    """Question and model solution, to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,o,space,enter", "close", "Close"),
        ("up,k", "scroll(-1)", ""),
        ("down,j", "scroll(1)", ""),
        ("pageup", "page(-1)", ""),
        ("pagedown", "page(1)", ""),
    ]

    def __init__(self, cards: Sequence[StoredCard]) -> None:
        super().__init__()
        self.cards = cards

    def compose(self) -> ComposeResult:
        """One question below the other."""
        with VerticalScroll(id="keys"):
            for card in self.cards:
                said = face(card)
                yield Static(Content(f"Question {card.question}: {card.title}"), classes="title")
                yield from shown(said.question)
                yield Static(classes="rule")
                yield from shown(said.answer)
            yield Static(Content.styled("esc: back to the problem", "$faint"), classes="aside")

    def action_close(self) -> None:
        """Back to the problem."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Move."""
        self.query_one("#keys").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Move by a screenful."""
        keys = self.query_one("#keys")
        keys.scroll_relative(y=pages * max(keys.size.height - 2, 1), animate=False)
