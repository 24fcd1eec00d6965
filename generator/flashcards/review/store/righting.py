"""The log set right where the clock was wrong: the one time that it is written anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flashcards.review.model import Event, EventKind, Settings
from flashcards.review.schedule.days import calendar
from flashcards.review.store.clocks import corrected, wrong
from flashcards.review.store.folding import refold
from flashcards.review.store.rows import EVENTS, INSERT_EVENT, event_of, event_row

MOVED = "moved"
"""In `meta`: ids that events of ours had, and those that they have now."""


def own(opened: sqlite3.Connection) -> list[Event]:
    """Our own events, in the order in which they happened."""
    rows = opened.execute(f"SELECT {EVENTS} FROM events WHERE source = '' ORDER BY id")  # noqa: S608
    return [event_of(row) for row in rows]


def set_right(opened: sqlite3.Connection, *, now_ms: int, settings: Settings) -> list[Event]:
    """Give our own events the times at which they must have happened; those that were wrong.

    Ids follow the times, as they do when an event is written. The caller holds the transaction.
    """
    events = own(opened)
    bad = wrong(events, now_ms=now_ms)
    if not bad:
        return []
    moved = corrected(events, bad, now_ms=now_ms, days=calendar(settings))
    numbered = _numbered(opened, events, moved)
    _rewrite(opened, events, numbered)
    now = {old.id: new.id for old, new in zip(events, numbered, strict=True) if old.id != new.id}
    before = renamed(opened)
    _remember(opened, {**{was: now.get(then, then) for was, then in before.items()}, **now})
    opened.execute("UPDATE states SET version = version + 1")
    refold(opened, settings)
    return bad


def moved_ids(opened: sqlite3.Connection) -> set[int]:
    """Ids that no event of ours has any more; another program may know them."""
    found = renamed(opened)
    return found.keys() - found.values()


def renamed(opened: sqlite3.Connection) -> dict[int, int]:
    """Ids that events of ours had before they were set right → the ids that they have now."""
    row = opened.execute("SELECT value FROM meta WHERE key = ?", (MOVED,)).fetchone()
    found = json.loads(row[0]) if row else []
    if isinstance(found, list):  # as it was first written: which they have now is not known
        return dict.fromkeys(found, 0)
    return {int(was): now for was, now in found.items()}


def _remember(opened: sqlite3.Connection, ids: dict[int, int]) -> None:
    opened.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (MOVED, json.dumps(ids)),
    )


def _numbered(
    opened: sqlite3.Connection, before: Sequence[Event], after: Iterable[Event]
) -> list[Event]:
    taken = {row[0] for row in opened.execute("SELECT id FROM events WHERE source <> ''")}
    numbers: dict[int, int] = {}
    last = 0
    out: list[Event] = []
    for old, new in zip(before, after, strict=True):
        number = max(new.at_ms, last + 1)
        while number in taken:
            number += 1
        numbers[old.id] = last = number
        value = new.value
        if new.kind is EventKind.UNDO:  # it names an event before it, of ours or another's
            value = numbers.get(value, value)
        out.append(replace(new, id=number, value=value))
    return out


def _rewrite(opened: sqlite3.Connection, before: Sequence[Event], after: Iterable[Event]) -> None:
    triggers = opened.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'"
    ).fetchall()
    for name, _ in triggers:
        opened.execute(f"DROP TRIGGER {name}")
    opened.executemany("DELETE FROM events WHERE id = ?", [(event.id,) for event in before])
    opened.executemany(INSERT_EVENT, map(event_row, after))
    for _, sql in triggers:
        opened.execute(sql)
