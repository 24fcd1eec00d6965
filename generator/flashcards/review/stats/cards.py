"""What the states of the cards tell: maturity, forecast, memories."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from flashcards.review.model import CardState, Phase
from flashcards.review.schedule.engine import retrievability
from flashcards.review.stats.model import HORIZON_DAYS, MATURE_DAYS, Maturity, Memories


def maturity(states: Iterable[CardState]) -> Maturity:
    """How many cards stand where; a suspended card counts as that alone."""
    counts = dict.fromkeys(("new", "learning", "young", "mature", "suspended"), 0)
    for state in states:
        counts[stage(state)] += 1
    return Maturity(**counts)


def stage(state: CardState) -> str:
    """Where one card stands."""
    if state.suspended:
        return "suspended"
    match state.phase:
        case Phase.NEW:
            return "new"
        case Phase.LEARNING | Phase.RELEARNING:
            return "learning"
        case Phase.REVIEW:
            return "mature" if state.interval_days >= MATURE_DAYS else "young"


def forecast(states: Iterable[CardState], today: int) -> tuple[int, tuple[int, ...]]:
    """Cards overdue, and cards due on each of the coming days, today (with those) first.

    New and suspended cards are not due; a card buried for today is due tomorrow.
    """
    due = [0] * HORIZON_DAYS
    overdue = 0
    for state in states:
        if state.suspended or state.phase is Phase.NEW:
            continue
        first = today + 1 if state.buried_day == today else today
        ahead = max(state.due_day, first) - today
        if ahead < HORIZON_DAYS:
            due[ahead] += 1
        if state.due_day < today and ahead == 0:
            overdue += 1
    return overdue, tuple(due)


def memories(states: Iterable[CardState], today: int, *, parameters: tuple[float, ...]) -> Memories:
    """How well the cards that were learnt and are not suspended are remembered."""
    chances = [0] * 10
    difficulty = [0] * 9
    remembered = 0.0
    stabilities: list[float] = []
    for state in states:
        if state.memory is None or state.suspended:
            continue
        chance = retrievability(
            state.memory.stability_days, today - state.last_day, parameters=parameters
        )
        chances[min(9, int(chance * 10))] += 1
        difficulty[min(8, max(0, int(state.memory.difficulty) - 1))] += 1
        remembered += chance
        stabilities.append(state.memory.stability_days)
    return Memories(
        retrievability=tuple(chances),
        difficulty=tuple(difficulty),
        remembered=remembered,
        median_stability_days=median(stabilities) if stabilities else None,
    )
