"""Study days: which one a moment belongs to, and when one begins.

A study day is named by a date and begins when the local clock first shows the rollover hour on
that date, or would have, had the clock not been moved forward over it. It ends when the next one
begins. So days follow each other without gap or overlap whatever the clock does: where it is set
back over the rollover, the day that has begun goes on; where a whole date is left out (Samoa,
30 December 2011), that date's study day is short or empty.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from flashcards.errors import ConfigError
from flashcards.review.model import Settings
from flashcards.values import dataclass

DAY_MS = 86_400_000
_DATES = range(date.min.toordinal() + 2, date.max.toordinal() - 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a learner's days are told apart.

    Attributes:
        zone: time zone; None for the machine's own.
        rollover_hour: local hour at which a study day begins, 0 to 23.
    """

    zone: tzinfo | None
    rollover_hour: int = 4

    def day_of(self, at_ms: int) -> int:
        """The study day that a moment belongs to, as an ordinal.

        >>> from zoneinfo import ZoneInfo
        >>> berlin = Calendar(zone=ZoneInfo("Europe/Berlin"))
        >>> new_year = date(2025, 1, 1)
        >>> at = datetime(2025, 1, 2, 3, 59, tzinfo=berlin.zone)
        >>> berlin.day_of(int(at.timestamp() * 1000)) == new_year.toordinal()
        True
        """
        seconds = at_ms // 1000
        local = datetime.fromtimestamp(seconds, self.zone)
        day = local.toordinal() - (local.hour < self.rollover_hour)
        # The clock's face is right but for hours near a change of the clock.
        while _start(self, day + 1) <= seconds:
            day += 1
        while _start(self, day) > seconds:
            day -= 1
        return day

    def start_of(self, day: int) -> int:
        """The first moment of a study day, in milliseconds since the epoch.

        >>> from zoneinfo import ZoneInfo
        >>> Calendar(zone=ZoneInfo("UTC")).start_of(date(1970, 1, 2).toordinal()) // 3_600_000
        28
        """
        return _start(self, day) * 1000


def iso(day: int) -> str:
    """A study day as an ISO date, whatever number it is.

    >>> iso(719_163), iso(-5)
    ('1970-01-01', 'day -5')
    """
    return date.fromordinal(day).isoformat() if day in _DATES else f"day {day}"


def calendar(settings: Settings) -> Calendar:
    """The calendar that the settings describe.

    Raises:
        ConfigError: there is no time zone of that name, or no such hour.
    """
    return _calendar(settings.time_zone, settings.rollover_hour)


@lru_cache(maxsize=64)
def _calendar(name: str, rollover_hour: int) -> Calendar:
    if not 0 <= rollover_hour <= 23:
        raise ConfigError(
            f"{rollover_hour} is no hour at which a day could begin", hint="take one from 0 to 23"
        )
    if not name:
        return Calendar(zone=None, rollover_hour=rollover_hour)
    from zoneinfo import ZoneInfo  # by way of sysconfig: only who names a zone pays for it

    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(
            f"no time zone is called {name!r}",
            hint="take a name such as Europe/Berlin, or none for the machine's own",
        ) from error
    return Calendar(zone=zone, rollover_hour=rollover_hour)


@lru_cache(maxsize=4096)
def _start(calendar: Calendar, day: int) -> int:
    """Seconds since the epoch at which a study day begins."""
    zone = calendar.zone
    when = date.fromordinal(min(max(day, _DATES.start), _DATES.stop))
    wall = datetime(when.year, when.month, when.day, calendar.rollover_hour, tzinfo=zone)
    # Of a time shown twice this is the first; of one never shown, a moment after the change.
    moment = int(wall.timestamp())
    if datetime.fromtimestamp(moment, zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    return _change(zone, int(wall.replace(fold=1).timestamp()), moment)


def _change(zone: tzinfo | None, before: int, after: int) -> int:
    """The first second of the clock's new offset, which begins between these two."""

    def offset(moment: int) -> timedelta:
        face = datetime.fromtimestamp(moment, zone).replace(tzinfo=None)
        return face - datetime(1970, 1, 1) - timedelta(seconds=moment)  # noqa: DTZ001

    old = offset(before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if offset(middle) == old else (before, middle)
    return after
