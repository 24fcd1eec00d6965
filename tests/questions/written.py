"""Files of small documents, each with what is expected of its questions, one line a sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flashcards.document import Question
from flashcards.tree import plain
from flashcards.tree.nodes import own_inlines, walk


@dataclass(slots=True)
class Expected:
    """A question as a file tells it, by the sign that opens each line.

    Attributes:
        title: behind `?`.
        options: behind `+` and `-`, the right ones with a star.
        told: what stands behind every other sign.
    """

    title: str
    options: list[str] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)


def written(name: str) -> dict[str, tuple[str, list[Expected]]]:
    """Each document of a file by its name, and what is expected of it."""
    found: dict[str, tuple[str, list[Expected]]] = {}
    text_of_all = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for piece in text_of_all.split("\n=== ")[1:]:
        title, _, rest = piece.partition("\n")
        text, _, told = rest.partition("\n---=\n")
        expected: list[Expected] = []
        for line in filter(None, told.split("\n")):
            sign, words = line[0], line[2:]
            if sign == "?":
                expected.append(Expected(words))
            elif sign in "+-":
                expected[-1].options.append("*" + words if sign == "+" else words)
            else:
                expected[-1].told.setdefault(sign, []).append(words)
        found[title] = text + "\n", expected
    return found


def words_of(question: Question) -> str:
    """All words of a question's sections."""
    words = [
        plain(own)
        for section in question.sections
        for block in walk(section.blocks)
        for own in own_inlines(block)
    ]
    return " ".join(" ".join(words).split())
