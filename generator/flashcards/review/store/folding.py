"""States from events: the fold of `schedule`, over what the database holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from flashcards.review.model import CardState, Event, Settings
from flashcards.review.schedule.fold import NEVER, fold
from flashcards.review.schedule.queue import shuffle_key
from flashcards.review.store.rows import (
    EVENTS,
    STATES,
    UPDATE_STATE,
    event_of,
    state_of,
    state_row,
)

Difference = tuple[str, CardState, CardState]
"""A card, the state that is stored, and the one that follows from its events."""


def fold_card(connection: sqlite3.Connection, card: str, settings: Settings) -> CardState:
    """Where a card stands by its events alone."""
    rows = connection.execute(
        f"SELECT {EVENTS} FROM events WHERE card = ? ORDER BY id",  # noqa: S608  # our own names
        (card,),
    )
    return folded([event_of(row) for row in rows], settings)


def after(state: CardState, event: Event, settings: Settings) -> CardState:
    """Where a card stands after an event that is later than all that led to `state`, no undo."""
    return fold((event,), settings, start=state)


def folded(events: Sequence[Event], settings: Settings) -> CardState:
    """The state after these events of one card; new where there are none."""
    return fold(events, settings) if events else NEVER


def differences(connection: sqlite3.Connection, settings: Settings) -> Iterator[Difference]:
    """Every card whose stored state is not what follows from its events."""
    events = connection.execute(f"SELECT {EVENTS} FROM events ORDER BY card, id")  # noqa: S608
    histories = groupby(map(event_of, events), key=lambda event: event.card)
    history = next(histories, None)
    for card, *row in connection.execute(f"SELECT card, {STATES} FROM states ORDER BY card"):  # noqa: S608
        right = CardState()
        if history is not None and history[0] == card:
            right = folded(list(history[1]), settings)
            history = next(histories, None)
        stored = state_of(row)
        if stored != right:
            yield card, stored, right


def refold(connection: sqlite3.Connection, settings: Settings) -> int:
    """Bring every state to what follows from the events; how many were another."""
    gone = connection.execute("SELECT id FROM cards WHERE id NOT IN (SELECT card FROM states)")
    connection.executemany(
        "INSERT INTO states (card, note, deck, position, shuffle)"
        " SELECT id, note, deck, position, ? FROM cards WHERE id = ?",
        [(shuffle_key(card), card) for (card,) in gone.fetchall()],
    )
    changed = 0
    for card, _, right in list(differences(connection, settings)):
        connection.execute(
            UPDATE_STATE.replace("version = ?", "version = version + 1"), (*state_row(right), card)
        )
        changed += 1
    connection.execute(
        "UPDATE states SET (note, deck, position, retired) ="
        " (SELECT note, deck, position, retired_ms IS NOT NULL FROM cards WHERE id = card)"
        " WHERE (note, deck, position, retired) <>"
        " (SELECT note, deck, position, retired_ms IS NOT NULL FROM cards WHERE id = card)"
    )
    return changed
