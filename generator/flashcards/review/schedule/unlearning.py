"""Cards whose answer was corrected: who learnt the old one meets the new one soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards.review.model import CardState, Event, Phase
from flashcards.review.schedule.moving import set_due

DUE, HALVED, MARKED = "due", "halved", "marked"
CORRECTED = (DUE, HALVED, MARKED)
"""What may become of them."""

A_DAY = 20
"""So many come sooner a day: a document that was revised as a whole floods no morning."""


def sooner(
    corrected: Iterable[tuple[str, CardState]], how: str, *, now_ms: int, day: int
) -> Iterator[Event]:
    """Learnt cards set due today, or after half of their interval, where they do not come anyway.

    Args:
        corrected: cards and where they stand.
        how: one of `CORRECTED`.
        now_ms: the time.
        day: the study day of it.
    """
    moved = 0
    for card, state in corrected:
        event = _moved(card, state, how, now_ms=now_ms, day=day + moved // A_DAY, today=day)
        if event is not None:
            moved += 1
            yield event


def _moved(
    card: str, state: CardState, how: str, *, now_ms: int, day: int, today: int
) -> Event | None:
    if how == MARKED or state.phase is not Phase.REVIEW:
        return None  # in steps it comes within the day
    wanted = day
    if how == HALVED:
        wanted = max(day, state.last_day + (state.due_day - state.last_day) // 2)
    if state.due_day <= wanted:
        return None
    return set_due(card, state, wanted, now_ms=now_ms, day=today)
