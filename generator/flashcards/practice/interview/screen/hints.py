"""A hint on the screen."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from flashcards.practice.interview import words
from flashcards.review.terminal.page import shown
from flashcards.tree.nodes import Blocks


def hint(number: int, text: Blocks) -> Vertical:
    """The hint, with its number and what it takes."""
    cost = Static(Content(f"Hint {number}, takes {words.COST}"), classes="cost")
    return Vertical(cost, *shown(text), classes="hint")
