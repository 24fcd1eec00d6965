"""Maturity, forecast and memories, from states."""

from __future__ import annotations

import pytest

from flashcards.review.model import CardState, Memory, Phase
from flashcards.review.stats.cards import forecast, maturity, memories
from flashcards.review.stats.model import HORIZON_DAYS, Maturity
from tests.review.stats.making import TODAY, state


def test_every_card_stands_in_one_place() -> None:
    states = [
        CardState(),
        state(Phase.LEARNING),
        state(Phase.RELEARNING),
        state(interval_days=20),
        state(interval_days=21),
        state(interval_days=400),
        state(interval_days=400, suspended=True),
        CardState(suspended=True),
    ]
    found = maturity(states)
    assert found == Maturity(new=1, learning=2, young=1, mature=2, suspended=2)
    assert found.total == len(states)


def test_what_is_overdue_is_due_today() -> None:
    overdue, due = forecast([state(due_day=TODAY - 5), state(due_day=TODAY)], TODAY)
    assert (overdue, due[0], sum(due)) == (1, 2, 2)


def test_the_forecast_counts_each_day() -> None:
    _, due = forecast([state(due_day=TODAY + n) for n in (1, 1, 3, 364, 365, 9_000)], TODAY)
    assert len(due) == HORIZON_DAYS
    assert {day: count for day, count in enumerate(due) if count} == {1: 2, 3: 1, 364: 1}


def test_new_and_suspended_cards_are_not_due() -> None:
    assert forecast([CardState(), state(due_day=TODAY, suspended=True)], TODAY)[1][0] == 0


def test_a_card_buried_today_is_due_tomorrow_and_one_buried_before_is_not_put_off() -> None:
    buried = state(due_day=TODAY - 2, buried_day=TODAY)
    overdue, due = forecast([buried, state(due_day=TODAY, buried_day=TODAY - 1)], TODAY)
    assert (overdue, due[:2]) == (0, (1, 1))


def test_after_as_many_days_as_it_is_stable_a_card_is_known_at_90_percent() -> None:
    card = state(memory=Memory(stability_days=12.0, difficulty=3.2), last_day=TODAY - 12)
    found = memories([card] * 10, TODAY, parameters=())
    assert found.remembered == pytest.approx(9.0, abs=1e-4)
    assert found.cards == 10
    assert found.median_stability_days == 12.0
    assert found.difficulty == (0, 0, 10, 0, 0, 0, 0, 0, 0)


def test_a_card_just_answered_is_known_and_one_long_gone_is_not() -> None:
    now = state(last_day=TODAY)
    gone = state(memory=Memory(stability_days=0.01, difficulty=10.0), last_day=TODAY - 36_000)
    found = memories([now, gone], TODAY, parameters=())
    assert found.retrievability[9] == 1
    assert sum(found.retrievability[:3]) == 1
    assert found.difficulty[8] == 1


def test_new_and_suspended_cards_have_no_memory_to_speak_of() -> None:
    found = memories([CardState(), state(suspended=True)], TODAY, parameters=())
    assert (found.cards, found.remembered, found.median_stability_days) == (0, 0.0, None)
