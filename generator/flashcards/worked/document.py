"""All calculations of a document that can become problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from flashcards.document import Document
from flashcards.quantities import Habit, habit_of
from flashcards.relations.fences import is_text, passages_of
from flashcards.relations.passages import Passage, Pieces, pieces_of
from flashcards.relations.tables.grid import sheet_of
from flashcards.worked.asked import asked_calculations, question_of
from flashcards.worked.calculation import Calculation
from flashcards.worked.cases import case_calculations
from flashcards.worked.named import named_calculations, subject_of
from flashcards.worked.tables import table_calculations

MOST_OF_ONE_RELATION = 2


def calculations(document: Document) -> Iterator[Calculation]:
    """Those whose inputs are told and whose result is right, in document order."""
    tree = document.tree
    habit = habit_of([tree.text])
    pieces = pieces_of(tree, habit)
    titles = _Titles(tuple((one.source.line, one.title.plain) for one in document.questions))
    seen: Counter[str] = Counter()
    names: set[tuple[str, str]] = set()
    every = chain(
        _named(pieces, habit, titles), _tables(pieces, habit, titles), _asked(pieces, habit, titles)
    )
    for one in sorted(every, key=lambda one: one.line):
        said = one.said.casefold() or one.given
        seen[said] += 1
        if seen[said] > MOST_OF_ONE_RELATION or (one.name, said) in names:
            continue
        names.add((one.name, said))
        yield one


@dataclass(frozen=True, slots=True)
class _Titles:
    """Titles of questions by the lines on which they begin."""

    known: tuple[tuple[int, str], ...]

    def at(self, line: int) -> str:
        """The title of the question that a line stands in."""
        return max((one for one in self.known if one[0] <= line), default=(0, ""))[1]


def _passages(pieces: Pieces, habit: Habit) -> Iterator[tuple[Passage, int]]:
    for passage in pieces.passages:
        if passage.asserted and passage.text.strip():
            yield passage, pieces.line(passage.span(0, 1))
    for number, fence in enumerate(pieces.fences):
        if is_text(fence.block):
            for passage in passages_of(fence, habit, number):
                if passage.text.strip():
                    yield passage, pieces.line(passage.span(0, 1))


def _named(pieces: Pieces, habit: Habit, titles: _Titles) -> Iterator[Calculation]:
    for passage, line in _passages(pieces, habit):
        for one in named_calculations(passage, line, habit):
            yield replace(one, subject=subject_of(titles.at(line)))


def _tables(pieces: Pieces, habit: Habit, titles: _Titles) -> Iterator[Calculation]:
    for grid in pieces.grids:
        sheet = sheet_of(grid, habit)
        filled = next((cell for cell in grid.header if cell.text.strip()), None)
        if sheet is not None and filled is not None:
            line = pieces.line(filled.span(0, 1))
            yield from table_calculations(sheet, line, subject_of(titles.at(line)))


def _asked(pieces: Pieces, habit: Habit, titles: _Titles) -> Iterator[Calculation]:
    for passage, line in _passages(pieces, habit):
        asked = question_of(titles.at(line), habit)
        if asked is not None:
            found = [
                *asked_calculations(asked, passage, line, habit),
                *case_calculations(asked, passage, line, habit),
            ]
            yield from found[:1]
