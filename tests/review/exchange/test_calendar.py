"""Days are told by their dates, wherever and whenever a collection was made."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.exchange.calendar import day_zero, made_on

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Pacific/Apia")  # fmt: skip


@given(
    day=st.dates(date(1971, 1, 1), date(2090, 1, 1)).map(date.toordinal),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_a_collection_made_on_a_day_has_it_as_day_zero_anywhere(day: int, zone: ZoneInfo) -> None:
    created, minutes_west = made_on(day, zone)
    assert abs(day_zero(created, minutes_west, ZoneInfo("UTC")) - day) <= 0
    assert abs(day_zero(created, None, zone) - day) <= 0 or zone.key == "Pacific/Apia"


def test_it_was_made_at_four_in_the_morning() -> None:
    created, minutes_west = made_on(date(2026, 3, 29).toordinal(), ZoneInfo("Europe/Berlin"))
    assert datetime.fromtimestamp(created, ZoneInfo("Europe/Berlin")).hour == 4
    assert minutes_west == -120


@pytest.mark.parametrize(("minutes_west", "expected"), [(None, 24), (0, 24), (300, 23), (-720, 24)])
def test_without_an_offset_of_its_own_ours_is_assumed(
    minutes_west: int | None, expected: int
) -> None:
    at = int(datetime(2026, 11, 24, 4, tzinfo=ZoneInfo("UTC")).timestamp())
    assert date.fromordinal(day_zero(at, minutes_west, ZoneInfo("UTC"))).day == expected
