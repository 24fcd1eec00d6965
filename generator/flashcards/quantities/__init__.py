"""Numbers with units in any text: one grammar and one table for reader, checker and grader.

`quantities` finds them, with exact values and every reading that their writing allows;
`units.toml` holds the units, `words.toml` the number words. All of it is pure.
"""

from __future__ import annotations

from flashcards.quantities.compound import unit_named
from flashcards.quantities.dimensions import NUMBER, Dimension, dimension, over, raised, times
from flashcards.quantities.habit import habit_of
from flashcards.quantities.model import (
    PLAIN,
    Bound,
    Habit,
    Notation,
    Quantity,
    Reading,
    Scale,
    Unit,
)
from flashcards.quantities.reading import number_at, number_words, quantities
from flashcards.quantities.rounding import interval, rounds_to
from flashcards.quantities.writing import format_like, number_like

__all__ = [
    "NUMBER",
    "PLAIN",
    "Bound",
    "Dimension",
    "Habit",
    "Notation",
    "Quantity",
    "Reading",
    "Scale",
    "Unit",
    "dimension",
    "format_like",
    "habit_of",
    "interval",
    "number_at",
    "number_like",
    "number_words",
    "over",
    "quantities",
    "raised",
    "rounds_to",
    "times",
    "unit_named",
]
