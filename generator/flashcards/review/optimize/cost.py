"""What a pace of new cards costs: minutes a day until an exam, and what is known then."""

from __future__ import annotations

from dataclasses import replace

from flashcards.review.model import Settings
from flashcards.review.optimize.habits import Habits
from flashcards.review.optimize.simulate import Plan, Point, plan, simulate


def at_pace(
    settings: Settings, habits: Habits, *, a_day: int, cards: int, days: int
) -> tuple[Plan, Point]:
    """What so many new cards a day lead to in so many days, at the settings' retention.

    Args:
        settings: all else of the schedule.
        habits: how long answers take.
        a_day: new cards a day.
        cards: new cards that there are.
        days: how long.
    """
    paced = replace(settings, new_per_day=a_day)
    of = plan(paced, cards=cards, days=days)
    (point,) = simulate(of, (settings.desired_retention,), settings=paced, habits=habits)
    return of, point
