"""What was made of a value, remembered by which value it is.

The nodes of a tree are asked for their text again and again, by each rule and for each card that
they stand on. To compare or hash a tree takes longer than that; to know it again takes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Made = TypeVar("Made")

MOST = 50_000
"""Values that are known at a time; then all are forgotten. What is known is kept alive."""


def by_identity(make: Callable[[T], Made]) -> Callable[[T], Made]:
    """A function of one value that never changes, made once for each.

    >>> by_identity(len)("abc")
    3
    """
    known: dict[int, tuple[T, Made]] = {}

    def remembered(value: T) -> Made:
        found = known.get(id(value))
        if found is not None and found[0] is value:
            return found[1]
        made = make(value)
        if len(known) >= MOST:
            known.clear()
        known[id(value)] = (value, made)
        return made

    return remembered
