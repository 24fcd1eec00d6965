"""Events and states to rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flashcards.review.model import CardState, Event, EventKind, Memory, Phase, Rating

EVENT_COLUMNS = (
    "id", "card", "kind", "at_ms", "day", "rating", "duration_ms", "phase",
    "due_day", "due_ms", "interval_days", "value", "cram", "source",
)  # fmt: skip

STATE_COLUMNS = (
    "phase", "step", "stability", "difficulty", "due_day", "due_ms", "interval_days", "last_ms",
    "last_day", "repetitions", "lapses", "suspended", "buried_day", "flag", "leech",
)  # fmt: skip

EVENTS = ", ".join(EVENT_COLUMNS)
STATES = ", ".join(STATE_COLUMNS)

INSERT_EVENT = f"INSERT INTO events ({EVENTS}) VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"  # noqa: S608  # our own names
UPDATE_STATE = (
    f"UPDATE states SET {', '.join(f'{c} = ?' for c in STATE_COLUMNS)}, version = ?"  # noqa: S608
    " WHERE card = ?"
)

_PHASES = {phase.value: phase for phase in Phase}
_KINDS = {kind.value: kind for kind in EventKind}
_RATINGS = {rating.value: rating for rating in Rating}


def event_row(event: Event) -> tuple[Any, ...]:
    """The event's values in the order of `EVENT_COLUMNS`."""
    return (
        event.id,
        event.card,
        event.kind.value,
        event.at_ms,
        event.day,
        None if event.rating is None else event.rating.value,
        event.duration_ms,
        None if event.phase is None else event.phase.value,
        event.due_day,
        event.due_ms,
        event.interval_days,
        event.value,
        int(event.cram),
        event.source,
    )


def event_of(row: Sequence[Any]) -> Event:
    """The event of a row of `EVENT_COLUMNS`."""
    return Event(
        id=row[0],
        card=row[1],
        kind=_KINDS[row[2]],
        at_ms=row[3],
        day=row[4],
        rating=None if row[5] is None else _RATINGS[row[5]],
        duration_ms=row[6],
        phase=None if row[7] is None else _PHASES[row[7]],
        due_day=row[8],
        due_ms=row[9],
        interval_days=row[10],
        value=row[11],
        cram=bool(row[12]),
        source=row[13],
    )


def state_row(state: CardState) -> tuple[Any, ...]:
    """The state's values in the order of `STATE_COLUMNS`."""
    memory = state.memory
    return (
        state.phase.value,
        state.step,
        None if memory is None else memory.stability_days,
        None if memory is None else memory.difficulty,
        state.due_day,
        state.due_ms,
        state.interval_days,
        state.last_ms,
        state.last_day,
        state.repetitions,
        state.lapses,
        int(state.suspended),
        state.buried_day,
        state.flag,
        int(state.leech),
    )


def state_of(row: Sequence[Any]) -> CardState:
    """The state of a row of `STATE_COLUMNS`."""
    return CardState(
        phase=_PHASES[row[0]],
        step=row[1],
        memory=None if row[2] is None else Memory(stability_days=row[2], difficulty=row[3]),
        due_day=row[4],
        due_ms=row[5],
        interval_days=row[6],
        last_ms=row[7],
        last_day=row[8],
        repetitions=row[9],
        lapses=row[10],
        suspended=bool(row[11]),
        buried_day=row[12],
        flag=row[13],
        leech=bool(row[14]),
    )
