"""Interviews are kept: in the database, in the journal, through crashes and full disks."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.interview.keep import Journal, Keeper, past
from flashcards.review.store import Store

ROOT = Path(__file__).resolve().parents[3]


def record(number: int = 1, *, saved: int = 0, **more: Any) -> dict[str, Any]:
    return {"id": f"i{number}", "began_ms": number, "saved_ms": saved, "questions": [], **more}


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "data" / "interviews.jsonl")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "reviews.sqlite") as opened:
        yield opened


def test_without_a_database_the_journal_keeps_the_last_state(journal: Journal) -> None:
    keeper = Keeper(None, journal)
    keeper.save(record(1, saved=1))
    keeper.save(record(2, saved=1))
    keeper.save(record(1, saved=2, ended="done"))
    assert past(None, journal) == [record(1, saved=2, ended="done"), record(2, saved=1)]
    assert keeper.place == str(journal.path)


def test_with_a_database_it_is_there_and_survives_a_backup(
    store: Store, journal: Journal, tmp_path: Path
) -> None:
    keeper = Keeper(store, journal)
    for saved in range(3):
        keeper.save(record(1, saved=saved, notes="„ä“ \x1b[2J"))
    assert not journal.path.exists()
    assert past(store, journal) == [record(1, saved=2, notes="„ä“ \x1b[2J")]
    store.backup(tmp_path / "copy.sqlite")
    with Store.open(tmp_path / "copy.sqlite") as copy:
        assert past(copy, journal) == past(store, journal)
    assert store.check() == []


def test_no_other_text_of_the_database_is_taken_for_an_interview(
    store: Store, journal: Journal
) -> None:
    store.set_meta("interviewer", "somebody")
    store.set_meta("interview.x", "no JSON")
    assert past(store, journal) == []


def test_when_the_database_fails_the_journal_takes_over(
    store: Store, journal: Journal, tmp_path: Path
) -> None:
    keeper = Keeper(store, journal)
    keeper.save(record(1, saved=1))
    (tmp_path / "reviews.sqlite").rename(tmp_path / "moved.sqlite")
    keeper.save(record(1, saved=2))
    keeper.save(record(1, saved=3))
    assert len(keeper.troubles) == 1
    assert "kept in" in keeper.troubles[0]
    assert journal.load() == [record(1, saved=3)]


def test_a_database_that_is_locked_loses_nothing(tmp_path: Path, journal: Journal) -> None:
    path = tmp_path / "reviews.sqlite"
    Store.open(path).close()
    with Store.open(path, patience_ms=1) as store:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        keeper = Keeper(store, journal)
        keeper.save(record(1, saved=1))
        other.rollback()
        other.close()
        assert past(store, journal) == [record(1, saved=1)]
        assert "locked" in keeper.troubles[0]


def test_the_newest_state_counts_wherever_it_is(store: Store, journal: Journal) -> None:
    Keeper(store, journal).save(record(1, saved=5))
    journal.save(record(1, saved=9))
    journal.save(record(2, saved=1))
    assert past(store, journal) == [record(1, saved=9), record(2, saved=1)]


def test_where_nothing_can_be_written_the_record_stays_in_hand(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    keeper = Keeper(None, Journal(tmp_path / "file" / "interviews.jsonl"))
    keeper.save(record(1, saved=1))
    keeper.save(record(1, saved=2))
    assert keeper.unkept == record(1, saved=2)
    assert len(keeper.troubles) == 1
    keeper.finish()  # and raises nothing


@given(cut=st.integers(1, 200))
def test_a_line_that_was_cut_short_spoils_no_other(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    journal = Journal(tmp_path_factory.mktemp("cut") / "interviews.jsonl")
    journal.save(record(1, saved=1))
    whole = journal.path.stat().st_size
    journal.save(record(1, saved=2, notes="a" * 60))
    os.truncate(journal.path, max(whole, journal.path.stat().st_size - cut))
    journal.save(record(2, saved=1))
    found = {r["id"]: r["saved_ms"] for r in journal.load()}
    assert found["i2"] == 1
    # A line that lacks nothing but its end is whole.
    assert found["i1"] == (2 if cut == 1 else 1)


def test_tidying_leaves_one_line_an_interview_and_touches_no_other_line(journal: Journal) -> None:
    for saved in range(4):
        journal.save(record(1, saved=saved))
        journal.save(record(2, saved=saved))
    with journal.path.open("ab") as file:
        file.write(b"something else\n")
    before = journal.load()
    journal.compact()
    assert journal.load() == before
    assert len(journal.path.read_bytes().splitlines()) == 3
    assert b"something else\n" in journal.path.read_bytes()


def test_only_its_owner_may_read_it(journal: Journal) -> None:
    journal.save(record())
    journal.compact()
    journal.save(record(2))
    journal.compact()
    assert journal.path.stat().st_mode & 0o077 == 0


def test_a_journal_of_anything_is_read_without_an_error(journal: Journal) -> None:
    journal.path.parent.mkdir()
    lines = [b"[]", b"{}", b'{"id": 1}', b'{"id": "a", "began_ms": 1}', b"\xff", b"[" * 5000,
             b'{"id": "a", "began_ms": 1, "saved_ms": 1, "questions": 3}']  # fmt: skip
    journal.path.write_bytes(b"\n".join(lines))
    assert journal.load() == []


WRITER = """
import sys
from pathlib import Path
from flashcards.practice.interview.keep import Journal, Keeper
from flashcards.review.store import Store
path = Path(sys.argv[1])
store = Store.open(path / "reviews.sqlite") if sys.argv[2] == "database" else None
keeper = Keeper(store, Journal(path / "interviews.jsonl"))
saved = 0
while True:
    saved += 1
    keeper.save({"id": "i1", "began_ms": 1, "saved_ms": saved, "questions": []})
    print(saved, flush=True)
"""


@pytest.mark.parametrize("place", ["database", "journal"])
def test_what_was_saved_before_a_kill_is_there_after_it(tmp_path: Path, place: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), place],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert child.stdout is not None
    with child.stdout:
        for _ in range(30):
            last = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split()
    child.wait()
    last = int(rest[-1]) if rest else last
    journal = Journal(tmp_path / "interviews.jsonl")
    if place == "database":
        with Store.open(tmp_path / "reviews.sqlite") as store:
            (found,) = past(store, journal)
    else:
        (found,) = past(None, journal)
    assert found["saved_ms"] >= last


def test_two_processes_append_without_mixing_their_lines(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from flashcards.practice.interview.keep import Journal\n"
        "for n in range(40): Journal(Path(sys.argv[1])).save({'id': sys.argv[2] + str(n),"
        " 'began_ms': n, 'saved_ms': n, 'questions': ['x' * 9000]})"
    )
    path = tmp_path / "interviews.jsonl"
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name], cwd=ROOT) for name in "ab"
    ]
    assert [child.wait() for child in running] == [0, 0]
    assert len([json.loads(line) for line in path.read_text().splitlines()]) == 80
