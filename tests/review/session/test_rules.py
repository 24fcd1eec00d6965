from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import ConfigError
from flashcards.review.model import Settings
from flashcards.review.session import rules


def test_every_setting_has_a_name_a_meaning_and_a_reader() -> None:
    assert [rules.field_of(name) for name in rules.MEANINGS] == [f.name for f in fields(Settings)]


@pytest.mark.parametrize("name", rules.MEANINGS)
def test_what_is_said_of_a_setting_sets_it_so(name: str) -> None:
    settings = Settings(
        desired_retention=0.85, learning_steps_ms=(90_000, 86_400_000), relearning_steps_ms=(),
        fuzz=False, time_zone="Europe/Berlin", rollover_hour=0, new_per_day=7,
        exam_day=740_000, problem_share=0.3, deck_limits=(("Module 1", 5), ("A::B", 0)),
        easy_days=(5, 6), new_order="document",
    )  # fmt: skip
    said = rules.said(settings, name)
    assert rules.changed(settings, name, said) == settings


@given(st.integers(1, 10**9))
def test_a_time_to_the_second_is_said_exactly(seconds: int) -> None:
    settings = Settings(learning_steps_ms=(seconds * 1000,))
    said = rules.said(settings, "learning-steps")
    assert rules.changed(Settings(), "learning-steps", said) == settings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("desired-retention", "1.5"), ("desired-retention", "nan"), ("desired-retention", "high"),
        ("learning-steps", "10"), ("learning-steps", "0m"), ("fuzz", "maybe"),
        ("rollover-hour", "24"), ("time-zone", "Nowhere/Town"), ("new-per-day", "-1"),
        ("parameters", "1 2 3"), ("maximum-interval", "0"), ("leech-lapses", "x"),
        ("exam", "soon"), ("exam", "2027-02-30"), ("new-order", "random"), ("easy-days", "someday"),
        ("easy-days", "mon tue wed thu fri sat sun"), ("deck-limits", "Module 1"),
        ("deck-limits", "=5"), ("problem-share", "2"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(ConfigError):
        rules.changed(Settings(), name, text)


def test_a_misspelt_name_is_guessed() -> None:
    with pytest.raises(ConfigError, match="did you mean desired-retention"):
        rules.field_of("desired_retenion")


def test_a_share_may_be_given_in_percent_and_a_name_with_underscores() -> None:
    assert rules.changed(Settings(), "Desired_Retention", "92%").desired_retention == 0.92
