"""Anki counts days from the date a collection was made on; we name each by its date."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo

ANKIS_ROLLOVER = 4
"""Local hour on day zero that Anki puts into `crt`; with another, old versions miss by a day."""

DAYS = range(1, date.max.toordinal() + 1)
"""Study days that have a date."""


def day_zero(created: int, minutes_west: int | None, zone: tzinfo | None) -> int:
    """The study day that a collection counts its days from.

    Args:
        created: its `crt`, seconds since the epoch.
        minutes_west: how far west of UTC it was made, or None if it does not say.
        zone: the time zone to assume then; None for the machine's own.

    >>> date.fromordinal(day_zero(1_795_492_800, 0, None)).isoformat()
    '2026-11-24'
    >>> date.fromordinal(day_zero(1_795_492_800, 300, None)).isoformat()
    '2026-11-23'
    """
    if minutes_west is not None:
        zone = timezone(timedelta(minutes=-minutes_west))
    return datetime.fromtimestamp(created, zone).toordinal()


def made_on(day: int, zone: tzinfo | None) -> tuple[int, int]:
    """`crt` and minutes west of UTC of a collection whose day zero is that study day.

    >>> made_on(date(2026, 11, 24).toordinal(), timezone(timedelta(hours=2)))
    (1795485600, -120)
    """
    local = datetime.combine(date.fromordinal(day), time(hour=ANKIS_ROLLOVER), tzinfo=zone)
    moment = local.astimezone(zone) if zone is None else local
    offset = moment.utcoffset() or timedelta()
    return int(moment.timestamp()), -int(offset.total_seconds()) // 60
