"""Steps: Again to the first, Hard once more, Good to the next, Easy out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import Rating
from flashcards.review.schedule.days import DAY_MS
from flashcards.review.schedule.steps import delay_ms, step_after

M = 60_000


@pytest.mark.parametrize(
    ("steps", "step", "expected"),
    [
        ((), 0, [None, None, None, None]),
        ((10 * M,), 0, [10 * M, 15 * M, None, None]),
        ((M, 10 * M), 0, [M, 5.5 * M, 10 * M, None]),
        ((M, 10 * M), 1, [M, 10 * M, None, None]),
        ((M, 10 * M, 60 * M), 1, [M, 10 * M, 60 * M, None]),
        ((3 * DAY_MS,), 0, [3 * DAY_MS, 4 * DAY_MS, None, None]),
        ((M, 10 * M), 7, [M, 10 * M, None, None]),  # steps were taken out of the settings
    ],
)
def test_delays(steps: tuple[int, ...], step: int, expected: list[float | None]) -> None:
    assert [delay_ms(steps, step, rating) for rating in Rating] == expected


@given(steps=st.lists(st.integers(M, 5 * DAY_MS), min_size=1, max_size=5), data=st.data())
def test_good_walks_through_all_steps_and_again_goes_back(
    steps: list[int], data: st.DataObject
) -> None:
    walked, step = [], 0
    while (delay := delay_ms(steps, step, Rating.GOOD)) is not None:
        walked.append(delay)
        step = step_after(step, Rating.GOOD)
    assert walked == steps[1:]
    assert step_after(step, Rating.AGAIN) == 0
    assert step_after(step, Rating.HARD) == step
