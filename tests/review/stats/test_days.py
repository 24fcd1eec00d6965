"""Activity, streak and ratings, from answers."""

from __future__ import annotations

import pytest

from flashcards.review.model import Phase
from flashcards.review.stats.days import activity, buttons, streak
from flashcards.review.stats.history import answers
from flashcards.review.stats.model import Activity, Streak
from tests.review.stats.making import TODAY, Log


def test_a_day_sums_its_answers() -> None:
    log = Log()
    log.answer("a", 10, phase=Phase.NEW, duration_ms=4_000)
    log.answer("a", 10, rating=1, phase=Phase.LEARNING, duration_ms=5_000)
    log.answer("b", 12, cram=True, duration_ms=6_000)
    assert activity(answers(log.events)) == (
        Activity(day=10, answers=2, again=1, introduced=1, milliseconds=9_000),
        Activity(day=12, answers=1, again=0, introduced=0, milliseconds=6_000),
    )


@pytest.mark.parametrize(
    ("ago", "current", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1,), 1, 1),
        ((2,), 0, 1),
        ((2, 1, 0), 3, 3),
        ((3, 2, 1), 3, 3),
        ((9, 8, 7, 6, 3, 1, 0), 2, 4),
        ((9, 8, 7, 3), 0, 3),
    ],
)
def test_a_streak_ends_today_or_yesterday(ago: tuple[int, ...], current: int, longest: int) -> None:
    log = Log()
    for days in ago:
        log.answer("a", TODAY - days)
    found = streak(activity(answers(log.events)), TODAY)
    assert found == Streak(current=current, longest=longest, studied=len(ago))


def test_ratings_are_counted_by_stage_within_the_days_and_the_schedule() -> None:
    log = Log()
    log.answer("a", 10, rating=1, phase=Phase.NEW)
    log.answer("a", 10, rating=3, phase=Phase.LEARNING, interval=5)
    log.answer("a", 15, rating=2, interval=30)
    log.answer("a", 30, rating=4, cram=True)
    log.answer("a", 45, rating=1)
    log.answer("a", 45, rating=3, phase=Phase.RELEARNING, interval=5)
    found = {each.stage: each.counts for each in buttons(answers(log.events), first_day=10)}
    assert found == {"learning": (1, 0, 2, 0), "young": (0, 1, 0, 0), "mature": (1, 0, 0, 0)}
    late = {each.stage: each.counts for each in buttons(answers(log.events), first_day=16)}
    assert late == {"learning": (0, 0, 1, 0), "young": (0, 0, 0, 0), "mature": (1, 0, 0, 0)}
