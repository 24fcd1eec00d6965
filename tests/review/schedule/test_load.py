"""Load balance: within what fuzz allows, the lightest day, and never outside."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import CardState, Memory, Phase, Rating, Settings
from flashcards.review.schedule import answer
from flashcards.review.schedule.load import EASY, Load
from tests.review.schedule.states import DAY, NOW_MS

REVIEW = CardState(
    phase=Phase.REVIEW,
    memory=Memory(stability_days=30.0, difficulty=5.0),
    due_day=DAY,
    interval_days=30,
    last_day=DAY - 30,
    repetitions=4,
)
RULES = Settings(time_zone="UTC")


@given(due=st.dictionaries(st.integers(DAY, DAY + 400), st.integers(0, 50)), card=st.text())
def test_the_day_is_one_that_fuzz_allows_and_none_of_those_is_lighter(
    due: dict[int, int], card: str
) -> None:
    load = Load(day=DAY, due=due)
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        plain = answer(REVIEW, rating, card=card, now_ms=NOW_MS, day=DAY, settings=RULES)
        kept = answer(REVIEW, rating, card=card, now_ms=NOW_MS, day=DAY, settings=RULES, load=load)
        assert abs(kept.state.due_day - plain.state.due_day) <= 0.12 * kept.state.interval_days + 4
        assert due.get(kept.state.due_day, 0) <= due.get(plain.state.due_day, 0)


def test_a_deck_learnt_in_a_day_comes_back_evenly() -> None:
    due: dict[int, int] = {}
    for number in range(90):
        load = Load(day=DAY, due=due)
        made = answer(
            REVIEW, Rating.GOOD, card=f"c{number}", now_ms=NOW_MS, day=DAY, settings=RULES, load=load
        )  # fmt: skip
        due[made.state.due_day] = due.get(made.state.due_day, 0) + 1
    assert max(due.values()) - min(due.values()) <= 1
    assert len(due) > 5


def test_an_easy_day_is_avoided_while_others_have_less_than_so_many_times_as_much() -> None:
    sunday = next(d for d in range(DAY + 20, DAY + 27) if date.fromordinal(d).weekday() == 6)
    load = Load(day=DAY, due={sunday - 1: EASY - 2, sunday + 1: EASY}, easy_days=(6,))
    wished = sunday - DAY
    assert load.lightest(wished - 1, wished + 1, wished) == wished - 1
    assert load.lightest(wished, wished + 1, wished) == wished
