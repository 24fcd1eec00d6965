"""Charts of text: true to their numbers, and as wide as they may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.stats.text.drawing import (
    ASCII,
    UNICODE,
    Glyphs,
    Place,
    bar,
    binned,
    ceiling,
    columns,
    interval,
    number,
    plain,
    plot,
    stacked,
)

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=400)
SHARE = st.floats(0, 1)


def drawn(values: list[int], *, width: int = 60, glyphs: Glyphs = ASCII) -> list[str]:
    lines = columns(values, [(0, "now")], width=width, height=4, glyphs=glyphs, style="due")
    return [plain(line).rstrip() for line in lines]


def test_columns_are_as_high_as_their_values() -> None:
    assert drawn([0, 1, 2, 3, 4]) == [
        "4 |                ###",
        "  |            ### ###",
        "2 |        ### ### ###",
        "  |    ### ### ### ###",
        "0 +--------------------",
        "   now",
    ]


def test_with_more_characters_they_are_finer() -> None:
    assert drawn([1, 7, 8], glyphs=UNICODE)[:4] == [
        "8 │    ▄▄▄ ███",
        "  │    ███ ███",
        "4 │    ███ ███",
        "  │▄▄▄ ███ ███",
    ]


def test_a_little_is_not_nothing() -> None:
    assert drawn([1, 1000])[3] == "      |... ###"


@given(COUNTS, st.integers(30, 120))
def test_columns_fit_the_width_if_there_are_no_more_than_it_holds(
    values: list[int], width: int
) -> None:
    _, sums = binned(values, width - 10)
    lines = columns(sums, [], width=width, height=6, glyphs=ASCII, style="")
    assert max(len(plain(line)) for line in lines) <= width


@given(COUNTS, st.integers(10, 120))
def test_binning_keeps_the_sum_and_the_room(values: list[int], room: int) -> None:
    size, sums = binned(values, room)
    assert sum(sums) == sum(values)
    assert len(sums) <= max(room, 1)
    assert size == 1 or size % 7 == 0


@given(st.floats(1e-6, 1e9))
def test_the_top_of_a_scale_is_above_the_value_and_near_it(value: float) -> None:
    assert value * (1 - 1e-9) <= ceiling(value) <= 2 * value * (1 + 1e-9)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=5), st.integers(30, 120))
def test_a_stacked_bar_fills_the_width_and_loses_no_part(parts: list[int], width: int) -> None:
    line = stacked([(f"s{n}", value) for n, value in enumerate(parts)], width=width, glyphs=ASCII)
    assert len(plain(line)) == width
    if any(parts):
        assert {span.style for span in line} == {f"s{n}" for n, v in enumerate(parts) if v}


def test_a_stacked_bar_is_in_proportion() -> None:
    line = stacked([("a", 1), ("b", 3)], width=8, glyphs=ASCII)
    assert [(span.style, len(span.text)) for span in line] == [("a", 2), ("b", 6)]


def test_a_bar_grows_from_the_left_in_parts_of_a_character() -> None:
    lengths = [bar(value, 8, width=4, glyphs=UNICODE) for value in (0, 0.01, 1, 2, 5, 8)]
    assert lengths == ["", "▏", "▌", "█", "██▌", "████"]


@given(SHARE, SHARE, SHARE, SHARE, st.integers(12, 60))
def test_an_interval_shows_its_middle_always(
    one: float, two: float, three: float, goal: float, width: int
) -> None:
    low, middle, high = sorted((one, two, three))
    line = interval(low, middle, high, scale=(0.0, 1.0), goal=goal, width=width, glyphs=ASCII)
    text = plain(line)
    assert len(text) == width
    assert text.count("o") == 1


def test_an_interval_says_by_its_colour_whether_the_goal_is_met() -> None:
    def style(low: float, high: float) -> str:
        line = interval(low, (low + high) / 2, high, scale=(0, 1), goal=0.5, width=21, glyphs=ASCII)
        return next(span.style for span in line if span.text == "o")

    assert [style(0.6, 0.8), style(0.1, 0.3), style(0.2, 0.6)] == ["good", "again", "title"]


@pytest.mark.parametrize("glyphs", [ASCII], ids=["ascii"])
def test_plain_glyphs_are_ascii(glyphs: Glyphs) -> None:
    assert all(getattr(glyphs, name).isascii() for name in Glyphs.__dataclass_fields__)


@given(st.floats(0, 1e9))
def test_a_number_never_shows_more_than_it_says(value: float) -> None:
    shown = float(number(value).replace(",", ""))
    assert shown == pytest.approx(value, abs=0.5001)


def test_a_plot_writes_each_name_at_its_point() -> None:
    places = [Place(0, 0, "a"), Place(5, 50, "b"), Place(10, 100, "c")]
    lines = plot(places, width=26, height=5, glyphs=ASCII, across="minutes")
    assert [plain(line).rstrip() for line in lines] == [
        "100 |                    c",
        "    |",
        "    |          b",
        "    |",
        "  0 |a",
        "    +---------------------",
        "     0 minutes          10",
    ]


def test_where_two_names_meet_the_first_is_written() -> None:
    places = [Place(5, 50, "mine"), Place(5, 50, "other"), Place(1, 10, "far")]
    text = "".join(
        plain(line) for line in plot(places, width=40, height=6, glyphs=ASCII, across="")
    )
    assert "mine" in text
    assert "other" not in text
    assert "far" in text


@given(
    st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)), min_size=1, max_size=12),
    st.integers(30, 100),
)
def test_a_plot_is_as_wide_and_high_as_it_may_be(
    points: list[tuple[float, float]], width: int
) -> None:
    places = [Place(x, y, "90") for x, y in points]
    lines = plot(places, width=width, height=8, glyphs=ASCII, across="")
    assert len(lines) == 10
    assert max(len(plain(line)) for line in lines) == width
    assert "90" in "".join(plain(line) for line in lines)
