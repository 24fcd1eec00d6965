"""A card's state from its events: everything that is kept is derivable from the log by this.

An event says what was scheduled when it happened, and that stays so. Memory and leeches follow
from the ratings and days, by the settings of now (`READS`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from flashcards.review.model import CardState, Event, EventKind, Phase, Rating, Settings
from flashcards.review.schedule.engine import clamped, engine, remembered
from flashcards.review.schedule.leech import is_leech
from flashcards.review.schedule.making import make_memory, make_state
from flashcards.review.schedule.steps import step_after

READS = ("parameters", "leech_lapses", "leech_suspends")
"""The settings a state depends on; after a change of one of them states are to be made again."""

NEVER = CardState()
"""The state of a card to which nothing has happened."""

_AGAIN = Rating.AGAIN
_REVIEW, _LEARNING, _RELEARNING = Phase.REVIEW, Phase.LEARNING, Phase.RELEARNING
_BY_ID, _BY_KIND = attrgetter("id"), attrgetter("kind")
_MEMORY = {r: attrgetter(f"{r.name.lower()}.memory") for r in Rating}  # out of the engine's states
_KEPT_WHEN_FORGOTTEN = (
    "last_ms", "last_day", "repetitions", "lapses", "suspended", "buried_day", "flag",
)  # fmt: skip


def fold(events: Iterable[Event], settings: Settings, *, start: CardState = NEVER) -> CardState:
    """The state of a card after its events, given in any order; they count in the order of ids.

    What a later `UNDO` names never happened. Answers given while cramming change nothing. With
    `start`, the events are those after that state; an `UNDO` among them reaches no further back.
    """
    return _fold(standing(events), settings, start)


def fold_all(events: Iterable[Event], settings: Settings) -> dict[str, CardState]:
    """The states of all cards to which something happened, in the order of their first events."""
    by_card: dict[str, list[Event]] = {}
    for event in events:
        card = by_card.get(event.card)
        if card is None:
            by_card[event.card] = [event]
        else:
            card.append(event)
    return {card: fold(its, settings) for card, its in by_card.items()}


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that count, in order: without undone ones and the undoing.

    An `UNDO` takes back one event that was before it, never another `UNDO`.
    """
    given = list(events)
    ids = list(map(_BY_ID, given))
    if ids != sorted(ids):
        given.sort(key=_BY_ID)
    if EventKind.UNDO not in map(_BY_KIND, given):
        return given
    undone = {e.value for e in given if e.kind is EventKind.UNDO and e.value < e.id}
    return [e for e in given if e.kind is not EventKind.UNDO and e.id not in undone]


def undoable(events: Iterable[Event]) -> Event | None:
    """The event that an `UNDO` would take back now: the last one that counts, if any."""
    left = standing(events)
    return left[-1] if left else None


def _fold(events: Iterable[Event], settings: Settings, state: CardState) -> CardState:
    for kind, run in groupby(events, key=_BY_KIND):
        if kind is EventKind.ANSWER:
            state = _answered(run, settings, state)
        else:
            for event in run:
                state = _marked(event, state)
    return state


def _answered(events: Iterable[Event], settings: Settings, state: CardState) -> CardState:
    """The state after answers on end; the engine's memory goes from one to the next as it is."""
    phase, step, memory = state.phase, state.step, state.memory
    due_day, due_ms, interval = state.due_day, state.due_ms, state.interval_days
    last_ms, last_day = state.last_ms, state.last_day
    repetitions, lapses = state.repetitions, state.lapses
    suspended, leech = state.suspended, state.leech
    schedule = engine(settings.parameters).next_states
    known = None if memory is None else remembered(memory)
    for event in events:
        rating = event.rating
        if event.cram or rating is None:
            continue
        day = event.day
        elapsed = clamped(day - last_day) if known else 0
        known = _MEMORY[rating](schedule(known, 0.9, elapsed))
        before = event.phase or phase
        if rating is _AGAIN and before is _REVIEW:
            lapses += 1
            if is_leech(lapses, settings.leech_lapses):
                leech, suspended = True, suspended or settings.leech_suspends
        due_ms, interval = event.due_ms, event.interval_days
        if due_ms is None:
            phase, step = _REVIEW, 0
        else:
            phase = _RELEARNING if before is _REVIEW or before is _RELEARNING else _LEARNING
            step = step_after(step, rating)
        due_day = event.due_day or day + interval
        last_ms, last_day = event.at_ms, day
        repetitions += 1
    return make_state(
        phase, step, make_memory(known.stability, known.difficulty) if known else None,
        due_day, due_ms, interval, last_ms, last_day, repetitions, lapses,
        suspended, state.buried_day, state.flag, leech,
    )  # fmt: skip


def _marked(event: Event, state: CardState) -> CardState:
    """The state after an event that is no answer."""
    match event.kind:
        case EventKind.SUSPEND:
            return replace(state, suspended=True)
        case EventKind.UNSUSPEND:
            return replace(state, suspended=False)
        case EventKind.BURY:
            return replace(state, buried_day=event.day)
        case EventKind.UNBURY:
            return replace(state, buried_day=0)
        case EventKind.FLAG:
            return replace(state, flag=event.value)
        case EventKind.FORGET:
            kept = {name: getattr(state, name) for name in _KEPT_WHEN_FORGOTTEN}
            return CardState(**kept)
        case EventKind.DUE:
            since = state.last_day or event.day
            return replace(
                state,
                phase=_REVIEW,
                step=0,
                due_day=event.due_day,
                due_ms=None,
                interval_days=event.interval_days or max(event.due_day - since, 1),
            )
        case _:
            return state
