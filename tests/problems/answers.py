"""The table of answers, `answers.toml`, that both graders are held to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flashcards.problems.quantity import Dimension
from flashcards.problems.scheme import Scheme, Target, scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A typed text, what it answers, the grade expected, and a part of what is said."""

    name: str
    scheme: Scheme
    target: Target
    text: str
    correct: bool | None
    said: str


def _answers(row: dict[str, Any]) -> list[Answer]:
    marking = scheme(
        Dimension(row["dimension"]),
        row["unit"],
        relative=row.get("relative", 0.0),
        absolute=row.get("absolute", 0.0),
    )
    target = Target(
        value=row["value"],
        answer=row["answer"],
        wrong=tuple((value, feedback) for value, feedback in row.get("known", ())),
        choices=tuple(row.get("choices", ())),
    )
    right: list[tuple[str, bool | None, str]] = [(text, True, "Right.") for text in row["right"]]
    right += [(text, False, said) for text, said in row["wrong"]]
    right += [(text, None, said) for text, said in row["again"]]
    return [
        Answer(
            name=row["name"], scheme=marking, target=target, text=text, correct=correct, said=said
        )
        for text, correct, said in right
    ]


def load() -> tuple[Answer, ...]:
    """All rows of the table."""
    text = Path(__file__).with_name("answers.toml").read_text(encoding="utf-8")
    return tuple(one for row in tomllib.loads(text)["target"] for one in _answers(row))


ANSWERS = load()
NAMES = tuple(dict.fromkeys(one.name for one in ANSWERS))
"""What is asked, each once."""
