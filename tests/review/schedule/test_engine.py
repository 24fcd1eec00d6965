"""The engine: FSRS's own figures, and parameters of every version."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import ConfigError
from flashcards.review.model import Memory, Rating
from flashcards.review.schedule.engine import (
    LONGEST_DAYS,
    after,
    engine,
    filled,
    interval,
    next_states,
    retrievability,
    short_term,
)

memories = st.builds(
    lambda stability, difficulty: Memory(stability_days=stability, difficulty=difficulty),
    st.floats(0.01, 5000),
    st.floats(1, 10),
)


def test_the_first_answer_gives_the_initial_stabilities() -> None:
    found = [after(None, rating, elapsed_days=9, parameters=()).stability_days for rating in Rating]
    assert found == DEFAULT_PARAMETERS[:4]


@pytest.mark.parametrize("count", [0, 17, 19, 21])
def test_parameters_of_every_version_are_filled_up_to_21(count: int) -> None:
    parameters = tuple(DEFAULT_PARAMETERS[:count])
    assert len(filled(parameters)) == 21
    assert engine(parameters) is engine(parameters)


@pytest.mark.parametrize(
    "parameters", [(1.0,), (1.0,) * 20, (1.0,) * 22, (float("nan"),) * 21, (float("inf"),) * 21]
)
def test_numbers_that_are_no_parameters_are_an_error_with_a_hint(
    parameters: tuple[float, ...],
) -> None:
    with pytest.raises(ConfigError) as caught:
        after(None, Rating.GOOD, elapsed_days=0, parameters=parameters)
    assert caught.value.hint


@given(memory=memories, days=st.integers(-(10**9), 10**12), rating=st.sampled_from(Rating))
def test_no_number_of_days_is_too_many_or_too_few(
    memory: Memory, days: int, rating: Rating
) -> None:
    found = after(memory, rating, elapsed_days=days, parameters=())
    bound = min(max(days, 0), LONGEST_DAYS)
    assert found == after(memory, rating, elapsed_days=bound, parameters=())
    assert found.stability_days > 0
    assert 1 <= found.difficulty <= 10


@given(memory=memories, days=st.integers(1, 5000))
def test_knowing_more_remembers_longer(memory: Memory, days: int) -> None:
    found = [after(memory, r, elapsed_days=days, parameters=()).stability_days for r in Rating]
    assert found == sorted(found)


@given(stability=st.floats(0.1, 3000), retention=st.floats(0.7, 0.97))
def test_an_interval_lasts_until_recall_has_fallen_to_what_is_desired(
    stability: float, retention: float
) -> None:
    days = interval(stability, desired_retention=retention, parameters=())
    assert retrievability(stability, days, parameters=()) == pytest.approx(retention, abs=1e-4)


def test_parameters_are_told_apart_though_they_lie_at_one_address() -> None:
    """An address is used again after a tuple is gone."""
    seen = set()
    for number in range(50):
        parameters = tuple(value * (1 + number / 100) for value in DEFAULT_PARAMETERS[:4])
        parameters += tuple(DEFAULT_PARAMETERS[4:])
        states = next_states(None, 0, desired_retention=0.9, parameters=parameters)
        assert states.again.memory.stability == pytest.approx(parameters[0])
        seen.add(states.again.memory.stability)
    assert len(seen) == 50


def test_only_parameters_that_speak_of_the_same_day_make_short_intervals() -> None:
    assert short_term(())
    assert short_term(DEFAULT_PARAMETERS)
    assert not short_term(DEFAULT_PARAMETERS[:17])
    assert not short_term([*DEFAULT_PARAMETERS[:17], 0.0, 0.1, 0.1, 0.1])


def test_the_engine_is_imported_only_when_something_is_scheduled() -> None:
    code = "import sys, flashcards.review.schedule; print('fsrs_rs_python' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
