"""What a model may propose, and who makes proposals."""

from __future__ import annotations

from typing import Protocol

from flashcards.practice.interview.question import Question
from flashcards.values import dataclass

LABEL = "proposal, not counted"
"""Stands beside whatever a model says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Points for one row of a rubric, within its range, and where the answer earns them.

    Attributes:
        points: proposed.
        quotes: each occurs in the answer, word for word.
        dropped: how many more the model gave that do not.
    """

    points: int
    quotes: tuple[str, ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What a model proposes for an answer.

    Attributes:
        model: its file's name.
        rows: one for each row of the rubric; None where there is no valid one.
        notes: what is to be said of them, each a sentence: what was cut, dropped or not valid.
        failed: why there is none at all, else "".
    """

    model: str
    rows: tuple[Proposal | None, ...] = ()
    notes: tuple[str, ...] = ()
    failed: str = ""

    def row(self, index: int) -> Proposal | None:
        """Of one row."""
        return self.rows[index] if index < len(self.rows) else None


class Proposer(Protocol):
    """Somebody who proposes grades while the learner reads on."""

    @property
    def name(self) -> str:
        """Of the model."""

    def start(self, question: Question, answer: str) -> None:
        """Begin to think about an answer."""

    def ready(self) -> bool:
        """Whether `result` would not wait."""

    def result(self) -> Proposals:
        """What is proposed for the answer that was started last; waits for it."""

    def close(self) -> None:
        """Stop at once, whatever is going on."""
