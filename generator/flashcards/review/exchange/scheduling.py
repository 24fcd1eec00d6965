"""A card's state ↔ what Anki's row of the card says of scheduling."""

from __future__ import annotations

import json
from collections.abc import Callable

from flashcards.review.exchange.calendar import DAYS
from flashcards.review.exchange.rows import CardRow, CardType, Queue
from flashcards.review.model import CardState, Phase, Settings
from flashcards.values import dataclass

EASE, EASE_STEP, LEAST_EASE = 2500, 200, 1300
"""SM-2's ease, which Anki keeps beside FSRS for those who turn FSRS off: new cards' ease, less
for each lapse, and never below the least."""

DECAY = 0.1542
"""FSRS-6's default for the last of its 21 parameters."""

_TYPES = {
    Phase.NEW: CardType.NEW,
    Phase.LEARNING: CardType.LEARNING,
    Phase.REVIEW: CardType.REVIEW,
    Phase.RELEARNING: CardType.RELEARNING,
}
_PHASES = {kind: phase for phase, kind in _TYPES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a card is due: on a study day, or in steps at a moment."""

    phase: Phase
    day: int
    ms: int | None = None
    interval_days: int = 0


def to_row(
    state: CardState,
    *,
    number: int,
    position: int,
    modified: int,
    today: int,
    zero: int,
    settings: Settings,
) -> CardRow:
    """Anki's row of a card.

    Args:
        state: where the card stands.
        number: Anki's number of it.
        position: its place among new cards.
        modified: when something last happened to it, seconds since the epoch.
        today: the study day; a card that is buried for it is buried in Anki.
        zero: the study day that Anki counts from.
        settings: for the steps that remain.
    """
    queue, due = _place(state, position=position, zero=zero)
    if state.suspended:
        queue = Queue.SUSPENDED
    elif state.buried_day >= today > 0:
        queue = Queue.BURIED_BY_USER
    if queue < 0 and state.due_ms is not None:
        due = state.due_ms // 1000  # Anki tells days from seconds by their size
    return CardRow(
        id=number,
        modified=modified,
        type=_TYPES[state.phase],
        queue=queue,
        due=due,
        interval=_interval(state),
        factor=0 if state.phase in (Phase.NEW, Phase.LEARNING) else _ease(state.lapses),
        repetitions=state.repetitions,
        lapses=state.lapses,
        left=_left(state, settings),
        flags=state.flag & 7,
        data=_data(state, position=position, settings=settings),
    )


def _place(state: CardState, *, position: int, zero: int) -> tuple[Queue, int]:
    if state.phase is Phase.NEW:
        return Queue.NEW, position
    if state.phase is Phase.REVIEW or state.due_ms is None:
        return Queue.REVIEW, state.due_day - zero
    if state.due_day > state.last_day:
        return Queue.DAY_LEARNING, state.due_day - zero
    return Queue.LEARNING, state.due_ms // 1000


def _interval(state: CardState) -> int:
    """In days; of a card that is learnt again, what it would have if it were known now."""
    if state.phase is Phase.REVIEW:
        return max(1, state.interval_days)
    if state.phase is Phase.RELEARNING:
        return max(1, round(state.memory.stability_days)) if state.memory else 1
    return 0


def _ease(lapses: int) -> int:
    return max(LEAST_EASE, EASE - EASE_STEP * lapses)


def _left(state: CardState, settings: Settings) -> int:
    if state.phase is Phase.LEARNING:
        return max(1, len(settings.learning_steps_ms) - state.step)
    if state.phase is Phase.RELEARNING:
        return max(1, len(settings.relearning_steps_ms) - state.step)
    return 0


def _data(state: CardState, *, position: int, settings: Settings) -> str:
    """What Anki 26 keeps of FSRS beside a card, rounded as it rounds."""
    if state.phase is Phase.NEW:
        return "{}"
    data: dict[str, float] = {"pos": position}
    if state.memory:
        decay = settings.parameters[20] if len(settings.parameters) > 20 else DECAY
        data |= {
            "s": round(state.memory.stability_days, 4),
            "d": round(state.memory.difficulty, 3),
            "dr": round(settings.desired_retention, 2),
            "decay": round(decay, 3),
        }
    if state.last_ms:
        data["lrt"] = state.last_ms // 1000
    return json.dumps(data, separators=(",", ":"))


def due_of(row: CardRow, *, zero: int, day_of: Callable[[int], int]) -> Due | None:
    """When Anki would show a card, or None if it is new or its row makes no sense.

    Args:
        row: Anki's row of it.
        zero: the study day that Anki counts from.
        day_of: the study day of a moment, in milliseconds since the epoch.
    """
    if row.type not in (CardType.LEARNING, CardType.REVIEW, CardType.RELEARNING):
        return None
    phase = _PHASES[CardType(row.type)]
    due = due_number(row)
    if phase is not Phase.REVIEW and is_time(due):
        return Due(phase=phase, day=day_of(due * 1000), ms=due * 1000)
    day = zero + due
    if is_time(due) or day not in DAYS:
        return None
    return Due(
        phase=phase, day=day, interval_days=max(0, row.interval) if phase is Phase.REVIEW else 0
    )


def due_number(row: CardRow) -> int:
    """`due`, of a card that visits a filtered deck the one it will have at home again."""
    return row.original_due if row.original_deck and row.original_due else row.due


def is_time(due: int) -> bool:
    """Whether `due` counts seconds since the epoch and not days: Anki tells them so, too."""
    return 1_000_000_000 < due < 1 << 33
