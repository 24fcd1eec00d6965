"""The first screen while Textual is loading, and the first card for who asks for it by then."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from flashcards.review.session import Sitting, Turn
from flashcards.review.terminal.acts import at_front
from flashcards.review.terminal.early import Early
from flashcards.review.terminal.head import Head, head
from flashcards.review.terminal.opening import opening
from flashcards.review.terminal.picture import Picture, hints_of, of_card, of_opening

_STEPS = (
    "asyncio",
    "rich.console",
    "textual.css.stylesheet",
    "textual.widget",
    "textual.screen",
    "textual.app",
    "flashcards.review.terminal.app",
    "flashcards.review.terminal.driver",
)
"""What takes long to load, in pieces: between them it is seen what was typed."""

_BEGIN = (b" ", b"\r")


class First:
    """What may be shown first, to be drawn on a terminal of so many columns and lines."""

    def __init__(self, sitting: Sitting, *, now_ms: int, browse: bool) -> None:
        self._sitting = sitting
        self._opening = opening(sitting, now_ms=now_ms, browse=browse)

    def opening(self, width: int, height: int) -> Picture | None:
        """How things stand."""
        return of_opening(self._opening, self._head(None, width), width, height)

    def card(self, width: int, height: int) -> Picture | None:
        """The first card."""
        turn = self._sitting.turn
        if turn is None:
            return None
        acts = at_front(typed=turn.face.typed, hints=hints_of(turn.face))
        return of_card(turn.face, self._head(turn, width), acts, width, height)

    def _head(self, turn: Turn | None, width: int) -> Head:
        sitting = self._sitting
        return head(turn, sitting.counts(), sitting.scope, minutes=0, answers=0, width=width)


def load(
    early: Early,
    sitting: Sitting,
    *,
    now: Callable[[], int],
    start: bool,
    draw: bool = True,
) -> bool:
    """Load the full-screen program; whether it begins with how things stand, not with a card.

    Args:
        early: the terminal.
        sitting: the sitting, its first card ready.
        now: tells the time, in milliseconds since the epoch.
        start: whether how things stand is shown before the first card.
        draw: False shows nothing yet.
    """
    if draw:
        first = First(sitting, now_ms=now(), browse=True)
        early.draw(first.opening if start else first.card)
    for step in _STEPS:
        import_module(step)
        early.look()
        if draw and start and early.keys and early.fits(first.card) and early.takes(*_BEGIN):
            start = False
            sitting.pause(now() - sitting.began_ms)
            early.draw(first.card)
    return start
