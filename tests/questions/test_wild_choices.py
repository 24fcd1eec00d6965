"""Choices and dialogues in some hundred and twenty layouts: questions, options, explanations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flashcards.document import Question
from flashcards.questions import understand
from flashcards.tree import plain
from flashcards.tree.nodes import own_inlines, walk
from tests.questions.reading import options

_FILE = Path(__file__).with_name("choices.txt")


@dataclass(slots=True)
class _Expected:
    """A question as the file tells it; `listed` is None where its options do not matter."""

    title: str
    listed: list[str] | None = field(default_factory=list)
    reason: str = ""


def _documents() -> dict[str, tuple[str, list[_Expected]]]:
    """Each document of the file by its name, and what is expected of it."""
    found: dict[str, tuple[str, list[_Expected]]] = {}
    for piece in _FILE.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = piece.partition("\n")
        text, _, told = rest.partition("\n---=\n")
        expected: list[_Expected] = []
        for line in filter(None, told.split("\n")):
            sign, words = line[0], line[2:]
            if sign == "?":
                expected.append(_Expected(words))
            elif sign == "*":
                expected[-1].listed = None
            elif sign == ">":
                expected[-1].reason = words
            else:
                listed = expected[-1].listed
                assert listed is not None
                listed.append("*" + words if sign == "+" else words)
        found[name] = text + "\n", expected
    return found


DOCUMENTS = _documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_gives_its_questions_and_no_other(name: str) -> None:
    text, expected = DOCUMENTS[name]
    document, _ = understand(text, path="quiz.md")
    assert len(document.questions) == len(expected)
    for question, one in zip(document.questions, expected, strict=True):
        assert one.title in f"{question.title.plain} {_told(question)}"
        assert one.reason in _told(question)
        if one.listed is not None:
            assert [" ".join(option.split()) for option in options(question)] == one.listed
            right = any(option.startswith("*") for option in one.listed)
            assert question.answered == (right or not one.listed)


def _told(question: Question) -> str:
    """All words of a question's sections."""
    words = [
        plain(own)
        for section in question.sections
        for block in walk(section.blocks)
        for own in own_inlines(block)
    ]
    return " ".join(" ".join(words).split())
