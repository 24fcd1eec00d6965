"""Tables that tell in words: rows of question and answer as items of a list, cells that are sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.quantities import Habit, quantities
from flashcards.relations.asked import without_end
from flashcards.relations.durations import joined
from flashcards.relations.passages import LONGEST, Grid, Passage, Role
from flashcards.relations.statements import Section, sentences_of

FEWEST_WORDS = 3
"""So many words of a first cell ask or say something; fewer name what stands beside them."""

# Words of three letters or more, by which a cell that asks is told from one that names.
_WORD = re.compile(r"[^\W\d_]{3,}")
# How a cell goes on with the answer before it.
_GOES_ON = re.compile(
    r"(?:that is|that's|i\.e\.|or|=|≈|das sind|das ist|also|d\.h\.|soit|es decir|o sea|ou seja|cioè)(?!\w)",
    re.IGNORECASE,
)

FEWEST_SAID = 4
"""So many words of a cell with two numbers make a sentence."""

FIRST = 2_000_000
"""Numbers of these sections, beyond those of the text and of fences."""


def add_told(grids: Sequence[Grid], sections: list[Section], habit: Habit) -> None:
    """The rows and cells of tables that tell in words, in sections of their own behind theirs."""
    for number, grid in enumerate(grids, FIRST):
        section = Section(number)
        passages = _rows(grid, number, habit) if _tells(grid) else _cells(grid, number)
        for passage in passages:
            if passage.quantities:
                section.sentences.extend(sentences_of(passage))
        if section.sentences:
            at = next((i for i, one in enumerate(sections) if one.number == grid.section), -1)
            sections.insert(at + 1 if at >= 0 else len(sections), section)


def _rows(grid: Grid, number: int, habit: Habit) -> Iterator[Passage]:
    for row in grid.rows:
        if (passage := _passage(row, grid, number, habit)) is not None:
            yield passage


def _cells(grid: Grid, number: int) -> Iterator[Passage]:
    """Cells that are sentences or equations."""
    for row in grid.rows:
        for cell in row:
            words = len(_WORD.findall(cell.text))
            if len(cell.quantities) > 1 and (words >= FEWEST_SAID or "=" in cell.text):
                yield replace(cell, section=number)


def _tells(grid: Grid) -> bool:
    """Whether the first cells are sentences or questions, some with numbers."""
    if len(grid.header) < 2 or len(grid.rows) < 2:
        return False
    worded = [row for row in grid.rows if row and _is_worded(row[0])]
    return 2 * len(worded) > len(grid.rows) and any(row[0].quantities for row in worded)


def _is_worded(cell: Passage) -> bool:
    return len(_WORD.findall(cell.text)) >= FEWEST_WORDS


def _passage(row: Sequence[Passage], grid: Grid, number: int, habit: Habit) -> Passage | None:
    """A row as one item, `What do 3 cost: $6`, so that question and answer are one case."""
    if len(row) < 2 or not row[1].text.strip():
        return None
    first, *rest = (cell.flat for cell in row if cell.text.strip())
    text = without_end(first)
    for at, part in enumerate(rest):
        # What stands behind the answer is told besides, in a clause of its own, unless it goes on.
        text = text.followed(": " if not at else ", " if _GOES_ON.match(part.text) else "; ", part)
    if len(text.text) > LONGEST:
        return None
    found = joined(quantities(text.text, habit=habit), text.text)
    return Passage(text, found, Role.ITEM, grid.context, number, siblings=number)
