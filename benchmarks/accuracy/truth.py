"""What is true of a document: the file NAME.truth.json beside NAME.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHere:
    """A question of the document; `end` is the line on which the next one begins."""

    line: int
    end: int
    title: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A number as it stands on a line; `true` is what it should be where it is wrong.

    `computed` where it follows from others.
    """

    line: int
    stated: str
    verdict: str
    true: str
    computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Options of a question, right and wrong, as they stand."""

    line: int
    right: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """What a person should learn: words of the front, and answers of which one will do."""

    line: int
    subject: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """All that is known of a document."""

    path: Path
    questions: tuple[AskedHere, ...]
    numbers: tuple[Stated, ...]
    choices: tuple[Choice, ...]
    facts: tuple[KeyFact, ...]
    never_answers: tuple[str, ...]

    @property
    def wrong(self) -> tuple[Stated, ...]:
        """The numbers that are wrong."""
        return tuple(number for number in self.numbers if number.verdict == "wrong")

    def span(self, line: int) -> tuple[int, int]:
        """The lines of the question that holds a line; all of them where none does."""
        held = ((q.line, q.end) for q in self.questions if q.line <= line < q.end)
        return next(held, (0, END))


END = 10**9
"""A line behind the last of any document."""


def documents(folder: Path) -> tuple[Truth, ...]:
    """The documents of a folder whose truth stands beside them, by name."""
    paths = sorted(folder.glob("*.md"))
    return tuple(_load(path) for path in paths if path.with_suffix(".truth.json").exists())


def _load(path: Path) -> Truth:
    kept: dict[str, Any] = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    asked = sorted(kept["questions"], key=lambda q: int(q["line"]))
    ends = [int(q["line"]) for q in asked[1:]] + [END]
    return Truth(
        path=path,
        questions=tuple(
            AskedHere(line=q["line"], end=end, title=q["title"], answered=q["answered"])
            for q, end in zip(asked, ends, strict=True)
        ),
        numbers=tuple(
            Stated(
                line=n["line"],
                stated=n["stated"],
                verdict=n["verdict"],
                true=n.get("true") or "",
                computed=bool(n.get("calc")),
            )
            for n in kept["numbers"]
        ),
        choices=tuple(
            Choice(line=c["line"], right=tuple(c["right"]), wrong=tuple(c["wrong"]))
            for c in kept.get("choices", [])
        ),
        facts=tuple(
            KeyFact(line=f["line"], subject=tuple(f["subject"]), answers=tuple(f["answer"]))
            for f in kept.get("key_facts", [])
        ),
        never_answers=tuple(kept.get("never_answers", [])),
    )
