"""How many new cards a day: a fixed number, or as many as an exam's date asks for."""

from __future__ import annotations

from datetime import date
from math import ceil

from flashcards.review.model import Settings
from flashcards.values import dataclass

LAST_DAYS = 7
"""Days before an exam without new cards, so that the last ones are reviewed before it; of a
shorter time at most half."""

EVE = 2
"""So shortly before an exam a new card does not help any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How new cards are spread over the days to come.

    Attributes:
        a_day: new cards on a day that is not easy.
        days: days on which new cards are begun, until the exam; 0 without one.
        left_out: cards that will not be met before the exam at that pace.
    """

    a_day: int
    days: int = 0
    left_out: int = 0


def easy(settings: Settings, day: int) -> bool:
    """Whether the learner wants as little as possible on that study day."""
    return bool(settings.easy_days) and date.fromordinal(day).weekday() in settings.easy_days


def pace(settings: Settings, *, day: int, unmet: int) -> Pace:
    """The pace from a study day on.

    Args:
        settings: the fixed number, the exam's date, easy days.
        day: the study day.
        unmet: cards not yet begun when the day began.
    """
    until = settings.exam_day - day
    if until <= 0:
        return Pace(a_day=settings.new_per_day)
    if until <= EVE:
        return Pace(a_day=0, left_out=unmet)
    last = day + until - max(EVE, min(LAST_DAYS, until // 2))
    days = sum(not easy(settings, one) for one in range(day, last))
    a_day = min(ceil(unmet / days), settings.new_most) if days else 0
    return Pace(a_day=a_day, days=days, left_out=max(unmet - a_day * days, 0))
