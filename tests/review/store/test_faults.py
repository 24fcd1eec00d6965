"""Whatever is wrong with the file, it is said with its path and what to do, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from flashcards.review.store import DamagedError, LockedError, Store, StoreError, connection
from flashcards.review.store.errors import translated
from tests.review.store.making import NOW_MS, card, cards, event, filled, folded, respond

ROOT_FOLDER = Path(__file__).resolve().parents[3]
ID = card(0).id
TINY = b"SQLite format 3\x00"
DIARY = b"Dear diary, this is a text of mine.\n" * 300


def require_told(error: StoreError, path: Path) -> None:
    assert error.path == str(path)
    assert error.hint
    assert str(error).startswith(f"{path}: ")
    assert "\n" not in str(error)


@pytest.fixture
def used(path: Path) -> Path:
    """A closed database with a history of twenty answers."""
    with filled(path, cards(8)) as store:
        for number in range(20):
            respond(store, card(number % 8).id, at_ms=NOW_MS + number * 10**8)
    return path


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_bytes(DIARY)


def a_header_alone(path: Path) -> None:
    path.write_bytes(TINY)


def nothing_at_all(path: Path) -> None:
    path.unlink()


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone") / "far")


def a_loop_of_links(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    "spoil",
    [
        a_folder, a_text, a_header_alone, nothing_at_all, half, a_pipe,
        a_link_to_nothing, a_loop_of_links,
    ],
)  # fmt: skip
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(
    used: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(used)
    before = used.read_bytes() if used.is_file() else None
    with pytest.raises(StoreError) as told:
        Store.open(used, create=False)
    require_told(told.value, used)
    assert (used.read_bytes() if used.is_file() else None) == before


@pytest.mark.parametrize("place", ["a file/reviews.sqlite", "a file/deeper/reviews.sqlite"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(StoreError, match="cannot be made") as told:
        Store.open(tmp_path / place)
    require_told(told.value, tmp_path / place)


def test_no_page_can_be_spoilt_without_being_told_or_being_harmless(used: Path) -> None:
    """Each page in turn is overwritten: opening it is refused, or all events are right."""
    with Store.open(used) as store:
        events = store.events()
    whole = used.read_bytes()
    told = 0
    for page in range(len(whole) // 4096):
        for fill in (b"\0" * 4096, random.Random(page).randbytes(4096)):
            used.write_bytes(whole[: page * 4096] + fill + whole[(page + 1) * 4096 :])
            try:
                with Store.open(used) as store:
                    assert store.check() or store.events() == events
            except StoreError as error:
                require_told(error, used)
                assert used.read_bytes()[: page * 4096] == whole[: page * 4096]
                told += 1
    assert told > len(whole) // 4096


def test_damage_that_opening_does_not_look_for_is_told_when_it_is_met(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CHECKED_AT_OPEN", 0)  # as of a very large file
    with Store.open(used) as store:
        (root,) = store.database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'events'"
        ).fetchone()
    whole = used.read_bytes()
    used.write_bytes(whole[: (root - 1) * 4096] + b"\xff" * 4096 + whole[root * 4096 :])
    with Store.open(used) as store:
        for use in (store.events, lambda: store.append(event(ID)), store.rebuild):
            with pytest.raises(DamagedError, match="is damaged") as told:
                use()
            require_told(told.value, used)
        assert store.check()


@pytest.mark.parametrize("log", [b"", b"garbage" * 5000, b"\0" * 8192])
def test_a_log_that_is_none_is_ignored(used: Path, log: bytes) -> None:
    with Store.open(used) as store:
        events = store.events()
    used.with_name(f"{used.name}-wal").write_bytes(log)
    with Store.open(used) as store:
        assert store.events() == events
        respond(store, ID, at_ms=NOW_MS + 10**10)
        assert store.check() == []


def test_another_databases_log_is_not_taken_for_ours(used: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with filled(other / "a", cards(2)) as store:
        respond(store, ID)
        shutil.copy(other / "a-wal", used.with_name(f"{used.name}-wal"))
    try:
        with Store.open(used) as store:
            assert store.check() or len(store.events()) in (20, 1)
    except StoreError as error:
        require_told(error, used)


def test_a_log_that_a_killed_program_left_is_taken_up(used: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with Store.open(used) as store:
        events = [*store.events(), respond(store, ID, at_ms=NOW_MS + 10**10).event]
        shutil.copy(used, copy)
        shutil.copy(f"{used}-wal", f"{copy}-wal")  # and no -shm, as after a power cut
    with Store.open(copy) as store:
        assert store.events() == events
        assert store.check() == []


@pytest.mark.parametrize("mode", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_database_that_another_program_holds_is_told_and_works_afterwards(
    used: Path, mode: str
) -> None:
    with Store.open(used, patience_ms=0) as store:
        before = store.events()
        with closing(sqlite3.connect(used, isolation_level=None)) as other:
            other.execute(f"BEGIN {mode}")
            for use in (
                lambda: store.append(event(ID)),
                lambda: store.sync_cards([], now_ms=1, deck="Root"),
                store.rebuild,
            ):
                with pytest.raises(LockedError) as told:
                    use()
                require_told(told.value, used)
            other.execute("ROLLBACK")
        assert store.events() == before
        store.append(event(ID))


def test_a_database_that_another_program_holds_for_itself_alone_is_told(used: Path) -> None:
    with closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError) as told:
            Store.open(used, patience_ms=0)
        require_told(told.value, used)
    with Store.open(used) as store:
        assert len(store.events()) == 20


def test_a_database_that_may_not_grow_is_told_and_works_when_it_may(used: Path) -> None:
    with Store.open(used) as store:
        database = store.database.conn
        database.execute(f"PRAGMA max_page_count = {connection.pragma(database, 'page_count')}")
        before, states = store.events(), store.states()
        many = [(event(ID, number=NOW_MS + n), None) for n in range(2_000)]
        with pytest.raises(StoreError, match="disk is full") as told:
            store.append_many(many)
        require_told(told.value, used)
        with pytest.raises(StoreError, match="disk is full"):
            store.sync_cards(cards(500), now_ms=1, deck="Root")
        assert store.events() == before
        assert store.states() == states == folded(store)
        database.execute("PRAGMA max_page_count = 1000000")
        assert len(store.append_many(many)) == 2_000
        assert store.check() == []


@pytest.mark.parametrize("by", ["nothing", "a folder", "another database"])
def test_a_file_that_is_replaced_under_an_open_session_takes_no_answer(used: Path, by: str) -> None:
    away = used.with_name("away.sqlite")
    with Store.open(used) as store:
        respond(store, ID, at_ms=NOW_MS + 10**10)
        events = store.events()
        used.rename(away)
        if by == "a folder":
            used.mkdir()
        elif by == "another database":
            filled(used, cards(1)).close()
        with pytest.raises(StoreError, match="moved, deleted or replaced") as told:
            respond(store, ID, at_ms=NOW_MS + 10**11)
        require_told(told.value, used)
    log = used.with_name(f"{used.name}-wal")
    if log.exists():
        log.rename(away.with_name(f"{away.name}-wal"))
    with Store.open(away) as store:
        assert store.events() in (events, events[:-1])
        assert store.check() == []


SOMEBODY = 65534
READ_ONLY = """
import os, sys
from pathlib import Path
import sqlite_utils
from flashcards.review.schedule import answer, answered, engine
from flashcards.review.store import Store, StoreError, migrations
from tests.review.store.making import card, respond
engine.engine(())
migrations.scripts()
ID = card(0).id
if os.getuid() == 0:  # who may write anything; now that all is imported, be somebody else
    os.setgroups([])
    os.setgid(int(sys.argv[1]))
    os.setuid(int(sys.argv[1]))
for path in map(Path, sys.argv[2:]):
    try:
        with Store.open(path) as store:
            respond(store, ID)
        print("written")
    except StoreError as error:
        print(type(error).__name__, str(error).replace("\\n", " "))
"""


def test_what_may_not_be_written_is_told_and_left_as_it_is(used: Path) -> None:
    with TemporaryDirectory() as root:  # where others may look, too
        Path(root).chmod(0o755)
        paths = [Path(root) / what / "reviews.sqlite" for what in ("folder", "file", "both", "new")]
        for path in paths:
            path.parent.mkdir()
            what = path.parent.name
            if what != "new":
                path.write_bytes(used.read_bytes())
                path.chmod(0o666 if what == "folder" else 0o444)
            path.parent.chmod(0o777 if what == "file" else 0o555)
        before = [path.read_bytes() if path.exists() else None for path in paths]
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(SOMEBODY), *paths],
            cwd=ROOT_FOLDER,
            capture_output=True,
            text=True,
            check=False,
        )
        for path in paths:
            path.parent.chmod(0o755)
        told = done.stdout.splitlines()
        assert len(told) == len(paths), done.stderr
        for path, line in zip(paths, told, strict=True):
            assert line.startswith(f"StoreError {path}: ")
            assert "--db" in line
        assert [path.read_bytes() if path.exists() else None for path in paths] == before


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_BUSY, "locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "written"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "opened"),
        (sqlite3.SQLITE_NOTADB, "not a database"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_MISUSE, "cannot do this"),
    ],
)
def test_every_kind_of_failure_has_its_words(path: Path, code: int, word: str) -> None:
    error = sqlite3.OperationalError("oops")
    error.sqlite_errorcode = code
    told = translated(error, path)
    assert word in told.message
    require_told(told, path)
