"""Intervals in whole study days, from what the engine says and what order keys should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.review.model import Rating
from flashcards.review.schedule.fuzz import ALMOST_ONE, bounds, fuzzed
from flashcards.review.schedule.load import Load

if TYPE_CHECKING:
    from flashcards.review.schedule.engine import States

_AGAIN, _HARD, _GOOD, _EASY = Rating


def passing(
    states: States,
    rating: Rating,
    *,
    last: int,
    most: int,
    place: float | None,
    load: Load | None = None,
) -> int:
    """Of a card in review that was known: Hard < Good < Easy, as far as the maximum lets them.

    An interval that comes out longer than the last one is at least a day longer, whatever fuzz
    does. One that comes out so little shorter that fuzz could make up for it is as long as the
    last one. One that comes out shorter than that is what the engine says: the desired retention
    was raised, or the card is harder than it seemed.
    """
    interval = states.hard.interval
    days = _days(interval, _growth(interval, last, most), most, place, load)
    if rating is _HARD:
        return days
    interval = states.good.interval
    days = _days(interval, max(days + 1, _growth(interval, last, most)), most, place, load)
    if rating is _GOOD:
        return days
    interval = states.easy.interval
    return _days(interval, max(days + 1, _growth(interval, last, most)), most, place, load)


def graduating(
    states: States, rating: Rating, *, most: int, place: float | None, load: Load | None = None
) -> int:
    """Of a card that leaves its steps, or has none: a day at least; Easy is longer than Good."""
    if rating is _EASY:
        good = _days(states.good.interval, 1, most, place, load)
        return _days(states.easy.interval, good + 1, most, place, load)
    state = states.good if rating is _GOOD else states.hard if rating is _HARD else states.again
    return _days(state.interval, 1, most, place, load)


def _growth(interval: float, last: int, most: int) -> int:
    """The least interval that the last one allows."""
    if interval + 0.5 >= last + 1:
        return last + 1
    return last if fuzzed(interval, 1, most, ALMOST_ONE) >= last > 0 else 1


def _days(
    interval: float, least: int, most: int, place: float | None, load: Load | None = None
) -> int:
    if place is not None:
        days = fuzzed(interval, least, most, place)
        return days if load is None else load.lightest(*bounds(interval, least, most), days)
    return min(max(int(interval + 0.5), least), most)
