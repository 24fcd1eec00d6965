"""Answers given while the computer's clock was wrong: which they are, and when they were given.

Our own events have ids in the order in which they happened, whatever the clock said. So a clock
that ran ahead, or behind, shows: the times of what came before and after do not fit. The fewest
events that must be wrong are taken for wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from flashcards.review.model import Event
from flashcards.review.schedule.days import DAY_MS, Calendar

TOLERANCE_MS = 3_600_000
"""A clock may be set back so much without a word: it was set right by the network."""


def wrong(events: Sequence[Event], *, now_ms: int) -> list[Event]:
    """Those of our own events whose time cannot be right, in the order in which they happened.

    Args:
        events: our own (without a source), by id.
        now_ms: the time; nothing can have happened after it.
    """
    # The longest run of times that never go back holds the events that are right.
    tails: list[int] = []  # of the best runs of each length, the last time
    ends: list[int] = []
    before: list[int] = []
    for place, event in enumerate(events):
        if event.at_ms > now_ms + TOLERANCE_MS:
            before.append(-2)
            continue
        at = bisect_right(tails, event.at_ms)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(event.at_ms)
            ends.append(place)
        else:
            tails[at] = event.at_ms
            ends[at] = place
    right: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        right.add(place)
        place = before[place]
    return _far([(event, place in right) for place, event in enumerate(events)], now_ms=now_ms)


def _far(events: Sequence[tuple[Event, bool]], *, now_ms: int) -> list[Event]:
    """Of the events that do not fit, those that are off by more than is tolerated."""
    after: list[int] = []
    later = now_ms
    for event, fits in reversed(events):
        after.append(later)
        later = event.at_ms if fits else later
    out: list[Event] = []
    earlier = -DAY_MS
    for (event, fits), latest in zip(events, reversed(after), strict=True):
        if fits:
            earlier = event.at_ms
        elif not earlier - TOLERANCE_MS <= event.at_ms <= latest + TOLERANCE_MS:
            out.append(event)
    return out


def corrected(
    events: Sequence[Event], bad: Sequence[Event], *, now_ms: int, days: Calendar
) -> list[Event]:
    """All the events with the times of the bad ones set right, in their order; ids as they were.

    Each run of bad ones is moved as a whole, by whole days if that fits between its neighbours:
    then the time of day is kept. What was scheduled by an answer moves along.
    """
    wrong_ids = {event.id for event in bad}
    out: list[Event] = []
    place = 0
    while place < len(events):
        if events[place].id not in wrong_ids:
            out.append(events[place])
            place += 1
            continue
        end = place
        while end < len(events) and events[end].id in wrong_ids:
            end += 1
        run = events[place:end]
        earliest = out[-1].at_ms if out else None
        latest = events[end].at_ms if end < len(events) else now_ms
        out += _moved(run, earliest=earliest, latest=latest, days=days)
        place = end
    return out


def _moved(
    run: Sequence[Event], *, earliest: int | None, latest: int, days: Calendar
) -> list[Event]:
    last, first = max(e.at_ms for e in run), min(e.at_ms for e in run)
    if last > latest:
        shift = -(-(last - latest) // DAY_MS) * -DAY_MS
        if earliest is not None and first + shift < earliest:
            shift = latest - last
    else:
        low = earliest if earliest is not None else first
        shift = -(-(low - first) // DAY_MS) * DAY_MS if low > first else 0
        if last + shift > latest:
            shift = low - first
    out: list[Event] = []
    for event in run:
        at = event.at_ms + shift
        if earliest is not None:
            at = max(at, earliest)
        at = earliest = min(at, latest)
        out.append(_at(event, at, days))
    return out


def _at(event: Event, at_ms: int, days: Calendar) -> Event:
    """The event as it would have been written at another time."""
    day = days.day_of(at_ms)
    by = day - event.day
    return replace(
        event,
        at_ms=at_ms,
        day=day,
        due_day=event.due_day + by if event.due_day else 0,
        due_ms=None if event.due_ms is None else event.due_ms + at_ms - event.at_ms,
    )
