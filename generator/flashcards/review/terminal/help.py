"""The keys, on `?`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from flashcards.review.terminal.blocks import Look, Run
from flashcards.review.terminal.layout import Line, wrap
from flashcards.review.terminal.page import Words

Keys = Sequence[tuple[str, str]]

KEYS: Keys = (
    ("space enter", "show the answer; then take the grade that is set off"),
    ("1 2 3 4", "Again, Hard, Good, Easy"),
    ("h", "next hint, or the next item under its veil"),
    ("u", "undo the last answer, bury, suspend or flag"),
    ("b", "bury: not before tomorrow"),
    ("s", "suspend: not before you bring it back"),
    ("f", "flag, for later"),
    ("e", "edit the document at the card's line"),
    ("o", "of a computed problem: the question that it drills"),
    ("↑ ↓ pgup pgdn", "scroll"),
    ("← →", "move wide listings and drawings"),
    ("/", "all cards: search, bring back, flag, reset"),
    ("m", "ten more new cards, on the first and the last screen"),
    ("t", "light or dark"),
    ("q ctrl+c", "stop; every answer is kept"),
)

BROWSING: Keys = (
    ("/", "search: words, deck:NAME, tag:NAME, kind:NAME, question:N, doc:NAME"),
    ("  is:…", "new learning review due suspended buried flagged leech problem retired"),
    ("  flag:N due:N", "flagged so; due within N days; lapses:N forgotten so often; -… not so"),
    ("↑ ↓ pgup pgdn", "move; shift with ↑ ↓ scrolls the card"),
    ("enter", "the card alone, and back"),
    ("space  a", "mark a card; mark all that are shown: what follows is done to all of them"),
    ("s", "suspend; a suspended card comes back"),
    ("b", "bury until tomorrow, or not"),
    ("f", "flag, or no flag"),
    ("r", "make new; its answers stay in the log"),
    ("d", "set when it is due"),
    ("h", "all that happened to it"),
    ("e", "edit the document at the card's line"),
    ("u", "take back what was done here last"),
    ("t", "light or dark"),
    ("q esc", "back"),
)

BESIDE, LEAST = 16, 24
"""Columns of the keys, and those that meanings must have beside them."""

TYPED = (
    "On a computed problem you type: enter checks the answer (a slip may be typed again), an"
    " empty line shows it,"
    " esc gives you the keys above, tab takes you back."
)


class Table(Words):
    """Keys and meanings: side by side, or one below the other where that is too wide."""

    def __init__(self, keys: Keys) -> None:
        super().__init__(())
        self.keys = keys

    def laid(self, width: int) -> list[Line]:
        """The lines for a width."""
        out: list[Line] = []
        for keys, meaning in self.keys:
            if width >= BESIDE + LEAST:
                first, *rest = wrap([Run(meaning)], width - BESIDE)
                out.append([Run(keys.ljust(BESIDE), Look.KEY), *first])
                out += [[Run(" " * BESIDE), *line] for line in rest]
            else:
                out.append([Run(keys, Look.KEY)])
                out += [[Run("  "), *line] for line in wrap([Run(meaning)], width - 2)]
        return out


class Help(ModalScreen[None]):
    """All keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,space,enter", "close", "Close"),
        ("up,k", "scroll(-1)", ""),
        ("down,j", "scroll(1)", ""),
    ]

    def __init__(self, keys: Keys = KEYS) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """A heading, the table, and what is other while typing."""
        with VerticalScroll(id="keys"):
            yield Static(Content("Keys"), classes="title")
            yield Table(self.keys)
            if self.keys is KEYS:
                yield Static(Content(TYPED), classes="aside")

    def action_close(self) -> None:
        """Back to the card."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Move."""
        self.query_one("#keys").scroll_relative(y=lines, animate=False)

    def on_click(self) -> None:
        """A click closes it, too."""
        self.dismiss()
