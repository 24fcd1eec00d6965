"""The calendar: each day in its place."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.stats.text.calendar import heatmap, level, months, thresholds, weeks_until
from flashcards.review.stats.text.drawing import ASCII, plain

DAYS = st.integers(date(2000, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
TUESDAY = date(2026, 11, 24).toordinal()


def rows(counts: dict[int, int], today: int, width: int = 60) -> list[str]:
    return [plain(line) for line in heatmap(counts, today, width=width, glyphs=ASCII)]


def test_today_is_the_last_day_that_is_drawn() -> None:
    drawn = rows({TUESDAY: 5}, TUESDAY)
    assert drawn[1].startswith("Mon ")
    assert [len(row) for row in drawn[1:8]] == [57, 57, 56, 56, 56, 56, 56]
    assert drawn[2].endswith("#")
    assert sum(row.count("#") for row in drawn[1:8]) == 1


@given(DAYS, st.integers(0, 364))
def test_a_day_stands_in_the_row_of_its_weekday(today: int, ago: int) -> None:
    drawn = rows({today - ago: 1}, today)
    marked = [n for n, row in enumerate(drawn[1:8]) if "#" in row[4:]]
    assert marked == [date.fromordinal(today - ago).weekday()]


def test_a_narrow_terminal_shows_fewer_weeks() -> None:
    assert max(len(row) for row in rows({}, TUESDAY, width=30)[1:8]) == 30


def test_a_wide_terminal_shows_wider_days() -> None:
    assert len(rows({}, TUESDAY, width=120)[1]) == 4 + 2 * 53


def test_months_stand_over_the_weeks_they_begin_in() -> None:
    names = [name for _, name in months(weeks_until(TUESDAY, 53))]
    assert " ".join(names) == "Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov"


@given(st.lists(st.integers(0, 500), max_size=400), st.integers(0, 500))
def test_more_is_never_paler(counts: list[int], count: int) -> None:
    starts = thresholds(counts)
    assert 0 <= level(count, starts) <= level(count + 1, starts) <= 4
    assert (level(count, starts) == 0) == (count == 0)
