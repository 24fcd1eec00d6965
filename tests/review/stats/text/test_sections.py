"""The page for the terminal: what it says, and that it fits."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flashcards.review.model import Settings
from flashcards.review.stats.compute import compute
from flashcards.review.stats.model import Stats
from flashcards.review.stats.text.drawing import ASCII, UNICODE, Line, plain
from flashcards.review.stats.text.section import Section
from flashcards.review.stats.text.sections import sections
from tests.review.stats.learner import SETTINGS, live
from tests.review.stats.making import TODAY


@cache
def stats(days: int = 30) -> Stats:
    life = live(cards=60, days=120)
    return compute(
        subjects=life.subjects, states=life.states, events=life.events, settings=SETTINGS,
        today=life.today, days=days,
    )  # fmt: skip


def page(width: int = 80, **given: Any) -> list[Section]:
    return list(
        sections(given.get("stats", stats()), width=width, glyphs=given.get("glyphs", ASCII))
    )


def texts(section: Section) -> list[str]:
    found = [section.title, section.said, *(plain(line) for line in section.lines)]
    if section.table:
        found += section.table.head
        found += [_text(cell) for row in section.table.rows for cell in row]
    return found


def _text(cell: str | Line) -> str:
    return cell if isinstance(cell, str) else plain(cell)


def test_all_that_was_promised_is_there() -> None:
    assert [section.title for section in page()] == [
        "30 April 2025",
        "Cards",
        "Due",
        "Answers of a year",
        "Minutes spent",
        "True retention",
        "Answers in 30 days",
        "Retrievability today",
        "Hardest cards",
        "Hardest questions",
        "Hardest tags",
    ]


def test_there_are_plots_and_not_tables_only() -> None:
    drawn = {section.title for section in page() if section.lines}
    assert drawn == {"Cards", "Due", "Answers of a year", "Minutes spent"}
    retention = next(section for section in page() if section.title == "True retention")
    assert retention.table is not None
    assert all("o" in _text(row[-1]) for row in retention.table.rows)


def test_ascii_means_ascii() -> None:
    assert all(text.isascii() for section in page() for text in texts(section))


@pytest.mark.parametrize("width", [30, 40, 63, 64, 80, 120, 500])
@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
@pytest.mark.parametrize("days", [1, 30, 365])
def test_charts_and_tables_fit_the_terminal(width: int, glyphs: Any, days: int) -> None:
    for section in page(width, glyphs=glyphs, stats=stats(days)):
        for line in section.lines:
            assert len(plain(line)) <= width
        if section.table is not None and width >= 40:
            rows = [section.table.head, *([_text(c) for c in row] for row in section.table.rows)]
            # The last column may be folded.
            taken = [max(len(row[n]) for row in rows) + 2 for n in range(len(rows[0]) - 1)]
            assert sum(taken) + 5 <= width


def test_a_table_row_has_a_cell_for_each_column() -> None:
    for section in page(40) + page(120):
        if section.table is not None:
            assert {len(row) for row in section.table.rows} <= {len(section.table.head)}


def test_an_empty_collection_says_what_to_do() -> None:
    empty = compute(subjects=(), states={}, events=(), settings=Settings(), today=TODAY)
    (only,) = page(stats=empty)
    assert "flashcards build" in only.said


def test_streak_and_today_stand_at_the_top() -> None:
    first = page()[0].said
    assert "60 cards" in first
    assert f"streak {stats().streak.current} days" in first
    assert "today" in first
