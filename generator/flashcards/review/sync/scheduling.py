"""Where a card stands for us, and where it stands in Anki: whether Anki is to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flashcards.review.exchange.rows import CardRow, CardType, Queue
from flashcards.review.exchange.scheduling import is_time, to_row
from flashcards.review.model import CardState, Phase, Settings
from flashcards.values import dataclass

_BURIED = (Queue.BURIED, Queue.BURIED_BY_USER)

KEYS: Mapping[str, str] = {
    "type": "type",
    "queue": "queue",
    "due": "due",
    "ivl": "interval",
    "factor": "factor",
    "reps": "repetitions",
    "lapses": "lapses",
    "left": "left",
    "flags": "flags",
}
"""Anki's name of a card's value → ours."""

EMPTIED = ("memory_state", "desired_retention", "decay")
"""What Anki works out anew from its log, when the card is next shown, once it is empty: our
numbers would be by our parameters, not by Anki's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How days are named on both sides: ours today, and the one that Anki counts from."""

    today: int
    zero: int


def wanted_row(
    state: CardState, row: CardRow, *, off: bool, days: Days, settings: Settings
) -> CardRow:
    """Anki's row of a card as it would be, had Anki seen all that we saw.

    Args:
        state: where the card stands here.
        row: where it stands there: what we have no say in stays.
        off: whether it is to be suspended, whatever its state.
        days: how days are named.
        settings: for the steps that remain.
    """
    made = to_row(
        replace(state, suspended=state.suspended or off),
        number=row.id,
        position=row.due if row.type == CardType.NEW else 0,
        modified=row.modified,
        today=days.today,
        zero=days.zero,
        settings=settings,
    )
    if state.phase is Phase.NEW and row.type == CardType.NEW:
        # Position and the rest of a new card are Anki's.
        made = replace(row, queue=made.queue, flags=made.flags)
    if row.queue in _BURIED and made.queue >= 0:
        # Put off for today, perhaps as a sibling; Anki takes it up again by itself.
        made = replace(made, queue=row.queue)
    return made


def standing(row: CardRow) -> str:
    """What matters of a row: two rows with the same standing are shown on the same day.

    Seconds count of cards in steps, and of no other; how often a card was answered does not.
    """
    queue = row.queue
    if queue in (Queue.LEARNING, Queue.DAY_LEARNING):
        queue = Queue.LEARNING
    due = 0 if row.type == CardType.NEW else row.due
    return f"{row.type} {queue} {due} {row.flags & 7}"


def near(one: CardRow, other: CardRow) -> bool:
    """Whether two rows stand alike, but for what rounding and Anki's spread of steps do."""
    if standing(one) == standing(other):
        return True
    both = is_time(one.due) and is_time(other.due)
    if not both or abs(one.due - other.due) > SPREAD_S:
        return False
    return standing(replace(one, due=0)) == standing(replace(other, due=0))


SPREAD_S = 2
"""Seconds: we keep milliseconds of a step, Anki seconds."""


def values(row: CardRow, *, last_ms: int) -> tuple[list[str], list[Any]]:
    """Names and values for the add-on, which sets them as they are."""
    keys = [*KEYS, *EMPTIED, "last_review_time"]
    made: list[Any] = [int(getattr(row, name)) for name in KEYS.values()]
    return keys, [*made, *(None for _ in EMPTIED), last_ms // 1000 or None]
