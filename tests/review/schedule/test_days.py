"""Study days: in every zone they follow each other without gap or overlap."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import ConfigError
from flashcards.review.model import Settings
from flashcards.review.schedule.days import DAY_MS, Calendar, calendar

# Zones with rules of their own: half hours, changes at midnight, a skipped day, the extremes.
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Beirut", "Pacific/Apia", "Pacific/Kwajalein",
    "Pacific/Kiritimati", "Pacific/Honolulu", "Africa/Casablanca", "Asia/Gaza", "Antarctica/Troll",
)  # fmt: skip

calendars = st.builds(
    lambda zone, hour: Calendar(zone=ZoneInfo(zone), rollover_hour=hour),
    st.sampled_from(ZONES),
    st.integers(0, 23),
)
FIRST, LAST = date(1971, 1, 1).toordinal(), date(2037, 12, 31).toordinal()
days = st.integers(FIRST, LAST)
moments = st.integers(365 * DAY_MS, 67 * 365 * DAY_MS)


def ms(zone: str, *face: int, fold: int = 0) -> int:
    year, month, day, hour, minute = face
    at = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold)
    return int(at.timestamp() * 1000)


def name(day: int) -> str:
    return date.fromordinal(day).isoformat()


@given(calendar=calendars, at=moments, later=st.integers(0, 3 * DAY_MS))
def test_the_study_day_never_decreases(calendar: Calendar, at: int, later: int) -> None:
    assert calendar.day_of(at) <= calendar.day_of(at + later)


@given(calendar=calendars, at=moments)
def test_a_moment_lies_between_the_start_of_its_day_and_that_of_the_next(
    calendar: Calendar, at: int
) -> None:
    day = calendar.day_of(at)
    assert calendar.start_of(day) <= at < calendar.start_of(day + 1)


@given(calendar=calendars, day=days)
def test_a_day_begins_on_itself_and_the_moment_before_is_another(
    calendar: Calendar, day: int
) -> None:
    start, end = calendar.start_of(day), calendar.start_of(day + 1)
    assert start <= end
    if start < end:  # the date was not left out
        assert calendar.day_of(start) == day
        assert calendar.day_of(end - 1) == day
    assert calendar.day_of(start - 1) < day


@given(calendar=calendars, day=days)
def test_a_day_begins_when_the_clock_first_shows_the_rollover_hour_or_leaps_over_it(
    calendar: Calendar, day: int
) -> None:
    assert calendar.zone
    wall = datetime.combine(date.fromordinal(day), datetime.min.time())
    wall += timedelta(hours=calendar.rollover_hour)
    start = calendar.start_of(day) // 1000

    def face(second: int) -> datetime:
        return datetime.fromtimestamp(second, calendar.zone).replace(tzinfo=None)

    assert face(start) >= wall
    assert face(start - 1) < wall


@given(calendar=calendars, day=days)
def test_almost_every_day_has_23_to_25_hours(calendar: Calendar, day: int) -> None:
    hours = (calendar.start_of(day + 1) - calendar.start_of(day)) / 3_600_000
    assert 22 <= hours <= 26 or str(calendar.zone) in ("Pacific/Apia", "Pacific/Kwajalein")


@given(at=moments, hour=st.integers(0, 23))
def test_in_utc_a_day_is_a_division(at: int, hour: int) -> None:
    epoch = date(1970, 1, 1).toordinal()
    one = Calendar(zone=UTC, rollover_hour=hour)
    assert one.day_of(at) == epoch + (at - hour * 3_600_000) // DAY_MS


@pytest.mark.parametrize(
    ("zone", "hour", "face", "fold", "expected"),
    [
        pytest.param("UTC", 4, (2025, 5, 2, 3, 59), 0, "2025-05-01", id="before rollover"),
        pytest.param("UTC", 4, (2025, 5, 2, 4, 0), 0, "2025-05-02", id="at rollover"),
        pytest.param("UTC", 0, (2025, 5, 2, 0, 0), 0, "2025-05-02", id="midnight"),
        pytest.param("UTC", 23, (2025, 5, 2, 22, 59), 0, "2025-05-01", id="late rollover"),
        # 30 March 2025: 02:00 becomes 03:00
        pytest.param("Europe/Berlin", 2, (2025, 3, 30, 3, 0), 0, "2025-03-30", id="after the gap"),
        pytest.param("Europe/Berlin", 2, (2025, 3, 30, 1, 59), 0, "2025-03-29", id="before the gap"),
        pytest.param("Europe/Berlin", 4, (2025, 3, 30, 3, 59), 0, "2025-03-29", id="gap, not yet 4"),
        # 26 October 2025: 03:00 becomes 02:00
        pytest.param("Europe/Berlin", 2, (2025, 10, 26, 2, 0), 0, "2025-10-26", id="first 02:00"),
        pytest.param("Europe/Berlin", 2, (2025, 10, 26, 2, 0), 1, "2025-10-26", id="second 02:00"),
        pytest.param("Europe/Berlin", 3, (2025, 10, 26, 2, 59), 1, "2025-10-25", id="fold, not yet 3"),
        # 7 November 2010: 00:01 becomes 23:01 of the day before
        pytest.param("America/St_Johns", 0, (2010, 11, 7, 0, 0), 0, "2010-11-07", id="before the fold"),
        pytest.param("America/St_Johns", 0, (2010, 11, 6, 23, 30), 1, "2010-11-07", id="yesterday again"),
        # 30 December 2011 did not take place
        pytest.param("Pacific/Apia", 4, (2011, 12, 29, 23, 59), 0, "2011-12-29", id="before the line"),
        pytest.param("Pacific/Apia", 4, (2011, 12, 31, 0, 0), 0, "2011-12-30", id="after the line"),
        pytest.param("Pacific/Apia", 4, (2011, 12, 31, 4, 0), 0, "2011-12-31", id="rollover again"),
    ],
)  # fmt: skip
def test_days_around_changes_of_the_clock(
    zone: str, hour: int, face: tuple[int, ...], fold: int, expected: str
) -> None:
    one = Calendar(zone=ZoneInfo(zone), rollover_hour=hour)
    assert name(one.day_of(ms(zone, *face, fold=fold))) == expected


def test_good_at_23_and_at_8_is_a_day_apart_and_at_23_and_at_3_is_none() -> None:
    one = Calendar(zone=ZoneInfo("Europe/Berlin"))
    night = one.day_of(ms("Europe/Berlin", 2025, 5, 1, 23, 0))
    assert one.day_of(ms("Europe/Berlin", 2025, 5, 2, 8, 0)) == night + 1
    assert one.day_of(ms("Europe/Berlin", 2025, 5, 2, 3, 0)) == night


def test_one_moment_is_another_study_day_across_the_date_line() -> None:
    at = ms("UTC", 2025, 5, 1, 18, 30)
    east, west = (
        Calendar(zone=ZoneInfo(zone)).day_of(at)
        for zone in ("Pacific/Kiritimati", "Pacific/Honolulu")
    )
    assert (name(east), name(west)) == ("2025-05-02", "2025-05-01")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "Europe", "a\0b"])
def test_an_unknown_time_zone_is_an_error_with_a_hint(zone: str) -> None:
    with pytest.raises(ConfigError) as caught:
        calendar(Settings(time_zone=zone))
    assert caught.value.hint


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_that_no_clock_shows_is_an_error(hour: int) -> None:
    with pytest.raises(ConfigError):
        calendar(Settings(rollover_hour=hour))


@given(at=moments)
def test_no_zone_is_that_of_the_machine(at: int) -> None:
    own = calendar(Settings())
    local = datetime.fromtimestamp(at // 1000).astimezone()
    shifted = local - timedelta(hours=4)
    assert abs(own.day_of(at) - shifted.toordinal()) <= 1
    assert own.start_of(own.day_of(at)) <= at
