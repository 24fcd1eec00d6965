"""What is made fast is what the classes would have made."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, astuple, fields, replace

import pytest

from flashcards.review.model import CardState, Memory, Outcome, Phase
from flashcards.review.schedule.making import make_memory, make_outcome, make_state

STATE = CardState(
    phase=Phase.RELEARNING, step=1, memory=Memory(stability_days=1.5, difficulty=2.5), due_day=3,
    due_ms=4, interval_days=5, last_ms=6, last_day=7, repetitions=8, lapses=9, suspended=True,
    buried_day=10, flag=2, leech=True,
)  # fmt: skip


def made(state: CardState) -> CardState:
    return make_state(*(getattr(state, field.name) for field in fields(CardState)))


def test_the_arguments_are_the_fields_in_their_order() -> None:
    code = make_state.__code__
    names = code.co_varnames[: code.co_argcount]
    assert names == tuple(field.name for field in fields(CardState))


@pytest.mark.parametrize("state", [STATE, CardState()])
def test_a_state_is_a_state_like_any_other(state: CardState) -> None:
    one = made(state)
    assert type(one) is CardState
    assert one == state
    assert hash(one) == hash(state)
    assert repr(one) == repr(state)
    assert astuple(one) == astuple(state)
    assert replace(one, flag=5) == replace(state, flag=5)
    assert pickle.loads(pickle.dumps(one)) == state


def test_a_state_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        made(STATE).flag = 1  # type: ignore[misc]


def test_memories_and_outcomes_are_theirs() -> None:
    memory = Memory(stability_days=1.0, difficulty=2.0)
    assert make_memory(1.0, 2.0) == memory
    assert type(make_memory(1.0, 2.0)) is Memory
    assert make_outcome(STATE, 7) == Outcome(state=STATE, interval_ms=7)
