"""Lines of Anki's review log ↔ our events. docs/exchange.md gives these rules to users."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flashcards.review.exchange.identity import ANKI, review_number, schedules
from flashcards.review.exchange.rows import ReviewKind, ReviewRow
from flashcards.review.model import Event, EventKind, Memory, Phase, Rating, Settings
from flashcards.review.schedule.fold import NEVER, fold, standing

DAY_SECONDS = 86_400

SOME_FACTOR = 2500
"""The factor of a moved due date: with 0 it would read as a card that was forgotten."""

LONGEST_DAYS = 1_000_000
"""No interval is longer, whatever a file says."""

_KINDS = {
    Phase.NEW: ReviewKind.LEARNING,
    Phase.LEARNING: ReviewKind.LEARNING,
    Phase.REVIEW: ReviewKind.REVIEW,
    Phase.RELEARNING: ReviewKind.RELEARNING,
}


def difficulty_factor(memory: Memory | None) -> int:
    """FSRS's difficulty as Anki logs it: 1 … 10 as 100 … 1100; 0 if there is no memory.

    >>> difficulty_factor(Memory(stability_days=1, difficulty=6.413))
    701
    """
    if memory is None:
        return 0
    return round(((memory.difficulty - 1) / 9 + 0.1) * 1000)


def to_rows(events: Iterable[Event], *, card: int, settings: Settings) -> list[ReviewRow]:
    """A card's lines in Anki's review log, oldest first; what was undone is not among them.

    Args:
        events: the card's, in any order.
        card: Anki's number of it.
        settings: for what is remembered after each.
    """
    rows: list[ReviewRow] = []
    last, state = 0, NEVER
    for event in standing(events):
        state = fold([event], settings, start=state)
        number = review_number(event)
        if number is None:
            continue
        factor = difficulty_factor(state.memory)
        rows.append(_row(event, number=number, card=card, last=last, factor=factor))
        if schedules(event):
            last = rows[-1].interval
    return rows


def _row(event: Event, *, number: int, card: int, last: int, factor: int) -> ReviewRow:
    ease, interval = 0, _interval(event)
    match event.kind:
        case EventKind.FORGET:
            kind, interval, factor = ReviewKind.MANUAL, 0, 0
        case EventKind.DUE:
            kind, factor = ReviewKind.MANUAL, factor or SOME_FACTOR
        case _ if event.cram:
            kind, interval, factor = ReviewKind.FILTERED, last, 0
        case _:
            kind = _KINDS[event.phase] if event.phase else ReviewKind.REVIEW
            factor = factor or SOME_FACTOR
    if event.rating is not None:
        ease = int(event.rating)
    return ReviewRow(
        id=number,
        card=card,
        ease=ease,
        interval=interval,
        last_interval=last,
        factor=factor,
        duration_ms=event.duration_ms,
        kind=kind,
    )


def _interval(event: Event) -> int:
    """Days if positive, seconds if negative."""
    if event.due_ms is not None:
        return -max(1, (event.due_ms - event.at_ms) // 1000)
    return event.interval_days


def forgets(row: ReviewRow) -> bool:
    """Whether a line makes its card new again."""
    return row.ease == 0 and row.interval == 0 and row.factor == 0


def from_rows(
    rows: Sequence[ReviewRow], *, card: str, day_of: Callable[[int], int]
) -> list[tuple[ReviewRow, Event]]:
    """Each line of a card's log, oldest first, with the event it is to us.

    The event's id is the line's number; whoever merges it moves it on where that is taken.

    Args:
        rows: of one card, oldest first.
        card: our id of it.
        day_of: the study day of a moment, in milliseconds since the epoch.
    """
    made: list[tuple[ReviewRow, Event]] = []
    answered_on = 0
    fresh = True
    for row in rows:
        event = _event(
            row, card=card, day=day_of(row.id), answered_on=answered_on, fresh=fresh, day_of=day_of
        )
        made.append((row, event))
        if schedules(event):
            fresh = event.kind is EventKind.FORGET
            if event.kind is EventKind.ANSWER:
                answered_on = event.day
    return made


def _event(
    row: ReviewRow,
    *,
    card: str,
    day: int,
    answered_on: int,
    fresh: bool,
    day_of: Callable[[int], int],
) -> Event:
    if forgets(row):
        return Event(
            id=row.id,
            card=card,
            kind=EventKind.FORGET,
            at_ms=row.id,
            day=day,
            source=f"{ANKI}{row.id}",
        )
    cram = row.kind == ReviewKind.FILTERED and row.factor == 0 and row.ease > 0
    due_day, due_ms, days = 0, None, 0
    if cram:
        pass
    elif row.interval < 0:
        due_ms = row.id - row.interval * 1000
        due_day = day_of(due_ms)
    else:
        days = min(row.interval, LONGEST_DAYS)
        start = answered_on if row.kind == ReviewKind.RESCHEDULED and answered_on else day
        due_day = start + days
    return Event(
        id=row.id,
        card=card,
        kind=EventKind.ANSWER if row.ease else EventKind.DUE,
        at_ms=row.id,
        day=day,
        rating=Rating(row.ease) if row.ease else None,
        duration_ms=row.duration_ms if row.ease else 0,
        phase=_phase(row, fresh=fresh) if row.ease else None,
        due_day=due_day,
        due_ms=due_ms,
        interval_days=days,
        cram=cram,
        source=f"{ANKI}{row.id}",
    )


def _phase(row: ReviewRow, *, fresh: bool) -> Phase:
    match row.kind:
        case ReviewKind.LEARNING:
            return Phase.NEW if fresh else Phase.LEARNING
        case ReviewKind.RELEARNING:
            return Phase.RELEARNING
        case ReviewKind.FILTERED if row.last_interval <= 0:
            return Phase.NEW if fresh else Phase.LEARNING
        case _:
            return Phase.REVIEW
