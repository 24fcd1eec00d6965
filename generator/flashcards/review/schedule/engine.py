"""The engine: FSRS as Anki itself runs it (fsrs-rs), behind a few functions.

All figures are those of the engine, single precision; Python's floats hold them exactly.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from flashcards.errors import ConfigError
from flashcards.review.model import Memory, Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fsrs_rs_python import FSRS, ItemState, MemoryState, NextStates

    Engine: TypeAlias = FSRS
    State: TypeAlias = ItemState
    States: TypeAlias = NextStates

LONGEST_DAYS = 1_000_000
"""More days than this make no difference, and the engine must not be asked for 2^32."""

DECAY = 20
"""Place of the forgetting curve's decay among the parameters."""


@lru_cache(maxsize=8)
def filled(parameters: tuple[float, ...]) -> tuple[float, ...]:
    """All 21 parameters: those of older versions of FSRS filled up, none replaced by defaults.

    Raises:
        ConfigError: their number is not one that FSRS has had, or one of them is no number.
    """
    from fsrs_rs_python import DEFAULT_PARAMETERS, check_and_fill_parameters

    if not parameters:
        return tuple(DEFAULT_PARAMETERS)
    try:
        return tuple(check_and_fill_parameters(parameters))
    except (ValueError, TypeError, OverflowError) as error:
        raise ConfigError(
            f"these {len(parameters)} numbers are no parameters of FSRS",
            hint="they are 17, 19 or 21; `flashcards optimize` finds them",
        ) from error


_KEPT: dict[int, tuple[tuple[float, ...], Callable[..., States], Callable[..., MemoryState]]] = {}
"""What `next_states` needs for each tuple of parameters, by its address: to hash 21 numbers would
take as long as to schedule a card."""


def _keep(
    parameters: tuple[float, ...],
) -> tuple[tuple[float, ...], Callable[..., States], Callable[..., MemoryState]]:
    from fsrs_rs_python import MemoryState

    if len(_KEPT) >= 8:
        _KEPT.clear()
    kept = parameters, engine(parameters).next_states, MemoryState
    _KEPT[id(parameters)] = kept
    return kept


@lru_cache(maxsize=8)
def engine(parameters: tuple[float, ...]) -> Engine:
    """The engine with these parameters (none: its defaults), made once.

    Raises:
        ConfigError: see `filled`.
    """
    from fsrs_rs_python import FSRS

    return FSRS(filled(parameters))


def next_states(
    memory: Memory | None,
    elapsed_days: int,
    *,
    desired_retention: float,
    parameters: tuple[float, ...],
) -> States:
    """Memory and interval after each rating, `elapsed_days` study days after the last answer."""
    kept = _KEPT.get(id(parameters))
    if kept is None or kept[0] is not parameters:
        kept = _keep(parameters)
    _, schedule, remembered = kept
    if memory is None:
        return schedule(None, desired_retention, 0)
    given = remembered(memory.stability_days, memory.difficulty)
    return schedule(given, desired_retention, clamped(elapsed_days))


def clamped(elapsed_days: int) -> int:
    """Days as the engine takes them: not below 0, where a clock went back or a learner west."""
    if elapsed_days < 0:
        return 0
    return elapsed_days if elapsed_days < LONGEST_DAYS else LONGEST_DAYS  # noqa: FURB136 - speed


def chosen(states: States, rating: Rating) -> State:
    """Memory and interval after this rating; only it is taken out of the engine's."""
    if rating is Rating.GOOD:
        return states.good
    if rating is Rating.AGAIN:
        return states.again
    return states.hard if rating is Rating.HARD else states.easy


def after(
    memory: Memory | None, rating: Rating, *, elapsed_days: int, parameters: tuple[float, ...]
) -> Memory:
    """The memory of a card after an answer, `elapsed_days` study days after the last one."""
    states = next_states(memory, elapsed_days, desired_retention=0.9, parameters=parameters)
    known = chosen(states, rating).memory
    return Memory(stability_days=known.stability, difficulty=known.difficulty)


def remembered(memory: Memory) -> MemoryState:
    """The engine's own form of a memory."""
    from fsrs_rs_python import MemoryState

    return MemoryState(memory.stability_days, memory.difficulty)


def interval(
    stability_days: float, *, desired_retention: float, parameters: tuple[float, ...]
) -> float:
    """Days until the chance of recall has fallen to the desired one."""
    return engine(parameters).next_interval(stability_days, desired_retention, int(Rating.GOOD))


def retrievability(
    stability_days: float, elapsed_days: float, *, parameters: tuple[float, ...]
) -> float:
    """The chance of recall so many days after the last answer: 0.9 after `stability_days`.

    (1 + f·t/S)^-d with d the decay and f such that it is 0.9 at t = S; FSRS 6, see the FSRS wiki,
    "The Algorithm".

    >>> round(retrievability(10.0, 10.0, parameters=()), 6)
    0.9
    """
    decay = -filled(parameters)[DECAY]
    factor = 0.9 ** (1 / decay) - 1
    return float((1 + factor * max(elapsed_days, 0.0) / stability_days) ** decay)


def short_term(parameters: Sequence[float]) -> bool:
    """Whether these parameters say anything of answers on the day of the last one."""
    return not parameters or (len(parameters) >= 19 and parameters[17] > 0 and parameters[18] > 0)
