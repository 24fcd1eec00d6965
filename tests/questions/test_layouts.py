"""Documents in layouts of the wild: their questions, options, answers, and nothing beside them."""

from __future__ import annotations

import pytest

from flashcards.questions import understand
from tests.questions.reading import options
from tests.questions.written import words_of, written

DOCUMENTS = written("layouts.txt") | written("formats.txt")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_layout_gives_its_questions_and_no_other(name: str) -> None:
    text, expected = DOCUMENTS[name]
    path = "notes.md" if name.startswith("no questions") else "quiz.md"
    document, _ = understand(text, path=path)
    assert len(document.questions) == len(expected)
    for question, one in zip(document.questions, expected, strict=True):
        words = f"{question.title.plain} {words_of(question)}"
        assert one.title.casefold() in words.casefold()
        assert question.answered == ("0" not in one.told)
        if "*" not in one.told and "0" not in one.told:
            assert [" ".join(o.split()) for o in options(question)] == one.options
        for part in (*one.told.get("=", ()), *one.told.get(">", ())):
            assert part.casefold() in words_of(question).casefold()
        for part in one.told.get("!", ()):
            assert part not in words
