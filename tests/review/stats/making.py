"""Short ways to write events down."""

from __future__ import annotations

from itertools import count
from typing import Any

from flashcards.review.model import CardState, Event, EventKind, Memory, Phase, Rating
from flashcards.review.stats.model import Subject

TODAY = 739_000
DAY_MS = 86_400_000


class Log:
    """A log that is written line by line; ids and times follow each other."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._ids = count(1)

    def put(self, kind: EventKind, card: str, day: int, **fields: Any) -> Event:
        fields.setdefault("at_ms", day * DAY_MS)
        event = Event(id=next(self._ids), card=card, kind=kind, day=day, **fields)
        self.events.append(event)
        return event

    def answer(
        self,
        card: str,
        day: int,
        rating: int = 3,
        *,
        phase: Phase = Phase.REVIEW,
        interval: int = 0,
        **fields: Any,
    ) -> Event:
        fields.setdefault("duration_ms", 10_000)
        fields.setdefault("due_day", day + interval)
        if not interval:
            fields.setdefault("due_ms", day * DAY_MS + 600_000)
        return self.put(
            EventKind.ANSWER, card, day, rating=Rating(rating), phase=phase,
            interval_days=interval, **fields,
        )  # fmt: skip


def subject(card: str, **fields: Any) -> Subject:
    defaults: dict[str, Any] = {
        "deck": "Root::Part", "document": "doc.md", "question": 1, "title": "Why?", "front": card,
    }  # fmt: skip
    return Subject(id=card, **defaults | fields)


def state(phase: Phase = Phase.REVIEW, **fields: Any) -> CardState:
    if phase is not Phase.NEW:
        fields.setdefault("memory", Memory(stability_days=10.0, difficulty=5.0))
    return CardState(phase=phase, **fields)
