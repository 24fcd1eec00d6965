"""What a retention costs and brings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from flashcards.review.model import Settings
from flashcards.review.optimize.habits import default_habits
from flashcards.review.optimize.simulate import (
    FEW_CARDS,
    GRID,
    MOST_CARDS,
    Plan,
    Point,
    knee,
    plan,
    recommend,
    simulate,
)

SETTINGS = Settings()


@cache
def points(days: int = 120, cards: int = 300) -> tuple[Point, ...]:
    of = plan(SETTINGS, cards=cards, days=days)
    return simulate(of, (0.7, 0.8, 0.9, 0.97), settings=SETTINGS, habits=default_habits())


def test_more_retention_takes_more_time_and_brings_more_cards() -> None:
    minutes = [point.minutes for point in points()]
    remembered = [point.remembered for point in points()]
    assert minutes == sorted(minutes)
    assert remembered == sorted(remembered)
    assert minutes[-1] > 1.5 * minutes[0]


def test_no_more_is_remembered_than_was_learnt_and_about_the_share_that_was_wanted() -> None:
    for point in points():
        assert point.learnt == 300
        assert point.retention - 0.02 < point.remembered / point.learnt <= 1


def test_the_same_question_has_the_same_answer() -> None:
    of = plan(SETTINGS, cards=100, days=60)
    runs = [simulate(of, (0.9,), settings=SETTINGS, habits=default_habits()) for _ in range(2)]
    assert runs[0] == runs[1]


def test_answers_that_take_twice_as_long_take_twice_the_time() -> None:
    habits = default_habits()
    slow = replace(habits, seconds=tuple(tuple(2 * s for s in row) for row in habits.seconds))
    of = plan(SETTINGS, cards=100, days=60)
    one, two = (simulate(of, (0.9,), settings=SETTINGS, habits=each)[0] for each in (habits, slow))
    assert two.minutes == pytest.approx(2 * one.minutes, rel=1e-3)
    assert two.remembered == pytest.approx(one.remembered)


def test_a_day_may_take_longer_than_half_an_hour() -> None:
    many = replace(SETTINGS, new_per_day=500, reviews_per_day=9999)
    of = plan(many, cards=5000, days=10)
    (point,) = simulate(of, (0.9,), settings=many, habits=default_habits())
    assert point.minutes > 60


@pytest.mark.parametrize(
    ("cards", "days", "simulated"),
    [
        (0, 365, FEW_CARDS),
        (300, 365, 300),
        (300, 10, 200),
        (10**6, 3650, MOST_CARDS),
    ],
)
def test_cards_that_would_never_be_met_are_left_out(cards: int, days: int, simulated: int) -> None:
    assert plan(SETTINGS, cards=cards, days=days).cards == simulated


def test_without_new_cards_a_day_there_is_still_one() -> None:
    none = replace(SETTINGS, new_per_day=0)
    assert plan(none, cards=100, days=30) == Plan(
        days=30, cards=30, new_per_day=1, reviews_per_day=200
    )


def test_a_recommendation_lies_where_it_is_looked_for() -> None:
    of = plan(SETTINGS, cards=200, days=120)
    told: list[int] = []
    found = recommend(
        of,
        settings=SETTINGS,
        habits=default_habits(),
        progress=lambda done, _total: told.append(done),
    )
    assert found.retention in GRID
    assert 0.8 <= found.retention <= 0.94
    assert 0.65 <= found.cheapest <= found.retention
    assert told == list(range(len(GRID) + 1))


def point(retention: float, minutes: float, remembered: float) -> Point:
    return Point(
        retention=retention, minutes=minutes, last_minutes=0, reviews=0, learnt=100,
        remembered=remembered, days=10,
    )  # fmt: skip


def test_the_knee_is_where_the_curve_bends() -> None:
    curve = [point(0.7, 1, 70), point(0.8, 2, 90), point(0.9, 6, 95), point(0.96, 11, 97)]
    assert knee(curve) == 0.8


def test_a_curve_that_brings_nothing_has_its_knee_at_the_start() -> None:
    assert knee([point(0.7, 1, 70), point(0.9, 2, 60)]) == 0.7
    assert knee([point(0.7, 2, 70), point(0.9, 1, 80)]) == 0.7


def test_minutes_for_a_card_are_all_the_time_over_what_is_left_of_it() -> None:
    assert point(0.9, 6, 30).minutes_per_card == 2.0
    assert point(0.9, 6, 0).minutes_per_card is None
