"""`Stats` of a whole life, and of a part of the cards."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from flashcards.review.model import CardState, Settings
from flashcards.review.stats.compute import compute
from flashcards.review.stats.model import Age, Period, Stats
from tests.review.stats.learner import SETTINGS, Life, live
from tests.review.stats.making import TODAY, Log, subject


@cache
def life() -> Life:
    return live(cards=60, days=120)


def stats(**changed: Any) -> Stats:
    given: dict[str, Any] = {
        "subjects": life().subjects, "states": life().states, "events": life().events,
        "settings": SETTINGS, "today": life().today,
    }  # fmt: skip
    return compute(**given | changed)


def test_the_sums_agree_with_each_other() -> None:
    found = stats()
    assert found.maturity.total == 60
    assert sum(each.answers for each in found.activity) == len(life().events)
    assert sum(each.introduced for each in found.activity) == 60
    assert sum(each.milliseconds for each in found.activity) == sum(
        event.duration_ms for event in life().events
    )
    assert found.memories.cards == 60
    assert found.streak.studied == len(found.activity) == len({e.day for e in life().events})
    assert len(found.retention) == len(Period) * len(Age)
    last = [e for e in life().events if e.day > life().today - 30]
    assert sum(sum(each.counts) for each in found.buttons) == len(last)


def test_nothing_gives_an_empty_page() -> None:
    found = compute(subjects=(), states={}, events=(), settings=Settings(), today=TODAY)
    assert found.maturity.total == found.streak.current == found.memories.cards == 0
    assert not found.activity
    assert not found.hard_cards
    assert not found.hard_topics


@pytest.mark.parametrize(
    ("chosen", "cards"),
    [
        ({"deck": "Root"}, 60),
        ({"deck": "Root::Even"}, 30),
        ({"deck": "root::even"}, 30),
        ({"deck": "Roo"}, 0),
        ({"tag": "all"}, 60),
        ({"tag": "all::topic::1"}, 12),
        ({"deck": "even"}, 30),
        ({"tag": "topic"}, 60),
        ({"tag": "topi"}, 0),
        ({"deck": "Root::Odd", "tag": "all::topic"}, 30),
    ],
)
def test_a_deck_or_a_tag_chooses_cards_and_their_answers(
    chosen: dict[str, str], cards: int
) -> None:
    found = stats(**chosen)
    assert found.maturity.total == cards
    assert bool(found.activity) == (cards > 0)


def test_decks_part_the_cards() -> None:
    parts = [stats(deck=f"Root::{name}") for name in ("Even", "Odd")]
    whole = stats()
    assert sum(part.forecast[0] for part in parts) == whole.forecast[0]
    assert sum(sum(a.answers for a in part.activity) for part in parts) == len(life().events)


def test_a_retired_card_counts_in_the_past_only() -> None:
    gone = [replace(each, retired=True) for each in life().subjects]
    found = stats(subjects=gone)
    assert (found.maturity.total, found.retired, sum(found.forecast)) == (0, 60, 0)
    assert found.hard_cards == ()
    assert sum(each.answers for each in found.activity) == len(life().events)


def test_a_card_without_a_state_is_new() -> None:
    found = compute(subjects=[subject("a")], states={}, events=(), settings=Settings(), today=TODAY)
    assert found.maturity.new == 1


def test_answers_of_cards_that_no_list_has_count_only_for_the_whole() -> None:
    log = Log()
    log.answer("a", TODAY)
    log.answer("stranger", TODAY)
    given: dict[str, Any] = {
        "subjects": [subject("a")], "states": {"a": CardState()}, "events": log.events,
        "settings": Settings(), "today": TODAY,
    }  # fmt: skip
    assert compute(**given).activity[0].answers == 2
    assert compute(**given, deck="Root").activity[0].answers == 1
