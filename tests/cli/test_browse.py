from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.review.store import Store
from tests.cli.helpers import Flashcards


@pytest.fixture
def db(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "reviews.sqlite"
    monkeypatch.setenv("FLASHCARDS_DB", str(path))
    return path


def suspended(db: Path) -> int:
    with Store.open(db) as store:
        return sum(state.suspended for state in store.states().values())


def test_what_is_suspended_is_found_and_comes_back(flashcards: Flashcards, db: Path) -> None:
    ran = flashcards("browse", "whisk", "--suspend")
    assert ran.code == 0
    count = suspended(db)
    assert count > 0
    assert f"{count} card" in ran.out
    found = flashcards("browse", "is:suspended", "--json")
    assert len(found.lines) == count
    assert all(one["suspended"] for one in found.lines)
    assert flashcards("browse", "is:suspended", "--unsuspend").code == 0
    assert suspended(db) == 0


def test_an_act_is_taken_back_as_a_whole(flashcards: Flashcards, db: Path) -> None:
    flashcards("browse", "is:new", "--suspend")
    assert suspended(db) > 5
    assert "Taken back" in flashcards("browse", "--undo").out
    assert suspended(db) == 0
    assert "nothing" in flashcards("browse", "--undo").out


def test_no_act_is_done_to_all_cards_by_mistake(flashcards: Flashcards, db: Path) -> None:
    ran = flashcards("browse", "--suspend")
    assert ran.code == 2
    assert "Say of which cards" in ran.err
    assert flashcards("browse", "x", "--suspend", "--due", "3").code == 2
    assert not db.exists()


def test_a_list_says_where_cards_stand(flashcards: Flashcards, db: Path) -> None:
    flashcards("browse", "rake", "--due", "4")
    assert "in 4 d" in flashcards("browse", "rake", "--list").out
    assert flashcards("browse", "no-such-word", "--list").out == "Nothing is found.\n"
    wrong = flashcards("browse", "is:asleep", "--list")
    assert wrong.code == 2
    assert "hint" in wrong.err
