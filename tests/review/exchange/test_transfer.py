"""The database to a package and back into a database."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.anki import unpacked_media, write_package
from flashcards.errors import PackageError
from flashcards.review.exchange import export_history, export_plain, import_history, root_of
from flashcards.review.exchange.errors import ExchangeError
from flashcards.review.exchange.notes import notes_of
from flashcards.review.model import CardState, Event, EventKind
from flashcards.review.store import Store
from flashcards.tree.nodes import Image, Paragraph
from tests.review.exchange.files import NOW_MS
from tests.review.exchange.making import CARDS, NOTES, Learner, answers, due, learner

ALL = [card for note in NOTES for card in note.cards]


def opened(path: Path, made: Learner | None = None) -> Store:
    """A database with our cards, and somebody's history."""
    store = Store.open(path)
    store.sync_cards(ALL, now_ms=NOW_MS, deck="LLM Interviews")
    if made is not None:
        every = sorted((e for some in made.log.values() for e in some), key=lambda e: e.id)
        store.append_many((event, None) for event in every)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "reviews.sqlite", learner(NOW_MS)) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "empty.sqlite") as made:
        yield made


def log(store: Store) -> dict[str, list[Event]]:
    return {card: store.events(card) for card in CARDS if store.events(card)}


def seconds(states: dict[str, CardState]) -> dict[str, CardState]:
    """Anki keeps steps to the second."""
    return {
        card: replace(state, due_ms=state.due_ms and state.due_ms // 1000)
        for card, state in states.items()
    }


def test_a_history_moves_from_one_database_to_another(
    tmp_path: Path, store: Store, empty: Store
) -> None:
    path = tmp_path / "x.apkg"
    written = export_history(store, path, deck="LLM Interviews", now_ms=NOW_MS)
    assert written.cards == len(CARDS)
    assert written.reviews == len(answers(log(store)))
    done = import_history(empty, path, now_ms=NOW_MS)
    assert done.merge.reviews == written.reviews
    assert answers(log(empty)) == answers(log(store))
    assert due(log(empty)) == due(log(store))
    assert seconds(empty.states()) == seconds(store.states())
    assert empty.check() == []
    assert empty.rebuild() == 0
    assert import_history(empty, path, now_ms=NOW_MS).merge.events == ()
    assert import_history(store, path, now_ms=NOW_MS).merge.events == ()


def test_a_dry_run_says_the_same_and_writes_nothing(
    tmp_path: Path, store: Store, empty: Store
) -> None:
    path = tmp_path / "x.apkg"
    export_history(store, path, deck="LLM Interviews", now_ms=NOW_MS)
    told = import_history(empty, path, now_ms=NOW_MS, dry_run=True)
    assert empty.events() == []
    assert import_history(empty, path, now_ms=NOW_MS).merge == told.merge


def test_the_same_database_gives_the_same_bytes(tmp_path: Path, store: Store) -> None:
    for name in ("a.apkg", "b.apkg"):
        export_history(store, tmp_path / name, deck="LLM Interviews", now_ms=NOW_MS)
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()


def test_the_notes_are_those_that_a_build_makes(tmp_path: Path, store: Store) -> None:
    write_package(tmp_path / "built.apkg", NOTES, deck="LLM Interviews")
    export_plain(store, tmp_path / "plain.apkg", deck="LLM Interviews")
    assert (tmp_path / "plain.apkg").read_bytes() == (tmp_path / "built.apkg").read_bytes()


def test_a_retired_card_leaves_its_note_and_comes_into_no_package(store: Store) -> None:
    store.sync_cards(ALL[1:], now_ms=NOW_MS, deck="LLM Interviews")
    made = {note.id: note for note in notes_of(store.cards(), root="LLM Interviews")}
    assert [card.id for card in made["term"].cards] == ["term-2"]
    assert made["term"].modified == NOW_MS // 1000
    assert made["row"].retired == 0


def test_the_history_of_a_retired_card_still_comes_in(
    tmp_path: Path, store: Store, empty: Store
) -> None:
    export_history(store, tmp_path / "x.apkg", deck="LLM Interviews", now_ms=NOW_MS)
    empty.sync_cards(ALL[1:], now_ms=NOW_MS, deck="LLM Interviews")
    import_history(empty, tmp_path / "x.apkg", now_ms=NOW_MS)
    assert len(empty.events("term-1")) == len(store.events("term-1"))


def test_reviews_of_cards_that_are_not_in_the_database_are_counted(
    tmp_path: Path, store: Store
) -> None:
    export_history(store, tmp_path / "x.apkg", deck="LLM Interviews", now_ms=NOW_MS)
    with Store.open(tmp_path / "few.sqlite") as few:
        few.sync_cards(ALL[2:], now_ms=NOW_MS, deck="LLM Interviews")
        done = import_history(few, tmp_path / "x.apkg", now_ms=NOW_MS)
    assert done.history.unknown == 2
    assert done.history.unknown_reviews == sum(len(store.events(card)) for card in CARDS[:2])


def test_a_file_that_is_refused_changes_nothing(tmp_path: Path, store: Store) -> None:
    before = store.events()
    (tmp_path / "x.apkg").write_bytes(b"PK\x03\x04")
    with pytest.raises(ExchangeError):
        import_history(store, tmp_path / "x.apkg", now_ms=NOW_MS)
    assert store.events() == before


def test_a_review_of_the_future_is_refused_for_anki_would_refuse_the_package(
    tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "x.apkg"
    with pytest.raises(PackageError, match="future"):
        export_history(store, path, deck="LLM Interviews", now_ms=NOW_MS - 9 * 86_400_000)
    assert not path.exists()


def test_the_package_is_replaced_whole_or_not_at_all(tmp_path: Path, store: Store) -> None:
    (tmp_path / "folder.apkg").mkdir()
    with pytest.raises(PackageError):
        export_history(store, tmp_path / "folder.apkg", deck="LLM Interviews", now_ms=NOW_MS)
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_of_several_decks_one_must_be_named(tmp_path: Path, store: Store) -> None:
    assert root_of(store, None) == root_of(store, "LLM Interviews") == "LLM Interviews"
    with pytest.raises(PackageError, match="no deck 'Other'"):
        root_of(store, "Other")
    store.sync_cards(ALL[:2], now_ms=NOW_MS, deck="Other", retired=[])
    with pytest.raises(PackageError, match="more than one"):
        root_of(store, None)
    with (
        Store.open(tmp_path / "none.sqlite") as none,
        pytest.raises(PackageError, match="no cards"),
    ):
        root_of(none, None)


def test_a_package_without_history_has_none(tmp_path: Path, store: Store, empty: Store) -> None:
    assert export_plain(store, tmp_path / "x.apkg", deck="LLM Interviews").reviews == 0
    with zipfile.ZipFile(tmp_path / "x.apkg") as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
    assert import_history(empty, tmp_path / "x.apkg", now_ms=NOW_MS).merge.events == ()


def _of_pictures(folder: Path) -> tuple[Store, Path, list[str]]:
    """A database with two cards of pictures, and the package that holds the first one's."""
    names = [f"fc-{number:020x}.png" for number in (1, 2)]
    facts = [
        replace(card.fact, back=(Paragraph((Image(name),)),), key=(name,))
        for card, name in zip(NOTES[0].cards, names, strict=False)
    ]
    kept = [replace(c, fact=f) for c, f in zip(NOTES[0].cards, facts, strict=False)]
    note = replace(NOTES[0], cards=tuple(kept))
    built = folder / "built.apkg"
    write_package(built, [note], deck="D", media={names[0]: b"one"})
    store = Store.open(folder / "pictures.sqlite")
    store.sync_cards(kept, now_ms=NOW_MS, deck="D")
    return store, built, names


@pytest.mark.parametrize("history", [False, True])
def test_pictures_come_from_the_built_package_and_what_is_missing_is_told(
    tmp_path: Path, *, history: bool
) -> None:
    store, built, names = _of_pictures(tmp_path)
    path, packages = tmp_path / "x.apkg", (tmp_path / "none.apkg", built)
    with store:
        if history:
            done = export_history(store, path, deck="D", now_ms=NOW_MS, packages=packages)
        else:
            done = export_plain(store, path, deck="D", packages=packages)
    assert (done.pictures, done.missing) == (1, (names[1],))
    assert unpacked_media(path, [names[0]]) == {names[0]: b"one"}


def test_what_was_undone_in_the_terminal_stays_undone(tmp_path: Path, store: Store) -> None:
    export_history(store, tmp_path / "x.apkg", deck="LLM Interviews", now_ms=NOW_MS)
    last = store.events("row-1")[-1]
    undo = {"kind": EventKind.UNDO, "at_ms": NOW_MS, "day": last.day + 1, "value": last.id}
    store.append(Event(id=NOW_MS, card="row-1", **undo))  # type: ignore[arg-type]
    state = store.state("row-1")
    assert import_history(store, tmp_path / "x.apkg", now_ms=NOW_MS).merge.events == ()
    assert store.state("row-1") == state
    assert store.events("row-1")[-1].kind is EventKind.UNDO
