"""Builds bring cards: new, reworded, retired, returned; what was answered is never touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.card import Kind
from flashcards.review.store import Store, StoreError, SyncCounts, sync, synced_with
from flashcards.written import written
from tests.review.store.making import NOW_MS, ROOT, card, cards, filled, respond
from tests.typed import retold


def shown(store: Store) -> list[str]:
    return [due.card for due in store.everything()]


def give(store: Store, *numbers: int, retired: tuple[int, ...] | None = ()) -> SyncCounts:
    return store.sync_cards(
        [card(number) for number in numbers],
        now_ms=NOW_MS,
        deck=ROOT,
        retired=None if retired is None else [card(number).id for number in retired],
    )


@pytest.fixture
def empty(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


def test_new_cards_are_added_once_and_can_be_read(empty: Store) -> None:
    assert give(empty, 0, 1, 2) == SyncCounts(added=3)
    assert give(empty, 0, 1, 2) == SyncCounts()
    stored, given = empty.card(card(1).id), card(1)
    fact = given.fact
    assert (stored.note, stored.slot, stored.kind, stored.modified) == (given.note, 1, fact.kind, 1)
    assert (stored.deck, stored.root, stored.document) == ("Root::Module", "Root", "a.md")
    texts = written(fact)
    assert (stored.front, stored.back, stored.more) == (texts.front, texts.back, texts.more)
    assert (stored.context, stored.tags, stored.extra) == (fact.context, fact.tags, texts.extra)
    assert (stored.source, stored.retired_ms) == (fact.source, None)
    assert [one.id for one in empty.cards()] == shown(empty) == [card(n).id for n in range(3)]


def test_a_reworded_card_keeps_what_is_known_of_it(empty: Store) -> None:
    give(empty, 0, 1)
    before = respond(empty, card(0).id)
    counts = empty.sync_cards([card(0, front="Better?"), card(1)], now_ms=9, deck=ROOT, retired=())
    assert counts == SyncCounts(changed=1)
    assert empty.card(card(0).id).front == "Better?"
    assert empty.state(card(0).id) == before.state
    assert empty.events() == [before.event]


def test_a_retired_card_leaves_the_queues_and_comes_back_as_it_was(empty: Store) -> None:
    give(empty, 0, 1)
    before = respond(empty, card(0).id)
    assert give(empty, 1, retired=(0,)) == SyncCounts(retired=1)
    assert give(empty, 1, retired=(0,)) == SyncCounts()
    assert shown(empty) == [card(1).id]
    assert empty.card(card(0).id).retired_ms == NOW_MS
    assert not empty.state(card(0).id).suspended  # that is the learner's to say
    assert empty.events() == [before.event]
    assert give(empty, 0, 1) == SyncCounts(returned=1)
    assert shown(empty) == [card(0).id, card(1).id]
    assert empty.state(card(0).id) == before.state
    assert empty.check() == []


def test_a_build_of_some_documents_leaves_the_others_alone(empty: Store) -> None:
    give(empty, 0, 1, 2)
    assert give(empty, 1) == SyncCounts()
    assert len(shown(empty)) == 3


def test_without_a_ledgers_word_all_that_is_not_given_is_retired(empty: Store) -> None:
    give(empty, 0, 1, 2)
    assert give(empty, 1, retired=None) == SyncCounts(retired=2)


def test_another_projects_cards_are_another_projects(empty: Store) -> None:
    give(empty, 0, 1)
    others = [replace(card(7), id="other")]
    empty.sync_cards(others, now_ms=NOW_MS, deck="Elsewhere")
    assert give(empty, 0, retired=None) == SyncCounts(retired=1)
    assert shown(empty) == [card(0).id, "other"]
    assert set(empty.decks().values()) == {"Root::Module", "Elsewhere::Module"}


def test_a_card_that_is_given_is_not_retired_whatever_is_said(empty: Store) -> None:
    give(empty, 0)
    assert give(empty, 0, retired=(0, 5)) == SyncCounts()


def test_new_cards_are_met_document_by_document_as_they_are_read(empty: Store) -> None:
    first = [card(n, document="b.md") for n in (3, 1)]
    second = [card(n, document="a.md") for n in (2, 0)]
    empty.sync_cards([*first, *second], now_ms=NOW_MS, deck=ROOT)
    assert shown(empty) == [card(n).id for n in (3, 1, 2, 0)]
    # A later document comes last, a card put into the first one where it stands there.
    grown = [first[0], card(4, document="b.md"), first[1]]
    counts = empty.sync_cards([*second, card(5, document="0.md"), *grown], now_ms=1, deck=ROOT)
    assert counts == SyncCounts(added=2)
    assert shown(empty) == [card(n).id for n in (3, 4, 1, 2, 0, 5)]


def test_a_card_that_moves_to_another_deck_is_found_there(empty: Store) -> None:
    give(empty, 0, 1)
    moved = replace(card(0), fact=replace(card(0).fact, deck="Other"))
    empty.sync_cards([moved], now_ms=NOW_MS, deck=ROOT, retired=())
    (number,) = [number for number, name in empty.decks().items() if name == "Root::Other"]
    assert [due.card for due in empty.queues(day=1, decks=[number]).new] == [card(0).id]


def test_tags_are_those_of_living_cards(empty: Store) -> None:
    give(empty, 0, 1)
    give(empty, 1, retired=(0,))
    assert dict(empty.tags()) == {card(1).id: ("llm::m1", "kind::term")}


def test_a_build_leaves_no_database_where_there_was_none(path: Path) -> None:
    done = sync(cards(2), path=path, deck=ROOT, retired=(), now_ms=NOW_MS)
    assert done.counts is None
    assert done.problem is None
    assert not path.exists()
    assert synced_with(path, deck=ROOT) is None


def test_a_build_brings_a_database_up_to_date_and_says_with_what(path: Path) -> None:
    filled(path, cards(1)).close()
    assert synced_with(path, deck=ROOT) == ""
    done = sync(cards(3), path=path, deck=ROOT, retired=(), now_ms=NOW_MS, mark="abc")
    assert done.counts == SyncCounts(added=2)
    assert synced_with(path, deck=ROOT) == "abc"
    assert synced_with(path, deck="Elsewhere") == ""


def test_review_makes_the_database_with_all_that_a_build_gives(path: Path) -> None:
    done = sync(cards(3), path=path, deck=ROOT, retired=(), now_ms=NOW_MS, create=True)
    assert done.counts == SyncCounts(added=3)


def test_a_database_that_cannot_be_opened_is_told_and_stops_no_build(path: Path) -> None:
    path.write_bytes(b"my diary, not a database" * 9)
    done = sync(cards(2), path=path, deck=ROOT, retired=(), now_ms=NOW_MS)
    assert done.counts is None
    assert isinstance(done.problem, StoreError)
    assert done.problem.path == str(path)
    assert done.problem.hint
    assert path.read_bytes() == b"my diary, not a database" * 9
    assert synced_with(path, deck=ROOT) == ""


def test_what_is_stored_as_json_can_be_read_by_other_programs(empty: Store) -> None:
    one = card(0)
    asked = retold(one.fact, kind=Kind.INTERVIEW, extra=(("prompt", "say it"),))
    empty.sync_cards([replace(one, fact=asked)], now_ms=NOW_MS, deck=ROOT)
    (row,) = empty.database["cards"].rows
    assert json.loads(row["tags"]) == ["llm::m1", "kind::term"]
    assert json.loads(row["extra"]) == [["prompt", "say it"]]
