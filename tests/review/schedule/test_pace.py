"""New cards a day: fixed, or what an exam's date asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import Settings
from flashcards.review.schedule.pace import EVE, LAST_DAYS, Pace, easy, pace

MONDAY = date(2026, 11, 30).toordinal()
RULES = Settings(new_per_day=20, new_most=60)


def test_without_an_exam_or_after_it_the_pace_is_the_settings() -> None:
    assert pace(RULES, day=MONDAY, unmet=1000) == Pace(a_day=20)
    assert pace(replace(RULES, exam_day=MONDAY), day=MONDAY, unmet=1000) == Pace(a_day=20)


def test_six_weeks_spread_the_cards_over_all_days_but_the_last_week() -> None:
    exam = replace(RULES, exam_day=MONDAY + 42)
    assert pace(exam, day=MONDAY, unmet=1750) == Pace(a_day=50, days=42 - LAST_DAYS)


def test_more_than_the_most_is_left_out_and_told() -> None:
    exam = replace(RULES, exam_day=MONDAY + 17)
    assert pace(exam, day=MONDAY, unmet=1000) == Pace(a_day=60, days=10, left_out=400)


def test_on_the_eve_nothing_new_is_begun() -> None:
    for until in range(1, EVE + 1):
        exam = replace(RULES, exam_day=MONDAY + until)
        assert pace(exam, day=MONDAY, unmet=5) == Pace(a_day=0, left_out=5)


@given(until=st.integers(EVE + 1, 400), unmet=st.integers(0, 5000))
def test_who_keeps_the_pace_meets_all_that_were_promised(until: int, unmet: int) -> None:
    exam = replace(RULES, exam_day=MONDAY + until)
    first = pace(exam, day=MONDAY, unmet=unmet)
    left = unmet
    for day in range(MONDAY, MONDAY + until):
        left -= min(pace(exam, day=day, unmet=left).a_day, left)
    assert left <= first.left_out


@pytest.mark.parametrize("days", [(), (6,), (5, 6)])
def test_easy_days_take_no_new_cards_and_the_others_more(days: tuple[int, ...]) -> None:
    exam = replace(RULES, exam_day=MONDAY + 28, easy_days=days)
    found = pace(exam, day=MONDAY, unmet=210)
    assert found.days == 21 - 3 * len(days)
    assert found.a_day == -(-210 // found.days)
    assert easy(exam, MONDAY + 6) == (6 in days)
