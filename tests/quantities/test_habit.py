"""The decimal sign of a document."""

from __future__ import annotations

import pytest

from flashcards.quantities import Habit, habit_of


@pytest.mark.parametrize(
    ("texts", "habit"),
    [
        (["Es kostet 1.234,5 €."], Habit.COMMA),
        (["12,5 % der Zeit"], Habit.COMMA),
        (["2.147.483.648 Byte"], Habit.COMMA),
        (["1,234.5 tokens"], Habit.POINT),
        (["a rate of 0.75"], Habit.POINT),
        (["1,234"], Habit.UNKNOWN),
        (["The size of the cache is 1,234 bytes."], Habit.POINT),
        (["Die Größe ist nicht 1,234 und das"], Habit.COMMA),
        ([], Habit.UNKNOWN),
        (["0.5; 0,5"], Habit.UNKNOWN),
        (
            ["**Frage 1.1** – Wie schnell ist das?", "### 2.3 Die Höhe", "2,5 min und 69,44 m/s"],
            Habit.COMMA,
        ),
        (["Frage 1.1: Was?", "Das ist der Wert."], Habit.COMMA),
        (["## 1.4. What is the cost of the disk?", "It is 2,345 € a year."], Habit.POINT),
        (["Seeds 1,2 and 3,4 of the run"], Habit.POINT),
    ],
)
def test_what_is_written_counts_before_the_words(texts: list[str], habit: Habit) -> None:
    assert habit_of(texts) is habit
