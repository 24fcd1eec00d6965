"""A new database is there whole, or not at all; logs of others do it no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.review.store import DamagedError, Store, StoreError
from flashcards.review.store.making import aside
from tests.review.store.making import NOW_MS, ROOT, card, cards, filled, respond

KILLED = """
import os, sys
from pathlib import Path
from flashcards.review.store import Store
from tests.review.store.making import NOW_MS, ROOT, cards
with Store.filling(Path(sys.argv[1])) as store:
    store.sync_cards(cards(3), now_ms=NOW_MS, deck=ROOT)
    os.kill(os.getpid(), 9)
"""


def test_who_is_killed_while_making_leaves_no_database_and_the_next_one_clears_up(
    path: Path,
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert done.returncode == -9
    assert not path.exists()
    assert list(path.parent.iterdir())
    filled(path, cards(3)).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_fails_while_it_is_filled_leaves_nothing(path: Path) -> None:
    def fail() -> None:
        with Store.filling(path) as store:
            store.sync_cards(cards(3), now_ms=NOW_MS, deck=ROOT)
            raise StoreError("no more")

    with pytest.raises(StoreError):
        fail()
    assert list(path.parent.iterdir()) == []


def test_who_was_faster_keeps_its_database(path: Path) -> None:
    with Store.filling(path) as store:
        store.sync_cards(cards(1), now_ms=NOW_MS, deck=ROOT)
        filled(path, cards(5)).close()
    with Store.open(path) as store:
        assert store.sizes()["cards"] == 5


def test_an_empty_file_is_told_and_made_anew(path: Path) -> None:
    path.touch()
    with pytest.raises(DamagedError, match="is empty"):
        Store.open(path, create=False)
    with Store.filling(path) as store:
        store.sync_cards(cards(2), now_ms=NOW_MS, deck=ROOT)
    with Store.open(path, create=False) as store:
        assert not store.blank()


def test_the_log_of_a_database_that_was_moved_away_is_kept_and_does_no_harm(path: Path) -> None:
    with filled(path, cards(3)) as old:
        respond(old, card(0).id)
        path.rename(path.with_name("away"))
        assert path.with_name(f"{path.name}-wal").exists()
        filled(path, cards(1)).close()
    with Store.open(path) as store:
        assert store.check() == []
        assert store.sizes() == {"cards": 1, "events": 0}
    assert any("left-wal" in one.name for one in path.parent.iterdir())


def test_a_place_in_the_making_is_named_after_its_process(path: Path) -> None:
    with aside(path) as place:
        assert str(os.getpid()) in place.name
        Store._open(place, new=True).close()
    assert path.exists()
