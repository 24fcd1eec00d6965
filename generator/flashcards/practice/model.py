"""The vocabulary of practice: items, their keys, sets, and what becomes of an answer.

Texts are nodes, as on cards, made safe only when they are rendered; titles, sources, rubrics and
feedback are plain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.problems.scheme import Scheme, Target
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.tree.nodes import Blocks


class Form(StrEnum):
    """How an item is answered."""

    NUMERIC = "numeric"  # a computed problem: a number with a unit, or one of named options
    CHOICE = "choice"  # one of a few options
    MATCHING = "matching"  # terms to meanings
    ORDERING = "ordering"  # steps or listing lines in their order
    SHORT = "short"  # a word or a few
    FILL = "fill"  # the missing part of a line of code
    LONG = "long"  # an interview question, graded by a rubric


class Difficulty(StrEnum):
    """Levels of the documents and of the families alike, the easiest first."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a choice: its text, and for a wrong one why people take it.

    `reason` names the misconception, or the sibling fact that it is true of.
    """

    text: Blocks
    reason: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a rubric: what is graded, its levels as (points from, to, description)."""

    name: str
    levels: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a set, with its key.

    Attributes:
        id: stable: the card's id and, of a computed problem, the variant's seed.
        form: how it is answered.
        title: its subject, for lists and headings.
        prompt: understandable alone; does not hold the answer.
        points: what a right answer is worth.
        difficulty: how hard.
        tags: as on the card.
        source: where it comes from, `module-1-foundations.md › Question 4: …`, with its line.
        card: id of the card it drills, for the review database.
        answer: the key as a person reads it.
        solution: the worked solution, or what the document says around the answer.
        scheme, target: of NUMERIC, what `problems.grading.mark` goes by.
        options: of CHOICE, in the order shown. correct: index of the right one.
        left, right: of MATCHING, terms, and meanings in the order shown. pairs: for each term
            the index of its meaning.
        lines: of ORDERING, in the order shown. order: for each place the index of its line.
        accepted: of SHORT and FILL, all texts that are right; compared without case, spaces and
            marks.
        hints: of LONG, one by one.
        rubric: of LONG; with passing: least points of each level's passing score, by its name.
        minutes: time it should take.
    """

    id: str
    form: Form
    title: str
    prompt: Blocks
    points: int
    difficulty: Difficulty
    tags: tuple[str, ...]
    source: str
    card: str
    answer: Blocks
    solution: Blocks
    scheme: Scheme | None = None
    target: Target | None = None
    options: tuple[Option, ...] = ()
    correct: int = 0
    left: tuple[Blocks, ...] = ()
    right: tuple[Blocks, ...] = ()
    pairs: tuple[int, ...] = ()
    lines: tuple[Blocks, ...] = ()
    order: tuple[int, ...] = ()
    accepted: tuple[str, ...] = ()
    hints: tuple[Blocks, ...] = ()
    rubric: tuple[Row, ...] = ()
    passing: tuple[tuple[str, int], ...] = ()
    minutes: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSet:
    """Items in the order in which they are set.

    Attributes:
        title: of the sheet.
        seed: gives the same set anywhere, from the same cards and with the same wishes.
        version: 0, or which of several versions of one exam, from 1 on.
        items: no two alike.
        exam: whether answers are told only at the end.
        minutes: time allowed, 0 for none.
        media: the files that its items show, by the names that they know.
    """

    title: str
    seed: int
    items: tuple[Item, ...]
    version: int = 0
    exam: bool = False
    minutes: int = 0
    media: Mapping[str, Path] = field(default_factory=dict)

    @property
    def points(self) -> int:
        """Of all items."""
        return sum(item.points for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What an answer got: points of the item's, whether it was right (None: unreadable), why."""

    points: float
    correct: bool | None
    feedback: str
