"""Immutable values, made as fast as mutable ones.

The `__init__` of a frozen dataclass sets each field through `object.__setattr__`: a `CardState`
takes 2 µs, three times what the engine needs to schedule a card. A class of the same slots
without the lock is filled by plain assignments, and the object then becomes what it should be;
Python allows that between classes of one layout. What comes out is a `CardState` like any other.
"""

from __future__ import annotations

from typing import Any

from flashcards.review.model import CardState, Memory, Outcome, Phase


class _State:
    __slots__ = tuple(CardState.__dataclass_fields__)


class _Memory:
    __slots__ = tuple(Memory.__dataclass_fields__)


class _Outcome:
    __slots__ = tuple(Outcome.__dataclass_fields__)


def make_memory(stability_days: float, difficulty: float) -> Memory:
    """As `Memory(stability_days=…, difficulty=…)`."""
    made: Any = _Memory()
    made.stability_days = stability_days
    made.difficulty = difficulty
    made.__class__ = Memory
    memory: Memory = made
    return memory


def make_outcome(state: CardState, interval_ms: int) -> Outcome:
    """As `Outcome(state=…, interval_ms=…)`."""
    made: Any = _Outcome()
    made.state = state
    made.interval_ms = interval_ms
    made.__class__ = Outcome
    outcome: Outcome = made
    return outcome


def make_state(  # noqa: PLR0917 - keywords would take a third of the time
    phase: Phase,
    step: int,
    memory: Memory | None,
    due_day: int,
    due_ms: int | None,
    interval_days: int,
    last_ms: int,
    last_day: int,
    repetitions: int,
    lapses: int,
    suspended: bool,  # noqa: FBT001
    buried_day: int,
    flag: int,
    leech: bool,  # noqa: FBT001
) -> CardState:
    """As `CardState(phase=…, …)`; the arguments are all its fields in their order."""
    made: Any = _State()
    made.phase = phase
    made.step = step
    made.memory = memory
    made.due_day = due_day
    made.due_ms = due_ms
    made.interval_days = interval_days
    made.last_ms = last_ms
    made.last_day = last_day
    made.repetitions = repetitions
    made.lapses = lapses
    made.suspended = suspended
    made.buried_day = buried_day
    made.flag = flag
    made.leech = leech
    made.__class__ = CardState
    state: CardState = made
    return state
