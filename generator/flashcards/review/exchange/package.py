"""Notes, states and events → an Anki package with scheduling and review log."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flashcards.anki import write_package
from flashcards.anki.archive import write_archive, zip_collection
from flashcards.anki.ids import distinct_ids
from flashcards.anki.preset import NUMBER
from flashcards.card import Note
from flashcards.errors import PackageError
from flashcards.review.exchange.calendar import made_on
from flashcards.review.exchange.options import deck_options
from flashcards.review.exchange.reviews import to_rows
from flashcards.review.exchange.rows import ReviewRow
from flashcards.review.exchange.scheduling import to_row
from flashcards.review.model import CardState, Event, Phase, Settings
from flashcards.review.schedule.days import DAY_MS, calendar
from flashcards.review.schedule.fold import fold
from flashcards.scratch import Scratch
from flashcards.values import dataclass

FIRST_DAY = date(1970, 1, 2).toordinal()
"""No day zero is before it: Anki's times begin there."""

_REVIEW = attrgetter(*(name for name in ReviewRow.__slots__ if name != "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What went into a package; `missing` are pictures that cards show and nobody has."""

    cards: int
    studied: int
    reviews: int
    pictures: int = 0
    missing: tuple[str, ...] = ()


def write_history(
    path: Path,
    notes: Sequence[Note],
    events: Mapping[str, Sequence[Event]],
    *,
    deck: str,
    settings: Settings,
    now_ms: int,
    media: Mapping[str, bytes] = MappingProxyType({}),
) -> Written:
    """Write notes with the history of their cards; the same values give the same bytes.

    Args:
        path: the `.apkg`; replaced whole, or left as it was.
        notes: in the order in which their cards are to be learnt.
        events: by card; cards without any may be absent.
        deck: name of the root deck.
        settings: go along as deck options.
        now_ms: the time of the export: what is buried for its day is buried in Anki.
        media: what is in the pictures and sounds of the notes, by their names.

    Raises:
        PackageError: notes contradict each other, an event is of the future, or the file
            cannot be written.
    """
    numbers = distinct_ids("card", (card.id for note in notes for card in note.cards))
    own = {card: list(events.get(card, ())) for card in numbers}
    late = max((event.id for some in own.values() for event in some), default=0)
    if late >= now_ms + DAY_MS:
        raise PackageError(
            "a review is of the future, and Anki would refuse the package",
            path=str(path),
            hint="set the computer's clock right; flashcards db repair --clock mends the log",
        )
    states = {card: fold(some, settings) for card, some in own.items()}
    collection = sqlite3.connect(":memory:")
    try:
        collection.deserialize(_plain(notes, deck))
        zero = _zero(states.values(), own.values(), calendar(settings).day_of(now_ms))
        _set_collection(collection, zero, settings, modified=late // 1000)
        _set_cards(collection, numbers, states, own, zero=zero, settings=settings, now_ms=now_ms)
        reviews = _set_reviews(collection, numbers, own, settings)
        collection.commit()
        write_archive(path, zip_collection(collection.serialize(), media))
    finally:
        collection.close()
    studied = sum(1 for state in states.values() if state.phase is not Phase.NEW)
    return Written(cards=len(numbers), studied=studied, reviews=reviews, pictures=len(media))


def _plain(notes: Sequence[Note], deck: str) -> bytes:
    """The collection that `build` would make of these notes."""
    with Scratch() as folder:
        package = Path(folder) / "plain.apkg"
        write_package(package, notes, deck=deck)
        with zipfile.ZipFile(package) as archive:
            return archive.read("collection.anki2")


def _zero(states: Iterable[CardState], events: Iterable[Iterable[Event]], today: int) -> int:
    """The study day that the package counts from: before all that it speaks of."""
    due = (state.due_day for state in states if state.phase is not Phase.NEW)
    happened = (event.day for some in events for event in some)
    return max(FIRST_DAY, min((today, *due, *happened)) - 1)


def _set_collection(
    collection: sqlite3.Connection, zero: int, settings: Settings, *, modified: int
) -> None:
    created, minutes_west = made_on(zero, calendar(settings).zone)
    conf, options = (
        json.loads(text) for text in collection.execute("SELECT conf, dconf FROM col").fetchone()
    )
    # Without the version Anki takes the steps for those of its first scheduler, and Good on a
    # learning card for Easy.
    conf |= {
        "schedVer": 2,
        "sched2021": True,
        "creationOffset": minutes_west,
        "rollover": settings.rollover_hour,
    }
    options[str(NUMBER)] = deck_options(settings, modified=modified)
    collection.execute(
        "UPDATE col SET crt = ?, conf = ?, dconf = ?",
        (created, json.dumps(conf), json.dumps(options)),
    )


def _set_cards(
    collection: sqlite3.Connection,
    numbers: Mapping[str, int],
    states: Mapping[str, CardState],
    events: Mapping[str, Sequence[Event]],
    *,
    zero: int,
    settings: Settings,
    now_ms: int,
) -> None:
    today = calendar(settings).day_of(now_ms)
    places: dict[int, int] = dict(collection.execute("SELECT id, due FROM cards"))
    values: list[dict[str, Any]] = []
    for card, number in numbers.items():
        if not events[card]:
            continue
        row = to_row(
            states[card],
            number=number,
            position=places[number],
            modified=max(event.at_ms for event in events[card]) // 1000,
            today=today,
            zero=zero,
            settings=settings,
        )
        values.append({name: getattr(row, name) for name in row.__slots__})
    collection.executemany(
        "UPDATE cards SET mod = :modified, type = :type, queue = :queue, due = :due,"
        " ivl = :interval, factor = :factor, reps = :repetitions, lapses = :lapses,"
        " left = :left, flags = :flags, data = :data WHERE id = :id",
        values,
    )


def _set_reviews(
    collection: sqlite3.Connection,
    numbers: Mapping[str, int],
    events: Mapping[str, Sequence[Event]],
    settings: Settings,
) -> int:
    """The review log; of two lines with one number the second takes the next that is free."""
    rows = [
        row
        for card, number in numbers.items()
        if events[card]
        for row in to_rows(events[card], card=number, settings=settings)
    ]
    taken = {row.id for row in rows}
    placed: dict[int, ReviewRow] = {}
    for row in rows:
        number = row.id
        while number in placed or (number != row.id and number in taken):
            number += 1
        placed[number] = row
    collection.executemany(
        "INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
        [(number, *_REVIEW(row)) for number, row in sorted(placed.items())],
    )
    return sum(1 for row in rows if row.ease)
