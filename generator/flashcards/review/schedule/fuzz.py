"""Fuzz: intervals spread a little, so that cards learnt together part.

The spread is the one that Anki documents: none below 2.5 days; from there a day to either side,
and 15 % of the days from 2.5 to 7, 10 % of those from 7 to 20 and 5 % of the others. Where in it an
interval falls depends on the card and on how often it has been answered, on nothing else: an
interval shown beside a key is the one that the key gives, today and after a rebuild.
"""

from __future__ import annotations

from zlib import crc32

_LEAST = 2.5
ALMOST_ONE = 1 - 2**-32  # the greatest fraction
_MIX = 0x9E3779B1  # 2^32 / golden ratio, odd: neighbouring hashes end far apart


def fraction(card: str, repetitions: int) -> float:
    """Where in the spread the card's next interval falls, from 0 up to but without 1.

    >>> fraction("a", 1) == fraction("a", 1) != fraction("a", 2)
    True
    """
    mixed = crc32(card.encode(), repetitions & 0xFFFFFFFF) * _MIX
    return ((mixed ^ mixed >> 15) & 0xFFFFFFFF) / 0x1_0000_0000


def fuzzed(interval: float, least: int, most: int, where: float) -> int:
    """The interval in whole days, at a place in its spread given by `fraction`, within the limits.

    Where the limits leave a single day above 2, there are two if the maximum lets them.
    """
    # One function and comparisons, not min and max: half of what an answer takes is here.
    if least > most:  # noqa: PLR1730
        least = most
    if interval < least:
        interval = least
    elif interval > most:
        interval = most
    if interval < _LEAST:
        return int(interval + 0.5)
    if interval > 20.0:
        spread = 2.975 + 0.05 * (interval - 20.0)
    elif interval > 7.0:
        spread = 1.675 + 0.1 * (interval - 7.0)
    else:
        spread = 1.0 + 0.15 * (interval - _LEAST)
    low, high = int(interval - spread + 0.5), int(interval + spread + 0.5)
    if low < least:  # noqa: PLR1730
        low = least
    if high > most:  # noqa: PLR1730
        high = most
    if low == high and high < most:
        high += 1
    return low + int(where * (1 + high - low))


def bounds(interval: float, least: int, most: int) -> tuple[int, int]:
    """The first and the last of the days among which `fuzzed` chooses.

    >>> [bounds(days, 1, 1000) for days in (2.4, 2.5, 7, 20, 100)]
    [(2, 2), (2, 4), (5, 9), (17, 23), (93, 107)]
    >>> bounds(2.0, 3, 1000), bounds(2.0, 3, 3), bounds(100.0, 101, 1000)
    ((3, 4), (3, 3), (101, 108))
    """
    return fuzzed(interval, least, most, 0.0), fuzzed(interval, least, most, ALMOST_ONE)
