"""What a sync did to Anki can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from flashcards.review.sync import Anki, Retired, SyncError, undo
from flashcards.review.sync.journal import path_beside
from tests.anki.making import BORN, gallery
from tests.review.sync.conftest import Learner
from tests.review.sync.test_session import retire

pytestmark = pytest.mark.anki

DAY = 86_400


def state(col: Any) -> list[Any]:
    """What a person would miss; no times, and of memory whether there is any."""
    return [
        col.db.all("select guid, tags, flds from notes order by guid"),
        col.db.all(
            "select n.guid, c.ord, c.did, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.flags"
            " from cards c join notes n on n.id = c.nid order by 1, 2"
        ),
        [(m["name"], m["css"], [t["qfmt"] for t in m["tmpls"]]) for m in col.models.all()],
    ]


def taken_back(learner: Learner) -> int:
    return undo(learner.store.path, Anki(learner.url))


def test_texts_tags_decks_and_scheduling_come_back(learner: Learner) -> None:
    learner.build([n for n in gallery() if n.id != "code"])
    learner.sync()
    learner.answer("row-1", 4)
    learner.sync()
    before = state(learner.col)
    learner.build(gallery())
    learner.reword("term", modified=BORN + DAY, back="Reworded", tags=("other",), deck="Elsewhere")
    learner.review("row-1", 1)
    learner.review("row-2", 4)
    done = learner.sync()
    assert done.undo == str(path_beside(learner.store.path))
    assert state(learner.col) != before
    assert taken_back(learner) > 4
    assert state(learner.col) == before
    # The reviews stay, and the next sync does it all again.
    assert learner.col.db.scalar("select count() from revlog") == 3
    again = learner.sync()
    assert (again.updated, again.added, again.pushed) == (1, 1, 0)
    learner.agree()
    assert "Reworded" in learner.note("term")["Back"]
    assert learner.sync().changes_anki == 0


def test_deleted_notes_come_back_with_their_guid_and_progress(learner: Learner) -> None:
    learner.sync()
    learner.answer("code-1", 4)
    learner.tag("code", "mine")
    learner.sync()
    before = state(learner.col)
    retire(learner, "code")
    learner.sync(retired=Retired.DELETE)
    assert not learner.col.find_notes("Id:code")
    taken_back(learner)
    assert state(learner.col) == before


def test_what_an_interrupted_sync_did_can_be_taken_back(learner: Learner) -> None:
    learner.sync()
    before = state(learner.col)
    for note in ("term", "row", "code"):
        learner.reword(note, modified=BORN + DAY, back="Reworded")
    learner.review("row-2", 4)
    learner.anki.cut = 14
    with pytest.raises(SyncError):
        learner.sync()
    learner.anki.cut = None
    assert state(learner.col) != before
    taken_back(learner)
    assert state(learner.col) == before


def test_once_undone_there_is_nothing_more_to_undo_and_a_sync_without_changes_keeps_the_file(
    learner: Learner,
) -> None:
    learner.sync()
    learner.sync()
    assert taken_back(learner) == len(gallery())
    assert learner.col.note_count() == 0
    with pytest.raises(SyncError, match="no sync has changed"):
        taken_back(learner)


def test_another_collection_is_left_alone(learner: Learner) -> None:
    learner.sync()
    learner.anki.place = "/elsewhere"
    with pytest.raises(SyncError, match="another collection"):
        taken_back(learner)
    assert learner.col.note_count() == len(gallery())


@pytest.mark.parametrize("text", ["", "x\n", '{"undo": 99, "place": "a"}\n', "[]\n"])
def test_a_strange_undo_file_is_told(learner: Learner, text: str) -> None:
    path_beside(learner.store.path).write_text(text)
    with pytest.raises(SyncError, match="no undo file"):
        taken_back(learner)
