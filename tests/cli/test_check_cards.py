"""`check --cards`: questions with two answers, and doubtful cards, with their lines."""

from __future__ import annotations

from pathlib import Path

from tests.cli.helpers import Flashcards

TWO_ANSWERS = """# Notes

## Q: How many bits has a byte?

Eight.

## Q: How many bits has a byte?

Seven.
"""


def test_a_question_with_two_answers_is_an_error_that_names_both_lines(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "notes.md").write_text(TWO_ANSWERS, encoding="utf-8")
    ran = flashcards("check", "--cards", "--json", "notes.md")
    (found,) = (one for one in ran.json if one["rule"] == "two-answers")
    assert ran.code == 1
    assert found["severity"] == "error"
    assert "notes.md:" in found["message"]
    assert "Eight" in found["message"]
    assert "Seven" in found["message"]


def test_sound_cards_are_not_spoken_of(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("check", "--cards", "--json", "source/garden.md")
    assert [one["rule"] for one in ran.json] == []
