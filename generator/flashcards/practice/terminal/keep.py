"""Keeping what was answered: as cram answers of the cards, which change no schedule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from flashcards.practice.model import Form, Marked
from flashcards.practice.terminal.course import Answered
from flashcards.review.model import CardState, Event, EventKind, Rating, Settings
from flashcards.review.schedule.days import calendar

HALF = 0.5
"""Share of the points from which an answer that is not all right counts as Hard, not Again."""


class Log(Protocol):
    """What is asked of the review database."""

    def settings(self) -> Settings:
        """The settings: they say when a study day begins."""

    def card_ids(self) -> set[str]:
        """Ids of all cards that may have events."""

    def state(self, card: str) -> CardState:
        """Where the card stands."""

    def record(self, event: Event, state: CardState) -> object:
        """Write down what happened, and where the card stands after it."""


def keep(results: Iterable[Answered], log: Log, *, now_ms: int) -> int:
    """Write down answers; how many are of cards that the database knows.

    Each is on disk before the next. A set may hold items of cards that no build has given yet:
    they are passed over. So is what was not graded.

    Raises:
        StoreError: the database cannot be written.
    """
    known = log.card_ids()
    days = calendar(log.settings())
    written = 0
    for one in results:
        rated = rating(one)
        if rated is None or one.item.card not in known:
            continue
        state = log.state(one.item.card)
        event = Event(
            id=now_ms,
            card=one.item.card,
            kind=EventKind.ANSWER,
            at_ms=now_ms,
            day=days.day_of(now_ms),
            rating=rated,
            duration_ms=one.took_ms,
            phase=state.phase,
            value=seed(one),
            cram=True,
        )
        log.record(event, state)
        written += 1
    return written


def rating(one: Answered) -> Rating | None:
    """The rating that an answer speaks for, as in review; None for what was not graded."""
    marked: Marked = one.marked
    if marked.correct is None:
        return None
    if marked.correct:
        return Rating.HARD if one.hints else Rating.GOOD
    return Rating.HARD if marked.points >= HALF * one.item.points > 0 else Rating.AGAIN


def seed(one: Answered) -> int:
    """The seed of a computed problem's variant, 0 for other items."""
    if one.item.form is not Form.NUMERIC:
        return 0
    return int(one.item.id.rpartition("/")[2])
