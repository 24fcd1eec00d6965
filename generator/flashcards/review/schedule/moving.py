"""A card set due on another day, as the learner might have set it."""

from __future__ import annotations

from flashcards.review.model import CardState, Event, EventKind


def set_due(card: str, state: CardState, due_day: int, *, now_ms: int, day: int) -> Event:
    """That a card is due on another day: in the log, and sent to Anki by a sync.

    Args:
        card: its id.
        state: where it stands.
        due_day: the study day on which it is to be due.
        now_ms: the time.
        day: the study day of it.
    """
    return Event(
        id=now_ms,
        card=card,
        kind=EventKind.DUE,
        at_ms=now_ms,
        day=day,
        due_day=due_day,
        interval_days=max(due_day - state.last_day, 1),
    )
