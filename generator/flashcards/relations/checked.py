"""All numbers of a document that a relation holds or refutes: the face of the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from flashcards.errors import Finding
from flashcards.quantities import Habit, habit_of
from flashcards.relations.asked import asked_sections
from flashcards.relations.assertions import is_told_instead
from flashcards.relations.definitions import (
    Applied,
    Definition,
    applied,
    cases_judged,
    judgements,
    may_apply,
    of_section,
    of_sheet,
    spoken_of,
    together,
)
from flashcards.relations.fences import CONSOLE, TEXT, is_text, lines_of, passages_of
from flashcards.relations.finding import Judgement, Verdict, told
from flashcards.relations.followed import followed_judgements
from flashcards.relations.passages import Fence, Grid, Passage, Pieces, pieces_of
from flashcards.relations.prose import section_judgements
from flashcards.relations.rates import rate_judgements
from flashcards.relations.series.series import series_judgements
from flashcards.relations.slips import plausible
from flashcards.relations.stated import stated_judgements
from flashcards.relations.statements import Section, Term, sections_of, sentences_of
from flashcards.tree import Span, Tree
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.relations.tables.grid import Sheet

_T = TypeVar("_T")

# Relations that a text writes out; what only fits beside them does not excuse.
WRITTEN = frozenset(("arithmetic", "conversion", "code-value", "code-output", "sum"))
# Relations of a table's row: a number that one refutes takes its neighbours along.
OF_ROWS = frozenset(("column", "share", "ratio", "sum", "progression"))
# What is worked out where it stands, so that a number beside it is judged by what comes out.
COMPUTED = frozenset(("arithmetic", "code-value", "code-output"))
_ORDER = {
    name: rank
    for rank, name in enumerate(
        ("arithmetic", "conversion", "code-value", "code-output", "sum", "column", "series")
    )
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What came of a document's numbers, by their places.

    Attributes:
        judgements: one for each number that something says anything of.
        applied: definitions that hold, where the document applies them.
    """

    judgements: tuple[Judgement, ...]
    applied: tuple[Applied, ...] = ()

    def count(self, verdict: str) -> int:
        """How many numbers have a verdict."""
        return sum(one.verdict == verdict for one in self.judgements)


def findings(tree: Tree, found: Numbers, path: str) -> Iterator[Finding]:
    """A finding for each wrong number."""
    for one in found.judgements:
        if one.verdict is Verdict.WRONG:
            yield Finding(
                path=path,
                line=tree.line(one.span),
                rule=one.relation,
                severity=one.severity,
                message=_message(tree, one),
                stated=one.stated.strip(),
                expected=one.expected,
                evidence=one.evidence,
                column=tree.column(one.span),
            )


def _message(tree: Tree, one: Judgement) -> str:
    text = told(one.stated.strip(), one.expected, one.how)
    here = tree.line(one.span)
    lines = sorted({tree.line(span) for span in one.inputs if span.start >= 0} - {here})
    if lines:
        text += f" (from line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:6]))})"
    return text


def numbers(tree: Tree, habit: Habit | None = None, packs: Sequence[Definition] = ()) -> Numbers:
    """Every number of a document that a relation holds or refutes."""
    if habit is None:
        return _kept(_Same(tree), tuple(packs))
    return _numbers(tree, habit, packs)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A tree as a key: one of the same text is the same, though it was parsed anew."""

    tree: Tree

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and (
            other.tree is self.tree
            or (other.tree.text == self.tree.text and other.tree.blocks == self.tree.blocks)
        )

    def __hash__(self) -> int:
        return hash(self.tree.text)


@lru_cache(maxsize=4)
def _kept(one: _Same, packs: tuple[Definition, ...]) -> Numbers:
    """The numbers of a tree, which checks, corrections and problems ask for in turn."""
    return _numbers(one.tree, None, packs)


def _numbers(tree: Tree, habit: Habit | None, packs: Sequence[Definition]) -> Numbers:
    known = habit if habit is not None else habit_of([tree.text])
    pieces = pieces_of(tree, known)
    sections = sections_of(pieces)
    found: list[Judgement] = []
    _add_text_fences(pieces, sections, known)
    if pieces.grids:
        from flashcards.relations.tables.told import add_told

        add_told(pieces.grids, sections, known)
    constants = _constants(sections)
    sheets: list[tuple[Sheet, Grid | Fence]] = []
    # What is for tables and listings is loaded for a document that has them.
    if pieces.grids or pieces.fences:
        from flashcards.relations.tables.grid import sheets_of

        sheets = [(sheet, piece) for sheet, piece, _ in sheets_of(pieces, known)]
    scopes = [of_section(section.sentences) for section in sections]
    of_sheets = [of_sheet(sheet, piece.context) for sheet, piece in sheets]
    whole = together((*scopes, *of_sheets))
    spoken = (*spoken_of(_text(pieces), whole.keys), *packs) if whole.keys else ()
    definitions = [one for one in spoken if may_apply(one, whole)]
    formulas: list[Applied] = []
    before: list[Term] = []
    for section, own_scopes in zip(sections, scopes, strict=True):
        judged = section_judgements(section, known, constants, before)
        found.extend(_computable(judged))
        found.extend(_computable(series_judgements(section, constants, before)))
        found.extend(_computable(rate_judgements(section)))
        found.extend(_computable(stated_judgements(section, known)))
        found.extend(_computable(followed_judgements(section, known)))
        formulas.extend(_computable(applied(definitions, own_scopes)))
        found.extend(_computable(cases_judged(definitions, own_scopes)))
        own = [term for sentence in section.sentences for term in sentence.terms]
        before = [*reversed(own), *before][:MOST_BEFORE]
    for section in asked_sections(sections, known):
        found.extend(_computable(section_judgements(section, known, constants)))
        found.extend(_computable(series_judgements(section, constants)))
    for (sheet, piece), own_scopes in zip(sheets, of_sheets, strict=True):
        above = [one for one in pieces.passages if one.section == piece.section]
        found.extend(_of_sheet(sheet, piece.context, known, _before(sheet, above)))
        formulas.extend(_computable(applied(definitions, own_scopes)))
        found.extend(_computable(cases_judged(definitions, own_scopes)))
    if pieces.fences:
        from flashcards.relations.listings.listings import listing_judgements

        found.extend(listing_judgements(pieces))
    found.extend(judgements(formulas))
    found = list(_followed_at_all(_of_this_case(tree, found), definitions))
    likely = list(plausible(found, known))
    return Numbers(
        tuple(_once(list(settled(_founded(likely, definitions))))),
        tuple(one for one in formulas if one.holds),
    )


def _followed_at_all(
    found: Iterable[Judgement], definitions: Sequence[Definition]
) -> Iterator[Judgement]:
    """Judgements, without those by a definition that several numbers contradict and fewer follow.

    There the text counts in another way: `6.02 b + 1.76`, and not `6.02 b`.
    """
    implied = {one.name for one in definitions}
    found = list(found)
    told = {(one.span, one.relation, one.verdict) for one in found}
    counts = Counter((relation, verdict) for _, relation, verdict in told)
    for one in found:
        against = counts[one.relation, Verdict.WRONG]
        often = against > 1 and against > counts[one.relation, Verdict.RIGHT]
        if one.verdict is not Verdict.WRONG or one.relation not in implied or not often:
            yield one


MOST_INSTEAD = 40
"""Letters before a number among which it is said to be another case's."""


def _of_this_case(tree: Tree, found: Iterable[Judgement]) -> Iterator[Judgement]:
    """Judgements, without what is implied of numbers that this case takes the place of."""
    for one in found:
        at = one.span.start
        implied = one.verdict is Verdict.WRONG and one.relation not in WRITTEN
        if not (implied and is_told_instead(tree.text[max(0, at - MOST_INSTEAD) : at])):
            yield one


def _text(pieces: Pieces) -> str:
    """All that a document says."""
    rows = (row for grid in pieces.grids for row in (grid.header, *grid.rows))
    return " ".join(
        (
            *(one.text for one in pieces.passages),
            *(cell.text for row in rows for cell in row),
            *(fence.block.value for fence in pieces.fences),
        )
    )


def _before(sheet: Sheet, passages: Sequence[Passage]) -> list[Passage]:
    """The passages that stand before a table, the nearest first."""
    first = next((cell.span.start for row in sheet.cells for cell in row if cell), -1)
    return [one for one in reversed(passages) if one.text and 0 <= one.span(0, 1).start < first]


def _of_sheet(
    sheet: Sheet, context: Sequence[Passage], habit: Habit, above: Sequence[Passage]
) -> Iterator[Judgement]:
    """What the cells of a table say of each other; once more without those that are wrong."""
    from flashcards.relations.tables.columns import constraints, of_columns
    from flashcards.relations.tables.constraints import blamed
    from flashcards.relations.tables.grid import without

    related = list(_computable(constraints(sheet, context, habit, above)))
    found = blamed(related, sheet.cells)
    yield from found
    wrong = {one.span for one in found if one.verdict is Verdict.WRONG}
    if wrong:
        judged = {one.span for one in found}
        judged |= {
            cell.span for one in related if one.holds and one.name == "sum" for cell in one.inputs
        }
        rest = without(sheet, wrong)
        for one in blamed(list(_computable(of_columns(rest, context, habit, above))), sheet.cells):
            if one.span not in judged:
                yield one


def _founded(found: Sequence[Judgement], definitions: Sequence[Definition]) -> Iterator[Judgement]:
    """Judgements without those by units and definitions that another relation explains.

    Its inputs are refuted, or it is itself an input of what is: of one fault one number is wrong.
    """
    implied = {"rate", *(one.name for one in definitions)}
    charged = [one for one in found if one.verdict is Verdict.WRONG and one.relation not in implied]
    refuted = {one.span for one in charged}
    innocent = {span for one in charged for span in one.inputs} - refuted
    # Solved for another of the same numbers a formula refutes that as well: what is told last follows.
    last: dict[frozenset[Span], Span] = {}
    for one in found:
        if one.relation in implied and one.verdict is Verdict.WRONG:
            last[_members(one)] = max(one.span, last.get(_members(one), one.span))
    computed = {
        one.span: one.verdict for one in found if one.relation in COMPUTED and one.span.start >= 0
    }
    for one in found:
        if one.relation == "conversion" and one.verdict is Verdict.WRONG:
            # `1.2 × 4 × 0.05 = 2.4 m³, that is 240 L`: of the two the one that is computed amiss is wrong.
            if computed.get(one.span) is Verdict.RIGHT or any(
                computed.get(each) is Verdict.WRONG for each in one.inputs
            ):
                continue
        if one.relation in implied and one.verdict is Verdict.WRONG:
            if one.span in innocent or not refuted.isdisjoint(one.inputs):
                continue
            if one.span != last[_members(one)]:
                continue
        if not refuted.isdisjoint(one.basis):
            continue  # judged by a case that another relation refutes
        yield one


def _members(one: Judgement) -> frozenset[Span]:
    return frozenset({one.span, *one.inputs})


def _computable(judged: Iterable[_T]) -> Iterator[_T]:
    """What is judged before a number beyond floats is met; what is left then is undecided."""
    try:
        yield from judged
    except OverflowError:
        return


def _add_text_fences(pieces: Pieces, sections: list[Section], habit: Habit) -> None:
    """The lines of text fences, as lists of their sections."""
    if not pieces.fences:
        return
    from flashcards.relations.tables.grid import sheets_of_text

    by_number = {section.number: section for section in sections}
    for index, fence in enumerate(pieces.fences):
        drawn = fence.block.language in TEXT | CONSOLE
        if drawn and any(sheets_of_text(list(lines_of(fence.block)), habit)):
            continue
        section = by_number.setdefault(fence.section, Section(fence.section))
        if section not in sections:
            sections.append(section)
        # In code, equations stand in comments and in lines that are no code; nothing is parallel.
        sentences = section.sentences if is_text(fence.block) else section.apart
        for passage in passages_of(fence, habit, 1_000_000 + index):
            sentences.extend(sentences_of(passage))


MOST_CONSTANTS = 8
MOST_BEFORE = 12


def _constants(sections: list[Section]) -> list[Term]:
    """Rates and constants that a document gives before its first question."""
    found: list[Term] = []
    for section in sections[:2]:
        for sentence in section.sentences:
            if not sentence.passage.siblings:
                found.extend(t for t in sentence.terms if len(t.quantity.dimension) >= 2)
    return found[:MOST_CONSTANTS]


def _once(found: Sequence[Judgement]) -> Iterator[Judgement]:
    """One finding for one fault: of two that overlap, the one with the stronger relation.

    Spans come in order, and only a line of output or an equation holds other numbers.
    """
    wrong = [one for one in found if one.verdict is Verdict.WRONG]
    dropped: set[Span] = set()
    for one, other in pairwise(wrong):
        if other.span.start < one.span.end:
            weaker = max((one, other), key=lambda each: _ORDER.get(each.relation, 9))
            dropped.add(weaker.span)
    yield from (one for one in found if one.verdict is not Verdict.WRONG or one.span not in dropped)


def settled(found: Iterable[Judgement]) -> Iterator[Judgement]:
    """One judgement for each number: a relation that it fits excuses one that is only implied."""
    by_span: dict[Span, list[Judgement]] = {}
    for one in found:
        if one.span.start >= 0:
            by_span.setdefault(one.span, []).append(one)
    for span in sorted(by_span):
        group = by_span[span]
        wrong = [one for one in group if one.verdict is Verdict.WRONG]
        right = [one for one in group if one.verdict is Verdict.RIGHT]
        if any(one.relation in {"series", "formula"} for one in wrong):
            # A series has weighed what else its cases fit, and a formula is what the text says;
            # two cases alone tell less.
            right = [one for one in right if one.sure or one.relation != "parallel-case"]
        if any(one.relation == "formula" for one in wrong):
            right = [one for one in right if one.relation != "rate"]  # a part of the formula
        shown = any(one.relation in WRITTEN for one in right)
        written = [one for one in wrong if one.relation in WRITTEN or (one.sure and not shown)]
        if wrong and (written or not right):
            yield min(written or wrong, key=lambda one: _ORDER.get(one.relation, 9))
        elif right:
            excused = f"{wrong[0].relation}, {wrong[0].how}" if wrong else ""
            yield replace(right[0], excused=excused)
        else:
            yield group[0]
