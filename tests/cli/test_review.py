from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from flashcards.review.model import Rating
from flashcards.review.store import Store
from tests.cli.helpers import Flashcards, Ran, snapshot

Review = Callable[..., Ran]


@pytest.fixture
def db(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "reviews.sqlite"
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    return path


@pytest.fixture
def review(flashcards: Flashcards, monkeypatch: pytest.MonkeyPatch, project: Path) -> Review:
    """`flashcards review --plain` with these lines on standard input."""

    def run(lines: str, *arguments: str) -> Ran:
        stdin = io.TextIOWrapper(io.BytesIO(lines.encode("utf-8", "surrogateescape")))
        monkeypatch.setattr(sys, "stdin", stdin)
        return flashcards("review", "--plain", *arguments)

    return run


def answers(db: Path) -> list[tuple[str, Rating | None]]:
    with Store.open(db) as store:
        return [(event.card, event.rating) for event in store.events()]


def test_the_first_review_makes_the_database_and_writes_nothing_else(
    review: Review, db: Path, project: Path
) -> None:
    before = snapshot(project)
    ran = review("")
    assert ran.code == 0
    assert "cards in a new database" in ran.err
    assert "[" in ran.out
    assert snapshot(project) == before
    with Store.open(db) as store:
        assert {card.root for card in store.cards()} == {"Test Deck"}


def test_answers_are_kept_and_the_next_sitting_goes_on(review: Review, db: Path) -> None:
    ids = [
        next(json.loads(line).get("card") for line in review(lines, "--json").out.splitlines())
        for lines in ("show\n4\n", "4\n", "")
    ]
    assert len(set(ids)) == 3
    assert answers(db) == [(ids[0], Rating.EASY), (ids[1], Rating.EASY)]


def test_it_works_from_the_database_when_the_documents_are_gone(
    review: Review, db: Path, project: Path
) -> None:
    review("")
    for path in (project / "source").iterdir():
        path.unlink()
    assert review("\n\n").code == 0
    assert len(answers(db)) == 1


def test_it_needs_a_project_or_a_database(
    flashcards: Flashcards, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = flashcards("review", "--plain")
    assert ran.code == 2
    assert "no documents named" in ran.err
    assert not db.exists()


def test_the_option_names_another_database(review: Review, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    review("4\n", "--db", str(other))
    assert len(answers(other)) == 1
    assert not db.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--deck", "nope"), "there is no deck 'nope'"),
        (("--tag", "nope"), "no card has the tag 'nope'"),
        (("--limit", "0"), "0 is not in the range"),
    ],
)
def test_what_is_not_there_is_told(
    arguments: tuple[str, ...], says: str, review: Review, db: Path
) -> None:
    ran = review("", *arguments)
    assert ran.code == 2
    assert says in ran.err


def test_a_full_screen_needs_a_terminal(
    flashcards: Flashcards, db: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    ran = flashcards("review")
    assert ran.code == 2
    assert "--plain" in ran.err
    assert flashcards("review", "--json").code == 2


def test_cramming_logs_and_changes_no_schedule(review: Review, db: Path) -> None:
    review("1\n1\n", "--cram")
    with Store.open(db) as store:
        assert all(event.cram for event in store.events())
        assert not any(state.repetitions for state in store.states().values())


def test_bytes_that_are_no_text_are_no_reason_to_stop(review: Review, db: Path) -> None:
    assert review("\udcff\udcfe\n4\n").code == 0
    assert len(answers(db)) == 1


def test_plain_in_a_process_of_its_own_with_a_reader_that_goes_away(
    db: Path, project: Path
) -> None:
    command = [sys.executable, "-m", "flashcards", "review", "--plain"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project, env=env
    ) as ran:
        assert ran.stdin is not None
        assert ran.stdout is not None
        ran.stdin.write(b"4\n")
        ran.stdin.flush()
        while b"Easy: again" not in ran.stdout.readline():
            pass
        assert len(answers(db)) == 1, "written before it is told"
        ran.stdin.close()
        ran.stdout.read()
    assert ran.returncode == 0


def test_due_counts_by_deck(flashcards: Flashcards, review: Review, db: Path) -> None:
    # A learning step that leads into the next study day is not due in this one.
    flashcards("settings", "rollover-hour", str((datetime.now().astimezone().hour + 12) % 24))
    before = flashcards("due", "--json").json
    assert before["total"]["new"] == sum(deck["new"] for deck in before["decks"].values()) > 0
    for deck in before["decks"].values():
        assert set(deck) == {"new", "learning", "reviews", "waiting"}
        assert deck["new"] <= deck["waiting"]["new"]
    review("3\n")
    after = flashcards("due", "--json").json
    assert after["total"] == {
        "new": before["total"]["new"] - 1, "learning": 1, "reviews": 0,
    }  # fmt: skip
    table = flashcards("due").out
    assert "Test Deck" in table
    assert "learning" in table


def test_due_is_what_review_shows(flashcards: Flashcards, review: Review, db: Path) -> None:
    due = flashcards("due", "--json").json["total"]
    first = json.loads(review("", "--json").out.splitlines()[0])
    assert first["left"] == due


def test_settings_are_shown_set_and_reset(flashcards: Flashcards, db: Path, project: Path) -> None:
    assert "desired-retention  0.9" in flashcards("settings").out
    ran = flashcards("settings", "new-per-day", "3")
    assert (ran.code, ran.out, "20 → 3" in ran.err) == (0, "", True)
    assert flashcards("settings", "new-per-day").out == "3\n"
    assert flashcards("due", "--json").json["total"]["new"] == 3
    assert flashcards("settings", "learning-steps", "1m", "15m", "--json").json[
        "learning_steps_ms"
    ] == [60_000, 900_000]
    flashcards("settings", "new-per-day", "--reset")
    assert flashcards("settings", "new-per-day").out == "20\n"
    assert flashcards("settings", "learning-steps").out == "1m 15m\n"
    flashcards("settings", "--reset")
    assert flashcards("settings", "learning-steps").out == "1m 10m\n"


@pytest.mark.parametrize(
    "arguments", [("nope",), ("new-per-day", "-1"), ("time-zone", "Mars/Base")]
)
def test_a_setting_that_is_none_is_refused(
    arguments: tuple[str, ...], flashcards: Flashcards, db: Path, project: Path
) -> None:
    ran = flashcards("settings", *arguments)
    assert ran.code == 2
    assert "hint: " in ran.err


# --- where the database is ------------------------------------------------------------------------


@pytest.mark.parametrize(("says", "made"), [("n\n", False), ("y\n", True)])
def test_a_name_that_may_be_mistyped_is_asked_for(
    flashcards: Flashcards,
    db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    says: str,
    made: bool,
) -> None:
    (tmp_path / "reviews.sqlite").write_bytes(b"another")
    wanted = tmp_path / "reveiws.sqlite"
    monkeypatch.setattr("flashcards.cli.database._interactive", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(says))
    ran = flashcards("due", "--db", str(wanted))
    assert "Make a new one?" in ran.err
    assert "reviews.sqlite" in ran.err
    assert wanted.exists() == made
    assert (ran.code == 0) == made


def test_where_nothing_can_be_written_no_card_is_asked(
    review: Review, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review("")
    monkeypatch.setattr("flashcards.review.store.opened.writable", lambda _: False)
    ran = review("4\n")
    assert ran.code == 2
    assert "can only be read here" in ran.err
    assert ran.out == ""


def test_orders_and_whole_questions_may_be_asked_for_once(review: Review, db: Path) -> None:
    def kinds(*arguments: str) -> list[str]:
        events = map(json.loads, review("4\n" * 60, "--json", *arguments).out.splitlines())
        return [event["kind"] for event in events if event["event"] == "question"]

    assert "interview" not in kinds("--order", "document", "--limit", "1")
    assert "interview" in kinds("--interviews")
    ran = review("", "--order", "random")
    assert ran.code == 2
