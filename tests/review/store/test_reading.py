"""A database that can only be read is read, whatever state it was left in."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.review.store import Store, StoreError, opened
from flashcards.review.store.migrations import migrate, scripts
from tests.review.store.making import DAY, card, cards, filled, folded, respond


def lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing on this machine could be written; root may write anything."""
    monkeypatch.setattr(opened, "writable", lambda _: False)


def sizes(path: Path) -> dict[str, int]:
    return {one.name: one.stat().st_size for one in path.parent.iterdir()}


def test_all_of_it_can_be_looked_at_and_nothing_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_history(path)
    lock(monkeypatch)
    before = sizes(path)
    with Store.open(path, create=False) as store:
        assert store.readonly
        assert store.sizes() == {"cards": 3, "events": 2}
        assert store.states() == folded(store)
        assert store.queues(day=DAY).new
        assert store.check() == []
        with pytest.raises(StoreError, match="can only be read here"):
            respond(store, card(0).id)
    assert sizes(path) == before


def test_answers_that_are_in_the_log_beside_it_only_are_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = path.parent / "media"
    away.mkdir()
    with filled(path, cards(3)) as store:
        respond(store, card(0).id)
        for end in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + end), away / (path.name + end))
    lock(monkeypatch)
    before = sizes(away / path.name)
    with Store.open(away / path.name, create=False) as store:
        assert store.sizes() == {"cards": 3, "events": 1}
    assert sizes(away / path.name) == before


def test_one_of_an_older_schema_is_read_by_way_of_a_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.touch()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrate(old, path, {1: scripts()[1]})
    lock(monkeypatch)
    before = path.read_bytes()
    with Store.open(path, create=False) as store:
        assert store.unmet() == (0, 0, 0, 0)
        assert store.migrated is None
    assert path.read_bytes() == before
    assert list(sizes(path)) == [path.name]


def test_a_backup_is_how_to_go_on_with_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_history(path)
    lock(monkeypatch)
    with Store.open(path, create=False) as store:
        store.backup(tmp_path / "mine")
    with closing(sqlite3.connect(tmp_path / "mine")) as copied:
        assert copied.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_a_dump_restored_is_the_same_database(path: Path, tmp_path: Path) -> None:
    with_history(path)
    restored = tmp_path / "restored.sqlite"
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(restored)) as new:
        new.executescript("\n".join(old.iterdump()))
        assert new.execute("PRAGMA user_version").fetchone() == (0,)
    with Store.open(path) as old_store, Store.open(restored) as store:
        assert store.events() == old_store.events()
        assert store.states() == old_store.states()
        assert store.check() == []
        assert store.migrated is None
        respond(store, card(1).id, at_ms=store.events()[-1].id + 1)
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            store.database.execute("DELETE FROM events")


def with_history(path: Path) -> None:
    """A closed database, with its log written into the file."""
    from flashcards.review.store.making import _to_one_file

    with filled(path, cards(3)) as store:
        respond(store, card(0).id)
        respond(store, card(1).id, at_ms=store.events()[-1].id + 1)
    _to_one_file(path)
