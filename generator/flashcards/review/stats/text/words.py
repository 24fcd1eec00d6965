"""Numbers, times and days as people read them."""

from __future__ import annotations

from datetime import date

from flashcards.review.stats.text.drawing import number


def long_date(day: int) -> str:
    """A study day as a person writes it: `24 November 2026`."""
    when = date.fromordinal(day)
    return f"{when.day} {when:%B %Y}"


def short_date(day: int) -> str:
    """A study day on an axis: `24 Nov`."""
    when = date.fromordinal(day)
    return f"{when.day} {when:%b}"


def minutes(milliseconds: float) -> str:
    """A time spent: `45 s`, `12 min`, `3.5 h`.

    >>> minutes(45_000), minutes(720_000), minutes(12_600_000)
    ('45 s', '12 min', '3.5 h')
    """
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{round(seconds)} s"
    if seconds < 5400:
        return f"{number(seconds / 60)} min"
    return f"{number(seconds / 3600)} h"


def percent(share: float | None, digits: int = 0) -> str:
    """A share as `91 %`; a dash without one.

    >>> percent(0.914), percent(0.914, 1), percent(None)
    ('91 %', '91.4 %', '-')
    """
    return "-" if share is None else f"{100 * share:.{digits}f} %"


def plural(count: float, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "card"), plural(1200, "card")
    ('1 card', '1,200 cards')
    """
    return f"{number(count)} {noun}" + ("" if count == 1 else "s")


def days(value: float) -> str:
    """A number of days: `3.5 d`.

    >>> days(3.5)
    '3.5 d'
    """
    return f"{number(value)} d"
