"""What is due, read off the index of each queue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

from flashcards.review.model import Event, Phase
from flashcards.review.schedule.mixing import Strand
from flashcards.review.schedule.queue import shuffle_factor
from flashcards.review.store.model import USUAL, Done, Due, Order, Queues, Tally, Unmet, Waiting
from flashcards.review.store.rows import EVENTS, event_of

_EPOCH = 719_163  # the study day of 1 January 1970
_SHOWN = "suspended = 0 AND retired = 0 AND buried_day <> :day"
_STEPS = f"phase IN ('learning', 'relearning') AND {_SHOWN} AND due_day <= :day"
_REVIEWS = f"phase = 'review' AND {_SHOWN} AND due_day <= :day"
_NEW = f"phase = 'new' AND {_SHOWN}"
_SHUFFLED = f"(shuffle * :factor) & {2**32 - 1}"
"""As `schedule.queue.shuffled` has it."""


def undone(event: str) -> str:
    """SQL: whether that row of `events` was taken back; the same rule as `schedule.standing`."""
    return (
        f"EXISTS (SELECT 1 FROM events u WHERE u.card = {event}.card AND u.kind = 'undo'"  # noqa: S608
        f" AND u.value = {event}.id AND u.id > {event}.id)"
    )


def _lines(rows: Iterable[tuple[Any, ...]]) -> list[Due]:
    """As `map(Due._make, rows)`, three times as fast."""
    return list(map(tuple.__new__, repeat(Due), rows))


def queues(
    connection: sqlite3.Connection,
    *,
    day: int,
    decks: Sequence[int] | None = None,
    limit: int | None = None,
    order: Order = USUAL,
) -> Queues:
    """See `Store.queues`."""
    values = {"day": day, "factor": shuffle_factor(day), "limit": -1 if limit is None else limit}
    names = [f"deck{number}" for number in range(len(decks or ()))]
    values.update(zip(names, decks or (), strict=True))
    chosen = "" if decks is None else f" AND deck IN ({', '.join(f':{name}' for name in names)})"

    def read(which: str, where: str, by: str) -> list[Due]:
        rows = connection.execute(
            f"SELECT card, note, deck, {which} FROM states"  # noqa: S608  # values are parameters
            f" WHERE {where}{chosen} ORDER BY {by} LIMIT :limit",
            values,
        )
        return _lines(rows)

    place = "turn" if order.mixed else "position"
    # Of two cards that fade alike, the one with the longer interval lasts: what counts is the
    # time since the last review as a share of stability. Retrievability falls with it.
    faded = f"(:day - last_day) / max(stability, 0.001), {_SHUFFLED}"
    new = f"{_NEW} AND strand = {Strand.FACT}"
    if order.interviews:
        new = f"{_NEW} AND strand IN ({Strand.FACT}, {Strand.INTERVIEW})"
    return Queues(
        learning=sorted(read("due_ms", _STEPS, "due_day, due_ms, card"), key=itemgetter(3, 0)),
        reviews=read(
            "due_day",
            _REVIEWS,
            f"{faded if order.by_retrievability else f'due_day, {_SHUFFLED}'}, card",
        ),
        new=read(place, new, f"{place}, card"),
        problems=read(place, f"{_NEW} AND strand = {Strand.PROBLEM}", f"{place}, card"),
    )


def everything(connection: sqlite3.Connection, *, interviews: bool = True) -> list[Due]:
    """See `Store.everything`."""
    rows = connection.execute(
        "SELECT card, note, deck, position FROM states WHERE suspended = 0 AND retired = 0"
        " AND (strand <> ? OR ?) AND (strand <> ? OR phase <> 'new') ORDER BY position, card",
        (Strand.INTERVIEW, interviews, Strand.LATER),
    )
    return _lines(rows)


def unmet(connection: sqlite3.Connection) -> Unmet:
    """See `Store.unmet`."""
    counts = dict(
        connection.execute(
            "SELECT strand, count(*) FROM states"
            " WHERE phase = 'new' AND suspended = 0 AND retired = 0 GROUP BY strand"
        )
    )
    return Unmet(*(counts.get(strand.value, 0) for strand in Strand))


def tally(connection: sqlite3.Connection, *, interviews: bool = True) -> Tally:
    """See `Store.tally`."""
    row = connection.execute(
        "SELECT sum(suspended = 0), sum(suspended = 0 AND phase IN ('review', 'relearning')),"
        " sum(suspended), sum(leech) FROM states WHERE retired = 0"
        " AND (phase <> 'new' OR strand <> ? AND (strand <> ? OR ?))",
        (Strand.LATER, Strand.INTERVIEW, interviews),
    ).fetchone()
    return Tally(*(value or 0 for value in row))


def streak(connection: sqlite3.Connection, *, day: int) -> tuple[int, bool]:
    """See `Store.streak`."""

    def studied(one: int) -> bool:
        query = f"SELECT 1 {_ANSWERED} AND NOT {undone('e')} LIMIT 1"
        return connection.execute(query, (since(one), one)).fetchone() is not None

    today = studied(day)
    length = int(today)
    while studied(day - length - (not today)):
        length += 1
    return length, today


def answers(connection: sqlite3.Connection) -> int:
    """See `Store.answers`."""
    row = connection.execute("SELECT count(*) FROM events WHERE kind = 'answer'").fetchone()
    return int(row[0])


def exchanged(connection: sqlite3.Connection) -> bool:
    """See `Store.exchanged`."""
    row = connection.execute("SELECT 1 FROM events WHERE source <> '' LIMIT 1").fetchone()
    return row is not None


def upcoming(connection: sqlite3.Connection, *, day: int) -> dict[int, int]:
    """See `Store.upcoming`."""
    return dict(
        connection.execute(
            "SELECT max(due_day, :day), count(*) FROM states"
            " WHERE phase = 'review' AND suspended = 0 AND retired = 0 GROUP BY 1",
            {"day": day},
        )
    )


def begun(connection: sqlite3.Connection, *, day: int) -> dict[int, int]:
    """See `Store.begun`."""
    found: dict[int, int] = {}
    rows = connection.execute(
        _COUNTING.format("(SELECT deck FROM states s WHERE s.card = e.card), phase"),
        (since(day), day),
    )
    for deck, phase in rows:
        if phase == Phase.NEW.value:
            found[deck] = found.get(deck, 0) + 1
    return found


def waiting(connection: sqlite3.Connection, *, day: int) -> dict[str, Waiting]:
    """See `Store.waiting`."""
    found: dict[str, dict[str, int]] = {}
    names = dict(connection.execute("SELECT id, name FROM decks"))
    met = f"{_NEW} AND strand <> {Strand.LATER}"
    for name, where in (("learning", _STEPS), ("reviews", _REVIEWS), ("new", met)):
        for deck, count in connection.execute(
            f"SELECT deck, count(*) FROM states WHERE {where} GROUP BY deck",  # noqa: S608
            {"day": day},
        ):
            found.setdefault(names[deck], {})[name] = count
    return {deck: Waiting(**found[deck]) for deck in sorted(found)}


def since(day: int) -> int:
    """No event of the study day, anywhere in the world, has an id before this.

    >>> since(719_165)  # 3 January 1970: its earliest moment is on the 2nd, east of Greenwich
    0
    """
    return (day - _EPOCH - 2) * 86_400_000


_ANSWERED = "FROM events e WHERE id >= ? AND day = ? AND kind = 'answer'"
_COUNTING = f"SELECT {{}} {_ANSWERED} AND cram = 0 AND NOT {undone('e')} ORDER BY id"


def done(connection: sqlite3.Connection, *, day: int) -> Done:
    """See `Store.done`."""
    counts = {"new": 0, "reviews": 0, "learning": 0}
    duration = problems = 0
    for phase, duration_ms, strand in connection.execute(
        _COUNTING.format("phase, duration_ms, (SELECT strand FROM states s WHERE s.card = e.card)"),
        (since(day), day),
    ):
        which = {Phase.NEW.value: "new", Phase.REVIEW.value: "reviews"}.get(phase, "learning")
        counts[which] += 1
        duration += duration_ms
        problems += which == "new" and strand == Strand.PROBLEM
    return Done(**counts, duration_ms=duration, problems=problems)


def studied(connection: sqlite3.Connection, *, day: int) -> dict[str, str]:
    """See `Store.studied`."""
    rows = connection.execute(
        _COUNTING.format("(SELECT note FROM states s WHERE s.card = e.card), card"),
        (since(day), day),
    )
    return dict(rows.fetchall())


def undoable(connection: sqlite3.Connection, *, day: int | None) -> Iterator[Event]:
    """See `Store.undoable`."""
    for row in connection.execute(
        f"SELECT {EVENTS} FROM events e WHERE kind <> 'undo' AND source = ''"  # noqa: S608
        f" AND id >= ?1 AND (?2 IS NULL OR day = ?2) AND NOT {undone('e')} ORDER BY id DESC",
        (0 if day is None else since(day), day),
    ):
        yield event_of(row)
