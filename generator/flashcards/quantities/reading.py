"""Finding the quantities of a text."""

from __future__ import annotations

from flashcards.quantities.model import Habit, Quantity


def quantities(text: str, *, habit: Habit = Habit.POINT) -> tuple[Quantity, ...]:
    """All quantities of a text, left to right; none in names, versions, dates, clock times.

    Offsets are those of `text` itself. Time is linear in its length, whatever it holds.
    """
    del text, habit
    return ()


def number_at(text: str, pos: int, *, habit: Habit = Habit.POINT) -> Quantity | None:
    """The quantity whose number or unit stands at a position, or None."""
    found = quantities(text, habit=habit)
    return next((one for one in found if one.start <= pos < one.end), None)
