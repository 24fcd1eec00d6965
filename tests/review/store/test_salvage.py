"""What can be saved of a damaged database is saved, and what could not is said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flashcards.review.store import DamagedError, Store, StoreError, pages
from flashcards.review.store.salvage import salvage
from tests.effort import times
from tests.review.store.making import NOW_MS, card, cards, filled, folded, respond

ANSWERS = 300


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with answers, as a file."""
    path = tmp_path_factory.mktemp("answered") / "reviews.sqlite"
    with filled(path, cards(40)) as store:
        for number in range(ANSWERS):
            respond(store, f"card{number % 40:08}", at_ms=NOW_MS + number * 10**7)
    return path.read_bytes()


@pytest.fixture
def used(path: Path, answered: bytes) -> Path:
    path.write_bytes(answered)
    return path


def test_the_pages_give_every_row_that_sqlite_gives(used: Path) -> None:
    with Store.open(used) as store:
        events = {event.id: event for event in store.events()}
    found = [(row, values) for row, values in pages.rows(used.read_bytes()) if len(values) == 14]
    assert {row for row, _ in found} == set(events)
    for row, values in found:
        assert values[1] == events[row].card
        assert values[3] == events[row].at_ms


def test_a_text_that_is_longer_than_a_page_is_read_over_its_pages(path: Path) -> None:
    long = " ".join(["long text"] * 5_000)
    filled(path, [card(1, front=long)]).close()
    texts = [values for _, values in pages.rows(path.read_bytes()) if len(values) == 20]
    assert [values[8] for values in texts] == [long]


def test_of_a_sound_database_all_is_saved(used: Path) -> None:
    with Store.open(used) as store:
        before, states = store.events(), store.states()
        store.set_meta("build:Root", "mark")
    kept = used.with_name("kept")
    saved = salvage(used, kept=kept)
    assert (saved.cards, saved.events, saved.expected) == (40, ANSWERS, ANSWERS)
    with Store.open(used) as store:
        assert store.events() == before
        assert store.states() == states
        assert store.meta("build:Root") == "mark"
        assert store.check() == []
    assert kept.exists()


@pytest.mark.parametrize("seed", range(times(6, 40)))
def test_of_a_damaged_one_what_is_left_is_sound_and_nothing_is_made_up(
    used: Path, seed: int
) -> None:
    with Store.open(used) as store:
        before = {event.id: event for event in store.events()}
    data = bytearray(used.read_bytes())
    rng = random.Random(seed)
    for _ in range(3):
        page = rng.randrange(1, len(data) // 4096)
        data[page * 4096 : page * 4096 + 4096] = rng.randbytes(4096)
    used.write_bytes(data)
    saved = salvage(used, kept=used.with_name("kept"))
    assert used.with_name("kept").read_bytes() == data
    with Store.open(used) as store:
        assert store.check() == []
        after = store.events()
        assert store.states() == folded(store)
    assert all(before[event.id] == event for event in after)
    assert saved.events == len(after)
    assert len(after) >= ANSWERS * 0.6  # three pages of some forty hold not more


@pytest.mark.parametrize("share", [0.7, 0.9])
def test_of_one_that_was_cut_off_the_first_part_is_saved(used: Path, share: float) -> None:
    data = used.read_bytes()
    used.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DamagedError, match="cut off"):
        Store.open(used)
    saved = salvage(used, kept=used.with_name("kept"))
    assert saved.cards or saved.events
    with Store.open(used) as store:
        assert store.check() == []


def test_where_nothing_can_be_saved_nothing_is_changed(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(9_000))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="neither a card nor an answer") as told:
        salvage(path, kept=path.with_name("kept"))
    assert "repair" not in str(told.value)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
