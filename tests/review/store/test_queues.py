"""The queues are those of `schedule`: the same cards are due, in the same order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from flashcards.review.model import CardState, EventKind, Phase, Rating
from flashcards.review.schedule.queue import (
    IN_STEPS,
    available,
    done,
    is_due,
    shuffle_factor,
    shuffle_key,
    shuffled,
)
from flashcards.review.store import Due, Store, Waiting
from flashcards.review.store.rows import UPDATE_STATE, state_row
from tests.effort import times
from tests.review.store.making import DAY, NOW_MS, ROOT, card, cards, event, filled, respond

COUNT = 12
DAYS = st.integers(DAY - 3, DAY + 3)
IN_STEPS_STATES = st.builds(
    CardState,
    phase=st.sampled_from(IN_STEPS),
    due_day=DAYS,
    due_ms=st.integers(NOW_MS - 9, NOW_MS + 9),
    suspended=st.booleans(),
    buried_day=DAYS,
)
OTHER_STATES = st.builds(
    CardState,
    phase=st.sampled_from([Phase.NEW, Phase.REVIEW]),
    due_day=DAYS,
    suspended=st.booleans(),
    buried_day=DAYS,
)
STATES = st.lists(IN_STEPS_STATES | OTHER_STATES, min_size=COUNT, max_size=COUNT)


def put(store: Store, states: list[CardState]) -> dict[str, CardState]:
    placed = {card(n).id: state for n, state in enumerate(states)}
    for of, state in placed.items():
        store.database.execute(UPDATE_STATE, (*state_row(state), 1, of))
    store.database.conn.commit()
    return placed


@pytest.fixture(scope="module")
def shared() -> object:
    with TemporaryDirectory() as folder, filled(Path(folder) / "a", cards(COUNT)) as store:
        yield store


@given(states=STATES, limit=st.none() | st.integers(0, COUNT))
@settings(max_examples=times(20, 200))
def test_what_the_store_finds_due_is_what_is_due(
    shared: Store, states: list[CardState], limit: int | None
) -> None:
    placed = put(shared, states)
    found = shared.queues(day=DAY, limit=limit)
    end = 2**62  # all moments of the day's learning cards

    def due(phases: tuple[Phase, ...]) -> list[str]:
        return [
            of
            for of, state in placed.items()
            if state.phase in phases
            and is_due(state, now_ms=end, day=DAY)
            and (state.phase is Phase.NEW or state.due_day <= DAY)
        ]

    factor = shuffle_factor(DAY)
    reviews = sorted(
        due((Phase.REVIEW,)),
        key=lambda of: (placed[of].due_day, shuffled(shuffle_key(of), factor)),
    )
    learning = sorted(due(IN_STEPS), key=lambda of: (placed[of].due_day, placed[of].due_ms, of))
    assert [one.card for one in found.reviews] == reviews[:limit]
    assert [one.card for one in found.new] == due((Phase.NEW,))[:limit]
    assert {one.card for one in found.learning} == set(learning[:limit])
    assert [one.due for one in found.learning] == sorted(one.due for one in found.learning)
    assert [one.card for one in shared.everything()] == [
        of for of, state in placed.items() if not state.suspended
    ]
    waiting = Waiting(len(learning), len(reviews), len(due((Phase.NEW,))))
    assert shared.waiting(DAY) == ({"Root::Module": waiting} if any(waiting) else {})
    assert all(available(placed[one.card], day=DAY) for queue in found for one in queue)


def test_a_line_of_a_queue_says_note_deck_and_when(store: Store) -> None:
    (deck,) = store.decks()
    respond(store, card(0).id, Rating.EASY)
    due_day = store.state(card(0).id).due_day
    assert store.queues(day=due_day).reviews == [Due(card(0).id, card(0).note, deck, due_day)]
    assert store.queues(day=due_day - 1).reviews == []


def test_every_queue_is_read_off_one_index_alone(store: Store) -> None:
    queries: list[str] = []
    store.database.conn.set_trace_callback(queries.append)
    store.queues(day=DAY, limit=5)
    store.waiting(DAY)
    store.database.conn.set_trace_callback(None)
    plans = [
        str(row[3])
        for query in queries
        if "FROM states" in query
        for row in store.database.conn.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    reads = [line for line in plans if "states" in line]
    assert len(reads) == 7
    for queue, count in (("reviews", 2), ("steps", 2), ("new", 3)):
        assert sum(f"COVERING INDEX states_{queue}" in line for line in reads) == count
    assert not any("TEMP B-TREE" in line for line in plans if "states_new" in line)


def test_what_was_done_counts_what_counts(store: Store) -> None:
    respond(store, card(0).id)
    respond(store, card(0).id, at_ms=NOW_MS + 700_000)
    undone = respond(store, card(1).id)
    store.undo(undone.event, at_ms=NOW_MS + 800_000, day=DAY)
    store.append(event(card(2).id, cram=True))
    store.append(event(card(3).id, EventKind.BURY))
    respond(store, card(4).id, at_ms=NOW_MS + 86_400_000, day=DAY + 1)
    found = store.done(DAY)
    assert (found.new, found.reviews, found.learning, found.duration_ms) == (1, 0, 1, 10_000)
    assert (found.new, found.reviews) == (
        (limits := done(store.events(), day=DAY)).new, limits.reviews
    )  # fmt: skip
    assert store.studied(DAY) == {card(0).note: card(0).id}


def test_siblings_are_told_by_their_note(path: Path) -> None:
    with Store.open(path) as store:
        store.sync_cards([card(0, note=0), card(1, note=0)], now_ms=NOW_MS, deck=ROOT)
        assert {one.note for one in store.queues(day=DAY).new} == {card(0).id}
        respond(store, card(1).id)
        assert store.studied(DAY) == {card(0).id: card(1).id}
