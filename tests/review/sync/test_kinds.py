"""Choices, texts with gaps, and pictures go with a sync as everything else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki import write_package
from flashcards.card import Card, Choice, Gap, Note
from flashcards.media import name_of
from flashcards.review.model import EventKind
from flashcards.review.sync import Retired, SyncError
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from tests.anki import real
from tests.anki.test_choice_and_cloze import choice, cloze, fact, words
from tests.review.sync.conftest import Learner
from tests.review.sync.test_session import retire
from tests.review.sync.test_undo import state, taken_back

pytestmark = pytest.mark.anki

MANY = 12


def gapped(gaps: int) -> Note:
    """A text with so many gaps, one card each."""
    text = parse_blocks(" ".join(f"{{{{c{k}::word{k}}}}}" for k in range(1, gaps + 1)))
    cards = tuple(
        Card(id=f"gapped-{k}", note="gapped", slot=k, modified=1, fact=fact(
            ask=Gap(hidden=(words(f"word{k}"),), text=text, places=(k - 1,)), key=(str(k),),
            front=parse_blocks(f"gap {k}"), back=parse_blocks(f"word{k}"),
        ))
        for k in range(1, gaps + 1)
    )  # fmt: skip
    return Note(id="gapped", cards=cards)


def named(note: Note) -> Note:
    """A note whose cards are called as the learner of these tests asks for them."""
    cards = tuple(replace(card, id=f"{note.id}-{card.slot}") for card in note.cards)
    return replace(note, cards=cards)


@pytest.fixture
def mixed(learner: Learner) -> Learner:
    """Both sides with a choice and texts with gaps."""
    learner.build([named(choice(1)), named(cloze({0: 1, 1: 2, 2: 3})), gapped(MANY)])
    learner.sync()
    return learner


def test_both_sorts_arrive_with_a_card_for_each_gap_and_nothing_is_left_to_do(
    mixed: Learner,
) -> None:
    assert len(mixed.note("choice").cards()) == 1
    assert len(mixed.note("cloze").cards()) == 3
    assert len(mixed.note("gapped").cards()) == MANY
    assert mixed.note("choice")["Options"].count("<li>") == 3
    assert mixed.note("choice")["Right"] == "1"
    assert mixed.note("cloze")["Text"].count("{{c") == 3
    again = mixed.sync()
    assert again.changes_anki == again.changes_here == 0
    mixed.agree()


def test_what_a_sync_writes_of_them_is_what_a_package_holds(
    learner: Learner, tmp_path: Path
) -> None:
    notes = [named(choice(1)), named(cloze({0: 1, 1: 2, 2: 3})), gapped(MANY)]
    real.import_notes(learner.col, tmp_path, notes)
    learner.build(notes)
    done = learner.sync()
    assert (done.added, done.updated, done.conflicts) == (0, 0, [])


def test_slots_are_asked_for_only_when_a_note_is_read_and_never_one_by_one(mixed: Learner) -> None:
    mixed.anki.actions.clear()
    mixed.sync()
    assert mixed.anki.actions.count("findCards") < 20
    mixed.reword("gapped", modified=2, slot=1, more="more")
    mixed.anki.actions.clear()
    mixed.sync()
    assert mixed.anki.actions.count("findCards") < 60  # it is read twice


def test_reviews_suspensions_and_flags_of_them_go_both_ways(mixed: Learner) -> None:
    mixed.answer("choice-1", 4)
    mixed.answer(f"gapped-{MANY}", 3)
    mixed.review("cloze-3", 4)
    mixed.mark("cloze-1", EventKind.SUSPEND)
    mixed.col.set_user_flag_for_cards(3, [mixed.card("gapped-11").id])
    done = mixed.sync()
    assert (done.pulled, done.pushed) == (2, 1)
    mixed.agree()
    assert mixed.store.state("gapped-11").flag == 3
    again = mixed.sync()
    assert again.changes_anki == again.changes_here == 0


def test_a_new_gap_has_its_card_and_a_reworded_option_arrives(mixed: Learner) -> None:
    mixed.tag("choice", "mine")
    changed = named(choice(1))
    card = changed.cards[0]
    ask = card.fact.ask
    assert isinstance(ask, Choice)
    options = (replace(ask.options[0], text=words("thirty")), *ask.options[1:])
    told = replace(card.fact, ask=replace(ask, options=options))
    mixed.build([
        replace(changed, cards=(replace(card, fact=told, modified=9),)),
        named(cloze({0: 1, 1: 2, 2: 3})),
        gapped(MANY + 1),
    ])  # fmt: skip
    done = mixed.sync()
    assert done.updated == 2
    assert "thirty" in mixed.note("choice")["Options"]
    assert "mine" in mixed.note("choice").tags
    assert len(mixed.note("gapped").cards()) == MANY + 1
    mixed.agree()
    assert mixed.sync().changes_anki == 0


@pytest.mark.parametrize("name", ["choice", "cloze", "gapped"])
def test_deleted_ones_come_back_by_undo_as_they_were(mixed: Learner, name: str) -> None:
    mixed.answer(f"{name}-1", 4)
    mixed.sync()
    before = state(mixed.col)
    retire(mixed, name)
    mixed.sync(retired=Retired.DELETE)
    assert not mixed.col.find_notes(f"Id:{name}")
    taken_back(mixed)
    assert state(mixed.col) == before


# --- pictures ---------------------------------------------------------------------------------


def pictured(folder: Path, *contents: bytes) -> tuple[list[Note], Path]:
    """Notes that show a picture each, and the package that a build makes of them."""
    notes, files = [], {}
    for number, content in enumerate(contents):
        path = folder / f"{number}.png"
        path.write_bytes(content)
        name = name_of(path)
        files[name] = path
        made = fact(
            ask=choice(1).cards[0].fact.ask, front=parse_blocks("What is this?"),
            back=(n.Paragraph((n.Image(name),)),), key=(str(number),),
        )  # fmt: skip
        asked = Choice(asked=(n.Paragraph((n.Image(name),)),), options=made.ask.options)  # type: ignore[union-attr]
        card = Card(id=f"pic{number}-1", note=f"pic{number}", slot=1, modified=1,
                    fact=replace(made, ask=asked))  # fmt: skip
        notes.append(Note(id=f"pic{number}", cards=(card,)))
    package = folder / "built.apkg"
    write_package(package, notes, deck="D", media=files)
    return notes, package


def stored(learner: Learner) -> set[str]:
    return {path.name for path in Path(learner.anki.place).glob("*")}


def synced(learner: Learner, package: Path, **options: Any) -> Any:
    return learner.sync(packages=(package,), **options)


def test_pictures_arrive_before_the_notes_that_show_them_and_only_once(
    learner: Learner, tmp_path: Path
) -> None:
    notes, package = pictured(tmp_path, b"\x89PNG one", b"\x89PNG two")
    learner.build(notes)
    planned = synced(learner, package, dry_run=True)
    assert (planned.media, stored(learner)) == (2, set())
    done = synced(learner, package)
    assert done.media == 2
    assert len(stored(learner)) == 2
    assert not learner.col.media.check().missing
    actions = learner.anki.actions
    assert actions.index("storeMediaFile") < actions.index("importPackage")
    actions.clear()
    assert synced(learner, package).media == 0
    assert "storeMediaFile" not in actions


def test_a_picture_that_is_new_goes_alone_and_one_that_went_comes_back(
    learner: Learner, tmp_path: Path
) -> None:
    notes, package = pictured(tmp_path, b"\x89PNG one")
    learner.build(notes)
    synced(learner, package)
    (first,) = stored(learner)
    notes, package = pictured(tmp_path, b"\x89PNG one", b"\x89PNG two")
    learner.build(notes)
    assert synced(learner, package).media == 1
    (Path(learner.anki.place) / first).unlink()
    assert synced(learner, package).media == 1
    assert len(stored(learner)) == 2


def test_cut_off_among_pictures_the_next_sync_goes_on(learner: Learner, tmp_path: Path) -> None:
    notes, package = pictured(tmp_path, *(b"\x89PNG %d" % k for k in range(3)))
    learner.build(notes)
    learner.anki.before = _refusing("storeMediaFile", after=1)
    with pytest.raises(SyncError):
        synced(learner, package)
    learner.anki.before = lambda _: None
    synced(learner, package)
    assert len(stored(learner)) == 3
    learner.agree()


def _refusing(action: str, *, after: int) -> Any:
    calls = []

    def before(name: str) -> None:
        if name == action:
            calls.append(name)
            if len(calls) > after:
                raise RuntimeError("the disk is full")

    return before
