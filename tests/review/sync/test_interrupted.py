"""A sync that is cut off at any request, before or after Anki did what was asked, and begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flashcards.review.model import EventKind
from flashcards.review.store import Store
from flashcards.review.sync import SyncError
from tests.anki.making import BORN, gallery
from tests.effort import times
from tests.review.sync.conftest import Learner, without
from tests.review.sync.standin import running

pytestmark = pytest.mark.anki

DAY = 86_400


def prepared(learner: Learner) -> None:
    """Both sides did all that one can do since they last agreed."""
    learner.build([n for n in gallery() if n.id != "interview"])
    learner.sync()
    learner.answer("row-1", 4)
    learner.answer("term-1", 3)
    learner.review("row-2", 4)
    learner.review("term-1", 3)
    learner.review("list-1", 1)
    learner.tag("term", "mine")
    learner.edit("row", Back_1="my words")
    learner.mark("list-2", EventKind.SUSPEND)
    learner.col.set_user_flag_for_cards(4, [learner.card("list-3").id])
    learner.col.remove_notes([learner.note("formula").id])
    notes = [without(n, 4) if n.id == "list" else n for n in gallery() if n.id != "code"]
    learner.build(notes, retired=["code-1", "list-4"])
    learner.reword("term", modified=BORN + DAY, back="Reworded", tags=("llm::other",), deck="New")


def finished(learner: Learner) -> None:
    """As it is after any sync of that which came to its end."""
    assert (learner.sync().changes_anki, learner.sync().changes_here) == (0, 0)
    learner.agree()
    col = learner.col
    guids = col.db.list("select guid from notes")
    assert sorted(guids) == ["code", "interview", "list", "row", "term"]
    assert "Reworded" in learner.note("term")["Back"]
    assert {"mine", "llm::other"} <= set(learner.note("term").tags)
    assert learner.note("row")["Back 1"] == "my words"
    assert learner.card("code-1").queue == learner.card("list-4").queue == -1
    assert col.decks.name(learner.card("term-1").did).endswith("::New")
    answers = [e for e in learner.store.events() if e.kind is EventKind.ANSWER]
    assert len(answers) == col.db.scalar("select count() from revlog where ease > 0") == 5
    states = learner.store.states()
    assert states["formula-1"].suspended
    assert not states["code-1"].suspended


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Iterator[Learner]]:
    def made(name: str) -> Iterator[Learner]:
        with (
            running(tmp_path / name) as (anki, url),
            Store.open(tmp_path / f"{name}.sqlite") as store,
        ):
            yield Learner(store=store, anki=anki, url=url)

    return made


def test_cut_off_at_any_request_nothing_is_lost_and_nothing_done_twice(
    make: Callable[[str], Iterator[Learner]],
) -> None:
    for learner in make("whole"):
        prepared(learner)
        before = learner.anki.requests
        learner.sync()
        requests = learner.anki.requests - before
        finished(learner)
    assert requests > 10
    broken = 0
    for how in ("cut", "lose"):
        # Between them, every fifth request or so; all of them where somebody asks for it.
        first = 0 if how == "cut" else 5
        for after in range(first, requests, times(9, 1)):
            for learner in make(f"{how}{after}"):
                prepared(learner)
                setattr(learner.anki, how, after)
                before = learner.anki.requests
                try:
                    learner.sync()
                except SyncError as error:
                    assert "broke" in str(error)
                    broken += 1
                else:  # on a busy machine one sync may ask more often than another
                    assert learner.anki.requests - before <= after
                setattr(learner.anki, how, None)
                learner.sync()
                finished(learner)
    assert broken > 5


def test_cut_off_again_and_again_it_comes_to_its_end(
    make: Callable[[str], Iterator[Learner]],
) -> None:
    for learner in make("again"):
        prepared(learner)
        for after in range(times(24, 60)):
            learner.anki.cut = after
            try:
                learner.sync()
            except SyncError:
                continue
        learner.anki.cut = None
        finished(learner)


def test_a_review_in_anki_during_a_sync_is_not_written_over(learner: Learner) -> None:
    learner.sync()
    learner.review("row-1", 4)
    done: list[str] = []

    def meanwhile(action: str) -> None:
        # Just before the card is looked at for the last time, in a later second.
        if action == "cardsInfo" and not done:
            done.append(action)
            learner.answer("row-1", 1)
            number = learner.card("row-1").id
            learner.col.db.execute("update cards set mod = mod + 1 where id = ?", number)

    learner.anki.before = meanwhile
    summary = learner.sync()
    assert summary.skipped == 1
    learner.sync()
    learner.agree()
    assert learner.col.db.scalar("select count() from revlog") == 2
