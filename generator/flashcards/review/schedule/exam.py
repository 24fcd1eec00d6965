"""The week before an exam: what would come only after it comes once more."""

from __future__ import annotations

from collections.abc import Mapping

from flashcards.review.model import CardState, Phase, Settings
from flashcards.review.schedule.load import Load
from flashcards.review.schedule.pace import LAST_DAYS


def last_days(settings: Settings, day: int) -> range:
    """The study days that are left before an exam, once its last week has begun; else none."""
    if not settings.exam_again or not 0 < settings.exam_day - day <= LAST_DAYS:
        return range(0)
    return range(day, settings.exam_day)


def brought_forward(
    states: Mapping[str, CardState], *, settings: Settings, day: int, due: Mapping[int, int]
) -> dict[str, int]:
    """Cards that are due after the exam and were not seen in its last week → their new days.

    The days are filled evenly; what is remembered longest comes first, so that what fades
    soonest is seen nearest to the exam.

    Args:
        states: of the cards that may be shown.
        settings: the exam's date.
        day: the study day that it is.
        due: reviews that are due already, by study day.
    """
    days = last_days(settings, day)
    late = [
        (-(state.memory.stability_days if state.memory else 0), card)
        for card, state in states.items()
        if days
        and state.phase is Phase.REVIEW
        and state.due_day >= settings.exam_day
        and state.last_day < settings.exam_day - LAST_DAYS
    ]
    counts = dict(due)
    load = Load(day=day, due=counts, easy_days=settings.easy_days)
    found = {}
    for rank, (_, card) in enumerate(sorted(late)):
        away = load.lightest(0, len(days) - 1, rank * len(days) // len(late))
        found[card] = day + away
        counts[day + away] = counts.get(day + away, 0) + 1
    return found
