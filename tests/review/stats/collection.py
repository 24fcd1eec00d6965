"""A log as the real Anki keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flashcards.review.model import Event, EventKind, Phase

KINDS = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}
MANUAL, FILTERED = 4, 3


@contextmanager
def collection(path: Path, events: Sequence[Event]) -> Iterator[Any]:
    """A collection whose review log is this log; its days begin at midnight UTC, as ours."""
    from anki.collection import Collection

    col = Collection(str(path / "a.anki2"))
    try:
        col.set_config("rollover", 0)
        note_type = col.models.by_name("Basic")
        numbers: dict[str, int] = {}
        for card in sorted({event.card for event in events}):
            note = col.new_note(note_type)
            note.fields = [card, card]
            col.add_note(note, 1)
            numbers[card] = note.cards()[0].id
        last = dict.fromkeys(numbers, 0)
        for event in events:
            col.db.execute(
                "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
                *row(event, numbers[event.card], last[event.card]),
            )
            if not event.cram:
                last[event.card] = interval(event)
        yield col
    finally:
        col.close()


def interval(event: Event) -> int:
    """As Anki writes it: days, or seconds below 0."""
    return event.interval_days or -600


def row(event: Event, card: int, last: int) -> tuple[int, ...]:
    """The event's line in `revlog`, without the number of the sync."""
    if event.kind is EventKind.FORGET:
        return event.id, card, 0, 0, last, 0, 0, MANUAL
    kind = FILTERED if event.cram else KINDS[event.phase or Phase.REVIEW]
    ease = 0 if event.cram else 2500
    rating = int(event.rating or 0)
    return event.id, card, rating, interval(event), last, ease, event.duration_ms, kind
