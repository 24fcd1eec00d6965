"""Intervals in whole study days, from what the engine says and what order keys should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.review.model import Rating
from flashcards.review.schedule.fuzz import ALMOST_ONE, fuzzed

if TYPE_CHECKING:
    from flashcards.review.schedule.engine import States

_AGAIN, _HARD, _GOOD, _EASY = Rating


def passing(states: States, rating: Rating, *, last: int, most: int, place: float | None) -> int:
    """Of a card in review that was known: Hard < Good < Easy, as far as the maximum lets them.

    An interval that comes out longer than the last one is at least a day longer, whatever fuzz
    does. One that comes out so little shorter that fuzz could make up for it is as long as the
    last one. One that comes out shorter than that is what the engine says: the desired retention
    was raised, or the card is harder than it seemed.
    """
    interval = states.hard.interval
    days = _days(interval, _growth(interval, last, most), most, place)
    if rating is _HARD:
        return days
    interval = states.good.interval
    days = _days(interval, max(days + 1, _growth(interval, last, most)), most, place)
    if rating is _GOOD:
        return days
    interval = states.easy.interval
    return _days(interval, max(days + 1, _growth(interval, last, most)), most, place)


def graduating(states: States, rating: Rating, *, most: int, place: float | None) -> int:
    """Of a card that leaves its steps, or has none: a day at least; Easy is longer than Good."""
    if rating is _EASY:
        good = _days(states.good.interval, 1, most, place)
        return _days(states.easy.interval, good + 1, most, place)
    state = states.good if rating is _GOOD else states.hard if rating is _HARD else states.again
    return _days(state.interval, 1, most, place)


def _growth(interval: float, last: int, most: int) -> int:
    """The least interval that the last one allows."""
    if interval + 0.5 >= last + 1:
        return last + 1
    return last if fuzzed(interval, 1, most, ALMOST_ONE) >= last > 0 else 1


def _days(interval: float, least: int, most: int, place: float | None) -> int:
    if place is not None:
        return fuzzed(interval, least, most, place)
    return min(max(int(interval + 0.5), least), most)
