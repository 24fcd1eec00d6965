"""The log, states, settings: what is written is there, what is wrong is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.review.model import CardState, EventKind, Phase, Rating, Settings
from flashcards.review.schedule import answer, answered
from flashcards.review.store import LockedError, Store, StoreError
from tests.review.store.making import DAY, NOW_MS, cards, event, filled, folded, respond
from tests.typed import literal, retold, said

ID = cards(1)[0].id
OTHER = cards(2)[1].id


def test_an_answer_is_there_when_the_database_is_opened_again(path: Path) -> None:
    with filled(path, cards(2)) as store:
        recorded = respond(store, ID)
    with Store.open(path) as store:
        assert store.events() == [recorded.event]
        assert store.state(ID) == recorded.state
        assert store.state(OTHER) == CardState()


def test_a_state_given_with_its_event_is_the_one_that_folds_from_it(store: Store) -> None:
    for number, rating in enumerate((Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.EASY)):
        respond(store, ID, rating, at_ms=NOW_MS + number * 86_400_000, day=DAY + number)
    assert store.states() == folded(store)
    assert store.rebuild() == 0


def test_an_event_without_a_state_has_it_folded(store: Store) -> None:
    state = store.append(event(ID, EventKind.SUSPEND)).state
    assert state == store.state(ID)
    assert state.suspended


def test_an_id_that_is_taken_moves_on(store: Store) -> None:
    first = respond(store, ID)
    second = respond(store, OTHER)
    assert (first.event.id, second.event.id) == (NOW_MS, NOW_MS + 1)


def test_a_clock_that_was_set_back_does_not_change_the_order(store: Store) -> None:
    respond(store, ID, at_ms=NOW_MS)
    respond(store, OTHER, at_ms=NOW_MS - 3_600_000)
    assert [e.card for e in store.events()] == [ID, OTHER]
    assert [e.at_ms for e in store.events()] == [NOW_MS, NOW_MS - 3_600_000]


def test_many_changes_are_one(store: Store) -> None:
    with pytest.raises(StoreError, match="knows no card"):
        store.append_many([(event(ID), None), (event("nobody"), None)])
    assert store.events() == []
    assert store.state(ID) == CardState()


def test_undoing_an_answer_gives_back_the_state_before_and_keeps_the_log(store: Store) -> None:
    before = respond(store, ID).state
    again = respond(store, ID, Rating.AGAIN, at_ms=NOW_MS + 60_000)
    assert store.undo(again.event, at_ms=NOW_MS + 70_000, day=DAY) == before
    assert [e.kind for e in store.events()] == [EventKind.ANSWER, EventKind.ANSWER, EventKind.UNDO]
    assert store.rebuild() == 0


@pytest.mark.parametrize("kind", [EventKind.UNDO, EventKind.FLAG])
def test_an_answer_worked_out_before_an_event_of_our_own_is_folded_anew(
    store: Store, kind: EventKind
) -> None:
    given = respond(store, ID, Rating.AGAIN, at_ms=NOW_MS, day=DAY).event
    before = store.state(ID)
    if kind is EventKind.UNDO:
        store.undo(given, at_ms=NOW_MS, day=DAY)
    else:
        store.append(event(ID, kind, number=NOW_MS, day=DAY, value=3))
    outcome = answer(
        before, Rating.AGAIN, card=ID, now_ms=NOW_MS, day=DAY, settings=store.settings()
    )
    later = answered(outcome, Rating.AGAIN, before=before, id=NOW_MS, card=ID)
    assert store.append(later, outcome.state).state == store.state(ID) == folded(store)[ID]
    assert store.check() == []


def test_the_last_event_is_the_one_that_undo_has_not_reached(store: Store) -> None:
    first = respond(store, ID).event
    second = respond(store, OTHER).event
    assert next(store.undoable(), None) == second
    store.undo(second, at_ms=NOW_MS + 9, day=DAY)
    assert next(store.undoable(), None) == next(store.undoable(day=DAY), None) == first
    store.undo(first, at_ms=NOW_MS + 10, day=DAY)
    assert next(store.undoable(), None) is None


def test_what_is_not_there_cannot_be_undone(store: Store) -> None:
    respond(store, ID)
    undone = store.events()[0]
    for wrong in (replace(undone, id=5), replace(undone, card=OTHER)):
        with pytest.raises(StoreError, match="to take back"):
            store.undo(wrong, at_ms=NOW_MS, day=DAY)
    store.undo(undone, at_ms=NOW_MS, day=DAY)
    with pytest.raises(StoreError, match="to take back"):
        store.undo(store.events()[-1], at_ms=NOW_MS, day=DAY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET rating = 1",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events (id, card, kind, at_ms, day) SELECT id, card, 'bury', 1, 1 FROM events",
        "REPLACE INTO events (id, card, kind, at_ms, day, source) SELECT 9, card, 'bury', 1, 1, source FROM events",
        """
        INSERT INTO events (id, card, kind, at_ms, day)
        SELECT id, card, 'bury', 1, 1 FROM events WHERE 1 ON CONFLICT (id) DO UPDATE SET rating = 1
        """,
    ],
)
def test_no_program_can_change_or_delete_an_event(path: Path, statement: str) -> None:
    with filled(path, cards(1)) as store:
        store.merge([event(ID, source="anki:1")])
        before = store.events()
    with (
        closing(sqlite3.connect(path)) as other,  # knows nothing of recursive triggers
        pytest.raises(sqlite3.IntegrityError, match="events are never"),
    ):
        other.execute(statement)
    with Store.open(path) as store:
        assert store.events() == before


def test_an_event_of_no_card_is_refused_by_the_database_itself(path: Path) -> None:
    with filled(path, cards(1)) as store, pytest.raises(sqlite3.IntegrityError):
        store.database.execute(
            "INSERT INTO events (id, card, kind, at_ms, day) VALUES (1, 'nobody', 'bury', 1, 1)"
        )


def test_settings_come_back_and_defaults_are_not_stored(store: Store) -> None:
    assert store.settings() == Settings()
    changed = Settings(desired_retention=0.85, learning_steps_ms=(), time_zone="Asia/Kathmandu")
    store.set_settings(changed)
    assert store.settings() == changed
    assert {row["key"] for row in store.database["settings"].rows} == {
        "desired_retention", "learning_steps_ms", "time_zone",
    }  # fmt: skip
    store.set_settings(Settings())
    assert store.settings() == Settings()


def test_settings_that_another_process_changed_are_seen(store: Store, path: Path) -> None:
    assert store.settings().new_per_day == 20
    with Store.open(path) as other:
        other.set_settings(Settings(new_per_day=7))
    assert store.settings().new_per_day == 7


def test_a_setting_of_a_newer_version_is_passed_over_and_one_of_a_wrong_type_told(
    store: Store,
) -> None:
    store.database.table("settings").insert({"key": "unheard_of", "value": "1"})
    assert store.settings() == Settings()
    store.database.table("settings").insert({"key": "new_per_day", "value": '"many"'})
    with Store.open(store.path) as other, pytest.raises(StoreError, match="new_per_day") as told:
        other.settings()
    assert told.value.hint
    with Store.open(store.path) as other:
        other.set_settings(Settings())
        assert other.settings() == Settings()


def test_other_parameters_change_the_memory_and_move_no_due_day(store: Store) -> None:
    from fsrs_rs_python import DEFAULT_PARAMETERS

    respond(store, ID, Rating.EASY)
    before = store.state(ID)
    parameters = tuple(value * 1.01 for value in DEFAULT_PARAMETERS)
    assert store.set_settings(Settings(parameters=parameters)) == 1
    after = store.state(ID)
    assert after.memory != before.memory
    assert (after.due_day, after.interval_days) == (before.due_day, before.interval_days)
    assert store.rebuild() == 0


def test_an_answer_worked_out_by_settings_of_before_is_folded_by_those_of_now(
    store: Store,
) -> None:
    from fsrs_rs_python import DEFAULT_PARAMETERS

    before = store.state(ID)
    old = store.settings()
    store.set_settings(Settings(parameters=tuple(value * 1.01 for value in DEFAULT_PARAMETERS)))
    outcome = answer(before, Rating.GOOD, card=ID, now_ms=NOW_MS, day=DAY, settings=old)
    given = answered(outcome, Rating.GOOD, before=before, id=NOW_MS, card=ID)
    recorded = store.append(given, outcome.state)
    assert recorded.state.memory != outcome.state.memory
    assert store.check() == []


def test_rebuilding_mends_states_that_somebody_spoilt(store: Store) -> None:
    respond(store, ID)
    right = store.states()
    store.database.execute("UPDATE states SET due_day = 1, lapses = 9, retired = 1")
    store.database.execute("DELETE FROM states WHERE card = ?", (OTHER,))
    store.database.conn.commit()
    assert any(ID in line for line in store.check())
    assert store.rebuild() == 7  # the eighth is made, and right, at once
    assert store.states() == right
    assert store.check() == []
    assert len(store.everything()) == 8


def test_a_state_worked_out_from_an_old_one_is_not_believed(path: Path) -> None:
    with filled(path, cards(1)) as ours, Store.open(path) as theirs:
        before = ours.state(ID)
        respond(theirs, ID, Rating.AGAIN, at_ms=NOW_MS)
        assert before == CardState()
        stale = event(ID, number=NOW_MS + 1_000, phase=Phase.LEARNING)
        recorded = ours.append(stale, CardState(phase=Phase.REVIEW, repetitions=1))
        assert recorded.state.repetitions == 2
        assert ours.states() == theirs.states() == folded(ours)


def test_a_state_that_was_never_read_here_is_not_believed(store: Store) -> None:
    recorded = store.append(event(ID), CardState(phase=Phase.REVIEW, repetitions=77))
    assert recorded.state.repetitions == 1


def test_while_another_writes_one_waits_and_then_is_told(path: Path) -> None:
    with filled(path, cards(1)) as ours, Store.open(path, patience_ms=0) as theirs:
        ours.database.execute("BEGIN IMMEDIATE")
        assert theirs.state(ID) == CardState()  # reading never waits
        with pytest.raises(LockedError, match="locked by another program") as told:
            theirs.append(event(ID))
        assert told.value.path == str(path)
        assert told.value.hint
        ours.database.execute("COMMIT")
        theirs.append(event(ID))
        assert len(ours.events()) == 1


def test_a_merge_adds_each_event_once_and_folds_anew(store: Store) -> None:
    ours = respond(store, ID, Rating.GOOD, at_ms=NOW_MS, day=DAY)
    theirs = [
        event(ID, number=NOW_MS - 86_400_000, day=DAY - 1, source="anki:1"),
        event(ID, number=NOW_MS, source="anki:2"),
        event("nobody", source="anki:3"),
    ]
    assert store.merge(theirs) == (2, 0, 1)
    assert store.merge(theirs) == (0, 2, 1)
    assert [e.id for e in store.events()] == [NOW_MS - 86_400_000, NOW_MS, NOW_MS + 1]
    assert store.state(ID).repetitions == 3
    assert store.states() == folded(store)
    assert ours.event in store.events()


def test_a_merge_makes_states_read_before_it_stale(store: Store) -> None:
    respond(store, ID)
    before = store.state(ID)
    store.merge([event(ID, number=NOW_MS - 5, source="anki:1")])
    recorded = store.append(event(ID, number=NOW_MS + 9), before)
    assert recorded.state.repetitions == 3


def test_imported_events_of_the_future_do_not_hold_up_our_own(store: Store) -> None:
    store.merge([event(OTHER, number=NOW_MS + 10**9, source="anki:1")])
    assert respond(store, ID).event.id == NOW_MS


def test_history_of_a_card_that_no_build_gave_waits_for_it(store: Store) -> None:
    late = cards(9)[8]
    assert store.know([late.id, ID], now_ms=NOW_MS) == 1
    assert store.merge([event(late.id, source="anki:1")]) == (1, 0, 0)
    assert late.id not in {due.card for due in store.everything()}
    with pytest.raises(StoreError, match="knows no card"):
        store.card(late.id)
    assert store.sync_cards([late], now_ms=NOW_MS, deck="Root", retired=()).returned == 1
    assert store.card(late.id).front == said(late.fact, "front")
    assert store.state(late.id).repetitions == 1
    assert store.check() == []


def test_events_are_found_by_card_day_and_id(store: Store) -> None:
    first = respond(store, ID).event
    second = respond(store, OTHER, at_ms=NOW_MS + 86_400_000, day=DAY + 1).event
    assert store.events(ID) == store.events(day=DAY) == [first]
    assert store.events(since_id=first.id + 1) == [second]
    assert store.events(ID, day=DAY + 1) == []


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE events; --", '"', "a\x00b", "𝛑 🎴 \u202e", "?1 :x"]
)
def test_texts_are_values_and_never_statements(path: Path, text: str) -> None:
    given = cards(1)[0]
    hostile = replace(
        given,
        id=f"id{text}",
        note=text,
        fact=retold(given.fact, front=literal(text), deck=text, tags=(text,), document=text),
    )
    with Store.open(path) as store:
        store.sync_cards([hostile], now_ms=NOW_MS, deck=text)
        respond(store, hostile.id)
        stored = store.card(hostile.id)
        assert (stored.front, stored.document, stored.root, stored.tags) == (
            said(hostile.fact, "front"),
            text,
            text,
            (text,),
        )
        assert stored.deck == f"{text}::{text}"
        assert store.check() == []


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "a?mode=memory", "a%20#b", "ä 🎴.db", "-x", "file:x"]
)
def test_any_file_name_is_only_a_file_name(tmp_path: Path, name: str) -> None:
    with filled(tmp_path / name, cards(1)) as store:
        respond(store, ID)
        assert (tmp_path / name).is_file()
        store.backup(tmp_path / f"{name}.copy")
    assert {p.name for p in tmp_path.iterdir()} == {name, f"{name}.copy"}


def test_a_path_that_is_not_utf_8_is_stored_readably(path: Path) -> None:
    given = cards(1)[0]
    source = replace(given.fact.source, path="source/a\udcff.md")
    with filled(path, [replace(given, fact=replace(given.fact, source=source))]) as store:
        assert store.card(ID).source.path == "source/a\N{REPLACEMENT CHARACTER}.md"


def test_only_its_owner_may_read_the_database(path: Path) -> None:
    with filled(path.parent / "new" / "folder" / "reviews.sqlite", cards(1)) as store:
        respond(store, ID)
        store.backup(path)
        for file in (store.path, path, *store.path.parent.glob("*-wal")):
            assert file.stat().st_mode & 0o077 == 0
