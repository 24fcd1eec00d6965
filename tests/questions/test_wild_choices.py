"""Choices and dialogues in some hundred and twenty layouts: questions, options, explanations."""

from __future__ import annotations

import pytest

from flashcards.questions import understand
from tests.questions.reading import options
from tests.questions.written import words_of, written

DOCUMENTS = written("choices.txt")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_gives_its_questions_and_no_other(name: str) -> None:
    text, expected = DOCUMENTS[name]
    document, _ = understand(text, path="quiz.md")
    assert len(document.questions) == len(expected)
    for question, one in zip(document.questions, expected, strict=True):
        assert one.title in f"{question.title.plain} {words_of(question)}"
        for reason in one.told.get(">", ()):
            assert reason in words_of(question)
        if "*" not in one.told:
            assert [" ".join(option.split()) for option in options(question)] == one.options
            right = any(option.startswith("*") for option in one.options)
            assert question.answered == (right or not one.options)
