"""Leeches: cards forgotten so often that they should be rewritten, not repeated."""

from __future__ import annotations


def is_leech(lapses: int, threshold: int) -> bool:
    """Whether this lapse makes a leech: at the threshold and at every half of it after.

    Half of an odd threshold is rounded up. A threshold of 0 makes none.

    >>> [lapses for lapses in range(20) if is_leech(lapses, 8)]
    [8, 12, 16]
    """
    if threshold <= 0 or lapses < threshold:
        return False
    return (lapses - threshold) % ((threshold + 1) // 2) == 0
