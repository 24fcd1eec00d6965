"""The decimal sign of a document, from what it writes."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.quantities.model import Habit


def habit_of(texts: Iterable[str], *, language: str = "") -> Habit:
    """The decimal sign that the texts of a document show, or that its language has.

    Args:
        texts: of one document.
        language: as in `de` or `pt-BR`; empty where it is not known.
    """
    del texts, language
    return Habit.UNKNOWN
