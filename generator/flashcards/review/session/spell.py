"""Times as people read them."""

from __future__ import annotations

_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000
_MONTH, _YEAR = 30.4375, 365.25


def interval(ms: int) -> str:
    """A time to wait, short enough to stand under a key.

    >>> [interval(ms) for ms in (30_000, 600_000, 5_400_000, 86_400_000, 10**10, 10**11)]
    ['<1m', '10m', '1.5h', '1d', '3.8mo', '3.2y']
    """
    if ms < _MINUTE:
        return "<1m"
    if ms < _HOUR:
        return f"{round(ms / _MINUTE)}m"
    if ms < _DAY:
        return f"{_short(ms / _HOUR)}h"
    days = ms / _DAY
    if days < 31:
        return f"{round(days)}d"
    if days < _YEAR:
        return f"{_short(days / _MONTH)}mo"
    return f"{_short(days / _YEAR)}y"


def interval_aloud(ms: int) -> str:
    """The same in words.

    >>> interval_aloud(60_000), interval_aloud(2 * 86_400_000), interval_aloud(0)
    ('1 minute', '2 days', 'less than a minute')
    """
    if ms < _MINUTE:
        return "less than a minute"
    short = interval(ms)
    number = short.rstrip("mhdoy")
    word = {"m": "minute", "h": "hour", "d": "day", "mo": "month", "y": "year"}[
        short[len(number) :]
    ]
    return f"{number} {word}{'' if number == '1' else 's'}"


def clock(ms: int) -> str:
    """A time that has passed.

    >>> clock(5_000), clock(3_725_000)
    ('0:05', '1:02:05')
    """
    seconds = max(ms, 0) // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
