"""A state in Anki's row of a card, and when Anki shows a card."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from flashcards.review.exchange.rows import CardRow, Queue
from flashcards.review.exchange.scheduling import Due, due_of, to_row
from flashcards.review.model import CardState, Memory, Phase, Settings

ZERO, TODAY = 738_000, 738_100
STEPS = Settings(learning_steps_ms=(60_000, 600_000, 3_600_000))
REVIEW = CardState(
    phase=Phase.REVIEW, memory=Memory(stability_days=12.34567, difficulty=5.43219), due_day=TODAY + 5,
    interval_days=8, last_ms=1_700_000_000_999, last_day=TODAY - 3, repetitions=4, lapses=2,
)  # fmt: skip
LEARNING = replace(
    REVIEW,
    phase=Phase.LEARNING,
    step=1,
    due_day=TODAY,
    due_ms=1_700_000_600_999,
    interval_days=0,
    last_day=TODAY,
)


def made(state: CardState, **values: Any) -> CardRow:
    arguments: dict[str, Any] = {
        "number": 5, "position": 7, "modified": 1_700_000_000, "today": TODAY, "zero": ZERO, "settings": STEPS,
    }  # fmt: skip
    return to_row(state, **(arguments | values))


def test_a_new_card_is_due_at_its_place() -> None:
    row = made(CardState())
    assert (row.type, row.queue, row.due, row.factor, row.data) == (0, 0, 7, 0, "{}")


def test_a_review_is_due_on_its_day_counted_from_day_zero() -> None:
    row = made(REVIEW)
    assert (row.type, row.queue, row.due, row.interval, row.left) == (2, 2, 105, 8, 0)
    assert (row.repetitions, row.lapses, row.factor) == (4, 2, 2100)


def test_a_step_is_due_at_its_second_with_the_steps_that_remain() -> None:
    row = made(LEARNING)
    assert (row.type, row.queue, row.due, row.left, row.interval) == (1, 1, 1_700_000_600, 2, 0)


def test_a_step_over_night_is_due_on_its_day() -> None:
    row = made(replace(LEARNING, due_day=TODAY + 1))
    assert (row.queue, row.due) == (3, 101)


def test_a_card_learnt_again_has_an_interval_to_return_to() -> None:
    row = made(replace(LEARNING, phase=Phase.RELEARNING, step=0))
    assert (row.type, row.queue, row.interval, row.left) == (3, 1, 12, 1)


def test_a_suspended_card_keeps_its_due() -> None:
    assert (
        made(replace(REVIEW, suspended=True)).queue,
        made(replace(REVIEW, suspended=True)).due,
    ) == (-1, 105)
    row = made(replace(LEARNING, suspended=True, due_day=TODAY + 1))
    assert (row.queue, row.due) == (-1, 1_700_000_600)


@pytest.mark.parametrize(
    ("day", "queue"), [(TODAY, Queue.BURIED_BY_USER), (TODAY - 1, Queue.REVIEW), (0, Queue.REVIEW)]
)
def test_a_card_buried_for_today_is_buried(day: int, queue: Queue) -> None:
    assert made(replace(REVIEW, buried_day=day)).queue == queue


def test_memory_is_kept_as_anki_rounds_it() -> None:
    data = json.loads(made(REVIEW).data)
    assert data == {
        "pos": 7,
        "s": 12.3457,
        "d": 5.432,
        "dr": 0.9,
        "decay": 0.154,
        "lrt": 1_700_000_000,
    }
    own = replace(STEPS, parameters=(*range(20), 0.25))
    assert json.loads(made(REVIEW, settings=own).data)["decay"] == 0.25


def at(at_ms: int) -> int:
    return TODAY


def test_what_is_written_is_read_as_the_same_due() -> None:
    assert due_of(made(REVIEW), zero=ZERO, day_of=at) == Due(
        phase=Phase.REVIEW, day=TODAY + 5, interval_days=8
    )
    assert due_of(made(LEARNING), zero=ZERO, day_of=at) == Due(
        phase=Phase.LEARNING, day=TODAY, ms=1_700_000_600_000
    )
    assert due_of(made(CardState()), zero=ZERO, day_of=at) is None


def test_a_card_in_a_filtered_deck_is_due_when_it_was_at_home() -> None:
    away = replace(made(REVIEW), due=-100_000, original_due=105, original_deck=9)
    assert due_of(away, zero=ZERO, day_of=at) == due_of(made(REVIEW), zero=ZERO, day_of=at)


@pytest.mark.parametrize(
    "values", [{"type": 9}, {"type": 2, "due": 1_700_000_000}, {"type": 2, "due": 1 << 50}, {"type": 2, "due": -(1 << 40)}]
)  # fmt: skip
def test_a_row_that_makes_no_sense_says_nothing(values: dict[str, int]) -> None:
    assert due_of(replace(made(REVIEW), **values), zero=ZERO, day_of=at) is None  # type: ignore[arg-type]
