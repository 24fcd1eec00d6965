"""`flashcards db`: where the database is, whether it is well, made anew, copied."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.cli import database
from flashcards.cli import run as run_line
from flashcards.review.store import Store
from tests.cli.helpers import Flashcards, Ran
from tests.review.store.making import NOW_MS, card, cards, filled, respond


def run(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """As `flashcards db`."""
    capfd.readouterr()
    code = run_line(["db", *map(str, arguments)])
    out, err = capfd.readouterr()
    return Ran(code=code, out=out, err=err)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with three cards and two answers."""
    path = tmp_path / "my reviews.sqlite"
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    with filled(path, cards(3)) as store:
        respond(store, card(0).id)
        respond(store, card(1).id)
    return path


def test_path_names_the_file_whether_it_is_there_or_not(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "path").out == f"{path}\n"
    assert json.loads(run(capfd, "path", "--json").out) == {"path": str(path), "exists": True}
    other = path.with_name("other")
    assert run(capfd, "path", "--db", other).out == f"{other}\n"
    assert not other.exists()


def test_a_database_that_is_well_is_said_to_be(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run(capfd, "check")
    assert (done.code, done.out) == (0, "")
    assert "all is well; 3 cards, 2 events" in done.err
    assert json.loads(run(capfd, "check", "--json").out) == {
        "path": str(path), "cards": 3, "events": 2, "problems": [],
    }  # fmt: skip


def test_a_state_that_is_not_what_its_events_say_is_found_and_mended(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Store.open(path) as store:
        store.database.conn.execute("UPDATE states SET lapses = 5 WHERE card = ?", (card(0).id,))
    done = run(capfd, "check")
    assert done.code == 1
    assert card(0).id in done.out
    assert run(capfd, "rebuild").out == "3 cards, 2 events: 1 stood elsewhere before\n"
    assert run(capfd, "check").code == 0
    assert json.loads(run(capfd, "rebuild", "--json").out)["changed"] == 0


def test_damage_is_found_and_told(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    done = run(capfd, "check")
    assert done.code == 1
    assert done.out.startswith(f"{path}: ")
    assert run(capfd, "rebuild").code == 2


def test_a_copy_holds_everything_and_overwrites_nothing(
    path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flashcards.cli.database.now_ms", lambda: NOW_MS)
    first = Path(run(capfd, "backup").out.strip())
    assert first == path.with_name("my reviews-20251118T000000Z.sqlite")
    with Store.open(first) as copy, Store.open(path) as store:
        assert copy.events() == store.events()
        assert copy.states() == store.states()
    again = run(capfd, "backup")
    assert again.code == 2
    assert "is there already" in again.err
    named = path.with_name("named")
    assert run(capfd, "backup", named).out == f"{named}\n"
    deeper = path.parent / "new" / "folder"
    assert run(capfd, "backup", deeper).out == f"{deeper}\n"
    assert run(capfd, "backup", named / "in a file").code == 2


def test_no_action_makes_a_database(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = path.with_name("other")
    for action in ("check", "rebuild", "backup"):
        done = run(capfd, action, "--db", other)
        assert done.code == 2
        assert "is not there" in done.err
        assert "hint" in done.err
        assert not other.exists()


def test_only_backup_takes_a_file(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "check", "file").code == 2
    assert run(capfd, "nonsense").code == 2


# --- what is wrong is listed, and what can be saved is saved -------------------------------------


def _made(flashcards: Flashcards, path: Path) -> None:
    assert flashcards("due", "--db", str(path)).code == 0


def test_a_database_that_was_cut_off_when_it_was_made_is_filled(
    flashcards: Flashcards, project: Path, tmp_path: Path
) -> None:
    for path in (tmp_path / "empty", tmp_path / "blank"):
        path.touch()
        if path.name == "blank":
            Store.open(path).close()
        ran = flashcards("due", "--db", str(path))
        assert ran.code == 0
        assert "cards in a new database" in ran.err
        assert "new" in ran.out
        assert "Nothing is due" not in ran.out


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: data[: len(data) * 3 // 4], "is cut off"),
        (lambda data: b"Dear diary" * 300, "is not a database"),
        (lambda data: data[:8192] + b"\xff" * 8192 + data[16384:], ""),
    ],
)
def test_damage_is_listed_and_no_hint_leads_back_to_the_same_command(
    flashcards: Flashcards,
    project: Path,
    tmp_path: Path,
    damage: Callable[[bytes], bytes],
    says: str,
) -> None:
    path = tmp_path / "a.sqlite"
    _made(flashcards, path)
    path.write_bytes(damage(path.read_bytes()))
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    ran = flashcards("db", "check", "--db", str(path))
    assert ran.code == 1
    assert says in ran.out
    assert "db check" not in ran.err
    repaired = flashcards("db", "repair", "--db", str(path))
    assert "db repair" not in repaired.err
    if repaired.code == 0:
        assert "are saved" in repaired.out
        assert flashcards("db", "check", "--db", str(path)).code == 0
    else:
        assert "neither a card nor an answer" in repaired.err or "not a database" in repaired.err


def test_there_is_nothing_to_repair_of_a_sound_one(
    flashcards: Flashcards, project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.sqlite"
    _made(flashcards, path)
    assert "nothing to repair" in flashcards("db", "repair", "--db", str(path)).out
    assert flashcards("db", "check", "--clock", "--db", str(path)).code == 2


def test_answers_of_a_clock_ahead_are_told_set_right_and_can_be_exported(
    flashcards: Flashcards, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.sqlite"
    _made(flashcards, path)
    real = database.now_ms
    monkeypatch.setattr(database, "now_ms", lambda: real() + 90 * 86_400_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"3\n3\n")))
    assert flashcards("review", "--plain", "--db", str(path)).code == 0
    monkeypatch.setattr(database, "now_ms", real)
    assert flashcards("export", "--with-history", "--out", "x.apkg", "--db", str(path)).code == 2
    ran = flashcards("db", "check", "--db", str(path))
    assert ran.code == 1
    assert "clock was wrong when 2 things" in ran.out
    assert "2 times were set right" in flashcards("db", "repair", "--clock", "--db", str(path)).out
    assert flashcards("db", "check", "--db", str(path)).code == 0
    assert flashcards("export", "--with-history", "--out", "x.apkg", "--db", str(path)).code == 0
