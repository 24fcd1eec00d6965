"""True retention, against a learner whose forgetting is known, and its interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.stats.history import answers
from flashcards.review.stats.model import Age, Period, Retention
from flashcards.review.stats.retention import true_retention, wilson
from tests.review.stats.learner import DEFAULTS, FORGETFUL, Life, live
from tests.review.stats.making import TODAY, Log


@given(st.integers(0, 400), st.integers(1, 400))
def test_wilsons_interval_is_scipys(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    from scipy.stats import binomtest  # a second and a half, which collecting need not take

    theirs = binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_holds_the_share_and_lies_between_0_and_1(known: int, not_known: int) -> None:
    trials = known + not_known
    low, high = wilson(known, trials)
    assert 0 <= low <= (known / trials if trials else 0.5) <= high <= 1


def of(life: Life, period: Period, age: Age = Age.ALL) -> Retention:
    found = true_retention(answers(life.events), life.today)
    return next(each for each in found if (each.period, each.age) == (period, age))


@pytest.mark.parametrize("truth", [DEFAULTS, FORGETFUL], ids=["as FSRS thinks", "forgetful"])
def test_it_is_what_the_learner_knew(truth: tuple[float, ...]) -> None:
    life = live(truth=truth, seed=3)
    for period in Period:
        first = 0 if period.days is None else life.today - period.days + 1
        asked = [each for each in life.asked if each.day >= first]
        found = of(life, period)
        assert (found.tests, found.recalled) == (len(asked), sum(each.known for each in asked))


@pytest.mark.parametrize("seed", range(5))
def test_its_interval_holds_the_true_chance_of_a_learner_who_is_as_fsrs_thinks(seed: int) -> None:
    life = live(truth=DEFAULTS, seed=seed)
    found = of(life, Period.ALL)
    chance = sum(each.chance for each in life.asked) / len(life.asked)
    assert found.low <= chance <= found.high


def test_young_and_mature_are_parts_of_all() -> None:
    life = live(days=300)
    for period in Period:
        whole, young, mature = (of(life, period, age) for age in Age)
        assert whole.tests == young.tests + mature.tests
        assert whole.recalled == young.recalled + mature.recalled
        assert mature.tests > 0


def test_a_week_is_today_and_six_days_before() -> None:
    log = Log()
    for ago in (0, 6, 7, 29, 30):
        log.answer(f"card {ago}", TODAY - 50, interval=1)
        log.answer(f"card {ago}", TODAY - ago, interval=1)
    found = {
        each.period: each.tests
        for each in true_retention(answers(log.events), TODAY)
        if each.age is Age.ALL
    }
    assert found == {Period.WEEK: 2, Period.MONTH: 4, Period.YEAR: 5, Period.ALL: 5}


def test_without_tests_there_is_no_share() -> None:
    assert {each.share for each in true_retention([], TODAY)} == {None}
