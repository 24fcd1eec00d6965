"""Tables that tell in words: rows of a question and its answer, read as items of a list."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from flashcards.quantities import Habit, quantities
from flashcards.relations.passages import LONGEST, Grid, Passage, Role
from flashcards.relations.statements import Section, sentences_of
from flashcards.tree import Flat

FEWEST_WORDS = 3
"""So many words of a first cell ask or say something; fewer name what stands beside them."""

# Words of three letters or more, by which a cell that asks is told from one that names.
_WORD = re.compile(r"[^\W\d_]{3,}")
# What ends a question, before the answer that stands beside it.
_END = re.compile(r"[\s?？:：.…*_]*$")

FIRST = 2_000_000
"""Numbers of these sections, beyond those of the text and of fences."""


def add_told(grids: Sequence[Grid], sections: list[Section], habit: Habit) -> None:
    """The rows of tables that tell in words, as lists of their own behind their sections."""
    for number, grid in enumerate(grids, FIRST):
        if not _tells(grid):
            continue
        section = Section(number)
        for row in grid.rows:
            passage = _passage(row, grid, number, habit)
            if passage is not None and passage.quantities:
                section.sentences.extend(sentences_of(passage))
        at = next((i for i, one in enumerate(sections) if one.number == grid.section), -1)
        sections.insert(at + 1 if at >= 0 else len(sections), section)


def _tells(grid: Grid) -> bool:
    """Whether the first cells of two columns are sentences or questions, some with numbers."""
    if len(grid.header) != 2 or len(grid.rows) < 2:
        return False
    worded = [row for row in grid.rows if row and _is_worded(row[0])]
    return 2 * len(worded) > len(grid.rows) and any(row[0].quantities for row in worded)


def _is_worded(cell: Passage) -> bool:
    return len(_WORD.findall(cell.text)) >= FEWEST_WORDS


def _passage(row: Sequence[Passage], grid: Grid, number: int, habit: Habit) -> Passage | None:
    """A row as one item, `What do 3 cost: $6`, so that question and answer are one case."""
    if len(row) < 2 or not row[1].text.strip():
        return None
    asked, told = row[0].flat, row[1].flat
    end = _END.search(asked.text)
    length = end.start() if end else len(asked.text)
    sign = array("q", (-1, -1))
    text = Flat(
        f"{asked.text[:length]}: {told.text}",
        asked.starts[:length] + sign + told.starts,
        asked.ends[:length] + sign + told.ends,
    )
    if len(text.text) > LONGEST:
        return None
    found = quantities(text.text, habit=habit)
    return Passage(text, found, Role.ITEM, grid.context, number, siblings=number)
