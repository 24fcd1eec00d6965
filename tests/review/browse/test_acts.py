"""Every act has its inverse, and every act can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.review.browse import Act, event, latest
from flashcards.review.model import EventKind, Rating
from flashcards.review.store import Listed, Store
from tests.review.store.making import DAY, NOW_MS, card, cards, filled, respond

INVERSES = [
    (Act.SUSPEND, 0, Act.UNSUSPEND, 0),
    (Act.BURY, 0, Act.UNBURY, 0),
    (Act.FLAG, 3, Act.FLAG, 0),
]


def done(store: Store, act: Act, of: str, *, value: int = 0, at_ms: int = NOW_MS) -> Listed:
    one = Listed(card=store.card(of), state=store.state(of))
    made = event(act, one, now_ms=at_ms, day=DAY, value=value)
    assert made is not None
    return replace(one, state=store.append(made).state)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = filled(tmp_path / "a", cards(3))
    respond(store, card(0).id, Rating.EASY)
    return store


@pytest.mark.parametrize(("act", "value", "back", "off"), INVERSES)
def test_an_act_and_its_inverse_leave_the_card_as_it_was(
    store: Store, act: Act, value: int, back: Act, off: int
) -> None:
    before = store.state(card(0).id)
    after = done(store, act, card(0).id, value=value)
    assert after.state != before
    assert done(store, back, card(0).id, value=off, at_ms=NOW_MS + 1).state == before


@pytest.mark.parametrize("act", list(Act))
def test_every_act_can_be_undone_and_is_none_where_the_card_stands_so(
    store: Store, act: Act
) -> None:
    prepare = {Act.UNSUSPEND: Act.SUSPEND, Act.UNBURY: Act.BURY}.get(act)
    if prepare:
        done(store, prepare, card(0).id)
    before = store.state(card(0).id)
    value = {Act.FLAG: 1, Act.DUE: 5}.get(act, 0)
    after = done(store, act, card(0).id, value=value, at_ms=NOW_MS + 5)
    assert after.state != before
    assert event(act, after, now_ms=NOW_MS + 9, day=DAY, value=value) is None
    (last,) = latest(store.undoable(day=DAY))
    store.undo(last, at_ms=NOW_MS + 9, day=DAY)
    assert store.state(card(0).id) == before


def test_what_is_suspended_comes_back_into_the_queue(store: Store) -> None:
    done(store, Act.SUSPEND, card(1).id)
    assert card(1).id not in {one.card for one in store.queues(day=DAY).new}
    done(store, Act.UNSUSPEND, card(1).id, at_ms=NOW_MS + 1)
    assert card(1).id in {one.card for one in store.queues(day=DAY).new}


def test_a_reset_card_is_new_and_its_answers_stay_in_the_log(store: Store) -> None:
    done(store, Act.RESET, card(0).id, at_ms=NOW_MS + 1)
    assert card(0).id in {one.card for one in store.queues(day=DAY).new}
    assert [one.kind for one in store.events(card(0).id)] == [EventKind.ANSWER, EventKind.FORGET]
    assert store.check() == []


def test_a_card_set_due_comes_on_that_day_and_is_answered_from_there(store: Store) -> None:
    for of in (card(0).id, card(1).id):  # one in review, one new
        after = done(store, Act.DUE, of, value=4, at_ms=NOW_MS + 1)
        assert after.state.due_day == DAY + 4
        assert of in {one.card for one in store.queues(day=DAY + 4).reviews}
        assert of not in {one.card for one in store.queues(day=DAY + 3).reviews}
        respond(store, of, at_ms=NOW_MS + 4 * 86_400_000, day=DAY + 4)
    assert store.check() == []


def test_the_last_act_is_all_of_one_moment_and_no_answer(store: Store) -> None:
    both = [Listed(card=store.card(card(n).id), state=store.state(card(n).id)) for n in (1, 2)]
    made = [event(Act.FLAG, one, now_ms=NOW_MS + 7, day=DAY, value=1) for one in both]
    store.append_many((one, None) for one in made if one)
    found = latest(store.undoable(day=DAY))
    assert {one.card for one in found} == {card(1).id, card(2).id}
    respond(store, card(1).id, at_ms=NOW_MS + 8)
    assert {one.kind for one in latest(store.undoable(day=DAY))} == {EventKind.FLAG}
