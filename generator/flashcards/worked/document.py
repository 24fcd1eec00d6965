"""All calculations of a document that can become problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from flashcards.document import Document
from flashcards.quantities import Habit, habit_of
from flashcards.relations.checked import numbers
from flashcards.relations.fences import is_text, passages_of
from flashcards.relations.finding import Verdict
from flashcards.relations.passages import Passage, Pieces, pieces_of
from flashcards.relations.statements import sections_of
from flashcards.relations.tables.grid import sheet_of
from flashcards.worked.asked import asked_calculations, question_of
from flashcards.worked.calculation import Calculation
from flashcards.worked.cases import case_calculations
from flashcards.worked.equated import equated_calculations
from flashcards.worked.gaps import names_of
from flashcards.worked.implied import Source, implied_calculations
from flashcards.worked.named import named_calculations, subject_of
from flashcards.worked.tables import table_calculations

MOST_OF_ONE_RELATION = 2


def calculations(document: Document) -> Iterator[Calculation]:
    """Those whose inputs are told and whose result is right, in document order."""
    tree = document.tree
    habit = habit_of([tree.text])
    pieces = pieces_of(tree, habit)
    titles = _Titles(tuple((one.source.line, one.title.plain) for one in document.questions))
    seen: Counter[object] = Counter()
    done: set[object] = set()
    every = chain(
        _named(pieces, habit, titles),
        _tables(pieces, habit, titles),
        _asked(pieces, habit, titles),
        _implied(pieces, titles, habit),
    )
    for one in sorted(every, key=lambda one: one.line):
        name, said = one.name or one.given, one.said.casefold()
        stated = (one.line, one.result.value, one.result.unit)
        relation = _relation(one)
        if stated in done or (name, said) in done or seen[relation] >= MOST_OF_ONE_RELATION:
            continue
        done |= {stated, (name, said)}
        seen[relation] += 1
        yield one


def _relation(one: Calculation) -> object:
    """What calculations of one relation have in common: what they compute from what."""
    if one.said:
        return one.said.casefold()
    measured = tuple(sorted(repr(each.dimension) for each in one.inputs))
    if not any(each.dimension for each in one.inputs):
        return (one.said_relation, one.result.dimension)
    return (measured, one.result.dimension)


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


def _implied(pieces: Pieces, titles: _Titles, habit: Habit) -> Iterator[Calculation]:
    judged = numbers(pieces.tree, habit).judgements
    source = Source(
        habit=habit,
        names=names_of(pieces.tree.text),
        held=frozenset(
            one.span.start
            for one in judged
            if one.verdict is Verdict.RIGHT and one.relation != "conversion"
        ),
        wrong=frozenset(one.span.start for one in judged if one.verdict is Verdict.WRONG),
        title=lambda one: titles.at(pieces.line(one.passage.span(0, 1))),
        line=lambda one: pieces.line(one.passage.span(0, 1)),
    )
    for section in sections_of(pieces):
        yield from implied_calculations(section, source)
        yield from equated_calculations(section, source)
