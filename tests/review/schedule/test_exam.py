"""The week before an exam: what is due only after it comes once more, evenly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from flashcards.review.model import CardState, Memory, Phase, Settings
from flashcards.review.schedule.exam import brought_forward, last_days
from flashcards.review.schedule.pace import LAST_DAYS

TODAY = 740_000
EXAM = TODAY + LAST_DAYS
RULES = Settings(exam_day=EXAM)


def known(*, due: int, last: int = TODAY - 20, stability: float = 50) -> CardState:
    memory = Memory(stability_days=stability, difficulty=5.0)
    return CardState(phase=Phase.REVIEW, memory=memory, due_day=due, last_day=last)


def moved(states: dict[str, CardState], settings: Settings = RULES, day: int = TODAY) -> list[int]:
    return sorted(brought_forward(states, settings=settings, day=day, due={}).values())


def test_the_last_days_are_those_before_the_exam_and_none_before_its_week() -> None:
    assert last_days(RULES, TODAY) == range(TODAY, EXAM)
    assert last_days(RULES, EXAM - 1) == range(EXAM - 1, EXAM)
    assert not last_days(RULES, TODAY - 1)
    assert not last_days(RULES, EXAM)
    assert not last_days(Settings(), TODAY)
    assert not last_days(replace(RULES, exam_again=False), TODAY)


def test_cards_due_after_it_are_spread_evenly_over_the_days_before() -> None:
    states = {f"c{n}": known(due=EXAM + n) for n in range(3 * LAST_DAYS)}
    assert Counter(moved(states)) == dict.fromkeys(range(TODAY, EXAM), 3)
    assert set(moved(states, day=EXAM - 1)) == {EXAM - 1}
    assert moved(states, day=TODAY - 1) == []


def test_days_that_are_full_already_get_none() -> None:
    states = {f"c{n}": known(due=EXAM + n) for n in range(LAST_DAYS - 1)}
    due = {TODAY + 2: 100}
    found = brought_forward(states, settings=RULES, day=TODAY, due=due)
    assert TODAY + 2 not in found.values()


def test_what_fades_soonest_comes_nearest_to_the_exam() -> None:
    states = {f"c{n}": known(due=EXAM, stability=10 + n) for n in range(LAST_DAYS)}
    found = brought_forward(states, settings=RULES, day=TODAY, due={})
    assert [found[f"c{n}"] for n in range(LAST_DAYS)] == list(reversed(range(TODAY, EXAM)))


@pytest.mark.parametrize(
    "state",
    [
        known(due=EXAM - 1),
        known(due=EXAM + 30, last=EXAM - LAST_DAYS),
        CardState(),
        CardState(phase=Phase.RELEARNING, due_day=EXAM, last_day=TODAY - 9),
    ],
    ids=["due before it", "seen in its week", "new", "in steps"],
)
def test_others_stay_where_they_are(state: CardState) -> None:
    assert moved({"a": state}) == []
