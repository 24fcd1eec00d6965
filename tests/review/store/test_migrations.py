"""From an older schema to a newer one: a copy first, all steps or none, newer ones untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.review.store import DamagedError, Store, StoreError, Unmet
from flashcards.review.store.connection import APPLICATION_ID
from flashcards.review.store.migrations import NEWEST, migrate, scripts, statements
from tests.review.store.making import card, cards, event, filled, respond

ADD_STARS = """
-- A step as a later version will have it: a column; a table made anew; a trigger.
ALTER TABLE cards ADD COLUMN stars INTEGER NOT NULL DEFAULT 3;
CREATE TABLE notes (id TEXT PRIMARY KEY NOT NULL);
INSERT INTO notes SELECT DISTINCT note FROM cards;
CREATE TRIGGER notes_stay BEFORE DELETE ON notes BEGIN SELECT RAISE(ABORT, 'no'); SELECT 1; END;
"""
NOW = max(scripts())
NEXT = {**scripts(), NOW + 1: ADD_STARS}
NEWER = [
    "CREATE TABLE late (x); CREATE TABLE late (x);",  # fails half way
    "INSERT INTO states (card, note, deck, position, shuffle) VALUES ('nobody', 'n', 1, 1, 1);",
    "CREATE TABLE late (x); DELETE FROM events;",  # the log refuses
    "CREATE TABLE late (x; SELECT 1;",  # no SQL
]


@pytest.fixture
def old(path: Path) -> Path:
    """A file with a history, as a program of today leaves it."""
    with filled(path, cards(3)) as store:
        respond(store, card(0).id)
    return path


def connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def dump(path: Path) -> list[str]:
    with closing(connected(path)) as opened:
        version = opened.execute("PRAGMA user_version").fetchone()
        return [*opened.iterdump(), f"version {version[0]}"]


def test_a_new_database_has_the_newest_schema_and_our_mark(path: Path) -> None:
    filled(path, ()).close()
    with closing(connected(path)) as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (max(scripts()),)
        assert opened.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_newest_schema_is_that_of_the_last_script() -> None:
    assert max(scripts()) == NEWEST


def test_opening_again_migrates_nothing_and_copies_nothing(old: Path) -> None:
    before = dump(old)
    with Store.open(old) as store:
        assert store.migrated is None
        assert not store.created
    assert dump(old) == before
    assert [p.name for p in old.parent.iterdir()] == [old.name]


def test_an_old_file_is_brought_forward_and_a_copy_of_it_kept(old: Path) -> None:
    before = dump(old)
    with closing(connected(old)) as opened:
        kept = migrate(opened, old, NEXT)
        assert kept == old.with_name(f"reviews.sqlite.schema-{NOW}")
        assert opened.execute("SELECT DISTINCT stars FROM cards").fetchall() == [(3,)]
        assert opened.execute("SELECT count(*) FROM notes").fetchone() == (3,)
        assert opened.execute("SELECT count(*) FROM events").fetchone() == (1,)
        assert opened.execute("PRAGMA user_version").fetchone() == (NOW + 1,)
        assert opened.execute("PRAGMA foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):
            opened.execute("DELETE FROM notes")
        assert migrate(opened, old, NEXT) is None
    assert dump(kept) == before
    with Store.open(kept) as store:  # what is kept is a database that works
        assert store.state(card(0).id).repetitions == 1


def test_a_file_of_the_first_schema_keeps_all_and_gets_the_new_order_and_views(path: Path) -> None:
    path.touch()
    with closing(connected(path)) as opened:
        migrate(opened, path, {1: scripts()[1]})
        opened.execute("INSERT INTO decks VALUES (1, 'Root')")
        opened.execute("INSERT INTO documents VALUES (1, 'Root', 'a.md')")
        for place, (kind, question) in enumerate(
            [("term", 1), ("term", 1), ("term", 2), ("problem", 0), ("interview", 1)]
        ):
            values = (f"c{place}", kind, question, place)
            opened.execute(
                "INSERT INTO cards VALUES (?1, ?1, 1, ?2, 1, 1, ?3, '', 'front', 'back', '', '[]',"
                " '[]', '[]', 'a.md', 1, 0, ?4, 0, NULL)",
                values,
            )
            opened.execute(
                "INSERT INTO states (card, note, deck, position, shuffle) VALUES (?1, ?1, 1, ?2, 1)",
                (f"c{place}", place),
            )
        opened.execute(
            "INSERT INTO events (id, card, kind, at_ms, day, rating, phase, due_day, interval_days)"
            " VALUES (86400000, 'c0', 'answer', 86400000, 719164, 3, 'new', 719167, 3)"
        )
    with Store.open(path) as store:
        assert store.migrated == path.with_name("reviews.sqlite.schema-1")
        assert [one.card for one in store.queues(day=719_164).new] == ["c0", "c2", "c1"]
        assert [one.card for one in store.queues(day=719_164).problems] == ["c3"]
        assert store.unmet() == Unmet(facts=3, problems=1, interviews=1)
        (review,) = store.database["reviews"].rows
        assert (review["at"], review["day"], review["due"], review["rating"]) == (
            "1970-01-02T00:00:00.000Z", "1970-01-02", "1970-01-05", "good"
        )  # fmt: skip
        assert store.rebuild() == 1
        assert [(row["due"], row["phase"]) for row in store.database["cards_due"].rows] == [
            ("1970-01-05", "review")
        ]


def test_no_earlier_copy_is_overwritten(old: Path) -> None:
    first = old.with_name(f"reviews.sqlite.schema-{NOW}")
    first.write_text("something precious", encoding="utf-8")
    with closing(connected(old)) as opened:
        assert migrate(opened, old, NEXT) == old.with_name(f"reviews.sqlite.schema-{NOW}-2")
    assert first.read_text(encoding="utf-8") == "something precious"


@pytest.mark.parametrize("step", NEWER)
@pytest.mark.parametrize("after_a_good_one", [False, True])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    old: Path, step: str, after_a_good_one: bool
) -> None:
    before = dump(old)
    steps = {**NEXT, NOW + 2: step} if after_a_good_one else {**scripts(), NOW + 1: step}
    with (
        closing(connected(old)) as opened,
        pytest.raises(StoreError, match=rf"cannot be brought from schema {NOW} to") as told,
    ):
        migrate(opened, old, steps)
    assert told.value.path == str(old)
    assert told.value.hint
    assert dump(old) == before
    with Store.open(old) as store:
        assert store.check() == []
        store.append(event(card(1).id))


def test_a_copy_that_cannot_be_made_stops_the_migration(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(old)

    def fail(*_: object) -> None:
        raise StoreError("cannot grow: the disk is full", path="copy")

    monkeypatch.setattr("flashcards.review.store.migrations.copy", fail)
    with closing(connected(old)) as opened, pytest.raises(StoreError, match="disk is full"):
        migrate(opened, old, NEXT)
    assert dump(old) == before


def test_a_database_of_a_newer_version_is_refused_untouched(old: Path) -> None:
    with closing(connected(old)) as opened:
        opened.execute("PRAGMA user_version = 99")
        opened.execute("PRAGMA journal_mode = DELETE")
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of flashcards \(schema 99") as told:
        Store.open(old)
    assert told.value.path == str(old)
    assert "upgrade" in (told.value.hint or "")
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == [old.name]


def test_a_newer_version_that_only_the_log_beside_the_file_knows_is_refused(old: Path) -> None:
    with closing(connected(old)) as newer:
        newer.execute("PRAGMA wal_autocheckpoint = 0")
        newer.execute("PRAGMA user_version = 99")
        assert old.read_bytes()[60:64] != (99).to_bytes(4, "big")
        with pytest.raises(StoreError, match="newer version"):
            Store.open(old)
        assert newer.execute("PRAGMA user_version").fetchone() == (99,)


@pytest.mark.parametrize("version", [0, 1, 99])
@pytest.mark.parametrize("mark", [0, 12345])
def test_another_programs_database_is_refused_untouched(
    path: Path, mark: int, version: int
) -> None:
    with closing(connected(path)) as opened:
        opened.execute(f"PRAGMA application_id = {mark}")
        opened.execute(f"PRAGMA user_version = {version}")
        opened.execute("CREATE TABLE passwords (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        Store.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.events() == []


def test_a_database_is_only_made_where_that_is_wanted(path: Path) -> None:
    with pytest.raises(StoreError, match="is not there"):
        Store.open(path, create=False)
    assert list(path.parent.iterdir()) == []


def test_the_statements_of_our_scripts_are_whole() -> None:
    for script in NEXT.values():
        parts = list(statements(script))
        assert "".join("".join(parts).split()) == "".join(script.split())
        assert all(sqlite3.complete_statement(part) for part in parts)


def test_a_damaged_copy_is_no_copy(old: Path) -> None:
    filled_bytes = old.read_bytes()
    old.write_bytes(filled_bytes[:8192] + b"\xff" * 4096 + filled_bytes[12288:])
    with Store.open(old, check=False) as store, pytest.raises(DamagedError):
        store.backup(old.with_name("copy"))
    assert [p.name for p in old.parent.iterdir() if "copy" in p.name] == []
