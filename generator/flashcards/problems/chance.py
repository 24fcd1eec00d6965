"""Chance that gives the same on every machine and every version of Python."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")


class Chance:
    """A stream of choices that its key alone decides: SHA-256 of the key and a counter."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._drawn = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound - 1`, each equally likely.

        >>> [Chance("a").below(10) for _ in range(2)], Chance("b").below(1)
        ([6, 6], 0)
        """
        if not 1 <= bound <= 1 << 64:
            raise ValueError(f"no choice from {bound}")
        limit = (1 << 64) - (1 << 64) % bound
        while True:
            digest = hashlib.sha256(f"{self._key}/{self._drawn}".encode()).digest()
            self._drawn += 1
            number = int.from_bytes(digest[:8], "big")
            if number < limit:  # else the first remainders would come more often
                return number % bound

    def pick(self, options: Sequence[_T]) -> _T:
        """One of the options."""
        return options[self.below(len(options))]

    def step(self, low: int, high: int, by: int = 1) -> int:
        """One of `low, low + by, …` up to `high`."""
        return low + by * self.below((high - low) // by + 1)
