"""Which line of Anki's review log is which of our events."""

from __future__ import annotations

from flashcards.review.model import Event, EventKind

ANKI = "anki:"
"""How the source of an event begins that came from Anki; the line's number follows, if any."""

LOGGED = (EventKind.ANSWER, EventKind.FORGET, EventKind.DUE)
"""What Anki has lines for in its review log."""


def review_number(event: Event) -> int | None:
    """The number of the line in Anki's review log that an event is, or None if it is none.

    Our own events are logged in Anki under their ids.

    >>> from flashcards.review.model import EventKind
    >>> review_number(Event(id=7, card="a", kind=EventKind.FORGET, at_ms=7, day=1))
    7
    """
    if event.kind not in LOGGED:
        return None
    if not event.source.startswith(ANKI):
        return event.id
    number = event.source.removeprefix(ANKI).partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() else None


def schedules(event: Event) -> bool:
    """Whether an event decides when its card is due."""
    return event.kind in LOGGED and not event.cram
