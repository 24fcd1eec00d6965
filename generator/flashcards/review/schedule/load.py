"""The load of the days to come: among the days that fuzz allows, the one with the least to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from flashcards.values import dataclass

EASY = 5
"""A card on an easy day weighs as much as so many on another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is due on the days to come.

    Attributes:
        day: the study day that it is.
        due: reviews by study day; those that are missing have none.
        easy_days: days of the week on which as little as possible is wished for, 0 for Monday.
    """

    day: int
    due: Mapping[int, int]
    easy_days: Collection[int] = ()

    def lightest(self, low: int, high: int, wished: int) -> int:
        """Of these intervals the one that ends on the lightest day; the nearest to the wished.

        >>> Load(day=10, due={12: 3, 13: 1, 14: 1}).lightest(2, 4, 4)
        4
        """
        return min(
            range(low, high + 1), key=lambda days: (self._weight(days), abs(days - wished), days)
        )

    def _weight(self, days: int) -> int:
        day = self.day + days
        count = self.due.get(day, 0) + 1
        if self.easy_days and date.fromordinal(day).weekday() in self.easy_days:
            return count * EASY
        return count
