"""`flashcards sync` as a person calls it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.cli import sync as command
from tests.cli.helpers import TWO, Flashcards
from tests.review.sync.standin import StandIn, running

pytestmark = pytest.mark.anki


@pytest.fixture
def anki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with running(tmp_path / "anki") as (made, url):
        monkeypatch.setenv("FLASHCARDS_ANKI_URL", url)
        yield made


def test_one_command_builds_makes_the_database_and_fills_anki(
    flashcards: Flashcards, project: Path, anki: StandIn
) -> None:
    ran = flashcards("sync")
    assert ran.code == 0, ran.err
    notes = anki.col.note_count()
    assert notes > 5
    assert f"in Anki: {notes} notes added" in ran.out
    assert (project / "build" / "test-deck.apkg").exists()
    assert flashcards("sync").out == "nothing to do: both sides agree\n"


def test_an_edit_of_a_document_reaches_anki_and_undo_takes_it_back(
    flashcards: Flashcards, project: Path, anki: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    flashcards("sync")
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    told = flashcards("sync", "--dry-run")
    assert told.out == "nothing to do: both sides agree\n"
    assert "a sync builds first" in told.err
    ran = flashcards("sync", "--json")
    assert ran.json["updated"] == 2
    assert anki.col.find_notes("dead")
    assert "built: 0 new cards" in ran.err
    assert "2 changes in Anki taken back" in flashcards("sync", "--undo").out
    assert not anki.col.find_notes("dead")
    assert flashcards("sync", "--undo").code == 2


def test_what_is_wrong_is_told_with_what_to_do(
    flashcards: Flashcards, project: Path, anki: StandIn
) -> None:
    ran = flashcards("sync", "--url", "http://127.0.0.1:9")
    assert ran.code == 2
    assert "error: nobody answers" in ran.err
    assert "hint: start Anki" in ran.err
    assert flashcards("sync", "--deck", "None").code == 2
    assert flashcards("sync", "--watch", "--dry-run").code == 2


def test_a_conflict_is_told_by_the_notes_title(
    flashcards: Flashcards, project: Path, anki: StandIn
) -> None:
    flashcards("sync")
    (number,) = anki.col.find_notes("fallen note:*Fact")
    note = anki.col.get_note(number)
    note["Back"] = "mine"
    anki.col.update_note(note)
    (project / "source" / "garden.md").write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
    ran = flashcards("sync")
    assert "conflict: " in ran.out
    assert "both sides changed Back" in ran.out
    assert "--overwrite" in ran.out


def test_watching_syncs_after_each_build_and_tells_a_problem_once(
    flashcards: Flashcards, project: Path, anki: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    garden, kitchen = project / "source" / "garden.md", project / "source" / "kitchen.md"
    cooking = kitchen.read_text(encoding="utf-8")
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        match len(looks):
            case 1:
                garden.write_text(TWO.replace("fallen", "dead"), encoding="utf-8")
            case 3:
                for file in (garden, kitchen):
                    file.write_bytes(b"\xff\xfe\x00bad")
            case 5:
                garden.write_text(TWO.replace("fallen", "dry"), encoding="utf-8")
                kitchen.write_text(cooking, encoding="utf-8")
            case 7:
                raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    ran = flashcards("sync", "--watch")
    assert ran.code == 130
    assert anki.col.find_notes("dry")
    assert not anki.col.find_notes("dead")
    assert ran.err.count("garden.md") == 1
    assert ran.out.count("with new texts") == 2
    assert command.LOOK_S in looks
