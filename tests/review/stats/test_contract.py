"""What `flashcards stats --json` promises."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flashcards.review.model import Settings
from flashcards.review.stats.compute import compute
from flashcards.review.stats.contract import as_plain
from tests.review.stats.learner import SETTINGS, live
from tests.review.stats.making import TODAY


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    life = live(cards=60, days=120)
    found = compute(
        subjects=life.subjects, states=life.states, events=life.events, settings=SETTINGS,
        today=life.today, days=14,
    )  # fmt: skip
    return json.loads(json.dumps(as_plain(found)))  # type: ignore[no-any-return]


def test_the_keys_are_these(plain: dict[str, Any]) -> None:
    assert set(plain) == {
        "format", "today", "days", "deck", "tag", "cards", "due", "activity", "streak",
        "retention", "answers", "memory", "hardest",
    }  # fmt: skip
    assert set(plain["cards"]) == {
        "total", "new", "learning", "young", "mature", "suspended", "retired",
    }  # fmt: skip
    assert set(plain["due"]) == {"overdue", "today", "forecast"}
    assert set(plain["activity"][0]) == {"date", "answers", "again", "new", "seconds"}
    assert set(plain["streak"]) == {"current", "longest", "studied"}
    assert set(plain["retention"]["true"][0]) == {
        "period", "age", "tests", "recalled", "share", "low", "high",
    }  # fmt: skip
    assert set(plain["answers"][0]) == {"stage", "again", "hard", "good", "easy"}
    assert set(plain["memory"]) == {
        "cards", "remembered", "median_stability_days", "retrievability", "difficulty",
    }  # fmt: skip
    assert set(plain["hardest"]) == {"cards", "tags", "questions"}
    assert set(plain["hardest"]["cards"][0]) == {
        "id", "front", "deck", "source", "answers", "again", "lapses", "difficulty",
        "stability_days", "leech", "suspended", "seconds",
    }  # fmt: skip
    assert set(plain["hardest"]["tags"][0]) == {
        "name", "document", "cards", "tests", "recalled", "share", "high", "lapses", "leeches",
        "difficulty", "seconds",
    }  # fmt: skip


def test_days_are_dates_and_the_forecast_is_as_long_as_was_asked(plain: dict[str, Any]) -> None:
    assert plain["today"] == "2025-04-30"
    assert [day["date"] for day in plain["due"]["forecast"]][:2] == ["2025-04-30", "2025-05-01"]
    assert len(plain["due"]["forecast"]) == plain["days"] == 14


def test_the_parts_add_up(plain: dict[str, Any]) -> None:
    cards = dict(plain["cards"])
    del cards["retired"]
    assert cards.pop("total") == sum(cards.values()) == 60
    assert sum(part["cards"] for part in plain["memory"]["retrievability"]) == 60
    assert sum(part["cards"] for part in plain["memory"]["difficulty"]) == 60


def test_what_is_not_known_is_null() -> None:
    found = as_plain(compute(subjects=(), states={}, events=(), settings=Settings(), today=TODAY))
    assert found["memory"]["median_stability_days"] is None
    assert {each["share"] for each in found["retention"]["true"]} == {None}
    assert found["activity"] == []
