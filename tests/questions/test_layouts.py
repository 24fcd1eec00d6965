"""Documents in layouts of the wild: their questions, options, answers, and nothing beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flashcards.document import Question
from flashcards.questions import understand
from flashcards.tree import plain
from flashcards.tree.nodes import own_inlines, walk
from tests.questions.reading import options

_FILE = Path(__file__).with_name("layouts.txt")


@dataclass(slots=True)
class _Expected:
    """A question as the file tells it, by the sign that opens each line."""

    title: str
    told: dict[str, list[str]] = field(default_factory=dict)

    @property
    def options(self) -> list[str]:
        return self.told.get("o", [])


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
            elif sign in "+-":
                words = ("*" if sign == "+" else "") + words
                expected[-1].told.setdefault("o", []).append(words)
            else:
                expected[-1].told.setdefault(sign, []).append(words)
        found[name] = text + "\n", expected
    return found


DOCUMENTS = _documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_layout_gives_its_questions_and_no_other(name: str) -> None:
    text, expected = DOCUMENTS[name]
    document, _ = understand(text, path="quiz.md")
    assert len(document.questions) == len(expected)
    for question, one in zip(document.questions, expected, strict=True):
        words = f"{question.title.plain} {_told(question)}"
        assert one.title.casefold() in words.casefold()
        assert question.answered == ("0" not in one.told)
        if "*" not in one.told and "0" not in one.told:
            assert [" ".join(o.split()) for o in options(question)] == one.options
        for part in (*one.told.get("=", ()), *one.told.get(">", ())):
            assert part.casefold() in _told(question).casefold()
        for part in one.told.get("!", ()):
            assert part not in _told(question)


def _told(question: Question) -> str:
    """All words of a question's sections."""
    words = [
        plain(own)
        for section in question.sections
        for block in walk(section.blocks)
        for own in own_inlines(block)
    ]
    return " ".join(" ".join(words).split())
