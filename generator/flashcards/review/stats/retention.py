"""True retention: how often cards were known when they came back."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from flashcards.review.stats.history import Answer
from flashcards.review.stats.model import Age, Period, Retention

Z_95 = 1.959963984540054
"""The normal distribution's 97.5th percentile: both tails together hold 5 %."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share (E. B. Wilson, JASA 22, 1927).

    It holds for few trials and for shares near 0 and 1, where the normal interval does not.

    >>> [round(end, 4) for end in wilson(9, 10)]
    [0.5958, 0.9821]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    z2 = Z_95 * Z_95
    scale = 1 + z2 / trials
    middle = (share + z2 / (2 * trials)) / scale
    half = Z_95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials)) / scale
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == trials else min(1.0, middle + half)
    return low, high


def true_retention(answers: Iterable[Answer], today: int) -> tuple[Retention, ...]:
    """Every period by every age, from the answers that tested a memory."""
    first = {period: 0 if (days := period.days) is None else today - days + 1 for period in Period}
    counts = {(period, age): [0, 0] for period in Period for age in Age}
    for answer in answers:
        day = answer.event.day
        if not answer.test or day > today:
            continue
        for period, begin in first.items():
            if day >= begin:
                for age in (Age.ALL, answer.age):
                    count = counts[period, age]
                    count[0] += 1
                    count[1] += answer.recalled
    return tuple(
        _retention(period, age, tests, recalled)
        for (period, age), (tests, recalled) in counts.items()
    )


def _retention(period: Period, age: Age, tests: int, recalled: int) -> Retention:
    low, high = wilson(recalled, tests)
    return Retention(period=period, age=age, tests=tests, recalled=recalled, low=low, high=high)
