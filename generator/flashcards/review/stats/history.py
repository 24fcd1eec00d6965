"""What counts of a log: answers not taken back, and those of them that tested a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards.review.model import Event, EventKind, Phase, Rating
from flashcards.review.schedule import DAY_MS, standing
from flashcards.review.stats.model import MATURE_DAYS, Age
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that stands, and what it tells.

    Attributes:
        event: the answer.
        test: whether it tested a memory: it was given in the schedule, on a later study day
            than the answer before it, which had put the card off by a day or more.
        interval_days: what the card had been put off by; 0 if it was not.
        first: whether the card was new.
    """

    event: Event
    test: bool
    interval_days: int
    first: bool

    @property
    def recalled(self) -> bool:
        """Whether the card was known."""
        return self.event.rating is not Rating.AGAIN

    @property
    def age(self) -> Age:
        """Young or mature, by the interval."""
        return Age.MATURE if self.interval_days >= MATURE_DAYS else Age.YOUNG


def by_card(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Events by card, in their order."""
    cards: dict[str, list[Event]] = {}
    for event in events:
        cards.setdefault(event.card, []).append(event)
    return cards


def answers(events: Iterable[Event]) -> list[Answer]:
    """The answers of a log in order, each with what it tells."""
    found = [
        answer
        for history in by_card(standing(events)).values()
        for answer in _answers_of_card(history)
    ]
    found.sort(key=lambda answer: answer.event.id)
    return found


def _answers_of_card(history: Iterable[Event]) -> Iterator[Answer]:
    put_off = 0  # days, by what was last scheduled
    last_day: int | None = None
    for event in history:
        match event.kind:
            case EventKind.FORGET:
                put_off, last_day = 0, None
            case EventKind.DUE:
                put_off = event.interval_days or max(1, event.due_day - (last_day or event.day))
            case EventKind.ANSWER:
                yield Answer(
                    event=event,
                    test=not event.cram
                    and last_day is not None
                    and event.day > last_day
                    and put_off >= 1,
                    interval_days=put_off,
                    first=event.phase is Phase.NEW and not event.cram,
                )
                if not event.cram:
                    put_off, last_day = _put_off(event), event.day
            case _:
                pass


def _put_off(event: Event) -> int:
    """By how many days an answer put its card off; steps of a day or more count too."""
    if event.interval_days >= 1:
        return event.interval_days
    if event.due_ms is not None and event.due_ms - event.at_ms >= DAY_MS:
        return event.due_day - event.day
    return 0
