"""A learnt card whose answer is another one now comes sooner, as the settings have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flashcards.card import Card
from flashcards.review.model import EventKind, Phase, Rating, Settings
from flashcards.review.store import Store
from tests.review.store.making import DAY, NOW_MS, ROOT, card, cards, filled, folded, respond
from tests.typed import retold

DAY_MS = 86_400_000
NOON_MS = (DAY - date(1970, 1, 1).toordinal()) * DAY_MS + DAY_MS // 2
"""Of the study day `DAY`, in UTC."""


def answering(number: int, back: str) -> Card:
    one = card(number)
    return replace(one, modified=2, fact=retold(one.fact, back=back))


def learnt(path: Path, back: str, **settings: str) -> tuple[Store, str]:
    """A database with one card that was answered and is due in some days."""
    store = filled(path, [answering(0, back), card(1)])
    store.set_settings(replace(Settings(), fuzz=False, time_zone="UTC", **settings))  # type: ignore[arg-type]
    one = card(0).id
    respond(store, one, Rating.EASY, at_ms=NOON_MS)
    assert store.state(one).phase is Phase.REVIEW
    assert store.state(one).due_day >= DAY + 4
    return store, one


def build(store: Store, back: str, *, days: int = 1) -> int:
    given = [answering(0, back), card(1)]
    return store.sync_cards(given, now_ms=NOON_MS + days * DAY_MS, deck=ROOT).corrected


def test_a_corrected_answer_is_due_today(path: Path) -> None:
    store, one = learnt(path, "It takes 64 MB.")
    before = store.state(one)
    assert build(store, "It takes 128 MB.") == 1
    after = store.state(one)
    assert after.due_day == DAY + 1
    assert (after.memory, after.repetitions) == (before.memory, before.repetitions)
    assert [event.kind for event in store.events()] == [EventKind.ANSWER, EventKind.DUE]
    assert folded(store)[one] == after
    store.close()


def test_it_happens_once_and_again_with_the_next_correction(path: Path) -> None:
    store, _ = learnt(path, "It takes 64 MB.")
    assert build(store, "It takes 128 MB.") == 1
    assert build(store, "It takes 128 MB.") == 0
    assert build(store, "It takes 256 MB.", days=1) == 0, "due today already"
    store.close()


def test_half_of_the_interval_where_that_is_wanted(path: Path) -> None:
    store, one = learnt(path, "It takes 64 MB.", corrected="halved")
    interval = store.state(one).due_day - DAY
    assert build(store, "It takes 128 MB.") == 1
    assert store.state(one).due_day == max(DAY + 1, DAY + interval // 2)
    store.close()


def test_no_day_moves_where_only_the_mark_is_wanted(path: Path) -> None:
    store, one = learnt(path, "It takes 64 MB.", corrected="marked")
    before = store.state(one)
    assert build(store, "It takes 128 MB.") == 0
    assert store.state(one) == before
    store.close()


@pytest.mark.parametrize(
    "back", ["It takes 64 MB!", "It takes **64 MB**.", "It takes about 64 MB."]
)
def test_other_words_of_the_same_sense_move_nothing(path: Path, back: str) -> None:
    store, one = learnt(path, "It takes 64 MB.")
    before = store.state(one)
    assert build(store, back) == 0
    assert store.state(one) == before
    store.close()


def test_a_card_that_nobody_learnt_stays_new(path: Path) -> None:
    store = filled(path, cards(2))
    assert store.sync_cards([answering(0, "99"), card(1)], now_ms=NOW_MS, deck=ROOT).corrected == 0
    assert store.state(card(0).id).phase is Phase.NEW
    assert store.events() == []
    store.close()


def test_a_suspended_card_stays_suspended(path: Path) -> None:
    from tests.review.store.making import event

    store, one = learnt(path, "It takes 64 MB.")
    store.append(event(one, EventKind.SUSPEND, number=NOON_MS + 5))
    assert build(store, "It takes 128 MB.") == 1
    assert store.state(one).suspended
    store.close()


def test_a_document_revised_as_a_whole_floods_no_morning(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flashcards.review.schedule.unlearning.A_DAY", 2)
    store = filled(path, [answering(n, "64 MB") for n in range(5)])
    store.set_settings(replace(Settings(), fuzz=False, time_zone="UTC"))
    for number in range(5):
        respond(store, card(number).id, Rating.EASY, at_ms=NOON_MS + number)
    counts = store.sync_cards(
        [answering(n, "128 MB") for n in range(5)], now_ms=NOON_MS + DAY_MS, deck=ROOT
    )
    assert counts.corrected == 5
    assert [store.state(card(n).id).due_day - DAY for n in range(5)] == [1, 1, 2, 2, 3]
    store.close()
