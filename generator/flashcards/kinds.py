"""Kinds and tags of cards: all that a review needs of their vocabulary, and it starts at once."""

from __future__ import annotations

from enum import StrEnum

from flashcards.values import dataclass


class Kind(StrEnum):
    """What a card asks; the values stand in ledgers and databases."""

    TERM = "term"  # term → meaning
    REVERSE = "reverse"  # meaning → term
    CELL = "cell"  # a cell of a table row
    ITEM = "item"  # an item of a list, the others shown
    CODE = "code"  # a commented line of a listing
    LIST = "list"  # a short closed list, shown whole
    STEP = "step"  # a step of a procedure or listing, the others shown
    FORMULA = "formula"
    STATEMENT = "statement"  # labelled paragraph, a question with its short answer
    DIAGRAM = "diagram"  # a part of a drawing, the rest shown
    FOLLOW_UP = "follow-up"
    CHOICE = "choice"  # a question with its options
    CLOZE = "cloze"  # a gap of a text
    PAIR = "pair"  # an author's own front and back
    INTERVIEW = "interview"  # the question itself
    PROBLEM = "problem"  # computed, with random parameters


LEVEL_TAG = "level::"
"""Before a card's level, as a tag."""
ASIDE_TAG = "flashcards::aside"
"""Of a card whose fact the editor set aside: it is not met anew."""
LATER_TAG = "flashcards::later"
"""Of a card below the level that a project asks for: it is not met anew."""
CORRECTED_TAG = "flashcards::corrected"
"""Of a card whose answer changed in substance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a piece of a document stands: `path:line`, up to and including `end_line`."""

    path: str
    line: int
    end_line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"
