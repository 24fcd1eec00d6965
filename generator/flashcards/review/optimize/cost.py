"""What a pace of new cards costs: minutes a day until an exam, and what is known then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from flashcards.review.model import Settings
from flashcards.review.optimize.habits import Habits
from flashcards.review.optimize.simulate import Point, plan, simulate
from flashcards.review.schedule.pace import LAST_DAYS
from flashcards.review.stats.text.drawing import number
from flashcards.review.stats.text.section import Section, Table
from flashcards.review.stats.text.words import plural
from flashcards.values import dataclass

_IN_REVIEW, _GOOD = 1, 2
"""Places of a known review among the habits' seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
    """What so many new cards a day lead to.

    Attributes:
        again: cards that come once more in the week before an exam, for they are due after it.
        again_minutes: a day of that week, that they take.
    """

    a_day: int
    point: Point
    again: float = 0
    again_minutes: float = 0


def at_pace(settings: Settings, habits: Habits, *, a_day: int, cards: int, days: int) -> Paced:
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
    if not (settings.exam_day and settings.exam_again):
        return Paced(a_day=a_day, point=point)
    again = max(point.learnt - point.last_reviews, 0)
    minutes = again * habits.seconds[_IN_REVIEW][_GOOD] / 60 / LAST_DAYS
    return Paced(a_day=a_day, point=point, again=again, again_minutes=minutes)


def pace_sections(
    found: Iterable[Paced], *, cards: int, days: int, yours: int
) -> Iterator[Section]:
    """The paces side by side, for the terminal."""
    listed = list(found)
    rows = tuple(
        (
            str(one.a_day),
            f"{one.point.minutes:.0f}",
            f"{one.point.last_minutes:.0f}",
            number(one.point.learnt),
            number(one.point.remembered),
            f"{number(one.again)}, {one.again_minutes:.0f} min a day" if one.again else "",
            "yours" if one.a_day == yours else "",
        )
        for one in listed
    )
    again = "last week once more" if any(one.again for one in listed) else ""
    yield Section(
        title=f"{plural(cards, 'new card')} in {plural(days, 'day')}",
        said="what so many new cards a day cost, and bring",
        table=Table(
            head=("new a day", "min a day", "at end", "met", "remembered", again, ""),
            rows=rows,
            right=frozenset(range(6)),
        ),
    )


def paces_as_plain(found: Iterable[Paced], *, cards: int, days: int, yours: int) -> dict[str, Any]:
    """The same for a program."""
    return {
        "cards": cards,
        "days": days,
        "yours": yours,
        "paces": [
            {
                "new_per_day": one.a_day,
                "minutes": round(one.point.minutes, 1),
                "last_minutes": round(one.point.last_minutes, 1),
                "learnt": round(one.point.learnt),
                "remembered": round(one.point.remembered, 1),
                "again": round(one.again),
                "again_minutes": round(one.again_minutes, 1),
            }
            for one in found
        ],
    }
