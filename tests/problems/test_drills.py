"""Problems point to questions by the titles that these have."""

from __future__ import annotations

from pathlib import Path

from flashcards.problems import FAMILIES
from flashcards.problems.drills import titles
from tests.understood import read_once


def test_titles_are_those_of_our_document(source: Path) -> None:
    document = read_once(source / "module-1-foundations.md").document
    assert titles() == {question.number: question.title.plain for question in document.questions}


def test_every_family_points_to_questions_that_are_there() -> None:
    for family in FAMILIES.values():
        assert set(family.questions) <= set(titles())
