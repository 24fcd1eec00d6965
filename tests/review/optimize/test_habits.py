"""What answers cost, from the log."""

from __future__ import annotations

import pytest

from flashcards.review.model import EventKind, Phase
from flashcards.review.optimize.habits import ENOUGH, PRIOR, Habits, default_habits, habits
from tests.review.stats.learner import live
from tests.review.stats.making import Log


def timed(count: int, seconds: float = 5.0, **fields: object) -> Log:
    log = Log()
    for number in range(count):
        log.answer(
            f"{number}", 10, 3, phase=Phase.REVIEW, interval=3, duration_ms=int(seconds * 1000)
        )
    return log


def test_without_enough_answers_the_defaults_count() -> None:
    assert habits(timed(ENOUGH - 1).events) == default_habits()
    assert default_habits().answers == 0


def test_with_enough_one_s_own_count_mixed_with_the_default() -> None:
    default = default_habits().seconds[1][2]
    found = habits(timed(ENOUGH).events)
    assert found.answers == ENOUGH
    assert found.seconds[1][2] == pytest.approx((ENOUGH * 5 + PRIOR * default) / (ENOUGH + PRIOR))


def test_what_was_never_answered_stays_at_its_default() -> None:
    found = habits(timed(ENOUGH).events)
    assert found.seconds[0] == pytest.approx(default_habits().seconds[0])
    assert found.first == pytest.approx(default_habits().first)


def test_an_answer_of_twenty_minutes_was_none_and_one_without_a_time_says_nothing() -> None:
    for seconds in (0.0, 1200.0, 5000.0):
        assert habits(timed(ENOUGH, seconds).events).answers == 0


def test_cramming_and_what_was_taken_back_say_nothing() -> None:
    log = timed(ENOUGH)
    log.put(EventKind.UNDO, "0", 10, value=1)
    log.answer("x", 10, 3, phase=Phase.REVIEW, cram=True)
    assert habits(log.events) == default_habits()


def test_shares_are_shares() -> None:
    found = habits(live(cards=60, days=100).events)
    for row in (found.first, found.known, *found.learning, *found.relearning):
        assert sum(row) == pytest.approx(1)
        assert min(row) > 0


def test_ratings_in_steps_are_counted_by_the_rating_before() -> None:
    log = timed(ENOUGH)
    for number in range(1000):
        card = f"new {number}"
        log.answer(card, 10, 1, phase=Phase.NEW)
        log.answer(card, 10, 3, phase=Phase.LEARNING)
        log.answer(card, 10, 4, phase=Phase.LEARNING, interval=3)
        log.answer(card, 13, 1)
        log.answer(card, 13, 2, phase=Phase.RELEARNING, interval=1)
    found = habits(log.events)
    assert found.first[0] > 0.97
    assert found.learning[0][2] > 0.97
    assert found.learning[2][3] > 0.97
    assert found.relearning[0][1] > 0.97
    assert found.learning[1] == pytest.approx(shares(default_habits(), 1), rel=1e-6)


def shares(of: Habits, row: int) -> list[float]:
    total = sum(of.learning[row])
    return [value / total for value in of.learning[row]]
