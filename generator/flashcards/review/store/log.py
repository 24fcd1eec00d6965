"""The log: what happened is added to it, and where each card stands follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flashcards.review.model import CardState, Event, EventKind
from flashcards.review.store import folding, queues
from flashcards.review.store.errors import StoreError, speaking
from flashcards.review.store.model import Merged, Recorded
from flashcards.review.store.opened import Opened
from flashcards.review.store.righting import moved_ids
from flashcards.review.store.rows import (
    EVENTS,
    INSERT_EVENT,
    STATES,
    UPDATE_STATE,
    event_of,
    event_row,
    state_of,
    state_row,
)

_LAST = "(SELECT max(id) FROM events WHERE card = ?1)"
_STATE = f"SELECT version, {_LAST}, {STATES} FROM states WHERE card = ?1"  # noqa: S608  # our own names
_LAST_OWN = "SELECT id FROM events WHERE source = '' ORDER BY id DESC LIMIT 1"
_UPDATE_SEEN = f"{UPDATE_STATE} AND version = ?"
Change = tuple[Event, CardState | None]
"""What happened, and the state it leads to; None to have the state folded from the events."""


class Log(Opened):
    """Events, and the states that follow from them; see `Store`."""

    def state(self, card: str) -> CardState:
        """Where the card stands.

        Raises:
            StoreError: there is no such card.
        """
        with speaking(self.path):
            row = self._connection.execute(_STATE, (card,)).fetchone()
        if row is None:
            raise self._unknown(card)
        self._seen[card] = row[0], row[1] or 0
        return state_of(row[2:])

    def states(self) -> dict[str, CardState]:
        """Where every card stands, retired ones too."""
        with speaking(self.path):
            rows = self._connection.execute(f"SELECT card, {STATES} FROM states")  # noqa: S608
            return {row[0]: state_of(row[1:]) for row in rows}

    def append(self, event: Event, state: CardState | None = None) -> Recorded:
        """Write down what happened; it is on disk when this returns.

        Args:
            event: what happened. Its id is moved on where it is taken, or where the clock was
                set back.
            state: what it leads to, worked out from `Store.state` of that card. None, or another
                process's change to the card since it was read, has it folded from the events.

        Raises:
            StoreError: it cannot be written, and is not; or there is no such card.
        """
        return self.append_many(((event, state),))[0]

    def append_many(self, changes: Iterable[Change]) -> list[Recorded]:
        """As `append`, all of them or none."""
        with self._writing() as opened:
            return [self._append(opened, event, state) for event, state in changes]

    def _append(
        self, opened: sqlite3.Connection, event: Event, state: CardState | None
    ) -> Recorded:
        seen = self._seen.get(event.card)
        if state is None or seen is None or event.kind is EventKind.UNDO:
            return self._append_folded(opened, event)
        # The state goes where the one it was worked out from is still the one that is there.
        version, last = seen
        values = (*state_row(state), version + 1, event.card, version)
        if not opened.execute(_UPDATE_SEEN, values).rowcount:
            return self._append_folded(opened, event)
        event = self._insert(opened, event, after=last)
        self._seen[event.card] = version + 1, event.id
        return Recorded(event, state)

    def _append_folded(self, opened: sqlite3.Connection, event: Event) -> Recorded:
        """Add an event, and work out from the log what it leads to."""
        row = opened.execute(_STATE, (event.card,)).fetchone()
        if row is None:
            raise self._unknown(event.card)
        version, last, *before = row
        event = self._insert(opened, event, after=last or 0)
        settings_now = self._settings_in(opened)
        state = (
            folding.fold_card(opened, event.card, settings_now)
            if event.kind is EventKind.UNDO
            else folding.after(state_of(before), event, settings_now)
        )
        opened.execute(UPDATE_STATE, (*state_row(state), version + 1, event.card))
        # Whoever read the card before, here too, may still hold what was: his next state is folded.
        self._seen.pop(event.card, None)
        return Recorded(event, state)

    def _insert(self, opened: sqlite3.Connection, event: Event, *, after: int) -> Event:
        """Add an event, its id later than the card's last one and than our own last one."""
        if self._last_own is None:
            self._last_own = (opened.execute(_LAST_OWN).fetchone() or (0,))[0]
        number = max(event.id, event.at_ms, after + 1, self._last_own + 1)
        if number != event.id:
            event = replace(event, id=number)
        try:
            opened.execute(INSERT_EVENT, event_row(event))
        except sqlite3.IntegrityError:
            event = replace(event, id=_free(opened, number))
            opened.execute(INSERT_EVENT, event_row(event))
        self._last_own = event.id
        return event

    def record(self, event: Event, state: CardState) -> Recorded:
        """As `append`, by the name that a sitting knows."""
        return self.append(event, state)

    def undo(self, event: Event, *, at_ms: int, day: int) -> CardState:
        """Take an event back; its card stands where it would, had that never happened.

        Raises:
            StoreError: there is no such event, or it is itself an undo.
        """
        return self.undo_many((event,), at_ms=at_ms, day=day)[0].state

    def undo_many(self, events: Iterable[Event], *, at_ms: int, day: int) -> list[Recorded]:
        """As `undo`, all of them or none."""
        with self._writing() as opened:
            return [self._undo(opened, event, at_ms, day) for event in events]

    def _undo(self, opened: sqlite3.Connection, event: Event, at_ms: int, day: int) -> Recorded:
        row = opened.execute("SELECT card, kind FROM events WHERE id = ?", (event.id,)).fetchone()
        if row != (event.card, event.kind.value) or event.kind is EventKind.UNDO:
            raise StoreError(
                f"has no event {event.id} of card {event.card!r} to take back", path=str(self.path)
            )
        undo = Event(
            id=at_ms,
            card=event.card,
            kind=EventKind.UNDO,
            at_ms=at_ms,
            day=day,
            value=event.id,
        )
        return self._append(opened, undo, None)

    def undoable(self, *, day: int | None = None) -> Iterator[Event]:
        """What happened here, on a study day if one is given, and can be undone; latest first."""
        with speaking(self.path):
            yield from queues.undoable(self._connection, day=day)

    def events(
        self, card: str | None = None, *, since_id: int = 0, day: int | None = None
    ) -> list[Event]:
        """The log in the order of its ids: of a card, from an id on, of a study day, or all."""
        with speaking(self.path):
            rows = self._connection.execute(
                f"SELECT {EVENTS} FROM events WHERE id >= ?"  # noqa: S608  # values are parameters
                + ("" if card is None else " AND card = ?")
                + ("" if day is None else " AND day = ?")
                + " ORDER BY id",
                (
                    max(since_id, 0 if day is None else queues.since(day)),
                    *(value for value in (card, day) if value is not None),
                ),
            )
            return [event_of(row) for row in rows]

    def last_own_event_id(self) -> int:
        """The id of the last event that happened here, 0 if there is none.

        Those ids only grow, whatever the clock does; those of other programs may lie anywhere.
        """
        with speaking(self.path):
            row = self._connection.execute(_LAST_OWN).fetchone()
        return int(row[0]) if row else 0

    def merge(self, events: Iterable[Event]) -> Merged:
        """Add another program's events, each once, and work out their cards' states anew.

        An event with a `source` that is there already is known, and passed over. Ids are kept
        where they are free, for they say when it happened.

        Raises:
            StoreError: it cannot be written; nothing is changed.
        """
        added = known = unknown = 0
        touched: dict[str, None] = {}
        with self._writing() as opened:
            moved = {str(number) for number in moved_ids(opened)}
            for event in sorted(events, key=lambda event: event.id):
                if not event.source:
                    raise ValueError(f"event {event.id} names no source")
                if event.source.rpartition(":")[2] in moved:
                    known += 1  # ours, by the id that it had before its time was set right
                elif opened.execute(
                    "SELECT 1 FROM events WHERE source = ? AND source <> ''", (event.source,)
                ).fetchone():
                    known += 1
                elif not opened.execute(
                    "SELECT 1 FROM cards WHERE id = ?", (event.card,)
                ).fetchone():
                    unknown += 1
                else:
                    number = _free(opened, max(event.id, event.at_ms))
                    opened.execute(INSERT_EVENT, event_row(replace(event, id=number)))
                    touched[event.card] = None
                    added += 1
            self._refold(opened, touched)
        return Merged(added, known, unknown)

    def _refold(self, opened: sqlite3.Connection, ids: Iterable[str]) -> None:
        now = self._settings_in(opened)
        for card in ids:
            state = folding.fold_card(opened, card, now)
            opened.execute(
                UPDATE_STATE.replace("version = ?", "version = version + 1"),
                (*state_row(state), card),
            )


def _free(opened: sqlite3.Connection, number: int) -> int:
    """The first id from this one on that no event has."""
    while opened.execute("SELECT 1 FROM events WHERE id = ?", (number,)).fetchone():
        number += 1
    return number
