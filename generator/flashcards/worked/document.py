"""All calculations of a document that can become problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import chain, islice

from flashcards import patterns as re
from flashcards.document import Document
from flashcards.problems.words import SIGNS
from flashcards.quantities import Habit, habit_of
from flashcards.relations.checked import Numbers, numbers
from flashcards.relations.definitions import Definition, loaded, spoken_of
from flashcards.relations.fences import CONSOLE, is_text, passages_of
from flashcards.relations.finding import Verdict
from flashcards.relations.passages import Fence, Passage, Pieces, pieces_of
from flashcards.relations.statements import Section, sections_of
from flashcards.relations.values import core
from flashcards.standing import Standing, standing
from flashcards.tree import Span
from flashcards.values import dataclass
from flashcards.worked.asked import (
    Asked,
    asked_calculations,
    chosen_calculations,
    question_of,
)
from flashcards.worked.asking import asked_unit
from flashcards.worked.assigned import assigned_calculations, reasoned_calculations
from flashcards.worked.calculation import Calculation
from flashcards.worked.cases import case_calculations
from flashcards.worked.chosen import option_calculations
from flashcards.worked.defined import defined_calculations, place_of
from flashcards.worked.equated import equated_calculations
from flashcards.worked.formulas import formula_calculations
from flashcards.worked.gaps import GAP, LINE, names_of
from flashcards.worked.implied import Source, implied_calculations
from flashcards.worked.making import Block, block_of
from flashcards.worked.named import begins_on, goes_on, named_calculations, resolved, subject_of
from flashcards.worked.nameless import nameless_calculations
from flashcards.worked.norms import Norms, norms_of, within
from flashcards.worked.pairs import paired_calculations
from flashcards.worked.titled import titled_calculations
from flashcards.worked.told import told_calculations
from flashcards.worked.varied import varied_calculations
from flashcards.worked.worth import is_plain

Placed = Sequence[tuple[Passage, int]]
"""Passages with their lines."""
MOST_OF_ONE_RELATION = 2
AROUND = 3
"""Sections before a formula that may say what its symbols mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A problem that a document's own calculation becomes.

    Attributes:
        block: as an author would have written it.
        line: where the calculation stands.
        key: what tells it from the document's others, whatever its place.
        inputs: names of what it starts from, `x0`, `x1` … of `relation`; empty for a listing.
        relation: how it goes on; empty for a listing.
    """

    block: Block
    line: int
    key: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    relation: str = ""


def worked(document: Document) -> Iterator[Worked]:
    """All problems of a document's calculations and listings, in document order."""
    found: list[Worked] = []
    pieces = pieces_of(document.tree, habit_of([document.tree.text]))
    speech = document.language or _speech(document.tree.text)
    for one in calculations(document, pieces):
        block = block_of(one, speech)
        if block is not None:
            found.append(
                Worked(
                    block=block,
                    line=one.line,
                    key=(one.name or _shown(one.given), one.said),
                    inputs=tuple(each.name for each in one.inputs),
                    relation=one.said_relation,
                )
            )
    # What is for listings and tables is loaded for a document that has them.
    if pieces.fences:
        from flashcards.worked.programs import programs

        found.extend(
            Worked(block=one.block, line=one.line, key=one.key)
            for one in programs(pieces, standing(document).title, speech)
        )
    asked: set[str] = set()
    for problem in sorted(found, key=lambda problem: problem.line):
        if problem.block.asks not in asked:  # the same question with the same numbers to be drawn
            asked.add(problem.block.asks)
            yield problem


# Small words of English, one of which stands in nearly every sentence of it.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|to|in|what|how|which|that|it|for|with|at|by)\b", re.IGNORECASE
)
SENTENCES = 120
"""Letters from which on a text without small words of English is none."""


def _speech(text: str) -> str:
    """Of a text whose language is not known: signs, unless it is English or too short to tell."""
    english = len(_ENGLISH.findall(text)) * SENTENCES >= len(text)
    return "" if english or len(text) < SENTENCES else SIGNS


def _shown(given: str) -> str:
    """A text with gaps as a part of a key."""
    return given.replace("\0", "…").replace(GAP, "?").replace(LINE, " / ")


def calculations(document: Document, pieces: Pieces | None = None) -> Iterator[Calculation]:
    """Those whose inputs are told and whose result is right, in document order."""
    habit = habit_of([document.tree.text])
    pieces = pieces or pieces_of(document.tree, habit)
    titles = standing(document)
    every = list(_passages(pieces, habit))
    options = _alternatives(every, titles)
    passages = [one for one in every if id(one[0]) not in options]
    seen: Counter[object] = Counter()
    done: set[object] = set()
    own: dict[object, int] = {}
    packs = loaded(document.packs)
    judged = numbers(pieces.tree, packs=packs)
    source = _source(pieces, _told(document, titles), habit, judged)
    sections = [_without(one, options) for one in sections_of(pieces)]
    found = chain(
        _named(passages, habit, titles),
        _tables(pieces, habit, titles),
        _asked(passages, habit, titles, asked_calculations),
        _chosen(every, habit, titles),
        _commanded(pieces, passages, habit, titles),
        defined_calculations(
            judged.applied,
            place_of(document.language, pieces.tree.text, source, sections),
            lambda said: pieces.tree.line(said.span),
            titles.title,
        ),
        _implied(sections, source, cache(lambda: (*spoken_of(pieces.tree.text), *packs))),
        _asked(passages, habit, titles, case_calculations),
    )
    norms = _norms(every, pieces, habit)
    for made in sorted(found, key=lambda one: one.line):
        one = within(made, norms)
        unit = asked_unit(one)
        if unit is None or is_plain(one, unit.factor):
            continue
        name, said = one.name or one.given, one.said.casefold()
        stated = (_title_of(one), one.result.value, one.result.unit)
        relations = set(_relations(one))
        full = any(seen[each] >= MOST_OF_ONE_RELATION for each in relations)
        twice: set[object] = set()
        if any(each.dimension for each in one.inputs):
            twice.add((one.line, _form(one)))
        if one.given:  # one and the same number
            twice.add((one.line, one.result.start, *stated[1:]))
        asked = (_title_of(one), core(one.result.dimension))
        if one.worked and not one.law:
            own.setdefault(asked, len(one.inputs))
        elif not one.law and own.get(asked, 0) > len(one.inputs):
            continue  # the question itself computes that of more numbers
        if stated in done or (name, said) in done or full or twice & done:
            continue
        done |= {stated, (name, said), *twice}
        seen.update(relations)
        yield one


def _norms(placed: Placed, pieces: Pieces, habit: Habit) -> Norms:
    """What a document says of numbers beside its calculations."""
    cells: list[tuple[str, Fraction]] = []
    if pieces.grids or pieces.fences:
        from flashcards.relations.tables.grid import sheets_of
        from flashcards.worked.tables import unit_in

        for sheet, _, _ in sheets_of(pieces, habit):
            for cell in (each for row in sheet.cells for each in row if each is not None):
                unit = unit_in(cell.quantity, sheet.heads[cell.column])
                cells.append((unit, cell.quantity.value))
    return norms_of([passage for passage, _ in placed], cells, pieces.tree.text)


FEWEST_ALTERNATIVES = 3
"""Bare numbers below one question from which on they are taken for options of a choice."""


def _alternatives(placed: Placed, titles: Standing) -> frozenset[int]:
    """Passages that are one number each, several of a kind below one question: which is right?"""
    alike: dict[object, list[int]] = {}
    for passage, line in placed:
        numbers = passage.quantities
        if len(numbers) == 1 and numbers[0].text.strip() == passage.text.strip(" .;"):
            key = (titles.title(line), core(numbers[0].dimension))
            alike.setdefault(key, []).append(id(passage))
    several = (found for found in alike.values() if len(found) >= FEWEST_ALTERNATIVES)
    return frozenset(one for found in several for one in found)


def _without(section: Section, options: frozenset[int]) -> Section:
    """A section without the sentences of some passages."""
    kept = [one for one in section.sentences if id(one.passage) not in options]
    return section if len(kept) == len(section.sentences) else replace(section, sentences=kept)


def _relations(one: Calculation) -> Iterator[object]:
    """What calculations of one relation have in common: what they compute from what."""
    if one.defined:
        yield one.defined
    if one.said:
        yield one.said.casefold()
    else:
        question = re.sub(r"\0\d+\0|[\d.,]+", "", one.given.split(LINE)[0])
        yield (question, one.result.dimension)
    if any(each.dimension for each in one.inputs):
        yield _form(one)
    if not one.name or one.defined or one.formula:  # what has a name of its own is told apart by it
        yield (_title_of(one), core(one.result.dimension), one.result.unit.name == "%")


def _title_of(one: Calculation) -> str:
    """The question that a calculation belongs to, without its numbers."""
    return re.sub(r"\0\d+\0|[\d.,\s]+", "", one.subject or one.given.split(LINE)[0])


def _form(one: Calculation) -> object:
    """What is computed of what, whatever it is called."""
    bare = re.sub(r"[\s()]", "", one.said_relation)
    form = re.sub(r"\*1/1000|\*1000", "", bare)  # a prefix of a unit
    return (form, tuple(each.dimension for each in one.inputs), core(one.result.dimension))


def _passages(pieces: Pieces, habit: Habit) -> Iterator[tuple[Passage, int]]:
    for passage in pieces.passages:
        if passage.asserted and passage.text.strip():
            yield passage, pieces.line(passage.span(0, 1))
    for number, fence in enumerate(pieces.fences):
        if is_text(fence.block):
            for passage in passages_of(fence, habit, number):
                if passage.text.strip():
                    yield passage, pieces.line(passage.span(0, 1))


def _named(passages: Placed, habit: Habit, titles: Standing) -> Iterator[Calculation]:
    for passage, line in passages:
        for one in named_calculations(passage, line, habit):
            yield replace(one, subject=subject_of(titles.title(line)))


def _tables(pieces: Pieces, habit: Habit, titles: Standing) -> Iterator[Calculation]:
    if not pieces.grids and not pieces.fences:
        return
    from flashcards.relations.tables.grid import sheets_of
    from flashcards.worked.rows import row_calculations
    from flashcards.worked.tables import table_calculations

    for sheet, piece, start in sheets_of(pieces, habit):
        if start < 0 or (isinstance(piece, Fence) and not piece.asserted):
            continue
        line = pieces.line(Span(start, start + 1))
        title = titles.title(line)
        yield from table_calculations(sheet, line, subject_of(title))
        if title:
            yield from row_calculations(sheet, line, title)


Way = Callable[[Asked, Passage, int, Habit], Iterator[Calculation]]


def _asked(passages: Placed, habit: Habit, titles: Standing, way: Way) -> Iterator[Calculation]:
    for passage, line in passages:
        question = titles.at(line)
        if question is None or question.options:  # a choice asks it, and its reasons tell more
            continue
        asked = question_of(question.title.plain, habit)
        if asked is not None:
            yield from islice(way(asked, passage, line, habit), 1)


def _commanded(
    pieces: Pieces, passages: Placed, habit: Habit, titles: Standing
) -> Iterator[Calculation]:
    """Of listings below a question, the commands that compute what its answer says."""
    if not pieces.fences:
        return
    from flashcards.relations.listings.listings import SHELL
    from flashcards.worked.commanded import commanded_calculations

    for fence in pieces.fences:
        if not fence.asserted or fence.block.language not in SHELL | CONSOLE:
            continue
        line = pieces.tree.line(fence.block.span)
        question = titles.at(line)
        asked = question_of(question.title.plain, habit) if question else None
        if asked is None or question is None or question.options:
            continue
        told = [
            one
            for passage, at in passages
            if titles.at(at) is question and asked.text not in passage.text
            for one in passage.quantities
        ]
        commands = [one.removeprefix("$ ").strip() for one in fence.block.value.split("\n")]
        yield from islice(commanded_calculations(asked, commands, told, line, habit), 1)


def _chosen(passages: Placed, habit: Habit, titles: Standing) -> Iterator[Calculation]:
    """Of a choice, what its reasons compute as its right option, or what its numbers come to."""
    waiting: dict[int, Calculation] = {}
    done: set[int] = set()
    for passage, line in passages:
        question = titles.at(line)
        options = question.options if question else ()
        right, wrong = (
            [o.text.plain for o in options if o.right is is_so] for is_so in (True, False)
        )
        asked = question_of(question.title.plain, habit) if question else None
        if asked is None or len(right) != 1 or id(question) in done:
            continue
        found = chain(
            chosen_calculations(asked, passage, line, habit, right=right[0], wrong=wrong),
            reasoned_calculations(asked, passage, line, habit, right[0]),
        )
        made = next(found, None)
        if made is not None:
            done.add(id(question))
            yield made
        elif id(question) not in waiting:
            told = option_calculations(asked, passage, habit, right=right[0], wrong=wrong)
            waiting |= {id(question): replace(one, line=line) for one in islice(told, 1)}
    yield from (one for at, one in waiting.items() if at not in done)


def _told(document: Document, titles: Standing) -> Callable[[int], str]:
    """The title of the question of a line; one that goes on stands behind the one before it."""
    whole: dict[str, str] = {}
    before = ""
    for question in document.questions:
        own = subject_of(question.title.plain)
        if begins_on(own) and before.endswith("?") and not goes_on(before):
            whole[question.title.plain] = resolved(before, own) or f"{before} {own}"
        elif not begins_on(own):
            before = own

    def title(line: int) -> str:
        plain = titles.title(line)
        return whole.get(plain, plain)

    return title


def _source(pieces: Pieces, title: Callable[[int], str], habit: Habit, known: Numbers) -> Source:
    judged = known.judgements
    return Source(
        habit=habit,
        names=names_of(pieces.tree.text),
        held=frozenset(
            one.span.start
            for one in judged
            if one.verdict is Verdict.RIGHT and one.relation != "conversion"
        ),
        wrong=frozenset(one.span.start for one in judged if one.verdict is Verdict.WRONG),
        title=lambda one: title(pieces.line(one.passage.span(0, 1))),
        line=lambda one: pieces.line(one.passage.span(0, 1)),
    )


def _implied(
    sections: Sequence[Section], source: Source, packs: Callable[[], Sequence[Definition]]
) -> Iterator[Calculation]:
    for at, section in enumerate(sections):
        yield from implied_calculations(section, source)
        yield from equated_calculations(section, source)
        yield from formula_calculations(section, source, sections[max(0, at - AROUND) : at])
        yield from nameless_calculations(section, source, sections[:at])
        yield from assigned_calculations(section, source, sections[:at])
        yield from titled_calculations(section, source, packs)
        yield from told_calculations(section, source)
        yield from varied_calculations(section, source)
        yield from paired_calculations(section, source)
